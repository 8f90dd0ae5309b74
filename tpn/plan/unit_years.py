"""The calculation as a municipality's budget is read: calendar years, unit by unit.

The rows of the benefits and of the costs add up to the net of each year. What stands in a budget already, or is meant
to, is a table of its own: it is what somebody has said, not what is worked out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeVar

from tpn.model.benefits import Benefit
from tpn.model.project import Project
from tpn.plan.net_value import Worth
from tpn.plan.parameters import YearBasis
from tpn.plan.payback import Payback, gained
from tpn.plan.rounding import exact

One = TypeVar("One")
Key = TypeVar("Key")
Amounts = tuple[Fraction, ...]


class UnitRow(NamedTuple):
    """The benefits of one unit, NOK in each year; ``unit`` is None where nobody has said whose budget it is."""

    unit: str | None
    amounts: Amounts


class BudgetRow(NamedTuple):
    """What a unit's budget is changed by, NOK in each year, as decided or as meant."""

    unit: str | None
    decided: bool
    amounts: Amounts


class UnitYears(NamedTuple):
    """The calendar years, the benefits by unit, and what the budgets say. No years where nothing can be summed."""

    years: tuple[int, ...]
    units: tuple[UnitRow, ...]
    budgets: tuple[BudgetRow, ...]


def unit_years(project: Project, found: Iterable[Worth], money: Payback, basis: YearBasis) -> UnitYears:
    """The benefits that may be summed, by the unit whose budget they affect: as said, else that of the owner."""
    years = tuple(year.calendar for year in money.years)
    valued = [one for one in found if one.municipal is not None]
    numbers = range(1, len(years) + 1)
    units = _grouped(
        valued,
        lambda one: unit_of(one.benefit, project),
        lambda one: tuple(gained(one, number, basis) for number in numbers),
    )
    said = [
        one for one in project.benefits.benefits if one.budget_effect and one.budget_effect.amount is not None
    ]
    budgets = _grouped(
        said, lambda one: (unit_of(one, project), _decided(one)), lambda one: _said(one, years)
    )
    return UnitYears(
        years,
        tuple(UnitRow(unit, amounts) for unit, amounts in units.items()),
        tuple(BudgetRow(*key, amounts) for key, amounts in budgets.items()),
    )


def unit_of(benefit: Benefit, project: Project) -> str | None:
    """Whose budget a benefit affects."""
    said = benefit.budget_effect.unit if benefit.budget_effect else None
    owner = project.person.get(benefit.owner or "")
    return said or (owner.unit if owner else None)


def _decided(benefit: Benefit) -> bool:
    return bool(benefit.budget_effect and benefit.budget_effect.decided)


def _said(benefit: Benefit, years: Sequence[int]) -> Amounts:
    """The amount of a year in each year from the first that it concerns; without one, from the first shown."""
    effect = benefit.budget_effect
    if effect is None or effect.amount is None:
        return (Fraction(),) * len(years)
    return tuple(exact(effect.amount) if year >= (effect.from_year or 0) else Fraction() for year in years)


def _grouped(
    several: Iterable[One], key: Callable[[One], Key], amounts: Callable[[One], Amounts]
) -> Mapping[Key, Amounts]:
    """Sums by a key, in the order in which the keys come."""
    groups: dict[Key, Amounts] = {}
    for one in several:
        mine, before = amounts(one), groups.get(key(one))
        groups[key(one)] = mine if before is None else tuple(a + b for a, b in zip(before, mine, strict=True))
    return groups
