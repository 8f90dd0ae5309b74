"""Filling a municipality's own workbook: single cells inside its zip, every other part byte for byte as it was.

Beside the cells, only what keeps the workbook true is touched: the remembered results of formulas that follow from
the cells are dropped, and the workbook is told to work everything out when it is opened.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from tpn.source.packages import NOT_A_PACKAGE
from tpn.spreadsheets.formulas import FormulaReferences, Place, following, read_formula
from tpn.spreadsheets.found_book import cell_name, spot
from tpn.spreadsheets.repack import NotRepackable, repacked
from tpn.spreadsheets.sheet_part import Content, SheetPart, scan

Value = str | int | float | date

_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
_BUILT_IN_DATES = frozenset({*range(14, 18), 22, *range(27, 37), *range(45, 48), *range(50, 59)})
_DATE_LETTERS = re.compile(r"(?i)[dy]|m(?!in)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class CannotFill(ValueError):
    """The workbook is no .xlsx or .xlsm that can be patched."""


class Put(NamedTuple):
    """A value for a cell; ``text`` is how a date is written where the cell shows no dates."""

    tab: str
    cell: str
    value: Value
    text: str = ""
    over_formula: bool = False


class Done(NamedTuple):
    """What became of a put: written, the same already, or left alone since a formula stands there."""

    what: Literal["written", "same", "formula", "no-tab"]
    put: Put
    cell: str


@dataclass(frozen=True)
class FilledWorkbook:
    """The new workbook and what was done to it."""

    data: bytes
    done: tuple[Done, ...]


@dataclass
class Workbook:
    """A workbook as parts: read once, filled once."""

    data: bytes
    tabs: Mapping[str, str] = field(init=False)
    names: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        try:
            self._package = zipfile.ZipFile(io.BytesIO(self.data))
            self._book = self._main()
            self.tabs, self.names, self._zero = self._contents()
            self._dated = self._date_styles()
        except (*NOT_A_PACKAGE, ET.ParseError) as error:
            raise CannotFill(str(error)) from error
        self._scanned: dict[str, SheetPart] = {}

    # -- parts ------------------------------------------------------------------------------------------------

    def _main(self) -> str:
        return next(target for kind, target in self._related("").values() if kind.endswith("/officeDocument"))

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """By id, the kind and part of everything that a part refers to."""
        folder, name = posixpath.split(part)
        root = ET.fromstring(self._package.read(posixpath.join(folder, "_rels", f"{name}.rels")))  # noqa: S314 - looked at first: no document type
        return {
            one.get("Id", ""): (one.get("Type", ""), _joined(folder, one.get("Target", "")))
            for one in root
            if one.get("TargetMode") != "External"
        }

    def _contents(self) -> tuple[dict[str, str], dict[str, str], date]:
        root = ET.fromstring(self._package.read(self._book))  # noqa: S314 - as above
        related = self._related(self._book)
        tabs, names, zero = {}, {}, _DAY_ZERO
        for one in root.iter():
            kind = one.tag.rpartition("}")[2]
            if kind == "sheet":
                link = next((v for k, v in one.attrib.items() if k.endswith("}id")), "")
                tabs[one.get("name", "")] = related[link][1]
            elif kind == "definedName" and one.text:
                names[one.get("name", "")] = one.text
            elif kind == "workbookPr" and one.get("date1904") in {"1", "true"}:
                zero = _DAY_ZERO_1904
        return tabs, names, zero

    def _date_styles(self) -> frozenset[str]:
        """The styles of cells that show dates."""
        part = next(
            (target for kind, target in self._related(self._book).values() if kind.endswith("/styles")), None
        )
        if part is None:
            return frozenset()
        root = ET.fromstring(self._package.read(part))  # noqa: S314 - as above
        own = {
            one.get("numFmtId"): one.get("formatCode", "")
            for one in root.iter()
            if one.tag.endswith("}numFmt")
        }
        dated = {key for key, code in own.items() if _DATE_LETTERS.search(_QUOTED.sub("", code))}
        used = next((one for one in root if one.tag.endswith("}cellXfs")), ())
        return frozenset(
            str(number)
            for number, style in enumerate(used)
            if style.get("numFmtId") in dated or int(style.get("numFmtId", "0")) in _BUILT_IN_DATES
        )

    def sheet(self, tab: str) -> SheetPart:
        """A worksheet as it was scanned.

        Raises:
            CannotFill: its XML cannot be read.
        """
        if tab not in self._scanned:
            try:
                self._scanned[tab] = scan(self._package.read(self.tabs[tab]))
            except (ValueError, KeyError, expat.ExpatError) as error:
                raise CannotFill(tab) from error
        return self._scanned[tab]

    # -- filling ----------------------------------------------------------------------------------------------

    def filled(self, puts: Sequence[Put]) -> FilledWorkbook:
        """The workbook with values in cells.

        Raises:
            CannotFill: the package cannot be patched.
        """
        done: list[Done] = []
        values: dict[str, dict[tuple[int, int], Content]] = {}
        for put in puts:
            one, place, value = self._put(put)
            done.append(one)
            if one.what == "written":
                values.setdefault(put.tab, {})[place] = value
        if not values:
            return FilledWorkbook(self.data, tuple(done))
        formulas = self._formulas()
        changed = [(tab, *place) for tab, cells in values.items() for place in cells]
        stale = following(formulas, changed)
        parts = {}
        for tab in {*values, *(tab for tab, _, _ in stale)}:
            gone = {(row, column) for at, row, column in stale if at == tab}
            parts[self.tabs[tab]] = self.sheet(tab).with_cells(values.get(tab, {}), gone)
        if formulas:
            parts[self._book] = recalculated(self._package.read(self._book))
        parts |= self._chain(changed, formulas)
        new = {name: data for name, data in parts.items() if data != self._package.read(name)}
        try:
            return FilledWorkbook(repacked(self.data, new), tuple(done))
        except NotRepackable as error:
            raise CannotFill(str(error)) from error

    def _put(self, put: Put) -> tuple[Done, tuple[int, int], Content]:
        place = spot(put.cell)
        if put.tab not in self.tabs or place is None:
            return Done("no-tab", put, put.cell), (0, 0), ""
        sheet = self.sheet(put.tab)
        place = sheet.anchor(*place)
        cell = sheet.cells.get(place)
        value = self._content(put, sheet.style(*place))
        name = cell_name(*place)
        if cell and cell.formula is not None and (not put.over_formula or cell.formula.startswith("*")):
            return Done("formula", put, name), place, value
        return Done("written", put, name), place, value

    def _content(self, put: Put, style: str | None) -> Content:
        value = put.value
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return (value - self._zero).days if style in self._dated else put.text or value.isoformat()
        return value

    def _formulas(self) -> dict[Place, FormulaReferences]:
        return {
            (tab, row, column): read_formula(cell.formula, tab, self.names)
            for tab in self.tabs
            for (row, column), cell in self.sheet(tab).cells.items()
            if cell.formula is not None
        }

    def _chain(
        self, changed: Iterable[Place], formulas: Mapping[Place, FormulaReferences]
    ) -> dict[str, bytes]:
        """Excel's list of formulas without those that were written over."""
        over = [place for place in changed if place in formulas]
        part = next(
            (target for kind, target in self._related(self._book).values() if kind.endswith("/calcChain")),
            None,
        )
        if not over or part is None:
            return {}
        numbers = {
            name: one
            for one, name in re.findall(
                rb'<(?:\w+:)?sheet\b[^>]*?\bsheetId="(\d+)"[^>]*?\br:id="([^"]+)"',
                self._package.read(self._book),
            )
        }
        by_part = {
            target: numbers.get(key.encode(), b"") for key, (_, target) in self._related(self._book).items()
        }
        gone = {(by_part[self.tabs[tab]], cell_name(row, column).encode()) for tab, row, column in over}
        return {part: _without(self._package.read(part), gone)}


def _without(chain: bytes, gone: set[tuple[bytes, bytes]]) -> bytes:
    """The chain without some cells; an entry without a sheet number is on the sheet of the one before."""
    sheet, dropped = b"", False

    def kept(entry: re.Match[bytes]) -> bytes:
        nonlocal sheet, dropped
        cell = re.search(rb'\br="([^"]+)"', entry[0])
        number = re.search(rb'\bi="([^"]+)"', entry[0])
        sheet = number[1] if number else sheet
        if cell and (sheet, cell[1]) in gone:
            dropped = True
            return b""
        if dropped and not number:
            dropped = False
            return entry[0].replace(b"/>", b' i="' + sheet + b'"/>')
        dropped = False
        return entry[0]

    return re.sub(rb"<(?:\w+:)?c\b[^>]*/>", kept, chain)


def _joined(folder: str, target: str) -> str:
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )


_CALC = re.compile(rb"<((?:\w+:)?)calcPr\b([^>]*?)(/?)>")
_AFTER_CALC = re.compile(
    rb"<(?:\w+:)?(?:oleSize|customWorkbookViews|pivotCaches|smartTagPr|smartTagTypes|webPublishing|"
    rb"fileRecoveryPr|webPublishObjects|extLst)\b|</(?:\w+:)?workbook>"
)


def recalculated(book: bytes) -> bytes:
    """The workbook's own part, told to work out all formulas when it is opened."""
    found = _CALC.search(book)
    if found is None:
        place = _AFTER_CALC.search(book)
        if place is None:
            return book
        prefix = re.search(rb"<((?:\w+:)?)workbook\b", book)
        tag = (prefix[1] if prefix else b"") + b"calcPr"
        return book[: place.start()] + b"<" + tag + b' fullCalcOnLoad="1"/>' + book[place.start() :]
    inside = re.sub(rb'\s+fullCalcOnLoad="[^"]*"', b"", found[2])
    new = b"<" + found[1] + b"calcPr" + inside + b' fullCalcOnLoad="1"' + found[3] + b">"
    return book[: found.start()] + new + book[found.end() :]
