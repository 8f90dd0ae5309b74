"""A gate or a going live is not marked done while *must* points are open, whichever way it is marked."""

from pathlib import Path

import pytest

from tests.cli.sheets_back import Back, sent, texts
from tests.conftest import Tpn

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
