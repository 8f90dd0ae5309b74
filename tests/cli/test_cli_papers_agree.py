"""One thing is told alike in every paper: its day, whether it is time or money, that it is asked for."""

import re
from pathlib import Path

import pytest
from pptx import Presentation

from tests.conftest import ROOT, Tpn
from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.plan import Plan
from tpn.plan.gates import passages_of
from tpn.plan.timing import timing_of
from tpn.texts.formats import day as short

EXAMPLES = {"halden": "05.10.2026", "sandnes": "23.11.2026"}


class Papers:
    """The papers of an example, as plain text."""

    def __init__(self, tpn: Tpn, name: str, folder: Path) -> None:
        self.tpn, self.folder, self.room, self.today = tpn, ROOT / "examples" / name, folder, EXAMPLES[name]

    def __call__(self, *words: str) -> str:
        result = self.tpn(*words, "-p", self.folder, "--today", self.today, "--format", "md")
        assert result.code in {0, 1}, (words, result.err)
        return _plain(result.out)

    def deck(self) -> str:
        """The slides of the report."""
        out = self.room / "slides.pptx"
        assert self.tpn("report", "-p", self.folder, "--today", self.today, "-o", out).code == 0
        shapes = [shape for slide in Presentation(str(out)).slides for shape in slide.shapes]
        said = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
        said += [
            cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells
        ]
        return _plain(" ".join(said))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\\*]", "", text).split())


@pytest.fixture(params=EXAMPLES)
def papers(request: pytest.FixtureRequest, tpn: Tpn, tmp_path: Path) -> Papers:
    request.getfixturevalue("read_once")
    return Papers(tpn, request.param, tmp_path)


def plan_for(papers: Papers) -> Plan:
    """The plan that an example's papers are made from."""
    return plan_of(Session({"project": str(papers.folder), "today": papers.today}))


def test_a_change_of_the_work_has_one_day(papers: Papers) -> None:
    plan = plan_for(papers)
    told, letter = papers("benefits"), papers("report", "--for", "ansatte")
    for change in plan.project.benefits.changes:
        said = timing_of(change, plan)
        assert said
        work = plan.by_id.get(change.activity or "")
        assert work is None or work.end is None or said.over or (said.forecast and said.forecast >= work.end)
        if said.plan and said.forecast and said.forecast > said.plan:
            assert f"{short(said.plan)} ventes {short(said.forecast)}" in told.replace("<br>", " ")
            assert change.service or f"ventes fra {said.forecast.day}. " in letter


def test_time_is_not_called_money_in_any_paper(papers: Papers) -> None:
    report = papers("report")
    freed = re.search(r"Av kommunens sum er ([\d ]+) kroner arbeidstid", report)
    assert freed
    assert f"av dette {freed[1]} frigjort arbeidstid" in papers("benefits")
    assert f"er {freed[1]} kroner arbeidstid" in papers("document", "økonomiplan")
    assert f"er {freed[1]} kroner arbeidstid" in papers("report", "--for", "politisk")
    assert f"av dette {freed[1]} i frigjort tid" in papers.deck()


def test_the_two_plans_say_how_their_investments_differ(papers: Papers) -> None:
    money = papers("document", "økonomiplan")
    once = re.search(r"mot engangskostnaden for de nye løsningene \(([\d ]+) kroner\)", money)
    assert once
    invested = re.search(r"Investeringen i tabellen, ([\d ]+) kroner", money)
    if invested:
        assert f"Prosjektets økonomi har {invested[1]} kroner i investering" in papers("benefits")


def test_what_a_launch_waits_for_is_asked_for_wherever_one_looks(papers: Papers) -> None:
    plan = plan_for(papers)
    asked = [(one, passages_of(plan.project, one)) for one in plan.project.decisions if one.meeting]
    for decision, passages in asked:
        if passages:
            assert decision.title in papers("report").partition("Beslutninger vi ber om")[2]
            assert decision.title in papers("agenda", decision.meeting or "").partition("Til beslutning")[2]
            assert decision.title in papers("brief")
            assert decision.title in papers.deck()
        for passage in passages:
            paper = papers("gate", passage.service or passage.phase.value)
            assert decision.recommendation is None or decision.recommendation in paper
            assert f"({decision.id})" in paper


def test_the_dates_that_were_agreed_of_a_tender_are_those_of_its_milestones(tpn: Tpn, halden: Path) -> None:
    told = tpn("procure", "A-P01", "--plan", "-p", halden, "--format", "md").out
    rows = {row.split("|")[1].strip(): [cell.strip() for cell in row.split("|")[2:4]]
            for row in told.splitlines() if row.startswith("| ") and row.count("|") > 5}  # fmt: skip
    assert rows["Kunngjøring"][0] == rows["Kunngjøring"][1] == "03.09.2026"
    assert rows["Tilbudsfrist"] == ["23.09.2026", "23.09.2026"]
    assert "6 arbeidsdager etter" in told


def test_the_paper_of_a_launch_says_how_it_stands(tpn: Tpn, halden: Path) -> None:
    told = _plain(tpn("gate", "barnehage", "-p", halden, "--format", "md").out)
    for said in ("■ Rød", "Kan ikke lanseres: 12 må-punkter mangler.", "(A-K03) er ikke levert, ventes 16.10.2026",
                 "T-C31", "flyttes lanseringen til 9. november", "sak 20/26"):  # fmt: skip
        assert said in told


def test_nobody_has_answered_what_was_never_sent(tpn: Tpn, halden: Path) -> None:
    told = tpn("brief", "-p", halden, "--format", "md").out
    assert "Ingen ark er sendt ut ennå." in told
    assert "Alle har svart" not in told


def test_slides_count_the_days_from_the_meeting(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    out = tmp_path / "slides.pptx"
    assert tpn("slides", "MO-05", "-p", halden, "-o", out).code == 0
    shapes = [
        shape for slide in Presentation(str(out)).slides for shape in slide.shapes if shape.has_text_frame
    ]
    said = " ".join(shape.text_frame.text for shape in shapes)
    assert "6 dager til lansering" in said
    assert "21 dager" not in said
