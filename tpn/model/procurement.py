"""Phase 4: the section ``procurement``. All amounts are NOK excluding VAT."""

from typing import Annotated, ClassVar

from tpn.model.base import (
    ActivityId,
    Alias,
    Amount,
    ComponentId,
    Date,
    Id,
    Many,
    PastDate,
    Percent,
    PersonId,
    Points,
    Record,
    ServiceId,
    Text,
    Usual,
)
from tpn.model.choices import (
    Acquire,
    Agreement,
    ClimateChoice,
    ComponentKind,
    ComponentStatus,
    CriterionKind,
    EvaluationModel,
    Procedure,
    PurchaseKind,
    RequirementAnswer,
    RequirementGroup,
    RequirementLevel,
    RequirementStatus,
)
from tpn.model.shapes import Activity, CheckAnswer, Ended


class Cost(Record):
    """What one way to acquire a component costs: once, and each year."""

    once: Amount | None = None
    yearly: Amount | None = None


class Options(Record):
    """The ways that are compared."""

    lease: Cost | None = None
    own: Cost | None = None
    shared: Cost | None = None


class Integration(Record):
    """A connection to another system, by which standard, under which agreement."""

    KEY: ClassVar[str] = "with"

    with_: Annotated[Text, Alias("with")]
    standard: Text | None = None
    agreement: Agreement = Agreement.NONE


class Component(Record):
    """A technical part that services need."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "A-K"

    id: Id
    name: Text
    kind: ComponentKind | None = None
    services: Many[ServiceId] = ()
    acquire: Acquire | None = None
    supplier: Text | None = None
    comes_with: ActivityId | None = None
    status: ComponentStatus = ComponentStatus.PLANNED
    options: Options | None = None
    integrations: Many[Integration] = ()
    needed_by: Date | None = None
    promised: Date | None = None
    expected: Date | None = None
    reason: Text | None = None
    delivered: PastDate | None = None
    ended: Ended | None = None


class Climate(Record):
    """The choice that the law forces, and why."""

    choice: ClimateChoice
    reason: Text | None = None


class Criterion(Record):
    """An award criterion; weight in percent, or what full quality is worth in NOK (``value``)."""

    KEY: ClassVar[str] = "id"

    id: Id
    kind: CriterionKind
    name: Text | None = None
    weight: Percent | None = None
    value: Amount | None = None


class BidAnswer(Record):
    """A bidder's answer to one requirement, and the points (0–10) it was given, and why."""

    answer: RequirementAnswer | None = None
    points: Points | None = None
    reason: Text | None = None
    text: Text | None = None


class Bid(Record):
    """A tender. ``rejected`` says why it was refused, ``withdrawn`` when the bidder took it back."""

    KEY: ClassVar[str] = "supplier"

    supplier: Text
    price: Annotated[Amount, Usual(1_000, 1_000_000_000)] | None = None
    rejected: Text | None = None
    withdrawn: PastDate | None = None
    subcontractors: Text | None = None
    answers: dict[str, BidAnswer] = {}


class ProcurementRecord(Record):
    """What the record of a procurement must say beside the tenders and their points (FOA §§ 10-5 and 25-5)."""

    contract_value: Annotated[Amount, Usual(1_000, 1_000_000_000)] | None = None
    procedure_reason: Text | None = None
    excluded: Text | None = None
    impartiality: Text | None = None
    award_reason: Text | None = None
    called_off: Text | None = None


class Procurement(Record):
    """One procurement, from decision to contract."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "A-P"

    id: Id
    title: Text
    components: Many[ComponentId] = ()
    team: Many[PersonId] = ()
    kind: PurchaseKind | None = None
    value: Annotated[Amount, Usual(1_000, 1_000_000_000)] | None = None
    decided: Date | None = None
    procedure: Procedure | None = None
    publish: Date | None = None
    deadline: Date | None = None
    validity: Date | None = None
    award: Date | None = None
    contract: Date | None = None
    contract_until: Date | None = None
    extensions: Text | None = None
    notice: Text | None = None
    expected: Date | None = None
    promised: Date | None = None
    chosen_with: ActivityId | None = None
    signed_with: ActivityId | None = None
    climate: Climate | None = None
    model: EvaluationModel | None = None
    criteria: Many[Criterion] = ()
    bids: Many[Bid] = ()
    record: ProcurementRecord | None = None
    ended: Ended | None = None


class Requirement(Record):
    """One requirement: must, should or may."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "A-R"

    id: Id
    text: Text
    level: RequirementLevel = RequirementLevel.SHOULD
    group: RequirementGroup | None = None
    component: ComponentId | None = None
    services: Many[ServiceId] = ()
    criterion: Text | None = None
    verify: Text | None = None
    status: RequirementStatus = RequirementStatus.PROPOSED
    ended: Ended | None = None


class ProcurementPhase(Record):
    """Krav, anskaffelse og plattform."""

    activities: Many[Activity] = ()
    checklist: dict[str, CheckAnswer] = {}
    components: Many[Component] = ()
    procurements: Many[Procurement] = ()
    requirements: Many[Requirement] = ()
