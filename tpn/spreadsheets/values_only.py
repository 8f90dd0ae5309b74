"""Values only, quickly, from .xlsx, .ods, .xls and what openpyxl cannot open (strict packages, odd parts).

The library gives an error cell and a formula that was never worked out as an empty text, and may panic:
foreign files meet it in the guard's child process only. All functions raise what the library raises.
"""

from dataclasses import replace
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from tpn.spreadsheets.found_book import (
    MOST_PLACES,
    CellRange,
    Format,
    FoundBook,
    FoundTab,
    TooLarge,
    Value,
    dense,
    tidy,
)
from tpn.spreadsheets.looks import PALETTE
from tpn.spreadsheets.package import has_comments, has_unknown_values, is_added_to


def read_xlsx(path: Path) -> FoundBook:
    """What is left of an .xlsx that openpyxl cannot open."""
    return replace(_read(path, "xlsx"), doubts=("values-only",))


def read_ods(path: Path) -> FoundBook:
    """What is left of an .ods that our own reader cannot open."""
    return replace(_read(path, "ods"), doubts=("values-only",))


def read_xls(path: Path) -> FoundBook:
    """What is left of an .xls that xlrd cannot open."""
    return replace(_read(path, "xls"), doubts=("values-only",))


def read_own(path: Path) -> FoundBook:
    """An .xlsx without its structure, but with every value as it is.

    Where a cell has an error or a formula without a result, the slower reader tells it from an empty cell; it alone
    reads what people have written in comments, and what they have coloured.
    """
    slower = has_unknown_values(path) or has_comments(path) or is_added_to(path, _OWN_COLOURS)
    return read_with_structure(path) if slower else _read(path, "xlsx")


_OWN_COLOURS = frozenset(look.fill for look in PALETTE.values()) | {"FFFFFF"}


def read_with_structure(path: Path) -> FoundBook:
    """By openpyxl, imported only here."""
    from tpn.spreadsheets.xlsx_read import read  # noqa: PLC0415

    return read(path)


def _read(path: Path, form: Format) -> FoundBook:
    """The workbook's values, with merged cells where the format tells them."""
    with CalamineWorkbook.from_path(path) as book:
        tabs = tuple(
            _tab(book.get_sheet_by_name(about.name), hidden=about.visible != SheetVisibleEnum.Visible)
            for about in book.sheets_metadata
            if about.typ == SheetTypeEnum.WorkSheet
        )
    if not tabs:
        raise ValueError("no worksheets")
    return FoundBook(file=path.name, format=form, tabs=tabs)


def _tab(sheet: CalamineSheet, *, hidden: bool) -> FoundTab:
    if sheet.height * sheet.width > MOST_PLACES:
        raise TooLarge
    top, left = sheet.start or (0, 0)
    cells: dict[int, dict[int, Value]] = {
        top + number: {left + column: tidy(value) for column, value in enumerate(row) if value != ""}
        for number, row in enumerate(sheet.to_python())
    }
    merged = tuple(CellRange(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return FoundTab(name=sheet.name, rows=dense(cells), hidden=hidden, merged=merged)
