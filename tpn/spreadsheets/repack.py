"""A zip package with some parts changed and every other byte of its parts as it was.

Unchanged parts are copied packed, as they lie in the file, with their own headers: nothing is unpacked and packed
again, so what the office program wrote (even what it should not have) stays.
"""

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

_END = b"PK\x05\x06"
_CENTRAL = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"
_CENTRAL_SIZE, _LOCAL_SIZE, _END_SIZE = 46, 30, 22
_DESCRIPTOR, _UTF8 = 0x08, 0x800
_DEFLATED = 8
_ZIP64 = 0xFFFFFFFF


class NotRepackable(ValueError):
    """The package is built in a way that only very large or damaged files are."""


class _Part(NamedTuple):
    name: str
    central: bytes
    offset: int


def repacked(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with the parts of ``changed`` replaced, in the order and with the headers that it had.

    Raises:
        NotRepackable: it is no plain zip file.
    """
    parts, start = _directory(data)
    if lacking := set(changed) - {part.name for part in parts}:
        raise NotRepackable(", ".join(sorted(lacking)))
    ends = _ends(parts, start)
    out, central, at = [], [], 0
    for part in sorted(parts, key=lambda part: part.offset):
        raw = data[part.offset : ends[part.offset]]
        local, entry = raw, part.central
        if part.name in changed:
            local, entry = _replaced(raw, part, changed[part.name])
        central.append((parts.index(part), entry[:42] + struct.pack("<I", at) + entry[46:]))
        out.append(local)
        at += len(local)
    directory = b"".join(entry for _, entry in sorted(central))
    end = data[data.rindex(_END) :]
    tail = end[:12] + struct.pack("<II", len(directory), at) + end[20:]
    return b"".join([*out, directory, tail])


def _directory(data: bytes) -> tuple[list[_Part], int]:
    """The parts by the central directory, and where it begins."""
    end = data.rfind(_END)
    if end < 0 or len(data) < end + _END_SIZE:
        raise NotRepackable("end")
    count, size, start = struct.unpack("<HII", data[end + 10 : end + 20])
    if start == _ZIP64 or start + size > end or count == 0xFFFF:  # noqa: PLR2004 - the marks of zip64
        raise NotRepackable("zip64")
    parts, at = [], start
    for _ in range(count):
        if data[at : at + 4] != _CENTRAL:
            raise NotRepackable("directory")
        flags = struct.unpack("<H", data[at + 8 : at + 10])[0]
        name, extra, comment = struct.unpack("<HHH", data[at + 28 : at + 34])
        offset = struct.unpack("<I", data[at + 42 : at + 46])[0]
        length = _CENTRAL_SIZE + name + extra + comment
        raw = data[at + _CENTRAL_SIZE : at + _CENTRAL_SIZE + name]
        parts.append(_Part(raw.decode("utf-8" if flags & _UTF8 else "cp437"), data[at : at + length], offset))
        at += length
    return parts, start


def _ends(parts: list[_Part], start: int) -> dict[int, int]:
    offsets = sorted(part.offset for part in parts)
    return dict(zip(offsets, [*offsets[1:], start], strict=True))


def _replaced(raw: bytes, part: _Part, new: bytes) -> tuple[bytes, bytes]:
    """Local header with the new content, and its entry in the directory (offset still the old)."""
    if raw[:4] != _LOCAL:
        raise NotRepackable(part.name)
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(new) + packer.flush()
    sizes = struct.pack("<III", zlib.crc32(new), len(packed), len(new))
    flags = struct.unpack("<H", raw[6:8])[0] & ~_DESCRIPTOR
    name = struct.unpack("<H", raw[26:28])[0]
    head = raw[:6] + struct.pack("<HH", flags, _DEFLATED) + raw[10:14] + sizes
    local = head + struct.pack("<HH", name, 0) + raw[_LOCAL_SIZE : _LOCAL_SIZE + name]
    entry = part.central
    central = entry[:8] + struct.pack("<HH", flags, _DEFLATED) + entry[12:16] + sizes + entry[28:]
    return local + packed, central
