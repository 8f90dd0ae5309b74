"""Entries of the journal as they lie on the disk, and what they remember of each file."""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from tpn.history.numbers import State, path_of
from tpn.history.own_files import is_own, kept_json
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import Change, TextFile
from tpn.source.files import file_bytes
from tpn.source.inside import leads_out
from tpn.source.writing import flush_folder, move_over, replace_whole, sha256_of_text, writing_problem

_SNAPSHOT = re.compile(r"^(history/snapshots/[^/]+)/.*")
_HASH = re.compile(r"[0-9a-f]{64}")


class FileChange(NamedTuple):
    """What a write did to one file: between ``front`` and ``back`` kept characters, ``old`` became ``new``."""

    file: str
    before: str | None
    after: str | None
    bom: bool
    front: int
    back: int
    old: str
    new: str


class JournalEntry(NamedTuple):
    """One write: its number, when it was made, by which words on the command line, and what it changed.

    ``copy`` is the mark of the copy of the project that it was made in; entries of 0.2.0 have none. ``way_back``:
    whether it can be taken back; one that can not is forgotten when it is written, and all before it with it.
    """

    number: int
    state: State
    when: datetime
    command: tuple[str, ...]
    files: tuple[FileChange, ...]
    copy: str = ""
    way_back: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The files that it changed, without the log's own; the files of a snapshot are one."""
        names = (one.file for one in self.files if not one.file.startswith("history/log/"))
        return tuple(dict.fromkeys(_SNAPSHOT.sub(r"\1", name) for name in names))


def copy_mark(folder: Path) -> str:
    """What tells this copy of a project from every other: the machine, the user and the place; never sent along."""
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    # not by ``platform``: of Windows it asks a database that answers slowly, and on some machines not at all
    machine = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    said = "\0".join((machine, user, os.path.normcase(os.path.realpath(folder))))
    return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def mark_of(folder: Path, at: datetime) -> str:
    """What a name ends with that no other copy of the project makes, nor another branch of this one: ``080000a3``."""
    return f"{at:%H%M%S}{copy_mark(folder)[:2]}"


def foreign_files(folder: Path, entry: JournalEntry) -> tuple[str, ...]:
    """The files of an entry that nobody may write because it says so.

    A name that is none of tpn's own never counts; nor does a link out of the project.
    """
    return tuple(
        one.file for one in entry.files if not is_own(one.file) or leads_out(folder, folder / one.file)
    )


def file_change(folder: Path, file: TextFile, text: str | None) -> FileChange:
    """What a change does to a file of the project."""
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


def change_again(folder: Path, change: FileChange, *, back: bool) -> Change:
    """The change to a file that is in the state before (after, when taken back), worked out from what it says now.

    Raises:
        Stop: what comes out is not what the entry says that it was: ``journal-damaged``.
    """
    path = folder / change.file
    since, wanted = (change.after, change.before) if back else (change.before, change.after)
    text = "" if since is None else file_bytes(path).decode("utf-8").removeprefix("\ufeff")
    middle = change.old if back else change.new
    new = text[: change.front] + middle + text[len(text) - change.back :]
    if wanted is not None and sha256_of_text(new, bom=change.bom) != wanted:
        raise Stop(Problem("journal-damaged", FilePlace(change.file)))
    file = TextFile(path, change.file, text, bom=change.bom, sha256=since)
    return file, None if wanted is None else new


def save(folder: Path, entry: JournalEntry) -> None:
    """Write an entry, safe on the disk."""
    path = path_of(folder, entry.number, entry.state)
    data = json.dumps(_as_json(entry), ensure_ascii=False, indent=1).encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(path, data)
    except OSError as error:
        raise Stop(writing_problem(error, str(path.relative_to(folder)))) from error
    flush_folder(path.parent)


def move(folder: Path, entry: JournalEntry, state: State) -> JournalEntry:
    """Give an entry another state."""
    old, new = path_of(folder, entry.number, entry.state), path_of(folder, entry.number, state)
    try:
        move_over(old, new)
    except OSError as error:
        raise Stop(writing_problem(error, str(new.relative_to(folder)))) from error
    flush_folder(new.parent)
    return entry._replace(state=state)


def load(folder: Path, number: int, state: State) -> JournalEntry:
    """Read an entry.

    Raises:
        Stop: ``journal-damaged``.
    """
    path = path_of(folder, number, state)
    try:
        said = kept_json(folder, path)
        files = tuple(_file_change(one) for one in said["files"])
        command = tuple(str(word) for word in said["command"])
        when = datetime.fromisoformat(said["when"])
        back = said.get("way_back", True) is not False
        return JournalEntry(number, state, when, command, files, str(said.get("copy", "")), back)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Stop(Problem("journal-damaged", FilePlace(str(path)))) from error


def _file_change(said: Mapping[str, Any]) -> FileChange:
    """What an entry says of a file, if each part is of its kind.

    Raises:
        TypeError: one is not, or a part lacks.
    """
    made = FileChange(**said)
    hashes = all(one is None or _HASH.fullmatch(one) for one in (made.before, made.after))
    texts = all(isinstance(one, str) for one in (made.file, made.old, made.new))
    counts = all(type(one) is int and one >= 0 for one in (made.front, made.back))
    if not (hashes and texts and counts and isinstance(made.bom, bool)):
        raise TypeError(made.file)
    return made


def _as_json(entry: JournalEntry) -> dict[str, Any]:
    return {
        "format": 1,
        "when": entry.when.isoformat(),
        "command": list(entry.command),
        "copy": entry.copy,
        **({} if entry.way_back else {"way_back": False}),
        "files": [{name: getattr(one, name) for name in FileChange._fields} for one in entry.files],
    }
