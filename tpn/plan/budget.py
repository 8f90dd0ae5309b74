"""The money of a project: each item as typed or as the sum of its years, and sums by year, funding and kind. NOK."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tpn.model.choices import EconomyKind
from tpn.model.logs import EconomyLine

_NAMES = ("budget", "committed", "spent", "forecast")


class Amounts(NamedTuple):
    """Budget, committed, spent and forecast, NOK excl. VAT; None where nobody has said."""

    budget: float | None = None
    committed: float | None = None
    spent: float | None = None
    forecast: float | None = None

    @property
    def expected(self) -> float | None:
        """What it is thought to come to: the forecast, else the budget."""
        return self.forecast if self.forecast is not None else self.budget


def amounts_of(line: EconomyLine) -> Amounts:
    """The figures of an item: what is typed for the whole, else the sum of its years."""
    years = {name: _sum(getattr(year, name) for year in line.by_year) for name in _NAMES}
    return _amounts({name: getattr(line, name) for name in _NAMES if getattr(line, name) is not None}, years)


def total(several: Iterable[Amounts]) -> Amounts:
    """The sum; an item without a forecast counts with its budget, once any item has a forecast."""
    kept = list(several)
    forecast = _sum(one.expected for one in kept) if any(one.forecast is not None for one in kept) else None
    sums = {name: _sum(getattr(one, name) for one in kept) for name in _NAMES}
    return _amounts({"forecast": forecast}, sums)


def by_year(lines: Sequence[EconomyLine]) -> tuple[tuple[int, Amounts], ...]:
    """The sums of each calendar year that some item has figures for."""
    years = sorted({year.year for line in lines for year in line.by_year})
    return tuple(
        (
            number,
            total(
                Amounts(year.budget, year.committed, year.spent, year.forecast)
                for line in lines
                for year in line.by_year
                if year.year == number
            ),
        )
        for number in years
    )


def by_source(lines: Sequence[EconomyLine]) -> tuple[tuple[str | None, EconomyKind | None, Amounts], ...]:
    """The sums of each funding and kind, in the order of the file; nothing where no item says either."""
    groups: dict[tuple[str | None, EconomyKind | None], list[Amounts]] = {}
    for line in lines:
        groups.setdefault((line.source, line.kind), []).append(amounts_of(line))
    if set(groups) <= {(None, None)}:
        return ()
    return tuple((source, kind, total(some)) for (source, kind), some in groups.items())


def reserves(lines: Iterable[EconomyLine]) -> Iterator[tuple[EconomyLine, float | None]]:
    """The items that are a reserve, and what is left of each: budget less spent and committed."""
    for line in lines:
        if line.reserve:
            one = amounts_of(line)
            used = (one.spent or 0) + (one.committed or 0)
            yield line, None if one.budget is None else one.budget - used


def _amounts(said: Mapping[str, float | None], else_: Mapping[str, float | None]) -> Amounts:
    known = {**else_, **said}
    return Amounts(known["budget"], known["committed"], known["spent"], known["forecast"])


def _sum(values: Iterable[float | None]) -> float | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
