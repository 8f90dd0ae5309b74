"""A cell that is cleared says what the field says where nothing is written, and the same sheet twice says it once."""

from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Tpn

CLEARED = (
    ("halden", "Etablering", "Status", ("T-01", "T-13", "T-20"), ("Ferdig → Ikke startet", "Pågår → Ikke startet")),
    ("whole", "Møtedeltakere", "Svar", (), ("Kommer → Invitert",)),
    ("whole", "Gjester", "Svar", (), ("Kommer → Invitert",)),
)  # fmt: skip


@pytest.mark.parametrize(("style", "tab", "column", "rows", "told"), CLEARED)
def test_a_cleared_cell_says_what_stands_where_nothing_is_written(
    tpn: Tpn, halden: Path, tmp_path: Path, style: str, tab: str, column: str, rows: tuple[str, ...],
    told: tuple[str, ...],
) -> None:  # fmt: skip
    sheet = tmp_path / "ark.xlsx"
    assert tpn("export", "--style", style, "-o", sheet, "-p", halden).code == 0
    book = openpyxl.load_workbook(sheet)
    page = book[tab]
    head = next(cell for row in page.iter_rows() for cell in row if cell.value == column)
    for number in range(head.row + 1, page.max_row + 1):
        if page.cell(number, 1).value in rows or (not rows and number == head.row + 1):
            page.cell(number, head.column).value = None
    book.save(sheet)
    said = tpn("import", sheet, "--write", "-p", halden)
    assert said.code == 0, said.err
    changed = [" ".join(line.split()) for line in said.out.splitlines() if line.split()[:1] == ["endret"]]
    assert len(changed) == len(told), said.out
    assert all(one in line for one, line in zip(told, changed, strict=True)), changed
    assert said.out.count("er tømt i arket") == (style == "halden"), (
        "what was so before is said, and changes nothing"
    )
    again = tpn("import", sheet, "-p", halden)
    assert "Ingenting er endret" in again.out + again.err
