"""Questions to a person at the keyboard – or to a file, as tests and scripts have it – one at a time.

An answer that is not understood is told and asked for again; who leaves at a question leaves nothing half written.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import Any, TextIO, TypeVar

from rich.console import Console
from rich.prompt import InvalidResponse, PromptBase
from rich.text import Text

from tpn.cli.line import must_fit
from tpn.cli.run import Run
from tpn.problems import Stop
from tpn.source.clean import cleaned, is_clean

try:
    import readline
except ImportError:  # Windows, where the console edits the line itself
    readline = None  # type: ignore[assignment]

Answer = TypeVar("Answer")
_ENTER = re.compile(r"\bEnter: [^)]*(?=\))")
YES, NO = frozenset({"j", "ja", "y", "yes"}), frozenset({"n", "nei", "no"})


class LeftKeyboard(KeyboardInterrupt):
    """The person has left: end of input, or the key for it. It goes the way of Ctrl-C."""


class Dialog:
    """The questions of one run: on ``screen``, else with the result, and beside it where that is to be JSON."""

    def __init__(self, run: Run, screen: TextIO | None = None) -> None:
        self.run = run
        self.words = run.words
        self.screen: TextIO = screen or (sys.stderr if run.as_json else sys.stdout)
        self.width: int = get_terminal_size().columns - 1 if self.screen.isatty() else 79
        self._answered = False

    def ask(
        self, question: str, understood: Callable[[str], Answer], *, before: str = "", edited: bool = False
    ) -> Answer:
        """The answer to a question, asked again until it is understood.

        Args:
            question: what is asked, without a space after it.
            understood: makes an answer of what was typed, without blanks around it; ``Stop`` or ``InvalidResponse``
                where it cannot, with what the person is told.
            before: what was answered earlier: Enter keeps it.
            edited: what was answered earlier stands on the line to be written in, where the terminal can do that.

        Raises:
            LeftKeyboard: there is no more input.
            Stop: there never was any, nor a terminal that it could come from (``nobody-to-ask``, exit code 2).
        """
        self.run.say_at_once()
        try:
            found: Answer = _Question(question, self, understood, before, edited=edited)()
        except EOFError:
            self.screen.write("\n")
            if not self._answered and not sys.stdin.isatty():
                self.run.stop("nobody-to-ask")
            raise LeftKeyboard from None
        return found

    def text(self, question: str, *, before: str = "") -> str:
        """What is typed, as it stands; nothing where only Enter is pressed."""
        return self.ask(question, str, before=before, edited=True)

    def agreed(self, question: str, *, otherwise: bool | None = None) -> bool:
        """Yes or no; ``otherwise`` is what Enter means, where it means anything: in a capital behind the question."""
        means = {None: "enter_is_nothing", True: "enter_is_yes", False: "enter_is_no"}[otherwise]

        def understood(typed: str) -> bool:
            if typed.lower() in YES | NO:
                return typed.lower() in YES
            if typed or otherwise is None:
                raise InvalidResponse(self.words("common.yes_or_no"))
            return otherwise

        return self.ask(f"{question} {self.words(f'common.answers.{means}')}", understood)

    def taken(self, typed: str, understood: Callable[[str], Answer]) -> Answer:
        """What was typed, cleaned and understood.

        Raises:
            InvalidResponse: it is not; why has been told or stands in it.
        """
        self._answered = True
        if not is_clean(typed):
            self.run.tell(self.words("common.answer_cleaned"))
        try:
            must_fit(typed)
            return understood(cleaned(typed).strip())
        except Stop as stop:
            self.run.warn(stop.problems)
            raise InvalidResponse("") from None


class _Question(PromptBase[Any]):
    """One question, asked by rich until it is understood."""

    prompt_suffix = ""

    def __init__(
        self, question: str, dialog: Dialog, understood: Callable[[str], Any], before: str, *, edited: bool
    ) -> None:
        console = Console(file=dialog.screen, width=dialog.width, highlight=False, markup=False, emoji=False)
        super().__init__(Text(question), console=console)
        self.dialog, self.understood, self.before = dialog, understood, before
        self.edited = edited and readline is not None and sys.stdin.isatty()

    def get_input(self, console: Console, prompt: Text, password: bool, stream: TextIO | None = None) -> str:  # type: ignore[override]  # noqa: ARG002 - as rich has it
        """One line. Of a long question all but the last line stands above it."""
        if self.before and not self.edited:
            prompt = Text(with_kept(prompt.plain, self.before))
        lines = [line.plain.rstrip() for line in prompt.wrap(console, console.width - 4)]
        for line in lines[:-1]:
            console.print(line)
        last = lines[-1] if lines else ""
        with _standing(self.before if self.edited else ""):
            typed = _typed(f"{last} ", self.dialog.screen)
        return typed if typed.strip() else self.before

    def process_response(self, value: str) -> Any:
        """What was typed, understood.

        Raises:
            InvalidResponse: it is not.
        """
        return self.dialog.taken(value, self.understood)

    def on_validate_error(self, value: str, error: InvalidResponse) -> None:  # noqa: ARG002 - as rich has it
        """Say why an answer is not understood, where that has not been said."""
        if said := str(error.message):
            self.console.print(said)


def with_kept(question: str, before: str) -> str:
    """The question with what Enter keeps, in place of what Enter means where nothing was answered before."""
    kept = f"Enter: {before}"
    if _ENTER.search(question):
        return _ENTER.sub(lambda _: kept, question)
    head = question.removesuffix(":")
    return f"{head} ({kept})" + question[len(head) :]


def _typed(question: str, screen: TextIO) -> str:
    """One line of the keyboard, without its end.

    Raises:
        EOFError: there is none.
    """
    if sys.stdin.isatty() and screen is sys.stdout:
        return input(question)  # a terminal's line can be edited
    screen.write(question)
    screen.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    if not sys.stdin.isatty():
        screen.write("\n")
    return line.rstrip("\r\n")


@contextmanager
def _standing(before: str) -> Iterator[None]:
    """The earlier answer stands on the line."""
    if not before:
        yield
        return
    readline.set_startup_hook(lambda: readline.insert_text(before))
    try:
        yield
    finally:
        readline.set_startup_hook(None)
