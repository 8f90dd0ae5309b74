"""Which commits of a folder's git tell a name. Its objects are read, none of its settings, hooks or filters.

A git of our own, empty, lends its place: what a stranger has put into the folder's ``.git/config`` is never read.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

_SECONDS = 60
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def commits_that_tell(folder: Path, words: Sequence[str]) -> tuple[str, ...] | None:
    """The commits that brought one of the words in or took it out, newest first: ``3f9a2c1 2026-10-05``.

    None where there is a git that cannot be asked; empty where there is none.
    """
    git = next(
        (one / ".git" for one in (folder.resolve(), *folder.resolve().parents) if (one / ".git").exists()),
        None,
    )
    if git is None:
        return ()
    heads = list(dict.fromkeys(_heads(git)))
    if not heads:
        return () if git.is_dir() else None
    try:
        found = [line for word in words for line in _asked(git, heads, word)]
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return None
    return tuple(sorted(dict.fromkeys(found), key=lambda line: line.split()[1], reverse=True))


def _heads(git: Path) -> Iterator[str]:
    """The commits that branches, tags and the stash stand at."""
    packed = git / "packed-refs"
    texts = [packed.read_text("utf-8", "replace")] if packed.is_file() else []
    texts += [one.read_text("utf-8", "replace") for one in (git / "refs").rglob("*") if one.is_file()]
    head = git / "HEAD"
    texts += [head.read_text("utf-8", "replace")] if head.is_file() else []
    for text in texts:
        yield from (line.split()[0] for line in text.splitlines() if line and _SHA.fullmatch(line.split()[0]))


def _asked(git: Path, heads: Sequence[str], word: str) -> list[str]:
    with tempfile.TemporaryDirectory() as own:
        quiet = {key: one for key, one in os.environ.items() if not key.startswith("GIT_")}
        quiet |= {
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_NO_LAZY_FETCH": "1",
            "GIT_TERMINAL_PROMPT": "0",
        }  # fmt: skip
        _run(["git", "init", "-q", "--bare", "--template=", own], quiet)
        told = ["git", "--git-dir", own, "log", "--format=%h %cs", "--no-textconv", "--no-ext-diff",
                "--no-show-signature", f"-S{word}", *heads, "--"]  # fmt: skip
        return _run(told, quiet | {"GIT_OBJECT_DIRECTORY": str(git / "objects")}).splitlines()


def _run(words: Sequence[str], environment: dict[str, str]) -> str:
    done = subprocess.run(words, env=environment, capture_output=True, check=True, timeout=_SECONDS)  # noqa: S603
    return done.stdout.decode("utf-8")
