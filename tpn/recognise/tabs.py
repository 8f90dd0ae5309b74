"""From a workbook as it was found to the grids of the recogniser: rows and columns from 1, errors apart."""

from tpn.recognise.grid import Grid, MergedBlock, Value, filled
from tpn.spreadsheets.found_book import CellError, FoundBook, FoundTab


def grids_of(book: FoundBook) -> tuple[Grid, ...]:
    """The tabs of a workbook; tpn's own hidden tabs (``_…``) are left out."""
    return tuple(_grid(tab) for tab in book.tabs if not (tab.hidden and tab.name.startswith("_")))


def _grid(tab: FoundTab) -> Grid:
    lines = {at: line for at, row in enumerate(tab.rows, 1) if (line := filled(enumerate(row, 1)))}
    lines = _as_shown(lines, tab)
    spans = tuple(
        MergedBlock(top + 1, left + 1, bottom + 1, right + 1) for top, left, bottom, right in tab.merged
    )
    percents = frozenset(
        (row + 1, column + 1) for (row, column), shown in tab.formats.items() if "%" in shown
    )
    indents = {(row + 1, column + 1): indent for (row, column), indent in tab.indents.items()}
    fills = frozenset((row + 1, column + 1) for row, column in tab.fills)
    marked = fills | {(row + 1, column + 1) for row, column in tab.bold}
    return Grid(
        tab.name, lines, spans, tab.hidden, percents, fills, marked, indents,
        errors={(row, column): cell.code for row, cells in enumerate(tab.rows, 1)
                for column, cell in enumerate(cells, 1) if isinstance(cell, CellError)},
        notes={(row + 1, column + 1): text for (row, column), text in tab.notes.items()},
        colours={(row + 1, column + 1): colour for (row, column), colour in tab.fills.items()},
        struck=frozenset((row + 1, column + 1) for row, column in tab.struck),
        hidden_rows=frozenset(row + 1 for row in tab.hidden_rows),
        hidden_columns=frozenset(column + 1 for column in tab.hidden_columns),
    )  # fmt: skip


def _as_shown(lines: dict[int, dict[int, Value]], tab: FoundTab) -> dict[int, dict[int, Value]]:
    """Numbers that a format shows with leading zeros (``0000``) are the texts that people see."""
    for (row, column), form in tab.formats.items():
        value = lines.get(row + 1, {}).get(column + 1)
        if (
            form
            and not form.strip("0")
            and len(form) > 1
            and isinstance(value, int)
            and not isinstance(value, bool)
        ):
            lines[row + 1][column + 1] = f"{value:0{len(form)}d}"
    return lines
