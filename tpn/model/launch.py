"""Phase 5: the section ``launch``: each service on the net and in the organisation."""

from typing import ClassVar

from tpn.model.base import (
    Date,
    Many,
    PastDate,
    PersonId,
    Record,
    ServiceId,
    Text,
    Whole,
    Yes,
)
from tpn.model.choices import Assurance, CheckTopic, Dpia, Journalled, Level, Signature
from tpn.model.shapes import Activity, Approval, CheckAnswer


class PersonalData(Record):
    """Whether special categories are handled, and what was decided about a DPIA."""

    special: Yes = False
    dpia: Dpia = Dpia.UNDECIDED
    reason: Text | None = None


class Records(Record):
    """How submissions reach the records."""

    journalled: Journalled | None = None
    to: Text | None = None
    reason: Text | None = None


class OwnCheck(Record):
    """The supplier's word beside the municipality's own check."""

    supplier: Text | None = None
    own: Text | None = None
    by: PersonId | None = None
    date: PastDate | None = None


class Published(Record):
    """Where and when a description went on the net."""

    url: Text | None = None
    date: PastDate | None = None


class Description(Record):
    """The service description that citizens read."""

    text: Text | None = None
    who: Text | None = None
    gives: Text | None = None
    conditions: Text | None = None
    how: Text | None = None
    documentation: Text | None = None
    deadline: Text | None = None
    price: Text | None = None
    processing: Text | None = None
    afterwards: Text | None = None
    appeal: Text | None = None
    contact: Text | None = None
    local: Text | None = None
    channels: Many[Text] = ()
    form: Text | None = None
    life_event: Text | None = None
    languages: Many[Text] = ()
    approved: Approval | None = None
    published: Published | None = None
    review: Date | None = None


class Figure(Record):
    """Cases and how many of them came digitally, in the period up to the date."""

    KEY: ClassVar[str] = "date"

    date: PastDate
    cases: Whole | None = None
    digital: Whole | None = None


class ServiceLaunch(Record):
    """The launch of one service."""

    KEY: ClassVar[str] = "service"

    service: ServiceId
    level: Level | None = None
    assurance: Assurance | None = None
    signature: Signature | None = None
    personal_data: PersonalData | None = None
    records: Records | None = None
    checks: dict[CheckTopic, OwnCheck] = {}
    description: Description | None = None
    checklist: dict[str, CheckAnswer] = {}
    launched: PastDate | None = None
    figures: Many[Figure] = ()
    next: ServiceId | None = None


class Launch(Record):
    """Etablering av tjenestene."""

    activities: Many[Activity] = ()
    services: Many[ServiceLaunch] = ()
