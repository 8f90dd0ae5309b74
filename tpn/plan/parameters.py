"""What the arithmetic of benefits stands on: the project's own figures, else those of the facts, with their source."""

from fractions import Fraction
from typing import NamedTuple

from tpn.model.project import Project
from tpn.model.taxonomy import Taxonomy
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
