"""How dates and numbers are written. Group separator and space before % are no-break spaces."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

NBSP = "\u00a0"
WEEKDAYS = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_NORWEGIAN_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
MONTHS = {
    "nb": _NORWEGIAN_MONTHS,
    "nn": _NORWEGIAN_MONTHS,
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


_DIGITS = Context(prec=400)


def day(when: date) -> str:
    """07.04.2026, in all three languages."""
    return f"{when.day:02d}.{when.month:02d}.{when.year}"


def short_day(when: date, today: date) -> str:
    """07.04. while the year is plain; else 07.04.2026."""
    return f"{when.day:02d}.{when.month:02d}." if year_is_plain(when, today) else day(when)


def year_is_plain(when: date, today: date) -> bool:
    """Whether a day is within half a year of today, so that its year need not be said."""
    half_a_year = 183
    return abs((when - today).days) < half_a_year


def day_pair(binding: date, forecast: date, today: date) -> str:
    """07.04. → 16.05.: what was agreed or planned, and what is foreseen; one date where they are the same.

    A year that both have stands once: 12.04. → 10.05.2027.
    """
    if binding == forecast:
        return short_day(binding, today)
    first = f"{binding:%d.%m.}" if binding.year == forecast.year else short_day(binding, today)
    return f"{first} → {short_day(forecast, today)}"


def full_pair(binding: date, forecast: date) -> str:
    """07.04. → 16.05.2026: what was agreed or planned, and what is foreseen; 07.04.2026 where they are the same."""
    if binding == forecast:
        return day(binding)
    first = day(binding) if binding.year != forecast.year else f"{binding.day:02d}.{binding.month:02d}."
    return f"{first}{NBSP}→{NBSP}{day(forecast)}"


def long_day(when: date, language: str) -> str:
    """Tirsdag 7. april 2026 · tysdag 7. april 2026 · Tuesday 7 April 2026."""
    dot = "" if language == "en" else "."
    return (
        f"{WEEKDAYS[language][when.weekday()]} {when.day}{dot} {MONTHS[language][when.month - 1]} {when.year}"
    )


def decimal(value: float, language: str, places: int | None = None) -> str:
    """1 234,5 in Norwegian, 1,234.5 in English, −5 below zero; halves go up.

    No needless zeros unless ``places`` is said.
    """
    text = f"{_half_up(value, 2 if places is None else places):,}".replace("-", "−")
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if language == "en":
        return text
    return text.replace(",", NBSP).replace(".", ",")


def _half_up(value: float, places: int) -> Decimal:
    """As people round: halves away from zero, by the digits that are written and not by those of the machine."""
    rounded = Decimal(str(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _DIGITS)
    return rounded or abs(rounded)  # nought has no sign


def amount(value: float, language: str) -> str:
    """Kr 1 234 567, whole kroner; NOK 1,234,567 in English."""
    return f"{'NOK' if language == 'en' else 'kr'}{NBSP}{decimal(value, language, 0)}"


_PARTED = re.compile(r"(?<=\d) (?=\d|(?:kr|kroner|prosent)\b|mill\.|%)|(?<=§) (?=\d)|(?<=\boffl\.) (?=§)")


def unbroken(text: str) -> str:
    """A text with its amounts, telephone numbers and paragraphs in one piece: no line ends inside «95 000 kr»."""
    return _PARTED.sub(NBSP, text)


def money(value: float, language: str) -> str:
    """To the øre: 1 234,50, and no øre where there are none; without the word for kroner."""
    return decimal(value, language, None if value == int(value) else 2)
