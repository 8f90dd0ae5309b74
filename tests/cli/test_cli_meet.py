"""``tpn meet``: a meeting at the keyboard; nothing that was answered is lost, and all of it is written at once."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Result, Tpn
from tpn.history.meeting_answers import answers

Meet = Callable[..., Result]
STEERING = [
    "BS",  # Bente is not here
    "", "",  # the two approvals
    "n Kulturskolen går bra", "",
    "v Vi leier egen løsning nå", "",
    "n Driftsavdelingen har ingen", "v Silje tar leie av lokaler",
    "a Oppdatere mandatet til Silje", "ON, guro", "30.10.2026", "",
    "p Sier fra om vaktlisten", "nils", "", "",
    "",
]  # fmt: skip


class Interrupted(io.StringIO):
    """A keyboard where Ctrl-C is pressed when the lines are used up."""

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        line = super().readline(size)
        if not line:
            raise KeyboardInterrupt
        return line


@pytest.fixture
def meet(tpn: Tpn, monkeypatch: pytest.MonkeyPatch) -> Meet:
    """``meet(lines, "MO-05", "-p", folder)``: the program fed with lines."""

    def call(lines: list[str], *words: object, interrupted: bool = False) -> Result:
        kind = Interrupted if interrupted else io.StringIO
        monkeypatch.setattr("sys.stdin", kind("".join(f"{line}\n" for line in lines)))
        return tpn("meet", *words)

    return call


def record(tpn: Tpn, folder: Path, name: str) -> dict[str, object]:
    shown: dict[str, dict[str, object]] = json.loads(tpn("show", name, "-p", folder, "--json").out)
    return shown["fields"]


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}


def test_a_meeting_of_the_steering_group_becomes_minutes_decisions_and_activities(
    tpn: Tpn, meet: Meet, halden: Path
) -> None:
    result = meet([*STEERING, "j"], "MO-05", "-p", halden, "--today", "2026-10-20")
    assert (result.code, "Referatet er skrevet" in result.out) == (0, True)
    minutes = json.loads(tpn("minutes", "MO-05", "-p", halden, "--json").out)
    assert [one["name"] for one in minutes["absent"]] == ["Bente Solli"]
    said = {item["case"]: item for item in minutes["items"]}
    assert said["17/26"]["texts"] == ["Kulturskolen går bra"]
    assert (said["18/26"]["outcome"], said["18/26"]["decision"]) == ("Vi leier egen løsning nå", "B-04")
    assert (said["19/26"]["outcome"], said["19/26"]["decision"]) == ("Silje tar leie av lokaler", "B-05")
    assert [(task["what"], task["activity"]) for task in minutes["tasks"]] == [
        ("Oppdatere mandatet til Silje", "K-13")
    ]
    assert record(tpn, halden, "B-04")["decided"] == "2026-10-20"
    assert record(tpn, halden, "K-13")["due"] == "2026-10-30"
    assert "Sier fra om vaktlisten" in (halden / "1-kickoff.yaml").read_text("utf-8")
    assert "# anbefaling mangler, Guro venter på regionrådet" in (halden / "logs.yaml").read_text("utf-8")
    assert tpn("check", "-p", halden).code == 0
    assert "er ført i prosjektet" in tpn("minutes", "MO-05", "-p", halden, "--write").err


def test_all_of_it_is_taken_back_with_one_undo(tpn: Tpn, meet: Meet, halden: Path) -> None:
    before = texts(halden)
    meet([*STEERING, "j"], "MO-05", "-p", halden, "--today", "2026-10-20")
    assert texts(halden) != before
    assert tpn("undo", "-p", halden, "--write").code == 0
    assert texts(halden) == before


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("count", range(1, len(STEERING), 3))
@pytest.mark.parametrize("interrupted", [False, True])
def test_a_meeting_that_is_cut_off_anywhere_goes_on_where_it_stopped(
    meet: Meet, halden: Path, tmp_path: Path, count: int, interrupted: bool
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(halden, whole)
    meet([*STEERING, "j"], "MO-05", "-p", whole, "--today", "2026-10-20")

    before = texts(halden)
    first = meet(STEERING[:count], "MO-05", "-p", halden, "--today", "2026-10-20", interrupted=interrupted)
    assert (first.code, "tatt vare på" in first.out) == (0, True)
    assert texts(halden) == before
    kept = len((halden / "history" / "meetings" / "MO-05.jsonl").read_text("utf-8").splitlines())
    # of what is half answered (what, but not who and when) only the rest is asked
    back = STEERING[count - 1] in {"ON, guro", "nils"}
    again = meet([*STEERING[count - back :], "j"], "MO-05", "-p", halden, "--today", "2026-10-20")
    assert "fortsetter der den stoppet" in again.out
    assert kept >= 2
    assert texts(halden) == texts(whole)


def test_a_kill_loses_nothing_that_was_answered(tpn: Tpn, meet: Meet, halden: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        [sys.executable, "-m", "tpn", "meet", "MO-05", "-p", str(halden), "--today", "2026-10-20", "--lang", "nb"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", env=environment,
    ) as running:  # fmt: skip
        assert running.stdin
        assert running.stdout
        running.stdin.write("\n\n\nn Kulturskolen går bra\n\n")
        running.stdin.flush()
        for line in running.stdout:
            if "Sak 18/26" in line:
                break
        running.kill()
    result = meet(["", "", "", "", "j"], "MO-05", "-p", halden, "--today", "2026-10-20")
    assert "Sak 17/26" not in result.out
    minutes = json.loads(tpn("minutes", "MO-05", "-p", halden, "--json").out)
    assert [item["texts"] for item in minutes["items"] if item["texts"]] == [["Kulturskolen går bra"]]


def test_no_is_an_answer_and_writes_nothing(meet: Meet, halden: Path) -> None:
    before = texts(halden)
    result = meet([*STEERING, "n"], "MO-05", "-p", halden, "--today", "2026-10-20")
    assert "tatt vare på" in result.out
    assert texts(halden) == before
    assert "Referatet er skrevet" in meet(["j"], "MO-05", "-p", halden, "--today", "2026-10-20").out


FOLLOW_UP = [
    "",  # all are here
    *[""] * 5,  # five cases
    *[""] * 2,  # E-10, P-12
    "f", "",  # A-10 is done
    "d 12.10.2026", "Siv er syk", "",
    "s Svar fra kommunikasjon", "",  # T-12
    "n Bemanning i bølge 4 gjenstår", "",  # K-12
    *[""] * 6,
]  # fmt: skip


def test_a_follow_up_takes_what_is_late_one_at_a_time_and_shows_the_finish_move(
    tpn: Tpn, meet: Meet, halden: Path
) -> None:
    assert tpn("add", "meeting", "kind=project", "date=2026-10-05", "-p", halden).code == 0
    result = meet([*FOLLOW_UP, "", "j"], "MO-09", "-p", halden)  # no next meeting is agreed
    assert "5 dager over fristen" in result.out
    assert "Prognosen for prosjektet: 30.06.2027 → 05.07.2027" in result.out
    assert (record(tpn, halden, "A-10")["status"], record(tpn, halden, "A-10")["finished"]) == (
        "done",
        "2026-10-05",
    )
    assert record(tpn, halden, "A-11")["due"] == "2026-10-12"
    assert "Siv er syk" not in str(record(tpn, halden, "A-11").get("note"))  # why stands in the minutes
    blocked = record(tpn, halden, "T-12")
    assert (blocked["status"], blocked["waiting_for"]) == ("blocked", "Svar fra kommunikasjon")
    assert str(record(tpn, halden, "K-12")["note"]).endswith("05.10.2026: Bemanning i bølge 4 gjenstår")
    minutes = tpn("minutes", "MO-09", "-p", halden).out
    assert "A-11 Leverandør av skjemaløsning valgt: ny frist 12.10.2026 (Siv er syk)" in minutes
    assert tpn("check", "-p", halden).code == 0


def test_a_going_live_with_open_points_is_not_done_in_a_meeting_either(
    tpn: Tpn, meet: Meet, halden: Path
) -> None:
    """It is told at once, with each point; the question stands, and the rest of the meeting is written."""
    day = ("--today", "2026-10-27", "-p", halden)
    assert tpn("add", "meeting", "kind=project", "date=2026-10-27", *day).code == 0
    asked = meet([*[""] * 60], "MO-09", "--preview", *day).out
    assert "8 endringer ville blitt skrevet" in asked  # and that the seven who were called in came
    steps = [line for line in asked.splitlines() if re.match(r"\d+/\d+ ", line)]
    at = next(number for number, line in enumerate(steps) if "T-17" in line)
    lines = ["", *[""] * at, "f", "n Venter på DPIA", "", *[""] * (len(steps) - at), "j"]
    result = meet(lines, "MO-09", *day)
    assert "[gate-closed]" in result.err
    assert result.err.count("[point-lacks]") == 12
    assert "Referatet er skrevet" in result.out
    assert record(tpn, halden, "T-17")["status"] != "done"
    assert "Venter på DPIA" in str(record(tpn, halden, "T-17")["note"])


def test_what_is_not_understood_is_asked_again_and_nothing_typed_is_lost(meet: Meet, halden: Path) -> None:
    lines = [
        "ingen slik", "ON, ingen slik", "",  # who is not here
        "zz",  # no key, and too short for a note
        "a Ringe", "ingen slik", "ON", "tull", "21.10.2026",  # who and when again, not what
        "Alle er enige om det", "kanskje", "j",  # a note without its key
        "Bare prat", "n",
        "p Sier fra", "", "ON", "",  # a promise is somebody's
        "n", "", "Til slutt",
        "q",
    ]  # fmt: skip
    result = meet(lines, "MO-05", "-p", halden, "--today", "2026-10-20")
    assert result.code == 0
    assert "Det gjelder ikke her. Skriv n notat, v vedtak, a aksjon" in " ".join(result.out.split())
    assert (result.err.count("unknown-person"), result.err.count("bad-date")) == (3, 1)
    for said in ("Svar j eller n.", "En forpliktelse må være noens", "Skriv hva det gjelder"):
        assert said in result.out
    assert kept(halden) == [
        ("absent", "", ()), ("next", "", ()),
        ("action", "Ringe", ("ola",)), ("note", "Alle er enige om det", ()),
        ("commit", "Sier fra", ("ola",)), ("note", "Til slutt", ()),
    ]  # fmt: skip


def kept(folder: Path, meeting: str = "MO-05") -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.said, one.text, one.who) for one in answers(folder, meeting)]


def test_earlier_answers_are_seen_and_corrected_and_taken_away(tpn: Tpn, meet: Meet, halden: Path) -> None:
    first = ["BS", "n Feil sak", "a Ringe", "ON", "21.10.2026", "", "n Til forrige sak", "q"]
    meet(first, "MO-05", "-p", halden, "--today", "2026-10-20")
    lines = [
        "t", "n Med i den første saken", "",  # back to the first case, and on
        "r",
        "1", "SH", "GE",  # Silje is not invited; it is Guro who is away
        "2", "Rett sak",
        "3", "Ringe Siv", "", "28.10.2026",  # who stands as it was
        "9", "5", "-",
        "",
        *[""] * 6,
        "kanskje", "r", "2", "Aller rettest", "", "j",  # a last look before it is written
    ]  # fmt: skip
    result = meet(lines, "MO-05", "-p", halden, "--today", "2026-10-20")
    assert "3  Sak 15/26: aksjon: Ringe (Ola Nordmann, 21.10.2026)" in result.out
    assert "Skriv et tall fra 1 til 5" in result.out
    assert "Svar j, n, r eller t." in result.out
    minutes = json.loads(tpn("minutes", "MO-05", "-p", halden, "--json").out)
    said = {item["case"]: item for item in minutes["items"]}
    assert [one["name"] for one in minutes["absent"]] == ["Guro Eik"]
    assert said["15/26"]["texts"] == ["Aller rettest\nMed i den første saken"]
    assert said["16/26"]["texts"] == []
    assert [(one["what"], one["due"]) for one in minutes["tasks"]] == [("Ringe Siv", "2026-10-28")]


def test_what_is_decided_at_a_gate_is_its_outcome_and_open_points_make_it_conditions(
    tpn: Tpn, meet: Meet, halden: Path
) -> None:
    at = ("MO-05", "-p", halden, "--today", "2026-10-20")
    held = json.loads(tpn("gate", "2", "-p", halden, "--today", "2026-10-20", "--json").out)["held"]
    assert held is True
    asked = ["b eGevinst", "godkjent", "b eGevinst", "kanskje", "b eGevinst", "godkjent med vilkår"]
    conditions = ["Måle resten av nullpunktene", "ON", "30.11.2026"]
    result = meet([*[""] * 4, *asked, *conditions, *[""] * 5, "j"], *at)
    assert result.code == 0, result.err
    assert "Referatet er skrevet" in result.out
    assert "E-C06, E-C08, E-C09" in result.err
    assert "beslutningspunkt eGevinst: Godkjent med vilkår" in result.out
    decided = record(tpn, halden, "B-04")
    gate = {key: value for key, value in dict(decided["gate"]).items() if value}  # type: ignore[call-overload]
    assert gate == {"phase": "benefits", "outcome": "approved_with_conditions"}
    assert decided["decided"] == "2026-10-20"
    seen = json.loads(tpn("gate", "2", "-p", halden, "--today", "2026-10-21", "--json").out)
    assert seen["held"] is False
    found = json.loads(tpn("list", "aktiviteter", "-p", halden, "--json").out)["records"]
    assert "Måle resten av nullpunktene" in [one["fields"]["title"] for one in found]


def test_what_is_promised_stands_under_its_case_and_is_followed_up_where_it_has_a_day(
    tpn: Tpn, meet: Meet, halden: Path
) -> None:
    promised = ["p Sier fra om vaktlisten", "nils", "30.10.2026", "p Stiller på møtene", "nils", ""]
    meet(["", *promised, *[""] * 7, "j"], "MO-05", "-p", halden, "--today", "2026-10-20")
    shown = " ".join(tpn("minutes", "MO-05", "-p", halden).out.split())
    assert "Nils Aune forplikter seg til: Sier fra om vaktlisten (frist 30.10.2026)" in shown
    assert "Nils Aune forplikter seg til: Stiller på møtene" in shown
    later = ("-p", halden, "--today", "2026-11-03")

    def waits() -> list[str]:
        rows = json.loads(tpn("list", "frister", "--overdue", "--json", *later).out)["records"]
        return [one["address"] for one in rows if "Sier fra om vaktlisten" in str(one)]

    (name,) = waits()
    assert "Stiller på møtene" not in tpn("list", "frister", *later).out
    assert tpn("done", name, *later).code == 0
    assert waits() == []


def test_a_decision_is_called_by_its_case_or_by_what_was_decided(tpn: Tpn, meet: Meet, halden: Path) -> None:
    meet([*[""] * 3, "v Kulturskolen får ny ressurs. Fra jul.", *[""] * 5, "j"], "MO-05", "-p", halden,
         "--today", "2026-10-20")  # fmt: skip
    assert '"title": "Kulturskolen får ny ressurs"' in tpn("list", "beslutninger", "--json", "-p", halden).out


def test_two_decisions_of_one_case_stay_two_and_a_later_one_replaces_none(
    tpn: Tpn, meet: Meet, halden: Path
) -> None:
    first = [*[""] * 3, "v Kulturskolen får ny ressurs", "v Avtalen sies opp i mai", *[""] * 5, "j"]
    meet(first, "MO-05", "-p", halden, "--today", "2026-10-20")
    again = [*[""] * 3, "v Opplæringen utsettes", *[""] * 5, "j"]
    meet(again, "MO-05", "-p", halden, "--today", "2026-10-20")
    made = [
        one["fields"]["title"]
        for one in json.loads(tpn("list", "beslutninger", "--json", "-p", halden).out)["records"]
    ]
    said = ["Kulturskolen får ny ressurs", "Avtalen sies opp i mai", "Opplæringen utsettes"]
    assert [title for title in made if title in said] == said
    shown = " ".join(tpn("minutes", "MO-05", "-p", halden).out.replace("│", " ").split())
    assert all(f"Vedtak: {title} (B-" in shown for title in said)


def test_a_guest_can_be_away_and_is_written_down_as_such(tpn: Tpn, meet: Meet, halden: Path) -> None:
    tpn("add", "MO-05/guests", "navn=Jon Kvam", "-p", halden)
    assert "Jon Kvam" in tpn("agenda", "MO-05", "-p", halden).out
    meet(["JK", *[""] * 8, "j"], "MO-05", "-p", halden, "--today", "2026-10-20")
    meeting = record(tpn, halden, "MO-05")
    assert [(one["name"], one["attended"]) for one in meeting["guests"]] == [("Jon Kvam", False)]  # type: ignore[attr-defined]


def test_from_the_end_one_goes_back_to_a_case_that_was_passed_over(
    tpn: Tpn, meet: Meet, halden: Path
) -> None:
    went = meet([*[""] * 9, "t", "t", "v Rapportene går ut den 5.", "", "", "j"], "MO-05", "-p", halden,
                "--today", "2026-10-20")  # fmt: skip
    assert "B-05 sto til beslutning, og ingenting er ført" in " ".join(went.out.split())
    assert "Rapportene går ut den 5." in tpn("minutes", "MO-05", "-p", halden).out


def test_who_came_is_minutes_enough_and_what_was_decided_there_stands_in_them(
    tpn: Tpn, meet: Meet, halden: Path
) -> None:
    meet(["ia", *[""] * 8, "j"], "MO-05", "-p", halden, "--today", "2026-10-20")
    tpn("set", "B-05", "besluttet=20.10.2026", "utfall=Ja, straks", "-p", halden, "--today", "2026-10-20")
    shown = " ".join(tpn("minutes", "MO-05", "-p", halden).out.split())
    assert "Ja, straks (B-05)" in shown


def test_the_kickoff_is_asked_whether_the_plan_was_agreed(tpn: Tpn, meet: Meet, tmp_path: Path) -> None:
    folder = tmp_path / "ny"
    assert (
        tpn("init", folder, "--municipality", "Halden", "--services", "sfo", "--start", "2026-10-05").code
        == 0
    )
    day = str(record(tpn, folder, "kickoff")["date"])
    cases = sum(line["kind"] != "break"
                for line in json.loads(tpn("agenda", "kickoff", "-p", folder, "--json").out)["lines"])  # fmt: skip
    result = meet(["", *[""] * cases, "", "j", "j"], "kickoff", "-p", folder, "--today", day)
    assert record(tpn, folder, "K-10")["finished"] == day  # the meeting itself is done by being held
    assert "Neste møte er Styringsgruppemøte 1" in result.out
    asked = result.out[result.out.index("Sies det ja til planen") :]
    assert "Avtales planen slik den står? [j/n]" in asked
    assert re.search(r"Er K-10 Holde oppstartsmøtet gjort [\d.]+\?\s\[J/n\]", result.out), "Enter is yes"
    before = asked[: asked.index("Skriv referatet og alle endringene?")]
    assert "K-10: ferdig" in before[before.index("Dette skrives også:") :], "seen before it is written"
    for line in json.loads(tpn("list", "milepæler", "-p", folder, "--json").out)["records"]:
        if line["fields"]["status"] != "done" and not line["fields"]["service"]:
            assert line["fields"]["title"] in " ".join(
                asked.split()
            )  # each of them is seen before it is agreed
    assert record(tpn, folder, "kickoff")["plan_agreed"] is True
    assert len(list((folder / "history" / "snapshots").iterdir())) == 1
    assert tpn("check", "-p", folder).code == 0


def test_when_they_meet_next_is_asked_and_planned(tpn: Tpn, meet: Meet, halden: Path) -> None:
    for name in ("MO-06", "MO-07", "MO-08"):
        tpn("cancel", name, "--reason", "Slått sammen", "--write", "-p", halden)
    day = ("-p", halden, "--today", "2026-10-20")
    result = meet([*STEERING, "19.10.2026", "17.11.2026", "j"], "MO-05", *day)
    assert "Neste møte må være etter 20.10.2026" in result.out
    found = json.loads(tpn("list", "møter", "-p", halden, "--json").out)["records"][-1]["fields"]
    assert (found["kind"], found["date"]) == ("steering", "2026-11-17")
    assert "tirsdag 17. november 2026" in tpn("minutes", "MO-05", "-p", halden).out
    assert "papirer til styringsgruppemøtet 17.11.2026" in " ".join(
        tpn("show", "K-13", "-p", halden).out.split()
    )


@pytest.mark.parametrize("line", ["a Kjøpe skanner", "p Sier fra om vaktlisten"])
def test_what_was_typed_before_the_seat_was_left_is_not_lost(meet: Meet, halden: Path, line: str) -> None:
    day = ("MO-05", "-p", halden, "--today", "2026-10-20")
    meet(["", line], *day)  # and then the window is closed, while it asks who
    assert line[2:] in meet(["r"], *day).out


def test_what_the_steering_group_decides_of_a_deliverable_accepts_it(
    tpn: Tpn, meet: Meet, halden: Path
) -> None:
    day = ("-p", halden, "--today", "2026-10-20")
    tpn("add", "leveranse", "tittel=Ny mandattekst", "frist=20.10.2026", *day)
    tpn("add", "MO-05/agenda", "tittel=Ny mandattekst", "formål=godkjenning", *day)
    lines = json.loads(tpn("agenda", "MO-05", "--json", *day).out)["lines"]
    cases = [one["title"] for one in lines if one["kind"] != "break"]
    at = cases.index("Ny mandattekst")
    rest = [""] * (len(cases) - at - 1)
    meet(["", *[""] * at, "v Godkjent med en rettelse", "j", "", *rest, *[""] * 5, "j", "j"], "MO-05", *day)
    name = json.loads(tpn("list", "leveranser", "--json", *day).out)["records"][-1]["address"]
    assert record(tpn, halden, name)["status"] == "accepted"


def test_damaged_answers_are_told(meet: Meet, halden: Path) -> None:
    meet(STEERING[:4], "MO-05", "-p", halden, "--today", "2026-10-20")
    path = halden / "history" / "meetings" / "MO-05.jsonl"
    path.write_text(path.read_text("utf-8") + "{halv linje\n", "utf-8")
    result = meet([], "MO-05", "-p", halden, "--today", "2026-10-20")
    assert (result.code, "meeting-answers-damaged" in result.err) == (1, True)


def test_a_meeting_before_its_day_says_so_before_anybody_has_answered(
    tpn: Tpn, meet: Meet, halden: Path
) -> None:
    early = meet(["q"], "MO-05", "-p", halden, "--today", "2026-10-19")
    line = " ".join(early.out.split())
    assert "tpn set MO-05 dato=19.10.2026" in line
    assert line.index("tpn set MO-05") < line.index("Innkalt")
    assert "tpn set MO-05" not in meet(["q"], "MO-05", "-p", halden, "--today", "2026-10-20").out
    assert tpn("set", "MO-05", "dato=19.10.2026", "-p", halden, "--today", "2026-10-19").code == 0
    assert (
        "Referatet er skrevet" in meet([*STEERING, "j"], "MO-05", "-p", halden, "--today", "2026-10-19").out
    )


@pytest.mark.parametrize("left", ['{"at": "case:17/26", "said": "no', ""])
def test_half_an_answer_that_a_cut_left_gives_way_to_the_next(meet: Meet, halden: Path, left: str) -> None:
    meet(STEERING[:4], "MO-05", "-p", halden, "--today", "2026-10-20")
    path = halden / "history" / "meetings" / "MO-05.jsonl"
    whole = path.read_text("utf-8")
    path.write_text(
        whole + left if left else whole.rstrip("\n"), "utf-8"
    )  # what an editor saved lacks an end alone
    result = meet(["q"], "MO-05", "-p", halden, "--today", "2026-10-20")
    assert (result.code, "tatt vare på" in result.out) == (0, True)
    meet(STEERING[4:6], "MO-05", "-p", halden, "--today", "2026-10-20")
    assert path.read_text("utf-8").startswith(whole)
    assert len(path.read_text("utf-8").splitlines()) > len(whole.splitlines())
    assert meet(["q"], "MO-05", "-p", halden, "--today", "2026-10-20").code == 0


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_key_means_one_thing(language: str) -> None:
    from tpn.texts import Words  # noqa: PLC0415

    words = Words(language)
    keys = words.find("meet.keys")
    assert len(set(keys.values())) == len(keys)
    assert set(keys) == set(words.find("meet.says"))


def test_where_answers_cannot_be_kept_the_meeting_stops_at_once(meet: Meet, halden: Path) -> None:
    shutil.rmtree(halden / "history")
    (halden / "history").write_text("i veien", "utf-8")
    before = texts(halden)
    result = meet(STEERING, "MO-05", "-p", halden, "--today", "2026-10-20")
    assert (result.code, "Sak 15/26" in result.out, "Traceback" in result.err) == (1, False, False)
    assert texts(halden) == before
