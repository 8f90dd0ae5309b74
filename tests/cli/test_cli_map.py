"""``tpn map``: the nyttekart in the terminal, as a picture and as a page."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Tpn, widest


def test_in_the_terminal_the_map_is_a_table_of_eighty_columns(tpn: Tpn, halden: Path) -> None:
    result = tpn("map", "-p", halden)
    assert result.code == 0
    assert widest(result.out) <= 80
    assert "F-01 F-03" in result.out
    assert "Alle koblinger er på plass." in result.out


@pytest.mark.parametrize("suffix", ["svg", "html", "md", "docx", "pdf"])
def test_the_map_becomes_a_file_by_its_suffix(tpn: Tpn, halden: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"kart.{suffix}"
    assert tpn("map", "-p", halden, "-o", target).code == 0
    data = target.read_bytes()
    starts = {"svg": b"<svg", "html": b"<!doctype html>", "md": b"#", "docx": b"PK", "pdf": b"%PDF"}
    assert data.startswith(starts[suffix])


def test_the_page_has_the_picture_and_the_same_as_a_table(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    tpn("map", "-p", halden, "-o", tmp_path / "kart.html")
    page = (tmp_path / "kart.html").read_text("utf-8")
    assert "<svg" in page
    assert "<table" in page
    assert 'class="wide"' in page
    assert "Hvem det er for, og hva de trenger" in page
    assert "Å se plassen i køen og kunne svare på tilbudet fra telefonen" in page
    council = page.split("Rådet for personer med funksjonsnedsettelse")[-1].split("</tr>")[0]
    assert "<td>–</td>" in re.sub(r"<td[^>]*>", "<td>", council), "the council gains nothing in Halden's map"


def test_json_has_nodes_and_links(tpn: Tpn, halden: Path) -> None:
    value = json.loads(tpn("map", "-p", halden, "--json").out)
    assert len(value["nodes"]) == 30
    assert {"source": "A-K06", "target": "F-07"} in value["links"]


def test_an_empty_project_has_an_empty_map(tpn: Tpn, tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: ny, name: Ny, start: 2026-08-17}\n", "utf-8"
    )
    assert "Kartet er tomt." in tpn("map", "-p", tmp_path).out
    for suffix in ("svg", "html"):
        assert tpn("map", "-p", tmp_path, "-o", tmp_path / f"kart.{suffix}").code == 0


def test_a_file_has_the_projects_own_word_for_benefits_as_the_screen_has(
    tpn: Tpn, sandnes: Path, tmp_path: Path
) -> None:
    assert tpn("map", "-p", sandnes, "-o", tmp_path / "kart.md").code == 0
    assert (tmp_path / "kart.md").read_text("utf-8").startswith("# Gevinstkart – Tjenester på nett i Sandnes")
