"""One worksheet's XML, with single cells replaced and every other byte as it was.

expat tells where each row and cell stands; only those stretches are cut out and written anew.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from tpn.spreadsheets.cell_style import clean
from tpn.spreadsheets.found_book import CellRange, cell_name, span, spot

Content = str | int | float


class CellSpot(NamedTuple):
    """A cell in the text: where it begins and ends, its style, its formula as written (none: a value)."""

    start: int
    end: int
    style: str | None
    formula: str | None
    kind: str
    cached: tuple[int, int] | None


class RowSpot(NamedTuple):
    """A row in the text: its style, where its cells begin and end, and whether it has none (``<row …/>``)."""

    start: int
    inner: int
    end: int
    style: str | None
    empty: bool


@dataclass
class SheetPart:
    """A worksheet part as it was scanned. Rows and columns are counted from 0."""

    data: bytes
    prefix: str = ""
    rows: dict[int, RowSpot] = field(default_factory=dict)
    cells: dict[tuple[int, int], CellSpot] = field(default_factory=dict)
    merged: list[CellRange] = field(default_factory=list)
    columns: list[tuple[int, int, str]] = field(default_factory=list)
    body: tuple[int, int, bool] = (0, 0, False)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that shows a value written here: of merged cells, the first."""
        for one in self.merged:
            if one.top <= row <= one.bottom and one.left <= column <= one.right:
                return one.top, one.left
        return row, column

    def style(self, row: int, column: int) -> str | None:
        """The style of a cell: its own, else its row's, else its column's."""
        if cell := self.cells.get((row, column)):
            return cell.style
        if (there := self.rows.get(row)) and there.style is not None:
            return there.style
        return next((style for first, last, style in self.columns if first <= column <= last), None)

    def with_cells(self, values: dict[tuple[int, int], Content], stale: set[tuple[int, int]]) -> bytes:
        """The part with values in cells, and without the remembered results of the formulas in ``stale``."""
        splices = [
            (cell.start, cell.end, self._cell(row, column, values[row, column]))
            for (row, column), cell in self.cells.items()
            if (row, column) in values
        ]
        splices += [
            (*cell.cached, b"")
            for place in stale - set(values)
            if (cell := self.cells[place]).cached is not None
        ]
        missing: dict[int, list[int]] = {}
        for row, column in values:
            if (row, column) not in self.cells:
                missing.setdefault(row, []).append(column)
        for row, columns in missing.items():
            splices += self._inserted(row, sorted(columns), values)
        return _spliced(self.data, splices)

    def _inserted(
        self, row: int, columns: list[int], values: dict[tuple[int, int], Content]
    ) -> list[tuple[int, int, bytes]]:
        cells = {column: self._cell(row, column, values[row, column]) for column in columns}
        there = self.rows.get(row)
        if there is None:
            tag = f"{self.prefix}row"
            new = f'<{tag} r="{row + 1}">'.encode() + b"".join(cells.values()) + f"</{tag}>".encode()
            return [self._at(row, new)]
        if there.empty:
            opened = self.data[there.start : there.end].rstrip()[:-2].rstrip() + b">"
            new = opened + b"".join(cells.values()) + f"</{self.prefix}row>".encode()
            return [(there.start, there.end, new)]
        own = sorted((column, cell.start) for (at, column), cell in self.cells.items() if at == row)
        found = []
        for column, new in cells.items():
            at = bisect_left(own, (column, 0))
            place = own[at][1] if at < len(own) else there.inner
            found.append((place, place, new))
        return found

    def _at(self, row: int, new: bytes) -> tuple[int, int, bytes]:
        """A new row before the first that comes after it, else at the end of the sheet's data."""
        after = [there.start for number, there in self.rows.items() if number > row]
        start, end, empty = self.body
        if empty:
            opened = self.data[start:end].rstrip()[:-2].rstrip() + b">"
            return start, end, opened + new + f"</{self.prefix}sheetData>".encode()
        place = min(after, default=end)
        return place, place, new

    def _cell(self, row: int, column: int, value: Content) -> bytes:
        p, style = self.prefix, self.style(row, column)
        head = f'<{p}c r="{cell_name(row, column)}"' + (f' s="{style}"' if style is not None else "")
        if isinstance(value, str):
            text = escape(clean(value))
            return f'{head} t="inlineStr"><{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is></{p}c>'.encode()
        return f"{head}><{p}v>{value!r}</{p}v></{p}c>".encode()


def _spliced(data: bytes, splices: list[tuple[int, int, bytes]]) -> bytes:
    parts, at = [], 0
    for start, end, new in sorted(splices, key=lambda one: one[:2]):
        parts += [data[at:start], new]
        at = end
    return b"".join([*parts, data[at:]])


def scan(data: bytes) -> SheetPart:
    """Where the rows and cells of a worksheet stand.

    Raises:
        ValueError: it is not UTF-8.
        expat.ExpatError: it is no XML.
    """
    data.decode("utf-8")
    return _Scanner(data).part


class _Scanner:
    """Walks through the XML once."""

    def __init__(self, data: bytes) -> None:
        self.part = SheetPart(data)
        self._row = -1
        self._column = -1
        self._open: dict[str, tuple[int, dict[str, str]]] = {}
        self._formula: list[str] | None = None
        self._written: str | None = None
        self._cached: tuple[int, int] | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.Parse(data, True)  # noqa: FBT003 - the library's own signature

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        at = self._parser.CurrentByteIndex
        if name == "sheetData":
            self.part.prefix = f"{prefix}:" if prefix else ""
        if name in {"sheetData", "row", "c", "v"}:
            self._open[name] = (at, attributes)
        if name == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif name == "c":
            place = spot(attributes.get("r", ""))
            self._column = place[1] if place else self._column + 1
            self._written = self._cached = None
        elif name == "f" and "c" in self._open:
            shared = attributes.get("t", "") in {"shared", "array", "dataTable"}
            self._formula, self._written = [], "*" if shared else ""
        elif name == "mergeCell" and (merged := span(attributes.get("ref", ""))):
            self.part.merged.append(merged)
        elif name == "col" and "style" in attributes:
            first, last = int(attributes["min"]) - 1, int(attributes["max"]) - 1
            self.part.columns.append((first, last, attributes["style"]))

    def _text(self, text: str) -> None:
        if self._formula is not None:
            self._formula.append(text)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "f" and self._formula is not None:
            self._written = (self._written or "") + "".join(self._formula)
            self._formula = None
        if name not in self._open:
            return
        start, attributes = self._open.pop(name)
        at = self._parser.CurrentByteIndex
        # of an element without content, expat points behind it; of another one, at its closing tag
        empty = not self.part.data.startswith(b"</" + tag.encode(), at)
        end = at if empty else self.part.data.index(b">", at) + 1
        if name == "c":
            self.part.cells[self._row, self._column] = CellSpot(
                start, end, attributes.get("s"), self._written, attributes.get("t", "n"), self._cached
            )
        elif name == "v":
            self._cached = None if empty else (start, end)
        elif name == "row":
            style = attributes.get("s") if attributes.get("customFormat") in {"1", "true"} else None
            self.part.rows[self._row] = RowSpot(start, at, end, style, empty)
        else:
            self.part.body = (start, end if empty else at, empty)
