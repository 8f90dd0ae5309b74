"""Paths that a file names: only those are followed that stay inside the folder they are said in.

What stands in a file may have been written by anybody. A path from a file is a plain relative one, written with
``/``, that means the same on every system; and where it leads, links followed, is still inside.
"""

import os
import re
from pathlib import Path

from tpn.source.names import is_device

_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\\:]")
_LONGEST = 400


def is_plain(said: object) -> bool:
    """Whether a path from a file is relative, without ``..``, drive, device or stream, and alike on every system."""
    if not isinstance(said, str) or not 0 < len(said) <= _LONGEST or _NOT_IN_A_NAME.search(said):
        return False
    return all(
        part not in {"", ".", ".."} and part[-1] not in ". " and not is_device(part)
        for part in said.split("/")
    )


def leads_out(folder: Path, path: Path) -> bool:
    """Whether a path leads out of the folder when links are followed."""
    try:
        real, root = os.path.realpath(path), os.path.realpath(folder)
        return os.path.commonpath((os.path.normcase(real), os.path.normcase(root))) != os.path.normcase(root)
    except (OSError, ValueError):  # another drive, a loop of links
        return True
