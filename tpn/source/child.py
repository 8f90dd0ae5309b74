"""A child process of our own for what a stranger may have written: with a clock, and a limit of memory if there is one.

Some work never comes back, and memory once taken is not given back; neither can be ended in the program's own process.
"""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import tpn

_COUNTED = hasattr(signal, "SIGXCPU")
"""Whether the system counts the time that the child itself works; elsewhere there is the parent's clock alone."""
_BUSY = 12 if _COUNTED else 3
"""So many times longer does the parent wait: a busy machine, or a virus scanner that reads Python first, is no fault of
the file. Where the system counts, a file that takes its time is ended by that long before; elsewhere this is all the
limit there is."""


class TooSlow(Exception):
    """The child did not come back in time, and was ended."""


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


def environment() -> dict[str, str]:
    """The child finds the same tpn, no module of the folder that the user stands in, and no network.

    ``-P`` and no relative path keep the folder out; what asks for a page is sent to a door that nobody opens.
    """
    here = str(Path(tpn.__file__).resolve().parent.parent)
    known = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    paths = (here, *(path for path in known if Path(path).is_absolute()))
    nowhere = "http://127.0.0.1:9"
    proxies = {
        name: nowhere for one in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY") for name in (one, one.lower())
    }
    return {**os.environ, **proxies, "NO_PROXY": "", "no_proxy": "", "PYTHONPATH": os.pathsep.join(paths)}


def limit(megabytes: int, seconds: int) -> None:
    """In the child: limit memory, and time where the system counts it; elsewhere the parent's clock must do."""
    if os.name == "nt":
        from tpn.source.windows_job import limit_memory  # noqa: PLC0415 - only there

        limit_memory(megabytes)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # first told, then killed
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)
