"""All that one person carries, to another – for good, or for the work that falls in a period."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from tpn.model.about import Person
from tpn.model.base import Record
from tpn.model.choices import EndOutcome, Reply, Role
from tpn.model.ended import ended_of, is_over
from tpn.model.fieldtree import takes
from tpn.model.index import Entry, Index
from tpn.model.logs import Decision, Meeting, Participant
from tpn.model.shapes import Activity
from tpn.plan.attendance import is_held
from tpn.plan.facts import Work
from tpn.source import Edit, Remove, Set

# what has been, is not handed over: who took part, who said what, who is somebody's deputy
_KEPT = frozenset(
    {"participants", "contacts", "commitments", "people", "validated", "waiver", "approved", "lights"}
)

_OF_THE_PAST = frozenset({"by", "taken_by"})


def handed_over(
    index: Index,
    person: str,
    to: str,
    work: Mapping[str, Work],
    period: tuple[date | None, date | None],
    today: date,
) -> list[tuple[Entry, Edit]]:
    """The edits that put one person in another's place, each with the record it concerns.

    Till a day what is not over and falls in the period, and what is overdue; without such a day it is for good: all
    that is not over by the first day, also what is on hold, and the places at the meetings to come.
    """
    return all_handed_over(index, {person: to}, work, period, today)


def all_handed_over(
    index: Index,
    to: Mapping[str, str],
    work: Mapping[str, Work],
    period: tuple[date | None, date | None],
    today: date,
) -> list[tuple[Entry, Edit]]:
    """The same for many at once: ``to`` says who comes in whose place; two may change places."""
    found: list[tuple[Entry, Edit]] = []
    for entry in index.entries:
        if entry.kind in _KEPT or not _open(entry, work, period):
            continue
        for key, take in takes(type(entry.record)).items():
            if take.ref != "people" or key in _OF_THE_PAST or (key == "accepted_by" and _accepted(entry)):
                continue
            value = getattr(entry.record, take.name)
            if take.form == "values" and not to.keys().isdisjoint(value):
                new = list(dict.fromkeys(to.get(one, one) for one in value))
                found.append((entry, Set((*entry.route, key), new)))
            elif take.form == "value" and value in to:
                found.append((entry, Set((*entry.route, key), to[value])))
    first, last = period
    return found if last else [*found, *_chairs(index, to, today, first)]


def roles_after(index: Index, to: Mapping[str, str], given: Collection[Role]) -> dict[str, Sequence[Role]]:
    """The roles of those who give some roles away, and of those who get them, beside the roles that they have."""
    had = {one.address: one.record.roles for one in index.of("people") if isinstance(one.record, Person)}
    left: dict[str, Sequence[Role]] = {
        one: [role for role in had.get(one, ()) if role not in given] for one in to
    }
    for one, other in to.items():
        gets = [role for role in had.get(one, ()) if role in given]
        left[other] = list(dict.fromkeys([*left.get(other, had.get(other, ())), *gets]))
    return {one: roles for one, roles in left.items() if tuple(roles) != had.get(one, ())}


def roles_taken(index: Index, person: str, to: str) -> list[Edit]:
    """The edits that give the roles of one person to another, beside those that the other has."""
    one, other = index.by_address[person], index.by_address[to]
    mine: tuple[Role, ...] = getattr(one.record, "roles", ())
    theirs: tuple[Role, ...] = getattr(other.record, "roles", ())
    if not mine or person == to:
        return []
    both = [role.value for role in dict.fromkeys([*theirs, *mine])]
    return [Set((*other.route, "roles"), both), Remove((*one.route, "roles"))]


def _chairs(
    index: Index, to: Mapping[str, str], today: date, first: date | None
) -> Iterator[tuple[Entry, Edit]]:
    """The place at each meeting that is not held, from a day on; somebody who is invited already does not get two."""
    for meeting in index.entries:
        if not isinstance(meeting.record, Meeting) or is_held(meeting.record, today):
            continue
        if first and meeting.record.date and meeting.record.date < first:
            continue
        invited = dict(_invited(index, meeting))
        sitting = {one for one in invited if one not in to}
        for person, chair in invited.items():
            if (other := to.get(person)) is None:
                continue
            if other in sitting:
                yield chair, Remove(chair.route)
                continue
            sitting.add(other)
            yield chair, Set((*chair.route, "person"), other)
            if getattr(chair.record, "reply", None) is not Reply.INVITED:
                yield chair, Set((*chair.route, "reply"), Reply.INVITED.value)


def _invited(index: Index, meeting: Entry) -> Iterator[tuple[str, Entry]]:
    for entry in index.entries:
        if isinstance(entry.record, Participant) and entry.route[: len(meeting.route)] == meeting.route:
            yield entry.record.person, entry


def _accepted(entry: Entry) -> bool:
    return getattr(entry.record, "accepted", None) is not None


_DONE = ("done", "accepted", "decided", "delivered", "contract", "closed")
_DUE = ("due", "when", "needed_by", "follow_up_by")


def _is_done(record: Record) -> bool:
    """Whether nobody has anything left to do with it; a decision is carried out by somebody after it is taken."""
    if isinstance(record, Decision) and record.decided and record.responsible:
        return record.followed_up is not None
    return any(getattr(record, name, None) is not None for name in _DONE)


def _due_by(record: Record, last: date | None) -> bool:
    """Whether it has a day, and that day is in the period or is past: what is overdue goes along too."""
    names = _DUE[-1:] if isinstance(record, Decision) and record.decided else _DUE
    days = [day for name in names if isinstance(day := getattr(record, name, None), date)]
    return bool(days) and (last is None or min(days) <= last)


def _open(entry: Entry, work: Mapping[str, Work], period: tuple[date | None, date | None]) -> bool:
    """Whether somebody else must do it: what falls in the period, and what is overdue; for good what is on hold too."""
    first, last = period
    if ended := ended_of(entry.record):
        return ended.outcome is EndOutcome.POSTPONED and last is None
    if not isinstance(entry.record, Activity):
        return not _is_done(entry.record) and (last is None or _due_by(entry.record, last))
    if is_over(entry.record):
        return False
    one = work[entry.record.id]
    ends, starts = one.dates.end, one.dates.start
    return one.overdue or not ((first and ends and ends < first) or (last and starts and starts > last))
