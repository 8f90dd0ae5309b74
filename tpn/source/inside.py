"""Paths that a file names: only those are followed that stay inside the folder they are said in.

What stands in a file may have been written by anybody. A path from a file is a plain relative one, written with
``/``, that means the same on every system; and where it leads, links followed, is still inside.
"""

import os
import re
import stat
from itertools import accumulate, islice
from pathlib import Path

from tpn.source.names import is_device

_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\\:]")
_LONGEST = 400
_JUNCTION = 0xA0000003  # what Windows marks it with


def is_plain(said: object) -> bool:
    """Whether a path from a file is relative, without ``..``, drive, device or stream, and alike on every system."""
    if not isinstance(said, str) or not 0 < len(said) <= _LONGEST or _NOT_IN_A_NAME.search(said):
        return False
    return all(
        part not in {"", ".", ".."} and part[-1] not in ". " and not is_device(part)
        for part in said.split("/")
    )


def leads_out(folder: Path, path: Path) -> bool:
    """Whether a path leads out of the folder when links are followed.

    A path of that folder with no link on its way does not lead out of it; where it really lies is asked only of
    others. Windows at times cannot say that of a file that another program holds, and gives the path as it was asked
    for, while the folder may have another real name (a drive of a server, a short name).
    """
    if _is_on_a_plain_way(folder, path):
        return False
    try:
        return not _is_below(os.path.realpath(path), os.path.realpath(folder))
    except (OSError, ValueError):  # another drive, a loop of links
        return True


def _is_below(path: str, folder: str) -> bool:
    return os.path.commonpath((os.path.normcase(path), os.path.normcase(folder))) == os.path.normcase(folder)


def _is_on_a_plain_way(folder: Path, path: Path) -> bool:
    """Whether a path is written below the folder, and no step of it from there is a link or a junction."""
    if ".." in path.parts:
        return False
    here, top = path.absolute(), folder.absolute()
    if not here.is_relative_to(top):
        return False
    steps = accumulate(here.parts[len(top.parts) :], os.path.join, initial=str(top))
    return not any(map(_is_link, islice(steps, 1, None)))


def _is_link(path: str) -> bool:
    """Whether a link or a junction lies there; what cannot be looked at is taken for one."""
    try:
        seen = os.lstat(path)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return stat.S_ISLNK(seen.st_mode) or getattr(seen, "st_reparse_tag", 0) == _JUNCTION
