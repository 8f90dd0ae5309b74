"""The milestones of a report, its course month by month, and the days on which the scope became another."""

from datetime import date
from types import SimpleNamespace as Some
from typing import Any

from tests.edits.small_projects import ABOUT
from tests.views.small_views import planned
from tpn.plan import Plan
from tpn.plan.baseline import FINISH, Agreed, Baseline
from tpn.views.report_course import course, scope_marks
from tpn.views.report_facts import MilestoneFacts, ScopeMark
from tpn.views.report_timing import agreed_finish, agreed_of, milestone_lines, timing

WORK = """\
kickoff:
  activities:
    - {id: K-1, title: Vanlig, due: 2026-09-20}
    - {id: K-2, title: Sen, start: 2026-09-21, duration: 8d}
    - {id: K-3, title: Merkepel, due: 2026-09-23, milestone: true, after: [K-2]}
    - {id: K-4, title: Nådd, due: 2026-09-01, milestone: true, status: done, finished: 2026-09-03}
    - {id: K-5, title: Nådd før, due: 2026-08-25, milestone: true, status: done, finished: 2026-08-24}
    - {id: K-6, title: Avlyst, due: 2026-09-20, milestone: true, status: cancelled}
    - {id: K-7, title: Udatert, milestone: true}
launch:
  activities: [{id: L-1, title: På, service: sfo, due: 2026-09-15, milestone: true, kind: go_live}]
"""


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


BASELINE = Baseline(
    day(8, 20), ends={"K-3": day(9, 21), "K-4": day(9, 1), "L-1": day(9, 15)}, finish=day(9, 30),
    trail={"K-3": (Agreed(day(8, 18), day(9, 18)), Agreed(day(8, 20), day(9, 21))),
           "K-4": (Agreed(day(8, 20), day(9, 1)),), "L-1": (Agreed(day(8, 20), day(9, 15)),),
           FINISH: (Agreed(day(8, 18), day(9, 28)), Agreed(day(8, 20), day(9, 30)))},
)  # fmt: skip
PLAN, _ = planned(WORK)
AGREED, _ = planned(WORK, baseline=BASELINE)


def lines(plan: Plan, before: Any = None) -> tuple[dict[str, MilestoneFacts], list[str], list[str]]:
    coming, reached = milestone_lines(plan, before)
    return (
        {one.id: one for one in (*coming, *reached)},
        [one.id for one in coming],
        [one.id for one in reached],
    )


def test_those_to_come_are_by_their_forecast_and_those_reached_by_their_day() -> None:
    known, coming, reached = lines(PLAN)
    assert (coming, known["K-7"].forecast) == (["L-1", "K-3", "K-7"], None)
    assert reached == ["K-5", "K-4"]
    assert "K-6" not in known
    assert [name for name, one in known.items() if one.launch] == ["L-1"]


def test_what_the_report_before_knew_as_reached_is_not_told_again() -> None:
    before = Some(finished=("K-5",), forecasts={"K-3": day(9, 22), "K-5": day(8, 24)})
    known, coming, reached = lines(PLAN, before)
    assert (reached, "K-3" in coming) == (["K-4"], True)
    assert (known["K-3"].previous, known["L-1"].previous) == (day(9, 22), None)


def test_a_milestone_is_late_by_working_days_from_what_was_agreed() -> None:
    known, *_ = lines(AGREED)
    late = known["K-3"]
    assert (late.original, late.agreed, late.forecast, late.late) == (day(9, 18), day(9, 21), day(9, 30), 7)
    assert (known["L-1"].agreed, known["L-1"].late) == (day(9, 15), 0)
    assert (known["K-4"].agreed, known["K-4"].reached, known["K-4"].late) == (day(9, 1), day(9, 3), 2)
    # what came into the plan after it was agreed is planned, and agreed by nobody
    assert (known["K-5"].agreed, known["K-5"].original, known["K-5"].late) == (None, None, None)


def test_before_anything_is_agreed_nothing_is_late() -> None:
    known, *_ = lines(PLAN)
    assert {(one.agreed, one.original, one.late) for one in known.values()} == {(None, None, None)}


def test_the_agreed_date_is_the_last_and_the_original_the_first() -> None:
    said = timing(AGREED.by_id["K-3"].activity, AGREED)
    assert agreed_of(said) == (day(9, 21), day(9, 18))
    assert agreed_of(timing(PLAN.by_id["K-3"].activity, PLAN)) == (None, None)


def test_the_finish_as_agreed_and_as_agreed_first() -> None:
    assert agreed_finish(AGREED) == (day(9, 30), day(9, 28))
    wished = ABOUT.replace("start: 2026-08-17,", "start: 2026-08-17, finish: 2026-12-01,")
    assert agreed_finish(planned(WORK, about=wished)[0]) == (None, None)
    without = Baseline(day(8, 20), ends={"K-3": day(9, 21)})
    assert agreed_finish(planned(WORK, about=wished, baseline=without)[0]) == (None, None)  # wished only


def of(*activities: str, today: date = date(2026, 9, 7), baseline: Baseline | None = None) -> Plan:
    listed = "".join(f"    - {{id: K-{n}, title: A, {one}}}\n" for n, one in enumerate(activities, 1))
    return planned(f"kickoff:\n  activities:\n{listed}", today, baseline=baseline)[0]


def test_the_course_goes_from_the_month_before_to_the_last_with_today_in_it() -> None:
    plan = of(
        "due: 2026-08-20, status: done, finished: 2026-08-21", "due: 2026-08-31, status: done, finished: 2026-09-01",
        "due: 2026-09-30", "due: 2026-10-01", "due: 2026-10-02, status: cancelled", "status: not_started",
    )  # fmt: skip
    points = course(plan)
    assert [(one.day, one.planned, one.done) for one in points] == [
        (day(7, 31), 0, 0), (day(8, 31), 2, 1), (day(9, 7), 2, 2), (day(9, 30), 3, None), (day(10, 31), 4, None),
    ]  # fmt: skip
    assert [one.expected for one in points] == [None, None, 2, 3, 4]


def test_a_course_over_fewer_than_two_months_or_over_ten_years_is_none() -> None:
    assert course(of("due: 2026-09-20")) == ()  # the month before, and the month
    with_today = of("due: 2026-09-02, status: done, finished: 2026-09-02", "due: 2026-09-20")
    assert [one.day for one in course(with_today)] == [day(8, 31), day(9, 7), day(9, 30)]
    done = "due: 2026-08-31, status: done, finished: 2026-08-31"
    assert [len(course(of(done, f"due: {last}"))) for last in ("2036-05-31", "2036-06-30", "2036-07-31")] == [
        120,
        0,
        0,
    ]
    assert course(planned("kickoff: {activities: []}\n")[0]) == ()


def test_what_is_agreed_is_what_was_planned() -> None:
    plan = of("due: 2026-10-15", baseline=Baseline(day(8, 20), ends={"K-1": day(9, 15)}))
    assert [(one.day, one.planned) for one in course(plan)] == [
        (day(8, 31), 0), (day(9, 30), 1), (day(10, 31), 1),
    ]  # fmt: skip


def test_the_scope_is_marked_on_the_days_that_something_left_it() -> None:
    text = """\
kickoff:
  activities:
    - {id: K-1, title: Gikk, due: 2026-10-01, status: cancelled, ended: {date: 2026-09-02}}
    - {id: K-2, title: Gikk før, due: 2026-10-01, status: cancelled, ended: {date: 2026-08-19}}
    - {id: K-3, title: Gikk samtidig, due: 2026-10-01, status: cancelled, ended: {date: 2026-09-02}}
    - {id: K-4, title: Uten dag, due: 2026-10-01, status: cancelled}
    - {id: K-5, title: Samme dag som avtalen, due: 2026-10-01, status: cancelled, ended: {date: 2026-08-20}}
"""
    about = ABOUT.replace(
        "{id: bhg, name: Barnehage}", "{id: bhg, name: Barnehage, ended: {date: 2026-09-03}}"
    )
    agreed = Baseline(day(8, 20), ends={f"K-{n}": day(10, 1) for n in range(1, 6)})
    assert scope_marks(planned(text, about=about, baseline=agreed)[0]) == (
        ScopeMark(day(8, 20), 1, ()), ScopeMark(day(9, 2), 2, ()), ScopeMark(day(9, 3), 0, ("Barnehage",)),
    )  # fmt: skip
    assert scope_marks(planned(text, about=about)[0]) == ()


def test_the_scope_is_marked_on_the_day_that_a_service_came_where_it_is_known() -> None:
    text = """\
kickoff:
  activities:
    - {id: K-1, title: Felles, due: 2026-10-01}
    - {id: K-2, title: Ny, service: sfo, due: 2026-10-01}
    - {id: K-3, title: Ny og utgått, service: sfo, due: 2026-10-01, status: cancelled}
    - {id: K-4, title: Ny uten dato, service: sfo}
"""
    plan = planned(text, about=ABOUT, baseline=Baseline(day(8, 20), ends={"K-1": day(10, 1)}))[0]
    assert scope_marks(plan, {"sfo": day(9, 4)}) == (ScopeMark(day(9, 4), 0, (), ("SFO",), 1),)
    assert scope_marks(plan, {"sfo": day(8, 19)}) == ()  # before the plan was agreed
    assert scope_marks(plan) == ()
