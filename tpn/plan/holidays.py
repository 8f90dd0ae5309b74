"""Norway's public holidays, worked out for any year."""

from datetime import date, timedelta

_FROM_EASTER = {
    "maundy_thursday": -3,
    "good_friday": -2,
    "easter_sunday": 0,
    "easter_monday": 1,
    "ascension_day": 39,
    "whit_sunday": 49,
    "whit_monday": 50,
}
_FIXED = {
    "new_year": (1, 1),
    "labour_day": (5, 1),
    "constitution_day": (5, 17),
    "christmas_day": (12, 25),
    "boxing_day": (12, 26),
}


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (the computus of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def norwegian_holidays(year: int) -> dict[date, str]:
    """The public holidays of Norway in a year, in no order, with a key for the name of each.

    Two may fall on one day (1 May and Ascension Day in 2008); the moving one then names it. The days are
    those of lov om helligdager (1995) and lov om 1. og 17. mai som høgtidsdager (1947).
    """
    sunday = easter(year)
    fixed = {date(year, *day): name for name, day in _FIXED.items()}
    return fixed | {sunday + timedelta(days): name for name, days in _FROM_EASTER.items()}
