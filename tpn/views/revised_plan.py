"""«What would it mean?» – the facts of a revised plan: the dates, time, cost, scope and benefit, lights, bodies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from tpn.model.actors import Actors
from tpn.model.choices import Dimension, Light
from tpn.model.people import names_of
from tpn.model.references import STEERING_GROUP
from tpn.model.taxonomy import Taxonomy
from tpn.plan import Plan
from tpn.plan.baseline import FINISH
from tpn.plan.budget import amounts_of, total
from tpn.plan.deciders import body_name
from tpn.plan.net_value import worths
from tpn.plan.parameters import parameters
from tpn.plan.revision import BindingDate, RevisedPlan, Strain, binding_dates, strains
from tpn.plan.scope import ScopeChange, scope_change

_MONTH = Fraction(36525, 1200)  # days


@dataclass(frozen=True, slots=True)
class RevisedDate:
    """One line: ``id`` is None for the finish; ``body`` the name of who agrees, None for the steering group.

    ``days``: working days that the proposal is after what was agreed (planned, where nothing was).
    """

    id: str | None
    kind: Literal["milestone", "launch", "finish"]
    title: str
    body: str | None
    original: date | None
    agreed: date | None
    forecast: date | None
    proposed: date | None
    days: int
    moved: bool
    short: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class TurnedLight:
    """A light that the revised plan turns."""

    dimension: Dimension
    before: Light
    after: Light


@dataclass(frozen=True, slots=True)
class LateBenefit:
    """What a service's delay costs: NOK for each month, how many days, and NOK in all."""

    service: str
    per_month: int
    days: int
    amount: int


@dataclass(frozen=True, slots=True)
class RenewedDeadline:
    """An activity that was overdue and is given another day by the revised plan; ``who``: its people's names."""

    id: str
    title: str
    who: tuple[str, ...]
    was: date
    to: date


@dataclass(frozen=True, slots=True)
class Revision:
    """All that a body needs to decide on a revised plan."""

    project: str
    day: date
    body: str | None
    agreed_on: date | None
    moved: tuple[RevisedDate, ...]
    kept: tuple[RevisedDate, ...]
    stands: tuple[RevisedDate, ...]
    finish: RevisedDate
    typed: int
    renewed: tuple[RenewedDeadline, ...]
    undated: tuple[str, ...]
    budget: float | None
    cost: float | None
    scope: ScopeChange
    benefits: tuple[LateBenefit, ...]
    lights: tuple[TurnedLight, ...]
    overall: tuple[Light, Light]
    others: tuple[str, ...]
    strains: tuple[Strain, ...]

    @property
    def unmoved(self) -> int:
        """How many dates hold and stand as agreed."""
        return len(self.stands)

    @property
    def lost(self) -> int:
        """NOK of benefit that comes later, in all."""
        return sum(one.amount for one in self.benefits)


def revision(before: Plan, after: Plan, new: RevisedPlan, body: str) -> Revision:
    """The facts of a revised plan.

    Args:
        before: the project as it stands.
        after: the project as it would be, with the new dates agreed.
        new: the revised plan.
        body: who decides.
    """
    money = total(amounts_of(line) for line in before.project.economy.lines)
    foreseen = {line.key: line.forecast for line in binding_dates(before)}
    rows = [_row(before, line, body, foreseen.get(line.key)) for line in new.lines]
    return Revision(
        project=before.project.about.name, day=before.today, body=body_name(before.project, body),
        agreed_on=before.baseline.agreed if before.baseline else None,
        moved=tuple(row for row in rows if row.moved and not row.kept),
        kept=tuple(row for row in rows if row.kept),
        stands=tuple(row for row in rows if not row.moved and not row.kept),
        finish=next(row for row, line in zip(rows, new.lines, strict=True) if line.key == FINISH),
        typed=len(new.typed), renewed=tuple(_renewed(before, new)), undated=new.undated,
        budget=money.budget, cost=money.forecast,
        scope=scope_change(before), benefits=tuple(_late(new, _yearly(before))),
        lights=tuple(_turned(before, after)), overall=(before.overall, after.overall),
        others=tuple(body_name(before.project, one) or one for one in new.others(body)),
        strains=strains(before, new.released(body)),
    )  # fmt: skip


def _row(plan: Plan, line: BindingDate, body: str, foreseen: date | None) -> RevisedDate:
    """What is told of one date: its forecast is that of every screen, not the one that the proposal gives it."""
    kept = line.body != body and bool(line.agreed and line.forecast and line.forecast > line.agreed.to)
    days = plan.days.between(line.binds, line.proposed) if line.binds and line.proposed else 0
    return RevisedDate(
        None if line.key == FINISH else line.key, line.kind, line.title,
        body_name(plan.project, line.body), line.original,
        line.agreed.to if line.agreed else None, foreseen, line.proposed, days,
        line.moved and line.body == body, line.short, kept,
    )  # fmt: skip


def _renewed(before: Plan, new: RevisedPlan) -> Iterator[RenewedDeadline]:
    """What somebody was to be reminded of, and no longer is."""
    for one in new.typed:
        work = before.by_id[one.id]
        if work.overdue and work.plan_end and (to := new.ends.get(one.id)):
            names = names_of(before.project.person, work.activity.responsible)
            yield RenewedDeadline(one.id, work.activity.title, names, work.plan_end, to)


def _yearly(plan: Plan) -> dict[str, Fraction]:
    """By service: NOK a year at full effect; a benefit of several services is divided equally among them."""
    taxonomy = Taxonomy(plan.facts.questions.folder)
    actors = Actors(plan.facts.questions.folder)
    found: dict[str, Fraction] = {}
    for one in worths(plan.project, taxonomy, parameters(plan.project, taxonomy), actors.side):
        value = (one.municipal or Fraction(0)) + (one.users or Fraction(0))
        for service in one.benefit.services:
            found[service] = found.get(service, Fraction(0)) + value / len(one.benefit.services)
    return found


def _late(new: RevisedPlan, yearly: dict[str, Fraction]) -> list[LateBenefit]:
    found = []
    for line in new.lines:
        if line.kind == "launch" and line.binds and line.proposed and line.proposed > line.binds:
            days, month = (line.proposed - line.binds).days, yearly.get(line.key, Fraction(0)) / 12
            if month > 0:
                found.append(LateBenefit(line.title, round(month), days, round(month * days / _MONTH)))
    return found


def _turned(before: Plan, after: Plan) -> list[TurnedLight]:
    return [
        TurnedLight(Dimension(then.dimension.value), then.light, now.light)
        for then, now in zip(before.lights, after.lights, strict=True)
        if then.light is not now.light
    ]


def as_json(facts: Revision) -> dict[str, object]:
    """The facts by the contract of ``tpn replan --json``, format 1."""
    return {
        "day": facts.day,
        "body": facts.body or STEERING_GROUP,
        "dates": (*facts.moved, *facts.kept),
        "unmoved": facts.unmoved,
        "finish": facts.finish,
        "typed": facts.typed,
        "renewed": facts.renewed,
        "undated": facts.undated,
        "scope": facts.scope,
        "cost": {"budget": facts.budget, "forecast": facts.cost},
        "benefits": facts.benefits,
        "lights": facts.lights,
        "overall": {"before": facts.overall[0], "after": facts.overall[1]},
        "others": facts.others,
        "tolerance": facts.strains,
    }
