"""How far apart two days are, said as people say it."""

from tpn.texts.words import Words

_WEEK = 5
_HALVES = 4 * _WEEK
"""Below four weeks a half one is told: eight working days are not two weeks."""


def distance(working_days: int, words: Words) -> str:
    """«3 arbeidsdager» below five working days, «halvannen uke» below four weeks, else «ni uker»; never negative."""
    days = abs(working_days)
    if days < _WEEK:
        return words.count("distance.days", days)
    halves = (4 * days + _WEEK) // (2 * _WEEK)
    if days < _HALVES and halves % 2:
        whole = halves // 2
        return words.count("distance.halves", whole, said=words.find(f"distance.numbers.n{whole}") or whole)
    weeks = (2 * days + _WEEK) // (2 * _WEEK)
    said = words.find(f"distance.numbers.n{weeks}") or str(weeks)
    return words.count("distance.weeks", weeks, said=said)


def apart(working_days: int, words: Words) -> str:
    """The same with the way: «to uker etter», «3 arbeidsdager før», «i rute»."""
    if working_days == 0:
        return words("distance.on_time")
    way = "after" if working_days > 0 else "before"
    return words(f"distance.{way}", distance=distance(working_days, words))
