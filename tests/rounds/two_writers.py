"""Writers at once on one project: what each was told is so, and nothing of anybody is lost.

    python -m tests.rounds.two_writers --tries 300 --seed 1

Each round starts two to five processes that each write a note of their own, some of them in the same record. Whoever
ended with 0 stands in the project and in the log; whoever was refused was told why in one sentence, and does not.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.rounds.processes import ROOT, TODAY, quiet
from tests.rounds.tally import Round, by_hand
from tpn.history.log import entries

RECORDS = ("K-12", "T-15", "A-11", "T-14")
TOLD = ("file-changed", "project-busy")


def started(project: Path, words: tuple[str, ...]) -> "subprocess.Popen[str]":
    """One line of tpn in a process of its own."""
    known = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "nb_NO.UTF-8"}
    return subprocess.Popen(
        [sys.executable, "-m", "tpn", *words, *TODAY], cwd=project, env=known, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def rounds(seed: int) -> Iterator[Round]:
    """So many writers at once on a fresh copy of the example, without end."""
    chance = random.Random(seed)  # noqa: S311
    while True:
        with tempfile.TemporaryDirectory() as name:
            project = Path(shutil.copytree(ROOT / "examples" / "halden", Path(name) / "halden"))
            notes = [f"Skrevet av {number}" for number in range(chance.randint(2, 5))]
            running = [
                (note, started(project, ("set", chance.choice(RECORDS), f"merknad={note}"))) for note in notes
            ]
            ended = [(note, one.communicate()[1], one.returncode) for note, one in running]
            wrong = list(faults(project, ended))
        kinds = Counter("wrote" if code == 0 else "told" for _, _, code in ended)
        yield Round(len(ended), kinds, wrong)


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


if __name__ == "__main__":
    by_hand("two writers", rounds, 300)
