"""What is otherwise between two states of a project, record by record; order and comments do not count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from tpn.history.log import RecordChange
from tpn.model.base import Record
from tpn.model.choices import Dimension, Light, Status
from tpn.model.ended import FALLEN_OUT, fallen_out
from tpn.model.fieldtree import takes
from tpn.model.index import Entry
from tpn.model.shapes import CheckAnswer
from tpn.views.values import title_of


class ChangeKind(StrEnum):
    """What has become of a record, in reading order."""

    NEW = "new"
    FINISHED = "finished"
    MOVED = "moved"
    ANSWERED = "answered"
    CHANGED = "changed"
    ENDED = "ended"
    REMOVED = "removed"


class FieldChange(NamedTuple):
    """A field of a record, by its way, before and after; values as YAML has them."""

    way: tuple[str, ...]
    old: object
    new: object


class RecordDifference(NamedTuple):
    """One record that is otherwise. ``cls`` names its fields; ``decision``: by which decision it was moved."""

    change: ChangeKind
    id: str
    title: str
    cls: type[Record]
    fields: tuple[FieldChange, ...]
    decision: str | None = None


class LightDifference(NamedTuple):
    """A light that has another colour."""

    dimension: Dimension
    before: Light
    now: Light


class ReplacedDay(NamedTuple):
    """A day that was asked for and of which nothing was kept: the last state before it was taken instead.

    ``report`` is its number, ``snapshot`` its name: one of them.
    """

    asked: date
    taken: date
    report: int | None = None
    snapshot: str | None = None


class Differences(NamedTuple):
    """All that is otherwise from one day to another; ``replaced``: the days that were asked for and not had."""

    first: date
    last: date
    records: tuple[RecordDifference, ...]
    lights: tuple[LightDifference, ...]
    replaced: tuple[ReplacedDay, ...] = ()


_DONE = {"finished", "done", "decided", "closed", "accepted", "launched", "held"}
_DATES = {"due", "start", "launch", "date", "needed_by", "when", "expected", "by"}
_END = "/ended"
_OUT = {status.value for status in FALLEN_OUT} | {Status.POSTPONED.value}


def record_differences(
    changes: Iterable[RecordChange],
    before: Mapping[str, Entry],
    after: Mapping[str, Entry],
    moves: Mapping[str, str],
) -> tuple[RecordDifference, ...]:
    """The changes of two states (``history.log.differences``) by record, each told once for what it mostly is.

    ``moves``: by record the decision that has moved what was agreed of it.
    """
    by_record: dict[str, list[RecordChange]] = {}
    for change in changes:
        by_record.setdefault(change.id, []).append(change)
    found = list(_records(by_record, before, after, moves))
    order = list(ChangeKind)
    return tuple(sorted(found, key=lambda one: order.index(one.change)))


def _records(
    by_record: Mapping[str, Sequence[RecordChange]],
    before: Mapping[str, Entry],
    after: Mapping[str, Entry],
    moves: Mapping[str, str],
) -> Iterator[RecordDifference]:
    left = {
        name.removesuffix(_END) for name, some in by_record.items() if name.endswith(_END) and some[0].new
    }
    for name in [*by_record, *(left - set(by_record))]:
        if name.endswith(_END):
            continue  # that it has ended is told of what has ended
        some = by_record.get(name, ())
        entry = after.get(name) or before[name]
        title = title_of(entry.record)
        cls = type(entry.record)
        if some and some[0].field == "":
            if _holder(name, by_record):
                continue  # it came or went with the record that holds it
            out = name in left or fallen_out(entry.record)  # it came and went in the meantime
            kind = ChangeKind.REMOVED if some[0].new is None else ChangeKind.ENDED if out else ChangeKind.NEW
            yield RecordDifference(kind, name, title, cls, ())
            continue
        real = (one for one in some if _listed(one.old) != _listed(one.new))
        fields = tuple(FieldChange(tuple(one.field.split(".")), one.old, one.new) for one in real)
        if not fields and name not in left:
            continue
        kind = ChangeKind.ENDED if name in left else _kind(fields, entry.record)
        decision = moves.get(name) if kind is ChangeKind.MOVED else None
        yield RecordDifference(kind, name, title, cls, fields, decision)


def _listed(value: Any) -> Any:
    """A single value stands for a list of one, and nothing for none."""
    return value if isinstance(value, list) else [] if value in (None, "", {}) else [value]


def _holder(name: str, by_record: Mapping[str, Sequence[RecordChange]]) -> bool:
    """Whether a record that holds this one came or went too."""
    parts = name.split("/")
    above = ("/".join(parts[:n]) for n in range(1, len(parts)))
    return any(one in by_record and by_record[one][0].field == "" for one in above)


def _kind(fields: Sequence[FieldChange], record: Record) -> ChangeKind:
    """Ended before finished before moved: the strongest word that one of its fields bears out."""
    if isinstance(record, CheckAnswer):
        return ChangeKind.ANSWERED
    names = {one.way[0]: one for one in fields}
    status = names.get("status")
    if "ended" in names or (status and status.new in _OUT):
        return ChangeKind.ENDED
    if (status and status.new == Status.DONE.value) or any(
        name in names and names[name].old in {None, False} and names[name].new for name in _DONE
    ):
        return ChangeKind.FINISHED
    return ChangeKind.MOVED if any(_moves(one, record) for one in fields) else ChangeKind.CHANGED


def _moves(field: FieldChange, record: Record) -> bool:
    """Whether a date was one and is another, or what it is counted from; a day that is filled in moves nothing.

    What is expected moves what was promised, also the first time that it is said.
    """
    key = field.way[0]
    if key == "after":
        return True
    take = takes(type(record)).get(key)
    was = field.old or (getattr(record, "promised", None) if key == "expected" else None)
    dated = key == "duration" or (key in _DATES and take is not None and take.kind == "date")
    return dated and bool(was) and bool(field.new)


def light_differences(
    before: Mapping[Dimension, Light], now: Mapping[Dimension, Light]
) -> tuple[LightDifference, ...]:
    """The lights that have turned."""
    return tuple(
        LightDifference(name, before[name], light)
        for name, light in now.items()
        if name in before and before[name] is not light
    )
