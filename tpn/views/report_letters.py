"""What the employees ask of a report: what becomes otherwise in their work, and when they are trained."""

from datetime import date

from tpn.model.benefits import Change
from tpn.model.choices import ActivityKind
from tpn.model.ended import ended_of
from tpn.plan import Plan
from tpn.plan.timing import Timing, timing_of
from tpn.views.report_facts import ChangedWork, TrainingFacts


def changed_work(plan: Plan) -> tuple[ChangedWork, ...]:
    """The changes of work that stand, by day; of services that have left the project none."""
    gone = _gone(plan)
    found = [
        _changed(one, plan)
        for one in plan.project.benefits.changes
        if ended_of(one) is None and one.service not in gone
    ]
    return tuple(sorted(found, key=lambda one: one.day or date.max))


def _changed(one: Change, plan: Plan) -> ChangedWork:
    """A change with its day, and when it is foreseen where that is after its day."""
    said = timing_of(one, plan) or Timing()
    late = said.plan is not None and said.forecast is not None and said.forecast > said.plan
    return ChangedWork(one.title, one.service, said.plan, said.forecast if late and not said.over else None)


def trainings(plan: Plan) -> tuple[TrainingFacts, ...]:
    """The trainings of the plan, by day."""
    gone = _gone(plan)
    found = [
        TrainingFacts(
            w.activity.title,
            w.activity.service,
            w.end,
            w.done,
            w.dates.start if w.dates.start != w.end else None,
        )
        for w in plan.work
        if w.activity.kind is ActivityKind.TRAINING and not w.fallen_out and w.activity.service not in gone
    ]
    return tuple(sorted(found, key=lambda one: one.day or date.max))


def _gone(plan: Plan) -> frozenset[str]:
    return frozenset(one.id for one in plan.project.services if ended_of(one) is not None)
