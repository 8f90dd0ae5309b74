"""One worker of a mutation run: everything is imported and every test collected once; each mutant gets a fork of that.

A line of JSON in – the file, its text with the fault, the tests, and how many seconds of machine time they may take –
and one out: how it ended. The fault is put in by giving the functions of the module their new code, which everybody
who has imported them then runs. What a module has worked out while it was imported stays as it was.
"""

import gc
import importlib
import json
import os
import signal
import sys
import traceback
import types
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn, TextIO

import pytest

if sys.platform != "win32":  # whose tests of modules read names from here, and run no mutant
    import resource

ALL_PASSED, ONE_FAILED, NOT_PUT_IN, BROKE = 0, 1, 3, 4
"""How the fork for a mutant ends; it broke where it ended by something else than its tests."""
ROOMS = frozenset({"plan", "roundtrip", "edits", "views", "advice"})
"""As in ``mutants.py``, which is not imported here: nothing of the tests is, before pytest does."""


class Server:
    """Answers in place of pytest's own loop over the collected tests."""

    def __init__(self, questions: TextIO, answers: TextIO) -> None:
        self.questions, self.answers = questions, answers

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        functions = _functions_by_file()
        self._say({"ready": list(items)})
        for line in self.questions:
            asked = json.loads(line)
            tests = [items[name] for name in asked["tests"] if name in items]
            self._say(_forked(lambda tell: _tried(session, tests, asked, functions, tell)))  # noqa: B023
        return True

    def _say(self, answer: dict[str, Any]) -> None:
        self.answers.write(json.dumps(answer) + "\n")
        self.answers.flush()


def _forked(work: Callable[[int], None]) -> dict[str, Any]:
    """What a fork of this process came to: its exit code, the machine time it took, and the test that it told of."""
    reading, telling = os.pipe()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(telling)
        except BaseException:  # noqa: BLE001 - whatever it is, no test has noticed a fault
            traceback.print_exc()
        os._exit(BROKE)
    os.close(telling)
    with os.fdopen(reading, encoding="utf-8") as told:
        test = told.read()
    _, status = os.waitpid(child, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, "slow": code in {-signal.SIGXCPU, -signal.SIGALRM}, "seconds": used, "test": test}


def _tried(
    session: pytest.Session, tests: Sequence[pytest.Item], asked: dict[str, Any],
    functions: dict[str, dict[str, list[types.FunctionType]]], telling: int,
) -> None:  # fmt: skip
    """Run the tests with the fault until one fails; never returns."""
    seconds = max(1, round(asked["seconds"]))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.alarm(20 * seconds + 60)  # one that waits for ever works no time
    if asked["file"] and not put_in(asked["file"], asked["text"], functions):
        os._exit(NOT_PUT_IN)
    anew: set[types.ModuleType] = set()
    for number, item in enumerate(tests):
        module = item.module if isinstance(item, pytest.Function) else None
        if module and module not in anew and Path(module.__file__ or "").parent.name in ROOMS:
            anew.add(module)
            try:  # what it has worked out while it was imported is worked out anew
                importlib.reload(module)
            except BaseException:  # noqa: BLE001 - whatever it is, the fault is seen
                _told(telling, item)
        following = tests[number + 1] if number + 1 < len(tests) else None
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            _told(telling, item)
    os._exit(ALL_PASSED)


def _told(telling: int, item: pytest.Item) -> NoReturn:
    os.write(telling, item.nodeid.encode())
    os._exit(ONE_FAILED)


def _functions_by_file() -> dict[str, dict[str, list[types.FunctionType]]]:
    """Every function of the program, by the file and the name it was written under, in the order of the file."""
    for path in (path for room in ROOMS for path in Path("tpn", room).rglob("*.py")):
        importlib.import_module(
            ".".join(path.with_suffix("").parts)
        )  # a verb's own are imported when it is called
    gc.unfreeze()
    found: dict[str, dict[str, list[types.FunctionType]]] = {}
    for one in gc.get_objects():
        if isinstance(one, types.FunctionType) and "/tpn/" in one.__code__.co_filename:
            found.setdefault(one.__code__.co_filename, {}).setdefault(one.__code__.co_qualname, []).append(
                one
            )
    gc.freeze()
    return found


def put_in(file: str, text: str, functions: dict[str, dict[str, list[types.FunctionType]]]) -> bool:
    """Give a module's functions the code of this text; False where one cannot be given it."""
    codes: dict[str, list[types.CodeType]] = {}
    for code in _codes(compile(text, file, "exec", dont_inherit=True)):
        codes.setdefault(code.co_qualname, []).append(code)
    put = False
    for name, some in functions.get(file, {}).items():
        new = codes.get(name, [])
        lines = sorted({one.__code__.co_firstlineno for one in some})
        if len(new) != len(lines):
            continue  # of the same name are several, and not all of them live: only what is inside them changes
        for one in some:
            try:
                one.__code__ = new[lines.index(one.__code__.co_firstlineno)]
            except ValueError:  # it closes over other names than before
                if "<locals>" in name:
                    continue  # whoever makes it makes the next one from the new code
                return False
            put = True
    return put


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            yield one
            yield from _codes(one)


def main() -> int:
    """Collect, then answer until there are no more questions."""
    sys.path.insert(0, str(Path.cwd()))
    answers, questions = os.fdopen(os.dup(1), "w"), os.fdopen(os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no", "--no-header", "-m", ""]
    return int(pytest.main([*options, *sys.argv[1:]], plugins=[Server(questions, answers)]))


if __name__ == "__main__":
    sys.exit(main())
