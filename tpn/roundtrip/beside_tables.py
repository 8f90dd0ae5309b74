"""What somebody wrote in a workbook of ours outside the rows of its tables: it is no record, and is told."""

from collections.abc import Iterator, Sequence

from tpn.model.canon import canon
from tpn.problems import CellPlace, Problem
from tpn.roundtrip.find_tables import PlacedTable
from tpn.sheets.grey_cells import as_shown
from tpn.sheets.sent_copy import Base, mark_of
from tpn.spreadsheets.found_book import FoundTab, Value, cell_name

_FEW = 3
"""So many cells of a tab that was not sent are told one by one; more are told as the tab."""

Beside = tuple[int, int, Value]
"""Row, column and value of a cell that nobody was sent."""


def beside_tables(
    tabs: Sequence[FoundTab], spots: Sequence[PlacedTable], base: Base, file: str
) -> Iterator[Problem]:
    """The cells that the workbook did not say itself and no table takes up; of an older sheet nobody can tell."""
    if not base.own:
        return
    for tab in tabs:
        if tab.hidden:
            continue
        there = [spot for spot in spots if spot.tab is tab]
        found = list(_written(tab, there, base))
        if not there and len(found) > _FEW and tab.name not in {one.tab for one in base.tables}:
            yield Problem(
                "sheet-tab-left", CellPlace(file, tab.name, "A1"), {"tab": tab.name, "n": len(found)}
            )
            continue
        for row, column, value in found:
            place = CellPlace(file, tab.name, cell_name(row, column))
            yield Problem("sheet-remark", place, {"value": as_shown(value)})


def _written(tab: FoundTab, spots: Sequence[PlacedTable], base: Base) -> Iterator[Beside]:
    taken = {
        row for spot in spots if spot.sent.identity is not None for row in range(spot.header, spot.last + 1)
    }
    told = {
        mark_of(spot.sent.cell(row, column).cell)
        for spot in spots
        if spot.sent.identity is None
        for row in range(len(spot.sent.keys))
        for column in range(len(spot.sent.columns))
    }
    known = base.own | told
    for row, values in enumerate(tab.rows):
        if row in taken or _ticks(values, base):
            continue
        for column, value in enumerate(values):
            if value is not None and as_shown(value) and mark_of(value) not in known:
                yield row, column, value


def _ticks(values: Sequence[Value], base: Base) -> bool:
    """Whether it is the row in which somebody says that they have looked through the sheet."""
    return bool(base.reviewed) and canon(base.reviewed) in map(
        canon, (v for v in values if isinstance(v, str))
    )
