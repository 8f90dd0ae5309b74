"""Swimlanes: every step has its place, nothing lies over anything else, and a page is one A4 sheet lying down."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Tpn
from tpn.charts.svg import Box, width_of
from tpn.charts.swimlane import A4, SwimlanePage, layout
from tpn.model.actors import Side
from tpn.model.choices import Automation, StepKind
from tpn.model.processes import Step
from tpn.views.process import ProcessStepLine

SVG = "{http://www.w3.org/2000/svg}"
WORDS = st.text("abcdefghijklmnopqrstuvwxyzæøå -/", min_size=1, max_size=90).filter(str.strip)
ACTORS = st.sampled_from([
    ("Foresatt", Side.USER), ("Arkiv", Side.MUNICIPALITY), ("Saksbehandler", Side.MUNICIPALITY),
    ("System", Side.SYSTEM), ("Lege eller sakkyndig", Side.OTHER), ("Kari", None), (None, None),
    ("Folkevalgt utvalg for oppvekst og kultur", None),
])  # fmt: skip


@st.composite
def steps(draw: st.DrawFn) -> tuple[ProcessStepLine, ...]:
    made = []
    for number in range(1, draw(st.integers(1, 30)) + 1):
        actor, side = draw(ACTORS)
        step = Step(
            id=f"S{number}", name=draw(WORDS), actor=actor, kind=draw(st.sampled_from(StepKind)),
            minutes=draw(st.none() | st.integers(0, 500)), wait_days=draw(st.none() | st.integers(0, 90)),
            share=draw(st.sampled_from([100, 20])), automation=draw(st.sampled_from(Automation)),
        )  # fmt: skip
        made.append(ProcessStepLine(number, step, side))
    return tuple(made)


@given(steps())
@settings(max_examples=60)
def test_no_two_steps_overlap_and_each_lies_in_the_lane_of_its_actor(
    made: tuple[ProcessStepLine, ...],
) -> None:
    page = layout(made)
    boxes = [one.box for one in page.placed]
    assert not any(a.overlaps(b) for at, a in enumerate(boxes) for b in boxes[:at])
    lanes = {lane.actor: lane for lane in page.lanes}
    for one in page.placed:
        lane = lanes[one.line.step.actor or "–"]
        assert lane.x <= one.box.x
        assert one.box.right <= lane.x + lane.width
        assert all(width_of(line, 10.5) <= one.box.width + 1 for line in one.said)
        assert len(one.said) * 10.5 <= one.box.height


@given(steps())
@settings(max_examples=60)
def test_an_arrow_goes_from_its_step_to_the_next_and_through_no_other(
    made: tuple[ProcessStepLine, ...],
) -> None:
    page = layout(made)
    assert len(page.arrows) == len(page.placed) - 1
    for at, arrow in enumerate(page.arrows):
        start, end = page.placed[at].box, page.placed[at + 1].box
        assert arrow.points[0] in {
            (start.centre, start.bottom),
            (start.x, start.middle),
            (start.right, start.middle),
        }
        assert arrow.points[-1] == (end.centre, end.y)
        for segment in segments(page, at):
            assert not any(segment.overlaps(one.box) for one in page.placed)


def segments(page: SwimlanePage, at: int) -> list[Box]:
    points = page.arrows[at].points
    return [
        Box(min(x1, x2), min(y1, y2), abs(x1 - x2) or 0.01, abs(y1 - y2) or 0.01)
        for (x1, y1), (x2, y2) in pairwise(points)
    ]


@given(steps())
@settings(max_examples=60)
def test_a_page_is_never_higher_than_a_sheet_lying_down(made: tuple[ProcessStepLine, ...]) -> None:
    page = layout(made)
    assert page.height <= page.width * A4[1] / A4[0] + 0.01
    assert page.placed[-1].box.bottom < page.bottom < page.height


def test_the_swimlane_of_a_service_is_a_picture_that_stands_alone(
    tpn: Tpn, halden: Path, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    file = tmp_path / "bane.svg"
    result = tpn("process", "kulturskole", "--variant", "selvbetjent", "-p", halden, "-o", file)
    assert result.code == 0, result.err
    text = file.read_text("utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own picture
    assert (root.get("width"), root.get("height")) == ("1123", "794")
    said = " ".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))
    for word in ("Foresatt", "Rektor", "Automatisk", "12 dager", "70 %", "Liggetid", "valgt"):
        assert word in said
    golden("swimlane-halden-kulturskole.svg", text)


def test_all_variants_stand_under_one_another(tpn: Tpn, sandnes: Path, tmp_path: Path) -> None:
    file = tmp_path / "bane.svg"
    assert tpn("process", "barnehage", "-p", sandnes, "-o", file).code == 0
    root = ET.fromstring(file.read_text("utf-8"))  # noqa: S314 - our own picture
    assert (root.get("width"), root.get("height")) == ("1123", str(3 * 794))


@pytest.mark.parametrize("words", [(), ("--variant", "papir")])
def test_without_a_process_there_is_no_picture_and_no_file(
    tpn: Tpn, tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder, file = tmp_path / "ny", tmp_path / "bane.svg"
    assert tpn("init", folder, "--services", "Utlån av kajakk", "--start", "2026-10-05").code == 0
    assert tpn("process", "kajakk", *words, "-p", folder, "-o", file).code == 2
    assert not file.exists()
