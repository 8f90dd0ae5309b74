"""A look at a zip package before anything is unpacked: how many parts, and how large they say that they are.

Whoever reads a package that others made – a letterhead, a presentation – looks here first.
"""

import zipfile
import zlib
from pathlib import Path

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 300 * MEGABYTE
MOST_PARTS = 5_000
MOST_PACKED = 400
"""Repeated rows are packed 10 to 100 times; only what is made to burst is packed much more."""
NOT_A_PACKAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip
"""All that a zip raises that is cut short, torn, locked, packed in a way of its own, or lacks a part asked for."""
SMALL = 4 * MEGABYTE
"""A part up to this size is no bomb however well it is packed."""


def bursts(part: zipfile.ZipInfo) -> bool:
    """Whether a part says that it is many times larger than any honest one."""
    return part.file_size > SMALL and part.file_size > MOST_PACKED * max(part.compress_size, 1)


def is_too_much(path: Path) -> bool:
    """Whether a package would fill the memory; what is no package is for its reader to tell."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except NOT_A_PACKAGE:
        return False
    many = len(parts) > MOST_PARTS or any(map(bursts, parts))
    return many or sum(part.file_size for part in parts) > MOST_UNPACKED
