"""Understanding a spreadsheet that tpn never wrote: from the tabs of a workbook to records with fields."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath

from tpn.problems import CellPlace, FilePlace, Problem
from tpn.recognise.account import Account
from tpn.recognise.column import Mapped, RecognisedColumn
from tpn.recognise.columns import KEYS as ASKED
from tpn.recognise.columns import as_kind, map_columns
from tpn.recognise.copies import said_again, without_copies
from tpn.recognise.day_numbers import find_calendar
from tpn.recognise.drawn_plans import drawn_plans
from tpn.recognise.fields import Kind
from tpn.recognise.grid import Grid, letters
from tpn.recognise.headers import columns_of, find_headers, generic_header
from tpn.recognise.heading_lookup import Lookup
from tpn.recognise.headless import headless_list
from tpn.recognise.left_out import LeftOutPart
from tpn.recognise.links import linked, number_doubts, numbered
from tpn.recognise.mixed_rows import kinds_by_row
from tpn.recognise.normalise import clean
from tpn.recognise.not_a_table import is_preprinted, refuse_tab, refuse_table, why_no_header
from tpn.recognise.profile import Profiled, missing, profiled_region, read_profile
from tpn.recognise.record_doubts import doubts, with_parents
from tpn.recognise.records import Reader
from tpn.recognise.regions import Region, find_regions
from tpn.recognise.row_kinds import Shape
from tpn.recognise.rows import Walk
from tpn.recognise.sights import sight_doubts, with_sights
from tpn.recognise.tables import FoundRecord, FoundTable, Reading, TableColumn
from tpn.recognise.words import HeadingWords
from tpn.recognise.years import When, when_of


def recognise(
    grids: Sequence[Grid],
    words: HeadingWords,
    *,
    file: str = "",
    sheet: str | None = None,
    profile: Mapping[str, object] | None = None,
    year: int | None = None,
    today: date | None = None,
) -> Reading:
    """What is understood of a workbook.

    Args:
        grids: its tabs.
        words: the words to recognise.
        file: its name, for the places of problems.
        sheet: only this tab, hidden or not.
        profile: a kept mapping (``profile_of``); tabs that it does not name are not read.
        year: of dates typed without one, where the sheet itself does not tell.
        today: the day of reading, which settles the year where ``year`` does not.

    Returns:
        Tables, what was left out, problems; ``no-table-found`` where there is no table at all.
    """
    work = _Work(words, file, year, today, read_profile(profile) if profile is not None else None)
    for grid in grids:
        if sheet is None or grid.name == sheet:
            work.tab(grid, chosen=sheet is not None)
    work.tables, same = without_copies(work.tables)
    work.left.extend(same)
    work.problems = [*_once_a_file(work.problems), *said_again(work.tables, file)]
    if not work.tables:
        reasons = tuple(dict.fromkeys(left.why for left in work.left if left.why not in {"empty", "text"}))
        hint = (*reasons, "empty" if {left.why for left in work.left} == {"empty"} else None)[0]
        work.problems.append(Problem("no-table-found", FilePlace(file), {"hint": hint}))
    return Reading(tuple(work.tables), tuple(work.left), tuple(work.problems), file)


@dataclass
class _Work:
    words: HeadingWords
    file: str
    year: int | None
    today: date | None
    profile: tuple[Profiled, ...] | None
    tables: list[FoundTable] = field(default_factory=list)
    left: list[LeftOutPart] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lookup = Lookup(self.words, PurePath(self.file).stem)
        self.account = Account(Grid("", {}))

    def tab(self, grid: Grid, *, chosen: bool) -> None:
        """Read one tab; whatever is then unaccounted for is named."""
        self.account = Account(grid)
        if self.profile is not None:
            self._by_profile(grid, self.profile)
        elif grid.hidden and not chosen:
            self._leave(LeftOutPart(grid.name, "hidden"))
        elif why := refuse_tab(grid, self.lookup, chosen=chosen):
            self._leave(LeftOutPart(grid.name, why))
        else:
            self._find(grid)
        if not grid.hidden or chosen:
            self.problems.extend(self._other_comments(grid))
        if self.account.rows or self.account.cells:
            before = len(self.left)
            self.left[before:] = self.account.rest()

    def _other_comments(self, grid: Grid) -> Iterable[Problem]:
        """The comments that stand on no record, on a heading or beside: nobody keeps them, so their words are shown."""
        rows = {
            row
            for one in self.tables
            if one.sheet == grid.name
            for record in one.records
            for row in record.rows
        }
        others = {
            at: clean(text) for at, text in sorted(grid.notes.items()) if at[0] not in rows and clean(text)
        }
        if others:
            (row, column), *_ = others
            said = " · ".join(dict.fromkeys(others.values()))
            value = said if len(said) <= _SHOWN else f"{said[:_SHOWN].rstrip()} …"
            place = CellPlace(self.file, grid.name, f"{letters(column)}{row}")
            yield Problem("comments-elsewhere", place, {"found": len(others), "value": value})

    def _by_profile(self, grid: Grid, profile: Iterable[Profiled]) -> None:
        for profiled in profile:
            if profiled.sheet in {None, grid.name} and (found := profiled_region(grid, profiled, self.words)):
                self.problems.extend(missing(profiled, found[0], self.file))
                self._table(*found)

    def _find(self, grid: Grid) -> None:
        found = find_headers(grid, self.lookup)
        regions = find_regions(grid, found.headers, self.lookup)
        mapped = [(region, map_columns(region, self.lookup)) for region in regions]
        known = [pair for pair in mapped if pair[1].kind != "unknown"]
        tops = {min(region.header.rows) for region, _ in known if region.header.rows}
        kept = [pair for pair in mapped if self._keeps(*pair, beside=bool(known), tops=tops)]
        for region, columns in kept:
            shares = any(_share_rows(region, other) for other, _ in kept if other is not region)
            if kinds := kinds_by_row(region, columns, self.lookup):
                self._by_row(region, kinds)
            else:
                self._table(region, columns, shares=shares)
        if not mapped:
            self._without_words(grid)
        for row in found.forms:
            if row in grid.lines and row not in self.account.rows and not self._read(row):
                self._leave(LeftOutPart(grid.name, "form", row))

    def _by_row(self, region: Region, kinds: Mapping[int, Kind]) -> None:
        """A log whose rows say what they are is one table for each kind."""
        for at, kind in enumerate(dict.fromkeys(kinds.values())):
            rows = frozenset(row for row, one in kinds.items() if one == kind)
            self._table(region, as_kind(kind, region, self.lookup), only=rows, again=at > 0)

    def _read(self, row: int) -> bool:
        return any(at == row for at, _ in self.account.cells)

    def _leave(self, *parts: LeftOutPart) -> None:
        for part in parts:
            self.left.append(part)
            self.account.left(part)

    def _keeps(
        self, region: Region, mapped: Mapped, *, beside: bool, tops: Collection[int] = frozenset()
    ) -> bool:
        why = refuse_table(region, mapped, self.lookup, beside=beside)
        if mapped.kind == "unknown" and region.last + 1 in tops:
            why = "above"  # what is said of a plan right over its headings
        if why == "timeline" and not beside and (found := drawn_plans(region.grid, self.lookup)):
            for plan in found:
                self._table(*plan)
        elif why:
            top = min(region.header.rows or (region.first,))
            part = LeftOutPart(region.grid.name, why, top, max(top, region.last))
            self._leave(_own_columns(part, region) if beside else part)
        return why is None

    def _without_words(self, grid: Grid) -> None:
        """A tab without a known heading: a list of another kind is kept as it stands, all else is left out."""
        reason = why_no_header(grid, self.lookup)
        if reason == "timeline" and (found := drawn_plans(grid, self.lookup)):
            for plan in found:
                self._table(*plan)
            return
        header = generic_header(grid) if reason not in {"timeline", "form"} else None
        if header is None:
            if reason in {"no-header", "timeline"} and (listed := headless_list(grid, self.lookup)):
                self._table(*listed)
            else:
                self._leave(LeftOutPart(grid.name, reason))
            return
        region = find_regions(grid, (header,), self.lookup)[0]
        mapped = map_columns(region, self.lookup)
        if self._keeps(region, mapped, beside=False):
            self._table(region, mapped)

    def _table(
        self,
        region: Region,
        mapped: Mapped,
        *,
        shares: bool = False,
        only: frozenset[int] | None = None,
        again: bool = False,
    ) -> None:
        """Read one table; one that ``shares`` its rows with another leaves out only its own columns of them.

        Of a table with rows of several kinds ``only`` some are read; what is no record is said once, not ``again``.
        """
        calendar = find_calendar(region.grid, region.header) if region.header.rows else None
        region = _below(region, calendar.rows) if calendar else region
        shape = Shape(region, mapped, self.lookup)
        walk = Walk(shape).run()
        if only is not None:
            walk.raws[:] = [raw for raw in walk.raws if raw.row in only]
        if again:
            walk.left.clear()
        if shares:
            walk.left[:] = [_own_columns(part, region) for part in walk.left]
        reader = Reader(region, mapped, self.words, self.file, self._when(region), calendar)
        records = linked(numbered(reader.read(walk.raws), reader), walk.raws, reader, self.lookup)
        records = with_parents(with_sights(records, walk.raws, reader, shape), walk.raws)
        if not records and walk.left and walk.left[0].why == "form" and walk.left[0].row == region.first:
            self._leave(*walk.left)  # what looked like headings is the first row of the form
            return
        if calendar:
            self._leave(LeftOutPart(region.grid.name, "calendar", min(calendar.rows), max(calendar.rows)))
        self._leave(*_beside(region), *walk.left)
        if not records or is_preprinted(records):
            self.account.table(region, (), walk.sections)
            empty = list(self._empty(region))
            self._leave(*(map(_own_columns, empty, [region] * len(empty)) if shares else empty))
            records = []
        else:
            self.account.table(region, walk.raws, walk.sections)
            self.problems.extend([*_once(reader.problems), *doubts(reader, records, walk.raws),
                                  *number_doubts(reader, records), *sight_doubts(reader, walk.raws, shape),
                                  *_asked(reader), *_doubted(reader, records),
                                  *_yearless(reader, records)])  # fmt: skip
        self.tables.append(_found(region, mapped, records, walk.sections))

    def _empty(self, region: Region) -> Iterable[LeftOutPart]:
        """The rows of a form that nobody has filled in, and that are not left out for a reason of their own."""
        rows = [row for row in region.rows if region.grid.line(row) and row not in self.account.rows]
        stretches = [rows[0], rows[-1]] if rows and len(rows) == rows[-1] - rows[0] + 1 else rows
        if not rows and not any(region.grid.line(row) for row in region.rows):
            yield LeftOutPart(region.grid.name, "empty-form", region.header.bottom + 1)
        elif rows and len(stretches) == 2:  # noqa: PLR2004 - first and last
            yield LeftOutPart(region.grid.name, "empty-form", rows[0], rows[-1])
        else:
            yield from (LeftOutPart(region.grid.name, "empty-form", row) for row in rows)

    def _when(self, region: Region) -> When:
        values = (value for label in region.labels for value in region.values(label))
        return when_of(values, region.above, self.today, self.year)


_MANY = 3
_SHOWN = 160  # letters of the comments that stand on no record
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|[./]\d\d\s*$")
_UNREAD = frozenset({
    "status-unknown", "date-unreadable", "number-unreadable", "link-unreadable", "day-number-unknown",
    "date-year-assumed",
})  # fmt: skip


def _once(problems: Sequence[Problem]) -> Iterable[Problem]:
    """One question for a whole column that is not understood, not one for each row nor for each that a cell covers."""
    problems = list({(one.slug, one.place): one for one in reversed(problems)}.values())[::-1]
    counted: dict[tuple[str, str], list[Problem]] = {}
    for one in problems:
        if one.slug in _UNREAD and isinstance(one.place, CellPlace):
            counted.setdefault((one.slug, one.place.cell.rstrip("0123456789")), []).append(one)
    many = {id(found[0]): found for found in counted.values() if len(found) > _MANY}
    silent = {id(one) for found in many.values() for one in found[1:]}
    for one in problems:
        if id(one) in many:
            yield _of_column(many[id(one)])
        elif id(one) not in silent:
            yield one


def _of_column(found: Sequence[Problem]) -> Problem:
    first = found[0]
    if first.slug == "day-number-unknown":
        return Problem("days-unknown", first.place, {**first.facts, "found": len(found)})
    values = tuple(dict.fromkeys(str(one.facts["value"]) for one in found))[:_MANY]
    if first.slug.startswith("date-") and first.slug != "date-unreadable":
        return Problem(first.slug, first.place, {**first.facts, "value": f"{', '.join(values)} …"})
    return Problem("values-unread", first.place, {"found": len(found), "value": ", ".join(values)})


def _once_a_file(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, where the same heading is asked about once, on whichever tabs it stands."""
    found: dict[object, Problem] = {}
    for at, one in enumerate(problems):
        heading = one.slug == "column-guessed" and (one.facts["value"], one.facts["meant_field"])
        found.setdefault(heading or at, one)
    return list(found.values())


def _asked(reader: Reader) -> Iterable[Problem]:
    """A likeness that fills a key column is a question, never silent."""
    row = reader.region.header.bottom or reader.region.first
    for column in reader.mapped.columns:
        unsaid = column.how == "content" and not reader.region.header.rows  # no heading says it
        if (column.how == "fuzzy" or unsaid) and column.field in ASKED and reader.mapped.takes(column.field):
            place = CellPlace(reader.file, reader.region.grid.name, f"{letters(column.label.column)}{row}")
            yield Problem(
                "column-guessed",
                place,
                {"value": column.header or letters(column.label.column), "meant_field": column.field},
            )


def _yearless(reader: Reader, records: Sequence[FoundRecord]) -> Iterable[Problem]:
    """Weeks or months that are drawn under, in a sheet without a year: that of the day of reading is said."""
    typed = {"start", "due"} & {column.field for column in reader.mapped.columns}
    drawn = any(record.values.get("start") and "start" not in record.cells for record in records)
    if typed or not drawn or reader.when.common is not None or not reader.habits.stretches:
        return
    grid, column = reader.region.grid, min(reader.habits.stretches)
    near = range(max(1, reader.region.header.rows[0] - _MANY), reader.region.header.bottom + _MANY)
    said = next(((row, value) for row in near if (value := grid.line(row).get(column)) is not None), None)
    written = [str(value) for row in near if (value := grid.line(row).get(column)) is not None]
    if said and not any(isinstance(said[1], date) or _YEAR.search(text) for text in written):
        place = CellPlace(reader.file, grid.name, f"{letters(column)}{said[0]}")
        yield Problem("date-year-assumed", place, {"value": str(said[1])})


_CALLED = {"issues": "deviations"}


def _doubted(reader: Reader, records: Sequence[FoundRecord]) -> Iterable[Problem]:
    """A table that could nearly as well be one of another kind is a question."""
    mapped = reader.mapped
    if mapped.second and records:
        row = max(1, reader.region.header.bottom)
        place = CellPlace(
            reader.file, reader.region.grid.name, f"{letters(mapped.columns[0].label.column)}{row}"
        )
        kinds = [_CALLED.get(kind, kind) for kind in (mapped.kind, mapped.second)]
        yield Problem("kind-close", place, {"kind": kinds[0], "meant_kind": kinds[1]})


def _found(
    region: Region, mapped: Mapped, records: Sequence[FoundRecord], sections: Sequence[int]
) -> FoundTable:
    """What is told of a table that was read."""
    rows = (region.first, max(region.first, region.last))
    columns = tuple(_column(column, mapped) for column in mapped.columns)
    return FoundTable(
        region.grid.name, region.header.rows, rows, mapped.kind, columns, tuple(records), tuple(sections)
    )


def _own_columns(part: LeftOutPart, region: Region) -> LeftOutPart:
    """What a table leaves out of rows that others may read: its own columns of them."""
    columns = sorted(columns_of(region.labels))
    return replace(part, column=columns[0], until=columns[-1])


def _share_rows(region: Region, other: Region) -> bool:
    """Whether two tables stand side by side."""
    return region.first <= other.last and other.first <= region.last


def _beside(region: Region) -> Iterable[LeftOutPart]:
    row = region.header.bottom
    if region.calendar:
        yield LeftOutPart(region.grid.name, "timeline", row, column=region.calendar[0].column)
    if region.legend:
        yield LeftOutPart(region.grid.name, "legend", row, column=region.legend[0].column)


def _below(region: Region, rows: tuple[int, ...]) -> Region:
    first = max(region.first, max(rows) + 1)
    return replace(region, first=first)


def _column(column: RecognisedColumn, mapped: Mapped) -> TableColumn:
    public = mapped.takes(column.field)
    return TableColumn(
        column.label.column,
        column.header,
        column.field if public else None,
        column.how if public else "kept",
        column.label.last,
    )
