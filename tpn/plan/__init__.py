"""What follows from the facts, pure: working days, schedule, progress, lights. ``today`` is an argument."""

from tpn.plan.baseline import Baseline
from tpn.plan.plan import Plan, findings, plan_faults, standing_in_the_way, work_out, working_days

__all__ = ["Baseline", "Plan", "findings", "plan_faults", "standing_in_the_way", "work_out", "working_days"]
