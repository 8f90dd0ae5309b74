"""The realisation plan as a document, and its measurements as a calendar."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.conftest import Tpn

ASSESSED = ("Innflytelse", "Holdning", "Med i alle verksteder", "Bekymret for private barnehager")


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("suffix", ["md", "html", "docx", "pdf"])
def test_the_plan_becomes_a_document(tpn: Tpn, sandnes: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"plan.{suffix}"
    assert tpn("benefits", "-p", sandnes, "-o", target).code == 0
    assert target.stat().st_size > 2000


def test_the_plan_has_the_map_in_it(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    assert tpn("benefits", "-p", halden, "-o", tmp_path / "plan.html").code == 0
    assert "Nyttekart – Tjenester på nett i Halden" in (tmp_path / "plan.html").read_text("utf-8")
    assert "<svg" not in tpn("benefits", "-p", halden, "--format", "md").out


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_plan_says_who_does_what_and_nothing_of_what_is_thought_of_people(
    tpn: Tpn, halden: Path, language: str
) -> None:
    said = tpn("benefits", "-p", halden, "--format", "md", "--lang", language).out
    for text in ("G-01", "Eva Berg", "F-07", "31.05.2028", "Arne Bø", "302"):
        assert text in said
    assert not [word for word in ASSESSED if word in said]


def test_the_sums_of_the_plan_are_those_of_the_register(tpn: Tpn, sandnes: Path) -> None:
    total = json.loads(tpn("benefits", "-p", sandnes, "--json").out)["totals"]
    said = tpn("benefits", "-p", sandnes, "--format", "md", "--lang", "en").out
    assert f"**{total['municipal']:,.0f}**" in said
    assert f"NOK {total['npv']:,.0f}".replace("-", "−") in said


def events(tpn: Tpn, folder: Path, *words: str) -> list[Any]:
    result = tpn("benefits", "-p", folder, "--format", "ics", *words)
    assert result.code == 0
    return list(Calendar.from_ical(result.out).walk("VEVENT"))


def test_the_calendar_has_every_measurement_on_its_day(tpn: Tpn, halden: Path) -> None:
    found = {str(one["UID"]).split("@")[0].rpartition("halden-")[2]: one for one in events(tpn, halden)}
    assert {f"g-{number:02}" for number in range(1, 13)} <= set(found)
    assert {"e-12", "e-14", "e-17", "e-18"} <= set(found)
    assert "e-06" not in found  # done
    first = found["g-08"]
    assert first["DTSTART"].dt == date(2028, 5, 31)
    assert "Arne Bø" in first["DESCRIPTION"]
    assert "610 000 → 720 000 kr" in first["DESCRIPTION"].replace("\u00a0", " ")


def test_a_target_that_is_measured_on_its_day_is_no_longer_in_the_calendar(tpn: Tpn, halden: Path) -> None:
    assert (
        tpn(
            "add",
            "G-08/measurements",
            "date=2028-05-31",
            "value=730000",
            "-p",
            halden,
            "--today",
            "2028-06-01",
        ).code
        == 0
    )
    left = events(tpn, halden, "--today", "2028-06-01")
    assert not [one for one in left if "g-08" in str(one["UID"])]


@pytest.mark.parametrize("words", [("G-01",), ("--explain",)])
def test_only_the_whole_register_is_a_calendar(tpn: Tpn, halden: Path, words: tuple[str, ...]) -> None:
    result = tpn("benefits", *words, "-p", halden, "--format", "ics")
    assert result.code == 2
    assert "[no-such-format]" in result.err


def test_the_same_day_gives_the_same_calendar(tpn: Tpn, halden: Path) -> None:
    words = ("benefits", "-p", halden, "--format", "ics", "--today", "2026-10-05")
    assert tpn(*words).out == tpn(*words).out


@pytest.mark.parametrize(
    "words", [(), ("--explain",), ("G-01", "--explain"), ("--format", "md"), ("--json",)]
)
def test_figures_that_make_no_sense_are_told_and_never_a_traceback(
    tpn: Tpn, halden: Path, words: tuple[str, ...]
) -> None:
    file = halden / "2-benefits.yaml"
    text = (
        file.read_text("utf-8")
        .replace("hours_per_year: 1750", "hours_per_year: 0")
        .replace("years: 5", "years: 0")
    )
    file.write_text(text, "utf-8")
    result = tpn("benefits", *words, "-p", halden)
    assert (result.code, result.err) == (0, "")
