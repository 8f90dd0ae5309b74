"""Writers that are killed: afterwards the project is the old one or the new one, never a mix.

    python -m tests.rounds.kills --tries 1000 --seed 1

A verb is killed right before each of its file operations, one after the other, and at random moments. The next command
puts things right – and is killed as well, every third time, before the one after it does – and the files are compared
with those before the verb and those that it makes when left in peace.
"""

import os
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.rounds.processes import (
    CAN_FORK,
    MORE_VERBS,
    VERBS,
    FromFirstOperation,
    Running,
    Tree,
    killed_while_recovering,
    prepared,
    quiet,
    tree,
)
from tests.rounds.tally import Round, by_hand
from tpn.history.journal import recover
from tpn.source.writing import TEMPORARY

_HALF_WRITTEN = re.compile(r"(^|/)\..*\.(tpn-tmp|new)(/|$)")
_ANSWERED = re.compile(r"history/meetings/")
_BESIDE_THE_WORKBOOK = re.compile(r"\.skjema\.xlsm\.[0-9a-f]{8}\.tpn-tmp$")
_BESIDE_THE_FOLDER = re.compile(r"\.nytt\.[0-9a-f]{8}\.tpn-tmp/")
FIFTH, TENTH = 5, 10
"""Of the kills in a row so many are looked at more closely."""
AGAIN = 0.35
"""How often the command that puts things right is killed as well."""
AT_RANDOM = 5
"""So many kills at a random moment for each time that all operations of a verb have been the last."""


def in_peace(folder: Path, words: tuple[str, ...]) -> tuple[Tree, float]:
    """What a verb makes when nobody disturbs it, and how many seconds it takes."""
    project = prepared(folder, words)
    begun = time.monotonic()
    Running(project, words).wait()
    return tree(project), time.monotonic() - begun


def killed(folder: Path, words: tuple[str, ...], seconds: float) -> tuple[Tree, Tree, bool]:
    """The files before, and after a kill at a moment and one more command; whether the verb was still running."""
    project = prepared(folder, words)
    before = tree(project)
    running = Running(project, words)
    time.sleep(seconds)
    hit = running.kill() < 0
    quiet("check", "-p", str(project))
    return before, tree(project), hit


def killed_at_each(verb: tuple[str, ...], new: Tree, chance: random.Random) -> Iterator[Round]:
    """A round for each file operation of a verb, which reads and thinks once and goes on from there each time."""
    with tempfile.TemporaryDirectory() as name:
        project = prepared(Path(name) / "halden", verb)
        before, as_it_was = tree(project), all_files(project)
        running = FromFirstOperation(project, verb)
        for number in count(1):
            laid_out(project, as_it_was)
            if not running.killed_at(number):
                break
            again = chance.random() < AGAIN and killed_while_recovering(project, chance.randint(1, 6))
            recover(project)
            found = fault(before, tree(project), new, verb, project, again=number % FIFTH == 0)
            told = [f"{found} before file operation {number}, {again=}"] if found else []
            told += not_put_right(project, verb, number) if number % TENTH == 0 else []
            yield Round(1 + again, Counter({verb[0]: 1}) + Counter({"recovering": int(again)}), told)
        running.end()


def not_put_right(project: Path, verb: tuple[str, ...], number: int) -> list[str]:
    """What is wrong after one more write: the project is not sound, or half-written files still lie about."""
    told = [f"{verb[0]}: not sound after {number}"] if quiet("check", "-p", str(project)) else []
    for path in (project / "history").rglob(f".*{TEMPORARY}"):
        os.utime(path, (0, 0))  # a fresh one may be somebody's work
    told += ["no write after it"] * (quiet("set", "K-12", "merknad=Etterpå", "-p", str(project)) != 0)
    left = [name for name in all_files(project) if _HALF_WRITTEN.search(name)]
    # what is half-written beside the project's files is swept by who writes that file the next time
    return told + [f"{verb[0]}: left after {number}: {name}" for name in left if name.startswith("history/")]


def all_files(project: Path) -> Tree:
    """Every file of the folder, of the journal and the log too."""
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in project.rglob("*")
        if path.is_file()
    }


def laid_out(project: Path, files: Tree) -> None:
    """Make the folder what it was, in the same place."""
    for path in sorted(project.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif files.get(path.relative_to(project).as_posix()) != path.read_bytes():
            path.unlink()
    for name, data in files.items():
        if not (project / name).exists():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_bytes(data)


def fault(
    before: Tree, after: Tree, new: Tree, words: tuple[str, ...], project: Path, *, again: bool = True
) -> str | None:
    """What is wrong with a project after a kill; a round that was cut off may be sent again by the same line.

    ``again``: whether it is, which takes as long as the whole.
    """
    if _may_be_sent_again(words[0], after) and after not in (before, new):
        if {name: after.get(name) for name in before} != before:
            return f"{words[0]}: half done: {_differing(after, before, new)}"
        if not again:
            return None
        code, made = Running(project, words).wait(), tree(project)
        return (
            None
            if code == 0 and _same_but_names(made, new)
            else f"{words[0]}: sent again gives another result"
        )
    if words[0] == "meet":  # what was answered is kept at once, and the meeting goes on with it
        if told := _not_kept(after, new):
            return told
        before, after, new = (_without(_ANSWERED, one) for one in (before, after, new))
    if words[0] == "fill":  # what is half-written beside the workbook is swept by the next one who fills it
        after = _without(_BESIDE_THE_WORKBOOK, after)
    if (
        words[0] == "init"
    ):  # what is half laid out beside the new folder is swept by the next one who makes one
        after = _without(_BESIDE_THE_FOLDER, after)
    same = after == before or _same_but_names(after, new)
    return (
        None if same else f"{' '.join(words)}: neither the old nor the new: {_differing(after, before, new)}"
    )


def _may_be_sent_again(verb: str, found: Tree) -> bool:
    """Whether all that is there of it lies beside the project: sheets of a round, a report without somebody."""
    if verb == "forget":
        return any("/redacted-" in name for name in found)
    return verb == "export" and not any(name.startswith("history/rounds/") for name in found)


def _not_kept(after: Tree, new: Tree) -> str | None:
    """What is wrong with the answers of a meeting: they are other ones than those that were given, in their order."""
    for name, data in after.items():
        if _ANSWERED.match(name) and not new[name].startswith(data):
            return f"meet: not what was answered: {name}"
    return None


def _without(pattern: re.Pattern[str], files: Tree) -> Tree:
    return {name: data for name, data in files.items() if not pattern.match(name)}


def _same_but_names(one: Tree, other: Tree) -> bool:
    return {name: data for name, data in one.items() if not name.startswith("history/")} == {
        name: data for name, data in other.items() if not name.startswith("history/")
    } and len(one) == len(other)


def _differing(after: Tree, before: Tree, new: Tree) -> list[str]:
    return [name for name in {**before, **new} if after.get(name) != before.get(name)][:5]


def rounds(seed: int) -> Iterator[Round]:
    """Verb after verb, without end: before each of its file operations in turn, and some at random moments.

    The seed says with which verb it begins, too.
    """
    chance, verbs = random.Random(seed), (*VERBS, *MORE_VERBS)  # noqa: S311
    peace: dict[tuple[str, ...], tuple[Tree, float]] = {}
    for number in count(seed):
        verb = verbs[number % len(verbs)]
        if verb not in peace:
            with tempfile.TemporaryDirectory() as name:
                peace[verb] = in_peace(Path(name) / "peace", verb)
        new, seconds = peace[verb]
        if CAN_FORK:
            yield from killed_at_each(verb, new, chance)
        for _ in range(AT_RANDOM):
            with tempfile.TemporaryDirectory() as name:
                project = Path(name) / "halden"
                before, after, hit = killed(project, verb, chance.uniform(0, 1.1) * seconds)
                found = fault(before, after, new, verb, project)
            kinds = Counter({"at random": int(hit), "too late": int(not hit)})
            yield Round(int(hit), +kinds, [found] if found else [])


if __name__ == "__main__":
    by_hand("kills", rounds, 1000)
