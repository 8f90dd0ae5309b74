"""The ready content holds what those who use it rely on: it is read with the house's own reader."""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

import pytest

from tpn.library import data_dir, load
from tpn.model.choices import (
    Acquire,
    Assurance,
    Audience,
    Automation,
    BenefitKind,
    ClimateChoice,
    ComponentKind,
    EvaluationModel,
    Procedure,
    RequirementGroup,
    RequirementLevel,
    StepKind,
)

LANGUAGES = {"nb", "nn", "en"}
EVIDENCE = {"V", "V2", "K", "O"}
FILES = sorted(
    path.relative_to(data_dir("templates")).as_posix()
    for folder in ("catalogue", "facts")
    for path in (data_dir("templates") / folder).rglob("*.yaml")
)
# texts that are names or references and stand as they are in every language
PROPER = {"source", "source_word", "replaces", "section", "formula", "name"}
# checked by hand against the Los vocabulary (psi.norge.no/los)
LOS = {
    *("ord/barnehageplass", "ord/ytelser-til-foreldre-og-foresatte", "ord/skolefritidsordning"),
    *("ord/parkering-og-hvileplasser", "ord/ledsagerbevis", "ord/byggesak", "ord/nabovarsel"),
    *("ord/gebyr-for-byggesak", "ord/bevilling-og-tillatelser", "ord/lokaler-og-idrettsanlegg"),
    *("ord/kulturmidler", "ord/lag-og-foreninger", "ord/idrettsmidler", "ord/boligfinansiering"),
    *("ord/tilrettelagt-transport", "ord/feiing", "ord/kommunale-avgifter-og-gebyr"),
    *("ord/renovasjonsavgift", "ord/musikk-og-kulturskole", "ord/gravemelding"),
    *("tema/barnehage", "tema/mobilitetstilbud", "tema/naringsliv", "tema/utlan-og-leie"),
}


def _nodes(value: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every value with the way to it, the whole first."""
    yield route, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from _nodes(item, (*route, key))


def _services() -> list[dict[str, Any]]:
    return [load(name) for name in FILES if name.startswith("catalogue/services/")]


def _values(choices: type[StrEnum]) -> set[str]:
    return {choice.value for choice in choices}


@pytest.mark.parametrize("name", FILES)
def test_every_text_stands_in_three_languages(name: str) -> None:
    for route, value in _nodes(load(name)):
        if isinstance(value, dict) and LANGUAGES & set(value):
            assert set(value) == LANGUAGES, route
            assert all(isinstance(text, str) and text.strip() == text != "" for text in value.values()), route
        elif isinstance(value, str) and " " in value:
            assert route[-1] in LANGUAGES | PROPER, route


@pytest.mark.parametrize("name", FILES)
def test_ids_are_unique_within_a_list(name: str) -> None:
    for route, value in _nodes(load(name)):
        if isinstance(value, list):
            ids = [item["id"] for item in value if isinstance(item, dict) and "id" in item]
            assert len(ids) == len(set(ids)), route


@pytest.mark.parametrize("name", FILES)
def test_every_fact_says_how_well_it_is_known_and_when_it_was_checked(name: str) -> None:
    for route, value in _nodes(load(name)):
        if not isinstance(value, dict):
            continue
        if "source" in value:
            assert value.keys() >= {"evidence", "checked"}, route
        if isinstance(value.get("evidence"), str):
            assert value["evidence"] in EVIDENCE, route
            assert isinstance(value["checked"], date), route


def test_dated_facts_carry_their_day_and_do_not_overlap() -> None:
    procurement = load("facts/procurement.yaml")
    dated = [
        *procurement["thresholds"],
        *procurement["deadlines"],
        *procurement["climate"],
        *load("facts/benefits.yaml")["figures"],
        *load("facts/calendar.yaml")["low_capacity"],
        *load("facts/gates.yaml")["scores"],
    ]
    assert all(isinstance(fact["valid_from"], date) and fact["source"] for fact in dated)
    by_name: dict[str, list[dict[str, Any]]] = {}
    for fact in procurement["thresholds"]:
        by_name.setdefault(fact["name"], []).append(fact)
    for facts in by_name.values():
        for earlier, later in pairwise(facts):
            assert (later["valid_from"] - earlier["valid_to"]).days >= 1, later[
                "id"
            ]  # a gap is a day not known
        assert "valid_to" not in facts[-1]


# methods and standard agreements: they are chosen, and no day brings new ones
NO_DATED_FACTS = {"contracts", "evaluation", "climate_choices"}


def dated_rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every dated fact that is not our own proposal: of the files of facts, and of the services of the catalogue."""
    pieces = sorted((data_dir("templates") / "facts").glob("*.yaml"))
    groups = [(path.stem, name, rows) for path in pieces for name, rows in load(f"facts/{path.name}").items()]
    groups += [
        (path.stem, "facts", load(f"catalogue/services/{path.name}").get("facts") or [])
        for path in sorted((data_dir("templates") / "catalogue" / "services").glob("*.yaml"))
    ]
    for file, name, rows in groups:
        for row in rows if isinstance(rows, list) and name not in NO_DATED_FACTS else ():
            if row.get("evidence") != "O":
                yield f"{file}/{row['id']}", row


def test_every_dated_fact_says_since_when_by_whom_how_well_it_is_known_and_when_it_changes() -> None:
    lacking = {}
    for name, row in dated_rows():
        lacks = [key for key in ("source", "checked", "evidence") if not row.get(key)]
        if not isinstance(row.get("valid_from"), date) and row.get("status") != "adopted":
            lacks.append("valid_from")
        if "valid_to" not in row and "next_change" not in row:
            lacks.append("next_change")  # null says that none is known of
        if isinstance(row.get("next_change"), date) and row["next_change"] <= row["checked"]:
            lacks.append("next_change after it was checked")
        if row.get("evidence") == "V" and row.get("valid_from_evidence", "V") not in {"V", "V2", "K"}:
            lacks.append("valid_from_evidence")
        if lacks:
            lacking[name] = lacks
    assert lacking == {}


def test_what_changes_soon_has_a_question_to_ask() -> None:
    for name, row in dated_rows():
        soon = isinstance(row.get("next_change"), date) and row["next_change"] < date(2027, 2, 1)
        if soon and "laws" in name:
            assert row["ask"]["nb"].endswith(("?", "(Digdir).")), name


@pytest.mark.parametrize(
    ("day", "amounts"),
    [
        (date(2026, 4, 20), (100_000, 1_300_000, 2_300_000)),
        (date(2026, 4, 21), (100_000, 1_300_000, 2_500_000)),
        (date(2026, 6, 30), (100_000, 1_300_000, 2_500_000)),
        (date(2026, 7, 1), (500_000, 1_300_000, 2_500_000)),
    ],
)
def test_a_municipality_finds_one_threshold_of_each_name_on_a_day(
    day: date, amounts: tuple[int, ...]
) -> None:
    facts = [
        fact
        for fact in load("facts/procurement.yaml")["thresholds"]
        if fact["name"] in {"act", "national", "eea"}
        and fact["valid_from"] <= day <= fact.get("valid_to", date.max)
    ]
    assert [(fact["part"], fact["amount"]) for fact in facts] == list(
        zip(("I", "II", "III"), amounts, strict=True)
    )


def test_choices_are_those_of_the_format() -> None:
    procurement = load("facts/procurement.yaml")
    assert all(set(one["procedures"]) <= _values(Procedure) for one in procurement["deadlines"])
    assert set(procurement["climate_choices"]) == _values(ClimateChoice)
    assert set(procurement["evaluation"]) == _values(EvaluationModel)
    for service in _services():
        assert set(service["audience"]) <= _values(Audience), service["id"]
        assert service["assurance"] in _values(Assurance), service["id"]
        assert set(service["needs"]) <= _values(ComponentKind), service["id"]


def test_every_kind_of_component_is_described_with_known_standards() -> None:
    components = load("catalogue/components.yaml")["components"]
    standards = {one["id"] for one in load("catalogue/integrations.yaml")["integrations"]}
    assert set(components) == _values(ComponentKind)
    for kind, component in components.items():
        assert set(component["integrations"]) <= standards, kind
        assert set(component["acquire"]) <= _values(Acquire), kind


def test_every_kind_of_benefit_is_described_and_every_shade_is_met() -> None:
    content = load("catalogue/benefits.yaml")
    assert set(content["benefits"]) == _values(BenefitKind)
    for kind, benefit in content["benefits"].items():
        for method, types in content["types"].items():
            assert benefit[method] is None or benefit[method] in types, kind
        assert benefit["better"] in {"up", "down"}, kind
        assert benefit["counts"] in {"budget", "time", "none"}, kind
    met = {shade for benefit in content["benefits"].values() for shade in benefit["shades"]}
    assert met == set(content["shades"])


def test_there_are_seventy_requirements_each_testable_and_of_every_group() -> None:
    content = load("catalogue/requirements.yaml")
    requirements = content["requirements"]
    assert len(requirements) >= 70
    assert {one["group"] for one in requirements} == _values(RequirementGroup) == set(content["groups"])
    for one in requirements:
        assert re.fullmatch(rf"K-{one['group']}-\d\d", one["id"]), one["id"]
        assert one["level"] in _values(RequirementLevel), one["id"]
        assert set(one["components"]) <= _values(ComponentKind), one["id"]
        assert one["components"], one["id"]
        assert one.get("when", "payment") in content["conditions"], one["id"]
        assert one["verify"].keys() == LANGUAGES, one["id"]
    assert len({one["text"]["nb"] for one in requirements}) == len(requirements)


def test_every_component_but_other_has_a_requirement() -> None:
    asked = {
        kind for one in load("catalogue/requirements.yaml")["requirements"] for kind in one["components"]
    }
    assert _values(ComponentKind) - asked == {ComponentKind.OTHER}


def test_the_catalogue_has_fifteen_services_for_each_audience_with_names_of_their_own() -> None:
    services = _services()
    assert len(services) >= 15
    assert {one for service in services for one in service["audience"]} == _values(Audience)
    words = [word for one in services for word in {one["id"], one["short"], one["name"]["nb"].casefold()}]
    assert len(words) == len(set(words))
    assert [f"catalogue/services/{one['id']}.yaml" for one in services] == [
        name for name in FILES if name.startswith("catalogue/services/")
    ]


def test_services_name_laws_and_los_words_that_exist() -> None:
    laws = {law["id"] for law in load("facts/laws.yaml")["laws"]}
    for service in _services():
        assert service["laws"], service["id"]
        assert {law["law"] for law in service["laws"]} <= laws, service["id"]
        assert service["los"][0].startswith("ord/"), service["id"]
        assert set(service["los"]) <= LOS, service["id"]


def test_special_data_is_always_followed_by_advice_on_dpia_and_a_login_that_is_not_low() -> None:
    for service in _services():
        assert service["dpia_hint"].keys() == LANGUAGES, service["id"]
        assert not (service["special_data"] and service["assurance"] == Assurance.LOW), service["id"]


def test_the_start_loan_adopts_the_national_solution_and_the_tt_card_asks_who_decides() -> None:
    by_id = {one["id"]: one for one in _services()}
    assert [one["id"] for one in by_id.values() if one["national"]] == ["startlan"]
    assert "form_catalogue" not in by_id["startlan"]["needs"]
    assert [one["id"] for one in by_id.values() if "body_choices" in one] == ["tt-kort"]
    assert all(one["responsible_body"] in {"municipality", "county"} for one in by_id.values())


def test_the_step_library_uses_its_own_vocabularies() -> None:
    library = load("catalogue/steps.yaml")
    assert list(library["steps"]) == [f"S{number:02}" for number in range(1, 26)]
    assert {actor["side"] for actor in library["actors"].values()} == {
        "user",
        "municipality",
        "other",
        "system",
    }
    assert {one.get("component", "other") for one in library["systems"].values()} <= _values(ComponentKind)
    for step in library["steps"].values():
        assert step["kind"] in _values(StepKind)
        by_variant = (
            step["automation"] if isinstance(step["automation"], dict) else {"all": step["automation"]}
        )
        assert set(by_variant.values()) <= _values(Automation)
