"""Working days: Monday–Friday that is no public holiday and in no closed period of the project.

Every working day has a **number**; consecutive working days have consecutive numbers, and day 0 is the first
one of the year 2000. All arithmetic on dates is arithmetic on these numbers.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeVar

from tpn.plan.holidays import norwegian_holidays

FRIDAY = 4
_WEEKS = bytes((1, 1, 1, 1, 1, 0, 0)) * 54
_EPOCH = 2000
HOLIDAYS: Mapping[str, Callable[[int], Iterable[date]]] = {"NO": norwegian_holidays}

Day = date  # WorkDays has a method of that name
Period = tuple[Day, Day]
K = TypeVar("K")
V = TypeVar("V")


class _Year(NamedTuple):
    """A year's working days: ``before[j]`` of them lie before the day ``j`` (0 is New Year's Day)."""

    start: int  # the number of the year's first working day
    first: int  # the ordinal of New Year's Day
    before: list[int]


class _Memo(dict[K, V]):
    """A table that fills itself: plans ask for the same few days again and again."""

    def __init__(self, find: Callable[[K], V]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: K) -> V:
        value = self[key] = self._find(key)
        return value


class WorkDays:
    """The working days of a project.

    Args:
        country: whose public holidays are free (``NO``); another or none: only weekends are.
        closed: closed periods of the project, both ends included; one that ends before it begins is none.

    The years in use are tabulated once. Numbers beyond the calendar stop at its first and last day.
    """

    def __init__(self, country: str | None = "NO", closed: Iterable[Period] = ()) -> None:
        self._holidays = HOLIDAYS.get(country or "")
        self._closed = tuple((a.toordinal(), b.toordinal() + 1) for a, b in closed if a <= b)
        self._years: dict[int, _Year] = {}
        # the numbers of the first working days of the years from `_low` on, and of the one after the last
        self._low, self._starts = _EPOCH, [0]
        self._number = _Memo(self._find_number)
        self._number_after = _Memo(self._find_number_after)
        self._date = _Memo(self._find_date)

    def is_working(self, day: Day) -> bool:
        """Whether people work on this day."""
        return self.number_after(day) > self.number(day)

    def number(self, day: Day) -> int:
        """The number of the first working day on or after this day."""
        return self._number[day]

    def number_after(self, day: Day) -> int:
        """The number of the first working day after this day."""
        return self._number_after[day]

    def date(self, number: int) -> Day:
        """The working day that has this number."""
        return self._date[number]

    def next(self, day: Day) -> Day:
        """The first working day after this day."""
        return self.date(self.number_after(day))

    def previous(self, day: Day) -> Day:
        """The last working day before this day."""
        return self.date(self.number(day) - 1)

    def add(self, day: Day, days: int) -> Day:
        """The day that many working days later (earlier when negative).

        From a day that is no working day the first step leads to the nearest one in that direction; none at
        all leads to the next one.
        """
        return self.date((self.number_after(day) - 1 if days > 0 else self.number(day)) + days)

    def between(self, earlier: Day, later: Day) -> int:
        """How many working days ``later`` is after ``earlier``: 0 the same day, negative when before it."""
        return self.number_after(later) - self.number_after(earlier)

    def span(self, start: Day, due: Day) -> int:
        """The working days from ``start`` to ``due``, both included; 0 or less when there are none."""
        return self.number_after(due) - self.number(start)

    def end_of(self, start: Day, duration: int) -> Day:
        """The day on which an activity of that many working days ends, counted from ``start``, both included."""
        return self.date(self.number(start) + max(duration, 1) - 1)

    def _find_number(self, day: Day) -> int:
        year = self._year(day.year)
        return year.start + year.before[day.toordinal() - year.first]

    def _find_number_after(self, day: Day) -> int:
        year = self._year(day.year)
        return year.start + year.before[day.toordinal() - year.first + 1]

    def _find_date(self, number: int) -> Day:
        while number >= self._starts[-1] and self._high < MAXYEAR:
            self._year(self._high + 1)
        while number < self._starts[0] and self._low > MINYEAR:
            self._year(self._low - 1)
        if not self._starts[0] <= number < self._starts[-1]:
            return date.max if number >= 0 else date.min
        year = self._years[self._low + bisect_right(self._starts, number) - 1]
        return date.fromordinal(year.first + bisect_right(year.before, number - year.start) - 1)

    @property
    def _high(self) -> int:
        return self._low + len(self._starts) - 2

    def _year(self, year: int) -> _Year:
        """The table of a year; those between it and the years in use are made too."""
        while self._high < year:
            following = self._high + 1
            table = self._table(following, self._starts[-1])
            self._starts.append(table.start + table.before[-1])
            self._years[following] = table
        while self._low > year:
            table = self._table(self._low - 1, 0)
            table = table._replace(start=self._starts[0] - table.before[-1])
            self._starts.insert(0, table.start)
            self._low -= 1
            self._years[self._low] = table
        return self._years[year]

    def _table(self, year: int, start: int) -> _Year:
        first, works, before = _open_days(year, self._holidays)
        spans = ((max(a - first, 0), min(b - first, len(works))) for a, b in self._closed)
        if shut := [(since, until) for since, until in spans if since < until]:
            left = bytearray(works)
            for since, until in shut:
                left[since:until] = bytes(until - since)
            before = list(accumulate(left, initial=0))
        return _Year(start, first, before)


@lru_cache(maxsize=256)
def _open_days(year: int, holidays: Callable[[int], Iterable[Day]] | None) -> tuple[int, bytes, list[int]]:
    """A year before any project closes: New Year's ordinal, whether each day is worked, and how many before it are."""
    new_year = date(year, 1, 1)
    first, length = new_year.toordinal(), date(year, 12, 31).timetuple().tm_yday
    works = bytearray(_WEEKS[new_year.weekday() : new_year.weekday() + length])
    for holiday in holidays(year) if holidays else ():
        works[holiday.toordinal() - first] = 0
    return first, bytes(works), list(accumulate(works, initial=0))
