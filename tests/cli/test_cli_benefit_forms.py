"""Forms to print: the workshop on the nyttekart, and the guides for talks with each group of stakeholders."""

from pathlib import Path

import pytest

from tests.conftest import Tpn
from tpn.model.choices import StakeholderGroup
from tpn.model.guides import Guides
from tpn.texts import LANGUAGES, Words


@pytest.mark.parametrize("group", StakeholderGroup)
def test_every_group_has_a_guide_in_three_languages(group: StakeholderGroup) -> None:
    guide = Guides().of(group)
    assert len(guide.questions) >= 7  # what everyone is asked, and at least two of its own
    for language in LANGUAGES:
        assert all(question.text[language].endswith("?") for question in guide.questions)
        assert guide.aim[language].endswith(".")


def test_the_workshop_goes_backwards_from_needs_to_solutions() -> None:
    words = Words("nb")
    parts = Guides().workshop
    assert [part.columns[0] for part in parts[:5]] == [
        "stakeholder",
        "benefit",
        "change",
        "component",
        "goal",
    ]
    assert all(words.find(f"benefits.form.columns.{column}") for part in parts for column in part.columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workshop_has_the_stakeholders_and_goals_of_the_project(
    tpn: Tpn, halden: Path, language: str
) -> None:
    said = tpn("benefits", "--form", "workshop", "-p", halden, "--format", "md", "--lang", language).out
    assert "Rådet for personer med funksjonsnedsettelse" in said
    assert "Svaret om barnehageplass kommer på under fire uker" in said
    assert "130" in said  # minutes in all


def test_talks_are_held_with_the_groups_that_the_project_has(tpn: Tpn, halden: Path) -> None:
    said = tpn("benefits", "--form", "interview", "-p", halden, "--format", "md").out
    assert "# Samtale med Politikere" in said
    assert "# Samtale med Næringsliv" not in said  # Halden has no stakeholder of that group
    one = tpn("benefits", "--form", "interview", "I-13", "-p", halden, "--format", "md").out
    assert one.count("# Samtale med") == 1
    assert "Fagforeningene" in one
    assert "bruken av frigjort tid" in one


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (("--form", "kart"), "no-such-form"),
        (("--form", "interview", "G-01"), "not-a-stakeholder"),
        (("--form", "interview", "I-99"), "no-such-record"),
    ],
)
def test_wrong_use_is_one_sentence(tpn: Tpn, halden: Path, words: tuple[str, ...], slug: str) -> None:
    result = tpn("benefits", *words, "-p", halden)
    assert result.code == 2
    assert f"[{slug}]" in result.err


def test_a_form_has_the_word_of_the_project(tpn: Tpn, sandnes: Path) -> None:
    assert tpn("benefits", "--form", "verksted", "-p", sandnes).out.startswith("Verksted om gevinst")


@pytest.mark.parametrize("word", ["verksted", "Verkstad", "workshop"])
def test_a_form_is_named_in_any_of_the_languages(tpn: Tpn, halden: Path, word: str) -> None:
    assert "Hva må gjøres annerledes?" in tpn("benefits", "--form", word, "-p", halden).out


def test_a_project_without_stakeholders_gets_a_form_all_the_same(tpn: Tpn, tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text(
        "project: {format: 1, id: ny, name: Ny, start: 2026-08-17}\n", "utf-8"
    )
    assert "Hvem er det for?" in tpn("benefits", "--form", "workshop", "-p", tmp_path).out
    assert "Ingen interessenter" in tpn("benefits", "--form", "interview", "-p", tmp_path).out
