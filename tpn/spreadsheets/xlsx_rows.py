"""The rows of a tab as the XML of an .xlsx, written whole.

XlsxWriter takes some fifteen calls for each cell, and a follow-up sheet has a hundred thousand: here a row is one
text. The library still writes all that surrounds the rows.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

from tpn.spreadsheets.book import EMPTY, Cell, Content, Tab
from tpn.spreadsheets.cell_style import DATES, CellStyle, RowDresses, clean, dress
from tpn.spreadsheets.found_book import Spot, column_name

FIRST_DAY = date(1900, 3, 1)
"""Earlier days have no serial number that all programs agree on."""
_EPOCH = date(1899, 12, 30)
_DAY = 86_400

Style = Callable[[CellStyle, bool], int]
Shared = Callable[[str], int]


def rows_xml(
    tab: Tab, heights: Mapping[int, float], usual_height: float, style: Style, shared: Shared
) -> str:
    """All rows of a tab, the spare ones with them; ``style`` numbers a dress, ``shared`` a text."""
    writer = _XlsxRows(tab, style, shared)
    out = []
    first = len(tab.rows) + tab.spare
    for row in range(first + len(tab.sums)):
        height = heights.get(row, usual_height)
        fixed = ' customHeight="1"' if row in tab.heights else ""
        cells = tab.rows[row] if row < len(tab.rows) else tab.sums[row - first] if row >= first else ()
        out.append(f'<row r="{row + 1}" ht="{height:g}"{fixed}>{writer.cells(row, cells)}</row>')
    return "".join(out)


class _XlsxRows:
    """What holds for all rows of a tab while they are written."""

    def __init__(self, tab: Tab, style: Style, shared: Shared) -> None:
        self._dresses = RowDresses(tab)
        self._style = style
        self._shared = shared
        self._letters = tuple(column_name(column) for column in range(tab.width))
        self._needed = _needed(tab)
        self._covering = _covering(tab)
        self._known: dict[int, tuple[int, ...]] = {}

    def cells(self, row: int, cells: tuple[Cell, ...]) -> str:
        """The cells of a row as text."""
        usual = self._dresses.of(row)
        styles, letters, number, inside = self._styles(usual), self._letters, row + 1, []
        plain = not self._covering
        for column, cell in enumerate(cells):
            look, value = styles[column], cell.value
            if cell.look is not None and cell.formula:
                own, said = self._own(row, column, cell, usual[column]), escape(clean(cell.formula))
                inside.append(f'<c r="{letters[column]}{number}" s="{own}"><f>{said}</f></c>')
                continue
            if not plain or cell.look is not None or cell.kind is not None or cell.editable is not None:
                look = self._own(row, column, cell, usual[column])
            elif isinstance(value, date) and (value.__class__ is datetime or usual[column].kind not in DATES):
                look = self._style(dress(cell, usual[column]), value.__class__ is datetime)
            inside.append(f'<c r="{letters[column]}{number}" s="{look}"{self._value(value)}')
        for column in range(len(cells), self._needed):
            look = styles[column] if plain else self._own(row, column, EMPTY, usual[column])
            inside.append(f'<c r="{letters[column]}{number}" s="{look}"/>')
        return "".join(inside)

    def _styles(self, usual: tuple[CellStyle, ...]) -> tuple[int, ...]:
        key = id(usual)
        if key not in self._known:
            self._known[key] = tuple(self._style(worn, False) for worn in usual)  # noqa: FBT003 - no moment
        return self._known[key]

    def _own(self, row: int, column: int, cell: Cell, usual: CellStyle) -> int:
        """The style of a cell that says something for itself, or lies under one that spans it."""
        over = self._covering.get((row, column))
        if over is not None:
            at, spanning = over
            return self._style(dress(spanning, self._dresses.of(at[0])[at[1]]), False)  # noqa: FBT003
        return self._style(dress(cell, usual), type(cell.value) is datetime)

    def _value(self, value: Content) -> str:
        """The end of a cell: its kind and its value."""
        if value is None or value == "":
            return "/>"
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, bool):
            return f' t="b"><v>{int(value)}</v></c>'
        if isinstance(value, date):
            number = serial(value)
            return self._text(value.isoformat()) if number is None else f"><v>{number}</v></c>"
        return f"><v>{value!r}</v></c>"

    def _text(self, text: str) -> str:
        said = clean(text)
        if not said:
            return "/>"
        if said.startswith("<r>") and said.endswith("</r>"):
            said = f"{said} "  # the library takes such a text for markup
        return f' t="s"><v>{self._shared(said)}</v></c>'


def serial(value: date) -> str | None:
    """A day as sheets count it, with the time as a fraction; None before the first that programs agree on."""
    day = value.date() if isinstance(value, datetime) else value
    if day < FIRST_DAY:
        return None
    number = (day - _EPOCH).days
    if not isinstance(value, datetime):
        return str(number)
    seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    return f"{number + seconds / _DAY:.15g}" if seconds else str(number)


def _needed(tab: Tab) -> int:
    """How many columns have cells in every row: empty ones at the end are left to their column."""
    bare = [at for at, column in enumerate(tab.columns) if column.bare]
    return min(bare, default=tab.width)


def _covering(tab: Tab) -> Mapping[Spot, tuple[Spot, Cell]]:
    """The places under cells that span several, and which cell that is."""
    found: dict[Spot, tuple[Spot, Cell]] = {}
    for at, cell in spanning(tab):
        for row in range(at[0], at[0] + cell.span[0]):
            for column in range(at[1], at[1] + cell.span[1]):
                if (row, column) != at:
                    found[row, column] = (at, cell)
    return found


def spanning(tab: Tab) -> Iterator[tuple[Spot, Cell]]:
    """The cells that span several places."""
    for row, cells in enumerate(tab.rows):
        for column, cell in enumerate(cells):
            if cell.span != (1, 1):
                yield (row, column), cell


def noted(tab: Tab) -> Iterator[tuple[Spot, Cell]]:
    """The cells with a note."""
    for row, cells in enumerate(tab.rows):
        for column, cell in enumerate(cells):
            if cell.note:
                yield (row, column), cell


def last_place(tab: Tab) -> Any:
    """The last row and column that are written."""
    return max(len(tab.rows) + tab.spare + len(tab.sums) - 1, 0), max(tab.width - 1, 0)
