"""What is told of a benefit, and of the value of all."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class BenefitFacts(NamedTuple):
    """A benefit: from what to what, by when; the last measurement and how far that is; its budget effect.

    ``municipal``, ``users`` (NOK) and ``hours`` are a year of full effect; None where nobody knows. ``by_the_hour``:
    its value is working time for something else, and not money.
    """

    id: str
    title: str
    owner: str | None
    baseline: float | None
    target: float | None
    unit: str | None
    by: date | None
    value: float | None
    measured: date | None
    percent: float | None
    expected: float | None
    only_baseline: date | None
    note: str | None
    budget_of: str | None
    budget_from: int | None
    budget_amount: float | None
    budget_decided: bool | None
    municipal: float | None = None
    users: float | None = None
    hours: float | None = None
    by_the_hour: bool = False

    @property
    def is_time(self) -> bool:
        """Whether its value is working time; a report from before that was told has the hours alone."""
        return self.by_the_hour or bool(self.hours)


def freed_worth(lines: Iterable[BenefitFacts]) -> float:
    """What the municipality's freed time is worth in a year of full effect, NOK: time for other work, not money."""
    return sum(one.municipal or 0 for one in lines if one.is_time)


class BenefitTotals(NamedTuple):
    """The value of a year of full effect: NOK for the municipality and for the users, hours and full-time years.

    ``running``: what the new components cost to run in a year, NOK; None where nothing is known of it.
    ``paid_back``: the year of use, from 1, in which the components are earned back; None where that is after the last
    of the ``years_seen``. No years seen: there is nothing to count with. ``undecided``: by name, the least and the
    most that a component costs to run in a year, while no way is chosen: it is in no sum.
    """

    municipal: float | None
    users: float | None
    hours: float | None
    years: float | None
    running: float | None = None
    paid_back: int | None = None
    years_seen: int = 0
    undecided: tuple[tuple[str, float, float], ...] = ()
