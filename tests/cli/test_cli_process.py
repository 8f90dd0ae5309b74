"""``tpn process``: the variants side by side, as a person and as a program reads them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Tpn, widest

EXAMPLES = [("halden", "barnehage"), ("sandnes", "skjenkebevilling")]


@pytest.mark.parametrize(("example", "service"), EXAMPLES)
def test_the_comparison_of_a_service_in_each_example(
    tpn: Tpn,
    request: pytest.FixtureRequest,
    golden: Callable[[str, str], None],
    example: str,
    service: str,
) -> None:
    result = tpn("process", service, "-p", request.getfixturevalue(example))
    assert (result.code, result.err) == (0, "")
    assert widest(result.out) <= 80
    golden(f"process-{example}-{service}.txt", result.out)


@pytest.mark.sampled("language", "variant")
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("variant", [(), ("--variant", "papirbasert"), ("--variant", "integrated")])
def test_every_service_fits_the_screen_in_every_language(
    tpn: Tpn, halden: Path, language: str, variant: tuple[str, ...]
) -> None:
    for service in ("barnehage", "sfo", "parkering", "kulturskole"):
        result = tpn("process", service, *variant, "-p", halden, "--lang", language)
        assert result.code == 0
        assert widest(result.out) <= 80


def test_the_json_has_what_others_rely_on(tpn: Tpn, halden: Path) -> None:
    facts = json.loads(tpn("process", "sfo", "-p", halden, "--json").out)
    assert (facts["format"], facts["service"], facts["example_times"]) == (1, "sfo", True)
    assert [one["variant"] for one in facts["variants"]] == ["paper", "selfservice", "integrated"]
    for one in facts["variants"]:
        assert {"steps", "handovers", "contacts", "manual_minutes", "waiting_days", "hours_per_year",
                "cost_per_year"} <= set(one)  # fmt: skip
        assert one["example_times"] is True


def test_examples_are_said_until_they_are_replaced(tpn: Tpn, halden: Path) -> None:
    said = "Tidene er eksempler"
    assert said in tpn("process", "sfo", "-p", halden).out
    assert tpn("set", "processes/sfo", "example_times=nei", "-p", halden).code == 0
    assert said not in tpn("process", "sfo", "-p", halden).out


def test_missing_minutes_are_named_and_give_no_sum(tpn: Tpn, halden: Path) -> None:
    assert tpn("set", "processes/sfo/paper/S08", "minutes=", "-p", halden).code == 0
    out = tpn("process", "sfo", "-p", halden).out
    assert "Mangler minutter (papirbasert): S08." in out
    paper = json.loads(tpn("process", "sfo", "-p", halden, "--json").out)["variants"][0]
    assert (paper["manual_minutes"], paper["cost_per_year"], paper["missing"]) == (None, None, ["S08"])


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (["barnehag"], ""),
        (["svømmehall"], "no-such-service"),
        (["barnehage", "--variant", "digital"], "no-such-variant"),
        (["barnehage", "--format", "csv"], "no-such-format"),
    ],
)
def test_wrong_use_gives_one_sentence(tpn: Tpn, halden: Path, words: list[str], slug: str) -> None:
    result = tpn("process", *words, "-p", halden)
    assert result.code == (2 if slug else 0)
    assert slug in result.err


def test_a_service_of_ones_own_has_no_process_yet_and_is_told_how_to_get_one(
    tpn: Tpn, tmp_path: Path
) -> None:
    folder = tmp_path / "ny"
    assert tpn("init", folder, "--services", "Utlån av kajakk", "--start", "2026-10-05").code == 0
    result = tpn("process", "kajakk", "-p", folder)
    assert result.code == 0
    assert "--from FIL.bpmn" in result.out
    assert tpn("process", "kajakk", "--variant", "papir", "-p", folder).code == 2


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "pdf"])
def test_the_process_is_a_document_too(tpn: Tpn, halden: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"prosess.{suffix}"
    result = tpn("process", "kulturskole", "-p", halden, "-o", file)
    assert result.code == 0, result.err
    data = file.read_bytes()
    assert len(data) > 1000
    if suffix in {"md", "html"}:
        text = data.decode()
        assert "Prosessen for Kulturskoleplass" in text
        assert text.count("<svg") == (3 if suffix == "html" else 0)
        assert "Sette sammen lærere og elever" in text
