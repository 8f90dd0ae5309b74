"""Of one pair of days there is one number of weeks, on every screen and in every paper."""

import re
from pathlib import Path

import pytest
from pptx import Presentation

from tests.conftest import ROOT, Tpn

AT = ("--today", "2026-11-23")
PAPERS = (
    ("status",), ("report",), ("report", "--for", "politisk"), ("report", "--for", "eier"), ("brief",), ("gantt",),
    ("report", "--for", "prosjektgruppe"), ("agenda", "MO-06"),
)  # fmt: skip


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("line", PAPERS, ids=" ".join)
def test_the_finish_of_an_example_is_as_many_weeks_late_in_every_paper(
    tpn: Tpn, line: tuple[str, ...]
) -> None:
    """13.09.2027 is eleven weeks after 30.06.2027 for whoever counts on the calendar."""
    told = " ".join(tpn(*line, *AT, "-p", ROOT / "examples" / "halden").out.split())
    assert "elleve uker" in told
    assert "åtte uker" not in told.replace("«Leverandør av skjemaløsning valgt» ventes åtte uker etter", "")


def test_the_slides_of_a_meeting_say_the_same(tpn: Tpn, tmp_path: Path) -> None:
    deck = tmp_path / "møte.pptx"
    assert tpn("slides", "MO-06", "-o", deck, *AT, "-p", ROOT / "examples" / "halden").code == 0
    told = [
        shape.text_frame.text
        for page in Presentation(str(deck)).slides
        for shape in page.shapes
        if shape.has_text_frame
    ]
    late = [one for one in told if "13.09.2027" in one and " uker" in one]
    assert len(late) >= 2
    assert all("elleve uker" in one for one in late), late


@pytest.mark.usefixtures("read_once")
def test_a_meeting_of_the_week_is_called_a_meeting(tpn: Tpn) -> None:
    told = tpn("brief", *AT, "-p", ROOT / "examples" / "halden").out
    assert re.search(r"24\.11\.(2026)?:? *Styringsgruppemøte \(MO-06\)", told)
    assert "Prosjektet ferdig (MO-06)" not in told


@pytest.mark.usefixtures("read_once")
def test_no_day_that_has_been_reached_is_told_as_zero_days_ahead(tpn: Tpn) -> None:
    told = tpn("report", "--for", "politisk", *AT, "-p", ROOT / "examples" / "halden").out
    assert "0 dager" not in told
