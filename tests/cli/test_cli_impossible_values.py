"""Forty-five values that cannot be, or hardly can: each is stopped or asked about where it is typed, and in sheets.

The numbers are a list of what once went through every check without a word, and what must go on being caught.
"""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Tpn

SLUGS = {"out-of-range", "beyond-limits", "values-disagree", "date-ahead", "date-not-yet", "ends-before-start",
         "period-backwards", "estimate-out-of-order", "weights-not-100", "date-impossible", "date-unreadable",
         "not-a-whole-number", "already-there"}  # fmt: skip
BID = "A-P01/bids/Skjemahuset%AS"
REFUSED: dict[int, str] = {
    1: f"set {BID}/answers/A-R18 poeng=11",
    2: f"set {BID}/answers/A-R18 poeng=-1",
    3: f"set {BID} pris=-800000",
    4: "set A-P01 verdi=-1",
    5: "set A-K01 options.lease.once=-5",
    6: "set processes/barnehage/paper/S01 minutter=-5",
    7: "set processes/barnehage/paper/S01 wait_days=-1",
    8: "set barnehage saker-per-år=-5",
    9: "set benefits/parameters timekostnad=-600",
    11: "set benefits/parameters years=0",
    12: "set project choose.volume=-3",
    13: "set project reporting.working_day=50",
    14: "set project tolerances.risk=99",
    15: "set barnehage bølge=0",
    16: "set K-12 timer=-3",
    17: "set economy/lines/Skjemaløsning budsjett=-5",
    18: "add launch/kulturskole/figures dato=03.10.2026 saker=40 digital=60",
    19: "set barnehage maturity.goal=0",
    20: "add G-01/measurements dato=18.09.2026 verdi=38",
    21: "add G-01/measurements dato=01.01.2029 verdi=38",
    22: "set economy as_of=06.10.2026",
    23: "done K-12 --date 24.12.2027",
    24: "set K-12 startet-dato=06.11.2026",
    25: "set K-12 status=ferdig prosent=50",
    26: "set K-12 status=ikke-startet prosent=100",
    27: "set K-12 ferdig-dato=01.10.2026",
    30: "set K-12 start= frist= varighet=0d",
    # what was caught then
    31: "set R-01 sannsynlighet=6",
    32: "set R-01 konsekvens=0",
    33: "set K-12 prosent=101",
    34: "set K-12 prosent=-1",
    35: "set I-01 holdning=2",
    36: "set I-01 innflytelse=6",
    37: "set barnehage maturity.now=8",
    38: "set K-12 start=10.11.2026 frist=09.11.2026",
    39: "set K-11 ferdig-dato=01.09.2026",
    40: "add calendar/closed from=10.12.2026 to=01.12.2026",
    41: "set project finish=01.01.2020",
    42: "set G-06 estimate.low=90000",
    43: "set K-12 frist=32.01.2027",
    44: "set K-12 frist=29.02.2027",
    45: "set barnehage bølge=1,5",
}
QUESTIONS: dict[int, str] = {
    10: "set benefits/parameters discount_rate=0,04",
    28: "set A-P01 lovet-kontrakt=15.10.1926",
    29: "set K-12 frist=15.10.2126",
}
MORE_REFUSED = [
    "set A-P01 kunngjøring=01.12.2026",
    "set A-P01 tilbudsfrist=01.09.2026",
    "set A-P01 tildeling=20.09.2026",
    "set A-K01 options.own.yearly=-5",
    "set A-K01 levert=06.10.2026",
    "set processes/barnehage/paper/S01 share=101",
    "set benefits/parameters hours_per_year=9000",
    "set benefits/parameters discount_rate=101",
    "set benefits/parameters real_growth=11",
    "set benefits/parameters price_year=1899",
    "set G-01 start_year=2101",
    "set project tolerances.cost_percent=-1",
    "set project choose.volume=0 choose.benefit=0 choose.effort=0 choose.common=0",
    "set K-12 status=ikke-startet startet-dato=01.10.2026",
    "add staffing role=Tester person=ola given=60",
    "done K-12 --date 06.10.2026",
    "add launch/kulturskole/figures dato=01.10.2027 saker=40 digital=30",
    "set G-01 realisable=101",
]
MORE_QUESTIONS = [
    "set A-P01 verdi=1",
    "set A-P01/bids/Skjemahuset%AS pris=1",
    "set benefits/parameters timekostnad=20",
    "set benefits/parameters real_growth=5",
    "set processes/barnehage/paper/S01 minutter=600",
    "set barnehage saker-per-år=5000000",
]


def problems(tpn: Tpn, *words: object) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(tpn(*words).out)["problems"]
    return found


def typed(line: str) -> list[str]:
    return [word.replace("%", " ") for word in line.split()]


def test_the_list_is_whole() -> None:
    assert sorted([*REFUSED, *QUESTIONS]) == list(range(1, 46))


@pytest.mark.parametrize("line", [*REFUSED.values(), *MORE_REFUSED])
def test_what_cannot_be_true_is_refused_where_it_is_typed(tpn: Tpn, halden: Path, line: str) -> None:
    before = {path: path.read_bytes() for path in halden.rglob("*.yaml")}
    wrong = tpn(*typed(line), "-p", halden, "--today", "2026-10-05")
    assert wrong.code in {1, 2}, wrong.out
    assert any(f"[{slug}]" in wrong.err for slug in SLUGS), wrong.err
    assert {path: path.read_bytes() for path in halden.rglob("*.yaml")} == before


@pytest.mark.sampled(every=3)
@pytest.mark.parametrize("line", [*QUESTIONS.values(), *MORE_QUESTIONS])
def test_what_is_unlikely_is_written_and_asked_about_until_somebody_says_that_it_is_meant(
    tpn: Tpn, halden: Path, line: str
) -> None:
    assert tpn(*typed(line), "-p", halden, "--today", "2026-10-05").code == 0
    asked = problems(tpn, "check", "--json", "-p", halden, "--today", "2026-10-05")
    found = [one for one in asked if one["slug"] == "K140"]
    assert len(found) == 1
    answer = found[0]["hint"].partition('"')[2].partition('"')[0].replace("Grunnen", "Det er slik")
    said = tpn("set", "project", answer, "-p", halden)
    assert said.code == 0, said.err
    again = problems(tpn, "check", "--json", "-p", halden, "--today", "2026-10-05")
    assert [one for one in again if one["slug"] in {"K140", "unknown-advice"}] == []


@pytest.mark.parametrize("example", ["halden", "sandnes"])
def test_the_examples_raise_no_question(tpn: Tpn, request: pytest.FixtureRequest, example: str) -> None:
    folder = request.getfixturevalue(example)
    asked = problems(tpn, "check", "--all", "--json", "-p", folder, "--today", "2026-11-23")
    assert [one for one in asked if one["slug"] in {"K140", *SLUGS}] == []


def test_a_sheet_of_others_is_told_of_each_wrong_cell_and_the_rest_is_taken(
    tpn: Tpn, halden: Path, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Aktivitet", "Ansvarlig", "Startet", "Ferdig dato", "Frist", "% ferdig", "Status", "Timer"],
        ["Over hundre", "Eva Berg", None, None, "02.11.2026", 150, "Pågår", 4],
        ["Under null", "Eva Berg", None, None, "02.11.2026", 50, "Pågår", -3],
        ["Halv ferdig", "Eva Berg", None, None, "03.11.2026", 40, "Ferdig", 4],
        ["Ferdig i framtiden", "Eva Berg", None, "01.01.2029", "03.11.2026", 100, "Ferdig", 4],
        ["Startet i framtiden", "Eva Berg", "01.01.2027", None, "03.11.2026", 20, "Pågår", 4],
        ["God", "Eva Berg", None, None, "03.11.2026", 60, "Pågår", 4],
    ):
        sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    before = problems(tpn, "check", "--all", "--json", "-p", halden, "--today", "2026-10-05")
    told = tpn("import", tmp_path / "plan.xlsx", "-p", halden, "--write", "--today", "2026-10-05")
    flat = " ".join(told.out.split())
    assert [cell for cell in ("F2", "H3", "F4", "D5", "C6") if f"!{cell}" not in flat] == []
    assert "!F7" not in flat
    after = problems(tpn, "check", "--all", "--json", "-p", halden, "--today", "2026-10-05")
    wrong = [one for one in after if one["slug"] in {*SLUGS, "date-ahead"}]
    assert wrong == [one for one in before if one["slug"] in {*SLUGS, "date-ahead"}]
    titles = tpn("list", "aktiviteter", "-p", halden, "--format", "md").out
    assert [name for name in ("Over hundre", "Under null", "Halv ferdig", "God") if name not in titles] == []
