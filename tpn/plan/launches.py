"""A launch is one date: the service's ``launch`` and the end of its going live."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from tpn.model.choices import ActivityKind, Phase
from tpn.model.ended import fallen_out, is_over
from tpn.model.project import Project
from tpn.model.shapes import Activity
from tpn.plan.workdays import FRIDAY


class TwoLaunches(NamedTuple):
    """A service whose typed ``launch`` is another day than the ``due`` of its going live."""

    service: str
    launch: date
    activity: str
    due: date


def is_go_live(activity: Activity) -> bool:
    """Whether an activity is the milestone of a service that goes live, and has not fallen out."""
    return (
        activity.kind is ActivityKind.GO_LIVE
        and activity.milestone
        and activity.service is not None
        and not fallen_out(activity)
    )


def go_lives(project: Project) -> Mapping[str, tuple[Activity, ...]]:
    """The goings live of each service, in the order of the files."""
    found: dict[str, tuple[Activity, ...]] = {}
    for _, activity in project.activities:
        if activity.service and is_go_live(activity):
            found[activity.service] = (*found.get(activity.service, ()), activity)
    return found


def launch_dues(project: Project) -> Mapping[str, date]:
    """By activity: the ``due`` that a going live has from its service's ``launch``, where it has none of its own.

    Of several goings live the last of the file is meant; where one of them has a ``due``, none takes the launch.
    """
    given: dict[str, date] = {}
    for name, found in go_lives(project).items():
        service = project.service.get(name)
        if service and service.launch and not any(one.due for one in found):
            given[found[-1].id] = service.launch
    return given


def foreseen_launch(project: Project, day: date, today: date) -> date:
    """When a launch without a going live is foreseen: on its day, or today; no Friday that nobody has typed."""
    found = _after_freeze(project, max(day, today))
    if found == day or project.calendar.launch_on_friday or found.weekday() != FRIDAY:
        return found
    return foreseen_launch(project, found + timedelta(days=1), today)


def _after_freeze(project: Project, day: date) -> date:
    """A day, or the one after the periods in which nothing is launched."""
    for one in sorted(project.calendar.freeze, key=lambda period: period.from_):
        if one.from_ <= day <= one.to:
            day = one.to + timedelta(days=1)
    return day


class TypedLaunch(NamedTuple):
    """A typed day on which a service is to be launched: whose it is, and the route to it."""

    id: str
    day: date
    route: tuple[str | int, ...]


def launches_to_come(project: Project) -> Iterator[TypedLaunch]:
    """The days of launches as they are typed, on services and on their goings live, until they have happened."""
    on = {one.service for one in project.launch.services if one.launched}
    live = {one.id for some in go_lives(project).values() for one in some if one.service not in on}
    for number, service in enumerate(project.services):
        if service.launch and service.id not in on and not fallen_out(service):
            yield TypedLaunch(service.id, service.launch, ("services", number, "launch"))
    for phase in Phase:
        for number, one in enumerate(getattr(project, phase).activities):
            if one.id in live and one.due and not is_over(one):
                yield TypedLaunch(one.id, one.due, (phase.value, "activities", number, "due"))


def two_launches(project: Project) -> Iterator[TwoLaunches]:
    """Services with both dates typed, and different; of several goings live the last day counts."""
    for name, found in go_lives(project).items():
        service = project.service.get(name)
        typed = [(one.due, one.id) for one in found if one.due]
        if service and service.launch and typed and max(typed)[0] != service.launch:
            due, activity = max(typed)
            yield TwoLaunches(name, service.launch, activity, due)
