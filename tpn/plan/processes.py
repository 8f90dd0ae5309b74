"""What a service costs today and would cost tomorrow: the variants of its process, counted and set side by side.

A minute counts as often as its step happens (``share``). The municipality's minutes stand in the sum; users' time
stands apart and is never in it. What nobody has said is missing: never zero, and no sum is made of it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tpn.model.actors import Side
from tpn.model.choices import Automation, StepKind, VariantName
from tpn.model.processes import ServiceProcess, Step
from tpn.model.project import Project

SideOf = Callable[[str | None], Side | None]
"""Whose time an actor's is; None where nothing tells."""

_HOUR = 60
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Count:
    """One variant, counted for one case and for a year.

    ``manual_minutes`` are the municipality's, ``user_minutes`` the users'; either is None where a step lacks its
    minutes, and ``missing`` names those steps. ``known_minutes`` is the sum of what is known.
    ``uncounted`` are the actors of whom nothing tells whose time theirs is: it is on neither side.
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
        """Hours a year that are freed when ``digital_share`` percent of the cases (all, unless said) go this way."""
        minutes = self.freed_minutes(variant)
        if minutes is None or self.cases_per_year is None:
            return None
        share = _WHOLE if self.digital_share is None else self.digital_share
        return minutes * self.cases_per_year * share / _WHOLE / _HOUR


def compare(project: Project, service: str, side_of: SideOf) -> Comparison:
    """The variants of a service of the project side by side; a service without any has no variants to show."""
    process = process_of(project, service)
    known = project.service.get(service)
    parameters = project.benefits.parameters
    cases = known.cases_per_year if known else None
    hourly = parameters.hourly_cost if parameters else None
    return Comparison(
        service=service,
        cases_per_year=cases,
        hourly_cost=hourly,
        digital_share=process.digital_share if process else None,
        example_times=bool(process and process.example_times),
        chosen=process.chosen if process else None,
        variants=tuple(
            count(name, process.variants[name].steps, side_of, cases, hourly)
            for name in VariantName
            if process and name in process.variants
        ),
    )


def process_of(project: Project, service: str) -> ServiceProcess | None:
    """The process analysis of a service, if it has one."""
    return next((one for one in project.processes.services if one.service == service), None)


def count(
    variant: VariantName, steps: Sequence[Step], side_of: SideOf, cases: float | None, hourly: float | None
) -> Count:
    """One variant counted; see ``Count``."""
    sides = [side_of_step(step, side_of) for step in steps]
    by_side = {side: [step for step, one in zip(steps, sides, strict=True) if one is side] for side in Side}
    ours, users = by_side[Side.MUNICIPALITY], by_side[Side.USER]
    nobodys = [step for step, side in zip(steps, sides, strict=True) if side is None]
    manual, user = _minutes(ours), _minutes(users)
    if nobodys:
        manual, user = manual if ours else None, user if users else None
    hours = _yearly(manual, cases)
    return Count(
        variant=variant,
        steps=len(steps),
        automatic=len(by_side[Side.SYSTEM]),
        handovers=_handovers(steps),
        contacts=len(users),
        manual_minutes=manual,
        known_minutes=_weighted((step, step.minutes) for step in ours),
        user_minutes=user,
        waiting_days=_waiting(steps),
        missing=tuple(step.id for step in (*ours, *users) if _lacks(step)),
        uncounted=tuple(dict.fromkeys(step.actor or step.id for step in nobodys)),
        hours_per_year=hours,
        cost_per_year=round(hours * hourly, 2) if hours is not None and hourly is not None else None,
        user_hours_per_year=_yearly(user, cases),
    )


def side_of_step(step: Step, side_of: SideOf) -> Side | None:
    """Whose time a step takes; what a system does alone is nobody's, whoever stands as its actor."""
    return Side.SYSTEM if step.automation is Automation.FULL else side_of(step.actor)


def _lacks(step: Step) -> bool:
    """An event takes nobody's time unless somebody says so; work without minutes is not known yet."""
    return step.minutes is None and step.kind is not StepKind.EVENT


def _minutes(steps: Sequence[Step]) -> float | None:
    if any(_lacks(step) for step in steps):
        return None
    return _weighted((step, step.minutes) for step in steps)


def _weighted(parts: Iterable[tuple[Step, float | None]]) -> float:
    return round(sum((value or 0) * step.share / _WHOLE for step, value in parts), 2)


def _waiting(steps: Sequence[Step]) -> float | None:
    """Days that a case lies still; a blank is no waiting, but where every step is blank nobody has counted them."""
    if all(step.wait_days is None for step in steps):
        return None
    return _weighted((step, step.wait_days) for step in steps)


def _handovers(steps: Sequence[Step]) -> int:
    """Actor changes; a step of which nobody has said who does it is passed over."""
    actors = [step.actor for step in steps if step.actor]
    return sum(one != other for one, other in pairwise(actors))


def _yearly(minutes: float | None, cases: float | None) -> float | None:
    return round(minutes * cases / _HOUR, 2) if minutes is not None and cases is not None else None
