"""What the chosen variant of a process proposes: benefits, changes in the way of working, requirements, launch items.

Each proposal has a name that stays the same and the facts that it rests on. It is taken when the project has what it
proposes, dismissed when the process says why not, and else open. So nothing is proposed twice.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tpn.model.actors import Side, SideOf, side_of_step
from tpn.model.choices import (
    LEVELS_OF_VARIANT,
    Audience,
    Automation,
    BenefitKind,
    ComponentKind,
    Signature,
    StepKind,
    VariantName,
)
from tpn.model.processes import ServiceProcess, Step
from tpn.model.procurement import Component
from tpn.model.project import Project
from tpn.model.systems import System
from tpn.plan.processes import Comparison, compare, process_of

SystemOf = Callable[[str | None], System | None]

FROM = "proposed_from"
"""The key under ``x`` that ties a record to the proposal it was made from."""
MARKS = frozenset({FROM, "catalogue"})
"""The keys under ``x`` by which the program knows where a record came from; nobody has written them."""

MEASURED: Mapping[str, BenefitKind] = {
    "manual_minutes": BenefitKind.STAFF_TIME,
    "waiting_days": BenefitKind.LEAD_TIME,
    "user_minutes": BenefitKind.USER_TIME,
}
"""What a chosen process gives, where it lowers the measure."""
_SIGNED = frozenset({Signature.SIMPLE, Signature.ADVANCED, Signature.QUALIFIED})


class Of(StrEnum):
    """What is proposed."""

    BENEFIT = "benefit"
    CHANGE = "change"
    REQUIREMENT = "requirement"
    LAUNCH = "launch"


class ProposalState(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    TAKEN = "taken"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal: ``benefit.staff_time``, ``change.automatic``, ``requirement.K-INT-04``, ``launch.level``.

    ``because`` are the facts that it rests on, ``steps`` the steps. ``settled``: the record that takes it, or the
    reason why it was dismissed.
    """

    of: Of
    what: str
    service: str
    variant: VariantName
    because: Mapping[str, Any]
    steps: tuple[str, ...] = ()
    state: ProposalState = ProposalState.OPEN
    settled: str | None = None

    @property
    def key(self) -> str:
        """Its name within the service."""
        return f"{self.of}.{self.what}"

    @property
    def source(self) -> str:
        """What a record that takes it says under ``x``."""
        return f"processes/{self.service}/{self.key}"


@dataclass(frozen=True)
class Known:
    """What proposals are made from besides the project: sides of actors, systems, requirements of the catalogue."""

    side_of: SideOf
    system_of: SystemOf
    requirements: Sequence[Mapping[str, Any]] = ()


def proposals(project: Project, service: str, known: Known) -> tuple[Proposal, ...]:
    """All that the chosen variant of a service proposes, settled or not; nothing where none is chosen."""
    process = process_of(project, service)
    if (
        process is None
        or process.chosen in {None, VariantName.PAPER}
        or process.chosen not in process.variants
    ):
        return ()
    made = _Making(project, process, process.chosen, known)
    found = (*made.benefits(), *made.changes(), *made.requirements(), *made.launch())
    return tuple(_settled(one, project, process) for one in found)


def lowered(found: Comparison, chosen: VariantName) -> Iterator[BenefitKind]:
    """The kinds of benefit that a variant gives: what it lowers against today."""
    for measure, kind in MEASURED.items():
        less = found.difference(chosen, measure)
        if less is not None and less < 0:
            yield kind


@dataclass(frozen=True)
class _Making:
    project: Project
    process: ServiceProcess
    chosen: VariantName
    known: Known

    @property
    def _service(self) -> str:
        return self.process.service

    def _proposal(self, of: Of, what: str, steps: Sequence[Step] = (), **because: Any) -> Proposal:
        names = tuple(step.name for step in steps)
        return Proposal(of, what, self._service, self.chosen, because, names)

    def _side(self, step: Step) -> Side | None:
        return side_of_step(step, self.known.side_of)

    @property
    def _then(self) -> tuple[Step, ...]:
        return self.process.variants[self.chosen].steps

    @property
    def _now(self) -> tuple[Step, ...]:
        paper = self.process.variants.get(VariantName.PAPER)
        return paper.steps if paper else ()

    # -------------------------------------------------------- benefits

    def benefits(self) -> Iterator[Proposal]:
        """What the chosen variant lowers: the municipality's minutes, the days of waiting, the users' minutes."""
        found = compare(self.project, self._service, self.known.side_of)
        kinds = set(lowered(found, self.chosen))
        for measure, kind in MEASURED.items():
            if kind in kinds and found.as_is:
                before, after = getattr(found.as_is, measure), getattr(found.by_name[self.chosen], measure)
                hours = found.freed_hours(self.chosen) if measure == "manual_minutes" else None
                yield self._proposal(
                    Of.BENEFIT, kind.value, measure=measure, before=before, after=after, hours=hours,
                    share=found.digital_share, example=found.example_times,
                )  # fmt: skip

    # -------------------------------------------------------- changes

    def changes(self) -> Iterator[Proposal]:
        """What people stop doing by hand, because it falls away or a system does it; and what users do online."""
        later = {step.id: step for step in self._then}
        ours = [step for step in self._now if self._side(step) is Side.MUNICIPALITY]
        gone = [step for step in ours if step.id not in later]
        if gone:
            yield self._proposal(Of.CHANGE, "gone", gone, components=())
        automatic = [step for step in ours if step.id in later and self._side(later[step.id]) is Side.SYSTEM]
        if automatic:
            new = [later[step.id] for step in automatic]
            yield self._proposal(Of.CHANGE, "automatic", automatic, components=self._carrying(new))
        users = [step for step in self._then if self._side(step) is Side.USER]
        before = {step.id: step for step in self._now}
        online = [step for step in users if step.automation is not Automation.NONE
                  and (step.id not in before or before[step.id].automation is Automation.NONE)]  # fmt: skip
        if online:
            yield self._proposal(Of.CHANGE, "online", online, components=self._carrying(online))

    def _carrying(self, steps: Sequence[Step]) -> tuple[str, ...]:
        """The components of the service that the systems of these steps stand on."""
        systems = [self.known.system_of(step.system) for step in steps]
        kinds = {system.kind for system in systems if system and system.kind}
        return tuple(one.id for one in self._components if one.kind in kinds)

    @property
    def _components(self) -> list[Component]:
        every = self.project.procurement.components
        return [one for one in every if self._service in one.services]

    # -------------------------------------------------------- requirements

    def requirements(self) -> Iterator[Proposal]:
        """The requirements of the catalogue whose condition this process brings about."""
        why = self._conditions()
        kinds = {one.kind.value: one.id for one in reversed(self._components) if one.kind}
        for row in self.known.requirements:
            if (condition := row.get("when")) in why:
                component = next((kinds[kind] for kind in row["components"] if kind in kinds), None)
                yield self._proposal(
                    Of.REQUIREMENT,
                    row["id"],
                    why[condition],
                    condition=condition,
                    row=row,
                    component=component,
                )

    def _conditions(self) -> dict[str, list[Step]]:
        """Which conditions of the catalogue hold, and the steps that make them hold."""
        carried = [(step, self.known.system_of(step.system)) for step in self._then]
        automatic = [(step, system) for step, system in carried if step.automation is Automation.FULL]
        holds = {
            "register": [step for step, on in automatic if on and on.kind is ComponentKind.INTEGRATION],
            "automated": [step for step, _ in automatic if step.kind is StepKind.DECISION],
            "payment": [step for step, on in carried if on and on.key == "payment"],
            "booking": [step for step, on in carried if on and on.kind is ComponentKind.BOOKING],
        }  # fmt: skip
        return {name: steps for name, steps in holds.items() if steps} | {name: [] for name in self._said()}

    def _said(self) -> Iterator[str]:
        """The conditions that the service and its launch profile say themselves."""
        known = self.project.service.get(self._service)
        launch = next((one for one in self.project.launch.services if one.service == self._service), None)
        if launch and launch.signature in _SIGNED:
            yield "signature"
        if launch and launch.personal_data and launch.personal_data.special:
            yield "special_data"
        if known and {Audience.ASSOCIATIONS, Audience.BUSINESSES} & set(known.audience):
            yield "organisations"

    # -------------------------------------------------------- launch

    def launch(self) -> Iterator[Proposal]:
        """The level that the service goes live at, and how what comes in reaches the records."""
        yield self._proposal(Of.LAUNCH, "level", level=LEVELS_OF_VARIANT[self.chosen].usual)
        records = [
            step
            for step in self._then
            if self._side(step) is Side.SYSTEM
            and (on := self.known.system_of(step.system))
            and on.kind is ComponentKind.CASE_RECORDS
        ]
        if records:
            yield self._proposal(Of.LAUNCH, "records", records[:1], to=records[0].system)


# ---------------------------------------------------------------- where a proposal stands


def _settled(one: Proposal, project: Project, process: ServiceProcess) -> Proposal:
    said = next((dismissed for dismissed in process.dismissed if _names(dismissed, one)), None)
    taken = _TAKEN[one.of](one, project)
    if taken:
        return _with(one, ProposalState.TAKEN, taken)
    return _with(one, ProposalState.DISMISSED, said.reason) if said else one


def _with(one: Proposal, state: ProposalState, settled: str) -> Proposal:
    return Proposal(one.of, one.what, one.service, one.variant, one.because, one.steps, state, settled)


def _names(dismissed: Any, one: Proposal) -> bool:
    if dismissed.proposal:
        return bool(dismissed.proposal == one.key)
    return one.of is Of.BENEFIT and dismissed.kind is not None and dismissed.kind.value == one.what


def _benefit(one: Proposal, project: Project) -> str | None:
    """A benefit of the kind that names the service, however it came about."""
    for benefit in project.benefits.benefits:
        drawn = benefit.from_process is not None and benefit.from_process.service == one.service
        if benefit.kind and benefit.kind.value == one.what and (drawn or one.service in benefit.services):
            return benefit.id
    return None


def _change(one: Proposal, project: Project) -> str | None:
    return next((change.id for change in project.benefits.changes if change.x.get(FROM) == one.source), None)


def _requirement(one: Proposal, project: Project) -> str | None:
    """The requirement of the catalogue, for whatever service it was taken."""
    texts = set(one.because["row"]["text"].values())
    for requirement in project.procurement.requirements:
        if requirement.x.get("catalogue") == one.what or requirement.text in texts:
            return requirement.id
    return None


def _launch(one: Proposal, project: Project) -> str | None:
    """What the launch profile says already, whether it is the same or not: people decide."""
    launch = next((said for said in project.launch.services if said.service == one.service), None)
    if launch is None:
        return None
    said = launch.level if one.what == "level" else launch.records and launch.records.journalled
    return f"launch/{one.service}" if said else None


_TAKEN: Mapping[Of, Callable[[Proposal, Project], str | None]] = {
    Of.BENEFIT: _benefit, Of.CHANGE: _change, Of.REQUIREMENT: _requirement, Of.LAUNCH: _launch,
}  # fmt: skip
