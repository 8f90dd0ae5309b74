"""From a workbook as it was found to the grids of the recogniser: rows and columns from 1, errors as blanks."""

from tpn.recognise.grid import Grid, MergedBlock, filled
from tpn.spreadsheets.found_book import FoundBook, FoundTab


def grids_of(book: FoundBook) -> tuple[Grid, ...]:
    """The tabs of a workbook; tpn's own hidden tabs (``_…``) are left out."""
    return tuple(_grid(tab) for tab in book.tabs if not (tab.hidden and tab.name.startswith("_")))


def _grid(tab: FoundTab) -> Grid:
    lines = {at: line for at, row in enumerate(tab.rows, 1) if (line := filled(enumerate(row, 1)))}
    spans = tuple(
        MergedBlock(top + 1, left + 1, bottom + 1, right + 1) for top, left, bottom, right in tab.merged
    )
    percents = frozenset(
        (row + 1, column + 1) for (row, column), shown in tab.formats.items() if "%" in shown
    )
    indents = {(row + 1, column + 1): indent for (row, column), indent in tab.indents.items()}
    fills = frozenset((row + 1, column + 1) for row, column in tab.fills)
    marked = fills | {(row + 1, column + 1) for row, column in tab.bold}
    return Grid(tab.name, lines, spans, tab.hidden, percents, fills, marked, indents)
