"""Plans that count days instead of naming them: a row of dates over a row of numbers says which day is which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tpn.recognise.grid import Grid, is_number
from tpn.recognise.headers import Header

_ENOUGH = 5
_NEAR = 4  # rows around the headings


@dataclass(frozen=True, slots=True)
class PeriodDates:
    """The date of each period number, and the rows of the sheet that say so."""

    days: Mapping[int, date]
    rows: tuple[int, ...]

    def day(self, number: float) -> date | None:
        """The date of a day number; none where the calendar does not reach."""
        return self.days.get(int(number)) if number == int(number) else None


def find_calendar(grid: Grid, header: Header) -> PeriodDates | None:
    """The calendar beside or under the headings: dates and numbers in the same columns of two near rows."""
    near = range(max(1, header.rows[0] - _NEAR), header.bottom + _NEAR + 1)
    dated = [row for row in near if len(_dates(grid, row)) >= _ENOUGH]
    for row in dated:
        dates = _dates(grid, row)
        for other in (row + 1, row - 1):
            numbers = {at: int(v) for at, v in grid.line(other).items() if at in dates and is_number(v)}  # type: ignore[arg-type]
            if len(numbers) >= _ENOUGH:
                return PeriodDates(
                    {number: dates[at] for at, number in numbers.items()}, tuple(sorted((row, other)))
                )
    return None


def _dates(grid: Grid, row: int) -> dict[int, date]:
    return {
        column: value.date() if isinstance(value, datetime) else value
        for column, value in grid.line(row).items()
        if isinstance(value, date)
    }
