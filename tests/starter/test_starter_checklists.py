"""The checklists as content: complete in three languages, findable by the rules, blocking nothing by themselves."""

import re
from collections import Counter
from typing import Any

import pytest

from tpn.library import load
from tpn.model.choices import Language, Phase, RequirementLevel, Role

LANGUAGES = {language.value for language in Language}
PREFIX = {"kickoff": "K-C", "benefits": "E-C", "processes": "P-C", "procurement": "A-C", "launch": "T-C"}
THEMES = frozenset(
    [
        "responsibility",
        "process",
        "description",
        "form",
        "login",
        "privacy",
        "security",
        "records",
        "integration",
        "accessibility",
        "findability",
        "reception",
        "test",
        "training",
        "information",
        "switch_on",
        "follow_up",
    ]
)
# what rules and advice look for by key
SOUGHT = {
    "kickoff": "plan_agreed commitments resource_person key_people_invited",
    "benefits": "baseline_measured freed_time_used benefit_owners",
    "processes": "as_is to_be_chosen validated own_times",
    "procurement": "climate_choice it_involved platform_accepted integration_agreements",
    "launch": """go_live main_responsible delegated_authority process_reviewed level_matches description_published
    assurance_decided dpia_decided supplier_checked security_checked journalling_decided records_reached
    common_reception findable_two_ways los_words tested trained informed figures_taken next_service""",
}
# the advice on phase 5 that speaks of something a person can answer for
LAUNCH_ADVICE = frozenset(
    [
        "T101",
        "T102",
        "T103",
        "T104",
        "T110",
        "T115",
        "T120",
        "T121",
        "T122",
        "T123",
        "T124",
        "T125",
        "T126",
        "T130",
        "T140",
        "T150",
        "T151",
        "T160",
        "T161",
    ]
)
ENGLISH_IN_BOKMAL = re.compile(r"\b(baseline|issue|task|owner|import|deadline)\b", re.IGNORECASE)


def items(phase: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load(f"checklists/{phase}.yaml")["items"]
    return found


EVERY = [(phase.value, item) for phase in Phase for item in items(phase.value)]
IDS = [item["id"] for _, item in EVERY]


@pytest.mark.parametrize(("phase", "item"), EVERY, ids=IDS)
def test_a_point_is_one_sentence_and_its_evidence_in_three_languages(
    phase: str, item: dict[str, Any]
) -> None:
    for what in ("text", "evidence"):
        assert set(item[what]) == LANGUAGES
        for text in item[what].values():
            assert text == text.strip()
            assert text[0].isupper()
            assert "\n" not in text
            assert not text.endswith(".")
    assert not ENGLISH_IN_BOKMAL.search(item["text"]["nb"] + item["evidence"]["nb"])
    assert item["id"].startswith(PREFIX[phase])


@pytest.mark.parametrize(("phase", "item"), EVERY, ids=IDS)
def test_a_point_has_a_level_a_role_and_codes_that_look_like_codes(phase: str, item: dict[str, Any]) -> None:
    assert item["level"] in {RequirementLevel.MUST, RequirementLevel.SHOULD}
    assert Role(item["role"])
    assert all(re.fullmatch(r"[KEPAT]1\d\d", code) for code in item.get("advice", ()))
    on_a_service = {"track", "theme"} & set(item)
    assert on_a_service == ({"track", "theme"} if phase == "launch" else set())


def test_ids_are_numbered_without_gaps() -> None:
    for phase, prefix in PREFIX.items():
        found = [item["id"] for item in items(phase)]
        assert found == [f"{prefix}{number:02d}" for number in range(1, len(found) + 1)]


def test_keys_are_given_once_and_the_sought_ones_are_there() -> None:
    for phase, sought in SOUGHT.items():
        keys = [item["key"] for item in items(phase)]
        assert [key for key, count in Counter(keys).items() if count > 1] == []
        assert set(sought.split()) - set(keys) == set()


def test_every_theme_of_the_launch_is_asked_about_on_one_track() -> None:
    tracks: dict[str, set[str]] = {}
    for item in items("launch"):
        tracks.setdefault(item["theme"], set()).add(item["track"])
    assert set(tracks) == THEMES
    assert set.union(*tracks.values()) == {"online", "organisation"}
    assert [theme for theme, found in tracks.items() if len(found) > 1] == []


def test_all_advice_on_the_launch_that_speaks_of_a_point_has_one() -> None:
    answered = {code for item in items("launch") for code in item.get("advice", ())}
    assert LAUNCH_ADVICE - answered == set()


def test_what_can_be_answered_only_after_the_launch_does_not_hold_it_back() -> None:
    level = {item["key"]: item["level"] for item in items("launch")}
    assert {level[key] for key in ("go_live", "figures_taken", "lessons_shared", "next_service")} == {
        "should"
    }


def test_privacy_security_and_records_have_points_that_must_be_answered() -> None:
    musts = Counter(item["theme"] for item in items("launch") if item["level"] == "must")
    assert min(musts[theme] for theme in ("privacy", "security", "records")) >= 2
