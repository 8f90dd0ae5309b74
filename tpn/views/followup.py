"""«What is late, due soon and undecided?» – the records that a follow-up meeting goes through, one at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tpn.model.base import Record
from tpn.model.index import Index
from tpn.model.logs import Meeting
from tpn.model.people import names_of
from tpn.plan import Plan
from tpn.plan.facts import DUE_SOON
from tpn.plan.open_items import earlier, open_actions, undecided
from tpn.plan.timing import timing_of


class Why(StrEnum):
    """Why a record is taken up."""

    LATE = "late"
    SOON = "soon"
    UNDECIDED = "undecided"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class FollowUpPoint:
    """A record to take up. ``days``: calendar days until it is due, negative when that has passed."""

    address: str
    name: str | None
    title: str
    responsible: tuple[str, ...]
    due: date | None
    days: int | None
    why: Why


def follow_up(plan: Plan, meeting: Meeting, index: Index) -> tuple[FollowUpPoint, ...]:
    """What is late first, the latest on top; then what is due soon, what is undecided, open actions of before."""
    work = [one for one in plan.work if one.overdue or one.due_soon]
    late = sorted((one for one in work if one.overdue), key=lambda one: _due(one.activity, plan) or date.max)
    soon = sorted(
        (one for one in work if not one.overdue), key=lambda one: _due(one.activity, plan) or date.max
    )
    points = [
        FollowUpPoint(
            one.activity.id, one.activity.id, one.activity.title,
            names_of(plan.project.person, one.activity.responsible),
            due := _due(one.activity, plan), _days(due, plan.today), why,
        )
        for group, why in ((late, Why.LATE), (soon, Why.SOON))
        for one in group
    ]  # fmt: skip
    return (*points, *_decisions(plan), *_actions(plan, meeting, index))


def _decisions(plan: Plan) -> Iterator[FollowUpPoint]:
    for one in undecided(plan.project, plan.today + DUE_SOON):
        due = _due(one, plan)
        yield FollowUpPoint(one.id, one.id, one.title, (), due, _days(due, plan.today), Why.UNDECIDED)


def _actions(plan: Plan, meeting: Meeting, index: Index) -> Iterator[FollowUpPoint]:
    """Those that have not become activities; the activities are taken up as such."""
    for left in open_actions(earlier(plan.project, meeting), plan.project):
        if left.action.activity is None:
            route = (*index.by_address[left.meeting.id].route, "minutes", left.number, "actions", left.place)
            yield FollowUpPoint(
                index.by_route[route].address, None, left.action.what,
                names_of(plan.project.person, left.action.responsible), due := _due(left.action, plan),
                _days(due, plan.today), Why.ACTION,
            )  # fmt: skip


def _due(record: Record, plan: Plan) -> date | None:
    timing = timing_of(record, plan)
    return timing.plan if timing else None


def _days(due: date | None, today: date) -> int | None:
    return (due - today).days if due else None
