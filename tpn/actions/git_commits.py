"""Which commits of a folder's git tell a name."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tpn.actions.borrowed_git import borrowed_git


def commits_that_tell(folder: Path, words: Sequence[str]) -> tuple[str, ...] | None:
    """The commits that brought one of the words in or took it out, newest first: ``3f9a2c1 2026-10-05``.

    None where there is a git that cannot be asked; empty where there is none.
    """
    found: list[str] = []
    try:
        with borrowed_git(folder) as git:
            if git is None:
                return ()
            for word in words:
                found += git.ask(
                    "log", "--format=%h %cs", "--no-textconv", "--no-ext-diff", "--no-show-signature", f"-S{word}",
                    *git.heads, "--",
                ).splitlines()  # fmt: skip
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return None
    return tuple(sorted(dict.fromkeys(found), key=lambda line: line.split()[1], reverse=True))
