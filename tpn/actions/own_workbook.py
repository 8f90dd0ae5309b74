"""A workbook that tpn gave, and that has come home."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tpn.problems import FilePlace, Problem, Stop
from tpn.spreadsheets.fence import read_guarded
from tpn.spreadsheets.found_book import FoundBook

T = TypeVar("T")


def workbook_read(path: Path, name: str | None = None) -> FoundBook:
    """A workbook as it is, called by ``name``, else by its file's.

    Raises:
        Stop: it cannot be read (exit code 1).
    """
    book = read_guarded(path, name=name or path.name, structure=False)
    if isinstance(book, Problem):
        raise Stop(book)
    return book


def own_workbook(path: Path, read: Callable[[FoundBook], T | None], slug: str) -> T:
    """What one of tpn's own workbooks says; ``read`` finds nothing in any other, and that is told by ``slug``.

    Raises:
        Stop: it cannot be read, or is none of ours any more (exit code 1).
    """
    found = read(workbook_read(path))
    if found is None:
        raise Stop(Problem(slug, FilePlace(str(path)), {"file": path.name}))
    return found
