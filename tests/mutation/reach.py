"""Which tests reach which lines, kept for the mutation run: ``python -m tests.mutation.reach``.

Every test is run once under coverage with its name as context (some minutes); the quickest stand first for each line.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from coverage import CoverageData

from tests.mutation.mutants import ROOMS
from tests.mutation.run import REACH, ROOT

MOST = 60


def main() -> int:
    """Make the map anew; the exit code of the tests."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        config = Path(folder) / "coveragerc"
        source = ",".join(f"tpn.{room}" for room in ROOMS)
        config.write_text(
            f"[run]\ndata_file={data}\nsource={source}\ndynamic_context=test_function\n", "utf-8"
        )
        command = [sys.executable, "-m", "coverage", "run", f"--rcfile={config}", "-m", "pytest", "-q"]
        code = subprocess.run([*command, *sys.argv[1:]], cwd=ROOT, check=False).returncode
        REACH.write_text(json.dumps(_map(data)), "utf-8")
    return code


def _map(data: Path) -> dict[str, list[str]]:
    """``file:line`` → the tests that reach it; those that reach least stand first: they are the most particular."""
    found = CoverageData(str(data))
    found.read()
    lines: dict[str, set[str]] = {}
    for file in found.measured_files():
        name = Path(file).relative_to(ROOT).as_posix()
        for line, contexts in found.contexts_by_lineno(file).items():
            lines.setdefault(f"{name}:{line}", set()).update(_test(one) for one in contexts if one)
    reaches: dict[str, int] = {}
    for tests in lines.values():
        for test in tests:
            reaches[test] = reaches.get(test, 0) + 1
    return {where: sorted(tests, key=lambda test: reaches[test])[:MOST] for where, tests in lines.items()}


def _test(context: str) -> str:
    """``tests.plan.test_plan_lights.test_x`` as pytest names it."""
    module, _, function = context.rpartition(".")
    return f"{module.replace('.', '/')}.py::{function}"


if __name__ == "__main__":
    sys.exit(main())
