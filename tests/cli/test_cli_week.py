"""``tpn week``: Monday morning, in three languages, and the number of the week at the turn of the year."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Tpn, widest
from tpn.model.about import Reporting
from tpn.model.choices import Every
from tpn.plan.reporting import report_days
from tpn.plan.workdays import WorkDays

MONDAY = ("--today", "2026-10-05")


def week(tpn: Tpn, folder: Path, *words: str) -> dict[str, Any]:
    result = tpn("week", "-p", folder, "--json", *words)
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


@pytest.mark.parametrize(("example", "today"), [("halden", "2026-10-05"), ("sandnes", "2026-11-23")])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_week_of_an_example(
    tpn: Tpn,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    golden: Callable[[str, str], None],
    example: str,
    today: str,
    language: str,
) -> None:
    monkeypatch.chdir(request.getfixturevalue(example))  # the next step names no folder then
    result = tpn("week", "--today", today, "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert widest(result.out) <= 80
    golden(f"week-{example}-{language}.txt", result.out)


@pytest.mark.parametrize(
    ("today", "number"),
    [("2026-12-27", "2026-W52"), ("2026-12-28", "2026-W53"), ("2026-12-31", "2026-W53"), ("2027-01-01", "2026-W53"),
     ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01"), ("2024-12-30", "2025-W01"), ("2025-12-29", "2026-W01")],
)  # fmt: skip
def test_the_week_is_the_one_that_its_thursday_is_in(tpn: Tpn, halden: Path, today: str, number: str) -> None:
    found = week(tpn, halden, "--today", today)
    assert found["week"] == number
    assert found["first"] <= today <= found["last"]
    assert f"Uke {int(number[-2:])} " in tpn("week", "-p", halden, "--today", today).out


def test_the_days_of_a_week_over_new_year_have_their_years(tpn: Tpn, halden: Path) -> None:
    assert "28.12.2026 – 03.01.2027" in tpn("week", "-p", halden, "--today", "2027-01-01").out


def test_what_is_mine_is_told_to_me_and_what_others_owe_to_the_lead(tpn: Tpn, halden: Path) -> None:
    lead = week(tpn, halden, *MONDAY)
    assert [item["id"] for item in lead["due"]] == ["K-12"]
    assert {one["person"]: one["overdue"] for one in lead["remind"]} == {
        "Nils Aune": 2,
        "Per Lie": 2,
        "Eva Berg": 1,
    }
    nils = week(tpn, halden, *MONDAY, "--responsible", "Nils")
    assert [item["id"] for item in nils["overdue"]] == ["P-12", "T-12"]
    assert (nils["remind"], nils["meeting"]) == ([], None)


def test_all_that_is_overdue_is_told_beside_what_the_report_counts(tpn: Tpn, halden: Path) -> None:
    later = ("--today", "2026-11-30")
    found = week(tpn, halden, *later)
    report = json.loads(tpn("report", "-p", halden, *later, "--json").out)
    assert found["overdue_activities"] == len(report["overdue"])
    everything, others = found["overdue_all"], found["overdue_all"] - found["overdue_activities"]
    assert others > 0
    said = " ".join(tpn("week", "-p", halden, *later).out.split())
    assert (
        f"I alt {everything} forfalt: {len(report['overdue'])} aktiviteter, som rapporten teller, og {others} tiltak"
    ) in said
    assert "som rapporten teller" not in tpn("week", "-p", halden, *MONDAY).out  # one number


def test_what_is_done_is_not_asked_for_any_more(tpn: Tpn, halden: Path) -> None:
    assert tpn("done", "P-12", "T-12", "-p", halden, *MONDAY).code == 0
    assert "Nils Aune" not in {one["person"] for one in week(tpn, halden, *MONDAY)["remind"]}
    assert week(tpn, halden, *MONDAY, "--responsible", "Nils")["overdue"] == []


def test_the_report_is_due_on_its_working_day(tpn: Tpn, halden: Path) -> None:
    assert [one["day"] for one in week(tpn, halden, *MONDAY)["reports"]] == ["2026-10-07"]
    assert week(tpn, halden, "--today", "2026-10-12")["reports"] == []
    said = tpn("week", "-p", halden, *MONDAY).out.replace("\u00a0", " ")
    assert "07.10. Statusrapport til Kari (5. arbeidsdag i måneden)" in said


def test_the_next_meeting_says_what_it_lacks(tpn: Tpn, halden: Path) -> None:
    meeting = week(tpn, halden, *MONDAY)["meeting"]
    assert (meeting["id"], meeting["without_recommendation"]) == ("MO-05", ["B-04", "B-05"])
    assert meeting["no_reply"] == ["Bente Solli"]
    assert tpn("set", "MO-05", "sted=", "-p", halden).code == 0
    assert tpn("set", "B-04", "anbefaling=Vente", "-p", halden).code == 0
    after = week(tpn, halden, *MONDAY)["meeting"]
    assert (after["lacks"], after["without_recommendation"]) == (["place"], ["B-05"])


def test_work_waits_since_the_first_snapshot_that_saw_it_wait(tpn: Tpn, halden: Path) -> None:
    assert week(tpn, halden, *MONDAY)["waiting"][0]["seen"] is False
    for day in ("2026-09-14", "2026-09-21"):
        assert tpn("snapshot", day, "-p", halden, "--today", day).code == 0
    waiting = week(tpn, halden, *MONDAY)["waiting"][0]
    assert (waiting["id"], waiting["since"], waiting["days"]) == ("P-15", "2026-09-14", 21)
    assert "siden 14.09. (21 dager)" in " ".join(tpn("week", "-p", halden, *MONDAY).out.split())


def test_those_who_have_not_answered_the_sheet_are_named(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    words = ("export", "--each-responsible", tmp_path / "ut", "--due", "02.10.2026")
    sent = tpn(*words, "-p", halden, "--today", "2026-09-28")
    assert sent.code == 0, sent.err
    silent = week(tpn, halden, *MONDAY)["silent"]
    assert (silent[0]["due"], "Per Lie" in silent[0]["people"]) == ("2026-10-02", True)
    assert "fristen var 02.10." in " ".join(tpn("week", "-p", halden, *MONDAY).out.split())
    assert week(tpn, halden, *MONDAY, "--responsible", "Per")["silent"] == []


def test_a_measurement_that_falls_due_is_told_with_who_measures(tpn: Tpn, halden: Path) -> None:
    assert tpn("set", "G-04", "indikator.nås innen=15.10.2026", "-p", halden).code == 0
    found = week(tpn, halden, *MONDAY)["measurements"]
    assert [(one["id"], one["day"], one["people"]) for one in found] == [("G-04", "2026-10-15", ["Liv Sand"])]


def test_a_new_project_has_a_calm_week(tpn: Tpn, tmp_path: Path) -> None:
    assert tpn("init", tmp_path / "p", "--services", "sfo", "--start", "2027-08-16").code == 0
    result = tpn("week", "-p", tmp_path / "p", *MONDAY)
    assert (result.code, result.err) == (0, "")
    assert "Uke 41" in result.out


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "pdf"])
def test_the_week_can_be_sent_as_a_document(tpn: Tpn, halden: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"uke.{suffix}"
    assert tpn("week", "-p", halden, *MONDAY, "-o", file).code == 0
    assert file.stat().st_size > 300
    if suffix in {"md", "html"}:
        assert "Justere planen etter bølge 1" in file.read_text("utf-8")


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.sampled_from(Every), st.integers(1, 15))
def test_there_is_one_report_for_each_period(start: date, every: Every, number: int) -> None:
    days = WorkDays()
    last = start + timedelta(days=400)
    found = report_days(Reporting(every=every, working_day=number), days, start, last)
    assert list(found) == sorted(set(found))
    assert all(days.is_working(day) and start <= day <= last for day in found)
    expected = {Every.WEEK: 57, Every.MONTH: 13, Every.QUARTER: 4}[every]
    assert abs(len(found) - expected) <= 2
    said = Reporting(every=every, working_day=number)
    mondays = [start + timedelta(days=n) for n in range(0, 393, 7)]
    weekly = [report_days(said, days, monday, monday + timedelta(days=6)) for monday in mondays]
    assert [day for some in weekly for day in some] == [day for day in found if day < start + timedelta(399)]


def test_days_ago_are_days_of_the_calendar(tpn: Tpn, halden: Path) -> None:
    today = date(2026, 10, 19)
    found = week(tpn, halden, "--today", str(today), "--responsible", "Nils")["overdue"]
    assert found
    for item in found:
        assert (item["id"], item["late"]) == (item["id"], (today - date.fromisoformat(item["day"])).days)


def test_a_line_says_what_was_agreed_and_what_is_expected_where_that_is_another_day(
    tpn: Tpn, halden: Path
) -> None:
    assert tpn("set", "T-17", "frist=09.10.2026", "ansvarlig=ola", "-p", halden).code == 0
    said = " ".join(tpn("week", "-p", halden, *MONDAY).out.split())
    assert "09.10. T-17" in said
    assert "avtalt 26.10." in said
    for item in (one for part in ("overdue", "due") for one in week(tpn, halden, *MONDAY)[part]):
        work = json.loads(tpn("show", item["id"], "-p", halden, "--json").out)["due"]
        assert (item["id"], item["day"]) == (item["id"], work["plan"])
        assert item["agreed"] in (None, work["agreed"])
        assert item["forecast"] in (None, work["forecast"])


def test_the_week_warns_before_the_papers_of_a_body_are_due(tpn: Tpn, halden: Path) -> None:
    tpn(
        "add",
        "organ",
        "id=formannskapet",
        "navn=Formannskapet",
        "meetings=20.10.2026",
        "paper_days=7",
        "-p",
        halden,
    )
    assert "13.10. Formannskapet, møte 20.10." in tpn("week", "-p", halden).out
    papers = json.loads(tpn("week", "--json", "-p", halden).out)["papers"]
    assert papers == [
        {"body": "formannskapet", "name": "Formannskapet", "day": "2026-10-13", "meeting": "2026-10-20"}
    ]
    for today, told in (
        ("2026-09-28", False),
        ("2026-09-29", True),
        ("2026-10-13", True),
        ("2026-10-14", False),
    ):
        assert ("Saksfrist" in tpn("week", "-p", halden, "--today", today).out) is told, today


def test_what_a_body_decides_is_foreseen_for_its_first_meeting_whose_papers_can_come(
    tpn: Tpn, halden: Path
) -> None:
    tpn("add", "organ", "id=formannskapet", "navn=Formannskapet", "meetings=20.10.2026,17.11.2026", "paper_days=7",
        "-p", halden)  # fmt: skip
    assert tpn("set", "B-04", "besluttes av=formannskapet", "frist=12.10.2026", "-p", halden).code == 0
    for today, day in (
        ("2026-10-05", "2026-10-20"),
        ("2026-10-13", "2026-10-20"),
        ("2026-10-14", "2026-11-17"),
    ):
        shown = json.loads(tpn("show", "B-04", "--json", "-p", halden, "--today", today).out)
        assert shown["due"]["forecast"] == day, today


def test_the_open_decisions_are_listed_until_what_was_decided_is_followed_up(tpn: Tpn, halden: Path) -> None:
    def ids() -> set[str]:
        return {
            one["address"]
            for one in json.loads(tpn("list", "vedtak", "--open", "--json", "-p", halden).out)["records"]
        }

    assert {"B-04", "B-05"} <= ids()
    tpn(
        "set",
        "B-04",
        "vedtatt=05.10.2026",
        "utfall=Ja",
        "ansvarlig=nils",
        "follow_up_by=30.10.2026",
        "-p",
        halden,
    )
    assert "B-04" in ids()
    tpn("set", "B-04", "followed_up=05.10.2026", "-p", halden)
    assert "B-04" not in ids()


def test_what_is_nobodys_is_told_to_the_lead_and_a_meeting_that_lacks_its_place_has_invited_nobody(
    tpn: Tpn, tmp_path: Path
) -> None:
    new = tmp_path / "ny"
    tpn("init", new, "--municipality", "Lillesand", "--services", "sfo", "--start", "17.08.2026")
    at = ("-p", new, "--today", "2026-08-24")
    assert week(tpn, new, "--today", "2026-08-24")["nobody"] == []
    made = tpn("add", "aktivitet", "fase=1", "tittel=Ringe KS", "frist=28.08.2026", *at)
    assert made.code == 0, made.err
    told = week(tpn, new, "--today", "2026-08-24")
    assert [one["title"] for one in told["nobody"]] == ["Ringe KS"]
    assert told["meeting"]["no_reply"] == []
    page = tpn("week", *at).out
    assert "Uten ansvarlig" in page
    assert "Har ikke svart" not in page
    people = [
        one["person"]
        for one in json.loads(tpn("show", "kickoff", *at, "--json").out)["fields"]["participants"]
    ]
    tpn("set", "kickoff", "sted=Rådhuset", *at)
    assert "Ingen har svart på innkallingen ennå" in tpn("week", *at).out
    tpn("set", f"kickoff/participants/{people[0]}", "svar=kommer", *at)
    assert "Leder for servicesenteret" in " ".join(tpn("week", *at).out.split())


def test_a_case_that_a_guest_has_lacks_nobody_and_others_are_told_by_number(tpn: Tpn, halden: Path) -> None:
    at = ("--today", "2026-10-12")
    before = week(tpn, halden, *at)["meeting"]
    assert before["without_responsible"] == []
    made = tpn("add", f"{before['id']}/agenda", "tittel=Veien videre", "minutter=5", "-p", halden, *at)
    assert made.code == 0, made.err
    after = week(tpn, halden, *at)["meeting"]
    assert len(after["without_responsible"]) == 1
    assert f"ansvarlig for sak {after['without_responsible'][0]}" in " ".join(
        tpn("week", "-p", halden, *at).out.split()
    )
