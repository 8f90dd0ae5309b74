"""The file of ``-o``: it never takes the place of what the project consists of, nor unasked of what somebody wrote.

What tpn wrote itself and nobody has touched since is replaced without a question; the hashes of such files are kept in
``history/.outputs``. Anything else is asked about on a terminal, and in a script replaced with ``--force`` alone.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tpn.model import MARKER
from tpn.source import sha256_of

if TYPE_CHECKING:
    from tpn.cli.run import Run

KEPT = Path("history") / ".outputs"
_MOST = 2000
_OWN_FOLDERS = frozenset({"history", "templates", ".git"})
_OWN_SUFFIXES = frozenset({".yaml", ".yml"})


def may_be_written(run: "Run", path: Path) -> None:
    """Make sure that a file may be written, before the work begins; ask where somebody can answer.

    Raises:
        Stop: it belongs to a project (``output-is-project``), is what is read (``output-is-input``), or holds what
            tpn did not write (``output-exists``); exit code 2.
    """
    if _belongs_to_project(run, path):
        run.stop("output-is-project", file=str(path))
    if not path.exists():
        return
    if any(_same(Path(word), path) for word in _words_beside(run)):
        run.stop("output-is-input", file=str(path))
    if "preview" in run.values or "force" in run.values or _special(path) or sha256_of(path) in _kept(run):
        return
    changed, kilobytes = _about(path)
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        run.stop("output-exists", file=str(path), changed=changed, kilobytes=kilobytes)
    from tpn.cli.keyboard import Dialog  # rich is there only for those who are asked

    asked = run.words("common.replace", file=str(path), changed=changed, kilobytes=kilobytes)
    if not Dialog(run, sys.stderr).agreed(asked, otherwise=False):
        run.stop("output-exists", file=str(path), changed=changed, kilobytes=kilobytes)


def written(run: "Run", path: Path, before: str | None) -> str:
    """What is told of a file that has been written; ``before`` is the hash of what stood there, none for nothing."""
    known = _kept(run)
    told = "common.written" if before is None or before in known else "common.replaced"
    _keep(run, path, known)
    return run.words(told, file=str(path))


def _belongs_to_project(run: "Run", path: Path) -> bool:
    """Whether a path – as it stands, by links, or as another name of the same file – is part of a project."""
    real = Path(os.path.realpath(path))
    return any(_inside(one) for one in (Path(os.path.abspath(path)), real)) or _is_one_of(path, _files(run))  # noqa: PTH100 - links are not followed here


def _inside(path: Path) -> bool:
    for folder in path.parents:
        if (folder / MARKER).is_file():
            parts = [part.casefold() for part in path.relative_to(folder).parts]
            if parts[0] in _OWN_FOLDERS or (len(parts) == 1 and Path(parts[0]).suffix in _OWN_SUFFIXES):
                return True
    return False


def _files(run: "Run") -> Iterable[Path]:
    """The files that the run's project consists of, where there is one."""
    folder = run.words.folder
    if folder is None:
        return ()
    deeper = (path for name in ("history", "templates") for path in (folder / name).rglob("*"))
    return (path for path in (*folder.glob("*.yaml"), *deeper) if path.is_file())


def _is_one_of(path: Path, files: Iterable[Path]) -> bool:
    """Whether a file is another name for one of some: a hard link."""
    with suppress(OSError):
        if path.is_file() and path.stat().st_nlink > 1:
            return any(_same(one, path) for one in files)
    return False


def _words_beside(run: "Run") -> Iterable[str]:
    """The words on the line that may name files, but for that of ``-o`` itself."""
    words = [word for word in run.line if not word.startswith("-")]
    if (said := run.values.get("output")) in words:
        words.remove(said)
    return words


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError, ValueError):
        return one.is_file() and one.samefile(other)
    return False


def _special(path: Path) -> bool:
    return not path.is_file()  # /dev/null and its like hold nothing


def _about(path: Path) -> tuple[str, int]:
    """When a file was changed, and its kilobytes."""
    seen = path.stat()
    changed = datetime.fromtimestamp(seen.st_mtime)  # noqa: DTZ006 - the wall clock of whoever asks
    return f"{changed:%d.%m.%Y %H:%M}", -(-seen.st_size // 1024)


def _kept(run: "Run") -> list[str]:
    folder = run.words.folder
    if folder is None:
        return []
    with suppress(OSError, UnicodeDecodeError):
        return (folder / KEPT).read_text("ascii").split()
    return []


def _keep(run: "Run", path: Path, known: list[str]) -> None:
    """Remember what was written; a folder that takes no files is asked about the next time."""
    folder, made = run.words.folder, sha256_of(path)
    if folder is None or made is None or made in known:
        return
    from tpn.source.inside import leads_out

    with suppress(OSError):
        if not leads_out(folder, folder / KEPT):
            (folder / KEPT).parent.mkdir(exist_ok=True)
            (folder / KEPT).write_text("\n".join([*known, made][-_MOST:]) + "\n", "ascii")
