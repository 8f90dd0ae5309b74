"""«What happens at the meeting, when, and who is there?» – the facts of an agenda and of an invitation."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from tpn.model.choices import ActivityKind, MeetingForm, MeetingKind
from tpn.model.logs import Meeting
from tpn.model.people import name_of, names_of
from tpn.model.project import Project
from tpn.plan import Plan
from tpn.plan.agenda import MOST_ON_SCREEN, MOST_SITTING, Slot, Timed, timed, total
from tpn.plan.attendance import coming_meetings
from tpn.plan.case_numbers import NUMBERED, numbered, used_cases
from tpn.plan.clock_times import clock, minutes_of
from tpn.plan.open_items import earlier, open_actions
from tpn.plan.timing import Timing, timing_of
from tpn.views.agenda_facts import Agenda, AgendaLine, Awaited, Coming, Open, Template
from tpn.views.agenda_lines import left, made, own, papers
from tpn.views.agenda_warnings import MeetingTime, remarks
from tpn.views.attendance import chair_of, covered, invited

COMING = timedelta(weeks=6)
_PLANS = frozenset({MeetingKind.KICKOFF, MeetingKind.PROJECT})


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
    slots, time = _slots(plan, meeting, template, most)
    if meeting.kind in NUMBERED and meeting.date:
        slots = numbered(slots, meeting.date.year, used_cases(project.meetings, history))
    lines = timed(slots, time.start)
    outside = tuple(left(plan, meeting)) if meeting.agenda else ()
    soon = coming(plan, meeting.date) if meeting.date and meeting.kind in _PLANS else ()
    return Agenda(
        meeting=meeting.id, kind=meeting.kind, form=meeting.form, number=meeting.number, date=meeting.date,
        start=_clock(time.start),
        end=_clock(time.end if time.end is not None else lines[-1].end if lines else None),
        place=meeting.place, aim=template.aim, project=project.about.name,
        case_reference=project.about.case_reference,
        chair=name_of(project.person, chair_of(project, meeting)),
        secretary=name_of(project.person, project.about.lead),
        own=bool(meeting.agenda),
        lines=tuple(_line(project, line) for line in lines),
        invited=invited(project, meeting), services=covered(project, meeting), coming=soon,
        papers=tuple(papers(plan, slots)),
        left=outside, awaited=tuple(_awaited(plan, outside)),
        actions=tuple(_actions(plan, meeting)),
        remarks=tuple(remarks(plan, meeting, slots, most, time, soon)),
    )  # fmt: skip


def _slots(plan: Plan, meeting: Meeting, template: Template, most: int) -> tuple[Sequence[Slot], MeetingTime]:
    """The lines of a meeting without their clock, and the time that it has and needs."""
    start, end = minutes_of(meeting.start or template.start), minutes_of(meeting.end)
    length = end - start if start is not None and end is not None and end > start else None
    slots = own(plan.project, meeting) if meeting.agenda else made(plan, meeting, template, most, length)
    whole = slots if meeting.agenda or length is None else made(plan, meeting, template, most, None)
    return slots, MeetingTime(start, end, length, total(whole))


def _line(project: Project, line: Timed) -> AgendaLine:
    slot = line.slot
    return AgendaLine(
        _clock(line.start), _clock(line.end), slot.minutes, slot.case, slot.provisional, slot.title, slot.kind,
        slot.speaker or name_of(project.person, slot.responsible), slot.responsible, slot.decision,
    )  # fmt: skip


def _clock(minutes: int | None) -> str | None:
    return clock(minutes) if minutes is not None else None


def template_name(meeting: Meeting) -> str:
    """The template of a meeting's kind and form: ``kickoff-half-day``, ``steering``."""
    if meeting.kind is MeetingKind.KICKOFF:
        return f"kickoff-{meeting.form or MeetingForm.HALF_DAY}"
    return meeting.kind.value


def next_meeting(project: Project, today: date, kind: MeetingKind | None = None) -> Meeting | None:
    """The meeting – of a kind – that comes next; today's counts until it has minutes."""
    ahead = coming_meetings(project.meetings, today)
    return next((one for one in ahead if kind in (None, one.kind)), None)


def coming(plan: Plan, day: date) -> tuple[Coming, ...]:
    """What starts within six weeks of a meeting's day and is not done by then, by its start.

    The meeting itself is none of it: it is held on its day, whatever the plan foresees of the work before it.
    """
    people, services = plan.project.person, plan.project.service
    found = [
        Coming(
            work.activity.id, work.activity.title, work.dates.plan_start, timing.plan,
            tuple(people[who].name for who in work.activity.responsible if who in people),
            services[work.activity.service].name if work.activity.service in services else None,
            *_others(timing),
        )
        for work in plan.work
        if (timing := timing_of(work.activity, plan))
        and work.dates.plan_start
        and day <= work.dates.plan_start <= day + COMING
        and not work.fallen_out
        and not (work.activity.finished and work.activity.finished < day)
        and not (work.activity.kind is ActivityKind.MEETING and timing.plan == day)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.start))


def _others(timing: Timing) -> tuple[date | None, date | None]:
    """The agreed date and the forecast, where they differ from the deadline; what is over is not foreseen."""
    agreed = timing.agreed.to if timing.agreed else None
    foreseen = None if timing.over or timing.forecast == timing.plan else timing.forecast
    return agreed if agreed != timing.plan else None, foreseen


def _awaited(plan: Plan, titles: Iterable[str]) -> Iterator[Awaited]:
    """The deliverables among some titles, with the day and the person."""
    for one in plan.project.deliverables:
        if one.title in titles and one.due:
            yield Awaited(one.id, one.title, one.due, name_of(plan.project.person, one.accepted_by))


def _actions(plan: Plan, meeting: Meeting) -> Iterator[Open]:
    project = plan.project
    for one in open_actions(earlier(project, meeting), project):
        timing = timing_of(one.action, plan)
        yield Open(
            one.meeting.id, one.action.what,
            names_of(project.person, one.action.responsible),
            timing.plan if timing else None,
        )  # fmt: skip
