"""Reading the old .xls (Excel 2.0 to 2003) with xlrd."""

import os
from collections import defaultdict
from datetime import datetime, time
from pathlib import Path
from typing import Any, Literal

import xlrd
from xlrd import biffh, xldate

from tpn.sheets.found import CellError, FoundBook, FoundTab, Span, Spot, Value, dense, tidy

MIDNIGHT_SERIAL = 1


def read(path: Path) -> FoundBook:
    """The workbook with merged cells, hidden rows, notes, fills and formats where the file has them.

    Raises whatever xlrd raises; the old formats break it in many ways.
    """
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        book = xlrd.open_workbook(str(path), formatting_info=True, logfile=nowhere)
        tabs = tuple(_tab(sheet, book) for sheet in book.sheets())
    return FoundBook(file=path.name, format="xls", tabs=tabs, structure=True)


def _tab(sheet: Any, book: Any) -> FoundTab:
    cells: dict[int, dict[int, Value]] = defaultdict(dict)
    fills: dict[Spot, str] = {}
    bold: list[Spot] = []
    formats: dict[Spot, str] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            value = _value(cell, book.datemode)
            if value is not None:
                cells[row][column] = value
            style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
            if style is None:
                continue
            if fill := _fill(style, book):
                fills[row, column] = fill
            if value is not None and book.font_list[style.font_index].bold:
                bold.append((row, column))
            form = (
                book.format_map[style.format_key].format_str
                if style.format_key in book.format_map
                else "General"
            )
            if value is not None and not isinstance(value, str) and form != "General":
                formats[row, column] = form
    return FoundTab(
        name=sheet.name,
        rows=dense(cells),
        hidden=sheet.visibility != 0,
        merged=tuple(
            Span(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
        ),
        hidden_rows=frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden),
        notes={place: note.text for place, note in sheet.cell_note_map.items()},
        fills=fills,
        bold=frozenset(bold),
        formats=formats,
    )


def _value(cell: Any, datemode: Literal[0, 1]) -> Value:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return tidy(_date(cell.value, datemode))
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
    return moment.time() if 0 < serial < MIDNIGHT_SERIAL else time() if serial == 0 else moment


def _fill(style: Any, book: Any) -> str:
    if style.background.fill_pattern != 1:
        return ""
    rgb = book.colour_map.get(style.background.pattern_colour_index)
    return "" if not rgb or rgb == (255, 255, 255) else "{:02X}{:02X}{:02X}".format(*rgb)
