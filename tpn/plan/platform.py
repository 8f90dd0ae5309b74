"""The technical platform: which component comes when, what waits for it, and which services a late one holds up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tpn.model.choices import ActivityKind, Phase
from tpn.model.ended import fallen_out
from tpn.model.procurement import Component
from tpn.plan.facts import Work
from tpn.plan.plan import Plan, external_dates, foreseen_delivery, is_there, planned_delivery, tasks_of
from tpn.plan.schedule import schedule
from tpn.plan.tasks import Dates
from tpn.plan.timing import timing_of


class Hold(StrEnum):
    """Why a service is held up: it launches before the component comes, go-live is pushed, or nobody knows."""

    LAUNCH_BEFORE = "launch_before"
    PUSHED = "pushed"
    NO_DATE = "no_date"


@dataclass(frozen=True)
class WaitingService:
    """A service that a component holds up.

    ``days``: working days after the launch date, or that go-live is pushed; None without a date. ``chain``: the ids
    from the component to the go-live, the activities between them in order.
    """

    service: str
    hold: Hold
    days: int | None
    chain: tuple[str, ...]


@dataclass(frozen=True)
class PlatformComponent:
    """A component on the board.

    ``date``: delivered, else expected, else promised, else when the work that it comes with ends. ``needed``: when it
    is needed, else when that work is planned to end. ``late``: working days that ``date`` is after the day it is
    needed, or the promise where no need is said; ``slipped``: after the promise; 0 when in time, None without a date.
    ``overdue``: the date has passed and it is not delivered. ``waiting``: the unfinished activities linked to it.
    """

    component: Component
    needed: date | None
    date: date | None
    late: int | None
    slipped: int | None
    overdue: bool
    waiting: tuple[str, ...]
    held: tuple[WaitingService, ...]
    delivered: bool


def parts(plan: Plan) -> tuple[PlatformComponent, ...]:
    """Every component that has not fallen out, in the order of the file."""
    return tuple(_part(one, plan) for one in plan.project.procurement.components if not fallen_out(one))


def _part(component: Component, plan: Plan) -> PlatformComponent:
    when = foreseen_delivery(component, plan)
    needed = component.needed_by or planned_delivery(component, plan)
    due = on_time(component) or needed
    late = _after(when, component.needed_by or component.promised or needed, plan)
    slipped = _after(when, component.promised, plan)
    there = is_there(component, plan)
    overdue = not there and when is not None and when < plan.today
    held = () if there else tuple(_held(component, when, due, plan))
    return PlatformComponent(
        component, needed, when, late, slipped, overdue, tuple(_waiting(component.id, plan)), held, there
    )


def _after(when: date | None, due: date | None, plan: Plan) -> int | None:
    return max(0, plan.days.between(due, when)) if when and due else None


def on_time(component: Component) -> date | None:
    """The day a component should be there: when it is needed or was promised, whichever is first."""
    return min((day for day in (component.needed_by, component.promised) if day), default=None)


def _waiting(name: str, plan: Plan) -> Iterator[str]:
    for work in plan.work:
        if not work.done and not work.fallen_out and any(link.to == name for link in work.activity.after):
            yield work.activity.id


def _held(component: Component, when: date | None, due: date | None, plan: Plan) -> Iterator[WaitingService]:
    pushed = _pushed(component, due, plan) if when and due and when > due else {}
    for service in plan.project.services:
        if service.id in plan.facts.launched:
            continue
        needs = service.id in component.services
        if service.id in pushed:
            yield pushed[service.id]
        elif needs and when is None:
            yield WaitingService(service.id, Hold.NO_DATE, None, (component.id,))
        elif needs and when and (launch := plan.facts.launch_day(service)) and when > launch:
            yield WaitingService(
                service.id, Hold.LAUNCH_BEFORE, plan.days.between(launch, when), (component.id,)
            )


def _pushed(component: Component, due: date, plan: Plan) -> dict[str, WaitingService]:
    """The services whose go-live comes later than if the component came in time, each with its chain."""
    project = plan.project
    in_time = schedule(
        tasks_of(project), plan.days, plan.today,
        start=project.about.start, external={**external_dates(project), component.id: due},
    )  # fmt: skip
    shifts = {name: days for name, dates in in_time.dates.items() if (days := _shift(name, dates, plan)) > 0}
    found: dict[str, WaitingService] = {}
    for work in plan.work:
        activity = work.activity
        if (
            activity.kind is ActivityKind.GO_LIVE
            and activity.milestone
            and activity.service
            and activity.id in shifts
        ):
            chain = _chain(activity.id, component, shifts, plan)
            found[activity.service] = WaitingService(
                activity.service, Hold.PUSHED, shifts[activity.id], chain
            )
    return found


def _shift(name: str, in_time: Dates, plan: Plan) -> int:
    now = plan.schedule.dates[name].end
    return plan.days.between(in_time.end, now) if in_time.end and now else 0


def _chain(last: str, component: Component, shifts: Mapping[str, int], plan: Plan) -> tuple[str, ...]:
    """The shortest way of links from a component to an activity through those that it pushes."""
    brought_by = component.comes_with
    ways: dict[str, tuple[str, ...]] = {last: (last,)}
    waiting = [last]
    for name in waiting:
        if name == brought_by:
            return (component.id, *ways[name])
        for link in plan.by_id[name].activity.after:
            if link.to == component.id:
                return (component.id, *ways[name])
            known = link.to in plan.by_id
            if known and link.to not in ways and (link.to in shifts or plan.by_id[link.to].fallen_out):
                ways[link.to] = (link.to, *ways[name])
                waiting.append(link.to)
    return (component.id, last)


class ServiceBehind(NamedTuple):
    """A service that is expected after what was agreed because work on the platform is late.

    ``days``: working days after the agreed launch; ``chain``: the ids from the work that is late first to the go-live.
    """

    service: str
    days: int
    chain: tuple[str, ...]


def behind(plan: Plan) -> tuple[ServiceBehind, ...]:
    """The services that come late along the activities of the platform, whatever is said of its components."""
    found = []
    for service in plan.project.services:
        timing, last = timing_of(service, plan), plan.facts.going_live.get(service.id)
        if timing and timing.expected_late and last and (chain := _late_chain(last, plan)):
            found.append(ServiceBehind(service.id, timing.days_late, chain))
    return tuple(found)


def _late_chain(last: str, plan: Plan) -> tuple[str, ...]:
    """The way of late work from the platform's first to an activity; empty where none of it is the platform's."""
    ways: dict[str, tuple[str, ...]] = {last: (last,)}
    waiting, first = [last], ""
    for name in waiting:
        before = [
            link.to for link in plan.by_id[name].activity.after if _is_late(plan.by_id.get(link.to), plan)
        ]
        if plan.by_id[name].phase is Phase.PROCUREMENT and not before:
            first = name
        for other in before:
            if other not in ways:
                ways[other] = (other, *ways[name])
                waiting.append(other)
    return ways[first] if first else ()


def _is_late(work: Work | None, plan: Plan) -> bool:
    """Whether unfinished work will end after the agreed plan, or after its own where none was agreed."""
    if work is None or work.done or work.fallen_out or work.end is None:
        return False
    ends = plan.baseline.ends if plan.baseline else {}
    due = ends.get(work.activity.id) or work.plan_end
    return due is not None and work.end > due
