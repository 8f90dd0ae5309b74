"""A status report from small YAML: every fact by hand, of the whole, of one service, and against the one before."""

from datetime import date

import pytest

from tests.edits.small_projects import ABOUT, project
from tests.views.small_views import TODAY
from tpn.model.choices import Dimension, EconomyKind, Light, ParticipationKind, Phase
from tpn.model.questions import Questions
from tpn.plan import Plan, work_out
from tpn.plan.baseline import Agreed, Baseline
from tpn.views.report import ReportSeries, status_report
from tpn.views.report_facts import (
    DueWork,
    FollowUp,
    MoneyLine,
    NextLaunch,
    Overdue,
    PartFacts,
    PhaseFacts,
    Reserve,
    StaffFacts,
    StatusReport,
    TakenUp,
    ThreeLines,
    TrendPoint,
    Unanswered,
    WaitingWork,
)
from tpn.views.report_services import plan_of_service

ME = """\
project: {format: 1, id: lite, name: Lite prosjekt, start: 2026-08-17, lead: liv, owner: per, case_reference: 26/1,
  municipality: {name: Lite, number: '0301'}, reporting: {every: month, working_day: 5}}
people:
  - {id: liv, name: Liv Dahl, unit: Stab}
  - {id: per, name: Per Moe}
  - {id: eva, name: Eva Lie, unit: Skole}
services: [{id: sfo, name: SFO}, {id: bhg, name: Barnehage}]
"""
REPORT = """\
report:
  summary: {achieved: Vi begynte, next: Vi bygger, challenge: Tid}
  comments: {progress: Vi henter inn, economy: Som ventet}
  next_decision_point: {what: Videre}
  approved: {by: per, date: 2026-09-04}
kickoff:
  activities:
    - {id: K-01, title: Begynne, responsible: [liv], due: 2026-08-21, status: done, finished: 2026-08-20}
    - {id: K-02, title: Fortsette, responsible: [per, liv], due: 2026-09-01}
    - {id: K-03, title: Beslutte, responsible: [per], due: 2026-09-25, milestone: true}
    - {id: K-04, title: Vente, due: 2026-10-20, status: blocked, waiting_for: KS}
    - {id: K-05, title: Avlyst, due: 2026-09-02, status: cancelled}
    - {id: K-06, title: Uten dag}
    - {id: K-07, title: Skrive, service: sfo, responsible: [eva], due: 2026-09-07}
launch:
  activities:
    - {id: L-01, title: Slå på, service: sfo, due: 2026-10-12, milestone: true, kind: go_live, responsible: [liv]}
  services: [{service: sfo}]
meetings:
  - {id: MO-3, kind: steering, date: 2026-09-20}
  - {id: MO-1, kind: steering, date: 2026-09-07, start: "10:00", agenda: [
      {case: 3/26, title: Valg av skjemaløsning, kind: decision, responsible: per},
      {case: 4/26, title: Noe annet, kind: decision}]}
  - {id: MO-2, kind: steering, date: 2026-09-06}
  - {id: MO-4, kind: kickoff, date: 2026-09-08}
  - {id: MO-5, kind: steering, date: 2026-08-20, minutes: [{case: 1/26, decision: B-05, actions: [
      {what: Ringe, responsible: [eva], due: 2026-09-10}]}]}
decisions:
  - {id: B-01, title: Velge skjemaløsning, needed_by: 2026-09-20, meeting: MO-1, recommendation: Kjøp, if_not: Dyrt,
     hangs: [K-03, X-1], alternatives: [{title: Kjøpe, time: kort, cost: høy, benefit: stor}]}
  - {id: B-02, title: Ansette, needed_by: 2026-09-07, recommendation: Ja, case_reference: 26/17}
  - {id: B-03, title: Ansette to, needed_by: 2026-09-08, recommendation: Ja}
  - {id: B-04, title: Gjort, decided: 2026-09-07, outcome: Ja, responsible: [liv, per], follow_up_by: 2026-09-30}
  - {id: B-05, title: Minnet, decided: 2026-08-20, outcome: Ja}
  - {id: B-06, title: Ingen følger, decided: 2026-08-16, outcome: Ja}
  - {id: B-07, title: Noe annet, meeting: MO-1, alternatives: [{title: A}]}
  - {id: B-08, title: Framtid, decided: 2026-09-08, outcome: Ja}
economy:
  as_of: 2026-07-08
  lines:
    - {item: Lisens, kind: investment, source: Eget, budget: 200, spent: 50, forecast: 250}
    - {item: Buffer, budget: 100, committed: 10, reserve: true, released_by: per}
staffing:
  - {id: BM-1, role: Utvikler, person: eva, needed: 50, given: 20, start: 2026-11-02, due: 2026-09-07}
  - {id: BM-2, role: Tester, start: 2026-11-03}
  - {id: BM-3, role: Før, due: 2026-09-06}
  - {id: BM-4, role: Alltid, needed: 30}
participation:
  - {id: MV-1, title: Drøfte, kind: union_reps, due: 2026-09-15}
deliverables:
  - {id: L-9, title: Rapport, due: 2026-09-07, accepted_by: per, service: sfo}
  - {id: L-8, title: Notat, due: 2026-09-06}
  - {id: L-7, title: Senere, due: 2026-09-08}
procurement:
  components:
    - {id: C-1, name: Skjemaløsning, services: [sfo], promised: 2026-09-10, expected: 2026-09-14, needed_by: 2026-09-30}
    - {id: C-2, name: Levert, delivered: 2026-09-01}
benefits:
  benefits: [{id: G-01, title: Ro}, {id: G-02, title: Kø, owner: eva, indicator: {name: Minutter, baseline: 3}}]
risks:
  - {id: R-01, title: Hast, probability: 5, consequence: 5}
  - {id: R-02, title: Uklart, probability: 2}
deviations:
  - {id: D-1, title: Sykdom}
  - {id: D-2, title: Før, closed: 2026-09-01}
"""


def day(number: int, month: int = 9) -> date:
    return date(2026, month, number)


def plan(text: str, baseline: Baseline | None = None, today: date = TODAY, about: str = ME) -> Plan:
    return work_out(project(text, about), today, baseline=baseline, questions=Questions())


def report(
    text: str, series: ReportSeries | None = None, today: date = TODAY, about: str = ME
) -> StatusReport:
    return status_report(plan(text, today=today, about=about), series or ReportSeries())


WHOLE = report(REPORT)


def test_the_head_says_which_report_it_is_and_who_answers_for_it() -> None:
    head = WHOLE.head
    assert (head.project, head.name, head.municipality, head.number_of_municipality) == (
        "lite", "Lite prosjekt", "Lite", "0301"
    )  # fmt: skip
    assert (head.owner, head.lead, head.case_reference) == ("Per Moe", "Liv Dahl", "26/1")
    assert (head.service, head.service_name, head.number, head.as_of) == (None, None, 1, TODAY)
    assert (head.since, head.previous_number, head.previous_day) == (day(17, 8), None, None)
    assert (head.approved_by, head.approved_on, head.agreed) == ("Per Moe", day(4), None)
    assert WHOLE.lines == ThreeLines("Vi begynte", "Vi bygger", "Tid")


def test_it_is_published_on_the_next_fifth_working_day_and_looks_ahead_to_the_one_after() -> None:
    assert (WHOLE.head.publish_on, WHOLE.next_from, WHOLE.next_to) == (TODAY, day(8), day(7, 10))
    later = report("kickoff: {}", today=day(8))
    assert (later.head.publish_on, later.next_to) == (day(7, 10), day(7, 10))
    soon = report("kickoff: {}", today=day(23))  # exactly fourteen days before the next
    assert soon.next_to == day(7, 10)
    assert report("kickoff: {}", today=day(24)).next_to == day(6, 11)  # the next is too near to look ahead to
    nothing_said = report("kickoff: {}", about=ABOUT)
    assert (nothing_said.head.publish_on, nothing_said.next_to) == (None, day(8, 10))


def test_the_decision_point_is_what_was_said_else_the_next_steering_meeting() -> None:
    assert (WHOLE.head.point, WHOLE.head.point_what) == (TODAY, "Videre")
    said = report("report: {next_decision_point: {date: 2026-12-01, what: Styret}}")
    assert (said.head.point, said.head.point_what) == (day(1, 12), "Styret")
    assert report("kickoff: {}").head.point is None
    gates = report("""\
kickoff:
  activities:
    - {id: K-1, title: Sist, due: 2026-11-02, milestone: true, kind: gate}
    - {id: K-2, title: Først, due: 2026-10-05, milestone: true, kind: gate}
    - {id: K-3, title: Passert, due: 2026-09-01, milestone: true, kind: gate, status: done, finished: 2026-09-01}
""")
    assert (gates.head.point, gates.head.point_what) == (day(5, 10), "Først")  # where no meeting is planned


def test_the_figures_of_page_one() -> None:
    figures = WHOLE.figures
    assert (figures.done, figures.total, figures.planned, figures.overdue) == (1, 7, 3, 1)
    assert (figures.finish, figures.agreed, figures.original, figures.late) == (day(20, 10), None, None, None)
    assert (figures.budget, figures.spent, figures.forecast, figures.money_of) == (300, 50, 350, day(8, 7))
    points = WHOLE.services[0].points
    assert figures.launch == NextLaunch("SFO", day(12, 10), 35, points, points)
    assert report("kickoff: {}").figures.launch is None


def test_the_next_launch_is_the_first_that_has_not_been() -> None:
    text = """\
launch:
  activities:
    - {id: L-01, title: Var, service: sfo, due: 2026-09-01, status: done, finished: 2026-09-01, milestone: true,
       kind: go_live}
    - {id: L-02, title: Sist, service: bhg, due: 2026-11-20, milestone: true, kind: go_live}
    - {id: L-03, title: Neste, service: ny, due: 2026-11-10, milestone: true, kind: go_live}
  services:
    - {service: sfo, launched: 2026-09-01}
    - {service: ny, checklist: {T-C17: {answer: not_relevant, note: Uten persondata}}}
"""
    about = ME.replace("{id: bhg", "{id: ny, name: Ny}, {id: bhg")
    launch = report(text, about=about).figures.launch
    assert launch
    assert (launch.name, launch.day, launch.days) == ("Ny", day(10, 11), 64)
    assert launch.open == launch.total - 1


def test_a_light_that_is_set_says_by_whom_when_and_until_when() -> None:
    about = ME.replace("reporting:", "lights: {economy: {light: red, by: per, date: 2026-09-01, until: 2026-09-30,\n"
                       "    reason: Kutt}}, reporting:")  # fmt: skip
    progress, economy = report("kickoff: {}", about=about).lights[:2]
    assert (economy.light, economy.computed, economy.overruled) == (Light.RED, Light.GREY, True)
    assert (economy.reason, economy.by, economy.on, economy.until) == ("Kutt", "Per Moe", day(1), day(30))
    assert (progress.overruled, progress.on, progress.until) == (False, None, None)


def test_the_overall_light_is_the_worst_and_says_which_it_follows_from() -> None:
    assert (WHOLE.overall, WHOLE.deciding) == (Light.RED, Dimension.RISK)
    assert [(one.dimension, one.light) for one in WHOLE.lights][:4] == [
        (Dimension.PROGRESS, Light.GREEN), (Dimension.ECONOMY, Light.GREY), (Dimension.QUALITY, Light.GREEN),
        (Dimension.RISK, Light.RED),
    ]  # fmt: skip
    assert len(WHOLE.lights) == 7
    assert (WHOLE.lights[0].comment, WHOLE.lights[0].previous, WHOLE.lights[0].unchanged) == (
        "Vi henter inn", None, False
    )  # fmt: skip


def test_what_the_next_meeting_is_asked_and_what_comes_later() -> None:
    assert [one.id for one in WHOLE.asked] == ["B-02", "B-01", "B-07"]  # recommended first, by day
    assert [one.id for one in WHOLE.coming] == ["B-03"]  # is needed the day after
    matter = WHOLE.asked[1]
    assert (matter.case, matter.meeting, matter.meeting_start, matter.presenter) == (
        "3/26", TODAY, "10:00", "Per Moe"
    )  # fmt: skip
    assert matter.ways == (("Kjøpe", "kort", "høy", "stor"),)
    assert (matter.needed_by, matter.recommendation, matter.if_not) == (day(20), "Kjøp", "Dyrt")
    assert matter.hangs == (("Beslutte", day(25)), ("X-1", None))
    alone = WHOLE.asked[0]
    assert (alone.case, alone.meeting, alone.presenter, alone.hangs) == ("26/17", None, None, ())


def test_without_a_meeting_they_are_asked_who_are_needed_before_the_next_report() -> None:
    made = report(
        "decisions:\n"
        "  - {id: B-1, title: Akkurat, needed_by: 2026-10-07, recommendation: Ja}\n"
        "  - {id: B-2, title: Etter, needed_by: 2026-10-08, recommendation: Ja}\n"
        "  - {id: B-3, title: Uten dag, recommendation: Ja}\n"
        "  - {id: B-4, title: Uten råd, needed_by: 2026-09-08}\n"
        "  - {id: B-5, title: Falt, needed_by: 2026-09-08, recommendation: Ja, ended: {date: 2026-09-01}}\n"
    )
    assert [one.id for one in made.asked] == ["B-1"]
    assert [one.id for one in made.coming] == ["B-4", "B-2", "B-3"]


def test_a_case_is_the_decisions_where_a_long_word_is_shared_and_nobody_else_is_listed() -> None:
    text = """\
meetings:
  - {id: MO-1, kind: steering, date: 2026-09-08, agenda: [
      {case: 1/26, title: Hva med det?, kind: decision}, {case: 2/26, title: "Leie, eie", kind: decision},
      {case: 3/26, title: Leie lokaler}]}
  - {id: MO-2, kind: steering, date: 2026-09-09, agenda: [{case: 4/26, title: Leie biler, kind: decision}]}
decisions:
  - {id: B-1, title: Hva med alt, meeting: MO-1, alternatives: [{title: A}]}
  - {id: B-2, title: LEIE noe, meeting: MO-1, alternatives: [{title: A}]}
  - {id: B-3, title: Leie noe, meeting: MO-2, alternatives: [{title: A}]}
  - {id: B-4, title: Leie noe, meeting: MO-1}
"""
    made = report(text)
    assert [(one.id, one.case) for one in made.asked] == [("B-2", "2/26")]
    assert [(one.id, one.case) for one in made.coming] == [("B-1", None), ("B-3", "4/26"), ("B-4", "2/26")]


def test_decisions_are_followed_up_by_what_was_said_of_them_and_by_their_actions() -> None:
    people = ("Liv Dahl", "Per Moe")
    assert WHOLE.followed == (
        FollowUp("B-04", "Gjort", "Ja", TODAY, "Ja", people, day(30), None, units=("Stab",)),
        FollowUp("B-05", "Minnet", "Ja", day(20, 8), "Ringe", ("Eva Lie",), day(10), None, units=("Skole",)),
    )


def test_an_old_decision_is_told_as_long_as_it_is_not_carried_out() -> None:
    text = """\
kickoff:
  activities:
    - {id: K-01, title: Blitt arbeid, due: 2026-09-30, responsible: [per]}
    - {id: K-02, title: Gjort arbeid, due: 2026-09-01, status: done, finished: 2026-08-31}
    - {id: K-03, title: Falt, due: 2026-09-30, status: cancelled}
decisions:
  - id: B-1
    title: Gammel
    decided: 2026-08-16
    outcome: Ja
    effect: Ro
    actions:
      - {what: Ringe, due: 2026-09-20, responsible: [eva]}
      - {what: Skrevet, due: 2026-09-20, done: 2026-09-01}
      - {what: Bygge, activity: K-01, responsible: [eva]}
      - {what: Bygget, activity: K-02, responsible: [eva]}
      - {what: Falt, activity: K-03, responsible: [eva]}
  - {id: B-2, title: Følges, decided: 2026-08-16, follow_up_by: 2026-09-20, effect: Ro}
  - {id: B-3, title: Fulgt, decided: 2026-08-16, follow_up_by: 2026-09-20, followed_up: 2026-09-01,
     actions: [{what: Og, done: 2026-09-02}]}
"""
    assert [(one.id, one.what, one.responsible, one.due, one.done) for one in report(text).followed] == [
        ("B-1", "Ringe", ("Eva Lie",), day(20), None),
        ("B-1", "Bygge", ("Per Moe",), day(30), None),
        ("B-2", "Ro", (), day(20), None),
    ]
    new = report(text.replace("2026-08-16", "2026-08-17")).followed  # the day the project began
    assert [(one.what, one.due, one.done) for one in new] == [
        ("Ringe", day(20), None), ("Skrevet", day(20), day(1)), ("Bygge", day(30), None),
        ("Bygget", day(1), day(31, 8)), ("Falt", None, None), ("Ro", day(20), None), (None, day(20), day(1)),
        ("Og", None, day(2)),
    ]  # fmt: skip


def test_only_phases_with_work_are_told() -> None:
    assert WHOLE.phases == (
        PhaseFacts(Phase.KICKOFF, Light.GREEN, 1, 6), PhaseFacts(Phase.LAUNCH, Light.GREEN, 0, 1)
    )  # fmt: skip


def test_the_money_line_by_line_summed_and_by_funding() -> None:
    money = WHOLE.money
    licence = (EconomyKind.INVESTMENT, 200, None, 50, 250, 50, 25.0)
    buffer = (None, 100, 10, None, None, None, None)
    assert money.lines == (MoneyLine("Lisens", *licence), MoneyLine("Buffer", *buffer))
    assert money.total == MoneyLine("", None, 300, 10, 50, 350, 50, 16.7)
    assert money.sources == (MoneyLine("Eget", *licence), MoneyLine("", *buffer))
    assert money.reserves == (Reserve("Buffer", 90, "Per Moe"),)
    assert report("kickoff: {}").money.total is None


@pytest.mark.parametrize(("as_of", "old"), [("2026-07-24", False), ("2026-07-23", True)])
def test_figures_are_old_after_six_weeks_and_when_nobody_says_from_when(as_of: str, old: bool) -> None:
    assert (
        report(f"economy: {{as_of: {as_of}, lines: [{{item: A, budget: 0, forecast: 5}}]}}").money.old is old
    )
    made = report("economy: {lines: [{item: A, budget: 0, forecast: 5}]}").money
    assert (made.old, made.lines[0].over, made.lines[0].percent) == (
        True,
        5,
        None,
    )  # of nothing there is no share


def test_parts_that_are_not_delivered_tell_how_long_after_the_promise_they_come() -> None:
    assert WHOLE.parts == (PartFacts("C-1", "Skjemaløsning", ("SFO",), day(10), day(14), day(30), 2),)


def test_roles_of_the_next_eight_weeks() -> None:
    """The one begins on the last day and ends today; another begins the day after, another ended yesterday."""
    assert WHOLE.staff == (
        StaffFacts("Utvikler", "Eva Lie", None, 50, 20, 30, None, None),
        StaffFacts("Alltid", None, None, 30, None, 30, None, None),
    )


def test_what_is_taken_up_is_told_as_written() -> None:
    assert WHOLE.participation == (TakenUp("Drøfte", ParticipationKind.UNION_REPS, day(15), None, None),)


def test_what_comes_next_is_what_is_expected_after_today_until_the_end_of_the_period() -> None:
    assert WHOLE.next == (DueWork("K-03", "Beslutte", day(25), day(25), False, ("Per Moe",), (), True, None),)  # noqa: FBT003
    text = """\
kickoff:
  activities:
    - {id: K-2, title: Siste dag, due: 2026-10-07, service: sfo, responsible: [liv, eva]}
    - {id: K-3, title: Etter, due: 2026-10-08}
    - {id: K-4, title: Først, due: 2026-09-08}
    - {id: K-5, title: Bygge, start: 2026-09-07, duration: 5d}
    - {id: K-6, title: Bygget, due: 2026-09-09, milestone: true, after: [K-5]}
"""
    made = report(text).next
    assert [(one.id, one.day, one.agreed, one.late) for one in made] == [
        ("K-4", day(8), day(8), False), ("K-5", day(11), day(11), False),
        ("K-6", day(11), day(9), True), ("K-2", day(7, 10), day(7, 10), False)
    ]  # fmt: skip
    assert (made[3].people, made[3].units, made[3].service) == (
        ("Liv Dahl", "Eva Lie"),
        ("Stab", "Skole"),
        "SFO",
    )


def test_what_is_overdue_is_counted_in_calendar_days() -> None:
    assert WHOLE.overdue == (
        Overdue("K-02", "Fortsette", day(1), 6, TODAY, ("Per Moe", "Liv Dahl"), ("Stab",)),
    )


def test_deliverables_await_acceptance_from_the_day_they_are_due() -> None:
    assert WHOLE.awaiting == (
        DueWork("L-9", "Rapport", TODAY, TODAY, False, ("Per Moe",), (), False, "SFO"),  # noqa: FBT003
        DueWork("L-8", "Notat", day(6), day(6), True, (), (), False, None),  # noqa: FBT003
    )


def test_work_that_waits_says_for_whom() -> None:
    assert WHOLE.held == (WaitingWork("K-04", "Vente", "KS"),)


def test_the_gaps_are_what_the_report_stands_on_that_is_missing() -> None:
    assert WHOLE.gaps == (
        ("no_responsible", ("K-04", "K-06")), ("no_date", ("K-06",)), ("no_baseline", ("G-01",)),
        ("no_owner", ("G-01",)), ("unscored", ("R-02",)),
    )  # fmt: skip
    assert WHOLE.titles == {"K-04": "Vente", "K-06": "Uten dag", "G-01": "Ro", "R-02": "Uklart"}


def test_a_red_light_must_be_answered_by_a_word_or_a_decision() -> None:
    risk = "risks: [{id: R-1, title: Fare, probability: 5, consequence: 5}]\n"
    meeting = "meetings: [{id: MO-1, kind: steering, date: 2026-09-20}]\n"
    assert report(risk).unanswered == (Unanswered(Dimension.RISK, day(7, 10)),)
    assert report(risk + meeting).unanswered == (Unanswered(Dimension.RISK, day(20)),)
    assert report(risk + "report: {comments: {risk: Vi vet}}\n").unanswered == ()
    assert report(risk + "report: {no_decision_because: Ingen grunn}\n").unanswered == ()
    assert WHOLE.unanswered == ()  # something is recommended


def test_what_the_next_report_is_held_against() -> None:
    assert WHOLE.forecasts == {
        "K-01": day(20, 8), "K-02": TODAY, "K-03": day(25), "K-04": day(20, 10), "K-07": TODAY, "L-01": day(12, 10)
    }  # fmt: skip
    assert (WHOLE.finished, WHOLE.gone, WHOLE.open_deviations) == (("K-01",), ("K-05",), ("D-1",))
    assert (WHOLE.scores, WHOLE.risk_titles) == ({"R-01": 25}, {"R-01": "Hast", "R-02": "Uklart"})
    assert WHOLE.taken == ("B-04", "B-05", "B-06", "B-08")
    assert WHOLE.tolerances == {"days": 10, "cost_percent": 5, "benefit_percent": 20, "risk": 12}


# ---------------------------------------------------------------- against the one before, and against what is agreed


def test_it_says_what_it_is_held_against_and_how_the_lights_were() -> None:
    before = report(REPORT, today=day(3))
    made = report(REPORT, ReportSeries(2, None, before, 1))
    assert (made.head.since, made.head.previous_number, made.head.previous_day) == (day(4), 1, day(3))
    assert made.since is not None
    assert [one.previous for one in made.lights] == [one.light for one in before.lights]
    assert [one.id for one in made.followed] == ["B-04", "B-05"]
    assert made.ended == ()  # was told
    assert [one.id for one in before.ended] == ["K-05"]


def test_a_comment_is_unchanged_where_only_the_figures_moved() -> None:
    before = report(REPORT)
    same = {one.dimension: one.unchanged for one in report(REPORT, ReportSeries(2, None, before, 1)).lights}
    assert not any(same.values())  # nothing has moved
    moved = REPORT.replace("due: 2026-09-25, milestone", "due: 2026-09-28, milestone").replace(
        "spent: 50", "spent: 60"
    )
    after = {one.dimension: one.unchanged for one in report(moved, ReportSeries(2, None, before, 1)).lights}
    assert [name for name, said in after.items() if said] == [Dimension.PROGRESS]
    reworded = moved.replace("Vi henter inn", "Vi henter inn igjen")
    after = {
        one.dimension: one.unchanged for one in report(reworded, ReportSeries(2, None, before, 1)).lights
    }
    assert not any(after.values())


LATER = "kickoff:\n  activities: [{id: K-03, title: Beslutte, due: 2026-09-25, milestone: true}]\n"
MOVED = (Agreed(day(20, 8), day(21)), Agreed(day(1), day(23), decision="B-1", kind="move"))
AGREED = Baseline(day(1), ends={"K-03": day(23)}, finish=day(23), trail={"K-03": MOVED, "project": MOVED})


def test_the_finish_is_late_by_working_days_after_what_was_agreed() -> None:
    about = ME.replace("start: 2026-08-17", "start: 2026-08-17, finish: 2026-09-23")
    made = status_report(plan(LATER, AGREED, about=about), ReportSeries())
    figures = made.figures
    assert (figures.finish, figures.agreed, figures.original, figures.late) == (day(25), day(23), day(21), 2)
    assert made.head.agreed == day(1)
    assert [(one.day, one.agreed, one.late) for one in made.next] == [(day(25), day(23), True)]


def test_the_trend_has_what_was_agreed_and_what_each_report_foresaw() -> None:
    first = status_report(plan(LATER, AGREED), ReportSeries())
    assert [one.key for one in first.trend] == ["K-03", "sfo", "bhg"]  # the finish is K-03 itself
    one = first.trend[0]
    assert one.agreed == (
        TrendPoint(day(20, 8), day(21), "plan"), TrendPoint(day(1), day(23), "move", "B-1")
    )  # fmt: skip
    assert (one.foreseen, one.forecast, one.days) == ((), day(25), 2)
    assert (first.trend[1].agreed, first.trend[1].days) == ((), 0)
    second = status_report(plan(LATER, AGREED, day(8)), ReportSeries(2, None, first, 1)).trend[0]
    third = status_report(
        plan(LATER, AGREED, day(9)),
        ReportSeries(3, None, first._replace(head=first.head._replace(as_of=day(8)), trend=(second,)), 2),
    ).trend[0]
    assert second.foreseen == (TrendPoint(TODAY, day(25), "report"),)
    assert third.foreseen == (*second.foreseen, TrendPoint(day(8), day(25), "report"))


SLIPS = "kickoff:\n  activities:\n" + "".join(
    f"    - {{id: K-{n}, title: A, due: 2026-08-27, status: done, finished: 2026-08-{27 + n // 7}}}\n"
    for n in range(1, 9)
)  # fmt: skip
AHEAD = "launch: {{activities: [{{id: L-01, title: På, service: sfo, due: {}, milestone: true, kind: go_live}}]}}\n"


def test_the_next_launch_more_than_a_month_off_is_uncertain_by_the_projects_own_slips() -> None:
    """Eight courses of ten days, two of which took eleven: one in five passes a tenth more of the way ahead."""
    agreed = Baseline(day(17, 8), ends={f"K-{n}": day(27, 8) for n in range(1, 9)})

    def uncertain(when: str) -> tuple[str, date, date, int] | None:
        found = status_report(plan(SLIPS + AHEAD.format(when), agreed), ReportSeries()).uncertain
        return tuple(found) if found else None  # type: ignore[return-value]

    assert uncertain("2026-10-12") == ("SFO", day(12, 10), day(16, 10), 8)  # 35 days and 3.5 more
    assert uncertain("2026-10-08") == ("", day(8, 10), day(12, 10), 8)  # 31 days: the finish
    assert status_report(plan(SLIPS, agreed), ReportSeries()).uncertain is None


# ---------------------------------------------------------------- of one service


def test_of_one_service_it_tells_what_is_said_of_that() -> None:
    text = REPORT.replace("  next_decision_point", """\
  by_service:
    - {service: bhg, summary: {achieved: Annet}}
    - {service: sfo, summary: {achieved: Klar}, comments: {progress: Bra}}
  next_decision_point""")  # fmt: skip
    about = ME.replace("name: SFO", "name: SFO, owner: eva, responsible: liv")
    whole = plan(text, AGREED, about=about)
    made = status_report(plan_of_service(whole, "sfo"), ReportSeries(1, "sfo"))
    assert (made.head.service, made.head.service_name) == ("sfo", "SFO")
    assert (made.head.owner, made.head.lead) == ("Eva Lie", "Liv Dahl")
    assert (made.head.approved_by, made.lines.achieved, made.lights[0].comment) == (None, "Klar", "Bra")
    assert (made.figures.finish, made.figures.agreed, made.figures.late) == (day(12, 10), None, None)
    assert [one.dimension for one in made.lights if one.light is Light.GREY] == []
    assert len(made.lights) < 7
    assert (made.trend, made.figures.total) == ((), 2)
    unsaid = status_report(plan_of_service(whole, "bhg"), ReportSeries(1, "bhg"))
    assert unsaid.lines.achieved == "Annet"
    nothing = status_report(plan_of_service(plan(REPORT), "sfo"), ReportSeries(1, "sfo"))
    assert (nothing.lines, nothing.head.owner) == (ThreeLines(None, None, None), None)


def test_what_was_written_for_a_published_report_is_spent_and_a_snapshot_spends_nothing() -> None:
    before = report(REPORT)
    assert before.head.approved_by == "Per Moe"
    for series, left in (
        (ReportSeries(2, None, before, 1), None), (ReportSeries(2, None, None, None, before), None),
        (ReportSeries(2, None, before, None), "Per Moe"), (ReportSeries(2), "Per Moe"),
    ):  # fmt: skip
        assert report(REPORT, series).head.approved_by == left, series[2:5]


def test_a_benefit_that_is_measured_without_a_day_to_be_reached_by_has_nothing_to_be_expected() -> None:
    text = """\
benefits:
  benefits:
    - {id: G-01, title: Kø, indicator: {name: Minutter, baseline: 10, target: 4},
       measurements: [{date: 2026-09-01, value: 7}]}
    - {id: G-02, title: Ro, indicator: {name: Minutter, baseline: 10, target: 4, by: 2027-08-17},
       measurements: [{date: 2026-09-01, value: 7}]}
"""
    without, by = report(text).benefits
    assert (without.percent, without.expected) == (50, None)
    assert (by.percent, by.expected) == (50, 4.1)
