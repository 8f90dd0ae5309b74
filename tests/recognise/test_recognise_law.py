"""The law of foreign sheets, counted again: every filled cell is in a record, a heading, or named as left out.

Nothing is two of these, and nothing stands in a record that does not stand in its row.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.recognise.foreign_files import FILES
from tpn.problems import CellPlace
from tpn.recognise.grid import Grid
from tpn.recognise.recognise import recognise
from tpn.recognise.tables import FoundRecord, Reading
from tpn.recognise.tabs import grids_of
from tpn.recognise.words import load_words
from tpn.spreadsheets.by_format import READERS
from tpn.spreadsheets.first_look import FileLook, first_look

Cells = set[tuple[int, int]]


def filled(grid: Grid) -> Cells:
    return {(row, column) for row, line in grid.lines.items() for column in line}


def named(reading: Reading, grid: Grid) -> Iterator[tuple[str, Cells]]:
    """What the reading says of a tab: each table's headings and records, each part that is left out, with its cells."""
    cells = filled(grid)
    for table in reading.tables:
        if table.sheet == grid.name:
            heads = {*table.header_rows, *table.sections}
            yield "heading", {at for at in cells if at[0] in heads}
            rows = {row for record in table.records for row in (record.rows or (record.row,))}
            columns = {
                at
                for column in table.columns
                for at in range(column.column, max(column.column, column.last) + 1)
            }
            yield "record", {at for at in cells if at[0] in rows and at[1] in columns}
    for part in reading.left_out:
        if part.sheet != grid.name:
            continue
        if part.row is None:
            yield part.why, cells
            continue
        rows = set(
            range(
                part.row, (part.last or (grid.last_row if part.column and not part.until else part.row)) + 1
            )
        )
        first, last = part.column or 1, part.until or 10**6
        yield part.why, {at for at in cells if at[0] in rows and first <= at[1] <= last}


def unaccounted(reading: Reading, grids: tuple[Grid, ...]) -> dict[str, Cells]:
    found = {}
    for grid in grids:
        rest = filled(grid)
        for _, cells in named(reading, grid):
            rest -= cells
        if rest:
            found[grid.name] = rest
    return found


def twice(reading: Reading, grids: tuple[Grid, ...]) -> list[tuple[str, int]]:
    """Rows that are a record and named as left out as a whole."""
    found = []
    for grid in grids:
        read = {
            row
            for table in reading.tables
            if table.sheet == grid.name
            for record in table.records
            for row in (record.rows or (record.row,))
        }
        for part in reading.left_out:
            if part.sheet == grid.name and part.row is not None and part.column is None:
                found += [
                    (grid.name, row) for row in range(part.row, (part.last or part.row) + 1) if row in read
                ]
    return found


def strangers(record: FoundRecord, grid: Grid, rows: set[int]) -> list[str]:
    """Texts of a record that stand in none of its rows, nor in a group above it."""
    own = " ".join(str(value) for row in rows for value in grid.line(row).values())
    above = " ".join(
        str(value) for row, line in grid.lines.items() if row <= max(rows) for value in line.values()
    )
    said = [
        value
        for value in (record.values.get("title"), record.values.get("text"), record.values.get("name"))
        if value
    ]
    return [text for text in map(str, said) if text.split("\n")[0].strip() not in own and text not in above]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_of_a_foreign_file_is_lost_or_said_twice(path: Path) -> None:
    look = first_look(path, path.name)
    assert isinstance(look, FileLook)
    grids = grids_of(READERS[look.format](path))
    reading = recognise(grids, load_words(), file=path.name, today=date(2026, 10, 5))
    assert unaccounted(reading, grids) == {}
    assert twice(reading, grids) == []
    by_name = {grid.name: grid for grid in grids}
    for table in reading.tables:
        for record in table.records:
            assert strangers(record, by_name[table.sheet], {*(record.rows or (record.row,))}) == []
    cells = {one.place.cell for one in reading.problems if isinstance(one.place, CellPlace)}
    assert all(cells)


WORDS = st.sampled_from([
    "Aktivitet", "Ansvarlig", "Frist", "Status", "Nr", "Start", "Risiko", "Krav", "Sum", "Fase 1 Oppstart", "Kari",
    "Ola",
    "Pågår", "Ferdig", "uke 42", "15.10.2026", "1.1", "<Skriv her>", "-", "Merknad", "Milepæl", "Forklaring",
    "Signatur",
    "Notat om noe lengre som ingen leser", "x", "12", "1 200 kr", "Dato", "Navn", "Beskrivelse", "Tittel",
])  # fmt: skip
CELL = st.one_of(
    st.none(), WORDS, st.integers(0, 50_000), st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.booleans()
)
HEADS = st.lists(
    st.sampled_from(["Aktivitet", "Ansvarlig", "Frist", "Start", "Nr", "Status", "Timer", "Avd",
                     "Merknad", "Risiko", "S", "K"]),
    min_size=2, max_size=8, unique=True,
)  # fmt: skip


@given(
    st.lists(st.lists(CELL, max_size=4), max_size=3), HEADS, st.lists(st.lists(CELL, max_size=10), max_size=14),
)  # fmt: skip
@settings(max_examples=150)
def test_nothing_of_any_sheet_is_lost_or_said_twice(
    above: list[list[object]], heads: list[str], below: list[list[object]]
) -> None:
    grid = Grid.of("Ark1", [*above, heads, *below])
    reading = recognise([grid], load_words(), file="ark.xlsx", today=date(2026, 10, 5))
    assert unaccounted(reading, (grid,)) == {}
    assert twice(reading, (grid,)) == []
