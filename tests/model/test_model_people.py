"""Whom a word means: whole words only, and nobody where it may be several."""

import pytest

from tpn.model.about import Person
from tpn.model.choices import Role
from tpn.model.people import begun_by, called, roles_of
from tpn.model.wording import fold

ALL = (
    Person(id="personvernradgiver", name="Personvernrådgiver"),
    Person(id="leder-sfo", name="Leder for SFO"),
    Person(id="ola", name="Ola Nordmann", initials="ON", email="ola.nordmann@example.no"),
    Person(id="kari", name="Kari Berg", initials="KB"),
    Person(id="kari-2", name="Kari-Anne Moe"),
    Person(id="liv", name="Liv Dahl"),
    Person(id="liv-2", name="Liv Moe"),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ola Nordmann", ("ola",)), ("nordmann", ("ola",)), ("ON", ("ola",)), ("Ola N.", ("ola",)),
        ("OLA.NORDMANN@example.no", ("ola",)), ("personvernradgiver", ("personvernradgiver",)),
        ("SFO", ("leder-sfo",)), ("Leder", ("leder-sfo",)),
        ("Kari", ("kari",)), ("Anne", ("kari-2",)), ("Liv", ("liv",)), ("Moe", ("kari-2", "liv-2")),
        ("Per", ()), ("Personvern", ()), ("Nord", ()), ("Ola Nord", ()), ("ola.nordmann", ()), ("", ()), ("-", ()),
    ],
)  # fmt: skip
def test_somebody_is_meant_by_id_initials_mail_name_or_whole_words_of_it(
    typed: str, meant: tuple[str, ...]
) -> None:
    assert called(ALL, typed) == meant


def test_a_stranger_knows_no_ids() -> None:
    assert called(ALL, "Liv", ids_known=False) == ("liv", "liv-2")
    assert called(ALL, "leder-sfo", ids_known=False) == ("leder-sfo",)


@pytest.mark.parametrize("person", ALL, ids=lambda one: one.id)
def test_no_beginning_of_an_id_or_a_name_means_somebody(person: Person) -> None:
    """All beginnings of a word of all ids and names, but those that are themselves somebody's word, id or initials."""
    words = {word for one in ALL for word in one.name.lower().split()}
    whole = words | {part for word in words for part in word.split("-")} | {one.id for one in ALL}
    whole |= {(one.initials or "").lower() for one in ALL}
    for text in (person.id, *person.name.lower().split()):
        for start in (text[:end] for end in range(1, len(text))):
            assert fold(start) in set(map(fold, whole)) or called(ALL, start) == (), start


def test_whom_a_beginning_may_mean_is_asked() -> None:
    assert (begun_by(ALL, "Li"), begun_by(ALL, "per"), begun_by(ALL, "")) == (
        ("liv", "liv-2"), ("personvernradgiver",), ()
    )  # fmt: skip


@pytest.mark.parametrize(
    ("roles", "group", "said"),
    [
        ((Role.IT,), ("a",), (Role.IT, Role.STEERING_GROUP)),
        ((Role.STEERING_GROUP, Role.IT), ("a",), (Role.STEERING_GROUP, Role.IT)),
        ((Role.STEERING_GROUP, Role.IT), ("b",), (Role.IT,)),
        ((Role.STEERING_GROUP,), (), (Role.STEERING_GROUP,)),
    ],
)
def test_who_sits_in_the_steering_group_has_that_role_and_nobody_else(
    roles: tuple[Role, ...], group: tuple[str, ...], said: tuple[Role, ...]
) -> None:
    assert roles_of(Person(id="a", name="Anne", roles=roles), group) == said
