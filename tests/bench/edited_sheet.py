"""A colleague with a workbook: ``edited_sheet.py BOOK EDITED`` writes a note on 500 of its rows and saves it anew."""

import sys

import openpyxl

ROWS = 500


def edit(book: str, edited: str) -> int:
    """Write the notes; how many."""
    opened = openpyxl.load_workbook(book)
    done = 0
    for sheet in opened.worksheets:
        rows = sheet.iter_rows(min_col=1, max_col=40)
        note = None
        for row in rows:
            if row[0].value == "Nr":
                note = next((at for at, cell in enumerate(row) if cell.value == "Merknad"), None)
            elif note is not None and row[0].value and row[0].row % 10 == 0 and done < ROWS:
                row[note].value = f"Endret {row[0].row}"
                done += 1
    opened.save(edited)
    return done


if __name__ == "__main__":
    sys.exit(0 if edit(*sys.argv[1:3]) == ROWS else 1)
