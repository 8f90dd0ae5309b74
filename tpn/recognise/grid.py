"""What a foreign tab is to the recogniser: filled cells at their true places, and merged blocks.

Rows and columns count from 1 as in the sheet. A cell that holds only blanks is no cell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

Value = str | bool | int | float | date | datetime | time | timedelta
Line = Mapping[int, Value]

_NOTHING: Line = {}


@dataclass(frozen=True, slots=True)
class MergedBlock:
    """A merged block; the value stands in its upper left cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """One tab.

    ``percents`` are the cells shown as percent (0.5 there means 50), ``fills`` those coloured,
    ``marked`` those bold or coloured.
    """

    name: str
    lines: Mapping[int, Line]
    spans: tuple[MergedBlock, ...] = ()
    hidden: bool = False
    percents: frozenset[tuple[int, int]] = frozenset()
    fills: frozenset[tuple[int, int]] = frozenset()
    marked: frozenset[tuple[int, int]] = frozenset()
    indents: Mapping[tuple[int, int], int] = field(default_factory=dict)
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Cells that show an error, or a formula that was never worked out."""
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    colours: Mapping[tuple[int, int], str] = field(default_factory=dict)
    struck: frozenset[tuple[int, int]] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @classmethod
    def of(cls, name: str, rows: Iterable[Sequence[object]], *spans: MergedBlock, top: int = 1) -> "Grid":
        """A grid from rows of values, the first being row ``top``; ``None`` and blank text are left out."""
        lines = {at: line for at, row in enumerate(rows, top) if (line := filled(enumerate(row, 1)))}
        return cls(name, lines, tuple(spans))

    @cached_property
    def last_row(self) -> int:
        """The last row with a value."""
        return max(self.lines, default=0)

    def line(self, row: int) -> Line:
        """The filled cells of a row by column."""
        return self.lines.get(row, _NOTHING)

    @cached_property
    def anchors(self) -> Mapping[tuple[int, int], MergedBlock]:
        """The merged block that begins in a cell."""
        return {(span.top, span.left): span for span in self.spans}

    @cached_property
    def _tall(self) -> Mapping[int, tuple[MergedBlock, ...]]:
        by_column: dict[int, list[MergedBlock]] = {}
        for span in self.spans:
            if span.bottom > span.top:
                by_column.setdefault(span.left, []).append(span)
        return {column: tuple(spans) for column, spans in by_column.items()}

    def width(self, row: int, column: int) -> int:
        """The last column that the cell covers."""
        span = self.anchors.get((row, column))
        return span.right if span else column

    def tall(self, row: int, column: int) -> MergedBlock | None:
        """The block over several rows that covers the cell and begins in its column."""
        return next((span for span in self._tall.get(column, ()) if span.top <= row <= span.bottom), None)


def filled(cells: Iterable[tuple[int, object]]) -> dict[int, Value]:
    """The cells that hold something."""
    return {
        column: value
        for column, value in cells
        if isinstance(value, (bool, int, float, date, time, timedelta))
        or (isinstance(value, str) and value.strip())
    }


def letters(column: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def texts(line: Line) -> Iterator[tuple[int, str]]:
    """The text cells of a row."""
    return ((column, value) for column, value in line.items() if isinstance(value, str))


def is_number(value: object) -> bool:
    """A true number cell; a tick box is none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
