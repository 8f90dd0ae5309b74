"""One thing is told alike in every paper: its day, whether it is time or money, that it is asked for.

And what an example says in two places it says alike: a reader who finds two days believes neither.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest
from pptx import Presentation

from tests.conftest import ROOT, Tpn
from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.model.base import Record
from tpn.model.ended import fallen_out
from tpn.model.project import Project
from tpn.model.shapes import Action
from tpn.model.similar import fold
from tpn.plan import Plan
from tpn.plan.gates import passages_of
from tpn.plan.platform import parts
from tpn.plan.timing import timing_of
from tpn.texts.formats import day as short
from tpn.views.point_doers import points_after_launch
from tpn.views.report_timing import open_before

EXAMPLES = {"halden": "05.10.2026", "sandnes": "23.11.2026"}
EVERY = EXAMPLES | {"untidy": "02.11.2026"}


_MADE: dict[tuple[Path, tuple[str, ...]], str] = {}
"""The papers that were made: the examples stay as they are, and each paper is made once for all laws."""


class Papers:
    """The papers of an example, as plain text."""

    def __init__(self, tpn: Tpn, name: str, folder: Path) -> None:
        at = "tests/data" if name == "untidy" else "examples"
        self.tpn, self.folder, self.room, self.today = tpn, ROOT / at / name, folder, EVERY[name]

    def __call__(self, *words: str) -> str:
        if (self.folder, words) not in _MADE:
            result = self.tpn(*words, "-p", self.folder, "--today", self.today, "--format", "md")
            assert result.code in {0, 1}, (words, result.err)
            _MADE[self.folder, words] = _plain(result.out)
        return _MADE[self.folder, words]

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


@pytest.fixture(params=EVERY)
def any_papers(request: pytest.FixtureRequest, tpn: Tpn, tmp_path: Path) -> Papers:
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
    once = re.search(r"mot kjøp \(([\d ]+) kroner\)", money)
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
    for said in ("■ Rød", "Kan ikke lanseres: 12 må-punkter mangler.", "(A-K03) er ikke levert, ventet 14.10.2026",
                 "T-C31", "Ellers 9. november", "sak 20/26"):  # fmt: skip
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


def test_a_point_that_comes_after_the_launch_needs_a_waiver_in_every_paper(any_papers: Papers) -> None:
    """A condition that nobody can meet is not recommended without a word: each paper says which point it is."""
    papers, plan = any_papers, plan_for(any_papers)
    launches = [
        (decision, plan.project.service[passage.service])
        for decision in plan.project.decisions
        for passage in passages_of(plan.project, decision)
        if passage.service
    ]
    if not launches:
        return
    told = {
        "report": papers("report"), "owner": papers("report", "--for", "eier"), "deck": papers.deck(),
        "political": papers("report", "--for", "politisk"),
    }  # fmt: skip
    for decision, service in launches:
        mine = told | {
            "gate": papers("gate", service.id), "agenda": papers("agenda", decision.meeting or ""),
            "case": papers("document", "saksframlegg", decision.id),
            "note": papers("document", "beslutningsnotat", decision.id),
        }  # fmt: skip
        late = list(points_after_launch(service, plan))
        for point in late:
            said = f"{point.id} er først klart {short(point.day)}, etter lanseringen ({point.activity}"
            assert [name for name, paper in mine.items() if name != "political" and said not in paper] == []
        for name, paper in mine.items():
            assert ("fravik" in paper and "først" in paper) or not late, name


def test_a_launch_that_lacks_points_is_not_called_calm(any_papers: Papers) -> None:
    papers, plan = any_papers, plan_for(any_papers)
    held = [(one.title, open_before(one, plan)) for _, one in plan.project.activities if not fallen_out(one)]
    lacking = [(title, count) for title, count in held if count]
    if lacking:
        report, deck = papers("report"), papers.deck()
        for title, count in lacking:
            row = report.partition("Milepæler")[2].partition(f"| {title} ")[2][:200]
            assert not row or f"{count} må-punkt" in row
            assert title not in deck or f"{count} må-punkt" in deck


def test_what_is_to_be_delivered_has_one_day(any_papers: Papers) -> None:
    papers, plan = any_papers, plan_for(any_papers)
    coming = [part for part in parts(plan) if not part.delivered and part.date]
    if not coming:
        return
    report, board = papers("report", "--for", "prosjektgruppe"), papers("procure")
    for part in coming:
        assert part.date is not None
        row = report.partition(f"| {part.component.id} | {part.component.name}")[2][:300]
        assert not row or short(part.date) in row
        assert short(part.date) in board.partition(part.component.id)[2][:300]
        if (work := plan.by_id.get(part.component.comes_with or "")) and not work.done:
            assert work.end is not None
            assert work.end >= part.date


def test_a_service_has_one_count_of_points(papers: Papers) -> None:
    counts = re.compile(r"(\d+ av \d\d)(?:, \d+ med fravik)? \|")
    whole = papers("report").partition("## Tjenestene")[2]
    short_one = papers("report", "--for", "eier").partition("## Tjenestene")[2]
    for service in plan_for(papers).project.services:
        rows = [text.partition(f"{service.name} |")[2][:240] for text in (whole, short_one)]
        said = [counts.findall(row)[:1] for row in rows if row]
        assert all(one == said[0] for one in said), (service.id, said)


def test_training_lasts_as_long_in_every_paper(papers: Papers) -> None:
    plan = plan_for(papers)
    letter, document = papers("report", "--for", "ansatte"), papers("document", "opplæringsplan")
    for work in plan.work:
        kind = work.activity.kind
        if kind and kind.value == "training" and not work.done and not work.fallen_out and work.end:
            assert f"{work.end.day}. " in letter.partition(work.activity.title.rstrip("."))[2][:80]
            row = document.partition(work.activity.title)[2][:160]
            assert not row or short(work.end) in row
            begins = work.dates.start
            if row and begins and begins != work.end:
                assert f"{begins.day:02d}.{begins.month:02d}." in row


def test_one_piece_of_work_is_not_recorded_with_two_days(papers: Papers) -> None:
    """An action that is an activity too, or is written twice, has one day; a component comes with what brings it."""
    plan = plan_for(papers)
    project = plan.project
    actions = [entry for entry in _within(project) if isinstance(entry, Action) and entry.done is None]
    minuted = [one for meeting in project.meetings for item in meeting.minutes for one in item.actions]
    for action in actions:
        work = plan.by_id.get(action.activity or "")
        if work and not any(action is one for one in minuted):  # minutes say what was agreed on their day
            assert action.due == work.plan_end, (action.what, action.activity)
    for one, other in combinations(actions, 2):
        if one.responsible == other.responsible and _alike(one.what, other.what, 0.85):
            assert one.due == other.due, (one.what, other.what)
    open_work = [one for _, one in project.activities if one.finished is None and not fallen_out(one)]
    for part in project.procurement.components:
        if part.delivered is None:
            beside = {
                link.to for one in open_work for link in one.after if part.id in {k.to for k in one.after}
            }
            twins = [one.id for one in open_work if one.id in beside and _alike(part.name, one.title, 0.7)]
            assert not twins or part.comes_with in twins, (part.id, twins)


def test_an_action_that_has_become_an_activity_is_due_with_it_in_every_paper(tpn: Tpn, halden: Path) -> None:
    logs = halden / "logs.yaml"
    due = "responsible: eva, due: 2026-09-30, activity: E-10"
    assert due in logs.read_text("utf-8")
    logs.write_text(logs.read_text("utf-8").replace(due, due.replace("09-30", "10-23")), "utf-8")
    for words in (("document", "styringsdokument"), ("report",)):
        row = _plain(tpn(*words, "-p", halden, "--format", "md").out).partition(
            "Skriftlig avtale om bruken av"
        )[2][:80]
        assert ("30.09." in row, "23.10." in row) == (True, False), words


def _alike(one: str, other: str, least: float) -> bool:
    return SequenceMatcher(None, fold(one), fold(other)).ratio() > least


def _within(project: Project) -> Iterator[Record]:
    """Every record of a project, once."""
    waiting: list[Record] = [project]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        for value in vars(one).values():
            held = (
                value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,)
            )
            waiting += [inner for inner in held if isinstance(inner, Record)]
