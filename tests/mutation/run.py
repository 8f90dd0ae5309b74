"""Put faults in, one at a time, and see whether a test notices.

    python -m tests.mutation.run --seed 7 --sample 400        # about half an hour on two cores

A mutant is tried by the tests of its own module (``tests/ROOM/test_ROOM_MODULE*.py``), by those that import it, by
those of ``near.yaml``, and by those that reach its line where a map of who reaches what has been made
(``python -m tests.mutation.reach``, once): at most 20 seconds of machine time a mutant. It is noticed where a test
fails, or takes three times as long as without it. Mutants that change nothing a user can see are listed in
``equivalent.txt`` with a reason; what no test sees is printed with the line as it was. Nothing is written but that.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import ClassVar, NamedTuple

import yaml

from tests.mutation.mutants import Mutant, sample

ROOT = Path(__file__).resolve().parent.parent.parent
REACH = ROOT / ".mutation-reach.json"
HERE = Path(__file__).parent
EQUIVALENT = HERE / "equivalent.txt"
MOST_TESTS = 40
ALL_PASSED = 0
AT_LEAST = 4.0
"""Seconds that a set of tests may always take: a start is part of each."""


class Ended(NamedTuple):
    """How a set of tests ended: pytest's exit code, whether it was stopped for its time, and the seconds it took."""

    code: int
    slow: bool
    seconds: float


class Worker:
    """A copy of the project with a process that runs tests in it."""

    usual: ClassVar[dict[str, Ended]] = {}
    """How each set of tests ends without a fault."""

    def __init__(self, folder: Path) -> None:
        left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
        shutil.copytree(ROOT, folder, ignore=left_out, symlinks=True)
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, str(folder / "tests" / "mutation" / "worker.py")],
            cwd=folder, env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, tests: str, seconds: float) -> Ended:
        """Run one file, or some tests of it, for at most so many seconds of machine time."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(
            json.dumps({"tests": tests.split(), "seconds": max(1, round(seconds))}) + "\n"
        )
        self.process.stdin.flush()
        return Ended(**json.loads(self.process.stdout.readline()))

    def tried(self, mutant: Mutant, tests: Sequence[str], seconds: float) -> str:
        """Whether the tests notice the mutant."""
        there = self.folder / mutant.file.relative_to(ROOT)
        whole, left = there.read_text("utf-8"), seconds
        for some in tests:
            if some not in self.usual:
                self.usual[some] = self.run(some, 10 * seconds)
                if self.usual[some].code != ALL_PASSED:
                    sys.stderr.write(f"fails without a fault, and is not asked: {some}\n")
            usual = self.usual[some]
            if usual.code != ALL_PASSED or left < 1:
                continue  # what fails without a fault says nothing
            patience = max(AT_LEAST, 3 * usual.seconds)
            there.write_text(mutant.text, "utf-8", newline="\n")
            try:
                ended = self.run(some, min(patience, left))
            finally:
                there.write_text(whole, "utf-8", newline="\n")
            if ended.code != ALL_PASSED and not (ended.slow and patience > left):
                return "noticed (time)" if ended.slow else "noticed"
            left -= ended.seconds
        return "survived" if tests else "no test"

    def close(self) -> None:
        """Let the process end."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def main() -> int:
    """Run the sample; exit code 1 where less is noticed than asked for."""
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--seed", type=int, default=1)
    said.add_argument("--sample", type=int, default=400)
    said.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    said.add_argument("--seconds", type=float, default=20)
    said.add_argument("--least", type=float, default=80, help="percent that must be noticed")
    options = said.parse_args()
    reach = json.loads(REACH.read_text("utf-8")) if REACH.exists() else {}
    known = _equivalent()
    mutants = sample(ROOT / "tpn", options.sample, options.seed)
    free: SimpleQueue[Worker] = SimpleQueue()
    with tempfile.TemporaryDirectory() as folder:
        workers = [Worker(Path(folder) / str(number)) for number in range(options.workers)]
        for worker in workers:
            free.put(worker)

        def tried(mutant: Mutant) -> str:
            if _name(mutant) in known:
                return "equivalent"
            worker = free.get()
            try:
                result = worker.tried(mutant, tests_for(mutant, reach), options.seconds)
            finally:
                free.put(worker)
            if not result.startswith("noticed"):
                sys.stdout.write(f"{_place(mutant)}: {mutant.what} – {result}\n    {_line(mutant)}\n")
                sys.stdout.flush()
            return result

        # a module's mutants one after the other: what its tests usually take is found once
        with ThreadPoolExecutor(options.workers) as pool:
            results = list(pool.map(tried, mutants))
        for worker in workers:
            worker.close()
    return _told(mutants, results, options.least)


def tests_for(mutant: Mutant, reach: dict[str, list[str]]) -> list[str]:
    """The tests of the module, those that import it, the nearest, and those that reach the line; no file twice."""
    name = mutant.file.relative_to(ROOT)
    room, module = name.parts[1], name.stem
    own = sorted(
        path.relative_to(ROOT).as_posix() for path in ROOT.glob(f"tests/{room}/test_{room}_{module}*.py")
    )
    importing = [file for file, text in _all_tests().items() if f"tpn.{room}.{module} import" in text]
    near = [f"tests/{file}" for file in _near().get(room, {}).get(module, ())]
    reached = reach.get(f"{name.as_posix()}:{mutant.line}", [])[:MOST_TESTS]
    return [*dict.fromkeys([*own, *importing, *near]), *([" ".join(reached)] if reached else [])]


@cache
def _all_tests() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
    }


@cache
def _near() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = yaml.safe_load((HERE / "near.yaml").read_text("utf-8"))
    return found


def _equivalent() -> set[str]:
    """``file: line: what`` of mutants that change nothing that can be seen; the reason stands after ``#``."""
    lines = EQUIVALENT.read_text("utf-8").splitlines() if EQUIVALENT.exists() else []
    return {line.rpartition("  # ")[0].strip() for line in lines if "  # " in line}


def _place(mutant: Mutant) -> str:
    return f"{mutant.file.relative_to(ROOT).as_posix()}:{mutant.line}"


def _line(mutant: Mutant) -> str:
    return mutant.file.read_text("utf-8").splitlines()[mutant.line - 1].strip()


def _name(mutant: Mutant) -> str:
    """A mutant by what its line says, which outlives the number of the line."""
    return f"{mutant.file.relative_to(ROOT).as_posix()}: {_line(mutant)}: {mutant.what}"


def _told(mutants: Sequence[Mutant], results: Sequence[str], least: float) -> int:
    rooms: Counter[tuple[str, bool]] = Counter()
    for mutant, result in zip(mutants, results, strict=True):
        if result != "equivalent":
            rooms[mutant.file.relative_to(ROOT).parts[1], result.startswith("noticed")] += 1
    seen = sum(number for (_, noticed), number in rooms.items() if noticed)
    total = sum(rooms.values())
    for room in sorted({name for name, _ in rooms}):
        yes, no = rooms[room, True], rooms[room, False]
        sys.stdout.write(f"{room:10} {yes:4} of {yes + no:4} noticed\n")
    percent = 100 * seen / total if total else 0.0
    left_out = len(mutants) - total
    sys.stdout.write(
        f"{'all':10} {seen:4} of {total:4} noticed ({percent:.0f} %), {left_out} of them equivalent\n"
    )
    return int(percent < least)


if __name__ == "__main__":
    sys.exit(main())
