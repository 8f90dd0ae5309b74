"""What a number can be is asked about in the cell too, in both formats: the whole project, the points of a tender."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Tpn

Bounds = tuple[str, float | None, float | None]
# header in the whole workbook (bokmål), and what the field can be, written by hand
EXPECTED: dict[str, Bounds] = {
    "% ferdig": ("decimal", 0, 1),
    "Sannsynlighet": ("whole", 1, 5),
    "Konsekvens": ("whole", 1, 5),
    "Viktighet": ("whole", 1, 3),
    "Digital andel (%)": ("decimal", 0, 1),
    "År": ("whole", 2000, 2100),
    "Minutter": ("decimal", 0, None),
    "Ventedager": ("decimal", 0, None),
    "Andel av sakene (%)": ("decimal", 0, 1),
    "Anslått verdi": ("decimal", 0, None),
    "Saker per år": ("decimal", 0, None),
    "Bølge": ("whole", 1, 99),
    "Timer": ("decimal", 0, None),
}


def in_xlsx(path: Path) -> dict[str, set[Bounds]]:
    """By header, the bounds of the numbers under it."""
    found: dict[str, set[Bounds]] = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        for rule in sheet.data_validations.dataValidation:
            if rule.type not in {"decimal", "whole"}:
                continue
            low = None if rule.formula1 is None else float(rule.formula1)
            high = None if rule.formula2 is None else float(rule.formula2)
            assert (rule.errorStyle, bool(rule.error)) == ("warning", True)
            for cells in rule.sqref.ranges:
                above = (sheet.cell(row, cells.min_col).value for row in range(cells.min_row - 1, 0, -1))
                header = next(str(value) for value in above if value is not None)
                found.setdefault(header, set()).add((rule.type, low, high))
    return found


def in_ods(path: Path) -> set[Bounds]:
    """The bounds that the workbook knows."""
    text = zipfile.ZipFile(path).read("content.xml").decode()
    found: set[Bounds] = set()
    for kind, rest in re.findall(r"of:cell-content-is-(whole|decimal)-number\(\) and ([^\"]*)\"", text):
        numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", rest)]
        found.add((kind, numbers[0], numbers[1] if len(numbers) > 1 else None))
    return found


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = tmp_path_factory.mktemp("bok")
    return {form: made / f"alt.{form}" for form in ("xlsx", "ods")}


def test_every_number_that_has_limits_is_bounded_in_its_cell(
    tpn: Tpn, halden: Path, books: dict[str, Path]
) -> None:
    for path in books.values():
        result = tpn("export", "--all", "-o", path, "-p", halden, "--today", "2026-10-05")
        assert result.code == 0, result.err
    found = in_xlsx(books["xlsx"])
    assert {
        header: bounds for header, bounds in EXPECTED.items() if bounds not in found.get(header, ())
    } == {}
    assert in_ods(books["ods"]) == {bounds for several in found.values() for bounds in several}


def test_points_are_bounded_on_the_sheet_that_they_are_filled_in_on(
    tpn: Tpn, sandnes: Path, tmp_path: Path
) -> None:
    path = tmp_path / "poeng.xlsx"
    assert tpn("procure", "A-P01", "--scores", "-o", path, "-p", sandnes, "--today", "2026-10-05").code == 0
    assert {("decimal", 0.0, 10.0)} in in_xlsx(path).values()
