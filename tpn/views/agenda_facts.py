"""What an agenda is made of: templates in one language, lines with their times, people, services, remarks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tpn.model.choices import AgendaKind, MeetingForm, MeetingKind, Reply, Role
from tpn.model.logs import Alternative
from tpn.views.report_facts import ServiceFacts


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A line of an agenda template in one language. ``fill`` asks for what is open instead of a title."""

    title: str
    minutes: int
    kind: AgendaKind
    responsible: str | None = None  # a role
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """An agenda template in one language; ``pause`` is what a break is called."""

    start: str
    aim: str
    rows: tuple[TemplateRow, ...]
    pause: str


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One line of the agenda with its time and the name of who has it."""

    start: str | None
    end: str | None
    minutes: int | None
    case: str | None
    provisional: bool
    title: str
    kind: AgendaKind
    responsible: str | None
    person: str | None
    decision: str | None

    @property
    def pauses(self) -> bool:
        """Whether it is a break."""
        return self.kind is AgendaKind.BREAK

    @property
    def decides(self) -> bool:
        """Whether somebody must answer."""
        return self.kind in {AgendaKind.DECISION, AgendaKind.APPROVAL}


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who is invited; a guest has an ``organisation`` and no ``id``."""

    id: str | None
    name: str
    roles: tuple[Role, ...]
    unit: str | None
    reply: Reply
    attended: bool | None
    email: str | None
    guest: bool = False


@dataclass(frozen=True, slots=True)
class Covered:
    """A service, and those of its subject staff who come. None means that nobody speaks for it."""

    service: str
    name: str
    staff: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """An activity that starts soon after the meeting.

    ``due`` is its deadline; ``agreed`` and ``forecast`` are told where they are other dates than that.
    """

    id: str
    title: str
    start: date
    due: date | None
    responsible: tuple[str, ...]
    service: str | None
    agreed: date | None = None
    forecast: date | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """An action from earlier minutes that is not done."""

    meeting: str
    what: str
    responsible: tuple[str, ...]
    due: date | None


@dataclass(frozen=True, slots=True)
class CasePaper:
    """What there is to decide in a case: the ways to do it, what each does, what is recommended; who presents it.

    ``service``: the one whose launch is decided on, with how it stands.
    """

    case: str | None
    decision: str
    title: str
    alternatives: tuple[Alternative, ...]
    recommendation: str | None
    presenter: str | None = None
    service: ServiceFacts | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """A deliverable that was to be approved by the meeting and stands on none of its lines: by when, by whom."""

    id: str
    title: str
    due: date
    by: str | None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the agenda that its maker should know: a fact and its particulars."""

    fact: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that an agenda says. ``own``: its lines are typed in the project, not made from a template."""

    meeting: str
    kind: MeetingKind
    form: MeetingForm | None
    number: int | None
    date: date | None
    start: str | None
    end: str | None
    place: str | None
    aim: str
    project: str
    case_reference: str | None
    chair: str | None
    secretary: str | None
    own: bool
    lines: tuple[AgendaLine, ...]
    invited: tuple[Invited, ...]
    services: tuple[Covered, ...]
    coming: tuple[Coming, ...]
    papers: tuple[CasePaper, ...]
    left: tuple[str, ...]
    awaited: tuple[Awaited, ...]
    actions: tuple[Open, ...]
    remarks: tuple[Remark, ...]
