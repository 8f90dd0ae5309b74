"""Put faults in, one at a time, and see whether a test notices.

    python -m tests.mutation.run --seed 7 --sample 400        # about half an hour on two cores

A mutant is tried by the tests of its own module (``tests/ROOM/test_ROOM_MODULE*.py``), and by those that reach its line
where a map of who reaches what has been made (``python -m tests.mutation.reach``, once). At most 20 seconds a mutant; a
time-out counts as noticed. Mutants that change nothing a user can see are listed in ``equivalent.txt`` with a reason.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.mutation.mutants import Mutant, sample

ROOT = Path(__file__).resolve().parent.parent.parent
REACH = ROOT / ".mutation-reach.json"
EQUIVALENT = Path(__file__).with_name("equivalent.txt")
MOST_TESTS = 40


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
    copies: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.workers):
            copies.put(_copy(Path(folder) / str(number)))

        def tried(mutant: Mutant) -> str:
            copy = copies.get()
            try:
                return _try(mutant, copy, reach, options.seconds)
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(options.workers) as pool:
            results = list(pool.map(tried, mutants))
    return _told(mutants, results, known, options.least)


def _copy(folder: Path) -> Path:
    left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, folder, ignore=left_out, symlinks=True)
    return folder


def _try(mutant: Mutant, copy: Path, reach: dict[str, list[str]], seconds: float) -> str:
    name = mutant.file.relative_to(ROOT)
    tests = _tests(name, mutant.line, reach)
    if not tests:
        return "no test"
    there = copy / name
    whole = there.read_text("utf-8")
    there.write_text(mutant.text, "utf-8", newline="\n")
    try:
        return _run(tests, copy, seconds)
    finally:
        there.write_text(whole, "utf-8", newline="\n")


def _tests(name: Path, line: int, reach: dict[str, list[str]]) -> list[str]:
    """The tests of the module first, then the quickest of those that reach the line."""
    room, module = name.parts[1], name.stem
    own = sorted(
        str(path.relative_to(ROOT)) for path in (ROOT / "tests" / room).glob(f"test_{room}_{module}*.py")
    )
    reached = [test for test in reach.get(f"{name.as_posix()}:{line}", []) if test.split("::")[0] not in own]
    return [*own, *reached[:MOST_TESTS]]


def _run(tests: Sequence[str], copy: Path, seconds: float) -> str:
    begun = time.monotonic()
    for group in (list(tests[:1]), list(tests[1:])):
        if not group:
            continue
        left = seconds - (time.monotonic() - begun)
        if left <= 1:
            return "survived"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:randomly",
            *group,
        ]
        environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                command, cwd=copy, env=environment, timeout=left, check=False, capture_output=True
            )
        except subprocess.TimeoutExpired:
            return "noticed (time)"
        if done.returncode:
            return "noticed"
    return "survived"


def _equivalent() -> set[str]:
    """``file: what`` of mutants that change nothing that can be seen; the reason stands after ``#``."""
    if not EQUIVALENT.exists():
        return set()
    return {line.split("#")[0].strip() for line in EQUIVALENT.read_text("utf-8").splitlines() if line.strip()}


def _told(mutants: Sequence[Mutant], results: Sequence[str], known: set[str], least: float) -> int:
    rooms: Counter[tuple[str, bool]] = Counter()
    for mutant, result in zip(mutants, results, strict=True):
        name = mutant.file.relative_to(ROOT).as_posix()
        equal = f"{name}: {mutant.what}" in known
        noticed = result.startswith("noticed")
        if equal and not noticed:
            continue
        rooms[name.split("/")[1], noticed] += 1
        if not noticed:
            sys.stdout.write(f"{name}:{mutant.line}: {mutant.what} – {result}\n")
    seen = sum(number for (_, noticed), number in rooms.items() if noticed)
    total = sum(rooms.values())
    for room in sorted({name for name, _ in rooms}):
        yes, no = rooms[room, True], rooms[room, False]
        sys.stdout.write(f"{room:10} {yes:4} of {yes + no:4} noticed\n")
    percent = 100 * seen / total if total else 0.0
    sys.stdout.write(f"{'all':10} {seen:4} of {total:4} noticed ({percent:.0f} %)\n")
    return int(percent < least)


if __name__ == "__main__":
    sys.exit(main())
