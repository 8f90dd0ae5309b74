"""What a service lacks for the next level: by what the project says, by components, by requirements."""

from datetime import date
from typing import Any

import pytest

from tests.advice.test_advice_codes import BASE, changed, project
from tpn.library import load
from tpn.model.choices import ComponentKind, Level, RequirementGroup
from tpn.model.questions import Questions
from tpn.plan import work_out
from tpn.plan.maturity import FACTS, Ladder, NeedState, Roadmap, roadmap

TODAY = date(2026, 10, 5)
LADDER = Ladder.of(None)


def road(changes: dict[str, Any], service: str = "barnehage") -> Roadmap:
    plan = work_out(project(changed(BASE, changes)), TODAY, questions=Questions())
    return roadmap(plan.project.service[service], plan.facts, LADDER)


def stands(found: Roadmap, level: int) -> dict[str, str]:
    """How each need of a level stands, by what it asks for."""
    rung = next(rung for rung in found.rungs if rung.number == level)
    return {
        met.need.fact or "/".join(met.need.component) or str(met.need.requirement): met.state.value
        for met in rung.needs
    }


def test_the_rungs_go_from_the_next_level_to_the_goal() -> None:
    found = road({"services.1.maturity": {"now": 2, "goal": 4}, "launch.services.1.level": "semi_integrated"})
    assert (found.now, found.launch, found.goal) == (2, 4, 4)
    assert [rung.number for rung in found.rungs] == [3, 4]


def test_a_service_that_is_on_stands_where_its_launch_took_it() -> None:
    found = road({"services.0.maturity": {"now": 1, "goal": 5}}, "sfo")
    assert found.now == 4
    assert [rung.level for rung in found.rungs] == [Level.FULLY_INTEGRATED]


def test_at_its_goal_the_next_level_is_shown_and_at_the_top_none() -> None:
    at_goal = {"services.1.maturity": {"now": 5, "goal": 5}, "launch.services.1.level": "fully_integrated"}
    assert [rung.number for rung in road(at_goal).rungs] == [6]
    assert road({"services.1.maturity": {"now": 7, "goal": 7}}).rungs == ()


def test_without_any_maturity_it_begins_at_the_bottom() -> None:
    found = road({"services.1.maturity": None, "launch.services.1.level": None})
    assert (found.now, found.goal) == (None, None)
    assert [rung.number for rung in found.rungs] == [1]


def test_what_the_small_project_lacks_for_online_submission() -> None:
    found = road({})
    assert stands(found, 3) == {
        "form_catalogue/form_tool/line_system/booking": "coming",  # A-K01 is promised 9 October
        "login": "missing",
        "assurance": "have",
        "signature": "have",
    }
    form = found.rungs[0].needs[0]
    assert (form.by, form.when) == (("A-K01",), date(2026, 10, 9))
    assert [met.need.component for met in found.rungs[0].lacking] == [
        ("form_catalogue", "form_tool", "line_system", "booking"), ("login",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "level", "need", "state"),
    [
        ({"launch.services.1.signature": None}, 3, "signature", "missing"),
        ({"launch.services.1.assurance": None}, 3, "assurance", "missing"),
        ({"procurement.components.0.delivered": date(2026, 10, 1)}, 3,
         "form_catalogue/form_tool/line_system/booking", "have"),
        ({"procurement.components.0.status": "cancelled"}, 3,
         "form_catalogue/form_tool/line_system/booking", "missing"),
        ({"procurement.components.0.services": ["sfo"]}, 3,
         "form_catalogue/form_tool/line_system/booking", "missing"),
        ({}, 4, "journalled", "have"),
        ({"launch.services.1.records.journalled": "manual"}, 4, "journalled", "missing"),
        ({"launch.services.1.records.journalled": "not_kept"}, 4, "journalled", "have"),
        ({}, 4, "case_records/line_system", "have"),
        ({}, 5, "integrated", "have"),
        ({"processes.services.0.validated": None}, 5, "integrated", "missing"),
        ({}, 5, "standards", "have"),
        ({"procurement.components.0.integrations.0.agreement": "asked"}, 5, "standards", "missing"),
        ({"procurement.components.0.integrations.0.standard": None}, 5, "standards", "missing"),
        ({"procurement.components.0.integrations": []}, 5, "standards", "missing"),
        ({}, 5, "prefilled", "missing"),
        ({"processes.services.0.variants.integrated.steps.0.automation": "assist"}, 5, "prefilled", "have"),
    ],
)  # fmt: skip
def test_how_a_need_stands(changes: dict[str, Any], level: int, need: str, state: str) -> None:
    assert stands(road(changes), level)[need] == state


def test_a_requirement_of_its_component_counts_when_it_is_met() -> None:
    top = {"services.1.maturity": {"now": 5, "goal": 6}}
    asked = {**top, "procurement.requirements.0.group": "DATA", "procurement.requirements.0.services": []}
    assert stands(road(top), 6)["DATA"] == "missing"
    assert stands(road(asked), 6)["DATA"] == "coming"
    assert stands(road({**asked, "procurement.requirements.0.status": "met"}), 6)["DATA"] == "have"
    assert stands(road({**asked, "procurement.requirements.0.status": "dropped"}), 6)["DATA"] == "missing"


def test_the_building_blocks_are_put_together_from_their_needs() -> None:
    blocks = {block.id: block.state for block in road({}).blocks}
    assert blocks == {
        "rules": NeedState.MISSING, "concepts": NeedState.COMING, "workflow": NeedState.MISSING,
        "login": NeedState.COMING, "middleware": NeedState.MISSING,
    }  # fmt: skip


def test_the_ladder_asks_only_for_what_there_is() -> None:
    said = load("catalogue/maturity.yaml")
    assert [row["level"] for row in said["levels"]] == [level.value for level in Level][1:]
    needs = [need for row in said["levels"] for need in row["needs"]]
    assert all(set(need["text"]) == {"nb", "nn", "en"} for need in needs)
    assert {need["fact"] for need in needs if "fact" in need} == set(FACTS)
    assert {kind for need in needs for kind in need.get("component", ())} <= set(ComponentKind)
    assert {need["requirement"] for need in needs if "requirement" in need} <= set(RequirementGroup)
    assert {need["block"] for need in needs if "block" in need} == {block["id"] for block in said["blocks"]}
