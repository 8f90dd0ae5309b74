"""One writer at a time."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tpn.history.own_files import must_keep_inside
from tpn.problems import FilePlace, Problem, Stop
from tpn.source.writing import writing_problem

PATIENCE = 5.0
"""Seconds to wait for another writer."""

_held = threading.local()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Alone with the project's files: to be held from reading to writing. May be nested.

    Raises:
        Stop: another command holds it for more than five seconds (``project-busy``), the folder takes no files, or
            what is kept of the past would be written elsewhere (``link-leads-out``).
    """
    must_keep_inside(folder)
    key = os.path.realpath(folder)
    mine: set[str] = _held.__dict__.setdefault("folders", set())
    if key in mine:
        yield
        return
    with _file_lock(folder):
        mine.add(key)
        try:
            yield
        finally:
            mine.discard(key)


@contextmanager
def _file_lock(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only commands that write pay for its import

    path = folder / "history" / ".lock"
    try:
        path.parent.mkdir(exist_ok=True)
        lock = FileLock(path, timeout=PATIENCE)
        lock.acquire()
    except Timeout as error:
        raise Stop(Problem("project-busy", FilePlace(str(folder)), {"seconds": int(PATIENCE)})) from error
    except OSError as error:
        raise Stop(writing_problem(error, str(folder))) from error
    try:
        yield
    finally:
        lock.release()
