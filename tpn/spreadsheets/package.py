"""What the libraries do not tell of an .xlsx package, or do not take: looked up in its parts."""

import io
import re
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


def transitional(path: Path) -> io.BytesIO:
    """The package in memory; one saved as *Strict Open XML* with the common namespaces, which openpyxl knows alone."""
    with zipfile.ZipFile(path) as package:
        relations = package.read("_rels/.rels") if "_rels/.rels" in package.namelist() else b""
        return _copy(package) if _STRICT in relations else io.BytesIO(path.read_bytes())


def _copy(package: zipfile.ZipFile) -> io.BytesIO:
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as target:
        for part in package.infolist():
            if part.filename.endswith((".xml", ".rels")):
                target.writestr(part.filename, _renamed(package.read(part)))
    copy.seek(0)
    return copy


def _renamed(data: bytes) -> bytes:
    for strict, common in _NAMES:
        data = data.replace(strict, common)
    return data


_ERROR = re.compile(rb"""\bt=["']e["']""")
_ALONE = re.compile(
    rb"""<(?:\w+:)?c\b(?![^>]*\bt=["']str["'])[^>]*\br=["']([A-Z]+[0-9]+)["'][^>]*>\s*"""  # an empty text is a result
    rb"""<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"""
)
_SHEETS = "xl/worksheets/"
_COMMENTS = re.compile(r"\Axl/(?:threadedComments/|comments/|comments\d*\.xml)")


def has_unknown_values(path: Path) -> bool:
    """Whether a cell of the workbook has an error, or a formula whose result was never saved."""
    with zipfile.ZipFile(path) as package:
        parts = (package.read(name) for name in package.namelist() if name.startswith(_SHEETS))
        return any(_ERROR.search(part) or _ALONE.search(part) for part in parts)


def is_added_to(path: Path, own: Collection[str]) -> bool:
    """Whether a cell has a formula, or a style a colour that is none of ``own`` (``RRGGBB``)."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        fills = _FILL.findall(package.read("xl/styles.xml")) if "xl/styles.xml" in names else ()
        if any(not rgb or rgb[-6:].decode().upper() not in own for rgb in fills):
            return True
        return any(
            b"<f>" in (part := package.read(name)) or b"<f " in part
            for name in names
            if name.startswith(_SHEETS)
        )


_FILL = re.compile(rb"""<fgColor (?:rgb=["']([0-9A-Fa-f]{8})["'])?""")


def has_comments(path: Path) -> bool:
    """Whether somebody has put a comment on a cell of the workbook, whichever program it was written in."""
    with zipfile.ZipFile(path) as package:
        return any(_COMMENTS.search(name) for name in package.namelist())


def uncomputed(path: Path, parts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The cells (``B7``) with a formula whose result was never saved, by what ``parts`` calls the sheet's part."""
    with zipfile.ZipFile(path) as package:
        texts = {tab: package.read(part.lstrip("/")) for tab, part in parts.items()}
    return {tab: frozenset(cell.decode() for cell in _ALONE.findall(text)) for tab, text in texts.items()}
