"""Plans drawn over a calendar: marks or colours under weeks, months or dates say when a row's work is done."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

from tpn.model.dates import Ways
from tpn.recognise.cell_dates import read_date
from tpn.recognise.grid import Grid, Value, is_number, texts
from tpn.recognise.headers import columns_of, speaks_of_weeks
from tpn.recognise.regions import Region
from tpn.recognise.words import HeadingWords

Stretches = Mapping[int, tuple[date, date]]

_COUNT = re.compile(r"w(?:ee)?k?[ _.]*0?(\d{1,2})", re.IGNORECASE)
_ENOUGH = 4
_UNEVEN = 3  # days between months; a weekend between days
_NEAR = 2  # rows around the headings
_BACKGROUND = 0.8
_LAST_WEEK, _LAST_DAY = 53, 31
_WORK_WEEK, _WEEK = 5, 7
_A_DAY = 3  # days between headings: with weekends between them they are still single days


def find_stretches(region: Region, ways: Ways, words: HeadingWords, *, dated: bool = True) -> Stretches:
    """The first and last day of each column of the calendar beside the table; none where there is no calendar.

    *Week 1, Week 2 …* are weeks of the project, whose days nobody can tell: in English a year's are not numbered.
    They are found where the plan need not be ``dated``.
    """
    grid, header = region.grid, region.header
    if not header.rows:
        return {}
    near = range(max(1, header.rows[0] - _NEAR), header.bottom + _NEAR + 1)
    nearest = sorted(near, key=lambda row: abs(row - header.bottom))
    found = [(row, _stretches(grid, row, region, ways, words)) for row in nearest]
    row, best = max(found, key=lambda one: len(one[1]))
    if len(best) < _ENOUGH or (dated and _counts_from_one(grid, row, best)):
        return {}
    return _spread(grid, row, best)


def _counts_from_one(grid: Grid, row: int, stretches: Stretches) -> bool:
    """*W1 | Week 2 | Week_03*: weeks that count on from one."""
    said = [_COUNT.fullmatch(str(grid.line(row).get(column, "")).strip()) for column in sorted(stretches)]
    numbers = [int(match[1]) for match in said if match]
    on = all(later - one == 1 for one, later in pairwise(numbers))
    return len(numbers) == len(said) and numbers[0] == 1 and on


def _spread(grid: Grid, row: int, stretches: Stretches) -> Stretches:
    """The stretches over all columns that their headings are merged over: one day each where they are as many."""
    found: dict[int, tuple[date, date]] = {}
    for column, (first, last) in stretches.items():
        columns = range(column, grid.width(row, column) + 1)
        days = len(columns) > 1 and len(columns) in {(last - first).days + 1, _WORK_WEEK, _WEEK}
        days = days and (last - first).days + 1 >= len(columns)
        for at, step in zip(columns, range(len(columns)), strict=True):
            day = first + timedelta(days=step)
            found[at] = (day, day) if days else (first, last)
    return found


def _stretches(grid: Grid, row: int, region: Region, ways: Ways, words: HeadingWords) -> Stretches:
    last = max((label.last for label in region.labels), default=0)
    inside = columns_of(region.calendar)
    cells = {
        column: value for column, value in sorted(grid.line(row).items()) if column > last or column in inside
    }
    if sum(isinstance(value, date) for value in cells.values()) >= _ENOUGH:
        return _from_dates({column: value for column, value in cells.items() if isinstance(value, date)})
    weeks = says_weeks(grid, row, words) or _counts_weeks(list(cells.values()))
    return _from_words({column: value for column, value in cells.items() if weeks or _is_named(value)}, ways)


def says_weeks(grid: Grid, row: int, words: HeadingWords) -> bool:
    """Whether numbers are weeks: the word stands in the row or right above."""
    near = (text for at in (row - 1, row) for _, text in texts(grid.line(at)))
    return any(speaks_of_weeks(text, words) for text in near)


def _counts_weeks(values: Sequence[Value]) -> bool:
    """Numbers that count on past the days of any month, and no further than a year's weeks: *35, 36 … 51*."""
    numbers = [int(value) for value in values if is_number(value) and value == int(value)]  # type: ignore[arg-type]
    on = all(later - one == 1 for one, later in pairwise(numbers))
    return len(numbers) >= _ENOUGH and on and numbers[0] > 1 and _LAST_DAY < numbers[-1] <= _LAST_WEEK


def _is_named(value: Value) -> bool:
    return isinstance(value, str) and not value.strip().isdigit()


def _from_dates(days: Mapping[int, date]) -> Stretches:
    firsts = {column: day.date() if isinstance(day, datetime) else day for column, day in days.items()}
    ordered = list(firsts.values())
    steps = [(later - day).days for day, later in pairwise(ordered)]
    usual = median(steps)
    if usual < _A_DAY or sum(abs(step - usual) > _UNEVEN for step in steps) * 4 > len(steps):
        return {
            column: (day, day) for column, day in firsts.items()
        }  # days of work or of milestones, not weeks
    nexts = [*ordered[1:], ordered[-1] + (ordered[-1] - ordered[-2])]
    return {
        column: (first, max(first, following - timedelta(days=1)))
        for (column, first), following in zip(firsts.items(), nexts, strict=True)
    }


def _from_words(cells: Mapping[int, Value], ways: Ways) -> Stretches:
    """Weeks and months by name or number; where they begin anew, it is the next year."""
    found: dict[int, tuple[date, date]] = {}
    known = ways._replace(weeks=True, end=False)
    for column, written in cells.items():
        value = written.replace("#", " ") if isinstance(written, str) else written
        text = str(int(value)) if is_number(value) and 0 < float(value) <= _LAST_WEEK else value  # type: ignore[arg-type]
        first = read_date(text, known).day
        previous = list(found.values())[-1][0] if found else None
        if first and previous and first < previous and known.year:
            known = known._replace(year=known.year + 1)
            first = read_date(text, known).day
        last = read_date(text, known._replace(end=True)).day
        if first and last:
            found[column] = (first, last)
    return found


def drawn(region: Region, row: int, stretches: Stretches) -> tuple[date, date] | None:
    """From the first to the last marked stretch of a row; a colour that all rows have, or beside signs, is no mark."""
    line = region.grid.line(row)
    signs = [stretches[column] for column in sorted(stretches) if line.get(column)]
    marks = signs or [stretches[column] for column in sorted(stretches) if _is_marked(region, row, column)]
    return (marks[0][0], marks[-1][1]) if marks else None


def _is_marked(region: Region, row: int, column: int) -> bool:
    if region.grid.line(row).get(column):
        return True
    if (row, column) not in region.grid.fills:
        return False
    rows = [at for at in region.rows if region.grid.line(at)]
    return sum((at, column) in region.grid.fills for at in rows) < max(2, _BACKGROUND * len(rows))
