"""A revised plan: from what it means to the paper, the decision and the plan itself; and what stays as agreed."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from tests.cli.decks import words_of
from tests.cli.generated_projects import bytes_of, projects
from tests.cli.replan_laws import check
from tests.conftest import Tpn
from tpn.history.agreements import baseline
from tpn.plan.baseline import FINISH

TODAY = date(2026, 10, 5)


def shown(tpn: Tpn, folder: Path, *words: str) -> dict[str, Any]:
    result = tpn("replan", *words, "--json", "-p", folder)
    assert result.code == 0, result.err
    return dict(json.loads(result.out))


def decided(tpn: Tpn, folder: Path, *words: str) -> str:
    """A proposal that has been decided; the id of the decision."""
    name = str(shown(tpn, folder, "--propose", *words)["decision"])
    assert tpn("set", name, "vedtatt=05.10.2026", "utfall=Godkjent", "-p", folder).code == 0
    return name


def agreed(folder: Path, key: str) -> list[date]:
    found = baseline(folder, TODAY)
    assert found is not None
    return [one.to for one in found.trail[key]]


def test_late_to_green_with_its_history_in_four_commands(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    before = bytes_of(halden)
    paper = tmp_path / "sak.docx"
    told = tpn("replan", "--propose", "-o", paper, "-p", halden)
    assert (told.code, "tpn replan --decision B-08 --write" in told.err) == (0, True)
    text = "\n".join(one.text for one in Document(str(paper)).paragraphs)
    assert "Styringsgruppen godkjenner revidert plan" in text
    cells = [cell.text for row in Document(str(paper)).tables[0].rows for cell in row.cells]
    assert {"02.10.2026", "12.10.2026", "Prosjektet ferdig"} <= set(cells)
    tpn("set", "B-08", "vedtatt=05.10.2026", "utfall=Godkjent", "-p", halden)
    assert tpn("replan", "--decision", "B-08", "--write", "-p", halden).code == 0
    light = json.loads(tpn("status", "--json", "-p", halden).out)["lights"][0]
    assert light["computed"] == "green"
    page = tpn("status", "--format", "md", "-p", halden).out
    assert (
        "i rute etter revidert plan 1 (B-08). 3 arbeidsdager etter opprinnelig plan, flyttet én gang" in page
    )
    assert "tpn replan" not in tpn("replan", "--decision", "B-08", "--write", "-p", halden).out
    for _ in range(3):  # the plan, the decision, the proposal
        assert tpn("undo", "--write", "-p", halden).code == 0
    assert bytes_of(halden) == before


def test_what_is_proposed_is_told_with_what_it_costs(tpn: Tpn, halden: Path) -> None:
    said = shown(tpn, halden)
    finish = said["finish"]
    assert (finish["agreed"], finish["forecast"], finish["proposed"], finish["days"]) == (
        "2027-06-30", "2027-07-05", "2027-07-05", 3,
    )  # fmt: skip
    assert said["lights"] == [{"dimension": "progress", "before": "yellow", "after": "green"}]
    late = {one["service"]: one for one in said["benefits"]}["Leie av kommunale lokaler"]
    assert late["amount"] == round(late["per_month"] * late["days"] / (365.25 / 12), 0)


def test_the_scope_is_held_against_the_agreed_plan(tpn: Tpn, halden: Path) -> None:
    """What has come, what has left and by which decision; and the report names what has left once, with its work."""
    tpn("snapshot", "--agreed", "ny", "-p", halden)
    before = shown(tpn, halden)["scope"]
    assert (before["came"], before["left"], before["services"]) == ([], [], 6)
    for words in (("add", "service", "feiing"),
                  ("cancel", "lokaler", "--reason", "Leies ikke ut", "--decision", "B-03", "--write"),
                  ("cancel", "kulturmidler", "--merged-into", "sfo", "--reason", "Ett skjema", "--write")):  # fmt: skip
        assert tpn(*words, "-p", halden).code == 0
    scope = shown(tpn, halden)["scope"]
    assert scope["came"] == ["Feiing og kommunale gebyr"]
    assert {(one["name"], one["decision"]) for one in scope["left"]} == {
        ("Leie av kommunale lokaler", "B-03"), ("Kulturmidler til lag og foreninger", None),
    }  # fmt: skip
    told = tpn("replan", "--format", "md", "-p", halden).out
    assert "Omfang: 5 tjenester, endret siden avtalt plan 25.08.2026. Kommet til: Feiing" in told
    assert "Kulturmidler til lag og foreninger: slått sammen med SFO fra 05.10.2026, uten vedtak." in told
    report = tpn("report", "--format", "md", "-p", halden).out
    line = next(one for one in report.splitlines() if one.startswith("**Utgått og utsatt:**"))
    assert "Kulturmidler til lag og foreninger: slått sammen med SFO, med" in line
    assert re.search(r"Leie av kommunale lokaler: utgått, med \d+ som hørte til \(B-03\)", line)
    assert "T-42" not in line  # it went along


def the_sheet(tpn: Tpn, folder: Path, **dates: datetime | str | None) -> Path:
    """The workbook of a new proposal, with dates written in it by the key of the row, and rows sorted."""
    path = folder.parent / "sak.xlsx"
    assert tpn("replan", "--propose", "-o", path, "--force", "-p", folder).code == 0
    book = openpyxl.load_workbook(path)
    tab = book.worksheets[0]
    rows = {row[0].value: row for row in tab.iter_rows(min_row=6)}
    for key, value in dates.items():
        rows[key.replace("_", "-")][5].value = value
    book.save(path)
    return path


def test_the_dates_that_are_written_in_the_workbook_are_the_proposal(tpn: Tpn, halden: Path) -> None:
    path = the_sheet(tpn, halden)
    before = {**bytes_of(halden), "n": len(list((halden / "history" / "proposals").iterdir()))}
    assert "Ingen datoer er endret" in tpn("import", path, "--write", "-p", halden).err
    tpn("undo", "--write", "-p", halden)
    path = the_sheet(tpn, halden, sfo=datetime(2027, 2, 15), project="15. september 2027")  # noqa: DTZ001
    seen = tpn("import", path, "-p", halden)
    assert (seen.code, "SFO: forslag 01.02.2027 → 15.02.2027" in seen.out) == (0, True)
    assert bytes_of(halden)["logs.yaml"].count(b"proposal:") == 1
    assert tpn("import", path, "--write", "-p", halden).code == 0
    assert (halden / "logs.yaml").read_bytes().count(
        b"proposal:"
    ) == 1  # it has taken the place of the old one
    tpn("set", "B-08", "vedtatt=05.10.2026", "utfall=Godkjent", "-p", halden)
    assert tpn("replan", "--decision", "B-08", "--write", "-p", halden).code == 0
    assert agreed(halden, "sfo")[-1] == date(2027, 2, 15)
    assert agreed(halden, FINISH)[-1] == date(2027, 9, 15)
    again = tpn("import", path, "--write", "-p", halden)
    assert (again.code, "[proposal-not-here]" in again.err) == (2, True)  # it was replaced
    assert len(before) > 1


def test_what_cannot_be_taken_from_the_workbook_is_told_at_its_cell(tpn: Tpn, halden: Path) -> None:
    path = the_sheet(tpn, halden, sfo=None, parkering="kanskje", project=datetime(2026, 9, 1))  # noqa: DTZ001
    before = bytes_of(halden)
    told = tpn("import", path, "--write", "-p", halden)
    assert told.code == 1
    assert all(f"[{slug}]" in told.err for slug in ("proposed-emptied", "proposed-unread", "proposed-past"))
    assert "!F" in told.err
    assert bytes_of(halden) == before
    facts = json.loads(tpn("import", path, "--json", "-p", halden).out)
    assert (facts["changed"], facts["written"]) == ([], False)
    tpn("set", "B-08", "vedtatt=05.10.2026", "utfall=Godkjent", "-p", halden)
    assert "[decided-already]" in tpn("import", path, "-p", halden).err


def test_a_preview_and_a_refusal_change_nothing(tpn: Tpn, halden: Path) -> None:
    before = bytes_of(halden)
    tpn("replan", "-p", halden)
    tpn("replan", "--propose", "--preview", "-p", halden)
    refused = tpn("replan", "--write", "-p", halden)
    assert (refused.code, "replan-without-ground" in refused.err) == (2, True)
    open_one = tpn("replan", "--decision", "B-04", "--write", "-p", halden)
    assert (open_one.code, "not-decided" in open_one.err) == (2, True)
    no_plan = tpn("replan", "--decision", "B-03", "--write", "-p", halden)
    assert (no_plan.code, "decision-without-proposal" in no_plan.err) == (2, True)
    past = tpn("replan", "--set", "A-11=01.10.2026", "-p", halden)
    assert (past.code, "proposed-in-the-past" in past.err) == (2, True)
    assert bytes_of(halden) == before
    assert not (halden / "history" / "agreed").exists()


def test_a_body_does_not_release_what_another_has_agreed(tpn: Tpn, halden: Path) -> None:
    tpn("add", "organ", "id=formannskapet", "navn=Formannskapet", "-p", halden)
    tpn("set", "project", "avtales av=formannskapet", "-p", halden)
    said = shown(tpn, halden)
    assert [one["kind"] for one in said["dates"] if one["kept"]] == ["finish"]
    assert said["others"] == ["Formannskapet"]
    name = decided(tpn, halden)
    assert tpn("replan", "--decision", name, "--write", "-p", halden).code == 0
    assert agreed(halden, FINISH) == [date(2027, 6, 30)]
    assert agreed(halden, "A-11") == [date(2026, 10, 2), date(2026, 10, 12)]
    theirs = decided(tpn, halden, "--body", "formannskapet")
    assert tpn("replan", "--decision", theirs, "--write", "-p", halden).code == 0
    assert agreed(halden, FINISH) == [date(2027, 6, 30), date(2027, 7, 5)]
    assert len(agreed(halden, "A-11")) == 2


def test_a_date_that_is_asked_is_waited_for_and_one_that_cannot_hold_is_told(tpn: Tpn, halden: Path) -> None:
    said = shown(tpn, halden, "--set", "sfo=15.02.2027")
    sfo = next(one for one in said["dates"] if one["id"] == "sfo")
    assert (sfo["agreed"], sfo["proposed"], sfo["forecast"]) == ("2027-02-01", "2027-02-15", "2027-02-01")
    short = next(
        one for one in shown(tpn, halden, "--set", "A-11=06.10.2026")["dates"] if one["id"] == "A-11"
    )
    assert (short["short"], short["proposed"], short["forecast"]) == (True, "2026-10-06", "2026-10-12")


def test_nothing_is_proposed_to_be_launched_on_a_friday_or_in_a_freeze(tpn: Tpn, halden: Path) -> None:
    tpn("add", "calendar/freeze", "fra=08.03.2027", "til=11.03.2027", "-p", halden)
    launch = next(one for one in shown(tpn, halden)["dates"] if one["agreed"] == "2027-03-02")
    assert launch["proposed"] == "2027-03-15"  # the freeze ends on a Thursday, and the day after is a Friday


def test_within_the_tolerance_moves_are_added_up_since_the_last_decision(tpn: Tpn, halden: Path) -> None:
    for day, code in (("10.03.2027", 0), ("15.03.2027", 0), ("22.03.2027", 1)):
        result = tpn("replan", "--within-tolerance", "--set", "parkering=" + day, "--write", "-p", halden)
        assert result.code == code, (day, result.err)
    assert "outside-tolerance" in result.err
    assert "14 arbeidsdager" in result.err
    assert "tpn replan --propose" in result.err
    found = baseline(halden, TODAY)
    assert found is not None
    assert [one.kind for one in found.trail["parkering"]] == ["plan", "tolerance", "tolerance"]
    assert found.revision == 0


def test_what_was_decided_is_written_though_the_forecast_has_changed_since(tpn: Tpn, halden: Path) -> None:
    name = decided(tpn, halden)
    tpn("set", "A-10", "frist=06.11.2026", "-p", halden)
    before = bytes_of(halden)
    told = tpn("replan", "--decision", name, "--write", "-p", halden)  # nobody has said that it is to stand
    assert (told.code, "[proposal-stale]" in told.err, bytes_of(halden)) == (1, True, before)
    words = re.search(r"si dem: ((--set \S+ ?)+)", " ".join(told.err.split()))
    assert words
    assert tpn("replan", "--decision", name, *words[1].split(), "--write", "-p", halden).code == 0
    assert agreed(halden, "A-11")[-1] == date(2026, 10, 12)  # what the steering group saw
    assert json.loads(tpn("status", "--json", "-p", halden).out)["lights"][0]["computed"] != "green"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_paper_is_the_same_in_every_language(tpn: Tpn, halden: Path, language: str, golden: Any) -> None:
    result = tpn("replan", "--format", "md", "--lang", language, "-p", halden)
    assert (result.code, "{" in result.out) == (0, False)
    golden(f"replan-halden-{language}.md", result.out)


@pytest.mark.parametrize("number", [2, pytest.param(12, marks=pytest.mark.wide)])
def test_the_laws_of_a_revised_plan_hold_for_generated_projects(tmp_path: Path, number: int) -> None:
    places = (tmp_path / str(count) for count in range(1000))

    @settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        projects(),
        st.dates(date(2026, 5, 12), date(2026, 9, 30)),
        st.sampled_from(["steering_group", "formannskapet"]),
    )
    def holds(project: dict[str, Any], today: date, body: str) -> None:
        check(project, today, body, next(places))

    holds()


def test_show_tells_what_each_report_foresaw(tpn: Tpn, halden: Path) -> None:
    assert tpn("report", "--publish", "-p", halden, "--today", "2026-09-07").code == 0
    told = tpn("show", "sfo", "-p", halden).out
    assert "Prognosen i rapportene" in told
    assert "i rapporten 07.09.2026" in told
    foreseen = json.loads(tpn("show", "sfo", "--json", "-p", halden).out)["foreseen"]
    assert [one["day"] for one in foreseen][-1] == "2026-09-07"


def test_a_proposal_whose_days_are_over_must_be_made_anew(tpn: Tpn, halden: Path) -> None:
    name = decided(tpn, halden)
    later = ("-p", halden, "--today", "2026-11-16")
    before = bytes_of(halden)
    told = tpn("replan", "--decision", name, "--write", *later)
    assert (told.code, "[proposal-stale]" in told.err, bytes_of(halden)) == (1, True, before)
    assert "--set A-11" not in told.err  # its day is over: nobody can say that it is to stand
    assert "Legg fram et nytt: tpn replan --propose" in told.err


def test_a_date_that_was_proposed_earlier_than_it_was_foreseen_is_no_stale_proposal(
    tpn: Tpn, halden: Path
) -> None:
    name = decided(tpn, halden, "--set", "A-11=06.10.2026")
    assert tpn("replan", "--decision", name, "--write", "-p", halden).code == 0


def test_the_case_has_what_it_is_not_to_decide_as_its_other_alternative(tpn: Tpn, halden: Path) -> None:
    name = str(shown(tpn, halden, "--propose")["decision"])
    page = " ".join(tpn("show", name, "-p", halden).out.split())
    assert "Holde fast ved avtalt plan" in page
    assert "per 05.10.2026" in page


def test_a_finish_that_has_been_moved_is_told_with_the_first_one_in_every_edition(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    name = decided(tpn, halden)
    assert tpn("replan", "--decision", name, "--write", "-p", halden).code == 0
    page, deck, dashboard = tmp_path / "a.html", tmp_path / "a.pptx", tmp_path / "b.html"
    assert tpn("report", "-o", page, "-p", halden).code == 0
    assert tpn("report", "-o", deck, "-p", halden).code == 0
    assert tpn("report", "--dashboard", "-o", dashboard, "-p", halden).code == 0
    slides = [words_of(one) for one in Presentation(str(deck)).slides]
    for told in (page.read_text("utf-8"), dashboard.read_text("utf-8"), slides[1]):
        assert "avtalt 05.07.2027 (opprinnelig 30.06.2027)" in told.replace("\u00a0", " ")
    assert any("Prosjektslutt 05.07.2027, i rute (opprinnelig avtalt 30.06.2027)" in one for one in slides)
