"""What a change of the project does: to the finish, to services, to people."""

from dataclasses import dataclass, replace
from datetime import date

from tpn.model.choices import Light
from tpn.plan import Plan
from tpn.views.status import status


@dataclass(frozen=True, slots=True)
class Shift:
    """A date before and after, and whose it is."""

    id: str
    title: str
    before: date | None
    after: date | None
    responsible: tuple[str, ...] = ()
    milestone: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """What would be different."""

    finish: tuple[date | None, date | None]
    overall: tuple[Light, Light]
    activities: tuple[Shift, ...]
    services: tuple[Shift, ...]


def effect(before: Plan, after: Plan) -> Effect:
    """The difference between two plans of the same project."""
    names = before.project.person
    shifts = tuple(
        Shift(
            now.activity.id, now.activity.title, then.end, now.end,
            tuple(names[who].name if who in names else who for who in now.activity.responsible),
            now.activity.milestone,
        )
        for now in after.work
        if (then := before.by_id.get(now.activity.id)) and then.end != now.end
    )  # fmt: skip
    old = {one.id: one for one in status(before).services}
    services = tuple(
        Shift(one.id, one.name, old[one.id].forecast, one.forecast)
        for one in status(after).services
        if one.id in old and old[one.id].forecast != one.forecast
    )
    return Effect(
        (before.schedule.finish, after.schedule.finish), (before.overall, after.overall), shifts, services
    )


def binding(found: Effect) -> Effect | None:
    """What of an effect binds: the finish, the overall light, launches, milestones; None where none of them moves."""
    kept = replace(found, activities=tuple(one for one in found.activities if one.milestone))
    same = kept.finish[0] == kept.finish[1] and kept.overall[0] is kept.overall[1]
    return None if same and not kept.activities and not kept.services else kept
