"""Advice for phase 3: every chosen service has its process as it is and as it is to be, with times, and approved."""

from collections.abc import Iterator

from tpn.advice.context import Advice, AdviceContext
from tpn.model.about import Service
from tpn.model.choices import BenefitKind, Phase, StepKind, VariantName
from tpn.model.findings import Finding, Route
from tpn.model.processes import ServiceProcess
from tpn.plan.processes import Comparison, compare
from tpn.plan.proposals import lowered

Findings = Iterator[Finding]

CHOOSE_BEFORE = 120  # days before the launch that the new process should be chosen


def no_model(seen: AdviceContext) -> Findings:
    """P101: a chosen service has no process model at all."""
    for number, service in enumerate(seen.project.services):
        said = seen.processes.get(service.id)
        if seen.begun(Phase.PROCESSES, service.id) and not (said and _modelled(said[1])):
            yield Finding("P101", ("services", number), {"id": service.id, "service": service.name})


def no_as_is(seen: AdviceContext) -> Findings:
    """P110: how it is done today is not described."""
    for service, said, route in _processes(seen):
        if _modelled(said) and not _steps(said, VariantName.PAPER):
            yield Finding("P110", route, {"id": service.id, "service": service.name})


def no_to_be(seen: AdviceContext) -> Findings:
    """P111: no new process is chosen, though it was to be by now or the launch is near."""
    for service, said, route in _processes(seen):
        due = seen.over(Phase.PROCESSES, service.id) or seen.launch_within(service, CHOOSE_BEFORE)
        if due and said.chosen in (None, VariantName.PAPER):
            yield Finding("P111", route, {"id": service.id, "service": service.name})


def steps_without_time(seen: AdviceContext) -> Findings:
    """P112: steps that nobody has said the minutes of, today's and those of the chosen process."""
    for service, said, route in _processes(seen):
        for name in said.variants:
            steps = [
                s for s in said.variants[name].steps if s.minutes is None and s.kind is not StepKind.EVENT
            ]
            if steps and name in (VariantName.PAPER, said.chosen):
                facts = {
                    "id": service.id,
                    "service": service.name,
                    "variant": name,
                    "steps": tuple(step.id for step in steps),
                }
                yield Finding("P112", (*route, "variants", name.value), facts)


def slower(seen: AdviceContext) -> Findings:
    """P113: the chosen process takes more minutes or more waiting than today's."""
    for service, said, route in _processes(seen):
        if said.chosen is None:
            continue
        found = _compared(seen, service)
        for measure in ("manual_minutes", "waiting_days"):
            more = found.difference(said.chosen, measure)
            if more is not None and more > 0:
                yield Finding(
                    "P113",
                    (*route, "chosen"),
                    {"id": service.id, "service": service.name, "more": more, "hint": measure},
                )


def not_validated(seen: AdviceContext) -> Findings:
    """P120: the process owner has not approved the chosen process."""
    for service, said, route in _processes(seen):
        if said.chosen is None:
            continue
        if said.validated is None:
            yield Finding("P120", (*route, "chosen"), {"id": service.id, "service": service.name})
        elif service.owner and said.validated.by != service.owner:
            by, owner = (seen.project.person[who].name for who in (said.validated.by, service.owner))
            facts = {"id": service.id, "service": service.name, "by": by, "owner": owner, "hint": "other"}
            yield Finding("P120", (*route, "validated"), facts)


def proposal_unsettled(seen: AdviceContext) -> Findings:
    """P121: the chosen process gives something that is neither a benefit of the project nor dismissed."""
    for service, said, route in _processes(seen):
        if said.chosen is None:
            continue
        settled = {one.kind for one in said.dismissed} | _taken(seen, service)
        proposed = lowered(_compared(seen, service), said.chosen)
        if unsettled := tuple(kind for kind in proposed if kind not in settled):
            yield Finding(
                "P121", (*route, "chosen"), {"id": service.id, "service": service.name, "shades": unsettled}
            )


# ---------------------------------------------------------------- what several of them ask


def _processes(seen: AdviceContext) -> Iterator[tuple[Service, ServiceProcess, Route]]:
    """The analyses that have begun, with their service."""
    for name, (number, said) in seen.processes.items():
        if seen.begun(Phase.PROCESSES, name):
            yield seen.project.service[name], said, ("processes", "services", number)


def _modelled(said: ServiceProcess) -> bool:
    return any(variant.steps for variant in said.variants.values())


def _steps(said: ServiceProcess, name: VariantName) -> bool:
    return name in said.variants and bool(said.variants[name].steps)


def _compared(seen: AdviceContext, service: Service) -> Comparison:
    return compare(seen.project, service.id, seen.actors.side)


def _taken(seen: AdviceContext, service: Service) -> set[BenefitKind]:
    """The kinds of benefit that the project already has for a service."""
    return {
        one.kind
        for one in seen.project.benefits.benefits
        if one.kind
        and (service.id in one.services or (one.from_process and one.from_process.service == service.id))
    }


def _of(*fields: str) -> tuple[str, ...]:
    return tuple(f"processes.services.{field}" for field in fields)


PROCESSES: tuple[Advice, ...] = (
    Advice("P101", 3, no_model, _of("variants")),
    Advice("P110", 2, no_as_is, _of("variants.steps")),
    Advice("P111", 3, no_to_be, (*_of("chosen"), "services.launch")),
    Advice("P112", 2, steps_without_time, _of("variants.steps.minutes", "variants.steps.kind")),
    Advice("P113", 3, slower, _of("variants.steps.minutes", "variants.steps.wait_days", "chosen")),
    Advice("P120", 3, not_validated, (*_of("validated", "validated.by"), "services.owner")),
    Advice("P121", 1, proposal_unsettled, (*_of("dismissed"), "benefits.benefits.services")),
)  # fmt: skip
