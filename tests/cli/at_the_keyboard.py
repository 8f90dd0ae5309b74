"""The program at a real terminal: a person who reads the screen and types."""

import codecs
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from tests.conftest import ROOT

_STEERING = re.compile(r"\r… \d+ s|\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]")
TPN = (sys.executable, "-m", "tpn")
_PATIENCE = 45.0
"""Seconds that a busy machine may take to answer."""


class Keyboard:
    """``with Keyboard(folder, "meet") as seat: seat.reads("Hvem"); seat.types("ON")``; what is read has no colours."""

    def __init__(
        self,
        folder: Path,
        *words: str,
        size: tuple[int, int] = (24, 80),
        program: Sequence[str] = TPN,
        **more: str,
    ) -> None:
        self.screen = ""
        self._read = 0
        self._decoded = codecs.getincrementaldecoder("utf-8")("replace")  # a letter may come in two parts
        # a test that sits down at a terminal is left out where there is none of this kind; the rest of its file is run
        self._seat, theirs = pytest.importorskip("pty", reason="Windows has no such terminal").openpty()
        import fcntl  # noqa: PLC0415
        import struct  # noqa: PLC0415
        import termios  # noqa: PLC0415

        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        self._running = subprocess.Popen(
            [*program, *words], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
            env=environment(**more), start_new_session=True, preexec_fn=_own_terminal,  # noqa: PLW1509 - one thread
        )  # fmt: skip
        os.close(theirs)

    def reads(self, text: str) -> str:
        """Wait until a text stands on the screen, after what was read before; what came up to it."""
        until = time.monotonic() + _PATIENCE
        while text not in self.screen[self._read :]:
            assert time.monotonic() < until, f"«{text}» did not come:\n{self.screen}"
            assert self._more(until), f"ended before «{text}»:\n{self.screen}"
        end = self.screen.index(text, self._read) + len(text)
        came, self._read = self.screen[self._read : end], end
        return came

    def types(self, line: str, end: str = "\n") -> None:
        """Type a line and Enter."""
        os.write(self._seat, (line + end).encode())

    def presses(self, key: str) -> None:
        """Ctrl and a letter, once the program is waiting: C leaves, D ends the input."""
        time.sleep(0.2)
        self.types(chr(ord(key.upper()) - 64), "")

    def ends(self) -> int:
        """Read to the end; the exit code."""
        until = time.monotonic() + _PATIENCE
        while self._more(until):
            pass
        return self._running.wait(_PATIENCE)

    def _more(self, until: float) -> bool:
        """Whether something more has come."""
        if not select.select([self._seat], [], [], max(0.0, until - time.monotonic()))[0]:
            return False
        try:
            came = os.read(self._seat, 65536)
        except OSError:  # the other end is closed
            return False
        self.screen += _STEERING.sub("", self._decoded.decode(came)).replace("\r\n", "\n")
        return bool(came)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._running.poll() is None:
            self._running.kill()
            self._running.wait()
        os.close(self._seat)


def _own_terminal() -> None:
    """The terminal is the one that Ctrl-C is pressed at; whoever runs the tests in the background ignores it."""
    import fcntl  # noqa: PLC0415
    import termios  # noqa: PLC0415

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def environment(**more: str) -> dict[str, str]:
    """What the program is started with: this copy of it, in bokmål, and no pager of the machine's own."""
    own = {
        "PAGER",
        "MANPAGER",
        "LESS",
        "LESSCHARSET",
        "COLUMNS",
        "LINES",
        "NO_COLOR",
        "FORCE_COLOR",
        "TPN_LANG",
    }
    kept = {name: value for name, value in os.environ.items() if name not in own}
    known = {"PYTHONPATH": str(ROOT), "LANG": "nb_NO.UTF-8", "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
    return {**kept, **known, **more}
