"""The parts of a row: values with their cells, raw records, and what was left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tpn.recognise.column import RecognisedColumn
from tpn.recognise.grid import Value, is_number, letters
from tpn.recognise.normalise import clean, fold

Why = Literal[
    "total", "signature", "footnote", "legend", "repeated-header", "prefilled", "empty-form",
    "empty", "hidden", "calculation", "timesheet", "timeline", "no-header", "form", "text", "untitled",
    "placeholder", "withdrawn", "no-words", "phase", "same", "above", "below", "beside", "calendar",
    "no-kind",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlacedValue:
    """A value and the cell where it stands."""

    value: Value
    row: int
    column: int


Spots = Mapping[RecognisedColumn, PlacedValue]


@dataclass
class Raw:
    """A record before its values are read: spots by column, further values of the same record, where it belongs."""

    row: int
    spots: dict[RecognisedColumn, PlacedValue]
    more: dict[RecognisedColumn, list[PlacedValue]] = field(default_factory=dict)
    section: str | None = None
    level: int = 0
    milestone: date | None = None
    title: str | None = None
    block: str = ""
    """What stands over the headings that were printed again above it."""


@dataclass(frozen=True, slots=True)
class LeftOutPart:
    """A row, columns from one on, or a whole tab that gave no record, and why."""

    sheet: str
    why: Why
    row: int | None = None
    last: int | None = None
    column: int | None = None
    until: int | None = None
    """The last column, where only some are left out; all from ``column`` on where there is none."""

    def as_json(self) -> dict[str, object]:
        """As in ``tpn read --json``: the tab, the row or rows, the column or columns, and why."""
        written: dict[str, object] = {"sheet": self.sheet}
        if self.row is not None:
            written["row"] = self.row
        if self.column is not None:
            written["column"] = letters(self.column)
        if self.until is not None:
            written["columns"] = [letters(self.column or 1), letters(self.until)]
        if self.last is not None:
            written["rows"] = [self.row, self.last]
        return {**written, "why": self.why}


def first_text(spots: Spots) -> str | None:
    """The leftmost text of a row that is not a number in disguise."""
    ordered = sorted(spots.values(), key=lambda spot: spot.column)
    return next((clean(str(spot.value)) for spot in ordered if is_words(spot.value)), None)


def fields_of(spots: Spots) -> set[str | None]:
    """The fields that a row fills."""
    return {column.field for column in spots}


def is_words(value: Value) -> bool:
    """A text that is not a number in disguise."""
    return (
        isinstance(value, str)
        and not clean(value).replace(",", "").replace(".", "").replace(" ", "").isdigit()
    )


def says_nothing(value: Value) -> bool:
    """A zero of a formula, an unticked box, a dash."""
    return value is False or (is_number(value) and not value) or (isinstance(value, str) and not fold(value))


def repeats_heading(column: RecognisedColumn, spot: PlacedValue) -> bool:
    """Whether a cell says what the column's heading says."""
    return isinstance(spot.value, str) and fold(spot.value) == fold(column.label.text)
