"""Who takes over a role that still waits for a name: a new project has such roles in place of people."""

from collections.abc import Sequence

from tpn.model.about import Person
from tpn.starter.cast import is_placeholder


def role_waiting(people: Sequence[Person], newcomer: Person) -> Person | None:
    """The one that stands without a name in a role that the newcomer has; None where none does, or several do."""
    waiting = [
        one
        for one in people
        if one.id != newcomer.id and is_placeholder(one.name) and set(one.roles) & set(newcomer.roles)
    ]
    return waiting[0] if len(waiting) == 1 else None
