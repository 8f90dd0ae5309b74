"""Which columns name the records: without a heading, in several levels; and which date says that all is done."""

from collections.abc import Sequence
from dataclasses import replace

from tpn.recognise.cell_kinds import read_status
from tpn.recognise.column import RecognisedColumn
from tpn.recognise.fields import FIELDS, Kind, title_of
from tpn.recognise.heading_lookup import How, Lookup
from tpn.recognise.regions import Region

_NAMELESS = frozenset({"activities", "risks", "services", "stakeholders", "communication", "issues"})
_LEVELLED = frozenset({"activities", "requirements"})
_MOST = 0.5
_UPPER_LEVEL = 0.6
_NEARLY_ALL = 0.85
_FULL, _COVERED, _GROUPS, _SEVERAL = 0.75, 0.3, 0.25, 3


def title_by_content(
    kind: Kind, columns: list[RecognisedColumn], region: Region, lookup: Lookup
) -> list[RecognisedColumn]:
    """Where no heading names the records, the first column of texts does, if the rest is sure enough.

    What says the same in every row names none of them, where another column says something else in each.
    """
    named = next((column for column in columns if column.field == title_of(kind)), None)
    if (
        kind in _NAMELESS
        and named
        and named.seen.filled > _SEVERAL
        and named.seen.distinct * named.seen.filled <= 1
    ):
        freed = [replace(c, field=None, how="kept") if c is named else c for c in columns]
        told = _title_by_difference(kind, freed)
        return columns if told == freed else told
    if kind == "decisions" and named is None and any(column.field == "outcome" for column in columns):
        return _title_by_difference(
            kind, columns
        )  # what came of it is told: what was decided stands elsewhere
    if kind not in _NAMELESS or any(column.field == title_of(kind) for column in columns):
        return columns
    mapped = [c for c in columns if c.field in FIELDS[kind] and c.field not in {"id", "note"}]
    free = [column for column in columns if _can_name(column, lookup)]
    chosen = next((column for column in free if not column.label.text), free[0] if free else None)
    if free[:2] == columns[:2] and _outlined(columns, region):
        chosen = columns[0]  # the heading over an outline
    first = min((column.label.column for column in mapped), default=0)
    if chosen is None:
        return _named_by_phase(columns)
    if len(mapped) < 2:  # noqa: PLR2004 - «Ansvarlig | Frist»
        return columns
    most = max((column.seen.filled for column in columns), default=0)
    sparse = most >= _SEVERAL * 2 and chosen.seen.filled < _GROUPS * most and not _outlined(columns, region)
    if (
        sparse
        or chosen.label.column > first
        or any(column.field is None and column.label.text for column in columns[: columns.index(chosen)])
    ):
        return _title_by_difference(kind, columns)
    return [replace(c, field=title_of(kind), how="content") if c is chosen else c for c in columns]


def _named_by_phase(columns: list[RecognisedColumn]) -> list[RecognisedColumn]:
    """A plan of phases, each said once and with its days or its length, is named by them."""
    phase = next((column for column in columns if column.field == "phase"), None)
    fields = {column.field for column in columns}
    if (
        phase is None
        or not ({"start", "due"} <= fields or "duration" in fields)
        or phase.seen.filled < _SEVERAL
        or phase.seen.distinct < _NEARLY_ALL
    ):
        return columns
    return [replace(column, field="title") if column is phase else column for column in columns]


def _outlined(columns: Sequence[RecognisedColumn], region: Region) -> bool:
    """Whether the first two columns are levels of an outline."""
    return len(columns) > 1 and not columns[1].label.text and _by_turns(columns[0], columns[1], region)


def _title_by_difference(kind: Kind, columns: list[RecognisedColumn]) -> list[RecognisedColumn]:
    """Further right: the fullest column of texts that are different in nearly every row; it is asked about."""
    most = max((column.seen.filled for column in columns), default=0)
    told = [
        c
        for c in columns
        if c.field is None
        and c.seen.texts > _MOST >= c.seen.codes
        and c.seen.filled >= _FULL * most
        and c.seen.distinct >= _FULL
        and most >= _SEVERAL
    ]
    chosen = max(told, key=lambda column: column.seen.length, default=None)
    return [replace(c, field=title_of(kind), how="fuzzy") if c is chosen else c for c in columns]


def _can_name(column: RecognisedColumn, lookup: Lookup) -> bool:
    texts = column.seen.filled == 0 or column.seen.texts > _MOST
    return (
        column.field is None
        and texts
        and (column.seen.filled < _SEVERAL * 2 or column.seen.distinct >= _MOST)
        and not column.seen.codes > _MOST
        and lookup.worth(column.label.text) <= _MOST
    )


def finished_dates(
    kind: Kind, columns: list[RecognisedColumn], region: Region, lookup: Lookup
) -> list[RecognisedColumn]:
    """*Completion date* is when it was finished, if only finished rows have one; else it is the deadline."""
    by_field = {column.field: column for column in columns}
    due, status = by_field.get("due"), by_field.get("status")
    if (
        due is None
        or status is None
        or "finished" in by_field
        or kind not in {"activities", "issues", "milestones"}
    ):
        return columns
    if not any(guess.field == "finished" for guess in lookup.guesses(due.label.text, kind)):
        return columns
    pairs = [(region.value(row, due.label), region.value(row, status.label)) for row in region.rows]
    dated = [
        read_status(state, lookup.words).value
        for day, state in pairs
        if day is not None and state is not None
    ]
    blank = [state for day, state in pairs if day is None and state is not None]
    if not blank or len(dated) < 2 or set(dated) != {"done"}:  # noqa: PLR2004 - one finished row proves nothing
        return columns
    return [
        replace(column, field="finished", how="content") if column is due else column for column in columns
    ]


def title_levels(
    kind: Kind, columns: list[RecognisedColumn], region: Region, lookup: Lookup
) -> list[RecognisedColumn]:
    """Titles in columns side by side are a hierarchy: *Hovedaktivitet | Delaktivitet*, filled by turns."""
    field = title_of(kind)
    at = next((at for at, column in enumerate(columns) if column.field == field), None)
    if at is None or kind not in _LEVELLED:
        return columns
    run = [at]
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(columns) and _is_level(columns, near, step, region, lookup):
            run.append(near)
            near += step
    if len(run) == 1 and (inner := _within_merged(columns, at, region)) is not None:
        run.append(inner)
    if len(run) == 1:
        return columns
    order = {index: level for level, index in enumerate(sorted(run), 1)}
    return [
        replace(column, field=field, how=_level_how(column), level=order[index]) if index in order else column
        for index, column in enumerate(columns)
    ]


def _within_merged(columns: Sequence[RecognisedColumn], at: int, region: Region) -> int | None:
    """The column of different texts to the right of names that are merged over several rows: what they consist of."""
    grid, title = region.grid, columns[at]
    rows = [row for row in region.rows if len(grid.line(row)) > 1]
    covered = [
        row
        for row in rows
        if (span := grid.tall(row, title.label.column))
        and span.top < row
        and region.value(row, title.label) is None
    ]
    if len(covered) < _COVERED * len(rows) or not covered:
        return None
    for index in range(at + 1, len(columns)):
        column = columns[index]
        full = sum(region.value(row, column.label) is not None for row in rows) >= _FULL * len(rows)
        named = column.seen.texts > _MOST >= column.seen.codes
        if column.field is None and column.label.text and full and named:
            return index if column.seen.distinct >= _MOST else None
    return None


def _level_how(column: RecognisedColumn) -> How:
    return "content" if column.how == "kept" else column.how


def _is_level(
    columns: Sequence[RecognisedColumn], at: int, step: int, region: Region, lookup: Lookup
) -> bool:
    column, beside = columns[at], columns[at - step]
    if column.field not in {None, "subtitle", "phase"} or (
        column.field == "phase" and column.how == "synonym" and not _title_like(column, lookup)
    ):
        return False
    heads = step < 0 and at == 0 and not beside.label.text and _by_turns(column, beside, region)
    if not (_title_like(column, lookup) or not column.label.text or heads):
        return False
    if (
        not column.label.text
        and column.seen.filled
        and (column.seen.texts <= _MOST or column.seen.codes > _MOST)
    ):
        return False  # numbers and codes name nothing
    outer, inner = (column, beside) if step < 0 else (beside, column)
    if any(guess.field == "subtitle" for guess in lookup.guesses(inner.label.text, "activities")):
        return True
    inner_rows = [row for row in region.rows if region.value(row, inner.label) is not None]
    if not inner_rows:
        return bool(column.label.text) and column.field == "subtitle"
    together = sum(1 for row in inner_rows if region.value(row, outer.label) is not None)
    return together <= (1 - _UPPER_LEVEL) * len(inner_rows) and inner.seen.texts > _MOST


def _by_turns(column: RecognisedColumn, beside: RecognisedColumn, region: Region) -> bool:
    """Whether no row fills both: the heading stands over the first column of an outline."""
    filled = [row for row in region.rows if region.value(row, beside.label) is not None]
    return bool(filled) and all(region.value(row, column.label) is None for row in filled)


def _title_like(column: RecognisedColumn, lookup: Lookup) -> bool:
    guesses = lookup.guesses(column.label.text, "activities")
    return any(guess.field in {"title", "subtitle"} and guess.worth > _MOST for guess in guesses)


def phase_by_merging(kind: Kind, columns: list[RecognisedColumn], region: Region) -> list[RecognisedColumn]:
    """In a plan, the first column left of the names whose texts are merged over several rows each says the phase."""
    at = next((at for at, column in enumerate(columns) if column.field == title_of(kind)), 0)
    if kind != "activities" or any(column.field == "phase" for column in columns):
        return columns
    for column in columns[:at]:
        rows = [row for row in region.rows if region.value(row, column.label) is not None]
        tall = [row for row in rows if region.grid.tall(row, column.label.column)]
        worded = column.seen.texts > _MOST >= column.seen.codes
        if column.field in {None, "milestone"} and worded and len(tall) > 1 and len(tall) > _MOST * len(rows):
            return [replace(one, field="phase", how="content") if one is column else one for one in columns]
    return columns
