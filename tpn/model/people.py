"""Whom somebody means by a word: an id, initials, a name or a part of one."""

from collections.abc import Iterator, Sequence

from tpn.model.about import Person
from tpn.model.similar import fold


def called(people: Sequence[Person], typed: str) -> tuple[str, ...]:
    """The ids of those that a word fits best: by id, by initials, by the whole name, by a part of it."""
    return next((found for found in map(tuple, _called(people, fold(typed))) if found), ())


def _called(people: Sequence[Person], wanted: str) -> Iterator[list[str]]:
    yield [person.id for person in people if fold(person.id) == wanted]
    yield [person.id for person in people if fold(person.initials or "") == wanted]
    yield [person.id for person in people if fold(person.name) == wanted]
    yield [
        person.id
        for person in people
        if wanted in fold(person.name).split() or fold(person.name).startswith(wanted)
    ]
