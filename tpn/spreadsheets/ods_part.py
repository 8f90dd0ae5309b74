"""The content of an OpenDocument workbook, with single cells replaced and every other byte as it was.

expat tells where each row and cell stands. A row or a cell that stands for several alike is divided where it must be.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from tpn.spreadsheets.carried_formula import of_open_document
from tpn.spreadsheets.cell_style import clean

Spot = tuple[int, int]
OdsValue = str | int | float | date

_TABLE, _ROW = "table:table", "table:table-row"
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_ROWS, _COLUMNS = "table:number-rows-repeated", "table:number-columns-repeated"
_VALUES = re.compile(
    r"\s(?:office:(?:value-type|value|date-value|time-value|boolean-value|string-value|currency)|calcext:value-type)"
    r'="[^"]*"'
)
_FORMULA, _TIMES = (
    re.compile(r'\stable:formula="[^"]*"'),
    re.compile(r'\stable:number-columns-repeated="[^"]*"'),
)
_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_PREFIXES = ("office", "table", "text")


class OdsCell(NamedTuple):
    """A cell in the text: where it begins, where its opening tag ends, where it ends; for how many it stands."""

    start: int
    opened: int
    end: int
    times: int
    attributes: Mapping[str, str]

    @property
    def formula(self) -> str | None:
        """The formula in the grammar of .xlsx; one that fills several cells begins with ``*``."""
        said = self.attributes.get("table:formula")
        if said is None:
            return None
        shared = "table:number-matrix-columns-spanned" in self.attributes
        return ("*" if shared else "") + of_open_document(said)


@dataclass
class OdsRow:
    """A row in the text, and its cells."""

    start: int
    times: int
    opened: int = 0
    inner: int = 0
    end: int = 0
    cells: list[OdsCell] = field(default_factory=list)

    def placed(self) -> Iterator[tuple[int, OdsCell]]:
        """The cells with the first column that each stands for."""
        column = 0
        for cell in self.cells:
            yield column, cell
            column += cell.times


@dataclass
class OdsTab:
    """The rows of one table, and where they end."""

    rows: list[OdsRow] = field(default_factory=list)
    end: int = 0

    def placed(self) -> Iterator[tuple[int, OdsRow]]:
        """The rows with the first number that each stands for."""
        number = 0
        for row in self.rows:
            yield number, row
            number += row.times

    def anchor(self, row: int, column: int) -> Spot:
        """The cell that shows a value written here: of merged cells, the first."""
        for top, one in self.placed():
            for left, cell in one.placed():
                down = int(cell.attributes.get("table:number-rows-spanned", "1"))
                right = int(cell.attributes.get("table:number-columns-spanned", "1"))
                if (down, right) != (1, 1) and top <= row < top + down and left <= column < left + right:
                    return top, left
        return row, column

    def cell(self, row: int, column: int) -> OdsCell | None:
        """What stands for a cell; None beyond what is there."""
        one = next((one for first, one in self.placed() if first <= row < first + one.times), None)
        if one is None:
            return None
        return next((cell for left, cell in one.placed() if left <= column < left + cell.times), None)


class OdsContent:
    """``content.xml`` as it was scanned.

    Raises:
        ValueError: it is not UTF-8, or has its names under other prefixes than everybody's.
        expat.ExpatError: it is no XML.
    """

    def __init__(self, data: bytes) -> None:
        data.decode("utf-8")
        if any(f'xmlns:{prefix}="'.encode() not in data for prefix in _PREFIXES):
            raise ValueError("prefixes")
        self.data = data
        self.tabs: dict[str, OdsTab] = {}
        self._open: list[OdsTab] = []
        self._row: OdsRow | None = None
        self._cell: tuple[int, int, dict[str, str]] | None = None
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(data, True)  # noqa: FBT003 - the library's own signature
        if not self.tabs:
            raise ValueError("tables")

    # -- scanning ---------------------------------------------------------------------------------------------

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        if tag == _TABLE:
            self._open.append(OdsTab())
            if len(self._open) == 1:
                self.tabs[attributes.get("table:name", "")] = self._open[0]
        elif len(self._open) != 1:
            return  # a table inside a cell is what the cell holds
        elif tag == _ROW:
            self._row = OdsRow(at, _count(attributes, _ROWS), self._behind(at))
        elif tag in _CELLS and self._row and self._cell is None:
            self._cell = (at, self._behind(at), attributes)

    def _behind(self, at: int) -> int:
        """Where the tag that begins here ends."""
        found = _TAG.match(self.data, at)
        return found.end() if found else len(self.data)

    def _end(self, tag: str) -> None:
        at = self._parser.CurrentByteIndex
        if tag == _TABLE:
            self._open.pop().end = at
        elif len(self._open) == 1 and tag == _ROW and self._row:
            self._row.inner, self._row.end = at, self._closed(tag, at)
            self._open[0].rows.append(self._row)
            self._row = None
        elif len(self._open) == 1 and tag in _CELLS and self._row and self._cell:
            start, opened, attributes = self._cell
            end = self._closed(tag, at)
            self._row.cells.append(OdsCell(start, opened, end, _count(attributes, _COLUMNS), attributes))
            self._cell = None

    def _closed(self, tag: str, at: int) -> int:
        """Where an element ends: of one without content, expat points behind it."""
        closing = self.data.startswith(b"</" + tag.encode(), at)
        return self.data.index(b">", at) + 1 if closing else at

    # -- writing ----------------------------------------------------------------------------------------------

    def with_cells(
        self, tab: str, values: Mapping[Spot, OdsValue], stale: Collection[Spot]
    ) -> Iterator["OdsSplice"]:
        """What is exchanged in a table: its cells with values, and the remembered results of formulas."""
        last = 0
        for first, row in self.tabs[tab].placed():
            last = first + row.times
            rows = {place[0] for place in (*values, *stale) if first <= place[0] < last}
            if rows:
                yield OdsSplice(
                    row.start, row.end, b"".join(self._rows(row, first, sorted(rows), values, stale))
                )
        beyond = sorted({place[0] for place in values if place[0] >= last})
        end = self.tabs[tab].end
        new = b""
        for number in beyond:
            new += _repeated_row(number - last) + b"<table:table-row>"
            new += b"".join(self._cells(OdsRow(0, 1), number, values, ())) + b"</table:table-row>"
            last = number + 1
        if new:
            yield OdsSplice(end, end, new)

    def _rows(
        self,
        row: OdsRow,
        first: int,
        wanted: list[int],
        values: Mapping[Spot, OdsValue],
        stale: Collection[Spot],
    ) -> Iterator[bytes]:
        """A row that stands for several, divided where one of them is changed."""
        at, head = first, self.data[row.start : row.opened].decode("utf-8")
        bare = re.sub(rf'\s{_ROWS}="[^"]*"', "", head).removesuffix("/>").removesuffix(">").rstrip()
        same = self.data[row.opened : row.inner] if row.inner > row.opened else b""
        for number in [*wanted, first + row.times]:
            if number > at:
                yield f'{bare} {_ROWS}="{number - at}">'.encode() + same + b"</table:table-row>"
            if number < first + row.times:
                yield (
                    f"{bare}>".encode()
                    + b"".join(self._cells(row, number, values, stale))
                    + b"</table:table-row>"
                )
            at = number + 1

    def _cells(
        self, row: OdsRow, number: int, values: Mapping[Spot, OdsValue], stale: Collection[Spot]
    ) -> Iterator[bytes]:
        last = 0
        for left, cell in row.placed():
            last = left + cell.times
            wanted = sorted({c for r, c in (*values, *stale) if r == number and left <= c < last})
            if not wanted:
                yield self.data[cell.start : cell.end]
                continue
            at = left
            for column in [*wanted, last]:
                if column > at:
                    yield self._times(cell, column - at)
                if column < last:
                    place = (number, column)
                    yield self._with(cell, values[place]) if place in values else self._stale(cell)
                at = column + 1
        for column in sorted({c for r, c in values if r == number and c >= last}):
            gap = f'<table:table-cell {_COLUMNS}="{column - last}"/>' if column > last else ""
            yield (
                gap + "<table:table-cell" + _written(values[number, column])
            ).encode() + b"</table:table-cell>"
            last = column + 1

    def _head(self, cell: OdsCell) -> str:
        """The opening tag of a cell, without its end and without how often it stands."""
        head = self.data[cell.start : cell.opened].decode("utf-8")
        return _TIMES.sub("", head.removesuffix("/>").removesuffix(">").rstrip())

    def _inside(self, cell: OdsCell) -> bytes:
        return (
            self.data[cell.opened : cell.end]
            if cell.end > cell.opened
            else f"</{_name(self._head(cell))}>".encode()
        )

    def _times(self, cell: OdsCell, times: int) -> bytes:
        count = f' {_COLUMNS}="{times}"' if times > 1 else ""
        return f"{self._head(cell)}{count}>".encode() + self._inside(cell)

    def _with(self, cell: OdsCell, value: OdsValue) -> bytes:
        """A cell with a new value; its style, its rules and its comment stay."""
        head = _FORMULA.sub("", _VALUES.sub("", self._head(cell)))
        return (head + _written(value)).encode() + self._comment(cell) + f"</{_name(head)}>".encode()

    def _stale(self, cell: OdsCell) -> bytes:
        """A formula without its result: it is worked out when the file is opened."""
        head = _VALUES.sub("", self._head(cell))
        return f"{head}>".encode() + self._comment(cell) + f"</{_name(head)}>".encode()

    def _comment(self, cell: OdsCell) -> bytes:
        found = re.search(
            rb"<office:annotation\b.*?</office:annotation>", self.data[cell.opened : cell.end], re.DOTALL
        )
        return found[0] if found else b""


class OdsSplice(NamedTuple):
    """A stretch of the text, and what comes in its place."""

    start: int
    end: int
    new: bytes


def spliced(data: bytes, splices: Collection[OdsSplice]) -> bytes:
    """The text with all stretches exchanged."""
    parts, at = [], 0
    for one in sorted(splices):
        parts += [data[at : one.start], one.new]
        at = one.end
    return b"".join([*parts, data[at:]])


def _written(value: OdsValue) -> str:
    """The rest of a cell's opening tag, and its text: what the file remembers and what is shown."""
    if isinstance(value, date):
        return f' office:value-type="date" office:date-value="{value.isoformat()}"><text:p>{value:%d.%m.%Y}</text:p>'
    if isinstance(value, str):
        lines = "".join(f"<text:p>{escape(clean(line))}</text:p>" for line in value.split("\n"))
        return f' office:value-type="string">{lines}'
    return f' office:value-type="float" office:value="{value!r}"><text:p>{value!r}</text:p>'


def _name(head: str) -> str:
    return head[1:].split(None, 1)[0]


def _repeated_row(times: int) -> bytes:
    return (
        f'<table:table-row {_ROWS}="{times}"><table:table-cell/></table:table-row>'.encode() if times else b""
    )


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and text != "0" else 1
