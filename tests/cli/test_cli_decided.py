"""Every paper and screen says the same of a decision: whose it was, how a gate was passed, and on which conditions."""

from pathlib import Path

import pytest

from tests.conftest import Tpn

DAY = ("--today", "2026-10-05")
DECIDED = """\
  - {id: B-91, title: Møtes hver måned, decided: 2026-09-08, outcome: Ja, meeting: KICK}
  - {id: B-92, title: Sagt på e-post, decided: 2026-09-29, outcome: Greit}
  - id: B-93
    title: Analysen
    decided: 2026-09-29
    outcome: Kan gå videre
    decided_by: steering_group
    gate: {phase: processes, outcome: approved_with_conditions}
    actions: [{what: Telle skjemaene, responsible: ola, due: 2026-11-13}]
  - id: B-94
    title: Oppstarten om igjen
    decided: 2026-09-22
    outcome: Rollene er avtalt
    meeting: STEERING
    gate: {service: parkering, outcome: postponed}
"""


@pytest.fixture
def decided(halden: Path) -> Path:
    logs = halden / "logs.yaml"
    before, mark, after = logs.read_text("utf-8").partition("\ndecisions:\n")
    said = DECIDED.replace("KICK", "kickoff").replace("STEERING", "MO-03")
    logs.write_text(before + mark + said + after, "utf-8")
    return halden


def plain(tpn: Tpn, folder: Path, *words: object) -> str:
    result = tpn(*words, "-p", folder, *DAY)
    assert result.code == 0, (words, result.err)
    return " ".join(result.out.replace("\\", "").replace("\u2060", "").split())


@pytest.mark.usefixtures("read_once")
def test_whose_a_decision_was_is_one_truth_on_every_paper(tpn: Tpn, decided: Path) -> None:
    paper = {name: plain(tpn, decided, "document", "decision", name, "--format", "md") for name in
             ("B-91", "B-92", "B-93", "B-94")}  # fmt: skip
    assert "Besluttet av | Oppstartsmøte 25.08.2026 |" in paper["B-91"]
    assert "Besluttet av | Ikke ført |" in paper["B-92"]
    assert "Besluttet av | Styringsgruppen |" in paper["B-93"]
    assert "Besluttet av | Styringsgruppen, møtet" in paper["B-94"]
    assert "Godkjent med vilkår. Kan gå videre" in paper["B-93"]
    assert "Telle skjemaene, Ola" in paper["B-93"]
    assert "Utsatt. Rollene er avtalt" in paper["B-94"]
    log = plain(tpn, decided, "document", "decision-log", "--format", "md")
    told = {line.split("|")[0].strip(): line for line in log.split("| B-")[1:]}
    assert "Oppstartsmøte" in told["91"]
    assert "styringsgruppen" not in told["91"]
    assert "ikke ført" in told["92"]
    assert "styringsgruppen" not in told["92"]
    assert "styringsgruppen" in told["93"]
    assert "Godkjent med vilkår" in told["93"]
    assert "Telle" in told["93"]
    assert "styringsgruppen" in told["94"]
    assert "Utsatt" in told["94"]
    assert "Utsatt. Rollene er avtalt (B-94)" in plain(tpn, decided, "minutes", "MO-03")


@pytest.mark.usefixtures("read_once")
def test_no_screen_and_no_paper_calls_a_body_by_its_id(tpn: Tpn, decided: Path) -> None:
    screens = ("show B-93", "list decisions", "gate", "minutes MO-03", "report", "brief", "document decision-log",
               "document decision B-93", "document case B-93")  # fmt: skip
    told = {screen: plain(tpn, decided, *screen.split()) for screen in screens}
    assert [screen for screen, text in told.items() if "steering_group" in text.lower()] == []
    for screen in ("show B-93", "report", "document case B-93"):
        assert "Godkjent med vilkår" in told[screen], screen
    assert "Utsatt" in told["gate"]
    assert "Utsatt" in told["list decisions"]


@pytest.mark.usefixtures("read_once")
def test_a_note_on_what_was_up_for_approval_is_no_resolution(tpn: Tpn, decided: Path) -> None:
    logs = decided / "logs.yaml"
    said = logs.read_text("utf-8")
    assert "resolution: Nyttekartet er godkjent." in said
    logs.write_text(
        said.replace("resolution: Nyttekartet er godkjent.", "text: Nyttekartet ble vist."), "utf-8"
    )
    told = plain(tpn, decided, "minutes", "MO-03")
    assert "Nyttekartet ble vist." in told
    assert "Vedtak: Nyttekartet" not in told


def test_an_action_that_became_an_activity_has_the_date_of_that(tpn: Tpn, decided: Path) -> None:
    logs = decided / "logs.yaml"
    new = "  - {id: R-90, title: Sen, actions: [{what: Lansere, due: 2026-09-01, activity: T-17}]}\n"
    logs.write_text(logs.read_text("utf-8").replace("\nrisks:\n", "\nrisks:\n" + new, 1), "utf-8")
    [line] = [
        one for one in tpn("list", "actions", "-p", decided, *DAY).out.splitlines() if " Lansere " in one
    ]
    assert "26.10." in line
    assert "01.09." not in line
