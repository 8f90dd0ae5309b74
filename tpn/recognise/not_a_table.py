"""What is no table of records, and why: time sheets, calculations, drawn timelines, forms, empty templates."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from itertools import pairwise

from tpn.recognise.column import Mapped
from tpn.recognise.column_profile import is_code
from tpn.recognise.grid import Grid, Line, is_number, texts
from tpn.recognise.headers import is_header, is_period
from tpn.recognise.heading_lookup import Lookup
from tpn.recognise.left_out import Why
from tpn.recognise.normalise import clean, fold, without_hints
from tpn.recognise.regions import Region
from tpn.recognise.tables import FoundRecord

_TOP_ROWS, _TITLE_CELLS = 6, 3
_PERIODS, _MONTH = 4, 27
_PREPRINTED = 10
_MOST, _HALF, _QUARTER = 0.6, 0.5, 0.25
_SPOKEN = ("responsible", "status", "percent", "note", "started", "finished", "effort", "priority")


def refuse_tab(grid: Grid, lookup: Lookup, *, chosen: bool = False) -> Why | None:
    """Why a whole tab holds no records, before looking for headings; one that is ``chosen`` may explain others."""
    if not grid.lines:
        return "empty"
    if not chosen and lookup.words.row_word("lookups", grid.name):
        return "legend"
    rows = [grid.line(row) for row in range(1, _TOP_ROWS + 1)]
    top = [text for line in rows if len(line) <= _TITLE_CELLS for _, text in texts(line)]
    if any(lookup.words.row_word("timesheets", text) for text in (grid.name, *top)) or (
        _counts_a_month(grid) and not any(is_header(line, lookup) for line in grid.lines.values())
    ):
        return "timesheet"
    return None


def _counts_a_month(grid: Grid) -> bool:
    """Days 1–31 one under the other beside numbers only: hours of a month, whatever the headings are."""
    columns = {column for line in grid.lines.values() for column in line}
    for column in columns:
        run = [row for row in grid.lines if is_number(grid.lines[row].get(column))]
        numbers = [int(grid.lines[row][column]) for row in run]  # type: ignore[arg-type]
        if len(numbers) >= _MONTH and numbers[: _MONTH + 1] == list(range(1, len(numbers[: _MONTH + 1]) + 1)):
            beside = [value for row in run for at, value in grid.lines[row].items() if at != column]
            if len(numbers) <= 31 and sum(map(is_number, beside)) > _MOST * len(beside) > 0:  # noqa: PLR2004 - a month
                return True
    return False


def why_no_header(grid: Grid, lookup: Lookup) -> Why:
    """Why nothing on a tab can be headings: drawn over a calendar, no headings over values, a form, or prose."""
    lines = grid.lines.values()
    if any(is_calendar(line, lookup) for line in lines):
        return "timeline"
    if sum(sum(map(is_number, line.values())) >= _PERIODS for line in lines) > _QUARTER * len(lines):
        return "calculation"
    if any(map(counts_on, lines)):
        return "timeline"
    if _is_drawn_down(grid, lookup):
        return "timeline"
    several = [line.values() for line in lines if len(line) > 1]
    if sum(any(not isinstance(v, str) for v in values) for values in several) > _HALF * len(lines):
        return "no-header"
    if sum(any(clean(text).endswith(":") for _, text in texts(line)) for line in lines) >= 3:  # noqa: PLR2004 - several labels
        return "form"
    # *A.1.2* beside a text is an outline, no prose
    return "no-header" if sum(any(map(is_code, v)) for v in several) > _HALF * len(lines) else "text"


def _is_drawn_down(grid: Grid, lookup: Lookup) -> bool:
    """Days one under the other in a column, and colours beside them that say what is done then."""
    first = min((min(line) for line in grid.lines.values()), default=0)
    said = [line[first] for line in grid.lines.values() if first in line]
    days = sum(is_period(value, lookup) and not is_number(value) for value in said)
    return days > _PERIODS and days > _MOST * len(said) and len(grid.fills) > days


def is_calendar(line: Line, lookup: Lookup) -> bool:
    """Dates, months or weeks side by side."""
    named = [value for value in line.values() if isinstance(value, str | date)]
    return sum(is_period(value, lookup) for value in named) >= _PERIODS


def counts_on(line: Line) -> bool:
    """Numbers that count on by one across: *Uke | 36 | 37 | 38 …*."""
    numbers = [int(value) for value in line.values() if is_number(value) and value == int(value)]  # type: ignore[arg-type]
    steps = sum(later - one == 1 for one, later in pairwise(numbers))
    return len(numbers) > _PERIODS and steps >= len(numbers) - 1


def is_hours_log(region: Region, lookup: Lookup) -> bool:
    """Hours per day and person: a day beside two times of the clock, or beside hours and names that come again.

    Its headings say neither a deadline nor who is responsible: *Person | Aktivitet | Dato | Fra | Til | Timer*.
    """
    words = lookup.words
    heads = {label: fold(without_hints(label.text)) for label in region.labels}
    values = {label: region.values(label) for label in region.labels}
    dated = [
        label for label in region.labels if _share(values[label], lambda one: isinstance(one, date)) > _MOST
    ]
    clocked = [
        label for label in region.labels if _share(values[label], lambda one: isinstance(one, time)) > _MOST
    ]
    if any(heads[label] not in words.rows["days-of-hours"].whole for label in dated) or len(dated) != 1:
        return False
    if len(clocked) > 1:
        return True
    hours = [label for label in region.labels if heads[label] in words.rows["hours-worked"].whole]
    people = [label for label in region.labels if heads[label] in words.rows["who-worked"].whole]
    again = any(len({str(v) for v in values[label]}) * 2 <= len(values[label]) for label in people)
    return bool(hours) and again


def _share(values: Sequence[object], holds: Callable[[object], bool]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.0


def refuse_table(region: Region, mapped: Mapped, lookup: Lookup, *, beside: bool) -> Why | None:
    """Why a table whose headings are unknown is nothing to keep; ``beside`` a known table a small one is a legend."""
    if mapped.kind in {"unknown", "activities"} and is_hours_log(region, lookup):
        return "timesheet"
    if mapped.kind != "unknown":
        return None
    columns = [column for column in mapped.columns if column.seen.filled]
    if len(columns) == 1 and len(region.labels) > _PERIODS and columns[0].seen.dates > _MOST:
        return "timeline"  # days down, things to do across, and nothing but colours between
    if beside and len(mapped.columns) <= 3:  # noqa: PLR2004 - «Kode | Betydning»
        return "legend"
    if len(region.calendar) > _PERIODS and len(columns) <= 2 and _is_drawn(region, lookup):  # noqa: PLR2004 - a number and a name
        return "timeline"
    if sum(column.seen.numbers > _HALF for column in columns[1:]) > _HALF * len(columns[1:]):
        return "calculation"
    if not _all_periods(region):
        return None
    values = [value for label in region.calendar for value in region.values(label)]
    return "calculation" if sum(map(is_number, values)) > _HALF * len(values) else "timeline"


def _is_drawn(region: Region, lookup: Lookup) -> bool:
    """Whether the headings are a calendar, with nothing but names to its left."""
    return len(region.labels) <= 2 and any(  # noqa: PLR2004 - a number and a name
        is_calendar(line, lookup) or counts_on(line) for line in map(region.grid.line, region.header.rows)
    )


def _all_periods(region: Region) -> bool:
    return bool(region.calendar) and len(region.labels) <= 2  # noqa: PLR2004 - a text column and years


def is_preprinted(records: Sequence[FoundRecord]) -> bool:
    """Whether titles were printed in advance and nobody has filled in the form: all dates and amounts alike."""
    if len(records) < _PREPRINTED or any(record.values.get(name) for record in records for name in _SPOKEN):
        return False
    dated = [record for record in records if record.values.get("start") and record.values.get("due")]
    alike = {(record.values["start"], record.values["due"]) for record in dated}
    lengths = {record.values.get("duration") for record in dated}
    return len(dated) > _HALF * len(records) and len(alike) == len(lengths) == 1 and _only_zeros(records)


def _only_zeros(records: Iterable[FoundRecord]) -> bool:
    """Whether what else the rows say are the zeros of formulas that nobody has given anything to count."""
    said = [value for record in records for value in record.extra.values() if value != ""]
    return bool(said) and not any(said)
