"""Three-way merge: what is taken, kept, asked – for one sheet, for several, and by law for any."""

from collections.abc import Mapping
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpn.problems import CellPlace
from tpn.roundtrip.three_way import NewRow, Outcome, OutcomeKind, RowList, Sheet, SheetRow, three_way

Rows = Mapping[str, Mapping[str, object]]
PLAN = RowList("activities", (("phase", "kickoff"),))


def sheet(
    name: str, theirs: Rows, base: Rows | None, *locked: tuple[str, str], new: tuple[NewRow, ...] = ()
) -> Sheet:
    rows = {
        record: SheetRow(values, {key: CellPlace(name, "Oppstart", key) for key in values})
        for record, values in theirs.items()
    }
    return Sheet(name, rows, base, new, frozenset(locked))


def new(title: str, **values: object) -> NewRow:
    return NewRow(PLAN, title, SheetRow({"title": title, **values}))


def kinds(outcomes: tuple[Outcome, ...]) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.id, one.field) for one in outcomes]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "outcome"),
    [
        ("b", "b", "b", None),
        ("b", "b", "t", "take"),
        ("b", "o", "b", "keep"),
        ("b", "o", "o", "agree"),
        ("b", "o", "t", "conflict"),
        (None, None, "t", "take"),
        ("b", "b", None, "take"),
        ("b", None, "t", "conflict"),
    ],
)
def test_the_table_of_three_values(base: object, ours: object, theirs: object, outcome: str | None) -> None:
    found = three_way(
        {"K-01": {"due": ours}}, [sheet("a", {"K-01": {"due": theirs}}, {"K-01": {"due": base}})]
    )
    assert kinds(found) == ([(outcome, "K-01", "due")] if outcome else [])


def test_without_a_base_every_difference_is_a_question() -> None:
    found = three_way(
        {"K-01": {"due": 1, "note": "n"}}, [sheet("a", {"K-01": {"due": 2, "note": "n"}}, None)]
    )
    assert kinds(found) == [("conflict", "K-01", "due")]


def test_a_locked_cell_that_was_changed_is_not_editable_and_has_its_cell() -> None:
    given_ = sheet("a", {"K-01": {"late": "ja"}}, {"K-01": {"late": "nei"}}, ("K-01", "late"))
    (found,) = three_way({"K-01": {"late": "kanskje"}}, [given_])
    assert (found.kind, found.said[0].place) == (OutcomeKind.NOT_EDITABLE, CellPlace("a", "Oppstart", "late"))


def test_a_locked_cell_that_differs_only_from_today_is_nothing() -> None:
    same = sheet("a", {"K-01": {"late": "nei"}}, {"K-01": {"late": "nei"}}, ("K-01", "late"))
    assert kinds(three_way({"K-01": {"late": "ja"}}, [same])) == [("keep", "K-01", "late")]


def test_rows_that_are_gone_are_shown_and_nothing_is_deleted() -> None:
    base = {"K-01": {"due": 1}, "K-02": {"due": 1}, "K-03": {"due": 1}}
    found = three_way(
        {"K-01": {"due": 1}, "K-03": {"due": 1}}, [sheet("a", {"K-01": {"due": 1}, "K-02": {"due": 5}}, base)]
    )
    assert kinds(found) == [
        ("gone_here", "K-02", ""),
        ("gone_here", "K-02", "due"),
        ("gone_there", "K-03", ""),
    ]


def test_two_answers_to_one_field_are_a_conflict_that_names_both() -> None:
    base = {"K-01": {"due": 1}}
    found = three_way(
        {"K-01": {"due": 1}},
        [sheet("eva", {"K-01": {"due": 2}}, base), sheet("liv", {"K-01": {"due": 3}}, base)],
    )
    assert kinds(found) == [("conflict", "K-01", "due")]
    assert [(one.sheet, one.value) for one in found[0].said] == [("eva", 2), ("liv", 3)]


def test_two_equal_answers_are_one() -> None:
    base = {"K-01": {"due": 1}}
    some = [sheet(name, {"K-01": {"due": 2}}, base) for name in ("eva", "liv")]
    assert kinds(three_way({"K-01": {"due": 1}}, some)) == [("take", "K-01", "due")]


def test_who_left_a_shared_row_alone_says_nothing_against_who_answered() -> None:
    base = {"K-01": {"due": 1}}
    some = [sheet("eva", {"K-01": {"due": 1}}, base), sheet("liv", {"K-01": {"due": 3}}, base)]
    assert kinds(three_way({"K-01": {"due": 1}}, some)) == [("take", "K-01", "due")]


def test_most_rows_missing_is_nearly_empty() -> None:
    base = {f"K-0{n}": {"due": 1} for n in range(6)}
    assert sheet("a", {"K-00": {"due": 1}}, base).nearly_empty()
    assert not sheet("a", dict(list(base.items())[:3]), base).nearly_empty()
    assert not sheet("a", {}, dict(list(base.items())[:3])).nearly_empty()


def test_a_new_row_is_new_once_and_not_again_when_the_same_sheet_returns() -> None:
    row = sheet("liv", {}, {}, new=(new("Samtale", due=1),))
    (first,) = three_way({}, [row])
    assert (first.kind, first.row) == (OutcomeKind.NEW, {"title": "Samtale", "due": 1})
    ours = {"K-15": {"title": "Samtale", "due": 1}}
    assert three_way(ours, [row], {PLAN: [("K-15", "Samtale")]}) == ()


def test_a_new_row_with_the_title_of_a_row_that_was_sent_is_new_all_the_same() -> None:
    base = {"K-01": {"title": "Møte"}}
    given_ = sheet("liv", {"K-01": {"title": "Møte"}}, base, new=(new("Møte"),))
    assert kinds(three_way(base, [given_], {PLAN: [("K-01", "Møte")]})) == [("new", "", "")]


def test_two_people_who_write_the_same_new_row_make_one_and_differ_by_field() -> None:
    found = three_way(
        {},
        [
            sheet("eva", {}, {}, new=(new("Samtale", due=1),)),
            sheet("liv", {}, {}, new=(new(" samtale ", due=2),)),
        ],
    )
    assert kinds(found) == [("new", "", ""), ("conflict", "Samtale", "due")]


VALUES = st.sampled_from([None, 1, 2, 3])
RECORDS = ("A", "B", "C")
TABLES = st.fixed_dictionaries(
    {name: st.fixed_dictionaries({"due": VALUES, "note": VALUES}) for name in RECORDS}
)


@settings(max_examples=150)
@given(TABLES, TABLES, st.lists(TABLES, min_size=1, max_size=3))
def test_no_answer_is_lost_unseen_and_nothing_is_taken_where_the_project_moved(
    base: Rows, ours: Rows, answers: list[Rows]
) -> None:
    given_ = [sheet(str(number), theirs, base) for number, theirs in enumerate(answers)]
    found = {(one.id, one.field): one for one in three_way(ours, given_)}
    for name in RECORDS:
        for key in ("due", "note"):
            said = {theirs[name][key] for theirs in answers} - {base[name][key]}
            outcome = found.get((name, key))
            if said:
                assert outcome is not None
                shown = {one.value for one in outcome.said} | {ours[name][key]}
                assert said <= shown
            if outcome and outcome.kind is OutcomeKind.TAKE:
                assert ours[name][key] == base[name][key]
                assert said == {outcome.sheet}


@settings(max_examples=60)
@given(TABLES, TABLES, st.lists(TABLES, min_size=2, max_size=3))
def test_the_order_of_the_sheets_makes_no_difference(base: Rows, ours: Rows, answers: list[Rows]) -> None:
    sheets = [sheet(str(number), theirs, base) for number, theirs in enumerate(answers)]
    seen = {
        frozenset((one.kind, one.id, one.field, frozenset(one.said)) for one in three_way(ours, order))
        for order in permutations(sheets)
    }
    assert len(seen) == 1


@settings(max_examples=60)
@given(TABLES, TABLES)
def test_what_was_taken_gives_nothing_the_second_time(base: Rows, theirs: Rows) -> None:
    back = sheet("a", theirs, base)
    after = {name: dict(values) for name, values in base.items()}
    for one in three_way(base, [back]):
        after[one.id][one.field] = one.sheet
    assert {one.kind for one in three_way(after, [back])} <= {OutcomeKind.AGREE}


def test_a_row_that_came_back_as_it_was_keeps_what_the_project_has_changed_since() -> None:
    sent: Rows = {"K-01": {"due": 1, "note": "n"}, "K-02": {"due": 1}}
    ours: Rows = {"K-01": {"due": 2, "note": "n"}, "K-02": {"due": 1}}
    found = three_way(ours, [sheet("a", sent, sent)])
    assert [(one.kind.value, one.id, one.field, one.base, one.project) for one in found] == [
        ("keep", "K-01", "due", 1, 2)
    ]


def test_new_rows_under_one_title_in_any_spelling_are_one_and_not_two_of_other_titles() -> None:
    rows = [new("Rydde  i arkivet", note="En"), new("rydde i Arkivet", note="en"), new("Rydde i kjelleren")]
    found = three_way({}, [sheet(name, {}, {}, new=(row,)) for name, row in zip("abc", rows, strict=True)])
    made = [(one.kind.value, [said.sheet for said in one.said], dict(one.row or {})) for one in found]
    assert made == [
        ("new", ["a", "b"], {"title": "Rydde  i arkivet", "note": "En"}), ("new", ["c"], {"title": "Rydde i kjelleren"})
    ]  # fmt: skip


def test_a_new_value_has_the_cell_of_the_first_sheet_that_says_it() -> None:
    place, other = CellPlace("a", "Plan", "C7"), CellPlace("b", "Plan", "C9")
    silent = NewRow(PLAN, "Ny", SheetRow({"title": "Ny", "note": None}))
    first = NewRow(PLAN, "Ny", SheetRow({"title": "Ny", "note": "n"}, {"note": place}))
    second = NewRow(PLAN, "Ny", SheetRow({"title": "Ny", "note": "n"}, {"note": other}))
    (found,) = three_way(
        {},
        [sheet(name, {}, {}, new=(row,)) for name, row in zip("abc", (silent, first, second), strict=True)],
    )
    assert (dict(found.row or {}), found.places["note"]) == ({"title": "Ny", "note": "n"}, place)
