"""What was understood of a foreign workbook: the result of ``tpn read``, and its JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tpn.problems import CellPlace, Problem
from tpn.recognise.fields import FIELDS, LISTS, Kind
from tpn.recognise.grid import letters
from tpn.recognise.heading_lookup import How
from tpn.recognise.left_out import LeftOutPart

FORMAT = 1
Plain = str | int | float | bool | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column (from 1), its heading, the field it holds (none: kept as it stands) and how that was found."""

    column: int
    header: str
    field: str | None
    how: How
    last: int = 0
    """The last column that the heading is merged over."""

    @property
    def letter(self) -> str:
        """The column's name in the sheet."""
        return letters(self.column)


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """One record: values by field, the columns that are kept by heading, where each value stands.

    ``parent`` is the row of the record that this one is a part of.
    """

    row: int
    values: Mapping[str, Plain]
    extra: Mapping[str, Plain] = field(default_factory=dict)
    parent: int | None = None
    parent_title: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[int, ...] = ()
    """All its rows, where they are several."""
    said: Mapping[str, Plain] = field(default_factory=dict)
    """By field, what a cell says that was understood as one of a few words: its status."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table of a tab: its header rows, its first and last row under them, kind, columns and records."""

    sheet: str
    header_rows: tuple[int, ...]
    rows: tuple[int, int]
    kind: Kind
    columns: tuple[TableColumn, ...]
    records: tuple[FoundRecord, ...]
    sections: tuple[int, ...] = ()
    """Rows that name the part that follows."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of a file, what was left out and why, and what could not be read."""

    tables: tuple[FoundTable, ...] = ()
    left_out: tuple[LeftOutPart, ...] = ()
    problems: tuple[Problem, ...] = ()
    file: str = ""

    def as_json(self) -> dict[str, object]:
        """The contract of ``tpn read --json``: ISO dates, ids, numbers, enum words."""
        return {
            "format": FORMAT,
            "file": self.file,
            "tables": [_table(table) for table in self.tables],
            "left_out": [left.as_json() for left in self.left_out],
            "problems": [_problem(problem) for problem in self.problems],
        }


def _table(table: FoundTable) -> dict[str, object]:
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "rows": list(table.rows),
        "kind": table.kind,
        "columns": [
            {"column": column.letter, "header": column.header, "field": column.field, "how": column.how}
            for column in table.columns
        ],
        "sections": list(table.sections),
        "records": [_record(record, table.kind) for record in table.records],
    }


def _record(record: FoundRecord, kind: Kind) -> dict[str, object]:
    """A record with every field of its kind: null where the sheet says nothing, an empty list for people."""
    empty: dict[str, object] = {name: [] if name in LISTS else None for name in FIELDS[kind]}
    values = {name: _plain(value) for name, value in record.values.items()}
    written: dict[str, object] = {
        "row": record.row,
        "values": {**empty, **values},
        "extra": {name: _plain(value) for name, value in record.extra.items()},
    }
    if len(record.rows) > 1:
        written["rows"] = list(record.rows)
    if record.parent is not None:
        written |= {"parent": record.parent_title, "parent_row": record.parent}
    return written


def _problem(problem: Problem) -> dict[str, object]:
    written: dict[str, object] = {"slug": problem.slug, "level": problem.level}
    if isinstance(problem.place, CellPlace):
        # one cell of a foreign sheet hinders nothing else: the same fault in a project's file is an error
        written |= {"level": "warning", "sheet": problem.place.tab, "cell": problem.place.cell}
    facts = {name: _plain(value) for name, value in problem.facts.items()}
    return {**written, **facts}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 3600, 4)
    return [_plain(item) for item in value] if isinstance(value, (tuple, list)) else value
