"""Values only, quickly, from .xlsx, .ods, .xls and what openpyxl cannot open (strict packages, odd parts).

The library gives an error cell and a formula that was never worked out as an empty text, and may panic:
foreign files meet it in the guard's child process only.
"""

from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from tpn.sheets.found import MOST_PLACES, Format, FoundBook, FoundTab, Span, TooLarge, Value, dense, tidy


def read_xlsx(path: Path) -> FoundBook:
    """An .xlsx by ``read``."""
    return read(path, "xlsx")


def read(path: Path, form: Format) -> FoundBook:
    """The workbook's values, with merged cells where the format tells them.

    Raises what the library raises.
    """
    with CalamineWorkbook.from_path(path) as book:
        tabs = tuple(
            _tab(book.get_sheet_by_name(about.name), hidden=about.visible != SheetVisibleEnum.Visible)
            for about in book.sheets_metadata
            if about.typ == SheetTypeEnum.WorkSheet
        )
    return FoundBook(file=path.name, format=form, tabs=tabs)


def _tab(sheet: CalamineSheet, *, hidden: bool) -> FoundTab:
    if sheet.height * sheet.width > MOST_PLACES:
        raise TooLarge
    top, left = sheet.start or (0, 0)
    cells: dict[int, dict[int, Value]] = {
        top + number: {left + column: tidy(value) for column, value in enumerate(row) if value != ""}
        for number, row in enumerate(sheet.to_python())
    }
    merged = tuple(Span(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return FoundTab(name=sheet.name, rows=dense(cells), hidden=hidden, merged=merged)
