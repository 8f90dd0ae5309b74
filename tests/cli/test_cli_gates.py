"""A gate or a going live is not marked done while *must* points are open, whichever way it is marked."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.cli.sheets_back import Back, sent, texts
from tests.conftest import Tpn
from tpn.model import load
from tpn.plan.rounding import whole_percent

DAY = ("--today", "2026-10-26")
WAYS = (
    "done T-17",
    "set T-17 status=ferdig finished=26.10.2026",
    "set launch/barnehage lansert=26.10.2026",
    "set barnehage/T-C44 svar=ferdig dokumentasjon=nett",
    "done R-90/actions/1",
    "launch barnehage --date 26.10.2026 --write",
)
"""``R-90/actions/1`` has become the activity T-17 in these tests."""


def with_an_action_that_became_it(folder: Path) -> Path:
    logs = folder / "logs.yaml"
    text = logs.read_text("utf-8")
    before, mark, after = text.partition("\nrisks:\n")
    new = "  - {id: R-90, title: Sen, actions: [{what: Lansere, due: 2026-10-26, activity: T-17}]}\n"
    logs.write_text(before + mark + new + after, "utf-8")
    return folder


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_marking_passes_open_must_points(tpn: Tpn, halden: Path, way: str) -> None:
    with_an_action_that_became_it(halden)
    before = texts(halden)
    result = tpn(*way.split(), *DAY, "-p", halden)
    assert result.code == 1, result.err
    assert "[gate-closed]" in result.err or "[may-not-launch]" in result.err
    assert result.err.count("[point-lacks]") == 12
    assert "T-C18" in result.err
    assert texts(halden) == before


def test_a_sheet_that_marks_it_is_a_refused_cell_and_the_rest_of_the_row_is_taken(
    tpn: Tpn, halden: Path
) -> None:
    back = Back(sent(halden, "retur.xlsx"), "Etablering")
    back.put("T-17", "Status", "Ferdig")
    back.put("T-17", "Merknad", "Snart")
    file = back.save()
    result = tpn("import", file, "--write", *DAY, "-p", halden)
    assert "Barnehageplass kan ikke føres som ferdig" in " ".join(result.out.split())
    after = texts(halden)["5-launch.yaml"].split("id: T-17")[1].split("- id:")[0]
    assert "note: Snart" in after
    assert "status: done" not in after


def test_by_hand_it_is_advice_and_no_fault(tpn: Tpn, halden: Path) -> None:
    file = halden / "5-launch.yaml"
    before, mark, after = file.read_text("utf-8").partition("- id: T-17\n")
    file.write_text(before + mark + "      status: done\n      finished: 2026-10-05\n" + after, "utf-8")
    result = tpn("check", "--all", "-p", halden)
    assert "[K151]" in result.out + result.err
    assert "gate-closed" not in result.out + result.err
    assert tpn("status", "-p", halden).code == 0
    assert tpn("set", "T-15", "merknad=Ja", "-p", halden).code == 0


def test_a_decision_with_conditions_lets_it_pass(tpn: Tpn, halden: Path) -> None:
    logs = halden / "logs.yaml"
    text = logs.read_text("utf-8")
    new = (
        "  - {id: B-90, title: Lansering av barnehage, decided: 2026-10-20,"
        " gate: {service: barnehage, outcome: OUTCOME}}\n"
    )
    for outcome, code in (("postponed", 1), ("stopped", 1), ("approved_with_conditions", 0)):
        before, mark, after = text.partition("\ndecisions:\n")
        logs.write_text(before + mark + new.replace("OUTCOME", outcome) + after, "utf-8")
        assert tpn("launch", "barnehage", "--date", "26.10.2026", *DAY, "-p", halden).code == code, outcome
    assert tpn("done", "T-17", *DAY, "-p", halden).code == 0
    assert "K151" not in tpn("check", "--all", *DAY, "-p", halden).out


# ---------------------------------------------------------------- the verb


def test_a_gate_says_what_is_open_by_name_and_leaves_with_1(tpn: Tpn, halden: Path) -> None:
    result = tpn("gate", "barnehage", "-p", halden)
    assert result.code == 1
    assert "åpne må-punkter (12)" in result.out
    assert "T-C09 Tjenestebeskrivelsen er godkjent og publisert" in result.out
    assert "T-17" in result.out
    assert "Nytt siden 07.09.2026" in result.out
    every = json.loads(tpn("gate", "--json", "-p", halden).out)
    assert "kulturskole" not in {one["service"] for one in every["subjects"]}  # it has passed
    assert every["subjects"][0]["points"][0]["address"] == "barnehage/T-C08"


def test_what_has_moved_and_what_risks_are_new_since_it_was_heard_is_told(tpn: Tpn, halden: Path) -> None:
    tpn("snapshot", "oktober", "-p", halden)
    on = ("--outcome", "utsatt", "--decision", "B-90", "--write")
    tpn("add", "beslutning", "nr=B-90", "tittel=Lansering", "besluttet=05.10.2026", "-p", halden)
    assert tpn("gate", "barnehage", *on, "-p", halden).code == 0
    assert "frist flyttet" not in tpn("gate", "barnehage", "-p", halden, *DAY).out
    tpn("move", "T-15", "28.10.2026", "--reason", "Sykdom", "--write", "-p", halden)
    risk = ("sannsynlighet=3", "konsekvens=4", "-p", halden)
    tpn("add", "risiko", "nr=R-91", "tittel=Ingen svarer på telefon", "tjenester=barnehage", *risk)
    tpn("add", "risiko", "nr=R-92", "tittel=Feil i kassen", "tjenester=sfo", *risk)
    view = json.loads(tpn("gate", "barnehage", "--json", "-p", halden, *DAY).out)
    assert (view["since"], [one["id"] for one in view["risks"]]) == ("2026-10-05", ["R-91"])
    assert ("T-15", "2026-10-28") in {(one["id"], one["now"]) for one in view["moved"]}
    told = " ".join(tpn("gate", "barnehage", "-p", halden, *DAY).out.split())
    assert "Ingen svarer på telefon, ny risiko" in told
    assert "→ 28.10.2026" in told
    assert "øyeblikksbildet" not in told  # it is of the day on which it was heard


def test_what_is_held_against_an_older_snapshot_than_the_hearing_says_so(tpn: Tpn, halden: Path) -> None:
    """A risk of the week before the decision is not called new since it."""
    tpn("snapshot", "oktober", "-p", halden)
    tpn("add", "risiko", "nr=R-91", "tittel=Ingen svarer", "tjenester=barnehage", "-p", halden)
    later = ("-p", halden, "--today", "2026-10-12")
    tpn("add", "beslutning", "nr=B-90", "tittel=Lansering", "besluttet=12.10.2026", *later)
    assert tpn("gate", "barnehage", "--outcome", "utsatt", "--decision", "B-90", "--write", *later).code == 0
    told = " ".join(tpn("gate", "barnehage", *later).out.split())
    assert "mot øyeblikksbildet fra 05.10.2026, det siste før det:" in told.partition("Ingen svarer")[0]


def test_a_wave_is_its_services(tpn: Tpn, halden: Path) -> None:
    found = json.loads(tpn("gate", "bølge", "2", "--json", "-p", halden).out)
    project = load(halden).sound()
    assert {one["service"] for one in found["subjects"]} == {
        one.id for one in project.services if one.wave == 2
    }
    assert "[no-such-wave]" in tpn("gate", "bølge", "77", "-p", halden).err


def test_the_paper_is_a_document(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    file = tmp_path / "sak.docx"
    assert tpn("gate", "barnehage", "-o", file, "-p", halden).code == 1
    assert file.stat().st_size > 5000


def test_what_was_decided_is_written_its_conditions_are_actions_and_it_lets_pass(
    tpn: Tpn, halden: Path
) -> None:
    words = ("gate", "barnehage", "--decision", "B-03", "-p", halden, *DAY)
    before = texts(halden)
    assert "[gate-needs-conditions]" in tpn(*words, "--outcome", "godkjent", "--write").err
    on = ("--outcome", "godkjent med vilkår")
    assert "[gate-without-conditions]" in tpn(*words, *on, "--write").err
    assert "[gate-condition-unclear]" in tpn(*words, *on, "--condition", "Opplæring", "--write").err
    said = (*on, "--condition", "Opplæring; Nils; 02.11.2026")
    assert "Ingenting er skrevet" in tpn(*words, *said).err
    assert texts(halden) == before
    assert tpn(*words, *said, "--write").code == 0
    logs = texts(halden)["logs.yaml"]
    assert "approved_with_conditions" in logs
    assert "B-03/actions/1" in tpn("list", "tiltak", "-p", halden, *DAY, "--json").out
    tpn(
        *words,
        *on,
        "--condition",
        "Opplæring; Nils; uke 45",
        "--condition",
        "Opplæring; Nils; 02.11.2026",
        "--write",
    )
    assert (
        texts(halden)["logs.yaml"].count("what: Opplæring") == 2
    )  # the same is said once, another day is another
    assert tpn("gate", "barnehage", "-p", halden, *DAY).code == 0
    assert tpn("launch", "barnehage", "--date", "26.10.2026", "--write", "-p", halden, *DAY).code == 0
    assert (
        "[not-decided]" in tpn("gate", "sfo", "--outcome", "utsatt", "--decision", "B-04", "-p", halden).err
    )


def test_the_gate_of_a_phase_is_done_when_it_passes_and_new_meetings_do_not_reopen_it(
    tpn: Tpn, tmp_path: Path
) -> None:
    new = tmp_path / "nytt"
    assert tpn("init", new, "--services", "barnehageplass", "--start", "05.10.2026").code == 0
    assert "[gate-closed]" in tpn("done", "K-14", "-p", new).err
    assert tpn("add", "beslutning", "tittel=Plan", "besluttet=05.10.2026", "-p", new).code == 0
    gate = ("gate", "kickoff", "--decision", "B-01", "--write", "-p", new)
    assert tpn(*gate, "--outcome", "stanset").code == 0
    assert "[gate-closed]" in tpn("done", "K-14", "-p", new).err
    assert tpn(*gate, "--outcome", "på vilkår", "--condition", "Navn; prosjekteier; 02.11.2026").code == 0
    kickoff = texts(new)["1-kickoff.yaml"]
    assert "status: done" in kickoff.split("id: K-14")[1].split("- id:")[0]
    series = ("add", "møte", "type=styringsgruppemøte", "dato=17.11.2026", "hver=måned", "antall=3")
    assert tpn(*series, "-p", new).code == 0
    assert texts(new)["1-kickoff.yaml"] == kickoff
    assert tpn("set", "kickoff/K-C01", "svar=ferdig", "dokumentasjon=Mandat", "-p", new).code == 0


def test_what_a_decision_lets_through_may_be_launched_on_every_screen(tpn: Tpn, halden: Path) -> None:
    """The page, the board, the status and the report say what ``tpn gate`` and ``tpn launch --date`` say."""
    day = ("-p", halden)

    def told() -> tuple[bool, str, str, str]:
        page = json.loads(tpn("launch", "barnehage", "--json", *day).out)
        board = json.loads(tpn("launch", "--json", *day).out)["services"]
        assert next(one for one in board if one["service"] == "barnehage")["may_launch"] is page["may_launch"]
        assert (tpn("gate", "barnehage", *day).code == 0) is page["may_launch"]
        assert (tpn("launch", "barnehage", *day).code == 0) is page["may_launch"]
        status = json.loads(tpn("status", "--json", *day).out)["services"]
        light = next(one["light"] for one in status if one["service"] == "barnehage")
        return page["may_launch"], light, tpn("launch", "barnehage", *day).out, tpn("launch", *day).out

    may, light, page, board = told()
    assert (may, light, "Kan ikke lanseres: 12 må-punkter mangler." in page) == (False, "red", True)
    assert "12 mangler" in board
    on = ("--outcome", "godkjent med vilkår", "--condition", "Opplæring; Nils; 02.11.2026")
    assert tpn("gate", "barnehage", "--decision", "B-03", *on, "--write", *day).code == 0
    may, light, page, board = told()
    assert (may, light, "Kan lanseres: B-03 slipper den gjennom med 12 åpne" in page) == (
        True,
        "yellow",
        True,
    )
    assert "Kan ikke lanseres" not in page
    assert "kan lanseres, 12 åpne" in board
    report = tpn("report", "--format", "md", *day).out
    assert "sluppet gjennom av B-03" in report


def test_of_two_outcomes_on_one_day_the_later_written_counts(tpn: Tpn, halden: Path) -> None:
    for number, outcome in (("B-90", "godkjent"), ("B-91", "utsatt")):
        tpn("add", "beslutning", f"nr={number}", "tittel=Ny", "besluttet=26.10.2026", "-p", halden, *DAY)
        said = ("--condition", "Opplæring; Nils; 02.11.2026") if outcome == "godkjent" else ()
        words = "godkjent med vilkår" if said else outcome
        code = tpn(
            "gate",
            "barnehage",
            "--decision",
            number,
            "--outcome",
            words,
            *said,
            "--write",
            *DAY,
            "-p",
            halden,
        )
        assert code.code == 0, code.err
    assert tpn("gate", "barnehage", "-p", halden, *DAY).code == 1


def test_the_score_of_a_gate_is_told_in_points_and_by_no_colour(tpn: Tpn, halden: Path) -> None:
    found = json.loads(tpn("gate", "barnehage", *DAY, "-p", halden, "--json").out)["subjects"][0]["score"]
    percent = whole_percent(found["clear"], found["asked"])
    said = " ".join(tpn("gate", "barnehage", *DAY, "-p", halden).out.split())
    counts = f"{found['clear']} av {found['asked']}"
    assert f"Poengsum: {counts} må- og bør-punkter avklart, 1 med fravik, {percent} %." in said
    row = next(
        line
        for line in tpn("gate", *DAY, "-p", halden, "--format", "md").out.splitlines()
        if "Barnehageplass" in line
    )
    assert f"{counts} punkter, 1 med fravik, {percent} %" in row.replace("\u00a0", " ")
    assert "gul" not in row


def test_a_tick_without_evidence_says_that_the_gate_still_waits(tpn: Tpn, halden: Path) -> None:
    said = tpn("done", "kickoff/K-C04", "-p", halden, *DAY).err
    assert "K-C04 er et må-punkt og holder beslutningspunktet igjen" in said
    assert "dokumentasjon=" in said
    tpn("set", "kickoff/K-C04", "dokumentasjon=referat 3", "-p", halden, *DAY)
    assert "må-punkt" not in tpn("done", "kickoff/K-C04", "-p", halden, *DAY).err
    assert "må-punkt" not in tpn("done", "kickoff/K-C09", "-p", halden, *DAY).err, (
        "a *should* point holds nothing"
    )


def test_the_minutes_pass_a_gate_on_conditions_that_are_actions(tpn: Tpn, tmp_path: Path) -> None:
    new = tmp_path / "nytt"
    assert tpn("init", new, "--services", "barnehageplass", "--start", "05.10.2026").code == 0
    tpn("add", "møte", "type=styringsgruppemøte", "dato=20.10.2026", "-p", new)
    name = [one.id for one in load(new).sound().meetings if one.kind == "steering"][-1]
    day = ("--today", "2026-10-20", "-p", new)
    said = ("resolution=Fase 1 er godkjent på vilkår", "gate.phase=kickoff", "gate.outcome=approved")
    assert tpn("add", f"{name}/minutes", "sak=1/26", *said, *day).code == 0
    assert "[gate-needs-conditions]" in tpn("minutes", name, "--write", *day).err
    assert tpn("set", f"{name}/minutes/1/26", "gate.outcome=approved_with_conditions", *day).code == 0
    assert "[gate-without-conditions]" in tpn("minutes", name, "--write", *day).err
    condition = ("hva=Avklare mandatet", "ansvarlig=prosjekteier", "frist=30.10.2026")
    assert tpn("add", f"{name}/minutes/1/26/actions", *condition, *day).code == 0
    before = texts(new)
    assert tpn("minutes", name, *day).code == 0
    assert texts(new) == before
    assert tpn("minutes", name, "--write", *day).code == 0
    assert "status: done" in texts(new)["1-kickoff.yaml"].split("id: K-14")[1].split("- id:")[0]
    made = load(new).sound()
    assert [(str(one.gate.phase), str(one.gate.outcome)) for one in made.decisions if one.gate] == [
        ("kickoff", "approved_with_conditions")
    ]
    assert "Avklare mandatet" in tpn("list", "aktiviteter", *day).out
    assert tpn("gate", "kickoff", *day).code == 0


def test_a_phase_that_has_passed_takes_answers_notes_measurements_and_new_work(
    tpn: Tpn, tmp_path: Path
) -> None:
    new = tmp_path / "nytt"
    day = ("--today", "2026-10-20", "-p", new)
    assert tpn("init", new, "--services", "barnehageplass", "--start", "05.10.2026").code == 0
    assert tpn("add", "beslutning", "tittel=Plan", "besluttet=05.10.2026", *day).code == 0
    for gate in ("kickoff", "benefits", "processes"):
        on = ("--outcome", "på vilkår", "--condition", "Navn; prosjekteier; 02.11.2026")
        assert tpn("gate", gate, "--decision", "B-01", *on, "--write", *day).code == 0
    closed = {one.id for _, one in load(new).sound().activities if one.status == "done"}
    assert closed
    benefit = load(new).sound().benefits.benefits[0].id
    lines: tuple[tuple[str, ...], ...] = (
        ("set", "kickoff/K-C01", "svar=ferdig", "dokumentasjon=Mandat"),
        ("set", "E-02", "merknad=Skrevet etterpå"),
        ("add", f"{benefit}/measurements", "dato=19.10.2026", "verdi=3"),
        ("add", "service", "gravemelding"),
    )
    for line in lines:
        done = tpn(*line, *day)
        assert done.code == 0, (line, done.err)
    assert closed <= {one.id for _, one in load(new).sound().activities if one.status == "done"}
    assert tpn("check", *day).code == 0


@pytest.mark.parametrize("way", ["done", "set", "launch"])
def test_a_launch_is_one_truth_however_it_is_recorded(tpn: Tpn, tmp_path: Path, way: str) -> None:
    """By its milestone, on the launch, or by ``launch``: every screen says the same day."""
    folder = tmp_path / "ny"
    tpn("init", folder, "--municipality", "Halden", "--services", "sfo", "--start", "2026-10-05")
    on = ("-p", folder)
    tpn("add", "beslutning", "tittel=På nett", "besluttet=05.10.2026", *on)
    let = ("--outcome", "på vilkår", "--condition", "Resten; prosjektleder; 01.12.2026", "--decision", "B-01")
    assert tpn("gate", "sfo", *let, "--write", *on).code == 0
    milestone = next(
        one.id for _, one in load(folder).sound().activities if one.kind == "go_live" and one.milestone
    )
    line = {"done": ("done", milestone), "set": ("set", "launch/sfo", "lansert=05.10.2026"),
            "launch": ("launch", "sfo", "--date", "05.10.2026", "--write")}[way]  # fmt: skip
    assert tpn(*line, *on).code == 0
    project = load(folder).sound()
    assert project.launch.services[0].launched == date(2026, 10, 5)
    work = next(one for _, one in project.activities if one.id == milestone)
    assert (work.status, work.finished) == ("done", date(2026, 10, 5))
    assert re.search(r"Lansert +05\.10\.2026", tpn("show", "sfo", *on).out)
    (listed,) = json.loads(tpn("list", "tjenester", "--json", *on).out)["records"]
    assert listed["due"]["forecast"] == "2026-10-05"


def test_a_launch_hears_what_was_done_for_the_service_in_every_phase(tpn: Tpn, halden: Path) -> None:
    said = tpn("gate", "barnehage", "-p", halden, "--today", "05.10.2026").out.partition("Nytt siden")[2]
    assert {"E-07", "P-06", "P-08", "T-10", "B-03"} <= set(re.findall(r"[A-Z]-\d\d", said))
    assert "T-04" not in said  # the work of another service


@pytest.mark.parametrize(("outcome", "said"), [("stanset", "tanset"), ("utsatt", "tsatt")])
def test_a_gate_that_was_refused_is_told_wherever_it_is_spoken_of_until_it_has_passed(
    tpn: Tpn, tmp_path: Path, outcome: str, said: str
) -> None:
    """Its status, its own page, its log and the next paper: who opens any of them sees that it was heard."""
    folder = tmp_path / "p"
    assert (
        tpn("init", folder, "--services", "sfo", "--start", "2027-01-04", "--today", "2027-01-04").code == 0
    )
    day = ("-p", folder, "--today", "2027-02-16")
    new = ("add", "beslutning", "tittel=Port 1", "besluttet=16.02.2027", "utfall=Ikke klart", *day)
    assert tpn(*new).code == 0
    assert tpn("gate", "kickoff", "--outcome", outcome, "--decision", "B-01", "--write", *day).code == 0
    later = ("-p", folder, "--today", "2027-03-01")
    for words in (("status",), ("status", "--format", "md"), ("show", "K-14"), ("gate", "kickoff")):
        text = " ".join(tpn(*words, *later).out.split())
        assert re.search(
            rf"{said}[^.]{{0,12}}16\.02\.2027|16\.02\.2027[^.]{{0,6}}{said}", text, re.IGNORECASE
        ), words
        assert "B-01" in text, words
    assert "B-01" in tpn("log", "K-14", *later).out
    assert [one["decision"] for one in json.loads(tpn("status", "--json", *later).out)["refused"]] == ["B-01"]
    new = ("add", "beslutning", "tittel=Port igjen", "besluttet=20.02.2027", "utfall=Ja", *later)
    assert tpn(*new).code == 0
    line = (
        "--outcome",
        "godkjent med vilkår",
        "--decision",
        "B-02",
        "--condition",
        "Mål; prosjektleder; 01.04.2027",
    )
    assert tpn("gate", "kickoff", *line, "--write", *later).code == 0
    assert "er ikke passert" not in tpn("status", *later).out
    assert "Godkjent med vilkår 20.02.2027 (B-02)" in " ".join(tpn("show", "K-14", *later).out.split())
