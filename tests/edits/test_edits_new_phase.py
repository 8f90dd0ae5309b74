"""An activity goes to another phase with all that stands in it, and keeps its number."""

import json
from pathlib import Path

from tests.conftest import Tpn
from tpn.model import load


def phase_of(folder: Path, name: str) -> str:
    return str(load(folder).index.by_address[name].route[0])


def test_an_activity_goes_to_another_phase_and_all_that_names_it_holds(tpn: Tpn, halden: Path) -> None:
    before = {path.name: path.read_text("utf-8") for path in halden.glob("*.yaml")}
    told = tpn("set", "T-14", "fase=3", "merknad=Flyttet # hit", "-p", halden)
    assert (told.code, "T-14: Fase er nå Prosessanalyse" in told.out) == (0, True)
    assert phase_of(halden, "T-14") == "processes"
    shown = json.loads(tpn("show", "T-14", "-p", halden, "--json").out)
    assert (shown["phase"], shown["fields"]["note"]) == ("processes", "Flyttet # hit")
    assert tpn("check", "-p", halden).code == 0  # what comes after it finds it still
    assert "Etablering → Prosessanalyse" in tpn("log", "T-14", "-p", halden).out
    for again in ("P", "processes", "Prosessanalyse", "3"):
        assert "fra før" in tpn("set", "T-14", f"fase={again}", "-p", halden).out
    assert tpn("undo", "--write", "-p", halden).code == 0
    assert {path.name: path.read_text("utf-8") for path in halden.glob("*.yaml")} == before


def test_comments_beside_it_are_not_thrown_away(tpn: Tpn, halden: Path) -> None:
    file = halden / "5-launch.yaml"
    text = file.read_text("utf-8")
    at = text.index("\n", text.index("id: T-14"))
    file.write_text(f"{text[:at]}  # spør Liv først{text[at:]}", "utf-8")
    told = tpn("set", "T-14", "fase=3", "-p", halden)
    assert (told.code, "[comments-would-go]" in told.err) == (2, True)
    assert "spør Liv først" in file.read_text("utf-8")


def test_only_an_activity_has_a_phase_that_it_stands_in(tpn: Tpn, halden: Path) -> None:
    assert "[no-such-field]" in tpn("set", "ola", "fase=3", "-p", halden).err
    assert "[no-such-phase]" in tpn("set", "T-14", "fase=9", "-p", halden).err
