"""Whoever takes over gets the first pages: the project in six lines, late, near, pending, agreed, the contracts."""

import json
import re
from pathlib import Path
from shutil import copytree

import pytest

from tests.conftest import ROOT, Tpn
from tpn.model import load


def test_whoever_takes_over_reads_what_there_is_and_is_told_where_there_is_nothing(
    tpn: Tpn, halden: Path
) -> None:
    tpn("add", "decision", "tittel=Utsette bølge 3", "frist=20.10.2026", "-p", halden)
    told = " ".join(tpn("brief", "-p", halden).out.split())
    for heading in ("Forfalt", "Den første uken", "Beslutninger som venter", "Avtalte datoer",
                    "Lys som er overstyrt", "Runder som er ute", "Kontrakter"):  # fmt: skip
        assert heading in told
    assert "02.10.2026: Evaluere tilbudene og skrive innstilling (A-10), Per Lie" in told
    assert "Utsette bølge 3" in told
    assert "Avtalt med styringsgruppen" in told
    assert "Personvern, beregnet rød, satt til gul av Kari Holm 02.10.2026, gjelder inntil videre" in told


def test_a_project_of_today_has_nothing_agreed_and_says_so(tpn: Tpn, tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: a, name: A, start: 2026-08-17}\n", "utf-8"
    )
    told = tpn("brief", "-p", tmp_path)
    assert told.code == 0
    for line in (
        "Ingen plan er avtalt ennå",
        "Ingen beslutninger venter.",
        "Ingen ark er sendt ut ennå.",
        "Ingen anskaffelser.",
    ):
        assert line in told.out


FIRST = {
    "nb": ("| Mål |", "Beregnet rød", "Avtalt 30.06.2027, prognose 05.07.2027", "kr 2 000 000", "20.10.2026"),
    "nn": ("| Mål |", "Rekna ut til raud", "Avtalt 30.06.2027, prognose 05.07.2027", "kr 2 000 000", "20.10.2026"),
    "en": ("| Goal |", "Computed red", "Agreed 30.06.2027, forecast 05.07.2027", "NOK 2,000,000", "20.10.2026"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_first_lines_say_what_the_project_is_and_how_it_stands(
    tpn: Tpn, halden: Path, tmp_path: Path, language: str
) -> None:
    target = tmp_path / "brief.md"
    assert tpn("brief", "--lang", language, "-o", target, "-p", halden).code == 0
    first, *sections = target.read_text("utf-8").replace("\u00a0", " ").split("\n## ")
    told = " ".join(first.split())
    for words in FIRST[language]:
        assert words in told, told
    assert len(sections) == 9
    agreed = [one for one in sections[3].splitlines() if one.startswith("| ")]
    assert len(agreed) == 2 + 14, (
        "what is agreed is listed whole, a launch and the finish by their milestones"
    )
    assert "(P-12)" in sections[0]
    assert "Besøke de tre siste skolene" not in sections[0], "the activity that it became stands there"


def test_what_is_overdue_is_one_count(tpn: Tpn, halden: Path, sandnes: Path, tmp_path: Path) -> None:
    """Of what somebody is to do the brief lists as much as status counts; the report says both where they differ."""
    untidy = Path(copytree(ROOT / "tests" / "data" / "untidy", tmp_path / "untidy"))
    for folder, day in ((halden, "2026-10-05"), (sandnes, "2026-11-23"), (untidy, "2026-11-02")):
        asked = ("-p", folder, "--today", day)
        everything = json.loads(tpn("status", *asked, "--json").out)["overdue_all"]["count"]
        section = tpn("brief", *asked, "--lang", "nb", "--format", "md").out.split("\n## ")[1]
        told = {kind: int(n) for kind, n in re.findall(r"### (.+) \((\d+)\)", section)}
        to_do = sum(n for kind, n in told.items() if kind in ("Aktiviteter", "Tiltak og kommunikasjon"))
        assert to_do == everything, "an action that has become an activity is one thing"
        report = tpn("report", *asked, "--lang", "nb", "--format", "md").out
        alone = told["Aktiviteter"] == everything
        assert (f"(med tiltak og kommunikasjon: {everything})" in report) is not alone
        assert "aktiviteter (uten enhet" not in report, "one group of all says nothing more"


def test_a_contract_says_who_delivers(tpn: Tpn, halden: Path) -> None:
    made = load(halden).sound().procurement
    deal = next(one for one in made.procurements if one.components)
    assert tpn("set", deal.components[0], "leverandør=Skjemahuset AS", "-p", halden).code == 0
    told = tpn("brief", "--format", "md", "-p", halden).out
    line = next(one for one in told.splitlines() if f"({deal.id})" in one)
    assert "Skjemahuset AS" in line


TERMS = {
    "nb": "gjelder til 31.12.2028; opsjoner: to ganger ett år; oppsigelse: seks måneder",
    "nn": "gjeld til 31.12.2028; opsjonar: to ganger ett år; oppseiing: seks måneder",
    "en": "runs until 31.12.2028; options: to ganger ett år; notice: seks måneder",
}


def test_a_contract_says_until_when_and_how_it_is_extended_and_ended(tpn: Tpn, halden: Path) -> None:
    deal = load(halden).sound().procurement.procurements[0]
    written = ("kontrakten varer til=31.12.2028", "opsjoner=to ganger ett år", "oppsigelse=seks måneder")
    before = tpn("brief", "--format", "md", "-p", halden).out
    assert "opsjoner:" not in before, "what is not written is not told"
    assert tpn("set", deal.id, *written, "-p", halden).code == 0
    for language, terms in TERMS.items():
        told = tpn("brief", "--format", "md", "--lang", language, "-p", halden).out
        line = next(one for one in told.splitlines() if f"({deal.id})" in one and "2028" in one)
        assert terms in line


def test_the_handover_of_a_service_has_the_terms_of_the_contracts(tpn: Tpn, halden: Path) -> None:
    deal = load(halden).sound().procurement.procurements[0]
    assert tpn("set", deal.id, "opsjoner=to ganger ett år", "oppsigelse=seks måneder", "-p", halden).code == 0
    told = tpn("document", "handover", "parkering", "--format", "md", "-p", halden).out
    row = next(one for one in told.splitlines() if "to ganger ett år" in one)
    assert "seks måneder" in row
