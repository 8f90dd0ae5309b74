"""The services of a report, the reasons behind a light, and the plan of one service alone."""

from datetime import date
from typing import Any

from tests.edits.small_projects import ABOUT
from tests.views.small_views import planned
from tpn.model.choices import Light
from tpn.plan import Plan
from tpn.plan.baseline import FINISH, Agreed, Baseline
from tpn.plan.lights import Because
from tpn.views.report_facts import ServiceFacts
from tpn.views.report_reasons import reason_of, titles_of
from tpn.views.report_services import light_of, plan_of_service, service_lines

US = ABOUT.replace("{id: per, name: Per Moe,", "{id: per, name: Per Moe, unit: Skole,").replace(
    "{id: eva, name: Eva Lie,", "{id: eva, name: Eva Lie, unit: Kultur,"
).replace(
    "{id: sfo, name: SFO}",
    "{id: sfo, name: SFO, owner: per, responsible: eva, subject_staff: [per, eva, liv], audience: [citizens]}",
).replace(
    "{id: bhg, name: Barnehage}",
    "{id: bhg, name: Barnehage, owner: per, launch: 2026-11-09}\n"
    "  - {id: kul, name: Kulturskole, ended: {date: 2026-09-01}}",
)  # fmt: skip
WORK = """\
kickoff:
  activities: [{id: K-1, title: Felles, due: 2026-09-25}, {id: K-2, title: SFOs, service: sfo, due: 2026-08-03}]
benefits:
  stakeholders: [{id: I-1, name: Foresatte}]
  benefits: [{id: G-1, title: Kø, services: [sfo]}, {id: G-2, title: Ro, services: [bhg]}, {id: G-3, title: Alles}]
procurement:
  components: [{id: C-1, name: Skjema, services: [sfo, bhg]}, {id: C-2, name: Arkiv, services: [bhg]}]
launch:
  activities:
    - {id: L-0, title: Prøve, service: sfo, due: 2026-10-20}
    - {id: L-1, title: Slå på, service: sfo, due: 2026-10-12, milestone: true, kind: go_live, after: [L-0]}
  services: [{service: sfo, checklist: {T-C01: {answer: done, evidence: e-post}}}]
deliverables: [{id: LE-1, title: Rapport, service: sfo}, {id: LE-2, title: Plan}]
decisions:
  - {id: B-1, title: Om arbeidet, hangs: [K-2]}
  - {id: B-2, title: Om noe annet, hangs: [K-1]}
  - {id: B-3, title: Alene}
risks: [{id: R-1, title: Vår, services: [sfo]}, {id: R-2, title: Alles}]
deviations: [{id: D-1, title: Avvik}]
economy: {lines: [{item: Lisens, budget: 100}]}
"""
PLAN, _ = planned(WORK, about=US)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def line(name: str, plan: Plan = PLAN) -> ServiceFacts:
    return next(one for one in service_lines(plan) if one.id == name)


def test_every_service_that_has_not_left_the_project() -> None:
    assert [one.id for one in service_lines(PLAN)] == ["sfo", "bhg"]


def test_whose_it_is_and_whose_work() -> None:
    sfo, bhg = service_lines(PLAN)
    assert (sfo.responsible, sfo.owner, sfo.unit, sfo.audience) == (
        "Eva Lie", "Per Moe", "Kultur, Skole", ("citizens",),
    )  # fmt: skip
    assert (bhg.responsible, bhg.owner, bhg.unit) == (None, "Per Moe", "Skole")  # nobody else: its owner's
    nobody = planned(WORK, about=ABOUT)[0]
    assert (line("sfo", nobody).unit, line("sfo", nobody).owner) == (None, None)


def test_its_steps_and_must_points_are_counted() -> None:
    sfo, bhg = service_lines(PLAN)
    assert (sfo.next, sfo.done, sfo.steps) == ("process", 2, 8)  # chosen, and has a benefit
    assert (sfo.clear, bhg.clear) == (1, 0)
    assert sfo.points == bhg.points > 1


def test_its_launch_by_the_words_of_dates() -> None:
    assert (line("sfo").agreed, line("sfo").original) == (None, None)  # nothing is agreed yet
    assert (line("sfo").forecast, line("sfo").launched) == (day(10, 20), None)
    trail = {"L-1": (Agreed(day(8, 20), day(10, 5)), Agreed(day(8, 28), day(10, 14)))}
    plan, _ = planned(WORK, about=US, baseline=Baseline(day(8, 28), trail=trail))
    assert (line("sfo", plan).agreed, line("sfo", plan).original) == (day(10, 14), day(10, 5))
    assert (line("bhg", plan).agreed, line("bhg", plan).original) == (None, None)  # planned only
    on = WORK.replace("{service: sfo, checklist", "{service: sfo, launched: 2026-09-01, checklist")
    assert line("sfo", planned(on, about=US)[0]).launched == day(9, 1)


def test_the_light_is_the_worse_of_progress_and_must_points_with_the_reasons_of_that_one() -> None:
    light, why = light_of(PLAN.project.service["sfo"], PLAN)
    assert (light, [one.fact for one in why]) == (Light.YELLOW, ["must_open", "milestone_late"])
    near = WORK.replace("due: 2026-10-12", "due: 2026-09-14").replace(", after: [L-0]", "")
    light, why = light_of((plan := planned(near, about=US)[0]).project.service["sfo"], plan)
    assert (light, [one.fact for one in why]) == (Light.RED, ["must_open"])  # it is on time


def test_titles_are_those_of_all_that_a_light_speaks_of() -> None:
    titles = titles_of(PLAN)
    assert [titles[name] for name in ("K-1", "R-1", "D-1", "LE-1", "G-1", "sfo")] == [
        "Felles", "Vår", "Avvik", "Rapport", "Kø", "SFO",
    ]  # fmt: skip


def reason(fact: str, plan: Plan = PLAN, **facts: Any) -> dict[str, Any]:
    return dict(reason_of(Because(fact, facts), plan, titles_of(plan)).facts)


AGREED, _ = planned(
    WORK, about=US.replace("start: 2026-08-17,", "start: 2026-08-17, finish: 2026-12-01,"),
    baseline=Baseline(day(8, 28), ends={"K-1": day(9, 18)}, trail={FINISH: (Agreed(day(8, 28), day(12, 8)),)}),
)  # fmt: skip


def test_a_reason_has_the_title_of_what_it_names_and_its_dates_where_it_was_promised() -> None:
    assert reason("x", id="R-1") == {"id": "R-1", "title": "Vår"}
    assert reason("x", id="ukjent") == {"id": "ukjent", "title": ""}
    assert reason("x", id="K-1") == {
        "id": "K-1", "title": "Felles", "agreed": day(9, 25), "forecast": day(9, 25),  # as it is planned
    }  # fmt: skip
    assert reason("x", AGREED, id="K-1") == {
        "id": "K-1", "title": "Felles", "agreed": day(9, 18), "forecast": day(9, 25),
    }  # fmt: skip
    assert reason("x", service="sfo") == {"service": "SFO"}
    assert reason("x", service="ukjent") == {"service": "ukjent"}
    assert reason("x", days=3) == {"days": 3}


def test_a_late_finish_is_held_against_what_was_agreed_else_against_the_plan() -> None:
    assert reason("finish_late") == {"agreed": None, "by_plan": True}
    assert reason("milestone_late") == {"by_plan": True}
    assert reason("activity_late") == {}
    assert reason("finish_late", AGREED) == {"agreed": day(12, 8)}
    assert reason("milestone_late", AGREED) == {"by_plan": True}  # of the finish alone a day was agreed
    wished, _ = planned(
        WORK, about=ABOUT.replace("start: 2026-08-17,", "start: 2026-08-17, finish: 2026-12-01,")
    )
    assert reason("finish_late", wished) == {"agreed": day(12, 1), "by_plan": True}


def test_the_plan_of_a_service_is_of_what_names_it() -> None:
    alone = plan_of_service(PLAN, "sfo")
    project = alone.project
    assert [w.activity.id for w in alone.work] == ["K-2", "L-0", "L-1"]
    assert [one.id for _, one in project.activities] == ["K-2", "L-0", "L-1"]
    assert [one.id for one in project.services] == ["sfo"]
    assert [one.id for one in project.benefits.benefits] == ["G-1"]
    assert [one.id for one in project.procurement.components] == ["C-1"]
    assert [one.id for one in project.risks] == ["R-1"]
    assert [one.id for one in project.deliverables] == ["LE-1"]
    assert (project.benefits.stakeholders, project.deviations, project.economy.lines) == ((), (), ())
    assert (alone.facts.finish, alone.facts.project) == (None, project)


def test_a_decision_is_the_services_where_its_work_hangs_on_it() -> None:
    assert [one.id for one in plan_of_service(PLAN, "sfo").project.decisions] == ["B-1"]
    assert plan_of_service(PLAN, "bhg").project.decisions == ()


def agreed_plan(**trail: tuple[Agreed, ...]) -> Plan:
    trails = {FINISH: (Agreed(day(8, 17), day(12, 1)),), **trail}
    base = Baseline(day(8, 17), trail=trails, revision=1, decision="B-9")
    return planned(WORK, about=US, baseline=base)[0]


def test_what_nobody_has_agreed_a_day_for_is_late_by_the_plan_also_where_a_plan_is_agreed() -> None:
    late = Because("milestone_late", {"id": "L-1", "days": 7})
    plan = agreed_plan()
    assert reason_of(late, plan, titles_of(plan)).facts["by_plan"] is True
    plan = agreed_plan(**{"L-1": (Agreed(day(8, 17), day(10, 1)),)})
    assert "by_plan" not in reason_of(late, plan, titles_of(plan)).facts


def test_a_service_has_the_history_of_its_own_agreements_and_none_where_nothing_of_it_was_agreed() -> None:
    """A service that came after the revised plan was never moved, and has no original plan."""
    assert plan_of_service(agreed_plan(), "sfo").facts.revised is None
    moved = (Agreed(day(8, 17), day(10, 1)), Agreed(day(9, 1), day(10, 8)))
    told = plan_of_service(agreed_plan(sfo=moved, bhg=moved[:1]), "sfo").facts.revised
    assert told
    assert (told["moved"], told["after"]) == (1, 5)
