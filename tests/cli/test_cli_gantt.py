"""``tpn gantt``: the plan on the screen, as a picture and as data; nothing runs out of it."""

import json
import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import ROOT, Tpn
from tpn.charts.widths import width_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_screen_shows_forecast_and_distance_within_80_columns(tpn: Tpn, halden: Path, lang: str) -> None:
    result = tpn("gantt", "--lang", lang, "-p", halden)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert max(map(len, lines)) <= 80
    parking = next(line for line in lines if line.startswith("▲ Parkering"))
    assert parking.split()[-2:] == ["08.03.2027", "+4"]
    assert parking.index("│") < parking.index("◇") < parking.index("◆")
    launched = next(line for line in lines if "Kulturskole" in line)
    assert launched.endswith("15.09.2026    ✓")


def test_the_data_are_those_of_the_status(tpn: Tpn, halden: Path) -> None:
    found = json.loads(tpn("gantt", "--json", "-p", halden).out)
    assert (found["finish"], found["finish_agreed"], found["late"]) == ("2027-07-05", "2027-06-30", 3)
    status = json.loads(tpn("status", "--json", "-p", halden).out)
    assert sum(one["done"] for one in found["phases"]) == status["progress"]["done"]


@pytest.mark.parametrize("folder", ["examples/halden", "tests/data/untidy"])
def test_no_text_runs_out_of_the_picture_and_none_is_cut(tpn: Tpn, folder: str) -> None:
    result = tpn("gantt", "--format", "svg", "-p", ROOT / folder)
    assert result.code == 0
    picture = ET.fromstring(result.out)  # noqa: S314 - our own text
    edge = float(picture.get("width", ""))
    for one in picture.iter(f"{SVG}text"):
        said, size, x = one.text or "", float(one.get("font-size", "")), float(one.get("x", ""))
        wide = width_of(said, size, bold=one.get("font-weight") == "bold")
        left = x - {"end": wide, "middle": wide / 2}.get(one.get("text-anchor", ""), 0)
        assert left >= 0, said
        assert left + wide <= edge, said
        assert "…" not in said


def test_the_paper_says_its_title_and_dates_once_and_what_its_table_holds(tpn: Tpn, halden: Path) -> None:
    page = tpn("gantt", "--format", "html", "-p", halden).out
    drawn = " ".join(re.findall(r"<text[^>]*>([^<]*)", page))
    assert "Kulturskoleplass" in drawn
    assert not re.search("Fremdriftsplan|Sett fra|Kritisk linje:", drawn)
    assert "Fasene i tabellen er hele fasene" in page
    assert "I bildet står det som er felles" in page
    of_one = tpn("gantt", "--service", "barnehage", "--format", "html", "-p", halden).out
    assert "Fasene i tabellen" not in of_one


def test_one_service_is_shown_phase_by_phase_against_the_projects_finish(tpn: Tpn, halden: Path) -> None:
    told = tpn("gantt", "--service", "barnehage", "-p", halden).out
    assert "Barnehageplass" in told
    assert "Kulturskoleplass" not in told
    assert "Prosjektslutt 05.07.2027" in told


def test_the_plan_as_a_workbook_has_its_dates_and_a_bar_over_the_weeks(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    file = tmp_path / "plan.xlsx"
    assert tpn("gantt", "-p", halden, "-o", file).code == 0
    sheet = openpyxl.load_workbook(file).worksheets[0]
    rows: dict[object, tuple[Any, ...]] = {}
    for row in sheet.iter_rows(values_only=True):
        rows.setdefault(row[0], row)
    parking = rows["Parkeringstillatelse for forflytningshemmede"]
    assert [f"{one:%Y-%m-%d}" for one in parking[5:7]] == ["2027-03-02", "2027-03-08"]
    assert parking[7] == 4
    weeks = [one for one in rows["Hva"][9:] if one]
    assert {(second - first).days for first, second in pairwise(weeks)} == {7}
    assert len(sheet.conditional_formatting) >= 1
