"""How far apart two days are, said as people say it."""

from datetime import date

from tpn.texts.words import Words

_WEEK = 5
Between = tuple[date | None, date | None] | None


def distance(working_days: int, words: Words, between: Between = None) -> str:
    """«3 arbeidsdager» below five working days, «halvannen uke» below four weeks, else «ni uker»; never negative.

    ``between``: the two days, where they stand beside it. Then the weeks are those of the calendar, holidays and closed
    days too, so that whoever counts from the one day to the other gets the same.
    """
    days, week = abs(working_days), _WEEK
    if days < week:
        return words.count("distance.days", days)
    if between and all(between):
        days, week = abs((between[1] - between[0]).days), 7  # type: ignore[operator]
    halves = (4 * days + week) // (2 * week)
    if days < 4 * week and halves % 2:
        whole = halves // 2
        return words.count("distance.halves", whole, said=words.find(f"distance.numbers.n{whole}") or whole)
    weeks = (2 * days + week) // (2 * week)
    said = words.find(f"distance.numbers.n{weeks}") or str(weeks)
    return words.count("distance.weeks", weeks, said=said)


def apart(working_days: int, words: Words, between: Between) -> str:
    """The same with the way: «to uker etter», «3 arbeidsdager før», «i rute».

    The two days are always given where they are known: of one pair of days there is one number of weeks, in a sentence
    that names them as in one that does not.
    """
    if working_days == 0:
        return words("distance.on_time")
    way = "after" if working_days > 0 else "before"
    return words(f"distance.{way}", distance=distance(working_days, words, between))
