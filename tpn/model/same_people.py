"""Two entries of one person: the same name, or the same address. Rules: docs/rules.md, «People»."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from tpn.model.about import Person
from tpn.model.wording import fold

_SINGLE = ("email", "phone")
"""What one person has one of: where two entries have different ones, it may be two people of one name."""


class Doubled(NamedTuple):
    """Two entries that look like one person, the first in the list first; ``by``: ``name`` or ``email``."""

    first: Person
    second: Person
    by: str


def doubled(people: Sequence[Person]) -> list[Doubled]:
    """The pairs that carry the same name or the same address.

    A name is first name and surname: two «Leder» or «NN» are roles that nobody fills yet. Two people of one name
    are told apart by their addresses or telephones.
    """
    return list(_doubled(people))


def _doubled(people: Sequence[Person]) -> Iterator[Doubled]:
    for first, second in combinations(people, 2):
        if _is_name(first.name) and fold(first.name) == fold(second.name):
            if not _are_told_apart(first, second):
                yield Doubled(first, second, "name")
        elif first.email and second.email and first.email.casefold() == second.email.casefold():
            yield Doubled(first, second, "email")


def _is_name(name: str) -> bool:
    return len(name.split()) > 1


def _are_told_apart(first: Person, second: Person) -> bool:
    pairs = ((getattr(first, key), getattr(second, key)) for key in _SINGLE)
    return any(one and other and one.casefold() != other.casefold() for one, other in pairs)
