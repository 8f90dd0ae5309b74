"""Progress by counting: «47 av 112»."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tpn.plan.facts import Work
from tpn.plan.rounding import shown


class Progress(NamedTuple):
    """Counts, and percent with one decimal; None where there is nothing to count."""

    done: int
    total: int
    percent: float | None
    planned_percent: float | None
    overdue: int
    due_soon: int


def progress_of(work: Iterable[Work], today: date) -> Progress:
    """Done and planned against all that has not fallen out.

    ``planned`` are those whose end in the agreed plan is today or before. An activity's own percent moves its
    forecast, not this sum.
    """
    counted = [item for item in work if not item.fallen_out]
    total = len(counted)
    done = sum(item.done for item in counted)
    planned = sum(was_planned(item, today) for item in counted)
    return Progress(
        done,
        total,
        _percent(done, total),
        _percent(planned, total),
        sum(item.overdue for item in counted),
        sum(item.due_soon for item in counted),
    )


def was_planned(item: Work, today: date) -> bool:
    """Whether work was to be done by today, by the agreed plan."""
    return item.promised is not None and item.promised <= today


def _percent(part: int, whole: int) -> float | None:
    return shown(Fraction(100 * part, whole), 1) if whole else None
