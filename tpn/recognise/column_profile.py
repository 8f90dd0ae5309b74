"""What the values of a column say about it, whatever its heading: dates, numbers, people, marks, long text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tpn.model.dates import Ways
from tpn.recognise.cell_dates import read_date
from tpn.recognise.cell_kinds import read_links, split_number
from tpn.recognise.fields import DATES, NUMBERS, RATINGS
from tpn.recognise.grid import Value, is_number
from tpn.recognise.normalise import clean, fold
from tpn.recognise.words import HeadingWords

_SAMPLE = 60
_LONG, _NAME, _WORDS, _SEVERAL = 40, 32, 12, 6
_SMALL = 400  # a day or week number
_FULL = 100
_CODE = re.compile(
    r"(?:[^\W\d_]{1,6}[\s._-]?)?\d+(?:[._-][^\W_]+)*[.)]?|[^\W\d_]{1,5}[._-]\d+|[IVX]{1,5}\.?|[A-ZÆØÅ]\.?"
)
"""A running number or a code: *3*, *1.2.1*, *R12*, *US_05*, *TSK_05_01*, *IV.*, *B*."""
_CASE = re.compile(r"\d{1,6}/\d{1,6}(?:-\d{1,4})?")
"""A case in a municipality's records: its number and its year, either first, and the document."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Shares 0–1 of a column's filled cells, and the mean length of its texts. ``cases``: numbers of cases, 12/26.

    ``codes``: running numbers and codes, *1.2*, *R12*. ``highest``: the highest number. ``levels``: must, should, may.
    ``days``: dates that are a day, no *tbd*. ``strategies``: what is done about a risk in a word, *avoid*, *accept*.
    """

    filled: int
    dates: float
    numbers: float
    statuses: float
    ratings: float
    percents: float
    links: float
    distinct: float
    length: float
    cases: float = 0.0
    codes: float = 0.0
    highest: float = 0.0
    levels: float = 0.0
    strategies: float = 0.0
    days: float = 0.0

    @property
    def texts(self) -> float:
        """The share that is neither number nor date."""
        return 1 - self.numbers - self.dates


NOTHING_KNOWN = Evidence(0, 0, 0, 0, 0, 0, 0, 0, 0)


def weigh(values: Sequence[Value], words: HeadingWords) -> Evidence:
    """What a column's values say; a sample is enough."""
    sample = values[:_SAMPLE]
    if not sample:
        return NOTHING_KNOWN
    ways = Ways(order="day first", year=2000, folder=words.folder)
    long = [len(clean(value)) for value in sample if isinstance(value, str)]

    def share(hits: Sequence[bool]) -> float:
        return sum(hits) / len(sample)

    return Evidence(
        filled=len(values),
        dates=share([_is_date(value, ways) for value in sample]),
        numbers=share([_is_amount(value) for value in sample]),
        statuses=share([_is_status(value, words) for value in sample]),
        ratings=share([_is_rating(value, words) for value in sample]),
        percents=share([_is_percent(value) for value in sample]),
        links=share([is_number(value) or read_links(value, words).value is not None for value in sample]),
        distinct=len({str(value) for value in sample}) / len(sample),
        length=sum(long) / len(long) if long else 0.0,
        cases=share([isinstance(value, str) and bool(_CASE.fullmatch(value.strip())) for value in sample]),
        highest=max((float(value) for value in sample if is_number(value)), default=0.0),  # type: ignore[arg-type]
        levels=share([_is_level(value, words) for value in sample]),
        days=share([_is_day(value, ways) for value in sample]),
        strategies=share(
            [isinstance(value, str) and words.row_word("strategies", value) for value in sample]
        ),
        codes=share([is_code(value) for value in sample]),
    )


def is_code(value: Value) -> bool:
    """A number, or a text that is a running number or a code."""
    return is_number(value) or bool(_CODE.fullmatch(str(value).strip()))


def _is_date(value: Value, ways: Ways) -> bool:
    if isinstance(value, (date, datetime)):
        return True
    return (
        isinstance(value, str)
        and split_number(value) != (_as_float(value), "")
        and read_date(value, ways).readable
    )


def _is_day(value: Value, ways: Ways) -> bool:
    return _is_date(value, ways) and read_date(value, ways).slug != "date-open"


def _as_float(text: str) -> float | None:
    found = split_number(text)
    return found[0] if found else None


def _is_amount(value: Value) -> bool:
    if is_number(value):
        return True
    found = split_number(value) if isinstance(value, str) else None
    return found is not None and len(found[1]) <= 1


def _is_status(value: Value, words: HeadingWords) -> bool:
    if isinstance(value, bool):
        return True
    if not isinstance(value, str):
        return False
    folded = fold(value) or value.strip()
    return folded in words.statuses or folded in words.checks or fold(value.split("(")[0]) in words.statuses


def _is_rating(value: Value, words: HeadingWords) -> bool:
    if is_number(value):
        return True
    return isinstance(value, str) and (
        words.row_word("ratings", value.split("(")[0]) or _is_amount(value[:3])
    )


def _is_level(value: Value, words: HeadingWords) -> bool:
    return is_number(value) or fold(str(value)) in words.levels or words.row_word("ratings", str(value))


def _is_percent(value: Value) -> bool:
    if is_number(value):
        return 0 <= float(value) <= _FULL  # type: ignore[arg-type]
    found = split_number(value) if isinstance(value, str) else None
    return found is not None and found[1] in {"", "%"} and 0 <= found[0] <= _FULL


def supports(field: str, seen: Evidence) -> float:
    """How much the values speak for (+) or against (−) a field; 0 where there are none to see."""
    if not seen.filled:
        return 0.0
    for fields, judge in _JUDGES:
        if field in fields:
            return judge(seen)
    return 0.0


def _date(seen: Evidence) -> float:
    if seen.dates + seen.numbers >= 0.5:  # noqa: PLR2004 - most cells
        return 0.15 if seen.dates else 0.0
    return -0.1 if seen.dates else -0.45


def _person(seen: Evidence) -> float:
    if seen.numbers + seen.dates > 0.5:  # noqa: PLR2004 - most cells
        return -0.8  # a number or a day is nobody, whatever the heading
    return 0.1 if seen.length <= _NAME else -0.35


def _identity(seen: Evidence) -> float:
    if seen.length > _NAME / 2 and seen.texts > 0.5:  # noqa: PLR2004 - most cells
        return -0.6
    return 0.1 if seen.distinct > 0.9 else -0.1  # noqa: PLR2004 - nearly all


def _name(seen: Evidence) -> float:
    if seen.numbers + seen.dates > 0.6 or seen.cases > 0.6:  # noqa: PLR2004 - most cells
        return -0.7
    if seen.statuses > 0.7:  # noqa: PLR2004 - nearly all
        return -0.5 if seen.filled < _SEVERAL or seen.distinct > 0.5 else -0.9  # noqa: PLR2004 - yes and no
    said_again = seen.filled >= _SEVERAL and seen.distinct < 0.5  # noqa: PLR2004 - most stand there twice
    return 0.05 * (seen.length >= _WORDS) - (0.3 if said_again else 0.0)


def _status(seen: Evidence) -> float:
    if seen.statuses >= 0.3:  # noqa: PLR2004 - some words are always a municipality's own
        return 0.2
    return -0.5 if seen.numbers + seen.dates > 0.5 else (-0.3 if seen.length > _LONG else 0.0)  # noqa: PLR2004


def _percent(seen: Evidence) -> float:
    return 0.15 if seen.percents >= 0.5 else -0.5  # noqa: PLR2004 - most cells


def _amount(seen: Evidence) -> float:
    if seen.dates > 0.5:  # noqa: PLR2004 - most cells
        return -0.6
    return 0.1 if seen.numbers > 0.3 or seen.length <= 8 else -0.5  # noqa: PLR2004 - «5 dager», «?»


def _rating(seen: Evidence) -> float:
    return 0.15 if seen.ratings >= 0.5 else (-0.4 if seen.length > _NAME else -0.1)  # noqa: PLR2004


def _score(seen: Evidence) -> float:
    return _rating(seen) + (0.05 if seen.numbers >= 0.5 else -0.05)  # noqa: PLR2004 - a risk number before its word


def _group(seen: Evidence) -> float:
    return -0.5 if seen.codes > 0.8 and seen.distinct > 0.9 else 0.0  # noqa: PLR2004 - nearly all: running numbers


def _action(seen: Evidence) -> float:
    """*Mitigate*, *Accept*: the same few words again and again say how, not what is done."""
    return -0.4 if seen.filled >= _SEVERAL and seen.distinct < 0.5 and seen.length < _WORDS * 2 else 0.0  # noqa: PLR2004


def _level(seen: Evidence) -> float:
    """What a requirement demands is said in a few words, and some of them are known: *Performance* is none."""
    return 0.1 if seen.levels >= 0.3 else -0.8  # noqa: PLR2004 - some words are always a municipality's own


def _links(seen: Evidence) -> float:
    return 0.1 if seen.links >= 0.5 else -0.8  # noqa: PLR2004 - most cells


_JUDGES = (
    (DATES - {"by", "when"}, _date),
    (frozenset({"responsible", "owner"}), _person),
    (frozenset({"id"}), _identity),
    (frozenset({"title", "name", "text", "subtitle"}), _name),
    (frozenset({"status"}), _status),
    (frozenset({"percent"}), _percent),
    (NUMBERS, _amount),
    (frozenset({"score"}), _score),
    (RATINGS, _rating),
    (frozenset({"after"}), _links),
    (frozenset({"phase", "group"}), _group),
    (frozenset({"action"}), _action),
    (frozenset({"level"}), _level),
)
