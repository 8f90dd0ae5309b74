"""Text that was written with a table's name comes home too: each table of each style as csv, untouched and changed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.sheets.cells_changed import Spot, another, spots, with_cells
from tests.sheets.laid import laid
from tests.sheets.test_sheets_come_home import REASONABLE, said_of, session_of
from tpn.actions.homes import Homes
from tpn.actions.import_result import ReturnedFile
from tpn.actions.import_sheets import SheetImport
from tpn.actions.session import Session
from tpn.sheets.sent_copy import SentTable
from tpn.spreadsheets.csv_file import dumps, read
from tpn.spreadsheets.found_book import FoundBook
from tpn.texts import decimal

HALDEN = ROOT / "examples" / "halden"
STYLES = ("halden", "steps")
"""Text has no base of its own: which style it was is found anew for each table, so two of them are enough."""


def written(style: str, folder: Path) -> Iterator[tuple[str, FoundBook]]:
    """Each table of a style as the reader gives its text back, under the name of its tab."""
    book, _ = laid(HALDEN, style)
    for name, data in dumps(book):
        path = folder / f"ark-{name}.csv"
        path.write_bytes(data)
        yield name, read(path)


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("style", STYLES)
def test_a_table_as_text_is_silent_untouched_and_each_white_column_is_an_outcome(
    style: str, tmp_path: Path
) -> None:
    session = session_of(HALDEN)
    homes = Homes(session)
    for name, book in written(style, tmp_path):
        home = homes.home(book, book.file)
        if home is None:
            continue  # read as a sheet of others: by its numbers and headings
        made = SheetImport(session).bring([home])
        assert (made.outcomes, made.problems) == ([], []), name
        _changed(session, home, name)


def _changed(session: Session, home: ReturnedFile, name: str) -> None:
    """One white cell of every column is said once: taken, or asked about, for text has no base."""
    book, base = home.book, home.base
    named = replace(book, tabs=tuple(replace(tab, name=name) for tab in book.tabs))
    for table in base.tables:
        if table.tab != name or not table.keys or not _stands(named, table):
            continue
        first: dict[str, tuple[Spot, object]] = {}
        for spot in spots(named, table):
            stands = named.tabs[0].value(spot.row, spot.column)
            value = another(session.project, base, spot, table.kind, stands) if spot.open else None
            if value is not None and spot.field not in first:
                first[spot.field] = (spot, _as_text(value))
        changed = with_cells(book, dict(first.values()))
        made = SheetImport(session).bring([replace(home, book=changed)])
        for spot, value in first.values():
            said = said_of(made, spot, book.tabs[0].name)
            assert len(said) == 1, (name, spot, value, said)
            assert said[0] in {"take", "conflict", *REASONABLE}, (name, spot, value, said)


def _stands(book: FoundBook, table: SentTable) -> bool:
    heads = {column.header for column in table.columns}
    return any(heads <= {str(value) for value in row} for row in book.tabs[0].rows)


def _as_text(value: object) -> object:
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return decimal(value, "nb") if isinstance(value, float) else str(value)


def test_steps_of_one_service_are_never_taken_for_those_of_another_whatever_the_file_is_called(
    tmp_path: Path,
) -> None:
    session = session_of(HALDEN)
    homes = Homes(session)
    tables = [(name, data) for name, data in dumps(laid(HALDEN, "steps")[0]) if b"S01" in data]
    assert len(tables) > 1
    for _, data in tables[:3]:
        path = tmp_path / "liste.csv"
        path.write_bytes(data)
        home = homes.home(read(path), "liste.csv")
        assert home is not None
        made = SheetImport(session).bring([home])
        assert (made.outcomes, made.problems) == ([], [])
