"""What somebody wrote outside the rows of the tables: told cell by cell or as a tab, but for what the sheet says."""

from dataclasses import replace
from typing import Any

from tests.roundtrip.sent_tables import HEAD, ROWS, base, sent_table, table
from tpn.roundtrip.beside_tables import beside_tables
from tpn.roundtrip.find_tables import found_tables
from tpn.sheets.sent_copy import Base, SentColumn, mark_of
from tpn.spreadsheets.found_book import FoundTab

OWN = frozenset({mark_of("Oppstart"), mark_of("Nr")})


def tab(*rows: Any, name: str = "Plan", hidden: bool = False) -> FoundTab:
    return FoundTab(name, tuple(map(tuple, rows)), hidden)


def told(*tabs: FoundTab, sent: Base | None = None) -> list[tuple[str, str, object]]:
    of = sent or replace(base(), own=OWN)
    found: list[Any] = list(beside_tables(tabs, found_tables(tabs, of), of, "a.xlsx"))
    return [
        (one.slug, f"{one.place.tab}!{one.place.cell}", one.facts.get("value", one.facts.get("n")))
        for one in found
    ]


def test_what_stands_above_and_below_a_table_is_told_with_its_cell() -> None:
    rows = (("Oppstart", None, " Ring  Per "), HEAD, *ROWS, (), (None, "Husk møtet"))
    assert told(tab(*rows)) == [
        ("sheet-remark", "Plan!C1", "Ring Per"),
    ]  # what stands below in the columns of the table is a row of it


def test_what_the_workbook_says_itself_is_no_remark_however_it_is_written() -> None:
    assert told(tab(("OPPSTART ", "nr"), HEAD, *ROWS)) == []
    assert [one[0] for one in told(tab(("Oppstart!",), HEAD, *ROWS))] == ["sheet-remark"]


def test_a_tab_of_their_own_is_told_as_a_tab_where_it_has_more_than_three_cells() -> None:
    plan = tab(HEAD, *ROWS)
    three = told(plan, tab(("A", "B"), ("C",), name="Mine"))
    assert [slug for slug, *_ in three] == ["sheet-remark"] * 3
    assert told(plan, tab(("A", "B"), ("C", "D"), name="Mine")) == [("sheet-tab-left", "Mine!A1", 4)]


def test_in_a_tab_that_was_sent_each_cell_is_told_though_its_table_is_gone() -> None:
    found = told(tab(("A", "B"), ("C", "D")))
    assert [slug for slug, *_ in found] == ["sheet-remark"] * 4


def test_hidden_tabs_and_sheets_from_before_tell_nothing() -> None:
    remark = tab(("Hei",), HEAD, *ROWS)
    assert told(replace(remark, hidden=True)) == []
    assert told(remark, sent=base()) == []


def test_the_row_that_says_looked_through_is_none() -> None:
    sent = replace(base(), own=OWN, reviewed="Sett gjennom")
    assert told(tab(("sett gjennom".title(), "x"), HEAD, *ROWS), sent=sent) != []
    assert told(tab(("Sett gjennom", "x"), HEAD, *ROWS), sent=sent) == []


def test_a_table_that_only_tells_is_known_by_what_it_said() -> None:
    columns = (
        SentColumn("Sum", "budget", "number", editable=True),
        SentColumn("Post", "item", "text", editable=True),
    )
    telling = sent_table(columns, [(5, "Lisens")], tab="Sum", kind="lines", new_rows=False)
    sent = replace(base(telling, table()), own=OWN | {mark_of("Sum"), mark_of("Post")})
    found = told(tab(("Sum", "Post"), (5.0, "lisens"), (7, "Ny"), name="Sum"), tab(HEAD, *ROWS), sent=sent)
    assert [value for *_, value in found] == ["7", "Ny"]
