"""Reading OpenDocument spreadsheets, row by row: values with their types and what surrounds them.

Own code, because the libraries lose the types, the notes or many minutes (a file from LibreOffice ends in
a million repeated empty rows). The guard has refused documents with a DTD before they come here.
"""

import re
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, iterparse

from tpn.spreadsheets.carried_formula import of_open_document
from tpn.spreadsheets.found_book import (
    MOST_PLACES,
    UNCOMPUTED,
    CellError,
    CellRange,
    ChoiceList,
    FoundBook,
    FoundTab,
    NamedTable,
    Spot,
    TooLarge,
    Value,
    dense,
    span,
)
from tpn.spreadsheets.ods_read_styles import ReadStyles
from tpn.spreadsheets.ods_text import ANNOTATION, META, OFFICE, STYLE, TABLE, paragraphs, value_of

_CELL, _COVERED, _ROW, _COLUMN = (
    TABLE + "table-cell",
    TABLE + "covered-table-cell",
    TABLE + "table-row",
    TABLE + "table-column",
)
_MOST_DRESSED = 400
"""An empty stretch longer than this is the rest of the sheet, whatever its colour."""
_FORMATS = {"percentage": "0%", "currency": "#,##0.00", "date": "yyyy-mm-dd", "time": "hh:mm"}


def read(path: Path) -> FoundBook:
    """The workbook with its structure.

    Raises KeyError, BadZipFile or ParseError on what is no such document.
    """
    styles = ReadStyles()
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        if "styles.xml" in names:
            with package.open("styles.xml") as part:
                _common_styles(part, styles)
        properties = _properties(package) if "meta.xml" in names else {}
        with package.open("content.xml") as part:
            tabs, tables = _content(part, styles)
    return FoundBook(
        file=path.name,
        format="ods",
        tabs=tuple(tab.finished(tuple(tables.get(tab.name, ()))) for tab in tabs),
        structure=True,
        properties=properties,
    )


def _common_styles(part: IO[bytes], styles: ReadStyles) -> None:
    for _, element in iterparse(part):  # noqa: S314 - no DTD comes here
        if element.tag == STYLE + "style":
            styles.add(element)


def _properties(package: zipfile.ZipFile) -> dict[str, str]:
    with package.open("meta.xml") as part:
        found = [element for _, element in iterparse(part) if element.tag == META + "user-defined"]  # noqa: S314
    return {element.get(META + "name", ""): element.text or "" for element in found}


def _content(part: IO[bytes], styles: ReadStyles) -> tuple[list["_Tab"], dict[str, list[NamedTable]]]:
    tabs: list[_Tab] = []
    words: dict[str, tuple[str, ...]] = {}
    tables: dict[str, list[NamedTable]] = defaultdict(list)
    open_tab: _Tab | None = None
    for event, element in iterparse(part, ("start", "end")):  # noqa: S314 - no DTD comes here
        tag = element.tag
        if event == "start":
            if tag == TABLE + "table" and open_tab is None:
                open_tab = _Tab(element, styles, words)
        elif tag == _ROW and open_tab is not None:
            open_tab.row(element)
            element.clear()
        elif tag == _COLUMN and open_tab is not None:
            open_tab.column(element)
        elif tag == TABLE + "table" and open_tab is not None and element.get(TABLE + "name") == open_tab.name:
            tabs.append(open_tab)
            open_tab = None
            element.clear()
        elif tag == STYLE + "style":
            styles.add(element)
        elif tag == TABLE + "content-validation":
            words[element.get(TABLE + "name", "")] = _words(element.get(TABLE + "condition", ""))
        elif tag == TABLE + "database-range":
            _note_table(element, tables)
    return tabs, tables


def _words(condition: str) -> tuple[str, ...]:
    if "cell-content-is-in-list(" not in condition:
        return ()
    return tuple(word.replace('""', '"') for word in re.findall(r'"((?:[^"]|"")*)"', condition))


_ADDRESS = re.compile(r"\$?('(?:[^']|'')*'|[^.]+)\.(\$?[A-Z]+\$?\d+):(?:.*\.)?(\$?[A-Z]+\$?\d+)")


def _note_table(element: Element, tables: dict[str, list[NamedTable]]) -> None:
    name = element.get(TABLE + "name", "")
    match = _ADDRESS.fullmatch(element.get(TABLE + "target-range-address", ""))
    where = span(f"{match[2]}:{match[3]}") if match else None
    if match and where and not name.startswith("__Anonymous"):
        tables[match[1].strip("'").replace("''", "'")].append(NamedTable(name, where))


class _Tab:
    """A tab while its rows go by."""

    def __init__(self, element: Element, styles: ReadStyles, words: dict[str, tuple[str, ...]]) -> None:
        self.name = element.get(TABLE + "name", "")
        self._hidden = styles.hides(element.get(TABLE + "style-name"))
        self._styles = styles
        self._words = words
        self._next_row = 0
        self._next_column = 0
        self._places = 0
        self._column_styles: dict[int, str] = {}
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[int] = []
        self._cells: dict[int, dict[int, Value]] = defaultdict(dict)
        self._merged: list[CellRange] = []
        self._notes: dict[Spot, str] = {}
        self._fills: dict[Spot, str] = {}
        self._bold: list[Spot] = []
        self._struck: list[Spot] = []
        self._formats: dict[Spot, str] = {}
        self._indents: dict[Spot, int] = {}
        self._formulas: dict[Spot, str] = {}
        self._lists: dict[tuple[str, int], tuple[int, int]] = {}

    def column(self, element: Element) -> None:
        """A column, or several alike, with its default style."""
        times = _times(element, "number-columns-repeated")
        within = range(self._next_column, self._next_column + min(times, 16_384))
        if element.get(TABLE + "visibility") in {"collapse", "filter"}:
            self._hidden_columns += within
        style = element.get(TABLE + "default-cell-style-name", "")
        if style not in {"", "Default"}:
            self._column_styles.update(dict.fromkeys(within, style))
        self._next_column += times

    def row(self, element: Element) -> None:
        """A row, or several alike."""
        times = _times(element, "number-rows-repeated")
        first, self._next_row = self._next_row, self._next_row + times
        if element.get(TABLE + "visibility") in {"collapse", "filter"} and times <= MOST_PLACES:
            self._hidden_rows += range(first, first + times)
        default = element.get(TABLE + "default-cell-style-name", "")
        column = 0
        for cell in element:
            if cell.tag == _CELL:
                self._cell(cell, (first, column), times, default)
            if cell.tag in {_CELL, _COVERED}:
                column += _times(cell, "number-columns-repeated")

    def _cell(self, cell: Element, place: Spot, rows: int, default: str) -> None:
        row, column = place
        across = _times(cell, "number-columns-repeated")
        value = value_of(cell)
        if value is not None:
            self._fill_in(value, place, rows, across)
        if formula := cell.get(TABLE + "formula"):
            self._formulas[place] = of_open_document(formula)
            if cell.get(OFFICE + "value-type") is None and rows == 1:
                self._cells[row][column] = CellError(UNCOMPUTED)
        self._surroundings(cell, place, filled=value is not None)
        if rows <= _MOST_DRESSED and across <= _MOST_DRESSED:
            style = cell.get(TABLE + "style-name") or default
            for at in ((row + down, column + right) for down in range(rows) for right in range(across)):
                self._dress(at, style or self._column_styles.get(at[1], ""), filled=value is not None)
        rule = cell.get(TABLE + "content-validation-name")
        if rule and self._words.get(rule):
            top = self._lists.get((rule, column), (row, row))[0]
            self._lists[rule, column] = (top, row + rows - 1)

    def _fill_in(self, value: Value, place: Spot, rows: int, across: int) -> None:
        self._places += rows * across
        if self._places > MOST_PLACES:
            raise TooLarge
        for row in range(place[0], place[0] + rows):
            for column in range(place[1], place[1] + across):
                self._cells[row][column] = value

    def _surroundings(self, cell: Element, place: Spot, *, filled: bool) -> None:
        down, right = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if (down, right) != (1, 1):
            self._merged.append(CellRange(*place, place[0] + down - 1, place[1] + right - 1))
        note = cell.find(ANNOTATION)
        if note is not None:
            self._notes[place] = paragraphs(note)
        form = _FORMATS.get(cell.get(OFFICE + "value-type", ""))
        if form and filled:
            self._formats[place] = form

    def _dress(self, place: Spot, style: str, *, filled: bool) -> None:
        fill, bold, struck, indent = self._styles.look(style)
        if indent and filled:
            self._indents[place] = indent
        if struck and filled:
            self._struck.append(place)
        if fill:
            self._fills[place] = fill
        if bold and filled:
            self._bold.append(place)

    def finished(self, tables: tuple[NamedTable, ...]) -> FoundTab:
        """The tab as a value, once all its rows have gone by."""
        return FoundTab(
            name=self.name,
            rows=dense(self._cells),
            hidden=self._hidden,
            merged=tuple(self._merged),
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            tables=tables,
            lists=tuple(
                ChoiceList(CellRange(top, column, bottom, column), self._words[rule])
                for (rule, column), (top, bottom) in self._lists.items()
            ),
            notes=self._notes,
            fills=self._fills,
            bold=frozenset(self._bold),
            struck=frozenset(self._struck),
            formats=self._formats,
            indents=self._indents,
            formulas=self._formulas,
        )


def _times(element: Element, name: str) -> int:
    """A count from an attribute; 1 where it is missing or no number."""
    text = element.get(TABLE + name)
    return int(text) if text and text.isascii() and text.isdigit() and text != "0" else 1
