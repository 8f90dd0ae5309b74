"""Weeks and days when few are at work: the plan warns, and never forbids."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tpn.library.dated import DatedFact
from tpn.plan.holidays import norwegian_holidays


def quiet_days(first: date, last: date, periods: Iterable[DatedFact]) -> dict[str, int]:
    """How many days from ``first`` to ``last``, both included, fall in each period; those with none are left out."""
    found: dict[str, int] = {}
    for period in periods:
        days = sum(1 for day in _days(first, last) if in_period(day, period))
        if days:
            found[period.id] = days
    return found


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def in_period(day: date, period: DatedFact) -> bool:
    """Whether a day falls in a period: by ISO weeks, by months, or around a holiday or a day of the year."""
    values = period.values
    if weeks := values.get("weeks"):
        return day.isocalendar().week in weeks
    if months := values.get("months"):
        return day.month in months
    around = values.get("around") or {"day": values.get("day"), "first": 0, "last": 0}
    return any(
        middle + timedelta(days=int(around["first"])) <= day <= middle + timedelta(days=int(around["last"]))
        for middle in _middles(day.year, around)
    )


def _middles(year: int, around: dict[str, object]) -> Iterator[date]:
    if holiday := around.get("holiday"):
        yield from (day for day, name in norwegian_holidays(year).items() if name == holiday)
    elif said := around.get("day"):
        month, number = str(said).split("-")
        yield date(year, int(month), int(number))
