"""Dates as people in Norway type them.

ISO ``2026-08-17``; ``17.08.2026``, ``17.8.26``, ``17.08``; ``17/8-26``, ``17/8/2026``; ``17. august 2026``;
``uke 34``, ``uke 34 2026``. A date is never guessed: ``03/04/26`` may be two days and is refused,
and so is a year in which no project runs: nobody means 1026, and a calendar ends.
"""

import re
from datetime import date, timedelta

MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        (
            "januar",
            "februar",
            "mars",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "desember",
        ),
        1,
    )
} | {"may": 5, "oct": 10, "dec": 12}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?\Z")
_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}|\d{2}))?\Z")
_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})(?:\s?([-/])\s?(\d{4}|\d{2}))?\Z")
_NAMED = re.compile(r"(\d{1,2})\.?\s+([^\W\d_]{3,})\.?(?:\s+(\d{4}))?\Z")
_WEEK = re.compile(r"(?:uke|veke|week|v|u|w)\.?\s?(\d{1,2})(?:\s*[,-]?\s*(\d{4}))?\Z")


YEARS = range(1900, 2200)
"""The years that dates may be in."""


class NotADate(ValueError):
    """The text is no date; ``why`` is ``unreadable``, ``ambiguous``, ``impossible`` or ``far``."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def read_date(text: str, *, after: date | None = None, week_day: int = 5) -> date:
    """The date that a typed text means.

    Args:
        text: what was typed.
        after: where no year is said: the first such day or week on or after this date.
        week_day: the day of a week that is meant by ``uke 34``, 1 Monday – 5 Friday.

    Raises:
        NotADate: unreadable, ambiguous, impossible or far away.
    """
    text = " ".join(text.split()).lower()
    if match := _ISO.match(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _WEEK.match(text):
        return _week(int(match[1]), match[2], after, week_day)
    if match := _DOTS.match(text):
        return _near(int(match[1]), int(match[2]), match[3], after)
    if match := _SLASH.match(text):
        day, month = int(match[1]), int(match[2])
        # 7/4-26 is the Norwegian way; with two slashes and both numbers small it may be the American one
        if match[3] == "/" and len(match[4]) == 2 and day <= 12 and month <= 12 and day != month:  # noqa: PLR2004
            raise NotADate("ambiguous")
        return _near(day, month, match[4], after)
    if (match := _NAMED.match(text)) and match[2][:3] in MONTHS:
        return _near(int(match[1]), MONTHS[match[2][:3]], match[3], after)
    raise NotADate("unreadable")


def _near(day: int, month: int, year: str | None, after: date | None) -> date:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004
    if after is None:
        raise NotADate("unreadable")
    found = _day(after.year, month, day)
    return found if found >= after else _day(after.year + 1, month, day)


def _week(week: int, year: str | None, after: date | None, week_day: int) -> date:
    if not year and after is None:
        raise NotADate("unreadable")
    first = int(year) if year else after.isocalendar().year  # type: ignore[union-attr]
    found = _week_day(first, week, week_day)
    if not year and after and found < after - timedelta(days=after.weekday()):
        return _week_day(first + 1, week, week_day)
    return found


def _week_day(year: int, week: int, week_day: int) -> date:
    try:
        found = date.fromisocalendar(year, week, week_day)
    except ValueError:
        raise NotADate("impossible") from None
    return within_reach(found)


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise NotADate("impossible") from None
    return within_reach(found)


def within_reach(day: date) -> date:
    """The day, where a project may have it.

    Raises:
        NotADate: it is too far away to count from.
    """
    if day.year not in YEARS:
        raise NotADate("far")
    return day
