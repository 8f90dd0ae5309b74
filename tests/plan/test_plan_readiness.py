"""What is clear, what lacks, and how a theme stands on the board."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.advice.test_advice_codes import BASE, changed, project
from tpn.model.choices import Phase
from tpn.model.questions import Questions
from tpn.model.shape import read_as
from tpn.model.shapes import CheckAnswer
from tpn.plan import work_out
from tpn.plan.readiness import Mark, Readiness, readiness
from tpn.plan.stands import Stand, stand

TODAY = date(2026, 10, 5)
WAIVER = {"by": "kari", "date": date(2026, 10, 1), "reason": "Tas i november"}
MUST = [question.id for question in Questions().of(Phase.LAUNCH) if question.must]


def answer(**said: Any) -> CheckAnswer:
    made, findings = read_as(CheckAnswer, said)
    assert made is not None, findings
    return made


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ({}, Stand.OPEN),
        ({"answer": "done"}, Stand.UNPROVEN),
        ({"answer": "done", "evidence": "sak 12/26"}, Stand.DONE),
        ({"answer": "done", "waiver": WAIVER}, Stand.WAIVED),
        ({"answer": "done", "evidence": "sak 12/26", "waiver": WAIVER}, Stand.DONE),
        ({"answer": "open", "evidence": "sak 12/26"}, Stand.OPEN),
        ({"answer": "open", "waiver": WAIVER}, Stand.WAIVED),
        ({"answer": "still_open", "note": "venter"}, Stand.STILL_OPEN),
        ({"answer": "still_open", "note": "venter", "waiver": WAIVER}, Stand.WAIVED),
        ({"answer": "not_relevant", "note": "nasjonalt skjema"}, Stand.NOT_RELEVANT),
        ({"answer": "not_relevant"}, Stand.OPEN),
    ],
)
def test_how_an_answer_stands(said: dict[str, Any], stands: Stand) -> None:
    assert stand(answer(**said)) is stands


def ready(answers: dict[str, Any], *, launch: date = TODAY + timedelta(31)) -> Readiness:
    """The service «barnehage» of the small project with these answers."""
    value = changed(BASE, {"launch.services.1.checklist": answers, "services.1.launch": launch})
    plan = work_out(project(value), TODAY, questions=Questions())
    return readiness(plan.project.service["barnehage"], plan.facts)


def marks(found: Readiness) -> dict[str, Mark]:
    return {theme.name: theme.mark for theme in found.themes}


EVERY = {question.id: {"answer": "done", "evidence": "x"} for question in Questions().of(Phase.LAUNCH)}
ALL = {name: {"answer": "done", "evidence": "x"} for name in MUST}


def test_a_service_may_launch_when_every_must_point_is_clear() -> None:
    found = ready(ALL)
    assert (found.may_launch, found.lacking) == (True, ())
    assert found.days == 31


def test_a_theme_with_an_open_point_is_never_shown_as_ready() -> None:
    assert ready(ALL).mark is Mark.BEGUN  # the should points are open
    assert ready(EVERY).mark is Mark.CLEAR


@pytest.mark.parametrize("name", ["T-C18", "T-C40"])
def test_one_must_point_without_evidence_holds_it_back(name: str) -> None:
    found = ready({**ALL, name: {"answer": "done"}})
    assert not found.may_launch
    assert [point.question.id for point in found.lacking] == [name]


def test_a_should_point_holds_nothing_back() -> None:
    assert ready({**ALL, "T-C32": {"answer": "open"}}).may_launch


def test_a_waiver_lets_it_go_and_is_seen() -> None:
    found = ready({**ALL, "T-C18": {"waiver": WAIVER}})
    assert found.may_launch
    assert [point.question.id for point in found.waived] == ["T-C18"]
    every = ready({**EVERY, "T-C18": {"waiver": WAIVER}})
    assert (marks(every)["privacy"], every.mark) == (Mark.WAIVED, Mark.WAIVED)


def test_nothing_answered_is_no_alarm_until_the_launch_is_near() -> None:
    assert set(marks(ready({})).values()) == {Mark.UNTOUCHED}
    assert marks(ready({}, launch=TODAY + timedelta(30)))["privacy"] is Mark.URGENT


def test_what_is_begun_is_seen_on_its_own_theme_only() -> None:
    found = marks(ready({"T-C17": {"answer": "done", "evidence": "nr. 118"}}))
    assert (found["privacy"], found["security"]) == (Mark.BEGUN, Mark.UNTOUCHED)


@pytest.mark.parametrize(("decided", "mark"), [(False, Mark.URGENT), (True, Mark.BEGUN)])
def test_a_launched_service_that_lacks_something_is_urgent_unless_a_decision_let_it_pass(
    *, decided: bool, mark: Mark
) -> None:
    said: dict[str, object] = {} if decided else {"decisions": []}
    value = changed(BASE, {"launch.services.0.checklist": {**ALL, "T-C35": {"answer": "open"}}, **said})
    plan = work_out(project(value), TODAY, questions=Questions())
    found = readiness(plan.project.service["sfo"], plan.facts)
    assert (found.launched, found.launch, found.mark) == (True, date(2026, 6, 1), mark)
    assert (marks(found)["reception"] is Mark.URGENT) is not decided
