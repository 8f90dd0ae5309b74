"""The facts of a presentation, on small YAML: who, why, what, when, and what is asked for."""

from datetime import date

from tests.views.small_views import planned
from tpn.model.choices import GoalLevel, Phase, Role
from tpn.plan.baseline import Agreed, Baseline
from tpn.views.slides import AskedTime, GoalLine, PhaseSpan, Presentation, RiskRow, ServiceRow, presentation

US = """\
project:
  format: 1
  id: lite
  name: Lite prosjekt
  start: 2026-08-17
  lead: liv
  owner: per
  steering_group: [per, eva]
  municipality: {name: Halden}
  goals:
    - {id: M-1, text: Leve bedre, level: business}
    - {id: M-2, text: Kortere kø, level: effect, indicator: G-01}
    - {id: M-3, text: Ni skjema, level: delivery}
    - {id: M-4, text: Ukjent mål, indicator: G-02}
people:
  - {id: liv, name: Liv Dahl, email: liv@example.no, roles: [project_group, it]}
  - {id: per, name: Per Moe, roles: [project_group]}
  - {id: eva, name: Eva Lie, roles: [records, privacy]}
  - {id: ann, name: Ann By, roles: [it]}
services:
  - {id: sfo, name: SFO, owner: per, responsible: eva, wave: 2, cases_per_year: 100}
  - {id: bhg, name: Barnehage, launch: 2026-11-09, cases_per_year: 50}
  - {id: kul, name: Kulturskole}
"""
WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Begynne, start: 2026-08-17, due: 2026-08-21, status: done, finished: 2026-08-20}
    - {id: K-02, title: Fortsette, start: 2026-09-14, due: 2026-09-25}
    - {id: K-03, title: Avlyst, start: 2026-06-01, due: 2026-12-24, status: cancelled}
benefits:
  activities: [{id: G-A1, title: Udatert}]
  benefits:
    - {id: G-01, title: Kø, owner: eva, indicator: {name: Minutter, unit: min, baseline: 10, target: 4, by: 2027-01-01},
       measurements: [{date: 2026-09-01, value: 7}]}
    - {id: G-02, title: Ro}
launch:
  activities:
    - {id: L-00, title: Prøve, service: sfo, start: 2026-10-01, due: 2026-10-20}
    - {id: L-01, title: Slå på, service: sfo, due: 2026-10-12, milestone: true, kind: go_live, after: [L-00]}
staffing:
  - {id: BM-1, role: Prosjektleder, person: liv, unit: IKT, needed: 50, start: 2026-09-01, due: 2026-12-01}
  - {id: BM-2, role: Ikke bedt om, person: per}
  - {id: BM-3, role: Arkivar, needed: 10}
risks:
  - {id: R-1, title: Liten, probability: 1, consequence: 2, owner: per}
  - {id: R-2, title: Stor, probability: 5, consequence: 4, actions: [{what: Gjort, done: 2026-09-01}, {what: Ringe}]}
  - {id: R-3, title: Lukket, probability: 5, consequence: 5, status: closed}
  - {id: R-4, title: Mulighet, probability: 5, consequence: 5, kind: opportunity}
  - {id: R-5, title: Ikke vurdert}
meetings:
  - {id: MO-1, kind: kickoff, date: 2026-09-14, place: Rådhuset}
  - {id: MO-2, kind: kickoff, date: 2026-09-04}
  - {id: MO-3, kind: kickoff}
  - {id: MO-4, kind: kickoff, date: 2026-09-07}
"""


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def told(
    meeting: str = "MO-1", work: str = WORK, us: str = US, baseline: Baseline | None = None
) -> Presentation:
    plan, _ = planned(work, about=us, baseline=baseline)
    return presentation(plan, next(one for one in plan.project.meetings if one.id == meeting))


def test_it_says_whose_it_is_when_and_where() -> None:
    made = told()
    assert (made.project, made.municipality, made.day, made.place) == (
        "Lite prosjekt", "Halden", day(9, 14), "Rådhuset",
    )  # fmt: skip
    assert (made.presenter, made.contact, made.owner, made.lead) == (
        "Liv Dahl", "liv@example.no", "Per Moe", "Liv Dahl",
    )  # fmt: skip
    assert (made.today, told("MO-3").today) == (day(9, 14), day(9, 7))  # without a day it is of today
    alone = told(us=US.replace("  lead: liv\n", "").replace("  municipality: {name: Halden}\n", ""))
    assert (alone.presenter, alone.contact, alone.lead, alone.municipality) == (None, None, None, None)


def test_why_is_the_goals_of_the_organisation_and_the_others_are_what_is_to_be_reached() -> None:
    made = told()
    queue = GoalLine("Kortere kø", "Minutter", 10, 4, "min", date(2027, 1, 1), GoalLevel.EFFECT)
    assert made.why == (GoalLine("Leve bedre", None, None, None, None, None, GoalLevel.BUSINESS), queue)
    assert made.goals == (
        queue,
        GoalLine("Ni skjema", None, None, None, None, None, GoalLevel.DELIVERY),
        GoalLine("Ukjent mål", None, None, None, None, None),  # its benefit has no indicator
    )
    assert made.cases == 150
    served = told(us=US.replace("Ni skjema", "Tre tjenester"))
    assert [goal.counted for goal in served.goals] == [None, 3, None]  # what is delivered is counted


def test_the_group_is_without_its_lead_and_the_support_is_one_for_each_field() -> None:
    made = told()
    assert (made.steering, made.group) == (("Per Moe", "Eva Lie"), ("Per Moe",))
    assert made.process_owners == (("Per Moe", 1),)  # of two services nobody owns the process yet
    assert made.support == ((Role.IT, "Liv Dahl"), (Role.RECORDS, "Eva Lie"), (Role.PRIVACY, "Eva Lie"))


def test_each_service_with_its_launch_as_planned_and_as_foreseen() -> None:
    assert told().services == (
        ServiceRow("SFO", "Per Moe", "Eva Lie", 2, day(10, 12), day(10, 20)),
        ServiceRow("Barnehage", None, None, None, day(11, 9), day(11, 9)),
        ServiceRow("Kulturskole", None, None, None, None, None),
    )
    assert told().launches == (("SFO", day(10, 20)), ("Barnehage", day(11, 9)))


def test_the_date_that_binds_is_the_one_that_was_agreed() -> None:
    trail = {"L-01": (Agreed(day(8, 20), day(10, 5)), Agreed(day(8, 28), day(10, 14)))}
    made = told(baseline=Baseline(day(8, 20), trail=trail))
    assert (made.services[0].launch, made.services[0].forecast) == (day(10, 14), day(10, 20))
    # of a meeting that is over: what was known first
    before = told("MO-2", baseline=Baseline(day(8, 20), trail=trail))
    assert (before.services[0].launch, before.services[0].forecast) == (day(10, 5), day(10, 5))


def test_a_meeting_that_is_over_knew_of_the_plan_and_of_no_forecast() -> None:
    over, today = told("MO-2"), told("MO-4")
    assert (over.services[0].launch, over.services[0].forecast) == (day(10, 12), day(10, 12))
    assert over.launches[0] == ("SFO", day(10, 12))
    assert (today.services[0].launch, today.services[0].forecast) == (day(10, 12), day(10, 20))


def test_what_is_launched_is_told_by_the_day_it_went_on() -> None:
    work = WORK.replace("kind: go_live, after: [L-00]}", "kind: go_live, status: done, finished: 2026-09-02}")
    work = work.replace("launch:\n", "launch:\n  services: [{service: sfo, launched: 2026-09-02}]\n")
    row = told(work=work).services[0]
    assert (row.launch, row.forecast) == (day(9, 2), day(9, 2))


def test_a_phase_goes_from_its_first_day_to_its_last_without_what_has_fallen_out() -> None:
    assert told().spans == (
        PhaseSpan(Phase.KICKOFF, day(8, 17), day(9, 25)),
        PhaseSpan(Phase.LAUNCH, day(10, 1), day(10, 20)),
    )


def test_what_is_asked_of_units_and_the_open_threats_the_largest_first() -> None:
    made = told()
    assert made.asked == (
        AskedTime("Prosjektleder", "IKT", "Liv Dahl", 50, day(9, 1), day(12, 1)),
        AskedTime("Arkivar", None, None, 10, None, None),
    )
    assert made.risks == (
        RiskRow("R-2", "Stor", 20, "Ringe", None),
        RiskRow("R-1", "Liten", 2, None, "Per Moe"),
    )


def test_the_measured_benefits_come_first_and_what_starts_soon_is_seen_from_the_meeting() -> None:
    made = told()
    assert [one.id for one in made.benefits] == ["G-01", "G-02"]
    assert made.totals is not None
    assert [one.id for one in made.coming] == ["K-02", "L-00", "L-01"]
    assert [one.id for one in told("MO-2").coming] == ["K-02", "L-00", "L-01"]
    assert [one.id for one in told("MO-3").coming] == ["K-02", "L-00", "L-01"]
