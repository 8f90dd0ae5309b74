"""The journal of writes: many files at once, all or none, and the latest write can be taken back.

An entry is written before the files are, and its file name tells its state::

    history/journal/000012.pending.json    begun: whoever comes next completes it
    history/journal/000012.done.json       written
    history/journal/000012.undoing.json    being taken back: whoever comes next completes that
    history/journal/000012.undone.json     taken back

Its content never changes. Per file it keeps the hash before and after, and the part of the text that differs; with
the file in either state that gives the other.
"""

import json
import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from tpn.problems import FilePlace, Problem, Stop
from tpn.source import Change, TextFile, must_be_unchanged, sha256_of, write_files
from tpn.source.writing import (
    TEMPORARY,
    flush_folder,
    move_over,
    sha256_of_text,
    write_beside,
    writing_problem,
)

State = Literal["pending", "done", "undoing", "undone"]

MOST_ENTRIES = 200
PATIENCE = 5.0
"""Seconds to wait for another writer."""

_NAME = re.compile(r"([0-9]{6,})\.(pending|done|undoing|undone)\.json")


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a write did to one file: between ``front`` and ``back`` kept characters, ``old`` became ``new``."""

    file: str
    before: str | None
    after: str | None
    bom: bool
    front: int
    back: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One write: its number, when it was made, by which words on the command line, and what it changed."""

    number: int
    state: State
    when: datetime
    command: tuple[str, ...]
    files: tuple[FileChange, ...]


def write(folder: Path, changes: Sequence[Change], command: Sequence[str], now: datetime) -> JournalEntry:
    """Write all the files or none, and remember it.

    Args:
        folder: the project's folder; the files lie in it.
        changes: the files as they were read, with their new text (none takes a file away).
        command: the words on the command line, without the program's name.
        now: the time to remember.

    Raises:
        Stop: another command is writing (``project-busy``), a file was changed since it was read, or the disk or
            folder takes no files. The files are the old ones then.
    """
    with locked(folder):
        _tidy(folder)
        must_be_unchanged(file for file, _ in changes)
        number = max((number for number, _ in _names(folder)), default=0) + 1
        files = tuple(_file_change(folder, file, text) for file, text in changes)
        entry = JournalEntry(number, "pending", now, tuple(command), files)
        _save(folder, entry)
        try:
            write_files(changes)
        except BaseException:
            _give_up(folder, entry)
            raise
        entry = _move(folder, entry, "done")
        _forget_oldest(folder)
        return entry


def undo(folder: Path) -> JournalEntry:
    """Take back the latest write that has not been taken back.

    Raises:
        Stop: there is none (``undo-nothing``), or a file was changed since (``undo-changed``).
    """
    with locked(folder):
        _tidy(folder)
        entry = latest(folder)
        changed = [change for change in entry.files if sha256_of(folder / change.file) != change.after]
        if changed:
            places = [FilePlace(change.file) for change in changed]
            raise Stop(Problem("undo-changed", place, {"command": _words(entry)}) for place in places)
        entry = _move(folder, entry, "undoing")
        _complete(folder, entry)
        return _move(folder, entry, "undone")


def latest(folder: Path) -> JournalEntry:
    """The write that ``undo`` would take back.

    Raises:
        Stop: ``undo-nothing``.
    """
    numbers = [number for number, state in _names(folder) if state == "done"]
    if not numbers:
        raise Stop(Problem("undo-nothing", FilePlace(str(folder))))
    return _load(folder, numbers[-1], "done")


def recover(folder: Path) -> tuple[Problem, ...]:
    """Complete a write, or its taking back, that was cut off; to be called before the files are read.

    Costs one look at a folder when all is well. Problems tell of files that somebody changed meanwhile; those are
    left as they are.
    """
    if all(state in {"done", "undone"} for _, state in _names(folder)):
        return ()
    with locked(folder):
        return _tidy(folder)


def entries(folder: Path) -> tuple[JournalEntry, ...]:
    """All writes that are remembered, oldest first."""
    return tuple(_load(folder, number, state) for number, state in _names(folder))


_held = threading.local()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Alone with the project's files: to be held from reading to writing. May be nested.

    Raises:
        Stop: another command holds it for more than five seconds (``project-busy``), or the folder takes no files.
    """
    key = os.path.realpath(folder)
    mine: set[str] = _held.__dict__.setdefault("folders", set())
    if key in mine:
        yield
        return
    with _file_lock(folder):
        mine.add(key)
        try:
            yield
        finally:
            mine.discard(key)


@contextmanager
def _file_lock(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only commands that write pay for its import

    path = folder / "history" / ".lock"
    try:
        path.parent.mkdir(exist_ok=True)
        lock = FileLock(path, timeout=PATIENCE)
        lock.acquire()
    except Timeout as error:
        raise Stop(Problem("project-busy", FilePlace(str(folder)), {"seconds": int(PATIENCE)})) from error
    except OSError as error:
        raise Stop(writing_problem(error, str(folder))) from error
    try:
        yield
    finally:
        lock.release()


def _journal(folder: Path) -> Path:
    return folder / "history" / "journal"


def _path(folder: Path, number: int, state: State) -> Path:
    return _journal(folder) / f"{number:06d}.{state}.json"


def _names(folder: Path) -> list[tuple[int, State]]:
    try:
        names = [path.name for path in _journal(folder).iterdir()]
    except OSError:
        return []
    found = (_NAME.fullmatch(name) for name in names)
    return sorted((int(one[1]), one[2]) for one in found if one)  # type: ignore[misc]


def _save(folder: Path, entry: JournalEntry) -> None:
    path = _path(folder, entry.number, entry.state)
    data = json.dumps(_as_json(entry), ensure_ascii=False, indent=1).encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        move_over(write_beside(path, data), path)
    except OSError as error:
        raise Stop(writing_problem(error, str(path.relative_to(folder)))) from error
    flush_folder(path.parent)


def _move(folder: Path, entry: JournalEntry, state: State) -> JournalEntry:
    old, new = _path(folder, entry.number, entry.state), _path(folder, entry.number, state)
    try:
        move_over(old, new)
    except OSError as error:
        raise Stop(writing_problem(error, str(new.relative_to(folder)))) from error
    flush_folder(new.parent)
    return JournalEntry(entry.number, state, entry.when, entry.command, entry.files)


def _load(folder: Path, number: int, state: State) -> JournalEntry:
    path = _path(folder, number, state)
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(FileChange(**one) for one in said["files"])
        return JournalEntry(
            number, state, datetime.fromisoformat(said["when"]), tuple(said["command"]), files
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Stop(Problem("journal-damaged", FilePlace(str(path)))) from error


def _as_json(entry: JournalEntry) -> dict[str, Any]:
    return {
        "format": 1,
        "when": entry.when.isoformat(),
        "command": list(entry.command),
        "files": [{name: getattr(one, name) for name in FileChange.__slots__} for one in entry.files],
    }


def _file_change(folder: Path, file: TextFile, text: str | None) -> FileChange:
    old, new = file.text if file.sha256 else "", text or ""
    front = _alike(old, new)
    back = _alike(old[front:][::-1], new[front:][::-1])
    return FileChange(
        file=Path(os.path.relpath(file.path, folder)).as_posix(),
        before=file.sha256,
        after=None if text is None else sha256_of_text(text, bom=file.bom),
        bom=file.bom,
        front=front,
        back=back,
        old=old[front : len(old) - back],
        new=new[front : len(new) - back],
    )


def _alike(one: str, other: str) -> int:
    """How many characters the texts begin with alike; by halves, since a character at a time takes a second."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _tidy(folder: Path) -> tuple[Problem, ...]:
    """Complete what was cut off; the lock is held."""
    problems: list[Problem] = []
    _sweep(folder, _journal(folder))
    for number, state in _names(folder):
        if state in {"pending", "undoing"}:
            entry = _load(folder, number, state)
            problems += _complete(folder, entry)
            _move(folder, entry, "done" if state == "pending" else "undone")
    return tuple(problems)


def _complete(folder: Path, entry: JournalEntry) -> list[Problem]:
    """Bring each file that is still as it was before to what it is after (the other way when taking back)."""
    back = entry.state == "undoing"
    changes: list[Change] = []
    problems = []
    for change in entry.files:
        now = sha256_of(folder / change.file)
        since, wanted = (change.after, change.before) if back else (change.before, change.after)
        if now == since:
            changes.append(_change_again(folder, change, back=back))
        elif now != wanted:
            problems.append(Problem("write-interrupted", FilePlace(change.file), {"command": _words(entry)}))
    _sweep(*{Path(os.path.realpath(folder / change.file)).parent for change in entry.files})
    if not problems:  # one file has gone its own way: leave the others as they are, and say so
        write_files(changes)
    return problems


def _change_again(folder: Path, change: FileChange, *, back: bool) -> Change:
    """The change to a file that is in the state before (after, when taken back), worked out from what it says now."""
    path = folder / change.file
    since, wanted = (change.after, change.before) if back else (change.before, change.after)
    text = "" if since is None else path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    middle = change.old if back else change.new
    new = text[: change.front] + middle + text[len(text) - change.back :]
    file = TextFile(path, change.file, text, bom=change.bom, sha256=since)
    return file, None if wanted is None else new


def _give_up(folder: Path, entry: JournalEntry) -> None:
    """Forget an entry whose files were not written; it stays when one of them could not be brought back."""
    if all(sha256_of(folder / change.file) == change.before for change in entry.files):
        with suppress(OSError):  # what it wanted is told already; the next writer finds nothing to do
            _path(folder, entry.number, entry.state).unlink(missing_ok=True)


def _sweep(*folders: Path) -> None:
    """Take away the half-written files of a writer that was cut off; the lock is held, so nobody writes one now."""
    for folder in folders:
        for left in folder.glob(f".*{TEMPORARY}"):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _forget_oldest(folder: Path) -> None:
    for number, state in _names(folder)[:-MOST_ENTRIES]:
        _path(folder, number, state).unlink(missing_ok=True)


def _words(entry: JournalEntry) -> str:
    return " ".join(("tpn", *entry.command))
