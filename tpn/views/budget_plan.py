"""Costs and benefits as a municipality's budget is read: calendar years, NOK. Costs are forecasts, else the budget."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tpn.model.actors import Actors
from tpn.model.choices import EconomyKind
from tpn.model.ended import standing
from tpn.model.logs import EconomyLine, EconomyYear
from tpn.model.taxonomy import Taxonomy
from tpn.plan import Plan
from tpn.views.benefits import register


class BudgetLine(NamedTuple):
    """A row: an item with its kind, or a unit; in each year, and all years together. ``decided`` of a budget effect."""

    name: str | None
    amounts: tuple[float | None, ...]
    kind: EconomyKind | None = None
    decided: bool | None = None

    @property
    def total(self) -> float | None:
        """The sum of the years that are known."""
        known = [one for one in self.amounts if one is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class BudgetPlan:
    """All of it; ``undated`` are the items that have figures but no years."""

    years: tuple[int, ...]
    costs: tuple[BudgetLine, ...]
    cost_sums: BudgetLine
    undated: tuple[str, ...]
    benefits: tuple[BudgetLine, ...]
    benefit_sums: BudgetLine
    decided: tuple[BudgetLine, ...]
    net: BudgetLine


def budget_plan(plan: Plan) -> BudgetPlan:
    """The budget years of a project: those with a cost, and those in which benefits are worked out."""
    project = standing(plan.project)
    folder = plan.facts.questions.folder
    units = register(project, plan.today, Taxonomy(folder), Actors(folder)).calendar
    lines = project.economy.lines
    years = tuple(sorted({year.year for line in lines for year in line.by_year} | set(units.years)))
    at = {year: number for number, year in enumerate(units.years)}

    def spread(amounts: Sequence[object]) -> tuple[float | None, ...]:
        return tuple(float(amounts[at[year]]) if year in at else None for year in years)  # type: ignore[arg-type]

    costs = tuple(_cost(line, years) for line in lines if line.by_year)
    benefits = tuple(BudgetLine(row.unit, spread(row.amounts)) for row in units.units)
    said = tuple(BudgetLine(row.unit, spread(row.amounts), decided=row.decided) for row in units.budgets)
    spent, gained = _sums(costs, years), _sums(benefits, years)
    net = tuple(
        None if cost is None and gain is None else (gain or 0) - (cost or 0)
        for cost, gain in zip(spent.amounts, gained.amounts, strict=True)
    )
    undated = tuple(line.item for line in lines if not line.by_year and (line.budget or line.forecast))
    return BudgetPlan(years, costs, spent, undated, benefits, gained, said, BudgetLine(None, net))


def _cost(line: EconomyLine, years: Sequence[int]) -> BudgetLine:
    known = {one.year: _expected(one) for one in line.by_year}
    return BudgetLine(line.item, tuple(known.get(year) for year in years), line.kind)


def _expected(one: EconomyYear) -> float | None:
    return one.forecast if one.forecast is not None else one.budget


def _sums(lines: Iterable[BudgetLine], years: Sequence[int]) -> BudgetLine:
    rows = [line.amounts for line in lines]
    sums = []
    for number in range(len(years)):
        known = [value for row in rows if (value := row[number]) is not None]
        sums.append(sum(known) if known else None)
    return BudgetLine(None, tuple(sums))
