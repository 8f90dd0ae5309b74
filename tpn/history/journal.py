"""The journal of writes: many files at once, all or none, and the latest write can be taken back.

An entry is written before the files are, and its file name tells its state::

    history/journal/000012.pending.json    begun: whoever comes next completes it
    history/journal/000012.done.json       written
    history/journal/000012.undoing.json    being taken back: whoever comes next completes that
    history/journal/000012.undone.json     taken back

Its content never changes. Per file it keeps the hash before and after, and the part of the text that differs; with
the file in either state that gives the other.

An entry is no order: anybody may have put it there. It is completed unasked only in the copy of the project that
began it, or where a part of it is in place and the rest stands as it was; it touches tpn's own files alone.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tpn.history.entries import (
    FileChange,
    JournalEntry,
    change_again,
    copy_mark,
    file_change,
    foreign_files,
    load,
    move,
    save,
)
from tpn.history.locking import locked
from tpn.history.numbers import State, cut_off, journal_folder, numbered, path_of
from tpn.history.own_files import must_lie_inside, sweep_history
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import Change, must_be_unchanged, sha256_of, write_files
from tpn.source.writing import TEMPORARY, half_done, uninterrupted

__all__ = [
    "FileChange", "JournalEntry", "drop", "entries", "finish", "latest", "locked", "recover", "undo", "unfinished",
    "write",
]  # fmt: skip

MOST_ENTRIES = 200
_LOG = "history/log/"


def write(
    folder: Path, changes: Sequence[Change], command: Sequence[str], now: datetime, *, way_back: bool = True
) -> JournalEntry:
    """Write all the files or none, and remember it.

    Args:
        folder: the project's folder; the files lie in it.
        changes: the files as they were read, with their new text (none takes a file away).
        command: the words on the command line, without the program's name.
        now: the time to remember.
        way_back: whether it can be taken back. Where not, nothing of what was written before can be either: the
            journal is empty afterwards.

    Raises:
        Stop: another command is writing (``project-busy``), a file was changed since it was read, or the disk or
            folder takes no files; a file leads out of the project through a link. The files are the old ones then.
    """
    with locked(folder), uninterrupted():
        _tidy(folder)
        must_lie_inside(folder, (file.path for file, _ in changes))
        must_be_unchanged(file for file, _ in changes)
        number = max((number for number, _ in numbered(folder)), default=0) + 1
        files = tuple(file_change(folder, file, text) for file, text in changes)
        entry = JournalEntry(number, "pending", now, tuple(command), files, copy_mark(folder), way_back)
        _must_be_own(folder, entry)
        save(folder, entry)
        try:
            write_files(changes)
        except BaseException as fault:
            _told_if_not(_given_up(folder, entry), folder, entry, fault)
            raise
        return _marked(folder, entry, _done)


def undo(folder: Path, told: Callable[[JournalEntry], Change] | None = None) -> JournalEntry:
    """Take back the latest write that has not been taken back; the log keeps what it says of it.

    ``told`` makes the file of the log that says so.

    Raises:
        Stop: there is none (``undo-nothing``), or a file was changed since (``undo-changed``).
    """
    with locked(folder), uninterrupted():
        _tidy(folder)
        entry = latest(folder)
        _must_be_own(folder, entry)
        changed = [one for one in _taken_back(entry) if sha256_of(folder / one.file) != one.after]
        if changed:
            places = [FilePlace(change.file) for change in changed]
            raise Stop(Problem("undo-changed", place, {"command": _words(entry)}) for place in places)
        entry = move(folder, entry, "undoing")
        try:  # what is told goes first: what has begun to be taken back will be
            _complete(folder, entry, [told(entry)] if told else [])
        except BaseException as fault:
            if all(sha256_of(folder / one.file) == one.after for one in _taken_back(entry)):
                _told_if_not(
                    _moved(folder, entry, "done"), folder, entry, fault
                )  # nobody does it later unasked
            raise
        return _marked(folder, entry, lambda project, one: move(project, one, "undone"))


def latest(folder: Path) -> JournalEntry:
    """The write that ``undo`` would take back.

    Raises:
        Stop: ``undo-nothing``.
    """
    numbers = [number for number, state in numbered(folder) if state == "done"]
    if not numbers:
        raise Stop(Problem("undo-nothing", FilePlace(str(folder))))
    return load(folder, numbers[-1], "done")


def recover(folder: Path) -> tuple[Problem, ...]:
    """Complete a write, or its taking back, that was cut off; to be called before the files are read.

    Costs one look at a folder when all is well. Problems tell of files that somebody changed meanwhile, which are
    left as they are (``write-interrupted``), and of entries that nothing was done about: those of another copy of the
    project (``write-unfinished``) and those that ask for files that are none of tpn's (``journal-outside``).
    """
    if not cut_off(folder):
        return ()
    doubts = [_doubt(folder, entry) for entry in unfinished(folder)]
    if all(doubts):
        return tuple(doubt for doubt in doubts if doubt)
    with locked(folder):
        return _tidy(folder)


def unfinished(folder: Path) -> tuple[JournalEntry, ...]:
    """The writes that were begun and neither completed nor taken back, oldest first."""
    return tuple(
        load(folder, number, state) for number, state in numbered(folder) if state in {"pending", "undoing"}
    )


def finish(folder: Path) -> tuple[Problem, ...]:
    """Complete what is unfinished, whichever copy began it: somebody has looked at it and asked for it.

    Raises:
        Stop: it would write files that are none of tpn's (``journal-outside``).
    """
    with locked(folder):
        problems: list[Problem] = []
        for entry in unfinished(folder):
            _must_be_own(folder, entry)
            problems += _completed(folder, entry)
        return tuple(problems)


def drop(folder: Path) -> None:
    """Give up what is unfinished: the files stay as they are, and nobody is asked again."""
    with locked(folder):
        for number, state in numbered(folder):
            if state in {"pending", "undoing"}:
                entry = load(folder, number, state)
                move(folder, entry, "undone" if state == "pending" else "done")


def entries(folder: Path) -> tuple[JournalEntry, ...]:
    """All writes that are remembered, oldest first."""
    return tuple(load(folder, number, state) for number, state in numbered(folder))


def _tidy(folder: Path) -> tuple[Problem, ...]:
    """Complete what was cut off here; the lock is held."""
    problems: list[Problem] = []
    _sweep(folder, journal_folder(folder))
    sweep_history(folder)
    for entry in unfinished(folder):
        doubt = _doubt(folder, entry)
        problems += [doubt] if doubt else _completed(folder, entry)
    return tuple(problems)


def _doubt(folder: Path, entry: JournalEntry) -> Problem | None:
    """Why an unfinished entry is not completed unasked; none where it shows that it belongs to this copy."""
    place = FilePlace(path_of(folder, entry.number, entry.state).as_posix())
    if foreign := foreign_files(folder, entry):
        return Problem("journal-outside", place, {"file": foreign[0]})
    if entry.copy == copy_mark(folder):
        return None
    waiting, begun = [], False
    for change in entry.files:
        wanted = change.before if entry.state == "undoing" else change.after
        if sha256_of(folder / change.file) != wanted:
            waiting.append(change.file)
        else:
            begun = begun or change.before != change.after
    if begun or not waiting:
        return None
    facts = {"command": _words(entry), "date": entry.when.date(), "files": waiting}
    return Problem("write-unfinished", place, facts)


def _must_be_own(folder: Path, entry: JournalEntry) -> None:
    if foreign := foreign_files(folder, entry):
        place = FilePlace(path_of(folder, entry.number, entry.state).as_posix())
        raise Stop(Problem("journal-outside", place, {"file": foreign[0]}))


def _completed(folder: Path, entry: JournalEntry) -> list[Problem]:
    problems = _complete(folder, entry)
    if entry.state == "undoing":
        move(folder, entry, "undone")
    elif entry.way_back or not problems:
        _done(folder, entry)
    return problems


def _marked(
    folder: Path, entry: JournalEntry, mark: Callable[[Path, JournalEntry], JournalEntry]
) -> JournalEntry:
    """Mark an entry whose files are in place. Where the disk refuses even that, the write stands all the same.

    Whoever comes next finds the files as they shall be, and marks it. Where there is to be no way back, the old
    entries must go, and it is told that they have not.
    """
    try:
        return mark(folder, entry)
    except (Stop, OSError):
        if not entry.way_back:
            raise
        return entry


def _done(folder: Path, entry: JournalEntry) -> JournalEntry:
    """An entry whose files are written: kept for a way back; else gone, last of all, with everything before it."""
    if entry.way_back:
        entry = move(folder, entry, "done")
        _forget_oldest(folder)
        return entry
    own = path_of(folder, entry.number, entry.state)
    others = (path_of(folder, number, state) for number, state in numbered(folder))
    for path in (*(one for one in others if one != own), own):
        path.unlink(missing_ok=True)
    return entry


def _complete(folder: Path, entry: JournalEntry, first: Sequence[Change] = ()) -> list[Problem]:
    """Bring each file that is still as it was before to what it is after (the other way when taking back).

    ``first``: what is written with them, all or none.
    """
    back = entry.state == "undoing"
    changes: list[Change] = []
    problems = []
    for change in _taken_back(entry) if back else entry.files:
        now = sha256_of(folder / change.file)
        since, wanted = (change.after, change.before) if back else (change.before, change.after)
        if now == since:
            changes.append(change_again(folder, change, back=back))
        elif now != wanted:
            problems.append(Problem("write-interrupted", FilePlace(change.file), {"command": _words(entry)}))
    _sweep(*{Path(os.path.realpath(folder / change.file)).parent for change in entry.files})
    if not problems:  # one file has gone its own way: leave the others as they are, and say so
        write_files([*first, *changes])
    return problems


def _taken_back(entry: JournalEntry) -> tuple[FileChange, ...]:
    """The files of a write that go back to what they were: all but the log, which only grows."""
    return tuple(change for change in entry.files if not change.file.startswith(_LOG))


def _given_up(folder: Path, entry: JournalEntry) -> bool:
    """Forget an entry whose files were not written. Where one of them could not be brought back, the next command does.

    It was told that nothing has changed, so it is not completed; unless not even that can be noted now.
    """
    if any(sha256_of(folder / one.file) == one.after != one.before for one in entry.files):
        return _moved(folder, entry, "undoing")
    try:
        path_of(folder, entry.number, entry.state).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _moved(folder: Path, entry: JournalEntry, state: State) -> bool:
    try:
        move(folder, entry, state)
    except Stop:
        return False
    return True


def _told_if_not(noted: bool, folder: Path, entry: JournalEntry, fault: BaseException) -> None:
    """Where it could not be noted that a write was given up, the next command goes on with it; say so.

    Raises:
        Stop: it could not.
    """
    if not noted and isinstance(fault, Stop):
        name = path_of(folder, entry.number, entry.state).relative_to(folder).as_posix()
        raise Stop(half_done(fault.problems, [name])) from fault


def _sweep(*folders: Path) -> None:
    """Take away the half-written files of a writer that was cut off; the lock is held, so nobody writes one now."""
    for folder in folders:
        for left in folder.glob(f".*{TEMPORARY}"):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _forget_oldest(folder: Path) -> None:
    for number, state in numbered(folder)[:-MOST_ENTRIES]:
        path_of(folder, number, state).unlink(missing_ok=True)


def _words(entry: JournalEntry) -> str:
    return " ".join(entry.command)
