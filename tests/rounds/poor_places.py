"""Every verb where things are poor: a folder that takes no files, a reader that has gone, a full screen or none.

    python -m tests.rounds.poor_places --tries 500

A right line of each verb (those of ``tests/cli/test_cli_writes.py``) is run in each place. In a folder that takes no
files whoever looks sees, and whoever writes is told; without a screen the work is done all the same.
"""

import errno
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.cli.test_cli_writes import LINES
from tests.rounds.processes import CAN_FORK, ROOT, TODAY, TOUCHING, AtOperation, Running, Tree
from tests.rounds.tally import Round, by_hand
from tests.rounds.wrong_use import laid_out

SCREENS = ("gone", "full", "closed")
OF_WRITING = ("[folder-read-only]", "[no-permission]", "[write-failed]", "[project-busy]")
PATIENCE = 120
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT[\d.]+")


def refuse() -> None:
    """What the system says where nobody may write."""
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def rounds(seed: int) -> Iterator[Round]:
    """Each line of each verb in each of the places, once; the seed says in which order."""
    lines = [line for some in LINES.values() for line in some]
    random.Random(seed).shuffle(lines)  # noqa: S311
    with tempfile.TemporaryDirectory(prefix="poor-") as name:
        home = Path(name) / "her"
        for line in lines:
            if CAN_FORK:
                yield Round(1, Counter({"read-only": 1}), in_a_closed_folder(home, line))
            laid_out(home)
            by_a_screen(home, line, None)
            made = _plan(home)
            for screen in SCREENS:
                yield Round(1, Counter({screen: 1}), without_a_screen(home, line, screen, made))


def words_of(home: Path, line: str) -> list[str]:
    """The line with its places beside the project."""
    places = {
        "new": "nytt",
        "out": "ut",
        "sheet": "retur.xlsx",
        "table": "liste.csv",
        "bpmn": "steg.bpmn",
        "book": "retur.xlsx",
    }
    return line.format(**{name: str(home / one) for name, one in places.items()}).split()


def in_a_closed_folder(home: Path, line: str) -> list[str]:
    """What is wrong with a line where the project's folder takes no files."""
    laid_out(home)
    before, said = _files(home / "halden"), home / "said.txt"
    running = Running(
        home / "halden", tuple(words_of(home, line)), AtOperation(1, refuse, TOUCHING, for_good=True), said
    )
    code = running.wait()
    told = said.read_text("utf-8")
    wrong = [f"ended with {code}: {told[-800:]}"] if code not in {0, 1, 2, 3} or "Traceback" in told else []
    wrong += ["something is written"] * (_files(home / "halden") != before)
    if code == 1 and running.reached and not any(slug in told for slug in OF_WRITING):
        wrong.append(f"not told as what it is: {told[-800:]}")
    return [f"read-only, {line}: {one}" for one in wrong]


def by_a_screen(home: Path, line: str, screen: str | None) -> tuple[int, str]:
    """A line in a process of its own, and what it says to standard error."""
    known = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "nb_NO.UTF-8"}
    words: Sequence[str] = [sys.executable, "-m", "tpn", *words_of(home, line), *TODAY]
    if screen == "closed":
        words = ["sh", "-c", 'exec "$@" >&-', "sh", *words]
    reading, writing = os.pipe()
    os.close(reading)
    out = os.open("/dev/full", os.O_WRONLY) if screen == "full" else writing
    ended = subprocess.run(
        words, cwd=home / "halden", env=known, stdin=subprocess.DEVNULL, stdout=out if screen else subprocess.DEVNULL,
        stderr=subprocess.PIPE, encoding="utf-8", check=False, timeout=PATIENCE,
    )  # fmt: skip
    for one in {out, writing}:
        os.close(one)
    return ended.returncode, ended.stderr


def without_a_screen(home: Path, line: str, screen: str, made: Tree) -> list[str]:
    """What is wrong with a line that nobody can read: it crashes, or has not done its work."""
    laid_out(home)
    code, told = by_a_screen(home, line, screen)
    wrong = [f"ended with {code}: {told[-800:]}"] if code not in {0, 1, 2, 3} else []
    wrong += [told[-1500:]] if "Traceback" in told or "Exception ignored" in told else []
    after = _plan(home)
    wrong += [f"not the same work: {sorted(name for name in made if made[name] != after.get(name))}"] * (
        after != made
    )
    return [f"{screen}, {line}: {one}" for one in wrong]


def _files(folder: Path) -> Tree:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def _plan(home: Path) -> Tree:
    """What a line wrote into the plan; names and moments under ``history/`` are others each time."""
    return {path.name: _MOMENT.sub(b"", path.read_bytes()) for path in (home / "halden").glob("*.yaml")}


if __name__ == "__main__":
    by_hand("poor places", rounds, 10**6)
