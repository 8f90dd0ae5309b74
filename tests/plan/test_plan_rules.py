"""The rules of the plan and of the forecast, one sentence at a time."""

from datetime import date
from typing import Any

import pytest

from tests.plan.small_plans import BEFORE, START, day, made, task
from tpn.model.choices import Status
from tpn.model.spans import Link, parse_link
from tpn.plan.tasks import Broken, Clash, Dates, OffDay, Task


def only(one: Task, today: date = BEFORE, **fields: Any) -> Dates:
    return made(one, today=today, **fields).dates[one.id]


def planned(one: Dates) -> tuple[date | None, date | None]:
    return one.plan_start, one.plan_end


def foreseen(one: Dates) -> tuple[date | None, date | None]:
    return one.start, one.end


# ---------------------------------------------------------------- the plan


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"start": day("24.8"), "due": day("28.8")}, "24.8", "28.8"),
        ({"start": day("24.8"), "duration": 3}, "24.8", "26.8"),
        ({"due": day("28.8"), "duration": 3}, "26.8", "28.8"),
        ({"start": day("24.8"), "due": day("28.8"), "duration": 5}, "24.8", "28.8"),
        ({"start": day("24.8")}, "24.8", "24.8"),
        ({"due": day("28.8")}, "28.8", "28.8"),
        ({"duration": 3}, "17.8", "19.8"),
        ({"due": day("28.8"), "milestone": True}, "28.8", "28.8"),
        # over the weekend
        ({"start": day("27.8"), "duration": 4}, "27.8", "1.9"),
        ({"due": day("1.9"), "duration": 4}, "27.8", "1.9"),
    ],
)
def test_what_is_not_typed_is_computed(fields: dict[str, Any], start: str, end: str) -> None:
    one = only(task("A", **fields))
    assert planned(one) == foreseen(one) == (day(start), day(end))


@pytest.mark.parametrize(
    ("link", "start", "end"),
    [
        ("A", "24.8", "25.8"),
        ("A +3d", "27.8", "28.8"),
        ("A -2d", "20.8", "21.8"),
        ("A SS", "17.8", "18.8"),
        ("A SS +2d", "19.8", "20.8"),
        ("A FF", "20.8", "21.8"),
        ("A FF +1d", "21.8", "24.8"),
        ("A SF +4d", "19.8", "20.8"),
        # never before the project begins
        ("A SF", "17.8", "18.8"),
        ("A FF -9d", "17.8", "18.8"),
    ],
)
def test_a_follower_begins_as_early_as_its_link_allows(link: str, start: str, end: str) -> None:
    one = made(task("A", duration=5), task("B", link, duration=2)).dates["B"]
    assert planned(one) == foreseen(one) == (day(start), day(end))


def test_the_latest_of_several_links_decides() -> None:
    dates = made(
        task("A", duration=5), task("B", duration=8), task("C", "A +1d", "B", "A SS", duration=1)
    ).dates
    assert dates["C"].plan_start == day("27.8")


def test_a_link_alone_makes_one_working_day() -> None:
    assert planned(made(task("A", duration=5), task("B", "A")).dates["B"]) == (day("24.8"), day("24.8"))


def test_a_milestone_stands_at_the_end_of_its_day() -> None:
    dates = made(task("A", duration=5), task("M", "A", milestone=True), task("B", "M", duration=1)).dates
    assert planned(dates["M"]) == (day("21.8"), day("21.8"))
    assert planned(dates["B"]) == (day("24.8"), day("24.8"))


def test_without_a_project_start_the_earliest_typed_date_counts_else_today() -> None:
    tasks = (task("A", due=day("20.8")), task("B", start=day("19.8")), task("C", duration=1))
    assert made(*tasks, start=None).dates["C"].plan_start == day("19.8")
    assert made(task("C", duration=1), start=None, today=day("26.8")).dates["C"].plan_start == day("26.8")


def test_a_link_may_push_past_a_start() -> None:
    found = made(task("A", duration=5), task("B", "A", start=day("19.8"), duration=2))
    assert planned(found.dates["B"]) == (day("24.8"), day("25.8"))
    assert found.broken == ()


def test_a_start_is_not_earlier_than() -> None:
    found = made(task("A", duration=5), task("B", "A", start=day("27.8"), duration=2))
    assert planned(found.dates["B"]) == (day("27.8"), day("28.8"))


@pytest.mark.parametrize(
    ("fields", "link", "days"),
    [
        ({"start": day("19.8"), "due": day("26.8")}, "A", 3),
        ({"due": day("26.8"), "duration": 6}, "A", 3),
        ({"due": day("19.8")}, "A", 3),
        ({"due": day("21.8"), "milestone": True}, "A +2d", 2),
        ({"due": day("20.8"), "duration": 3}, "A FF", 1),
        ({"due": day("18.8"), "duration": 2}, "A SS +1d", 1),
        ({"due": day("18.8"), "duration": 2}, "A SF +3d", 1),
    ],
)
def test_a_typed_date_that_breaks_a_link_stays_and_is_told_of(
    fields: dict[str, Any], link: str, days: int
) -> None:
    free, bound = only(task("B", **fields)), made(task("A", duration=5), task("B", link, **fields))
    assert planned(bound.dates["B"]) == planned(free)
    typed = parse_link(link)
    assert typed
    assert bound.broken == (Broken("B", "A", typed.kind, typed.lag, days),)


@pytest.mark.parametrize("link", ["A", "A -1d", "A SS +5d", "A FF +1d"])
def test_a_typed_date_that_keeps_its_link_is_not_told_of(link: str) -> None:
    assert made(task("A", duration=5), task("B", link, start=day("24.8"), due=day("24.8"))).broken == ()


def test_a_due_date_never_holds_a_forecast_back() -> None:
    dates = made(task("A", duration=5), task("B", "A", start=day("19.8"), due=day("20.8"))).dates
    assert foreseen(dates["B"]) == (day("24.8"), day("25.8"))


def test_start_due_and_duration_must_agree() -> None:
    right = task("A", start=day("24.8"), due=day("28.8"), duration=5)
    wrong = task("B", start=day("24.8"), due=day("28.8"), duration=4)
    found = made(right, wrong)
    assert found.clashes == (Clash("B", 4, 5),)
    assert planned(found.dates["B"]) == (day("24.8"), day("28.8"))


def test_a_typed_date_that_is_no_working_day_stays_with_a_warning() -> None:
    found = made(
        task("A", start=day("22.8"), duration=2),
        task("M", due=day("23.8"), milestone=True),
        task("D", due=day("22.8")),
        task("B", "M", duration=1),
    )
    assert found.off_days == (
        OffDay("A", "start", day("22.8")), OffDay("M", "due", day("23.8")), OffDay("D", "due", day("22.8")),
    )  # fmt: skip
    assert planned(found.dates["A"]) == (day("22.8"), day("25.8"))
    assert foreseen(found.dates["A"]) == (day("24.8"), day("25.8"))
    assert planned(found.dates["M"]) == foreseen(found.dates["M"]) == (day("23.8"), day("23.8"))
    assert planned(found.dates["D"]) == foreseen(found.dates["D"]) == (day("22.8"), day("22.8"))
    assert found.dates["B"].plan_start == day("24.8")


def test_work_within_a_weekend_stands_there_and_monday_follows_it() -> None:
    weekend = task("A", start=day("22.8"), due=day("23.8"))
    found = made(weekend, task("B", "A", duration=1), task("C", start=day("21.8"), due=day("22.8")))
    assert planned(found.dates["A"]) == (day("22.8"), day("23.8"))
    assert foreseen(found.dates["A"]) == (day("22.8"), day("23.8"))
    assert planned(found.dates["C"]) == foreseen(found.dates["C"]) == (day("21.8"), day("22.8"))
    assert found.dates["B"].start == day("24.8")
    assert only(weekend, day("24.8")).end == day("24.8")


def test_an_activity_without_dates_links_and_duration_is_undated_and_pushes_nobody() -> None:
    found = made(task("A"), task("B", "A", duration=2), task("C", "A +9w", duration=2))
    assert found.dates["A"] == Dates(undated=True)
    assert planned(found.dates["B"]) == planned(found.dates["C"]) == (day("17.8"), day("18.8"))
    assert found.dates["B"].hanging == ()
    assert found.finish == day("18.8")


# ---------------------------------------------------------------- what has fallen out


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.NOT_RELEVANT])
@pytest.mark.parametrize(
    ("first", "second", "start"),
    [
        ("A", "X", "24.8"),
        ("A +1d", "X +1d", "26.8"),
        ("A SS", "X", "17.8"),
        ("A SS +2d", "X +1d", "20.8"),
        ("A FF", "X", "24.8"),
        ("A", "X SS", "24.8"),
        ("A", "X FF", "20.8"),
        ("A FF", "X FF +1d", "21.8"),
        ("A SF +4d", "X", "21.8"),
        ("A -1d", "X FF -1d", "18.8"),
    ],
)
def test_a_link_through_what_fell_out_holds_between_its_neighbours(
    status: Status, first: str, second: str, start: str
) -> None:
    gone = task("X", first, duration=7, start=day("1.10"), status=status)
    found = made(task("A", duration=5), gone, task("B", second, duration=2))
    assert found.dates["B"].plan_start == found.dates["B"].start == day(start)
    assert found.dates["X"] == Dates(plan_start=day("1.10"))


def test_what_fell_out_pushes_nobody_by_itself() -> None:
    found = made(task("X", due=day("1.10"), status=Status.CANCELLED), task("B", "X", duration=2))
    assert planned(found.dates["B"]) == (day("17.8"), day("18.8"))
    assert found.off_days == ()
    assert found.finish == day("18.8")


def test_a_link_broken_through_what_fell_out_names_who_really_stands_in_the_way() -> None:
    gone = [task("X", "A", "S", status=Status.CANCELLED), task("Y", "X +1d", status=Status.NOT_RELEVANT)]
    found = made(task("A", duration=5), task("S", duration=1), *gone, task("B", "Y", due=day("21.8")))
    assert found.broken == (Broken("B", "A", "FS", 0, 2, through="Y"),)


def test_what_fell_out_is_not_what_the_finish_waits_for() -> None:
    one = made(task("A", duration=2), task("X", "A +9d", status=Status.CANCELLED)).dates["A"]
    assert (one.total_float, one.free_float, one.critical) == (0, 0, True)


def test_floats_reach_through_what_fell_out() -> None:
    gone = task("X", "A +1d", status=Status.CANCELLED)
    late = task("Z", "A +2d", status=Status.CANCELLED)
    dates = made(
        task("A", duration=2),
        gone,
        late,
        task("B", "X", start=day("24.8"), duration=5),
        task("C", duration=13),
    ).dates
    # B may begin on the 24th and need not before the 28th; the way from A ends on the 20th
    assert (dates["A"].free_float, dates["A"].total_float) == (2, 5)
    assert (dates["B"].free_float, dates["B"].total_float) == (3, 3)


# ---------------------------------------------------------------- outside the plan


def test_a_component_counts_with_its_date_and_work_begins_the_day_after() -> None:
    found = made(task("B", "A-K01 +1d", duration=2), external={"A-K01": day("26.8")})
    assert planned(found.dates["B"]) == (day("28.8"), day("31.8"))
    assert found.finish == day("31.8")


def test_a_component_delivered_in_a_weekend_is_there_on_monday() -> None:
    assert only(task("B", "A-K01"), external={"A-K01": day("22.8")}).start == day("24.8")


def test_what_follows_a_component_without_a_date_is_marked_as_hanging_on_it() -> None:
    found = made(
        task("A", duration=1),
        task("B", "A-K01", "A", duration=2),
        task("C", "B", "A-P01", duration=2),
        task("X", "C", status=Status.CANCELLED),
        task("D", "X", duration=1),
        task("E", "A", duration=1),
        external={"A-K01": None, "A-P01": None, "A-K02": None},
    )
    assert {name: one.hanging for name, one in found.dates.items()} == {
        "A": (), "B": ("A-K01",), "C": ("A-K01", "A-P01"), "X": (), "D": ("A-K01", "A-P01"), "E": (),
    }  # fmt: skip
    assert foreseen(found.dates["B"]) == (day("18.8"), day("19.8"))


def test_what_is_under_way_no_longer_hangs_and_passes_no_mark_on() -> None:
    for status in (Status.IN_PROGRESS, Status.DONE):
        found = made(task("A", "A-K01", duration=2, status=status), task("B", "A"), external={"A-K01": None})
        assert found.dates["A"].hanging == found.dates["B"].hanging == ()


def test_a_broken_link_to_a_component_is_told_of() -> None:
    found = made(task("B", "A-K01", due=day("26.8")), external={"A-K01": day("28.8")})
    assert found.broken == (Broken("B", "A-K01", "FS", 0, 3),)


def test_a_link_to_nothing_that_is_known_is_left_out() -> None:
    assert planned(only(task("B", "nowhere +5d", duration=1))) == (day("17.8"), day("17.8"))


# ---------------------------------------------------------------- the forecast

TODAY = day("26.8")  # a Wednesday


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"finished": day("20.8"), "due": day("28.8"), "started": day("18.8")}, "18.8", "20.8"),
        ({"finished": day("20.8"), "start": day("18.8"), "due": day("28.8")}, "18.8", "20.8"),
        ({"finished": day("18.8"), "start": day("19.8"), "due": day("28.8")}, "18.8", "18.8"),
        ({"due": day("28.8")}, "28.8", "28.8"),
        ({"duration": 2}, "17.8", "26.8"),
        ({"due": day("21.8"), "milestone": True, "finished": day("23.8")}, "23.8", "23.8"),
        ({}, "26.8", "26.8"),
    ],
)
def test_done_ended_when_it_did_else_when_due_else_today(
    fields: dict[str, Any], start: str, end: str
) -> None:
    one = only(task("A", status=Status.DONE, **fields), TODAY)
    assert foreseen(one) == (day(start), day(end))
    assert (one.total_float, one.free_float, one.late_end, one.critical, one.undated) == (
        None, None, None, False, False,
    )  # fmt: skip


def test_followers_begin_after_what_is_done_really_ended() -> None:
    done = task("A", due=day("28.8"), finished=day("31.8"), status=Status.DONE)
    dates = made(done, task("B", "A", duration=2), task("C", "A SS", duration=1), today=TODAY).dates
    assert foreseen(dates["B"]) == (day("1.9"), day("2.9"))
    # without a real start it began when planned
    assert foreseen(dates["C"]) == (day("28.8"), day("28.8"))


def test_what_hangs_on_a_milestone_that_came_early_counts_from_the_day_it_came() -> None:
    """An event: in the plan as well as in the forecast, but for what has a day of its own."""
    came = task("A", "Z", due=day("30.9"), finished=day("31.8"), status=Status.DONE, milestone=True)
    others = (task("B", "A +3d", duration=2), task("C", "A", due=day("2.10"), duration=1))
    found = made(task("Z", due=day("29.9")), came, *others, today=day("1.9"))
    assert found.dates["A"].plan_end == day("30.9")
    assert planned(found.dates["B"]) == foreseen(found.dates["B"]) == (day("4.9"), day("7.9"))
    assert planned(found.dates["C"]) == (day("2.10"), day("2.10"))
    assert found.broken == ()


def test_a_milestone_that_came_late_leaves_the_plan_of_what_follows_and_work_that_ended_early_too() -> None:
    late = task("A", due=day("24.8"), finished=day("31.8"), status=Status.DONE, milestone=True)
    soon = task("C", due=day("30.9"), finished=day("31.8"), status=Status.DONE)
    found = made(late, task("B", "A", duration=1), soon, task("D", "C", duration=1), today=day("1.9")).dates
    assert (planned(found["B"])[1], foreseen(found["B"])[1]) == (day("25.8"), day("1.9"))
    assert planned(found["D"]) == foreseen(found["D"]) == (day("1.10"), day("1.10"))


def test_what_is_done_without_any_date_pushes_nobody() -> None:
    dates = made(task("A", status=Status.DONE), task("B", "A", duration=1), today=TODAY).dates
    assert dates["B"].start == TODAY


def test_what_is_done_without_a_plan_pushes_by_when_it_really_ended() -> None:
    done = task("A", status=Status.DONE, finished=day("31.8"))
    assert made(done, task("B", "A", duration=1), today=TODAY).dates["B"].start == day("1.9")


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        # ten days planned until the 28th; the rest from today, today included
        ({"percent": 0}, "8.9"),
        ({"percent": 50}, "1.9"),
        ({"percent": 70}, "28.8"),
        ({"percent": 69.9}, "31.8"),
        # a promise is not bettered by arithmetic
        ({"percent": 90}, "28.8"),
        ({"percent": 100}, "28.8"),
        ({}, "28.8"),
    ],
)
def test_the_rest_of_work_in_progress_is_counted_from_today(fields: dict[str, Any], end: str) -> None:
    one = only(
        task("A", start=START, duration=10, started=day("19.8"), status=Status.IN_PROGRESS, **fields),
        TODAY,
    )
    assert foreseen(one) == (day("19.8"), day(end))


@pytest.mark.parametrize(
    ("due", "percent", "end"),
    [
        # somebody has said when it will end, and the day has not passed: that is the estimate
        ("28.8", 0, "28.8"),
        ("28.8", 99, "28.8"),
        ("26.8", 10, "26.8"),
        ("25.9", 90, "25.9"),
        # the day has passed: the rest of the eight days until then by the percent
        ("25.8", 50, "31.8"),
        ("25.8", None, "26.8"),
    ],
)
def test_a_due_date_typed_for_work_that_has_begun_is_the_estimate_of_its_end(
    due: str, percent: float | None, end: str
) -> None:
    begun = task("A", start=START, due=day(due), status=Status.IN_PROGRESS, percent=percent)
    follows = made(begun, task("B", "A", duration=1), today=TODAY).dates
    assert foreseen(follows["A"]) == (START, day(end))
    assert follows["B"].start == made(task("A", due=day(end)), task("B", "A"), today=TODAY).dates["B"].start


def test_blocked_work_that_has_begun_may_be_estimated_to_end_on_the_next_working_day_at_the_earliest() -> (
    None
):
    for due, end in (("26.8", "27.8"), ("27.8", "27.8"), ("31.8", "31.8")):
        stuck = task("A", start=START, due=day(due), started=START, percent=95, status=Status.BLOCKED)
        assert only(stuck, TODAY).end == day(end)


@pytest.mark.parametrize(
    ("percent", "end"), [(None, "26.8"), (0, "1.9"), (50, "28.8"), (99, "26.8"), (100, "26.8")]
)
def test_work_in_progress_after_its_planned_end_does_not_end_before_today(
    percent: float | None, end: str
) -> None:
    one = only(task("A", start=START, duration=5, percent=percent, status=Status.IN_PROGRESS), TODAY)
    assert foreseen(one) == (START, day(end))


def test_at_least_one_day_is_left_and_it_is_worked_on_a_working_day() -> None:
    late = task("A", due=day("14.8"), percent=100, status=Status.IN_PROGRESS)
    assert only(late, day("22.8")).end == day("24.8")
    assert only(late._replace(percent=None), day("22.8")).end == day("24.8")


def test_a_due_date_on_this_very_sunday_has_not_passed() -> None:
    sunday = day("23.8")
    for one in (
        task("A", due=sunday, status=Status.IN_PROGRESS), task("A", due=sunday, milestone=True),
    ):  # fmt: skip
        assert only(one, sunday).end == sunday
        assert only(one, day("24.8")).end == day("24.8")


def test_work_that_began_early_began_today_at_the_latest() -> None:
    one = only(task("A", start=day("1.9"), duration=2, status=Status.IN_PROGRESS), TODAY)
    assert foreseen(one) == (TODAY, day("2.9"))


@pytest.mark.parametrize(
    ("begun", "start"),
    [
        # five days after it began: today, though planned for September
        (task("A", due=day("4.9"), status=Status.IN_PROGRESS), "2.9"),
        (task("A", due=day("4.9"), status=Status.IN_PROGRESS, started=day("24.8")), "31.8"),
        (task("A", due=day("4.9"), status=Status.DONE, finished=day("25.8")), "1.9"),
        (task("A", due=day("4.9"), status=Status.DONE, finished=day("25.8"), started=day("24.8")), "31.8"),
        (task("A", status=Status.DONE, finished=day("25.8")), "1.9"),
    ],
)
def test_a_link_from_a_start_counts_from_when_it_really_began(begun: Task, start: str) -> None:
    follower = task("B", "A SS +5d", due=day("24.8"))
    assert made(begun, follower, today=TODAY).dates["B"].start == day(start)


def test_links_do_not_move_what_has_begun() -> None:
    begun = task("B", "A", start=day("24.8"), due=day("26.8"), status=Status.IN_PROGRESS)
    dates = made(task("A", duration=20), begun, today=TODAY).dates
    assert foreseen(dates["B"]) == (day("24.8"), day("26.8"))
    assert dates["A"].free_float == 0  # it carries the finish; B does not wait for it


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"start": day("24.8"), "due": day("25.8")}, "26.8", "27.8"),
        ({"start": day("28.8"), "due": day("31.8")}, "28.8", "31.8"),
        ({"due": day("25.8"), "milestone": True}, "26.8", "26.8"),
        ({"due": day("26.8"), "milestone": True}, "26.8", "26.8"),
        ({"due": day("27.8"), "milestone": True}, "27.8", "27.8"),
        ({"duration": 5, "percent": 50}, "26.8", "1.9"),
    ],
)
def test_what_has_not_started_starts_today_at_the_earliest(
    fields: dict[str, Any], start: str, end: str
) -> None:
    assert foreseen(only(task("A", **fields), TODAY)) == (day(start), day(end))


def test_what_has_not_started_never_starts_before_its_plan_though_the_link_allows() -> None:
    done = task("A", due=day("11.9"), finished=day("20.8"), status=Status.DONE)
    dates = made(done, task("B", "A", duration=1), today=TODAY).dates
    assert planned(dates["B"]) == foreseen(dates["B"]) == (day("14.9"), day("14.9"))


def test_delays_run_along_the_links() -> None:
    dates = made(
        task("A", start=START, due=day("21.8"), status=Status.IN_PROGRESS, percent=20),
        task("B", "A", start=day("24.8"), due=day("28.8")),
        task("M", "B", due=day("28.8"), milestone=True),
        today=TODAY,
    ).dates
    assert dates["A"].end == day("31.8")
    assert foreseen(dates["B"]) == (day("1.9"), day("7.9"))
    assert foreseen(dates["M"]) == (day("7.9"), day("7.9"))
    assert planned(dates["M"]) == (day("28.8"), day("28.8"))


def test_postponed_with_a_new_date_is_as_not_started() -> None:
    fields = {"start": day("14.9"), "due": day("15.9")}
    assert only(task("A", status=Status.POSTPONED, **fields), TODAY) == only(task("A", **fields), TODAY)


def test_postponed_without_a_date_is_undated_and_what_follows_hangs_on_it() -> None:
    found = made(
        task("A", "S", duration=5, status=Status.POSTPONED), task("S", duration=30), task("B", "A", duration=2),
        today=TODAY,
    )  # fmt: skip
    assert found.dates["A"] == Dates(undated=True)
    assert found.dates["B"].hanging == ("A",)
    assert foreseen(found.dates["B"]) == (day("26.8"), day("27.8"))


def test_a_postponed_activity_without_a_date_itself_hangs_on_what_it_follows() -> None:
    postponed = task("A", "A-K01", status=Status.POSTPONED)
    found = made(postponed, task("B", "A"), external={"A-K01": None})
    assert found.dates["A"].hanging == ("A-K01",)
    assert found.dates["B"].hanging == ("A", "A-K01")


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ({"start": START, "due": day("21.8")}, "2.9"),
        ({"start": day("31.8"), "due": day("31.8")}, "31.8"),
        ({"due": day("26.8"), "milestone": True}, "27.8"),
        ({"start": START, "due": day("21.8"), "percent": 60}, "28.8"),
        ({"start": START, "due": day("21.8"), "started": START}, "27.8"),
        ({"start": START, "due": day("26.8"), "started": START}, "27.8"),
        ({"start": START, "due": day("31.8"), "started": START}, "31.8"),
    ],
)
def test_blocked_is_never_before_the_next_working_day(fields: dict[str, Any], end: str) -> None:
    assert only(task("A", status=Status.BLOCKED, **fields), TODAY).end == day(end)


def test_blocked_on_a_friday_waits_over_the_weekend() -> None:
    blocked = task("A", start=START, due=START, status=Status.BLOCKED)
    for today in ("21.8", "22.8", "23.8"):
        assert foreseen(only(blocked, day(today))) == (day("24.8"), day("24.8"))


# ---------------------------------------------------------------- finish and floats


def test_the_forecast_finish_is_the_latest_forecast_end() -> None:
    assert made(task("A", duration=5), task("B", due=day("30.9"))).finish == day("30.9")
    assert made().finish is None
    assert made(task("A")).finish is None


def test_floats_count_against_the_forecast_of_late_work_too() -> None:
    dates = made(
        task("A", start=START, duration=10, percent=0, status=Status.IN_PROGRESS),
        task("B", "A", duration=5),
        task("C", "A", duration=2),
        task("D", "C", milestone=True),
        today=TODAY,
    ).dates
    assert {name: (one.total_float, one.free_float, one.critical) for name, one in dates.items()} == {
        "A": (0, 0, True), "B": (0, 0, True), "C": (3, 0, False), "D": (3, 3, False),
    }  # fmt: skip
    assert (dates["C"].late_start, dates["C"].late_end) == (day("14.9"), day("15.9"))
    assert (dates["D"].late_start, dates["D"].late_end) == (day("15.9"), day("15.9"))


def test_the_start_of_what_has_begun_does_not_slip() -> None:
    begun = task("A", start=START, duration=10, started=START, status=Status.IN_PROGRESS)
    dates = made(begun, task("B", "A SS", duration=1), task("C", duration=30), today=TODAY).dates
    assert (dates["A"].late_start, dates["A"].start) == (START, START)
    # only its end could slip, and nothing waits for that but the finish
    assert dates["A"].free_float == dates["A"].total_float == 27
    assert dates["A"].late_end == dates["C"].end


def test_work_that_began_on_a_saturday_began_then() -> None:
    begun = task("A", due=day("28.8"), started=day("22.8"), status=Status.IN_PROGRESS)
    one = made(begun, task("C", duration=30), today=TODAY).dates["A"]
    assert one.late_start == one.start == day("22.8")


def test_what_no_day_can_hold_stops_with_the_calendar() -> None:
    chain = [task(f"T{n}", *([f"T{n - 1} +9999w"] if n else []), duration=9999) for n in range(60)]
    assert made(*chain).finish == date.max


def test_a_lead_of_any_length_stops_at_the_projects_start() -> None:
    assert made(task("A", duration=1), task("B", "A -9999w")).dates["B"].start == START


def test_links_may_be_given_as_plain_links() -> None:
    assert made(Task("A", duration=1), Task("B", links=(Link("A"),))).dates["B"].start == day("18.8")
