"""The forms in which people write days and stretches of days, by numbers and by words."""

import re
from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from tpn.model.date_periods import LETTERS, MONTH_YEAR, YEAR, YEAR_LIKE, periods, starts_week, weekday_of
from tpn.model.date_years import NotADate, Order, Pair, SaidDate, Ways, exactly, months, on, settled, year_of
from tpn.model.datewords import DateWords
from tpn.model.wording import clean, fold
from tpn.source.late import LatePattern

_NEAR = range(2016, 2046)  # the years that two digits mean where they could be something else as well
_LONGEST = 80  # letters: what is longer is a sentence


def plain_text(text: str) -> str:
    """The text with one kind of dash, in small letters, without what stands around it."""
    plain = clean(text).casefold().replace("–", "-").replace("—", "-").replace("−", "-").replace("‑", "-")
    return plain.replace("’", "'").strip(" ,;*")


_ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})")
_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}|(?<=[. ])'?\d{2}))?\.?")


def quick(text: str) -> SaidDate | None:
    """The commonest dates, without a word in them: no table of words is needed."""
    if match := _ISO.fullmatch(text):
        return on(match[3], match[4], match[1])
    if match := _DOTS.fullmatch(text):
        return on(match[2], match[1], match[3])
    return None


@lru_cache(maxsize=4096)
def understood(text: str, order: Order | None, weeks: bool, folder: Path | None) -> SaidDate | NotADate:
    """What a text says, as far as that needs no year; sheets say the same again and again."""
    try:
        return quick(text) or _with_doubt(text, Ways(order=order, weeks=weeks, folder=folder))
    except NotADate as fault:
        return fault


def _with_doubt(text: str, ways: Ways) -> SaidDate:
    said, words = _said(text, ways), ways.words
    return said._replace(
        about=any(part in words.about or fold(part) in words.about for part in text.split(" "))
    )


def _said(text: str, ways: Ways) -> SaidDate:
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
        return weekday_of(said, weekday)
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
        elif rest and (head in words.fillers or name in words.fillers) and not starts_week(text, words):
            text = rest.strip()
        else:
            break
    begin, _, tail = text.rpartition(" ")
    if begin and fold(tail) in words.days:
        weekday, text = words.days[fold(tail)], begin.strip(" ,")
    return text, weekday


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


def _stretch(text: str, ways: Ways) -> SaidDate | None:
    """One day, week, month, quarter or part of a month; none where it is no such thing."""
    if match := _ZONED.fullmatch(text):
        return _in_norway(match)
    timeless = _TIME.sub("", text) if re.search(r"\d{4}|[/ ]\d{2}[ ,t]|[a-z]", text) else text
    for one in dict.fromkeys((text, timeless)):
        found = quick(one) or _numbers(one, ways) or _worded(one, ways) or periods(one, ways)
        if found:
            return found
    return None


def _in_norway(match: re.Match[str]) -> SaidDate:
    """A moment with its zone is the day that it is in Norway: half past ten in the evening, UTC, is the next one."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - only exports of portals write zones

    zone = "+00:00" if match[3] else f"{match[4]}:{match[5]}"
    try:
        moment = datetime.fromisoformat(f"{match[1]}T{match[2]}{zone}")
    except ValueError:
        raise NotADate("impossible") from None
    return exactly(moment.astimezone(ZoneInfo("Europe/Oslo")).date())


_COMPACT = LatePattern(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_DASHED = LatePattern(r"(\d{1,2})[/.]\s?(\d{1,2})\.?\s?[-']\s?(\d{4}|\d{2})")
_SLASHED = LatePattern(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})")
_YEARLESS = LatePattern(r"(\d{1,2})/\s?(\d{1,2})\.?")
_MONTH_NUMBER = LatePattern(r"(\d{1,2})[./-](\d{4})|(\d{4})[-/](\d{1,2})")


def _numbers(text: str, ways: Ways) -> SaidDate | None:
    if match := _COMPACT.fullmatch(text):
        return on(match[2], match[3], match[1])
    if match := _SLASHED.fullmatch(text):
        return _slashed(match, ways)
    if match := _DASHED.fullmatch(text):
        return on(match[2], match[1], match[3])
    if match := _YEARLESS.fullmatch(text):
        month_first = ways.order == "month first"
        return on(match[1 if month_first else 2], match[2 if month_first else 1], None)
    if match := _MONTH_NUMBER.fullmatch(text):
        return months(int(match[1] or match[4]), 1, match[2] or match[3])
    return None


def _slashed(match: re.Match[str], ways: Ways) -> SaidDate:
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
    return exactly(near[0])


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(year_of(year), int(month), int(day))
    except ValueError:
        return None


def typed_order(text: str) -> Order | None:
    """The order that a text with three numbers can only have; none where both would do."""
    match = _SLASHED.fullmatch(_TIME.sub("", text))
    if not match or int(match[1]) <= 12 >= int(match[3]):  # noqa: PLR2004 - months
        return None
    return "day first" if int(match[1]) > 12 else "month first"  # noqa: PLR2004


_DAY_MONTH = LatePattern(
    rf"(\d{{1,2}})\.?(?:st|nd|rd|th|:a|:e)?[ .,/-]*(?:of )?{LETTERS}\.?(?:[ ,./-]*{YEAR})?"
)
_MONTH_DAY = LatePattern(rf"{LETTERS}\.? ?(\d{{1,2}})(st|nd|rd|th|\.)?(?:(,? )(\d{{4}}))?")
_MONTH_DAY_YEAR = LatePattern(rf"{LETTERS}\.?[-/. ](\d{{1,2}})[-/ ]{YEAR}")  # «Jan-01-24»
_YEAR_MONTH = LatePattern(rf"(\d{{4}})[ .,/-]*{LETTERS}\.?(?:[ .,/-]*(\d{{1,2}})\.?)?")


def _worded(text: str, ways: Ways) -> SaidDate | None:
    """A day or a month by its name."""
    words = ways.words
    if (match := _DAY_MONTH.fullmatch(text)) and (month := words.month(match[2])):
        return on(month, match[1], match[3])
    if (match := _MONTH_DAY.fullmatch(text)) and (month := words.month(match[1])):
        return _month_and_number(match, month, words)
    if (match := _MONTH_DAY_YEAR.fullmatch(text)) and (month := words.month(match[1])):
        return on(month, match[2], match[3])
    if (match := MONTH_YEAR.fullmatch(text)) and (month := words.month(match[1])):
        return months(month, 1, match[3])
    if (match := _YEAR_MONTH.fullmatch(text)) and (month := words.month(match[2])):
        return on(month, match[3], match[1]) if match[3] else months(month, 1, match[1])
    return None


def _month_and_number(match: re.Match[str], month: int, words: DateWords) -> SaidDate:
    """``April 7, 2026`` and ``March 26`` are days; ``april 26`` is the 26th in English, and a year in Norwegian."""
    number, ordinal, year = match[2], match[3], match[5]
    may_be_year = not (ordinal or year or fold(match[1]) in words.english_months) and int(number) in YEAR_LIKE
    if not may_be_year:
        return on(month, number, year)
    as_year = 2000 + int(number)
    if int(number) > monthrange(as_year, month)[1]:
        return months(month, 1, number)
    raise NotADate(
        "ambiguous", date(as_year, month, int(number)), date(as_year, month, monthrange(as_year, month)[1])
    )


# ---------------------------------------------------------------- stretches


_BETWEEN = LatePattern(
    r"\s*-\s*|\s+(?:til og med|t\.o\.m\.?|tom|til|to|bis|till|until|and until)\s+|(?<=\d)\s*/\s*(?=\d{4}-)"
)
_DAY = LatePattern(r"(\d{1,2})\.?")


def _range(text: str, ways: Ways) -> SaidDate | None:
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


def _part(text: str, ways: Ways) -> SaidDate | None:
    bare, _ = _bare(text, ways.words)
    return _stretch(bare, ways)


def _day_of(left: str, until: SaidDate) -> SaidDate | None:
    """``15.`` before ``20. oktober`` is of the same month."""
    match = _DAY.fullmatch(left)
    if not match or until.unit != "day":
        return None

    def span(year: int) -> Pair:
        day = until.span(year)[0].replace(day=int(match[1]))
        return day, day

    return SaidDate(span, None)


def _from_to(since: SaidDate, until: SaidDate) -> SaidDate:
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

    return SaidDate(span, until.year or (since.year or None), "range")


def _several(text: str, ways: Ways) -> SaidDate | None:
    """Two days side by side are no day: which one is meant is not said."""
    two = "|".join(sorted(map(re.escape, ways.words.two), key=len, reverse=True))
    parts = re.split(rf"\s*[,;\n]\s*|\s+(?:{two})\s+", text)
    if len(parts) < 2 or not all(parts):  # noqa: PLR2004 - two days
        return None
    try:
        found = [said for part in parts if (said := _part(part, ways))]
        days = [settled(said, ways)[1] for said in found]
    except NotADate:
        return None
    if len(days) < len(parts):
        return None
    raise NotADate("ambiguous", *days)
