"""Norway's holidays and the arithmetic of working days."""

import time
from datetime import MAXYEAR, date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpn.plan.holidays import easter, norwegian_holidays
from tpn.plan.workdays import WorkDays

days_in_use = st.dates(date(1990, 1, 1), date(2045, 12, 31))
steps = st.integers(-600, 600)
lengths = st.integers(1, 400)
periods = st.lists(st.tuples(days_in_use, st.integers(-3, 500)), max_size=4).map(
    lambda found: [(first, first + timedelta(days)) for first, days in found]
)
calendars = st.builds(WorkDays, st.sampled_from(["NO", "none", None]), periods)


def slowly(free: set[date], closed: list[tuple[date, date]], day: date) -> bool:
    return day.weekday() < 5 and day not in free and not any(a <= day <= b for a, b in closed)


@pytest.mark.parametrize("year", range(1970, 2100))
def test_the_holidays_of_norway_are_those_that_others_compute(year: int) -> None:
    assert set(norwegian_holidays(year)) == set(holidays.country_holidays("NO", years=year))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1818, 3, 22), (1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)],
)
def test_easter_is_when_it_was(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


def test_each_holiday_has_a_name_of_its_own() -> None:
    assert sorted(norwegian_holidays(2026).values()) == [
        "ascension_day", "boxing_day", "christmas_day", "constitution_day", "easter_monday", "easter_sunday",
        "good_friday", "labour_day", "maundy_thursday", "new_year", "whit_monday", "whit_sunday",
    ]  # fmt: skip


def test_two_holidays_may_fall_on_one_day() -> None:
    assert norwegian_holidays(2008)[date(2008, 5, 1)] == "ascension_day"


def test_only_norway_has_holidays_here_and_weekends_are_free_everywhere() -> None:
    constitution_day, saturday = date(2027, 5, 17), date(2027, 5, 15)
    assert not WorkDays("NO").is_working(constitution_day)
    for country in ("none", "SE", None):
        assert WorkDays(country).is_working(constitution_day)
        assert not WorkDays(country).is_working(saturday)


def test_a_working_day_is_open_and_no_holiday_for_every_day_of_seven_years() -> None:
    closed = [(date(2026, 7, 6), date(2026, 7, 26)), (date(2026, 12, 24), date(2027, 1, 3))]
    free = {day for year in range(2024, 2031) for day in norwegian_holidays(year)}
    days = WorkDays("NO", closed)
    for offset in range(7 * 365):
        day = date(2024, 1, 1) + timedelta(offset)
        assert days.is_working(day) == slowly(free, closed, day), day


def test_an_activity_ends_on_the_last_of_its_days_both_included() -> None:
    days = WorkDays("NO")
    monday, friday = date(2026, 8, 17), date(2026, 8, 21)
    assert days.end_of(monday, 1) == monday
    assert days.end_of(monday, 5) == friday
    assert days.end_of(monday, 6) == date(2026, 8, 24)
    # Easter: Wednesday and the Tuesday after are neighbours
    assert days.end_of(date(2026, 4, 1), 2) == date(2026, 4, 7)
    assert days.end_of(date(2026, 8, 15), 1) == monday


def test_steps_from_a_weekend_lead_to_the_nearest_working_day_first() -> None:
    days = WorkDays("NO")
    saturday, friday, monday = date(2026, 8, 22), date(2026, 8, 21), date(2026, 8, 24)
    assert days.add(saturday, 1) == days.next(saturday) == days.add(saturday, 0) == monday
    assert days.add(saturday, -1) == days.previous(saturday) == friday
    assert days.add(friday, 1) == monday
    assert days.add(monday, -1) == friday


def test_between_counts_working_days_with_a_sign() -> None:
    days = WorkDays("NO")
    friday, saturday, monday = date(2026, 8, 21), date(2026, 8, 22), date(2026, 8, 24)
    assert days.between(friday, monday) == 1
    assert days.between(monday, friday) == -1
    assert days.between(friday, saturday) == 0
    assert days.between(saturday, monday) == 1
    assert days.between(monday, monday) == 0


def test_the_working_days_of_a_span_include_both_ends() -> None:
    days = WorkDays("NO")
    assert days.span(date(2026, 8, 17), date(2026, 8, 28)) == 10
    assert days.span(date(2026, 8, 22), date(2026, 8, 23)) == 0
    assert days.span(date(2026, 8, 24), date(2026, 8, 17)) == -4


def test_years_of_closure_are_stepped_over_at_once() -> None:
    days = WorkDays("NO", [(date(2026, 1, 1), date(4025, 12, 31))])
    begun = time.perf_counter()
    assert days.next(date(2025, 12, 31)) == date(4026, 1, 2)
    assert days.between(date(2025, 12, 31), date(4026, 1, 2)) == 1
    assert not days.is_working(date(3000, 1, 1))
    assert time.perf_counter() - begun < 5


def test_what_never_opens_again_ends_with_the_calendar() -> None:
    days = WorkDays("NO", [(date(2026, 1, 1), date.max)])
    assert days.next(date(2026, 6, 1)) == date.max
    assert days.add(date(2025, 12, 31), 400) == date.max
    assert WorkDays("NO").add(date(1, 1, 5), -10_000) == date.min
    assert WorkDays("NO").date(10**12) == date.max


def test_the_first_and_last_days_of_the_calendar_have_numbers() -> None:
    days = WorkDays("NO")
    assert days.number(date.min) < 0 < days.number(date.max) == days.number_after(date.max) - 1
    assert days.date(days.number(date.max)) == date(MAXYEAR, 12, 31)


def test_a_closed_period_that_ends_before_it_begins_is_none() -> None:
    assert WorkDays("NO", [(date(2026, 8, 21), date(2026, 8, 17))]).is_working(date(2026, 8, 19))


@given(calendars, days_in_use)
def test_numbers_and_working_days_belong_together(days: WorkDays, day: date) -> None:
    here = days.date(days.number(day))
    assert here >= day
    assert days.is_working(here)
    assert days.number(here) == days.number(day)
    assert (here == day) == days.is_working(day)
    assert days.number_after(here) == days.number(here) + 1


@given(days_in_use, st.lists(days_in_use, max_size=5))
def test_a_number_does_not_depend_on_which_years_were_asked_for_before(day: date, others: list[date]) -> None:
    used = WorkDays("NO")
    assert [used.number(one) for one in (*others, day)][-1] == WorkDays("NO").number(day)


@given(calendars, days_in_use, steps, steps)
def test_steps_add_up(days: WorkDays, day: date, some: int, more: int) -> None:
    day = days.date(days.number(day))
    assert days.add(days.add(day, some), more) == days.add(day, some + more)
    assert days.between(day, days.add(day, some)) == some


@given(calendars, days_in_use, days_in_use, days_in_use)
def test_between_is_signed_and_adds_up(days: WorkDays, a: date, b: date, c: date) -> None:
    assert days.between(a, b) == -days.between(b, a)
    assert days.between(a, b) + days.between(b, c) == days.between(a, c)


@given(calendars, days_in_use, lengths)
def test_what_lasts_so_many_working_days_spans_as_many(days: WorkDays, day: date, length: int) -> None:
    start = days.date(days.number(day))
    end = days.end_of(start, length)
    assert days.span(start, end) == length


@settings(max_examples=30)
@given(periods, days_in_use, st.integers(0, 120))
def test_between_is_what_one_counts_on_the_fingers(
    closed: list[tuple[date, date]], day: date, further: int
) -> None:
    free = {holiday for year in range(1990, 2047) for holiday in norwegian_holidays(year)}
    counted = sum(slowly(free, closed, day + timedelta(step + 1)) for step in range(further))
    assert WorkDays("NO", closed).between(day, day + timedelta(further)) == counted
