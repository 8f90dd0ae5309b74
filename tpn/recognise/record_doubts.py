"""What only the whole table shows: who is part of whom, links that the dates break, years out of the row."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from statistics import median

from tpn.problems import CellPlace, Problem
from tpn.recognise.cell_dates import read_date
from tpn.recognise.cell_kinds import left_in_brackets, read_people
from tpn.recognise.column import RecognisedColumn
from tpn.recognise.fields import title_of
from tpn.recognise.grid import letters
from tpn.recognise.left_out import Raw
from tpn.recognise.matrices import MATRIX
from tpn.recognise.records import Reader
from tpn.recognise.tables import FoundRecord

_FAR_YEARS = 5
_BACK_DAYS = 180
_SERIES = 4
_SHOWN = 3
_NAMES = frozenset({"responsible", "owner"})
"""The fields whose cells name people of the project."""


def with_parents(records: Sequence[FoundRecord], raws: Sequence[Raw]) -> list[FoundRecord]:
    """The records with the record that each is a part of: by indentation or title column, else by outline number."""
    levels = [raw.level for raw in raws]
    by_number = len(set(levels)) == 1
    if by_number:
        levels = [_outline(record) for record in records]
    open_: list[tuple[int, FoundRecord]] = []
    found: list[FoundRecord] = []
    for record, raw, level in zip(records, raws, levels, strict=True):
        if raw.milestone:
            open_ = []
        while open_ and open_[-1][0] >= level:
            open_.pop()
        above = open_[-1][1] if open_ else None
        if by_number and above and not str(record.values.get("id")).startswith(f"{above.values.get('id')}."):
            above = None
        found.append(_under(record, above) if above else record)
        if level >= 0 and not raw.milestone:
            open_.append((level, record))
    return found


def _under(record: FoundRecord, above: FoundRecord) -> FoundRecord:
    title = next((above.values[name] for name in ("title", "text", "name") if above.values.get(name)), None)
    return replace(record, parent=above.row, parent_title=str(title) if title else None)


def _outline(record: FoundRecord) -> int:
    """The depth of an outline number: 1 is 0, 1.1 is 1; other ids have none."""
    number = str(record.values.get("id") or "").strip(".")
    parts = number.split(".")
    return len(parts) - 1 if number and all(part.isdigit() for part in parts) else 0


def doubts(reader: Reader, records: Sequence[FoundRecord], raws: Sequence[Raw]) -> list[Problem]:
    """Warnings that need the whole table."""
    return [
        *_contradictions(reader, records),
        *_broken_links(reader, records),
        *_far_years(reader, records),
        *_backward(reader, records),
        *_bracketed(reader, raws),
        *_joined_names(reader, raws),
        *_by_matrix(reader),
    ]


def _contradictions(reader: Reader, records: Sequence[FoundRecord]) -> Iterable[Problem]:
    """Finished before it began or was written down; due before its start."""
    created = reader.mapped.of("created")
    heading = reader.habits.headings[created] if created else ""
    for record in records:
        beside = record.values.get("created") or _day(record.extra.get(heading), reader, created)
        begun = (record.values.get("started"), beside, record.values.get("start"))
        for field, others, slug in (
            ("finished", begun, "finished-before-start"),
            ("due", begun[1:], "due-before-start"),
        ):
            day = record.values.get(field)
            first = next((other for other in others if isinstance(other, date)), None)
            if isinstance(day, date) and first and day < first:
                yield _problem(reader, record, field, slug, day, start=first)


def _day(value: object, reader: Reader, column: RecognisedColumn | None) -> date | None:
    if column is None or not isinstance(value, date | str):
        return None
    return read_date(value, reader.habits.ways("created", column)).day


def _problem(
    reader: Reader, record: FoundRecord, field: str, slug: str, value: object, **facts: object
) -> Problem:
    cell = record.cells.get(field) or record.cells.get(title_of(reader.mapped.kind), f"A{record.row}")
    place = CellPlace(reader.file, reader.region.grid.name, cell)
    return Problem(slug, place, {"value": value, **facts})


def _broken_links(reader: Reader, records: Sequence[FoundRecord]) -> Iterable[Problem]:
    """A start before the end of what it follows (only plain links: finish to start, without lag)."""
    by_id = {str(record.values["id"]): record for record in records if record.values.get("id")}
    for record in records:
        start, links = record.values.get("start"), record.values.get("after")
        for link in links if isinstance(links, tuple) else ():
            before = by_id.get(link)
            end = before.values.get("due") if before else None
            if isinstance(start, date) and isinstance(end, date) and start < end:
                yield _problem(reader, record, "after", "sheet-link-broken", link, start=start, end=end)


def _far_years(reader: Reader, records: Sequence[FoundRecord]) -> Iterable[Problem]:
    """A date many years from all the others is a slip of the hand."""
    for field in ("start", "due", "started", "finished"):
        dated = [(record, day) for record in records if isinstance(day := record.values.get(field), date)]
        if len(dated) < _SERIES:
            continue
        usual = median(day.year for _, day in dated)
        for record, day in dated:
            if abs(day.year - usual) >= _FAR_YEARS:
                yield _problem(reader, record, field, "date-implausible", day)


def _backward(reader: Reader, records: Sequence[FoundRecord]) -> Iterable[Problem]:
    """Milestones in order of time, and one that goes far back: its year is probably wrong."""
    row = [
        (record, day)
        for record in records
        if record.values.get("milestone") and isinstance(day := record.values.get("due"), date)
    ]
    days = [day for _, day in row]
    for at in range(_SERIES - 1, len(row)):
        rising = all(first <= second for first, second in pairwise(days[:at]))
        if rising and (days[at - 1] - days[at]).days > _BACK_DAYS:
            yield _problem(reader, row[at][0], "due", "date-implausible", days[at])


def _bracketed(reader: Reader, raws: Sequence[Raw]) -> Iterable[Problem]:
    """What stands in brackets behind a name is no part of it: a role or a share of time, left out and said."""
    for column in reader.mapped.columns:
        if column.field not in _NAMES:
            continue
        apart = column in reader.habits.surnames_first
        spots = [spot for raw in raws for spot in (raw.spots.get(column), *raw.more.get(column, ())) if spot]
        read = [read_people(spot.value, reader.words, comma_in_name=apart) for spot in spots]
        left = [(spot, left_in_brackets(spot.value, names)) for spot, names in zip(spots, read, strict=True)]
        found = [(spot, marks) for spot, marks in left if marks]
        if found:
            marks = tuple(dict.fromkeys(mark for _, some in found for mark in some))
            more = ("…",) if len(marks) > _SHOWN else ()
            cell = f"{letters(found[0][0].column)}{found[0][0].row}"
            place = CellPlace(reader.file, reader.region.grid.name, cell)
            facts = {"found": len(found), "value": ", ".join((*marks[:_SHOWN], *more))}
            yield Problem("brackets-left-out", place, facts)


def _by_matrix(reader: Reader) -> Iterable[Problem]:
    """Who is responsible by the letters of a matrix is a question."""
    roles = [column for column in reader.mapped.columns if column.field == MATRIX]
    if roles:
        cell = f"{letters(roles[0].label.column)}{max(1, reader.region.header.bottom)}"
        place = CellPlace(reader.file, reader.region.grid.name, cell)
        yield Problem("matrix-read", place, {"found": len(roles)})


def _joined_names(reader: Reader, raws: Sequence[Raw]) -> Iterable[Problem]:
    """First and last name in columns of their own are one name."""
    parts = [column for name in ("first_name", "last_name") if (column := reader.mapped.of(name))]
    if reader.mapped.kind != "people" or len(parts) < len(("first_name", "last_name")):
        return
    title = reader.mapped.of(title_of("people"))
    joined = [raw for raw in raws if title not in raw.spots and all(part in raw.spots for part in parts)]
    if joined:
        cell = f"{letters(parts[0].label.column)}{joined[0].row}"
        place = CellPlace(reader.file, reader.region.grid.name, cell)
        yield Problem("names-joined", place, {"found": tuple(part.header for part in parts)})
