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
from tpn.plan.payback import Year
from tpn.plan.rounding import shown
from tpn.views.benefits import register


class BudgetLine(NamedTuple):
    """A row: an item with its kind, or a unit; in each year, and all years together. ``decided`` of a budget effect.

    ``undated`` is what no year is said for; it is in the total.
    """

    name: str | None
    amounts: tuple[float | None, ...]
    kind: EconomyKind | None = None
    decided: bool | None = None
    undated: float | None = None
    running: bool = False

    @property
    def total(self) -> float | None:
        """The sum of the years that are known, and of what has no year."""
        known = [one for one in (*self.amounts, self.undated) if one is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class BudgetPlan:
    """All of it; ``undated``: some items have figures but no years.

    The last of the costs may be what the new components cost to run, as the benefits plan has it. ``once`` is what they
    cost once, and ``npv`` what the benefits less both are worth over ``seen`` years, by that plan: other figures than
    ``invested``, which is what the items of investment come to. ``later``: benefits and running of the last year.
    """

    years: tuple[int, ...]
    costs: tuple[BudgetLine, ...]
    cost_sums: BudgetLine
    undated: bool
    benefits: tuple[BudgetLine, ...]
    benefit_sums: BudgetLine
    decided: tuple[BudgetLine, ...]
    net: BudgetLine
    invested: float | None = None
    once: float | None = None
    npv: float | None = None
    seen: int = 0
    later: tuple[float, float] | None = None


def budget_plan(plan: Plan) -> BudgetPlan:
    """The budget years of a project: those with a cost, and those in which benefits are worked out."""
    project = standing(plan.project)
    folder = plan.facts.questions.folder
    found = register(project, plan.today, Taxonomy(folder), Actors(folder))
    units = found.calendar
    lines = project.economy.lines
    years = tuple(sorted({year.year for line in lines for year in line.by_year} | set(units.years)))
    at = {year: number for number, year in enumerate(units.years)}

    def spread(amounts: Sequence[object]) -> tuple[float | None, ...]:
        return tuple(float(amounts[at[year]]) if year in at else None for year in years)  # type: ignore[arg-type]

    begun = plan.project.economy.as_of
    only = begun.year if begun and begun.year == project.about.start.year else None
    costs = tuple(_cost(line, years, only) for line in lines if line.by_year or line.budget or line.forecast)
    costs += _run(found.economy.years, years)
    benefits = tuple(BudgetLine(row.unit, spread(row.amounts)) for row in units.units)
    said = tuple(BudgetLine(row.unit, spread(row.amounts), decided=row.decided) for row in units.budgets)
    spent, gained = _sums(costs, years), _sums(benefits, years)
    net = tuple(
        None if cost is None and gain is None else (gain or 0) - (cost or 0)
        for cost, gain in zip(spent.amounts, gained.amounts, strict=True)
    )
    rest = None if spent.undated is None else -spent.undated
    money, last = found.economy, next(iter(found.economy.years[-1:]), None)
    return BudgetPlan(
        years, costs, spent, rest is not None, benefits, gained, said, BudgetLine(None, net, undated=rest),
        _sum(one.total for one in costs if one.kind is EconomyKind.INVESTMENT), shown(money.investment),
        shown(money.known_npv), len(money.years), (float(last.benefits), float(last.running)) if last else None,
    )  # fmt: skip


def _run(found: Sequence[Year], years: Sequence[int]) -> tuple[BudgetLine, ...]:
    """What the new components cost to run, from the launches on: in the same years as in the benefits plan."""
    running = {one.calendar: float(one.running) for one in found if one.running}
    amounts = tuple(running.get(year) for year in years)
    return (BudgetLine(None, amounts, EconomyKind.OPERATING, running=True),) if any(amounts) else ()


def _cost(line: EconomyLine, years: Sequence[int], only: int | None) -> BudgetLine:
    """A line by its years; of one without them what is spent falls in the only year so far, the rest in none."""
    known = {one.year: _expected(one) for one in line.by_year}
    undated = None if known else line.forecast if line.forecast is not None else line.budget
    if undated is not None and only is not None and only in years and line.spent and line.spent <= undated:
        known, undated = {only: line.spent}, undated - line.spent or None
    return BudgetLine(line.item, tuple(known.get(year) for year in years), line.kind, undated=undated)


def _expected(one: EconomyYear) -> float | None:
    return one.forecast if one.forecast is not None else one.budget


def _sums(lines: Iterable[BudgetLine], years: Sequence[int]) -> BudgetLine:
    rows = tuple(lines)
    sums = tuple(_sum(row.amounts[number] for row in rows) for number in range(len(years)))
    return BudgetLine(None, sums, undated=_sum(row.undated for row in rows))


def _sum(values: Iterable[float | None]) -> float | None:
    known = [one for one in values if one is not None]
    return sum(known) if known else None
