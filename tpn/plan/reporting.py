"""When the status report is due: on the n-th working day of each week, month or quarter."""

from datetime import date, timedelta

from tpn.model.about import Reporting
from tpn.model.choices import Every
from tpn.plan.workdays import WorkDays


def report_days(reporting: Reporting, days: WorkDays, first: date, last: date) -> tuple[date, ...]:
    """The days from ``first`` to ``last`` on which a report is due, both included."""
    every = (first + timedelta(days=number) for number in range(-_LONGEST, (last - first).days + 1))
    begins = dict.fromkeys(_begins(reporting.every, day) for day in every)
    due = (days.end_of(begin, reporting.working_day) for begin in begins)
    return tuple(day for day in due if first <= day <= last)


# a report may be due this far into its period: no n-th working day is later
_LONGEST = 92


def _begins(every: Every, day: date) -> date:
    """The first day of the period that a day is in."""
    if every is Every.WEEK:
        return day - timedelta(days=day.weekday())
    month = day.month if every is Every.MONTH else day.month - (day.month - 1) % 3
    return date(day.year, month, 1)
