"""What a record belongs to, what there is to do, and what is behind an id."""

from datetime import date
from typing import Any

import pytest

from tests.views.small_views import planned
from tpn.model.choices import Phase, Status
from tpn.model.fieldtree import takes
from tpn.model.shapes import Activity
from tpn.model.spans import parse_link
from tpn.views.belonging import holder_at, phase_of, services_of
from tpn.views.fields import field_paths, record_field
from tpn.views.todos import is_todo, todos
from tpn.views.values import Named, named, plain, spoken, title_of

PLAN, INDEX = planned()
TAKES = takes(Activity)


@pytest.mark.parametrize(
    ("name", "phase", "services"),
    [
        ("K-01", Phase.KICKOFF, ()), ("G-A1", Phase.BENEFITS, ("sfo",)), ("G-01", Phase.BENEFITS, ("sfo",)),
        ("G-02", Phase.BENEFITS, ()), ("G-01/measurements/2026-09-01", Phase.BENEFITS, ("sfo",)),
        ("processes/sfo/paper/S01", Phase.PROCESSES, ("sfo",)), ("launch/sfo", Phase.LAUNCH, ("sfo",)),
        ("bhg", None, ("bhg",)), ("R-01", None, ()), ("per", None, ()),
    ],
)  # fmt: skip
def test_a_record_has_the_phase_of_its_section_and_the_services_of_what_holds_it(
    name: str, phase: Phase | None, services: tuple[str, ...]
) -> None:
    entry = INDEX.by_address[name]
    assert (phase_of(entry), services_of(entry, INDEX)) == (phase, services)


def test_a_phase_that_is_said_comes_before_the_section() -> None:
    _, index = planned("deliverables: [{id: L-01, title: Plan, phase: launch}]\n")
    assert phase_of(index.by_address["L-01"]) is Phase.LAUNCH


def test_the_nearest_that_holds_a_place_is_found() -> None:
    holder = holder_at(("benefits", "benefits", 0, "indicator", "baseline"), INDEX)
    assert holder
    assert holder.address == "G-01/indicator"
    assert holder_at(("risks", 0), INDEX) is None


def test_what_somebody_is_to_do_is_in_the_order_of_the_files() -> None:
    found = [(one.entry.address, one.people, one.timing.overdue) for one in todos(PLAN, INDEX)]
    assert found == [
        ("K-01", ("liv",), False), ("K-02", ("per", "liv"), True), ("K-03", ("per",), False), ("G-A1", (), False),
        ("I-01/actions/1", ("per",), True), ("L-01", (), False),
    ]  # fmt: skip


def test_a_decision_that_is_to_be_followed_up_by_a_day_is_something_to_do_once_it_is_taken() -> None:
    more = "title: A, responsible: [per], follow_up_by: 2026-09-02"
    text = f"""\
decisions:
  - {{id: B-11, {more}}}
  - {{id: B-12, {more}, decided: 2026-09-01}}
  - {{id: B-13, {more}, decided: 2026-09-01, followed_up: 2026-09-02}}
  - {{id: B-14, title: A, responsible: [per], decided: 2026-09-01}}
"""
    plan, index = planned(text)
    found = [(one.entry.address, one.people, one.timing.overdue) for one in todos(plan, index)]
    assert [one for one in found if one[0].startswith("B-")] == [
        ("B-12", ("per",), True), ("B-13", ("per",), False),
    ]  # fmt: skip


def test_an_action_that_has_become_an_activity_is_followed_there() -> None:
    _, index = planned(
        "kickoff: {activities: [{id: K-01, title: A}]}\n"
        "risks: [{id: R-01, title: B, actions: [{what: C, activity: K-01}, {what: D}]}]\n"
    )
    assert [one.address for one in index.entries if is_todo(one)] == ["K-01", "R-01/actions/2"]


@pytest.mark.parametrize(
    ("name", "title"),
    [("K-01", "Begynne"), ("sfo", "SFO"), ("I-01/actions/1", "Møte"), ("KR-1", "Uten mus"),
     ("G-01/measurements/2026-09-01", "")],
)  # fmt: skip
def test_what_a_record_is_called(name: str, title: str) -> None:
    assert title_of(INDEX.by_address[name].record) == title


def test_names_stand_behind_ids() -> None:
    assert named(TAKES["responsible"], ("per", "borte"), INDEX) == (
        Named("per", "Per Moe", "people"), Named("borte", "borte", "people")
    )  # fmt: skip
    assert named(TAKES["service"], "sfo", INDEX) == Named("sfo", "SFO", "services")
    assert (named(TAKES["service"], None, INDEX), named(TAKES["title"], "x", INDEX)) == (None, "x")
    link = parse_link("K-01 SS")
    assert named(TAKES["after"], (link,), INDEX) == (link,)
    assert spoken(TAKES["status"], "done", INDEX) is Status.DONE
    assert spoken(TAKES["responsible"], ["per"], INDEX) == (Named("per", "Per Moe", "people"),)
    assert spoken(TAKES["title"], "x", INDEX) == "x"


def test_values_are_plain_for_other_programs() -> None:
    record = INDEX.by_address["G-01"].record
    made = plain(record)
    assert (made["indicator"]["baseline"], made["services"], made["measurements"][0]["value"]) == (
        10,
        ["sfo"],
        7,
    )
    assert plain({1: (1, date(2026, 9, 1))}) == {"1": [1, date(2026, 9, 1)]}
    assert plain(parse_link("K-01 SS +2d"))["to"] == "K-01"


def value(name: str, path: str) -> Any:
    record = INDEX.by_address[name].record
    found = record_field(type(record), path)
    assert found
    return found.get(record)


@pytest.mark.parametrize(
    ("name", "path", "found"),
    [("K-02", "title", "Fortsette"), ("K-02", "due", date(2026, 9, 1)), ("K-02", "responsible", ("per", "liv")),
     ("K-02", "status", "not_started"), ("K-02", "x.eget", None), ("G-01", "indicator.baseline", 10),
     ("G-02", "indicator.baseline", None), ("A-1/bids/nord", "answers.KR-1.answer", "yes"),
     ("A-1/bids/nord", "answers.KR-2.answer", None)],
)  # fmt: skip
def test_a_field_is_got_by_its_path(name: str, path: str, found: object) -> None:
    assert value(name, path) == found


@pytest.mark.parametrize("path", ["borte", "x", "title.more", "x.", "agreed_by.more"])
def test_there_is_no_field_where_the_class_has_none(path: str) -> None:
    assert record_field(Activity, path) is None


def test_every_path_of_a_class_is_known() -> None:
    benefit = type(INDEX.by_address["G-01"].record)
    paths = field_paths(benefit)
    assert {"title", "owner", "indicator.baseline"} <= set(paths)
    assert not [path for path in paths if path.startswith("x") or record_field(benefit, path) is None]


def test_a_length_and_what_it_comes_after_are_as_they_are_written() -> None:
    _, index = planned(
        "kickoff: {activities: [{id: K-01, title: A, duration: 5d}, {id: K-02, title: B, after: [K-01 SS +2d]}]}\n"
    )
    first, second = (index.by_address[name].record for name in ("K-01", "K-02"))
    length, after = record_field(Activity, "duration"), record_field(Activity, "after")
    assert length
    assert after
    assert (length.get(first), length.get(second), length.many, after.many) == ("5d", None, False, True)
    assert (after.get(first), after.get(second)) == (None, ("K-01 SS +2d",))


def test_own_fields_are_got_whatever_marks_they_have() -> None:
    _, index = planned("risks: [{id: R-01, title: A, x: {farge: rød, del.to: 3, inni: {a: 1}}}]\n")
    record = index.by_address["R-01"].record
    found = {path: record_field(type(record), path) for path in ("x.farge", "x.del.to", "x.inni", "x.borte")}
    assert [one.get(record) for one in found.values() if one] == ["rød", 3, None, None]
