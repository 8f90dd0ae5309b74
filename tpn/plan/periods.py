"""How the law counts a period of days (Regulation 1182/71 article 3; forskrift om tidsfrister, FOA § 7-6).

The day of the event itself is not counted (3.1). All days count, also those that nobody works (3.3). A period whose
last day is a Saturday, a Sunday or a public holiday runs to the end of the next working day (3.4), and one of two
days or more holds at least two working days (3.5). The working days are those of the law: a project's own closed
periods hold up nothing.
"""

from datetime import date, timedelta
from functools import cache

from tpn.plan.workdays import WorkDays

_TWO = 2


@cache
def legal_days() -> WorkDays:
    """The working days of the law in Norway: Monday to Friday, but public holidays."""
    return WorkDays("NO")


def last_day(event: date, days: int) -> date:
    """The last day of a period of so many days after an event: it runs to midnight of that day.

    Args:
        event: the day that the period is counted from, and not counted itself.
        days: calendar days; 0 is no period, and ends on the day of the event.
    """
    if days <= 0:
        return event
    legal = legal_days()
    last = event + timedelta(days=days)
    if days >= _TWO:
        last = max(last, _second_working_day(event))
    return last if legal.is_working(last) else legal.next(last)


def moved_by(event: date, days: int) -> int:
    """How many days the last day was moved because it fell on a day that nobody works."""
    return (last_day(event, days) - event).days - max(days, 0)


def _second_working_day(event: date) -> date:
    legal = legal_days()
    return legal.next(legal.next(event))


def first_after(event: date, days: int) -> date:
    """The first day on which something may be done that must wait for the period to be over."""
    return last_day(event, days) + timedelta(days=1)
