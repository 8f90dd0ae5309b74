"""What was read from a spreadsheet of any format, as it stands there: values and what surrounds them.

Rows and columns are counted from 0 and begin at A1, whatever part of the sheet is used; ``cell_name`` gives
the name that people see. Rows are cut after their last value, and the tab after its last row with one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from tpn.source.clean import MOST_LETTERS, cleaned, is_clean, odd_characters

Format = Literal["xlsx", "xls", "ods", "csv"]


class CellError(NamedTuple):
    """A cell whose value cannot be had: an error (``#N/A``) or a formula that was never worked out."""

    code: str


UNCOMPUTED = "#UNCOMPUTED"
TOO_LONG = "#TOO-LONG"
"""Of a cell with more letters than any spreadsheet program lets one write: made by hand, and not taken in."""

Value = str | int | float | bool | date | datetime | time | timedelta | CellError | None
Spot = tuple[int, int]
"""Row and column of a cell."""


class CellRange(NamedTuple):
    """A rectangle of cells, all four sides belonging to it."""

    top: int
    left: int
    bottom: int
    right: int


class NamedTable(NamedTuple):
    """A table that the workbook itself declares (Excel's *table*), its header row included."""

    name: str
    span: CellRange


class ChoiceList(NamedTuple):
    """A drop-down: where it is offered, and its words (where they stand in the rule itself or in cells)."""

    span: CellRange
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundTab:
    """One tab. The fields after ``hidden`` are filled where ``FoundBook.structure`` is true, ``merged`` always."""

    name: str
    rows: tuple[tuple[Value, ...], ...] = ()
    hidden: bool = False
    merged: tuple[CellRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    tables: tuple[NamedTable, ...] = ()
    lists: tuple[ChoiceList, ...] = ()
    notes: Mapping[Spot, str] = field(default_factory=dict)
    fills: Mapping[Spot, str] = field(default_factory=dict)
    """Fill colours (``RRGGBB``) of cells that have one other than white."""
    bold: frozenset[Spot] = frozenset()
    formats: Mapping[Spot, str] = field(default_factory=dict)
    """Number formats of cells with a number, where they are not the general one."""
    indents: Mapping[Spot, int] = field(default_factory=dict)
    struck: frozenset[Spot] = frozenset()
    formulas: Mapping[Spot, str] = field(default_factory=dict)
    """Formulas of cells as an .xlsx says them, without the sign before."""

    def value(self, row: int, column: int) -> Value:
        """The value at a place; None outside what is used."""
        if not (0 <= row < len(self.rows) and 0 <= column < len(self.rows[row])):
            return None
        return self.rows[row][column]


@dataclass(frozen=True, slots=True)
class FoundBook:
    """A workbook as found. ``doubts`` names what the reader is not sure of (see ``DOUBTS``)."""

    file: str
    format: Format
    tabs: tuple[FoundTab, ...]
    structure: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)
    """The document's own custom properties."""
    doubts: tuple[str, ...] = ()
    cleaned: tuple[tuple[str, str], ...] = ()
    """Cells (tab, name) that held control characters, which have been taken away."""


DOUBTS = (
    "values-only",  # notes, colours and hidden rows could not be read
    "encoding-guessed",  # a text file in no stated encoding
)


def without_odd(book: FoundBook) -> FoundBook:
    """The book with every text cleaned, and the cells that needed it."""
    cells: list[tuple[str, str]] = []
    tabs = tuple(_clean_tab(tab, cells) for tab in book.tabs)
    return replace(book, tabs=tabs, cleaned=tuple(cells)) if tabs != book.tabs else book


def _clean_tab(tab: FoundTab, cells: list[tuple[str, str]]) -> FoundTab:
    said = (value for row in tab.rows for value in row if isinstance(value, str))
    if all(len(value) <= MOST_LETTERS and is_clean(value) for value in said) and is_clean(tab.name):
        return tab
    name = cleaned(tab.name)
    rows = []
    for at, row in enumerate(tab.rows):
        texts = [_clean(value) if isinstance(value, str) else value for value in row]
        cells += [
            (name, cell_name(at, column))
            for column, value in enumerate(row)
            if isinstance(value, str) and len(value) <= MOST_LETTERS and odd_characters(value)
        ]
        rows.append(tuple(texts))
    return replace(tab, name=name, rows=tuple(rows))


def _clean(text: str) -> Value:
    return CellError(TOO_LONG) if len(text) > MOST_LETTERS else cleaned(text) or None


def column_name(column: int) -> str:
    """The letters of a column: 0 is ``A``, 27 is ``AB``."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The name of a cell: (13, 3) is ``D14``."""
    return f"{column_name(column)}{row + 1}"


_NAME = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]*)")


def spot(name: str) -> Spot | None:
    """Row and column of a cell's name (``D14``, ``$D$14``); None when it is no such name."""
    match = _NAME.fullmatch(name)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def span(name: str) -> CellRange | None:
    """The rectangle of a range's name (``A1:C4``, ``B2``); None when it is no such name."""
    first, _, last = name.partition(":")
    top, bottom = spot(first), spot(last or first)
    return CellRange(*top, *bottom) if top and bottom else None


_DIGITS = 15


def tidy(value: Value) -> Value:
    """One spelling of what libraries give: 3.0 is 3, a date-time at midnight is a date, empty is None.

    Floats are rounded to 15 digits, as the office programs show them: 5.6000000000000005 is 5.6.
    """
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n") or None
    if isinstance(value, datetime):
        value = _to_second(value.replace(tzinfo=None))
        return value.date() if value.time() == time() else value
    return value


def _number(value: float) -> Value:
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - not a number differs from itself
        return CellError("#NUM!")
    rounded = float(f"{value:.{_DIGITS}g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 10**_DIGITS else rounded


def _to_second(value: datetime) -> datetime:
    """Serial numbers carry times with a little noise; a sheet shows whole seconds."""
    try:
        return (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    except OverflowError:
        return value.replace(microsecond=0)


MOST_PLACES = 4_000_000
"""The most places a tab may have from A1 to its last values; real follow-up sheets have some hundred thousand."""


class TooLarge(Exception):
    """The values lie over more places than a sheet for people has."""


class Encrypted(Exception):
    """The workbook asks for a password."""


def dense(cells: Mapping[int, Mapping[int, Value]]) -> tuple[tuple[Value, ...], ...]:
    """Rows from values by row and column, cut after the last value of a row and after the last row with one.

    Raises:
        TooLarge: the values lie too far apart to lay them out.
    """
    filled = {row: used for row, by_column in cells.items() if (used := _used(by_column))}
    height = max(filled, default=-1) + 1
    if height + sum(max(used) + 1 for used in filled.values()) > MOST_PLACES:
        raise TooLarge
    return tuple(_row(filled[row]) if row in filled else () for row in range(height))


def _used(by_column: Mapping[int, Value]) -> dict[int, Value]:
    return {column: value for column, value in by_column.items() if value is not None}


def _row(used: Mapping[int, Value]) -> tuple[Value, ...]:
    return tuple(map(used.get, range(max(used) + 1)))


def trimmed(rows: list[list[Value]]) -> tuple[tuple[Value, ...], ...]:
    """Full rows without the empty cells to the right and the empty rows at the end."""
    return dense({number: dict(enumerate(row)) for number, row in enumerate(rows)})
