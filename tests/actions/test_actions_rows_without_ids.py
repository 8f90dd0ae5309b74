"""New rows of records without an id: the same workbook, read twice, brings them once."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Tpn

ROWS: Mapping[str, Mapping[str, str]] = {
    "Erfaringer": {"Dato": "01.10.2026", "Erfaring": "Spør dem som bruker det"},
    "Tiltak": {"Gjelder nr": "R-01", "Tiltak": "Ringe lederne"},
    "Saksliste": {"Gjelder nr": "MO-06", "Tema": "Min sak"},
    "Forpliktelser": {"Person": "Ola Nordmann", "Forplikter seg til": "Rydde i arkivet"},
    "Fravær": {"Gjelder nr": "ola", "Fra": "01.03.2027", "Til": "05.03.2027"},
    "Stengte perioder": {"Fra": "05.04.2027", "Til": "09.04.2027"},
}


def written_below(page: Worksheet, said: Mapping[str, str]) -> None:
    """A row below the last of a tab, by its headings."""
    head = next(row for row in page.iter_rows() if set(said) <= {str(cell.value) for cell in row})
    columns = {str(cell.value): cell.column for cell in head if cell.value}
    number = int(head[0].row or 0) + 1
    while any(page.cell(number, column).value is not None for column in columns.values()):
        number += 1
    for heading, value in said.items():
        page.cell(number, columns[heading]).value = value


@pytest.fixture
def workbook(tpn: Tpn, halden: Path, tmp_path: Path) -> Path:
    sheet = tmp_path / "prosjekt.xlsx"
    assert tpn("export", "--all", "-o", sheet, "-p", halden).code == 0
    book = openpyxl.load_workbook(sheet)
    for tab, said in ROWS.items():
        written_below(book[tab], said)
    book.save(sheet)
    return sheet


def test_the_same_workbook_twice_brings_each_new_row_once(tpn: Tpn, halden: Path, workbook: Path) -> None:
    first = tpn("import", workbook, "--write", "-p", halden)
    assert "6 nye rader er skrevet" in first.err, first.out
    again = tpn("import", workbook, "-p", halden)
    assert "Ingenting er endret" in again.out + again.err, again.out


def test_what_is_added_to_such_a_row_since_is_added_to_its_record(
    tpn: Tpn, halden: Path, workbook: Path
) -> None:
    tpn("import", workbook, "--write", "-p", halden)
    book = openpyxl.load_workbook(workbook)
    page = book["Tiltak"]
    row = next(cell.row for line in page.iter_rows() for cell in line if cell.value == "Ringe lederne")
    column = next(cell.column for line in page.iter_rows() for cell in line if cell.value == "Frist")
    page.cell(row, column).value = "01.12.2026"
    book.save(workbook)
    said = tpn("import", workbook, "--write", "-p", halden)
    assert "1 endring er skrevet" in said.err, said.out
    listed = tpn("list", "tiltak", "-p", halden).out
    assert listed.count("Ringe lederne") == 1


def test_another_row_that_says_something_else_is_new(tpn: Tpn, halden: Path, workbook: Path) -> None:
    tpn("import", workbook, "--write", "-p", halden)
    book = openpyxl.load_workbook(workbook)
    written_below(book["Erfaringer"], {"Dato": "02.10.2026", "Erfaring": "Spør dem som bruker det"})
    book.save(workbook)
    assert "1 ny rad" in tpn("import", workbook, "-p", halden).err
