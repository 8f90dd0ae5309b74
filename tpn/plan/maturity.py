"""How electronic a service is, 0–7, and what it lacks for the next level: a ladder of needs, which is content.

A need is met by what the project says (``fact``), by a delivered component of the service, or by a requirement that is
met. Levels are cumulative: what a lower one needs is asked again only if the service is not there yet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from tpn.library import load
from tpn.model.about import Service
from tpn.model.choices import (
    Acquire,
    Agreement,
    Automation,
    Journalled,
    Level,
    RequirementStatus,
    VariantName,
)
from tpn.model.deliveries import is_delivered
from tpn.model.ended import fallen_out
from tpn.model.procurement import Component, Requirement
from tpn.plan.facts import ProjectFacts
from tpn.plan.processes import process_of

LEVELS = tuple(Level)


class NeedState(StrEnum):
    """How a need stands: it is there, it is on its way, or nobody has begun."""

    HAVE = "have"
    COMING = "coming"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Need:
    """What a level asks for; ``text`` by language, ``block`` the building block that it belongs to."""

    text: Mapping[str, str]
    fact: str | None = None
    component: tuple[str, ...] = ()
    requirement: str | None = None
    block: str | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """A need of a service: how it stands, by which records, and when it is expected."""

    need: Need
    state: NeedState
    by: tuple[str, ...] = ()
    when: date | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """A level above the one that a service has, with its needs."""

    level: Level
    number: int
    needs: tuple[Met, ...]

    @property
    def lacking(self) -> tuple[Met, ...]:
        """What is not there yet."""
        return tuple(met for met in self.needs if met.state is not NeedState.HAVE)


@dataclass(frozen=True, slots=True)
class BuildingBlock:
    """A building block of the steps to come, with what the service has of it."""

    id: str
    name: Mapping[str, str]
    needs: tuple[Met, ...]

    @property
    def state(self) -> NeedState:
        """There when all of it is, on its way when some of it is there or coming."""
        states = {met.state for met in self.needs}
        if states == {NeedState.HAVE}:
            return NeedState.HAVE
        return NeedState.MISSING if states == {NeedState.MISSING} else NeedState.COMING


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Where a service is, where its launch takes it, where it is to be; the rungs up to there, one at least."""

    now: int | None
    launch: int | None
    goal: int | None
    rungs: tuple[Rung, ...]
    blocks: tuple[BuildingBlock, ...]


@dataclass(frozen=True)
class Ladder:
    """The needs of each level and the building blocks: a municipality's own, or tpn's."""

    levels: Mapping[Level, tuple[Need, ...]]
    blocks: tuple[tuple[str, Mapping[str, str]], ...]

    @classmethod
    def of(cls, folder: Path | None) -> "Ladder":
        """That of a project's folder.

        Raises:
            Stop: the municipality's own file cannot be read.
        """
        said = load("catalogue/maturity.yaml", folder)
        levels = {Level(row["level"]): tuple(map(_need, row["needs"])) for row in said["levels"]}
        return cls(levels, tuple((row["id"], row["name"]) for row in said["blocks"]))


def _need(row: Mapping[str, Any]) -> Need:
    return Need(
        row["text"],
        row.get("fact"),
        tuple(row.get("component", ())),
        row.get("requirement"),
        row.get("block"),
    )


def roadmap(service: Service, facts: ProjectFacts, ladder: Ladder) -> Roadmap:
    """What a service lacks for the next level, and for those up to its goal."""
    said = facts.launches.get(service.id)
    launch = LEVELS.index(said.level) if said and said.level else None
    maturity = service.maturity
    now = (
        launch if service.id in facts.launched and launch is not None else maturity.now if maturity else None
    )
    goal = maturity.goal if maturity else None
    here = now or 0
    top = min(max(goal or 0, launch or 0, here + 1), len(LEVELS) - 1)
    rungs = tuple(_rung(number, service, facts, ladder) for number in range(here + 1, top + 1))
    blocks = tuple(_block(one, name, service, facts, ladder) for one, name in ladder.blocks)
    return Roadmap(now, launch, goal, rungs, blocks)


def _rung(number: int, service: Service, facts: ProjectFacts, ladder: Ladder) -> Rung:
    level = LEVELS[number]
    return Rung(level, number, tuple(met(need, service, facts) for need in ladder.levels.get(level, ())))


def _block(
    name: str, title: Mapping[str, str], service: Service, facts: ProjectFacts, ladder: Ladder
) -> BuildingBlock:
    needs = [need for some in ladder.levels.values() for need in some if need.block == name]
    return BuildingBlock(name, title, tuple(met(need, service, facts) for need in needs))


def met(need: Need, service: Service, facts: ProjectFacts) -> Met:
    """How a need of a service stands."""
    if need.fact:
        return Met(need, NeedState.HAVE if FACTS[need.fact](service, facts) else NeedState.MISSING)
    if need.component:
        return _by_component(need, service, facts)
    return _by_requirement(need, service, facts)


def _by_component(need: Need, service: Service, facts: ProjectFacts) -> Met:
    found = [one for one in _components(service, facts) if one.kind in need.component]
    there = [one for one in found if is_delivered(one)]
    if there:
        return Met(need, NeedState.HAVE, tuple(one.id for one in there))
    when = min((day for one in found if (day := one.expected or one.promised)), default=None)
    return Met(need, NeedState.COMING if found else NeedState.MISSING, tuple(one.id for one in found), when)


def _by_requirement(need: Need, service: Service, facts: ProjectFacts) -> Met:
    found = [one for one in _requirements(service, facts) if one.group == need.requirement]
    done = [one for one in found if one.status is RequirementStatus.MET]
    state = NeedState.HAVE if done else NeedState.COMING if found else NeedState.MISSING
    return Met(need, state, tuple(one.id for one in done or found))


def _components(service: Service, facts: ProjectFacts) -> list[Component]:
    every = facts.project.procurement.components
    return [one for one in every if service.id in one.services and not fallen_out(one)]


def _requirements(service: Service, facts: ProjectFacts) -> list[Requirement]:
    """Those that name the service, and those of its components that name none."""
    mine = {one.id for one in _components(service, facts)}
    fallen = {RequirementStatus.DROPPED, RequirementStatus.NOT_MET}
    return [
        one
        for one in facts.project.procurement.requirements
        if one.status not in fallen
        and (service.id in one.services or (not one.services and one.component in mine))
    ]


# ---------------------------------------------------------------- what the project says


def _described(service: Service, facts: ProjectFacts) -> bool:
    said = facts.launches.get(service.id)
    return bool(said and said.description and said.description.approved and said.description.published)


def _assurance(service: Service, facts: ProjectFacts) -> bool:
    said = facts.launches.get(service.id)
    return bool(said and said.assurance)


def _signature(service: Service, facts: ProjectFacts) -> bool:
    said = facts.launches.get(service.id)
    return bool(said and said.signature)


def _journalled(service: Service, facts: ProjectFacts) -> bool:
    """By itself, or lawfully not kept."""
    said = facts.launches.get(service.id)
    return bool(
        said and said.records and said.records.journalled in {Journalled.AUTOMATIC, Journalled.NOT_KEPT}
    )


def _integrated(service: Service, facts: ProjectFacts) -> bool:
    process = process_of(facts.project, service.id)
    return bool(process and process.chosen is VariantName.INTEGRATED and process.validated)


def _standards(service: Service, facts: ProjectFacts) -> bool:
    """Every integration of its components names a standard and has a signed agreement; one at least."""
    found = [one for component in _components(service, facts) for one in component.integrations]
    return bool(found) and all(one.standard and one.agreement is Agreement.SIGNED for one in found)


def _prefilled(service: Service, facts: ProjectFacts) -> bool:
    """In the chosen process a system helps with a step."""
    return _automated(service, facts, {Automation.ASSIST, Automation.FULL})


def _rules(service: Service, facts: ProjectFacts) -> bool:
    """In the chosen process a system does a step alone."""
    return _automated(service, facts, {Automation.FULL})


def _automated(service: Service, facts: ProjectFacts, how: set[Automation]) -> bool:
    process = process_of(facts.project, service.id)
    chosen = process.variants.get(process.chosen) if process and process.chosen else None
    return any(step.automation in how for step in chosen.steps) if chosen else False


def _shared(service: Service, facts: ProjectFacts) -> bool:
    return any(one.acquire is Acquire.SHARED for one in _components(service, facts))


FACTS: Mapping[str, Callable[[Service, ProjectFacts], bool]] = {
    "described": _described,
    "assurance": _assurance,
    "signature": _signature,
    "journalled": _journalled,
    "integrated": _integrated,
    "standards": _standards,
    "prefilled": _prefilled,
    "rules": _rules,
    "shared": _shared,
}
