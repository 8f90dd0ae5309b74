"""What an import comes to, and the files that came home as sheets that can be merged."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tpn.actions.write_changes import By
from tpn.edits.one_person import Joined
from tpn.edits.outcome_edits import RecordEdits
from tpn.history.additions import TableAdditions
from tpn.history.imports import ImportedRow
from tpn.problems import FilePlace, Problem, Stop
from tpn.recognise.left_out import LeftOutPart
from tpn.roundtrip.foreign_sheet import ForeignRow
from tpn.roundtrip.read_rows import Understood
from tpn.roundtrip.three_way import NewRow, Outcome, OutcomeKind, RowList, Sheet, SheetRow, same_title
from tpn.sheets.sent_copy import Base, SentTable
from tpn.spreadsheets.found_book import FoundBook


@dataclass
class ReturnedFile:
    """One file that came home. ``known``: it carries its base; else every difference is a question."""

    file: str
    book: FoundBook
    base: Base
    known: bool = True
    rows: list[Understood] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    reviewed: bool = False
    added: Sequence[TableAdditions] = ()
    """What somebody added to its tables, to be carried on."""
    saved: float = 0.0
    """When the file was last saved, in seconds; 0 where nobody knows."""

    @property
    def key(self) -> str:
        """Which sheet it is, wherever its file lies: when it was sent, to whom, in which style."""
        return "|".join((self.base.sent.isoformat(timespec="seconds"), self.base.to, self.base.style))


@dataclass
class ForeignFile:
    """A file that tpn never wrote: its records in the project's fields, and what could not be read."""

    file: str
    rows: Sequence[ForeignRow]
    problems: list[Problem]
    kinds: Mapping[str, int] = field(default_factory=dict)
    """How many records of each kind."""
    left_out: Sequence[LeftOutPart] = ()
    """What of it gives no record, and why."""


@dataclass
class ImportResult:
    """What an import comes to: outcomes, the changes that can be written, and all that cannot be read."""

    homes: Sequence[ReturnedFile]
    outcomes: list[Outcome]
    changes: list[RecordEdits]
    problems: list[Problem]
    strangers: Sequence[ForeignFile] = ()
    shown: Mapping[tuple[str, str], object] = field(default_factory=dict)
    """What a cell said where nothing was typed, by record and field."""
    agreed: Mapping[str, date] = field(default_factory=dict)
    """What was agreed of the things whose deadline is moved, by record: it stands."""
    joined: Sequence[Joined] = ()
    """Entries that are one person by what the sheets say, and become one."""
    undated: Sequence[str] = ()
    """Activities that a sheet says are done, and not when: their day is the one on which it is read."""

    @property
    def conflicts(self) -> list[Outcome]:
        """What nobody has decided."""
        return [one for one in self.outcomes if one.kind is OutcomeKind.CONFLICT]

    @property
    def by(self) -> By:
        """Whose a write is: the files that came, and who was sent them, where that is one."""
        files = tuple(home.file for home in self.homes) + tuple(one.file for one in self.strangers)
        people = {home.base.to for home in self.homes if home.known}
        return By(files, people.pop() if len(people) == 1 else "")


def memory(made: ImportResult) -> list[ImportedRow]:
    """What is to be remembered of the records that are made now from sheets that tpn sent."""
    keys = {home.file: home.key for home in made.homes}
    into = {one.other: one.person.id for one in made.joined}
    counts: Counter[tuple[str, ...]] = Counter()
    found = []
    for one in (
        one for change in made.changes for one in change.outcomes if one.kind is OutcomeKind.NEW and one.id
    ):
        for said in one.said:
            if one.under and said.sheet in keys:
                title = same_title(str(said.value or ""))
                where = (keys[said.sheet], one.under.kind, spelled(one.under), title)
                found.append(
                    ImportedRow(*where, counts[where], into.get(one.id, one.id), dict(one.row or {}))
                )
                counts[where] += 1
    return found


def sheets_of(home: ReturnedFile) -> Iterator[Sheet]:
    """A file as sheets: a record that stands in several tables of it speaks once in each."""
    layers: list[dict[str, Understood]] = []
    for row in home.rows:
        if row.address:
            layer = next((some for some in layers if row.address not in some), None)
            if layer is None:
                layers.append(layer := {})
            layer[row.address] = row
    there = {name for layer in layers for name in layer}
    gone: dict[str, Mapping[str, object]] = {
        address: {}
        for table in home.base.tables
        if any(column.editable for column in table.columns) and table.identity is not None
        for address in table.addresses
        if address not in there
    }
    new = tuple(NewRow(list_of(row.table), row.title, _row(row)) for row in home.rows if not row.address)
    for number, layer in enumerate(layers or [{}]):
        base = {name: row.sent for name, row in layer.items()} | (gone if number == 0 else {})
        locked = frozenset((name, key) for name, row in layer.items() for key in row.locked)
        theirs = {name: _row(row) for name, row in layer.items()}
        yield Sheet(home.file, theirs, base if home.known else None, new if number == 0 else (), locked)


def _row(row: Understood) -> SheetRow:
    return SheetRow(row.values, row.cells, row.place)


def must_be_full(sheets: Iterable[Sheet]) -> None:
    """Most of the rows that were sent have come back.

    Raises:
        Stop: of one of the sheets they have not.
    """
    empty = [
        Problem(
            "import-nearly-empty",
            FilePlace(sheet.name),
            {"n": len(sheet.missing()), "all": len(sheet.base or ())},
        )
        for sheet in sheets
        if sheet.nearly_empty()
    ]
    if empty:
        raise Stop(empty)


def list_of(table: SentTable) -> RowList:
    """The list that the new rows of a table belong to."""
    scope = table.scope
    said = (("phase", scope.phase and scope.phase.value), ("service", scope.service), ("variant", scope.variant),
            ("holder", scope.holder))  # fmt: skip
    return RowList(table.kind, tuple((key, value) for key, value in said if value))


def spelled(under: RowList) -> str:
    """A list of rows as one word."""
    return "|".join(f"{key}={value}" for key, value in under.fixed)
