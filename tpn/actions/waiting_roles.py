"""Who takes over a role that still waits for a name: a new project has such roles in place of people."""

from collections.abc import Sequence
from typing import NamedTuple

from tpn.actions.handover import hand_over
from tpn.actions.session import Session
from tpn.model.about import Person
from tpn.starter.cast import is_placeholder


class WorkLeft(NamedTuple):
    """What still stands with a role that waits for a name, when somebody else was put in its place at a record."""

    role: Person
    to: str
    records: int


def work_left(session: Session, role: str, to: str, record: str) -> WorkLeft | None:
    """What a role without a name carries beside a record where ``to`` was put in its place; None where nothing does.

    Raises:
        Stop: faults stand in the way (exit code 1).
    """
    person = session.readable.person.get(role)
    if person is None or role == to or not is_placeholder(person.name):
        return None
    found = hand_over(session, role, to, (None, None), None, roles=False)
    records = sum(entry.address != record for entry in found.gone)
    return WorkLeft(person, to, records) if records else None


def role_waiting(people: Sequence[Person], newcomer: Person) -> Person | None:
    """The one that stands without a name in a role that the newcomer has; None where none does, or several do."""
    waiting = [
        one
        for one in people
        if one.id != newcomer.id and is_placeholder(one.name) and set(one.roles) & set(newcomer.roles)
    ]
    return waiting[0] if len(waiting) == 1 else None
