"""Where the tables that were sent stand in a workbook that came home: their headers, and what each column is.

Tabs may be renamed, headers renamed, moved or hidden, columns added. A table is known by the words of its headers and
by the ids below them, a column by its header, else by what stands in it, else by its place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tpn.model.canon import Plain, canon
from tpn.recognise.normalise import fold
from tpn.sheets.sent_copy import Base, SentTable
from tpn.spreadsheets.found_book import CellError, FoundTab, Value

_ALIKE = 0.6
"""How much of a column must stand as it was sent for it to be that column under another header."""
_HEADERS = 0.4


@dataclass(frozen=True, slots=True)
class _Header:
    """A row that has headers of a table."""

    tab: FoundTab
    row: int
    score: tuple[int, ...]


@dataclass
class PlacedTable:
    """A table where it was found: its header row, and what each column is."""

    sent: SentTable
    tab: FoundTab
    header: int
    last: int
    columns: dict[int, int] = field(default_factory=dict)
    own: dict[int, str] = field(default_factory=dict)
    loose: frozenset[int] = frozenset()
    """Columns that no field stands for, without a heading or of weeks: what stands there is a remark on its row."""

    @property
    def id_column(self) -> int | None:
        """Where that stands which the rows are known by."""
        known = self.sent.identity
        return next((at for at, number in self.columns.items() if number == known), None)


def found_tables(tabs: Sequence[FoundTab], base: Base) -> list[PlacedTable]:
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
        if keys or not table.marks or hits > least:
            yield _Header(tab, header, (keys, _called(tab, table), _titles_in(tab, table), hits, -header))


def _called(tab: FoundTab, table: SentTable) -> int:
    """How surely a tab is called as the table's was: text has the name of its file, «steg-Barnehage.csv»."""
    if tab.name == table.tab:
        return 2
    return int(tab.name.casefold().endswith(f"-{table.tab.casefold()}"))


def _titles_in(tab: FoundTab, table: SentTable) -> int:
    """How many of the table's rows are called what they were: steps of two services have the same numbers."""
    named = (at for at, one in enumerate(table.columns) if at != table.identity and one.kind == "text")
    at = next(named, None)
    if at is None:
        return 0
    said = {str(value) for row in tab.rows for value in row if value is not None}
    return sum(table.cell(row, at).cell in said for row in range(len(table.keys)))


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


def _shaped(table: SentTable, header: _Header, last: int) -> PlacedTable:
    """What each column below a header row is: by its header, else by what stands in it, else by its place."""
    tab, row = header.tab, header.row
    spot = PlacedTable(table, tab, row, last)
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
    spot.loose = frozenset(range(width)) - spot.columns.keys() - spot.own.keys()
    return spot


def _renamed(spot: PlacedTable, left: list[int], others: list[int]) -> None:
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


def _between(spot: PlacedTable, number: int) -> bool:
    """Whether the columns beside a place are still those that stood beside it."""
    beside = [at for at in (number - 1, number + 1) if 0 <= at < len(spot.sent.columns)]
    return bool(beside) and all(spot.columns.get(at) == at for at in beside)


def _below(spot: PlacedTable, at: int) -> Iterator[Value]:
    return (spot.tab.value(row, at) for row in range(spot.header + 1, spot.last + 1))


def _likeness(spot: PlacedTable, at: int, number: int, ids: int | None) -> float:
    """The part of the filled cells of a column that say what was sent in another's."""
    if ids is None:
        return 0.0
    table, hits, filled = spot.sent, 0, 0
    for row in range(spot.header + 1, spot.last + 1):
        sent_row = table.row_of.get(str(canon(spot.tab.value(row, ids))))
        if sent_row is None:
            continue
        value, sent = canon_value(spot.tab.value(row, at)), table.cell(sent_row, number).cell
        if value is None and sent is None:
            continue
        filled += 1
        hits += value == sent
    return hits / filled if filled else 0.0


def canon_value(value: Value) -> Plain | CellError:
    """A value in the one spelling; a cell that holds a fault is left as it is."""
    return value if isinstance(value, CellError) else canon(value)
