"""Cells as dates: true dates and the numbers that spreadsheets count days by; texts by the one grammar of dates."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tpn.model.dates import NotADate, ReadDay, Ways, within_reach
from tpn.model.dates import read_date as read_text
from tpn.model.wording import clean
from tpn.recognise.grid import Value, is_number

FIRST_YEAR, LAST_YEAR = 1990, 2099
_SHOWN = 300  # letters of a text that a date is looked for in
_SERIALS = range(20_000, 80_000)  # days since 1899-12-30, as spreadsheets count: 1954–2119


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date, or why there is none; slugs beside a date are worth saying. ``first`` begins a stretch."""

    day: date | None = None
    slugs: tuple[str, ...] = ()
    first: date | None = None
    readings: tuple[date, ...] = ()

    @property
    def slug(self) -> str | None:
        """What is first to be said."""
        return self.slugs[0] if self.slugs else None

    @property
    def readable(self) -> bool:
        """Whether the text was a date, or would be with more knowledge."""
        return self.day is not None or bool({"date-ambiguous", "date-open", "date-weekday"} & {*self.slugs})


_UNREADABLE = ReadDate(slugs=("date-unreadable",))
_EMPTY = ReadDate()


def read_date(value: Value, ways: Ways) -> ReadDate:
    """A cell as a date. A time of day is left out; nothing is guessed."""
    if isinstance(value, datetime):
        return _sensible(value.date())
    if isinstance(value, date):
        return _sensible(value)
    if is_number(value):
        return _from_number(float(value), ways)  # type: ignore[arg-type]
    return _from_text(value, ways) if isinstance(value, str) else _UNREADABLE


def begin_of(value: Value, ways: Ways) -> date | None:
    """Where a cell is a stretch of days or weeks (``uke 14–16``, ``7.4.–9.4.26``), its first day; else none."""
    found = read_date(value, ways._replace(end=True)) if isinstance(value, str) else _EMPTY
    return found.first if "date-range" in found.slugs else None


_DAY_WITHIN = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}\.?\s*[^\W\d_]{3,12}\.?\s+\d{4}\b|\d{1,2}[./]\s?\d{1,2}[./]\s?(?:\d{4}|\d{2})\b"
)


def day_within(text: str, ways: Ways) -> date | None:
    """The first whole date in a text: *Møte 2 – tirsdag 1. september 2026 kl. 9*."""
    days = (read_date(match[0], ways).day for match in _DAY_WITHIN.finditer(text[:_SHOWN]))
    return next((day for day in days if day), None)


def _sensible(day: date, *slugs: str, first: date | None = None) -> ReadDate:
    far = () if FIRST_YEAR <= day.year <= LAST_YEAR else ("date-implausible",)
    return ReadDate(day, (*slugs, *far), first)


def _from_number(number: float, ways: Ways) -> ReadDate:
    if int(number) in _SERIALS:
        return _sensible(date(1899, 12, 30) + timedelta(days=int(number)))
    if number == int(number) and (ways.weeks or len(str(int(number))) == 8):  # noqa: PLR2004 - 20261015
        return _from_text(str(int(number)), ways)
    return _UNREADABLE


def _from_text(value: str, ways: Ways) -> ReadDate:
    bare = clean(value).strip("()[]").casefold()
    if not bare or bare in ways.words.nothing:
        return _EMPTY
    try:
        meant = read_text(value, ways)
    except NotADate as fault:
        slug = f"date-{fault.why}" if fault.why in {"ambiguous", "open", "weekday"} else "date-unreadable"
        return ReadDate(slugs=(slug,), readings=fault.readings)
    return _of(meant)


def _of(meant: ReadDay) -> ReadDate:
    try:
        within_reach(meant.day)
    except NotADate:
        return _UNREADABLE
    return _sensible(meant.day, *(f"date-{rule}" for rule in meant.told), first=meant.first)
