"""Every problem of files and text is worded in three languages, with the facts that it carries."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from tests.source.test_source_faults import FAULTS
from tpn.source import parse

TEXTS = Path(__file__).parents[2] / "templates" / "texts"
NAMES = ["source", "history"]


def entries(language: str, name: str) -> dict[str, dict[str, str]]:
    path = TEXTS / language / "problems" / f"{name}.yaml"
    document = parse(path.read_text(encoding="utf-8"), path.name)
    assert document.problems == ()
    value: dict[str, dict[str, str]] = document.value
    return value


def facts_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def spoken(entry: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((part, text) for part, text in entry.items() if part != "why")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_language_has_the_same_problems_parts_and_facts(language: str, name: str) -> None:
    ours, theirs = entries("nb", name), entries(language, name)
    assert list(ours) == list(theirs)
    for slug, entry in ours.items():
        assert list(entry) == list(theirs[slug]), slug
        for part, text in spoken(entry):
            assert facts_of(text) == facts_of(theirs[slug][part]), (slug, part)


@pytest.mark.parametrize("name", NAMES)
def test_every_problem_has_a_message_and_says_why(name: str) -> None:
    for slug, entry in entries("nb", name).items():
        assert {"title", "message", "hint", "why"} <= set(entry), slug
        assert not entry["message"].endswith("."), slug


@pytest.mark.parametrize(("text", "slug"), [(row[0], row[1]) for row in FAULTS])
def test_a_fault_carries_the_facts_that_its_wording_asks_for(text: str, slug: str) -> None:
    (problem,) = parse(text, "f.yaml").problems
    entry: dict[str, Any] = entries("nb", "source")[slug]
    hint = entry.get(f"hint_{problem.facts.get('hint')}", entry["hint"])
    asked = facts_of(entry["message"]) | facts_of(hint)
    assert asked - {"called"} <= set(problem.facts)  # what the reader calls a key is known where it is told
