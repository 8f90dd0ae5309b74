"""Progress over time and benefits against target: the report's figures as pictures, told in words."""

import json
import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Tpn


def pictures(tpn: Tpn, folder: Path, *more: str) -> dict[str, str]:
    """By the name of the picture, its SVG in the project group's report."""
    made = tpn("report", "--for", "prosjektgruppe", "--format", "html", "-p", folder, *more)
    assert made.code == 0, made.err
    return {re.sub(r"-.*", "", svg.split('id="')[1].split('"')[0]): svg
            for svg in re.findall(r"<svg xmlns.*?</svg>", made.out, re.DOTALL)}  # fmt: skip


def test_the_lines_end_where_the_report_stands(tpn: Tpn, halden: Path) -> None:
    report = json.loads(tpn("report", "--json", "-p", halden).out)
    course, figures = report["course"], report["figures"]
    now = [one for one in course if one["done"] is not None][-1]
    assert (now["day"], now["done"], now["planned"]) == ("2026-10-05", figures["done"], figures["planned"])
    assert course[-1]["planned"] == figures["total"]
    assert course[-1]["expected"] == figures["total"]
    assert all(one["planned"] <= later["planned"] for one, later in pairwise(course))
    assert all(one["done"] is None or one["expected"] is None or one is now for one in course)


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_pictures_are_told_in_words(tpn: Tpn, sandnes: Path, language: str) -> None:
    drawn = pictures(tpn, sandnes, "--lang", language)
    assert {"course", "bar", "steps"} <= set(drawn)
    for name, where in (("course", "desc"), ("bar", "title"), ("steps", "title")):
        root = ET.fromstring(drawn[name])  # noqa: S314 - our own picture
        said = root.find(f"{{http://www.w3.org/2000/svg}}{where}")
        assert said is not None
        assert said.text
        assert (
            min(
                (float(one.get("font-size") or 12) for one in root.iter("{http://www.w3.org/2000/svg}text")),
                default=12,
            )
            >= 9
        )


def test_each_measured_benefit_has_its_bar(tpn: Tpn, halden: Path) -> None:
    made = tpn("report", "--for", "prosjektgruppe", "--format", "html", "-p", halden).out
    assert re.findall(r'id="bar-(G-\d+)-title"', made) == ["G-02", "G-06", "G-09", "G-10"]
    assert re.findall(r'id="steps-(\w+)-title"', made) == [
        "kulturskole", "barnehage", "sfo", "parkering", "kulturmidler", "lokaler",
    ]  # fmt: skip


def test_the_trend_has_a_line_for_each_date_that_binds_and_says_both_ends(tpn: Tpn, halden: Path) -> None:
    told = pictures(tpn, halden)["trend"]
    assert "Leverandør av skjemaløsning valgt: avtalt 02.10.2026, nå 12.10.2026." in told
    assert told.count("<path") == 2 * told.count(": avtalt ")  # its line, and the leader to its name


def test_a_project_without_a_course_has_no_picture_of_one(tpn: Tpn, tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: a, name: A, start: 2026-08-17}\n", "utf-8"
    )
    assert not {"course", "bar", "trend"} & set(pictures(tpn, tmp_path))


def test_the_lines_say_when_the_scope_became_another(tpn: Tpn, halden: Path) -> None:
    assert "gikk ut" not in pictures(tpn, halden)["course"]
    assert (
        tpn("cancel", "lokaler", "--reason", "Nei", "--decision", "B-03", "--write", "-p", halden).code == 0
    )
    (left,) = json.loads(tpn("report", "--json", "-p", halden).out)["scope"]
    assert (left["day"], left["fewer"], left["names"]) == ("2026-10-05", 10, ["Leie av kommunale lokaler"])
    told = pictures(tpn, halden)["course"]
    assert "Leie av kommunale lokaler gikk ut 05.10.2026; 10 aktiviteter er ikke med i linjene." in told
    assert "−10 ut" in told
