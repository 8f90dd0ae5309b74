"""What was decided about cells becomes edits of the files: known records first, then new ones with fresh ids."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import ABOUT, project
from tpn.edits.outcome_edits import REF, Applying, RecordEdits, decided
from tpn.model.index import index
from tpn.problems import CellPlace
from tpn.roundtrip.three_way import Outcome, OutcomeKind, RowList, SheetValue
from tpn.source import Append, Remove, Set, parse

DAY = date(2026, 10, 5)
EMPTY: Mapping[str, object] = {}
WORK = """\
kickoff:
  activities: [{id: K-01, title: Begynne, due: 2026-10-09, note: Snart}]
  checklist: {K-C01: {answer: not_relevant, evidence: Gammel, date: 2026-09-01}}
benefits:
  benefits: [{id: G-01, title: Ro, indicator: {name: Min, baseline: 3}}]
procurement:
  requirements: [{id: KR-1, text: Uten mus, level: must}]
  procurements: [{id: A-1, title: Skjema, bids: [{supplier: nord}]}]
launch: {services: [{service: sfo}]}
risks: [{id: R-01, title: Hast}]
"""
KINDS = {"kickoff/K-C01": "checklist", "kickoff/K-C02": "checklist", "sfo/T-C01": "checklist", "bhg/T-C01": "checklist",
         "bhg/T-C02": "checklist", "A-1/bids/nord/answers/KR-1": "answers",
          "A-1/bids/ny/answers/KR-1": "answers"}  # fmt: skip


def applying() -> Applying:
    made = project(WORK)
    found = index(made)
    value: Any = parse(ABOUT + WORK, "p.yaml").value
    return Applying(made, found, value, dict.fromkeys(found.taken), KINDS, today=DAY)


def take(name: str, field: str, value: object) -> Outcome:
    return Outcome(OutcomeKind.TAKE, name, field, said=(SheetValue("a", value, None),))


def new(
    kind: str,
    sheet: str = "a",
    fixed: tuple[tuple[str, object], ...] = (),
    more: Mapping[str, object] = EMPTY,
    **row: object,
) -> Outcome:
    row |= more
    places = {key: CellPlace("a.xlsx", "Plan", f"A{at}") for at, key in enumerate(row)}
    return Outcome(OutcomeKind.NEW, "", "", said=(SheetValue(sheet, None, None),), under=RowList(kind, fixed), row=row,
                   places=places)  # fmt: skip


def edits(*outcomes: Outcome) -> list[Any]:
    return [edit for change in applying().changes(outcomes) for edit in change.edits]


def only(outcome: Outcome) -> RecordEdits:
    (made,) = applying().changes([outcome])
    return made


@pytest.mark.parametrize(
    ("name", "field", "value", "edit"),
    [
        ("K-01", "due", DAY, Set(("kickoff", "activities", 0, "due"), DAY)),
        ("K-01", "responsible", ("per", "liv"), Set(("kickoff", "activities", 0, "responsible"), ["per", "liv"])),
        ("K-01", "note", None, Remove(("kickoff", "activities", 0, "note"))),
        ("K-01", "start", None, None),  # nothing stands there
        ("K-01", "x.Mitt. felt", 3, Set(("kickoff", "activities", 0, "x", "Mitt. felt"), 3)),
        ("G-01", "indicator.baseline", 4, Set(("benefits", "benefits", 0, "indicator", "baseline"), 4)),
        ("G-01", "indicator.baseline", None, Remove(("benefits", "benefits", 0, "indicator", "baseline"))),
        ("G-01", "indicator.target", None, None),
        ("kickoff/K-C02", "note", "Ny", Set(("kickoff", "checklist", "K-C02", "note"), "Ny")),
        ("sfo/T-C01", "note", "Ny", Set(("launch", "services", 0, "checklist", "T-C01", "note"), "Ny")),
        ("bhg/T-C01", "note", "Ny", Append(("launch", "services"), {"service": "bhg",
         "checklist": {"T-C01": {"note": "Ny"}}})),
        ("bhg/T-C01", "note", None, Append(("launch", "services"), {"service": "bhg"})),
        ("A-1/bids/nord/answers/KR-1", "note", "Ny",
         Set(("procurement", "procurements", 0, "bids", 0, "answers", "KR-1", "note"), "Ny")),
        ("A-1/bids/ny/answers/KR-1", "note", "Ny",
         Append(("procurement", "procurements", 0, "bids"), {"supplier": "ny", "answers": {"KR-1": {"note": "Ny"}}})),
        ("borte", "note", "Ny", None),
    ],
)  # fmt: skip
def test_a_cell_becomes_an_edit_where_its_record_stands(
    name: str, field: str, value: object, edit: Any
) -> None:
    assert edits(take(name, field, value)) == ([edit] if edit else [])


def test_a_new_answer_has_nothing_of_the_old() -> None:
    way = ("kickoff", "checklist", "K-C01")
    made = edits(take("kickoff/K-C01", "answer", "done"))
    assert Set((*way, "answer"), "done") in made
    assert Set((*way, "date"), DAY) in made
    assert Remove((*way, "evidence")) in made
    both = edits(take("kickoff/K-C01", "answer", "done"), take("kickoff/K-C01", "evidence", "Ny"))
    assert Set((*way, "evidence"), "Ny") in both
    assert Remove((*way, "evidence")) not in both
    nothing = edits(take("kickoff/K-C01", "evidence", "Ny"))
    assert nothing == [Set((*way, "evidence"), "Ny")]


def test_points_of_a_launch_that_is_not_there_are_made_in_one_piece() -> None:
    made = edits(take("bhg/T-C01", "note", "En"), take("bhg/T-C02", "note", "To"), take("K-01", "due", DAY))
    assert made == [
        Set(("kickoff", "activities", 0, "due"), DAY),
        Append(("launch", "services"), {"service": "bhg", "checklist": {"T-C01": {"note": "En"},
         "T-C02": {"note": "To"}}}),
    ]  # fmt: skip


def test_only_what_is_taken_or_new_is_written() -> None:
    others = [
        replace(take("K-01", "due", DAY), kind=kind)
        for kind in OutcomeKind
        if kind not in {OutcomeKind.TAKE, OutcomeKind.NEW}
    ]
    assert edits(*others) == []


@pytest.mark.parametrize(
    ("one", "route", "record"),
    [
        (new("activities", title="Ny", fixed=(("phase", "kickoff"),)), ("kickoff", "activities"),
         {"id": "K-02", "title": "Ny"}),
        (new("activities", title="Ny"), ("launch", "activities"), {"id": "T-01", "title": "Ny"}),
        (new("activities", title="Ny", in_phase="benefits"), ("benefits", "activities"), None),
        (new("milestones", title="Ny", fixed=(("phase", "kickoff"),)), ("kickoff", "activities"),
         {"id": "K-02", "title": "Ny", "milestone": True}),
        (new("activities", title="Ny", fixed=(("service", "sfo"),)), ("launch", "activities"),
         {"id": "T-01", "title": "Ny", "service": "sfo"}),
        (new("risks", title="Ny", id="R-77"), ("risks",), {"id": "R-77", "title": "Ny"}),
        (new("risks", title="Ny", note=None, responsible=None), ("risks",), {"id": "R-02", "title": "Ny"}),
        (new("risks", note="n", title="Ny", ukjent=1), ("risks",), None),
        (new("measurements", date=DAY, value=2, fixed=(("holder", "G-01"),)), ("benefits", "benefits", 0,
         "measurements"),
         {"date": DAY, "value": 2}),
        (new("measurements", date=DAY, value=2, holder_id="G-01"), ("benefits", "benefits", 0, "measurements"), None),
        (new("benefits", title="Ny", more={"indicator.baseline": 2, "x.Eget": "e"}), ("benefits", "benefits"),
         {"id": "G-02", "title": "Ny", "indicator": {"baseline": 2}, "x": {"Eget": "e"}}),
    ],
)  # fmt: skip
def test_a_new_row_becomes_a_record_in_its_list(
    one: Outcome, route: Any, record: dict[str, Any] | None
) -> None:
    (edit,) = only(one).edits
    assert isinstance(edit, Append)
    assert edit.route == route
    assert record is None or edit.value == record
    assert "ukjent" not in edit.value


def test_a_row_below_a_phase_has_its_phase_where_its_kind_has_one() -> None:
    kept = only(new("deliverables", title="Ny", fixed=(("phase", "kickoff"),))).edits[0]
    assert kept.value["phase"] == "kickoff"  # type: ignore[union-attr]
    own = only(new("deliverables", title="Ny", phase="launch", in_phase="kickoff")).edits[0]
    assert own.value["phase"] == "launch"  # type: ignore[union-attr]
    assert "phase" not in only(new("benefits", title="Ny", in_phase="kickoff")).edits[0].value  # type: ignore[union-attr]


def test_new_rows_get_ids_one_after_another() -> None:
    made = edits(new("risks", title="A"), new("risks", title="B"))
    assert [edit.value["id"] for edit in made] == ["R-02", "R-03"]


def test_what_lacks_is_named_and_nothing_is_made() -> None:
    assert (only(new("risks", note="x")).edits, only(new("risks", note="x")).lacks) == ((), ("title",))
    assert only(new("measurements", value=2)).lacks == ("holder_id",)
    fault = only(new("measurements", value=2, holder_id="G-99")).fault
    assert fault
    assert fault.slug == "no-such-record"


def test_a_foreign_row_follows_others_by_the_ids_that_they_got() -> None:
    rows = [
        new("activities", title="A", more={REF: "1"}),
        new("activities", title="B", after=("1 SS +2d", "9"), more={REF: "2"}),
        new("activities", "b", title="C", after=("1",), more={REF: "1"}),
    ]  # fmt: skip
    made = edits(*rows)
    assert [edit.value.get("after") for edit in made] == [None, ["T-01 SS +2d"], ["T-03"]]


def test_a_conflict_is_decided_for_one_side() -> None:
    asked = replace(take("K-01", "due", DAY), kind=OutcomeKind.CONFLICT)
    two = replace(asked, said=(SheetValue("a", DAY, None), SheetValue("b", None, None)))
    under = replace(asked, under=RowList("risks"))
    assert [one.kind.value for one in decided([asked, take("K-01", "note", "x")], "sheet")] == [
        "take",
        "take",
    ]
    assert [one.kind.value for one in decided([asked, two, under], "project")] == ["keep"] * 3
    assert [one.kind.value for one in decided([two, under, asked], "sheet")] == [
        "conflict",
        "conflict",
        "take",
    ]
    assert decided([asked], "") == (asked,)


def test_without_some_cells_the_rest_of_a_record_stands() -> None:
    due, note = take("K-01", "due", DAY), take("K-01", "note", "Ny")
    (made,) = applying().changes([due, note])
    assert made.cells() == (due, note)
    left = made.without([due])
    assert left
    assert (left.outcomes, left.edits) == ((note,), (Set(("kickoff", "activities", 0, "note"), "Ny"),))
    assert made.without([due, note]) is None
    same = made.without([])
    assert same
    assert same.edits == made.edits


def test_a_new_record_can_be_without_what_it_need_not_have() -> None:
    made = only(new("benefits", title="Ny", owner="per", more={"indicator.baseline": 2}))
    cells = {one.field: one for one in made.cells()}
    assert set(cells) == {"title", "owner", "indicator.baseline"}
    assert cells["owner"].said[0].value == "per"
    left = made.without([cells["indicator.baseline"]])
    assert left
    assert left.edits[0].value == {"id": "G-02", "title": "Ny", "owner": "per", "indicator": {}}  # type: ignore[union-attr]
    assert "indicator.baseline" not in (left.outcomes[0].row or {})
    assert made.without([cells["title"]]) is None
    assert made.edits[0].value["indicator"] == {"baseline": 2}  # type: ignore[union-attr]
