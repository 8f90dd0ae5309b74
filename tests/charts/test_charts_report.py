"""The pictures of a status report: the plan and the risks say what they show, and nothing runs out of them."""

import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.conftest import Tpn

SVG = "{http://www.w3.org/2000/svg}"


def pictures(tpn: Tpn, folder: Path, lang: str = "nb") -> dict[str, ET.Element]:
    """The pictures of the report by the name that their ids begin with."""
    result = tpn("report", "--format", "html", "--lang", lang, "-p", folder)
    assert result.code == 0
    found = [ET.fromstring(one) for one in re.findall(r"<svg.*?</svg>", result.out, re.DOTALL)]  # noqa: S314 - ours
    titled = [(one.find(f"{SVG}title"), one) for one in found]
    return {title.get("id", "").removesuffix("-title"): one for title, one in titled if title is not None}


def texts(picture: ET.Element) -> list[str]:
    return [one.text or "" for one in picture.iter(f"{SVG}text")]


def test_the_report_draws_the_plan_and_the_risks_and_tells_them(tpn: Tpn, halden: Path) -> None:
    drawn = pictures(tpn, halden)
    plan, risks = drawn["gantt"], drawn["risks"]
    told = plan.findtext(f"{SVG}desc") or ""
    assert "Prosjektslutt 05.07.2027, avtalt 30.06.2027: 3 arbeidsdager etter." in told
    assert "Kulturskoleplass: lansert 15.09.2026." in told
    assert "lansering avtalt 02.03.2027 → 08.03.2027, 4 arbeidsdager etter." in told
    assert re.search(r"Kritisk linje: A-10 → .*→ T-48\.", told)
    assert {"08.03.2027 (+4)", "i dag 05.10.2026", "etter avtalt slutt", "Prosjektslutt"} <= set(texts(plan))
    assert "R-03 Leverandøren av skjemaløsningen leverer sent: 16 før tiltak, 9 etter." in (
        risks.findtext(f"{SVG}desc") or ""
    )


def test_a_measure_that_moves_a_risk_moves_its_ring(tpn: Tpn, halden: Path) -> None:
    risks = pictures(tpn, halden)["risks"]
    rings = [one for one in risks.iter(f"{SVG}g") if (one.findtext(f"{SVG}title") or "").startswith("R-05 ")]
    circles = [one for ring in rings for one in ring.iter(f"{SVG}circle")]
    (x1, y1), (x2, y2) = ((float(one.get("cx", "")), float(one.get("cy", ""))) for one in circles)
    assert abs(x1 - x2) < 40, "the consequence is the same"
    assert y2 > y1, "less probable is lower"


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_names_of_any_length_stay_in_their_column(tpn: Tpn, halden: Path, lang: str) -> None:
    file = halden / "project.yaml"
    name = "Søknad om redusert foreldrebetaling og gratis kjernetid i barnehage for alle husholdninger"
    file.write_text(file.read_text("utf-8").replace("name: SFO", f"name: {name}"), "utf-8")
    plan = pictures(tpn, halden, lang)["gantt"]
    assert name in " ".join(texts(plan)).replace("  ", " ")
    assert not any("…" in said for said in texts(plan))


def test_a_project_without_agreed_plan_shows_no_frames(tpn: Tpn, halden: Path) -> None:
    shutil.rmtree(halden / "history")
    plan = pictures(tpn, halden)["gantt"]
    assert any("Ingen avtalt plan ennå." in said for said in texts(plan))
    assert not [one for one in plan.iter(f"{SVG}rect") if one.get("class") == "frame"]
    assert "avtalt plan" not in texts(plan)
