"""What the arithmetic of benefits stands on: the project's own figures, else those of the facts, with their source."""

from fractions import Fraction
from typing import NamedTuple

from tpn.model.project import Project
from tpn.model.taxonomy import Taxonomy
from tpn.plan.freed_time import HUNDRED
from tpn.plan.rounding import exact

NAMES = ("hourly_cost", "hours_per_year", "user_hour_value", "discount_rate", "years")


class Parameter(NamedTuple):
    """One figure. ``own``: the project said it; ``example``: to be replaced by the municipality's own."""

    name: str
    value: Fraction
    source: str | None
    own: bool
    example: bool


class ResolvedParameters(NamedTuple):
    """The five figures: NOK per hour, hours per full-time year, NOK per hour of a user, percent a year, years."""

    hourly_cost: Parameter
    hours_per_year: Parameter
    user_hour_value: Parameter
    discount_rate: Parameter
    years: Parameter


class YearBasis(NamedTuple):
    """Which years the calculation is of, and in which prices.

    ``first`` is the calendar year of year 1, ``own`` whether the project has said it; ``prices`` the year whose prices
    the amounts are in, None where nobody has said; ``growth`` what an hour grows by a year beyond other prices, as a
    fraction of one.
    """

    first: int
    own: bool = True
    prices: int | None = None
    growth: Fraction = Fraction()

    def grown(self, year: int) -> Fraction:
        """What the price of an hour has grown to in year 1, 2 …, counted from the price level, else from year 1."""
        since = self.first if self.prices is None else self.prices
        return (1 + self.growth) ** (self.first + year - 1 - since)


def year_basis(project: Project) -> YearBasis:
    """The years and prices of a project; year 1 is as said, else that of the first launch, else that of the start."""
    said = project.benefits.parameters
    launches = [one.launch.year for one in project.services if one.launch and one.ended is None]
    first = said.first_year if said else None
    growth = exact(said.real_growth) / HUNDRED if said and said.real_growth is not None else Fraction()
    return YearBasis(
        first or min(launches, default=project.about.start.year),
        first is not None,
        said.price_year if said else None,
        growth,
    )


def parameters(project: Project, taxonomy: Taxonomy) -> ResolvedParameters:
    """The figures that count in a project."""
    said = project.benefits.parameters
    found = []
    for name in NAMES:
        own = getattr(said, name) if said else None
        if own is not None:
            found.append(Parameter(name, exact(own), said.source if said else None, own=True, example=False))
        else:
            figure = taxonomy.figures[name]
            found.append(
                Parameter(name, exact(figure.value), figure.source, own=False, example=figure.example)
            )
    return ResolvedParameters(*found)
