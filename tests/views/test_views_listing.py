"""Which records are listed, in which order, under what, and what of the question no record of the kind has."""

from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import ABOUT
from tests.views.small_views import planned
from tpn.model.choices import Phase
from tpn.views.listing import Lister, ListQuery, as_json, class_of, listed

PLAN, INDEX = planned()
LISTER = Lister(PLAN, INDEX)


def found(kind: str, **wanted: Any) -> list[str]:
    return [row.address for row in LISTER.of(kind, ListQuery(**wanted)).rows]


@pytest.mark.parametrize(
    ("kind", "wanted", "addresses"),
    [
        ("activities", {}, ["K-01", "K-02", "K-03", "G-A1", "L-01"]),
        ("activities", {"phase": Phase.KICKOFF}, ["K-01", "K-02", "K-03"]),
        ("activities", {"service": "sfo"}, ["G-A1", "L-01"]),
        ("activities", {"person": "liv"}, ["K-01", "K-02"]),
        ("activities", {"status": "done"}, ["K-01"]),
        ("activities", {"overdue": True}, ["K-02"]),
        ("activities", {"late": True}, ["K-02"]),
        ("activities", {"expected_late": True}, []),
        ("activities", {"open": True}, ["K-02", "G-A1", "K-03", "L-01"]),  # by their days
        ("activities", {"counted": True}, ["K-01", "K-02", "G-A1", "K-03", "L-01"]),
        ("activities", {"planned": True}, ["K-01", "K-02"]),
        ("activities", {"critical": True}, ["L-01"]),
        ("activities", {"until": date(2026, 9, 10)}, []),
        ("activities", {"until": date(2026, 9, 11)}, ["G-A1"]),
        ("activities", {"until": date(2026, 9, 25)}, ["G-A1", "K-03"]),
        ("activities", {"within": ("launch",)}, ["L-01"]),
        ("activities", {"within": ("kickoff", "activities", 1)}, ["K-02"]),
        ("milestones", {}, ["K-03", "L-01"]),
        ("benefits", {"service": "sfo"}, ["G-01"]),
        ("risks", {"person": "per"}, ["R-01"]),
        ("deadlines", {}, ["K-01", "K-02", "K-03", "G-A1", "I-01/actions/1", "L-01"]),
        ("deadlines", {"overdue": True}, ["K-02", "I-01/actions/1"]),
        ("deadlines", {"person": "per", "open": True}, ["K-02", "I-01/actions/1", "K-03"]),
        ("people", {}, ["liv", "per", "eva"]),
        ("decisions", {}, []),
    ],
)
def test_what_is_asked_for_is_listed(kind: str, wanted: dict[str, Any], addresses: list[str]) -> None:
    assert found(kind, **wanted) == addresses


@pytest.mark.parametrize(
    ("kind", "wanted", "unfit"),
    [
        ("people", {"phase": Phase.KICKOFF}, ("phase",)),
        ("people", {"service": "sfo"}, ("service",)),
        ("people", {"overdue": True}, ("overdue",)),
        ("risks", {"until": date(2026, 9, 10)}, ("due",)),
        ("requirements", {"person": "per"}, ("responsible",)),
        ("activities", {"phase": Phase.LAUNCH, "service": "sfo", "person": "per", "late": True}, ()),
        ("people", {"phase": Phase.KICKOFF, "expected_late": True}, ("phase", "expected-late")),
    ],
)
def test_what_no_record_of_the_kind_has_is_named(
    kind: str, wanted: dict[str, Any], unfit: tuple[str, ...]
) -> None:
    assert LISTER.of(kind, ListQuery(**wanted)).unfit == unfit


@pytest.mark.parametrize(
    ("wanted", "judged"),
    [({}, ""), ({"until": date(2026, 9, 1)}, "due"), ({"late": True, "open": True}, "late"),
     ({"critical": True}, "critical"), ({"open": True, "until": date(2026, 9, 1)}, "open"),
     ({"phase": Phase.KICKOFF}, "")],
)  # fmt: skip
def test_the_first_that_only_dated_records_have(wanted: dict[str, Any], judged: str) -> None:
    assert ListQuery(**wanted).judged == judged


def test_the_total_is_of_all_whatever_is_asked_for() -> None:
    assert LISTER.of("activities", ListQuery(status="done")).total == 5
    assert LISTER.of("milestones", ListQuery(phase=Phase.KICKOFF)).total == 2


def test_the_counts_are_those_of_the_lists() -> None:
    counts = LISTER.counts()
    assert (counts["activities"], counts["milestones"], counts["people"], counts["risks"]) == (5, 2, 3, 1)
    assert "decisions" not in counts
    assert counts["deadlines"] == 6
    assert counts == {kind: LISTER.of(kind, ListQuery()).total for kind in counts}
    assert LISTER.overdue == len(LISTER.of("deadlines", ListQuery(overdue=True)).rows) > 0


def test_rows_are_listed_under_their_phase_their_service_or_what_holds_them() -> None:
    rows = {row.address: row for row in LISTER.of("activities", ListQuery()).rows}
    assert (rows["K-01"].group.phase, rows["K-01"].group.title) == (Phase.KICKOFF, "")
    points = {row.address: row for row in LISTER.of("checklist", ListQuery()).rows}
    assert points["kickoff/K-C01"].group.phase is Phase.KICKOFF
    assert points["sfo/T-C01"].group.title == "SFO"
    measured = LISTER.of("measurements", ListQuery()).rows[0]
    assert (measured.group.phase, measured.group.title, measured.group.prefix) == (None, "Mindre kø", "G-01")


def test_a_person_stands_behind_each_id() -> None:
    row = next(row for row in LISTER.of("activities", ListQuery()).rows if row.address == "K-02")
    assert [(one.id, one.name, one.kind) for one in row.values["responsible"]] == [
        ("per", "Per Moe", "people"), ("liv", "Liv Dahl", "people")
    ]  # fmt: skip
    assert row.due
    assert (row.due.plan, row.due.overdue, row.due.days_late) == (date(2026, 9, 1), True, 4)


def test_a_column_that_only_sets_apart_is_left_out_where_all_are_alike() -> None:
    risk = "{id: R-01, title: Hast, probability: 4, consequence: 3}"
    chance = "{id: R-02, title: Glede, kind: opportunity, probability: 4, consequence: 3}"
    for some, told in (([risk], False), ([chance], False), ([risk, chance], True)):
        plan, index = planned("risks:\n" + "".join(f"  - {one}\n" for one in some))
        assert ("kind" in Lister(plan, index).of("risks", ListQuery()).columns) is told


@pytest.mark.parametrize(
    ("kind", "lists"),
    [("activities", "activities"), ("economy", "lines"), ("calendar", "closed"), ("indicator", None)],
)
def test_a_section_that_is_little_more_than_its_list_is_its_list(kind: str, lists: str | None) -> None:
    assert listed(kind) == lists


def test_amounts_are_added_up_where_something_is_said() -> None:
    plan, index = planned(
        "economy:\n  lines:\n    - {item: Lisens, budget: 100, committed: 40}\n    - {item: Timer, budget: 50}\n"
    )
    sums = Lister(plan, index).of("lines", ListQuery()).sums
    assert (sums["budget"], sums["committed"]) == (150, 40)
    assert "spent" not in sums
    assert LISTER.of("activities", ListQuery()).sums == {}


@pytest.mark.parametrize(
    ("kind", "cls"),
    [("decisions", "Decision"), ("deadlines", "Activity"), ("opportunities", "Risk"), ("launch", "ServiceLaunch"),
     ("processes", "ServiceProcess"), ("contacts", "Contact")],
)  # fmt: skip
def test_a_kind_has_its_class_where_there_is_none_of_it(kind: str, cls: str) -> None:
    empty, none = planned("")
    assert Lister(empty, none).of(kind, ListQuery()).cls.__name__ == cls
    with pytest.raises(KeyError):
        class_of("borte")


def test_whose_it_is_is_read_from_every_field_that_names_a_person() -> None:
    plan, index = planned(
        "services: [{id: x, name: X, owner: eva, subject_staff: [per]}]\n",
        about=ABOUT.partition("services:")[0],
    )
    for person, there in (("eva", True), ("per", True), ("liv", False)):
        assert bool(Lister(plan, index).of("services", ListQuery(person=person)).rows) is there
    assert found("people", person="eva") == ["eva"]


def test_as_json_every_record_is_there_in_full_with_what_is_worked_out() -> None:
    listing = LISTER.of("activities", ListQuery(overdue=True))
    made: Any = as_json(listing, PLAN.today)
    assert (made["format"], made["kind"], made["as_of"], made["total"]) == (1, "activities", PLAN.today, 5)
    assert "sums" not in made
    (one,) = made["records"]
    assert (one["address"], one["fields"]["title"], one["forecast"]) == (
        "K-02",
        "Fortsette",
        date(2026, 9, 7),
    )
    assert (one["due"]["overdue"], one["due"]["forecast"]) == (True, date(2026, 9, 7))
    risks: Any = as_json(LISTER.of("risks", ListQuery()), PLAN.today)
    risk = risks["records"][0]
    assert (risk["score"], risk["due"]) == (12, None)
    assert "address" in risk


def test_the_sum_of_the_economy_is_that_of_the_report() -> None:
    """An item without a forecast counts with its budget, as everywhere; and what has years only, with their sum."""
    plan, index = planned(
        "economy:\n  lines:\n    - {item: A, budget: 100, forecast: 90}\n    - {item: B, budget: 50}\n"
        "    - {item: C, by_year: [{year: 2026, budget: 7}, {year: 2027, budget: 3}]}\n"
    )
    made = Lister(plan, index).of("lines", ListQuery())
    assert [row.values["budget"] for row in made.rows] == [100, 50, 10]
    assert made.sums == {"budget": 160, "forecast": 150}
    assert made.counts_budget
