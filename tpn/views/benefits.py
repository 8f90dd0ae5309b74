"""The register of benefits in reading order: what is gained, by whom, how far it has come, what it is worth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tpn.model.actors import Actors, Side
from tpn.model.benefits import Change, Measurement
from tpn.model.project import Project
from tpn.model.taxonomy import KindFacts, Taxonomy
from tpn.plan.benefits import Attained, Measured, attained, attainment, measured
from tpn.plan.freed_time import HUNDRED
from tpn.plan.net_value import Totals, Worth, full_time, totals, worths
from tpn.plan.parameters import Parameter, ResolvedParameters, YearBasis, parameters, year_basis
from tpn.plan.payback import Payback, Year, economy
from tpn.plan.rounding import shown
from tpn.plan.unit_years import UnitYears, unit_years


class NamedRecord(NamedTuple):
    """A record by its id and what it is called."""

    id: str
    title: str


@dataclass(frozen=True)
class BenefitLine:
    """One benefit as it is read in the register."""

    worth: Worth
    kind: KindFacts | None
    owner: str | None
    measured_by: str | None
    gains: tuple[NamedRecord, ...]
    services: tuple[NamedRecord, ...]
    changes: tuple[NamedRecord, ...]
    enablers: tuple[NamedRecord, ...]
    goals: tuple[NamedRecord, ...]
    attained: Attained
    due: Measured
    fte: Fraction | None

    @property
    def id(self) -> str:
        """The id of the benefit."""
        return self.worth.benefit.id

    @property
    def title(self) -> str:
        """What it is called."""
        return self.worth.benefit.title

    @property
    def only_baseline(self) -> bool:
        """Whether all that is measured is where the benefit began."""
        return self.attained.last is not None and self.due.last is None

    @property
    def results(self) -> tuple[tuple[Measurement, float | None], ...]:
        """Every measurement with how far the benefit had come by it, the oldest first."""
        indicator = self.worth.benefit.indicator
        series = sorted(self.worth.benefit.measurements, key=lambda one: one.date)
        return tuple((one, attainment(indicator, one.value) if indicator else None) for one in series)


@dataclass(frozen=True)
class Register:
    """All benefits of a project, their sums, and what it takes to get them."""

    project: str
    name: str
    as_of: date
    lines: tuple[BenefitLine, ...]
    totals: Totals
    economy: Payback
    figures: ResolvedParameters
    basis: YearBasis
    calendar: UnitYears

    @property
    def unmeasured(self) -> tuple[BenefitLine, ...]:
        """Benefits that nobody has measured, or whose measurement is overdue."""
        return tuple(line for line in self.lines if line.attained.last is None or line.due.overdue)

    @property
    def ownerless(self) -> tuple[BenefitLine, ...]:
        """Benefits that nobody in the line answers for."""
        return tuple(line for line in self.lines if line.owner is None)

    @property
    def unpriced(self) -> tuple[BenefitLine, ...]:
        """Benefits that have a price which cannot be worked out yet."""
        return tuple(line for line in self.lines if line.worth.lacking and line.worth.counted_in is None)

    @property
    def with_example_times(self) -> tuple[BenefitLine, ...]:
        """Benefits worked out from minutes that are examples."""
        return tuple(line for line in self.lines if line.worth.freed and line.worth.freed.example)

    @property
    def used(self) -> tuple[Parameter, ...]:
        """Figures that are used: the price of an hour only where hours are priced."""
        sides = {line.worth.freed.side for line in self.lines if line.worth.freed}
        idle = {
            "hourly_cost": Side.MUNICIPALITY not in sides,
            "hours_per_year": Side.MUNICIPALITY not in sides,
            "user_hour_value": Side.USER not in sides,
        }
        return tuple(figure for figure in self.figures if not idle.get(figure.name))

    @property
    def examples(self) -> tuple[Parameter, ...]:
        """Figures that are used and are examples."""
        return tuple(figure for figure in self.used if figure.example)

    def line(self, benefit: str) -> BenefitLine:
        """The line of one benefit.

        Raises:
            StopIteration: there is none of that id.
        """
        return next(line for line in self.lines if line.id == benefit)


def register(project: Project, today: date, taxonomy: Taxonomy, actors: Actors) -> Register:
    """The register of a project, seen from ``today``."""
    figures, basis = parameters(project, taxonomy), year_basis(project)
    found = worths(project, taxonomy, figures, actors.side)
    money = economy(found, project, figures, basis)
    names = _Names(project)
    return Register(
        project.about.id,
        project.about.name,
        today,
        tuple(_line(one, project, today, taxonomy, figures, names) for one in found),
        totals(found, figures),
        money,
        figures,
        basis,
        unit_years(project, found, money, basis),
    )


class _Names:
    """What the records of a project are called."""

    def __init__(self, project: Project) -> None:
        self.people = {person.id: person.name for person in project.people}
        self.services = {service.id: service.name for service in project.services}
        self.stakeholders = {holder.id: holder.name for holder in project.benefits.stakeholders}
        self.changes: dict[str, Change] = {change.id: change for change in project.benefits.changes}
        self.components = {part.id: part.name for part in project.procurement.components}
        self.goals = {goal.id: goal.text for goal in project.about.goals}

    def person(self, who: str | None) -> str | None:
        return self.people.get(who or "")


def _named(ids: Iterable[str], names: Mapping[str, str]) -> tuple[NamedRecord, ...]:
    return tuple(NamedRecord(one, names.get(one, one)) for one in ids)


def _line(
    worth: Worth,
    project: Project,
    today: date,
    taxonomy: Taxonomy,
    figures: ResolvedParameters,
    names: _Names,
) -> BenefitLine:
    one = worth.benefit
    enablers = dict.fromkeys(
        part for change in one.changes if change in names.changes for part in names.changes[change].enabled_by
    )
    return BenefitLine(
        worth=worth,
        kind=taxonomy.kinds[one.kind] if one.kind else None,
        owner=names.person(one.owner),
        measured_by=names.person(one.indicator.measured_by) if one.indicator else None,
        gains=_named(one.for_, names.stakeholders),
        services=_named(one.services, names.services),
        changes=_named(one.changes, {id_: change.title for id_, change in names.changes.items()}),
        enablers=_named(enablers, names.components),
        goals=_named(one.goals, names.goals),
        attained=attained(one, today),
        due=measured(one, project.about.start, today),
        fte=None if worth.hours is None else full_time(worth.hours, figures.hours_per_year.value),
    )


# ---------------------------------------------------------------- as JSON


def as_json(view: Register, lines: Sequence[BenefitLine]) -> dict[str, object]:
    """The facts by the contract of ``tpn benefits --format json``, format 1; the totals are the whole project's."""
    return {
        "format": 1,
        "project": view.project,
        "as_of": view.as_of,
        "benefits": [_line_json(line) for line in lines],
        "totals": _totals_json(view),
        "years": [_year_json(year) for year in view.economy.years],
        "basis": {
            "first_year": view.basis.first, "first_year_said": view.basis.own, "price_year": view.basis.prices,
            "real_growth": shown(view.basis.growth * HUNDRED),
        },
        "by_unit": _units_json(view.calendar),
        "parameters": [
            {"name": one.name, "value": shown(one.value), "source": one.source, "own": one.own, "example": one.example}
            for one in view.figures
        ],
    }  # fmt: skip


def _line_json(line: BenefitLine) -> dict[str, object]:
    worth, one, last = line.worth, line.worth.benefit, line.attained.last
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind,
        "owner": one.owner,
        "for": one.for_,
        "services": one.services,
        "attainment": line.attained.percent,
        "attainment_why": line.attained.why,
        "measured": {"date": last.date, "value": last.value} if last else None,
        "value_per_year": {"municipal": shown(worth.municipal), "users": shown(worth.users)},
        "not_budget": shown(worth.not_budget),
        "realisable": shown(worth.realisable * HUNDRED) if worth.municipal is not None else None,
        "freed_hours": shown(worth.hours),
        "user_hours": shown(worth.user_hours),
        "fte": shown(line.fte),
        "counted_in": worth.counted_in,
        "lacking": worth.lacking,
    }


def _totals_json(view: Register) -> dict[str, object]:
    sums, money = view.totals, view.economy
    return {
        "municipal": shown(sums.municipal),
        "users": shown(sums.users),
        "not_budget": shown(sums.not_budget),
        "freed_hours": shown(sums.hours),
        "user_hours": shown(sums.user_hours),
        "fte": shown(sums.fte),
        "investment": shown(money.investment),
        "running_per_year": shown(money.running),
        "npv": shown(money.npv),
        "npv_state_convention": shown(money.state_npv),
        "payback_year": money.payback_year,
        "npv_lacks": money.lacking,
        "known_npv": shown(money.known_npv),
        "known_payback_year": money.known_payback,
        "without_value": sums.lacking,
        "unmeasured": [line.id for line in view.unmeasured],
        "without_owner": [line.id for line in view.ownerless],
    }


def _year_json(year: Year) -> dict[str, object]:
    return {"year": year.number, "calendar": year.calendar, **{
        name: shown(getattr(year, name))
        for name in ("benefits", "running", "investment", "net", "discounted", "accumulated")
    }}  # fmt: skip


def _units_json(found: UnitYears) -> dict[str, object]:
    return {
        "years": found.years,
        "benefits": [
            {"unit": row.unit, "amounts": [shown(one) for one in row.amounts]} for row in found.units
        ],
        "budgets": [
            {"unit": row.unit, "decided": row.decided, "amounts": [shown(one) for one in row.amounts]}
            for row in found.budgets
        ],
    }
