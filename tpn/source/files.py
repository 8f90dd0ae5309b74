"""Files read: bytes to text, with everything that can be wrong with a file told as a problem."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from tpn.problems import FilePlace, Problem, TextPlace

_MB = 1024 * 1024
MOST_BYTES = 32 * _MB
"""The largest file that is read; a plan of 50,000 activities is about 16 MB."""

MOST_VALUES = 2_000_000
"""So many line ends and commas at most: a small file can hold values enough to fill the memory."""

Newline = Literal["\n", "\r\n"]
_BOM = b"\xef\xbb\xbf"
_SHARING = frozenset({32, 33})  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


class TextFile(NamedTuple):
    """A file as it was read. ``text`` has its own line ends, no byte-order mark; ``sha256`` is of the bytes.

    A file that does not exist yet has ``sha256`` none. ``modified`` is seconds since 1970.
    """

    path: Path
    name: str
    text: str
    newline: Newline = "\n"
    bom: bool = False
    sha256: str | None = None
    modified: float = 0.0


class NotRead(OSError):
    """A file that is there and is not read, whatever it holds: it is no ordinary one, or too large."""

    def __init__(self, slug: str, facts: Mapping[str, object]) -> None:
        super().__init__(slug)
        self.slug, self.facts = slug, facts


class Folder(NamedTuple):
    """The files of a folder that could be read, ``project.yaml`` first, and what is wrong with the others."""

    files: tuple[TextFile, ...]
    problems: tuple[Problem, ...]


def file_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """All that an ordinary file holds: nobody waits for a pipe, and no file fills the memory.

    Raises:
        OSError: it cannot be read; ``NotRead`` where it is no ordinary file, or larger than ``most`` bytes.
    """
    seen = path.stat()
    if stat.S_ISDIR(seen.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(seen.st_mode):
        raise NotRead("file-unreadable", {"hint": "special"})
    if seen.st_size > most:
        raise NotRead("file-too-large", {"megabytes": -(-seen.st_size // _MB), "limit": most // _MB})
    return path.read_bytes()


def read_file(path: Path, name: str | None = None) -> TextFile | Problem:
    """Read a UTF-8 text file; anything that is wrong with it is one problem.

    Args:
        path: the file.
        name: what the user knows it by, for places; the path as given when left out.
    """
    known = name or str(path)
    try:
        data, modified = file_bytes(path), path.stat().st_mtime
    except (OSError, ValueError) as error:
        return reading_problem(error, known)
    return decoded(data, path, known, modified)


def sha256_of(path: Path) -> str | None:
    """The hash of the file's bytes; none when there is no file that can be read, empty of one that is too large."""
    try:
        return hashlib.sha256(file_bytes(path)).hexdigest()
    except NotRead as error:
        return "" if error.slug == "file-too-large" else None
    except (OSError, ValueError):
        return None


def newline_of(text: str) -> Newline:
    """The line end that most lines have."""
    return "\r\n" if "\r" in text and text.count("\r\n") * 2 > text.count("\n") else "\n"


def decoded(data: bytes, path: Path, name: str, modified: float = 0.0) -> TextFile | Problem:
    """The bytes of a file as text, or the problem with its encoding; an empty file is a problem too."""
    bare = data.removeprefix(_BOM)
    try:
        text = bare.decode("utf-8")
    except UnicodeDecodeError as error:
        return _encoding_problem(bare, error.start, name)
    if text.startswith("\x00") or text[1:2] == "\x00":
        return Problem("wrong-encoding", FilePlace(name), {"encoding": "UTF-16"})
    if not text or text.isspace():
        return Problem("file-empty", FilePlace(name))
    if text.count("\n") + text.count(",") > MOST_VALUES:
        return Problem("file-too-large", FilePlace(name), {"hint": "values"})
    return TextFile(
        path, name, text, newline_of(text), data != bare, hashlib.sha256(data).hexdigest(), modified
    )


def read_folder(folder: Path, name: str | None = None) -> Folder:
    """Every ``*.yaml`` directly in the folder, ``project.yaml`` first, then by name; no hidden files.

    Args:
        folder: the folder.
        name: what the user knows it by; its files are named ``name/file.yaml``.
    """
    known = name or str(folder)
    try:
        paths = [path for path in folder.iterdir() if _is_ours(path)]
    except FileNotFoundError:
        return Folder((), (Problem("folder-missing", FilePlace(known)),))
    except OSError as error:
        if folder.is_file():  # Windows says it in several ways
            return Folder((), (Problem("folder-is-file", FilePlace(known)),))
        return Folder((), (reading_problem(error, known),))
    paths.sort(key=lambda path: (path.name != "project.yaml", path.name))
    return _sorted_out(_read_in_project(path, _joined(known, path.name)) for path in paths)


def _read_in_project(path: Path, name: str) -> TextFile | Problem:
    if path.is_dir():
        return Problem("file-is-folder", FilePlace(name), {"hint": "in_project"})
    return read_file(path, name)


def reading_problem(error: OSError | ValueError, name: str) -> Problem:
    """Why a file could not be read."""
    place = FilePlace(name)
    if isinstance(error, NotRead):
        return Problem(error.slug, place, error.facts)
    if isinstance(error, FileNotFoundError | NotADirectoryError) or _is_no_name(error):
        return Problem("file-missing", place)
    if isinstance(error, IsADirectoryError):
        return Problem("file-is-folder", place)
    if isinstance(error, PermissionError):
        return Problem("file-held-open" if held_open(error) else "no-permission", place)
    why = error.strerror if isinstance(error, OSError) else None
    return Problem("file-unreadable", place, {"why": why or type(error).__name__})


def held_open(error: OSError) -> bool:
    """Whether Windows says that another program has the file, or a part of it, for itself."""
    return getattr(error, "winerror", None) in _SHARING


def _is_no_name(error: OSError | ValueError) -> bool:
    """Whether no file can be called so: there is none then."""
    return isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG


def _is_ours(path: Path) -> bool:
    return path.suffix.lower() == ".yaml" and not path.name.startswith((".", "~"))


def _joined(folder: str, name: str) -> str:
    return name if folder in {"", "."} else str(Path(folder) / name)


def _sorted_out(read: Iterable[TextFile | Problem]) -> Folder:
    results = tuple(read)
    return Folder(
        tuple(one for one in results if isinstance(one, TextFile)),
        tuple(one for one in results if isinstance(one, Problem)),
    )


def _encoding_problem(data: bytes, at: int, name: str) -> Problem:
    line_start = data.rfind(b"\n", 0, at) + 1
    column = len(data[line_start:at].decode("utf-8")) + 1
    place = TextPlace(name, data.count(b"\n", 0, at) + 1, column)
    facts = {"encoding": _seems(data), "byte": f"0x{data[at]:02X}"}
    if facts["encoding"] in {"UTF-16", "UTF-32"}:
        return Problem("wrong-encoding", FilePlace(name), facts)
    return Problem("wrong-encoding", place, facts)


def _seems(data: bytes) -> str:
    """A guess: marks first, then where the letters of Norwegian text lie in each encoding."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4]:
        return "UTF-16"
    # æøåÆØÅ and the typographic signs of Windows, against the same letters of the console's code page 865
    windows = sum(data.count(byte) for byte in b"\xe6\xf8\xe5\xc6\xd8\xc5")
    console = sum(data.count(byte) for byte in b"\x91\x9b\x86\x92\x9d\x8f")
    return "cp865" if console > windows else "cp1252"
