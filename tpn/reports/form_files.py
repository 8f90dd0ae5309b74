"""Which files are the form of a status report: seen from their outside, before any library opens them."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

_SHEETS = {".xlsx": "xl/workbook.xml", ".ods": "content.xml"}
_TAB = b"_tpn_report"
_MOST = 20_000_000


def is_form_file(path: Path) -> bool:
    """A Word document, or a workbook with the form's own tab."""
    suffix = path.suffix.lower()
    if suffix == ".docx":
        return True
    part = _SHEETS.get(suffix)
    if part is None or not path.is_file():
        return False
    try:
        with ZipFile(path) as package:
            return package.getinfo(part).file_size <= _MOST and _TAB in package.read(part)
    except (OSError, BadZipFile, KeyError, RuntimeError, NotImplementedError):
        return False  # whoever reads it says what is wrong with it
