"""What meetings have left open: cases not settled, decisions not taken, actions not done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tpn.model.choices import AgendaKind, PassageOutcome
from tpn.model.ended import is_over
from tpn.model.logs import AgendaItem, Decision, GateDecision, Meeting, MinutesItem
from tpn.model.project import Project
from tpn.model.shapes import Action
from tpn.model.similar import fold


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An open action out of the minutes of a meeting; ``number`` and ``place`` say where it stands, from 0."""

    meeting: Meeting
    number: int
    place: int
    action: Action


def minutes_of_case(meeting: Meeting, item: AgendaItem) -> tuple[MinutesItem, ...]:
    """What the minutes say of a case: by its number, else by its place where nothing has a number."""
    if item.case:
        return tuple(one for one in meeting.minutes if one.case == item.case)
    talked = [one for one in meeting.agenda if one.kind is not AgendaKind.BREAK]
    unnumbered = [one for one in meeting.minutes if not one.case]
    place = next((n for n, one in enumerate(talked) if one is item), -1)
    return (unnumbered[place],) if 0 <= place < len(unnumbered) == len(talked) else ()


def unsettled(meeting: Meeting, project: Project) -> Iterator[AgendaItem]:
    """The cases of a held meeting that asked for something and got no answer."""
    decided = {one.id for one in project.decisions if one.decided}
    for item in meeting.agenda:
        said = minutes_of_case(meeting, item)
        if item.kind is AgendaKind.APPROVAL and not said:
            yield item
        answered = any(one.resolution or one.decision in decided for one in said)
        if item.kind is AgendaKind.DECISION and not answered and not _settled(item, project):
            yield item


def _settled(item: AgendaItem, project: Project) -> bool:
    """Whether the log of decisions has the answer to a case that the minutes do not speak of.

    A gate that was postponed has none until a later decision is about that gate.
    """
    return any(
        one.decided and fold(one.title) == fold(item.title) and not _waits(one, project)
        for one in project.decisions
    )


def _waits(one: Decision, project: Project) -> bool:
    if one.gate is None or one.gate.outcome is not PassageOutcome.POSTPONED:
        return False
    later = (other for other in project.decisions if other.decided and other.gate and other is not one)
    return not any(
        _place(other.gate) == _place(one.gate) and _since(one, other) for other in later if other.gate
    )


def _place(gate: GateDecision) -> tuple[object, ...]:
    return gate.phase, gate.service, gate.wave


def _since(one: Decision, other: Decision) -> bool:
    return bool(one.decided and other.decided and other.decided >= one.decided)


def earlier(project: Project, meeting: Meeting) -> tuple[Meeting, ...]:
    """The meetings of the same kind before this one, the latest first."""
    before = [
        one
        for one in project.meetings
        if one.kind is meeting.kind and one.id != meeting.id and one.date and meeting.date
        and one.date < meeting.date
    ]  # fmt: skip
    return tuple(sorted(before, key=lambda one: one.date or date.min, reverse=True))


def undecided(project: Project, until: date | None) -> Iterator[Decision]:
    """The decisions that are not taken and needed by a day; one without a day is always needed."""
    for one in project.decisions:
        if one.decided is None and (until is None or one.needed_by is None or one.needed_by <= until):
            yield one


def open_actions(meetings: Iterable[Meeting], project: Project) -> Iterator[OpenAction]:
    """The actions of some meetings that are not done; one that became an activity is done, or falls out, with it."""
    finished = {activity.id for _, activity in project.activities if is_over(activity)}
    for meeting in meetings:
        for number, item in enumerate(meeting.minutes):
            for place, action in enumerate(item.actions):
                if action.done is None and action.activity not in finished:
                    yield OpenAction(meeting, number, place, action)
