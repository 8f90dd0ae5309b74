"""Two entries that became one name are one person: which stays, what goes along, and what says otherwise."""

from tests.edits.small_projects import project
from tpn.edits.one_person import first_to_join, joined
from tpn.model.index import index
from tpn.model.project import Project
from tpn.model.same_people import Doubled

HEAD = "project: {format: 1, id: lite, name: Lite, start: 2026-08-17, lead: %s}\npeople:\n"


def made(*people: str, lead: str = "b") -> Project:
    """A project of these people, each an id and a name, with what more is said of it."""
    listed = (one.partition(" ") for one in people)
    return project(
        "", HEAD % lead + "".join(f"  - {{id: {name}, name: {said}}}\n" for name, _, said in listed)
    )


def pair(before: Project, after: Project) -> tuple[str, str] | None:
    found = first_to_join(before, after)
    return (found.first.id, found.second.id) if found else None


def test_two_that_get_one_name_are_joined_into_the_first() -> None:
    assert pair(made("a Leder", "b NN"), made("a Liv Dahl", "b Liv Dahl")) == ("a", "b")
    assert pair(made("a Leder", "b NN"), made("a Liv Dahl", "b Per Moe")) is None


def test_who_had_the_name_before_stays() -> None:
    assert pair(made("a Leder", "b Liv Dahl"), made("a Liv Dahl", "b Liv Dahl")) == ("b", "a")
    assert pair(made("a Liv Dahl", "b Leder"), made("a Liv Dahl", "b Liv Dahl")) == ("a", "b")


def test_those_that_were_two_before_stay_two() -> None:
    same = made("a Liv Dahl", "b Liv Dahl", "c Per")
    assert pair(same, same) is None
    assert pair(same, made("a Liv Dahl", "b Liv Dahl", "c Liv Dahl")) == ("a", "c")


def test_one_address_is_no_name() -> None:
    after = made("a Liv Dahl, email: x@example.no", "b Per Moe, email: x@example.no")
    assert pair(made("a Leder", "b NN"), after) is None


def test_the_other_goes_into_the_first_with_all_that_pointed_at_it() -> None:
    after = made(
        "a Liv Dahl, unit: Stab, email: a@example.no",
        "b Liv Dahl, unit: Skole, email: a@example.no, phone: '1'",
    )
    first, second = after.people
    edits, told = joined(index(after), Doubled(first, second, "name"))
    assert (told.other, told.person, told.left) == ("b", first, (("unit", "Skole"),))
    assert ("project", "lead") in {edit.route for edit in edits}
    assert any(edit.route[0] == "people" for edit in edits)
