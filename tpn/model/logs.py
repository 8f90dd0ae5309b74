"""The logs: meetings, deliverables, communication, risks, deviations, decisions, lessons, economy, report."""

from typing import Annotated, ClassVar

from tpn.model.base import (
    ActivityId,
    Amount,
    BodyId,
    Date,
    DecisionId,
    Id,
    Importance,
    Limits,
    Many,
    MeetingId,
    Number,
    PastDate,
    Percent,
    PersonId,
    Record,
    Scale5,
    ServiceId,
    StakeholderId,
    Text,
    Whole,
    Year,
    Yes,
)
from tpn.model.choices import (
    AgendaKind,
    DeliverableStatus,
    Dimension,
    EconomyKind,
    MeetingForm,
    MeetingKind,
    ParticipationKind,
    PassageOutcome,
    Phase,
    Proximity,
    Reply,
    RiskKind,
    RiskStatus,
    Role,
    Strategy,
)
from tpn.model.shapes import Action, Approval, Ended


class Participant(Record):
    """Somebody invited to a meeting."""

    KEY: ClassVar[str] = "person"

    person: PersonId
    reply: Reply = Reply.INVITED
    attended: Yes | None = None


class Guest(Record):
    """Somebody from outside the project."""

    KEY: ClassVar[str] = "name"

    name: Text
    organisation: Text | None = None
    role: Role | None = None
    email: Text | None = None
    reply: Reply = Reply.INVITED
    attended: Yes | None = None


class AgendaItem(Record):
    """One case of the agenda; ``case`` is its number, such as 3/26."""

    KEY: ClassVar[str] = "case"

    case: Text | None = None
    minutes: Annotated[Whole, Limits(0, 600)] | None = None
    title: Text
    responsible: PersonId | None = None
    kind: AgendaKind = AgendaKind.INFORMATION


class GateDecision(Record):
    """What was decided at the gate of a phase, of a service or of a wave of services."""

    phase: Phase | None = None
    service: ServiceId | None = None
    wave: Annotated[Whole, Limits(1, 99)] | None = None
    outcome: PassageOutcome


class MinutesItem(Record):
    """What was said and decided in one case; ``gate``: where it was the gate of a phase, a service or a wave."""

    KEY: ClassVar[str] = "case"

    case: Text | None = None
    text: Text | None = None
    resolution: Text | None = None
    decision: DecisionId | None = None
    gate: GateDecision | None = None
    actions: Many[Action] = ()


class Meeting(Record):
    """A meeting, planned or held."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "MO"

    id: Id
    kind: MeetingKind
    number: Annotated[Whole, Limits(1, 999)] | None = None
    date: Date | None = None
    start: Text | None = None
    end: Text | None = None
    form: MeetingForm | None = None
    place: Text | None = None
    plan_agreed: Yes = False
    participants: Many[Participant] = ()
    guests: Many[Guest] = ()
    agenda: Many[AgendaItem] = ()
    minutes: Many[MinutesItem] = ()
    ended: Ended | None = None


class Deliverable(Record):
    """Something handed over and accepted."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "L"

    id: Id
    title: Text
    phase: Phase | None = None
    service: ServiceId | None = None
    due: Date | None = None
    criteria: Text | None = None
    method: Text | None = None
    accepted_by: PersonId | None = None
    accepted: PastDate | None = None
    status: DeliverableStatus = DeliverableStatus.ON_PLAN
    ended: Ended | None = None


class Communication(Record):
    """One line of the communication plan."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "C"

    id: Id
    audience: Many[StakeholderId] = ()
    aim: Text | None = None
    message: Text | None = None
    form: Text | None = None
    when: Date | None = None
    responsible: Many[PersonId] = ()
    done: PastDate | None = None
    ended: Ended | None = None


class Assessment(Record):
    """Probability and consequence, 1–5."""

    probability: Scale5 | None = None
    consequence: Scale5 | None = None


class Risk(Record):
    """A threat or an opportunity, before and after measures."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "R"

    id: Id
    title: Text
    kind: RiskKind = RiskKind.THREAT
    phase: Phase | None = None
    services: Many[ServiceId] = ()
    probability: Scale5 | None = None
    consequence: Scale5 | None = None
    after: Assessment | None = None
    proximity: Proximity | None = None
    strategy: Strategy | None = None
    owner: PersonId | None = None
    status: RiskStatus = RiskStatus.IDENTIFIED
    actions: Many[Action] = ()
    ended: Ended | None = None


class Deviation(Record):
    """Avvik – årsak – konsekvens – tiltak; importance 1–3."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "D"

    id: Id
    title: Text
    cause: Text | None = None
    consequence: Text | None = None
    importance: Importance = 1
    actions: Many[Action] = ()
    closed: PastDate | None = None
    ended: Ended | None = None


class Alternative(Record):
    """One way to decide, and what it does to time, cost and benefit."""

    title: Text
    time: Text | None = None
    cost: Text | None = None
    benefit: Text | None = None
    proposal: Text | None = None


class Decision(Record):
    """A decision asked for or taken; who carries it out by when, and what came of it.

    ``if_not``: what waiting costs. ``hangs``: the activities that wait for it. ``taken_by``: who took it, where it was
    a person and no body; ``source``: where that stands, such as an e-mail.
    """

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "B"

    id: Id
    title: Text
    needed_by: Date | None = None
    alternatives: Many[Alternative] = ()
    recommendation: Text | None = None
    if_not: Text | None = None
    hangs: Many[ActivityId] = ()
    decided: PastDate | None = None
    outcome: Text | None = None
    meeting: MeetingId | None = None
    decided_by: BodyId | None = None
    taken_by: PersonId | None = None
    source: Text | None = None
    case_reference: Text | None = None
    responsible: Many[PersonId] = ()
    follow_up_by: Date | None = None
    followed_up: PastDate | None = None
    effect: Text | None = None
    gate: GateDecision | None = None
    actions: Many[Action] = ()
    ended: Ended | None = None


class Lesson(Record):
    """Something learnt."""

    date: PastDate | None = None
    text: Text
    by: PersonId | None = None
    service: ServiceId | None = None


class EconomyYear(Record):
    """The figures of one item in one calendar year, NOK."""

    KEY: ClassVar[str] = "year"

    year: Year
    budget: Amount | None = None
    committed: Number | None = None
    spent: Number | None = None
    forecast: Number | None = None


class EconomyLine(Record):
    """Budget, committed, spent and forecast, NOK; a figure that is not typed is the sum of the years."""

    KEY: ClassVar[str] = "item"

    item: Text
    kind: EconomyKind | None = None
    source: Text | None = None
    budget: Amount | None = None
    committed: Number | None = None
    spent: Number | None = None
    forecast: Number | None = None
    reserve: Yes = False
    released_by: PersonId | None = None
    case_reference: Text | None = None
    by_year: Many[EconomyYear] = ()


class Economy(Record):
    """The figures and the day they are from; ``case_reference`` is where the money was granted."""

    as_of: PastDate | None = None
    case_reference: Text | None = None
    lines: Many[EconomyLine] = ()


class Staffing(Record):
    """A role that must be filled: percent of a position needed and given, and the hours of its own people."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "BM"

    id: Id
    role: Text
    person: PersonId | None = None
    unit: Text | None = None
    needed: Percent | None = None
    given: Percent | None = None
    start: Date | None = None
    due: Date | None = None
    hours_planned: Amount | None = None
    hours_spent: Amount | None = None


class Participation(Record):
    """Medvirkning: what is taken up with union representatives, safety representative or committee."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "MV"

    id: Id
    kind: ParticipationKind | None = None
    title: Text
    responsible: PersonId | None = None
    due: Date | None = None
    done: PastDate | None = None
    outcome: Text | None = None


class Summary(Record):
    """The three lines that open a report."""

    achieved: Text | None = None
    next: Text | None = None
    challenge: Text | None = None


class DecisionPoint(Record):
    """The next time the project must be decided on."""

    date: Date | None = None
    what: Text | None = None


class ServiceReport(Record):
    """What a person writes for the report of one service."""

    KEY: ClassVar[str] = "service"

    service: ServiceId
    summary: Summary | None = None
    comments: dict[Dimension, Text] = {}
    approved: Approval | None = None


class Report(Record):
    """What a person writes for the status report; ``approved`` is the owner's approval of it."""

    summary: Summary | None = None
    comments: dict[Dimension, Text] = {}
    no_decision_because: Text | None = None
    next_decision_point: DecisionPoint | None = None
    approved: Approval | None = None
    by_service: Many[ServiceReport] = ()
