"""What a benefit is worth in a year at full effect, and what may be summed of it.

A benefit is counted once, however many stakeholders and services it serves. Users' time has a column of its own and
never enters the municipal sum. Of freed time only the realisable share is summed; the rest does not affect the budget.
Each amount is rounded once, to the øre, a half away from zero; sums are of rounded amounts, so that columns add up.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from tpn.model.actors import Side, SideOf
from tpn.model.benefits import Benefit, Estimate
from tpn.model.choices import BenefitKind, VariantName
from tpn.model.project import Project
from tpn.model.taxonomy import Counts, Taxonomy
from tpn.plan.freed_time import HUNDRED, Freed, Lack, freed
from tpn.plan.parameters import ResolvedParameters, year_basis
from tpn.plan.rounding import exact, ore


class Worth(NamedTuple):
    """One benefit in NOK a year at full effect, and how it came about.

    ``gross`` is the whole value before the realisable share; ``municipal`` what may be summed, ``not_budget`` the rest
    of freed time. ``lacking`` says why there is no value; ``counted_in`` names the benefit that has the same saving.
    ``opens``: the year of the first launch among its services, where that is after year 1 of the calculation.
    """

    benefit: Benefit
    counts: Counts | None
    freed: Freed | None = None
    expected: Fraction | None = None
    realisable: Fraction = Fraction(1)
    gross: Fraction | None = None
    municipal: Fraction | None = None
    not_budget: Fraction | None = None
    users: Fraction | None = None
    lacking: tuple[Lack, ...] = ()
    counted_in: str | None = None
    opens: int | None = None

    @property
    def begins(self) -> int | None:
        """The calendar year from which it counts: as said, else that of the launch; None is year 1."""
        return self.opens if self.benefit.start_year is None else self.benefit.start_year

    @property
    def hours(self) -> Fraction | None:
        """The municipality's hours that are freed in a year, where they count here."""
        counted = self.freed and self.freed.side is Side.MUNICIPALITY and self.counted_in is None
        return self.freed.hours if self.freed and counted else None

    @property
    def user_hours(self) -> Fraction | None:
        """The users' hours that are saved in a year, where they count here."""
        counted = self.freed and self.freed.side is Side.USER and self.counted_in is None
        return self.freed.hours if self.freed and counted else None

    @property
    def by_the_hour(self) -> bool:
        """Whether its value is working time and not money: hours that have a price, which grows by its own measure."""
        return self.counts is Counts.TIME

    @property
    def priced(self) -> bool:
        """Whether the kind is one that has a value in NOK at all."""
        return self.counts is not Counts.NONE or self.benefit.kind is BenefitKind.USER_TIME


class Totals(NamedTuple):
    """Sums a year at full effect, the municipality's and the users' apart; None where nothing is known."""

    municipal: Fraction | None
    users: Fraction | None
    not_budget: Fraction | None
    hours: Fraction | None
    user_hours: Fraction | None
    fte: Fraction | None
    lacking: tuple[str, ...]


def three_point(estimate: Estimate | None) -> Fraction | None:
    """Expected value = (low + 3 × likely + high) / 5, NOK a year. None unless all three are said.

    Source: the benefit calculations of Prosjektveiviseren (Gevinstberegninger, sheet A).
    """
    if estimate is None or estimate.low is None or estimate.likely is None or estimate.high is None:
        return None
    return (exact(estimate.low) + 3 * exact(estimate.likely) + exact(estimate.high)) / 5


def full_time(hours: Fraction, hours_per_year: Fraction) -> Fraction | None:
    """Full-time equivalents = hours / hours of a full-time year; None for a year of no hours."""
    return hours / hours_per_year if hours_per_year else None


def realisable_value(gross: Fraction, share: Fraction) -> Fraction:
    """What of a value can be taken out: value × realisable share. A loss is borne in full."""
    return gross * share if gross > 0 else gross


def worths(
    project: Project, taxonomy: Taxonomy, figures: ResolvedParameters, side_of: SideOf
) -> tuple[Worth, ...]:
    """Every benefit of a project with its value, each saving counted once."""
    first = year_basis(project).first
    alone = [
        _worth(benefit, project, taxonomy, figures, side_of)._replace(
            opens=opens(benefit.services, project, first)
        )
        for benefit in project.benefits.benefits
    ]
    return tuple(_once(alone, _chosen(project)))


def opens(services: Iterable[str], project: Project, first: int) -> int | None:
    """The year of the first launch among some services, where it is after ``first``.

    Before it nothing is gained of them, and what they run on costs nothing.
    """
    found = [project.service.get(one) for one in services]
    year = min((one.launch.year for one in found if one and one.launch), default=first)
    return year if year > first else None


def _worth(
    benefit: Benefit, project: Project, taxonomy: Taxonomy, figures: ResolvedParameters, side_of: SideOf
) -> Worth:
    if benefit.kind is None:
        return Worth(benefit, None, lacking=(Lack("kind", benefit.id),))
    counts = taxonomy.kinds[benefit.kind].counts
    users = benefit.kind is BenefitKind.USER_TIME
    timed = users or counts is Counts.TIME
    if counts is Counts.NONE and not users:
        return Worth(benefit, counts)
    found = None
    if benefit.from_process and timed:
        way, side = benefit.from_process, Side.USER if users else Side.MUNICIPALITY
        found = freed(project, way.service, way.variant, side, side_of)
    expected = three_point(benefit.estimate)
    price = figures.user_hour_value if users else figures.hourly_cost
    gross = expected if found is None else None if found.hours is None else found.hours * price.value
    share = Fraction(1) if benefit.realisable is None else exact(benefit.realisable) / HUNDRED
    lacking = found.lacking if found else () if expected is not None else _unestimated(benefit)
    start = Worth(benefit, counts, found, expected, share, lacking=lacking)
    if gross is None:
        return start
    if users:
        return start._replace(realisable=Fraction(1), gross=ore(gross), users=ore(gross))
    municipal = ore(realisable_value(gross, share))
    rest = ore(gross) - municipal
    return start._replace(gross=ore(gross), municipal=municipal, not_budget=rest)


def _unestimated(benefit: Benefit) -> tuple[Lack, ...]:
    """What lacks where a value can only come from an estimate."""
    said = benefit.estimate
    if said is None:
        return (Lack("estimate", benefit.id),)
    return tuple(Lack(name, benefit.id) for name in ("low", "likely", "high") if getattr(said, name) is None)


# ---------------------------------------------------------------- each saving once


def _chosen(project: Project) -> Mapping[str, VariantName | None]:
    return {process.service: process.chosen for process in project.processes.services}


def _once(alone: Sequence[Worth], chosen: Mapping[str, VariantName | None]) -> Iterable[Worth]:
    """The minutes of one service are freed once: by the benefit of the chosen variant, else by the first.

    A case goes one way, and what self-service frees is part of what full integration frees.
    """
    holders: dict[tuple[str, Side], Worth] = {}
    for one in alone:
        if one.freed and one.freed.hours is not None:
            key = (one.freed.service, one.freed.side)
            held = holders.setdefault(key, one)
            if (
                one.freed.variant is chosen.get(key[0])
                and held.freed
                and held.freed.variant is not one.freed.variant
            ):
                holders[key] = one
    for one in alone:
        holder = holders.get((one.freed.service, one.freed.side)) if one.freed else None
        if holder is None or holder is one:
            yield one
        else:
            yield one._replace(
                gross=None, municipal=None, not_budget=None, users=None, counted_in=holder.benefit.id
            )


def totals(found: Iterable[Worth], figures: ResolvedParameters) -> Totals:
    """The sums. What has no value is named, and a sum of nothing is missing, not zero."""
    known = list(found)
    hours = _sum(one.hours for one in known)
    return Totals(
        municipal=_sum(one.municipal for one in known),
        users=_sum(one.users for one in known),
        not_budget=_sum(one.not_budget for one in known),
        hours=hours,
        user_hours=_sum(one.user_hours for one in known),
        fte=None if hours is None else full_time(hours, figures.hours_per_year.value),
        lacking=tuple(one.benefit.id for one in known if one.lacking and one.counted_in is None),
    )


def _sum(values: Iterable[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction()) if known else None
