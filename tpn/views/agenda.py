"""«What happens at the meeting, when, and who is there?» – the facts of an agenda and of an invitation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import SequenceMatcher

from tpn.model.choices import AgendaKind, MeetingForm, MeetingKind, Reply, Role
from tpn.model.logs import AgendaItem, Alternative, Meeting
from tpn.model.project import Project
from tpn.model.similar import fold
from tpn.plan import Plan
from tpn.plan.agenda import (
    BREAK,
    MOST_ON_SCREEN,
    MOST_SITTING,
    Slot,
    fitted,
    sittings,
    timed,
    total,
    with_breaks,
)
from tpn.plan.cases import NUMBERED, numbered, twice_used, used_cases
from tpn.plan.clock import clock, minutes_of
from tpn.plan.unsettled import earlier, is_held, minutes_of_case, open_actions, undecided, unsettled

COMING = timedelta(weeks=6)
_PLANS = frozenset({MeetingKind.KICKOFF, MeetingKind.PROJECT})
_ALIKE = 0.6
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an agenda template in one language. ``fill`` asks for what is open instead of a title."""

    title: str
    minutes: int
    kind: AgendaKind
    responsible: str | None = None  # a role
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """An agenda template in one language; ``pause`` is what a break is called."""

    start: str
    aim: str
    rows: tuple[Row, ...]
    pause: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the agenda with its time and the name of who has it."""

    start: str | None
    end: str | None
    minutes: int | None
    case: str | None
    provisional: bool
    title: str
    kind: AgendaKind
    responsible: str | None
    person: str | None
    decision: str | None

    @property
    def pauses(self) -> bool:
        """Whether it is a break."""
        return self.kind is AgendaKind.BREAK

    @property
    def decides(self) -> bool:
        """Whether somebody must answer."""
        return self.kind in {AgendaKind.DECISION, AgendaKind.APPROVAL}


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who is invited; a guest has an ``organisation`` and no ``id``."""

    id: str | None
    name: str
    roles: tuple[Role, ...]
    unit: str | None
    reply: Reply
    attended: bool | None
    email: str | None
    guest: bool = False


@dataclass(frozen=True, slots=True)
class Covered:
    """A service, and those of its subject staff who come. None means that nobody speaks for it."""

    service: str
    name: str
    staff: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """An activity that starts soon after the meeting."""

    id: str
    title: str
    start: date
    due: date | None
    responsible: tuple[str, ...]
    service: str | None


@dataclass(frozen=True, slots=True)
class Open:
    """An action from earlier minutes that is not done."""

    meeting: str
    what: str
    responsible: tuple[str, ...]
    due: date | None


@dataclass(frozen=True, slots=True)
class Paper:
    """What there is to decide in a case: the ways to do it, what each does, and what is recommended."""

    case: str | None
    decision: str
    title: str
    alternatives: tuple[Alternative, ...]
    recommendation: str | None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the agenda that its maker should know: a fact and its particulars."""

    fact: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that an agenda says. ``own``: its lines are typed in the project, not made from a template."""

    meeting: str
    kind: MeetingKind
    form: MeetingForm | None
    number: int | None
    date: date | None
    start: str | None
    end: str | None
    place: str | None
    aim: str
    project: str
    case_reference: str | None
    chair: str | None
    secretary: str | None
    own: bool
    lines: tuple[Line, ...]
    invited: tuple[Invited, ...]
    services: tuple[Covered, ...]
    coming: tuple[Coming, ...]
    papers: tuple[Paper, ...]
    left: tuple[str, ...]
    actions: tuple[Open, ...]
    remarks: tuple[Remark, ...]


def agenda(plan: Plan, meeting: Meeting, template: Template, history: Iterable[str] = ()) -> Agenda:
    """The agenda of a meeting: its own lines, else those of the template filled from the project.

    Args:
        plan: what follows from the project.
        meeting: the meeting.
        template: the agenda template of its kind and form.
        history: case numbers found in what has been kept of the past; they are never used again.
    """
    project = plan.project
    most = MOST_ON_SCREEN if meeting.form is MeetingForm.DIGITAL else MOST_SITTING
    start = minutes_of(meeting.start or template.start)
    end = minutes_of(meeting.end)
    length = end - start if start is not None and end is not None and end > start else None
    slots = _own(project, meeting) if meeting.agenda else _made(plan, meeting, template, most, length)
    if meeting.kind in NUMBERED and meeting.date:
        slots = numbered(slots, meeting.date.year, used_cases(project.meetings, history))
    lines = timed(slots, start)
    last = lines[-1].end if lines else None
    services = _services(project, meeting)
    soon = coming(plan, meeting.date) if meeting.date and meeting.kind in _PLANS else ()
    return Agenda(
        meeting=meeting.id, kind=meeting.kind, form=meeting.form, number=meeting.number, date=meeting.date,
        start=clock(start) if start is not None else None,
        end=clock(end) if end is not None else clock(last) if last is not None else None,
        place=meeting.place, aim=template.aim, project=project.about.name,
        case_reference=project.about.case_reference,
        chair=_name(project, chair_of(project, meeting)), secretary=_name(project, project.about.lead),
        own=bool(meeting.agenda),
        lines=tuple(
            Line(
                clock(line.start) if line.start is not None else None,
                clock(line.end) if line.end is not None else None,
                line.slot.minutes, line.slot.case, line.slot.provisional, line.slot.title, line.slot.kind,
                line.slot.speaker or _name(project, line.slot.responsible),
                line.slot.responsible, line.slot.decision,
            )
            for line in lines
        ),
        invited=invited(project, meeting), services=services, coming=soon,
        papers=tuple(_papers(project, slots)),
        left=tuple(_left(project, meeting)) if meeting.agenda else (),
        actions=tuple(_actions(project, meeting)),
        remarks=tuple(_remarks(plan, meeting, slots, most, (start, end, length), services, soon)),
    )  # fmt: skip


def template_name(meeting: Meeting) -> str:
    """The template of a meeting's kind and form: ``kickoff-half-day``, ``steering``."""
    if meeting.kind is MeetingKind.KICKOFF:
        return f"kickoff-{meeting.form or MeetingForm.HALF_DAY}"
    return meeting.kind.value


def chair_of(project: Project, meeting: Meeting) -> str | None:
    """Who leads a meeting: the owner leads the steering group, the project lead the others."""
    return project.about.owner if meeting.kind is MeetingKind.STEERING else project.about.lead


def next_meeting(project: Project, today: date) -> Meeting | None:
    """The meeting that comes next; today's counts until it has minutes."""
    coming = [one for one in project.meetings if one.date and one.date >= today and not one.minutes]
    return min(coming, key=lambda one: one.date or date.max, default=None)


def invited(project: Project, meeting: Meeting) -> tuple[Invited, ...]:
    """Everybody who is invited, guests last."""
    people = project.person
    ours = [
        Invited(
            one.person, people[one.person].name, people[one.person].roles, people[one.person].unit,
            one.reply, one.attended, people[one.person].email,
        )
        for one in meeting.participants
        if one.person in people
    ]  # fmt: skip
    guests = [
        Invited(
            None,
            one.name,
            (one.role,) if one.role else (),
            one.organisation,
            Reply.ACCEPTED,
            None,
            one.email,
            guest=True,
        )
        for one in meeting.guests
    ]
    return (*ours, *guests)


# ------------------------------------------------------------ lines


def _own(project: Project, meeting: Meeting) -> tuple[Slot, ...]:
    return tuple(
        Slot(
            item.title, item.minutes, item.kind, item.responsible, _speaker(meeting, item), item.case,
            decision=_asked(project, meeting, item),
        )
        for item in meeting.agenda
    )  # fmt: skip


def _asked(project: Project, meeting: Meeting, item: AgendaItem) -> str | None:
    """The decision in the log that a case asks for: what was decided in it, else one of the same name that waits."""
    if item.kind is not AgendaKind.DECISION:
        return None
    said = [one.decision for one in minutes_of_case(meeting, item) if one.decision]
    waiting = [
        one.id for one in project.decisions if one.decided is None and _is_among(one.title, [item.title])
    ]
    return next(iter((*said, *waiting)), None)


def _speaker(meeting: Meeting, item: AgendaItem) -> str | None:
    """A competence item that nobody of ours has is the guest's."""
    if item.responsible or item.kind is not AgendaKind.COMPETENCE:
        return None
    return _guest(meeting)


def _guest(meeting: Meeting) -> str | None:
    return next((one.name for one in meeting.guests if one.role is Role.RESOURCE_PERSON), None)


def _made(
    plan: Plan, meeting: Meeting, template: Template, most: int, length: int | None
) -> tuple[Slot, ...]:
    slots = [slot for row in template.rows for slot in _slots(plan.project, meeting, row)]
    pause = Slot(template.pause, BREAK, AgendaKind.BREAK)
    made: Sequence[Slot] = with_breaks(slots, most, pause)
    for _ in range(_TRIES if length is not None else 0):
        made = with_breaks(fitted(made, length or 0), most, pause)
        if total(made) == length:
            break
    return tuple(made)


def _slots(project: Project, meeting: Meeting, row: Row) -> Iterator[Slot]:
    responsible = _by_role(project, meeting, row.responsible)
    if not row.fill:
        speaker = _guest(meeting) if row.responsible == Role.RESOURCE_PERSON else None
        yield Slot(row.title, row.minutes, row.kind, responsible, speaker)
        return
    for title, kind, owner, decision in _unsettled(project, meeting):
        yield Slot(title, row.minutes, kind, owner or responsible, decision=decision)


def _unsettled(
    project: Project, meeting: Meeting
) -> Iterator[tuple[str, AgendaKind, str | None, str | None]]:
    """What must come up: decisions that are waited for (the steering group's), and cases of earlier meetings."""
    seen: list[str] = []
    if meeting.kind is MeetingKind.STEERING:
        for decision in undecided(project, meeting.date):
            seen.append(decision.title)
            yield decision.title, AgendaKind.DECISION, None, decision.id
    for before in earlier(project, meeting):
        if not is_held(before, meeting.date or date.min):
            continue
        for item in unsettled(before, project):
            if item.kind is AgendaKind.DECISION and not _is_among(item.title, seen):
                seen.append(item.title)
                yield item.title, item.kind, item.responsible, None


def _left(project: Project, meeting: Meeting) -> Iterator[str]:
    """What should come up and does not stand on the meeting's own agenda."""
    titles = [item.title for item in meeting.agenda]
    for title, _, _, decision in _unsettled(project, meeting):
        if not _is_among(title, titles):
            yield f"{decision} {title}" if decision else title


def _is_among(title: str, others: Iterable[str]) -> bool:
    """Whether a case is among others; it may be worded a little differently in the log and on the agenda."""
    return any(SequenceMatcher(None, fold(title), fold(other)).ratio() > _ALIKE for other in others)


def _by_role(project: Project, meeting: Meeting, role: str | None) -> str | None:
    """The person in a role, one who is invited first; else the project lead for what the project does itself."""
    if role is None or role == Role.RESOURCE_PERSON:
        return None
    if role == Role.PROJECT_OWNER:
        return project.about.owner
    coming = [one.person for one in meeting.participants]
    those = sorted(
        (one.id for one in project.people if role in one.roles), key=lambda person: person not in coming
    )
    return project.about.lead if role == Role.PROJECT_LEAD or not those else those[0]


def _papers(project: Project, slots: Sequence[Slot]) -> Iterator[Paper]:
    decisions = {one.id: one for one in project.decisions}
    for slot in slots:
        one = decisions.get(slot.decision or "")
        if one and (one.alternatives or one.recommendation):
            yield Paper(slot.case, one.id, slot.title, one.alternatives, one.recommendation)


# ------------------------------------------------------------ who and what


def _services(project: Project, meeting: Meeting) -> tuple[Covered, ...]:
    if meeting.kind is not MeetingKind.KICKOFF:
        return ()
    there = {one.person for one in meeting.participants if _comes(one.reply, attended=one.attended)}
    return tuple(
        Covered(
            one.id, one.name, tuple(project.person[who].name for who in one.subject_staff if who in there)
        )
        for one in project.services
    )


def _comes(reply: Reply, *, attended: bool | None) -> bool:
    return reply is not Reply.DECLINED if attended is None else attended


def coming(plan: Plan, day: date) -> tuple[Coming, ...]:
    """What starts within six weeks of a day and is not done by then, by its start."""
    people, services = plan.project.person, plan.project.service
    found = [
        Coming(
            work.activity.id, work.activity.title, work.dates.plan_start, work.plan_end,
            tuple(people[who].name for who in work.activity.responsible if who in people),
            services[work.activity.service].name if work.activity.service in services else None,
        )
        for work in plan.work
        if work.dates.plan_start
        and day <= work.dates.plan_start <= day + COMING
        and not work.fallen_out
        and not (work.activity.finished and work.activity.finished < day)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.start))


def _actions(project: Project, meeting: Meeting) -> Iterator[Open]:
    for left in open_actions(earlier(project, meeting), project):
        yield Open(
            left.meeting.id, left.action.what,
            tuple(project.person[who].name for who in left.action.responsible if who in project.person),
            left.action.due,
        )  # fmt: skip


def _name(project: Project, person: str | None) -> str | None:
    return project.person[person].name if person in project.person else None


# ------------------------------------------------------------ remarks


def _remarks(
    plan: Plan, meeting: Meeting, slots: Sequence[Slot], most: int,
    times: tuple[int | None, int | None, int | None], services: Sequence[Covered], coming: Sequence[Coming],
) -> Iterator[Remark]:  # fmt: skip
    start, end, length = times
    yield from _of_times(meeting, slots, most, start, end, length)
    yield from (Remark("service_missing", {"service": one.name}) for one in services if not one.staff)
    if meeting.kind is MeetingKind.KICKOFF:
        if not any(one.role is Role.RESOURCE_PERSON for one in meeting.guests):
            yield Remark("no_resource_person")
        yield from (
            Remark("nobody", {"id": one.id, "title": one.title}) for one in coming if not one.responsible
        )
    if not meeting.participants:
        yield Remark("nobody_invited")
    for case, meetings in twice_used(plan.project.meetings):
        if meeting.id in meetings:
            others = tuple(one for one in meetings if one != meeting.id) or meetings
            yield Remark("case_twice", {"case": case, "meetings": others})


def _of_times(
    meeting: Meeting, slots: Sequence[Slot], most: int, start: int | None, end: int | None, length: int | None
) -> Iterator[Remark]:
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
    yield from (
        Remark("no_break", {"title": one.first.title, "minutes": one.minutes, "most": most})
        for one in sittings(slots, most)
    )
