"""A new date for something: which fields take it, and what the project would be then."""

from datetime import date

from tpn.model.about import Service
from tpn.model.index import Entry
from tpn.model.procurement import Component, Procurement
from tpn.model.shapes import Activity
from tpn.plan import Plan
from tpn.problems import Problem, Stop
from tpn.source import Edit, Set


def moved(entry: Entry, to: date, reason: str, plan: Plan) -> list[Edit]:
    """The edits that give a record a new date, its length kept and the reason noted.

    An activity gets a new ``due`` (and a typed ``start`` the same number of working days along, unless the work has
    begun), a component or procurement a new ``expected``, a service a new ``launch``.

    Raises:
        Stop: this kind of record has no date to move (exit code 2).
    """
    record, route = entry.record, entry.route
    if isinstance(record, Activity):
        return [*_activity(record, route, to, plan), _noted(record.note, (*route, "note"), to, reason)]
    if isinstance(record, Component):
        return [Set((*route, "expected"), to), Set((*route, "reason"), reason)]
    if isinstance(record, Procurement):
        return [Set((*route, "expected"), to)]
    if isinstance(record, Service):
        return [Set((*route, "launch"), to)]
    raise Stop(Problem("cannot-be-moved", None, {"id": entry.address}), 2)


def _activity(activity: Activity, route: tuple[str | int, ...], to: date, plan: Plan) -> list[Edit]:
    planned = plan.by_id[activity.id].plan_end
    if activity.start is None or activity.started is not None:
        return [Set((*route, "due"), to)]
    days = plan.days.between(planned, to) if planned else 0
    start = Set((*route, "start"), plan.days.add(activity.start, days))
    if activity.due is None and activity.duration is not None:
        return [start]
    return [start, Set((*route, "due"), to)]


def _noted(note: str | None, route: tuple[str | int, ...], to: date, reason: str) -> Edit:
    said = f"{to:%d.%m.%Y}: {reason}"
    return Set(route, f"{note} · {said}" if note else said)
