"""What a reader asks of the platform: its components with who waits for them, and the procurements they come by."""

from dataclasses import dataclass
from datetime import date

from tpn.model.choices import Agreement, Light
from tpn.model.deliveries import comes_on
from tpn.model.procurement import (
    Component,
    Integration,
    Procurement,
)
from tpn.plan import Plan
from tpn.plan.lease_or_own import WayCost, ways
from tpn.plan.platform import Hold, PlatformComponent, WaitingService, behind, parts
from tpn.plan.tender_plan import Stage
from tpn.views.plain_numbers import plain_number

YEARS = 5
RATE = 4.0
"""Years and discount rate in percent where the project has none; national practice for horizons up to 40 years."""


@dataclass(frozen=True)
class PartLine:
    """A component on the board. Its light: red holds up a service or has passed, yellow late, grey without a date."""

    part: PlatformComponent
    light: Light
    services: tuple[str, ...]


@dataclass(frozen=True)
class HeldLine:
    """A service that waits for a component; ``chain`` with titles, from the component to the go-live."""

    held: WaitingService
    service: str
    component: str
    launch: date | None
    chain: tuple[str, ...]


@dataclass(frozen=True)
class BehindLine:
    """A service that comes after what was agreed because work on the platform is late; ``first`` is the first of it."""

    service: str
    days: int
    first: str
    chain: tuple[str, ...]


@dataclass(frozen=True)
class Lacking:
    """An integration without a named standard or without a signed agreement."""

    component: Component
    integration: Integration


@dataclass(frozen=True)
class ProcurementBoard:
    """The platform of a project, and its procurements with what comes next in each."""

    parts: tuple[PartLine, ...]
    held: tuple[HeldLine, ...]
    lacking: tuple[Lacking, ...]
    integrations: int
    """How many are recorded, whole or not."""
    procurements: tuple[tuple[Procurement, Stage | None, date | None], ...]
    behind: tuple[BehindLine, ...]
    """The services that no component holds up, and that the work on the platform does."""

    @property
    def late(self) -> int:
        """How many components come later than planned because the work that they come with does."""
        return sum(
            bool(line.part.late) and not line.part.delivered and comes_on(line.part.component) is None
            for line in self.parts
        )


def board(plan: Plan) -> ProcurementBoard:
    """Everything that the services wait for."""
    found = parts(plan)
    lines = tuple(_part_line(part, plan) for part in found)
    held = tuple(_held_line(part, held, plan) for part in found for held in part.held)
    lacking = tuple(
        Lacking(part.component, one)
        for part in found
        for one in part.component.integrations
        if not one.standard or one.agreement is not Agreement.SIGNED
    )
    deals = tuple((deal, *_next(deal, plan.today)) for deal in plan.project.procurement.procurements)
    recorded = sum(len(part.component.integrations) for part in found)
    told = {one.held.service for one in held}
    late = tuple(
        BehindLine(plan.project.service[one.service].name, one.days, _titled(one.chain[0], plan), one.chain)
        for one in behind(plan)
        if one.service not in told
    )
    return ProcurementBoard(lines, held, lacking, recorded, deals, late)


def _part_line(part: PlatformComponent, plan: Plan) -> PartLine:
    names = tuple(plan.project.service[one].name for one in part.component.services)
    return PartLine(part, light_of(part), names)


def light_of(part: PlatformComponent) -> Light:
    """The light of a component."""
    if part.delivered:
        return Light.GREEN
    if part.overdue or any(one.hold is not Hold.NO_DATE for one in part.held):
        return Light.RED
    if part.date is None:
        return Light.GREY
    return Light.YELLOW if part.late or part.slipped else Light.GREEN


def _held_line(part: PlatformComponent, held: WaitingService, plan: Plan) -> HeldLine:
    service = plan.project.service[held.service]
    chain = tuple(
        _titled(name, plan) if name in plan.by_id else f"{name} {part.component.name}" for name in held.chain
    )
    return HeldLine(held, service.name, part.component.name, plan.facts.launch_day(service), chain)


def _titled(name: str, plan: Plan) -> str:
    return f"{name} {plan.by_id[name].activity.title}"


def _next(deal: Procurement, today: date) -> tuple[Stage | None, date | None]:
    """The next date of a procurement; None when all have passed."""
    typed = (
        (Stage.PUBLISH, deal.publish),
        (Stage.TENDER, deal.deadline),
        (Stage.AWARD, deal.award),
        (Stage.CONTRACT, deal.contract or deal.expected or deal.promised),
    )
    coming = [(stage, day) for stage, day in typed if day is not None and day >= today]
    return coming[0] if coming else (None, None)


@dataclass(frozen=True)
class ComponentView:
    """One component with what waits for it and what each way to acquire it costs."""

    line: PartLine
    held: tuple[HeldLine, ...]
    waiting: tuple[tuple[str, str], ...]
    ways: tuple[WayCost, ...]
    years: int
    rate: float


def component_view(component: Component, plan: Plan) -> ComponentView:
    """One component."""
    part = next((one for one in parts(plan) if one.component.id == component.id), None)
    part = part or PlatformComponent(
        component, None, None, None, None, overdue=False, waiting=(), held=(), delivered=False
    )
    said = plan.project.benefits.parameters
    years = (said.years if said else None) or YEARS
    rate = said.discount_rate if said and said.discount_rate is not None else RATE
    waiting = tuple((name, plan.by_id[name].activity.title) for name in part.waiting)
    held = tuple(_held_line(part, one, plan) for one in part.held)
    return ComponentView(_part_line(part, plan), held, waiting, ways(component, years, rate), years, rate)


def board_json(view: ProcurementBoard) -> dict[str, object]:
    """The board."""
    return {
        "format": 1,
        "components": [_part_json(line) for line in view.parts],
        "lacking": [
            {"component": one.component.id, "with": one.integration.with_, "standard": one.integration.standard,
             "agreement": one.integration.agreement}
            for one in view.lacking
        ],
        "behind": [
            {"service": one.service, "days": one.days, "chain": one.chain} for one in view.behind
        ],
        "procurements": [
            {"id": deal.id, "title": deal.title, "value": deal.value, "procedure": deal.procedure,
             "next": stage, "date": day}
            for deal, stage, day in view.procurements
        ],
    }  # fmt: skip


def _part_json(line: PartLine) -> dict[str, object]:
    part = line.part
    component = part.component
    return {
        "id": component.id, "name": component.name, "light": line.light, "status": component.status,
        "services": component.services, "needed_by": component.needed_by, "promised": component.promised,
        "expected": component.expected, "delivered": component.delivered, "late": part.late,
        "slipped": part.slipped, "overdue": part.overdue, "waiting": part.waiting,
        "held": [
            {"service": one.service, "why": one.hold, "days": one.days, "chain": one.chain}
            for one in part.held
        ],
    }  # fmt: skip


def component_json(view: ComponentView) -> dict[str, object]:
    """One component."""
    return {
        "format": 1, **_part_json(view.line), "years": view.years, "discount_rate": view.rate,
        "acquire": view.line.part.component.acquire,
        "options": [
            {"way": one.way, "once": plain_number(one.once), "yearly": plain_number(one.yearly),
             "total": plain_number(one.total), "present_value": plain_number(one.present_value)}
            for one in view.ways
        ],
    }  # fmt: skip
