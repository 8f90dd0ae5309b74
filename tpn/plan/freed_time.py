"""Time that is freed when cases go another way: minutes of a case, hours of a year.

Only steps with an actor and with minutes can be counted. What lacks is named; a sum in which something lacks is
missing, never zero.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from tpn.model.actors import Side, SideOf, side_of_step
from tpn.model.choices import StepKind, VariantName
from tpn.model.processes import ServiceProcess, Step, Variant
from tpn.model.project import Project
from tpn.plan.rounding import exact

HUNDRED, HOUR = 100, 60


class Lack(NamedTuple):
    """Something that is needed and nobody has said: what it is, and where it belongs."""

    what: str
    where: str


class Freed(NamedTuple):
    """What a service frees in a year when its digital cases go by a variant rather than on paper.

    ``before`` and ``after`` are minutes of one case. ``hours`` is None where something lacks.
    ``example``: the minutes are examples and not the municipality's own.
    """

    service: str
    variant: VariantName
    side: Side
    cases: Fraction | None
    digital_share: Fraction | None
    before: Fraction | None
    after: Fraction | None
    hours: Fraction | None
    lacking: tuple[Lack, ...]
    example: bool


def freed(project: Project, service: str, variant: VariantName, side: Side, side_of: SideOf) -> Freed:
    """Freed hours a year = cases × digital share × (minutes before − minutes after) / 60.

    The minutes are those of one side, the municipality or the users; negative where the new way takes longer.
    """
    process = next((one for one in project.processes.services if one.service == service), None)
    known = project.service.get(service)
    lacking = list(
        _lacking(process, known.cases_per_year if known else None, service, variant, side, side_of)
    )
    cases = exact(known.cases_per_year) if known and known.cases_per_year is not None else None
    share = exact(process.digital_share) if process and process.digital_share is not None else None
    before = _minutes(process, VariantName.PAPER, side, side_of)
    after = _minutes(process, variant, side, side_of)
    hours = None
    if cases is not None and share is not None and before is not None and after is not None and not lacking:
        hours = freed_hours(cases, share, before, after)
    example = bool(process and process.example_times)
    return Freed(service, variant, side, cases, share, before, after, hours, tuple(lacking), example)


def freed_hours(cases: Fraction, digital_share: Fraction, before: Fraction, after: Fraction) -> Fraction:
    """Cases × digital share (percent) × (minutes before − minutes after) / 60, as the benefit workbooks have it."""
    return cases * digital_share / HUNDRED * (before - after) / HOUR


def case_minutes(variant: Variant, side: Side, side_of: SideOf) -> Fraction:
    """Minutes of one side in an average case: each step's minutes × the percent of cases in which it happens."""
    return sum(
        (exact(step.minutes) * exact(step.share) / HUNDRED
         for step in variant.steps if step.minutes is not None and side_of_step(step, side_of) is side),
        Fraction(),
    )  # fmt: skip


def _minutes(
    process: ServiceProcess | None, name: VariantName, side: Side, side_of: SideOf
) -> Fraction | None:
    variant = process.variants.get(name) if process else None
    return case_minutes(variant, side, side_of) if variant and variant.steps else None


def _lacking(
    process: ServiceProcess | None, cases: float | None, service: str, variant: VariantName, side: Side,
    side_of: SideOf,
) -> Iterator[Lack]:  # fmt: skip
    if cases is None:
        yield Lack("cases_per_year", service)
    if process is None:
        yield Lack("process", service)
        return
    if process.digital_share is None:
        yield Lack("digital_share", service)
    for name in (VariantName.PAPER, variant):
        steps = process.variants[name].steps if name in process.variants else ()
        if not steps:
            yield Lack("variant", f"{service}/{name}")
        for step in steps:
            if what := lacks(step, side, side_of):
                yield Lack(what, f"{service}/{name}/{step.id}")


def lacks(step: Step, side: Side, side_of: SideOf) -> str | None:
    """What a step lacks to be counted on a side. An event takes nobody's time unless somebody says so."""
    whose = side_of_step(step, side_of)
    if whose is None and step.minutes != 0 and step.kind is not StepKind.EVENT:
        return "actor"
    if whose is side and step.minutes is None and step.kind is not StepKind.EVENT:
        return "minutes"
    return None
