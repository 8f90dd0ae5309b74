"""The activities of a dashboard: what, of which service and phase, whose, when, and how each stands. No notes."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tpn.model.choices import Phase, Status
from tpn.plan import Plan
from tpn.plan.facts import Work
from tpn.plan.timing import timing_of


class Standing(StrEnum):
    """How an activity stands, seen from outside."""

    OVERDUE = "overdue"
    DELAYED = "delayed"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    NOT_STARTED = "not_started"
    DONE = "done"


class ShownActivity(NamedTuple):
    """One activity; ``units`` are those of its people."""

    id: str
    title: str
    phase: Phase
    service: str | None
    people: tuple[str, ...]
    units: tuple[str, ...]
    due: date | None
    forecast: date | None
    late: bool
    milestone: bool
    standing: Standing


def shown_activities(plan: Plan) -> tuple[ShownActivity, ...]:
    """All that have not fallen out; what is left first, by the day it is expected."""
    made = [_shown(w, plan) for w in plan.work if not w.fallen_out]
    return tuple(
        sorted(made, key=lambda one: (one.standing is Standing.DONE, one.forecast or date.max, one.id))
    )


def _shown(w: Work, plan: Plan) -> ShownActivity:
    one, person = w.activity, plan.project.person
    timing = timing_of(one, plan)
    known = [person[who] for who in one.responsible if who in person]
    units = tuple(dict.fromkeys(each.unit for each in known if each.unit))
    late = bool(timing and timing.late)
    return ShownActivity(
        one.id, one.title, w.phase, one.service, tuple(each.name for each in known), units,
        timing.binding if timing else None, w.end, late, one.milestone, _standing(w, late=late),
    )  # fmt: skip


def _standing(w: Work, *, late: bool) -> Standing:
    if w.done:
        return Standing.DONE
    if w.overdue:
        return Standing.OVERDUE
    if late:
        return Standing.DELAYED
    by_status = {Status.BLOCKED: Standing.BLOCKED, Status.IN_PROGRESS: Standing.IN_PROGRESS}
    return by_status.get(w.activity.status, Standing.NOT_STARTED)
