"""``tpn benefits --stakeholders``: the matrix and the register, and what must not slip out into a file."""

import json
import xml.etree.ElementTree as ET
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Tpn, widest
from tpn.charts.stakeholder_matrix import laid_out, picture
from tpn.texts import LANGUAGES, Words
from tpn.views.stakeholders import Holder, Stakeholders

JUDGED = ("Med i alle verksteder", "Innflytelse", "Holdning")


def test_the_screen_has_the_matrix_and_everyone_below_it(tpn: Tpn, halden: Path, golden: Any) -> None:
    result = tpn("benefits", "--stakeholders", "-p", halden, "--today", "2026-10-05")
    assert widest(result.out) <= 80
    golden("stakeholders-halden-nb.txt", result.out)


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_a_file_leaves_out_what_is_thought_of_people(
    tpn: Tpn, halden: Path, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"interessenter.{suffix}"
    assert tpn("benefits", "--stakeholders", "-p", halden, "-o", target).code == 0
    said = target.read_text("utf-8")
    assert "Saksbehandlere på opptakskontoret" in said
    assert not [word for word in (*JUDGED, "<svg") if word in said]
    assert tpn("benefits", "--stakeholders", "--with-assessments", "-p", halden, "-o", target).code == 0
    assert all(word in target.read_text("utf-8") for word in JUDGED)


@pytest.mark.parametrize("kind", ["md", "html"])
def test_a_document_on_the_screen_leaves_it_out_too(tpn: Tpn, halden: Path, kind: str) -> None:
    said = tpn("benefits", "--stakeholders", "-p", halden, "--format", kind).out
    assert not [word for word in (*JUDGED, "<svg") if word in said]


def test_json_in_a_file_leaves_it_out_too(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    tpn("benefits", "--stakeholders", "-p", halden, "-o", tmp_path / "i.json")
    assert "influence" not in json.loads((tmp_path / "i.json").read_text("utf-8"))["stakeholders"][0]
    shown = json.loads(tpn("benefits", "--stakeholders", "-p", halden, "--json").out)["stakeholders"]
    assert (shown[1]["id"], shown[1]["influence"], shown[1]["attitude"]) == ("I-02", 4, 1)


def test_the_picture_is_made_only_when_assessments_are_asked_for(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    target = tmp_path / "matrise.svg"
    refused = tpn("benefits", "--stakeholders", "-p", halden, "-o", target)
    assert refused.code == 2
    assert "[needs-assessments]" in refused.err
    assert not target.exists()
    assert tpn("benefits", "--stakeholders", "--with-assessments", "-p", halden, "-o", target).code == 0
    assert target.read_text("utf-8").startswith("<svg")


def test_an_empty_project_says_so(tpn: Tpn, tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: ny, name: Ny, start: 2026-08-17}\n", "utf-8"
    )
    assert "Ingen interessenter" in tpn("benefits", "--stakeholders", "-p", tmp_path).out


_NAME = ["Foresatte", "til", "barnehage", "Kommunedirektørens", "ledergruppe"]
HOLDERS = st.builds(
    lambda number, name, influence, interest, attitude: Holder(
        f"I-{number:02}", name, None, interest, influence, attitude, None, None, None, (), (), ()
    ),
    st.integers(1, 99),
    st.lists(st.sampled_from(_NAME), min_size=1, max_size=8).map(" ".join),
    st.none() | st.integers(1, 5), st.none() | st.integers(1, 5), st.none() | st.integers(-1, 1),
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(HOLDERS, max_size=30))
def test_everyone_stands_in_the_right_field_and_nobody_on_another(holders: list[Holder]) -> None:
    view = Stakeholders("x", "X", date(2026, 10, 5), tuple(holders))
    grid = laid_out(view)
    assert len(grid.chips) == len(holders)
    assert not [pair for pair in combinations(grid.chips, 2) if pair[0].box.overlaps(pair[1].box)]
    for chip in grid.chips:
        if chip.holder.assessed:
            field = grid.fields[chip.holder.influence or 0, chip.holder.interest or 0]
            assert field.x <= chip.box.x
            assert chip.box.right <= field.right
            assert field.y <= chip.box.y
            assert chip.box.bottom <= field.bottom
    for language in LANGUAGES:
        ET.fromstring(picture(view, Words(language)))  # noqa: S314 - our own
