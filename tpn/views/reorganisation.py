"""Who belongs where before a reorganisation: unit by unit, and person by person."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tpn.model.about import Person
from tpn.model.choices import Role
from tpn.model.index import index
from tpn.model.people import names_of
from tpn.plan import Plan
from tpn.views.todos import todos

LEADING = frozenset({Role.PROCESS_OWNER, Role.MAIN_RESPONSIBLE, Role.MANAGEMENT})
"""The roles that go along when somebody else leads a unit."""


@dataclass(frozen=True, slots=True)
class UnitNow:
    """A unit as the people say it: how many there are, and who answers for services there (owner, or by role)."""

    name: str
    people: int
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonNow:
    """Somebody as they are now; ``open`` counts what they have left to do, as the list of people does."""

    id: str
    name: str
    unit: str | None
    roles: tuple[Role, ...]
    open: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """The project's units and people."""

    project: str
    id: str
    units: tuple[UnitNow, ...]
    people: tuple[PersonNow, ...]


def organisation(plan: Plan) -> Organisation:
    """Every unit in the order of the people, and everybody."""
    people = plan.project.people
    waiting = Counter(_waited_for(plan))
    units = dict.fromkeys(one.unit for one in people if one.unit)
    return Organisation(
        plan.project.about.name, plan.project.about.id,
        tuple(
            UnitNow(unit, sum(one.unit == unit for one in people),
                    names_of(plan.project.person, leaders_of(plan, unit)))
            for unit in units
        ),
        tuple(PersonNow(one.id, one.name, one.unit, one.roles, waiting[one.id]) for one in people),
    )  # fmt: skip


def leaders_of(plan: Plan, unit: str) -> tuple[str, ...]:
    """Whose places a new leader of a unit takes: those in it who own a service, else those who lead by their role.

    Whoever answers for a service on its owner's behalf leads no unit by that.
    """
    there = [one for one in plan.project.people if one.unit == unit]
    owners = {one.owner for one in plan.project.services}
    return _ids(one for one in there if one.id in owners) or _ids(
        one for one in there if not (LEADING - {Role.MAIN_RESPONSIBLE}).isdisjoint(one.roles)
    )


def _ids(people: Iterator[Person]) -> tuple[str, ...]:
    return tuple(one.id for one in people)


def _waited_for(plan: Plan) -> Iterator[str]:
    """Whose each open thing to do is: as many as the list of people says."""
    for one in todos(plan, index(plan.project)):
        if not one.timing.over:
            yield from dict.fromkeys(one.people)
