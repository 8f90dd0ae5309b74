"""Rows of any kind of record, for tables: each with its address, its record, and what follows from it.

``Tables(plan, index).rows("activities", Scope(phase=Phase.KICKOFF))`` gives the rows; ``field("activities", "due")``
the field, whose ``get(row)`` is a plain value. Kinds are the lists of the format (``model.index``) and a few that
are put together: milestones, the checklist with every question asked, the lights, the phases, the board.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from tpn.model.about import Service
from tpn.model.base import Record
from tpn.model.benefits import Benefit, Benefits
from tpn.model.choices import Phase, RequirementStatus
from tpn.model.fieldtree import takes
from tpn.model.index import PHASES, Entry, Index, short_address
from tpn.model.procurement import Bid, BidAnswer, Procurement, Requirement
from tpn.model.project import Project
from tpn.model.questions import Question
from tpn.model.shapes import Action, Activity, CheckAnswer
from tpn.plan import Plan
from tpn.plan.facts import Work
from tpn.plan.lights import ShownLight
from tpn.views.belonging import holder_at, phase_of, services_of
from tpn.views.nearness import is_near, point_is_near
from tpn.views.status import PhaseLine, ServiceLine, StatusView, status


class CheckRow(NamedTuple):
    """One point of a checklist as it is asked: of a phase, or of a service in the launch."""

    phase: Phase
    service: str | None
    question: Question


class AskedRequirement(NamedTuple):
    """One requirement as a bidder is asked to answer it."""

    procurement: Procurement
    supplier: str
    requirement: Requirement


About = Work | CheckRow | AskedRequirement | ShownLight | PhaseLine | ServiceLine | Entry
"""What a row is more than its record: by its kind one of what is put together, else where its record stands."""


class Row(NamedTuple):
    """One row: ``key`` is what is printed for it, the address unless all rows have the same holder."""

    address: str
    key: str
    kind: str
    record: Record
    tables: "Tables"
    scope: "Scope"
    about: "About"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows: of a phase, a service, a variant, a holder (an address); and whose."""

    phase: Phase | None = None
    service: str | None = None
    variant: str | None = None
    holder: str | None = None
    person: str | None = None


EVERYTHING = Scope()
NOTHING = Record()
COMPOSED: Mapping[str, type[Record]] = {
    "activities": Activity, "milestones": Activity, "checklist": CheckAnswer, "answers": BidAnswer, "board": Service,
    "lights": Record, "phases": Record,
}  # fmt: skip
"""Kinds that are put together here, and the class of their records; ``Record`` has no fields of its own."""


def _list_classes() -> Mapping[str, type[Record]]:
    """By kind, the class of the records of each list of the format."""
    found: dict[str, type[Record]] = {}

    def walk(cls: type[Record], *, section: str) -> None:
        for key, take in takes(cls).items():
            if take.record is None:
                continue
            kind = section if key == "services" and section else key
            if take.form in {"records", "records_by_key"} and key not in {"variants", "lights"}:
                found.setdefault(kind, take.record)
            walk(take.record, section=key if cls is Project and key in PHASES else "")

    walk(Project, section="")
    return {kind: cls for kind, cls in found.items() if kind not in COMPOSED}


LISTS: Mapping[str, type[Record]] = _list_classes()
SECTIONS: Mapping[str, type[Record]] = {
    key: cls
    for holder, keys in ((Project, ("project", "report")), (Benefits, ("parameters",)))
    for key in keys
    if (cls := takes(holder)[key].record)
}
"""Parts of the project that there is one of, each a row of its own where the project has it."""

KINDS: tuple[str, ...] = (*COMPOSED, *LISTS, *SECTIONS)


def class_of(kind: str) -> type[Record]:
    """The class of the records of a kind of row."""
    return COMPOSED.get(kind) or SECTIONS.get(kind) or LISTS[kind]


@dataclass(frozen=True)
class Tables:
    """The rows of a project."""

    plan: Plan
    index: Index
    until: date | None = None
    """Of one person's rows only those that are overdue, or begin or fall due by this day; None: all."""

    @property
    def project(self) -> Project:
        """The project whose rows they are."""
        return self.plan.project

    @cached_property
    def status(self) -> StatusView:
        """Where the project stands: lights, phases, services."""
        return status(self.plan, index=self.index)

    def rows(self, kind: str, scope: Scope = EVERYTHING) -> list[Row]:
        """The rows of a kind in a scope, in the order of the format."""
        if scope.person is None:
            return list(_MADE[kind](self, kind, scope) if kind in _MADE else self._listed(kind, scope))
        own = self._whose_rows(kind, replace(scope, person=None)).get(scope.person, ())
        until = self.until
        return [row._replace(scope=scope) for row in own if until is None or _is_near(row, until)]

    def _whose_rows(self, kind: str, scope: Scope) -> Mapping[str, Sequence[Row]]:
        """The rows in a scope by whose they are: worked out once, whoever of many people is asked for."""
        if (kind, scope) not in self._whose:
            found = self._whose[kind, scope] = dict[str, list[Row]]()
            for row in self.rows(kind, scope):
                if not _stands_as_activity(row):
                    for who in dict.fromkeys(carriers(row)):
                        found.setdefault(who, []).append(row)
        return self._whose[kind, scope]

    @cached_property
    def _whose(self) -> dict[tuple[str, Scope], dict[str, list[Row]]]:
        return {}

    @cached_property
    def _near_or_not(self) -> "Tables":
        return replace(self, until=None)

    def waiting(self, kinds: Iterable[str], person: str) -> int:
        """How many of a person's open rows wait beyond the day that only nearer ones are shown of."""
        rows = {
            row.address: row for kind in kinds for row in self._near_or_not.rows(kind, Scope(person=person))
        }
        until = self.until
        return sum(until is not None and _is_near(row, until) is False for row in rows.values())

    def _listed(self, kind: str, scope: Scope) -> Iterator[Row]:
        for entry in self.index.of(kind):
            if self._within(entry, scope):
                yield Row(entry.address, self._key(entry, scope), kind, entry.record, self, scope, entry)

    def _within(self, entry: Entry, scope: Scope) -> bool:
        if scope.holder and not entry.address.startswith(f"{scope.holder}/"):
            return False
        if scope.variant and scope.variant not in entry.route:
            return False
        if scope.phase and phase_of(entry) is not scope.phase:
            return False
        return scope.service is None or scope.service in services_of(entry, self.index)

    def _key(self, entry: Entry, scope: Scope) -> str:
        """A step of one variant, an answer of one bidder: its own id says enough."""
        if (scope.variant and scope.service) or scope.holder:
            return entry.address.rpartition("/")[2]
        return self.index.short.get(entry.address, entry.address)

    def holder(self, entry: Entry) -> Entry | None:
        """The record that holds another: the benefit of a measurement."""
        return holder_at(entry.route, self.index)


def _stands_as_activity(row: Row) -> bool:
    """An action that has become an activity is one thing to do: the activity."""
    return isinstance(row.record, Action) and row.record.activity in row.tables.plan.by_id


def _is_near(row: Row, until: date) -> bool | None:
    """Whether a row is to be looked at by a day; None where it asks nothing more of anybody."""
    plan, point = row.tables.plan, row.about
    if isinstance(point, CheckRow):
        return point_is_near(row.record, point.phase, point.service, plan, until)  # type: ignore[arg-type]
    return is_near(row.record, plan, until)


# ---------------------------------------------------------------- kinds that are put together


def _activities(tables: Tables, kind: str, scope: Scope) -> Iterator[Row]:
    phase, service, milestones = scope.phase, scope.service, kind == "milestones"
    for work in tables.plan.work:
        activity = work.activity
        if phase and work.phase is not phase:
            continue
        if service and activity.service != service:
            continue
        if milestones and not activity.milestone:
            continue
        yield Row(activity.id, activity.id, kind, activity, tables, scope, work)


def _checklist(tables: Tables, kind: str, scope: Scope) -> Iterator[Row]:
    for point, answer in _points(tables, scope):
        name = point.question.id
        address = f"{point.service or point.phase.value}/{name}"
        short = scope.service or (scope.phase and scope.phase is not Phase.LAUNCH)
        yield Row(address, name if short else address, kind, answer, tables, scope, point)


def _points(tables: Tables, scope: Scope) -> Iterator[tuple[CheckRow, CheckAnswer]]:
    """Every question with its answer; those of the launch are asked of each service."""
    questions = tables.plan.facts.questions
    for phase in Phase if scope.phase is None else (scope.phase,):
        if phase is not Phase.LAUNCH:
            if scope.service is None:
                answers = getattr(tables.project, phase).checklist
                yield from _asked(CheckRow(phase, None, question) for question in questions.of(phase))(
                    answers
                )
            continue
        for service in tables.project.services:
            if scope.service in {None, service.id}:
                launch = tables.plan.facts.launches.get(service.id)
                asked = (CheckRow(phase, service.id, question) for question in questions.of(phase))
                yield from _asked(asked)(launch.checklist if launch else {})


_NO_ANSWER = CheckAnswer()


def _asked(
    points: Iterable[CheckRow],
) -> Callable[[Mapping[str, CheckAnswer]], Iterator[tuple[CheckRow, CheckAnswer]]]:
    return lambda answers: ((point, answers.get(point.question.id, _NO_ANSWER)) for point in points)


def _answers(tables: Tables, kind: str, scope: Scope) -> Iterator[Row]:
    """Every requirement of a procurement, asked of each bidder – of one, also one not yet known, in its holder.

    With a procurement for its holder: what gives points, the tenders on one requirement under each other.
    """
    for deal in tables.project.procurement.procurements:
        if scope.holder == deal.id:
            yield from _to_score(tables, kind, scope, deal)
            continue
        suppliers: dict[str, Bid | None] = {bid.supplier: bid for bid in deal.bids}
        if scope.holder:
            procurement, _, supplier = scope.holder.partition("/bids/")
            suppliers = {supplier: suppliers.get(supplier)} if procurement == deal.id else {}
        for supplier, bid in suppliers.items():
            for asked in _asked_of(tables, deal, supplier):
                name = asked.requirement.id
                address = f"{deal.id}/bids/{supplier}/answers/{name}"
                answer = _answer(bid, name)
                key = name if scope.holder else short_address(address)
                yield Row(address, key, kind, answer, tables, scope, asked)


def _to_score(tables: Tables, kind: str, scope: Scope, deal: Procurement) -> Iterator[Row]:
    criteria = {one.id for one in deal.criteria}
    bids = [bid for bid in deal.bids if bid.rejected is None and bid.withdrawn is None]
    for first in _asked_of(tables, deal, ""):
        if first.requirement.criterion not in criteria:
            continue
        for bid in bids:
            name = first.requirement.id
            address = f"{deal.id}/bids/{bid.supplier}/answers/{name}"
            asked = first._replace(supplier=bid.supplier)
            yield Row(address, address, kind, _answer(bid, name), tables, scope, asked)


_NO_BID_ANSWER = BidAnswer()


def _answer(bid: Bid | None, requirement: str) -> BidAnswer:
    return bid.answers.get(requirement, _NO_BID_ANSWER) if bid else _NO_BID_ANSWER


def _asked_of(tables: Tables, deal: Procurement, supplier: str) -> Iterator[AskedRequirement]:
    """The requirements of the procurement's components, and those of no component."""
    for requirement in tables.project.procurement.requirements:
        concerns = (
            not requirement.component or not deal.components or requirement.component in deal.components
        )
        if concerns and requirement.status is not RequirementStatus.DROPPED:
            yield AskedRequirement(deal, supplier, requirement)


def _lights(tables: Tables, kind: str, scope: Scope) -> Iterator[Row]:
    for shown in tables.plan.lights:
        yield Row(shown.dimension.value, shown.dimension.value, kind, NOTHING, tables, scope, shown)


def _phases(tables: Tables, kind: str, scope: Scope) -> Iterator[Row]:
    for line in tables.status.phases:
        yield Row(line.phase.value, line.phase.value, kind, NOTHING, tables, scope, line)


def _board(tables: Tables, kind: str, scope: Scope) -> Iterator[Row]:
    for line in tables.status.services:
        if scope.service in {None, line.id}:
            yield Row(line.id, line.id, kind, tables.project.service[line.id], tables, scope, line)


_MADE: Mapping[str, Callable[[Tables, str, Scope], Iterator[Row]]] = {
    "activities": _activities, "milestones": _activities, "checklist": _checklist, "answers": _answers,
    "lights": _lights, "phases": _phases, "board": _board,
}  # fmt: skip


# ---------------------------------------------------------------- what a row belongs to


def carriers(row: Row) -> tuple[str, ...]:
    """Whose a row is: those it names as responsible; else whom its role or its holder points to.

    A benefit is its owner's, and of whoever measures it.
    """
    if isinstance(row.about, CheckRow):
        return _answers_for(row, row.about)
    if isinstance(row.record, Benefit):
        measures = row.record.indicator.measured_by if row.record.indicator else None
        return tuple(dict.fromkeys(one for one in (row.record.owner, measures) if one))
    for name in ("responsible", "owner", "by", "accepted_by", "person"):
        if said := getattr(row.record, name, None):
            return (said,) if isinstance(said, str) else said
    above = row.tables.holder(row.about) if isinstance(row.about, Entry) else None
    if above is None or row.kind not in {"measurements", "figures"}:
        return ()
    indicator = getattr(above.record, "indicator", None)
    said = getattr(indicator, "measured_by", None) or getattr(above.record, "owner", None)
    return (said,) if said else ()


def _answers_for(row: Row, point: CheckRow) -> tuple[str, ...]:
    """Who answered; else those who have the role that the question is put to."""
    answer = row.record
    if said := getattr(answer, "by", None):
        return (said,)
    project, role = row.tables.project, point.question.role
    service = project.service[point.service] if point.service else None
    own = {
        "main_responsible": service.responsible if service else None,
        "process_owner": service.owner if service else None,
        "project_owner": project.about.owner,
        "project_lead": project.about.lead,
    }
    if role in own:
        return (found,) if (found := own[role]) else ()
    return tuple(person.id for person in project.people if role in person.roles)


def people_with_rows(tables: Tables, kinds: Sequence[str]) -> tuple[str, ...]:
    """Everybody who has a row of these kinds, in the order of the project's people."""
    found = {who for kind in kinds for row in tables.rows(kind) for who in carriers(row)}
    return tuple(person.id for person in tables.project.people if person.id in found)
