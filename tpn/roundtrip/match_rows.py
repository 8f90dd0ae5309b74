"""A workbook that came home: which of its rows and cells are those that were sent.

A row is known by its id, else by the locked text that names it (a process by its service). Tabs may be renamed,
headers renamed, moved or hidden, columns added, rows sorted, filtered, inserted, copied or deleted. Nothing is
interpreted here: cells are compared with what was sent, as they stand.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from tpn.model.canon import Plain, canon
from tpn.problems import CellPlace, Problem
from tpn.recognise.normalise import fold
from tpn.sheets.sent_copy import BASE_TAB, Base, SentColumn, SentTable
from tpn.spreadsheets.book import LISTS_TAB
from tpn.spreadsheets.found_book import CellError, FoundBook, FoundTab, Value, cell_name

_ALIKE = 0.6
"""How much of a column must stand as it was sent for it to be that column under another header."""
_HEADERS = 0.4
_MOST_EMPTY = 200
"""So many empty rows are the end of a table."""


class ReturnedCell(NamedTuple):
    """One cell of a returned row: which column was sent there, and its value in the one spelling."""

    column: SentColumn
    value: Plain | CellError
    place: CellPlace
    same: bool
    """It stands as it was sent."""
    sent: Plain
    """The value that was sent, plain as in the project."""


class OwnCell(NamedTuple):
    """A cell of a column that somebody added."""

    header: str
    value: Plain | CellError
    place: CellPlace


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A returned row. ``address`` is none for a new one; ``own`` are cells of columns that somebody added."""

    table: SentTable
    address: str | None
    place: CellPlace
    cells: Mapping[str, ReturnedCell]
    own: tuple[OwnCell, ...]
    untouched: Mapping[str, Plain] | None = None
    """What was sent, where every cell stands as it was sent; then ``cells`` is empty."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What came home: rows in the order of the file, and which tables were found at all."""

    rows: tuple[ReturnedRow, ...]
    found: tuple[SentTable, ...]
    lost: tuple[SentTable, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    """A row that has headers of a table."""

    tab: FoundTab
    row: int
    score: tuple[int, ...]


@dataclass
class _TableSpot:
    """A table where it was found: its header row, and what each column is."""

    sent: SentTable
    tab: FoundTab
    header: int
    last: int
    columns: dict[int, int] = field(default_factory=dict)
    own: dict[int, str] = field(default_factory=dict)

    @property
    def id_column(self) -> int | None:
        """Where that stands which the rows are known by."""
        known = self.sent.identity
        return next((at for at, number in self.columns.items() if number == known), None)


def returned(book: FoundBook, base: Base) -> Returned:
    """The rows of a returned workbook, tied to what was sent."""
    tabs = [tab for tab in book.tabs if tab.name not in {BASE_TAB, LISTS_TAB}]
    spots = _spots(tabs, base)
    everywhere = {
        address: table for table in reversed(base.tables) for address in (*table.addresses, *table.keys)
    }
    rows: list[ReturnedRow] = []
    problems: list[Problem] = []
    for spot in spots:
        if spot.sent.identity is None:
            continue  # nothing names its rows: it only tells
        walk = _Walk(spot, book.file, everywhere)
        rows += walk.rows()
        problems += walk.problems
    found = tuple(spot.sent for spot in spots)
    lost = tuple(table for table in base.tables if table not in found)
    return Returned(tuple(rows), found, lost, tuple(problems))


# ---------------------------------------------------------------- where the tables are


def _spots(tabs: Sequence[FoundTab], base: Base) -> list[_TableSpot]:
    """Each table at the header row that speaks most for it; the best pairs first."""
    words = {tab.name: _words(tab, base) for tab in tabs}
    candidates = [
        (header.score, number, header)
        for number, table in enumerate(base.tables)
        for tab in tabs
        for header in _headers(tab, table, words[tab.name])
    ]
    candidates.sort(key=lambda one: one[0], reverse=True)
    taken: dict[int, _Header] = {}
    used: set[tuple[str, int]] = set()
    for _, number, header in candidates:
        if number not in taken and (header.tab.name, header.row) not in used:
            taken[number] = header
            used.add((header.tab.name, header.row))
    spots = []
    for number, header in sorted(taken.items()):
        below = [row for tab, row in used if tab == header.tab.name and row > header.row]
        last = min(below, default=len(header.tab.rows)) - 1
        if below and sum(value is not None for value in header.tab.rows[last]) == 1:
            last -= 1  # the caption of the next table
        spots.append(_shaped(base.tables[number], header, last))
    return spots


def _headers(tab: FoundTab, table: SentTable, words: Mapping[int, Counter[str]]) -> Iterator[_Header]:
    """The rows of a tab that may be the table's header: they have its words, or its ids stand below."""
    wanted = Counter(_spoken(column.header) for column in table.columns)
    least = max(2, round(len(table.columns) * _HEADERS)) if len(table.columns) > 1 else 1
    best = [(row, hits) for row, said in words.items() if (hits := sum((said & wanted).values())) >= least]
    if not best and (row := _above_ids(tab, table)) is not None:
        best.append((row, 1))
    for header, hits in best:
        keys = _keys_below(tab, header, table)
        if keys or not table.keys or hits > least:
            yield _Header(tab, header, (keys, _called(tab, table), _marks_in(tab, table), hits, -header))


def _called(tab: FoundTab, table: SentTable) -> int:
    """How surely a tab is called as the table's was: text has the name of its file, «steg-Barnehage.csv»."""
    if tab.name == table.tab:
        return 2
    return int(tab.name.casefold().endswith(f"-{table.tab.casefold()}"))


def _marks_in(tab: FoundTab, table: SentTable) -> int:
    """How many of the table's rows are called what they were: steps of two services have the same numbers."""
    said = {str(value) for row in tab.rows for value in row if value is not None}
    return sum(mark in said for mark in table.marks)


def _words(tab: FoundTab, base: Base) -> dict[int, Counter[str]]:
    """The words of sent headers in each row of a tab that has no id that was sent: what may be a row of headers."""
    ids = {key for table in base.tables if table.column_of("id") is not None for key in table.keys}
    headers = {_spoken(column.header) for table in base.tables for column in table.columns}
    longest = max(map(len, headers), default=0) + _SLACK
    found: dict[int, Counter[str]] = {}
    for at, values in enumerate(tab.rows):
        if not ids.isdisjoint(values):
            continue
        said = (_spoken(value) for value in values if isinstance(value, str) and len(value) <= longest)
        if known := Counter(word for word in said if word in headers):
            found[at] = known
    return found


_SLACK = 8
"""A header may be this much longer than its words: spaces, marks, letters that are written in two ways."""


def _spoken(value: object) -> str:
    return fold(str(value)) if value is not None else ""


def _above_ids(tab: FoundTab, table: SentTable) -> int | None:
    """The row above the first id, where no header is left as it was."""
    known = set(table.marks)
    first = next((row for row, values in enumerate(tab.rows) if not known.isdisjoint(values)), None)
    return first - 1 if first else None


def _keys_below(tab: FoundTab, header: int, table: SentTable) -> int:
    """How many of the table's rows are named in one column below a header row; a name that is repeated counts once."""
    known = set(table.marks)
    found: dict[int, set[Value]] = defaultdict(set)
    for values in tab.rows[header + 1 :]:
        if not known.isdisjoint(values):
            for at, value in enumerate(values):
                if value in known:
                    found[at].add(value)
    return max(map(len, found.values()), default=0)


def _shaped(table: SentTable, header: _Header, last: int) -> _TableSpot:
    """What each column below a header row is: by its header, else by what stands in it, else by its place."""
    tab, row = header.tab, header.row
    spot = _TableSpot(table, tab, row, last)
    labels = {at: value for at, value in enumerate(tab.rows[row]) if value is not None}
    free: dict[str, list[int]] = defaultdict(list)
    for number, column in enumerate(table.columns):
        free[_spoken(column.header)].append(number)
    for at, label in labels.items():
        if isinstance(label, str) and (numbers := free.get(_spoken(label))):
            spot.columns[at] = numbers.pop(0)
    left = sorted(number for numbers in free.values() for number in numbers)
    width = max((len(values) for values in tab.rows[row : last + 1]), default=0)
    others = [at for at in range(width) if at not in spot.columns and not isinstance(labels.get(at), date)]
    _renamed(spot, left, others)
    for at in others:
        if at not in spot.columns and isinstance(labels.get(at), str):
            spot.own[at] = " ".join(str(labels[at]).split())
    return spot


def _renamed(spot: _TableSpot, left: list[int], others: list[int]) -> None:
    """Columns under another header (or none): the ids first, then those whose cells stand as they were sent."""
    table = spot.sent
    if spot.id_column is None and (number := table.identity) in left and number is not None:
        known = set(table.marks)
        counts = {at: sum(canon(value) in known for value in _below(spot, at)) for at in others}
        best = max(counts, key=lambda at: counts[at], default=None)
        if best is not None and counts[best]:
            spot.columns[best] = number
            left.remove(number)
    ids = spot.id_column
    for number in list(left):
        fits = {at: _likeness(spot, at, number, ids) for at in others if at not in spot.columns}
        best = max(fits, key=lambda at: fits[at], default=None)
        if best is not None and fits[best] >= _ALIKE:
            spot.columns[best] = number
            left.remove(number)
    for number in list(left):
        if number in others and number not in spot.columns and _between(spot, number):
            spot.columns[number] = number


def _between(spot: _TableSpot, number: int) -> bool:
    """Whether the columns beside a place are still those that stood beside it."""
    beside = [at for at in (number - 1, number + 1) if 0 <= at < len(spot.sent.columns)]
    return bool(beside) and all(spot.columns.get(at) == at for at in beside)


def _below(spot: _TableSpot, at: int) -> Iterator[Value]:
    return (spot.tab.value(row, at) for row in range(spot.header + 1, spot.last + 1))


def _likeness(spot: _TableSpot, at: int, number: int, ids: int | None) -> float:
    """The part of the filled cells of a column that say what was sent in another's."""
    if ids is None:
        return 0.0
    table, hits, filled = spot.sent, 0, 0
    for row in range(spot.header + 1, spot.last + 1):
        sent_row = table.row_of.get(str(canon(spot.tab.value(row, ids))))
        if sent_row is None:
            continue
        value, sent = _canon(spot.tab.value(row, at)), table.cell(sent_row, number).cell
        if value is None and sent is None:
            continue
        filled += 1
        hits += value == sent
    return hits / filled if filled else 0.0


# ---------------------------------------------------------------- the rows of a table


class _Keyed(NamedTuple):
    row: int
    key: str
    address: str


class _Walk:
    """Down the rows of one table."""

    def __init__(self, spot: _TableSpot, file: str, everywhere: Mapping[str, SentTable]) -> None:
        self.spot = spot
        self.file = file
        self.everywhere = everywhere
        self.problems: list[Problem] = []

    def rows(self) -> Iterator[ReturnedRow]:
        """The table's rows: those that were sent, and new ones."""
        keyed: dict[str, list[_Keyed]] = defaultdict(list)
        new: list[tuple[int, str]] = []
        for row in self._filled():
            key = self._key(row)
            address = self._address(key)
            if address:
                keyed[address].append(_Keyed(row, key, address))
            else:
                new.append((row, key))
        first: list[tuple[int, ReturnedRow]] = []
        for some in keyed.values():
            original, *copies = self._original_first(some)
            first.append((original.row, self._seen(original.row, original.address)))
            new += [(copy.row, copy.key) for copy in copies if not self._equal(copy, original)]
        yield from (seen for _, seen in sorted(first, key=lambda one: one[0]))
        for row, key in sorted(new):
            if seen := self._new(row, key):
                yield seen

    def _filled(self) -> Iterator[int]:
        known = {*self.spot.columns, *self.spot.own}
        empty = 0
        for row in range(self.spot.header + 1, self.spot.last + 1):
            values = self.spot.tab.rows[row]
            if any(at < len(values) and _canon(values[at]) is not None for at in known):
                empty = 0
                yield row
            else:
                empty += 1
                if empty > _MOST_EMPTY:
                    return

    def _key(self, row: int) -> str:
        at = self.spot.id_column
        value = canon(self.spot.tab.value(row, at)) if at is not None else None
        return str(value) if value is not None else ""

    def _address(self, key: str) -> str | None:
        sent = self.spot.sent
        if (number := sent.row_of.get(key)) is not None:
            return sent.addresses[number]
        other = self.everywhere.get(key) if key else None
        if other is None or other.kind != sent.kind:
            return None
        return other.addresses[other.row_of[key]]

    def _sent(self, address: str) -> tuple[SentTable, int]:
        """The table that a record was sent in (the row may have been moved to another one), and its row there."""
        own = self.spot.sent
        table = own if address in own.row_of else self.everywhere[address]
        return table, table.row_of[address]

    def _original_first(self, some: list[_Keyed]) -> list[_Keyed]:
        """Rows with one id: the one that says most of what was sent is the original, the others are copies."""
        if len(some) == 1:
            return some
        return sorted(some, key=lambda one: (-self._same_cells(one), one.row))

    def _same_cells(self, one: _Keyed) -> int:
        return sum(cell.same for cell in self._seen(one.row, one.address, fully=True).cells.values())

    def _equal(self, copy: _Keyed, original: _Keyed) -> bool:
        """A copy that nobody has changed says nothing."""
        values = (self.spot.tab.rows[row] for row in (copy.row, original.row))
        one, other = ([_canon(value) for value in some] for some in values)
        return _without_tail(one) == _without_tail(other)

    def _seen(self, row: int, address: str, *, fully: bool = False) -> ReturnedRow:
        table, number = self._sent(address)
        own = not fully and table is self.spot.sent
        if own and (untouched := self._untouched(row, number)) is not None:
            return ReturnedRow(table, address, self._row_place(row), {}, (), untouched=untouched)
        cells: dict[str, ReturnedCell] = {}
        for at, column_number in self.spot.columns.items():
            column = self.spot.sent.columns[column_number]
            there = column_number if table is self.spot.sent else table.column_of(column.field)
            if there is None or column.field == "id":
                continue
            sent = table.cell(number, there)
            value = _canon(self.spot.tab.value(row, at))
            if value is None and sent.value is None and sent.cell is not None and not fully:
                self._tell("sheet-date-emptied", row, id=address, field=column.header, date=sent.cell)
            cells[column.field] = ReturnedCell(
                column, value, self._place(row, at), value == sent.cell, sent.value
            )
        return ReturnedRow(self.spot.sent, address, self._row_place(row), cells, tuple(self._own(row)))

    @cached_property
    def _tied(self) -> list[tuple[int, Mapping[int, Plain], str, tuple[Plain, ...], Mapping[Plain, Plain]]]:
        """Place, what stood, field, values and shown of each column that is there."""
        sent = self.spot.sent
        return [
            (
                at,
                sent.stood.get(number, {}),
                sent.columns[number].field,
                sent.values[number],
                sent.shown[number],
            )
            for at, number in self.spot.columns.items()
            if sent.columns[number].field != "id"
        ]

    def _untouched(self, row: int, number: int) -> dict[str, Plain] | None:
        """What was sent in a row, if every cell still says it and no column was added."""
        if self.spot.own:
            return None
        values = self.spot.tab.rows[row]
        width = len(values)
        sent: dict[str, Plain] = {}
        for at, stood, name, column, shown in self._tied:
            value = column[number]
            there = values[at] if at < width else None
            expected = stood[number] if number in stood else shown.get(value, value)
            if (there != expected or type(there) is not type(expected)) and _canon(there) != expected:
                return None
            sent[name] = value
        return sent

    def _new(self, row: int, key: str) -> ReturnedRow | None:
        """A row without an id that was sent: new where the table takes new rows, else told."""
        cells: dict[str, ReturnedCell] = {}
        for at, number in self.spot.columns.items():
            column = self.spot.sent.columns[number]
            value = _canon(self.spot.tab.value(row, at))
            if column.field != "id" and value is not None:
                cells[column.field] = ReturnedCell(column, value, self._place(row, at), same=False, sent=None)
        own = tuple(one for one in self._own(row) if one.value is not None)
        if not cells and not own:
            if key:
                self._tell("sheet-remark", row, value=key)
            return None
        if not self.spot.sent.new_rows:
            shown = next(
                (
                    str(value)
                    for value in (*(one.value for one in cells.values()), *(one.value for one in own))
                ),
                key,
            )
            self._tell("sheet-no-new-rows", row, value=shown)
            return None
        return ReturnedRow(self.spot.sent, None, self._row_place(row), cells, own, key)

    def _own(self, row: int) -> Iterator[OwnCell]:
        for at, header in self.spot.own.items():
            yield OwnCell(header, _canon(self.spot.tab.value(row, at)), self._place(row, at))

    def _tell(self, slug: str, row: int, **facts: object) -> None:
        self.problems.append(Problem(slug, self._row_place(row), facts))

    def _place(self, row: int, column: int) -> CellPlace:
        return CellPlace(self.file, self.spot.tab.name, cell_name(row, column))

    def _row_place(self, row: int) -> CellPlace:
        return self._place(row, self.spot.id_column or 0)


def _canon(value: Value) -> Plain | CellError:
    return value if isinstance(value, CellError) else canon(value)


def _without_tail(values: Iterable[object]) -> list[object]:
    found = list(values)
    tail = sum(1 for _ in takewhile(lambda value: value is None, reversed(found)))
    return found[: len(found) - tail]
