"""From header rows to tables: how far each reaches down and sideways, and what is said above it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tpn.recognise.grid import Grid, Value, is_number, texts
from tpn.recognise.headers import Header, Label, columns_of, is_period, speaks_of_weeks
from tpn.recognise.heading_lookup import Lookup
from tpn.recognise.normalise import clean, fold

_PERIODS = 3  # so many stretches of time side by side are a calendar, not columns
_FILLED = 0.2
_FAR = 2  # columns: one or two empty ones are only air
_TITLE_ROWS = 6


@dataclass(frozen=True)
class Region:
    """One table on its tab: its header, its rows ``first``–``last``, the texts above it (the tab's name first)."""

    grid: Grid
    header: Header
    first: int
    last: int
    above: tuple[str, ...] = ()
    calendar: tuple[Label, ...] = ()
    """Columns that are stretches of time: no values, but marks may say when."""
    legend: tuple[Label, ...] = ()
    """Columns beside that explain colours or words."""

    @property
    def labels(self) -> tuple[Label, ...]:
        """The columns of the table, left to right."""
        return self.header.labels

    @property
    def rows(self) -> range:
        """The rows under the headings."""
        return range(self.first, self.last + 1)

    def value(self, row: int, label: Label) -> Value | None:
        """The value of a logical column in a row: the first one filled under its heading."""
        at = self.at(row, label)
        value = self.grid.line(row).get(at)
        return label.choices[at - label.column] if label.choices and value is not None else value

    def at(self, row: int, label: Label) -> int:
        """The column where the value of a logical column stands in a row."""
        if label.last == label.column:
            return label.column
        line = self.grid.line(row)
        return next((at for at in range(label.column, label.last + 1) if at in line), label.column)

    def values(self, label: Label) -> list[Value]:
        """All values under a heading."""
        heading = fold(label.text)
        found = (self.value(row, label) for row in self.rows)
        return [
            value
            for value in found
            if value is not None and not (isinstance(value, str) and fold(value) == heading)
        ]


def find_regions(grid: Grid, headers: Sequence[Header], lookup: Lookup) -> tuple[Region, ...]:
    """The tables that begin at these headers, top to bottom and left to right."""
    parts = [part for header in headers for part in _side_by_side(grid, header, headers, lookup)]
    parts = _without_repeats(parts)
    return tuple(_region(grid, part, parts, lookup) for part in parts)


def _side_by_side(grid: Grid, header: Header, headers: Sequence[Header], lookup: Lookup) -> list[Header]:
    """The header's tables: parted by columns with neither heading nor value, where both sides name records."""
    last = min(
        (other.rows[0] - 1 for other in headers if other.rows[0] > header.bottom), default=grid.last_row
    )
    if repeated := _repeated(header.labels):
        return [replace(header, labels=part) for part in repeated]
    used = _used(grid, range(header.bottom + 1, last + 1))
    parts: list[list[Label]] = []
    for label in header.labels:
        if parts and not _gap(parts[-1][-1].last, label.column, used):
            parts[-1].append(label)
        else:
            parts.append([label])
    parts = _same_rows(grid, parts, range(header.bottom + 1, last + 1))
    return [replace(header, labels=tuple(part)) for part in _joined(parts, used, lookup)]


def _repeated(labels: tuple[Label, ...]) -> list[tuple[Label, ...]]:
    """Lists side by side that begin with the same heading and are equally wide: *Id | Krav | Id | Ønske*."""
    first = fold(labels[0].text)
    begins = [at for at, label in enumerate(labels) if fold(label.text) == first]
    step = begins[1] if len(begins) > 1 else 0
    if step < 2 or len(labels) != step * len(begins) or begins != list(range(0, len(labels), step)):  # noqa: PLR2004
        return []
    return [labels[at : at + step] for at in begins]


def _same_rows(grid: Grid, parts: list[list[Label]], rows: Iterable[int]) -> list[list[Label]]:
    """Parts with other headings that fill the very same rows are one table with an empty column between."""
    filled = [frozenset(row for row in rows if columns_of(part) & grid.line(row).keys()) for part in parts]
    joined: list[list[Label]] = []
    said: set[str] = set()  # the headings of the last one, and the rows that it fills
    last: frozenset[int] = frozenset()
    for part, own in zip(parts, filled, strict=True):
        headings = {fold(label.text) for label in part}
        if joined and len(own) > 1 and last == own and not said & headings:
            joined[-1].extend(part)
            said |= headings
        else:
            joined.append(list(part))
            said, last = headings, own
    return joined


def _used(grid: Grid, rows: Iterable[int]) -> set[int]:
    return {column for row in rows for column in grid.line(row)}


def _gap(left: int, right: int, used: set[int]) -> bool:
    return right - left > 1 and not used & set(range(left + 1, right))


def _joined(parts: list[list[Label]], used: set[int], lookup: Lookup) -> list[list[Label]]:
    """Parts that are no tables of their own belong to the table on their left, unless they are calendars or empty."""
    joined: list[list[Label]] = []
    for part in parts:
        if not joined or _stands_alone(part, lookup):
            joined.append(list(part))
        elif not used or (
            used & columns_of(part)
            and not all(is_period(label.text, lookup) for label in part)
            and not _is_another(joined[-1], part)
        ):
            joined[-1].extend(part)
    return [part for part in joined if _stands_alone(part, lookup)] or joined[:1]


def _is_another(left: list[Label], part: list[Label]) -> bool:
    """Whether a part after several empty columns has a heading of the part before: a list beside, of something else."""
    said = {fold(label.text) for label in left}
    return part[0].column - left[-1].last > _FAR and any(fold(label.text) in said for label in part)


def _stands_alone(part: list[Label], lookup: Lookup) -> bool:
    worths = [lookup.worth(label.text) for label in part]
    named = any(lookup.names_a_record(label.text) for label in part)
    return sum(worths) >= 1.5 and (named or len([worth for worth in worths if worth]) >= _PERIODS)  # noqa: PLR2004


def _without_repeats(parts: list[Header]) -> list[Header]:
    """Headers printed again within a table are rows of it, not tables."""
    kept: list[Header] = []
    for part in parts:
        if not any(_same(part, other) for other in kept):
            kept.append(part)
    return kept


def _same(part: Header, other: Header) -> bool:
    def names(header: Header) -> list[tuple[int, str]]:
        return [(label.column, fold(label.text)) for label in header.labels]

    return part.rows != other.rows and names(part) == names(other)


def _region(grid: Grid, header: Header, headers: list[Header], lookup: Lookup) -> Region:
    columns = columns_of(header.labels)
    below = (
        other.rows[0]
        for other in headers
        if other.rows[0] > header.bottom and columns & columns_of(other.labels)
    )
    end = min(below, default=grid.last_row + 1)
    last = end - 1 if end > grid.last_row else _before_title(grid, header.bottom, end)
    width = range(1, max(columns) + 1)
    while last > header.bottom and not any(column in width for column in grid.line(last)):
        last -= 1
    rows = range(header.bottom + 1, last + 1)
    calendar = tuple(label for label in header.labels if is_period(label.text, lookup))
    legend = _legend(grid, header.labels, rows, lookup)
    labels = tuple(label for label in header.labels if label not in legend)
    if _covers_calendar(grid, header, lookup) or _names_numbers(grid, header, lookup):
        calendar, labels = labels[-1:], labels[:-1]
    elif weeks := tuple(label for label in labels if _covers_weeks(grid, header, label, lookup)):
        calendar, labels = weeks, tuple(label for label in labels if label not in weeks)
    elif len(calendar) >= _PERIODS or len(calendar := _counted(labels)) >= _PERIODS:
        calendar = _with_name(grid, labels, calendar, rows, lookup)
        labels = tuple(label for label in labels if label not in calendar)
    else:
        calendar = ()
    theirs = {
        at
        for other in headers
        if other is not header and set(other.rows) & set(header.rows)
        for at in columns_of(other.labels)
    }
    labels = _in_levels(grid, _chosen(grid, labels, rows, lookup), rows, lookup)
    labels = _with_unnamed(grid, _apart(grid, labels, rows, lookup), rows, theirs, columns_of(calendar))
    named = replace(header, labels=labels)
    return Region(grid, named, rows.start, last, _above(grid, header), calendar, legend)


def _names_numbers(grid: Grid, header: Header, lookup: Lookup) -> bool:
    """Whether the last heading names the numbers to its right: *KW | 40 | 41 | 42*."""
    last = header.labels[-1]
    beside = [value for at, value in grid.line(header.bottom).items() if at > last.last]
    return (
        len(header.labels) > 1
        and len(beside) > _PERIODS
        and all(is_number(value) for value in beside)
        and bool(set(fold(last.text).split(" ")) & lookup.words.week)
    )


def _counted(labels: Sequence[Label]) -> tuple[Label, ...]:
    """Merged headings of one word that count on: *Sprint 1*, *Sprint 2*, *Sprint 3*."""
    wide = [label for label in labels if label.last > label.column and label.text.strip()[-1:].isdigit()]
    words = {fold(label.text).rstrip("0123456789 ") for label in wide}
    return tuple(wide) if len(words) == 1 else ()


def _with_name(
    grid: Grid, labels: Sequence[Label], calendar: tuple[Label, ...], rows: range, lookup: Lookup
) -> tuple[Label, ...]:
    """The calendar with the heading before it that only names its periods: *KW | 40 | 41 | 42*."""
    at = labels.index(calendar[0])
    name = labels[at - 1] if at else None
    if name is None or not set(fold(name.text).split(" ")) & lookup.words.week:
        return calendar
    return calendar if any(name.column in grid.line(row) for row in rows) else (name, *calendar)


def _covers_calendar(grid: Grid, header: Header, lookup: Lookup) -> bool:
    """Whether the last heading, such as *Uke*, is merged over the numbers or dates of a calendar."""
    last = header.labels[-1]
    below = grid.line(header.bottom + 1)
    periods = [below[at] for at in range(last.column, last.last + 1) if at in below]
    return (
        len(header.labels) > 1
        and len(periods) > _PERIODS
        and all(is_period(value, lookup) for value in periods)
    )


def _covers_weeks(grid: Grid, header: Header, label: Label, lookup: Lookup) -> bool:
    """Whether a heading that speaks of weeks is merged over their numbers, the last row of the headings."""
    line = grid.line(header.bottom)
    below = [line[at] for at in range(label.column, label.last + 1) if at in line]
    numbers = [value for value in below if is_number(value)]  # a sum may stand behind them
    return (
        len(numbers) > _PERIODS
        and len(below) - len(numbers) <= 1
        and speaks_of_weeks(label.text, lookup.words)
    )


def _legend(grid: Grid, labels: Sequence[Label], rows: range, lookup: Lookup) -> tuple[Label, ...]:
    """The columns from a heading such as *Fargekoder* after an empty column: they belong to no record."""
    used = _used(grid, rows)
    for at in range(1, len(labels)):
        apart = _gap(labels[at - 1].last, labels[at].column, used) or _stops_early(grid, labels, at, rows)
        # «Prio = lav, middels, høy» explains a word
        over = (
            grid.line(row).get(labels[at].column)
            for row in range(max(1, rows.start - _TITLE_ROWS), rows.start)
        )
        told = any(isinstance(text, str) and lookup.words.row_word("legends", text) for text in over)
        if apart and ("=" in labels[at].text[1:-1] or told):
            return tuple(labels[at:])
    return ()


def _stops_early(grid: Grid, labels: Sequence[Label], at: int, rows: Sequence[int]) -> bool:
    """Whether the last column has values in the first rows only, while the table goes on."""
    if at != len(labels) - 1:
        return False
    own = [row for row in rows if labels[at].column in grid.line(row)]
    filled = [row for row in rows if grid.line(row)]
    return len(own) * 3 <= len(filled) and own == filled[: len(own)]


def _before_title(grid: Grid, bottom: int, end: int) -> int:
    """The last row before the title of the next table: lone texts over its header belong to that."""
    row = end - 1
    while row > bottom and (not grid.line(row) or (len(grid.line(row)) == 1 and _lone_text(grid, row))):
        if not grid.line(row) and grid.line(row - 1) and row < end - 1:
            break
        row -= 1
    return max(row, bottom)


def _lone_text(grid: Grid, row: int) -> bool:
    return any(texts(grid.line(row)))


def _with_unnamed(
    grid: Grid, labels: tuple[Label, ...], rows: range, theirs: set[int], calendar: set[int]
) -> tuple[Label, ...]:
    """The labels and the columns without a heading that hold values, left of the first or between two."""
    if not labels:
        return labels
    counts: dict[int, int] = {}
    for row in rows:
        for column in grid.line(row):
            counts[column] = counts.get(column, 0) + 1
    filled = max(counts.values(), default=0)
    named = columns_of(labels)
    first = labels[0].column
    while first > 1 and counts.get(first - 1, 0) > 0 and first - 1 not in theirs:
        first -= 1
    unnamed = [
        Label(column, column, "")
        for column in range(first, labels[-1].last)
        if column not in named | calendar
        and counts.get(column, 0) > (0 if column < labels[0].column else _FILLED * filled)
    ]
    return tuple(sorted([*labels, *unnamed], key=lambda label: label.column))


def _in_levels(grid: Grid, labels: tuple[Label, ...], rows: range, lookup: Lookup) -> tuple[Label, ...]:
    """The labels, where one that names the records covers columns filled by turns: the levels of an outline.

    It covers those it is merged over; the first one also those without a heading up to the next.
    """
    found: list[Label] = []
    for at, label in enumerate(labels):
        following = labels[at + 1].column - 1 if at == 0 and len(labels) > 1 else label.last
        names = lookup.names_a_record(label.text) or lookup.contains_a_name(label.text) or at == 0
        inside = range(label.column, max(label.last, following) + 1)
        used = _outline(grid, inside, rows) if names and len(inside) > 1 else []
        found += [
            replace(label, column=one, last=one, text=label.text if one == label.column else "")
            for one in used
        ] or [label]
    return tuple(found)


def _chosen(grid: Grid, labels: tuple[Label, ...], rows: range, lookup: Lookup) -> tuple[Label, ...]:
    """The labels, where those under one group with at most one mark a row are one column: *Lav | Middels | Høy*."""
    found: list[Label] = []
    for group, run in groupby(labels, key=lambda label: label.group):
        part = list(run)
        columns = [label.column for label in part]
        marks = [[value for at in columns if (value := grid.line(row).get(at)) is not None] for row in rows]
        said = [value for own in marks for value in own]
        single = max(map(len, marks), default=0) == 1 and columns == list(range(columns[0], columns[-1] + 1))
        if (
            group
            and len(part) > 1
            and single
            and all(lookup.words.checks.get(fold(str(v))) == "done" for v in said)
        ):
            part = [Label(columns[0], columns[-1], group, choices=tuple(label.text for label in part))]
        found += part
    return tuple(found)


def _apart(grid: Grid, labels: tuple[Label, ...], rows: range, lookup: Lookup) -> tuple[Label, ...]:
    """The labels, where one that is merged over several columns filled in the same rows heads each of them.

    One that names the records does not: the name is the first of them.
    """
    found: list[Label] = []
    for label in labels:
        inside = range(label.column, label.last + 1)
        lines = [own for row in rows if (own := grid.line(row).keys() & set(inside))]
        several = sum(len(own) > 1 for own in lines) > _FILLED * len(lines)
        used = sorted(set().union(*lines)) if several and not lookup.names_a_record(label.text) else []
        found += [replace(label, column=at, last=at) for at in used] or [label]
    return tuple(found)


def _outline(grid: Grid, inside: range, rows: range) -> list[int]:
    """The columns that are filled by turns with texts: no row has more than one of them, and two have several."""
    lines = [(row, [at for at in inside if at in grid.line(row)]) for row in rows]
    said = [(row, at) for row, at in lines if at]
    if any(len(at) > 1 or not isinstance(grid.line(row)[at[0]], str) for row, at in said):
        return []
    counts = {at: sum(at in own for _, own in said) for at in inside}
    used = [at for at in inside if counts[at]]
    wide = any(grid.width(row, at[0]) > at[0] for row, at in said)
    return used if len(used) > 1 and sum(counts[at] > 1 for at in used) > 1 and not wide else []


def _above(grid: Grid, header: Header) -> tuple[str, ...]:
    rows = range(max(1, header.rows[0] - _TITLE_ROWS), header.rows[0])
    return (grid.name, *(clean(text) for row in rows for _, text in texts(grid.line(row))))
