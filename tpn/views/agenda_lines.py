"""The lines of an agenda: those typed on the meeting, or those of a template with what is waiting for an answer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher

from tpn.model.choices import ActivityKind, AgendaKind, MeetingKind, Role
from tpn.model.logs import AgendaItem, Meeting
from tpn.model.people import name_of
from tpn.model.project import Project
from tpn.model.references import STEERING_GROUP
from tpn.model.similar import fold
from tpn.plan import Plan
from tpn.plan.agenda import BREAK, Slot, laid_out
from tpn.plan.attendance import is_held
from tpn.plan.gates import is_gate
from tpn.plan.open_items import earlier, minutes_of_case, undecided, unsettled
from tpn.plan.timing import timing_of
from tpn.views.agenda_facts import CasePaper, Template, TemplateRow
from tpn.views.report_services import launched_by

_ALIKE = 0.6
_APPROVAL = 10
"""Minutes at most for something that is only to be approved."""


def own(project: Project, meeting: Meeting) -> tuple[Slot, ...]:
    """The lines that are typed on the meeting."""
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


def made(plan: Plan, meeting: Meeting, template: Template, most: int, length: int | None) -> tuple[Slot, ...]:
    """The lines of the template, filled from the project, with breaks in time and as long as the meeting."""
    slots = [slot for row in template.rows for slot in _slots(plan, meeting, row)]
    return laid_out(slots, most, Slot(template.pause, BREAK, AgendaKind.BREAK), length)


def _slots(plan: Plan, meeting: Meeting, row: TemplateRow) -> Iterator[Slot]:
    project = plan.project
    responsible = _by_role(project, meeting, row.responsible)
    if not row.fill:
        speaker = _guest(meeting) if row.responsible == Role.RESOURCE_PERSON else None
        yield Slot(row.title, row.minutes, row.kind, responsible, speaker)
        return
    for title, kind, owner, decision in _unsettled(plan, meeting):
        minutes = min(row.minutes, _APPROVAL) if kind is AgendaKind.APPROVAL else row.minutes
        yield Slot(title, minutes, kind, owner or responsible, decision=decision)


def _unsettled(plan: Plan, meeting: Meeting) -> Iterator[tuple[str, AgendaKind, str | None, str | None]]:
    """What must come up: what the steering group is waited for to decide or approve, and cases of earlier meetings."""
    project = plan.project
    seen: list[str] = []
    if meeting.kind is MeetingKind.STEERING:
        for decision in undecided(project, meeting.date):
            seen.append(decision.title)
            yield decision.title, AgendaKind.DECISION, None, decision.id
        for title, kind in _due_there(plan, meeting):
            if not _is_among(title, seen):
                seen.append(title)
                yield title, kind, None, None
    for before in earlier(project, meeting):
        if not is_held(before, meeting.date or date.min):
            continue
        for item in unsettled(before, project):
            if item.kind is AgendaKind.DECISION and not _is_among(item.title, seen):
                seen.append(item.title)
                yield item.title, item.kind, item.responsible, None


def _due_there(plan: Plan, meeting: Meeting) -> Iterator[tuple[str, AgendaKind]]:
    """What the plan has the steering group decide and approve by the day of a meeting that is to come.

    Gates, milestones that it is asked about, work of a member that is this meeting; deliverables that a member accepts.
    """
    day = meeting.date
    if day is None or is_held(meeting, plan.today):
        return
    about = plan.project.about
    members = {one for one in (about.owner, *about.steering_group) if one}
    asked = {one.gate.phase for one in plan.project.decisions if one.gate and one.decided is None}
    for phase, activity in plan.project.activities:
        timing = timing_of(activity, plan)
        if timing is None or timing.over or timing.plan is None or timing.plan > day:
            continue
        is_it = activity.kind is ActivityKind.MEETING and timing.plan == day
        theirs = is_gate(activity) or (is_it and not members.isdisjoint(activity.responsible))
        if activity.decided_by is not None:
            theirs = activity.decided_by == STEERING_GROUP
        if theirs and not (is_gate(activity) and phase in asked):
            yield activity.title, AgendaKind.DECISION
    for one in plan.project.deliverables:
        timing = timing_of(one, plan)
        theirs = one.accepted_by is None or one.accepted_by in members
        if theirs and timing and not timing.over and timing.plan and timing.plan <= day:
            yield one.title, AgendaKind.APPROVAL


def left(plan: Plan, meeting: Meeting) -> Iterator[str]:
    """What should come up and does not stand on the meeting's own agenda."""
    titles = [item.title for item in meeting.agenda]
    for title, _, _, decision in _unsettled(plan, meeting):
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


def papers(plan: Plan, slots: Sequence[Slot]) -> Iterator[CasePaper]:
    """What there is to decide, case by case."""
    project = plan.project
    decisions = {one.id: one for one in project.decisions}
    for slot in slots:
        one = decisions.get(slot.decision or "")
        if one and (one.alternatives or one.recommendation):
            presenter = slot.speaker or name_of(project.person, slot.responsible)
            yield CasePaper(slot.case, one.id, slot.title, one.alternatives, one.recommendation, presenter,
                            launched_by(plan, one))  # fmt: skip
