"""Lines of tpn that are performed for somebody who does not type them: shown, seen, asked about, then written.

Nothing is done here that the line would not do: the same words in a terminal give the same.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir, suppress
from pathlib import Path

from tpn.actions.write_rules import WRITES, Writes
from tpn.cli.app import EndedRun, ran
from tpn.cli.keyboard import Dialog
from tpn.cli.outlet import is_ours
from tpn.cli.run import Run
from tpn.source.names import file_name, free_name

_PLAIN = re.compile(r"[\w./:*+=~\-]+" if os.name != "nt" else r"[\w./:*+=~\\-]+")
_QUOTABLE = re.compile(r"[^\"$`!%\\]+" if os.name != "nt" else r"[^\"$`!%]*[^\"$`!%\\]")
_HANDED_ON = {"today": "--today", "lang": "--lang"}


class TypedLines:
    """The lines of one menu. ``folder`` is the project they are about; None before one is chosen."""

    def __init__(self, run: Run, folder: Path | None = None) -> None:
        self.run, self.words, self.folder = run, run.words, folder
        self.dialog = Dialog(run)

    def perform(self, *words: str, seen: EndedRun | None = None, closing: bool = True) -> EndedRun:
        """Show a line and run it in the project's folder, where whoever types it would stand."""
        self.run.out("\n" + self.words("menu.line", line=as_typed(["tpn", *words])))
        values = self.run.values
        common = [
            part for key, option in _HANDED_ON.items() if key in values for part in (option, values[key])
        ]
        if self.run.preview:
            common.append("--preview")
        with chdir(self.folder or Path()):
            return ran([*words, *common, "--no-pager"], self.run.clock, seen=seen, closing=closing)

    def write(self, *words: str, typed: bool = False) -> EndedRun | None:
        """Look at what a line would write, and write it where that is agreed to; None where it is not.

        ``typed``: the person has just typed what is to be written, so Enter keeps it.
        """
        at_once = WRITES[words[0]] is Writes.AT_ONCE
        seen = self.perform(*words, *(("--preview",) if at_once else ()), closing=False)
        if seen.run.stopped or seen.run.settled:
            return None
        if not self.agreed("menu.write_typed" if typed else "menu.write", otherwise=typed):
            self.run.say(self.words("menu.not_written"))
            return None
        done = self.perform(*words, *(() if at_once else ("--write",)), seen=seen, closing=False)
        if done.run.written:
            # what only history keeps – a published report, a round – is nothing that undo takes back
            undone = any(not one.startswith("history/") for one in done.run.written)
            self.run.say(self.words("menu.written" if undone else "menu.kept"))
        return done

    def make(self, name: str, *words: str, asked: str = "menu.make") -> bool:
        """Make a file in the folder that the project has for them, where that is agreed to; whether it was made.

        ``asked``: the question; empty where it has been asked already.
        """
        path = self._unused(Path(self.out_folder, file_name(Path(name).stem, Path(name).suffix)), words[0])
        if asked and not self.agreed(asked, otherwise=True, file=str(path)):
            return False
        if not self.run.preview:
            with suppress(OSError):  # the line itself says what is in the way
                self.at_home(path.parent).mkdir(parents=True, exist_ok=True)
        made = self.perform(*words, "-o", str(path)).run.given
        if made:
            self.offer(path)
        return bool(made)

    def _unused(self, path: Path, verb: str) -> Path:
        """That path, or one beside it where a file lies that is filled in, or of another verb."""
        home = self.at_home(path)
        if not home.exists() or is_ours(home, self.folder, verb):
            return path
        return path.with_name(free_name(path.stem, (one.stem for one in home.parent.iterdir())) + path.suffix)

    def offer(self, path: Path) -> None:
        """Offer to open what was made, where there is a screen for it."""
        if can_open() and self.agreed("menu.open", otherwise=True, file=path.name):
            open_file(self.at_home(path))

    @property
    def out_folder(self) -> Path:
        """Where the files of a project are laid, seen from its folder."""
        return Path(self.words("menu.files.folder"))

    def at_home(self, path: Path) -> Path:
        """A path that is seen from the project's folder, as it is seen from here."""
        return (self.folder or Path()) / path

    def from_home(self, path: Path) -> str:
        """A path that is seen from here, as it is typed in the project's folder."""
        whole, home = path.absolute(), (self.folder or Path()).absolute()
        return str(whole.relative_to(home) if whole.is_relative_to(home) else whole)

    def agreed(self, key: str, *, otherwise: bool, **facts: object) -> bool:
        """Yes or no; ``otherwise`` is what Enter means."""
        return self.dialog.agreed(self.words(key, **facts), otherwise=otherwise)


def as_typed(line: Sequence[str]) -> str:
    """A line as it is typed: alike in every shell where its words allow it, else as this system's has it."""
    return " ".join(map(_word, line))


def words_of(typed: str, *, windows: bool = os.name == "nt") -> list[str]:
    """The words of a line that was typed, without their quotes; on Windows a backslash is a part of a path.

    Raises:
        ValueError: a quote was opened and not closed.
    """
    reader = shlex.shlex(typed, posix=True)
    reader.whitespace_split, reader.commenters = True, ""
    if windows:
        reader.escape = ""
    return list(reader)


def _word(said: str) -> str:
    if _PLAIN.fullmatch(said):
        return said
    if _QUOTABLE.fullmatch(said):
        return f'"{said}"'
    return subprocess.list2cmdline([said]) if os.name == "nt" else shlex.quote(said)


def can_open() -> bool:
    """Whether somebody sits at a screen where a file can be opened."""
    return sys.stdin.isatty() and (
        os.name == "nt" or sys.platform == "darwin" or bool(os.environ.get("DISPLAY"))
    )


def open_file(path: Path) -> None:
    """Open a file in the program that the system has for it."""
    with suppress(OSError):
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - a file that was just made, by its own program
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen([opener, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
