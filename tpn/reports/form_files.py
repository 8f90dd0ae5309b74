"""Which files are a form of ours – of a report, a plan, a reorganisation – seen before any library opens them."""

from pathlib import Path
from zipfile import ZipFile

from tpn.source.packages import NOT_A_PACKAGE

_SHEETS = {".xlsx": "xl/workbook.xml", ".ods": "content.xml"}
_TAB = b"_tpn_report"
_PROPOSAL = b"_tpn_proposal"
_REORGANISATION = b"_tpn_people"
_MOST = 20_000_000


def is_form_file(path: Path) -> bool:
    """A Word document, or a workbook with the form's own tab."""
    suffix = path.suffix.lower()
    if suffix == ".docx":
        return True
    return _has_tab(path, _TAB)


def is_proposal_file(path: Path) -> bool:
    """A workbook with a proposed plan."""
    return _has_tab(path, _PROPOSAL)


def is_reorganisation_file(path: Path) -> bool:
    """A workbook with the units and people of a reorganisation."""
    return _has_tab(path, _REORGANISATION)


def _has_tab(path: Path, tab: bytes) -> bool:
    part = _SHEETS.get(path.suffix.lower())
    if part is None or not path.is_file():
        return False
    try:
        with ZipFile(path) as package:
            return package.getinfo(part).file_size <= _MOST and tab in package.read(part)
    except NOT_A_PACKAGE:
        return False  # whoever reads it says what is wrong with it
