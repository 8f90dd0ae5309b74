"""A colleague who changes one cell in every column of a workbook, for tests: where it stands, and what is written.

What is done to a cell follows from its field alone; where cells are is found by heading and by what the row is called,
independently of the reader that is tested.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from tpn.model.choices import Answer, Status
from tpn.model.fieldtree import takes
from tpn.model.project import Project
from tpn.sheets.sent_copy import Base, SentTable
from tpn.spreadsheets.found_book import FoundBook, FoundTab, cell_name
from tpn.texts import Words
from tpn.views.computed_fields import field
from tpn.views.fields import RowField

_USUAL = 7  # what is written where a number may be anything
_PAST, _AHEAD = date(2026, 9, 1), date(2028, 9, 1)
_LATER = ("due", "finish", "deadline", "until", "launch", "by", "promised", "expected")


class Spot(NamedTuple):
    """One cell of a table: which record and field it stands for, and where it is."""

    address: str
    field: str
    open: bool
    tab: int
    row: int
    column: int

    @property
    def name(self) -> str:
        """The name of the cell, as people see it."""
        return cell_name(self.row, self.column)


def spots(book: FoundBook, table: SentTable) -> Iterator[Spot]:
    """The cells of a table, column by column; of each column first the rows further down than the column before."""
    at = next(number for number, tab in enumerate(book.tabs) if tab.name == table.tab)
    tab = book.tabs[at]
    header, columns = _header(tab, table)
    known = table.identity
    if known is None or not table.keys:
        return
    rows = _rows(tab, table, header, columns[known])
    for number, column in enumerate(table.columns):
        if column.field != "id" and number != known:
            for turn in range(len(rows)):
                key = (number + turn) % len(rows)
                yield Spot(
                    table.addresses[key], column.field, column.editable, at, rows[key], columns[number]
                )


def _rows(tab: FoundTab, table: SentTable, header: int, column: int) -> list[int]:
    """Where each sent row stands: the first row under the header that is called so."""
    called = {str(tab.value(row, column)): row for row in reversed(range(header + 1, len(tab.rows)))}
    return [called[mark] for mark in table.marks]


def _header(tab: FoundTab, table: SentTable) -> tuple[int, list[int]]:
    """The row of headings, and where the heading of each column stands."""
    wanted = [column.header for column in table.columns]
    row = next(
        at for at, row in enumerate(tab.rows)
        if all(heading in row for heading in wanted) and _below(tab, at, table)
    )  # fmt: skip
    places: list[int] = []
    for heading in wanted:
        places.append(
            next(at for at, value in enumerate(tab.rows[row]) if value == heading and at not in places)
        )
    return row, places


def _below(tab: FoundTab, header: int, table: SentTable) -> bool:
    """Whether what names the table's first row stands in the next one."""
    return not table.marks or (header + 1 < len(tab.rows) and table.marks[0] in tab.rows[header + 1])


def with_cells(book: FoundBook, written: dict[Spot, Any]) -> FoundBook:
    """The workbook with cells written."""
    tabs = list(book.tabs)
    for spot, value in written.items():
        rows = [list(row) for row in tabs[spot.tab].rows]
        rows[spot.row] += [None] * (spot.column + 1 - len(rows[spot.row]))
        rows[spot.row][spot.column] = value
        tabs[spot.tab] = replace(tabs[spot.tab], rows=tuple(map(tuple, rows)))
    return replace(book, tabs=tuple(tabs))


def another(project: Project, base: Base, spot: Spot, kind: str, stands: Any) -> Any:
    """What a colleague writes instead of what stands in a cell: something that the field may say.

    None where the field alone does not tell: a number of another record, an id.
    """
    known = field(kind, spot.field)
    if known is None:
        raise KeyError(spot.field)
    if not spot.open:
        return "noe annet"
    if known.choices:
        said = [Words(base.language).choice(one) for one in known.choices if one not in _NEEDS_MORE]
        return next(one for one in said if str(stands).casefold() != one.casefold())
    if known.ref:
        named = getattr(project, known.ref) if known.ref in {"people", "services"} else ()
        return next((one.name for one in named if one.name not in {stands, spot.address}), None)
    return _value(known, spot.field, stands)


def _value(known: RowField, name: str, stands: Any) -> Any:
    match known.kind:
        case "date":
            return _day(name, stands, past=known.recorded or name in {"start", "date"})
        case "bool":
            return None if stands else "x"
        case "duration":
            return "7d" if stands != "7d" else "8d"
        case "text" | "anything":
            return f"{stands} – endret" if stands else "Endret"
        case "id" | "digits4":
            return None
    take = takes(known.owner).get(known.key) if known.owner else None
    low = take.limits.low if take else None
    if low is not None and low > _USUAL:
        return int(low) + (stands == int(low))
    return _number(stands, known.kind, take.limits.high if take else None)


_NEEDS_MORE = frozenset((Status.BLOCKED, Answer.NOT_RELEVANT, Answer.STILL_OPEN))


def _day(name: str, stands: Any, *, past: bool) -> date:
    if past:
        return min(stands - timedelta(1), _PAST) if isinstance(stands, date) else _PAST
    later = name.rpartition(".")[2] in _LATER
    return stands + timedelta(1) if isinstance(stands, date) and later else _AHEAD


def _number(stands: Any, kind: str, high: float | None) -> Any:
    usual = {"whole": 7, "percent": 0.45, "attitude": 1, "importance": 2, "maturity": 3, "scale5": 4}
    if kind == "percent":
        return 0.45 if stands != usual[kind] else 0.4
    value = usual.get(kind, 1234 if high is None else int(high) - 1)
    return value if value != stands else value - 1
