"""Numbers and amounts as people write them: the one grammar of the line, of our own sheets and of foreign ones.

``125 000`` ``125.000`` ``1,3 mill`` ``900 000,-`` ``kr 1.300.000`` ``1.3e6`` ``50 %`` ``0,6``. A comma is the
Norwegian decimal mark. A point before exactly three digits divides thousands, and that is told; ``0.125`` and a
number of a program (``1.3e6``) keep the point. What may be two numbers (``1,300``) is none.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from tpn.model.wording import clean

_FACTORS = {
    "mill": 1_000_000, "mill.": 1_000_000, "million": 1_000_000, "millioner": 1_000_000, "millionar": 1_000_000,
    "millions": 1_000_000,
    "mio": 1_000_000, "mio.": 1_000_000, "mnok": 1_000_000, "mkr": 1_000_000, "miljoner": 1_000_000,
    "mrd": 1_000_000_000, "mrd.": 1_000_000_000, "milliard": 1_000_000_000, "milliarder": 1_000_000_000,
    "milliardar": 1_000_000_000, "billion": 1_000_000_000,
    "tusen": 1_000, "tusind": 1_000, "thousand": 1_000, "tkr": 1_000, "tnok": 1_000, "k": 1_000,
}  # fmt: skip
_CURRENCY = re.compile(r"(?<![^\W\d_])(?:kroner|kronor|kr|nok|sek|dkk)\.?(?![^\W\d_])|,-+|\.-+(?!\d)|:-")
_NUMBER = re.compile(r"([-+]?) ?((?:\d[\d .,']*\d|\d|[.,]\d+))(e[+-]?\d{1,3})?\s*(.*)", re.DOTALL)
_GROUPS = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in " .,'"}


_NOBODY_COUNTS = Decimal(10) ** 18


class NotANumber(ValueError):
    """The text is no number; ``why`` is ``unreadable`` or ``ambiguous`` (with its two ``readings``)."""

    def __init__(self, why: str, *readings: Decimal) -> None:
        self.why = why
        self.readings = readings
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, what is written behind it (a unit, ``%``), and whether its point was read as dividing thousands."""

    number: Decimal
    rest: str = ""
    thousands: bool = False


def read_amount(text: str) -> Amount:
    """The number that a text begins with, its factor (``mill``) counted in, and what follows.

    Raises:
        NotANumber: it begins with none, or with what may be two.
    """
    bare = _CURRENCY.sub(
        "", clean(text).casefold().replace("−", "-").replace("–", "-").replace("\u2009", " ")
    ).strip()
    match = _NUMBER.fullmatch(bare)
    if not match:
        raise NotANumber("unreadable")
    sign, digits, power, rest = match.groups()
    number, thousands = _value(digits, plain=bool(power), factor=_factor(rest))
    word = _word(rest)
    if factor := _FACTORS.get(word):
        rest = rest[len(word) :].strip(" .")
    value = number * (Decimal(10) ** int(power[1:]) if power else 1) * (factor or 1)
    if value >= _NOBODY_COUNTS:
        raise NotANumber("unreadable")
    return Amount(-value if sign == "-" else value, rest.strip(), thousands)


def read_number(text: str) -> Amount:
    """A number alone, or with a percent sign.

    Raises:
        NotANumber: it is none, may be two, or says more.
    """
    found = read_amount(text)
    if found.rest.rstrip(".") not in {"", "%"}:
        raise NotANumber("unreadable")
    return found


def _word(rest: str) -> str:
    return rest.split(" ", maxsplit=1)[0]


def _factor(rest: str) -> bool:
    return _word(rest) in _FACTORS


def _value(digits: str, *, plain: bool, factor: bool) -> tuple[Decimal, bool]:
    """The digits with their marks as a number, and whether a point was taken to divide thousands."""
    marks = [mark for mark in digits if not mark.isdigit()]
    if not marks:
        return Decimal(digits), False
    kinds = list(dict.fromkeys(marks))
    if len(kinds) > 2 or (len(kinds) == 2 and digits.count(kinds[1]) > 1):  # noqa: PLR2004 - thousands, then a decimal mark
        raise NotANumber("unreadable")
    if len(kinds) == 2:  # noqa: PLR2004
        return _grouped(digits, *kinds)
    return _one_mark(digits, kinds[0], plain=plain, factor=factor)


def _grouped(digits: str, group: str, point: str) -> tuple[Decimal, bool]:
    """``1 200,50`` ``1.200,50`` ``1,200.50``; ``1 234.567`` may be two."""
    whole, _, part = digits.partition(point)
    if not _GROUPS[group].fullmatch(whole) or point not in ",." or not part.isdecimal():
        raise NotANumber("unreadable")
    bare = re.sub(r"\D", "", whole)
    if group in " '" and len(part) == 3:  # noqa: PLR2004 - as long as a group
        raise NotANumber("ambiguous", Decimal(f"{bare}.{part}"), Decimal(f"{bare}{part}"))
    return Decimal(f"{bare}.{part}"), False


def _one_mark(digits: str, mark: str, *, plain: bool, factor: bool) -> tuple[Decimal, bool]:
    whole, _, part = digits.partition(mark)
    grouped = bool(_GROUPS[mark].fullmatch(digits))
    if mark in " '" or digits.count(mark) > 1:
        if not grouped:
            raise NotANumber("unreadable")
        return Decimal(re.sub(r"\D", "", digits)), False
    if not part:
        raise NotANumber("unreadable")
    as_decimal = Decimal(f"{whole or 0}.{part}")
    if plain or factor or not grouped or whole.strip("0") == "":
        return as_decimal, False
    if mark == ".":
        return Decimal(whole + part), True
    raise NotANumber("ambiguous", as_decimal, Decimal(whole + part))
