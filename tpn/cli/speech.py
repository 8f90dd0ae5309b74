"""What a run says. It is kept until the work is done, so that a closed pipe or a full screen never stops the work."""

import os
import sys
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from typing import TextIO

from tpn.cli.pager import in_pages
from tpn.cli.screen import visible
from tpn.cli.waiting import WaitingSign
from tpn.problems import Problem, Stop


class Speech:
    """The words of one run in their order: the result to standard output, words about it to standard error."""

    def __init__(self) -> None:
        self.at_once = False
        self.seen: frozenset[str] | None = None
        """Where the result has been looked at already: what was told about it then. Only what is new is said."""
        self.told: list[str] = []
        self.in_pages = False
        """Whether a result that is longer than the screen may be shown a page at a time."""
        self.waiting = WaitingSign()
        """What is shown to a person who waits, till something is said."""
        self._kept: list[tuple[bool, str]] = []
        self._broken = False

    def out(self, text: str) -> None:
        """Part of the result."""
        if self.seen is None:
            self._keep(text, result=True)

    def tell(self, text: str) -> None:
        """Words about the result."""
        self.told.append(text)
        if text not in (self.seen or ()):
            self._keep(text, result=False)

    def progress(self, text: str) -> None:
        """How far the work has come: at once, and only to a person who waits at a terminal."""
        self.waiting.end()
        with suppress(OSError, ValueError):
            if sys.stderr.isatty():
                sys.stderr.write(text)
                sys.stderr.flush()

    def taken(self) -> list[str]:
        """The lines of the result that are still kept; they are not said any more."""
        lines = [line for result, text in self._kept if result for line in text.splitlines()]
        self._kept.clear()
        return lines

    def say(self) -> None:
        """Say all that is kept. A reader who has gone is no fault; a disk that is full is.

        Raises:
            Stop: standard output takes no more (``output-cut-off``).
        """
        self.waiting.end()
        kept, self._kept = self._kept, []
        for result, some in groupby(kept, key=itemgetter(0)):
            text = "".join(said for _, said in some)
            if not result:
                self._about(text)
            elif not self._broken and not (self.in_pages and not self.at_once and in_pages(visible(text))):
                self._result(text)

    def _keep(self, text: str, *, result: bool) -> None:
        self._kept.append((result, text))
        if self.at_once:
            self.say()

    def _result(self, text: str) -> None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            self._broken = True
            _to_nowhere(sys.stdout)
        except OSError as fault:  # a full disk behind ``> file``
            self._broken = True
            _to_nowhere(sys.stdout)
            raise Stop(Problem("output-cut-off", None, {"why": fault.strerror or ""})) from None

    def _about(self, text: str) -> None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def _to_nowhere(stream: TextIO) -> None:
    """What is left in the stream's own memory would fail once more when the program ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
