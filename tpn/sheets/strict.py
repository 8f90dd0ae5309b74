"""Workbooks saved as *Strict Open XML*: openpyxl knows only the other, common set of namespaces."""

import io
import zipfile
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


def transitional(path: Path) -> Path | io.BytesIO:
    """The package itself, or a copy in memory with the common namespaces where it has the strict ones."""
    with zipfile.ZipFile(path) as package:
        relations = package.read("_rels/.rels") if "_rels/.rels" in package.namelist() else b""
        return _copy(package) if _STRICT in relations else path


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
