"""The arithmetic of the benefits, step by step: which formula, and its numbers. Nothing is computed here."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from tpn.model.actors import Side
from tpn.model.taxonomy import Counts
from tpn.plan.freed_time import HUNDRED, Freed
from tpn.plan.net_value import Worth
from tpn.plan.parameters import ResolvedParameters
from tpn.plan.payback import ramped
from tpn.plan.rounding import shown
from tpn.views.benefits import BenefitLine, Register


class FormulaStep(NamedTuple):
    """One step: the name of the formula, and its numbers."""

    formula: str
    facts: Mapping[str, object]


def steps_of(line: BenefitLine, figures: ResolvedParameters) -> tuple[FormulaStep, ...]:
    """How the value and the attainment of a benefit came about."""
    return (*_value(line, figures), *_attainment(line))


def _value(line: BenefitLine, figures: ResolvedParameters) -> Iterator[FormulaStep]:
    worth = line.worth
    if worth.counted_in is not None:
        yield FormulaStep("counted_in", {"id": worth.counted_in})
    elif not worth.priced:
        yield FormulaStep("not_priced", {"kind": worth.benefit.kind})
    else:
        if worth.freed:
            yield from _freed(worth.freed)
        if line.fte is not None:
            year = shown(figures.hours_per_year.value)
            yield FormulaStep("fte", {"hours": shown(worth.hours), "year": year, "fte": shown(line.fte)})
        if worth.gross is not None:
            yield _gross(worth, worth.gross, figures)
        yield from _summed(worth)
        yield from (
            FormulaStep("lacking", {"what": lack.what, "where": lack.where}) for lack in worth.lacking
        )


def _freed(freed: Freed) -> Iterator[FormulaStep]:
    """Cases × digital share × minutes saved."""
    if freed.example:
        yield FormulaStep("example_times", {"service": freed.service})
    if freed.hours is not None:
        yield FormulaStep("freed_user_hours" if freed.side is Side.USER else "freed_hours", {
            "service": freed.service, "variant": freed.variant, "cases": shown(freed.cases),
            "share": shown(freed.digital_share), "before": shown(freed.before), "after": shown(freed.after),
            "hours": shown(freed.hours),
        })  # fmt: skip


def _gross(worth: Worth, gross: Fraction, figures: ResolvedParameters) -> FormulaStep:
    """Hours × NOK, or the three points."""
    said = worth.benefit.estimate
    if worth.freed is None and said is not None:
        points = {"low": said.low, "likely": said.likely, "high": said.high}
        return FormulaStep("three_point", {**points, "gross": shown(gross)})
    price = figures.user_hour_value if worth.users is not None else figures.hourly_cost
    hours = worth.freed.hours if worth.freed else None
    return FormulaStep("price", {"hours": shown(hours), "price": shown(price.value), "gross": shown(gross)})


def _summed(worth: Worth) -> Iterator[FormulaStep]:
    """What of the value goes into which sum, and how it grows."""
    gross, municipal = worth.gross, worth.municipal
    if worth.users is not None:
        yield FormulaStep("users_apart", {"users": shown(worth.users)})
    if gross is None or municipal is None:
        return
    name = (
        "loss" if gross < 0 else "realisable" if worth.counts is Counts.TIME or worth.not_budget else "budget"
    )
    yield FormulaStep(name, {
        "gross": shown(gross), "percent": shown(worth.realisable * HUNDRED), "municipal": shown(municipal),
        "rest": shown(worth.not_budget),
    })  # fmt: skip
    if worth.begins is not None:
        yield FormulaStep("starts", {"year": str(worth.begins)})
    ramp = worth.benefit.ramp_up
    for year, percent in enumerate(ramp, 1):
        facts = {"year": year, "percent": percent, "municipal": shown(municipal)}
        last = "_last" if year == len(ramp) else ""
        yield FormulaStep(f"ramp_up{last}", {**facts, "amount": shown(ramped(municipal, ramp, year))})
    if not ramp:
        yield FormulaStep("no_ramp_up", {})


def _attainment(line: BenefitLine) -> Iterator[FormulaStep]:
    found, indicator = line.attained, line.worth.benefit.indicator
    if indicator is None or found.percent is None or found.last is None:
        yield FormulaStep(f"why_{found.why}", {"baseline": indicator.baseline if indicator else None})
    else:
        yield FormulaStep("attainment", {
            "value": found.last.value, "baseline": indicator.baseline, "target": indicator.target,
            "percent": found.percent, "date": found.last.date,
        })  # fmt: skip


def sum_steps(view: Register) -> tuple[FormulaStep, ...]:
    """How the sums came about."""
    return tuple(_sums(view))


def _sums(view: Register) -> Iterator[FormulaStep]:
    sums = view.totals
    for name in ("municipal", "users"):
        values = [(line.id, getattr(line.worth, name)) for line in view.lines]
        terms = tuple((id_, shown(value)) for id_, value in values if value is not None)
        if terms:
            yield FormulaStep(f"sum_{name}", {"terms": terms, "sum": shown(getattr(sums, name))})
    if sums.fte is not None:
        year = shown(view.figures.hours_per_year.value)
        yield FormulaStep("fte", {"hours": shown(sums.hours), "year": year, "fte": shown(sums.fte)})
