"""Which tests reach which statements of the rooms that are mutated: a plugin of pytest, and the map it makes.

Every statement of a function is preceded by a mark that costs next to nothing (no tracing, so that a test takes as long
as without). The map is kept in ``.mutation-reach.json``: only tests that reach a module that has changed, and those
whose own file has, are run again.
"""

import ast
import builtins
import functools
import hashlib
import importlib.machinery
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.mutation.mutants import ROOMS

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".mutation-reach.json"
INTO = "TPN_REACH_INTO"
"""The folder in which a traced run leaves what it saw, in the environment of that run."""
LOOKED_AT = (*(f"tests/{room}" for room in ROOMS), "tests/cli", "tests/sheets", "tests/reports", "tests/test_counts.py",
             "tests/test_untidy.py", "tests/test_spoken.py", "tests/test_laws_on_examples.py")  # fmt: skip


class Reached(NamedTuple):
    """A test that passed: its seconds of machine time, and the statements that it reached, by file and line."""

    seconds: float
    lines: dict[str, list[int]]


# ---------------------------------------------------------------- marks in the program, while it is imported


class Statements(NamedTuple):
    """Where a statement stands: its file in the package, its first and its last line."""

    file: str
    first: int
    last: int


def statements_of(tree: ast.AST, file: str) -> Iterator[tuple[list[ast.stmt], int, Statements]]:
    """Every statement that runs in a function, with its block and its place there, from the last of a block on."""
    seen: set[int] = set()
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.ClassDef):
                continue
            for name in ("body", "orelse", "finalbody"):
                block = getattr(node, name, None)
                if not isinstance(block, list) or id(block) in seen:
                    continue
                seen.add(id(block))
                for number in reversed(range(len(block))):
                    one = block[number]
                    if not (number == 0 and isinstance(node, ast.FunctionDef) and _is_text(one)):
                        yield block, number, Statements(file, one.lineno, one.end_lineno or one.lineno)


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


class Marking(importlib.machinery.SourceFileLoader):
    """Reads a module of the rooms with a mark before each statement."""

    hits = bytearray()
    places: list[Statements] = []  # noqa: RUF012 - one list for all

    def get_code(self, fullname: str) -> Any:
        path = self.get_filename(fullname)
        tree = ast.parse(self.get_data(path))
        for block, number, place in list(statements_of(tree, Path(path).relative_to(ROOT).as_posix())):
            mark = ast.parse(f"_tpn_reached[{len(self.places)}] = 1").body[0]
            for node in ast.walk(mark):
                ast.copy_location(node, block[number])
            self.places.append(place)
            self.hits.append(0)
            block.insert(number, mark)
        return compile(tree, path, "exec", dont_inherit=True)


class _Finder:
    """Finds the modules of the rooms before anybody else does."""

    def find_spec(self, name: str, path: Sequence[str] | None, _: object = None) -> Any:
        parts = name.split(".")
        if len(parts) < 3 or parts[0] != "tpn" or parts[1] not in ROOMS:
            return None
        found = importlib.machinery.PathFinder.find_spec(name, path)
        if found and found.origin and not found.submodule_search_locations:
            found.loader = Marking(name, found.origin)
        return found


# ---------------------------------------------------------------- the plugin


class Recorder:
    """Writes down, test by test, what was reached."""

    def __init__(self, folder: Path) -> None:
        self.out = (folder / f"{os.getpid()}.jsonl").open("w", encoding="utf-8")
        self.outcomes: set[str] = set()
        self.zero = b""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.outcomes.clear()
        Marking.hits[:] = bytes(len(Marking.hits))
        before = _worked()
        result = yield
        lines: dict[str, list[int]] = {}
        for number, hit in enumerate(Marking.hits):
            if hit:
                place = Marking.places[number]
                lines.setdefault(place.file, []).append(place.first)
        if self.outcomes == {"passed"}:
            said = [item.nodeid, round(_worked() - before, 3), lines]
            self.out.write(json.dumps(said) + "\n")
            self.out.flush()
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.outcomes.add(report.outcome)

    def pytest_unconfigure(self) -> None:
        self.out.close()


def _worked() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if (
    INTO in os.environ
):  # this file is a plugin (``-p tests.mutation.reach``): before anything of tpn is imported
    builtins._tpn_reached = Marking.hits  # type: ignore[attr-defined]
    sys.meta_path.insert(0, _Finder())


def pytest_configure(config: pytest.Config) -> None:
    """Write down what is reached, where this is a run that asks for it."""
    if INTO in os.environ:
        config.pluginmanager.register(Recorder(Path(os.environ[INTO])))


# ---------------------------------------------------------------- the map


def reached(workers: int) -> dict[str, Reached]:
    """Every test that passes, by pytest's name for it; what has not changed since the last time is not run again."""
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {"program": {}, "files": {}, "tests": {}}
    program = _hashes(path for room in ROOMS for path in (ROOT / "tpn" / room).rglob("*.py"))
    files = _hashes(
        path
        for place in LOOKED_AT
        for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("test_*.py"))
    )
    changed = {file for file, known in kept["program"].items() if program.get(file) != known}
    stale = [file for file, known in files.items() if kept["files"].get(file) != known]
    here = {
        name: one
        for name, one in kept["tests"].items()
        if (file := name.partition("::")[0]) in files and file not in stale
    }
    tests = {name: one for name, one in here.items() if changed.isdisjoint(one[1])}
    if again := [*stale, *(name for name in here if name not in tests)]:
        tests |= _traced(again, workers)
        KEPT.write_text(json.dumps({"program": program, "files": files, "tests": tests}), "utf-8")
    return {name: Reached(*one) for name, one in tests.items()}


def _traced(asked: Sequence[str], workers: int) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "asked")
        listed.write_text("\n".join(asked), "utf-8")
        command = [sys.executable, "-m", "pytest", "-p", "tests.mutation.reach", "-p", "no:cacheprovider", "-q",
                   "--tb=no", "-n", str(workers), "--dist", "loadfile", f"@{listed}"]  # fmt: skip
        environment = {**os.environ, INTO: folder, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, cwd=ROOT, env=environment, stdout=sys.stderr, check=False)
        for path in Path(folder).glob("*.jsonl"):
            for line in path.read_text("utf-8").splitlines():
                name, *rest = json.loads(line)
                found[name] = rest
    return found


def _hashes(paths: Iterable[Path]) -> dict[str, str]:
    """The mark of each file, by its name."""
    return {
        path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
    }


@functools.cache
def _places(file: Path) -> list[Statements]:
    return [place for _, _, place in statements_of(ast.parse(file.read_text("utf-8")), file.name)]


def statement_at(file: Path, line: int) -> int:
    """The first line of the innermost statement that this line is of."""
    return max((one.first for one in _places(file) if one.first <= line <= one.last), default=line)
