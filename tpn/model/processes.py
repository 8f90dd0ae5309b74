"""Phase 3: the section ``processes``."""

from typing import Annotated, ClassVar

from tpn.model.base import (
    Amount,
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
from tpn.model.choices import Automation, BenefitKind, StepKind, VariantName
from tpn.model.shapes import Activity, Approval, CheckAnswer


class Member(Record):
    """Somebody in the team that goes through the process; ``critical``: with a critical eye."""

    KEY: ClassVar[str] = "person"

    person: PersonId
    function: Text | None = None
    critical: Yes = False


class Dismissed(Record):
    """What the process proposes and the project does not take, with the reason.

    A benefit is named by its ``kind``; anything else by ``proposal``, as ``tpn process --propose`` calls it.
    """

    KEY: ClassVar[str] = "kind"

    kind: BenefitKind | None = None
    proposal: Text | None = None
    reason: Text


class Step(Record):
    """One step: minutes of work, days of waiting, ``share`` percent of the cases it happens in."""

    KEY: ClassVar[str] = "id"

    id: Id
    name: Text
    actor: Text | None = None
    system: Text | None = None
    minutes: Annotated[Amount, Usual(0, 480)] | None = None
    wait_days: Annotated[Amount, Usual(0, 365)] | None = None
    share: Percent = 100
    kind: StepKind = StepKind.TASK
    documents: Many[Text] = ()
    automation: Automation = Automation.NONE


class Variant(Record):
    """One edition of the process."""

    steps: Many[Step] = ()


class ServiceProcess(Record):
    """The process analysis of one service."""

    KEY: ClassVar[str] = "service"

    service: ServiceId
    team: Many[Member] = ()
    reviewed: PastDate | None = None
    chosen: VariantName | None = None
    validated: Approval | None = None
    digital_share: Percent | None = None
    example_times: Yes = False
    dismissed: Many[Dismissed] = ()
    variants: dict[VariantName, Variant] = {}


class Processes(Record):
    """Prosessanalyse."""

    activities: Many[Activity] = ()
    checklist: dict[str, CheckAnswer] = {}
    services: Many[ServiceProcess] = ()
