"""A returned workbook in the project's own values: each row with what it says, what is locked, what cannot be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tpn.model.base import Record
from tpn.model.canon import Plain
from tpn.model.choices import Answer, Status
from tpn.problems import CellPlace, Problem
from tpn.roundtrip.cell_values import Meanings, error_slug
from tpn.roundtrip.match_rows import Returned, ReturnedCell, ReturnedRow
from tpn.sheets.sent_copy import SentTable
from tpn.source.clean import MOST_LETTERS
from tpn.spreadsheets.found_book import CellError
from tpn.views.computed_fields import field as field_of
from tpn.views.fields import record_field
from tpn.views.rows import class_of

TITLES = ("title", "name", "text", "what", "question")


@dataclass(frozen=True)
class Understood:
    """A row of a returned workbook. ``address`` is none for a new one; ``sent`` is what it said when it was sent."""

    table: SentTable
    address: str | None
    place: CellPlace
    title: str
    values: Mapping[str, Plain] = field(default_factory=dict)
    cells: Mapping[str, CellPlace] = field(default_factory=dict)
    sent: Mapping[str, Plain] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()


@dataclass
class Understanding:
    """Understands rows one by one; ``problems`` are the cells that could not be read."""

    meanings: Meanings
    problems: list[Problem] = field(default_factory=list)
    _locks: dict[int, frozenset[str]] = field(default_factory=dict)

    def rows(self, home: Returned) -> list[Understood]:
        """All rows of a returned workbook."""
        self.problems += home.problems
        made = (self._known(row) if row.address else self._new(row) for row in home.rows)
        return [row for row in made if row is not None]

    def _known(self, row: ReturnedRow) -> Understood:
        if row.untouched is not None:
            same, fixed = row.untouched, self._locked(row.table)
            return Understood(row.table, row.address, row.place, "", same, {}, same, fixed)
        values: dict[str, Plain] = {}
        cells: dict[str, CellPlace] = {}
        locked: set[str] = set()
        for name, seen in row.cells.items():
            cells[name] = seen.place
            if not seen.column.editable:
                locked.add(name)
                values[name] = seen.sent if seen.same else _raw(seen)
            elif seen.same:
                values[name] = seen.sent
            else:
                values |= self._meant(row, name, seen, cells)
        self._own(row, values, cells)
        self._reasons(row, values, cells)
        sent = {name: seen.sent for name, seen in row.cells.items()}
        title = next((str(cell.sent) for name in TITLES if (cell := row.cells.get(name)) and cell.sent), "")
        return Understood(row.table, row.address, row.place, title, values, cells, sent, frozenset(locked))

    def _locked(self, table: SentTable) -> frozenset[str]:
        if id(table) not in self._locks:
            self._locks[id(table)] = frozenset(one.field for one in table.columns if not one.editable)
        return self._locks[id(table)]

    def _new(self, row: ReturnedRow) -> Understood | None:
        values: dict[str, Plain] = {}
        cells: dict[str, CellPlace] = {}
        for name, seen in row.cells.items():
            known = field_of(row.table.kind, name)
            if known and (not known.computed or known.fresh):
                cells[name] = seen.place
                values |= self._meant(row, name, seen, cells)
        self._own(row, values, cells)
        self._reasons(row, values, cells)
        title = next((str(values[name]) for name in TITLES if values.get(name)), "")
        if not values:
            return None
        return Understood(row.table, None, row.place, title, values, cells)

    def _meant(
        self, row: ReturnedRow, name: str, seen: ReturnedCell, cells: dict[str, CellPlace]
    ) -> dict[str, Plain]:
        """What a cell gives: its field's value, and others that it says as well; nothing where it cannot be read."""
        asked = field_of(row.table.kind, name)
        if asked is None:
            return {}
        meant = self.meanings.of(row.table.kind, asked, seen.value, seen.column.header, seen.place)
        if meant.problem:
            self._tell(meant.problem.slug, seen.place, row, **meant.problem.facts)
            return {}
        if meant.told:
            self._tell(meant.told.slug, seen.place, row, **meant.told.facts)
        for other in meant.beside:
            cells.setdefault(other, seen.place)
        return {name: meant.value, **meant.beside}

    def _own(self, row: ReturnedRow, values: dict[str, Plain], cells: dict[str, CellPlace]) -> None:
        """Columns that somebody added are kept under ``x:``."""
        for own in row.own:
            name = f"x.{own.header}"
            if isinstance(own.value, CellError):
                facts = {"field": own.header, "value": own.value.code, "limit": MOST_LETTERS}
                self._tell(error_slug(own.value), own.place, row, **facts)
            elif own.value is not None or row.address:
                values[name] = own.value
                cells[name] = own.place

    def _reasons(self, row: ReturnedRow, values: dict[str, Plain], cells: Mapping[str, CellPlace]) -> None:
        """Waiting needs to say for what, and a point set aside needs a reason; else the cell cannot be taken."""
        for name, wanted, reason, slug in _REASONS:
            seen = row.cells.get(name)
            changed = seen is None or not seen.same
            if name in values and values[name] in wanted and changed and not self._has(row, reason, values):
                header = seen.column.header if seen else name
                self._tell(slug, cells[name], row, field=header, value=str(values[name]))
                del values[name]

    def _has(self, row: ReturnedRow, reason: str, values: Mapping[str, Plain]) -> bool:
        if reason in values:
            return bool(values[reason])
        entry = self.meanings.index.by_address.get(row.address or "")
        return bool(entry and getattr(entry.record, reason, None))

    def _tell(self, slug: str, place: CellPlace, row: ReturnedRow, **facts: object) -> None:
        self.problems.append(Problem(slug, place, {"id": row.address or "", **facts}))


_REASONS = (
    ("status", (Status.BLOCKED.value,), "waiting_for", "cell-waits-for-what"),
    ("answer", (Answer.NOT_RELEVANT.value, Answer.STILL_OPEN.value), "note", "cell-needs-note"),
)


def _raw(seen: ReturnedCell) -> Plain:
    return seen.value.code if isinstance(seen.value, CellError) else seen.value


def getters_of(table: SentTable) -> tuple[tuple[str, Callable[[Record], Plain]], ...]:
    """The fields of a table that the project itself holds – not worked out, and no id – and how to get each."""
    cls = class_of(table.kind)
    names = [column.field for column in table.columns if column.field != "id"]
    own = [name for name in names if (known := field_of(table.kind, name)) and not known.computed]
    return tuple((name, found.get) for name in own if (found := record_field(cls, name)))


def value_of(kind: str, name: str, record: Record) -> Plain:
    """What a record says now in a field of its kind of row."""
    found = record_field(class_of(kind), name)
    return found.get(record) if found else None


def restored(kind: str, name: str, value: object) -> Plain:
    """A value as it was before it was kept in JSON."""
    if isinstance(value, list):
        return tuple(restored(kind, name, one) for one in value)
    found = record_field(class_of(kind), name)
    if found and found.kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    return value  # type: ignore[return-value]
