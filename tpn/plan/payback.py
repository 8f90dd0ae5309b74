"""Year by year: what the benefits give, what the components cost, net present value and payback.

Year 1 is the first year of use; the investment falls in it and is not discounted. A component is run from the year in
which the first of its services is launched.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from tpn.model.choices import Acquire
from tpn.model.ended import fallen_out
from tpn.model.procurement import Component
from tpn.model.project import Project
from tpn.plan.freed_time import HUNDRED, Lack
from tpn.plan.net_value import Worth, opens
from tpn.plan.parameters import ResolvedParameters, YearBasis
from tpn.plan.rounding import exact, ore


class PartCost(NamedTuple):
    """What one component costs the way it is acquired. What exists already costs the project nothing new.

    ``opens``: the year from which it is run, that of the first launch among its services; None is year 1.
    """

    component: Component
    once: Fraction | None
    yearly: Fraction | None
    lacking: tuple[Lack, ...] = ()
    opens: int | None = None


class Year(NamedTuple):
    """One year, NOK: benefits − running cost − investment = net; net × factor = discounted; the sum of net so far.

    ``number`` counts from 1; ``calendar`` is the year as people call it.
    """

    number: int
    calendar: int
    factor: Fraction
    benefits: Fraction
    running: Fraction
    investment: Fraction
    net: Fraction
    discounted: Fraction
    accumulated: Fraction


class Payback(NamedTuple):
    """The years and what follows from them.

    ``npv``, ``payback_year`` are None while something lacks; ``known_npv``, ``known_payback`` leave out what lacks.
    ``investment``, ``running`` are sums of what is known, None where nothing is. No years without a known value.
    """

    costs: tuple[PartCost, ...]
    investment: Fraction | None
    running: Fraction | None
    years: tuple[Year, ...]
    lacking: tuple[Lack, ...]
    known_npv: Fraction | None
    known_payback: int | None
    known_state_npv: Fraction | None = None

    @property
    def state_npv(self) -> Fraction | None:
        """The same figures by the convention of the state's analyses, NOK to the øre: the investment in year 0."""
        return None if self.lacking else self.known_state_npv

    @property
    def npv(self) -> Fraction | None:
        """Net present value, NOK to the øre."""
        return None if self.lacking else self.known_npv

    @property
    def undecided(self) -> tuple[tuple[str, Fraction, Fraction], ...]:
        """The components that no way is chosen for, as ``undecided`` tells them."""
        return undecided(cost.component for cost in self.costs)

    @property
    def payback_year(self) -> int | None:
        """The first year in which the accumulated net is zero or more; None too where that lies after the last."""
        return None if self.lacking else self.known_payback


def ramped(full: Fraction, ramp_up: Sequence[float], year: int) -> Fraction:
    """The effect in a year = full effect × percent of that year; after the last percent that one holds.

    Without a ramp-up the effect is full from year 1.
    """
    if not ramp_up:
        return full
    return full * exact(ramp_up[min(year, len(ramp_up)) - 1]) / HUNDRED


def gained(one: Worth, year: int, basis: YearBasis) -> Fraction:
    """What a benefit gives in year 1, 2 …, NOK: from its start on, ramped up, an hour at the price it has then."""
    if one.municipal is None:
        return Fraction()
    begun = one.begins
    since = year if begun is None else basis.first + year - begun
    if since < 1:
        return Fraction()
    effect = ramped(one.municipal, one.benefit.ramp_up, since)
    return effect * basis.grown(year) if one.by_the_hour else effect


def discount_factor(rate: Fraction, year: int) -> Fraction:
    """1 / (1 + r)^(t − 1), r as a fraction of one: year 1 is not discounted. Source: KommIT's Gevinstverktøy."""
    return 1 / (1 + rate) ** (year - 1)


def net_present_value(nets: Sequence[Fraction], rate: Fraction) -> Fraction:
    """Σ net of year t × 1 / (1 + r)^(t − 1); the investment stands in year 1."""
    return sum((net * discount_factor(rate, year) for year, net in enumerate(nets, 1)), Fraction())


def state_present_value(investment: Fraction, earned: Sequence[Fraction], rate: Fraction) -> Fraction:
    """−investment + Σ (benefits − running cost) of year t × 1 / (1 + r)^t.

    The investment stands in year 0, all else at the end of its year. Source: DFØ, veileder i samfunnsøkonomiske
    analyser: its convention, not the whole analysis.
    """
    return sum((net / (1 + rate) ** year for year, net in enumerate(earned, 1)), -investment)


def payback_year(nets: Sequence[Fraction]) -> int | None:
    """The first year in which the accumulated net, not discounted, is zero or more; None if it never is."""
    return next((year for year, sum_ in enumerate(accumulate(nets), 1) if sum_ >= 0), None)


def undecided(parts: Iterable[Component]) -> tuple[tuple[str, Fraction, Fraction], ...]:
    """The components that nobody has chosen a way for: name, and the least and the most that they cost a year, NOK.

    They are in no sum of what the components cost to run, though what they make possible may be among the benefits.
    """
    found = []
    for one in parts:
        ways = (one.options.lease, one.options.own, one.options.shared) if one.options else ()
        yearly = [exact(way.yearly) for way in ways if way and way.yearly is not None]
        if one.acquire is None and not fallen_out(one) and any(yearly):
            found.append((one.name, min(yearly), max(yearly)))
    return tuple(found)


def part_cost(component: Component) -> PartCost:
    """Once and yearly by the way it is acquired: the option of that name. Nothing chosen, nothing known."""
    way = component.acquire
    if way is Acquire.EXISTING:
        return PartCost(component, Fraction(), Fraction())
    if way is None:
        return PartCost(component, None, None, (Lack("acquire", component.id),))
    option = getattr(component.options, way.value) if component.options else None
    if option is None:
        return PartCost(component, None, None, (Lack("option", component.id),))
    lacking = tuple(Lack(name, component.id) for name in ("once", "yearly") if getattr(option, name) is None)
    once, yearly = (None if value is None else exact(value) for value in (option.once, option.yearly))
    return PartCost(component, once, yearly, lacking)


def economy(
    found: Iterable[Worth], project: Project, figures: ResolvedParameters, basis: YearBasis
) -> Payback:
    """Net per year = benefits that may be summed × ramp-up − running cost − investment in year 1."""
    valued = [one for one in found if one.municipal is not None]
    parts = (one for one in project.procurement.components if not fallen_out(one))
    costs = tuple(part_cost(one)._replace(opens=opens(one.services, project, basis.first)) for one in parts)
    investment, running = _known(costs, "once"), _known(costs, "yearly")
    lacking = [lack for cost in costs for lack in cost.lacking]
    if not valued:
        lacking.append(Lack("no_value", ""))
    if not costs:
        lacking.append(Lack("no_components", ""))
    if figures.years.value < 1:
        lacking.append(Lack("years", ""))
    if not valued or not costs or figures.years.value < 1:
        return Payback(costs, investment, running, (), tuple(lacking), None, None)
    once = investment or Fraction()
    years = tuple(_years(valued, once, costs, figures, basis))
    nets = [year.net for year in years]
    earned = [year.benefits - year.running for year in years]
    rate = figures.discount_rate.value / HUNDRED
    return Payback(
        costs, investment, running, years, tuple(lacking),
        ore(net_present_value(nets, rate)), payback_year(nets),
        ore(state_present_value(once, earned, rate)),
    )  # fmt: skip


def _known(costs: Sequence[PartCost], name: str) -> Fraction | None:
    """The sum of what is known. That something exists already says nothing of what the rest costs."""
    values = [getattr(cost, name) for cost in costs if getattr(cost, name) is not None]
    new = [cost for cost in costs if cost.component.acquire is not Acquire.EXISTING]
    told = [cost for cost in new if getattr(cost, name) is not None]
    return None if new and not told else sum(values, Fraction()) if values else None


def _years(
    valued: Sequence[Worth],
    investment: Fraction,
    costs: Sequence[PartCost],
    figures: ResolvedParameters,
    basis: YearBasis,
) -> Iterable[Year]:
    rate = figures.discount_rate.value / HUNDRED
    accumulated = Fraction()
    for number in range(1, int(figures.years.value) + 1):
        gains = sum((gained(one, number, basis) for one in valued), Fraction())
        once = investment if number == 1 else Fraction()
        calendar = basis.first + number - 1
        running = sum((one.yearly or Fraction() for one in costs if (one.opens or 0) <= calendar), Fraction())
        net = gains - running - once
        accumulated += net
        factor = discount_factor(rate, number)
        yield Year(number, calendar, factor, gains, running, once, net, net * factor, accumulated)
