"""The shapes that several sections share: activity, answer to a checkpoint, action."""

from typing import Annotated, ClassVar

from tpn.model.base import (
    ActivityId,
    After,
    Amount,
    BodyId,
    Date,
    DecisionId,
    Duration,
    Id,
    Many,
    PastDate,
    Percent,
    PersonId,
    Record,
    ServiceId,
    Text,
    Usual,
    Yes,
)
from tpn.model.choices import ActivityKind, Answer, EndOutcome, Result, Status


class BeforeEnd(Record):
    """What stood in an activity before it ended, where the ending wrote over it; nothing where nothing stood."""

    status: Status | None = None
    start: Date | None = None
    due: Date | None = None


class Ended(Record):
    """That something is no longer a part of the project: since when, why, by which decision, and what became of it.

    ``into``: what it was merged or split into. ``taken_over_by``: who has it now. ``until``: when what is postponed
    is to be taken up again. ``along_with``: the record that took this one with it. ``before``: what it comes back to.
    """

    date: Date
    reason: Text | None = None
    decision: DecisionId | None = None
    outcome: EndOutcome = EndOutcome.CANCELLED
    into: Many[Text] = ()
    taken_over_by: Text | None = None
    until: Date | None = None
    along_with: Text | None = None
    before: BeforeEnd | None = None


class Activity(Record):
    """A piece of work in one of the five phases."""

    KEY: ClassVar[str] = "id"

    id: Id
    title: Text
    service: ServiceId | None = None
    responsible: Many[PersonId] = ()
    start: Date | None = None
    due: Date | None = None
    duration: Annotated[Duration, Usual(0, 520)] | None = None
    after: Many[After] = ()
    milestone: Yes = False
    agreed_by: BodyId | None = None
    decided_by: BodyId | None = None
    kind: ActivityKind | None = None
    result: Result | None = None
    status: Status = Status.NOT_STARTED
    waiting_for: Text | None = None
    percent: Percent | None = None
    started: PastDate | None = None
    finished: PastDate | None = None
    effort: Annotated[Amount, Usual(0, 5_000)] | None = None
    note: Text | None = None
    ended: Ended | None = None


class Waiver(Record):
    """A written decision to go on without: who, when and why."""

    by: PersonId
    date: PastDate
    reason: Text


class CheckAnswer(Record):
    """The answer to one point of a checklist; the question itself is content."""

    answer: Answer = Answer.OPEN
    date: PastDate | None = None
    by: PersonId | None = None
    evidence: Text | None = None
    note: Text | None = None
    waiver: Waiver | None = None


class Action(Record):
    """A measure: towards a stakeholder, against a risk or deviation, or out of a meeting."""

    what: Text
    responsible: Many[PersonId] = ()
    due: Date | None = None
    done: PastDate | None = None
    activity: ActivityId | None = None


class Approval(Record):
    """Who approved, and when."""

    by: PersonId
    date: PastDate | None = None
