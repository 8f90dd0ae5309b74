"""What to do with every cell that came back: decided from three values, without writing anything.

The base is what the sheet said when it was sent, ours is the project now, theirs is the sheet now. Several sheets
are decided at once, so that the order in which they are read makes no difference.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from tpn.problems import CellPlace

Fields = Mapping[str, object]
"""Values by field, one spelling for each value; None is empty."""

FEWEST_ROWS = 5
"""A sheet of fewer rows is never «nearly empty»: three of four may well be gone."""


class OutcomeKind(StrEnum):
    """What becomes of a cell or row."""

    TAKE = "take"
    KEEP = "keep"
    AGREE = "agree"
    CONFLICT = "conflict"
    NEW = "new"
    GONE_THERE = "gone_there"
    GONE_HERE = "gone_here"
    NOT_EDITABLE = "not_editable"


class RowList(NamedTuple):
    """Where a list takes its new rows: the kind of record, and what is the same for all rows there."""

    kind: str
    fixed: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet: what it says, and in which cells."""

    values: Fields
    cells: Mapping[str, CellPlace] = field(default_factory=dict)
    place: CellPlace | None = None

    def at(self, key: str) -> CellPlace | None:
        """The cell of a field, else the row's first."""
        return self.cells.get(key) or self.place


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row without an id: ``under`` is the list it belongs to, ``name`` its title."""

    under: RowList
    name: str
    row: SheetRow


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file that came back. Without ``base`` every difference is a question.

    ``locked`` are fields that a sheet may not change, by record. A field that a record of ``theirs`` lacks was not
    in the sheet, or could not be read, and says nothing.
    """

    name: str
    theirs: Mapping[str, SheetRow]
    base: Mapping[str, Fields] | None = None
    new: tuple[NewRow, ...] = ()
    locked: frozenset[tuple[str, str]] = frozenset()

    def missing(self) -> list[str]:
        """The records that were sent and are not there any more."""
        return [name for name in self.base or {} if name not in self.theirs]

    def nearly_empty(self) -> bool:
        """Whether most of what was sent is gone: a sheet cleared by mistake, or the wrong one."""
        sent = len(self.base or {})
        return sent >= FEWEST_ROWS and len(self.missing()) * 2 > sent


class SheetValue(NamedTuple):
    """What one sheet says of a field, and where."""

    sheet: str
    value: object
    place: CellPlace | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one cell (or row, where ``field`` is empty). ``said`` are the sheets that say something new.

    ``row`` is the new record, ``under`` its list, ``places`` the cells of its fields.
    """

    kind: OutcomeKind
    id: str
    field: str = ""
    base: object = None
    project: object = None
    said: tuple[SheetValue, ...] = ()
    row: Fields | None = None
    under: RowList | None = None
    places: Mapping[str, CellPlace] = dataclasses.field(default_factory=dict)

    @property
    def sheet(self) -> object:
        """What the sheet says; of several, the first."""
        return self.said[0].value if self.said else None


def three_way(
    ours: Mapping[str, Fields],
    sheets: Sequence[Sheet],
    known: Mapping[RowList, Sequence[tuple[str, str]]] | None = None,
) -> tuple[Outcome, ...]:
    """All outcomes; cells that nobody changed are not among them.

    Args:
        ours: the project now, by record.
        sheets: what came back.
        known: by list, the id and title of each record that the project has in it.
    """
    outcomes: list[Outcome] = []
    order = {name: None for sheet in sheets for name in (*(sheet.base or {}), *sheet.theirs)}
    for name in order:
        outcomes += _record(name, ours.get(name), sheets)
    return (*outcomes, *_new(ours, sheets, known or {}))


def _record(name: str, ours: Fields | None, sheets: Sequence[Sheet]) -> Iterator[Outcome]:
    holding = [sheet for sheet in sheets if name in sheet.theirs]
    gone = [sheet for sheet in sheets if name in (sheet.base or {}) and name not in sheet.theirs]
    if ours is None:
        said = tuple(SheetValue(sheet.name, None, sheet.theirs[name].place) for sheet in holding)
        yield Outcome(
            OutcomeKind.GONE_HERE, name, said=said or tuple(SheetValue(s.name, None, None) for s in gone)
        )
        yield from _written_in_what_is_gone(name, holding)
        return
    if gone:
        yield Outcome(
            OutcomeKind.GONE_THERE, name, said=tuple(SheetValue(sheet.name, None, None) for sheet in gone)
        )
    if len(holding) == 1 and (base := (holding[0].base or {}).get(name)) is holding[0].theirs[name].values:
        yield from _untouched(name, ours, base or {})
        return
    keys = {key: None for sheet in holding for key in sheet.theirs[name].values}
    for key in keys:
        outcome = _field(name, key, ours, holding)
        if outcome:
            yield outcome


def _written_in_what_is_gone(name: str, sheets: Iterable[Sheet]) -> Iterator[Outcome]:
    """What was written in the row of a record that is no longer there, cell by cell: somebody must find it a place."""
    for sheet in sheets:
        sent, row = (sheet.base or {}).get(name), sheet.theirs[name]
        if sent is None:
            continue  # without what it was sent with, nobody can tell what is written
        for key, value in row.values.items():
            if value != sent.get(key) and (name, key) not in sheet.locked:
                said = SheetValue(sheet.name, value, row.at(key))
                yield Outcome(OutcomeKind.GONE_HERE, name, key, sent.get(key), None, (said,))


def _untouched(name: str, ours: Fields, base: Fields) -> Iterator[Outcome]:
    """A row that came back as it was sent: only the project may have moved."""
    for key, value in base.items():
        if key in ours and ours[key] != value:
            yield Outcome(OutcomeKind.KEEP, name, key, value, ours[key])


class _Change(NamedTuple):
    said: SheetValue
    base: object
    known: bool


def _field(name: str, key: str, fields: Fields, sheets: Iterable[Sheet]) -> Outcome | None:
    ours = fields.get(key)
    changes, bases, locked = [], [], []
    for sheet in sheets:
        row = sheet.theirs[name]
        if key not in row.values:
            continue
        sent = (sheet.base or {}).get(name)
        base = sent.get(key) if sent is not None else None
        said = SheetValue(sheet.name, row.values[key], row.at(key))
        if sent is not None and said.value == base:
            bases.append(base)
        elif (name, key) in sheet.locked:
            locked.append(_Change(said, base, known=sent is not None))
        else:
            changes.append(_Change(said, base, known=sent is not None))
    if changes:
        return _changed(name, key, ours, changes)
    if locked:
        # without a base nobody can tell a changed cell from one that was worked out on another day
        told = tuple(one.said for one in locked if one.known)
        return Outcome(OutcomeKind.NOT_EDITABLE, name, key, locked[0].base, ours, told) if told else None
    # what is worked out is not among our fields: that it differs today says nothing
    kept = [base for base in bases if base != ours] if key in fields else []
    return Outcome(OutcomeKind.KEEP, name, key, kept[0], ours) if kept else None


def _changed(name: str, key: str, ours: object, changes: Sequence[_Change]) -> Outcome | None:
    base = changes[0].base
    news = [change for change in changes if change.said.value != ours]
    if not news:
        said = tuple(change.said for change in changes)
        return Outcome(OutcomeKind.AGREE, name, key, base, ours, said) if changes[0].known else None
    said = tuple(change.said for change in news)
    differ = any(one.value != said[0].value for one in said)
    free = any(change.known and change.base == ours for change in news)
    return Outcome(
        OutcomeKind.TAKE if free and not differ else OutcomeKind.CONFLICT, name, key, news[0].base, ours, said
    )


# ---------------------------------------------------------------- new rows


def _new(
    ours: Mapping[str, Fields], sheets: Sequence[Sheet], known: Mapping[RowList, Sequence[tuple[str, str]]]
) -> Iterator[Outcome]:
    """New rows, by list and title: what two people (or one, twice) wrote under one title is one record."""
    groups: dict[tuple[RowList, str], dict[str, list[NewRow]]] = defaultdict(lambda: defaultdict(list))
    for sheet in sheets:
        for new in sheet.new:
            groups[new.under, same_title(new.name)][sheet.name].append(new)
    unsent = _unsent(known, sheets)
    for (under, title), by_sheet in groups.items():
        there = unsent.get((under, title), [])
        for number in range(max(map(len, by_sheet.values()))):
            rows = [(name, some[number]) for name, some in by_sheet.items() if number < len(some)]
            if number < len(there):
                yield from _already(there[number], ours.get(there[number], {}), rows)
            else:
                yield from _made(under, rows)


def same_title(name: str) -> str:
    """A title as it is compared with others."""
    return " ".join(name.casefold().split())


def _alike(one: object, other: object) -> bool:
    """Equal, or the same words in another case: nobody is asked about that."""
    both = isinstance(one, str) and isinstance(other, str)
    return one == other or (both and same_title(str(one)) == same_title(str(other)))


def _unsent(
    known: Mapping[RowList, Sequence[tuple[str, str]]], sheets: Iterable[Sheet]
) -> Mapping[tuple[RowList, str], list[str]]:
    """By list and title, the records that no sheet was sent with: made from an earlier import of the same rows."""
    sent = {name for sheet in sheets for name in sheet.base or {}}
    found: dict[tuple[RowList, str], list[str]] = {}
    for under, records in known.items():
        for name, called in records:
            if name not in sent:
                found.setdefault((under, same_title(called)), []).append(name)
    return found


def _already(name: str, ours: Fields, rows: Sequence[tuple[str, NewRow]]) -> Iterator[Outcome]:
    """Rows that stand in the project already: what differs is a question."""
    for key in {key: None for _, new in rows for key in new.row.values}:
        said = tuple(
            SheetValue(sheet, new.row.values[key], new.row.at(key))
            for sheet, new in rows
            if key in new.row.values
        )
        differing = tuple(one for one in said if one.value not in (None, ours.get(key)))
        if differing:
            yield Outcome(OutcomeKind.CONFLICT, name, key, None, ours.get(key), differing)


def _made(under: RowList, rows: Sequence[tuple[str, NewRow]]) -> Iterator[Outcome]:
    """One new record; where several sheets have it and differ in a field, that field is a conflict."""
    values: dict[str, object] = {}
    places: dict[str, CellPlace] = {}
    torn: dict[str, tuple[SheetValue, ...]] = {}
    for key in {key: None for _, new in rows for key in new.row.values}:
        said = tuple(SheetValue(sheet, new.row.values.get(key), new.row.at(key)) for sheet, new in rows)
        told = [one for one in said if one.value is not None]
        if told and all(_alike(one.value, told[0].value) for one in told):
            values[key] = told[0].value
            if told[0].place:
                places[key] = told[0].place
        elif told:
            torn[key] = tuple(told)
    title = rows[0][1].name
    said = tuple(SheetValue(sheet, title, new.row.place) for sheet, new in rows)
    yield Outcome(OutcomeKind.NEW, "", said=said, row=values, under=under, places=places)
    for key, differing in torn.items():
        yield Outcome(OutcomeKind.CONFLICT, title, key, None, None, differing, under=under)
