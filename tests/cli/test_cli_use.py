"""Wrong use gets one clear sentence, in the language of the project or the line; help exists for every verb."""

from pathlib import Path

import pytest

from tests.conftest import ROOT, Tpn, widest
from tpn.cli.encoding import _STAND_IN
from tpn.cli.verbs import GROUPS, VERBS
from tpn.texts import Words


@pytest.mark.sampled("verb", "language")
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(tpn: Tpn, verb: str, language: str) -> None:
    result = tpn(verb, "--help", "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert f"tpn {verb}" in result.out
    assert widest(result.out) <= 80


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_example_is_a_whole_line(verb: str, language: str) -> None:
    """Also where an example has a comma in it: YAML would make two of it."""
    examples = Words(language).find(f"verbs/{verb}.examples")
    assert any(f"{one} ".startswith(f"tpn {verb} ") for one in examples)
    assert [one for one in examples if one.split()[0] != "tpn" or one.split()[1] not in VERBS] == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_help_names_every_verb(tpn: Tpn, language: str) -> None:
    said = tpn("--help", "--lang", language).out
    assert all(f"\n{verb} " in said for verb in VERBS)
    assert widest(said) <= 80


def test_every_verb_belongs_to_one_thing_that_a_lead_wants_to_do() -> None:
    grouped = [verb for verbs in GROUPS.values() for verb in verbs]
    assert len(set(grouped)) == len(grouped)
    assert set(VERBS) <= set(grouped)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (["stauts"], "no-such-command"),
        (["a" * 5000], "no-such-command"),
        (["status", "-o", "a" * 5000 + ".md"], "bad-file-name"),
        (["status", "--servise", "x"], "no-such-option"),
        (["set"], "missing-argument"),
        (["status", "--lang", "se"], "no-such-language"),
        (["status", "--today", "i morgen"], "bad-date"),
        (["status", "--today"], "option-without-value"),
        (["status", "--service"], "option-without-value"),
        (["import", "ark.xlsx", "--write=ja"], "no-such-option"),
        (["status", "--json=ja"], "no-such-option"),
        (["diff", "a", "b", "c d"], "too-many-arguments"),
        (["week", "--today", "9999-12-31"], "bad-date"),
        (["export", "-o", "."], "file-is-folder"),
        (["launch", "--description"], "launch-needs-service"),
        (["process", "barnehage", "--dismiss", " ", "--reason", "x"], "no-such-proposal"),
        (["add", "møte", "type=steering", "dato=0001-01-01", "hver=måned", "antall=3"], "date-far"),
        (["status", "ekstra"], "too-many-arguments"),
        (["status", "--format", "xlsx"], "no-such-format"),
        (["status", "--phase", "9"], "no-such-phase"),
        (["status", "--service", "båthavn"], "no-such-service"),
    ],
)
def test_wrong_use_is_told_in_one_sentence(tpn: Tpn, halden: Path, words: list[str], slug: str) -> None:
    result = tpn(*words, "-p", halden) if words[-1] != "--today" else tpn("-p", halden, *words)
    assert result.code == 2
    assert result.out == ""
    assert f"[{slug}]" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    "line", ["launch kulturskole", "launch kulturskole --date 20.11.2026 --write", "launch kulturskole --description",
             "gate kulturskole", "status --service kulturskole", "gantt --service kulturskole"],
)  # fmt: skip
def test_of_a_service_that_has_left_no_launch_is_told_or_recorded(tpn: Tpn, halden: Path, line: str) -> None:
    ended = ["cancel", "kulturskole", "--withdrawn", "--reason", "Søknader forsvant", "--write"]
    assert tpn(*ended, "-p", halden, "--today", "2026-11-16").code == 0
    before = {path: path.read_bytes() for path in halden.glob("*.yaml")}
    result = tpn(*line.split(), "-p", halden, "--today", "2026-11-23")
    assert (result.code, result.out) == (2, "")
    assert "kulturskole er ute av prosjektet fra 16.11.2026" in result.err
    assert "tpn show kulturskole" in " ".join(result.err.split())
    assert {path: path.read_bytes() for path in halden.glob("*.yaml")} == before


def test_a_file_that_can_have_no_such_name_is_missing(tpn: Tpn, halden: Path) -> None:
    result = tpn("import", "a" * 5000 + ".xlsx", "-p", halden)
    assert (result.code, "[file-missing]" in result.err) == (1, True)


def test_where_there_is_no_project_it_is_said(tpn: Tpn, tmp_path: Path) -> None:
    result = tpn("status", "-p", tmp_path)
    assert result.code == 2
    assert "[not-a-project]" in result.err


def test_a_new_project_is_whole_and_sound(tpn: Tpn, tmp_path: Path) -> None:
    folder = tmp_path / "nytt"
    made = tpn(
        "init",
        folder,
        "--municipality",
        "Stjørdal",
        "--services",
        "barnehageplass,sfo",
        "--start",
        "17.08.2026",
    )
    assert made.code == 0, made.err
    assert tpn("check", "-p", folder).code == 0
    assert tpn("status", "-p", folder).code == 0


def test_a_folder_that_is_not_empty_is_left_alone(tpn: Tpn, halden: Path) -> None:
    result = tpn("init", halden)
    assert result.code == 2
    assert "[folder-not-empty]" in result.err


def test_a_console_that_lacks_a_character_of_ours_gets_another_one() -> None:
    """Whatever the texts and screens hold can be shown in plain letters; nothing becomes a question mark."""
    spoken = [*(ROOT / "templates" / "texts").rglob("*.yaml"), *(ROOT / "tpn" / "reports").glob("*.py"),
              *(ROOT / "templates" / "facts").glob("*.yaml"), *(ROOT / "templates" / "catalogue").rglob("*.yaml"),
              *(ROOT / "templates" / "checklists").glob("*.yaml")]  # fmt: skip
    used = {letter for path in spoken for letter in path.read_text("utf-8") if ord(letter) > 126}
    assert sorted(letter for letter in used if ord(letter) not in _STAND_IN) == []


def test_the_whole_name_of_a_record_is_that_record_though_other_titles_hold_it(
    tpn: Tpn, halden: Path
) -> None:
    assert "barnehage" in tpn("show", "Barnehageplass", "-p", halden).out.splitlines()[0]


def test_a_section_is_meant_by_its_name_in_any_language(tpn: Tpn, halden: Path) -> None:
    assert tpn("set", "prosjekt", "saksnummer=26/1", "-p", halden).code == 0
    assert tpn("show", "økonomi", "-p", halden).code == 0


def test_quotation_marks_are_advised_only_where_a_text_can_stand(tpn: Tpn, halden: Path) -> None:
    assert "anførselstegn" not in tpn("choose", "booking", "-p", halden).err
    assert "anførselstegn" in tpn("diff", "a", "b", "c", "-p", halden).err


def test_a_command_is_about_one_project_and_says_so(tpn: Tpn, halden: Path, sandnes: Path) -> None:
    """Before, the last folder counted and the first did not, without a word."""
    told = tpn("status", "-p", halden, "-p", sandnes)
    assert (told.code, "[one-project-at-a-time]" in told.err) == (2, True)
    assert tpn("status", "-p", halden, "-p", halden).code == 0
