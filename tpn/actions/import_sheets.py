"""Sheets that came home: understood, merged with the project, and what would be written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from tpn.actions.import_result import (
    ForeignFile,
    ImportResult,
    ReturnedFile,
    list_of,
    must_be_full,
    sheets_of,
    spelled,
)
from tpn.actions.keep_additions import told_of_additions
from tpn.actions.load_plan import plan_of, worked_out
from tpn.actions.newer_answers import ANSWERED, after_newer_round, settle
from tpn.actions.refused_cells import gone_row, lacking, of_ended, refused_cell
from tpn.actions.rows_without_ids import known_again
from tpn.actions.session import Session
from tpn.actions.write_changes import Tried, after_edits, tried, write_tried
from tpn.edits.action_twins import done_days
from tpn.edits.one_person import Joined, first_to_join, joined
from tpn.edits.outcome_edits import REF, Applying, RecordEdits, decided
from tpn.edits.record_routes import RecordRoutes
from tpn.edits.sound_edits import Refused, sound
from tpn.history.imports import ImportedRow, brought
from tpn.model.about import Service
from tpn.model.base import Record
from tpn.model.ended import ended_of
from tpn.model.ids import TakenIds
from tpn.model.index import Entry, Index, short_address
from tpn.model.shapes import Activity
from tpn.plan import Plan
from tpn.plan.timing import timing_of
from tpn.problems import CellPlace, FilePlace, Problem, Stop
from tpn.recognise.words import HeadingWords, load_words
from tpn.roundtrip.cell_values import Meanings, words_of_style
from tpn.roundtrip.foreign_sheet import ForeignRow
from tpn.roundtrip.match_rows import returned
from tpn.roundtrip.read_rows import Understanding, Understood, getters_of, restored, value_of
from tpn.roundtrip.three_way import (
    NewRow,
    Outcome,
    OutcomeKind,
    RowList,
    Sheet,
    SheetRow,
    same_title,
    three_way,
)
from tpn.sheets.sent_copy import is_reviewed
from tpn.source import Edit, TextFile
from tpn.views.change_effect import Effect, binding, effect
from tpn.views.rows import class_of
from tpn.views.values import title_of

_OLD_DAYS = 180
_DAY_FIRST = frozenset({"nb", "nn"})
"""The languages in which three numbers are day, month and year."""
_CHANGES = frozenset({OutcomeKind.TAKE, OutcomeKind.CONFLICT})
_MADE = ("id", "actions", "after")
"""What a record gets when it is made from a foreign row, and nobody is asked about later."""
_FROM = {"actions": "action"}
_MOVES = frozenset(
    {
        "after",
        "start",
        "due",
        "duration",
        "status",
        "percent",
        "started",
        "finished",
        "launch",
        "expected",
        "launched",
    }
)
"""The fields that say when work is done."""


class SheetImport:
    """Brings the sheets of one run home."""

    def __init__(self, session: Session, take: str = "", files: Sequence[str] = ()) -> None:
        """``take`` and ``files``: for whom conflicts are decided (see ``decided``)."""
        self.session = session
        self.take, self.files = take, files
        self.refs: dict[tuple[str, str], str] = {}
        self._tried: tuple[list[RecordEdits], Tried] | None = None
        self._unread: dict[CellPlace, frozenset[str]] = {}
        """Of new rows, the fields whose cells could not be read: they are told, and not missed as well."""
        self._whole: set[str] = set()
        """Records that were made from a row of a sheet: all that the row says is said at once."""

    def bring(self, homes: Sequence[ReturnedFile], strangers: Sequence[ForeignFile] = ()) -> ImportResult:
        """Everything that returned workbooks, and sheets of others, come to.

        Raises:
            Stop: one of them belongs to another project, or is nearly empty: then none is taken.
        """
        self._must_be_ours(homes)
        for home in homes:
            self._understand(home)
            if not home.known:
                home.rows = [self._without_computed(row) for row in home.rows]
        ours, known = self._ours(homes), dict(self._known(homes))
        settle(homes, self._brought_before, ours)
        sheets = [sheet for home in homes for sheet in sheets_of(home)]
        must_be_full(sheets)
        sheets += [self._foreign(stranger, ours, known) for stranger in strangers]
        outcomes = three_way(ours, sheets, known)
        problems = [problem for home in homes for problem in home.problems]
        problems += [problem for stranger in strangers for problem in stranger.problems]
        asked = {one.facts["id"] for one in problems if one.slug == "sheet-number-damaged"}
        outcomes = tuple(
            one for one in outcomes if one.kind is not OutcomeKind.GONE_THERE or one.id not in asked
        )
        made = ImportResult(homes, list(decided(outcomes, self.take, self.files)), [], problems, strangers)
        made.shown = {
            (address, table.columns[at].field): cell
            for home in homes
            for table in home.base.tables
            for at, some in table.stood.items()
            for address, cell in ((table.addresses[row], cell) for row, cell in some.items())
        }
        made.agreed = dict(self._agreed(made.outcomes))
        self._apply(made)
        return made

    def _without_computed(self, row: Understood) -> Understood:
        """A row of a file without its base, without the dates that the plan works out and would show today."""
        entry = self.session.loaded.index.by_address.get(row.address or "")
        timing = timing_of(entry.record, self._plan) if entry else None
        if entry is None or timing is None or not isinstance(entry.record, Activity | Service):
            return row
        work = self._plan.by_id.get(entry.address)
        computed = {
            "due": timing.plan,
            "launch": timing.plan,
            "start": work.dates.plan_start if work else None,
        }
        record, kind = entry.record, row.table.kind
        same = {
            name
            for name, day in computed.items()
            if day and row.values.get(name) == day and value_of(kind, name, record) is None
        }
        return replace(row, values={name: value for name, value in row.values.items() if name not in same})

    @cached_property
    def _plan(self) -> Plan:
        return worked_out(self.session)

    def _agreed(self, outcomes: Iterable[Outcome]) -> Iterator[tuple[str, date]]:
        """What was agreed of the things whose deadline a sheet moves: it stands until a decision moves it."""
        for one in outcomes:
            if one.kind is OutcomeKind.TAKE and one.field in {"due", "launch"}:
                entry = self.session.loaded.index.by_address.get(one.id)
                timing = timing_of(entry.record, self._plan) if entry else None
                if timing and timing.agreed and timing.agreed.to != one.sheet:
                    yield one.id, timing.agreed.to

    # -- reading ----------------------------------------------------------------------------------------------

    def _must_be_ours(self, homes: Iterable[ReturnedFile]) -> None:
        own = self.session.project.about.id
        others = [
            Problem("import-other-project", FilePlace(home.file), {"project": home.base.project, "own": own})
            for home in homes
            if home.base.project != own
        ]
        if others:
            raise Stop(others)

    def _understand(self, home: ReturnedFile) -> None:

        loaded, base = self.session.loaded, home.base
        own = words_of_style(base.style, self.session.folder)
        sent = base.sent.date()
        person = self.session.project.person.get(base.to)
        meanings = Meanings(
            loaded.sound(), loaded.index, self._words, sent, self.session.folder, self.session.today, own,
            base.language in _DAY_FIRST, person.name if person else "", person.id if person else "",
        )  # fmt: skip
        found = returned(home.book, base)
        home.added = found.added
        understanding = Understanding(meanings)
        home.rows = self._remembered(home, understanding.rows(found))
        if home.known:
            held = {address for table in base.tables for address in table.addresses}
            home.rows = known_again(home.rows, loaded.index, held)
        home.reviewed = is_reviewed(home.book, base)
        home.problems += understanding.problems
        home.rows = [self._with_days_there(home, row) if row.assumed else row for row in home.rows]
        self._unread |= {row.place: row.unread for row in home.rows if row.unread and not row.address}
        place = FilePlace(home.file)
        home.problems += [
            Problem("import-table-lost", place, {"tab": one.tab})
            for one in found.lost
            if one.keys and home.known
        ]
        if home.known and (self.session.today - sent).days > _OLD_DAYS:
            home.problems.append(Problem("import-old-sheet", place, {"sent": sent}))
        home.problems += [
            *after_newer_round(self.session.folder, home),
            *told_of_additions(self.session, home),
        ]

    def _with_days_there(self, home: ReturnedFile, row: Understood) -> Understood:
        """A row without the days that nobody typed where the project has a day already; the others are told."""
        entry = self.session.loaded.index.by_address.get(row.address or "")
        there = {
            name: day
            for name in row.assumed
            if entry and (day := value_of(row.table.kind, name, entry.record)) is not None
        }
        home.problems += [told for name, told in row.assumed.items() if name not in there]
        return replace(row, values={**row.values, **there})

    @cached_property
    def _words(self) -> HeadingWords:

        return load_words(self.session.folder)

    @cached_property
    def _memory(self) -> Mapping[tuple[str, str, str, str, int], ImportedRow]:
        """The rows that earlier imports made records of."""
        return {one.key: one for one in self._brought_before if one.place != ANSWERED}

    @cached_property
    def _brought_before(self) -> tuple[ImportedRow, ...]:
        """All that earlier imports have remembered."""
        return brought(self.session.folder)

    def _remembered(self, home: ReturnedFile, rows: list[Understood]) -> list[Understood]:
        """Rows that are records since an earlier import, with what they said then as their base."""
        if not self._memory:
            return rows
        counts: Counter[tuple[str, str, str]] = Counter()
        return [row if row.address else self._as_record(home, row, counts) for row in rows]

    def _as_record(
        self, home: ReturnedFile, row: Understood, counts: Counter[tuple[str, str, str]]
    ) -> Understood:

        under = list_of(row.table)
        where = (under.kind, spelled(under), same_title(row.title))
        known = self._memory.get((home.key, *where, counts[where]))
        counts[where] += 1
        if known is None:
            return row
        self._whole.add(known.id)
        sent = {name: restored(row.table.kind, name, value) for name, value in known.values.items()}
        return replace(row, address=known.id, sent={**dict.fromkeys(row.values), **sent})

    # -- merging ----------------------------------------------------------------------------------------------

    def _ours(self, homes: Sequence[ReturnedFile]) -> dict[str, dict[str, object]]:
        """What the project says now of every record that was sent or has come back."""
        at = RecordRoutes(self.session.project, self.session.loaded.index)
        ours: dict[str, dict[str, object]] = {}
        for home in homes:
            for table in home.base.tables:
                known = getters_of(table)
                for address in table.addresses:
                    if class_of(table.kind) is Record:
                        ours.setdefault(address, {})  # a light, a phase: worked out, no record holds it
                    elif there := at.of(table.kind, address):
                        values = ours.setdefault(address, {})
                        values.update((name, get(there.record)) for name, get in known)
            for row in home.rows:
                there = at.of(row.table.kind, row.address) if row.address else None
                if row.address and there and row.cells:
                    values = ours.setdefault(row.address, {})
                    more = row.values.keys() - values.keys() - row.locked
                    values.update((name, value_of(row.table.kind, name, there.record)) for name in more)
        return ours

    def _known(self, homes: Sequence[ReturnedFile]) -> Mapping[RowList, Sequence[tuple[str, str]]]:
        """The records that a new row may be: those that sheets have brought; without a base, all of the kind."""
        found: dict[RowList, list[tuple[str, str]]] = {}
        for home in homes:
            for row in home.rows:
                under = list_of(row.table)
                if row.address is None and under not in found:
                    found[under] = list(self._brought(under) if home.known else self._all(under))
        return found

    def _brought(self, under: RowList) -> Iterator[tuple[str, str]]:
        for one in self._memory.values():
            if (one.kind, one.place) == (
                under.kind,
                spelled(under),
            ) and one.id in self.session.loaded.index.ids:
                yield one.id, one.title

    def _all(self, under: RowList) -> Iterator[tuple[str, str]]:

        kind = "activities" if under.kind == "milestones" else under.kind
        return ((entry.address, title_of(entry.record)) for entry in self.session.loaded.index.of(kind))

    # -- sheets of others -------------------------------------------------------------------------------------

    def _foreign(
        self,
        stranger: ForeignFile,
        ours: dict[str, dict[str, object]],
        known: dict[RowList, Sequence[tuple[str, str]]],
    ) -> Sheet:
        """A file of others as a sheet without a base: records by their id here, else by their title, else new."""
        theirs: dict[str, SheetRow] = {}
        new: list[NewRow] = []
        titles: dict[RowList, dict[str, list[str]]] = {}
        rows: Counter[tuple[str, str]] = Counter()
        for row in stranger.rows:
            under = RowList(row.kind, row.fixed)
            if under not in known:
                known[under] = list(self._all(under))
            if under not in titles:
                for name, title in known[under]:
                    titles.setdefault(under, {}).setdefault(same_title(title), []).append(name)
            entry = self._with_number(row)
            alike = titles.get(under, {}).get(same_title(row.title), [])
            rows[row.kind, same_title(row.title)] += 1
            if 0 < len(alike) < rows[row.kind, same_title(row.title)] and self._is_said_already(row, alike):
                continue  # one person in two rows: what this row says of them stands here
            for name in [entry.address] if entry else alike:
                self._standing(row, name, ours)
                self.refs.setdefault((stranger.file, row.ref), name)
            values: Mapping[str, object] = (
                {key: value for key, value in row.values.items() if key not in _MADE}
                if entry or alike
                else row.values
            )
            for name in [entry.address] if entry else alike:
                values = {**values, **self._one_of_several(row, name)}
                stranger.problems.extend(self._only_new(row, name))
            if entry:
                theirs[entry.address] = SheetRow(values, row.cells, row.place)
            else:
                ref = {REF: row.ref} if row.ref and not alike else {}
                new.append(NewRow(under, row.title, SheetRow({**values, **ref}, row.cells, row.place)))
        return Sheet(stranger.file, theirs, None, tuple(new))

    def _with_number(self, row: ForeignRow) -> Entry | None:
        """The record of ours that has the row's number."""
        index = self.session.loaded.index
        found = (*index.ids.get(row.ref, ()), *filter(None, [index.by_address.get(row.ref)]))
        return next((one for one in found if one.kind == row.kind), None)

    def _one_of_several(self, row: ForeignRow, name: str) -> dict[str, object]:
        """A list of others says a person's roles one row at a time: a role that somebody has is no other answer."""
        entry = self.session.loaded.index.by_address.get(name)
        said = row.values.get("roles")
        has = value_of(row.kind, "roles", entry.record) if entry and row.kind == "people" and said else None
        return (
            {"roles": has}
            if isinstance(has, tuple) and isinstance(said, tuple) and set(said) <= set(has)
            else {}
        )

    def _only_new(self, row: ForeignRow, name: str) -> Iterator[Problem]:
        """What only a new record gets from a sheet of others, its measures and what it follows: told of one that is."""
        entry = self.session.loaded.index.by_address.get(name)
        record = entry.record if entry else None
        known = {same_title(str(one.what)) for one in getattr(record, "actions", ())}
        said = [str(one["what"]) for one in row.values.get("actions", ())]
        more = [what for what in said if same_title(what) not in known]
        links = () if getattr(record, "after", ()) else row.values.get("after", ())
        for field, values in (("actions", more), ("after", links if isinstance(links, tuple) else ())):
            if values:
                facts = {"id": short_address(name), "key": field, "value": ", ".join(map(str, values))}
                yield Problem("import-only-new", row.cells.get(_FROM.get(field, field), row.place), facts)

    def _is_said_already(self, row: ForeignRow, alike: Iterable[str]) -> bool:
        """Whether somebody of that name has all that a row of people says."""
        said: dict[str, object] = {key: value for key, value in row.values.items() if key not in _MADE}
        records = (self.session.loaded.index.by_address[name].record for name in alike)
        return row.kind == "people" and any(
            all(
                value_of("people", key, one) == (said | self._one_of_several(row, one.id))[key]  # type: ignore[attr-defined]
                for key in said
            )
            for one in records
        )

    def _standing(self, row: ForeignRow, name: str, ours: dict[str, dict[str, object]]) -> None:
        """What the project says now in the fields that a foreign row speaks of."""
        entry = self.session.loaded.index.by_address.get(name)
        if entry:
            values = ours.setdefault(name, {})
            values.update((key, value_of(row.kind, key, entry.record)) for key in row.values)

    # -- writing ----------------------------------------------------------------------------------------------

    def _apply(self, made: ImportResult) -> None:
        """Turn outcomes into changes; what would make the project faulty is told and left."""
        self._leave_the_ended(made)
        self._forget_the_joined(made)
        loaded = self.session.loaded
        kinds = {row.address: row.table.kind for home in made.homes for row in home.rows if row.address}
        applying = Applying(
            loaded.sound(),
            loaded.index,
            loaded.value,
            self._taken(made),
            kinds,
            self.refs,
            self.session.today,
        )
        changes = applying.changes(made.outcomes)
        for change in changes:
            if change.lacks:
                said = change.outcomes[0].said
                unread = (
                    self._unread.get(said[0].place, frozenset()) if said and said[0].place else frozenset()
                )
                if lacks := tuple(key for key in change.lacks if key not in unread):
                    made.problems.append(lacking(self.session, replace(change, lacks=lacks)))
            elif change.fault:
                made.problems.append(refused_cell(self.session, Refused(change.outcomes[0], change.fault)))
        good, refused = sound(
            [change for change in changes if not change.lacks and not change.fault], self._faults
        )
        made.changes = good
        made.undated = [
            loaded.index.by_route[one.route[:-1]].address
            for one in done_days(_edits(good), loaded.index, self.session.today)
        ]
        made.problems += [refused_cell(self.session, one) for one in refused]
        made.problems += [
            gone_row(one) for one in made.outcomes if one.kind is OutcomeKind.GONE_HERE and one.field
        ]
        if _speaks_of_people(good, loaded.index) and self._tried and self._tried[0] == good:
            found, made.joined = self._as_one_person(self._tried[1])
            self._tried = (good, found)
        others = [one for one in made.outcomes if one.kind not in {OutcomeKind.TAKE, OutcomeKind.NEW}]
        made.outcomes = [*(one for change in good for one in change.outcomes), *others]

    def _forget_the_joined(self, made: ImportResult) -> None:
        """A row of an entry that went into another is the person it became: the sheet has come home before."""
        here = {same_title(person.name) for person in self.session.project.people}
        became = {
            row.address
            for home in made.homes
            for row in home.rows
            if row.table.kind == "people" and same_title(str(row.values.get("name") or "")) in here
        }
        made.outcomes = [
            one for one in made.outcomes if one.kind is not OutcomeKind.GONE_HERE or one.id not in became
        ]

    def _leave_the_ended(self, made: ImportResult) -> None:
        """What a sheet says anew of a record that has ended is told cell by cell, and left."""
        index = self.session.loaded.index
        stand = {
            entry.address for entry in self.session.loaded.standing.entries if not ended_of(entry.record)
        }
        told = [
            one
            for one in made.outcomes
            if one.kind in _CHANGES and one.id in index.by_address and one.id not in stand
        ]
        made.problems += [of_ended(self.session, one) for one in told]
        made.outcomes = [one for one in made.outcomes if one not in told]

    def _taken(self, made: ImportResult) -> TakenIds:
        """The ids that no new record may get: of the project, its snapshots, the sheets, and earlier imports."""
        if not any(one.kind is OutcomeKind.NEW for one in made.outcomes):
            return TakenIds(self.session.loaded.index.ids)
        sent = (name for home in made.homes for name in home.base.highest_ids())
        return TakenIds([*self.session.loaded.index.taken, *sent])

    def _faults(self, changes: Sequence[RecordEdits]) -> Sequence[Problem]:
        """The new faults that the project would have with these changes; what a closed gate lacks is told with it."""
        try:
            edits = _edits(changes)
            found = tried(self.session.loaded, edits, self.session.today, typed=False, whole=self._whole)
            self._tried = (list(changes), found)
        except Stop as stop:
            return [one for one in stop.problems if one.slug != "point-lacks"]
        return ()

    def _as_one_person(self, found: Tried) -> tuple[Tried, list[Joined]]:
        """Who has one name in two rows is one person with the roles of both, and what pointed at either."""
        before = self.session.loaded
        gone: list[Joined] = []
        if before.project is None:
            return found, gone
        while found.after.project and (one := first_to_join(before.project, found.after.project)):
            edits, told_of = joined(found.after.index, one)
            after = tried(found.after, edits, self.session.today, typed=False).after
            texts = {file: after.files[name].text for name, file in before.files.items()}
            found = Tried({file: text for file, text in texts.items() if text != file.text}, after)
            gone.append(told_of)
        persons = found.after.project.person if found.after.project else {}
        return found, [
            one._replace(person=persons[one.person.id]) for one in gone if one.person.id in persons
        ]

    def effect(self, made: ImportResult) -> Effect | None:
        """What the changes do to the dates and lights that bind; None where none of them says when work is done."""
        said = [one for change in made.changes for one in change.outcomes]
        if not any(one.field in _MOVES or one.kind is OutcomeKind.NEW for one in said):
            return None
        known, found = self._tried or ([], None)
        after = found.after if found and known == made.changes else None
        then = plan_of(self.session, after or after_edits(self.session.loaded, _edits(made.changes)))
        return binding(effect(plan_of(self.session), then))

    def write(self, made: ImportResult, besides: Sequence[Edit], more: Mapping[TextFile, str]) -> None:
        """Write the changes and what follows from them; what was tried a moment ago is not worked out again."""
        known, found = self._tried or ([], None)
        same = found and known == made.changes and not besides
        ready = (
            found
            if found and same
            else tried(self.session.loaded, [*_edits(made.changes), *besides], typed=False, whole=self._whole)
        )
        if made.joined and not same:
            ready = self._as_one_person(ready)[0]
        write_tried(self.session, ready, more, made.by)


def _speaks_of_people(changes: Iterable[RecordEdits], index: Index) -> bool:
    """Whether names of people, or new people, are among the changes."""
    outcomes = [one for change in changes for one in change.outcomes]
    new = any(one.under and one.under.kind == "people" for one in outcomes)
    known = (index.by_address.get(one.id) for one in outcomes if one.field == "name")
    return new or any(entry and entry.kind == "people" for entry in known)


def _edits(changes: Sequence[RecordEdits]) -> list[Edit]:
    return [edit for change in changes for edit in change.edits]
