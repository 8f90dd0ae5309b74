"""Dates as people type them in the Nordic countries, Germany and English.

``7/4-26`` ``07.04.26`` ``7. april 2026`` ``uke 15`` ``2026-04-07`` ``April 7, 2026`` ``Q2 2026``. What could be two
days (``03/04/26``) is none, unless the rest of the column settles the order of day and month.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from tpn.recognise.grid import Value, is_number
from tpn.recognise.normalise import clean, fold
from tpn.recognise.words import HeadingWords

Order = Literal["day first", "month first"]

FIRST_YEAR, LAST_YEAR = 1990, 2099
_SERIALS = range(20_000, 80_000)  # days since 1899-12-30, as spreadsheets count: 1954–2119
_MIDDAY = 12
_MONTHS = 12

_TIME = r"(?:[ t,-]+(?:kl\.? ?)?\d{1,2}[:.]\d{2}.*)?"
_ISO = re.compile(rf"(\d{{4}})[-./](\d{{1,2}})[-./](\d{{1,2}}){_TIME}$")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})$")
_DOTTED = re.compile(rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?(\d{{4}}|\d{{2}})\.?{_TIME}$")
_DASHED = re.compile(r"(\d{1,2})[/.]\s?(\d{1,2})\.?\s?-\s?(\d{4}|\d{2})$")
_SLASHED = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})[/-](\d{{4}}|\d{{2}}){_TIME}$")
_YEARLESS = re.compile(r"(\d{1,2})[./]\s?(\d{1,2})\.?$")
_DAY_MONTH = re.compile(r"(\d{1,2})\.?(?:st|nd|rd|th|:a|:e)?[ .-]*([^\W\d]+)\.?[ ,.-]*(\d{4}|'?\d{2})?$")
_MONTH_DAY = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? *(\d{4})?$")
_MONTH_YEAR = re.compile(r"([^\W\d]+)\.?[ ,./-]*(\d{4}|'?\d{2})?$")
_WEEK = re.compile(
    r"([^\W\d]+)\.? ?(\d{1,2})(?: ?(?:[-–/,]|og|and|til|to) ?(?:[^\W\d]+ ?)?(\d{1,2}))?(?:[ ,/.-]+(\d{4}))?$"
)
_WEEKS = re.compile(r"(\d{1,2})(?: ?[-–/,] ?(\d{1,2}))?$")
_ISO_WEEK = re.compile(r"(\d{4})-?[wuv](\d{1,2})$")
_QUARTER = re.compile(r"(?:(\d)\.? ?([^\W\d]+)|([^\W\d]+) ?(\d))\.?[ ,-]*(\d{4}|'?\d{2})?$")
_RANGE = re.compile(r"(?<=[\w.])\s*(?:–|—|\s-\s|\s(?:til|to|bis|till)\s)\s*(?=\w)")


@dataclass(frozen=True, slots=True)
class Ways:
    """What is known of a column: order of day and month, the year where none is typed, start or end, weeks.

    ``end`` takes the last day of a week, month, quarter or range, else the first is taken.
    """

    words: HeadingWords
    order: Order | None = None
    year: int | None = None
    end: bool = False
    weeks: bool = False


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date, or why there is none; ``slug`` without ``missing`` is a warning beside the date."""

    day: date | None = None
    slug: str | None = None

    @property
    def readable(self) -> bool:
        """Whether the text was a date, or would be with more knowledge."""
        return self.day is not None or self.slug in {"date-ambiguous", "date-open"}


_UNREADABLE = ReadDate(slug="date-unreadable")
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
    """Where a cell is a stretch of time (``uke 14–16``, ``7.4.–9.4.26``), its first day; else none."""
    if not isinstance(value, str):
        return None
    text = _bare(value, ways.words)
    week = _WEEK.match(text) or (_WEEKS.match(text) if ways.weeks else None)
    if not (week and week[week.re.groups if week.re is _WEEKS else 3]) and len(_RANGE.split(text)) == 1:
        return None
    return read_date(value, replace(ways, end=False)).day


def order_of(values: Iterable[Value]) -> Order | None:
    """Whether a column writes day or month first: one ``27/04/26`` settles it; both kinds settle nothing."""
    found = {order for value in values if isinstance(value, str) and (order := _order(clean(value)))}
    return found.pop() if len(found) == 1 else None


def _order(text: str) -> Order | None:
    match = _SLASHED.match(text.casefold())
    if not match or int(match[1]) <= _MONTHS >= int(match[3]):
        return None
    return "day first" if int(match[1]) > _MONTHS else "month first"


def _sensible(day: date) -> ReadDate:
    return ReadDate(day, None if FIRST_YEAR <= day.year <= LAST_YEAR else "date-implausible")


def _from_number(number: float, ways: Ways) -> ReadDate:
    if int(number) in _SERIALS:
        return _sensible(date(1899, 12, 30) + timedelta(days=int(number)))
    if ways.weeks and number == int(number):
        return _week(int(number), None, ways)
    compact = _COMPACT.match(str(int(number)))
    return _day(compact[1], compact[2], compact[3], ways) if compact else _UNREADABLE


def _from_text(value: str, ways: Ways) -> ReadDate:
    text = _bare(value, ways.words)
    if not text or text in ways.words.nothing:
        return _EMPTY
    if fold(value) in ways.words.open_dates or text in ways.words.open_dates:
        return ReadDate(slug="date-open")
    read = _one_text(text, ways)
    if read.readable:
        return read
    return _range(text, ways) or read


def _bare(value: str, words: HeadingWords) -> str:
    parts = clean(value).strip("()[]").casefold().split(" ")
    while len(parts) > 1 and (parts[0] in words.fillers or fold(parts[0]) in words.weekdays):
        parts = parts[1:]
    return " ".join(parts).strip(" ,;*")


def _one_text(text: str, ways: Ways) -> ReadDate:
    for read in (_numeric, _worded, _periods):
        found = read(text, ways)
        if found:
            return found
    if ways.weeks and (match := _WEEKS.match(text)):
        return _week(int((ways.end and match[2]) or match[1]), None, ways)
    return _UNREADABLE


def _numeric(text: str, ways: Ways) -> ReadDate | None:
    if match := _ISO.match(text) or _COMPACT.match(text):
        return _day(match[1], match[2], match[3], ways)
    if match := _DOTTED.match(text) or _DASHED.match(text):
        return _day(match[3], match[2], match[1], ways)
    if match := _SLASHED.match(text):
        return _slashed(match, ways)
    if match := _YEARLESS.match(text):
        return _day(None, match[2], match[1], ways)
    return None


def _slashed(match: re.Match[str], ways: Ways) -> ReadDate:
    first, second, year = match[1], match[3], match[4]
    order = ways.order or _order(match[0]) or ("day first" if first == second else None)
    if order is None:
        return ReadDate(slug="date-ambiguous")
    return _day(year, second, first, ways) if order == "day first" else _day(year, first, second, ways)


def _worded(text: str, ways: Ways) -> ReadDate | None:
    months = ways.words.months
    if (match := _DAY_MONTH.match(text)) and fold(match[2]) in months:
        return _day(match[3], months[fold(match[2])], match[1], ways)
    if (match := _MONTH_DAY.match(text)) and fold(match[1]) in months:
        return _day(match[3], months[fold(match[1])], match[2], ways)
    return None


def _periods(text: str, ways: Ways) -> ReadDate | None:
    words = ways.words
    if (match := _WEEK.match(text)) and fold(match[1]) in words.week:
        return _week(int((ways.end and match[3]) or match[2]), match[4], ways)
    if match := _ISO_WEEK.match(text):
        return _week(int(match[2]), match[1], ways)
    if (match := _QUARTER.match(text)) and fold(match[2] or match[3]) in words.quarter:
        return _months(3 * int(match[1] or match[4]) - 2, 3, match[5], ways)
    if (match := _MONTH_YEAR.match(text)) and fold(match[1]) in words.months:
        return _months(words.months[fold(match[1])], 1, match[2], ways)
    return None


def _range(text: str, ways: Ways) -> ReadDate | None:
    parts = _RANGE.split(text)
    if len(parts) != 2 or not all(parts):  # noqa: PLR2004 - from and to
        return None
    until = _one_text(parts[1], ways)
    if ways.end or not until.day:
        return until if until.day else None
    begins = _one_text(parts[0], Ways(ways.words, ways.order, until.day.year))
    return begins if begins.day else None


def _year(typed: str | None, ways: Ways) -> tuple[int | None, str | None]:
    if not typed:
        return ways.year, "date-year-assumed" if ways.year else "date-unreadable"
    digits = typed.lstrip("'")
    return (int(digits) + 2000 if len(digits) == 2 else int(digits)), None  # noqa: PLR2004 - two digits of a year


def _day(typed: str | None, month: str | int, day: str | int, ways: Ways) -> ReadDate:
    year, slug = _year(typed, ways)
    if not year:
        return _UNREADABLE
    try:
        found = date(year, int(month), int(day))
    except ValueError:
        return _UNREADABLE
    return ReadDate(found, slug or _sensible(found).slug)


def _week(number: int, typed: str | None, ways: Ways) -> ReadDate:
    year, slug = _year(typed, ways)
    if not year:
        return _UNREADABLE
    try:
        return ReadDate(date.fromisocalendar(year, number, 5 if ways.end else 1), slug)
    except ValueError:
        return _UNREADABLE


def _months(first: int, length: int, typed: str | None, ways: Ways) -> ReadDate:
    year, slug = _year(typed, ways)
    last = first + length - 1
    if not year or not 1 <= first <= last <= _MONTHS:
        return _UNREADABLE
    if not ways.end:
        return ReadDate(date(year, first, 1), slug or "date-rounded")
    return ReadDate(date(year, last, monthrange(year, last)[1]), slug or "date-rounded")
