"""«What does this service cost today, and what would it cost tomorrow?» – the facts of ``tpn process``."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from tpn.model.actors import Side, SideOf, side_of_step
from tpn.model.choices import VariantName
from tpn.model.people import name_of
from tpn.model.processes import ServiceProcess, Step
from tpn.model.project import Project
from tpn.model.taxonomy import Taxonomy
from tpn.plan.parameters import parameters
from tpn.plan.processes import MEASURES, Comparison, compare, described, process_of


@dataclass(frozen=True, slots=True)
class ProcessStepLine:
    """One step and whose time it takes; ``number`` from 1."""

    number: int
    step: Step
    side: Side | None


@dataclass(frozen=True)
class ProcessView:
    """A service's process: the comparison, the steps of each variant, and what it stands on.

    ``users`` and ``others`` are the actors whose time is outside the municipal sum, as the steps name them.
    ``source`` says where the price of an hour comes from.
    """

    service: str
    name: str
    comparison: Comparison
    steps: Mapping[VariantName, tuple[ProcessStepLine, ...]]
    users: tuple[str, ...]
    others: tuple[str, ...]
    validated: date | None
    validated_by: str | None
    source: str | None

    @property
    def variants(self) -> tuple[VariantName, ...]:
        """The variants that are there, in order."""
        return tuple(self.steps)


def process(project: Project, service: str, side_of: SideOf, taxonomy: Taxonomy) -> ProcessView:
    """The process of a service of the project; an hour has the price that it has among the benefits."""
    known = process_of(project, service)
    steps = _steps(known, side_of)
    price = parameters(project, taxonomy).hourly_cost
    approved = known.validated if known else None
    return ProcessView(
        service=service,
        name=project.service[service].name,
        comparison=compare(project, service, side_of, price),
        steps=steps,
        users=_actors(steps, Side.USER),
        others=_actors(steps, Side.OTHER),
        validated=approved.date if approved else None,
        validated_by=_person(project, approved.by) if approved else None,
        source=price.source,
    )


def _steps(known: ServiceProcess | None, side_of: SideOf) -> dict[VariantName, tuple[ProcessStepLine, ...]]:
    return {name: _lines(known.variants[name].steps, side_of) for name in described(known) if known}


def _lines(steps: Iterable[Step], side_of: SideOf) -> tuple[ProcessStepLine, ...]:
    return tuple(
        ProcessStepLine(number, step, side_of_step(step, side_of)) for number, step in enumerate(steps, 1)
    )


def _actors(steps: Mapping[VariantName, tuple[ProcessStepLine, ...]], side: Side) -> tuple[str, ...]:
    lines = (line for variant in steps.values() for line in variant)
    return tuple(dict.fromkeys(line.step.actor for line in lines if line.side is side and line.step.actor))


def _person(project: Project, person: str) -> str:
    return name_of(project.person, person)


def as_json(view: ProcessView) -> dict[str, object]:
    """What others may rely on; see the list of commands."""
    made = view.comparison
    return {
        "format": 1,
        "service": view.service,
        "name": view.name,
        "cases_per_year": made.cases_per_year,
        "hourly_cost": made.hourly_cost,
        "digital_share": made.digital_share,
        "example_price": made.example_price,
        "example_times": made.example_times,
        "chosen": made.chosen,
        "variants": list(_variants(view)),
    }


def _variants(view: ProcessView) -> Iterator[dict[str, object]]:
    made = view.comparison
    for count in made.variants:
        facts = asdict(count)
        name = facts.pop("variant")
        difference = {measure: made.difference(name, measure) for measure in MEASURES}
        yield {
            "variant": name,
            **facts,
            "example_times": made.example_times,
            "difference": difference if made.as_is and made.as_is is not count else None,
            "freed_hours": made.freed_hours(name),
        }
