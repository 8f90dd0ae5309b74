"""Numbers as other programs get them."""

from decimal import Decimal
from fractions import Fraction


def plain_number(value: Fraction | Decimal | float | None) -> float | int | None:
    """A decimal number with at most six places, whole where it is; None where there is none."""
    if value is None:
        return None
    rounded = round(float(value), 6)
    return int(rounded) if rounded.is_integer() else rounded
