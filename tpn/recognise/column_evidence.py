"""What the values of a column without a known heading say it is: ids, the end of the work, a grade of consequence."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tpn.recognise.column import RecognisedColumn
from tpn.recognise.fields import FIELDS, Kind, title_of
from tpn.recognise.headers import is_period
from tpn.recognise.heading_lookup import How, Lookup
from tpn.recognise.normalise import fold

_NEARLY_ALL, _MOST, _HALF = 0.8, 0.6, 0.5
_FEW = 3
_DATED = frozenset({"activities", "milestones", "issues", "decisions"})

Columns = Sequence[RecognisedColumn]


def by_evidence(kind: Kind, columns: Columns, lookup: Lookup) -> list[RecognisedColumn]:
    """The columns, where those that no heading tells are taken by their values, one field at a time.

    An id is different in nearly every record and short, left of what names the records. The only column of dates
    beside a start is the end of the work, which is asked about. A grade beside a probability, in a list without
    another, is the consequence, whatever a likeness says.
    """
    found = list(columns)
    steps: tuple[tuple[str, How, Callable[[Kind, Columns, Lookup], RecognisedColumn | None]], ...] = (
        ("id", "content", _identity),
        ("due", "fuzzy", _end),
        ("consequence", "fuzzy", _grade),
        ("level", "content", _level),
    )
    for field, how, find in steps:
        if field not in FIELDS[kind] or any(column.field == field for column in found):
            continue
        if chosen := find(kind, found, lookup):
            found = [replace(one, field=field, how=how) if one is chosen else one for one in found]
    return found


def _identity(kind: Kind, columns: Columns, lookup: Lookup) -> RecognisedColumn | None:
    title = next((column for column in columns if column.field == title_of(kind)), None)
    if title is None or title.seen.filled < _FEW:
        return None
    for column in columns[: columns.index(title)]:
        seen = column.seen
        full = _NEARLY_ALL * title.seen.filled <= seen.filled
        if (
            is_period(column.label.text, lookup)
            or set(fold(column.label.text).split(" ")) & lookup.words.week
        ):
            continue
        if column.field is None and full and seen.codes >= _NEARLY_ALL and seen.distinct >= _NEARLY_ALL:
            return column
    return None


def _end(kind: Kind, columns: Columns, lookup: Lookup) -> RecognisedColumn | None:
    if kind not in _DATED:
        return None
    dated = [
        column
        for column in _free(columns, lookup)
        if column.seen.dates >= _MOST and column.seen.days >= _HALF
    ]
    fields = {column.field for column in columns}
    return dated[0] if len(dated) == 1 and fields & {"start", "responsible", "status"} else None


def _grade(kind: Kind, columns: Columns, _: Lookup) -> RecognisedColumn | None:
    """Of a risk: a likeness to its score or nothing, in figures no higher than those of its probability."""
    probability = next((column for column in columns if column.field == "probability"), None)
    if kind != "risks" or probability is None or probability.seen.numbers < _MOST:
        return None
    likened = [column for column in columns if column.field == "score" and column.how == "fuzzy"]
    return next((one for one in likened if one.seen.highest <= probability.seen.highest), None)


def _level(kind: Kind, columns: Columns, lookup: Lookup) -> RecognisedColumn | None:
    """Of a requirement: letters or words for must, should and may in nearly every row, and more than one of them."""
    found = [
        column
        for column in _free(columns, lookup)
        if column.seen.levels >= _NEARLY_ALL > column.seen.numbers and column.seen.filled >= _FEW
    ]
    return (
        found[0] if kind == "requirements" and len(found) == 1 and found[0].seen.distinct <= _HALF else None
    )


def _free(columns: Columns, lookup: Lookup) -> Iterator[RecognisedColumn]:
    """The columns with a heading and values that hold no field, but for those that speak of the record itself."""
    others = lookup.words.rows["others"].whole
    for column in columns:
        words = fold(column.label.text).split(" ")
        if column.field is None and column.label.text and column.seen.filled and not others & set(words):
            yield column
