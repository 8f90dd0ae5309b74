"""A sheet that somebody sends once more: the newer answer stands, and is no conflict with their own earlier one.

Which of two copies is newer is seen from when each file was saved, and from what an earlier import has written.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from tpn.actions.import_result import ReturnedFile, list_of
from tpn.edits.outcome_edits import RecordEdits
from tpn.history.imports import ImportedRow
from tpn.history.rounds import rounds
from tpn.problems import FilePlace, Problem
from tpn.roundtrip.read_rows import Understood, restored
from tpn.roundtrip.three_way import OutcomeKind, same_title

ANSWERED = "@answers"
"""In place of a list: the row was sent, and this is what was taken of it."""


def answered(homes: Iterable[ReturnedFile], changes: Iterable[RecordEdits]) -> Iterator[ImportedRow]:
    """What is to be remembered of the cells that are taken now from people's own sheets."""
    keys = {home.file: home.key for home in homes if home.known and home.base.to}
    kinds = {row.address: row.table.kind for home in homes for row in home.rows if row.address}
    said: dict[tuple[str, str], dict[str, object]] = defaultdict(dict)
    for one in (one for change in changes for one in change.outcomes if one.kind is OutcomeKind.TAKE):
        for some in one.said:
            if some.sheet in keys:
                said[keys[some.sheet], one.id][one.field] = some.value
    for (key, record), values in said.items():
        yield ImportedRow(key, kinds.get(record, ""), ANSWERED, record, 0, record, values)


def settle(
    homes: Sequence[ReturnedFile],
    brought: Iterable[ImportedRow],
    ours: Mapping[str, Mapping[str, object]],
) -> None:
    """Let each person's newest answer be the one that counts; that it is one is told."""
    before: dict[tuple[str, str], dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for one in brought:
        if one.place == ANSWERED:
            for name, value in one.values.items():
                before[one.sheet, one.id][name].append(restored(one.kind, name, value))
    own = [home for home in homes if home.known and home.base.to]
    for home in own:
        home.rows = [
            _after_earlier(home, row, before[home.key, row.address], ours.get(row.address, {}))
            if row.address and row.cells and (home.key, row.address) in before
            else row
            for row in home.rows
        ]
    for older, newer in combinations(sorted(own, key=lambda one: one.saved), 2):
        if older.key == newer.key and older.saved < newer.saved:
            _give_way(older, newer)


def _after_earlier(
    home: ReturnedFile, row: Understood, earlier: Mapping[str, Sequence[object]], ours: Mapping[str, object]
) -> Understood:
    """A row whose sheet has come home before: what the project has from it is what a new answer changes."""
    sent = dict(row.sent)
    for name, values in earlier.items():
        value, now = row.values.get(name), ours.get(name)
        if name not in row.values or value in (sent.get(name), now) or now != values[-1]:
            continue
        old = value in values[:-1]  # the first copy, read once more after the second
        sent[name] = value if old else restored(row.table.kind, name, now)
        if not old:
            home.problems.append(_newer(home, row, name))
    return replace(row, sent=sent)


def _give_way(older: ReturnedFile, newer: ReturnedFile) -> None:
    """Of two copies of one sheet, the one saved last says what both have changed."""
    later = dict(_keyed(newer))
    rows = []
    for key, row in _keyed(older):
        other = later.get(key)
        changed = [
            name
            for name, value in row.values.items()
            if other and row.cells and other.cells and other.values.get(name) not in (None, value)
            and value != row.sent.get(name) and other.values[name] != other.sent.get(name)
        ]  # fmt: skip
        newer.problems += [_newer(newer, other, name) for name in changed if other]
        said = {name: other.values[name] for name in changed if other}
        rows.append(replace(row, values={**row.values, **said}) if said else row)
    older.rows = rows


def _keyed(home: ReturnedFile) -> Iterator[tuple[object, Understood]]:
    """The rows by what they are: the record, or the list, title and number of a new one."""
    counts: dict[object, int] = defaultdict(int)
    for row in home.rows:
        key: object = row.address or (list_of(row.table), same_title(row.title))
        counts[key] += 1
        yield (key, counts[key]), row


def _newer(home: ReturnedFile, row: Understood, name: str) -> Problem:
    place = row.cells.get(name) or row.place
    facts = {"id": row.address or "", "field": name, "kind": row.table.kind, "file": Path(home.file).name}
    return Problem("sheet-newer-answer", place, facts)


def after_newer_round(folder: Path, home: ReturnedFile) -> Iterator[Problem]:
    """That a newer round has been sent to whoever answers here."""
    if not (home.known and home.base.to and home.base.round):
        return
    later = [
        one
        for one in rounds(folder)
        if one.sent > home.base.sent.date() and any(sent.person == home.base.to for sent in one.people)
    ]
    if later:
        facts = {"sent": home.base.sent.date(), "newer": later[-1].sent}
        yield Problem("import-older-round", FilePlace(home.file), facts)
