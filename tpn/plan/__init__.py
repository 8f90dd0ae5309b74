"""What follows from the facts, pure: working days, schedule, progress, lights. ``today`` is an argument."""

from tpn.plan.baseline import Baseline
from tpn.plan.plan import Plan, findings, work_out, working_days

__all__ = ["Baseline", "Plan", "findings", "work_out", "working_days"]
