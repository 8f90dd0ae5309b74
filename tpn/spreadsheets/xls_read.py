"""Reading the old .xls (Excel 2.0 to 2003) with xlrd."""

import os
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, TextIO

import xlrd
from xlrd import biffh, xldate

from tpn.spreadsheets.found_book import (
    CellError,
    CellRange,
    Encrypted,
    FoundBook,
    FoundTab,
    Spot,
    Value,
    dense,
    tidy,
)

GENERAL = "General"


def read(path: Path) -> FoundBook:
    """The workbook with merged cells, hidden rows, notes, fills and formats where the file has them.

    Raises Encrypted, and whatever xlrd raises: the old formats break it in many ways.
    """
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        book = _opened(path, nowhere)
        tabs = tuple(_tab(sheet, book) for sheet in book.sheets())
    return FoundBook(file=path.name, format="xls", tabs=tabs, structure=True)


def _opened(path: Path, log: TextIO) -> xlrd.Book:
    try:
        return xlrd.open_workbook(str(path), formatting_info=True, logfile=log)
    except biffh.XLRDError as error:
        if "encrypted" in str(error):
            raise Encrypted from error
        raise


def _tab(sheet: Any, book: Any) -> FoundTab:
    cells: dict[int, dict[int, Value]] = defaultdict(dict)
    styles = _Styles(book)
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            value = _value(cell, styles.format(cell.xf_index), book.datemode)
            if value is not None:
                cells[row][column] = value
            styles.note((row, column), cell.xf_index, value)
    return FoundTab(
        name=sheet.name,
        rows=dense(cells),
        hidden=sheet.visibility != 0,
        merged=tuple(
            sorted(
                CellRange(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
            )
        ),
        hidden_rows=frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden),
        notes={place: note.text for place, note in sheet.cell_note_map.items()},
        fills=styles.fills,
        bold=frozenset(styles.bold),
        formats=styles.formats,
        struck=frozenset(styles.struck),
    )


class _Styles:
    """The styles of the workbook, and which cells of a tab have one worth telling."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.fills: dict[Spot, str] = {}
        self.bold: list[Spot] = []
        self.formats: dict[Spot, str] = {}
        self.struck: list[Spot] = []

    def format(self, index: int | None) -> str:
        """The number format of a style."""
        if index is None:
            return GENERAL
        found = self._book.format_map.get(self._book.xf_list[index].format_key)
        return GENERAL if found is None else str(found.format_str)

    def note(self, place: Spot, index: int | None, value: Value) -> None:
        """Remember what is particular about a cell's look."""
        if index is None:
            return
        style = self._book.xf_list[index]
        if fill := _fill(style, self._book):
            self.fills[place] = fill
        if value is None:
            return
        if self._book.font_list[style.font_index].bold:
            self.bold.append(place)
        if self._book.font_list[style.font_index].struck_out:
            self.struck.append(place)
        if not isinstance(value, str) and self.format(index) != GENERAL:
            self.formats[place] = self.format(index)


def _value(cell: Any, form: str, datemode: Literal[0, 1]) -> Value:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return tidy(timedelta(days=cell.value) if "[h" in form.lower() else _date(cell.value, datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return CellError(biffh.error_text_from_code.get(cell.value, "#N/A"))
    return tidy(cell.value)


def _date(serial: float, datemode: Literal[0, 1]) -> Value:
    """A date, a time of day below the first day, or the bare number where it is no date at all."""
    try:
        moment: datetime = xldate.xldate_as_datetime(serial, datemode)
    except (ValueError, OverflowError):
        return serial
    return moment.time() if serial < 1 else moment


def _fill(style: Any, book: Any) -> str:
    if style.background.fill_pattern != 1:
        return ""
    rgb = book.colour_map.get(style.background.pattern_colour_index)
    return "" if not rgb or rgb == (255, 255, 255) else "{:02X}{:02X}{:02X}".format(*rgb)
