"""The few dates that a new project states: meetings, deadlines of measures, closed periods.

The plan's own dates are computed from durations and links, by the room above. Everything stated here falls on one
weekday, a Tuesday, because no movable feast ever does; so of the public holidays only 1 and 17 May need looking at.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_FEASTS_IN_MAY = {(5, 1), (5, 17)}
_MONTHS = 12
_YEAR_AND_A_BIT = 15
_MONTHS_A_WAVE = 5


class Closed(NamedTuple):
    """A period without work, both days included."""

    first: date
    last: date
    name: str


def closed_periods(rules: Sequence[Mapping[str, Any]], start: date, waves: int) -> tuple[Closed, ...]:
    """The closed periods of the years that the project may last: a year and some months, and five months a wave.

    A rule gives ISO weeks (``weeks: [28, 30]``) or days (``days: [12-24, 01-01]``, over the turn of a year).
    """
    months = start.month - 1 + _YEAR_AND_A_BIT + _MONTHS_A_WAVE * waves
    last = start.year + months // _MONTHS
    every = (_closed(rule, year) for year in range(start.year - 1, last + 1) for rule in rules)
    return tuple(sorted(period for period in every if period.last >= start and period.first.year <= last))


def _closed(rule: Mapping[str, Any], year: int) -> Closed:
    if "weeks" in rule:
        first, last = rule["weeks"]
        return Closed(date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7), rule["name"])
    first, last = (date.fromisoformat(f"{year}-{day}") for day in rule["days"])
    return Closed(first, last if last >= first else last.replace(year=year + 1), rule["name"])


def kickoff_day(start: date, rule: Mapping[str, Any], closed: Sequence[Closed]) -> date:
    """The first day of the rule's weekday with at least ``min_days`` open days (weekends count) before it."""
    day, left = start, rule["min_days"]
    while left > 0:
        left -= 0 if _is_closed(day, closed) else 1
        day += _DAY
    while day.isoweekday() != rule["weekday"]:
        day += _DAY
    return weeks_after(day, 0, closed)


def weeks_after(day: date, weeks: int, closed: Sequence[Closed]) -> date:
    """So many weeks after (before, if negative) the day; moved on by whole weeks while nobody is at work."""
    found = day + weeks * _WEEK
    while _is_closed(found, closed) or (found.month, found.day) in _FEASTS_IN_MAY:
        found += _WEEK
    return found


def _is_closed(day: date, closed: Sequence[Closed]) -> bool:
    return any(period.first <= day <= period.last for period in closed)
