"""Writers at once on one project: what each was told is so, and nothing of anybody is lost.

    python -m tests.rounds.two_writers --rounds 100 --seed 1

Each round starts two to five processes that each write a note of their own, some of them in the same record. Whoever
ended with 0 stands in the project and in the log; whoever was refused was told why in one sentence, and does not.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.rounds.kills import ROOT, TODAY, quiet
from tpn.history.log import entries

RECORDS = ("K-12", "T-15", "A-11", "T-14")
TOLD = ("file-changed", "project-busy")


def started(project: Path, words: tuple[str, ...]) -> "subprocess.Popen[str]":
    """One line of tpn in a process of its own."""
    known = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "nb_NO.UTF-8"}
    return subprocess.Popen(
        [sys.executable, "-m", "tpn", *words, *TODAY], cwd=project, env=known, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def one_round(chance: random.Random, folder: Path) -> tuple[int, list[str]]:
    """So many writers at once, and what was wrong afterwards."""
    project = Path(shutil.copytree(ROOT / "examples" / "halden", folder / "halden"))
    notes = [f"Skrevet av {number}" for number in range(chance.randint(2, 5))]
    running = [(note, started(project, ("set", chance.choice(RECORDS), f"merknad={note}"))) for note in notes]
    ended = [(note, one.communicate()[1], one.returncode) for note, one in running]
    return len(ended), list(faults(project, ended))


def faults(project: Path, ended: list[tuple[str, str, int]]) -> Iterator[str]:
    """Where a writer was told what is not so."""
    written = {change.new for one in entries(project) for change in one.changes if change.field == "note"}
    for note, err, code in ended:
        if code == 0 and note not in written:
            yield f"lost: {note}"
        if code != 0 and (note in written or not any(slug in err for slug in TOLD)):
            yield f"{code}: {note}: {err[-300:]}"
    texts = "".join(path.read_text("utf-8") for path in project.glob("*.yaml"))
    for change in {change.id: change for one in entries(project) for change in one.changes}.values():
        if str(change.new) not in texts:
            yield f"not in the files: {change}"
    if quiet("check", "-p", str(project)) != 0:
        yield "the project is faulty afterwards"
    for _ in range(sum(code == 0 for _, _, code in ended)):
        if quiet("undo", "--write", "-p", str(project)) != 0:
            yield "cannot be taken back"
    before = ROOT / "examples" / "halden"
    if any(path.read_bytes() != (before / path.name).read_bytes() for path in project.glob("*.yaml")):
        yield "other bytes after all was taken back"


def main(words: list[str]) -> int:
    """So many rounds; exit code 1 where one of them lost something."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=10**9, help="no round is begun after so many")
    said = parser.parse_args(words)
    chance, rounds, lines, wrong = random.Random(said.seed), 0, 0, 0  # noqa: S311
    ends = time.monotonic() + said.seconds
    while rounds < said.rounds and time.monotonic() < ends:
        with tempfile.TemporaryDirectory() as name:
            count, found = one_round(chance, Path(name))
        rounds, lines, wrong = rounds + 1, lines + count, wrong + len(found)
        sys.stdout.writelines(f"round {rounds}: {one}\n" for one in found)
        sys.stdout.flush()
    sys.stdout.write(f"{rounds} rounds, {lines} writers: {wrong} wrong\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
