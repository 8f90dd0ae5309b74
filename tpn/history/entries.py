"""Entries of the journal as they lie on the disk, and what they remember of each file."""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tpn.history.numbers import State, path_of
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import Change, TextFile
from tpn.source.writing import flush_folder, move_over, sha256_of_text, write_beside, writing_problem


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
    """The change to a file that is in the state before (after, when taken back), worked out from what it says now."""
    path = folder / change.file
    since, wanted = (change.after, change.before) if back else (change.before, change.after)
    text = "" if since is None else path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    middle = change.old if back else change.new
    new = text[: change.front] + middle + text[len(text) - change.back :]
    file = TextFile(path, change.file, text, bom=change.bom, sha256=since)
    return file, None if wanted is None else new


def save(folder: Path, entry: JournalEntry) -> None:
    """Write an entry, safe on the disk."""
    path = path_of(folder, entry.number, entry.state)
    data = json.dumps(_as_json(entry), ensure_ascii=False, indent=1).encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        move_over(write_beside(path, data), path)
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
    return JournalEntry(entry.number, state, entry.when, entry.command, entry.files)


def load(folder: Path, number: int, state: State) -> JournalEntry:
    """Read an entry.

    Raises:
        Stop: ``journal-damaged``.
    """
    path = path_of(folder, number, state)
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
