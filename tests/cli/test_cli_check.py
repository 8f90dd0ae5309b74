"""How faults are told: the fault first, the place under it, equal ones once, and no line longer than the screen."""

from pathlib import Path

import pytest

from tests.conftest import Result, Tpn
from tpn.cli.problem_lines import MOST_PLACES
from tpn.texts import LANGUAGES


def words(result: Result) -> str:
    return result.out + result.err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", ["halden", "sandnes"])
def test_no_line_is_longer_than_the_screen(
    tpn: Tpn, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, example: str, language: str
) -> None:
    monkeypatch.chdir(request.getfixturevalue(example))
    assert [line for line in tpn("check", "--lang", language).out.splitlines() if len(line) > 80] == []


def test_the_fault_comes_first_and_its_place_stands_under_it(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(halden)
    file = halden / "project.yaml"
    file.write_text(file.read_text("utf-8").replace("owner: kari\n", "owner: karo\n", 1), "utf-8")
    told = tpn("check").out.splitlines()
    assert told[:2] == ["feil: ingen i prosjektet heter «karo» [unknown-person]", "   project.yaml:14:10"]
    assert told[4].startswith("   Mente du «kari»?")


@pytest.mark.parametrize("verb", ["check", "status"])
def test_equal_faults_are_told_once_with_all_their_places(
    tpn: Tpn, halden: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.chdir(halden)
    file = halden / "1-kickoff.yaml"
    text = file.read_text("utf-8")
    count = text.count("due: 2026")
    assert count > MOST_PLACES
    file.write_text(text.replace("due: 2026", "frist: 2026"), "utf-8")
    told = words(tpn(verb))
    assert told.count("[unknown-key]") == 1
    assert f"{count} steder" in told
    assert told.count("1-kickoff.yaml:") == MOST_PLACES
    assert f"… og {count - MOST_PLACES} steder til: tpn check --all" in told
    assert words(tpn("check", "--all")).count("1-kickoff.yaml:") == count


def test_a_choice_that_begins_with_the_name_of_a_section_is_told_as_a_choice(
    tpn: Tpn, tmp_path: Path
) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: prove, name: P, start: 2026-08-17}\n"
        "meetings: [{id: MO-02, kind: zzz, date: 2026-09-01}]\n",
        "utf-8",
    )
    said = words(tpn("check", "-p", tmp_path))
    assert "Skriv en av disse: kickoff" in said
    assert "project.yaml:1." not in said
