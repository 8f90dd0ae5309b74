"""A workbook that came home: which of its rows and cells are those that were sent.

A row is known by its id, else by the locked text that names it (a process by its service). Rows may be sorted,
filtered, inserted, copied or deleted. Nothing is interpreted here: cells are compared with what was sent, as they
stand.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from tpn.history.additions import TableAdditions
from tpn.model.canon import Plain, canon
from tpn.problems import CellPlace, Problem
from tpn.roundtrip.added import added_to
from tpn.roundtrip.beside_tables import beside_tables
from tpn.roundtrip.find_tables import PlacedTable, canon_value, found_tables
from tpn.sheets.added import place_of
from tpn.sheets.grey_cells import as_shown
from tpn.sheets.sent_copy import BASE_TAB, Base, SentColumn, SentTable
from tpn.spreadsheets.book import LISTS_TAB
from tpn.spreadsheets.found_book import CellError, FoundBook, FoundTab, cell_name

TITLES = ("title", "name", "text", "what", "question")
"""The fields that say what a row is, in the order in which they are asked."""


class ReturnedCell(NamedTuple):
    """One cell of a returned row: which column was sent there, and its value in the one spelling."""

    column: SentColumn
    value: Plain | CellError
    place: CellPlace
    same: bool
    """It stands as it was sent."""
    sent: Plain
    """The value that was sent, plain as in the project."""
    stood: Plain = None
    """What the cell said when it was sent."""


class CellComment(NamedTuple):
    """What somebody wrote in a comment on a cell: the heading of its column, the text as it stands, the cell."""

    header: str
    text: str
    place: CellPlace


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
    comments: tuple[CellComment, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """What came home: rows in the order of the file, and which tables were found at all."""

    rows: tuple[ReturnedRow, ...]
    found: tuple[SentTable, ...]
    lost: tuple[SentTable, ...]
    problems: tuple[Problem, ...]
    added: tuple[TableAdditions, ...] = ()
    """What people added to the tables, to be carried on."""


def returned(book: FoundBook, base: Base) -> Returned:
    """The rows of a returned workbook, tied to what was sent."""
    tabs = [tab for tab in book.tabs if tab.name not in {BASE_TAB, LISTS_TAB}]
    spots = found_tables(tabs, base)
    everywhere = {
        address: table for table in reversed(base.tables) for address in (*table.addresses, *table.keys)
    }
    rows: list[ReturnedRow] = []
    problems: list[Problem] = []
    taken: set[CellPlace] = set()
    seen: Counter[str] = Counter()
    places = {id(table): place_of(table, seen) for table in base.tables}
    added: list[TableAdditions] = []
    for spot in spots:
        if spot.sent.identity is None:
            continue  # nothing names its rows: it only tells
        walk = _Walk(spot, book.file, everywhere, base, places[id(spot.sent)])
        some = list(walk.rows())
        rows += some
        problems += [*walk.problems, *walk.added.left]
        added += [walk.added.table] if walk.added.table.some else []
        taken |= {comment.place for row in some for comment in row.comments}
    problems += _left_comments(tabs, book.file, taken)
    problems += beside_tables(tabs, spots, base, book.file)
    found = tuple(spot.sent for spot in spots)
    lost = tuple(table for table in base.tables if table not in found)
    return Returned(tuple(rows), found, lost, tuple(problems), tuple(added))


def _left_comments(tabs: Iterable[FoundTab], file: str, taken: Collection[CellPlace]) -> Iterator[Problem]:
    """The comments on cells that belong to no row that was read."""
    for tab in tabs:
        for (row, column), text in sorted(tab.notes.items()):
            place = CellPlace(file, tab.name, cell_name(row, column))
            if place not in taken and text.strip():
                yield Problem("sheet-comment-left", place, {"value": " ".join(text.split())})


# ---------------------------------------------------------------- the rows of a table


class _Keyed(NamedTuple):
    row: int
    key: str
    address: str


class _Walk:
    """Down the rows of one table."""

    def __init__(
        self, spot: PlacedTable, file: str, everywhere: Mapping[str, SentTable], base: Base, place: str
    ) -> None:
        self.spot = spot
        self.file = file
        self.everywhere = everywhere
        self.problems: list[Problem] = []
        below = range(spot.header + 1, spot.last + 1)
        self.added = added_to(
            spot,
            {row: name for row in below if (name := self._address(self._key(row)))},
            base,
            place,
            file,
        )

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
        for row in range(self.spot.header + 1, self.spot.last + 1):
            values = self.spot.tab.rows[row]
            if row in self.added.sums:
                continue
            if row in self._noted or any(
                at < len(values) and canon_value(values[at]) is not None for at in known
            ):
                yield row

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
        one, other = ([canon_value(value) for value in some] for some in values)
        return _without_tail(one) == _without_tail(other)

    def _seen(self, row: int, address: str, *, fully: bool = False) -> ReturnedRow:
        table, number = self._sent(address)
        own = not fully and table is self.spot.sent
        if own and row not in self._noted and (untouched := self._untouched(row, number)) is not None:
            return ReturnedRow(table, address, self._row_place(row), {}, (), untouched=untouched)
        cells: dict[str, ReturnedCell] = {}
        for at, column_number in self.spot.columns.items():
            column = self.spot.sent.columns[column_number]
            there = column_number if table is self.spot.sent else table.column_of(column.field)
            if there is None or column.field == "id":
                continue
            sent = table.cell(number, there)
            value = canon_value(self.spot.tab.value(row, at))
            if (row, at) in self.added.formulas:
                value = sent.cell  # worked out of the others: nothing that somebody says
            if value is None and sent.value is None and sent.cell is not None and not fully:
                self._tell("sheet-date-emptied", row, id=address, field=column.header, date=sent.cell)
            cells[column.field] = ReturnedCell(
                column, value, self._place(row, at), value == sent.cell, sent.value, sent.cell
            )
        own_cells, comments = tuple(self._own(row)), tuple(self._comments(row))
        return ReturnedRow(self.spot.sent, address, self._row_place(row), cells, own_cells, comments=comments)

    @cached_property
    def _noted(self) -> Mapping[int, Mapping[int, str]]:
        """The comments of the tab by row and column, and the texts beside the table in columns without a heading."""
        found: dict[int, dict[int, str]] = {}
        for row in range(self.spot.header + 1, self.spot.last + 1):
            for at in sorted(self.spot.loose):
                if text := as_shown(self.spot.tab.value(row, at)):
                    found.setdefault(row, {})[at] = text
        for (row, column), text in sorted(self.spot.tab.notes.items()):
            if text.strip():
                found.setdefault(row, {})[column] = text
        return found

    def _comments(self, row: int) -> Iterator[CellComment]:
        for at, text in self._noted.get(row, {}).items():
            number = self.spot.columns.get(at)
            header = self.spot.own.get(at, "") if number is None else self.spot.sent.columns[number].header
            yield CellComment(header, text, self._place(row, at))

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
            if (there != expected or type(there) is not type(expected)) and canon_value(there) != expected:
                return None
            sent[name] = value
        return sent

    def _new(self, row: int, key: str) -> ReturnedRow | None:
        """A row without an id that was sent: new where the table takes new rows, else told."""
        cells: dict[str, ReturnedCell] = {}
        for at, number in self.spot.columns.items():
            column = self.spot.sent.columns[number]
            value = canon_value(self.spot.tab.value(row, at))
            if column.field != "id" and value is not None:
                cells[column.field] = ReturnedCell(column, value, self._place(row, at), same=False, sent=None)
        own = tuple(one for one in self._own(row) if one.value is not None)
        if not cells and not own:
            if said := key or next((comment.text for comment in self._comments(row)), ""):
                self._tell("sheet-remark", row, value=said)
            return None
        alone = next(iter(cells.values())).value if len(cells) == 1 and not own else None
        if isinstance(alone, str) and _SENTENCES.search(alone):
            self._tell("sheet-remark", row, value=alone)  # «Hilsen Sven. Jeg er borte uke 41.» is no work
            return None
        if key and self._address(key) is None and (like := self._called_alike(row)):
            self._tell("sheet-number-damaged", row, id=like.address, value=key, found=like.key)
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
        comments = tuple(self._comments(row))
        return ReturnedRow(self.spot.sent, None, self._row_place(row), cells, own, comments=comments)

    def _called_alike(self, row: int) -> _Keyed | None:
        """The row that was sent with the title and the people that a row with an unknown number has."""
        sent = self.spot.sent
        named = {
            at: number
            for at, number in self.spot.columns.items()
            if sent.columns[number].field in {*TITLES, "responsible"}
        }
        here = {number: canon_value(self.spot.tab.value(row, at)) for at, number in named.items()}
        if not any(value for number, value in here.items() if sent.columns[number].field in TITLES):
            return None
        return next(
            (
                _Keyed(row, key, sent.addresses[at])
                for at, key in enumerate(sent.keys)
                if all(sent.cell(at, number).cell == value for number, value in here.items())
            ),
            None,
        )

    def _own(self, row: int) -> Iterator[OwnCell]:
        for at, header in self.spot.own.items():
            if (row, at) in self.added.formulas:
                continue
            yield OwnCell(header, canon_value(self.spot.tab.value(row, at)), self._place(row, at))

    def _tell(self, slug: str, row: int, **facts: object) -> None:
        self.problems.append(Problem(slug, self._row_place(row), facts))

    def _place(self, row: int, column: int) -> CellPlace:
        return CellPlace(self.file, self.spot.tab.name, cell_name(row, column))

    def _row_place(self, row: int) -> CellPlace:
        return self._place(row, self.spot.id_column or 0)


_SENTENCES = re.compile(r"\w{3,}[.!?]\s+[A-ZÆØÅ]\w")
"""A text of two sentences or more: a row has a title."""


def _without_tail(values: Iterable[object]) -> list[object]:
    found = list(values)
    tail = sum(1 for _ in takewhile(lambda value: value is None, reversed(found)))
    return found[: len(found) - tail]
