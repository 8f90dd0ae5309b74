"""The registers of the benefits phase go out as a sheet to the workshop and come home again."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Tpn


def sent(tpn: Tpn, folder: Path, target: Path, style: str = "registers") -> Any:
    assert tpn("export", "-p", folder, "--style", style, "-o", target).code == 0
    return openpyxl.load_workbook(target)


def column(sheet: Any, header: str) -> int:
    heads = next(row for row in sheet.iter_rows(max_row=6) if row[0].value == "Nr")
    return next(int(cell.column) for cell in heads if cell.value == header)


def row_of(sheet: Any, name: str) -> int:
    return next(int(row[0].row) for row in sheet.iter_rows(max_col=1) if row[0].value == name)


@pytest.mark.parametrize("style", ["registers", "stakeholders"])
def test_an_untouched_register_changes_nothing(tpn: Tpn, halden: Path, tmp_path: Path, style: str) -> None:
    sent(tpn, halden, tmp_path / "ark.xlsx", style)
    assert "Ingenting er endret." in tpn("import", "-p", halden, tmp_path / "ark.xlsx").err


def test_the_workshop_fills_in_baselines_measurements_and_new_benefits(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    target = tmp_path / "ark.xlsx"
    book = sent(tpn, halden, target)
    indicators, measured, benefits = book["Måltall"], book["Målinger"], book["Nytte"]
    indicators.cell(row_of(indicators, "G-11"), column(indicators, "Nullpunkt")).value = 3.1
    below = max(row for row in range(1, measured.max_row + 1) if measured.cell(row, 1).value) + 1
    for header, value in (("Gjelder nr", "G-03"), ("Dato", date(2026, 10, 2)), ("Målt verdi", 0)):
        measured.cell(below, column(measured, header)).value = value
    below = max(row for row in range(1, benefits.max_row + 1) if benefits.cell(row, 1).value) + 1
    benefits.cell(below, column(benefits, "Nytte")).value = "Fra verkstedet"
    book.save(target)
    assert tpn("import", "-p", halden, target, "--write").code == 0
    written = (halden / "2-benefits.yaml").read_text("utf-8")
    assert "measured_by: liv, baseline: 3.1}" in written
    register = json.loads(tpn("benefits", "-p", halden, "--json", "--today", "2026-12-02").out)["benefits"]
    by_id = {one["id"]: one for one in register}
    assert by_id["G-03"]["measured"] == {"date": "2026-10-02", "value": 0.0}  # 0 is a measurement
    assert by_id["G-13"]["title"] == "Fra verkstedet"
    tpn("import", "-p", halden, target, "--write")
    assert (halden / "2-benefits.yaml").read_text("utf-8") == written


def test_a_measurement_of_nothing_is_told_and_not_written(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    target = tmp_path / "ark.xlsx"
    book = sent(tpn, halden, target)
    sheet = book["Målinger"]
    below = max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value) + 1
    sheet.cell(below, column(sheet, "Målt verdi")).value = 7
    book.save(target)
    before = (halden / "2-benefits.yaml").read_text("utf-8")
    result = tpn("import", "-p", halden, target, "--write")
    assert f"Målinger!A{below}" in result.out
    assert "mangler Gjelder nr" in " ".join(result.out.split())
    assert (halden / "2-benefits.yaml").read_text("utf-8") == before


def test_the_sheet_for_others_has_no_assessments_of_people(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    book = sent(tpn, halden, tmp_path / "ark.xlsx")
    said = {
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert "Med i alle verksteder" not in said
    assert not said & {"Innflytelse", "Interesse", "Holdning", "Strategi", "influence", "attitude"}
    inside = sent(tpn, halden, tmp_path / "inne.xlsx", "stakeholders")
    assert any(
        cell.value == "Med i alle verksteder" for row in inside["Interessenter"].iter_rows() for cell in row
    )
