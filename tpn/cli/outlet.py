"""The file of ``-o``: it never takes the place of what the project consists of, nor unasked of what somebody wrote.

What the same command wrote and nobody has touched since is replaced without a question; the hashes of such files, each
with the verb that wrote it, are kept in ``history/.outputs``. What another command wrote is asked about on a terminal,
and in a script replaced and said. Anything else is asked about too, and in a script replaced with ``--force`` alone.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tpn.history.own_files import kept_text
from tpn.model import MARKER
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import sha256_of
from tpn.source.inside import leads_out

KEPT = Path("history") / ".outputs"
_MOST = 2000
_KEPT_LINE = re.compile(r"([0-9a-f]{64})(?::([a-z]+))?")
_OWN_FOLDERS = frozenset({"history", "templates", ".git"})
_OWN_SUFFIXES = frozenset({".yaml", ".yml"})


def may_be_written(
    path: Path,
    project: Path | None,
    beside: Iterable[str],
    agreed: Callable[[Mapping[str, object]], bool | None],
    verb: str = "",
) -> None:
    """Make sure that a file may be written.

    Args:
        path: the file.
        project: the folder of the project that the work is done on, if any.
        beside: the other words on the line that may name files.
        agreed: whether what stands there may be replaced, given its ``file``, when it was ``changed``, its
            ``kilobytes``; None where nobody can answer.
        verb: the command that writes it: the notice of a meeting is not replaced by a chart.

    Raises:
        Stop: it belongs to a project (``output-is-project``), is what is read (``output-is-input``), or holds what
            tpn did not write (``output-exists``); exit code 2.
    """
    if _belongs_to_project(path, project):
        raise _refusal("output-is-project", {"file": str(path)})
    if not path.exists():
        return
    if any(_same(Path(word), path) for word in beside):
        raise _refusal("output-is-input", {"file": str(path)})
    if _is_special(path) or is_ours(path, project, verb):  # /dev/null and its like hold nothing
        return
    changed, kilobytes = _about(path)
    facts = {"file": str(path), "changed": changed, "kilobytes": kilobytes}
    answer = agreed(facts)
    if answer is False or (answer is None and not is_ours(path, project)):
        raise _refusal("output-exists", facts)


def _refusal(slug: str, facts: Mapping[str, object]) -> Stop:
    return Stop(Problem(slug, FilePlace(str(facts["file"])), facts), 2)


def is_ours(path: Path, project: Path | None, verb: str = "") -> bool:
    """Whether a file is as a command – any, where none is named – wrote it in a project: it gives way unasked."""
    known = _kept(project)
    made = sha256_of(path)
    return made in known and (not verb or known[made] in {verb, ""})


def written(path: Path, project: Path | None, before: str | None, verb: str = "") -> str:
    """Keep in mind that a file was written, and the key of what is told of it.

    ``before`` is the hash of what stood there, none for nothing.
    """
    known = _kept(project)
    _keep(project, path, known, verb)
    ours = before is None or (before in known and known[before] in {verb, ""})
    return "common.written" if ours else "common.replaced"


def _belongs_to_project(path: Path, project: Path | None) -> bool:
    """Whether a path – as it stands, by links, or as another name of the same file – is part of a project."""
    real = Path(os.path.realpath(path))
    if any(_inside(one) for one in (Path(os.path.abspath(path)), real)):  # noqa: PTH100 - links are not followed here
        return True
    return project is not None and _is_one_of(path, _files(project))


def _inside(path: Path) -> bool:
    for folder in path.parents:
        if (folder / MARKER).is_file():
            parts = [part.casefold() for part in path.relative_to(folder).parts]
            if parts[0] in _OWN_FOLDERS or (len(parts) == 1 and Path(parts[0]).suffix in _OWN_SUFFIXES):
                return True
    return False


def _files(folder: Path) -> Iterable[Path]:
    """The files that a project consists of."""
    deeper = (path for name in ("history", "templates") for path in (folder / name).rglob("*"))
    return (path for path in (*folder.glob("*.yaml"), *deeper) if path.is_file())


def _is_one_of(path: Path, files: Iterable[Path]) -> bool:
    """Whether a file is another name for one of some: a hard link."""
    with suppress(OSError):
        if path.is_file() and path.stat().st_nlink > 1:
            return any(_same(one, path) for one in files)
    return False


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError, ValueError):
        return one.is_file() and one.samefile(other)
    return False


def _about(path: Path) -> tuple[str, int]:
    """When a file was changed, and its kilobytes."""
    seen = path.stat()
    changed = datetime.fromtimestamp(seen.st_mtime)  # noqa: DTZ006 - the wall clock of whoever asks
    return f"{changed:%d.%m.%Y %H:%M}", -(-seen.st_size // 1024)


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _kept(folder: Path | None) -> dict[str, str]:
    """The hashes of what tpn has written for a project, each with its verb where that was kept."""
    if folder is None:
        return {}
    with suppress(ValueError):
        said = kept_text(folder, folder / KEPT).split()
        return {found[1]: found[2] or "" for one in said if (found := _KEPT_LINE.fullmatch(one))}
    return {}


def _keep(folder: Path | None, path: Path, known: Mapping[str, str], verb: str) -> None:
    """Remember what was written; a folder that takes no files is asked about the next time."""
    made = sha256_of(path)
    if folder is None or made is None or known.get(made) == verb:
        return
    lines = [f"{one}:{by}" if by else one for one, by in {**known, made: verb}.items()]
    with suppress(OSError):
        if not leads_out(folder, folder / KEPT) and not _is_special(folder / KEPT):
            (folder / KEPT).parent.mkdir(exist_ok=True)
            (folder / KEPT).write_text("\n".join(lines[-_MOST:]) + "\n", "ascii")
