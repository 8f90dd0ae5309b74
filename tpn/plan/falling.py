"""What falls due: when a record is to be finished, whose it is, and whether it is over. One rule for each kind."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from tpn.model.about import Service
from tpn.model.base import Record
from tpn.model.benefits import Benefit, Change
from tpn.model.fieldtree import takes
from tpn.model.logs import Communication, Decision, Deliverable, Meeting
from tpn.model.procurement import Component, Procurement
from tpn.model.shapes import Action, Activity
from tpn.plan.benefits import measured
from tpn.plan.worked import Plan

_OWNERS = ("responsible", "owner", "person", "measured_by", "accepted_by", "by")


class Due(NamedTuple):
    """``day`` is the promise, ``foreseen`` when it will be as things stand; ``over``: nothing is left to do."""

    day: date | None
    foreseen: date | None
    over: bool
    late: bool = False


def due_of(record: Record, plan: Plan) -> Due | None:
    """When a record is to be finished, seen from the plan's day; None for a kind that nobody waits for."""
    rule = _RULES.get(type(record))
    if rule is None:
        return None
    due = rule(record, plan)
    return due._replace(late=not due.over and (due.late or _late(due, plan.today)))


def _late(due: Due, today: date) -> bool:
    """The day has passed, or it is foreseen that it will not be kept."""
    return due.day is not None and (due.day < today or (due.foreseen is not None and due.foreseen > due.day))


def people_of(record: Record) -> tuple[str, ...]:
    """Whose a record is: who is responsible for it, else who owns it, has said it, or measures it."""
    known = takes(type(record))
    for key in _OWNERS:
        if key in known and known[key].ref == "people" and (said := getattr(record, known[key].name)):
            return said if isinstance(said, tuple) else (said,)
    return ()


def _activity(activity: Activity, plan: Plan) -> Due:
    """Late is against the agreed plan, as everywhere: overdue, or foreseen to end after the promise."""
    work = plan.by_id[activity.id]
    late = work.overdue or (work.delay or 0) > 0
    return Due(work.plan_end, work.end, work.done or work.fallen_out, late)


def _action(action: Action, _: Plan) -> Due:
    return Due(action.due, None, action.done is not None)


def _communication(one: Communication, _: Plan) -> Due:
    return Due(one.when, None, one.done is not None)


def _deliverable(one: Deliverable, _: Plan) -> Due:
    return Due(one.due, None, one.accepted is not None)


def _decision(one: Decision, _: Plan) -> Due:
    return Due(one.needed_by, None, one.decided is not None)


def _component(one: Component, _: Plan) -> Due:
    return Due(one.needed_by or one.promised, one.expected, one.delivered is not None)


def _procurement(one: Procurement, _: Plan) -> Due:
    return Due(one.promised, one.expected, one.contract is not None)


def _change(one: Change, plan: Plan) -> Due:
    """The format does not say that a change is made; when its day has passed nobody is asked any more."""
    return Due(one.due, None, one.due is not None and one.due < plan.today)


def _benefit(one: Benefit, plan: Plan) -> Due:
    """By when it is to be measured."""
    found = measured(one, plan.project.about.start, plan.today)
    return Due(found.due, None, over=not found.overdue and (found.due is None or found.due < plan.today))


def _service(one: Service, plan: Plan) -> Due:
    return Due(one.launch, None, one.id in plan.facts.launched)


def _meeting(one: Meeting, plan: Plan) -> Due:
    return Due(one.date, None, bool(one.minutes) or (one.date is not None and one.date < plan.today))


_RULES: Mapping[type[Record], Callable[[Any, Plan], Due]] = {
    Activity: _activity,
    Action: _action,
    Communication: _communication,
    Deliverable: _deliverable,
    Decision: _decision,
    Component: _component,
    Procurement: _procurement,
    Change: _change,
    Benefit: _benefit,
    Service: _service,
    Meeting: _meeting,
}
