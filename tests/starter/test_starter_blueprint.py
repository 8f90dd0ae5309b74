"""The blueprint as content: every key exists, nothing goes round, every text is there in three languages."""

import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import groupby
from typing import Any

import pytest

from tpn.library import load
from tpn.model.choices import ActivityKind, ComponentKind, Language, Phase
from tpn.model.spans import parse_duration, parse_link

LANGUAGES = {language.value for language in Language}
ACTIVITIES: list[dict[str, Any]] = load("projects/blank/plan.yaml")["activities"]
START: dict[str, Any] = load("projects/blank/start.yaml")
COMMENTS: dict[str, Any] = load("projects/blank/comments.yaml")
KEYS = {one["key"] for one in ACTIVITIES}
ROLES = {one["key"]: one.get("per", "project") for one in START["people"]}
PER = {one["key"]: one.get("per", "project") for one in ACTIVITIES}


def texts(value: Any, route: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every mapping that speaks a language, with its way."""
    if isinstance(value, dict):
        if set(value) & LANGUAGES:
            yield route, value
            return
        for key, one in value.items():
            yield from texts(one, f"{route}.{key}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from texts(one, f"{route}.{number}")


def tie(text: str) -> str:
    return text.rsplit(":", maxsplit=1)[-1]


@pytest.mark.parametrize("content", [ACTIVITIES, START, COMMENTS], ids=["plan", "start", "comments"])
def test_every_text_stands_in_three_languages_with_the_same_gaps_to_fill(content: Any) -> None:
    found = list(texts(content))
    assert found
    for route, text in found:
        assert set(text) == LANGUAGES, route
        assert all(one.strip() for one in text.values()), route
        gaps = {tuple(sorted(re.findall(r"\{(?:service|wave)\}", one))) for one in text.values()}
        assert len(gaps) == 1, route


@pytest.mark.parametrize("one", ACTIVITIES, ids=[one["key"] for one in ACTIVITIES])
def test_an_activity_names_what_exists(one: dict[str, Any]) -> None:
    for after in one.get("after", ()):
        link = parse_link(tie(after))
        assert link is not None, after
        assert link.to in KEYS, after
    assert Phase(one["phase"])
    assert one["responsible"] in ROLES
    if ROLES[one["responsible"]] == "service":
        assert PER[one["key"]] == "service"
    assert "kind" not in one or ActivityKind(one["kind"])
    assert one.get("date") in {None, "kickoff", "steering"}


@pytest.mark.parametrize("one", ACTIVITIES, ids=[one["key"] for one in ACTIVITIES])
def test_an_activity_has_a_length_unless_it_is_a_milestone(one: dict[str, Any]) -> None:
    assert ("duration" in one) != one.get("milestone", False)
    assert "duration" not in one or parse_duration(one["duration"])


@pytest.mark.parametrize("one", ACTIVITIES, ids=[one["key"] for one in ACTIVITIES])
def test_what_is_done_for_each_service_or_wave_says_for_which(one: dict[str, Any]) -> None:
    gaps = {"service": {"{service}"}, "wave": {"{wave}"}, "project": set()}
    assert set(re.findall(r"\{\w+\}", one["title"]["nb"])) == gaps[PER[one["key"]]]


@pytest.mark.parametrize("one", ACTIVITIES, ids=[one["key"] for one in ACTIVITIES])
def test_a_title_is_short_enough_for_a_row_of_a_sheet(one: dict[str, Any]) -> None:
    for title in one["title"].values():
        assert len(re.sub(r" – \{service\}|\{service\} – ", "", title)) <= 60


def test_keys_are_given_once() -> None:
    assert [key for key, count in Counter(one["key"] for one in ACTIVITIES).items() if count > 1] == []


def test_nothing_waits_for_itself() -> None:
    graph = {
        one["key"]: {
            tie(after).split()[0] for after in one.get("after", ()) if not after.startswith("previous:")
        }
        for one in ACTIVITIES
    }
    assert set(TopologicalSorter(graph).static_order()) == KEYS


def test_everything_but_the_first_waits_for_something_and_only_the_end_is_waited_for_by_nothing() -> None:
    waited_for = {tie(after).split()[0] for one in ACTIVITIES for after in one.get("after", ())}
    assert [one["key"] for one in ACTIVITIES if not one.get("after")] == ["mandate"]
    ends = {"benefits_gate", "processes_gate", "launch_gate"}
    assert KEYS - waited_for == ends


def test_each_phase_stands_together_and_ends_with_its_gate() -> None:
    phases = [(phase, list(run)) for phase, run in groupby(ACTIVITIES, key=lambda one: one["phase"])]
    assert [phase for phase, _ in phases] == [phase.value for phase in Phase]
    for phase, run in phases:
        assert run[-1]["key"] == f"{phase}_gate"
        assert run[-1]["milestone"] is True


def test_each_service_goes_live_at_one_milestone() -> None:
    lives = [one for one in ACTIVITIES if one.get("kind") == "go_live"]
    assert [(one["per"], one["milestone"], one["phase"]) for one in lives] == [("service", True, "launch")]


def test_each_wave_begins_when_the_one_before_was_learned_from() -> None:
    learned = {one["key"] for one in ACTIVITIES if one.get("kind") == "lessons" and one["per"] == "wave"}
    for phase in ("processes", "launch"):
        first = next(one for one in ACTIVITIES if one["phase"] == phase and one.get("per") == "wave")
        assert {f"previous:{key}" for key in learned} <= set(first["after"])


def test_there_is_enough_in_each_phase() -> None:
    count = Counter((one["phase"], PER[one["key"]]) for one in ACTIVITIES)
    assert count["kickoff", "project"] >= 12
    assert count["benefits", "project"] >= 10
    assert count["processes", "service"] >= 4
    assert count["procurement", "project"] >= 15
    assert count["launch", "service"] >= 7


def test_every_component_that_a_change_or_procurement_names_can_be_laid_out() -> None:
    kinds = [one["kind"] for one in START["components"]]
    named = {kind for row in (*START["changes"], *START["procurements"]) for kind in row["kinds"]}
    assert all(ComponentKind(kind) for kind in kinds)
    assert {*named, *START["needed"]} <= set(kinds)
    assert {kind for row in START["changes"] for kind in row["kinds"]} == set(kinds)
