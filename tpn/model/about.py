"""The section ``project`` and its neighbours: calendar, people, services."""

from typing import Annotated, ClassVar

from tpn.model.base import (
    Alias,
    Amount,
    BenefitId,
    BodyId,
    Date,
    Digits4,
    Id,
    Limits,
    Many,
    Maturity,
    PastDate,
    PersonId,
    Record,
    Share,
    Text,
    Usual,
    Whole,
    Yes,
)
from tpn.model.choices import (
    Audience,
    BenefitWord,
    Country,
    Dimension,
    Every,
    GoalLevel,
    Language,
    Light,
    Role,
)
from tpn.model.shapes import Ended


class Municipality(Record):
    """Name and official number: four digits, text, since it may begin with 0."""

    name: Text
    number: Digits4 | None = None
    address: Text | None = None


class Goal(Record):
    """A goal: business, effect or delivery."""

    KEY: ClassVar[str] = "id"
    PREFIX: ClassVar[str] = "M"

    id: Id
    level: GoalLevel | None = None
    text: Text
    indicator: BenefitId | None = None
    ended: Ended | None = None


class Tolerances(Record):
    """How far the project may stray before the steering group must hear: working days, percent, risk score."""

    days: Annotated[Whole, Usual(0, 260)] = 10
    cost_percent: Share = 5
    benefit_percent: Share = 20
    risk: Annotated[Whole, Limits(0, 25)] = 12


class Overruling(Record):
    """A light that a person sets against the computed one; shown as overruled, until a day where one is said."""

    KEY: ClassVar[str] = "dimension"

    light: Light
    reason: Text
    by: PersonId | None = None
    date: PastDate | None = None
    until: Date | None = None


class Choose(Record):
    """Weights for choosing the next services."""

    volume: Annotated[Amount, Usual(0, 100)] = 3
    benefit: Annotated[Amount, Usual(0, 100)] = 3
    effort: Annotated[Amount, Usual(0, 100)] = 2
    common: Annotated[Amount, Usual(0, 100)] = 2


class Reporting(Record):
    """When the status report is due: the n-th working day of the period."""

    every: Every = Every.MONTH
    working_day: Annotated[Whole, Limits(1, 23)] = 5


class Body(Record):
    """Who agrees and decides: the steering group, formannskapet. When it meets, and when its papers are due.

    ``meetings`` are its days; ``every`` makes a series of them from ``first`` on. ``paper_days``: how many days before
    a meeting its papers must be in. The body ``steering_group`` is always there, and meets when the project's
    meetings say so too.
    """

    KEY: ClassVar[str] = "id"

    id: Id
    name: Text
    meetings: Many[Date] = ()
    first: Date | None = None
    every: Every | None = None
    paper_days: Whole | None = None


class About(Record):
    """What the project is: the section ``project``."""

    format: Whole
    id: Id
    name: Text
    municipality: Municipality | None = None
    language: Language = Language.NB
    benefit_word: BenefitWord = BenefitWord.NYTTE
    start: Date
    finish: Date | None = None
    handed_over: PastDate | None = None
    agreed_by: BodyId | None = None
    owner: PersonId | None = None
    lead: PersonId | None = None
    steering_group: Many[PersonId] = ()
    bodies: Many[Body] = ()
    purpose: Text | None = None
    statutory: Yes | None = None
    case_reference: Text | None = None
    goals: Many[Goal] = ()
    tolerances: Tolerances = Tolerances()
    lights: dict[Dimension, Overruling] = {}
    advice: dict[str, Text] = {}
    access: dict[str, Text] = {}
    choose: Choose | None = None
    reporting: Reporting | None = None


class Period(Record):
    """Days from–to, both included."""

    from_: Annotated[Date, Alias("from")]
    to: Date
    name: Text | None = None


class Calendar(Record):
    """Which days are worked: the country's public holidays, and the project's own closed periods.

    In a period of ``freeze`` nothing is launched; nor on a Friday, unless it is said.
    """

    country: Country = Country.NO
    closed: Many[Period] = ()
    freeze: Many[Period] = ()
    launch_on_friday: Yes | None = None


class Person(Record):
    """Somebody in the project. ``away`` says when, never why."""

    KEY: ClassVar[str] = "id"

    id: Id
    name: Text
    initials: Text | None = None
    roles: Many[Role] = ()
    unit: Text | None = None
    organisation: Text | None = None
    email: Text | None = None
    phone: Text | None = None
    deputy: PersonId | None = None
    away: Many[Period] = ()


class ServiceMaturity(Record):
    """How electronic the service is now and is to be, 0–7."""

    now: Maturity | None = None
    goal: Maturity | None = None


class Service(Record):
    """A service that is put online."""

    KEY: ClassVar[str] = "id"

    id: Id
    name: Text
    catalogue: Text | None = None
    audience: Many[Audience] = ()
    owner: PersonId | None = None
    responsible: PersonId | None = None
    subject_staff: Many[PersonId] = ()
    cases_per_year: Annotated[Amount, Usual(0, 1_000_000)] | None = None
    los: Many[Text] = ()
    maturity: ServiceMaturity | None = None
    wave: Annotated[Whole, Limits(1, 99)] | None = None
    launch: Date | None = None
    agreed_by: BodyId | None = None
    ended: Ended | None = None
