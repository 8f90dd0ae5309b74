"""Whom a word means: whole words only, and nobody where it may be several."""

from collections.abc import Sequence

import pytest

from tpn.model.about import Person
from tpn.model.people import called
from tpn.model.wording import fold


def people(*said: tuple[str, str, str | None, str | None]) -> Sequence[Person]:
    keys = ("id", "name", "initials", "email")
    return [Person(**dict(zip(keys, one, strict=True))) for one in said]


ALL = people(
    ("personvernradgiver", "Personvernrådgiver", None, None),
    ("leder-sfo", "Leder for SFO", None, None),
    ("ola", "Ola Nordmann", "ON", "ola.nordmann@example.no"),
    ("kari", "Kari Berg", "KB", None),
    ("kari-2", "Kari-Anne Moe", None, None),
    ("liv", "Liv Dahl", None, None),
    ("liv-2", "Liv Moe", None, None),
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
