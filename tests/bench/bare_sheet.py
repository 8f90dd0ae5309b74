"""The least that writes a workbook: the cells of another one, value by value, with XlsxWriter and no dress.

``bare_sheet.py cells BOOK CELLS`` keeps the cells of a workbook; ``bare_sheet.py write CELLS BOOK`` writes them.
"""

import pickle
import sys
from datetime import date
from pathlib import Path
from typing import Any


def cells(book: str, kept: str) -> None:
    """Every value of a workbook, tab by tab."""
    import python_calamine  # noqa: PLC0415 - only this half needs it

    opened = python_calamine.CalamineWorkbook.from_path(book)
    tabs = [
        (name, opened.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in opened.sheet_names
    ]
    Path(kept).write_bytes(pickle.dumps(tabs))


def write(kept: str, book: str) -> None:
    """All of them into a new workbook; a date needs its format to be one."""
    import xlsxwriter  # noqa: PLC0415 - the time of its import counts in this half only

    tabs: list[tuple[str, list[list[Any]]]] = pickle.loads(Path(kept).read_bytes())  # noqa: S301 - our own file
    with xlsxwriter.Workbook(book) as made:
        day = made.add_format({"num_format": "dd.mm.yyyy"})
        for name, rows in tabs:
            sheet = made.add_worksheet(name)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, date):
                        sheet.write_datetime(row, column, value, day)
                    elif value != "":
                        sheet.write(row, column, value)


if __name__ == "__main__":
    {"cells": cells, "write": write}[sys.argv[1]](*sys.argv[2:])
