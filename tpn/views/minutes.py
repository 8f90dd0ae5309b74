"""«Who was there, what was said, what was decided, who does what?» – the facts of the minutes of a meeting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tpn.model.choices import AgendaKind, MeetingKind, PassageOutcome
from tpn.model.logs import AgendaItem, Decision, Meeting, MinutesItem
from tpn.model.project import Project
from tpn.model.shapes import Action
from tpn.model.similar import fold
from tpn.plan.attendance import decided_there, is_recorded, is_there
from tpn.plan.clock_times import clock, minutes_of
from tpn.plan.deciders import decider
from tpn.plan.open_items import minutes_of_case
from tpn.views.agenda_facts import Invited
from tpn.views.attendance import chair_of, invited


@dataclass(frozen=True, slots=True)
class MinutesAction:
    """An action with its people and date; ``activity`` is what it has become in the plan."""

    what: str
    responsible: tuple[str, ...]
    due: date | None
    done: date | None
    activity: str | None


@dataclass(frozen=True, slots=True)
class CaseDecision:
    """What was decided under a case, the id of its decision once it has one, and of a gate how it was decided.

    ``conditions``: those of the gate that stand with the decision alone, not among the actions of the minutes.
    """

    outcome: str | None
    decision: str | None
    gate: PassageOutcome | None = None
    conditions: tuple[MinutesAction, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseMinutes:
    """One case: its title (None where the minutes stand alone), what was said, decided and agreed to do."""

    case: str | None
    title: str | None
    kind: AgendaKind | None
    texts: tuple[str, ...]
    outcome: str | None
    decision: str | None
    actions: tuple[MinutesAction, ...]
    further: tuple[CaseDecision, ...] = ()  # what else was decided under the same case
    gate: PassageOutcome | None = None
    conditions: tuple[MinutesAction, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody committed to."""

    name: str
    to: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """The next meeting of the same kind; after the kick-off the next of any."""

    date: date | None
    start: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Minutes:
    """All that the minutes say.

    ``topics`` are the lines of an agenda without case numbers, where the minutes do not say which of them they answer;
    ``previous`` is the day of the last meeting of the kind before this one.
    """

    meeting: str
    kind: MeetingKind
    number: int | None
    previous: date | None
    date: date | None
    start: str | None
    end: str | None
    place: str | None
    project: str
    case_reference: str | None
    chair: str | None
    secretary: str | None
    recorded: bool  # whether anybody's attendance has been recorded
    present: tuple[Invited, ...]
    absent: tuple[Invited, ...]
    items: tuple[CaseMinutes, ...]
    topics: tuple[str, ...]
    tasks: tuple[MinutesAction, ...]
    promises: tuple[Promise, ...]
    plan_agreed: bool
    next: Following | None


def minutes(project: Project, meeting: Meeting) -> Minutes:
    """The minutes of a meeting. Somebody of whom nothing is said came, unless they had declined."""
    everybody = invited(project, meeting)
    there = [one for one in everybody if is_there(one.reply, attended=one.attended)]
    items = tuple(_items(project, meeting))
    people, about = project.person, project.about
    chair = people.get(chair_of(project, meeting) or "")
    lead = people.get(about.lead or "")
    start, end = minutes_of(meeting.start), minutes_of(meeting.end)
    return Minutes(
        meeting=meeting.id, kind=meeting.kind, number=meeting.number, date=meeting.date,
        start=clock(start) if start is not None else None, end=clock(end) if end is not None else None,
        place=meeting.place, project=about.name,
        case_reference=about.case_reference,
        chair=chair.name if chair else None, secretary=lead.name if lead else None,
        recorded=is_recorded(meeting),
        present=tuple(there), absent=tuple(one for one in everybody if one not in there),
        items=items, topics=tuple(_topics(meeting, items)), previous=_previous(project, meeting),
        tasks=tuple(task for item in items for task in item.actions),
        promises=tuple(_promises(project, meeting)), plan_agreed=meeting.plan_agreed,
        next=_next(project, meeting),
    )  # fmt: skip


def _items(project: Project, meeting: Meeting) -> Iterator[CaseMinutes]:
    """The cases of the agenda in order, each with what was said; then what was said and decided of nothing on it."""
    decided = tuple(decided_there(project, meeting))
    matched = [(item, minutes_of_case(meeting, item)) for item in meeting.agenda]
    known = [one for _, said in matched for one in said]
    alone = [one for one in meeting.minutes if not any(one is other for other in known)]
    for item, said in matched:
        if item.kind is AgendaKind.BREAK or (alone and not said and not item.case):
            continue
        yield _said(project, item, (*said, *_of_case(item, decided)))
    for said_alone in alone:
        yield _said(project, None, (said_alone,))
    of_cases = {fold(item.title) for item in meeting.agenda}
    for one in decided:
        if fold(one.title) not in of_cases:
            yield CaseMinutes(
                None, one.title, None, (), one.outcome, one.id, (),
                gate=one.gate.outcome if one.gate else None, conditions=_conditions(project, one, ()),
            )  # fmt: skip


def _of_case(item: AgendaItem, decided: Sequence[Decision]) -> tuple[MinutesItem, ...]:
    """What was decided of a case and stands in the log of decisions alone, as the minutes would say it."""
    alike = (one for one in decided if fold(one.title) == fold(item.title))
    return tuple(MinutesItem(case=item.case, decision=one.id) for one in alike)


def _topics(meeting: Meeting, items: tuple[CaseMinutes, ...]) -> Iterator[str]:
    """The lines of the agenda that no item of the minutes names."""
    told = {one.title for one in items}
    if any(one.title is None for one in items):
        yield from (
            one.title for one in meeting.agenda if one.kind is not AgendaKind.BREAK and one.title not in told
        )


def _previous(project: Project, meeting: Meeting) -> date | None:
    """The last meeting of the same kind before this one, that was held."""
    earlier = [
        one.date
        for one in project.meetings
        if one.kind is meeting.kind
        and one.ended is None
        and one.date
        and meeting.date
        and one.date < meeting.date
    ]
    return max(earlier, default=None)


def _said(project: Project, item: AgendaItem | None, said: tuple[MinutesItem, ...]) -> CaseMinutes:
    decisions = {one.id: one for one in project.decisions}
    decided = [
        _decided(project, one, decisions.get(one.decision or ""), said)
        for one in said
        if one.resolution or one.decision or one.gate
    ] or [CaseDecision(None, None)]
    told = [one.outcome for one in decided]
    return CaseMinutes(
        case=item.case if item else said[0].case,
        title=item.title if item else None,
        kind=item.kind if item else None,
        texts=tuple(one.text for one in said if one.text and not any(_same(one.text, each) for each in told)),
        outcome=decided[0].outcome,
        decision=decided[0].decision,
        actions=tuple(_task(project, action) for one in said for action in one.actions),
        further=tuple(decided[1:]),
        gate=decided[0].gate,
        conditions=decided[0].conditions,
    )


def _decided(
    project: Project, item: MinutesItem, logged: Decision | None, said: tuple[MinutesItem, ...]
) -> CaseDecision:
    """What an item of the minutes decided, with what its decision knows more of it."""
    gate = item.gate or (logged.gate if logged else None)
    return CaseDecision(
        item.resolution or (logged.outcome if logged else None), item.decision, gate.outcome if gate else None,
        _conditions(project, logged, said) if logged else (),
    )  # fmt: skip


def _conditions(
    project: Project, decision: Decision, said: tuple[MinutesItem, ...]
) -> tuple[MinutesAction, ...]:
    told = {action.what for one in said for action in one.actions}
    return tuple(_task(project, one) for one in decider(project, decision).conditions if one.what not in told)


def _same(text: str, outcome: str | None) -> bool:
    """What was decided is told once."""
    return outcome is not None and text.rstrip(". ") == outcome.rstrip(". ")


def _task(project: Project, action: Action) -> MinutesAction:
    people = project.person
    names = tuple(people[who].name for who in action.responsible if who in people)
    return MinutesAction(action.what, names, action.due, action.done, action.activity)


def _promises(project: Project, meeting: Meeting) -> Iterator[Promise]:
    """The commitments of the day; those without a day belong to the kick-off."""
    for one in project.kickoff.commitments:
        of_the_day = one.date == meeting.date if one.date else meeting.kind is MeetingKind.KICKOFF
        if of_the_day and one.person in project.person:
            yield Promise(project.person[one.person].name, one.to, one.due)


def following(project: Project, meeting: Meeting) -> Meeting | None:
    """The meeting of the same kind that is planned after one; after the kick-off the next of any."""
    later = [
        one
        for one in project.meetings
        if meeting.kind in (one.kind, MeetingKind.KICKOFF)
        and one.ended is None
        and one.date
        and meeting.date
        and one.date > meeting.date
    ]
    return min(later, key=lambda one: one.date or date.max, default=None)


def _next(project: Project, meeting: Meeting) -> Following | None:
    found = following(project, meeting)
    return Following(found.date, found.start, found.place) if found else None
