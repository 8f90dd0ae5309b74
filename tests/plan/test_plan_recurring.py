"""A series of meetings: never in July, never on a day off, the same weekday of the month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpn.model.choices import Every
from tpn.plan.recurring import papers_due, series
from tpn.plan.workdays import WorkDays

CLOSED = (date(2026, 12, 24), date(2026, 12, 31))
DAYS = WorkDays("NO", [CLOSED])
FIRST = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(FIRST, st.sampled_from(Every), st.integers(1, 20))
def test_a_series_is_on_working_days_outside_july(first: date, every: Every, count: int) -> None:
    days = series(first, every, count, DAYS)
    assert len(days) == count
    assert list(days) == sorted(set(days))
    assert all(DAYS.is_working(day) and day.month != 7 for day in days)
    assert days[0] >= first


@given(FIRST)
def test_the_weekday_of_the_month_is_kept_unless_the_day_is_off(first: date) -> None:
    for day in series(first, Every.MONTH, 12, DAYS):
        wanted = [day - timedelta(n) for n in range(15) if (day - timedelta(n)).weekday() == first.weekday()]
        assert day == wanted[0] or not DAYS.is_working(wanted[0])


def test_the_third_tuesday_jumps_over_july_and_a_day_off_moves_to_the_next() -> None:
    days = series(date(2026, 5, 19), Every.MONTH, 4, DAYS)
    assert days == (date(2026, 5, 19), date(2026, 6, 16), date(2026, 8, 18), date(2026, 9, 15))
    assert series(date(2026, 5, 17), Every.WEEK, 2, DAYS) == (date(2026, 5, 18), date(2026, 5, 26))


def test_a_month_without_a_fifth_takes_the_fourth() -> None:
    assert series(date(2026, 9, 29), Every.MONTH, 3, DAYS) == (
        date(2026, 9, 29), date(2026, 10, 27), date(2026, 11, 24),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("meeting", "due"),
    [(date(2026, 11, 17), date(2026, 11, 10)), (date(2027, 1, 5), date(2026, 12, 23))],
)
def test_papers_are_due_a_week_before_on_a_working_day(meeting: date, due: date) -> None:
    assert papers_due(meeting, DAYS) == due
