"""The score of a gate: how much of what is asked is in place, and its colour."""

from datetime import date
from typing import Any

import pytest

from tests.advice.test_advice_codes import BASE, changed, project
from tests.edits.small_projects import ABOUT
from tests.edits.small_projects import project as small
from tpn.library.dated import dated_facts
from tpn.model.choices import Light, Phase
from tpn.model.questions import Questions
from tpn.plan.gate_score import GateScore, ScoreLimits, gate_score, score_limits
from tpn.plan.gates import Passage, last_heard
from tpn.plan.rounding import whole_percent

QUESTIONS = Questions()
POINTS = QUESTIONS.of(Phase.KICKOFF)
LIMITS = ScoreLimits(50, 80)
DONE = {"answer": "done", "evidence": "referat"}


def score(answers: dict[str, Any], limits: ScoreLimits = LIMITS) -> GateScore:
    asked = project(changed(BASE, {"kickoff": {**BASE["kickoff"], "checklist": answers}}))
    return gate_score(asked, QUESTIONS, Passage(Phase.KICKOFF), limits)


def clear(number: int) -> dict[str, Any]:
    """The first points in place, the must points before the others."""
    ordered = sorted(POINTS, key=lambda one: not one.must)
    return {one.id: DONE for one in ordered[:number]}


def test_nothing_in_place_is_red() -> None:
    assert score({}) == GateScore(0, len(POINTS), Light.RED)


def test_all_in_place_is_green_and_a_hundred_percent() -> None:
    found = score(clear(len(POINTS)))
    assert (found.light, found.percent) == (Light.GREEN, 100)


def test_a_tick_without_evidence_counts_for_nothing() -> None:
    assert score({POINTS[0].id: {"answer": "done"}}).clear == 0


def test_a_point_that_does_not_concern_the_project_is_not_asked() -> None:
    said = {POINTS[0].id: {"answer": "not_relevant", "note": "finnes ikke her"}}
    assert score(said).asked == len(POINTS) - 1


def test_while_a_must_point_is_open_it_is_never_green() -> None:
    must = next(one for one in POINTS if one.must)
    found = score({one.id: DONE for one in POINTS if one is not must}, ScoreLimits(10, 20))
    assert found.light is Light.YELLOW


@pytest.mark.parametrize(
    ("red_to", "yellow_to", "light"), [(100, 100, "red"), (99.9, 100, "yellow"), (10, 99.9, "green")]
)
def test_a_limit_belongs_to_the_worse_colour(red_to: float, yellow_to: float, light: str) -> None:
    assert score(clear(len(POINTS)), ScoreLimits(red_to, yellow_to)).light == light


@pytest.mark.parametrize(
    ("clear_ones", "asked", "percent"),
    [(199, 200, 99), (1, 300, 1), (17, 46, 37), (15, 47, 32), (1, 200, 1), (0, 9, 0)],
)
def test_the_percent_is_rounded_as_on_the_status_and_a_hundred_is_all_of_it(
    clear_ones: int, asked: int, percent: int
) -> None:
    assert GateScore(clear_ones, asked, Light.YELLOW).percent == whole_percent(clear_ones, asked) == percent


def test_what_is_clear_by_a_waiver_alone_is_counted_beside() -> None:
    waived = {"answer": "still_open", "waiver": {"by": "kari", "date": "2026-09-14", "reason": "kommer"}}
    found = score({**clear(len(POINTS)), POINTS[0].id: waived})
    assert (found.clear, found.waived) == (len(POINTS), 1)


def test_where_nothing_is_asked_nothing_is_known() -> None:
    found = score({one.id: {"answer": "not_relevant", "note": "nei"} for one in POINTS})
    assert (found.light, found.percent) == (Light.GREY, None)


def test_the_limits_are_content_with_a_day() -> None:
    facts = dated_facts("gates", "scores")
    assert score_limits(facts, date(2026, 10, 5)) == LIMITS
    assert score_limits(facts, date(1999, 1, 1)) == LIMITS


def test_a_decision_on_a_wave_or_on_the_launches_counts_for_each_of_their_services() -> None:
    text = """\
decisions:
  - {id: B-1, title: Bølgen, decided: 2026-09-01, gate: {wave: 2, outcome: approved}}
  - {id: B-2, title: Ikke tatt, gate: {service: sfo, outcome: stopped}}
"""
    about = ABOUT.replace("name: SFO}", "name: SFO, wave: 2}").replace(
        "name: Barnehage}", "name: Barnehage, wave: 1}"
    )

    def heard(said: str, service: str | None) -> str | None:
        decision = last_heard(small(said, about), Passage(Phase.LAUNCH, service))
        return decision.id if decision else None

    assert [heard(text, service) for service in ("sfo", "bhg", "borte", None)] == ["B-1", None, None, None]
    launches = text.replace("wave: 2", "phase: launch")
    assert [heard(launches, service) for service in ("sfo", "bhg", None)] == ["B-1", "B-1", "B-1"]
    own = text.replace("wave: 2", "service: bhg")
    assert [heard(own, service) for service in ("sfo", "bhg")] == [None, "B-1"]
