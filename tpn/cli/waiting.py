"""A sign of life: whoever waits at a terminal for more than a second sees how long it has taken."""

import sys
import threading
from contextlib import suppress
from time import monotonic

_PATIENCE = 1.0
_CLEARED = "\r\033[K"


class WaitingSign:
    """Counts the seconds of a long work on one line of standard error, which is gone when anything is said."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """From now on somebody waits; nothing is shown where standard error is no terminal."""
        with suppress(OSError, ValueError):
            if self._thread is None and sys.stderr.isatty():
                self._thread = threading.Thread(target=self._count, args=(monotonic(),), daemon=True)
                self._thread.start()

    def end(self) -> None:
        """Nobody waits any more: the line is taken away, and stays away."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _count(self, begun: float) -> None:
        shown = False
        with suppress(OSError, ValueError):
            while not self._ended.wait(_PATIENCE):
                sys.stderr.write(f"\r… {monotonic() - begun:.0f} s")
                sys.stderr.flush()
                shown = True
            if shown:
                sys.stderr.write(_CLEARED)
                sys.stderr.flush()
