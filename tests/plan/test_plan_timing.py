"""The dates of anything dated: planned, agreed, original, forecast, in the previous report."""

from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import ABOUT
from tests.edits.small_projects import project as small
from tpn.model.about import About, Service
from tpn.model.benefits import Change
from tpn.model.choices import ActivityKind, DeliverableStatus, EndOutcome, Status
from tpn.model.launch import Launch, ServiceLaunch
from tpn.model.logs import Deliverable
from tpn.model.project import Project
from tpn.model.questions import Questions
from tpn.model.shapes import Action, Activity, Ended
from tpn.model.spans import Link
from tpn.plan import Baseline, Plan, work_out
from tpn.plan.baseline import FINISH, Agreed
from tpn.plan.launches import TypedLaunch, launches_to_come, two_launches
from tpn.plan.timing import Timing, timing_of

START = date(2026, 8, 17)  # a Monday
TODAY = date(2026, 9, 7)  # a Monday


def day(text: str) -> date:
    number, month = text.split(".")
    return date(2026, int(month), int(number))


def go_live(name: str, service: str = "sfo", **fields: Any) -> Activity:
    return Activity(id=name, title=name, milestone=True, kind=ActivityKind.GO_LIVE, service=service, **fields)


def plan_of(
    *work: Activity,
    launch: date | None = None,
    finish: date | None = None,
    agreed: dict[str, list[str]] | None = None,
    reported: dict[str, date] | None = None,
    launched: date | None = None,
) -> Plan:
    """A plan with one service; ``agreed`` gives the dates that were agreed of each thing, the first one first."""
    trail = {key: tuple(Agreed(START, day(one)) for one in days) for key, days in (agreed or {}).items()}
    services = (ServiceLaunch(service="sfo", launched=launched),) if launched else ()
    project = Project(
        about=About(format=1, id="x", name="x", start=START, finish=finish),
        services=(Service(id="sfo", name="SFO", launch=launch),),
        launch=Launch(activities=work, services=services),
    )
    baseline = Baseline(START, trail=trail) if agreed else None
    return work_out(project, TODAY, baseline=baseline, reported=reported, questions=Questions())


def seen(plan: Plan, name: str) -> Timing:
    record = plan.project.service[name] if name == "sfo" else plan.by_id[name].activity
    found = timing_of(record, plan)
    assert found is not None
    return found


def test_the_plan_of_an_activity_is_what_is_typed_else_what_links_and_lengths_give() -> None:
    plan = plan_of(Activity(id="T-01", title="a", duration=5), Activity(id="T-02", title="b", due=day("9.9")))
    assert seen(plan, "T-01").plan == day("21.8")
    assert seen(plan, "T-02").plan == day("9.9")


def test_only_what_binds_is_agreed_and_the_first_agreed_date_is_the_original() -> None:
    work = (
        Activity(id="T-01", title="a", due=day("1.10")),
        Activity(id="T-02", title="b", due=day("9.10"), milestone=True),
    )
    plan = plan_of(*work, agreed={"T-01": ["20.9"], "T-02": ["21.9", "30.9"]})
    assert seen(plan, "T-01").agreed is None
    milestone = seen(plan, "T-02")
    assert milestone.agreed is not None
    assert (milestone.agreed.to, milestone.original, milestone.plan) == (
        day("30.9"),
        day("21.9"),
        day("9.10"),
    )


def test_nothing_is_agreed_before_anybody_has_agreed() -> None:
    plan = plan_of(go_live("T-01"), finish=day("1.12"))
    for found in (seen(plan, "T-01"), seen(plan, "sfo"), timing_of(plan.project.about, plan)):
        assert found is not None
        assert (found.agreed, found.original) == (None, None)


@pytest.mark.parametrize(
    ("due", "agreed", "overdue", "expected_late", "days"),
    [
        ("4.9", None, True, False, 1),  # Friday: one working day ago
        ("7.9", None, False, False, 0),  # today is in time
        ("11.9", None, False, False, 0),
        ("11.9", "10.9", False, True, 1),  # the plan moved; what was agreed stands
        ("4.9", "10.9", True, False, 0),  # overdue by the plan, agreed later
    ],
)
def test_overdue_counts_from_the_plan_and_expected_late_from_what_was_agreed(
    due: str, agreed: str | None, *, overdue: bool, expected_late: bool, days: int
) -> None:
    plan = plan_of(go_live("T-01", due=day(due)), agreed={"T-01": [agreed]} if agreed else None)
    for name in ("T-01", "sfo"):
        found = seen(plan, name)
        assert (found.overdue, found.expected_late, found.days_late) == (overdue, expected_late, days)


def test_what_is_done_is_never_late() -> None:
    plan = plan_of(go_live("T-01", due=day("1.9"), status=Status.DONE, finished=day("4.9")))
    found = seen(plan, "T-01")
    assert (found.over, found.late, found.forecast) == (True, False, day("4.9"))


def test_a_typed_launch_is_the_due_of_a_going_live_that_has_none_and_holds_no_forecast_back() -> None:
    work = (Activity(id="T-01", title="a", duration=30), go_live("T-02", after=(Link("T-01"),)))
    plan = plan_of(*work, launch=day("15.9"))
    assert seen(plan, "T-02").plan == seen(plan, "sfo").plan == day("15.9")
    assert seen(plan, "T-02").forecast == seen(plan, "sfo").forecast == day("19.10")  # not Friday the 16th


def test_where_no_launch_is_typed_it_is_when_the_plan_says_that_the_service_goes_live() -> None:
    work = (Activity(id="T-01", title="a", duration=30), go_live("T-02", after=(Link("T-01"),)))
    assert seen(plan_of(*work), "sfo").plan == day("25.9")


def test_of_several_goings_live_the_last_one_counts() -> None:
    plan = plan_of(go_live("T-01", due=day("20.9")), go_live("T-02", due=day("15.9")))
    assert seen(plan, "sfo").plan == day("20.9")


@pytest.mark.parametrize(("launch", "forecast"), [("6.9", "7.9"), ("8.9", "8.9")])
def test_without_a_going_live_a_launch_is_foreseen_on_its_day_or_today(launch: str, forecast: str) -> None:
    found = seen(plan_of(launch=day(launch)), "sfo")
    assert (found.plan, found.forecast) == (day(launch), day(forecast))


def test_a_service_that_is_on_has_the_day_it_was_launched() -> None:
    found = seen(plan_of(launch=day("1.9"), launched=day("3.9")), "sfo")
    assert (found.over, found.forecast, found.late) == (True, day("3.9"), False)


def test_a_launch_and_its_going_live_have_one_agreed_date_by_whichever_name_it_was_agreed() -> None:
    for key in ("sfo", "T-01"):
        plan = plan_of(go_live("T-01", due=day("20.9")), agreed={key: ["16.9"]})
        for name in ("sfo", "T-01"):
            found = seen(plan, name).agreed
            assert found is not None
            assert found.to == day("16.9")


def test_the_finish_is_as_wished_until_it_is_agreed() -> None:
    work = Activity(id="T-01", title="a", due=day("20.11"))
    wished = timing_of((plan := plan_of(work, finish=day("1.12"))).project.about, plan)
    assert wished is not None
    assert (wished.plan, wished.forecast, wished.binding) == (day("1.12"), day("20.11"), day("1.12"))
    later = plan_of(work, finish=day("1.12"), agreed={FINISH: ["1.11"]})
    agreed = timing_of(later.project.about, later)
    assert agreed is not None
    assert (agreed.binding, agreed.expected_late) == (day("1.11"), True)


def test_the_previous_report_speaks_of_a_launch_by_the_service_or_its_going_live() -> None:
    for key in ("sfo", "T-01"):
        plan = plan_of(go_live("T-01", due=day("20.9")), reported={key: day("18.9")})
        assert seen(plan, "sfo").previous == day("18.9")


def test_an_action_that_is_not_done_is_foreseen_today_at_the_earliest() -> None:
    plan = plan_of()
    late = timing_of(Action(what="a", due=day("4.9")), plan)
    done = timing_of(Action(what="a", due=day("4.9"), done=day("6.9")), plan)
    assert late is not None
    assert done is not None
    assert (late.forecast, late.overdue, late.expected_late) == (TODAY, True, False)
    assert (done.forecast, done.over, done.late) == (day("6.9"), True, False)


def test_two_typed_launches_that_differ_are_named_both() -> None:
    one = plan_of(go_live("T-01", due=day("20.9")), launch=day("21.9")).project
    assert list(two_launches(one)) == [("sfo", day("21.9"), "T-01", day("20.9"))]
    assert not list(two_launches(plan_of(go_live("T-01", due=day("20.9")), launch=day("20.9")).project))
    assert not list(two_launches(plan_of(go_live("T-01"), launch=day("20.9")).project))


@pytest.mark.parametrize(
    ("fields", "over"),
    [
        ({}, False),
        ({"accepted": day("04.09")}, True),
        ({"status": DeliverableStatus.ACCEPTED}, True),
        ({"status": DeliverableStatus.REJECTED}, False),
        ({"ended": Ended(date=day("04.09"), outcome=EndOutcome.CANCELLED)}, True),
    ],
)
def test_nobody_waits_for_what_is_accepted_or_has_ended(fields: dict[str, Any], over: bool) -> None:
    found = timing_of(Deliverable(id="L-01", title="Kart", due=day("01.09"), **fields), plan_of())
    assert found is not None
    assert (found.over, found.overdue) == (over, not over)


def test_typed_launches_to_come_stand_on_services_and_on_their_goings_live() -> None:
    text = """\
launch:
  activities:
    - {id: L-1, title: SFO, service: sfo, due: 2026-10-12, milestone: true, kind: go_live}
    - {id: L-2, title: Barnehage, service: bhg, due: 2026-10-13, milestone: true, kind: go_live}
    - {id: L-3, title: Annet, service: sfo, due: 2026-10-14}
  services: [{service: bhg, launched: 2026-09-01}, {service: sfo}]
"""
    about = ABOUT.replace("name: SFO}", "name: SFO, launch: 2026-10-12}").replace(
        "name: Barnehage}", "name: Barnehage, launch: 2026-10-13}"
    )
    assert list(launches_to_come(small(text, about))) == [
        TypedLaunch("sfo", date(2026, 10, 12), ("services", 0, "launch")),
        TypedLaunch("L-1", date(2026, 10, 12), ("launch", "activities", 0, "due")),
    ]


@pytest.mark.parametrize(
    ("launch", "launched", "due", "over", "forecast"),
    [
        ("2.9", None, "2.9", False, TODAY),  # it comes with a launch that is still to come
        ("2.9", "3.9", "2.9", True, day("2.9")),
        ("20.9", None, "2.9", True, day("2.9")),  # due before the launch: nobody is asked any more
    ],
)
def test_a_change_of_the_work_whose_day_has_passed_waits_for_the_launch_it_comes_with(
    launch: str, launched: str | None, due: str, over: bool, forecast: date
) -> None:
    plan = plan_of(launch=day(launch), launched=day(launched) if launched else None)
    said = timing_of(Change(id="F-01", title="Nytt", service="sfo", due=day(due)), plan)
    assert said
    assert (said.over, said.overdue, said.forecast) == (over, False, forecast)
