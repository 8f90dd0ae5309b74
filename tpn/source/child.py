"""A child process of our own for what a stranger may have written: with a clock, and a limit of memory if there is one.

Some work never comes back, and memory once taken is not given back; neither can be ended in the program's own process.
"""

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from math import ceil
from pathlib import Path
from threading import Event, Lock, Timer
from typing import IO

import tpn

_COUNTED = hasattr(signal, "SIGXCPU")
"""Whether the system counts the time that the child itself works; elsewhere there is the parent's clock alone."""
_BUSY = 12 if _COUNTED else 3
"""So many times longer does the parent wait: a busy machine, or a virus scanner that reads Python first, is no fault of
the file. Where the system counts, a file that takes its time is ended by that long before; elsewhere this is all the
limit there is."""


class TooSlow(Exception):
    """The child did not come back in time, and was ended."""


class ChildDied(Exception):
    """The child ended before it had answered; ``code`` is its exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def patience(seconds: float) -> float:
    """How long a child is waited for that may work so many seconds."""
    return seconds * _BUSY


def was_too_slow(code: int) -> bool:
    """Whether the system has ended a child that had worked for too long, by its exit code."""
    return _COUNTED and code == -signal.SIGXCPU


def run_child(module: str, arguments: Sequence[str], data: bytes, seconds: float) -> tuple[int, bytes, bytes]:
    """Run a module of tpn's; its exit code, what it said on standard output, and on standard error.

    ``seconds``: how long it may work; the module limits itself with ``limit``.

    Raises:
        TooSlow: it was not done by then.
    """
    try:
        child = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", module, *arguments],
            input=data, capture_output=True, timeout=patience(seconds), check=False, env=environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise TooSlow(module) from None
    if was_too_slow(child.returncode):
        raise TooSlow(module)
    return child.returncode, child.stdout, child.stderr


class ServingChild:
    """A child that answers one question after the other: begun with the first, and anew after one that it died of.

    Its module is a loop, ``serve``. It stands in no folder that anybody may want to move, and ends when we do.
    """

    def __init__(self, module: str, *arguments: str) -> None:
        self._line = [sys.executable, "-P", "-m", module, *arguments]
        self._children: dict[int, subprocess.Popen[bytes]] = {}  # by who began it: a fork of us has none yet
        self._one_at_a_time = Lock()
        atexit.register(self.end)

    def ask(self, question: bytes, seconds: float) -> bytes:
        """What the child answers. What stopped one that had answered before is asked of a new one once more.

        ``seconds``: how long it may work at this question; it limits itself with ``limit_time``.

        Raises:
            TooSlow: it was not done by then.
            ChildDied: it ended without an answer.
        """
        with self._one_at_a_time:
            if os.getpid() in self._children:
                with contextlib.suppress(ChildDied):  # of memory that was not given back, perhaps
                    return self._asked(question, seconds)
            return self._asked(question, seconds)

    def end(self) -> None:
        """Nobody asks it any more, or nobody believes it."""
        if child := self._children.pop(os.getpid(), None):
            child.kill()
            child.communicate()

    def _asked(self, question: bytes, seconds: float) -> bytes:
        child = self._children.get(os.getpid()) or self._begun()
        is_late = Event()

        def stop() -> None:
            is_late.set()
            child.kill()

        clock = Timer(patience(seconds), stop)
        clock.start()
        try:
            answer = _exchanged(child, question)
            code = 0 if answer is not None else _code(child)
        except BaseException:  # Ctrl-C: half an answer is not the beginning of the next
            self.end()
            raise
        finally:
            clock.cancel()
        if answer is not None:
            return answer
        self.end()
        if is_late.is_set() or was_too_slow(code):
            raise TooSlow(self._line[-1])
        raise ChildDied(code)

    def _begun(self) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(  # noqa: S603 - our own module
            self._line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            cwd=_here(), env=environment(), creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
        self._children[os.getpid()] = child
        return child


def serve(answer: Callable[[bytes], bytes]) -> None:
    """In the child: answer one question after the other till nobody asks any more; what ``answer`` raises ends it."""
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while (question := _taken(asked)) is not None:
        _put(told, answer(question))


def _exchanged(child: subprocess.Popen[bytes], question: bytes) -> bytes | None:
    """The answer; none where the child has ended."""
    if child.stdin is None or child.stdout is None:
        return None
    with contextlib.suppress(OSError):  # it has ended since: there is no answer to take
        _put(child.stdin, question)
    return _taken(child.stdout)


def _code(child: subprocess.Popen[bytes]) -> int:
    """How a child ended that has closed its mouth; one that lives on is none of ours any more."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        return child.wait(_LAST_BREATH)
    child.kill()
    return child.wait()


def _put(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(_HEAD, "big"))
    stream.write(data)
    stream.flush()


def _taken(stream: IO[bytes]) -> bytes | None:
    """The next piece; none at the end, and where it is no piece."""
    head = stream.read(_HEAD)
    size = int.from_bytes(head, "big")
    if len(head) < _HEAD or size > _MOST:
        return None
    data = stream.read(size)
    return data if len(data) == size else None


_HEAD = 8
"""Each piece begins with its length, in so many bytes."""
_MOST = 1 << 30
_LAST_BREATH = 5.0
"""Seconds that a child may take to end."""


def environment() -> dict[str, str]:
    """The child finds the same tpn, no module of the folder that the user stands in, and no network.

    ``-P`` and no relative path keep the folder out; what asks for a page is sent to a door that nobody opens.
    """
    known = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    paths = (_here(), *(path for path in known if Path(path).is_absolute()))
    nowhere = "http://127.0.0.1:9"
    proxies = {
        name: nowhere for one in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY") for name in (one, one.lower())
    }
    return {**os.environ, **proxies, "NO_PROXY": "", "no_proxy": "", "PYTHONPATH": os.pathsep.join(paths)}


def _here() -> str:
    return str(Path(tpn.__file__).resolve().parent.parent)


def limit(megabytes: int, seconds: int) -> None:
    """In the child: limit memory, and time where the system counts it; elsewhere the parent's clock must do."""
    limit_memory(megabytes)
    limit_time(seconds)


def limit_memory(megabytes: int) -> None:
    """In the child: take no more memory than this."""
    if os.name == "nt":
        from tpn.source.windows_job import limit_memory as limit_job  # noqa: PLC0415 - only there

        limit_job(megabytes)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)


def limit_time(seconds: int) -> None:
    """In the child: work for so many seconds from now on, where the system counts them."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (ceil(time.process_time()) + seconds, hard))
