"""Plans that are only drawn: names down, weeks or dates across, and marks or colours that say when."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tpn.model.dates import Ways
from tpn.recognise.column import Mapped, RecognisedColumn
from tpn.recognise.columns import work_columns
from tpn.recognise.gantt_bars import Stretches, drawn, find_stretches, says_weeks
from tpn.recognise.grid import Grid, is_number, texts
from tpn.recognise.headers import Header, Label, is_period
from tpn.recognise.heading_lookup import Lookup
from tpn.recognise.normalise import clean
from tpn.recognise.not_a_table import counts_on, is_calendar
from tpn.recognise.regions import Region

_LEAST, _DRAWN, _BOXES = 3, 0.5, 0.2
_MARK = 12  # letters: what is longer is a text in a box, no mark
_ANY_YEAR = 2000
_TITLE_ROWS = 6


def drawn_plans(grid: Grid, lookup: Lookup) -> list[tuple[Region, Mapped]]:
    """The plans drawn over calendars of a tab, one under the other; all of them, or none.

    A chart of boxes with texts in them is none: nobody can tell which box a week belongs to.
    """
    calendars = _calendars(grid, lookup)
    ends = [*(row - 1 for row, _ in calendars[1:]), None]
    found = [
        _drawn_plan(grid, lookup, *calendar, end) for calendar, end in zip(calendars, ends, strict=False)
    ]
    return [plan for plan in found if plan]


def _drawn_plan(
    grid: Grid, lookup: Lookup, row: int, periods: Mapping[int, str], end: int | None
) -> tuple[Region, Mapped] | None:
    """The activities drawn over one calendar, where most rows with a name have a mark under it."""
    region = _region(grid, row, periods, end)
    if region is None:
        return None
    ways = Ways(year=_ANY_YEAR, folder=lookup.words.folder)
    stretches = find_stretches(region, ways, lookup.words, dated=False)
    mapped = _with_title(work_columns(region, lookup))
    title = mapped.of("title")
    if title is None or not stretches or _is_boxes(region, stretches):
        return None
    named = [at for at in region.rows if region.value(at, title.label) is not None]
    marked = [at for at in named if drawn(region, at, stretches)]
    if len(marked) < _LEAST or len(marked) < _DRAWN * sum(at <= marked[-1] for at in named):
        return None
    return replace(region, last=marked[-1]), mapped


def _calendars(grid: Grid, lookup: Lookup) -> list[tuple[int, Mapping[int, str]]]:
    """The rows of weeks, months or dates side by side; of several right under one another the fullest, lowest one."""
    found: list[tuple[int, Mapping[int, str]]] = []
    for row, line in sorted(grid.lines.items()):
        numbers = sum(map(is_number, line.values()))
        weeks = numbers > _LEAST and says_weeks(grid, row, lookup.words)
        if not (weeks or is_calendar(line, lookup) or counts_on(line)):
            continue
        periods = {at: str(v) for at, v in line.items() if is_period(v, lookup) or is_number(v)}
        if found and row - found[-1][0] <= _LEAST:
            if len(periods) < len(found[-1][1]):
                continue
            found.pop()
        found.append((row, periods))
    return found


def _region(grid: Grid, row: int, periods: Mapping[int, str], end: int | None) -> Region | None:
    first = min(periods)
    below = range(row + 1, (end or max(grid.last_row, max((at for at, _ in grid.fills), default=0))) + 1)
    columns = [at for at in range(1, first) if any(at in grid.line(one) for one in below)]
    if not columns:
        return None
    labels = tuple(Label(at, at, clean(str(grid.line(row).get(at, "")))) for at in columns)
    above = (clean(text) for at in range(max(1, row - _TITLE_ROWS), row) for _, text in texts(grid.line(at)))
    calendar = tuple(Label(at, at, text) for at, text in sorted(periods.items()))
    return Region(grid, Header((row,), labels), below.start, below.stop - 1, (grid.name, *above), calendar)


def _with_title(mapped: Mapped) -> Mapped:
    """The columns, the fullest one of texts being the title where no heading says so."""
    if mapped.of("title"):
        return mapped
    named = [column for column in mapped.columns if column.seen.texts > _DRAWN]
    chosen = max(named, key=lambda column: column.seen.filled * column.seen.distinct, default=None)
    columns = tuple(_titled(column) if column is chosen else column for column in mapped.columns)
    return replace(mapped, kind="activities", columns=columns)


def _titled(column: RecognisedColumn) -> RecognisedColumn:
    return replace(column, field="title", how="content")


def _is_boxes(region: Region, stretches: Stretches) -> bool:
    """Whether the marks are texts or days of their own, or there are hardly any cells that anybody has marked."""
    cells = [
        value
        for row in region.rows
        for at, value in region.grid.line(row).items()
        if at in stretches and isinstance(value, str | date)
    ]
    long = sum(isinstance(value, date) or len(clean(value)) > _MARK for value in cells)
    return long > _BOXES * len(cells)
