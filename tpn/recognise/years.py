"""The year of dates typed without one: as the other dates of the sheet say, else as the day on which it is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import multimode

from tpn.model.dates import PLANNED_BACK, NotADate, Ways, read_date
from tpn.recognise.grid import Value
from tpn.recognise.normalise import fold

_HALF_A_YEAR = timedelta(days=182)
RECORDED = frozenset({"started", "finished", "created", "decided"})
"""Fields that say when something has happened."""


@dataclass(frozen=True, slots=True)
class When:
    """``common`` is the year that the sheet speaks of, ``since`` where its days begin; else ``today`` must do."""

    common: int | None = None
    since: date | None = None
    today: date | None = None

    @property
    def usual(self) -> int | None:
        """The year of a calendar that names none."""
        return self.common or (self.today.year if self.today else None)

    def ways(self, field: str, ways: Ways) -> Ways:
        """How a yearless date of a field is read."""
        if self.since and field not in RECORDED:
            return ways._replace(since=self.since)
        if self.common:
            return ways._replace(year=self.common)
        if self.today is None:
            return ways
        return (
            ways._replace(until=self.today)
            if field in RECORDED
            else ways._replace(since=self.today - PLANNED_BACK)
        )


def when_of(values: Iterable[Value], titles: Iterable[str], today: date | None, year: int | None) -> When:
    """What a sheet's true dates say, else a year in its titles, else ``year``, else the day of reading."""
    days = [day for value in values if (day := _day(value))]
    if days:
        common = multimode(day.year for day in days)[0]
        return When(common, _since([day for day in days if day.year == common], today), today)
    said = [int(word) for text in titles for word in fold(text).replace("-", " ").split() if _is_year(word)]
    return When(multimode(said)[0] if said else year, None, today)


def _since(days: Sequence[date], today: date | None) -> date:
    """From when on a yearless day is: a little before the first day said.

    Where all of those are still to come, the next weeks belong to the sheet as well: the day that lies nearest them,
    but never one that was over long before the sheet was read.
    """
    usual = min(days) - PLANNED_BACK
    if today is None or min(days) <= today:
        return usual
    middle = min(days) + (max(days) - min(days)) / 2
    return min(usual, max(middle - _HALF_A_YEAR, today - PLANNED_BACK))


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not any(mark.isdigit() for mark in value):
        return None
    try:
        return read_date(value, Ways()).day  # only with a year of its own
    except NotADate:
        return None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"}  # noqa: PLR2004 - four digits
