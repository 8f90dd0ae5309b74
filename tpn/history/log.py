"""The log: what was written into the project, when, by whom, and what each field was and became. It only grows.

``history/log/2026-10/05T080000-3f9a2c1b.json`` is one write. The names of two copies of a project can not meet, so
the log merges without hands. An undo is a write of its own, which names the one that it takes back.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any, NamedTuple

from tpn.history.entries import JournalEntry
from tpn.history.own_files import kept_json
from tpn.model import Loaded
from tpn.model.index import Entry, Route
from tpn.model.shapes import Activity
from tpn.problems import FilePlace, Problem, Stop

FOLDER = Path("history") / "log"
FORMAT = 1


class RecordChange(NamedTuple):
    """What became of one field of a record; of the whole record, where ``field`` is empty: made or taken away.

    ``old`` and ``new`` are values as YAML has them; none where there was or is nothing.
    """

    id: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One write: when, the words on the command line, whose it was and which sheets brought it, what it changed.

    ``name`` is the entry's own; ``undoes`` the name of the entry that it takes back.
    """

    name: str
    when: datetime
    command: tuple[str, ...]
    person: str = ""
    sheets: tuple[str, ...] = ()
    changes: tuple[RecordChange, ...] = ()
    files: tuple[str, ...] = ()
    undoes: str = ""


def new_name(project: Path, now: datetime) -> str:
    """The name of an entry that is made now; no other copy of the project makes the same.

    Those of one second follow one another in the order in which they were made.
    """
    second = f"{now:%Y-%m/%dT%H%M%S}"
    before = sum(1 for _ in (project / FOLDER).glob(f"{second}-*.json"))
    return f"{second}-{min(before, 0xFF):02x}{token_hex(3)}"


def path_of(project: Path, name: str) -> Path:
    """The file of an entry."""
    return project / FOLDER / f"{name}.json"


def text_of(entry: LogEntry) -> str:
    """The text of an entry's file."""
    said = {key: value for key, value in asdict(entry).items() if value and key not in {"name", "changes"}}
    changes = [one._asdict() for one in entry.changes]
    return (
        json.dumps(
            {"format": FORMAT, **said, "changes": changes}, ensure_ascii=False, indent=1, default=_plain
        )
        + "\n"
    )


def entries(project: Path) -> tuple[LogEntry, ...]:
    """All that has been written into a project, the oldest first; those that were taken back, and their undoing, too.

    Raises:
        Stop: an entry has been damaged.
    """
    found = [_read(project, path) for path in sorted((project / FOLDER).glob("*/*.json"))]
    return tuple(sorted(found, key=lambda one: (one.when, one.name)))


def standing(project: Path) -> tuple[LogEntry, ...]:
    """The entries that have not been taken back, without the undoings themselves."""
    known = entries(project)
    gone = {one.undoes for one in known if one.undoes}
    return tuple(one for one in known if one.name not in gone and not one.undoes)


def made_on(project: Path, names: Collection[str]) -> Mapping[str, date]:
    """The days on which records of those names were made, of those that were made by a command."""
    return {
        change.id: entry.when.date()
        for entry in standing(project)
        for change in entry.changes
        if not change.field and change.old is None and change.id in names
    }


def of_record(project: Path, name: str) -> tuple[tuple[LogEntry, RecordChange], ...]:
    """What has become of one record and all that stands below it, the oldest first; undoings are there as well."""
    return tuple(
        (entry, change)
        for entry in entries(project)
        for change in entry.changes
        if change.id == name or change.id.startswith(f"{name}/")
    )


def taking_back(
    project: Path, written: JournalEntry, now: datetime, command: Sequence[str], person: str
) -> LogEntry:
    """The entry that says that a write was taken back: what it had changed, the other way round."""
    own = next((one.file for one in written.files if one.file.startswith(f"{FOLDER.as_posix()}/")), None)
    old = _read(project, project / own) if own and (project / own).is_file() else None
    changes = tuple(RecordChange(one.id, one.field, one.new, one.old) for one in (old.changes if old else ()))
    files = tuple(one.file for one in written.files if one.file != own)
    undoes = old.name if old else f"journal/{written.number:06d}"
    return LogEntry(new_name(project, now), now, tuple(command), person, (), changes, files, undoes)


def _read(project: Path, path: Path) -> LogEntry:
    try:
        said = kept_json(project, path)
        return LogEntry(
            path.relative_to(project / FOLDER).with_suffix("").as_posix(),
            datetime.fromisoformat(said["when"]),
            tuple(map(str, said.get("command", ()))),
            " ".join(str(said.get("person", "")).split()),
            tuple(map(str, said.get("sheets", ()))),
            tuple(RecordChange(str(c["id"]), str(c["field"]), c["old"], c["new"]) for c in said["changes"]),
            tuple(map(str, said.get("files", ()))),
            str(said.get("undoes", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Stop(Problem("log-damaged", FilePlace(path.as_posix()), {"file": path.as_posix()})) from None


# ---------------------------------------------------------------- what changed between two states


def differences(before: Loaded, after: Loaded) -> tuple[RecordChange, ...]:
    """Each field of each record that differs, in the order of the files; nothing of a project that has no shape."""
    if before.project is None or after.project is None:
        return ()
    touched = [
        section
        for section in dict.fromkeys([*before.value, *after.value])
        if before.value.get(section) != after.value.get(section)
    ]
    was, now = _records(before, touched), _records(after, touched)
    return tuple(
        change
        for name in dict.fromkeys([*was, *now])
        if was.get(name) != now.get(name)
        for change in _record(name, was.get(name), now.get(name))
    )


def _record(
    name: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> Iterator[RecordChange]:
    if old is None or new is None:
        yield RecordChange(name, "", old, new)
        return
    for field in dict.fromkeys([*old, *new]):
        if old.get(field) != new.get(field):
            yield RecordChange(name, field, old.get(field), new.get(field))


def _records(loaded: Loaded, sections: list[str]) -> dict[str, dict[str, Any]]:
    """The own fields of each record in these sections, by address."""
    some = [entry for entry in loaded.index.entries if entry.route[0] in sections]
    routes = frozenset(entry.route for entry in some)
    made = {entry.address: dict(_own(loaded, entry, routes)) for entry in some}
    for entry in some:
        if isinstance(entry.record, Activity):  # where it stands says its phase
            made[entry.address]["phase"] = entry.route[0]
    return made


def _own(loaded: Loaded, entry: Entry, routes: frozenset[Route]) -> Iterator[tuple[str, Any]]:
    value: Any = loaded.value
    try:
        for step in entry.route:
            value = value[step]
    except (KeyError, IndexError, TypeError):  # one value that stands for a list of one
        return
    if isinstance(value, Mapping):
        yield from _fields(value, entry.route, "", routes)


def _fields(
    value: Mapping[str, Any], route: Route, above: str, routes: frozenset[Route]
) -> Iterator[tuple[str, Any]]:
    """The fields of a record, those inside a mapping by their way; what are records of their own are left out."""
    for key, one in value.items():
        here = (*route, key)
        if here in routes or (isinstance(one, list) and (*here, 0) in routes):
            continue
        if isinstance(one, Mapping):
            if not any((*here, step) in routes for step in one):
                yield from _fields(one, here, f"{above}{key}.", routes)
        else:
            yield f"{above}{key}", one


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
