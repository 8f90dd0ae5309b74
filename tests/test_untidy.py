"""The untidy project: what the tidy examples lack goes through every screen, sheet and document.

Somebody declined and came, somebody accepted and did not, two go-lives of one service, work done early, actions that
became activities, a service without people, a person with many roles, a milestone moved twice by decision, names of
ninety letters, and an empty section of each kind.
"""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn
from tpn.library import pieces
from tpn.sheets.load_style import load_style

TODAY = "2026-11-02"
SCREENS = (
    "status", "status --service sfo", "week", "week --responsible JS", "list", "list aktiviteter", "list milepæler",
    "list tiltak", "list beslutninger", "list personer", "list tjenester", "list møter", "show T-11", "show T-30",
    "show kickoff", "show hjelp", "show it-ansvarlig", "agenda kickoff", "agenda styringsgruppe-1", "minutes kickoff",
    "benefits", "benefits --stakeholders", "process sfo", "launch", "launch sfo", "launch hjelp", "procure", "choose",
    "library",
)  # fmt: skip
DOCUMENTS = (
    "status -o ut.docx", "status -o ut.html", "status -o ut.pdf", "agenda kickoff -o ut.docx",
    "agenda kickoff -o ut.ics", "minutes kickoff -o ut.docx", "benefits -o ut.docx", "map -o ut.svg",
    "process sfo -o ut.svg", "process sfo -o ut.bpmn", "process sfo -o ut.xlsx", "slides kickoff -o ut.pptx",
    "launch sfo --description -o ut.docx",
)  # fmt: skip
STYLES = [piece.name for piece in pieces("sheets", None)]


UNTIDY = ROOT / "tests" / "data" / "untidy"


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    """A copy of the untidy project."""
    return Path(shutil.copytree(UNTIDY, tmp_path / "untidy"))


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("words", SCREENS)
def test_every_screen_shows_it_within_its_width(tpn: Tpn, words: str) -> None:
    result = tpn(*words.split(), "-p", UNTIDY, "--today", TODAY)
    assert result.code in {0, 1}, result.err
    assert result.out.strip()
    assert [line for line in result.out.splitlines() if len(line) > 80 and "/" not in line] == []


@pytest.mark.sampled(every=2)
@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("words", SCREENS)
def test_every_screen_answers_other_programs(tpn: Tpn, words: str) -> None:
    result = tpn(*words.split(), "-p", UNTIDY, "--today", TODAY, "--json")
    assert result.code in {0, 1}, result.err
    assert json.loads(result.out)["format"] == 1


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("words", DOCUMENTS)
def test_every_document_is_written(
    tpn: Tpn, untidy: Path, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = tpn(*words.split(), "-p", untidy, "--today", TODAY)
    assert result.code == 0, result.err
    assert (tmp_path / words.rsplit(maxsplit=1)[-1]).stat().st_size > 500


@pytest.mark.sampled("style", "kind")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("style", STYLES)
def test_every_sheet_comes_home_untouched_without_an_outcome(
    tpn: Tpn, untidy: Path, style: str, kind: str, tmp_path: Path
) -> None:
    assert load_style(style, None).tabs
    sheet = tmp_path / f"ark.{kind}"
    sent = tpn("export", "--style", style, "-o", sheet, "-p", untidy, "--today", TODAY)
    assert sent.code == 0, sent.err
    home = json.loads(tpn("import", sheet, "-p", untidy, "--today", TODAY, "--json").out)
    assert home["outcomes"] == []
    assert [one for one in home["problems"] if one["level"] == "error"] == []


def test_who_declined_and_came_was_there_everywhere(tpn: Tpn, untidy: Path) -> None:
    minutes = tpn("minutes", "kickoff", "-p", untidy, "--today", TODAY).out
    present, absent = (
        next(line for line in minutes.splitlines() if word in line) for word in ("Til stede", "Forfall")
    )
    assert "Arkivansvarlig" in present + minutes.split("Til stede")[1].split("Forfall")[0]
    assert "Leder for servicesenteret" in absent + minutes.split("Forfall")[1]


def test_an_action_that_became_an_activity_is_done_once(tpn: Tpn, untidy: Path) -> None:
    assert tpn("done", "K-15", "-p", untidy, "--today", TODAY).code == 0
    listed = json.loads(tpn("list", "tiltak", "-p", untidy, "--today", TODAY, "--json").out)["records"]
    booked = [one for one in listed if one["fields"]["what"].startswith("Booke rom")]
    assert [one["due"]["overdue"] for one in booked] in ([], [False])


def test_of_two_go_lives_the_last_is_the_launch(tpn: Tpn, untidy: Path) -> None:
    status = json.loads(tpn("status", "-p", untidy, "--today", TODAY, "--json").out)
    sfo = next(one for one in status["services"] if one["service"] == "sfo")
    last = json.loads(tpn("show", "T-30", "-p", untidy, "--today", TODAY, "--json").out)
    assert sfo["forecast"] == last["due"]["forecast"]


def test_a_milestone_moved_twice_by_decision_is_told_with_its_last_agreement(tpn: Tpn, untidy: Path) -> None:
    shown = json.loads(tpn("show", "T-11", "-p", untidy, "--today", TODAY, "--json").out)
    assert shown["due"]["agreed"] == "2027-06-18"
    assert shown["due"]["original"] < "2027-04-30"
