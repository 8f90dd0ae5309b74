"""The readers by name. Foreign files meet them in the guard's child process only.

Each imports only the library that it needs: openpyxl alone takes a tenth of a second.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import cast

from tpn.spreadsheets.found_book import Format, FoundBook

Reader = Callable[[Path], FoundBook]


def _late(module: str, function: str = "read") -> Reader:
    def reader(path: Path) -> FoundBook:
        return cast("Reader", getattr(import_module(f"tpn.spreadsheets.{module}"), function))(path)

    return reader


READERS: Mapping[str, Reader] = {
    "xlsx": _late("xlsx_read"),
    "ods": _late("ods_read"),
    "xls": _late("xls_read"),
    "csv": _late("csv_file"),
    "xlsx-values": _late("values_only", "read_own"),
    "xlsx-rest": _late("values_only", "read_xlsx"),
    "ods-rest": _late("values_only", "read_ods"),
    "xls-rest": _late("values_only", "read_xls"),
}
"""Named by what they read; ``-values`` reads values only and is exact, ``-rest`` takes what is left of a bad file."""


def read(path: Path, form: Format) -> FoundBook:
    """A workbook of our own making, with its structure; the file must be of this format, whatever its name says.

    Raises whatever the library raises.
    """
    return READERS[form](path)
