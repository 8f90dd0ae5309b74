"""``tpn benefits``: what a project lead and a script are told of the benefits."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Tpn, widest


def register(tpn: Tpn, folder: Path, *words: str) -> dict[str, Any]:
    result = tpn("benefits", *words, "-p", folder, "--format", "json")
    assert result.code == 0, result.err
    value: dict[str, Any] = json.loads(result.out)
    return value


def test_the_register_is_the_same_in_every_run(
    tpn: Tpn, halden: Path, golden: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(halden)
    golden("benefits-halden-nb.txt", tpn("benefits", "--today", "2026-10-05").out)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_register_is_read_in_three_languages(
    tpn: Tpn, sandnes: Path, golden: Any, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sandnes)
    said = tpn("benefits", "--today", "2026-11-23", "--lang", language).out
    assert widest(said) <= 80
    golden(f"benefits-sandnes-{language}.txt", said)


def test_json_has_what_others_rely_on(tpn: Tpn, halden: Path) -> None:
    value = register(tpn, halden)
    assert value["format"] == 1
    by_id = {one["id"]: one for one in value["benefits"]}
    second = by_id["G-02"]
    assert (second["kind"], second["attainment"], second["attainment_why"]) == (
        "staff_time",
        50.0,
        "measured",
    )
    assert second["measured"] == {"date": "2026-10-01", "value": 52.0}
    # 380 × 80 % × (70,5 − 32,9) / 60 = 190,5066… hours × 600 × 80 %
    assert second["value_per_year"] == {"municipal": 91443.2, "users": None}
    assert (second["freed_hours"], second["fte"]) == (190.51, 0.11)
    assert by_id["G-03"]["measured"] is None
    assert by_id["G-11"]["attainment"] is None
    assert {"municipal", "users", "npv", "payback_year"} <= set(value["totals"])


def test_columns_add_up_and_the_users_stand_apart(tpn: Tpn, halden: Path, sandnes: Path) -> None:
    for folder in (halden, sandnes):
        value = register(tpn, folder)
        for column in ("municipal", "users"):
            terms = [one["value_per_year"][column] for one in value["benefits"]]
            assert round(sum(term for term in terms if term is not None), 2) == value["totals"][column]
        by_kind = [one["kind"] for one in value["benefits"] if one["value_per_year"]["users"] is not None]
        assert set(by_kind) == {"user_time"}


def test_sandnes_knows_all_its_costs_and_halden_says_what_is_missing(
    tpn: Tpn, halden: Path, sandnes: Path
) -> None:
    assert register(tpn, sandnes)["totals"]["npv"] is not None
    lacking = register(tpn, halden)["totals"]
    assert lacking["npv"] is None
    assert lacking["npv_lacks"] == [{"what": "acquire", "where": "A-K06"}]


def test_one_benefit_is_found_by_words_and_explained(tpn: Tpn, halden: Path) -> None:
    said = tpn("benefits", "kontoret i kulturskolen", "--explain", "-p", halden).out
    assert "380 saker × 80 % digitalt × (70,5 −" in said
    assert "(52 − 70) / (34 − 70) = 50 %" in said
    assert "G-03" not in said


def test_everything_explained_ends_in_the_sums_that_the_register_shows(tpn: Tpn, sandnes: Path) -> None:
    total = register(tpn, sandnes)["totals"]["municipal"]
    said = tpn("benefits", "--explain", "-p", sandnes, "--lang", "en", "--format", "md").out
    assert f"= NOK {total:,.2f}." in said


def test_something_else_than_a_benefit_is_refused(tpn: Tpn, halden: Path) -> None:
    result = tpn("benefits", "I-01", "-p", halden)
    assert (result.code, result.out) == (2, "")
    assert "[not-a-benefit]" in result.err


def test_the_table_has_numbers_and_leaves_the_missing_empty(tpn: Tpn, halden: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(tpn("benefits", "--format", "csv", "-p", halden).out), delimiter=";")
    )
    fourth = next(row for row in rows if row["Nr"] == "G-04")
    assert (fourth["Kommunen kr i året"], fourth["Brukerne kr i året"]) == ("", "")
    assert next(row for row in rows if row["Nr"] == "G-02")["Kommunen kr i året"] == "91443,2"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("words", [(), ("--explain",)])
def test_a_project_that_has_said_nothing_yet_is_told_so(
    tpn: Tpn, tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: ny, name: Ny, start: 2026-08-17}\n", "utf-8"
    )
    result = tpn("benefits", *words, "-p", tmp_path, "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert register(tpn, tmp_path)["totals"]["municipal"] is None


def test_a_municipality_has_figures_of_its_own(tpn: Tpn, halden: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(halden, tmp_path / "own"))
    file = own / "2-benefits.yaml"
    file.write_text(file.read_text("utf-8").replace("hourly_cost: 600", "hourly_cost: 1200"), "utf-8")
    before, after = (
        register(tpn, folder)["benefits"][1]["value_per_year"]["municipal"] for folder in (halden, own)
    )
    assert after == 2 * before
