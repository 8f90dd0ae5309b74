"""The realisation plan: who changes what by when, what is measured when and by whom, and which goals it serves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tpn.model.benefits import Indicator
from tpn.model.choices import ActivityKind, GoalLevel, Phase, RiskStatus
from tpn.model.ended import is_over
from tpn.model.project import Project
from tpn.plan.lights import risk_score
from tpn.views.benefits import BenefitLine, NamedRecord, Register


class ChangeLine(NamedTuple):
    """A change in the way of working: whose it is, by when, what makes it possible and what it gives."""

    id: str
    title: str
    owner: str | None
    due: date | None
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
    """Everything that the line takes over."""

    register: Register
    goals: tuple[GoalBenefits, ...]
    changes: tuple[ChangeLine, ...]
    measuring: tuple[Measuring, ...]
    risks: tuple[RiskLine, ...]
    owner: str | None
    lead: str | None


def realisation_plan(project: Project, register: Register) -> RealisationPlan:
    """The plan of a project for getting its benefits out."""
    people = {person.id: person.name for person in project.people}
    return RealisationPlan(
        register,
        tuple(_goals(project, register)),
        tuple(_changes(project, people)),
        tuple(sorted(measurings(project, register), key=lambda one: (one.day, one.id))),
        tuple(_risks(project, people)),
        people.get(project.about.owner or ""),
        people.get(project.about.lead or ""),
    )


def _goals(project: Project, register: Register) -> Iterator[GoalBenefits]:
    for goal in project.about.goals:
        served = tuple(
            NamedRecord(line.id, line.title) for line in register.lines if goal.id in line.worth.benefit.goals
        )
        yield GoalBenefits(goal.id, goal.text, goal.level, served)


def _changes(project: Project, people: dict[str, str]) -> Iterator[ChangeLine]:
    parts = {part.id: part.name for part in project.procurement.components}
    for change in project.benefits.changes:
        yield ChangeLine(
            change.id, change.title, people.get(change.owner or ""), change.due,
            tuple(NamedRecord(part, parts.get(part, part)) for part in change.enabled_by),
            tuple(one.id for one in project.benefits.benefits if change.id in one.changes),
        )  # fmt: skip


def measurings(project: Project, register: Register) -> Iterator[Measuring]:
    """What is still to be measured: each target on its day, and the measuring activities that are not done."""
    people = {person.id: person.name for person in project.people}
    for line in register.lines:
        indicator = line.worth.benefit.indicator
        if indicator and indicator.by and not _reached(line, indicator.by):
            who = line.measured_by or line.owner
            yield Measuring(indicator.by, line.id, line.title, (who,) if who else (), indicator)
    for _, activity in project.activities:
        open_one = not is_over(activity)
        day = activity.due or activity.start
        if activity.kind is ActivityKind.MEASUREMENT and open_one and day:
            names = tuple(people.get(who, who) for who in activity.responsible)
            yield Measuring(day, activity.id, activity.title, names, None)


def _reached(line: BenefitLine, by: date) -> bool:
    """Whether the target was measured on its day or after it."""
    return line.attained.last is not None and line.attained.last.date >= by


def _risks(project: Project, people: dict[str, str]) -> Iterator[RiskLine]:
    for risk in project.risks:
        if risk.phase is Phase.BENEFITS and risk.status is not RiskStatus.CLOSED:
            yield RiskLine(risk.id, risk.title, risk_score(risk), people.get(risk.owner or ""))
