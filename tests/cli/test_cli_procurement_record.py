"""What the record of a procurement must say is written in fields; what is bought decides the thresholds."""

import json
from pathlib import Path

from tests.conftest import Tpn

LACKING = [
    "Oppdragsgiver, navn og adresse",
    "Kontraktens verdi",
    "Habilitet",
    "underleverandører",
    "Begrunnelse for valget",
]


def record(tpn: Tpn, folder: Path) -> str:
    return tpn("procure", "A-P01", "--evaluate", "--format", "md", "-p", folder, "--today", "2026-10-05").out


def test_what_the_record_lacks_is_listed_until_it_is_written(tpn: Tpn, sandnes: Path) -> None:
    lacking = record(tpn, sandnes).split("Dette er ikke ført her")[1]
    assert [one for one in LACKING if one not in lacking] == []
    assert "prosedyren" not in lacking  # an open procedure needs no reason
    lines = (
        ["A-P01", "record.impartiality=Alle fem har skrevet under", "record.award_reason=Best på funksjon",
         "record.contract_value=3480000"],
        ["A-P01/bids/Leverandør A", "subcontractors=Drift: Skydrift AS"],
        ["project", "municipality.address=Postboks 1, 4301 Sandnes"],
    )  # fmt: skip
    for line in lines:
        said = tpn("set", *line, "-p", sandnes)
        assert said.code == 0, said.err
    whole = record(tpn, sandnes)
    assert "Alt det de spør om, er ført." in whole
    assert "Dette er ikke ført her" not in whole
    shown = ["Habilitet: Alle fem har skrevet under", "kr 3 480 000", "Leverandør A: Drift: Skydrift AS"]
    flat = whole.replace("\u00a0", " ")
    assert [one for one in shown if one not in flat] == []


def test_a_negotiated_procedure_needs_its_reason(tpn: Tpn, sandnes: Path) -> None:
    assert tpn("set", "A-P01", "prosedyre=negotiated", "-p", sandnes).code == 0
    assert "Hvorfor prosedyren er valgt" in record(tpn, sandnes)


def test_what_is_bought_decides_which_thresholds_hold(tpn: Tpn, sandnes: Path) -> None:
    def part() -> str:
        found = json.loads(tpn("procure", "A-P01", "--json", "-p", sandnes, "--today", "2026-10-05").out)
        return str(found["part"])

    assert part() == "III"
    assert tpn("set", "A-P01", "hva-som-kjøpes=bygg og anlegg", "-p", sandnes).code == 0
    assert part() == "II"  # 4.2 million is far below the threshold of works
    assert tpn("set", "A-P01", "hva-som-kjøpes=helse- og sosialtjenester", "-p", sandnes).code == 0
    assert part() == "I"
