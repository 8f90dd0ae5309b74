"""Which rows and cells of a returned workbook are those that were sent, whatever was done to it."""

from datetime import date
from typing import Any

import pytest

from tests.roundtrip.sent_tables import COLUMNS, DAYS, HEAD, ROWS, base, sent_table, table
from tpn.roundtrip.match_rows import Returned, ReturnedRow, returned
from tpn.sheets.sent_copy import Base, SentTable
from tpn.spreadsheets.found_book import CellError, FoundBook, FoundTab


def read(*rows: Any, sent: Base | None = None, tab: str = "Plan") -> Returned:
    return returned(FoundBook("a.xlsx", "xlsx", (FoundTab(tab, tuple(map(tuple, rows))),)), sent or base())


def changed(row: ReturnedRow) -> dict[str, Any]:
    return {name: cell.value for name, cell in row.cells.items() if not cell.same}


def told(found: Returned) -> list[tuple[str | None, dict[str, Any]]]:
    return [(row.address, changed(row)) for row in found.rows]


def test_what_is_untouched_is_known_without_its_cells() -> None:
    found = read(HEAD, *ROWS)
    assert [row.address for row in found.rows] == ["K-01", "K-02", "K-03", "K-04"]
    assert [row.cells for row in found.rows] == [{}] * 4
    assert found.rows[1].untouched == {
        "title": "Fortsette",
        "responsible": "Liv",
        "due": DAYS[1],
        "note": "Snart",
    }
    assert (found.found, found.lost, found.problems) == ((table(),), (), ())
    assert [row.place.cell for row in found.rows] == ["A2", "A3", "A4", "A5"]


def test_one_cell_is_one_difference_at_its_place() -> None:
    rows = [list(row) for row in ROWS]
    rows[1][4] = "Ferdig"
    found = read(HEAD, *rows)
    assert told(found) == [("K-01", {}), ("K-02", {"note": "Ferdig"}), ("K-03", {}), ("K-04", {})]
    cell = found.rows[1].cells["note"]
    assert (cell.place.file, cell.place.tab, cell.place.cell, cell.sent) == ("a.xlsx", "Plan", "E3", "Snart")
    assert found.rows[1].untouched is None
    assert found.rows[1].cells["title"].same


@pytest.mark.parametrize(
    ("there", "same"),
    [("Snart ", True), ("Snart", True), ("snart", False), (None, False), (CellError("#N/A"), False)],
)
def test_the_one_spelling_decides_whether_a_cell_is_as_it_was(there: Any, same: bool) -> None:
    rows = [list(row) for row in ROWS]
    rows[1][4] = there
    assert told(read(HEAD, *rows))[1] == ("K-02", {} if same else {"note": there})


def test_rows_may_be_sorted_left_out_or_stand_further_down() -> None:
    empty = (None,) * 5
    found = read(("Plan for prosjektet",), empty, HEAD, ROWS[3], empty, ROWS[0])
    assert [row.address for row in found.rows] == ["K-04", "K-01"]
    assert [row.place.cell for row in found.rows] == ["A4", "A6"]


def test_a_row_far_below_the_others_is_read_as_well() -> None:
    assert len(read(HEAD, ROWS[0], *[(None,) * 5] * 2000, ROWS[1]).rows) == 2


def test_columns_may_be_moved_and_the_tab_renamed() -> None:
    order = (3, 0, 4, 2, 1)
    rows = [tuple(row[at] for at in order) for row in (HEAD, *ROWS)]
    found = read(*rows, tab="Min plan")
    assert told(found) == [(row[0], {}) for row in ROWS]
    assert found.rows[0].place.cell == "B2"


def test_a_header_may_be_called_otherwise() -> None:
    assert told(read(("Nr", "Aktivitet", "HVEM", "Frist", "Merknad"), *ROWS)) == [
        (row[0], {}) for row in ROWS
    ]
    assert told(read(("#", "Oppgave", "Hvem", "Når", "Annet"), *ROWS)) == [(row[0], {}) for row in ROWS]
    assert told(read((None, "Aktivitet", "Ansvarlig", "Frist", None), *ROWS))[1][0] == "K-02"


def test_a_column_whose_header_and_cells_are_others_is_known_by_its_neighbours() -> None:
    found = read((*HEAD[:4], "Eget"), *[(*row[:4], "Hos meg") for row in ROWS])
    assert [row.cells["note"].value for row in found.rows] == ["Hos meg"] * 4
    assert [row.own for row in found.rows] == [()] * 4


def test_a_column_that_somebody_added_is_their_own() -> None:
    found = read(("Eget", *HEAD), *[("Hos meg", *row) for row in ROWS])
    assert [[(one.header, one.value) for one in row.own] for row in found.rows] == [[("Eget", "Hos meg")]] * 4
    added = read((*HEAD, " Mitt  eget "), *[(*row, None) for row in ROWS])
    assert [(one.header, one.value, one.place.cell) for one in added.rows[0].own] == [
        ("Mitt eget", None, "F2")
    ]
    dated = read((*HEAD, date(2026, 9, 1)), *[(*row, "x") for row in ROWS])
    assert [row.own for row in dated.rows] == [()] * 4  # a day over a column is no name


def test_six_of_ten_cells_are_enough_to_know_a_column_again() -> None:
    rows = [(f"K-{n:02}", f"Arbeid {n}", f"Per {n}", DAYS[0], None) for n in range(1, 11)]
    sent = base(table(rows))
    for kept, known in ((6, True), (5, False)):
        back = [(*row[:2], *row[3:], row[2] if n < kept else "ny") for n, row in enumerate(rows)]
        found = read(("Nr", "Aktivitet", "Frist", "Merknad", "Hvem"), *back, sent=sent)
        assert ("responsible" in found.rows[9].cells) is known


def test_a_row_without_an_id_is_new() -> None:
    found = read(HEAD, *ROWS, (None, "Ny", None, None, "Hei"), ("K-99", "Også ny", None, None, None))
    new = [row for row in found.rows if row.address is None]
    assert [{key: cell.value for key, cell in row.cells.items()} for row in new] == [
        {"title": "Ny", "note": "Hei"}, {"title": "Også ny"}
    ]  # fmt: skip
    assert all(cell.sent is None and not cell.same for row in new for cell in row.cells.values())


def test_where_no_rows_may_be_added_a_new_one_is_told() -> None:
    found = read(HEAD, *ROWS, (None, "Ny", None, None, None), sent=base(table(new_rows=False)))
    assert [row.address for row in found.rows] == ["K-01", "K-02", "K-03", "K-04"]
    assert [(one.slug, one.facts["value"], one.place.cell) for one in found.problems] == [  # type: ignore[union-attr]
        ("sheet-no-new-rows", "Ny", "A6")
    ]


def test_a_word_below_the_table_is_a_remark() -> None:
    found = read(HEAD, *ROWS, ("Husk møtet",))
    assert len(found.rows) == 4
    assert [(one.slug, one.facts["value"]) for one in found.problems] == [("sheet-remark", "Husk møtet")]


def test_of_rows_with_one_id_the_one_that_is_most_as_sent_is_the_original() -> None:
    copy = ("K-02", "Fortsette", "Liv", DAYS[1], "Kopi")
    found = read(HEAD, ROWS[0], copy, ROWS[1], ROWS[2])
    assert [(row.address, row.place.cell) for row in found.rows] == [
        ("K-01", "A2"), ("K-02", "A4"), ("K-03", "A5"), (None, "A3")
    ]  # fmt: skip
    assert found.rows[3].cells["note"].value == "Kopi"
    same = read(HEAD, *ROWS, ROWS[1])
    assert [row.address for row in same.rows] == [
        "K-01",
        "K-02",
        "K-03",
        "K-04",
    ]  # a copy as it was says nothing


def test_a_row_that_was_moved_to_another_table_is_known_there() -> None:
    other = table(
        [("L-01", "Slå på", "Per", DAYS[0], None), ("L-02", "Se", "Liv", DAYS[1], None)], tab="Lansering"
    )
    first = FoundTab("Plan", (HEAD, *ROWS[:3], ("L-02", "Se", "Eva", DAYS[1], None)))
    second = FoundTab("Lansering", (HEAD, ("L-01", "Slå på", "Per", DAYS[0], None)))
    found = returned(FoundBook("a.xlsx", "xlsx", (first, second)), base(table(), other))
    moved = next(row for row in found.rows if row.address == "L-02")
    assert (moved.place.tab, changed(moved)) == ("Plan", {"responsible": "Eva"})
    elsewhere = table([("L-02", "Se", "Liv", DAYS[1], None)], tab="Lansering", kind="risks")
    found = returned(FoundBook("a.xlsx", "xlsx", (first,)), base(table(), elsewhere))
    assert [row.address for row in found.rows][-1] is None  # of another kind it is not the same


def test_a_row_from_a_table_with_other_columns_is_held_against_the_cells_of_its_own() -> None:
    columns = (COLUMNS[0], COLUMNS[4], COLUMNS[3], COLUMNS[1])
    other = sent_table(columns, [("L-01", "Snart", DAYS[0], "Slå på")], tab="Lansering")
    tab = FoundTab("Plan", (HEAD, *ROWS, ("L-01", "Slå på", "Eva", DAYS[0], "Snart nok")))
    found = returned(FoundBook("a.xlsx", "xlsx", (tab,)), base(table(), other))
    moved = next(row for row in found.rows if row.address == "L-01")
    assert changed(moved) == {"note": "Snart nok"}  # its own table asked for nobody responsible


def test_two_tables_on_one_tab_end_where_the_next_begins() -> None:
    other = table([("L-01", "Slå på", "Per", DAYS[0], None), ("L-02", "Se", "Liv", DAYS[1], None)])
    rows = (
        HEAD,
        *ROWS,
        ("Lansering",),
        HEAD,
        ("L-01", "Slå på", "Per", DAYS[0], None),
        ("L-02", "Se", "Liv", DAYS[1], "x"),
    )
    found = read(*rows, sent=base(table(), other))
    assert told(found) == [*((row[0], {}) for row in ROWS), ("L-01", {}), ("L-02", {"note": "x"})]
    assert found.problems == ()


def test_a_lone_text_of_two_sentences_under_the_table_is_a_remark_and_a_title_is_a_row() -> None:
    said, empty = "Hilsen Sven. Jeg er borte uke 41.", (None,) * 5
    found = read(HEAD, *ROWS, empty, (None, said, None, None, None), (None, "Ringe kl. 12", None, None, None))
    assert [(one.slug, one.facts["value"]) for one in found.problems] == [("sheet-remark", said)]
    assert [row.address for row in found.rows].count(None) == 1


def test_a_table_that_is_not_there_is_lost() -> None:
    found = read(("Helt", "annet"), ("x", "y"))
    assert (found.rows, found.found, found.lost) == ((), (), (table(),))


def test_a_date_that_only_the_plan_gave_and_that_is_taken_out_is_told() -> None:
    rows = [(*row[:3], None, row[4]) for row in ROWS]
    plain = table(rows)
    stood = SentTable(plain.tab, plain.kind, plain.scope, plain.new_rows, plain.columns, plain.keys,
     plain.addresses, plain.values,
                      plain.shown, {3: {0: DAYS[0], 1: DAYS[1]}})  # fmt: skip
    back = [(*rows[0][:3], DAYS[0], None), rows[1], rows[2], rows[3]]
    found = read(HEAD, *back, sent=base(stood))
    assert [(one.slug, one.facts["id"], one.facts["date"]) for one in found.problems] == [
        ("sheet-date-emptied", "K-02", DAYS[1])
    ]
    assert found.rows[0].untouched is not None
    assert found.rows[0].untouched["due"] is None


def test_however_many_empty_rows_stand_between_what_follows_is_a_row() -> None:
    new = (None, "Ny", None, None, None)
    assert [row.address for row in read(HEAD, *ROWS, *[()] * 400, new).rows] == [
        "K-01",
        "K-02",
        "K-03",
        "K-04",
        None,
    ]


def test_a_copy_that_is_only_shorter_is_no_new_row() -> None:
    assert len(read(HEAD, *ROWS, ("K-01", "Begynne", "Per", DAYS[0])).rows) == 4
    assert len(read(HEAD, *ROWS, ("K-01", "Begynne", "Per", DAYS[1])).rows) == 5
