"""A look at a zip package before anything is unpacked: how many parts, and how large they say that they are.

Whoever reads a package that others made – a letterhead, a presentation – looks here first.
"""

import re
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


def unfit(path: Path) -> str | None:
    """Why a document that others made is not taken: it is too ``large``, has ``macros``, or has a document ``type``.

    None where none of it is so; what is no package is for its reader to tell.
    """
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            many = len(parts) > MOST_PARTS or any(map(bursts, parts))
            if many or sum(part.file_size for part in parts) > MOST_UNPACKED:
                return "large"
            said = {part.filename: package.read(part) for part in parts if _is_xml(part.filename)}
    except NOT_A_PACKAGE:
        return None
    told = (data for name, data in said.items() if not name.endswith(".xml") or name == "[Content_Types].xml")
    if any(map(_MACROS.search, (" ".join(part.filename for part in parts).encode(), *told))):
        return "macros"
    return "type" if any(map(_TYPE.search, said.values())) else None


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels", ".vml"))


_MACROS = re.compile(rb"vbaProject|vbaData|macroEnabled|activeX", re.IGNORECASE)
_TYPE = re.compile(rb"<!DOCTYPE|<\0!\0D\0O\0C\0|\0<\0!\0D\0O\0C")
"""How a document type begins, in any encoding that a reader takes."""
