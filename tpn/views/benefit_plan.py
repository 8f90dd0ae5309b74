"""The realisation plan: who changes what by when, what is measured when and by whom, and which goals it serves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tpn.model.benefits import Indicator
from tpn.model.choices import ActivityKind, EconomyKind, GoalLevel, Phase, RiskStatus
from tpn.model.project import Project
from tpn.plan import Plan
from tpn.plan.budget import amounts_of, total
from tpn.plan.lights import risk_score
from tpn.plan.timing import Timing, timing_of
from tpn.views.benefits import BenefitLine, NamedRecord, Register


class ChangeLine(NamedTuple):
    """A change in the way of working: whose it is, by when and as foreseen, what makes it possible, what it gives."""

    id: str
    title: str
    owner: str | None
    due: date | None
    foreseen: date | None
    enablers: tuple[NamedRecord, ...]
    gives: tuple[str, ...]


class Measuring(NamedTuple):
    """A day on which something is to be measured: the target of a benefit, or an activity of the plan."""

    day: date
    id: str
    title: str
    who: tuple[str, ...]
    indicator: Indicator | None


class GoalBenefits(NamedTuple):
    """A goal and the benefits that serve it."""

    id: str
    text: str
    level: GoalLevel | None
    benefits: tuple[NamedRecord, ...]


class RiskLine(NamedTuple):
    """An open risk to the benefits."""

    id: str
    title: str
    score: int | None
    owner: str | None


@dataclass(frozen=True)
class RealisationPlan:
    """Everything that the line takes over. ``invested``: what the project's own economy has as investment, NOK."""

    register: Register
    goals: tuple[GoalBenefits, ...]
    changes: tuple[ChangeLine, ...]
    measuring: tuple[Measuring, ...]
    risks: tuple[RiskLine, ...]
    owner: str | None
    lead: str | None
    invested: float | None = None


def realisation_plan(plan: Plan, register: Register) -> RealisationPlan:
    """The plan of a project for getting its benefits out."""
    project = plan.project
    people = {person.id: person.name for person in project.people}
    return RealisationPlan(
        register,
        tuple(_goals(project, register)),
        tuple(_changes(plan, people)),
        tuple(sorted(measurings(plan, register), key=lambda one: (one.day, one.id))),
        tuple(_risks(project, people)),
        people.get(project.about.owner or ""),
        people.get(project.about.lead or ""),
        total(
            amounts_of(one) for one in project.economy.lines if one.kind is EconomyKind.INVESTMENT
        ).forecast,
    )


def _goals(project: Project, register: Register) -> Iterator[GoalBenefits]:
    for goal in project.about.goals:
        served = tuple(
            NamedRecord(line.id, line.title) for line in register.lines if goal.id in line.worth.benefit.goals
        )
        yield GoalBenefits(goal.id, goal.text, goal.level, served)


def _changes(plan: Plan, people: dict[str, str]) -> Iterator[ChangeLine]:
    project = plan.project
    parts = {part.id: part.name for part in project.procurement.components}
    for change in project.benefits.changes:
        said = timing_of(change, plan) or Timing()
        yield ChangeLine(
            change.id, change.title, people.get(change.owner or ""), said.plan, said.forecast,
            tuple(NamedRecord(part, parts.get(part, part)) for part in change.enabled_by),
            tuple(one.id for one in project.benefits.benefits if change.id in one.changes),
        )  # fmt: skip


def measurings(plan: Plan, register: Register) -> Iterator[Measuring]:
    """What is still to be measured, each on its deadline: the targets, and the measuring activities not yet done."""
    people = {person.id: person.name for person in plan.project.people}
    for line in register.lines:
        benefit = line.worth.benefit
        timing = timing_of(benefit, plan)
        if timing and timing.plan and not _reached(line, timing.plan):
            who = line.measured_by or line.owner
            yield Measuring(timing.plan, line.id, line.title, (who,) if who else (), benefit.indicator)
    for _, activity in plan.project.activities:
        timing = timing_of(activity, plan)
        if activity.kind is ActivityKind.MEASUREMENT and timing and timing.plan and not timing.over:
            names = tuple(people.get(who, who) for who in activity.responsible)
            yield Measuring(timing.plan, activity.id, activity.title, names, None)


def _reached(line: BenefitLine, by: date) -> bool:
    """Whether the target was measured on its day or after it."""
    return line.attained.last is not None and line.attained.last.date >= by


def _risks(project: Project, people: dict[str, str]) -> Iterator[RiskLine]:
    for risk in project.risks:
        if risk.phase is Phase.BENEFITS and risk.status is not RiskStatus.CLOSED:
            yield RiskLine(risk.id, risk.title, risk_score(risk), people.get(risk.owner or ""))
