"""Reading .xlsx and .xlsm with what surrounds the values: merged cells, fills, notes, hidden rows, tables.

openpyxl reads; it never saves a file of a user. Only the guard's child process calls this on foreign files.
"""

import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.datetime import from_ISO8601
from openpyxl.worksheet.merge import MergedCellRange

from tpn.spreadsheets.colours import Colours
from tpn.spreadsheets.found_book import (
    UNCOMPUTED,
    CellError,
    CellRange,
    ChoiceList,
    FoundBook,
    FoundTab,
    NamedTable,
    Spot,
    Value,
    dense,
    span,
    spot,
    tidy,
)
from tpn.spreadsheets.package import transitional, uncomputed
from tpn.spreadsheets.xlsx_formulas import formulas

GENERAL = "General"


def read(path: Path) -> FoundBook:
    """The workbook with its structure; formulas come as the values that were saved with them.

    Raises whatever openpyxl raises on a broken package.
    """
    with warnings.catch_warnings(), _no_borders_drawn():
        warnings.simplefilter("ignore")
        reader = ExcelReader(transitional(path), data_only=True, keep_links=False)
        reader.read()
    book: Any = reader.wb
    if not book.worksheets:
        raise ValueError("no worksheets")
    colours = Colours(book.loaded_theme)
    parts = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
    sheets = {sheet.title: parts[sheet.title] for sheet in book.worksheets}
    alone, worked = uncomputed(path, sheets), formulas(path, sheets)
    tabs = tuple(
        replace(_tab(sheet, colours, alone[sheet.title]), formulas=_by_spot(worked[sheet.title]))
        for sheet in book.worksheets
    )
    by_name = {tab.name: tab for tab in tabs}
    return FoundBook(
        file=path.name,
        format="xlsx",
        tabs=tuple(
            replace(tab, lists=_lists(sheet, tab, by_name))
            for sheet, tab in zip(book.worksheets, tabs, strict=True)
        ),
        structure=True,
        properties={prop.name: str(prop.value) for prop in book.custom_doc_props.props},
    )


def _by_spot(said: Mapping[str, str]) -> dict[Spot, str]:
    return {place: text for name, text in said.items() if (place := spot(name))}


@contextmanager
def _no_borders_drawn() -> Iterator[None]:
    """Merged cells are read without the borders that openpyxl draws anew around them, to be saved.

    Nobody looks at them here, and they took half of the time.
    """
    drawn = MergedCellRange.format
    MergedCellRange.format = lambda _: None  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        MergedCellRange.format = drawn  # type: ignore[method-assign]


def _tab(sheet: Any, colours: Colours, alone: frozenset[str]) -> FoundTab:
    cells: dict[int, dict[int, Value]] = defaultdict(dict)
    notes: dict[Spot, str] = {}
    dress = _Dress(colours)
    for cell in sheet._cells.values():  # noqa: SLF001 - iterating rows would make every empty cell between
        place = (cell.row - 1, cell.column - 1)
        value = CellError(UNCOMPUTED) if alone and cell.coordinate in alone else _value(cell)
        if value is not None:
            cells[place[0]][place[1]] = value
        if cell.comment:
            notes[place] = _own_words(str(cell.comment.text))
        if cell.has_style:
            dress.add(place, cell, value)
    return FoundTab(
        name=sheet.title,
        rows=dense(cells),
        hidden=sheet.sheet_state != "visible",
        merged=tuple(sorted(_span(merged) for merged in sheet.merged_cells.ranges)),
        hidden_rows=frozenset(number - 1 for number, row in sheet.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(_hidden_columns(sheet)),
        tables=tuple(
            NamedTable(table.displayName, found)
            for table in sheet.tables.values()
            if (found := span(table.ref))
        ),
        notes=notes,
        fills=dress.fills,
        bold=frozenset(dress.bold),
        formats=dress.formats,
        indents=dress.indents,
        struck=frozenset(dress.struck),
    )


def _value(cell: Any) -> Value:
    if cell.data_type == "e":
        return CellError(str(cell.value))
    value = cell.value
    if cell.data_type == "d" and isinstance(value, str):
        value = from_ISO8601(value)  # type: ignore[no-untyped-call]
    return tidy(_ESCAPED.sub(_control, value) if isinstance(value, str) else value)


def _own_words(comment: str) -> str:
    """A comment without what Excel itself writes before a thread, in whatever language."""
    return _THREADED.sub("", comment)


_THREADED = re.compile(r"\A\[[^\]\n]+\]\s.*?go\.microsoft\.com/fwlink\S*\s+[^\n:]{1,30}:\s*", re.DOTALL)
_ESCAPED = re.compile("_x00([01][0-9A-Fa-f])_")
"""How the format writes characters that XML cannot hold, a carriage return most of all."""


def _control(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))  # what no text may hold is taken away, and told, for all formats alike


class _Dress:
    """The looks of a tab's cells; each style of the workbook is looked into once."""

    def __init__(self, colours: Colours) -> None:
        self._colours = colours
        self._known: dict[int, tuple[str, bool, str, int, bool]] = {}
        self.fills: dict[Spot, str] = {}
        self.bold: list[Spot] = []
        self.formats: dict[Spot, str] = {}
        self.indents: dict[Spot, int] = {}
        self.struck: list[Spot] = []

    def add(self, place: Spot, cell: Any, value: Value) -> None:
        """Note what is particular about the cell's look."""
        if cell.style_id not in self._known:
            self._known[cell.style_id] = self._style(cell)
        fill, bold, number_format, indent, struck = self._known[cell.style_id]
        if fill:
            self.fills[place] = fill
        if value is None:
            return
        if bold:
            self.bold.append(place)
        if number_format != GENERAL and not isinstance(value, str):
            self.formats[place] = number_format
        if struck:
            self.struck.append(place)
        if indent:
            self.indents[place] = indent

    def _style(self, cell: Any) -> tuple[str, bool, str, int, bool]:
        stops = getattr(cell.fill, "stop", ())  # a gradient has the colours that it goes between
        colour = stops[0].color if stops else cell.fill.fgColor
        return (
            self._colours.of(colour) if stops or getattr(cell.fill, "patternType", "") == "solid" else "",
            bool(cell.font.b),
            cell.number_format,
            int(cell.alignment.indent or 0),
            bool(cell.font.strike),
        )


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min and column.max:
            yield from range(column.min - 1, column.max)


def _span(cells: Any) -> CellRange:
    return CellRange(cells.min_row - 1, cells.min_col - 1, cells.max_row - 1, cells.max_col - 1)


def _lists(sheet: Any, tab: FoundTab, tabs: dict[str, FoundTab]) -> tuple[ChoiceList, ...]:
    found = []
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and rule.formula1:
            words = _words(rule.formula1, tab, tabs)
            found += [ChoiceList(_span(cells), words) for cells in rule.sqref.ranges if words]
    return tuple(found)


def _words(formula: str, tab: FoundTab, tabs: dict[str, FoundTab]) -> tuple[str, ...]:
    """The words of a list rule: written out in it, or in a range of this or another tab; names are not followed."""
    if formula.startswith('"'):
        return tuple(word.strip() for word in formula.strip('"').split(",") if word.strip())
    name, _, cells = formula.lstrip("=").rpartition("!")
    source = tabs.get(name.strip("'").replace("''", "'")) if name else tab
    where = span(cells)
    if source is None or where is None:
        return ()
    rows = source.rows[where.top : where.bottom + 1]
    return tuple(
        str(value) for row in rows for value in row[where.left : where.right + 1] if value is not None
    )
