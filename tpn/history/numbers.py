"""The journal's entries by the names of their files alone: all that a command needs to know that only reads."""

import re
from pathlib import Path
from typing import Literal

State = Literal["pending", "done", "undoing", "undone"]

_NAME = re.compile(r"([0-9]{6,})\.(pending|done|undoing|undone)\.json")


def journal_folder(folder: Path) -> Path:
    """Where a project's journal lies."""
    return folder / "history" / "journal"


def path_of(folder: Path, number: int, state: State) -> Path:
    """The file of an entry."""
    return journal_folder(folder) / f"{number:06d}.{state}.json"


def numbered(folder: Path) -> list[tuple[int, State]]:
    """The entries that there are, oldest first, by number and state."""
    try:
        names = [path.name for path in journal_folder(folder).iterdir()]
    except OSError:
        return []
    found = (_NAME.fullmatch(name) for name in names)
    return sorted((int(one[1]), one[2]) for one in found if one)  # type: ignore[misc]


def cut_off(folder: Path) -> bool:
    """Whether a write was cut off, so that it must be completed before the files are read."""
    return any(state in {"pending", "undoing"} for _, state in numbered(folder))
