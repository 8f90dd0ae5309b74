"""Phase 2: the section ``benefits`` (eGevinst)."""

from typing import Annotated, ClassVar

from tpn.model.base import (
    ActivityId,
    Alias,
    Attitude,
    ChangeId,
    ComponentId,
    Date,
    GoalId,
    Id,
    Limits,
    Many,
    Number,
    PastDate,
    Percent,
    PersonId,
    Record,
    Scale5,
    ServiceId,
    StakeholderId,
    Text,
    Usual,
    Whole,
    Year,
    Yes,
)
from tpn.model.choices import BenefitKind, StakeholderGroup, VariantName
from tpn.model.shapes import Action, Activity, CheckAnswer, Ended


class Parameters(Record):
    """What the arithmetic stands on: NOK per hour, hours per full-time year, percent, years.

    ``first_year`` is the calendar year of year 1; ``price_year`` the year whose prices all amounts are in;
    ``real_growth`` what an hour of work grows by in a year beyond other prices, in percent.
    """

    hourly_cost: Annotated[Number, Limits(0, 100_000), Usual(200, 3_000)] | None = None
    hours_per_year: Annotated[Number, Limits(1, 8_784), Usual(1_400, 2_100)] | None = None
    user_hour_value: Annotated[Number, Limits(0, 100_000), Usual(0, 2_000)] | None = None
    discount_rate: Annotated[Percent, Usual(0.5, 10)] | None = None
    years: Annotated[Whole, Limits(1, 40)] | None = None
    first_year: Year | None = None
    price_year: Year | None = None
    real_growth: Annotated[Number, Limits(-10, 10), Usual(-2, 3)] | None = None
    source: Text | None = None


class Contact(Record):
    """That somebody has talked with a stakeholder."""

    KEY: ClassVar[str] = "date"

    date: PastDate
    by: PersonId | None = None
    how: Text | None = None
    note: Text | None = None


class Stakeholder(Record):
    """Interessent: interest and influence 1–5, attitude −1, 0, 1."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "I"

    id: Id
    name: Text
    group: StakeholderGroup | None = None
    interest: Scale5 | None = None
    influence: Scale5 | None = None
    attitude: Attitude | None = None
    expectation: Text | None = None
    needs: Text | None = None
    strategy: Text | None = None
    contacts: Many[Contact] = ()
    actions: Many[Action] = ()
    ended: Ended | None = None


class Change(Record):
    """What must change in the way people work.

    ``enabled_by``: the components that make it possible; ``activity``: the work that gets it done.
    """

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "F"

    id: Id
    title: Text
    service: ServiceId | None = None
    owner: PersonId | None = None
    due: Date | None = None
    enabled_by: Many[ComponentId] = ()
    activity: ActivityId | None = None
    ended: Ended | None = None


class Indicator(Record):
    """How a benefit is measured: the baseline, the target and by when."""

    name: Text
    unit: Text | None = None
    baseline: Number | None = None
    target: Number | None = None
    by: Date | None = None
    method: Text | None = None
    measured_by: PersonId | None = None


class Measurement(Record):
    """One measured value."""

    KEY: ClassVar[str] = "date"

    date: PastDate
    value: Number
    note: Text | None = None


class Estimate(Record):
    """Three points, NOK a year."""

    low: Number | None = None
    likely: Number | None = None
    high: Number | None = None


class FromProcess(Record):
    """The benefit is worked out from phase 3: this service, this variant against paper."""

    service: ServiceId
    variant: VariantName


class BudgetEffect(Record):
    """What a benefit does to a budget: whose, from which year, NOK a year, and whether that is decided."""

    unit: Text | None = None
    from_year: Year | None = None
    amount: Number | None = None
    decided: Yes | None = None
    case_reference: Text | None = None


class Benefit(Record):
    """Nytte or gevinst: what gets better, for whom, and how one will know."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "G"

    id: Id
    title: Text
    kind: BenefitKind | None = None
    for_: Annotated[Many[StakeholderId], Alias("for")] = ()
    services: Many[ServiceId] = ()
    owner: PersonId | None = None
    changes: Many[ChangeId] = ()
    goals: Many[GoalId] = ()
    indicator: Indicator | None = None
    measurements: Many[Measurement] = ()
    estimate: Estimate | None = None
    from_process: FromProcess | None = None
    realisable: Percent | None = None
    ramp_up: Many[Percent] = ()
    start_year: Year | None = None
    used_for: Text | None = None
    budget_effect: BudgetEffect | None = None
    ended: Ended | None = None


class Benefits(Record):
    """eGevinst."""

    activities: Many[Activity] = ()
    checklist: dict[str, CheckAnswer] = {}
    parameters: Parameters | None = None
    stakeholders: Many[Stakeholder] = ()
    changes: Many[Change] = ()
    benefits: Many[Benefit] = ()
