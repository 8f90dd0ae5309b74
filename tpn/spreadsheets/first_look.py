"""What a file really is, whatever its name says, and whether it is safe to hand to a reader.

Only sizes, names and beginnings are looked at here, and each XML part is unpacked once, in pieces, to see
that it is as large as it says, unharmed, and without a document type (the door of entity bombs and of
files that fetch others).
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tpn.problems import FilePlace, Problem
from tpn.source.files import reading_problem
from tpn.source.packages import MEGABYTE, MOST_PARTS, MOST_UNPACKED, NOT_A_PACKAGE, bursts
from tpn.spreadsheets.csv_file import MARKS, decode, looks_like_rows
from tpn.spreadsheets.found_book import Format

MOST_BYTES = 60 * MEGABYTE

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BARE_EXCEL = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
"""Excel 2 to 5 without the container around."""

TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt"})
_BEGINNINGS = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "document"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)


@dataclass(frozen=True, slots=True)
class FileLook:
    """A file that may be read: its format, and how many bytes of XML it holds."""

    format: Format
    unpacked: int = 0


def first_look(path: Path, name: str) -> FileLook | Problem:
    """The file's format, or why it is not to be read. ``name`` is what the user knows it by."""
    place = FilePlace(name)
    try:
        size = path.stat().st_size
        if path.is_dir():
            return Problem("file-is-folder", place)
        if path.exists() and not path.is_file():  # a pipe, a device: there is no end to it
            return Problem("file-unreadable", place, {"hint": "special"})
        if size > MOST_BYTES:
            return _too_large(place, size, MOST_BYTES)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        return reading_problem(error, name)
    if data.startswith((ZIP, EMPTY_ZIP)):
        return _package(path, place)
    if data.startswith(COMPOUND):
        return _compound(data, place)
    return FileLook("xls") if data.startswith(BARE_EXCEL) else _text(data, path.suffix.lower(), place)


def _too_large(place: FilePlace, size: int, limit: int) -> Problem:
    return Problem("sheet-too-large", place, {"megabytes": -(-size // MEGABYTE), "limit": limit // MEGABYTE})


def _not_a_sheet(place: FilePlace, kind: str) -> Problem:
    return Problem("sheet-not-a-sheet", place, {"hint": kind})


# text


def _text(data: bytes, suffix: str, place: FilePlace) -> FileLook | Problem:
    if not data.strip():
        return _not_a_sheet(place, "empty")
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return _not_a_sheet(place, kind)
    marked = data.startswith(tuple(mark for mark, _ in MARKS))
    if not marked and b"\x00" in data[:4096]:
        return _not_a_sheet(place, "unknown")
    text, _ = decode(data)
    if re.match(r"\s*<(\?xml|!doctype|html|table)\b", text, re.IGNORECASE):
        return _not_a_sheet(
            place, "web" if re.search(r"<(html|table)\b", text[:4096], re.IGNORECASE) else "xml"
        )
    return (
        FileLook("csv")
        if suffix in TEXT_SUFFIXES or looks_like_rows(text)
        else _not_a_sheet(place, "unknown")
    )


# the container of old Excel, and of everything that Excel encrypts


def _compound(data: bytes, place: FilePlace) -> FileLook | Problem:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Problem("sheet-encrypted", place)
    names = data.upper()
    if any(name.encode("utf-16-le") in names for name in ("WORKBOOK", "BOOK")):
        return FileLook("xls")
    if any(name.encode("utf-16-le") in names for name in ("WORDDOCUMENT", "POWERPOINT DOCUMENT")):
        return _not_a_sheet(place, "document")
    return Problem("sheet-corrupt", place)


# zip packages: .xlsx, .ods


def _package(path: Path, place: FilePlace) -> FileLook | Problem:
    try:
        with zipfile.ZipFile(path) as package:
            return _too_much(package, place) or _parts(package, place)
    except NOT_A_PACKAGE:
        return Problem("sheet-corrupt", place)


def _too_much(package: zipfile.ZipFile, place: FilePlace) -> Problem | None:
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        return Problem("sheet-encrypted", place)
    if len(parts) > MOST_PARTS or any(map(bursts, parts)):
        return Problem("sheet-bomb", place)
    unpacked = sum(part.file_size for part in parts)
    return _too_large(place, unpacked, MOST_UNPACKED) if unpacked > MOST_UNPACKED else None


def _parts(package: zipfile.ZipFile, place: FilePlace) -> FileLook | Problem:
    form = _format(package, place)
    if isinstance(form, Problem):
        return form
    xml = [part for part in package.infolist() if part.filename.lower().endswith((".xml", ".rels", ".vml"))]
    if any([_has_document_type(package, part) for part in xml]):  # noqa: C419 - every part is unpacked, and so proved
        return Problem("sheet-bomb", place)
    return FileLook(form, sum(part.file_size for part in xml))


def _format(package: zipfile.ZipFile, place: FilePlace) -> Format | Problem:
    names = set(package.namelist())
    if "[Content_Types].xml" in names:
        return _office(package.read("[Content_Types].xml"), place)
    if "content.xml" in names and {"mimetype", "META-INF/manifest.xml"} & names:
        return _open_document(package, names, place)
    damaged = not names or any(name.startswith(("xl/", "_rels/")) for name in names)
    return Problem("sheet-corrupt", place) if damaged else _not_a_sheet(place, "archive")


def _office(types: bytes, place: FilePlace) -> Format | Problem:
    if b"spreadsheetml" in types or b"ms-excel" in types:
        return "xlsx"
    other = b"wordprocessingml" in types or b"presentationml" in types
    return _not_a_sheet(place, "document") if other else Problem("sheet-corrupt", place)


def _open_document(package: zipfile.ZipFile, names: set[str], place: FilePlace) -> Format | Problem:
    manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    kind = package.read("mimetype") if "mimetype" in names else manifest
    if b"opendocument.spreadsheet" not in kind:
        return _not_a_sheet(place, "document")
    return Problem("sheet-encrypted", place) if b"encryption-data" in manifest else "ods"


_ROOT = re.compile(rb"<[A-Za-z_]")
_DOCUMENT_TYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def _has_document_type(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a document type stands before the part's first element. Unpacks it all, which proves its size."""
    before, found = b"", False
    searching = True
    for piece in _pieces(package, part):
        if searching:
            before = (before + piece.replace(b"\x00", b""))[-MEGABYTE:]
            found = found or _DOCUMENT_TYPE.search(_prologue(before)) is not None
            searching = not found and _ROOT.search(before) is None
    return found


def _prologue(data: bytes) -> bytes:
    root = _ROOT.search(data)
    return data[: root.start()] if root else data


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(part) as stream:
        while piece := stream.read(256 * 1024):
            yield piece
