"""The hidden tab remembers what was sent, and no office program can spoil it unseen."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.sheets.laid import laid, read_back
from tests.sheets.sent_values import sent_values
from tpn.sheets.sent_copy import BASE_TAB, Base, SentColumn, SentTable, base_tab, read_base
from tpn.spreadsheets.book import Book
from tpn.spreadsheets.found_book import FoundBook, FoundTab
from tpn.views.rows import Scope

SENT = datetime.fromisoformat("2026-10-01T08:00:00")
TABLE = SentTable(
    "Oppstart",
    "activities",
    Scope(service="barnehage"),
    new_rows=True,
    columns=(
        SentColumn("Frist", "due", "date", editable=True),
        SentColumn("Merknad", "note", "text", editable=True),
    ),
    keys=("K-01", "K-02"),
    addresses=("K-01", "K-02"),
    values=((date(2026, 10, 5), None), ("å " * 40_000, "2026-10-05")),
    shown=({}, {"2026-10-05": "05.10."}),
)
BASE = Base("halden", "halden", "nb", SENT, "kari", "2026-10-oktober", "Gjennomgått", (TABLE,))


def found(base: Base) -> FoundBook:
    tab = base_tab(base)
    rows = tuple(tuple(cell.value for cell in row) for row in tab.rows)
    return FoundBook("ark.xlsx", "xlsx", (FoundTab(BASE_TAB, rows, hidden=True),))


def test_what_was_sent_is_read_again() -> None:
    assert read_base(found(BASE)) == BASE


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_what_was_sent_survives_the_file(form: str, tmp_path: Path) -> None:
    assert read_base(read_back(Book((base_tab(BASE),)), form, tmp_path)) == BASE


def test_no_cell_of_it_is_longer_than_a_cell_may_be() -> None:
    assert max(len(str(cell.value)) for row in base_tab(BASE).rows for cell in row) < 32_767


def test_a_damaged_one_is_none() -> None:
    book = found(BASE)
    rows = tuple((row[0], str(row[1])[:-9]) if row[0] == "base" else row for row in book.tabs[0].rows)
    assert read_base(replace(book, tabs=(replace(book.tabs[0], rows=rows),))) is None
    assert read_base(replace(book, tabs=())) is None


def test_a_cell_that_says_another_than_the_value_is_remembered_too() -> None:
    assert TABLE.cell(1, 1) == ("2026-10-05", "05.10.")
    assert TABLE.cell(0, 0) == (date(2026, 10, 5), date(2026, 10, 5))


def test_every_address_and_field_of_a_workbook_is_in_its_base(halden: Path) -> None:
    book, base = laid(halden, "halden")
    addresses = {address for address, _, _ in sent_values(base)}
    assert {"K-01", "A-09", "R-01", "B-01"} <= addresses
    assert [tab.name for tab in book.tabs][-1] == BASE_TAB
    sent = {(address, field): cell for address, field, cell in sent_values(base)}
    assert sent["K-01", "status"] == ("done", "Ferdig")
    assert sent["K-01", "responsible"] == (("kari", "ola"), "Kari Holm, Ola Nordmann")
