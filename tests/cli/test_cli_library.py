"""``tpn library``: what content there is and whose, how old its facts are, and a copy of it to change."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Tpn, widest
from tpn.library import data_dir, load
from tpn.texts import LANGUAGES, Words
from tpn.views.library_index import KINDS, facts


def as_json(tpn: Tpn, *words: object) -> dict[str, Any]:
    result = tpn("library", *words, "--json")
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["", *KINDS])
def test_every_kind_is_shown_within_the_screen_by_its_name_in_any_language(
    tpn: Tpn, kind: str, language: str
) -> None:
    words = [Words(language)(f"library.kinds.{kind}.name")] if kind else []
    result = tpn("library", *words, "--lang", language, "--today", "2026-12-01")
    assert (result.code, result.err) == (0, "")
    assert widest(result.out) <= 80
    assert len(result.out.splitlines()) > 1


def test_a_service_says_for_whom_by_which_law_under_which_words_and_what_drives_it(tpn: Tpn) -> None:
    services = {one["name"]: one for one in as_json(tpn, "services")["services"]}
    assert len(services) == len(list((data_dir("templates") / "catalogue/services").glob("*.yaml")))
    one = services["barnehageplass"]
    assert (one["audience"], one["los"]) == (["citizens"], ["ord/barnehageplass", "tema/barnehage"])
    assert one["laws"][0]["section"] == "§§ 16–18"
    said = " ".join(tpn("library", "services/barnehageplass").out.split())
    assert "Fødsler og tilflytting" in said
    assert "Barnehageloven §§ 16–18" in said
    assert "sfo" not in said


def test_a_fact_is_marked_when_it_is_old_or_second_hand(tpn: Tpn) -> None:
    fresh = as_json(tpn, "facts", "--today", "2026-12-01")["facts"]
    assert not any(one["old"] for one in fresh)
    assert {one["evidence"] for one in fresh if one["second_hand"]} == {"V2", "K"}
    later = as_json(tpn, "facts", "--today", "2028-12-01")["facts"]
    assert all(one["old"] for one in later if one["checked"] == "2026-11-23")
    assert "▲" not in tpn("library", "facts", "--today", "2026-12-01").out
    assert "▲" in tpn("library", "facts", "--today", "2028-12-01").out


def test_every_dated_fact_of_the_files_is_listed() -> None:
    listed = {one.id for one in facts(None, date(2026, 12, 1))}
    assert {law["id"] for law in load("facts/laws.yaml")["laws"]} <= listed
    assert {row["id"] for row in load("facts/procurement.yaml")["thresholds"]} <= listed


def test_a_copy_goes_into_the_project_and_wins_and_can_be_taken_back(tpn: Tpn, halden: Path) -> None:
    result = tpn("library", "copy", "checklists/launch", "-p", halden)
    copy = halden / "templates" / "checklists" / "launch.yaml"
    assert (result.code, copy.is_file()) == (0, True)
    assert copy.read_text("utf-8") == (data_dir("templates") / "checklists/launch.yaml").read_text("utf-8")
    origins = {one["name"]: one["origin"] for one in as_json(tpn, "checklists", "-p", halden)["pieces"]}
    assert origins["checklists/launch"] == "project"
    assert origins["checklists/kickoff"] == "tpn"
    copy.write_text(
        copy.read_text("utf-8").replace("nb: En hovedansvarlig for", "nb: EN HELT EGEN for"), "utf-8"
    )
    assert "EN HELT EGEN" in tpn("list", "sjekkpunkter", "-p", halden).out

    again = tpn("library", "copy", "checklists/launch", "-p", halden)
    assert (again.code, again.out) == (2, "")
    assert "[file-exists]" in again.err
    assert "EN HELT EGEN" in copy.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "file"),
    [("services/sfo", "catalogue/services/sfo.yaml"), ("tjenester/sfo", "catalogue/services/sfo.yaml"),
     ("facts/laws.yaml", "facts/laws.yaml"), ("texts/nb/status", "texts/nb/status.yaml"),
     ("reports/week", "reports/week.md.j2"), ("catalogue/steps", "catalogue/steps.yaml")],
)  # fmt: skip
def test_any_piece_can_be_copied(tpn: Tpn, halden: Path, name: str, file: str) -> None:
    assert tpn("library", "copy", name, "-p", halden).code == 0
    assert (halden / "templates" / file).read_bytes() == (data_dir("templates") / file).read_bytes()
    assert tpn("undo", "--write", "-p", halden).code == 0
    assert not (halden / "templates" / file).exists()
    assert tpn("check", "-p", halden).code == 0


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (["tull"], "no-such-content"),
        (["services/tull"], "no-such-content"),
        (["facts/tull"], "no-such-content"),
        (["checklists", "launch"], "too-many-arguments"),
        (["copy"], "missing-argument"),
        (["copy", "checklists"], "no-such-content"),
        (["copy", "checklists/lunch"], "no-such-content"),
        (["copy", "checklists/../facts/laws"], "no-such-content"),
        (["copy", "facts/laws", "til"], "too-many-arguments"),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(
    tpn: Tpn, halden: Path, words: list[str], slug: str
) -> None:
    result = tpn("library", *words, "-p", halden)
    assert (result.code, result.out) == (2, "")
    assert f"[{slug}]" in result.err
    assert not (halden / "templates").exists()


def test_a_fault_in_an_own_piece_is_shown_with_its_line(tpn: Tpn, halden: Path) -> None:
    own = halden / "templates" / "facts" / "laws.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("laws:\n\t- id: x\n", "utf-8")
    result = tpn("library", "facts", "-p", halden)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("feil: linjen begynner med tabulator")
    assert "laws.yaml:2:1" in result.err


def test_what_must_be_looked_up_again_is_listed_with_the_question_to_ask(tpn: Tpn) -> None:
    def due(day: str) -> dict[str, str]:
        found = json.loads(tpn("library", "--due", "--json", "--today", day).out)["due"]
        return {one["id"]: one["why"] for one in found}

    now = due("2026-12-01")
    assert now["act-2026"] == "second_hand"
    assert "national-2018" not in now
    assert "act-2017" not in now  # it holds no longer: nobody need ask
    # half a year before the EEA values change they stand first
    assert due("2027-06-30")["eea-2026"] == "second_hand"
    assert due("2027-07-05")["eea-2026"] == "changes"
    assert due("2028-11-30")["national-2018"] == "old"
    said = tpn("library", "--due", "--today", "2026-12-01").out
    assert "Er eIDAS 2 tatt inn i norsk" in said


def test_a_style_whose_title_is_one_text_is_listed_by_it(tpn: Tpn, halden: Path) -> None:
    own = halden / "templates" / "sheets" / "kort.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("extends: halden\ntitle: Kortlista\n", "utf-8")
    assert "Kortlista" in tpn("library", "sheets", "-p", halden).out
