"""Three stories from a rollout, told through the commands: what the lights and the finish do."""

import json
from pathlib import Path
from typing import Any

from tests.conftest import Tpn


def status(tpn: Tpn, folder: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(tpn("status", "-p", folder, "--json").out)
    return facts


def test_a_supplier_is_held_up(tpn: Tpn, halden: Path) -> None:
    told = tpn("move", "A-K01", "15.01.2027", "--reason", "Leverandøren er sen", "-p", halden)
    assert told.code == 0
    assert "A-18" in told.out, "what waits for the component moves"
    assert "Ingenting er skrevet" in told.err
    assert status(tpn, halden)["lights"][0]["light"] == "yellow"

    assert (
        tpn("move", "A-K01", "15.01.2027", "--reason", "Leverandøren er sen", "--write", "-p", halden).code
        == 0
    )
    progress = status(tpn, halden)["lights"][0]
    assert progress["light"] == "red"
    assert progress["because"][0]["fact"] == "milestone_late"


def test_a_key_person_is_away(tpn: Tpn, halden: Path) -> None:
    before = status(tpn, halden)
    told = tpn("handover", "Per", "--to", "Liv", "-p", halden)
    assert "A-11" in told.out
    assert tpn("handover", "Per", "--to", "Liv", "--write", "-p", halden).code == 0
    assert tpn("check", "-p", halden).code == 0
    assert "responsible: per" not in (halden / "4-procurement.yaml").read_text("utf-8").split("A-12", 1)[1]
    after = status(tpn, halden)
    assert after["forecast"] == before["forecast"], "who does it is not when it is done"
    assert "Per 2" not in tpn("status", "-p", halden).out


def test_a_stand_in_has_the_weeks_that_are_said(tpn: Tpn, halden: Path) -> None:
    given = ["handover", "Per", "--to", "Liv", "-p", halden, "--today", "2026-10-05"]
    told = tpn(*given, "--from", "05.10", "--until", "30.10")
    assert "A-11" in told.out, "a day without a year is counted from --today"
    backwards = tpn(*given, "--from", "30.10", "--until", "05.10")
    assert backwards.code == 2
    assert "[period-backwards]" in backwards.err


def test_a_new_person_takes_the_chair_at_meetings_to_come_and_no_other(tpn: Tpn, halden: Path) -> None:
    assert tpn("handover", "Bente", "--to", "Liv", "--write", "-p", halden, "--today", "2026-10-05").code == 0
    assert tpn("check", "-p", halden).code == 0
    for place in ("kickoff/participants/bente", "MO-05/participants/liv"):
        assert tpn("show", place, "-p", halden).code == 0, (
            "who took part, took part; who is to come, is another"
        )
    assert tpn("show", "MO-05/participants/bente", "-p", halden).code != 0


def test_politicians_move_a_date(tpn: Tpn, halden: Path) -> None:
    late = ["move", "A-11", "23.10.2026", "--reason", "Vedtak i kommunestyret", "-p", halden]
    assert tpn(*late, "--write").code == 0
    days = status(tpn, halden)["lights"][0]["because"][0]["days"]
    assert days > 10, "a date moved without a decision stays late against the agreed plan"
    assert tpn("undo", "--write", "-p", halden).code == 0

    assert "[not-decided]" in tpn(*late, "--decision", "B-05", "--write").err
    assert tpn(*late, "--decision", "B-01", "--write").code == 0
    because = status(tpn, halden)["lights"][0]["because"][0]
    assert because["id"] != "A-11", "a decided move moves the promise"
