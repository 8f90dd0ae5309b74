"""Reading a spreadsheet of any of the formats that tpn knows. Foreign files go through ``guard`` instead."""

from collections.abc import Callable
from pathlib import Path

from tpn.sheets.found import Format, FoundBook


def read(path: Path, form: Format, *, structure: bool = True) -> FoundBook:
    """The workbook of a file that has been found to be of this format, whatever its name says.

    Without ``structure`` only values, merged cells and hidden tabs are asked for, which is ten times as quick
    for .xlsx. Raises whatever the libraries raise; some of them panic.
    """
    return _reader(form, structure=structure)(path)


def _reader(form: Format, *, structure: bool) -> Callable[[Path], FoundBook]:
    """Only the library that is needed is imported: openpyxl alone takes a tenth of a second."""
    if form == "csv":
        from tpn.sheets.csvfile import read as reader  # noqa: PLC0415
    elif form == "ods":
        from tpn.sheets.ods_read import read as reader  # noqa: PLC0415
    elif form == "xls":
        from tpn.sheets.xls_read import read as reader  # noqa: PLC0415
    elif structure:
        from tpn.sheets.xlsx_read import read as reader  # noqa: PLC0415
    else:
        from tpn.sheets.quick import read_xlsx as reader  # noqa: PLC0415
    return reader
