"""Where a service stands: the first step that is not complete."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from tpn.model.about import Service
from tpn.model.deliveries import is_delivered
from tpn.model.ended import fallen_out
from tpn.plan.facts import ProjectFacts
from tpn.plan.readiness import is_clear


class ServiceStep(StrEnum):
    """The steps of a service, in order; ``done`` is complete through all of them."""

    CHOSEN = "chosen"
    BENEFITS = "benefits"
    PROCESS = "process"
    PLATFORM = "platform"
    ONLINE = "online"
    ORGANISATION = "organisation"
    LAUNCHED = "launched"
    FOLLOWED_UP = "followed_up"
    DONE = "done"


def complete(service: Service, facts: ProjectFacts) -> dict[ServiceStep, bool]:
    """Which steps of a service are complete, each by its own rule."""
    return {step: rule(service, facts) for step, rule in _RULES.items()}


def step_of(service: Service, facts: ProjectFacts) -> ServiceStep:
    """The first step that is not complete."""
    return next((step for step, rule in _RULES.items() if not rule(service, facts)), ServiceStep.DONE)


def _chosen(service: Service, _: ProjectFacts) -> bool:
    """An owner and a main responsible."""
    return service.owner is not None and service.responsible is not None


def _benefits(service: Service, facts: ProjectFacts) -> bool:
    """A benefit names it."""
    return any(service.id in benefit.services for benefit in facts.project.benefits.benefits)


def _process(service: Service, facts: ProjectFacts) -> bool:
    """A chosen variant, validated."""
    return any(
        process.service == service.id and process.chosen is not None and process.validated is not None
        for process in facts.project.processes.services
    )


def _platform(service: Service, facts: ProjectFacts) -> bool:
    """Every component it needs is delivered."""
    return all(
        is_delivered(component)
        for component in facts.project.procurement.components
        if service.id in component.services and not fallen_out(component)
    )


def _online(service: Service, facts: ProjectFacts) -> bool:
    """The *must* points of the track are clear: with evidence, or waived in writing."""
    return is_clear(service, facts, "online")


def _organisation(service: Service, facts: ProjectFacts) -> bool:
    """The same of the other track."""
    return is_clear(service, facts, "organisation")


def _launched(service: Service, facts: ProjectFacts) -> bool:
    """The launch date has passed and go-live is marked done."""
    return service.id in facts.launched


def _followed_up(service: Service, facts: ProjectFacts) -> bool:
    """A figure after the launch."""
    launch = facts.launches.get(service.id)
    when = (launch.launched or facts.launch_day(service)) if launch else None
    return launch is not None and when is not None and any(figure.date > when for figure in launch.figures)


_RULES: Mapping[ServiceStep, Callable[[Service, ProjectFacts], bool]] = {
    ServiceStep.CHOSEN: _chosen,
    ServiceStep.BENEFITS: _benefits,
    ServiceStep.PROCESS: _process,
    ServiceStep.PLATFORM: _platform,
    ServiceStep.ONLINE: _online,
    ServiceStep.ORGANISATION: _organisation,
    ServiceStep.LAUNCHED: _launched,
    ServiceStep.FOLLOWED_UP: _followed_up,
}

STEPS = tuple(_RULES)
"""What every screen shows and counts of a service, in order: all but ``done``, which is no step."""
