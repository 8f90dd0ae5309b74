"""A new date for something: which fields take it, and what the project would be then."""

from collections.abc import Iterator
from datetime import date

from tpn.model.about import Service
from tpn.model.choices import Phase
from tpn.model.index import Entry
from tpn.model.procurement import Component, Procurement
from tpn.model.shapes import Activity
from tpn.plan import Plan
from tpn.problems import Problem, Stop
from tpn.source import Edit, Set


def moved(entry: Entry, to: date, reason: str, plan: Plan) -> list[Edit]:
    """The edits that give a record a new date, its length kept. Why stands in its history, in no note of it.

    An activity gets a new ``due`` (and a typed ``start`` the same number of working days along, unless the work has
    begun), a component or procurement a new ``expected``, a service a new ``launch``. A launch and its going live are
    one date: where both are typed, both are moved.

    Raises:
        Stop: this kind of record has no date to move (exit code 2).
    """
    record, route = entry.record, entry.route
    if isinstance(record, Activity):
        return [*_activity(record, route, to, plan), *_launch_of(record, to, plan)]
    if isinstance(record, Component):
        return [Set((*route, "expected"), to), Set((*route, "reason"), reason)]
    if isinstance(record, Procurement):
        return [Set((*route, "expected"), to)]
    if isinstance(record, Service):
        return [*_going_live_of(record, to, plan), Set((*route, "launch"), to)]
    raise Stop(Problem("cannot-be-moved", None, {"id": entry.address}), 2)


def _activity(activity: Activity, route: tuple[str | int, ...], to: date, plan: Plan) -> list[Edit]:
    if activity.start is None or activity.started is not None:
        return [Set((*route, "due"), to)]
    days = plan.days.between(plan.by_id[activity.id].plan_end or activity.start, to)
    start = Set((*route, "start"), plan.days.add(activity.start, days))
    if activity.due is None and activity.duration is not None:
        return [start]
    return [start, Set((*route, "due"), to)]


def _launch_of(activity: Activity, to: date, plan: Plan) -> Iterator[Edit]:
    """The launch of the service that an activity is the going live of, where it is typed."""
    for number, service in enumerate(plan.whole.services):
        if service.launch and plan.facts.going_live.get(service.id) == activity.id:
            yield Set(("services", number, "launch"), to)


def _going_live_of(service: Service, to: date, plan: Plan) -> Iterator[Edit]:
    """The end of the going live of a service, where it is typed."""
    name = plan.facts.going_live.get(service.id)
    for phase in Phase:
        for number, activity in enumerate(getattr(plan.whole, phase).activities):
            if activity.id == name and activity.due:
                yield Set((phase.value, "activities", number, "due"), to)
