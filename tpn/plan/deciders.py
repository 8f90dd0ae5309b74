"""Who took a decision, in which meeting, and on which conditions: one truth for every paper and screen.

Rules: docs/rules.md, «Who decides, and when».
"""

from collections.abc import Iterator
from typing import NamedTuple

from tpn.model.choices import MeetingKind, PassageOutcome
from tpn.model.logs import Decision, Meeting, MinutesItem
from tpn.model.project import Project
from tpn.model.references import STEERING_GROUP
from tpn.model.shapes import Action


class Decider(NamedTuple):
    """Who takes, or took, a decision: a person or a body by its id, else the meeting; none where nobody recorded it.

    ``conditions``: what has to be done because a gate was approved with conditions.
    """

    body: str | None
    person: str | None
    meeting: Meeting | None
    conditions: tuple[Action, ...]


def decider(project: Project, one: Decision) -> Decider:
    """Whose a decision is: who took it alone, the body that is named or met; an open one is the steering group's."""
    items = tuple(_minuted(project, one))
    there = one.meeting or next((meeting.id for meeting, _ in items), None)
    meeting = next((each for each in project.meetings if each.id == there), None)
    steering = one.taken_by is None and (
        one.decided is None or (meeting is not None and meeting.kind is MeetingKind.STEERING)
    )
    body = one.decided_by or (STEERING_GROUP if steering else None)
    return Decider(body, one.taken_by, meeting, _conditions(one, tuple(item for _, item in items)))


def body_name(project: Project, body: str | None) -> str | None:
    """What the project calls a body; None of the steering group, which every language has a word for."""
    named = next((one.name for one in project.about.bodies if one.id == body), None)
    return named or (None if body == STEERING_GROUP else body)


def _minuted(project: Project, one: Decision) -> Iterator[tuple[Meeting, MinutesItem]]:
    return ((each, item) for each in project.meetings for item in each.minutes if item.decision == one.id)


def _conditions(one: Decision, items: tuple[MinutesItem, ...]) -> tuple[Action, ...]:
    gate = one.gate or next((item.gate for item in items if item.gate), None)
    if gate is None or gate.outcome is not PassageOutcome.APPROVED_WITH_CONDITIONS:
        return ()
    said = (*one.actions, *(action for item in items for action in item.actions))
    return tuple({action.what: action for action in reversed(said)}.values())[::-1]
