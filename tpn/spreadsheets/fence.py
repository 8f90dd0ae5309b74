"""Reading spreadsheets that others made: a first look, then a child process with a clock and a memory limit.

Some libraries panic on a broken file, some never come back, and memory once taken is not given back: so no
foreign file is opened in the program's own process. One child reads them all, and is begun anew after a file that it
died of. Nothing is ever fetched.
"""

import io
import json
import pickle
import time
from dataclasses import dataclass, replace
from pathlib import Path

from tpn.problems import CellPlace, FilePlace, Problem
from tpn.source.child import ChildDied, ServingChild, TooSlow
from tpn.source.packages import MEGABYTE
from tpn.spreadsheets import found_book as found
from tpn.spreadsheets.fence_child import EXIT_ENCRYPTED, EXIT_TOO_LARGE
from tpn.spreadsheets.first_look import FileLook, first_look
from tpn.spreadsheets.found_book import FoundBook

SECONDS = 10.0
"""In all, for one file."""
FIRST_SHARE = 0.6
"""What the first reader may take of it, so that the next has a chance."""
MEGABYTES = 450
MOST_FOR_STRUCTURE = 12 * MEGABYTE
"""More XML than this takes openpyxl several seconds: then the values are read alone."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """A reader that came to nothing: the slug where it is known, else the next reader is tried."""

    slug: str = ""


def read_guarded(
    path: Path, *, name: str | None = None, structure: bool = True, seconds: float = SECONDS
) -> FoundBook | Problem:
    """Read a spreadsheet made elsewhere, or say in one problem why not.

    Args:
        path: the file; what it is shows from its bytes, not from its name.
        name: what the user knows it by, for places.
        structure: with notes, fills, hidden rows and declared tables (see ``FoundTab``). Without, an .xlsx
            is read ten times as quick, values only; use it for sheets that tpn itself sent out.
        seconds: how long it may work in all; a machine that is busy with other things gets longer.
    """
    started = time.monotonic()
    known = name or str(path)
    seen = first_look(path, known)
    if isinstance(seen, Problem):
        return seen
    failure = _Failure()
    for share, reader in _readers(seen, structure=structure):
        left = seconds * share - (time.monotonic() - started)
        result = _in_child(reader, path, max(left, seconds * (1 - FIRST_SHARE) / 2))
        if isinstance(result, FoundBook):
            return replace(result, file=known)
        failure = result if result.slug or not failure.slug else failure
        if failure.slug == "sheet-encrypted":
            break
    return Problem(failure.slug or "sheet-corrupt", FilePlace(known), _facts(failure.slug, seconds))


def doubts(book: FoundBook) -> tuple[Problem, ...]:
    """What the reader is not sure of, as warnings."""
    return (*(Problem(f"sheet-{doubt}", FilePlace(book.file)) for doubt in book.doubts), *cleaned_cells(book))


def cleaned_cells(book: FoundBook) -> tuple[Problem, ...]:
    """The cells that held control characters, as warnings."""
    return tuple(
        Problem("sheet-cell-cleaned", CellPlace(book.file, tab, cell))
        for tab, cell in book.cleaned[:_MOST_TOLD]
    )


_MOST_TOLD = 20


def _facts(slug: str, seconds: float) -> dict[str, object]:
    if slug == "sheet-timeout":
        return {"seconds": round(seconds)}
    return {"megabytes": MEGABYTES, "limit": MEGABYTES} if slug == "sheet-too-large" else {}


def _readers(seen: FileLook, *, structure: bool) -> tuple[tuple[float, str], ...]:
    """Which readers to try, and by what part of the time each must be done."""
    form = seen.format
    if form == "csv":
        return ((1.0, "csv"),)
    if form == "xlsx" and not structure:
        return ((FIRST_SHARE, "xlsx-values"), (1.0, "xlsx"))
    if form == "xlsx" and seen.unpacked > MOST_FOR_STRUCTURE:
        return ((1.0, "xlsx-rest"),)
    return ((FIRST_SHARE, form), (1.0, f"{form}-rest"))


_CHILD = ServingChild("tpn.spreadsheets.fence_child", str(MEGABYTES))


def _in_child(reader: str, path: Path, seconds: float) -> FoundBook | _Failure:
    question = json.dumps((reader, str(path.absolute()), round(seconds) + 1)).encode()
    try:
        book = _unpacked(_CHILD.ask(question, seconds))
    except TooSlow:
        return _Failure("sheet-timeout")
    except ChildDied as death:
        known = {EXIT_TOO_LARGE: "sheet-too-large", EXIT_ENCRYPTED: "sheet-encrypted"}
        return _Failure(known.get(death.code, ""))
    if isinstance(book, _Failure):
        _CHILD.end()
    return book


class _Unpickler(pickle.Unpickler):
    """Takes only what a found book is made of, whatever a hostile file may have done to the child."""

    def find_class(self, module: str, name: str) -> object:
        if name not in _ALLOWED.get(module, ()):
            raise pickle.UnpicklingError(name)
        return super().find_class(module, name)


_ALLOWED = {
    "builtins": ("frozenset",),
    "datetime": ("date", "datetime", "time", "timedelta"),
    found.__name__: ("FoundBook", "FoundTab", "CellRange", "NamedTable", "ChoiceList", "CellError"),
}


def _unpacked(data: bytes) -> FoundBook | _Failure:
    try:
        book = _Unpickler(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        return _Failure()
    return book if isinstance(book, FoundBook) else _Failure()
