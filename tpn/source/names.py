"""Names of files and folders that are names on every system, whoever made them: people, data, or both.

A project lies in a folder that many machines share. What is named on Linux must be opened on Windows: there some words
are devices, some signs mean something else, an end of point or space is dropped, and ``Per`` and ``per`` are one.
Source: *Naming Files, Paths, and Namespaces* (Microsoft Learn).
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from tpn.problems import FilePlace, Problem, Stop
from tpn.source.late import LatePattern

LONGEST = 120
"""Letters in a name: deep folders must leave room, and Windows counts 260 for the whole path."""

_MOST_BYTES = 220  # of 255, so that the hidden file beside it while it is written is a name too
_DEVICE = LatePattern(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(\..*)?", re.IGNORECASE)
_FORBIDDEN = LatePattern(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*]')
_ENDS = ". "


def is_device(name: str) -> bool:
    """Whether Windows takes the name for a device, whatever folder or suffix it has: ``con``, ``aux.txt``."""
    return _DEVICE.fullmatch(name) is not None


def fault_of(name: str) -> tuple[str, object] | None:
    """Why it cannot be a name on every system – ``sign``, ``device``, ``end``, ``long`` – and what of it."""
    if found := _FORBIDDEN.search(name):
        return "sign", found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
    if is_device(name):
        return "device", name.partition(".")[0].rstrip()
    if not name or name[-1] in _ENDS:
        return "end", name[-1:]
    if _too_long(name):
        return "long", len(name)
    return None


def file_name(wanted: str, suffix: str = "") -> str:
    """The name that is nearest to what is wanted, with the suffix; the same on every system, and a name everywhere.

    What is a name already is not changed; ``file_name`` of a name it has made is that name.
    """
    bare = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", wanted)).strip(_ENDS) or "-"
    if is_device(bare):
        head, point, rest = bare.partition(".")
        bare = f"{head.rstrip()}_{point}{rest}"
    while len(bare) > 1 and _too_long(bare + suffix):
        bare = bare[:-1].rstrip(_ENDS)
    return bare + suffix


def free_name(wanted: str, taken: Iterable[str], suffix: str = "") -> str:
    """Such a name that differs from those that are taken by more than case: with a number where it must."""
    used = {_alike(name) for name in taken}
    return next(name for name in _numbered(wanted, suffix) if _alike(name) not in used)


def names_apart(wanted: Iterable[str], suffix: str = "") -> list[str]:
    """A name for each that is wanted, in their order; no two differ by case alone."""
    made: list[str] = []
    for one in wanted:
        made.append(free_name(one, made, suffix))
    return made


def kept_name(folder: Path, wanted: str, suffix: str = "") -> str:
    """The name under which something is kept in a folder: its own, also where one lies there that differs by case.

    The names that lie there decide, not what the system takes for the same: ``MO-1`` and ``mo-1`` get a file each.
    """
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    alike = {_alike(name) for name in there}
    return next(name for name in _numbered(wanted, suffix) if name in there or _alike(name) not in alike)


def _numbered(wanted: str, suffix: str) -> Iterator[str]:
    """The name, and then the name with a number, one after the other."""
    yield (first := file_name(wanted, suffix))
    for number in count(2):
        yield file_name(first.removesuffix(suffix), f"-{number}{suffix}")


def naming_problem(typed: Path, option: str = "-o") -> Problem | None:
    """What is wrong with the names in a path, of those that are not there yet; None where nothing is.

    ``option``: where it was typed, for the name that is proposed instead.
    """
    if typed.drive and not typed.root and not typed.drive.startswith("\\\\"):  # ``a:b.xlsx`` on Windows
        return _problem(typed, ("sign", ":"), Path(str(typed).replace(":", "-")), option)
    if os.sep == "/" and "\\" in typed.name:
        return _problem(typed, ("sign", "\\"), Path(str(typed).replace("\\", "/")), option)
    *folders, path = [*reversed(typed.parents), typed]
    new = [folder for folder in folders if folder.name not in _STEPS and not _is_folder(folder)]
    if path.name not in _STEPS and not _is_folder(path) and not _special(path):
        new.append(path)
    fault = next(filter(None, (fault_of(one.name) for one in new)), None)
    names = {one.name for one in new}
    meant = Path(*(_proposed(part) if part in names and fault_of(part) else part for part in typed.parts))
    return _problem(typed, fault, meant, option) if fault else None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # too long to be one
        return False


def _special(path: Path) -> bool:
    """Whether it is what the system has beside files, ``/dev/null``; what Windows calls so is a slip of the hand."""
    try:
        return path.exists() and not path.is_file() and not is_device(path.name)
    except OSError:
        return False


def must_be_name(typed: Path, option: str = "-o") -> None:
    """Make sure that a path that was typed can be one, here and on the system of whoever gets the file.

    Raises:
        Stop: ``bad-file-name``, which says why and proposes another (exit code 2).
    """
    if problem := naming_problem(typed, option):
        raise Stop(problem, 2)


_STEPS = frozenset({"", ".", ".."})
_LONGEST_SUFFIX = 6


def _problem(typed: Path, fault: tuple[str, object], meant: Path, option: str) -> Problem:
    kind, about = fault
    said = str(meant)
    facts = {
        "name": typed.name, "about": about, "longest": LONGEST, "option": option,
        "suggestion": f'"{said}"' if " " in said else said,
    }  # fmt: skip
    return Problem("bad-file-name", FilePlace(str(typed)), {**facts, "hint": kind})


def _proposed(name: str) -> str:
    """A name to use in the place of one that can be none; its suffix is kept."""
    bare = Path(_FORBIDDEN.sub("-", name).rstrip(_ENDS))
    suffix = bare.suffix if len(bare.suffix) <= _LONGEST_SUFFIX else ""
    return file_name(bare.name.removesuffix(suffix).strip("-") or "tpn", suffix)


def _too_long(name: str) -> bool:
    return len(name) > LONGEST or len(name.encode("utf-8", "surrogatepass")) > _MOST_BYTES


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
