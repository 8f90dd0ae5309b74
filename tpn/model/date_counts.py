"""Days that are counted from the day on which they are typed: «i morgen», «fredag», «om to uker»."""

from datetime import date, timedelta

from tpn.model.date_years import Ways
from tpn.model.wording import whole_number

_SHORTEST_DAY = 3  # letters: «on» and «so» are words as well
_FURTHEST = 520  # days or weeks that are counted from today
_THREE_WORDS = 3  # «om to uker»


def counted_from(text: str, ways: Ways, today: date) -> date | None:
    """A day that is counted from today, of a folded text; a weekday is the next one, of what has happened the last."""
    words = ways.words
    days = words.from_today.get(text)
    if days is None and len(text) >= _SHORTEST_DAY and (weekday := words.days.get(text)):
        ahead = (weekday - today.isoweekday()) % 7
        days = ahead - 7 if ways.until else ahead or 7
    if days is None:
        days = _ahead(text, ways)
    return today + timedelta(days=days) if days is not None else None


def _ahead(text: str, ways: Ways) -> int | None:
    """The days of «om to uker», «om 14 dager»."""
    words, said = ways.words, text.split(" ")
    if len(said) != _THREE_WORDS or said[0] not in words.ahead:
        return None
    number = words.counts.get(said[1], whole_number(said[1]))
    unit = words.units.get(said[2])
    return number * unit if number is not None and unit and number <= _FURTHEST else None
