"""What tpn itself writes in a project, by the shape of the name; nothing else is written because a file says so."""

import json
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tpn.problems import FilePlace, Problem, Stop
from tpn.source import TextFile, read_file, write_new
from tpn.source.inside import is_plain, leads_out
from tpn.source.writing import TEMPORARY, sweep_left

HALF_FOLDER = ".new"
"""How the hidden name of a report's folder ends that is not whole yet."""
_HALF_FOLDER = re.compile(r"\.(\d{3,}-|redacted-).*\.new")
_KEPT = frozenset(
    {".json", ".jsonl", ".yaml", ".md", ".html", ".docx", ".pdf", ".xlsx", ".ods", ".csv", ".svg", ".txt"}
)
_CONTENT = frozenset({".yaml", ".j2", ".typ"})
_FOR_GIT = frozenset({".gitignore", ".gitattributes"})


def is_own(said: object) -> bool:
    """Whether a path, said from the project's folder, has the shape of a file that tpn writes there."""
    if not isinstance(said, str) or not is_plain(said):
        return False
    *folders, name = said.split("/")
    suffix = Path(name).suffix.lower()
    if name in _FOR_GIT:
        return folders in ([], ["history"])
    if not folders:
        return suffix == ".yaml" and name[0] not in ".~"
    if any(part.startswith(".") for part in (*folders, name)):
        return False
    if folders[0] == "history":
        return suffix in _KEPT and (len(folders) == 1 or folders[1].lower() != "journal")
    return folders[0] == "templates" and suffix in _CONTENT


def kept_text(project: Path, path: Path) -> str:
    """The text of a file that tpn keeps under ``history/``.

    Raises:
        ValueError: it is no ordinary file, too large, not UTF-8, or a link out of the project.
    """
    if leads_out(project, path):
        raise ValueError(path)
    file = read_file(path)
    if not isinstance(file, TextFile):
        raise ValueError(path)  # noqa: TRY004 - what is wrong is the file
    return file.text


def kept_json(project: Path, path: Path) -> Any:
    """The value of such a file.

    Raises:
        ValueError: as above, or it is no JSON.
    """
    try:
        return json.loads(kept_text(project, path))
    except RecursionError:
        raise ValueError(path) from None


def must_keep_inside(project: Path) -> None:
    """Make sure that what is kept of the past is kept in the project: ``history`` may be no link out of it.

    Raises:
        Stop: ``link-leads-out``.
    """
    history = project / "history"
    must_lie_inside(project, (history, history / "journal", history / "log"))


def sweep_history(project: Path) -> None:
    """Take away what writers that were cut off have left under ``history/``; to be called while the lock is held.

    A folder is only written by whoever holds the lock; a file may be somebody's work while it is fresh.
    """
    for home, folders, files in os.walk(project / "history"):  # follows no link
        for half in [name for name in folders if _HALF_FOLDER.fullmatch(name)]:
            folders.remove(half)
            shutil.rmtree(Path(home, half), ignore_errors=True)
        for name in files:
            if name.startswith(".") and name.endswith(TEMPORARY):
                sweep_left(Path(home, name))


def must_lie_inside(project: Path, paths: Iterable[Path]) -> None:
    """Make sure that none of the paths leads out of the project through a link.

    Raises:
        Stop: ``link-leads-out``.
    """
    for path in paths:
        if leads_out(project, path):
            raise Stop(Problem("link-leads-out", FilePlace(path.as_posix())))


def keep_new(project: Path, path: Path, data: bytes) -> None:
    """Write a file that is kept under ``history/``: there, and nowhere that a link leads to.

    Raises:
        Stop: it leads out, or cannot be written; what stood there is left as it was.
    """
    must_lie_inside(project, (path,))
    write_new(path, data)
