"""What is taken out, and what points at it: in itself, from outside, by an id and by a link."""

from typing import Any

import pytest

from tests.edits.small_projects import everything
from tpn.edits.removing import pointers, removed
from tpn.problems import Stop
from tpn.source import Remove, Set

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Begynne, responsible: [liv]}
    - {id: K-02, title: Fortsette, responsible: [per, liv], after: [K-01 SS, eva]}
    - {id: K-03, title: Ende, responsible: [per], after: [K-02, K-01 FS +2d]}
meetings:
  - {id: MO-01, kind: project, date: 2026-09-01, participants: [{person: per}, {person: liv}]}
  - {id: MO-02, kind: project, date: 2026-09-08, participants: [{person: per}]}
"""


def pointing(name: str) -> list[tuple[str, str]]:
    found = everything(WORK)
    return [(one.entry.address, one.take.key) for one in pointers(found, found.by_address[name])]


def made(name: str, other: str | None = None) -> list[Any]:
    found = everything(WORK)
    return removed(found, found.by_address[name], found.by_address[other] if other else None)


def test_what_points_from_outside_is_found_and_what_lies_inside_is_not() -> None:
    assert pointing("K-01") == [("K-02", "after"), ("K-03", "after")]
    assert pointing("K-03") == []
    assert pointing("MO-02") == []
    assert ("K-02", "responsible") in pointing("per")
    assert ("MO-02/participants/per", "person") in pointing("per")


def test_what_nothing_points_at_is_taken_out_and_what_is_pointed_at_is_not() -> None:
    assert made("K-03") == [Remove(("kickoff", "activities", 2))]
    with pytest.raises(Stop) as stop:
        made("K-01")
    assert [(one.slug, one.facts["count"]) for one in stop.value.problems] == [("is-pointed-at", 2)]


def test_links_keep_their_kind_and_their_days_and_name_the_other() -> None:
    edits = made("K-01", "K-03")
    assert Set(("kickoff", "activities", 1, "after"), ["K-03 SS", "eva"]) in edits
    assert (
        Set(("kickoff", "activities", 2, "after"), ["K-02"]) in edits
    )  # it comes not after itself, and keeps the rest
    assert edits[-1] == Remove(("kickoff", "activities", 0))


def test_what_stood_in_for_the_other_alone_has_nothing_left() -> None:
    assert Set(("kickoff", "activities", 2, "after"), ["K-01", "K-01 +2d"]) in made("K-02", "K-01")
    assert Remove(("kickoff", "activities", 1, "after")) not in made("K-02", "K-01")
    assert Remove(("people", 2, "deputy")) in made("liv", "eva")


def test_a_person_becomes_another_once_in_each_list() -> None:
    edits = made("per", "liv")
    assert Set(("kickoff", "activities", 1, "responsible"), ["liv"]) in edits
    assert Remove(("meetings", 0, "participants", 0)) in edits  # Liv was there too
    assert Set(("meetings", 1, "participants", 0, "person"), "liv") in edits
    assert Set(("people", 0, "roles"), ["project_group"]) in edits


@pytest.mark.parametrize("other", ["per", "K-01"])
def test_two_that_are_not_of_one_kind_are_not_made_one(other: str) -> None:
    with pytest.raises(Stop) as stop:
        made("K-01", other)
    assert [one.slug for one in stop.value.problems] == ["not-of-one-kind"]


def test_the_project_itself_is_not_taken_out() -> None:
    with pytest.raises(Stop) as stop:
        made("project")
    assert [one.slug for one in stop.value.problems] == ["cannot-be-removed"]
