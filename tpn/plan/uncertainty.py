"""How far a forecast may slip, by the project's own finished work: one sentence, and only with enough to go by."""

from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from tpn.plan.plan import Plan

LEAST = 8
"""Fewer finished courses than this say nothing."""
_SHARE = 0.8
MOST = 1.5
"""A course that became longer than this says nothing of one that is months away: small tasks double easily."""


class LikeCourses(NamedTuple):
    """The day that one in five like courses passes, and how many courses it was taken from."""

    late: date
    of: int


def like_courses(plan: Plan, forecast: date) -> LikeCourses | None:
    """What four in five finished activities kept within, put on the way from today to a forecast.

    A course is a finished activity with an agreed end: how long it took from the day of the agreement, in calendar
    days, against how long was agreed. None below eight of them, where four in five were in time,
    or where they became so much longer that it says nothing of a day far ahead.
    """
    agreed = plan.baseline
    if agreed is None or forecast <= plan.today:
        return None
    ratios = sorted(
        (w.end - agreed.agreed).days / (w.promised - agreed.agreed).days
        for w in plan.work
        if w.done and w.end and w.promised and w.promised > agreed.agreed and w.end > agreed.agreed
    )
    if len(ratios) < LEAST:
        return None
    ratio = ratios[ceil(_SHARE * len(ratios)) - 1]
    if ratio > MOST:
        return None
    late = plan.today + timedelta(days=ceil((forecast - plan.today).days * ratio))
    return LikeCourses(late, len(ratios)) if late > forecast else None
