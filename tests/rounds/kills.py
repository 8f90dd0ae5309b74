"""Writers that are killed at a random moment: afterwards the project is the old one or the new one, never a mix.

    python -m tests.rounds.kills --rounds 1000 --seed 1

Each round runs one verb on a copy of the example in a process of its own, kills it after a random time, lets the next
command put things right, and compares the files with those before the verb and those that it makes when left in peace.
"""

import argparse
import contextlib
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

from tpn.cli.app import run

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = datetime(2026, 10, 5, 8)  # noqa: DTZ001 - a clock on the wall
TODAY = ("--today", "2026-10-05")
VERBS: tuple[tuple[str, ...], ...] = (
    ("set", "K-12", "frist=19.10.2026", "merknad=Avbrutt"),
    ("done", "T-15", "kickoff/K-C04"),
    ("add", "service", "gravemelding"),
    ("move", "A-11", "16.10.2026", "--reason", "Klage", "--write"),
    ("handover", "Per", "--to", "Liv", "--write"),
    ("snapshot", "Nå"),
    ("undo", "--write"),
    ("export", "--each-responsible", "ut", "--mail"),
)

Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """The files that a write is about: the project's own, and the sheets of a round."""
    found: Tree = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(("history/journal/", "history/log/", "history/.")):
            found[name] = b"" if name.startswith("ut/") else path.read_bytes()
    return found


def quiet(*words: str) -> int:
    """One line of the program, in this process, without its words."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return run(list(words), clock=lambda: NOW)


def prepared(folder: Path) -> Path:
    """A copy of the example with one write to take back."""
    project = Path(shutil.copytree(ROOT / "examples" / "halden", folder))
    assert quiet("set", "K-12", "merknad=Før", "-p", str(project)) == 0
    return project


def in_peace(folder: Path, words: tuple[str, ...]) -> tuple[Tree, float]:
    """What a verb makes when nobody disturbs it, and how many seconds it takes."""
    project = prepared(folder)
    begun = time.monotonic()
    started(project, words).wait()
    return tree(project), time.monotonic() - begun


def started(project: Path, words: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    """The verb in a process of its own."""
    known = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "nb_NO.UTF-8"}
    command = [sys.executable, "-m", "tpn", *words, *TODAY]
    return subprocess.Popen(
        command, cwd=project, env=known, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def killed(folder: Path, words: tuple[str, ...], seconds: float) -> tuple[Tree, Tree, bool]:
    """The files before, and after a kill and one more command; whether the verb was still running."""
    project = prepared(folder)
    before = tree(project)
    running = started(project, words)
    time.sleep(seconds)
    hit = running.poll() is None
    running.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    running.wait()
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


def main(words: list[str]) -> int:
    """So many kills; exit code 1 where one of them left a mixed state."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=10**9, help="no round is begun after so many")
    said = parser.parse_args(words)
    chance, hits, wrong, rounds = random.Random(said.seed), Counter[str](), 0, 0  # noqa: S311
    ends = time.monotonic() + said.seconds
    with tempfile.TemporaryDirectory() as name:
        peace = {verb: in_peace(Path(name) / str(number), verb) for number, verb in enumerate(VERBS)}
    while rounds < said.rounds and time.monotonic() < ends:
        rounds += 1
        verb = chance.choice(VERBS)
        new, seconds = peace[verb]
        with tempfile.TemporaryDirectory() as name:
            project = Path(name) / "halden"
            before, after, hit = killed(project, verb, chance.uniform(0.3, 1.1) * seconds)
            found = fault(before, after, new, verb, project)
        hits[verb[0]] += hit
        if found:
            wrong += 1
            sys.stdout.write(f"{found}\n")
            sys.stdout.flush()
    total = sum(hits.values())
    sys.stdout.write(f"{rounds} rounds, {total} killed at work {dict(hits)}: {wrong} wrong\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
