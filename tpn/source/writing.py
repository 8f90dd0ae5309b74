"""Files written whole or not at all, and only if nobody else has changed them since they were read."""

import errno
import hashlib
import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tpn.problems import FilePlace, Problem, Stop
from tpn.source.files import TextFile, held_open, newline_of, sha256_of
from tpn.source.names import naming_problem

if TYPE_CHECKING:
    from types import FrameType

Change = tuple[TextFile, str | None]
"""A file as it was read (or is to be made), and its new text; none takes the file away."""

TEMPORARY = ".tpn-tmp"
"""How the names of half-written files end; they are hidden, and nobody reads them."""

LONGEST = 259 - len(f"..{'0' * 8}{TEMPORARY}")
"""Letters in a path that Windows takes where nobody has allowed it more, the hidden file beside it included."""

ON_WINDOWS = os.name == "nt"

# another program (a sync client, a virus scanner, an editor) often holds a file on Windows for a moment
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
_LEFT_AFTER = 60.0  # seconds; no file is written for so long
_LEFT_FOR_GOOD = 3600.0  # nor are all the files of a round
_LEFT = re.compile(rf"\.(.+)\.[0-9a-f]{{8}}{re.escape(TEMPORARY)}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CLOSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def write_files(changes: Sequence[Change]) -> tuple[TextFile, ...]:
    """Write all the files, or none; each is the old one or the new one at every moment.

    Mode and symbolic links are kept. A ``TextFile`` without ``sha256`` is a new file. The files as they are now
    come back in the same order (without those that were taken away).

    Raises:
        Stop: a file was changed meanwhile, is held open by another program, or cannot be written.
    """
    must_be_unchanged(file for file, _ in changes)
    staged: list[_Staged] = []
    try:
        staged.extend(_stage(file, text) for file, text in changes)
        _put_all_in_place(staged)
    finally:
        for one in staged:
            one.clean()
    return tuple(_written(file, text) for file, text in changes if text is not None)


def write_new(path: Path, data: bytes) -> None:
    """Write a file of any kind whole: a report, a sheet. One that stands there gives way in one step.

    Raises:
        Stop: it cannot be written; what stood there is left as it was.
    """
    write_all_new({path: data})


def write_all_new(files: Mapping[Path, bytes], *, alone: bool = False) -> None:
    """Write several such files: all of them are safe on the disk before the first is put in its place.

    A device or a pipe, ``/dev/null`` or ``/dev/stdout``, has no place that can be taken: it is written into.
    ``alone``: nobody else can be writing them now, so whatever half-written lies beside them was left behind.

    Raises:
        Stop: one of them cannot be written; what stood there is left as it was.
    """
    staged: list[tuple[Path, Path, Path]] = []
    try:
        for path, data in files.items():
            if path.is_dir():
                raise Stop(Problem("file-is-folder", FilePlace(str(path))))
            _must_be_a_name(path)
            if path.exists() and not path.is_file():
                _into(path, data)
                continue
            target = Path(os.path.realpath(path))
            staged.append((path, _beside(path, target, data, alone=alone), target))
        with uninterrupted():
            for path, beside, target in staged:
                _in_place(path, beside, target)
    finally:
        for _, beside, _ in staged:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _into(path: Path, data: bytes) -> None:
    try:
        with os.fdopen(_with_a_reader(path), "wb") as stream:
            stream.write(data)
    except OSError as error:
        raise Stop(writing_problem(error, str(path))) from error


def _with_a_reader(path: Path) -> int:
    """Open a pipe only where somebody reads it, soon: else whoever writes would wait for ever."""
    for wait in (*_WAITS, None):
        try:
            made = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except OSError as error:
            if wait is None or error.errno != errno.ENXIO:
                raise
            time.sleep(wait)
        else:
            break
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(made, True)
    return made


def _beside(path: Path, target: Path, data: bytes, *, alone: bool) -> Path:
    try:
        _sweep_beside(target, 0.0 if alone else _LEFT_AFTER)
        return write_beside(target, data)
    except OSError as error:
        raise Stop(writing_problem(error, str(path))) from error


def _in_place(path: Path, beside: Path, target: Path) -> None:
    try:
        move_over(beside, target)
    except OSError as error:
        raise Stop(writing_problem(error, str(path))) from error


def _must_be_a_name(path: Path) -> None:
    """Nothing gets a name here that it could not have on another system; what is there keeps the one it has."""
    if not path.is_file() and (problem := naming_problem(path)):
        raise Stop(problem)


def _sweep_beside(target: Path, after: float) -> None:
    """Take away what writers of this file left behind when they were cut off, and what has long lain beside it."""
    for left in target.parent.glob(f".*{TEMPORARY}"):
        if of := _LEFT.fullmatch(left.name):
            sweep_left(left, after if of[1] == target.name else _LEFT_FOR_GOOD)


def folder_beside(target: Path) -> Path:
    """An empty hidden folder next to ``target``, for what is to be put in its place; what was left of others goes."""
    whole = target.absolute()
    for left in whole.parent.glob(f".*{TEMPORARY}"):
        of = _LEFT.fullmatch(left.name)
        if of and of[1] == whole.name and left.is_dir() and time.time() - left.stat().st_mtime > _LEFT_AFTER:
            shutil.rmtree(left, ignore_errors=True)
    made = whole.with_name(f".{whole.name}.{os.urandom(4).hex()}{TEMPORARY}")
    made.mkdir(mode=0o700)
    return made


def sweep_left(left: Path, after: float = _LEFT_AFTER) -> None:
    """Take away a half-written file, but a fresh one may be somebody's work."""
    with suppress(OSError):
        if not after or time.time() - left.stat().st_mtime > after:
            left.unlink()


def must_be_unchanged(files: Iterable[TextFile]) -> None:
    """Make sure that the files on disk are those that were read.

    Raises:
        Stop: ``file-changed`` for each that is not.
    """
    changed = [
        Problem("file-changed", FilePlace(file.name)) for file in files if sha256_of(file.path) != file.sha256
    ]
    if changed:
        raise Stop(changed)


def bytes_of(text: str, *, bom: bool) -> bytes:
    """The bytes of a file with this text."""
    return (b"\xef\xbb\xbf" if bom else b"") + text.encode("utf-8")


def sha256_of_text(text: str, *, bom: bool) -> str:
    """The hash of the bytes of a file with this text."""
    return hashlib.sha256(bytes_of(text, bom=bom)).hexdigest()


def writing_problem(error: OSError, name: str) -> Problem:
    """Why a file could not be written."""
    place = FilePlace(name)
    if (
        ON_WINDOWS
        and isinstance(error, FileNotFoundError)
        and (length := len(str(Path(name).absolute()))) > LONGEST
    ):
        return Problem(
            "path-too-long", place, {"length": length, "longest": LONGEST}
        )  # told as a missing folder
    if isinstance(error, FileNotFoundError):
        return Problem("folder-missing", FilePlace(str(Path(name).parent)))
    if error.errno in _FULL:
        return Problem("disk-full", place)
    if ON_WINDOWS and isinstance(error, PermissionError):
        return Problem(_refused_on_windows(error), place)
    if error.errno in _CLOSED:
        return Problem("folder-read-only", place)
    return Problem("write-failed", place, {"why": error.strerror or type(error).__name__})


def _refused_on_windows(error: OSError) -> str:
    """Windows says *denied* of a file held open, of one marked read-only and of a closed folder alike: look which."""
    if held_open(error):
        return "file-held-open"
    target = Path(error.filename2 or error.filename or "")
    if not target.is_file():
        return "folder-read-only"
    return "file-held-open" if os.access(target, os.W_OK) else "no-permission"


def write_beside(path: Path, data: bytes) -> Path:
    """A hidden file next to ``path`` that holds the bytes, safe on the disk."""
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}{TEMPORARY}")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileNotFoundError):
            beside.chmod(path.stat().st_mode & 0o7777)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return beside


def make_folder(folder: Path) -> None:
    """The folder, made where it is not there.

    Raises:
        Stop: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(writing_problem(error, folder.as_posix())) from error


@contextmanager
def uninterrupted() -> Iterator[None]:
    """What must not stop half-way is finished before Ctrl-C takes effect; may be nested."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[tuple[int, FrameType | None]] = []
    old = signal.signal(signal.SIGINT, lambda number, frame: waiting.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, old)
        if waiting and callable(old):
            old(*waiting[0])


def move_over(beside: Path, path: Path) -> None:
    """Put the file in the place of the other in one step; wait a little where another program holds that open."""
    for wait in _WAITS if ON_WINDOWS else ():
        try:
            beside.replace(path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    beside.replace(path)


def replace_whole(path: Path, data: bytes) -> None:
    """Give a file these bytes in one step; where it cannot be done, nothing is left beside it.

    Raises:
        OSError: it cannot be done; what stood there is as it was.
    """
    beside = write_beside(path, data)
    try:
        move_over(beside, path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def flush_folder(folder: Path) -> None:
    """Make new names in the folder safe on the disk, where the system can."""
    if ON_WINDOWS:
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@dataclass(slots=True)
class _Staged:
    """One change, ready to be put in place: ``beside`` holds the new bytes."""

    file: TextFile
    target: Path
    beside: Path | None
    in_place: bool = False

    def put_in_place(self) -> None:
        if self.beside is None:
            self.target.unlink()
        else:
            move_over(self.beside, self.target)
        self.in_place = True
        flush_folder(self.target.parent)

    def take_back(self) -> None:
        if self.file.sha256 is None:
            self.target.unlink(missing_ok=True)
        else:
            old = bytes_of(self.file.text, bom=self.file.bom)
            replace_whole(self.target, old)

    def clean(self) -> None:
        if self.beside is not None:
            with suppress(OSError):
                self.beside.unlink(missing_ok=True)


def _stage(file: TextFile, text: str | None) -> _Staged:
    if text is not None:
        _must_be_a_name(file.path)
    target = Path(os.path.realpath(file.path))  # a symbolic link stays one
    if text is None:
        return _Staged(file, target, None)
    if target.exists() and not os.access(target, os.W_OK):
        raise Stop(Problem("no-permission", FilePlace(file.name)))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return _Staged(file, target, write_beside(target, bytes_of(text, bom=file.bom)))
    except OSError as error:
        raise Stop(writing_problem(error, file.name)) from error


def _put_all_in_place(staged: Sequence[_Staged]) -> None:
    for one in staged:
        try:
            must_be_unchanged((one.file,))  # an editor may have saved it while the new text went to the disk
            one.put_in_place()
        except Stop as stop:
            raise Stop(_after_taking_back(staged, stop.problems)) from None
        except OSError as error:
            why = writing_problem(error, one.file.name)
            raise Stop(_after_taking_back(staged, (why,))) from error


def _after_taking_back(staged: Sequence[_Staged], why: Sequence[Problem]) -> list[Problem]:
    """What is told when the files that are in place are brought back: why, and which could not be."""
    left = []
    for one in staged:
        if one.in_place:
            try:
                one.take_back()
            except OSError:
                left.append(one.file.name)
    return half_done(why, left) if left else [*why]


def half_done(why: Sequence[Problem], left: Sequence[str]) -> list[Problem]:
    """What is told where files that are written cannot be brought back: it is not so that nothing has changed."""
    known = [Problem(one.slug, one.place, {**one.facts, "hint": "after", "written": left}) for one in why]
    return [*known, *(Problem("write-half-done", FilePlace(name)) for name in left)]


def _written(file: TextFile, text: str) -> TextFile:
    sha256 = sha256_of_text(text, bom=file.bom)
    return file._replace(text=text, newline=newline_of(text), sha256=sha256, modified=time.time())
