"""Single cells as numbers, percents, lengths, people, statuses and links.

Nothing is guessed: what cannot be read is ``None`` with the slug of a problem.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Generic, TypeVar

from tpn.model.amounts import NotANumber, read_amount
from tpn.recognise.grid import Value, is_number
from tpn.recognise.normalise import clean, fold
from tpn.recognise.words import OPEN_LATE, HeadingWords

T_co = TypeVar("T_co", covariant=True)

HOURS_A_DAY = 7.5  # the ordinary Norwegian working day
DAYS = {
    "hours": 1 / HOURS_A_DAY,
    "days": 1.0,
    "weeks": 5.0,
    "months": 20.0,
    "minutes": 1 / (60 * HOURS_A_DAY),
}
_FULL = 100
_SHARE = re.compile(
    r"(?P<before>[^\W\d]+,? )?(?:ca\.? )?(?P<share>\d{1,3}(?:[,.]\d+)?) ?(?:%|prosent)(?P<after> [^\W\d]+)?"
)
_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")  # «Kari[50%]», «Kjetil (Produktansvarlig)»
_OF_UNIT, _BRACKETED = (
    re.compile(r"([^\s,;/&+][^,;/&+\n]{0,80}?)[ \t]+v[ \t]?/[ \t]*(?=\S)", re.IGNORECASE),
    r" (\1) ",
)
"""«IKT v/Liv»: a unit, and who answers for it."""
_BY = re.compile(r"^v[ \t]?/[ \t]*", re.IGNORECASE)
_LINK = re.compile(
    r"(?P<id>[\w.#-]*?\d[\w.]*?|[\w.#-]+?)\s*(?P<kind>[a-z]{2})?\s*(?P<lag>[+-]\s*\d+(?:[.,]\d+)?\s*[^\W\d]*%?)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Read(Generic[T_co]):
    """A value, or none with the slug of what is wrong; a slug beside a value is a warning."""

    value: T_co | None = None
    slug: str | None = None


def plain(number: float) -> int | float:
    """A number as a person would write it: 3, not 3.0; without the noise of binary fractions."""
    rounded = round(number, 10)
    return int(rounded) if rounded == int(rounded) else rounded


def split_number(text: str) -> tuple[float, str] | None:
    """A number in the Norwegian or the English way, and what follows it: ``1 200,50 kr``."""
    try:
        found = read_amount(text)
    except NotANumber:
        return None
    return float(found.number), found.rest


def read_number(
    value: Value, words: HeadingWords, unit: str, written: str | None = None
) -> Read[int | float]:
    """An amount of ``hours`` or ``days``; another unit typed behind the number is turned into it.

    ``written`` is the unit of numbers without one, where the heading names it.
    """
    if is_number(value):
        return Read(plain(float(value) * DAYS[written or unit] / DAYS[unit]))  # type: ignore[arg-type]
    if (hours := _as_hours(value)) is not None:
        return Read(plain(hours * DAYS["hours"] / DAYS[unit]))
    if not isinstance(value, str):
        return Read(slug="number-unreadable")
    try:
        found = read_amount(value)
    except NotANumber as fault:
        if fault.readings:
            return Read(slug="number-ambiguous")
        return Read() if clean(value).casefold() in words.nothing else Read(slug="number-unreadable")
    typed = words.units.get(fold(found.rest)) if found.rest else written or unit
    if not typed:
        return Read(slug="number-unreadable")
    number = plain(float(found.number) * DAYS[typed] / DAYS[unit])
    return Read(number, "number-thousands" if found.thousands else None)


_CLOCK = re.compile(r"(?:(\d+) days?, )?(\d+):(\d{2})(?::(\d{2})(?:\.\d+)?)?")


def _as_hours(value: Value) -> float | None:
    """A length of time as spreadsheets keep it: 14:30 is 14.5 hours, more than a day is counted on."""
    if isinstance(value, timedelta):
        return value.total_seconds() / 3600
    match = _CLOCK.fullmatch(str(value).strip()) if isinstance(value, str | time) else None
    if match is None or int(match[3]) >= 60:  # noqa: PLR2004 - minutes
        return None
    return int(match[1] or 0) * 24 + int(match[2]) + int(match[3]) / 60 + int(match[4] or 0) / 3600


def read_percent(value: Value, words: HeadingWords, scale: float) -> Read[int | float]:
    """A percent 0–100; ``scale`` is what plain numbers of the column are multiplied by (1 or 100)."""
    if isinstance(value, bool):
        return Read(_FULL if value else 0)
    if is_number(value):
        return _in_range(float(value) * scale)  # type: ignore[arg-type]
    found = split_number(value) if isinstance(value, str) else None
    if found is None:
        status = words.statuses.get(fold(str(value)))
        known = {"done": _FULL, "not_started": 0}.get(status or "")
        empty = clean(str(value)).casefold() in words.nothing
        return Read(known) if known is not None or empty else Read(slug="number-unreadable")
    number, rest = found
    if rest[:1] not in {"", "%", "p"}:
        return Read(slug="number-unreadable")
    return _in_range(number if rest else number * scale)


def _in_range(percent: float) -> Read[int | float]:
    return Read(plain(round(percent, 2))) if 0 <= percent <= _FULL else Read(slug="percent-out-of-range")


def percent_scale(values: Iterable[Value]) -> float:
    """What plain numbers of a percent column mean: all within 0–1 are shares, else they are percents."""
    numbers = [abs(number) for value in values if (number := _bare_number(value)) is not None]
    return 100.0 if numbers and max(numbers) <= 1 else 1.0


def _bare_number(value: Value) -> float | None:
    if is_number(value):
        return float(value)  # type: ignore[arg-type]
    found = split_number(value) if isinstance(value, str) else None
    return found[0] if found and not found[1] else None


def read_status(value: Value, words: HeadingWords) -> Read[str]:
    """One of the seven statuses; *Forsinket* is in progress with a warning, since lateness is worked out."""
    if isinstance(value, bool):
        return Read("done" if value else "not_started")
    if is_number(value):
        return _status_of_share(float(value))  # type: ignore[arg-type]
    text = str(value)
    if share_of(text, words):
        return Read("in_progress")
    for spelling in _status_spellings(text):
        status = words.checks.get(spelling) or words.statuses.get(spelling)
        if status == "done" and says_unfinished(text, spelling, words):
            return Read(slug="status-unknown")
        if status:
            return Read("in_progress", "late-is-computed") if status == OPEN_LATE else Read(status)
    found = split_number(text)
    if found and found[1] == "%":
        return _status_of_share(found[0])
    return Read() if clean(text).casefold() in words.nothing else Read(slug="status-unknown")


def says_unfinished(text: str, done: str, words: HeadingWords) -> bool:
    """Whether a text takes back the word for *done* that it begins with: «ferdig til uka», «ferdig?»."""
    rest = re.split(r"[\W\d]+", fold(text).removeprefix(done))
    return text.rstrip().endswith("?") or any(words.row_word("unfinished", one) for one in rest)


def share_of(value: Value, words: HeadingWords) -> int | None:
    """How much of a status such as «50 %» and «90 % ferdig» is done, 1–99; none of a word."""
    found = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    beside = fold(f"{found['before'] or ''} {found['after'] or ''}")
    share = float(found["share"].replace(",", "."))
    says_how_far = not beside or words.statuses.get(beside) in {"done", "in_progress"}
    return round(share) if says_how_far and 0 < share < _FULL else None


def says_more_than_status(value: Value, words: HeadingWords) -> bool:
    """Whether a status cell has words beyond a known status: «Ferdig 12.3. (KN)», «venter på leverandør»."""
    if not isinstance(value, str):
        return False
    whole = fold(value) or value.strip()
    state = words.checks.get(whole) or words.statuses.get(whole)
    return state is None or state == "blocked"


def _status_of_share(number: float) -> Read[str]:
    if number in {0, 1, _FULL}:
        return Read("done" if number else "not_started")
    return Read("in_progress") if 0 < number < _FULL else Read(slug="status-unknown")


def _status_spellings(text: str) -> Iterable[str]:
    """The whole text; else its beginning up to a mark, then its first words: ``Ferdig 12.3. (KN)``."""
    whole = fold(text)
    yield whole or text.strip()
    yield fold(text.replace("-", " "))  # «In-progress»
    beginning = fold(re.split(r"[(:;,.–\n]| - ", text, maxsplit=1)[0])
    yield beginning
    parts = beginning.split(" ")
    for count in (3, 2, 1):
        if count < len(parts):
            yield " ".join(parts[:count])


def surname_first(values: Iterable[Value]) -> bool:
    """Whether a people column is *Surname, Given*: every filled cell has exactly one comma."""
    cells = [value for value in values if isinstance(value, str)]
    return bool(cells) and all(value.count(",") == 1 and ";" not in value for value in cells)


def read_people(
    value: Value, words: HeadingWords, *, comma_in_name: bool = False, known: Collection[str] = ()
) -> tuple[str, ...]:
    """The names as they stand, divided by commas, slashes, *og*, ``+`` and ``&``; nobody is an empty tuple.

    ``known`` are names in lower case that mean somebody whatever else they mean: NA may be Nils Aune.
    """
    if is_number(value):
        return (str(plain(float(value))),)  # type: ignore[arg-type]
    text = str(value).strip()
    nobody = words.nobody.difference(known)
    if text.casefold() in nobody:
        return ()
    if fold(text) in words.groups:
        return (clean(text),)
    text = _BY.sub("", _OF_UNIT.sub(_BRACKETED, text))
    text = _BRACKETS.sub(" ", text) if _BRACKETS.sub("", text).strip() else text
    parts = re.split(r"[\n;/+&]+", text) if comma_in_name else words.divider.split(text)
    names = (clean(_BRACKETS.sub(" ", part)).strip(" ,;/+&") for part in parts)
    return tuple(dict.fromkeys(name for name in names if name and name.casefold() not in nobody))


def left_in_brackets(value: Value, names: Iterable[str]) -> tuple[str, ...]:
    """What stands in brackets in a cell of people, and in none of the names that were read: ``(prosjekteier)``.

    The unit of «IKT v/Liv» counts as if it stood in brackets.
    """
    text = _OF_UNIT.sub(_BRACKETED, value) if isinstance(value, str) else ""
    found = (mark.strip() for mark in _BRACKETS.findall(text))
    read = tuple(names)
    return tuple(dict.fromkeys(mark for mark in found if not any(mark in name for name in read)))


def read_links(value: Value, words: HeadingWords) -> Read[tuple[str, ...]]:
    """Dependencies in the project's spelling: ``2fs`` is ``2``, ``17FS+2d`` is ``17 +2d``, ``3SS`` is ``3 SS``."""
    if is_number(value):
        return Read((str(plain(float(value))),))  # type: ignore[arg-type]
    text = clean(str(value))
    if text.casefold() in words.nothing:
        return Read(())
    found = [_link(part.strip(), words) for part in _LINKS.split(text) if part.strip()]
    links = tuple(link for link in found if link)
    return Read(links, None) if links and len(links) == len(found) else Read(slug="link-unreadable")


_LINKS = re.compile(r"[;,\n]|\s/\s|(?<=\d)/(?=\d)| og | and | & ")
# «1.1.1 Arkitektur», «2.0 Gate (FS)»: the number says which
_TITLED = re.compile(r"(\d+(?:\.\d+)+)[.:]?\s+[^\W\d_][^()]*?(?:\s*\(([A-Za-z]{2}\s*(?:[+-].*)?)\))?")

_TYPED = re.compile(r"(?P<id>[\w.#-]*\d[\w.]*)\s*\((?P<kind>[A-Za-z]{2}\s*(?:[+-].*)?)\)")  # «1.2 (SS+3d)»


_LONGEST_LINK = 400
"""Letters of a number with its title; what is longer is none, and would be looked at by the square of its length."""


def _link(text: str, words: HeadingWords) -> str | None:
    if len(text) > _LONGEST_LINK:
        return None
    if titled := _TITLED.fullmatch(text):
        text = f"{titled[1]}{titled[2] or ''}"
    if typed := _TYPED.fullmatch(text):
        text = f"{typed['id']}{typed['kind']}"
    match = _LINK.match(text)
    if not match or not any(mark.isdigit() for mark in match["id"]):
        return None
    kind = words.links.get((match["kind"] or "fs").casefold())
    if kind is None:
        return None
    lag = _lag(match["lag"], words)
    return " ".join(part for part in (match["id"], "" if kind == "FS" else kind, lag) if part)


def _lag(text: str | None, words: HeadingWords) -> str:
    found = split_number(text.replace(" ", "")) if text else None
    if found is None or not found[0]:
        return ""
    days = found[0] * DAYS.get(words.units.get(fold(found[1]), "days"), 1.0)
    return f"{plain(days):+}d"
