"""What a body is shown of a gate, on small YAML: what is open, what is new since, and what was decided before."""

from datetime import date
from typing import Any

from tests.views.small_views import planned
from tpn.model.choices import Light, PassageOutcome, Phase
from tpn.plan import Plan
from tpn.plan.gate_score import ScoreLimits
from tpn.plan.gates import Passage
from tpn.plan.stands import Stand
from tpn.views.gate import (
    GateHearing,
    GateMilestone,
    GateMove,
    GateNews,
    GateRisk,
    GateView,
    every_passage,
    gate_view,
)

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Begynne, due: 2026-08-21, status: done, finished: 2026-08-20}
    - {id: K-02, title: Fortsette, due: 2026-09-02, status: done, finished: 2026-09-01}
    - {id: K-03, title: Beslutte, due: 2026-09-25, milestone: true, kind: gate}
    - {id: K-04, title: Nådd, due: 2026-09-01, milestone: true, status: done, finished: 2026-09-03}
    - {id: K-05, title: Falt, due: 2026-09-20, milestone: true, status: cancelled}
    - {id: K-06, title: Vente, start: 2026-09-21, duration: 7d}
    - {id: K-07, title: Sen, due: 2026-09-22, milestone: true, after: [K-06]}
    - {id: K-08, title: SFOs egen, service: sfo, due: 2026-09-23, milestone: true}
launch:
  activities:
    - {id: L-01, title: Slå på, service: sfo, due: 2026-10-12, milestone: true, kind: go_live}
    - {id: L-02, title: Annen, service: bhg, due: 2026-10-13, milestone: true}
    - {id: L-03, title: Felles, due: 2026-10-14, milestone: true}
decisions:
  - {id: B-01, title: Sett før, decided: 2026-09-01, gate: {phase: kickoff, outcome: postponed},
     actions: [{what: Skrive mandat}]}
  - {id: B-02, title: Samme dag, decided: 2026-09-01}
  - {id: B-03, title: Etter, decided: 2026-09-02}
  - {id: B-04, title: Ikke tatt}
risks:
  - {id: R-01, title: Kjent}
  - {id: R-02, title: Ny}
  - {id: R-03, title: Ny i fasen, phase: kickoff}
  - {id: R-04, title: Annen fase, phase: launch}
  - {id: R-05, title: Lukket, status: closed}
  - {id: R-06, title: SFO, services: [sfo]}
  - {id: R-07, title: Barnehage, services: [bhg], phase: kickoff}
"""
PLAN, _ = planned(WORK)
LIMITS = ScoreLimits(50, 90)
KICKOFF, SFO = Passage(Phase.KICKOFF), Passage(Phase.LAUNCH, "sfo")
THEN: dict[str, Any] = {
    "activities": {
        "K-03": ["Beslutte", "2026-09-18"], "K-06": ["Vente", "2026-09-29"], "K-02": ["Fortsette", "2026-08-30"],
        "L-01": ["Slå på", "2026-10-01"], "K-07": ["Sen", None],
    },
    "risks": {"R-01": 4},
}  # fmt: skip


def day(number: int, month: int = 9) -> date:
    return date(2026, month, number)


def view(
    *passages: Passage, heard: tuple[str, ...] = (), since: date | None = None, then: Any = None, plan: Plan = PLAN,
    language: str = "nb",
) -> GateView:  # fmt: skip
    before = [one for one in plan.project.decisions if one.id in heard]
    return gate_view(plan, passages or (KICKOFF,), before, since, language, LIMITS, then)


def test_its_milestones_with_how_many_working_days_they_are_late() -> None:
    assert view().milestones == (
        GateMilestone("K-03", "Beslutte", day(25), None, day(25), False, 0),  # noqa: FBT003
        GateMilestone("K-04", "Nådd", day(1), None, day(3), True, 0),  # noqa: FBT003
        GateMilestone("K-07", "Sen", day(22), None, day(29), False, 5),  # noqa: FBT003
        GateMilestone("K-08", "SFOs egen", day(23), None, day(23), False, 0),  # noqa: FBT003
    )
    assert [one.id for one in view(SFO).milestones] == [
        "L-01"
    ]  # another service's and the common are not its own
    assert [one.id for one in view(Passage(Phase.LAUNCH)).milestones] == ["L-01", "L-02", "L-03"]


def test_what_is_done_and_decided_is_new_after_the_last_time() -> None:
    whole = view()
    assert whole.since is None
    assert [one.id for one in whole.done] == ["K-01", "K-02", "K-04"]
    assert [one.id for one in whole.decided] == ["B-01", "B-02", "B-03"]
    since = view(since=day(1))
    assert (since.since, since.done) == (day(1), (GateNews("K-04", "Nådd", day(3)),))
    assert since.decided == (GateNews("B-03", "Etter", day(2)),)


def test_where_it_was_heard_before_that_day_counts_and_it_is_told_what_was_said() -> None:
    made = view(heard=("B-01", "B-04"), since=day(1, 8))
    assert made.since == day(1)
    assert made.before == (
        GateHearing("B-01", "Sett før", day(1), PassageOutcome.POSTPONED, ("Skrive mandat",)),
    )
    assert [one.id for one in made.decided] == ["B-03"]


def test_open_work_has_moved_where_its_deadline_is_another_than_in_the_snapshot() -> None:
    assert view(then=THEN).moved == (GateMove("K-03", "Beslutte", day(18), day(25)),)
    assert view(SFO, then=THEN).moved == (GateMove("L-01", "Slå på", day(1, 10), day(12, 10)),)
    assert view().moved == ()


def test_open_risks_of_the_phase_or_of_the_service_are_new_where_the_snapshot_has_them_not() -> None:
    assert view(then=THEN).risks == (
        GateRisk("R-02", "Ny"), GateRisk("R-03", "Ny i fasen"), GateRisk("R-06", "SFO"), GateRisk("R-07", "Barnehage")
    )  # fmt: skip
    assert [one.id for one in view(SFO, then=THEN).risks] == ["R-02", "R-04", "R-06"]
    assert view().risks == ()  # nobody knows what was known


def test_what_is_to_pass_is_held_by_open_points_until_a_decision_lets_it() -> None:
    one = view().subjects[0]
    assert (one.phase, one.service, one.name, one.passed, one.decision) == (
        Phase.KICKOFF,
        None,
        None,
        False,
        None,
    )
    assert one.held
    assert view().held
    assert (one.score.clear, one.score.light) == (0, Light.RED)
    assert one.open_ids == tuple(point.id for point in one.points)
    point = one.points[0]
    assert (point.id, point.stand) == ("K-C01", Stand.OPEN)
    assert point.address == "kickoff/K-C01"
    assert view(language="en").subjects[0].points[0].text != point.text
    assert view(language="xx").subjects[0].points[0].text  # in whichever language it has
    through, _ = planned(WORK.replace("B-04, title: Ikke tatt", "B-04, title: Tatt, decided: 2026-09-05, gate: "
                                      "{phase: kickoff, outcome: approved_with_conditions}"))  # fmt: skip
    made = view(plan=through)
    assert (made.subjects[0].held, made.subjects[0].decision, made.held) == (False, "B-04", False)


def test_a_service_is_called_by_its_name() -> None:
    assert [(one.service, one.name) for one in view(KICKOFF, SFO).subjects] == [(None, None), ("sfo", "SFO")]


def test_what_has_passed_holds_nothing() -> None:
    done, _ = planned(WORK.replace("kind: gate}", "kind: gate, status: done, finished: 2026-09-04}"))
    made = view(plan=done)
    assert (made.subjects[0].passed, made.subjects[0].held, made.held) == (True, True, False)
    assert every_passage(done) == (SFO, Passage(Phase.LAUNCH, "bhg"))


def test_every_gate_and_going_live_that_has_not_passed() -> None:
    assert every_passage(PLAN) == (KICKOFF, SFO, Passage(Phase.LAUNCH, "bhg"))
    made = view()
    assert (made.project, made.day) == ("Lite prosjekt", day(7))


def test_what_waits_on_a_gate_is_the_decision_that_it_hangs_on() -> None:
    text = WORK.replace(
        "  - {id: B-04, title: Ikke tatt}\n",
        "  - {id: B-04, title: Annet, hangs: [K-06]}\n"
        "  - {id: B-05, title: Klar for SFO, hangs: [L-01], meeting: MO-1, recommendation: Vente,\n"
        "     if_not: Ingen får svar, alternatives: [{title: Nå}, {title: Senere}]}\n"
        "  - {id: B-06, title: Videre, hangs: [K-03], needed_by: 2026-09-20}\n"
        "  - {id: B-07, title: Gjort, hangs: [K-03], decided: 2026-09-01}\n"
        "meetings: [{id: MO-1, kind: steering, date: 2026-10-01, agenda: [{title: Klar for SFO, case: 9/26}]}]\n",
    )
    plan, _ = planned(text)
    (subject,) = view(SFO, plan=plan).subjects
    asked = subject.asked_for
    assert asked
    assert (asked.id, asked.body, asked.day, asked.case) == ("B-05", None, day(1, 10), "9/26")
    assert ([one.title for one in asked.ways], asked.recommendation) == (["Nå", "Senere"], "Vente")
    assert asked.if_not == "Ingen får svar"
    (phase,) = view(plan=plan).subjects
    assert phase.asked_for
    assert (phase.asked_for.id, phase.asked_for.day, phase.asked_for.case) == ("B-06", day(20), None)
    assert view(SFO).subjects[0].asked_for is None


def test_a_service_is_shown_with_its_light_what_it_lacks_and_what_was_waived() -> None:
    text = WORK.replace(
        "launch:\n",
        """\
procurement:
  components:
    - {id: C-9, name: Portal, services: [sfo], expected: 2026-10-01}
    - {id: C-8, name: Annen, services: [bhg]}
launch:
  services:
    - service: sfo
      checklist:
        T-C01: {answer: open, waiver: {by: per, date: 2026-09-01, reason: Lite}}
        T-C02: {answer: done, evidence: Ja}
""",
    )
    plan, _ = planned(text)
    (subject,) = view(SFO, plan=plan).subjects
    assert (subject.light, subject.foreseen) == (Light.YELLOW, day(12, 10))
    assert subject.undelivered == (("C-9", "Portal", day(1, 10)),)
    assert [(one.id, one.by, one.day, one.reason) for one in subject.waived] == [
        ("T-C01", "Per Moe", day(1), "Lite")
    ]
    (phase,) = view(plan=plan).subjects
    assert (phase.light, phase.foreseen, phase.undelivered) == (None, None, ())
