"""Which rows somebody is to look at now: what is overdue, and what begins or is due before a day."""

from datetime import date

from tpn.model.base import Record
from tpn.model.choices import Phase
from tpn.model.questions import settled
from tpn.model.shapes import Activity, CheckAnswer
from tpn.plan import Plan
from tpn.plan.timing import timing_of


def is_near(record: Record, plan: Plan, until: date) -> bool | None:
    """Whether a record is to be looked at now; None where it asks nothing more of anybody. What has no day is near."""
    timing = timing_of(record, plan)
    if timing is None:
        return True
    if timing.over:
        return None
    begins = plan.by_id[record.id].dates.plan_start if isinstance(record, Activity) else None
    first = min((day for day in (begins, timing.plan) if day), default=None)
    return first is None or first <= until


def point_is_near(
    answer: CheckAnswer, phase: Phase, service: str | None, plan: Plan, until: date
) -> bool | None:
    """The same of a point of a checklist: it is asked for at its service's launch, else at the end of its phase."""
    if settled(answer) or plan.facts.handed_over is not None:
        return None
    if service:
        return (plan.facts.launch_day(plan.project.service[service]) or date.min) <= until
    ends = [work.plan_end for work in plan.of_phase(phase) if work.plan_end and not work.fallen_out]
    return max(ends, default=date.min) <= until
