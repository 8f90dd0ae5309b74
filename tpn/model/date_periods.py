"""Weeks, quarters, halves of years and parts of months: ``uke 14/27`` ``Q4 2026`` ``primo juni``."""

from calendar import monthrange
from datetime import date, timedelta

from tpn.model.date_years import NotADate, Pair, SaidDate, Ways, months, year_of
from tpn.model.datewords import DateWords
from tpn.model.wording import fold
from tpn.source.late import LatePattern

_LONGEST_WEEKS = 12  # «uke 50-2» is a stretch over New Year, «uke 34-26» a week of 2026
YEAR_LIKE = range(20, 41)
"""Two digits that may well be meant as a year."""
LETTERS = r"([^\W\d_]+)"
YEAR = r"(\d{4}|'\d{2}|\d{2})"
MONTH_YEAR = LatePattern(rf"{LETTERS}\.?(?:([ ,./'-]*){YEAR})?")
_WEEKS = r"(\d{1,2})"
_WEEK = LatePattern(rf"{LETTERS}\.? ?{_WEEKS}\.?(?: ?(?:i|in|av|,|/| |-)? ?'?(\d{{4}}))?")
_WEEK_SLASH = LatePattern(rf"{LETTERS}\.? ?{_WEEKS} ?/ ?'?(\d{{2}})")
_WEEK_SPAN = LatePattern(
    rf"{LETTERS}\.? ?{_WEEKS} ?(-|,|og|and|und|och|&|til|to|till|bis) ?(?:{LETTERS}\.? ?)?(\d{{1,2}})"
    r"(?:[ ,/.-]+(\d{4}))?"
)
_NUMBERED_WEEK = LatePattern(rf"{_WEEKS}\.? ?{LETTERS}\.?(?:[ ,/.-]*(\d{{4}}))?")
_YEAR_WEEK = LatePattern(rf"(\d{{4}})[ -]?{LETTERS}\.? ?{_WEEKS}(?:-([1-7]))?")
_BARE_WEEKS = LatePattern(r"(\d{1,2})(?: ?[-,] ?(\d{1,2}))?(?:[ /-]+(\d{4}))?")
_QUARTER = LatePattern(
    rf"(?:(\d)\.? ?{LETTERS}|{LETTERS}\.? ?(\d))\.?(?:[ ,/-]*{YEAR})?|(\d{{4}})[ -/]?{LETTERS}(\d)"
)


def periods(text: str, ways: Ways) -> SaidDate | None:
    """Weeks, quarters, halves of years, parts of months."""
    return _week_of(text, ways) or _quarter(text, ways.words) or _third(text, ways.words)


def _week_of(text: str, ways: Ways) -> SaidDate | None:
    week = ways.words.week
    if (match := _WEEK.fullmatch(text)) and fold(match[1]) in week:
        return _week(int(match[2]), match[3])
    if (match := _WEEK_SLASH.fullmatch(text)) and fold(match[1]) in week:
        return _week_slash(int(match[2]), int(match[3]))
    if (match := _WEEK_SPAN.fullmatch(text)) and fold(match[1]) in week:
        return _week_span(int(match[2]), int(match[5]), match[6], dashed=match[3] == "-" and not match[4])
    if (match := _YEAR_WEEK.fullmatch(text)) and fold(match[2]) in week:
        found = _week(int(match[3]), match[1])
        return weekday_of(found, int(match[4])) if match[4] else found
    if (match := _NUMBERED_WEEK.fullmatch(text)) and fold(match[2]) in week:
        return _week(int(match[1]), match[3])
    if ways.weeks and (match := _BARE_WEEKS.fullmatch(text)):
        first = int(match[1])
        return _week_span(first, int(match[2]), match[3], dashed=True) if match[2] else _week(first, match[3])
    return None


def _week(number: int, year: str | None) -> SaidDate:
    return SaidDate(lambda y: _weeks(y, number, number), year_of(year) if year else None, "week")


def _weeks(year: int, first: int, last: int) -> Pair:
    begin = date.fromisocalendar(year, first, 1)
    return begin, date.fromisocalendar(year + (last < first), last, 5)


def weekday_of(said: SaidDate, weekday: int) -> SaidDate:
    """A weekday belongs to its week."""

    def span(year: int) -> Pair:
        day = said.span(year)[0] + timedelta(days=weekday - 1)
        return day, day

    return said._replace(span=span)


def _week_slash(week: int, number: int) -> SaidDate:
    """``uke 14/27`` is a week of 2027, ``uke 14/15`` two weeks; ``uke 26/27`` may be either."""
    if number not in YEAR_LIKE:
        return _week_span(week, number, None, dashed=False)
    if number == week + 1:
        raise NotADate("ambiguous", *_fridays(2000 + number, week), *_fridays(2000 + number, number))
    return _week(week, f"{number}")


def _week_span(first: int, last: int, year: str | None, *, dashed: bool) -> SaidDate:
    """``uke 14-16`` is a stretch, ``uke 50-2`` one over New Year, ``uke 34-26`` a week of 2026."""
    may_be_year = dashed and not year and last in YEAR_LIKE
    length = (last - first) % 52
    if may_be_year and length > _LONGEST_WEEKS:
        if last < first:
            return _week(first, f"{last}")
        raise NotADate("ambiguous", *_fridays(2000 + last, first), *_fridays(2000 + last, last))
    if not dashed and last < first and length > _LONGEST_WEEKS:
        raise NotADate("impossible")
    return SaidDate(lambda y: _weeks(y, first, last), year_of(year) if year else None, "range")


def _fridays(year: int, week: int) -> tuple[date, ...]:
    try:
        return (date.fromisocalendar(year, week, 5),)
    except ValueError:
        return ()


def _quarter(text: str, words: DateWords) -> SaidDate | None:
    match = _QUARTER.fullmatch(text)
    if not match:
        return None
    number, name = int(match[1] or match[4] or match[8]), fold(match[2] or match[3] or match[7])
    year = match[5] or match[6]
    if name in words.quarter and 1 <= number <= 4:  # noqa: PLR2004 - quarters
        return months(3 * number - 2, 3, year)
    if name in words.half and number in {1, 2}:
        return months(6 * number - 5, 6, year)
    return None


def _third(text: str, words: DateWords) -> SaidDate | None:
    """``primo juni`` is its first ten days, ``medio`` the next ten, ``ultimo`` the rest."""
    parts = text.replace("-", " ").split(" ")
    for count in range(len(parts) - 1, 0, -1):
        head, rest = fold(" ".join(parts[:count])), " ".join(parts[count:])
        if head not in words.thirds and head not in words.last:
            continue
        month = MONTH_YEAR.fullmatch(rest)
        number = words.month(month[1]) if month else None
        if month and number:
            return _part_of(number, words.thirds.get(head), month[3])
    return None


def _part_of(month: int, third: int | None, year: str | None) -> SaidDate:
    def span(y: int) -> Pair:
        last = monthrange(y, month)[1]
        if third is None:
            return date(y, month, last), date(y, month, last)
        return date(y, month, 1 + 10 * third), date(y, month, (10, 20, last)[third])

    return SaidDate(span, year_of(year) if year else None, "month")


def starts_week(text: str, words: DateWords) -> bool:
    """Whether a text begins with the word for a week and its number."""
    head, _, rest = text.partition(" ")
    return head in words.week and rest[:1].isdigit()
