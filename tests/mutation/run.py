"""Put faults in, one at a time, and see whether a test notices.

    python -m tests.mutation.run --seed 7 --sample 400        # at most half an hour on two cores
    python -m tests.mutation.run --module views/gate.py       # every mutant of a module, by its own tests alone

A mutant is tried by the tests that reach its statement (``reach.py`` finds out which, and keeps it): first those of its
own module (``tests/ROOM/test_ROOM_MODULE*.py``) and those that ``near.yaml`` calls nearest, then the others, the
quickest of each first. Those chosen take less than ten seconds of machine time without a fault, and may take 20 with
it; where they are quick they are cut off sooner, when they come to their end in that time without the fault. One that
is cut off has noticed it. Mutants that change nothing a user can see are listed in ``equivalent.txt`` with a reason;
what no test sees is printed with the line as it was.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import ClassVar, NamedTuple

import yaml

from tests.mutation.mutants import ROOMS, Mutant, mutants_of, sample
from tests.mutation.reach import LOOKED_AT, ROOT, Reached, reached, statement_at
from tests.mutation.worker import ALL_PASSED, BROKE, NOT_PUT_IN, ONE_FAILED

HERE = Path(__file__).parent
EQUIVALENT = HERE / "equivalent.txt"
USUAL = 10.0
"""Seconds of machine time that the tests of a mutant take without it, at most."""
MOST_TESTS = 300
OF_MODULES = (*ROOMS, "actions")
"""The rooms whose tests are of modules, in the process and on small projects; others walk through the whole program."""


class Chosen(NamedTuple):
    """The tests of a mutant in their order, and the seconds of machine time that they take without it."""

    tests: Sequence[str]
    seconds: float

    def cut_off(self, most: float) -> float:
        """The seconds after which what has not ended is taken for a loop without an end."""
        return min(most, 6 + 4 * self.seconds)


class Ended(NamedTuple):
    """How the tests of a mutant ended: the exit code, whether they were cut off, the seconds, the test that failed."""

    code: int
    slow: bool
    seconds: float
    test: str


class Worker:
    """A process that has collected the tests."""

    sound: ClassVar[dict[str, bool]] = {}
    """Whether a test that has noticed something passes without a fault."""

    def __init__(self, looked_at: Sequence[str] = LOOKED_AT) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "worker.py"), *looked_at], cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            encoding="utf-8",
        )  # fmt: skip
        assert self.process.stdout
        self.tests: list[str] = json.loads(self.process.stdout.readline())["ready"]

    def run(self, mutant: Mutant | None, tests: Sequence[str], seconds: float) -> Ended:
        """Run tests with a fault, or with none, until one fails."""
        file, text = (str(mutant.file), mutant.text) if mutant else ("", "")
        assert self.process.stdin
        assert self.process.stdout
        asked = {"file": file, "text": text, "tests": tests, "seconds": seconds}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return Ended(**json.loads(self.process.stdout.readline()))

    def tried(self, mutant: Mutant, chosen: Chosen, most: float) -> tuple[str, float]:
        """Whether the tests notice the mutant, and the machine time that this took."""
        asked, worked, seconds = list(chosen.tests), 0.0, chosen.cut_off(most)
        while asked:
            ended = self.run(mutant, asked, seconds)
            worked += ended.seconds
            if ended.code == NOT_PUT_IN:
                return "could not be put in", worked
            if ended.code == BROKE:
                return "could not be tried", worked
            if ended.code == ALL_PASSED:
                return "survived", worked
            if ended.slow and seconds < most and self.run(None, asked, seconds).code != ALL_PASSED:
                seconds = most  # they are as slow without it
                continue
            if ended.slow or not ended.test:
                return "noticed (time)" if ended.slow else "noticed (the process died)", worked
            assert ended.code == ONE_FAILED
            if ended.test not in self.sound:
                self.sound[ended.test] = self.run(None, [ended.test], 3 * most).code == ALL_PASSED
                if not self.sound[ended.test]:
                    sys.stderr.write(f"fails without a fault, and is not asked: {ended.test}\n")
            if self.sound[ended.test]:
                return "noticed", worked
            asked.remove(ended.test)
        return ("survived" if chosen.tests else "no test reaches it"), worked

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
    said.add_argument("--module", type=Path, help="all mutants of this one, by its own tests: views/gate.py")
    options = said.parse_args()
    known = _equivalent()
    if options.module:
        all_of_it = list(mutants_of(ROOT / "tpn" / options.module))
        mutants = random.Random(options.seed).sample(all_of_it, min(options.sample, len(all_of_it)))  # noqa: S311
        workers = [Worker(own_tests(options.module)) for _ in range(options.workers)]
    else:
        mutants = sample(ROOT / "tpn", options.sample, options.seed)
        by_line = _by_line(reached(options.workers))
        workers = [Worker() for _ in range(options.workers)]
    free: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        free.put(worker)

    def tried(mutant: Mutant) -> str:
        if _name(mutant) in known:
            return "equivalent"
        worker = free.get()
        try:
            chosen = Chosen(worker.tests, options.seconds) if options.module else tests_for(mutant, by_line)
            result, worked = worker.tried(mutant, chosen, options.seconds)
        finally:
            free.put(worker)
        shown = "" if result.startswith("noticed") else f"\n    {_line(mutant)}"
        sys.stdout.write(f"{_place(mutant)}: {mutant.what} – {result}, {worked:.1f} s{shown}\n")
        sys.stdout.flush()
        return result

    with ThreadPoolExecutor(options.workers) as pool:
        results = list(pool.map(tried, mutants))
    for worker in workers:
        worker.close()
    return _told(mutants, results, options.least)


Place = tuple[str, int]


def _by_line(tests: Mapping[str, Reached]) -> dict[Place, list[tuple[float, str]]]:
    """The tests that reach each statement, the quickest first; and at line 0 of a file of tests all of its own."""
    found: dict[Place, list[tuple[float, str]]] = {}
    for name, one in tests.items():
        found.setdefault((name.partition("::")[0], 0), []).append((one.seconds, name))
        for file, lines in one.lines.items():
            for line in set(lines):
                found.setdefault((file, line), []).append((one.seconds, name))
    return {place: sorted(some) for place, some in found.items()}


def tests_for(mutant: Mutant, by_line: Mapping[Place, Sequence[tuple[float, str]]]) -> Chosen:
    """The tests that reach the statement: of its module, the nearest, then one of each law, then what is left."""
    file = mutant.file.relative_to(ROOT)
    reaching = list(by_line.get((file.as_posix(), statement_at(mutant.file, mutant.line)), []))
    # what a module of tests works out while it is imported is reached by none of them, and looked at by all
    own = own_tests(Path(*file.parts[1:]))
    reaching += [one for of in own for one in by_line.get((of, 0), ()) if one not in reaching]
    near = _nearest(file)
    laws: Counter[str] = Counter()

    def order(one: tuple[float, str]) -> tuple[int, int, float]:
        law = one[1].partition("[")[0]
        laws[law] += 1
        of = law.partition("::")[0]
        return (0 if of in near else 1, laws[law], one[0])

    chosen: list[str] = []
    seconds = 0.0
    for _, (used, name) in sorted((order(one), one) for one in reaching):
        if seconds + used < USUAL and len(chosen) < MOST_TESTS:
            chosen.append(name)
            seconds += used
    return Chosen(chosen, seconds)


def _nearest(file: Path) -> frozenset[str]:
    room, module = file.parts[1], file.stem
    near = (f"tests/{one}" for one in _near().get(room, {}).get(module, ()))
    return frozenset([*own_tests(Path(room, module)), *near])


def own_tests(module: Path) -> list[str]:
    """The files of tests that bear the name of a module, ``views/gate.py``, and those of modules that it shares."""
    room = module.parts[0]
    named = (
        path.relative_to(ROOT).as_posix() for path in ROOT.glob(f"tests/{room}/test_{room}_{module.stem}*.py")
    )
    shared = _near().get(room, {}).get(module.stem, ())
    near = (f"tests/{one}" for one in shared if one.partition("/")[0] in OF_MODULES)
    return list(dict.fromkeys([*named, *near]))


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
