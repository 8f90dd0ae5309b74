"""Numbers as they were typed, and rounding as an accountant does it.

Money is counted in fractions, so that 0.1 is a tenth; a number becomes decimal once, where it is shown.
"""

from fractions import Fraction
from functools import lru_cache

_HALF = Fraction(1, 2)


@lru_cache(maxsize=4096)  # the same few figures are counted with again and again
def exact(value: float) -> Fraction:
    """The number that was typed: 0.1 is a tenth, not the nearest number that a machine has for it."""
    return Fraction(repr(value))


def rounded(value: Fraction, places: int) -> Fraction:
    """To so many decimals, a half away from zero: 2.345 is 2.35, −2.345 is −2.35."""
    scale = 10**places
    whole = int(abs(value) * scale + _HALF)
    return Fraction(whole if value >= 0 else -whole, scale)


def whole_percent(part: int, whole: int) -> int | None:
    """Percent without decimals, a half up; 100 only of all, 0 only of nothing; None of an empty whole."""
    if not whole:
        return None
    said = int(rounded(Fraction(100 * part, whole), 0))
    return said if part in {0, whole} else min(max(said, 1), 99)


def ore(value: Fraction) -> Fraction:
    """An amount in kroner and whole øre."""
    return rounded(value, 2)


def shown(value: Fraction | None, places: int = 2) -> float | None:
    """A number as it is shown and written to JSON; what is missing stays missing."""
    return None if value is None else float(rounded(value, places))
