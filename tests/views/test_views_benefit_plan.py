"""The realisation plan: goals with their benefits, changes, what is still to be measured, the risks to the benefits."""

from datetime import date

from tests.views.small_views import planned
from tpn.model.actors import Actors
from tpn.model.choices import GoalLevel
from tpn.model.taxonomy import Taxonomy
from tpn.views.benefit_plan import ChangeLine, GoalBenefits, RealisationPlan, RiskLine, realisation_plan
from tpn.views.benefits import NamedRecord, register

ABOUT = """\
project:
  format: 1
  id: lite
  name: Lite prosjekt
  start: 2026-08-17
  owner: per
  lead: liv
  goals: [{id: M-1, text: Kortere kø, level: effect}, {id: M-2, text: Alene}]
people: [{id: liv, name: Liv Dahl}, {id: per, name: Per Moe}, {id: eva, name: Eva Lie}]
services: [{id: sfo, name: SFO}]
"""
WORK = """\
procurement:
  components: [{id: A-K1, name: Skjema}]
benefits:
  activities:
    - {id: G-A1, title: Måle kø, kind: measurement, due: 2026-10-01, responsible: [per]}
    - {id: G-A2, title: Målt, kind: measurement, due: 2026-09-01, status: done, finished: 2026-09-01}
    - {id: G-A3, title: Udatert, kind: measurement}
    - {id: G-A4, title: Annet, due: 2026-10-02}
  changes:
    - {id: F-1, title: Ny rutine, owner: eva, due: 2026-11-01, enabled_by: [A-K1]}
    - {id: F-2, title: Alene}
  benefits:
    - {id: G-1, title: Kø, owner: eva, goals: [M-1], changes: [F-1],
       indicator: {name: M, by: 2026-12-01, measured_by: per}}
    - {id: G-2, title: Målt på dagen, owner: eva, indicator: {name: M, by: 2026-09-01},
       measurements: [{date: 2026-09-01, value: 3}]}
    - {id: G-3, title: Målt før, owner: eva, goals: [M-1], indicator: {name: M, by: 2026-09-01},
       measurements: [{date: 2026-08-31, value: 3}]}
    - {id: G-4, title: Ingens, changes: [F-1], indicator: {name: M, by: 2026-10-01}}
    - {id: G-5, title: Udatert, indicator: {name: M}}
risks:
  - {id: R-1, title: Ingen måler, phase: benefits, probability: 3, consequence: 2, owner: per}
  - {id: R-2, title: Lukket, phase: benefits, status: closed}
  - {id: R-3, title: Annen fase, phase: launch}
  - {id: R-4, title: Ikke vurdert, phase: benefits}
"""


def made(about: str = ABOUT) -> RealisationPlan:
    plan, _ = planned(WORK, about=about)
    return realisation_plan(plan, register(plan.project, plan.today, Taxonomy(), Actors()))


VIEW = made()


def test_each_goal_has_the_benefits_that_serve_it() -> None:
    assert VIEW.goals == (
        GoalBenefits(
            "M-1", "Kortere kø", GoalLevel.EFFECT, (NamedRecord("G-1", "Kø"), NamedRecord("G-3", "Målt før"))
        ),
        GoalBenefits("M-2", "Alene", None, ()),
    )


def test_each_change_with_whose_it_is_and_what_it_gives() -> None:
    assert VIEW.changes == (
        ChangeLine(
            "F-1", "Ny rutine", "Eva Lie", date(2026, 11, 1), date(2026, 11, 1), (NamedRecord("A-K1", "Skjema"),),
            ("G-1", "G-4"),
        ),
        ChangeLine("F-2", "Alene", None, None, None, (), ()),
    )  # fmt: skip


def test_a_change_is_foreseen_when_what_makes_it_possible_and_its_work_are_there() -> None:
    def foreseen(component: str = "", work: str = "", change: str = "") -> date | None:
        text = WORK.replace("name: Skjema}", f"name: Skjema{component}}}").replace(
            "due: 2026-10-02}", f"due: 2026-10-02{work}}}"
        )
        text = text.replace("enabled_by: [A-K1]}", f"enabled_by: [A-K1]{change}}}")
        plan, _ = planned(text, about=ABOUT)
        return (
            realisation_plan(plan, register(plan.project, plan.today, Taxonomy(), Actors()))
            .changes[0]
            .foreseen
        )

    assert foreseen(component=", expected: 2026-12-04") == date(2026, 12, 4)
    assert foreseen(component=", expected: 2026-12-04, delivered: 2026-09-01") == date(2026, 11, 1)
    assert foreseen(change=", activity: G-A4") == date(2026, 11, 1)  # the work is there before
    assert foreseen(change=", activity: G-A2") == date(2026, 9, 1)  # done, so the change is made


def test_what_is_still_to_be_measured_by_its_day() -> None:
    assert [(one.day, one.id, one.who) for one in VIEW.measuring] == [
        (date(2026, 9, 1), "G-3", ("Eva Lie",)),  # measured on the day before is not measured
        (date(2026, 10, 1), "G-4", ()),
        (date(2026, 10, 1), "G-A1", ("Per Moe",)),
        (date(2026, 12, 1), "G-1", ("Per Moe",)),  # who measures it, before who owns it
    ]
    assert [one.indicator is not None for one in VIEW.measuring] == [True, True, False, True]


def test_open_risks_to_the_benefits() -> None:
    assert VIEW.risks == (
        RiskLine("R-1", "Ingen måler", 6, "Per Moe"),
        RiskLine("R-4", "Ikke vurdert", None, None),
    )


def test_whose_the_project_is() -> None:
    assert (VIEW.owner, VIEW.lead) == ("Per Moe", "Liv Dahl")
    nobody = made(ABOUT.replace("  owner: per\n  lead: liv\n", ""))
    assert (nobody.owner, nobody.lead) == (None, None)
