"""One run of the program: a session with a screen."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from tpn.actions.session import Session
from tpn.problems import Problem, Stop

_WIDTH = 80


class Run(Session):
    """What a command is handed: its session, and where the result and the words about it go."""

    def warn(self, problems: Sequence[Problem]) -> None:
        """Problems that stop nothing, with the lines they stand on."""
        from tpn.cli.app import tell_problems

        tell_problems(problems, self, self.tell)

    def format(self, *known: str) -> str:
        """The asked format, by ``--format`` or the suffix of ``-o``; the first of ``known`` when nothing is said.

        Raises:
            Stop: the command has no such format (exit code 2).
        """
        said = self.values.get("format") or (self.output.suffix[1:].lower() if self.output else "")
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
        return Path(said)

    def out(self, text: str) -> None:
        """The result, to standard output – or to the file of ``-o``, whole or not at all."""
        if self.output is None:
            self._print(text if text.endswith("\n") else text + "\n")
            return
        from tpn.source import write_new

        write_new(self.output, (text if text.endswith("\n") else text + "\n").encode())
        self.tell(self.words("common.written", file=str(self.output)))

    def say(self, text: str) -> None:
        """One thing that is told, to standard output; on more lines where the screen has no room for it."""
        import textwrap

        self.out(textwrap.fill(text, _WIDTH, subsequent_indent="   ", break_on_hyphens=False))

    def _print(self, text: str) -> None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as fault:  # a full disk behind ``> file``
            from tpn.source.writing import writing_problem

            raise Stop(writing_problem(fault, self.words("common.standard_output"))) from None

    def deliver(self, data: bytes) -> None:
        """A result that is no text, to the file of ``-o``.

        Raises:
            Stop: no file was named (exit code 2), or it cannot be written.
        """
        from tpn.source import write_new

        if self.output is None:
            self.stop("needs-output")
        write_new(self.output, data)
        self.tell(self.words("common.written", file=str(self.output)))

    def json(self, value: object) -> None:
        """Facts as JSON: ISO dates, ids, numbers, enum words."""
        import json

        self.out(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))

    def tell(self, text: str) -> None:
        """Words about the result, to standard error."""
        sys.stderr.write(text + "\n")

    @property
    def colour(self) -> bool:
        """Whether the screen takes colour: a terminal that has it, and nobody has said no."""
        if os.environ.get("NO_COLOR") or self.output is not None:
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
