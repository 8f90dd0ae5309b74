"""Something leaves the project, and may come back: what goes along with it, what names it and stands, and the edits.

What names only what ends goes along; what names others too stands, and the plan sees it without the mention (the
file keeps it, so that all is as it was when the ending is taken back). What is done, delivered or agreed stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from tpn.model.about import Goal, Person, Service
from tpn.model.base import Record
from tpn.model.benefits import Benefit, Change
from tpn.model.choices import EndOutcome, Status
from tpn.model.deliveries import is_delivered
from tpn.model.ended import ended_of, fallen_out, is_over
from tpn.model.fieldtree import takes
from tpn.model.index import Entry, Index
from tpn.model.logs import Communication, Deliverable, Risk
from tpn.model.procurement import Component, Procurement, Requirement
from tpn.model.shapes import Activity
from tpn.model.waves import wave_of, without_services
from tpn.plan.workdays import WorkDays
from tpn.problems import Problem, Stop
from tpn.source import Edit, Remove, Set

_BELONGS: Mapping[type[Record], tuple[str, ...]] = {
    Activity: ("service",),
    Deliverable: ("service",),
    Change: ("service",),
    Benefit: ("services",),
    Requirement: ("services", "component"),
    Component: ("services",),
    Procurement: ("components",),
    Risk: ("services",),
    Communication: ("audience",),
}
"""By kind, the fields that say what a record is there for."""
BY_DECISION = (Service, Goal)
"""Scope is as agreed as time: these leave by decision."""


class NamedBy(NamedTuple):
    """A record that names what ends, and the fields in which it does."""

    entry: Entry
    fields: tuple[str, ...]


class Ending(NamedTuple):
    """What an ending does.

    ``along``: what goes with it; ``stays``: what is done, and stays as it was; ``mentions``: what stands and names
    it; ``parts``: its place in the processes and the launch; ``idle``: people with nothing else in the project;
    ``same``: what goes with it and does not go over, since what it is merged into has the same in the same words.
    """

    entry: Entry
    along: tuple[Entry, ...]
    stays: tuple[Entry, ...]
    mentions: tuple[NamedBy, ...]
    parts: tuple[Entry, ...]
    idle: tuple[Entry, ...]
    same: tuple[Entry, ...] = ()


def ending_of(index: Index, entry: Entry) -> Ending:
    """What hangs on a record, if it ends.

    Raises:
        Stop: this kind of record cannot end, or it has ended (exit code 2).
    """
    if isinstance(entry.record, Person):
        raise Stop(Problem("person-hands-over", None, {"id": entry.address, "name": entry.record.name}), 2)
    if "ended" not in takes(type(entry.record)) or entry.local:
        raise Stop(Problem("cannot-end", None, {"id": entry.address, "kind": entry.kind}), 2)
    must_not_have_ended(entry)
    gone = {entry.address}
    along: list[Entry] = []
    stays: list[Entry] = []
    while new := [one for one in index.entries if _belongs(one, gone) and one not in (*along, *stays)]:
        for one in new:
            (stays if _is_settled(one.record) else along).append(one)
        gone |= {one.address for one in along}
    along += _of_the_wave(index, entry)
    gone |= {one.address for one in along}
    known = {entry.address, *(one.address for one in (*along, *stays))}
    mentions = (
        NamedBy(one, fields)
        for one in index.entries
        if one.address not in known and not fallen_out(one.record) and (fields := tuple(_naming(one, gone)))
    )
    parts = tuple(one for one in index.entries if one.record.KEY == "service" and _is_part(one, entry))
    known_parts = {one.route for one in parts}
    return Ending(
        entry, tuple(along), tuple(stays),
        tuple(one for one in mentions if one.entry.route not in known_parts), parts,
        tuple(_idle(index, [entry, *along, *parts])),
    )  # fmt: skip


def must_not_have_ended(entry: Entry) -> None:
    """Make sure that a record is a part of the project.

    Raises:
        Stop: ``has-ended`` (exit code 2).
    """
    if ended := ended_of(entry.record):
        facts = {"id": entry.address, "date": ended.date, "outcome": ended.outcome}
        raise Stop(Problem("has-ended", None, facts), 2)


def _of_the_wave(index: Index, entry: Entry) -> tuple[Entry, ...]:
    """What the services of a wave share, where the last of them ends."""
    if not isinstance(entry.record, Service):
        return ()
    return without_services(index, leaving=entry.address).get(wave_of(entry.record), ())


def _idle(index: Index, gone: Sequence[Entry]) -> Iterator[Entry]:
    """The people that only what goes names; to have been at a meeting, or to have done something, is no task left."""
    routes = [one.route for one in gone]
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for one in index.entries:
        if one.kind == "participants" or _is_settled(one.record) or ended_of(one.record):
            continue
        goes = any(one.route[: len(route)] == route for route in routes)
        named[goes].update(mentioned(one, "people"))
    yield from (one for one in index.of("people") if one.address in named[True] - named[False])


def mentioned(entry: Entry, kind: str) -> Iterator[str]:
    """The ids of the records of a kind that a record names."""
    for key, take in takes(type(entry.record)).items():
        if take.ref == kind:
            yield from _names(entry, key)


def _is_part(one: Entry, entry: Entry) -> bool:
    return getattr(one.record, "service", None) == entry.address


def _names(entry: Entry, key: str) -> tuple[str, ...]:
    take = takes(type(entry.record))[key]
    value = getattr(entry.record, take.name)
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    return tuple(str(getattr(one, "to", one)) for one in values)


def _belongs(entry: Entry, gone: set[str]) -> bool:
    """Whether a field that says what a record is there for names nothing but what ends."""
    if fallen_out(entry.record):
        return False
    said = (_names(entry, key) for key in _BELONGS.get(type(entry.record), ()))
    return any(names and gone.issuperset(names) for names in said)


def _naming(entry: Entry, gone: set[str]) -> Iterator[str]:
    """The fields in which a record names what ends."""
    for key, take in takes(type(entry.record)).items():
        if take.ref and not gone.isdisjoint(_names(entry, key)):
            yield key


def _is_settled(record: Record) -> bool:
    """Whether a record tells what has been: done work, what is delivered, a signed contract."""
    if isinstance(record, Component):
        return is_delivered(record)
    said = {Deliverable: "accepted", Communication: "done", Procurement: "contract"}.get(type(record))
    return is_over(record) or (said is not None and getattr(record, said) is not None)


# ---------------------------------------------------------------- edits


class How(NamedTuple):
    """How something ends: the day, why, by which decision, and what becomes of it."""

    day: date
    reason: str
    decision: str | None = None
    outcome: EndOutcome = EndOutcome.CANCELLED
    into: tuple[str, ...] = ()
    taken_over_by: str | None = None
    until: date | None = None


def ended(ending: Ending, how: How, days: WorkDays, written: Mapping[str, Any]) -> list[Edit]:
    """The edits that end a record and what goes along with it; ``written`` is the project as its files say it."""
    edits = _leaves(ending.entry, _said(how), how, days, written)
    for one in ending.along:
        if how.into and one not in ending.same and (moved := _moved(one, ending.entry.address, how.into)):
            edits += moved
            continue
        edits += _leaves(one, _said(how, along_with=ending.entry.address), how, days, written)
    if how.into:
        for mention in ending.mentions:
            edits += _moved(mention.entry, ending.entry.address, how.into, mention.fields)
    return edits


def _leaves(
    entry: Entry, said: dict[str, Any], how: How, days: WorkDays, written: Mapping[str, Any]
) -> list[Edit]:
    """That a record has ended, with what it comes back to: what is written over, and that it had fallen out before."""
    own = "along_with" not in said
    over = [edit for edit in _status(entry, how, days, own=own) if isinstance(edit, Set | Remove)]
    stood: Any = written
    for step in entry.route:
        stood = stood[step]
    before = {str(edit.route[-1]): stood[edit.route[-1]] for edit in over if edit.route[-1] in stood}
    if isinstance(entry.record, Activity) and fallen_out(entry.record) and "status" in stood:
        before["status"] = stood["status"]
    return [Set((*entry.route, "ended"), said | ({"before": before} if before else {})), *over]


def _said(how: How, along_with: str | None = None) -> dict[str, Any]:
    if along_with:
        own: dict[str, Any] = {"date": how.day, "outcome": how.outcome.value, "along_with": along_with}
        if how.outcome not in {EndOutcome.POSTPONED, EndOutcome.WITHDRAWN}:
            own["outcome"] = EndOutcome.CANCELLED.value
        return own
    said = {
        "date": how.day, "reason": how.reason, "decision": how.decision, "outcome": how.outcome.value,
        "into": list(how.into), "taken_over_by": how.taken_over_by, "until": how.until,
    }  # fmt: skip
    return {key: value for key, value in said.items() if value}


def _status(entry: Entry, how: How, days: WorkDays, *, own: bool) -> Iterator[Edit]:
    """An activity gets its status too. What is postponed to a day starts there, as long as it was.

    A milestone that is put off by itself (``own``) is on that day; one that goes along has no day while it waits: the
    work before it begins on that day.
    """
    if not isinstance(entry.record, Activity) or is_over(entry.record):
        return
    postponed = how.outcome is EndOutcome.POSTPONED
    yield Set((*entry.route, "status"), (Status.POSTPONED if postponed else Status.CANCELLED).value)
    if postponed and how.until and entry.record.milestone and own:
        yield Set((*entry.route, "due"), how.until)
    elif postponed and how.until and entry.record.milestone:
        if entry.record.due:
            yield Remove((*entry.route, "due"))
    elif postponed and how.until:
        yield Set((*entry.route, "start"), how.until)
        if entry.record.due and entry.record.start:
            yield Set((*entry.route, "due"), _as_long(entry.record.start, entry.record.due, how.until, days))
        elif entry.record.due:
            yield Remove((*entry.route, "due"))


def _as_long(start: date, due: date, to: date, days: WorkDays) -> date:
    """The day that ends as many working days from ``to`` as ``due`` from ``start``."""
    length, day = days.between(start, due), to
    while length > 0:
        day += timedelta(days=1)
        length -= days.is_working(day)
    return day


_CARRIED = (Benefit, Change, Requirement, Component, Risk, Deliverable)


def goes_over(entry: Entry, into: Sequence[str]) -> bool:
    """Whether a record is carried over to what its service becomes; its own work ends with it."""
    return bool(into) and isinstance(entry.record, _CARRIED)


def _moved(entry: Entry, old: str, into: Sequence[str], fields: Sequence[str] = ()) -> list[Edit]:
    """What is said of a service that is merged or split goes over to what it becomes; its own work does not."""
    if not isinstance(entry.record, _CARRIED):
        return []
    edits: list[Edit] = []
    for key in fields or _BELONGS.get(type(entry.record), ()):
        names = _names(entry, key)
        if old not in names:
            continue
        take = takes(type(entry.record))[key]
        many = [new for one in names for new in (into if one == old else (one,))]
        edits.append(
            Set((*entry.route, key), list(dict.fromkeys(many)) if take.form == "values" else into[0])
        )
    return edits


def resumed(index: Index, entry: Entry) -> tuple[list[Entry], list[Edit]]:
    """What comes back, and the edits: the record and all that went along with it.

    Raises:
        Stop: it has not ended, or it went along with something that must come back first (exit code 2).
    """
    said = ended_of(entry.record)
    if said is None:
        raise Stop(Problem("has-not-ended", None, {"id": entry.address}), 2)
    if said.along_with:
        raise Stop(Problem("ended-along", None, {"id": entry.address, "with": said.along_with}), 2)
    back = [entry, *(one for one in index.entries if _comes_with(index, one, entry))]
    edits: list[Edit] = []
    for one in back:
        edits.append(Remove((*one.route, "ended")))
        if isinstance(one.record, Activity) and one.record.status in {Status.CANCELLED, Status.POSTPONED}:
            edits += _as_before(one, one.record, said.until)
    return back, edits


def _as_before(entry: Entry, activity: Activity, until: date | None) -> Iterator[Edit]:
    """The status and the days that stood there. Endings of older versions did not keep them: the status is worked out.

    What somebody has given another day than the one it was put off to (``until``) keeps it.
    """
    said = ended_of(activity)
    before = said.before if said and said.before else None
    begun = activity.started is not None or bool(activity.percent)
    status = (before and before.status) or (Status.IN_PROGRESS if begun else None)
    way = (*entry.route, "status")
    yield Set(way, status.value) if status else Remove(way)
    if until and until in {activity.start, activity.due}:
        for name in ("start", "due"):
            day = getattr(before, name) if before else None
            if day:
                yield Set((*entry.route, name), day)
            elif getattr(activity, name) == until:
                yield Remove((*entry.route, name))


def _comes_with(index: Index, one: Entry, entry: Entry) -> bool:
    """Whether something went along with what comes back, or with another service of its wave that shared it."""
    said = ended_of(one.record)
    if said is None or said.along_with is None:
        return False
    if said.along_with == entry.address:
        return True
    shared = isinstance(one.record, Activity) and one.record.service is None
    other = index.by_address.get(said.along_with)
    return (
        shared and other is not None and isinstance(other.record, Service)
        and isinstance(entry.record, Service) and wave_of(other.record) == wave_of(entry.record)
    )  # fmt: skip
