"""When those who decide meet, and when their papers must be in.

Rules: docs/rules.md, «Who decides, and when».
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from tpn.model.about import Body
from tpn.model.choices import MeetingKind
from tpn.model.project import Project
from tpn.model.references import STEERING_GROUP
from tpn.plan.recurring import endless
from tpn.plan.workdays import WorkDays

_FAR = timedelta(days=3 * 366)
"""How far ahead a series of meetings is looked at."""


class Sitting(NamedTuple):
    """One meeting of a body, and the last day on which its papers may come in."""

    day: date
    papers: date


def sittings(project: Project, body: str, days: WorkDays) -> tuple[Sitting, ...]:
    """The meetings of a body that are known, in order; those of the steering group in the project's meetings too."""
    said = next((one for one in project.about.bodies if one.id == body), None)
    known = set(said.meetings) if said else set()
    if said and said.first and said.every:
        last = said.first + _FAR
        known |= set(takewhile(lambda day: day <= last, endless(said.first, said.every, days)))
    if body == STEERING_GROUP:
        known |= {one.date for one in project.meetings if one.kind is MeetingKind.STEERING and one.date}
    return tuple(Sitting(day, _papers(said, day)) for day in sorted(known))


def _papers(body: Body | None, day: date) -> date:
    return day - timedelta(days=(body.paper_days or 0) if body else 0)


def next_meeting_of(project: Project, body: str, today: date, days: WorkDays) -> Sitting | None:
    """The first meeting of a body whose papers can still be sent."""
    return next(
        (one for one in sittings(project, body, days) if one.papers >= today and one.day > today), None
    )


def paper_deadlines(
    project: Project, days: WorkDays, first: date, last: date
) -> Iterator[tuple[str, Sitting]]:
    """The paper deadlines from ``first`` to ``last``, by body."""
    bodies = dict.fromkeys([STEERING_GROUP, *(one.id for one in project.about.bodies)])
    for body in bodies:
        for one in sittings(project, body, days):
            if one.papers != one.day and first <= one.papers <= last:
                yield body, one
