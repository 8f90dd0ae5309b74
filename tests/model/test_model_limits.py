"""What a value can be stands beside its field: every field, one under its limit, on it and one over."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Tpn
from tpn.edits.typed_values import Typist
from tpn.model import load
from tpn.model.base import Record
from tpn.model.fieldtree import Take, takes
from tpn.model.limits import unusual, within
from tpn.model.project import Project
from tpn.problems import Stop

TODAY = date(2026, 10, 5)


def classes(cls: type[Record], seen: set[type[Record]]) -> Iterator[type[Record]]:
    seen.add(cls)
    yield cls
    for take in takes(cls).values():
        if take.record and take.record not in seen:
            yield from classes(take.record, seen)


FIELDS = [(cls, take) for cls in classes(Project, set()) for take in takes(cls).values()]
LIMITED = [(cls, take) for cls, take in FIELDS if take.limits != (None, None) and take.form == "value"]


@pytest.fixture(scope="module")
def typist() -> Typist:
    folder = Path(__file__).parents[2] / "examples" / "halden"
    return Typist(load(folder).sound(), TODAY)


def taken(typist: Typist, take: Take, number: float) -> bool:
    try:
        typist.value(take, f"{number:g}" if number < 1e6 else str(int(number)))
    except Stop as fault:
        return [problem.slug for problem in fault.problems] != ["out-of-range"]
    return True


@pytest.mark.parametrize(
    ("cls", "take"), LIMITED, ids=lambda one: getattr(one, "key", getattr(one, "__name__", ""))
)
def test_a_field_takes_what_lies_on_its_limits_and_refuses_one_beyond(
    typist: Typist, cls: type[Record], take: Take
) -> None:
    low, high = take.limits
    assert low is not None, cls
    assert (taken(typist, take, low - 1), taken(typist, take, low)) == (False, True)
    if high is not None:
        assert (taken(typist, take, high), taken(typist, take, high + 1)) == (True, False)


def test_every_number_has_a_limit_or_stands_among_those_that_may_be_anything() -> None:
    numbers = {f"{cls.__name__}.{take.key}" for cls, take in FIELDS
               if take.kind in {"number", "percent", "whole"} and take.limits == (None, None)}  # fmt: skip
    # measured values, and sums that may be credited
    assert numbers == {
        "Indicator.baseline", "Indicator.target", "Measurement.value", "Estimate.low", "Estimate.likely",
        "Estimate.high", "BudgetEffect.amount", "EconomyLine.committed", "EconomyLine.spent", "EconomyLine.forecast",
        "EconomyYear.committed", "EconomyYear.spent", "EconomyYear.forecast",
    }  # fmt: skip


def test_what_is_usual_lies_within_what_can_be() -> None:
    for cls, take in FIELDS:
        for side in take.usual:
            assert side is None or within(take, side), (cls, take.key)


@pytest.mark.parametrize("number", [0, 0.5, 4, 10])
def test_a_rate_in_percent_is_not_unusual_and_one_typed_as_a_fraction_is(number: float) -> None:
    take = next(take for cls, take in FIELDS if (cls.__name__, take.key) == ("Parameters", "discount_rate"))
    assert not unusual(take, number)
    assert unusual(take, 0.04)
    assert unusual(take, 11)


# ---------------------------------------------------------------- at the door, from outside

SLUGS = {"out-of-range", "beyond-limits", "values-disagree", "date-ahead", "date-not-yet"}
REFUSED = [
    "set A-P01/bids/Skjemahuset%AS/answers/A-R18 poeng=11",
    "set A-P01/bids/Skjemahuset%AS/answers/A-R18 poeng=-1",
    "set A-P01/bids/Skjemahuset%AS pris=-800000",
    "set A-P01 verdi=-1",
    "set A-P01 kunngjøring=01.12.2026",
    "set A-P01 tilbudsfrist=01.09.2026",
    "set A-P01 tildeling=20.09.2026",
    "set A-K01 options.lease.once=-5",
    "set A-K01 options.own.yearly=-5",
    "set A-K01 levert=06.10.2026",
    "set processes/barnehage/paper/S01 minutter=-5",
    "set processes/barnehage/paper/S01 wait_days=-1",
    "set processes/barnehage/paper/S01 share=101",
    "set barnehage saker-per-år=-5",
    "set barnehage bølge=0",
    "set barnehage maturity.goal=0",
    "set barnehage maturity.now=8",
    "set benefits/parameters timekostnad=-600",
    "set benefits/parameters years=0",
    "set benefits/parameters hours_per_year=9000",
    "set benefits/parameters discount_rate=101",
    "set project choose.volume=-3",
    "set project reporting.working_day=50",
    "set project tolerances.risk=99",
    "set project tolerances.cost_percent=-1",
    "set K-12 timer=-3",
    "set K-12 prosent=101",
    "set K-12 status=ikke-startet prosent=100",
    "set K-12 status=ferdig prosent=50",
    "set K-12 ferdig-dato=01.10.2026",
    "set K-12 startet-dato=06.11.2026",
    "done K-12 --date 24.12.2027",
    "done K-12 --date 06.10.2026",
    "add G-01/measurements dato=01.01.2029 verdi=38",
    "set economy as_of=06.10.2026",
    "add launch/kulturskole/figures dato=03.10.2026 saker=40 digital=60",
    "add launch/kulturskole/figures dato=01.10.2027 saker=40 digital=30",
    "set R-01 sannsynlighet=6",
    "set R-01 konsekvens=0",
    "set I-01 holdning=2",
    "set G-01 realisable=101",
]
QUESTIONS = [
    "set A-P01 verdi=1",
    "set A-P01/bids/Skjemahuset%AS pris=1",
    "set benefits/parameters discount_rate=0,04",
    "set benefits/parameters timekostnad=20",
    "set A-P01 lovet-kontrakt=15.10.1926",
    "set K-12 frist=15.10.2126",
    "set processes/barnehage/paper/S01 minutter=600",
    "set barnehage saker-per-år=5000000",
]


def problems(tpn: Tpn, *words: object) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(tpn(*words).out)["problems"]
    return found


def typed(line: str) -> list[str]:
    return [word.replace("%", " ") for word in line.split()]


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_true_is_refused_where_it_is_typed(tpn: Tpn, halden: Path, line: str) -> None:
    before = {path: path.read_bytes() for path in halden.rglob("*.yaml")}
    wrong = tpn(*typed(line), "-p", halden, "--today", "2026-10-05")
    assert wrong.code in {1, 2}, wrong.out
    assert any(f"[{slug}]" in wrong.err for slug in SLUGS), wrong.err
    assert {path: path.read_bytes() for path in halden.rglob("*.yaml")} == before


@pytest.mark.parametrize("line", QUESTIONS)
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
