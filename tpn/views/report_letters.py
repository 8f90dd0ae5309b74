"""What the employees ask of a report: what becomes otherwise in their work, and when they are trained."""

from datetime import date

from tpn.model.benefits import Change
from tpn.model.choices import ActivityKind
from tpn.model.ended import ended_of
from tpn.plan import Plan
from tpn.plan.plan import foreseen_delivery, is_there
from tpn.views.report_facts import ChangedWork, TrainingFacts


def changed_work(plan: Plan) -> tuple[ChangedWork, ...]:
    """The changes of work that stand, by day; of services that have left the project none."""
    gone = _gone(plan)
    found = [
        ChangedWork(one.title, one.service, one.due, _possible(one, plan))
        for one in plan.project.benefits.changes
        if ended_of(one) is None and one.service not in gone
    ]
    return tuple(sorted(found, key=lambda one: one.day or date.max))


def _possible(one: Change, plan: Plan) -> date | None:
    """When the last of the components is there that a change waits for, where that is after its day."""
    if one.due is None or one.due < plan.today:
        return None
    parts = [part for part in plan.project.procurement.components if part.id in one.enabled_by]
    days = [day for part in parts if not is_there(part, plan) and (day := foreseen_delivery(part, plan))]
    last = max(days, default=one.due)
    return last if last > one.due else None


def trainings(plan: Plan) -> tuple[TrainingFacts, ...]:
    """The trainings of the plan, by day."""
    gone = _gone(plan)
    found = [
        TrainingFacts(w.activity.title, w.activity.service, w.end, w.done)
        for w in plan.work
        if w.activity.kind is ActivityKind.TRAINING and not w.fallen_out and w.activity.service not in gone
    ]
    return tuple(sorted(found, key=lambda one: one.day or date.max))


def _gone(plan: Plan) -> frozenset[str]:
    return frozenset(one.id for one in plan.project.services if ended_of(one) is not None)
