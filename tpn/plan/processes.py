"""What a service costs today and would cost tomorrow: the variants of its process, counted and set side by side.

A minute counts as often as its step happens (``share``). The municipality's minutes stand in the sum; users' time
stands apart and is never in it. What nobody has said is missing: never zero, and no sum is made of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from tpn.model.actors import Side, SideOf, side_of_step
from tpn.model.choices import VariantName
from tpn.model.processes import ServiceProcess, Step, Variant
from tpn.model.project import Project
from tpn.plan.freed_time import HOUR, HUNDRED, case_minutes, freed_hours, lacks
from tpn.plan.parameters import Parameter
from tpn.plan.rounding import exact, shown

# whose minutes are summed, each side for itself
_COUNTED = (Side.MUNICIPALITY, Side.USER)


@dataclass(frozen=True, slots=True)
class Count:
    """One variant, counted for one case and for a year.

    ``manual_minutes`` are the municipality's, ``user_minutes`` the users'; either is None where a step lacks its
    minutes, and ``missing`` names those steps. ``known_minutes`` is the sum of what is known.
    ``uncounted`` are actors with minutes of whom nothing tells whose time theirs is: no sum is made then.
    ``handovers``: how often the work goes from one actor to another. ``contacts``: steps that the user does.
    """

    variant: VariantName
    steps: int
    automatic: int
    handovers: int
    contacts: int
    manual_minutes: float | None
    known_minutes: float
    user_minutes: float | None
    waiting_days: float | None
    missing: tuple[str, ...]
    uncounted: tuple[str, ...]
    hours_per_year: float | None
    cost_per_year: float | None
    user_hours_per_year: float | None


MEASURES = (
    "steps", "automatic", "handovers", "contacts", "manual_minutes", "user_minutes", "waiting_days", "hours_per_year",
    "cost_per_year", "user_hours_per_year",
)  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """The variants of one service side by side, at a volume and a price of an hour."""

    service: str
    cases_per_year: float | None
    hourly_cost: float | None
    example_price: bool
    digital_share: float | None
    example_times: bool
    chosen: VariantName | None
    variants: tuple[Count, ...]

    @cached_property
    def by_name(self) -> Mapping[VariantName, Count]:
        """The counted variants by name."""
        return {count.variant: count for count in self.variants}

    @property
    def as_is(self) -> Count | None:
        """The paper variant: how it is done today."""
        return self.by_name.get(VariantName.PAPER)

    def difference(self, variant: VariantName, measure: str) -> float | None:
        """A measure of a variant less that of the as-is; None where either is not known."""
        now, then = self.as_is, self.by_name.get(variant)
        if now is None or then is None or now is then:
            return None
        before, after = getattr(now, measure), getattr(then, measure)
        return None if before is None or after is None else round(after - before, 2)

    def freed_minutes(self, variant: VariantName) -> float | None:
        """Minutes of the municipality's work that a case saves when it goes this way rather than today's."""
        change = self.difference(variant, "manual_minutes")
        return None if change is None else -change

    def freed_hours(self, variant: VariantName) -> float | None:
        """Hours a year that are freed when ``digital_share`` percent of the cases go this way."""
        minutes = self.freed_minutes(variant)
        if minutes is None or self.cases_per_year is None or self.digital_share is None:
            return None
        return shown(
            freed_hours(exact(self.cases_per_year), exact(self.digital_share), exact(minutes), Fraction())
        )


def compare(project: Project, service: str, side_of: SideOf, price: Parameter | None = None) -> Comparison:
    """The variants of a service of the project side by side; a service without any has no variants to show.

    ``price`` is that of an hour, NOK, the same that the benefits are worked out with; without it nothing is priced.
    """
    process = process_of(project, service)
    known = project.service.get(service)
    cases = known.cases_per_year if known else None
    hourly = shown(price.value) if price else None
    return Comparison(
        service=service,
        cases_per_year=cases,
        hourly_cost=hourly,
        example_price=bool(price and price.example),
        digital_share=process.digital_share if process else None,
        example_times=bool(process and process.example_times),
        chosen=process.chosen if process else None,
        variants=tuple(
            count(name, process.variants[name], side_of, cases, hourly)
            for name in described(process)
            if process
        ),
    )


def described(process: ServiceProcess | None) -> tuple[VariantName, ...]:
    """The variants that have steps: one without is not described yet, and saves nothing."""
    known = process.variants if process else {}
    return tuple(name for name in VariantName if name in known and known[name].steps)


def process_of(project: Project, service: str) -> ServiceProcess | None:
    """The process analysis of a service, if it has one."""
    return next((one for one in project.processes.services if one.service == service), None)


def count(
    name: VariantName, variant: Variant, side_of: SideOf, cases: float | None, hourly: float | None
) -> Count:
    """One variant counted; see ``Count``."""
    steps = variant.steps
    sides = [side_of_step(step, side_of) for step in steps]
    lacking = {side: [step for step in steps if lacks(step, side, side_of)] for side in _COUNTED}
    manual, user = (None if lacking[side] else case_minutes(variant, side, side_of) for side in _COUNTED)
    hours = _yearly(manual, cases)
    unsaid = {step.id: step for some in lacking.values() for step in some}
    nobodys = [step for step in unsaid.values() if side_of_step(step, side_of) is None]
    return Count(
        variant=name,
        steps=len(steps),
        automatic=sides.count(Side.SYSTEM),
        handovers=_handovers(steps),
        contacts=sides.count(Side.USER),
        manual_minutes=shown(manual),
        known_minutes=float(case_minutes(variant, Side.MUNICIPALITY, side_of)),
        user_minutes=shown(user),
        waiting_days=_waiting(steps),
        missing=tuple(step.id for step in unsaid.values() if step not in nobodys),
        uncounted=tuple(dict.fromkeys(step.actor or step.id for step in nobodys)),
        hours_per_year=shown(hours),
        cost_per_year=None if hours is None or hourly is None else shown(hours * exact(hourly)),
        user_hours_per_year=shown(_yearly(user, cases)),
    )


def _waiting(steps: Sequence[Step]) -> float | None:
    """Days that a case lies still; a blank is no waiting, but where every step is blank nobody has counted them."""
    if all(step.wait_days is None for step in steps):
        return None
    return shown(
        sum((exact(step.wait_days or 0) * exact(step.share) / HUNDRED for step in steps), Fraction())
    )


def _handovers(steps: Sequence[Step]) -> int:
    """Actor changes; a step of which nobody has said who does it is passed over."""
    actors = [step.actor for step in steps if step.actor]
    return sum(one != other for one, other in pairwise(actors))


def _yearly(minutes: Fraction | None, cases: float | None) -> Fraction | None:
    return None if minutes is None or cases is None else minutes * exact(cases) / HOUR
