"""Writers that are killed: afterwards the project is the old one or the new one, never a mix.

    python -m tests.rounds.kills --tries 1000 --seed 1

Each round runs one verb on a copy of the example in a process of its own, kills it, lets the next command put things
right, and compares the files with those before the verb and those that it makes when left in peace. Every other round
the moment is random; the others kill it right before its next look at a file, one after the other, till all have been
the last.
"""

import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.rounds.processes import (
    CAN_FORK,
    TODAY,
    VERBS,
    AtOperation,
    Running,
    Tree,
    die,
    prepared,
    quiet,
    tree,
)
from tests.rounds.tally import Round, by_hand


def in_peace(folder: Path, words: tuple[str, ...]) -> tuple[Tree, float]:
    """What a verb makes when nobody disturbs it, and how many seconds it takes."""
    project = prepared(folder)
    begun = time.monotonic()
    Running(project, words).wait()
    return tree(project), time.monotonic() - begun


def killed(folder: Path, words: tuple[str, ...], seconds: float) -> tuple[Tree, Tree, bool]:
    """The files before, and after a kill at a moment and one more command; whether the verb was still running."""
    project = prepared(folder)
    before = tree(project)
    running = Running(project, words)
    time.sleep(seconds)
    hit = running.kill() < 0
    quiet("check", "-p", str(project))
    return before, tree(project), hit


def killed_at(folder: Path, words: tuple[str, ...], touch: int) -> tuple[Tree, Tree, bool]:
    """The same, killed right before the file operation of that number; not hit where it has no more of them."""
    project = prepared(folder)
    before = tree(project)
    hit = Running(project, words, AtOperation(touch, die)).wait() < 0
    quiet("check", "-p", str(project))
    return before, tree(project), hit


def fault(before: Tree, after: Tree, new: Tree, words: tuple[str, ...], project: Path) -> str | None:
    """What is wrong with a project after a kill; a round that was cut off may be sent again by the same line."""
    if words[0] == "export" and _without_round(after) and after not in (before, new):
        here = Path.cwd()
        os.chdir(project)
        try:
            code = quiet(*words, *TODAY)
        finally:
            os.chdir(here)
        return None if code == 0 and len(tree(project)) == len(new) else f"{words[0]}: cannot be sent again"
    same = after == before or _same_but_names(after, new)
    return (
        None if same else f"{' '.join(words)}: neither the old nor the new: {_differing(after, before, new)}"
    )


def _without_round(found: Tree) -> bool:
    return not any(name.startswith("history/rounds/") for name in found)


def _same_but_names(one: Tree, other: Tree) -> bool:
    return {name: data for name, data in one.items() if not name.startswith("history/")} == {
        name: data for name, data in other.items() if not name.startswith("history/")
    } and len(one) == len(other)


def _differing(after: Tree, before: Tree, new: Tree) -> list[str]:
    return [name for name in {**before, **new} if after.get(name) != before.get(name)][:5]


def rounds(seed: int) -> Iterator[Round]:
    """Verb after verb, without end: before each of its file operations in turn, and at random moments between."""
    chance, touch = random.Random(seed), dict.fromkeys(VERBS, 0)  # noqa: S311
    with tempfile.TemporaryDirectory() as name:
        peace = {verb: in_peace(Path(name) / str(number), verb) for number, verb in enumerate(VERBS)}
    while True:
        verb = chance.choice(VERBS)
        new, seconds = peace[verb]
        with tempfile.TemporaryDirectory() as name:
            project = Path(name) / "halden"
            if in_turn := CAN_FORK and chance.random() < 0.5:
                touch[verb] += 1
                before, after, hit = killed_at(project, verb, touch[verb])
                touch[verb] *= hit  # it has no more: from the first again
            else:
                before, after, hit = killed(project, verb, chance.uniform(0, 1.1) * seconds)
            found = fault(before, after, new, verb, project)
        at = f" before file operation {touch[verb]}" if in_turn else ""
        kinds = Counter({verb[0]: hit, "too late": not hit})
        yield Round(hit, +kinds, [f"{found}{at}"] if found else [])


if __name__ == "__main__":
    by_hand("kills", rounds, 1000)
