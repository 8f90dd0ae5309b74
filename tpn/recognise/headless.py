"""Lists without headings that can be nothing else: names that differ, beside the days when each begins and ends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tpn.model.dates import Ways
from tpn.recognise.cell_dates import read_date
from tpn.recognise.column import Mapped, RecognisedColumn
from tpn.recognise.column_profile import weigh
from tpn.recognise.grid import Grid, Value
from tpn.recognise.headers import Header, Label
from tpn.recognise.heading_lookup import Lookup
from tpn.recognise.normalise import fold
from tpn.recognise.regions import Region

_HEADED = 3  # texts side by side right over the list
_LEAST, _SURE, _MOST = 4, 0.8, 0.6
_ANY_YEAR = 2000


def headless_list(grid: Grid, lookup: Lookup) -> tuple[Region, Mapped] | None:
    """The activities of a tab without headings: one column of names, one or two of days in order; else none.

    All its columns are asked about, since no heading says what they are.
    """
    region = _region(grid)
    if len(grid.line(region.first - 1)) >= min(_HEADED, len(region.labels)):
        return None  # there are headings, in words that nobody here knows
    columns = [
        RecognisedColumn(label, None, "kept", weigh(region.values(label), lookup.words))
        for label in region.labels
        if any(not isinstance(value, str) or fold(value) for value in region.values(label))
    ]
    rows = [row for row in region.rows if grid.line(row)]
    days = [one for one in columns if one.seen.dates >= _SURE and one.seen.filled >= _MOST * len(rows)]
    names = [one for one in columns if one.seen.texts >= _SURE and one.seen.distinct >= _MOST]
    full = [one for one in names if one.seen.filled >= _SURE * len(rows)]
    if len(rows) < _LEAST or len(full) != 1 or not 0 < len(days) <= 2 or not _in_order(region, days):  # noqa: PLR2004
        return None
    fields = {full[0]: "title", days[-1]: "due", days[0]: "start" if len(days) > 1 else "due"}
    found = tuple(replace(one, field=fields[one], how="content") if one in fields else one for one in columns)
    return region, Mapped("activities", found)


def _region(grid: Grid) -> Region:
    """From the first row with a day on: what stands above is a title."""
    dated = [row for row, line in grid.lines.items() if any(map(_day, line.values()))]
    first = min(dated, default=1)
    columns = sorted({at for row, line in grid.lines.items() if row >= first for at in line})
    labels = tuple(Label(at, at, "") for at in columns)
    return Region(grid, Header((), labels), first, grid.last_row, (grid.name,))


def _in_order(region: Region, days: Sequence[RecognisedColumn]) -> bool:
    """Whether each row that has both days begins before it ends."""
    if len(days) == 1:
        return True
    pairs = [[_day(region.value(row, one.label)) for one in days] for row in region.rows]
    both = [(start, end) for start, end in pairs if start and end]
    return len(both) >= _LEAST and all(start <= end for start, end in both)


def _day(value: Value | None) -> date | None:
    if value is None or isinstance(value, bool | int | float):
        return None
    return read_date(value, Ways(order="day first", year=_ANY_YEAR)).day
