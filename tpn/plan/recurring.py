"""The days of a series of meetings: the same weekday of the month, never in July and never on a day off."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count as counting
from itertools import islice

from tpn.model.choices import Every
from tpn.plan.workdays import WorkDays

JULY = 7
_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3}
_WEEK = timedelta(weeks=1)
_LAST = 5


def series(first: date, every: Every, count: int, days: WorkDays) -> tuple[date, ...]:
    """So many days from the first on. One that is off is moved to the next working day; July is left out."""
    return tuple(islice(endless(first, every, days), count))


def papers_due(meeting: date, days: WorkDays) -> date:
    """A week before the meeting, on the last working day by then."""
    week_before = meeting - _WEEK
    return week_before if days.is_working(week_before) else days.previous(week_before)


def endless(first: date, every: Every, days: WorkDays) -> Iterator[date]:
    """The days of a series that has no end."""
    last: date | None = None
    for day in _wanted(first, every):
        moved = day if days.is_working(day) else days.next(day)
        if JULY not in {day.month, moved.month} and moved != last:
            last = moved
            yield moved


def _wanted(first: date, every: Every) -> Iterator[date]:
    if every is Every.WEEK:
        yield from (first + n * _WEEK for n in counting())
        return
    which = (first.day - 1) // 7
    for n in counting():
        months = first.month - 1 + n * _MONTHS[every]
        yield _weekday(first.year + months // 12, months % 12 + 1, first.weekday(), which)


def _weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The third Tuesday, say; where there is no fifth, the fourth."""
    first = date(year, month, 1)
    day = first + timedelta((weekday - first.weekday()) % 7 + 7 * which)
    return day if day.month == month else day - _WEEK
