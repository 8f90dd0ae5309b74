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
from itertools import count
from pathlib import Path

from tests.rounds.kills import all_files, fault, in_peace, laid_out
from tests.rounds.processes import (
    CAN_FORK,
    MORE_VERBS,
    NEED_ROOM,
    TRACEBACK,
    VERBS,
    AtOperation,
    FromFirstOperation,
    Tree,
    prepared,
    quiet,
    tree,
)
from tests.rounds.tally import Round, by_hand

STANDS = ("[write-half-done]", "allerede skrevet, og står", "Svarene er tatt vare på")
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
        for for_good in (False, True):
            yield from full_at_each(verb, for_good=for_good)


def full_at_each(verb: tuple[str, ...], *, for_good: bool) -> Iterator[Round]:
    """A round for each file operation of a verb, which reads and thinks once and goes on from there each time."""
    with tempfile.TemporaryDirectory() as name:
        new, _ = in_peace(Path(name) / "peace", verb)
        project, said = prepared(Path(name) / "halden", verb), Path(name) / "said.txt"
        before, as_it_was = tree(project), all_files(project)
        running = FromFirstOperation(project, verb, AtOperation(1, refuse, NEED_ROOM, for_good), said)
        for number in count(1):
            laid_out(project, as_it_was)
            said.write_bytes(b"")
            code, reached = running.ended_at(number)
            if not reached:
                break
            quiet("check", "-p", str(project))
            told = " ".join(said.read_text("utf-8").split())
            found = [*wrong(verb, project, (before, new), code, told)]
            how = "for good" if for_good else "once"
            faults = [f"{' '.join(verb)}, operation {number}, full {how}: {one}" for one in found]
            yield Round(1, Counter({verb[0]: 1}), faults)
        running.end()


def wrong(
    verb: tuple[str, ...], project: Path, trees: tuple[Tree, Tree], code: int, told: str
) -> Iterator[str]:
    """What is wrong with a project after a verb on a full disk, and with what was said of it."""
    before, after = trees[0], tree(project)
    if found := fault(before, after, trees[1], verb, project):
        yield found
    if code and after != before and not any(one in told for one in STANDS):
        yield f"it is written, and was told as refused: {told[-800:]}"
    if code and after == before and "feil: " not in told:
        yield f"it is refused, and not said: {told[-800:]}"
    if code == TRACEBACK:
        yield f"ended with {code}: {told}"
    if left := [path.name for path in project.rglob("*.tpn-tmp")]:
        yield f"{left} is left"


if __name__ == "__main__":
    by_hand("disk full", rounds, 10**6)
