"""What is tried against the program, as one table that anybody can make::

    python -m tests.security.table                       a short form of everything: some minutes
    python -m tests.security.table --seconds 900         up to a quarter of an hour for each line
    python -m tests.security.table edits kills --seconds 600 --seed 7
    python -m tests.security.table --seconds 300 --keep table.md     cut off, it goes on with the lines not kept there
    python -m tests.security.table fuzz-yaml fuzz-merge --seconds 900

Every line tells as it goes. A fault is told when it is found, and the exit code is 1. Fuzzing is guided by coverage
where ``atheris`` is installed (``pip install atheris``), else it mutates a right input at random.
"""

import argparse
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.fuzz.fuzz import TARGETS
from tests.rounds import disk_full, forged, kills, many_people, poor_places, strange, two_writers, wrong_use
from tests.rounds.tally import Round, Tally, counted, own_settings, say

ROOT = Path(__file__).resolve().parent.parent.parent
ATTACKS = (
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "security").glob("test_*.py")),
    "tests/spreadsheets/test_spreadsheets_fence.py",
    "tests/spreadsheets/test_spreadsheets_writing.py",
)
"""What a stranger's folder, sheet, template, letterhead, workbook or line tries, one attack a test."""


def attacks(path: str) -> Callable[[int], Iterator[Round]]:
    """Every attack of a file once; the seed changes nothing."""

    def rounds(seed: int) -> Iterator[Round]:
        del seed
        words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-m", "", str(ROOT / path)]
        said = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False).stdout
        counts = Counter(
            {name: int(count) for count, name in re.findall(r"(\d+) (passed|failed|error)", said)}
        )
        yield Round(
            counts.total(),
            counts,
            [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))],
        )

    return rounds


def fuzz(name: str, seconds: float) -> Iterator[Round]:
    """A target for some seconds, in a process of its own."""
    words = [sys.executable, str(ROOT / "tests" / "fuzz" / "fuzz.py"), name, str(int(seconds))]
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    said = ended.stdout + ended.stderr
    tries = max((int(one) for one in re.findall(r"(\d+) (?:runs|tries) in", said)), default=0)
    yield Round(tries, Counter({name: tries}), [f"{name}: {said[-2000:]}"] if ended.returncode else [])


LINES: Mapping[str, tuple[Callable[[int], Iterator[Round]], int]] = {
    **{f"attacks-{path.rpartition('_')[2].removesuffix('.py')}": (attacks(path), 10**6) for path in ATTACKS},
    "kills": (kills.rounds, 1000), "writers": (two_writers.rounds, 300),
    "full": (disk_full.rounds, 10**6), "wrong use": (wrong_use.rounds, 5000),
    "forged": (forged.rounds, 2000), "strange": (strange.rounds, 2000), "poor places": (poor_places.rounds, 10**6),
    "edits": (many_people.rounds, 10_000),
}  # fmt: skip
"""Each with how many tries are enough."""
FUZZED = {f"fuzz-{name}": name for name in TARGETS}


def main(words: list[str]) -> int:
    """The lines that are asked for, and the table; 1 where something was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("lines", nargs="*", choices=[*LINES, *FUZZED, []])
    parser.add_argument("--seconds", type=int, default=40, help="for each line")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep", type=Path, help="a file that keeps each line when it is made, and says which are"
    )
    said = parser.parse_args(words)
    rows = said.keep.read_text("utf-8").splitlines() if said.keep and said.keep.is_file() else [*HEAD]
    for name in said.lines or [*LINES, *FUZZED]:
        if any(row.startswith(f"| {name} |") for row in rows):
            continue
        with own_settings():
            made = made_line(name, said.seed, said.seconds)
        say(made.line())
        rows.append(f"| {name} | {made.tries} | {made.rounds} | {made.seconds:.0f} | {len(made.faults)} |")
        if said.keep:
            said.keep.write_text("\n".join(rows) + "\n", "utf-8")
    say("\n".join(["", *rows]))
    return int(any(not row.endswith("| 0 |") for row in rows[len(HEAD) :]))


HEAD = ("| what | tries | rounds | seconds | wrong |", "|---|---|---|---|---|")


def made_line(name: str, seed: int, seconds: int) -> Tally:
    """One line of the table in so many seconds; attacks are all tried."""
    if name in FUZZED:
        return counted(name, fuzz(FUZZED[name], seconds), 10**15, 10**9)
    rounds, most = LINES[name]
    return counted(name, rounds(seed), most, 10**9 if name.startswith("attacks") else seconds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
