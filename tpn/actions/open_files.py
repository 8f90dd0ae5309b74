"""The files of an import: folders and patterns opened up, and read behind the guard while all else is made ready."""

import glob
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tpn.actions.session import Session
from tpn.problems import Problem
from tpn.spreadsheets.fence import read_guarded
from tpn.spreadsheets.found_book import FoundBook

_SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"})
_ASIDE = ("~$", ".", ".~lock")
"""What office programs leave beside an open file."""


@dataclass(frozen=True)
class Opened:
    """The files that were meant, by what each is called, and their books as they come."""

    names: dict[Path, str]
    books: Iterator[FoundBook | Problem]


def opened(session: Session, asked: Sequence[Path]) -> Opened:
    """Begin to read the files that were meant, one after the other; nothing here waits for them.

    Raises:
        Stop: there are none, or there is no project to bring them to (exit code 2).
    """
    paths = list(dict.fromkeys(path for one in asked for path in _opened(one)))
    if not paths:
        session.stop("import-no-files", what=", ".join(map(str, asked)))
    names = _names(paths)

    def one(path: Path) -> FoundBook | Problem:
        return read_guarded(path, name=names[path], structure=False)

    session.folder  # noqa: B018 - where there is no project, nothing is read
    return Opened(names, ThreadPoolExecutor(1).map(one, paths))


def _opened(asked: Path) -> Iterator[Path]:
    """A folder's sheets; a pattern's files, where the shell has left it as it is; else the file."""
    if asked.is_dir():
        yield from sorted(path for path in asked.iterdir() if _is_sheet(path))
    elif not asked.exists() and glob.has_magic(str(asked)):
        found = glob.glob(str(asked), recursive=True)  # noqa: PTH207 - the pattern may begin with any folder
        yield from sorted(path for path in map(Path, found) if _is_sheet(path))
    else:
        yield asked


def _is_sheet(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in _SHEETS and not path.name.startswith(_ASIDE)


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """How each file is called: by its name, with its folder where two have the same."""
    short = [path.name for path in paths]
    return {path: path.name if short.count(path.name) == 1 else str(path) for path in paths}
