"""A verb at work in a process of its own, that can be killed or refused at any of its file operations."""

import contextlib
import io
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TextIO

import openpyxl
import typst

from tests.cli.test_cli_fill import PROFILE
from tests.cli.test_cli_meet import STEERING
from tests.recognise.form_books import form
from tpn.cli.app import run
from tpn.history.entries import copy_mark
from tpn.history.journal import recover

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = datetime(2026, 10, 5, 8)  # noqa: DTZ001 - a clock on the wall
TODAY = ("--today", "2026-10-05")
VERBS: tuple[tuple[str, ...], ...] = (
    ("set", "K-12", "frist=19.10.2026", "merknad=Avbrutt"),
    ("done", "T-15", "kickoff/K-C04"),
    ("add", "service", "gravemelding"),
    ("move", "A-11", "16.10.2026", "--reason", "Klage", "--write"),
    ("handover", "Per", "--to", "Liv", "--write"),
    ("snapshot", "Nå"),
    ("undo", "--write"),
    ("export", "--each-responsible", "ut", "--mail"),
)
MORE_VERBS: tuple[tuple[str, ...], ...] = (
    ("import", "retur.xlsx", "--write"),
    ("remove", "R-09", "--write"),
    ("report", "--publish"),
    ("replan", "--propose"),
    ("forget", "nils", "--reason", "Ba om det", "--write"),
    ("cancel", "lokaler", "--reason", "Nei", "--write"),
    ("postpone", "T-15", "--reason", "Vent", "--to", "09.11.2026", "--write"),
    ("agenda", "MO-06", "--write"),
    ("minutes", "MO-04", "--write"),
    ("gate", "kickoff", "--outcome", "utsatt", "--decision", "B-01", "--write"),
    ("launch", "barnehage", "--date", "05.10.2026", "--write"),
    ("process", "barnehage", "--propose", "--write"),
    ("procure", "A-P01", "--plan", "--write"),
    ("round", "--remind", "--write"),
    ("fill", "skjema.xlsm", "--write"),
    ("library", "copy", "checklists/launch"),
    ("read", "liste.csv", "--save-profile", "min"),
    ("meet", "MO-05", "--today", "2026-10-20"),
    ("init", "nytt", "--municipality", "Halden", "--services", "sfo", "--start", "05.10.2026"),
)
"""Verbs that the long runs try as well."""
TYPED: dict[str, tuple[str, ...]] = {"meet": (*STEERING, "j")}
"""What is typed at a verb that asks, line by line."""
BEFORE: dict[str, tuple[str, ...]] = {
    "round": ("export --each-responsible {project}/sendt",),
    "launch": tuple(
        f"set barnehage/T-C{number} svar=ferdig dokumentasjon=sett"
        for number in ("08", "09", 18, 26, 28, 30, 33, 35, 37, 38, 40, 41)
    ),
}
"""What must have been done before there is something to write."""

Tree = dict[str, bytes]
CAN_FORK = hasattr(os, "fork")
NEED_ROOM = frozenset({"open", "os.rename", "os.mkdir", "os.link"})
"""What needs room on the disk, as Python tells its audit hooks; opening counts where it is to write."""
TOUCHING = NEED_ROOM | {"os.remove", "os.rmdir", "os.chmod", "os.truncate"}
"""What changes a folder."""


def tree(folder: Path) -> Tree:
    """The files that a write is about: the project's own, and the sheets of a round."""
    found: Tree = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not (
            name.startswith(("history/journal/", "history/log/"))
            or "/." in name  # hidden: half-written, read by nobody
        ):
            found[name] = b"" if name.startswith("ut/") else path.read_bytes()
    return found


def quiet(*words: str, to: TextIO | None = None) -> int:
    """One line of the program, in this process; its words go nowhere, or ``to`` a file."""
    stream, keyboard = to or io.StringIO(), sys.stdin
    try:
        sys.stdin = io.StringIO(typed(words))
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            return run(list(words), clock=lambda: NOW)
    finally:
        sys.stdin = keyboard


def dated(words: Sequence[str]) -> tuple[str, ...]:
    """The line with the day it is written on, where it does not say its own."""
    return (*words, *(() if TODAY[0] in words else TODAY))


def typed(words: Sequence[str]) -> str:
    """What is typed at a line of the program."""
    return "".join(f"{line}\n" for line in TYPED.get(words[0], ()))


def prepared(folder: Path, words: tuple[str, ...] = ("",)) -> Path:
    """A copy of the example with one write to take back, and what a verb needs before it has something to write."""
    folder.mkdir(parents=True)
    for name, data in _prepared(BEFORE.get(words[0], ())).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for entry in (folder / "history" / "journal").glob("*.json"):  # as if it was written where it lies now
        said = json.loads(entry.read_text("utf-8"))
        entry.write_text(json.dumps({**said, "copy": copy_mark(folder)}), "utf-8")
    return folder


@cache
def _prepared(lines: tuple[str, ...]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as name:
        project = Path(shutil.copytree(ROOT / "examples" / "halden", Path(name) / "halden"))
        assert quiet("export", "-o", str(project / "retur.xlsx"), "-p", str(project)) == 0
        sheet = openpyxl.load_workbook(project / "retur.xlsx")
        notes = next(cell for cell in sheet["Etablering"][_HEADINGS] if cell.value == "Merknad")
        sheet["Etablering"].cell(_HEADINGS + 3, notes.column).value = "Fra arket"
        sheet.save(project / "retur.xlsx")
        (project / "liste.csv").write_text("Nr;Aktivitet;Frist\n1;Rydde;01.11.2026\n", "utf-8")
        (project / "skjema.xlsm").write_bytes(form())
        (project / "templates" / "profiles").mkdir(parents=True)
        (project / "templates" / "profiles" / "nytteplan.yaml").write_text(PROFILE, "utf-8")
        logs = (project / "logs.yaml").read_text("utf-8")
        (project / "logs.yaml").write_text(logs.replace(", activity: P-12}", "}"), "utf-8")
        for line in lines:
            assert quiet(*line.format(project=project).split(), "-p", str(project)) == 0, line
        assert quiet("set", "K-12", "merknad=Før", "-p", str(project)) == 0
        files = [path for path in project.rglob("*") if path.is_file()]
        return {path.relative_to(project).as_posix(): path.read_bytes() for path in files}


@dataclass
class AtOperation:
    """Something that happens right before a verb's file operation of a number in the project, counted from 1."""

    number: int
    act: Callable[[], None]
    which: frozenset[str] = TOUCHING
    for_good: bool = False
    """Whether it happens before all that follow as well."""
    seen: int = 0

    @property
    def reached(self) -> bool:
        """Whether there were so many."""
        return self.seen >= self.number

    def look(self, project: str, event: str, told: tuple[Any, ...]) -> None:
        """Count the operation, where it is one in the project."""
        if event not in self.which or not _within(project, told[0]):
            return
        if event == "open" and not (isinstance(told[2], int) and told[2] & _WRITING):
            return
        self.seen += 1
        if self.seen == self.number or (self.for_good and self.reached):
            self.act()


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_HEADINGS = 3  # the row of the sheet in which its columns are named
_REACHED = 100  # added to the exit code, so that who began the process knows


def _within(project: str, path: object) -> bool:
    return isinstance(path, str | os.PathLike) and os.path.realpath(path).startswith(project)


class Running:
    """A verb at work in a process of its own: a copy of this one where the system has them, which begins at once."""

    def __init__(
        self,
        project: Path,
        words: tuple[str, ...],
        at: AtOperation | None = None,
        said: Path = Path(os.devnull),
    ) -> None:
        """``said``: the file that gets its words, outside the project."""
        self.reached = False
        if CAN_FORK:
            _warm(words)
            self.pid = os.fork()
            if self.pid == 0:
                _work(project, words, at, said)
            return
        known = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "nb_NO.UTF-8"}
        command = [sys.executable, "-m", "tpn", *dated(words)]
        self.process = subprocess.Popen(
            command, cwd=project, env=known, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, encoding="utf-8",
        )  # fmt: skip
        if self.process.stdin:
            self.process.stdin.write(typed(words))
            self.process.stdin.close()

    def wait(self) -> int:
        """Its exit code, negative where a signal ended it."""
        if not CAN_FORK:
            return self.process.wait()
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.reached = code < 0 or code >= _REACHED
        return code % _REACHED if code > 0 else code

    def kill(self) -> int:
        """End it at once, whatever it does."""
        if not CAN_FORK:
            self.process.kill()
        else:
            os.kill(self.pid, signal.SIGKILL)
        return self.wait()


def _work(project: Path, words: tuple[str, ...], at: AtOperation | None, said: Path) -> None:
    """What the copy of this process does, and then it is no more."""
    code = TRACEBACK
    typst.compile = _set_in_a_process_of_its_own  # type: ignore[assignment]
    try:
        os.chdir(project)
        with said.open("a", encoding="utf-8") as stream:  # of several copies each writes at the end
            if at:
                inside = os.path.realpath(project)
                sys.addaudithook(lambda event, told: at.look(inside, event, told))
            code = quiet(*dated(words), to=stream)
    finally:
        os._exit(code + (_REACHED if at and at.reached else 0))


TRACEBACK = 70
"""The exit code of a verb that ended in a way that nobody wrote a sentence for."""


def _set_in_a_process_of_its_own(*words: Any, **named: Any) -> bytes:
    """What sets a PDF keeps threads, and a copy of a process that had them would wait for them for ever."""
    told = pickle.dumps((words, named))
    return subprocess.run([sys.executable, "-c", _SET], input=told, capture_output=True, check=True).stdout


_SET = """
import pickle, sys, typst
words, named = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(bytes(typst.compile(*words, **named)))
"""


@cache
def _warm(verb: tuple[str, ...]) -> None:
    """Run a verb here once, so that no copy of this process must read the program anew."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        os.chdir(prepared(Path(name) / "halden", verb))
        try:
            quiet(*dated(verb))
        finally:
            os.chdir(here)


class FromFirstOperation:
    """A verb that has done all its thinking and stands before its first file operation, and goes on from there.

    Each time it is asked, a copy of the process goes on, and something happens right before the operation of a number:
    so one reading of the project is enough for a kill, or a full disk, at each of its operations.
    """

    def __init__(
        self,
        project: Path,
        words: tuple[str, ...],
        at: "AtOperation | None" = None,
        said: Path = Path(os.devnull),
    ) -> None:
        """``at``: what happens, and before which operations; without it the copy dies. ``said``: gets its words."""
        _warm(words)
        asked, self.asking = os.pipe()
        self.answers, answering = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.asking)
            os.close(self.answers)
            _work(project, words, _Fork(asked, answering, at or AtOperation(1, die)), said)
        os.close(asked)
        os.close(answering)

    def killed_at(self, number: int) -> bool:
        """Go on from the first operation, and die before that one; whether it had so many."""
        return self._ended(number) == _BYTE - signal.SIGKILL

    def ended_at(self, number: int) -> tuple[int, bool]:
        """Go on from the first operation to the end; the exit code, and whether it had so many operations."""
        code = self._ended(number)
        return code % _REACHED, code >= _REACHED

    def _ended(self, number: int) -> int:
        os.write(self.asking, number.to_bytes(2, "big"))
        return int.from_bytes(os.read(self.answers, 1), "big")

    def end(self) -> None:
        """It is no longer needed."""
        os.close(self.asking)
        os.close(self.answers)
        os.waitpid(self.pid, 0)


_BYTE = 256


class _Fork(AtOperation):
    """In that process: at its first operation it waits for numbers, and each is a copy's that goes on."""

    def __init__(self, asked: int, answering: int, at: AtOperation) -> None:
        super().__init__(1, self.serve, at.which, at.for_good)
        self.asked, self.answering, self.then = asked, answering, at.act

    def serve(self) -> None:
        while said := os.read(self.asked, 2):
            if (pid := os.fork()) == 0:
                self.number, self.act = int.from_bytes(said, "big"), self.then
                if self.number == 1:
                    self.act()
                return
            ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            os.write(self.answering, (ended % _BYTE).to_bytes(1, "big"))
        os._exit(0)


def killed_while_recovering(project: Path, number: int) -> bool:
    """Let the next command put things right and die before its file operation of a number; whether it had so many."""
    pid = os.fork()
    if pid == 0:
        at, inside = AtOperation(number, die), os.path.realpath(project)
        sys.addaudithook(lambda event, told: at.look(inside, event, told))
        try:
            recover(project)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def die() -> None:
    """End this process as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)
