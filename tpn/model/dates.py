"""Dates as people write them: the one grammar of the line, of YAML, of our own sheets and of foreign ones.

``2026-08-17`` ``17.08.2026`` ``17.8.26`` ``17.08`` ``17/8-26`` ``17. august 2026`` ``April 7, 2026`` ``uke 34``
``mandag uke 42`` ``uke 14/27`` ``Q4 2026`` ``primo juni`` ``15.–20.10.2026``, in nb, nn, en, sv, da and de.

A text is a stretch from a first to a last day, most often of one day. The caller says which end is meant and how a
year that is not typed is found. Nothing is guessed: ``03/04/26`` may be two days and is none, a weekday that
contradicts its date is a doubt, and so is a year in which no project runs.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from tpn.model.datewords import DateWords, date_words
from tpn.model.wording import clean, fold
from tpn.source.late import LatePattern

Order = Literal["day first", "month first"]
Pair = tuple[date, date]

YEARS = range(1900, 2200)
"""The years that dates may be in."""
PLANNED_BACK = timedelta(days=60)
"""A planned day without a year is the first one from so long before today."""
_NEAR = range(2016, 2046)  # the years that two digits mean where they could be something else as well
_OLD = 2070  # two digits from here on may be of the last century
_LONGEST_WEEKS = 12  # «uke 50-2» is a stretch over New Year, «uke 34-26» a week of 2026
_YEAR_LIKE = range(20, 41)
_LONGEST = 80  # letters: what is longer is a sentence


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
    are weeks. ``folder`` has the project's own words.
    """

    end: bool = True
    since: date | None = None
    until: date | None = None
    year: int | None = None
    order: Order | None = None
    weeks: bool = False
    folder: Path | None = None

    @property
    def words(self) -> DateWords:
        """The words of dates."""
        return date_words(self.folder)


class ReadDay(NamedTuple):
    """The day that a text means, the stretch that it is the end of, and what is worth saying of it.

    ``told``: ``year-assumed``, ``rounded`` (a month or a part of one), ``range`` (several days).
    """

    day: date
    first: date
    last: date
    told: tuple[str, ...] = ()


def planned(today: date, *, end: bool = True) -> Ways:
    """How a planned day is read that was typed today."""
    return Ways(end=end, since=today - PLANNED_BACK)


def recorded(today: date, *, end: bool = True) -> Ways:
    """How a day is read on which something has happened."""
    return Ways(end=end, until=today)


def read_date(text: str, ways: Ways) -> ReadDay:
    """The day that a text means.

    Raises:
        NotADate: it is none, or may be several.
    """
    said = _understood(_plain(text), ways.order, ways.weeks, ways.folder)
    if isinstance(said, NotADate):
        raise NotADate(said.why, *said.readings)
    first, last, assumed = _settled(said, ways)
    if said.weekday and said.unit != "week" and first.isoweekday() != said.weekday:
        raise NotADate("weekday", first)
    told = [name for name, holds in (("year-assumed", assumed), ("rounded", said.unit == "month"),
                                     ("range", said.unit == "range")) if holds]  # fmt: skip
    return ReadDay(within_reach(last if ways.end else first), first, last, tuple(told))


def order_of(values: Iterable[object]) -> Order | None:
    """Whether a column writes day or month first: one ``27/04/26`` settles it; both kinds settle nothing."""
    found = {order for value in values if isinstance(value, str) and (order := _order(_plain(value)))}
    return found.pop() if len(found) == 1 else None


def within_reach(day: date) -> date:
    """The day, where a project may have it.

    Raises:
        NotADate: it is too far away to count from.
    """
    if day.year not in YEARS:
        raise NotADate("far")
    return day


# ---------------------------------------------------------------- what a text says before its year is known


class _Said(NamedTuple):
    """A stretch in a given year (``span`` raises ValueError where that has no such day), and the year if typed."""

    span: Callable[[int], Pair]
    year: int | None
    unit: Literal["day", "week", "month", "range"] = "day"
    weekday: int | None = None


def _plain(text: str) -> str:
    plain = clean(text).casefold().replace("–", "-").replace("—", "-").replace("−", "-").replace("‑", "-")
    return plain.replace("’", "'").strip(" ,;*")


_ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})")
_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}|(?<=[. ])'?\d{2}))?\.?")


def _quick(text: str) -> _Said | None:
    """The commonest dates, without a word in them: no table of words is needed."""
    if match := _ISO.fullmatch(text):
        return _on(match[3], match[4], match[1])
    if match := _DOTS.fullmatch(text):
        return _on(match[2], match[1], match[3])
    return None


@lru_cache(maxsize=4096)
def _understood(text: str, order: Order | None, weeks: bool, folder: Path | None) -> _Said | NotADate:
    """What a text says, as far as that needs no year; sheets say the same again and again."""
    try:
        return _quick(text) or _said(text, Ways(order=order, weeks=weeks, folder=folder))
    except NotADate as fault:
        return fault


def _said(text: str, ways: Ways) -> _Said:
    words = ways.words
    text = _HINT.sub("", text).strip("?()[] ") or text
    if text in words.open or fold(text) in words.open or fold(text).split(" ")[0] in words.seasons:
        raise NotADate("open")
    if len(text) > _LONGEST or not (any(map(str.isdigit, text)) or words.names_a_month(text)):
        raise NotADate("unreadable")
    bare, weekday = _bare(text, words)
    if moved := _moved(bare, words):
        return _said(moved, ways)
    said = _stretch(bare, ways) or _range(bare, ways) or _several(bare, ways)
    if said is None:
        raise NotADate("unreadable")
    if weekday is None:
        return said
    if said.unit == "week":
        return _weekday(said, weekday)
    return said._replace(weekday=weekday) if said.unit == "day" else said


_TIME = LatePattern(
    r"(?:,?\s*(?:kl\.?|at|um)\s*\d{1,2}[:.]\d{2}|(?:,?\s+|t|-)\d{1,2}:\d{2})(?::\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?|uhr)?$"
)
_ZONED = LatePattern(
    r"(\d{4}-\d\d-\d\d)[t -](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?[ -]?(?:(z|utc)|([+-]\d\d):?(\d\d))"
)
_HINT = LatePattern(r"\s*\([^()]*\)$")


def _bare(text: str, words: DateWords) -> tuple[str, int | None]:
    """The text without fillers before it, the time of day, and the weekday beside it."""
    weekday: int | None = None
    while True:
        head, _, rest = text.partition(" ")
        name = fold(head)
        three = " ".join(text.split(" ")[:3])
        if rest and fold(three) in words.fillers:
            text = text[len(three) :].strip()
        elif rest and name in words.days:
            weekday, text = words.days[name], rest.strip(" ,")
        elif rest and (head in words.fillers or name in words.fillers) and not _starts_week(text, words):
            text = rest.strip()
        else:
            break
    begin, _, tail = text.rpartition(" ")
    if begin and fold(tail) in words.days:
        weekday, text = words.days[fold(tail)], begin.strip(" ,")
    return text, weekday


def _starts_week(text: str, words: DateWords) -> bool:
    head, _, rest = text.partition(" ")
    return head in words.week and rest[:1].isdigit()


def _moved(text: str, words: DateWords) -> str | None:
    """«utsatt fra 01.10 til 15.10» says the second."""
    parts = text.split(" ")
    if fold(parts[0]) not in words.moved:
        return None
    at = next(
        (n for n in range(len(parts) - 1, 0, -1) if parts[n] in words.until or fold(parts[n]) in words.until),
        0,
    )
    return " ".join(parts[at + 1 :]) or None


def _stretch(text: str, ways: Ways) -> _Said | None:
    """One day, week, month, quarter or part of a month; none where it is no such thing."""
    if match := _ZONED.fullmatch(text):
        return _in_norway(match)
    timeless = _TIME.sub("", text) if re.search(r"\d{4}|[/ ]\d{2}[ ,t]|[a-z]", text) else text
    for one in dict.fromkeys((text, timeless)):
        found = _quick(one) or _numbers(one, ways) or _worded(one, ways) or _periods(one, ways)
        if found:
            return found
    return None


def _in_norway(match: re.Match[str]) -> _Said:
    """A moment with its zone is the day that it is in Norway: half past ten in the evening, UTC, is the next one."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - only exports of portals write zones

    zone = "+00:00" if match[3] else f"{match[4]}:{match[5]}"
    try:
        moment = datetime.fromisoformat(f"{match[1]}T{match[2]}{zone}")
    except ValueError:
        raise NotADate("impossible") from None
    return _exactly(moment.astimezone(ZoneInfo("Europe/Oslo")).date())


_COMPACT = LatePattern(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_DASHED = LatePattern(r"(\d{1,2})[/.]\s?(\d{1,2})\.?\s?[-']\s?(\d{4}|\d{2})")
_SLASHED = LatePattern(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})")
_YEARLESS = LatePattern(r"(\d{1,2})/\s?(\d{1,2})\.?")
_MONTH_NUMBER = LatePattern(r"(\d{1,2})[./-](\d{4})|(\d{4})[-/](\d{1,2})")


def _numbers(text: str, ways: Ways) -> _Said | None:
    if match := _COMPACT.fullmatch(text):
        return _on(match[2], match[3], match[1])
    if match := _SLASHED.fullmatch(text):
        return _slashed(match, ways)
    if match := _DASHED.fullmatch(text):
        return _on(match[2], match[1], match[3])
    if match := _YEARLESS.fullmatch(text):
        month_first = ways.order == "month first"
        return _on(match[1 if month_first else 2], match[2 if month_first else 1], None)
    if match := _MONTH_NUMBER.fullmatch(text):
        return _months(int(match[1] or match[4]), 1, match[2] or match[3])
    return None


def _slashed(match: re.Match[str], ways: Ways) -> _Said:
    """Three numbers: in the order of the column, else in the only order that gives a day near enough to be meant."""
    first, mark, second, third = match[1], match[2], match[3], match[4]
    orders = [(third, second, first), (third, first, second)]
    if mark == "-" and len(first) == len(third) == 2:  # noqa: PLR2004 - «26-10-15»
        orders.append((first, second, third))
    if ways.order:
        orders = [orders[0] if ways.order == "day first" else orders[1]]
    found = dict.fromkeys(day for year, month, number in orders if (day := _date(year, month, number)))
    near = [day for day in found if len(third) == 4 or day.year in _NEAR] or list(found)  # noqa: PLR2004 - a whole year
    if len(near) > 1:
        raise NotADate("ambiguous", *sorted(near))
    if not near:
        raise NotADate("impossible")
    return _exactly(near[0])


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(_year(year), int(month), int(day))
    except ValueError:
        return None


def _order(text: str) -> Order | None:
    match = _SLASHED.fullmatch(_TIME.sub("", text))
    if not match or int(match[1]) <= 12 >= int(match[3]):  # noqa: PLR2004 - months
        return None
    return "day first" if int(match[1]) > 12 else "month first"  # noqa: PLR2004


_LETTERS = r"([^\W\d_]+)"
_YEAR = r"(\d{4}|'\d{2}|\d{2})"
_DAY_MONTH = LatePattern(
    rf"(\d{{1,2}})\.?(?:st|nd|rd|th|:a|:e)?[ .,/-]*(?:of )?{_LETTERS}\.?(?:[ ,./-]*{_YEAR})?"
)
_MONTH_DAY = LatePattern(rf"{_LETTERS}\.? ?(\d{{1,2}})(st|nd|rd|th|\.)?(?:(,? )(\d{{4}}))?")
_MONTH_DAY_YEAR = LatePattern(rf"{_LETTERS}\.?[-/. ](\d{{1,2}})[-/ ]{_YEAR}")  # «Jan-01-24»
_MONTH_YEAR = LatePattern(rf"{_LETTERS}\.?(?:([ ,./'-]*){_YEAR})?")
_YEAR_MONTH = LatePattern(rf"(\d{{4}})[ .,/-]*{_LETTERS}\.?(?:[ .,/-]*(\d{{1,2}})\.?)?")


def _worded(text: str, ways: Ways) -> _Said | None:
    """A day or a month by its name."""
    words = ways.words
    if (match := _DAY_MONTH.fullmatch(text)) and (month := words.month(match[2])):
        return _on(month, match[1], match[3])
    if (match := _MONTH_DAY.fullmatch(text)) and (month := words.month(match[1])):
        return _month_and_number(match, month, words)
    if (match := _MONTH_DAY_YEAR.fullmatch(text)) and (month := words.month(match[1])):
        return _on(month, match[2], match[3])
    if (match := _MONTH_YEAR.fullmatch(text)) and (month := words.month(match[1])):
        return _months(month, 1, match[3])
    if (match := _YEAR_MONTH.fullmatch(text)) and (month := words.month(match[2])):
        return _on(month, match[3], match[1]) if match[3] else _months(month, 1, match[1])
    return None


def _month_and_number(match: re.Match[str], month: int, words: DateWords) -> _Said:
    """``April 7, 2026`` and ``March 26`` are days; ``april 26`` is the 26th in English, and a year in Norwegian."""
    number, ordinal, year = match[2], match[3], match[5]
    may_be_year = (
        not (ordinal or year or fold(match[1]) in words.english_months) and int(number) in _YEAR_LIKE
    )
    if not may_be_year:
        return _on(month, number, year)
    as_year = 2000 + int(number)
    if int(number) > monthrange(as_year, month)[1]:
        return _months(month, 1, number)
    raise NotADate(
        "ambiguous", date(as_year, month, int(number)), date(as_year, month, monthrange(as_year, month)[1])
    )


_WEEKS = r"(\d{1,2})"
_WEEK = LatePattern(rf"{_LETTERS}\.? ?{_WEEKS}\.?(?: ?(?:i|in|av|,|/| |-)? ?'?(\d{{4}}))?")
_WEEK_SLASH = LatePattern(rf"{_LETTERS}\.? ?{_WEEKS} ?/ ?'?(\d{{2}})")
_WEEK_SPAN = LatePattern(
    rf"{_LETTERS}\.? ?{_WEEKS} ?(-|,|og|and|und|och|&|til|to|till|bis) ?(?:{_LETTERS}\.? ?)?(\d{{1,2}})"
    r"(?:[ ,/.-]+(\d{4}))?"
)
_NUMBERED_WEEK = LatePattern(rf"{_WEEKS}\.? ?{_LETTERS}\.?(?:[ ,/.-]*(\d{{4}}))?")
_YEAR_WEEK = LatePattern(rf"(\d{{4}})[ -]?{_LETTERS}\.? ?{_WEEKS}(?:-([1-7]))?")
_BARE_WEEKS = LatePattern(r"(\d{1,2})(?: ?[-,] ?(\d{1,2}))?(?:[ /-]+(\d{4}))?")
_QUARTER = LatePattern(
    rf"(?:(\d)\.? ?{_LETTERS}|{_LETTERS}\.? ?(\d))\.?(?:[ ,/-]*{_YEAR})?|(\d{{4}})[ -/]?{_LETTERS}(\d)"
)


def _periods(text: str, ways: Ways) -> _Said | None:
    """Weeks, quarters, halves of years, parts of months."""
    return _week_of(text, ways) or _quarter(text, ways.words) or _third(text, ways.words)


def _week_of(text: str, ways: Ways) -> _Said | None:
    week = ways.words.week
    if (match := _WEEK.fullmatch(text)) and fold(match[1]) in week:
        return _week(int(match[2]), match[3])
    if (match := _WEEK_SLASH.fullmatch(text)) and fold(match[1]) in week:
        return _week_slash(int(match[2]), int(match[3]))
    if (match := _WEEK_SPAN.fullmatch(text)) and fold(match[1]) in week:
        return _week_span(int(match[2]), int(match[5]), match[6], dashed=match[3] == "-" and not match[4])
    if (match := _YEAR_WEEK.fullmatch(text)) and fold(match[2]) in week:
        found = _week(int(match[3]), match[1])
        return _weekday(found, int(match[4])) if match[4] else found
    if (match := _NUMBERED_WEEK.fullmatch(text)) and fold(match[2]) in week:
        return _week(int(match[1]), match[3])
    if ways.weeks and (match := _BARE_WEEKS.fullmatch(text)):
        first = int(match[1])
        return _week_span(first, int(match[2]), match[3], dashed=True) if match[2] else _week(first, match[3])
    return None


def _week(number: int, year: str | None) -> _Said:
    return _Said(lambda y: _weeks(y, number, number), _year(year) if year else None, "week")


def _weeks(year: int, first: int, last: int) -> Pair:
    begin = date.fromisocalendar(year, first, 1)
    return begin, date.fromisocalendar(year + (last < first), last, 5)


def _weekday(said: _Said, weekday: int) -> _Said:
    """A weekday belongs to its week."""

    def span(year: int) -> Pair:
        day = said.span(year)[0] + timedelta(days=weekday - 1)
        return day, day

    return said._replace(span=span)


def _week_slash(week: int, number: int) -> _Said:
    """``uke 14/27`` is a week of 2027, ``uke 14/15`` two weeks; ``uke 26/27`` may be either."""
    if number not in _YEAR_LIKE:
        return _week_span(week, number, None, dashed=False)
    if number == week + 1:
        raise NotADate("ambiguous", *_fridays(2000 + number, week), *_fridays(2000 + number, number))
    return _week(week, f"{number}")


def _week_span(first: int, last: int, year: str | None, *, dashed: bool) -> _Said:
    """``uke 14-16`` is a stretch, ``uke 50-2`` one over New Year, ``uke 34-26`` a week of 2026."""
    may_be_year = dashed and not year and last in _YEAR_LIKE
    length = (last - first) % 52
    if may_be_year and length > _LONGEST_WEEKS:
        if last < first:
            return _week(first, f"{last}")
        raise NotADate("ambiguous", *_fridays(2000 + last, first), *_fridays(2000 + last, last))
    if not dashed and last < first and length > _LONGEST_WEEKS:
        raise NotADate("impossible")
    return _Said(lambda y: _weeks(y, first, last), _year(year) if year else None, "range")


def _fridays(year: int, week: int) -> tuple[date, ...]:
    try:
        return (date.fromisocalendar(year, week, 5),)
    except ValueError:
        return ()


def _quarter(text: str, words: DateWords) -> _Said | None:
    match = _QUARTER.fullmatch(text)
    if not match:
        return None
    number, name = int(match[1] or match[4] or match[8]), fold(match[2] or match[3] or match[7])
    year = match[5] or match[6]
    if name in words.quarter and 1 <= number <= 4:  # noqa: PLR2004 - quarters
        return _months(3 * number - 2, 3, year)
    if name in words.half and number in {1, 2}:
        return _months(6 * number - 5, 6, year)
    return None


def _third(text: str, words: DateWords) -> _Said | None:
    """``primo juni`` is its first ten days, ``medio`` the next ten, ``ultimo`` the rest."""
    parts = text.replace("-", " ").split(" ")
    for count in range(len(parts) - 1, 0, -1):
        head, rest = fold(" ".join(parts[:count])), " ".join(parts[count:])
        if head not in words.thirds and head not in words.last:
            continue
        month = _MONTH_YEAR.fullmatch(rest)
        number = words.month(month[1]) if month else None
        if month and number:
            return _part_of(number, words.thirds.get(head), month[3])
    return None


def _part_of(month: int, third: int | None, year: str | None) -> _Said:
    def span(y: int) -> Pair:
        last = monthrange(y, month)[1]
        if third is None:
            return date(y, month, last), date(y, month, last)
        return date(y, month, 1 + 10 * third), date(y, month, (10, 20, last)[third])

    return _Said(span, _year(year) if year else None, "month")


# ---------------------------------------------------------------- stretches


_BETWEEN = LatePattern(
    r"\s*-\s*|\s+(?:til og med|t\.o\.m\.?|tom|til|to|bis|till|until|and until)\s+|(?<=\d)\s*/\s*(?=\d{4}-)"
)
_DAY = LatePattern(r"(\d{1,2})\.?")


def _range(text: str, ways: Ways) -> _Said | None:
    """From a day to another: ``15.10.2026 - 20.10.2026``, ``15.-20. oktober 2026``, ``januar-mars 2027``."""
    for cut in _BETWEEN.finditer(text):
        left, right = text[: cut.start()].strip(" ,"), text[cut.end() :].strip(" ,")
        until = _part(right, ways) if left and right else None
        if until is None:
            continue
        since = _part(left, ways) or _day_of(left, until)
        if since is not None:
            return _from_to(since, until)
    return None


def _part(text: str, ways: Ways) -> _Said | None:
    bare, _ = _bare(text, ways.words)
    return _stretch(bare, ways)


def _day_of(left: str, until: _Said) -> _Said | None:
    """``15.`` before ``20. oktober`` is of the same month."""
    match = _DAY.fullmatch(left)
    if not match or until.unit != "day":
        return None

    def span(year: int) -> Pair:
        day = until.span(year)[0].replace(day=int(match[1]))
        return day, day

    return _Said(span, None)


def _from_to(since: _Said, until: _Said) -> _Said:
    """The stretch; where the beginning says no year it is the nearest one before the end."""

    def span(year: int) -> Pair:
        last = until.span(until.year or year)[1]
        if since.year:
            first = since.span(since.year)[0]
        else:
            first = since.span(last.year)[0]
            first = first if first <= last else since.span(last.year - 1)[0]
        if first > last:
            raise ValueError("backwards")
        return first, last

    return _Said(span, until.year or (since.year or None), "range")


def _several(text: str, ways: Ways) -> _Said | None:
    """Two days side by side are no day: which one is meant is not said."""
    two = "|".join(sorted(map(re.escape, ways.words.two), key=len, reverse=True))
    parts = re.split(rf"\s*[,;\n]\s*|\s+(?:{two})\s+", text)
    if len(parts) < 2 or not all(parts):  # noqa: PLR2004 - two days
        return None
    try:
        found = [said for part in parts if (said := _part(part, ways))]
        days = [_settled(said, ways)[1] for said in found]
    except NotADate:
        return None
    if len(days) < len(parts):
        return None
    raise NotADate("ambiguous", *days)


# ---------------------------------------------------------------- the year


def _year(typed: str) -> int:
    digits = typed.lstrip("'")
    return int(digits) if len(digits) > 2 else 2000 + int(digits)  # noqa: PLR2004 - two digits of a year


def _exactly(day: date) -> _Said:
    return _Said(lambda _: (day, day), day.year)


def _on(month: str | int, day: str | int, year: str | None) -> _Said:
    def span(y: int) -> Pair:
        found = date(y, int(month), int(day))
        return found, found

    said = _Said(span, _year(year) if year else None)
    if year and len(year) < 4 and _year(year) >= _OLD:  # noqa: PLR2004 - two digits
        raise NotADate("ambiguous", _span(said, _year(year) - 100)[0], _span(said, _year(year))[0])
    return said


def _months(first: int, length: int, year: str | None) -> _Said:
    def span(y: int) -> Pair:
        last = first + length - 1
        return date(y, first, 1), date(y, last, monthrange(y, last)[1])

    return _Said(span, _year(year) if year else None, "month")


def _settled(said: _Said, ways: Ways) -> tuple[date, date, bool]:
    """First and last day, and whether the year was found by the caller's rule."""
    if said.year is not None:
        return *_span(said, said.year), False
    if ways.year is not None:
        return *_span(said, ways.year), True
    if ways.until is not None:
        return *_latest(said, ways.until, end=ways.end), True
    if ways.since is None:
        raise NotADate("unreadable")
    return *_first(said, ways.since), True


def _span(said: _Said, year: int) -> Pair:
    try:
        return said.span(year)
    except (ValueError, OverflowError):
        raise NotADate("impossible" if year in YEARS else "far") from None


def _first(said: _Said, since: date) -> Pair:
    """The first one that does not end before a day; a week counts until it is over."""
    begin = since - timedelta(days=since.weekday()) if said.unit == "week" else since
    found = [_try(said, year) for year in range(begin.year - 1, begin.year + 2)]
    fits = [pair for pair in found if pair and pair[1] >= begin]
    if not fits or not any(found[1:]):
        raise NotADate("impossible")
    return fits[0]


def _latest(said: _Said, until: date, *, end: bool) -> Pair:
    """The latest one that is not after a day."""
    found = [_try(said, year) for year in range(until.year + 1, until.year - 2, -1)]
    fits = [pair for pair in found if pair and pair[1 if end and said.unit == "day" else 0] <= until]
    if not fits:
        raise NotADate("impossible")
    return fits[0]


def _try(said: _Said, year: int) -> Pair | None:
    try:
        return said.span(year)
    except ValueError:
        return None
