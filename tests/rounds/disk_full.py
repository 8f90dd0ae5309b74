"""A disk that is full at any of a verb's file operations: the project is the old one or the new one, and it is said.

    python -m tests.rounds.disk_full --tries 300

Each verb is run again and again, and the system refuses its first file operation, then its second, and so on till it
has no more; after each, every later one is refused too (the disk stays full) or not (room was made).
"""

import errno
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.rounds.kills import fault, in_peace
from tests.rounds.processes import (
    CAN_FORK,
    MORE_VERBS,
    NEED_ROOM,
    TRACEBACK,
    VERBS,
    AtOperation,
    Running,
    Tree,
    prepared,
    quiet,
    tree,
)
from tests.rounds.tally import Round, by_hand

STANDS = ("[write-half-done]", "allerede skrevet, og står")
"""What a verb says that ends with a fault, and of which something stands."""


def refuse() -> None:
    """What the system says when there is no room."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def rounds(seed: int) -> Iterator[Round]:
    """Each verb at each of its file operations; the seed only says with which verb it begins."""
    if not CAN_FORK:
        return
    verbs = (*VERBS, *MORE_VERBS)
    for verb in verbs[seed % len(verbs) :] + verbs[: seed % len(verbs)]:
        with tempfile.TemporaryDirectory() as name:
            new, _ = in_peace(Path(name) / "peace", verb)
        for for_good in (False, True):
            number, reached = 0, True
            while reached:
                number += 1
                found, reached = full_at(verb, new, AtOperation(number, refuse, NEED_ROOM, for_good))
                yield Round(int(reached), Counter({verb[0]: int(reached)}), found)


def full_at(verb: tuple[str, ...], new: Tree, at: AtOperation) -> tuple[list[str], bool]:
    """What is wrong after one verb on a full disk, and whether it had so many operations at all."""
    with tempfile.TemporaryDirectory() as name:
        project, words = prepared(Path(name) / "halden"), Path(name) / "said.txt"
        before = tree(project)
        running = Running(project, verb, at, words)
        code = running.wait()
        quiet("check", "-p", str(project))
        left = [path.name for path in project.rglob("*.tpn-tmp")]
        after = tree(project)
        wrong = fault(before, after, new, verb, project)
        told = " ".join(words.read_text("utf-8").split())
    said = [wrong] if wrong else []
    if code and after != before and not any(one in told for one in STANDS):
        said.append(f"it is written, and was told as refused: {told}")
    said += [f"ended with {code}"] if code == TRACEBACK or code < 0 else []
    said += [f"{left} is left"] if left else []
    how = "for good" if at.for_good else "once"
    return [f"{verb[0]}, operation {at.number}, full {how}: {one}" for one in said], running.reached


if __name__ == "__main__":
    by_hand("disk full", rounds, 10**6)
