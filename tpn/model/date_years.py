"""What a text says of a day before its year is known, and how the year is found that was not typed."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from tpn.model.datewords import DateWords, date_words

Order = Literal["day first", "month first"]
Pair = tuple[date, date]

YEARS = range(1900, 2200)
"""The years that dates may be in."""
_OLD = 2070  # two digits from here on may be of the last century


class NotADate(ValueError):
    """The text is no date.

    ``why`` is ``unreadable``, ``ambiguous`` (with its ``readings``), ``impossible``, ``far``, ``weekday`` (the day
    is another one, ``readings``) or ``open`` (says when, but no day).
    """

    def __init__(self, why: str, *readings: date) -> None:
        self.why = why
        self.readings = readings
        super().__init__(why)


class Ways(NamedTuple):
    """How a caller reads.

    ``end`` takes the last day of a stretch, else the first. A day without a year is the first one from ``since`` on,
    or the latest one up to ``until``, or of ``year``. ``order`` settles ``03/04/26``; with ``weeks`` bare numbers
    are weeks. ``folder`` has the project's own words. ``said_on``: the day on which it is typed, from which «i morgen»
    and «fredag» count; where it may have been written on any day they are no dates.
    """

    end: bool = True
    since: date | None = None
    until: date | None = None
    year: int | None = None
    order: Order | None = None
    weeks: bool = False
    folder: Path | None = None
    said_on: date | None = None

    @property
    def words(self) -> DateWords:
        """The words of dates."""
        return date_words(self.folder)


class SaidDate(NamedTuple):
    """A stretch in a given year (``span`` raises ValueError where that has no such day), and the year if typed."""

    span: Callable[[int], Pair]
    year: int | None
    unit: Literal["day", "week", "month", "range"] = "day"
    weekday: int | None = None
    about: bool = False
    """Said to be only about right: «ca 1. november»."""


def within_reach(day: date) -> date:
    """The day, where a project may have it.

    Raises:
        NotADate: it is too far away to count from.
    """
    if day.year not in YEARS:
        raise NotADate("far")
    return day


# ---------------------------------------------------------------- days and stretches of a year


def year_of(typed: str) -> int:
    """A year as it was typed: all of it, or two digits of this century."""
    digits = typed.lstrip("'")
    return int(digits) if len(digits) > 2 else 2000 + int(digits)  # noqa: PLR2004 - two digits of a year


def exactly(day: date) -> SaidDate:
    """One day of one year."""
    return SaidDate(lambda _: (day, day), day.year)


def on(month: str | int, day: str | int, year: str | None) -> SaidDate:
    """A day of a month, of the year that was typed or of one to be found."""

    def span(y: int) -> Pair:
        found = date(y, int(month), int(day))
        return found, found

    said = SaidDate(span, year_of(year) if year else None)
    if year and len(year) < 4 and year_of(year) >= _OLD:  # noqa: PLR2004 - two digits
        raise NotADate("ambiguous", span_of(said, year_of(year) - 100)[0], span_of(said, year_of(year))[0])
    return said


def months(first: int, length: int, year: str | None) -> SaidDate:
    """So many months from one of them on."""

    def span(y: int) -> Pair:
        last = first + length - 1
        return date(y, first, 1), date(y, last, monthrange(y, last)[1])

    return SaidDate(span, year_of(year) if year else None, "month")


# ---------------------------------------------------------------- the year that was not typed


def settled(said: SaidDate, ways: Ways) -> tuple[date, date, bool]:
    """First and last day, and whether the year was found by the caller's rule."""
    if said.year is not None:
        return *span_of(said, said.year), False
    if ways.year is not None:
        return *span_of(said, ways.year), True
    if ways.until is not None:
        return *_latest(said, ways.until, end=ways.end), True
    if ways.since is None:
        raise NotADate("unreadable")
    return *_first(said, ways.since), True


def span_of(said: SaidDate, year: int) -> Pair:
    """The first and the last day in a year."""
    try:
        return said.span(year)
    except (ValueError, OverflowError):
        raise NotADate("impossible" if year in YEARS else "far") from None


def _first(said: SaidDate, since: date) -> Pair:
    """The first one that does not end before a day; a week counts until it is over."""
    begin = since - timedelta(days=since.weekday()) if said.unit == "week" else since
    found = [_try(said, year) for year in range(begin.year - 1, begin.year + 2)]
    fits = [pair for pair in found if pair and pair[1] >= begin]
    if not fits or not any(found[1:]):
        raise NotADate("impossible")
    return fits[0]


def _latest(said: SaidDate, until: date, *, end: bool) -> Pair:
    """The latest one that is not after a day."""
    found = [_try(said, year) for year in range(until.year + 1, until.year - 2, -1)]
    fits = [pair for pair in found if pair and pair[1 if end and said.unit == "day" else 0] <= until]
    if not fits:
        raise NotADate("impossible")
    return fits[0]


def _try(said: SaidDate, year: int) -> Pair | None:
    try:
        return said.span(year)
    except ValueError:
        return None
