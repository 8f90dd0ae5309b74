"""The risks, deviations and benefits of a report: which are shown, in what order, and what is said of each."""

from datetime import date

from tests.edits.small_projects import ABOUT
from tests.views.small_views import planned
from tpn.model.choices import EndOutcome
from tpn.views.benefit_facts import BenefitFacts, freed_worth
from tpn.views.ended_facts import EndedFacts
from tpn.views.report_benefits import benefit_lines, benefit_totals
from tpn.views.report_ended import ended_facts, ended_names, services_gone
from tpn.views.report_letters import changed_work, trainings
from tpn.views.report_risks import closed_risks, deviation_lines, risk_lines, scores_of
from tpn.views.risk_facts import UndoneAction


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def risks(*said: str, limit: int = 12) -> tuple[list[str], list[str], list[str]]:
    listed = "".join(f"  - {{id: R-{n}, title: R, {one}}}\n" for n, one in enumerate(said, 1))
    about = ABOUT.replace("lead: liv,", f"lead: liv, tolerances: {{risk: {limit}}},")
    shown, rest, chances = risk_lines(planned(f"risks:\n{listed}", about=about)[0])
    return [one.id for one in shown], [one.id for one in rest], [one.id for one in chances]


def test_the_five_largest_threats_come_first_by_what_is_left_after_measures() -> None:
    shown, rest, _ = risks(
        "probability: 1, consequence: 1", "probability: 2, consequence: 2",
        "probability: 5, consequence: 2, after: {probability: 1, consequence: 3}", "probability: 3, consequence: 1",
        "kind: threat", "probability: 1, consequence: 2", "probability: 2, consequence: 1",
    )  # fmt: skip
    assert shown == ["R-2", "R-3", "R-4", "R-6", "R-7"]  # of equal ones the one that was larger, then by id
    assert rest == ["R-1", "R-5"]


def test_one_that_was_above_the_limit_is_shown_however_small_it_has_become() -> None:
    five = ["probability: 2, consequence: 2"] * 5
    small = "after: {probability: 1, consequence: 1}"
    assert risks(*five, f"probability: 4, consequence: 3, {small}")[1] == ["R-6"]  # at the limit
    assert risks(*five, f"probability: 4, consequence: 3, {small}", limit=11)[0][-1] == "R-6"


def test_closed_ones_are_gone_and_opportunities_apart() -> None:
    shown, rest, chances = risks(
        "status: closed", "kind: opportunity", "kind: opportunity, status: closed", "kind: threat"
    )
    assert (shown, rest, chances) == (["R-4"], [], ["R-2"])


WORK = """\
risks:
  - {id: R-1, title: Hast, probability: 4, consequence: 3, after: {probability: 2, consequence: 2}, owner: per,
     actions: [{what: Ringe, responsible: [liv], due: 2026-09-10}, {what: Ringt, done: 2026-09-01}]}
  - {id: R-2, title: Bare sannsynlig, probability: 4}
  - {id: R-3, title: Lukket, probability: 4, consequence: 3, status: closed}
  - {id: R-4, title: Mulighet, probability: 4, consequence: 3, kind: opportunity}
deviations:
  - {id: D-1, title: Lite, importance: 1}
  - {id: D-2, title: Stort, importance: 3, cause: Sykdom, consequence: Sent, actions: [{what: Leie inn}]}
  - {id: D-3, title: Lukket, importance: 3, closed: 2026-09-01}
benefits:
  changes:
    - {id: F-1, title: Ny rutine, service: sfo, due: 2026-10-01, enabled_by: [C-1, C-2]}
    - {id: F-2, title: Uten dag, enabled_by: [C-1]}
    - {id: F-3, title: I dag, due: 2026-09-07, enabled_by: [C-1]}
    - {id: F-4, title: I går, due: 2026-09-06, enabled_by: [C-1]}
    - {id: F-5, title: Borte, due: 2026-09-06, ended: {date: 2026-09-01}}
    - {id: F-6, title: I tide, due: 2026-11-01, enabled_by: [C-1, C-3]}
  benefits:
    - {id: G-1, title: Kø, owner: eva, indicator: {name: M, unit: min, baseline: 10, target: 4, by: 2026-12-14},
       measurements: [{date: 2026-08-17, value: 10}, {date: 2026-09-01, value: 7, note: Tidlig},
                      {date: 2026-09-08, value: 4}],
       budget_effect: {unit: Skole, from_year: 2027, amount: -10, decided: true}}
    - {id: G-2, title: Bare start, indicator: {name: M, baseline: 10, target: 4},
       measurements: [{date: 2026-09-07, value: 10}, {date: 2026-09-08, value: 9}]}
    - {id: G-3, title: Bare}
    - {id: G-4, title: Penger, kind: direct_cost, estimate: {low: 10, likely: 10, high: 10}, start_year: 2026}
procurement:
  components:
    - {id: C-1, name: Skjema, promised: 2026-11-01}
    - {id: C-2, name: Arkiv, promised: 2026-10-15}
    - {id: C-3, name: Levert, promised: 2026-12-01, delivered: 2026-09-01}
launch:
  activities:
    - {id: L-1, title: Sen opplæring, due: 2026-10-01, kind: training, service: sfo}
    - {id: L-2, title: Holdt, due: 2026-09-01, kind: training, status: done, finished: 2026-09-02}
    - {id: L-3, title: Avlyst, due: 2026-09-01, kind: training, status: cancelled}
    - {id: L-4, title: Annet, due: 2026-09-01}
"""
PLAN, _ = planned(WORK)


def test_a_risk_with_its_scores_and_what_is_not_done() -> None:
    one = risk_lines(PLAN)[0][0]
    assert (one.id, one.before, one.after, one.owner) == ("R-1", 12, 4, "Per Moe")
    assert (one.probability, one.consequence, one.probability_after, one.consequence_after) == (4, 3, 2, 2)
    assert one.actions == (UndoneAction("Ringe", ("Liv Dahl",), day(9, 10)),)
    half = risk_lines(PLAN)[0][1]
    assert (half.id, half.before, half.after, half.owner) == ("R-2", None, None, None)


def test_scores_are_of_open_threats_that_are_assessed() -> None:
    assert (scores_of(PLAN), closed_risks(PLAN)) == ({"R-1": 4}, ("R-3",))


def test_open_deviations_the_most_important_first() -> None:
    first, second = deviation_lines(PLAN)
    assert (first.id, first.cause, first.consequence, first.importance, len(first.actions)) == (
        "D-2", "Sykdom", "Sent", 3, 1,
    )  # fmt: skip
    assert second.id == "D-1"


def benefit(name: str) -> BenefitFacts:
    return next(one for some in benefit_lines(PLAN) for one in some if one.id == name)


def test_benefits_are_measured_after_the_baseline_or_not() -> None:
    measured, others = benefit_lines(PLAN)
    assert ([one.id for one in measured], [one.id for one in others]) == (["G-1"], ["G-2", "G-3", "G-4"])


def test_a_benefit_with_how_far_it_has_come_and_was_to_have() -> None:
    one = benefit("G-1")
    assert (one.title, one.owner, one.baseline, one.target, one.unit, one.by) == (
        "Kø", "Eva Lie", 10, 4, "min", day(12, 14),
    )  # fmt: skip
    assert (one.value, one.measured, one.percent, one.expected, one.note) == (
        7,
        day(9, 1),
        50.0,
        12.6,
        "Tidlig",
    )
    assert (one.budget_of, one.budget_from, one.budget_amount, one.budget_decided) == (
        "Skole",
        2027,
        -10,
        True,
    )
    assert one.only_baseline is None
    bare = benefit("G-3")
    assert (bare.percent, bare.expected, bare.only_baseline, bare.unit, bare.budget_of) == (None,) * 5


def test_where_only_the_baseline_is_measured_its_day_is_told() -> None:
    assert benefit("G-2").only_baseline == day(9, 7)  # measured today; tomorrow's is not known


def test_what_they_are_worth_together() -> None:
    totals = benefit_totals(PLAN)
    assert totals
    assert (benefit("G-4").municipal, totals.municipal, totals.users, totals.hours, totals.years_seen) == (
        10, 10, None, None, 0,
    )  # fmt: skip
    assert benefit_totals(planned("benefits: {benefits: []}\n")[0]) is None
    bought = WORK.replace(
        "promised: 2026-10-15}",
        "promised: 2026-10-15, acquire: own,\n       options: {own: {once: 15, yearly: 2}}}",
    )
    paid = benefit_totals(planned(bought)[0])
    assert paid
    assert (paid.running, paid.paid_back, paid.years_seen > 0) == (2, 2, True)


def test_freed_time_is_worth_something_only_where_hours_are_freed() -> None:
    bare = benefit("G-3")
    lines = [bare._replace(municipal=10, hours=1), bare._replace(municipal=5), bare._replace(hours=2)]
    assert freed_worth(lines) == 10


def test_changes_of_work_by_day_with_when_they_are_possible() -> None:
    assert [(one.title, one.day, one.foreseen) for one in changed_work(PLAN)] == [
        ("I går", day(9, 6), None),  # it has been
        ("I dag", day(9, 7), day(11, 1)),
        ("Ny rutine", day(10, 1), day(11, 1)),  # the last of what it waits for
        ("I tide", day(11, 1), None),
        ("Uten dag", None, None),
    ]


def test_trainings_by_day() -> None:
    assert [(one.title, one.day, one.held) for one in trainings(PLAN)] == [
        ("Holdt", day(9, 2), True), ("Sen opplæring", day(10, 1), False),
    ]  # fmt: skip


GONE = """\
kickoff:
  activities:
    - {id: K-1, title: Alene, due: 2026-10-01, status: cancelled, ended: {date: 2026-09-02, decision: B-1}}
    - {id: K-2, title: Ble med, service: bhg, due: 2026-10-01}
    - {id: K-3, title: Utsatt, due: 2026-10-05, status: postponed}
    - {id: K-4, title: Ikke aktuell, due: 2026-10-05, status: not_relevant}
    - {id: K-5, title: Ble med risikoen, due: 2026-10-05, status: cancelled, ended: {date: 2026-09-01, along_with: kul}}
decisions: [{id: B-1, title: Kutte}, {id: B-2, title: Trukket, ended: {date: 2026-09-03, outcome: withdrawn}}]
meetings: [{id: MO-1, kind: steering, ended: {date: 2026-09-01}}]
risks: [{id: R-1, title: Fulgte med, ended: {date: 2026-09-01, along_with: kul}}]
"""
LESS = ABOUT.replace(
    "{id: bhg, name: Barnehage}",
    "{id: bhg, name: Barnehage, ended: {date: 2026-09-01, outcome: postponed, until: 2027-01-01}}\n"
    "  - {id: kul, name: Kulturskole, ended: {date: 2026-09-04, outcome: merged_into, into: [sfo, fritid],\n"
    "       decision: B-1}}",
)
LEFT, _ = planned(GONE, about=LESS)


def gone(told: tuple[str, ...] = (), service: str | None = None) -> dict[str, EndedFacts]:
    return {one.id: one for one in ended_facts(LEFT, told, service)}


def test_what_has_left_is_named_once_with_how_much_went_along() -> None:
    found = gone()
    assert set(found) == {"bhg", "kul", "B-2", "K-1", "K-3"}
    assert (found["bhg"].along, found["kul"].along, found["B-2"].along) == (1, 2, 0)
    assert "MO-1" in ended_names(LEFT)  # a meeting that is not held is known, and no change of scope


def test_what_became_of_it() -> None:
    found = gone()
    left = found["bhg"]
    assert (left.title, left.kind, left.outcome, left.postponed, left.to, left.day, left.decision) == (
        "Barnehage", "services", EndOutcome.POSTPONED, True, date(2027, 1, 1), day(9, 1), None,
    )  # fmt: skip
    merged = found["kul"]
    assert (merged.outcome, merged.postponed, merged.to, merged.decision, merged.into) == (
        EndOutcome.MERGED_INTO, False, None, "B-1", ("SFO", "fritid"),
    )  # fmt: skip
    alone, later = found["K-1"], found["K-3"]
    assert (alone.outcome, alone.postponed, alone.to, alone.decision, alone.day) == (
        EndOutcome.CANCELLED, False, None, "B-1", day(9, 2),
    )  # fmt: skip
    assert (later.outcome, later.postponed, later.to, later.decision, later.day) == (
        EndOutcome.POSTPONED, True, day(10, 5), None, None,
    )  # fmt: skip


def test_what_the_report_before_named_is_not_named_again_and_a_services_report_names_none_of_the_others() -> (
    None
):
    assert set(gone(("kul", "K-3"))) == {"bhg", "B-2", "K-1"}
    assert set(gone(service="sfo")) == {"K-1", "K-3"}  # of its plan, whose work is its own


def test_services_that_are_no_part_of_the_plan_now() -> None:
    assert [(one.id, one.along) for one in services_gone(LEFT)] == [("bhg", 0), ("kul", 0)]
