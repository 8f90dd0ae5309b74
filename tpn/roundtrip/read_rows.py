"""A returned workbook in the project's own values: each row with what it says, what is locked, what cannot be read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tpn.model.base import Record
from tpn.model.canon import Plain, canon
from tpn.model.choices import Answer, Status
from tpn.model.sense import FULL
from tpn.problems import CellPlace, Problem
from tpn.roundtrip.cell_values import Meanings, error_facts, error_slug
from tpn.roundtrip.go_together import DAYS
from tpn.roundtrip.match_rows import TITLES, CellComment, Returned, ReturnedCell, ReturnedRow
from tpn.sheets.sent_copy import SentTable
from tpn.spreadsheets.found_book import CellError
from tpn.views.computed_fields import field as field_of
from tpn.views.fields import record_field
from tpn.views.rows import class_of


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
    assumed: Mapping[str, Problem] = field(default_factory=dict)
    """Days that nobody typed, by field, with what is said of each."""
    unread: frozenset[str] = frozenset()
    """Fields whose cells say something that could not be read."""


@dataclass
class Understanding:
    """Understands rows one by one; ``problems`` are the cells that could not be read."""

    meanings: Meanings
    problems: list[Problem] = field(default_factory=list)
    _assumed: dict[str, Problem] = field(default_factory=dict)
    _unread: set[str] = field(default_factory=set)
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
        self._assumed, self._unread = {}, set()
        for name, seen in row.cells.items():
            cells[name] = seen.place
            if not seen.column.editable:
                locked.add(name)
                values[name] = seen.sent if seen.same else _raw(seen)
            elif seen.same:
                values.setdefault(name, seen.sent)
            else:
                values |= self._meant(row, name, seen, cells)
        self._own(row, values, cells)
        self._comments(row, values, cells)
        self._reasons(row, values, cells)
        self._with_its_day(row, values, cells)
        sent = {name: seen.sent for name, seen in row.cells.items()}
        if "note" in values:  # a comment goes into the note, also where the sheet has no column for it
            sent.setdefault("note", self._now(row, "note"))
        title = next((str(cell.sent) for name in TITLES if (cell := row.cells.get(name)) and cell.sent), "")
        return Understood(
            row.table, row.address, row.place, title, values, cells, sent, frozenset(locked), self._assumed
        )

    def _locked(self, table: SentTable) -> frozenset[str]:
        if id(table) not in self._locks:
            self._locks[id(table)] = frozenset(one.field for one in table.columns if not one.editable)
        return self._locks[id(table)]

    def _new(self, row: ReturnedRow) -> Understood | None:
        values: dict[str, Plain] = {}
        cells: dict[str, CellPlace] = {}
        self._assumed, self._unread = {}, set()
        for name, seen in row.cells.items():
            known = field_of(row.table.kind, name)
            if known and (not known.computed or known.fresh):
                cells[name] = seen.place
                values |= self._meant(row, name, seen, cells)
        _under_way(row, values, cells)
        self._own(row, values, cells)
        self._comments(row, values, cells)
        self._reasons(row, values, cells)
        self._with_its_day(row, values, cells)
        title = next((str(values[name]) for name in TITLES if values.get(name)), "")
        if not values:
            return None
        self._whose(row, values)
        return Understood(
            row.table,
            None,
            row.place,
            title,
            values,
            cells,
            assumed=self._assumed,
            unread=frozenset(self._unread),
        )

    def _whose(self, row: ReturnedRow, values: dict[str, Plain]) -> None:
        """New work in a sheet that one person was sent is theirs, where it does not say whose it is."""
        by, known = self.meanings, record_field(class_of(row.table.kind), "responsible")
        if by.to and known and not values.get("responsible") and "responsible" not in self._unread:
            values["responsible"] = (by.to,) if known.many else by.to
            self._tell(
                "sheet-whose-row", row.place, row, field="responsible", kind=row.table.kind, name=by.who
            )

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
            self._unread.add(name)
            return {}
        if seen.value is None and meant.value is not None and meant.value == seen.sent:
            said = asked.choices(str(meant.value)) if asked.choices else meant.value
            self._tell("sheet-cell-emptied", seen.place, row, field=seen.column.header, value=said)
            return {name: seen.sent}
        if isinstance(meant.value, date) and meant.value == seen.stood:
            return {name: seen.sent}  # the day that stood there, typed in another way
        beside = {key: value for key, value in meant.beside.items() if not _typed(row, key)}
        if meant.assumed in {name, *beside} and meant.told:
            facts = {"id": row.address or "", "field": seen.column.header, **meant.told.facts}
            self._assumed[meant.assumed] = Problem(meant.told.slug, seen.place, facts)
        elif meant.told:
            facts = {"field": seen.column.header, **meant.told.facts}
            self._tell(meant.told.slug, seen.place, row, **facts)
        for other in beside:
            cells[other] = seen.place
        return {name: meant.value, **beside}

    def _comments(self, row: ReturnedRow, values: dict[str, Plain], cells: dict[str, CellPlace]) -> None:
        """Comments on cells are taken into the note of the row; where its kind has none they are told."""
        if not row.comments:
            return
        if record_field(class_of(row.table.kind), "note") is None:
            for one in row.comments:
                text = " ".join(one.text.split())
                self._tell("sheet-comment-left", one.place, row, field=one.header, value=text)
            return
        stands = self._now(row, "note")
        note = str((values.get("note") if _typed(row, "note") or not row.address else stands) or "")
        for one in row.comments:
            line = _line_of(one, self.meanings.who)
            if line not in note:
                note = f"{note}\n{line}".strip()
                cells["note"] = one.place
                values["note"] = canon(note)

    def _now(self, row: ReturnedRow, name: str) -> Plain:
        """What the project says now in a field of a row that was sent."""
        entry = self.meanings.index.by_address.get(row.address or "")
        return value_of(row.table.kind, name, entry.record) if entry else None

    def _own(self, row: ReturnedRow, values: dict[str, Plain], cells: dict[str, CellPlace]) -> None:
        """Columns that somebody added are kept under ``x:``."""
        for own in row.own:
            name = f"x.{own.header}"
            if isinstance(own.value, CellError):
                self._tell(error_slug(own.value), own.place, row, field=own.header, **error_facts(own.value))
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

    def _with_its_day(
        self, row: ReturnedRow, values: dict[str, Plain], cells: Mapping[str, CellPlace]
    ) -> None:
        """«Ferdig» and a day of it that cannot be are one answer: both wait."""
        for name, days in DAYS.items():
            day = next((one for one in days if one in self._unread), None)
            if day and name in values and _typed(row, name):
                facts = {"field": row.cells[name].column.header, "value": _raw(row.cells[name])}
                self._tell(
                    "cell-waits-for-day", cells[name], row, **facts, other=row.cells[day].column.header
                )
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


_BY = re.compile(r"(?P<by>[^\n:]{2,40}):\s*\n\s*(?P<text>.+)", re.DOTALL)
"""How Excel begins a comment: with the name of who writes it, on a line of its own."""


def _line_of(one: CellComment, who: str) -> str:
    """A comment as a line of a note: who wrote it, under which heading, and the words."""
    said = _BY.fullmatch(one.text.strip())
    by, text = (said["by"].strip(), said["text"]) if said else (who, one.text)
    about = f"{by} ({one.header})" if by and one.header else by or one.header
    return f"{about}: {' '.join(text.split())}" if about else " ".join(text.split())


def _typed(row: ReturnedRow, name: str) -> bool:
    """Whether somebody has written into the cell of a field themselves."""
    seen = row.cells.get(name)
    return seen is not None and not seen.same


def _under_way(row: ReturnedRow, values: dict[str, Plain], cells: dict[str, CellPlace]) -> None:
    """New work of which a part is done is under way, where the row says no status."""
    share = values.get("percent")
    begun = row.table.kind == "activities" and isinstance(share, int | float) and share > 0
    if begun and values.get("status") is None:
        values["status"] = (Status.DONE if share == FULL else Status.IN_PROGRESS).value
        cells["status"] = cells["percent"]


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
