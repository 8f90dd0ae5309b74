"""The lights: each rule of docs/rules.md, «Lights», on its border, a step past it, and where nothing is known."""

from datetime import date
from pathlib import Path

import pytest

from tpn.model import load_read
from tpn.model.choices import Dimension, Light, Phase
from tpn.model.questions import Questions
from tpn.plan import Baseline, Plan, work_out
from tpn.plan.lights import ShownLight, overall
from tpn.plan.progress import progress_of
from tpn.plan.service_steps import ServiceStep, complete, step_of
from tpn.source import Folder, TextFile

GREEN, YELLOW, RED, GREY = Light.GREEN, Light.YELLOW, Light.RED, Light.GREY
TODAY = date(2026, 10, 5)  # a Monday
HEAD = "project: {format: 1, id: p, name: Prøve, start: 2026-08-17%s}\n"
QUESTIONS = Questions()


def planned(text: str, more: str = "", *, today: date = TODAY, agreed: dict[str, date] | None = None) -> Plan:
    """The plan of a small project, seen from Monday 5 October 2026."""
    file = TextFile(Path("project.yaml"), "project.yaml", HEAD % more + text)
    loaded = load_read(Path(), Folder((file,), ()))
    assert loaded.problems == ()
    baseline = Baseline(date(2026, 8, 25), agreed) if agreed is not None else None
    return work_out(loaded.sound(), today, baseline=baseline, questions=QUESTIONS)


def shown(plan: Plan, dimension: str) -> ShownLight:
    return next(one for one in plan.lights if one.dimension is Dimension(dimension))


def light(text: str, dimension: str, more: str = "", *, today: date = TODAY) -> Light:
    found = shown(planned(text, more, today=today), dimension)
    assert found.because
    return found.light


# ---------------------------------------------------------------- progress


def milestone(due: str, more: str = "") -> str:
    return f"kickoff:\n  activities: [{{id: K-01, title: Møte, milestone: true, due: {due}{more}}}]\n"


@pytest.mark.parametrize(
    ("due", "days", "expected"),
    [
        ("2026-10-05", 0, GREEN),
        ("2026-10-02", 1, GREEN),
        ("2026-09-30", 3, GREEN),  # a third of 10 is 3.33: three days are within it
        ("2026-09-29", 4, YELLOW),
        ("2026-09-21", 10, YELLOW),  # the tolerance itself
        ("2026-09-18", 11, RED),
    ],
)
def test_progress_is_green_to_a_third_of_the_tolerance_yellow_up_to_it_and_red_above(
    due: str, days: int, expected: Light
) -> None:
    plan = planned(milestone(due))
    found = shown(plan, "progress")
    assert (plan.work[0].delay, found.light) == (days, expected)
    assert found.because[0].facts["days"] == days


@pytest.mark.parametrize(
    ("due", "expected"), [("2026-10-02", GREEN), ("2026-10-01", YELLOW), ("2026-09-29", RED)]
)
def test_the_tolerance_is_the_projects_own(due: str, expected: Light) -> None:
    assert light(milestone(due), "progress", ", tolerances: {days: 3}") is expected


def test_milestones_count_before_other_activities() -> None:
    late = "    - {id: K-02, title: Plan, due: 2026-09-01}\n"
    both = "kickoff:\n  activities:\n    - {id: K-01, title: Møte, milestone: true, due: 2026-10-30}\n" + late
    assert light(both, "progress") is GREEN
    assert light("kickoff:\n  activities:\n" + late, "progress") is RED


@pytest.mark.parametrize(("finish", "expected"), [("2026-10-16", GREEN), ("2026-10-15", RED)])
def test_progress_is_red_when_the_finish_passes_the_promise_by_more_than_the_tolerance(
    finish: str, expected: Light
) -> None:
    text = "kickoff:\n  activities: [{id: K-01, title: Møte, due: 2026-10-30}]\n"
    assert light(text, "progress", f", finish: {finish}") is expected  # ten working days, and eleven


def test_progress_is_grey_without_dates_and_green_when_all_is_done() -> None:
    assert light("kickoff:\n  activities: [{id: K-01, title: Møte}]\n", "progress") is GREY
    assert light("kickoff: {}\n", "progress") is GREY
    assert light(milestone("2026-08-25", ", status: done"), "progress") is GREEN


def test_lateness_is_counted_from_the_agreed_plan_where_there_is_one() -> None:
    text = milestone("2026-10-30")
    assert shown(planned(text), "progress").light is GREEN
    assert shown(planned(text, agreed={"K-01": date(2026, 10, 15)}), "progress").light is RED
    # a move that was decided has moved the promise itself
    assert shown(planned(text, agreed={"K-01": date(2026, 10, 30)}), "progress").light is GREEN


def test_a_light_cannot_be_made_green_by_typing_a_new_date() -> None:
    agreed = {"K-01": date(2026, 9, 1)}
    assert shown(planned(milestone("2026-09-01"), agreed=agreed), "progress").light is RED
    assert shown(planned(milestone("2026-12-01"), agreed=agreed), "progress").light is RED


def test_what_fell_out_or_is_done_is_never_late() -> None:
    for status in ("cancelled", "not_relevant", "done"):
        plan = planned(milestone("2026-08-25", f", status: {status}"))
        assert (plan.work[0].delay, plan.work[0].overdue) == (None, False)


# ---------------------------------------------------------------- progress in numbers


def test_percent_is_what_is_done_of_all_that_has_not_fallen_out() -> None:
    lines = [
        "{id: K-01, title: A, due: 2026-09-01, status: done}",
        "{id: K-02, title: B, due: 2026-10-05, status: in_progress, percent: 90}",
        "{id: K-03, title: C, due: 2026-10-06}",
        "{id: K-04, title: D, due: 2026-09-01, status: cancelled}",
        "{id: K-05, title: E, due: 2026-09-01, status: not_relevant}",
        "{id: K-06, title: F, due: 2026-10-19}",
        "{id: K-07, title: G, due: 2026-10-20}",
        "{id: K-08, title: H}",
    ]
    plan = planned(f"kickoff:\n  activities: [{', '.join(lines)}]\n")
    found = progress_of(plan.work, TODAY)
    # one of six done; two were to be done by today; nothing is overdue on its own day; three are due within fourteen
    assert found == (1, 6, 16.7, 33.3, 0, 3)


def test_nothing_to_count_gives_no_percent() -> None:
    assert progress_of(planned("kickoff: {}\n").work, TODAY) == (0, 0, None, None, 0, 0)


def test_what_should_have_ended_yesterday_is_overdue() -> None:
    for due, overdue in (("2026-10-04", True), ("2026-10-05", False)):
        assert planned(milestone(due)).work[0].overdue is overdue


# ---------------------------------------------------------------- economy


def economy(forecast: int, as_of: str = "2026-10-01", budget: int = 1000) -> str:
    line = f"{{item: Lisenser, budget: {budget}, forecast: {forecast}}}"
    return f"economy: {{as_of: {as_of}, lines: [{line}]}}\n"


@pytest.mark.parametrize(
    ("forecast", "expected"),
    [(900, GREEN), (1000, GREEN), (1001, YELLOW), (1050, YELLOW), (1051, RED)],
)
def test_economy_is_green_to_the_budget_yellow_to_the_tolerance_and_red_above(
    forecast: int, expected: Light
) -> None:
    assert light(economy(forecast), "economy") is expected


@pytest.mark.parametrize(("as_of", "expected"), [("2026-08-21", GREEN), ("2026-08-20", GREY)])
def test_figures_older_than_forty_five_days_are_no_figures(as_of: str, expected: Light) -> None:
    assert light(economy(1000, as_of), "economy") is expected


def test_economy_is_grey_without_figures() -> None:
    assert light("economy: {}\n", "economy") is GREY
    assert (
        light("economy: {lines: [{item: A, budget: 100, forecast: 100}]}\n", "economy") is GREY
    )  # of no day
    assert light("economy: {as_of: 2026-10-01, lines: [{item: A, budget: 100}]}\n", "economy") is GREY
    assert light("economy: {as_of: 2026-10-01, lines: [{item: A, forecast: 100}]}\n", "economy") is GREY


# ---------------------------------------------------------------- quality


def deviations(*importances: int, closed: str = "") -> str:
    items = (f"{{id: D-0{n}, title: A, importance: {i}{closed}}}" for n, i in enumerate(importances))
    return f"deviations: [{', '.join(items)}]\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("deviations: []\n", GREY),
        (deviations(1, 1), GREEN),
        (deviations(1, 2), YELLOW),
        (deviations(1, 2, 3), RED),
        (deviations(3, closed=", closed: 2026-10-01"), GREEN),
        ("deliverables: [{id: L-01, title: A, status: on_plan}]\n", GREEN),
        ("deliverables: [{id: L-01, title: A, status: rejected}]\n", RED),
    ],
)
def test_quality_is_the_worst_open_deviation_or_a_rejected_deliverable(text: str, expected: Light) -> None:
    assert light(text, "quality") is expected


# ---------------------------------------------------------------- risk


def risk(probability: int, consequence: int, more: str = "") -> str:
    said = f"probability: {probability}, consequence: {consequence}{more}"
    return f"risks:\n  - {{id: R-01, title: Sen, kind: threat, {said}}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("risks: []\n", GREY),
        (risk(2, 2), GREEN),
        (risk(1, 5), YELLOW),
        (risk(3, 4), YELLOW),
        (risk(3, 5), RED),
        (risk(5, 5, ", after: {probability: 2, consequence: 2}"), GREEN),
        (risk(5, 5, ", status: closed"), GREEN),
        ("risks: [{id: R-01, title: Sen, kind: threat}]\n", GREY),
        # one that nobody has assessed never leaves the light green, and hides no worse one
        (risk(1, 1) + "  - {id: R-02, title: Ny, kind: threat}\n", GREY),
        (risk(3, 4) + "  - {id: R-02, title: Ny, kind: threat}\n", YELLOW),
        (risk(5, 5) + "  - {id: R-02, title: Ny, kind: threat}\n", RED),
        ("risks: [{id: R-01, title: God, kind: opportunity, probability: 5, consequence: 5}]\n", GREEN),
    ],
)
def test_risk_is_the_largest_open_threat_after_measures(text: str, expected: Light) -> None:
    assert light(text, "risk") is expected


# ---------------------------------------------------------------- benefits


def benefit(value: str, by: str = "2026-11-25", on: str = "2026-10-01") -> str:
    """From 100 on 17 August to 0 on 25 November: a point a day, forty-five on 1 October."""
    measured = f", measurements: [{{date: {on}, value: {value}}}]" if value else ""
    return (
        "benefits:\n  benefits:\n    - {id: G-01, title: Tid, "
        f"indicator: {{name: Minutter, unit: min, baseline: 100, target: 0, by: {by}}}{measured}}}\n"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [("55", GREEN), ("75", GREEN), ("75.1", YELLOW), ("95", YELLOW), ("95.1", RED), ("0", GREEN)],
)
def test_benefits_are_judged_by_how_far_they_lie_behind_the_straight_line(
    value: str, expected: Light
) -> None:
    assert light(benefit(value), "benefits") is expected


def test_benefits_are_red_when_the_day_has_passed_without_a_measurement_and_grey_before() -> None:
    assert light(benefit("", by="2026-10-04"), "benefits") is RED
    assert light(benefit("", by="2026-10-05"), "benefits") is GREY
    assert light("benefits: {}\n", "benefits") is GREY


def test_a_first_measurement_that_is_the_baseline_is_no_result() -> None:
    assert light(benefit("100", on="2026-09-01"), "benefits") is GREY


# ---------------------------------------------------------------- change


def stakeholder(*dues: str, done: str = "") -> str:
    actions = ", ".join(f"{{what: Møte, due: {due}{done}}}" for due in dues)
    return f"benefits:\n  stakeholders: [{{id: I-01, name: Foresatte, actions: [{actions}]}}]\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("benefits: {}\n", GREY),
        (stakeholder(), GREEN),
        (stakeholder("2026-10-05"), GREEN),
        (stakeholder("2026-10-04"), YELLOW),
        (stakeholder("2026-10-04", "2026-10-01"), RED),
        (stakeholder("2026-10-04", "2026-10-01", done=", done: 2026-10-02"), GREEN),
    ],
)
def test_change_counts_overdue_actions_towards_stakeholders(text: str, expected: Light) -> None:
    assert light(text, "change") is expected


@pytest.mark.parametrize(("launch", "expected"), [("2026-12-04", RED), ("2026-12-05", GREEN)])
def test_change_is_red_when_a_service_within_sixty_days_has_no_owner(launch: str, expected: Light) -> None:
    service = f"services: [{{id: sfo, name: SFO, launch: {launch}}}]\n"
    assert light(service + stakeholder(), "change") is expected


def test_an_overdue_training_counts_as_an_overdue_action() -> None:
    training = "launch:\n  activities: [{id: T-01, title: Kurs, kind: training, due: 2026-10-02}]\n"
    assert light(training + stakeholder(), "change") is YELLOW


# ---------------------------------------------------------------- privacy


def launching(launch: str, more: str = "") -> str:
    return f"services: [{{id: sfo, name: SFO, launch: {launch}}}]\n{more}"


@pytest.mark.parametrize(
    ("launch", "expected"),
    [
        ("2026-12-05", GREY),
        ("2026-12-04", YELLOW),
        ("2026-11-05", YELLOW),
        ("2026-11-04", RED),
        ("2026-10-01", RED),
    ],
)
def test_open_points_of_privacy_are_yellow_until_thirty_days_before_launch(
    launch: str, expected: Light
) -> None:
    assert light(launching(launch), "privacy") is expected


def settled_points() -> str:
    points = [
        q.id for q in QUESTIONS.of(Phase.LAUNCH) if q.must and q.theme in {"privacy", "security", "records"}
    ]
    answers = "".join(f"        {point}: {{answer: done, evidence: sak 1/26}}\n" for point in points)
    return f"launch:\n  services:\n    - service: sfo\n      checklist:\n{answers}"


def test_privacy_is_green_when_every_point_is_settled_and_red_for_a_launched_service_with_one_open() -> None:
    assert light(launching("2026-11-04", settled_points()), "privacy") is GREEN
    on = "launch: {services: [{service: sfo, launched: 2026-10-01}]}\n"
    assert light(launching("2026-10-01", on), "privacy") is RED


# ---------------------------------------------------------------- overall, overruled


@pytest.mark.parametrize(
    ("lights", "expected"),
    [
        ([], GREY), ([GREY, GREY], GREY), ([GREY, GREEN], GREEN), ([GREEN, YELLOW, GREY], YELLOW),
        ([YELLOW, RED, GREEN], RED),
    ],
)  # fmt: skip
def test_overall_is_the_worst_that_is_not_grey(lights: list[Light], expected: Light) -> None:
    assert overall(lights) is expected


def test_an_overruled_light_counts_as_overruled_and_keeps_what_was_computed() -> None:
    said = ", lights: {risk: {light: yellow, reason: Avtalt, by: ola, date: 2026-10-02}}"
    plan = planned("people: [{id: ola, name: Ola Nordmann}]\n" + risk(5, 5), said)
    found = shown(plan, "risk")
    assert (found.light, found.computed, found.overruled, found.reason) == (YELLOW, RED, True, "Avtalt")
    assert plan.overall is YELLOW


def test_every_light_says_why_even_when_green_or_grey() -> None:
    for text in ("kickoff: {}\n", milestone("2026-10-30") + economy(900) + risk(1, 1) + deviations(1)):
        assert all(one.because for one in planned(text).lights)


# ---------------------------------------------------------------- where a service stands


def test_a_service_stands_at_the_first_step_that_is_not_complete() -> None:
    chosen = "services: [{id: sfo, name: SFO, owner: eva, responsible: eva}]\npeople: [{id: eva, name: Eva Berg}]\n"
    named = "benefits: {benefits: [{id: G-01, title: Tid, services: [sfo]}]}\n"
    process = "processes: {services: [{service: sfo, chosen: paper, validated: {by: eva}}]}\n"
    parts = "procurement: {components: [{id: A-K01, name: Skjema, services: [sfo]%s}]}\n"
    for text, expected in (
        ("services: [{id: sfo, name: SFO}]\n", ServiceStep.CHOSEN),
        (chosen, ServiceStep.BENEFITS),
        (chosen + named, ServiceStep.PROCESS),
        (chosen + named + process + parts % "", ServiceStep.PLATFORM),
        (chosen + named + process + parts % ", delivered: 2026-10-01", ServiceStep.ONLINE),
        (chosen + named + process, ServiceStep.ONLINE),
    ):
        plan = planned(text)
        (service,) = plan.project.services
        assert step_of(service, plan.facts) is expected
        assert not complete(service, plan.facts)[expected]
