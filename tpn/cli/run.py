"""One run of the program: a session with a screen."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from tpn.actions.session import Session
from tpn.cli.encoding import narrow
from tpn.cli.outlet import may_be_written, written
from tpn.cli.screen import uncoloured
from tpn.cli.speech import Speech
from tpn.problems import Problem
from tpn.reports.blocks import Paragraph, ScreenBlock, inline, quiet, told
from tpn.reports.display import UNBOUNDED, Display, display

if TYPE_CHECKING:
    from tpn.views.next_step import NextStep

_BLANKS = re.compile(r"[ \t\n]+")
_PATIENCE = 1.0
_OFTEN = 0.2
"""Seconds before progress is shown, and between two signs of it."""


def _nobody(question: str) -> bool:  # noqa: ARG001 - there is nobody to read it
    return False


@dataclass(eq=False, repr=False)
class Run(Session):
    """What a command is handed: its session, and where the result and the words about it go."""

    speech: Speech = field(default_factory=Speech)
    answered: bool = False
    """Whether the run has given its result as JSON."""
    stopped: bool = False
    """Whether a problem has stopped it, or somebody at the keyboard."""
    following: "NextStep | None" = None
    """The command that is told of after the screen."""
    closing: bool = True
    """Whether it, and how to write, is told of at all: not where somebody else asks what comes next."""
    may_replace: Callable[[str], bool] = _nobody
    """Who answers, when it is asked whether a file may be replaced."""
    _shown: str = ""
    _begun: float = 0.0
    _told: float = 0.0

    def warn(self, problems: Sequence[Problem]) -> None:
        """Problems that stop nothing, with the lines they stand on."""
        from tpn.cli.problem_lines import problem_blocks
        from tpn.reports.terminal import drawn

        is_read = sys.stderr.isatty()
        width = self.display.width if is_read else None
        if told := list(problem_blocks(problems, self.words, self.texts, width=width)):
            screen = Display(width or UNBOUNDED, self.colour and is_read)
            self.tell(drawn(told, screen).removesuffix("\n"))

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts of the project's files by their names, where they have been read."""
        return {file.name: file.text for file in self.opened.files.values()} if self.opened else {}

    def format(self, *known: str) -> str:
        """The asked format, by ``--format`` or the suffix of ``-o``; the first of ``known`` when nothing is said.

        Raises:
            Stop: the command has no such format (exit code 2).
        """
        said = self.values.get("format") or (self.output.suffix[1:].lower() if self.output else "")
        suffix = self.output.suffix[1:].lower() if self.output else ""
        if self.as_json and ("json" not in known or (suffix != "json" and suffix in known)):
            said = suffix  # a file is what its name says; ``app`` tells in the shape that all such verbs have
        if said and said not in known:
            self.stop("no-such-format", format=said, known=known)
        return said or known[0]

    @cached_property
    def output(self) -> Path | None:
        """The file of ``-o``, if any.

        Raises:
            Stop: a folder stands there (exit code 2).
        """
        if not (said := self.values.get("output")):
            return None
        if Path(said).is_dir():
            self.stop("file-is-folder", file=said, hint="output")
        self._may_be_written(Path(said))
        return Path(said)

    def _may_be_written(self, path: Path) -> None:
        """Make sure that a file may be written, before the work begins; ask where somebody can answer.

        Raises:
            Stop: it may not (exit code 2).
        """
        beside = [word for word in self.line if not word.startswith("-")]
        if (said := self.values.get("output")) in beside:
            beside.remove(said)
        free = "preview" in self.values or "force" in self.values
        agreed = (lambda _: True) if free else self._agrees_to
        may_be_written(path, self.words.folder, beside, agreed, self.verb)

    def _agrees_to(self, facts: Mapping[str, object]) -> bool | None:
        """Whether somebody lets a file be replaced; None where nobody can answer."""
        return self.yes_or_no("common.replace", **facts)

    def yes_or_no(self, question: str, **facts: object) -> bool | None:
        """The answer to a question of yes or no; None where nobody can answer."""
        if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
            return None
        return self.may_replace(self.words(question, **facts))

    @property
    def on_screen(self) -> bool:
        """Whether no file is named for the result. Nobody is asked here about what stands where one would go."""
        return not self.values.get("output")

    @property
    def as_json(self) -> bool:
        """Whether the result, or what stopped it, is asked for as JSON."""
        return self.values.get("format") == "json"

    def out(self, text: str) -> None:
        """The result, to standard output – or to the file of ``-o``, whole or not at all."""
        if self.output is None:
            self._shown = text
            self.speech.out(text if text.endswith("\n") else text + "\n")
            return
        self.give({self.output: (text if text.endswith("\n") else text + "\n").encode()})

    def say(self, text: str) -> None:
        """One thing that is told, to standard output; on more lines where the screen has no room for it."""
        self.show([told(_BLANKS.sub(" ", text))])

    def tell_signs(self) -> None:
        """What the signs mean that the screen has just shown, where they stand alone on it, in colour or not."""
        from tpn.texts.signs import legend

        if self.on_screen and (said := legend(uncoloured(self._shown), self.words)):
            self.show([Paragraph(inline(quiet(said)))])

    def tell_next(self) -> None:
        """End a screen with the command that is of most use now, for the project that this one was told of."""
        if line := self.next_line():
            self.say(line)

    def next_line(self) -> str:
        """That command as the screen says it, with why where one line has room for it; empty where none is said."""
        is_screen = self.on_screen and self.values.get("format") in {None, "table"}
        if (step := self.following) is None or not (self.closing and is_screen) or self.speech.at_once:
            return ""
        facts = dict(step.facts)
        if kind := facts.get("kind"):  # as it is typed
            short = f"list.short.{kind}"
            facts["kind"] = typed_word(self.words(short if self.words.find(short) else f"kinds.{kind}.many"))
        command = self.words(f"next.steps.{step.key}.command", **facts)
        if said := self.values.get("project"):
            command += f" -p {typed_word(said)}"
        why = self.words(f"next.steps.{step.key}.why", **facts)
        line = self.words("next.lead", command=command, why=why)
        return line if len(line) <= self.display.width else self.words("next.short", command=command)

    def deliver(self, data: bytes) -> None:
        """A result that is no text, to the file of ``-o``.

        Raises:
            Stop: no file was named (exit code 2), or it cannot be written.
        """
        if self.output is None:
            self.stop("needs-output")
        self.give({self.output: data})

    def give(self, files: Mapping[Path, bytes], *, in_place: bool = False) -> None:
        """Files that are handed over: all of them or none, and none where it is only looked at first.

        ``in_place``: the verb is there to change just these files, and has looked at them.

        Raises:
            Stop: one of them cannot be written; what stood there is left as it was.
        """
        from tpn.source import sha256_of, write_all_new

        for file in files:
            if file != self.output and not in_place:
                self._may_be_written(file)
        if self.preview:
            for file in files:
                self.tell(self.words("common.would_be_written", file=str(file)))
            return
        before = {file: sha256_of(file) for file in files}
        write_all_new(files)
        self.given += map(str, files)
        for file in files:
            self.tell(self.words(written(file, self.words.folder, before[file], self.verb), file=str(file)))

    def json(self, value: object) -> None:
        """Facts as JSON: records by the names of their fields, ISO dates, numbers, the words of choices."""
        self.answered = True
        self.out(_json(value, ascii_only=self.on_screen and narrow()))

    def progress(self, number: int, count: int) -> None:
        """How far a long work has come, to a person who waits at a terminal; nothing in the first second."""
        now = monotonic()
        self._begun = self._begun or now
        if now - self._begun > _PATIENCE and (number == count or now - self._told > _OFTEN):
            self._told = now
            self.speech.progress(f"\r{self.words('common.progress', n=number, all=count)}")
            if number == count:
                self.speech.progress("\r\033[K")

    def converse(self) -> None:
        """From now on somebody is asked, and what is said is said at once; a file takes no part in a conversation.

        Raises:
            Stop: ``-o`` names one, and no facts are asked for to be put in it (exit code 2).
        """
        if not (self.on_screen or self.as_json):
            self.stop("conversation-no-file")
        self.say_at_once()

    def say_at_once(self) -> None:
        """From now on everything is said when it is said: somebody is asked, and must have read it."""
        self.speech.at_once = True
        self.speech.say()

    def json_to_screen(self, value: object) -> None:
        """Facts as JSON in the place of all that was to be said to standard output, whatever ``-o`` is for."""
        self.answered = True
        self.speech.taken()
        self.speech.out(_json(value, ascii_only=narrow()) + "\n")

    def tell(self, text: str = "", *, how: str = "") -> None:
        """Words about the result, to standard error."""
        from tpn.reports.terminal import drawn

        if not (said := " ".join(filter(None, (text, how if self.closing else "")))):
            return
        # what has lines of its own has been laid out
        if sys.stderr and sys.stderr.isatty() and "\n" not in said:
            said = drawn([told(said)], self.display).removesuffix("\n")
        self.speech.tell(said + "\n")

    def show(self, blocks: Sequence[ScreenBlock]) -> None:
        """The result as a screen, by the writer that all screens have; in the file of ``-o`` in 80 columns."""
        from tpn.reports.terminal import drawn

        self.out(drawn(blocks, self.display))

    @cached_property
    def display(self) -> Display:
        """The columns and the colour that the result is shown in; 80 columns where it goes to no terminal."""
        at_screen = self.on_screen and sys.stdout.isatty()
        return display(shutil.get_terminal_size().columns if at_screen else None, colour=self.colour)

    @property
    def colour(self) -> bool:
        """Whether the screen takes colour: a terminal that has it, and nobody has said no."""
        if os.environ.get("NO_COLOR") or not self.on_screen:
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def typed_word(word: str) -> str:
    """A word as it is typed, in any shell: a name with blanks in it between quotes."""
    return f'"{word}"' if " " in word else word


def _json(value: object, *, ascii_only: bool) -> str:
    import json

    from tpn.views.frozen import frozen

    return json.dumps(frozen(value), ensure_ascii=ascii_only, indent=2, default=str)
