"""Lease, own or share: what each way to acquire a component costs over the years, side by side. NOK excluding VAT."""

from dataclasses import dataclass
from decimal import Decimal

from tpn.model.choices import Acquire
from tpn.model.procurement import Component, Cost


@dataclass(frozen=True)
class WayCost:
    """One way over the period: once and yearly as typed, their sum, and its present value.

    A sum is None while one of the two amounts is missing: a missing amount is not zero.
    """

    way: Acquire
    once: Decimal | None
    yearly: Decimal | None
    total: Decimal | None
    present_value: Decimal | None


def ways(component: Component, years: int, rate: float) -> tuple[WayCost, ...]:
    """What each way costs over ``years``, at a discount rate in percent, the cheapest first.

    Present value: what is paid once counts whole, the yearly cost of year t by 1 / (1 + rate/100)^(t−1), as in the
    national calculation sheet for benefits.
    """
    options = component.options
    if options is None:
        return ()
    named = ((Acquire.LEASE, options.lease), (Acquire.OWN, options.own), (Acquire.SHARED, options.shared))
    found = [_way(way, cost, years, Decimal(str(rate))) for way, cost in named if cost is not None]
    return tuple(sorted(found, key=lambda one: (one.total is None, one.total or 0)))


def _way(way: Acquire, cost: Cost, years: int, rate: Decimal) -> WayCost:
    once, yearly = _amount(cost.once), _amount(cost.yearly)
    if once is None or yearly is None:
        return WayCost(way, once, yearly, None, None)
    factor = 1 / (1 + rate / 100)
    present = once + sum((yearly * factor**t for t in range(years)), Decimal(0))
    return WayCost(way, once, yearly, once + years * yearly, present)


def _amount(typed: float | None) -> Decimal | None:
    return None if typed is None else Decimal(str(typed))
