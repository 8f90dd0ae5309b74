"""How far a benefit has come: attainment that knows its baseline, and the line it was to follow."""

from datetime import date
from typing import NamedTuple

from tpn.model.benefits import Benefit, Indicator, Measurement
from tpn.plan.rounding import exact, shown


class Measured(NamedTuple):
    """Where a benefit stands: percent of the way from baseline to target, and points behind the straight line.

    ``due`` is the day by which the target is to be measured; ``overdue``: that day has passed without a measurement.
    """

    id: str
    attainment: float | None = None
    behind: float | None = None
    last: Measurement | None = None
    due: date | None = None
    overdue: bool = False


class Attained(NamedTuple):
    """Percent of the way at the last measurement, or why there is none."""

    percent: float | None
    why: str
    last: Measurement | None


def attainment(indicator: Indicator, value: float) -> float | None:
    """Percent of the way from baseline to target: (value − baseline) / (target − baseline) · 100.

    Right for rising and falling goals; below 0 and above 100 are said as they are; one decimal, a half away from
    zero. None where baseline or target is missing, or where they are equal: then there is no way to go.
    """
    if indicator.baseline is None or indicator.target is None or indicator.baseline == indicator.target:
        return None
    start, goal = exact(indicator.baseline), exact(indicator.target)
    return shown((exact(value) - start) / (goal - start) * 100, 1)


def attained(benefit: Benefit, today: date) -> Attained:
    """How far a benefit has come by its last measurement, and the reason where that cannot be said.

    The baseline measured once more is 0 percent; nothing measured is unknown, and 0 is a value like any other.
    """
    indicator = benefit.indicator
    last = max((m for m in benefit.measurements if m.date <= today), key=lambda m: m.date, default=None)
    if indicator is None:
        return Attained(None, "no_indicator", last)
    for missing in ("baseline", "target"):
        if getattr(indicator, missing) is None:
            return Attained(None, f"no_{missing}", last)
    if indicator.baseline == indicator.target:
        return Attained(None, "target_is_baseline", last)
    if last is None:
        return Attained(None, "not_measured", None)
    percent = attainment(indicator, last.value)
    return Attained(percent, "at_baseline" if percent == 0 else "measured", last)


def measured(benefit: Benefit, start: date, today: date) -> Measured:
    """Where a benefit stands ``today``. A first measurement that is the baseline itself is no result yet."""
    indicator = benefit.indicator
    if indicator is None:
        return Measured(benefit.id)
    known = sorted((m for m in benefit.measurements if m.date <= today), key=lambda m: m.date)
    zero = known[0] if known and known[0].value == indicator.baseline else None
    results = known[1:] if zero else known
    if not results:
        late = indicator.by is not None and indicator.by < today
        return Measured(benefit.id, due=indicator.by, overdue=late)
    last = results[-1]
    reached = attainment(indicator, last.value)
    first = zero.date if zero else start
    behind = None
    if reached is not None and indicator.by and indicator.by > first:
        expected = min(1.0, (last.date - first) / (indicator.by - first)) * 100
        behind = round(expected - reached, 1)
    overdue = indicator.by is not None and last.date < indicator.by < today
    return Measured(benefit.id, reached, behind, last, indicator.by, overdue and (reached or 0) < 100)  # noqa: PLR2004
