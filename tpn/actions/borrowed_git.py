"""A folder's git, asked without trusting it: what it has kept is read, and nothing of how it is set up.

The settings of a repository can name programs that git runs: filters, signatures, watchers, a place to fetch what is
missing from. Those of a stranger's folder must not. So an empty git of our own asks in its place: it borrows the
objects, and the names of the commits are copied; ``.git/config`` and hooks are never read.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 60
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SHA_256 = 64
_HEAD = re.compile(r"(ref: )(refs/[^\x00-\x20~^:?*\[\\]+)")
_MOST = 10 * 1024 * 1024
"""The largest list of names that is read."""


@dataclass(frozen=True)
class BorrowedGit:
    """A git of our own that sees what another has kept.

    ``heads``: the commits that its branches, tags and the stash stand at, and its own; ``inside``: where the folder
    lies in what is kept, ``""`` for all of it.
    """

    own: Path
    objects: Path
    heads: tuple[str, ...]
    inside: str

    def ask(self, *words: str) -> str:
        """What git says.

        Raises:
            OSError, SubprocessError, UnicodeError: there is no git, or it has no answer.
        """
        return _run(("--git-dir", str(self.own), *words), {"GIT_OBJECT_DIRECTORY": str(self.objects)})


@contextmanager
def borrowed_git(folder: Path) -> Iterator[BorrowedGit | None]:
    """The git that a folder is kept in, while it is asked; None where it lies in none that has a commit.

    Raises:
        OSError, SubprocessError, UnicodeError: there is no git on this machine, or it cannot be looked into.
    """
    here = folder.resolve()
    top = next((one for one in (here, *here.parents) if (one / ".git").exists()), None)
    if top is None:
        yield None
        return
    git = _pointed_at(top / ".git")
    common = _pointed_at(git / "commondir", git)
    names = {**_names(common), **_names(git)}
    heads = tuple(dict.fromkeys(sha for text in names.values() for sha in _commits(text)))
    if not heads:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="tpn-", ignore_cleanup_errors=True) as place:
        own = Path(place)
        form = "sha256" if len(heads[0]) == _SHA_256 else "sha1"
        _run(("init", "-q", "--bare", "--template=", f"--object-format={form}", place), {})
        for name, text in names.items():
            (own / name).parent.mkdir(parents=True, exist_ok=True)
            (own / name).write_text(text, "utf-8", newline="\n")
        inside = here.relative_to(top).as_posix()
        yield BorrowedGit(own, common / "objects", heads, "" if inside == "." else inside)


def _pointed_at(path: Path, otherwise: Path | None = None) -> Path:
    """Where a file of git says that it lies: a worktree's ``.git``, its ``commondir``."""
    if path.is_dir():
        return path
    said = _text(path).removeprefix("gitdir:").strip()
    return (path.parent / said).resolve() if said else otherwise or path


def _names(git: Path) -> dict[str, str]:
    """What tells which commits there are, by file: only lines that can say nothing else."""
    found: dict[str, str] = {}
    head = _text(git / "HEAD").strip()
    if _HEAD.fullmatch(head) or _SHA.fullmatch(head):
        found["HEAD"] = head + "\n"
    for name in ("packed-refs", "shallow"):
        lines = [line for line in _text(git / name).splitlines() if _SHA.match(line)]
        if lines:
            found[name] = "\n".join(lines) + "\n"
    for path in sorted((git / "refs").rglob("*")):
        said = _text(path).strip()
        if _SHA.fullmatch(said):
            found[path.relative_to(git).as_posix()] = said + "\n"
    return found


def _commits(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if found := _SHA.match(line):
            yield found[0]


def _text(path: Path) -> str:
    if not path.is_file() or path.stat().st_size > _MOST:
        return ""
    return path.read_text("utf-8", "replace")


def _run(words: tuple[str, ...], more: dict[str, str]) -> str:
    known = {key: one for key, one in os.environ.items() if not key.startswith("GIT_")}
    known |= {
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1", **more,
    }  # fmt: skip
    done = subprocess.run(  # noqa: S603 - fixed words, and a revision that begins with no dash
        ("git", *words), env=known, capture_output=True, check=True, timeout=_SECONDS,  # noqa: S607
    )  # fmt: skip
    return done.stdout.decode("utf-8")
