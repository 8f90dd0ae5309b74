"""What the maker of an agenda should know before it is sent."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tpn.model.choices import MeetingKind
from tpn.model.logs import Meeting
from tpn.plan import Plan
from tpn.plan.agenda import Slot, sittings, total
from tpn.plan.attendance import comes, from_outside, members_not_invited, unspoken_for
from tpn.plan.case_numbers import twice_used
from tpn.plan.clock_times import clock, minutes_of
from tpn.views.agenda_facts import Coming, Remark

_OUTGROWN = 1.1
"""A tenth can be saved in any meeting; beyond that the cases have outgrown the time."""


class MeetingTime(NamedTuple):
    """When a meeting begins and ends (minutes of the day), how long it is, and what its cases need (minutes).

    ``needed`` is what they are given where nobody shortens them to make them fit.
    """

    start: int | None
    end: int | None
    length: int | None
    needed: int


def remarks(
    plan: Plan, meeting: Meeting, slots: Sequence[Slot], most: int, time: MeetingTime, coming: Sequence[Coming],
) -> Iterator[Remark]:  # fmt: skip
    """What is wrong with the times, who is missing, and which numbers are used twice."""
    yield from _of_times(meeting, slots, most, time)
    if meeting.kind is MeetingKind.KICKOFF:
        for service in unspoken_for(plan.project.services, meeting, plan.facts.launched_by(meeting.date)):
            yield Remark("service_missing", {"service": service.name})
        if not from_outside(plan.project, meeting):
            yield Remark("no_resource_person")
        yield from (
            Remark("nobody", {"id": one.id, "title": one.title}) for one in coming if not one.responsible
        )
    if not meeting.participants:
        yield Remark("nobody_invited")
    elif meeting.agenda and not meeting.minutes:  # of one that has been held it is too late
        yield from _not_invited(plan, meeting, slots)
    if meeting.kind is MeetingKind.STEERING and meeting.participants and not meeting.minutes:
        for one in members_not_invited(plan.project, meeting):
            yield Remark("member_not_invited", {"name": one.name})
    yield from _of_day(plan, meeting)
    for case, meetings in twice_used(plan.project.meetings):
        if meeting.id in meetings:
            others = tuple(one for one in meetings if one != meeting.id) or meetings
            yield Remark("case_twice", {"case": case, "meetings": others})


def _not_invited(plan: Plan, meeting: Meeting, slots: Sequence[Slot]) -> Iterator[Remark]:
    """Those who have a case and are not invited; a guest is invited by name."""
    asked = {one.person for one in meeting.participants}
    people = plan.project.person
    for slot in slots:
        if slot.responsible in people and slot.responsible not in asked and not slot.speaker:
            name = people[slot.responsible].name
            yield Remark("not_invited", {"name": name, "case": slot.case or slot.title})


def _of_day(plan: Plan, meeting: Meeting) -> Iterator[Remark]:
    """A day that nobody works, and those who are invited and away that day."""
    day = meeting.date
    if day is None:
        return
    if not plan.days.is_working(day):
        yield Remark("day_off", {"date": day})
    for one in meeting.participants:
        person = plan.project.person.get(one.person)
        away = person is not None and any(time.from_ <= day <= time.to for time in person.away)
        if person and away and comes(one) and one.attended is None:
            yield Remark("away", {"name": person.name})


def _of_times(meeting: Meeting, slots: Sequence[Slot], most: int, time: MeetingTime) -> Iterator[Remark]:
    start, end, length, needed = time
    if meeting.date is None:
        yield Remark("no_date")
    for said in (meeting.start, meeting.end):
        if said and minutes_of(said) is None:
            yield Remark("no_time", {"value": said})
    if start is not None and end is not None and end <= start:
        yield Remark("ends_before", {"start": clock(start), "end": clock(end)})
    yield from (Remark("no_minutes", {"title": slot.title}) for slot in slots if slot.minutes is None)
    off = total(slots) - length if length is not None else 0
    if off:
        facts = {"minutes": abs(off), "sum": total(slots), "length": length}
        yield Remark("too_long" if off > 0 else "too_short", facts)
    elif length is not None and needed > length * _OUTGROWN:
        yield Remark("outgrown", {"sum": needed, "length": length, "minutes": needed - length})
    yield from (
        Remark("no_break", {"title": one.first.title, "minutes": one.minutes, "most": most})
        for one in sittings(slots, most)
    )
