"""Whom somebody means by a word: an id, initials, a name or a part of one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import overload

from tpn.model.about import Person
from tpn.model.choices import Role
from tpn.model.logs import Guest
from tpn.model.wording import fold, words_of


def called(people: Sequence[Person], typed: str, *, ids_known: bool = True) -> tuple[str, ...]:
    """The ids of those that a word fits best: by id, initials or e-mail, by the whole name, by whole words of it.

    A beginning fits nobody: «Per» is no «Personvernrådgiver». The last word may be a letter: «Ola N.». Who does not
    know the ids, as in a sheet of others, means by «liv» no more the one with that id than another Liv.
    """
    if not (wanted := fold(typed)):
        return ()
    by_id = [person.id for person in people if fold(person.id) == wanted]
    if by_id and ids_known:
        return tuple(by_id)
    return next((found for found in map(tuple, _called(people, wanted, by_id)) if found), ())


def begun_by(people: Sequence[Person], typed: str) -> tuple[str, ...]:
    """The ids of those whose names begin with what was typed: whom it may mean is asked, and never taken."""
    wanted = fold(typed)
    return tuple(person.id for person in people if wanted and fold(person.name).startswith(wanted))


def guest_called(guests: Sequence[Guest], typed: str) -> str | None:
    """The name of the one guest of a meeting that a word fits: the whole name, its letters, or a part of it."""
    wanted = fold(typed)
    for fits in (
        lambda name: name == wanted,
        lambda name: "".join(part[0] for part in name.split()) == wanted,
        lambda name: wanted in name.split(),
    ):
        found = [guest.name for guest in guests if fits(fold(guest.name))]
        if len(found) == 1:
            return found[0]
    return None


def _called(people: Sequence[Person], wanted: str, by_id: Sequence[str]) -> Iterator[list[str]]:
    yield [person.id for person in people if fold(person.initials or "") == wanted]
    yield [person.id for person in people if fold(person.email or "") == wanted]
    yield [person.id for person in people if fold(person.name) == wanted]
    for spelled in (fold, words_of):  # «Anne» is first whoever is called Anne, then «Anne-Lise»
        yield [
            person.id for person in people if person.id in by_id or _has_words(spelled(person.name), wanted)
        ]


def _has_words(name: str, wanted: str) -> bool:
    """Whether what is wanted are whole words of a name, side by side; the last may be the letter of one."""
    first, _, last = wanted.rpartition(" ")
    whole = f" {wanted} " in f" {name} "
    return whole or bool(first and len(last) == 1 and f" {wanted}" in f" {name}")


@overload
def name_of(people: Mapping[str, Person], person: str) -> str: ...
@overload
def name_of(people: Mapping[str, Person], person: str | None) -> str | None: ...
def name_of(people: Mapping[str, Person], person: str | None) -> str | None:
    """What somebody is called; the id where nobody has it, None where nobody is said."""
    return people[person].name if person is not None and person in people else person


def names_of(people: Mapping[str, Person], persons: Iterable[str]) -> tuple[str, ...]:
    """What some are called, in their order."""
    return tuple(name_of(people, person) for person in persons)


def roles_of(person: Person, steering_group: Sequence[str]) -> tuple[Role, ...]:
    """What somebody is in the project. Who sits in the steering group is said once, by the project.

    The role alone gives no seat (advice K114), and a seat is a role whether the person has it or not.
    """
    seated = person.id in steering_group
    roles = tuple(
        role for role in person.roles if role is not Role.STEERING_GROUP or seated or not steering_group
    )
    return roles if not seated or Role.STEERING_GROUP in roles else (*roles, Role.STEERING_GROUP)


def first_name(person: Person) -> str:
    """What somebody is called among colleagues; their id where the name is still missing."""
    return first_word(person.name) or person.id


_PARTICLES = frozenset(
    {"af", "al", "av", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "la", "le", "van", "von"}
)
"""Words of a name that begin small; a role has other small words."""


def first_word(name: str) -> str:
    """The first word of a name; of a role that still waits for somebody, the whole: «Leder for servicesenteret»."""
    words = name.split()
    of_role = any(not word[0].isalpha() or (word[0].islower() and word not in _PARTICLES) for word in words)
    return name if of_role else next(iter(words), "")


def units_of(people: Mapping[str, Person], ids: Iterable[str]) -> tuple[str, ...]:
    """The units of people, each once; without those who have none."""
    said = (people[one].unit for one in ids if one in people)
    return tuple(dict.fromkeys(unit for unit in said if unit))


def short_names(names: Sequence[str]) -> list[str]:
    """The first word of each name; the whole name where two of them begin with the same word."""
    firsts = [first_word(name) for name in names]
    return [first if firsts.count(first) == 1 else name for first, name in zip(firsts, names, strict=True)]
