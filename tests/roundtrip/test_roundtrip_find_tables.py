"""Where the tables that were sent stand in what came home: renamed tabs, moved headers, columns under other names."""

from datetime import date
from typing import Any

from tests.roundtrip.sent_tables import COLUMNS, HEAD, ROWS, base, sent_table, table
from tpn.roundtrip.find_tables import PlacedTable, canon_value, found_tables
from tpn.sheets.sent_copy import SentColumn, SentTable
from tpn.spreadsheets.found_book import CellError, FoundTab

WHERE = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}


def tab(*rows: Any, name: str = "Plan") -> FoundTab:
    return FoundTab(name, tuple(map(tuple, rows)))


def found(*tabs: FoundTab, sent: tuple[SentTable, ...] = ()) -> list[PlacedTable]:
    return found_tables(tabs, base(*sent))


def one(*rows: Any, name: str = "Plan") -> PlacedTable:
    (spot,) = found(tab(*rows, name=name))
    return spot


def test_a_table_as_it_was_sent() -> None:
    spot = one(HEAD, *ROWS)
    assert (spot.header, spot.last, spot.columns, spot.own, spot.loose) == (0, 4, WHERE, {}, frozenset())
    assert spot.id_column == 0


def test_it_is_found_in_a_renamed_tab_below_what_somebody_wrote_above() -> None:
    spot = one(("Til Per",), (), HEAD, *ROWS, name="Ark1")
    assert (spot.tab.name, spot.header, spot.columns) == ("Ark1", 2, WHERE)


def test_headers_are_known_whatever_their_case_spaces_and_place() -> None:
    spot = one(
        ("FRIST ", " nr", "Aktivitet", "merknad", "ansvarlig"), *[(d, i, t, n, r) for i, t, r, d, n in ROWS]
    )
    assert spot.columns == {0: 3, 1: 0, 2: 1, 3: 4, 4: 2}


def test_a_row_of_headers_has_two_fifths_of_them_or_the_ids_stand_below() -> None:
    two = one(("Nr", "Aktivitet", "A", "B", "C"), *ROWS)
    assert two.header == 0
    above = one(("A", "B", "C", "D", "E"), *ROWS)  # not one header is left: the row above the first id
    assert (above.header, above.columns[0]) == (0, 0)
    assert found(tab(("Nr", "A"), ("noe", "annet"))) == []
    assert found(tab(("Nr", "Aktivitet"), ("noe", "annet"))) == []  # two headers, and none of the rows
    assert len(found(tab(("Nr", "Aktivitet", "Frist"), ("noe", "annet")))) == 1  # three of them say enough


def test_ids_without_a_row_above_are_no_table() -> None:
    assert found(tab(*ROWS)) == []


def test_the_tab_that_has_most_of_the_rows_is_the_table() -> None:
    few, many = tab(HEAD, *ROWS[:1], name="Kopi"), tab(HEAD, *ROWS, name="Ny")
    assert [spot.tab.name for spot in found(few, many)] == ["Ny"]
    assert [spot.tab.name for spot in found(tab(HEAD, *ROWS, name="Kopi"), tab(HEAD, *ROWS))] == ["Plan"]
    text = [spot.tab.name for spot in found(tab(HEAD, *ROWS, name="a"), tab(HEAD, *ROWS, name="liste-plan"))]
    assert text == ["liste-plan"]  # a text file is called as its tab was


def test_a_repeated_id_counts_once() -> None:
    often, both = tab(HEAD, ROWS[0], ROWS[0], ROWS[0], name="Kopi"), tab(HEAD, *ROWS[:2], name="Ny")
    assert [spot.tab.name for spot in found(often, both)] == ["Ny"]


def test_two_tables_of_one_tab_end_where_the_next_begins() -> None:
    second = table([("K-11", "Mer", "Per", None, None), ("K-12", "Enda mer", None, None, None)])
    first = table()
    rows = (
        HEAD,
        *ROWS,
        (),
        ("Fase to",),
        HEAD,
        *[tuple(row) for row in (("K-11", "Mer", "Per"), ("K-12", "Enda mer"))],
    )
    upper, lower = found(tab(*rows), sent=(first, second))
    assert (upper.header, upper.last) == (0, 5)  # the caption is of the next
    assert (lower.header, lower.last) == (7, 9)
    bare = (HEAD, *ROWS, HEAD, ("K-11", "Mer"))
    upper, lower = found(tab(*bare), sent=(first, second))
    assert (upper.last, lower.header) == (4, 5)


def test_each_header_row_is_of_one_table() -> None:
    twin = table()
    assert len(found(tab(HEAD, *ROWS), sent=(table(), twin))) == 1


def test_steps_of_two_services_are_told_apart_by_their_tab_else_by_what_they_are_called() -> None:
    def steps(name: str, *titles: str) -> SentTable:
        return table([(f"S{n}", title, None, None, None) for n, title in enumerate(titles, 1)], tab=name)

    def sheet(name: str, *titles: str) -> FoundTab:
        return tab(HEAD, *[(f"S{n}", title) for n, title in enumerate(titles, 1)], name=name)

    sfo, bhg = ("Søker", "Svarer"), ("Søker", "Tildeler")
    sent = (steps("SFO", *sfo), steps("Barnehage", *bhg))
    kept = found(sheet("Barnehage", *bhg), sheet("SFO", *sfo), sent=sent)
    assert [spot.tab.name for spot in kept] == ["SFO", "Barnehage"]
    renamed = found(sheet("Ark1", *bhg), sheet("Ark2", *sfo), sent=sent)
    assert [spot.tab.name for spot in renamed] == ["Ark2", "Ark1"]


def test_a_wide_table_wants_more_of_its_headers() -> None:
    names = ("Nr", "Aktivitet", "C", "D", "E", "F", "G", "H")
    columns = [SentColumn(name, name.lower(), "text", editable=True) for name in names[1:]]
    columns.insert(0, SentColumn("Nr", "id", "text", editable=False))
    wide = sent_table(columns, [(f"K-{n}", *(f"{name}{n}" for name in names[1:])) for n in (1, 2, 3)])
    rows = [(f"K-{n}", f"Aktivitet{n}") for n in (1, 2, 3)]
    two, three = (found(tab(head, ("tekst",), *rows), sent=(wide,)) for head in (names[:2], names[:3]))
    assert ([spot.header for spot in two], [spot.header for spot in three]) == ([1], [0])


def test_where_no_id_is_left_nothing_is_taken_for_one() -> None:
    spot = one(HEAD[1:], *[row[1:] for row in ROWS])
    assert (spot.id_column, spot.own, spot.columns) == (None, {}, {0: 1, 1: 2, 2: 3, 3: 4})


def test_one_id_is_enough_in_the_first_row_or_the_last() -> None:
    for left in (0, 3):
        rows = [(None, t, r, d, i if n == left else None) for n, (i, t, r, d, _) in enumerate(ROWS)]
        assert one(("Et", "Aktivitet", "Ansvarlig", "Frist", "Kode"), *rows).id_column == 4


SHUFFLED = ("Nr", "Merknad", "Ansvarlig", "Frist", "Hva")


def renamed(*titles: str | None, sent: list[Any] = ROWS) -> int | None:
    """What the last column is taken for, where these stand in it and it is called «Hva»."""
    rows = [(i, m, r, d, title) for (i, _, r, d, m), title in zip(sent, titles, strict=True)]
    (spot,) = found(tab(SHUFFLED, *rows), sent=(table(sent),))
    return spot.columns.get(4)


def test_three_fifths_of_a_column_must_stand_the_first_row_and_the_last_among_them() -> None:
    assert renamed("Begynne", "Fortsette", "Ende", "Endret") == 1
    assert renamed("Begynne", "Endret", "Ende", sent=ROWS[:3]) == 1  # two of three
    assert renamed("Begynne", "Fortsette", "Endret", "Endret") is None
    assert renamed("Begynne", "Fortsette", None, None) is None  # what was emptied does not stand


def test_a_cell_beyond_the_headings_is_loose_down_to_the_last_row_of_its_table() -> None:
    assert one(HEAD, *ROWS[:3], (*ROWS[3], "utenfor")).loose == {5}
    second = table([("K-11", "Mer", "Per", None, None)])
    upper, lower = found(
        tab(HEAD, *ROWS, HEAD, ("K-11", "Mer", "Per", None, None, "utenfor")), sent=(table(), second)
    )
    assert (upper.loose, lower.loose) == (frozenset(), frozenset({5}))


def test_a_value_in_the_one_spelling_and_a_fault_as_it_is() -> None:
    fault = CellError("#N/A")
    assert (canon_value(fault), canon_value(2.0), canon_value("")) == (fault, 2, None)


def test_columns_that_somebody_added_are_their_own_and_those_without_a_heading_loose() -> None:
    spot = one((*HEAD, " Vår  egen\nkolonne "), *[(*row, "ja", "løst") for row in ROWS])
    assert (spot.columns, spot.own, spot.loose) == (WHERE, {5: "Vår egen kolonne"}, frozenset({6}))


def test_under_a_day_or_a_number_as_a_heading_stand_remarks() -> None:
    spot = one((*HEAD, date(2026, 9, 1), 7), *[(*row, "x", "y") for row in ROWS])
    assert (spot.own, spot.loose) == ({}, frozenset({5, 6}))


def test_ids_under_another_heading_are_the_column_with_most_of_them() -> None:
    moved = [(row[0] if n == 0 else None, row[1], row[2], row[3], row[0]) for n, row in enumerate(ROWS)]
    spot = one(("Et", "Aktivitet", "Ansvarlig", "Frist", "Kode"), *moved)
    assert (spot.id_column, spot.columns[4]) == (4, 0)


def test_a_renamed_column_is_known_by_what_stands_in_it() -> None:
    head = ("Nr", "Hva", "Ansvarlig", "Frist", "Merknad")
    assert one(head, *ROWS).columns == WHERE
    three = [(i, t if n < 3 else "Endret", r, d, m) for n, (i, t, r, d, m) in enumerate(ROWS)]
    assert one(head, *three).columns[1] == 1  # three of four
    shuffled = ("Nr", "Merknad", "Ansvarlig", "Frist", "Hva")
    half = [(i, m, r, d, t if n < 2 else "Endret") for n, (i, t, r, d, m) in enumerate(ROWS)]
    spot = one(shuffled, *half)
    assert (spot.columns.get(4), spot.own) == (None, {4: "Hva"})  # half of it is not enough


def test_of_likeness_only_filled_cells_and_rows_that_are_known_count() -> None:
    head = ("Nr", "Aktivitet", "Ansvarlig", "Frist", "Kommentar")
    rows = [*ROWS, ("Ny", "Ukjent", None, None, "Mye"), (None, None, None, None, "Mer")]
    assert one(head, *rows).columns[4] == 4  # «Snart» stands; empty cells say nothing
    wrong = [(i, t, d, r, "Nei" if m else None) for i, t, r, d, m in ROWS]
    assert one(("Nr", "Aktivitet", "Frist", "Ansvarlig", "Kommentar"), *wrong).own == {4: "Kommentar"}


def test_an_emptied_column_under_another_heading_is_known_by_its_place() -> None:
    head = ("Nr", "Aktivitet", "Hvem", "Frist", "Merknad")
    emptied = [(i, t, "Ny person", d, m) for i, t, _, d, m in ROWS]
    assert one(head, *emptied).columns == WHERE  # between the two that stood beside it
    last = [(i, t, r, d, "nytt") for i, t, r, d, _ in ROWS]
    assert one(("Nr", "Aktivitet", "Ansvarlig", "Frist", "Hva"), *last).columns == WHERE
    moved = [(i, t, "ny", m, d) for i, t, _, d, m in ROWS]
    spot = one(("Nr", "Aktivitet", "Hvem", "Merknad", "Frist"), *moved)
    assert spot.own == {2: "Hvem"}  # its neighbour is another


def test_a_cell_with_a_fault_is_no_likeness() -> None:
    fault = CellError("#N/A")
    rows = [(i, fault, t, r, d) for i, t, r, d, _ in ROWS]
    spot = one(("Nr", "Feil", "Aktivitet", "Ansvarlig", "Frist"), *rows)
    assert spot.own == {1: "Feil"}


def test_a_table_of_one_column_is_found_by_its_one_header() -> None:
    single = sent_table(COLUMNS[:1], [("K-01",)], tab="Liste")
    (spot,) = found_tables([tab(("Nr",), ("K-01",))], base(single))
    assert (spot.header, spot.columns) == (0, {0: 0})


def test_a_table_without_rows_is_found_by_its_headers() -> None:
    empty = table([])
    assert [spot.header for spot in found(tab(("Notat",), HEAD), sent=(empty,))] == [1]


def test_where_nothing_names_the_rows_the_columns_are_known_by_header_alone() -> None:
    columns = (
        SentColumn("Sum", "budget", "number", editable=True),
        SentColumn("Frist", "due", "date", editable=True),
    )
    nameless = sent_table(columns, [(5, None)], tab="Sum", kind="lines", new_rows=False)
    (spot,) = found_tables([tab(("Frist", "Sum"), (None, 5))], base(nameless))
    assert (spot.columns, spot.id_column) == ({0: 1, 1: 0}, None)


def test_a_long_text_is_no_header() -> None:
    long = ("Nr " + "x" * 40, "Aktivitet " + "y" * 40, *HEAD[2:])
    assert one(long, *ROWS).columns == WHERE  # by what stands below them
