"""Whether something is still a part of the project: what has ended, what has fallen out, what is over.

The one home of these words. The plan is made over ``standing(project)``: the project without what has ended, so
that no rule, screen or sheet behind it has to ask.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tpn.model.base import Record, once
from tpn.model.choices import ComponentStatus, Status
from tpn.model.fieldtree import Take, takes
from tpn.model.findings import Route
from tpn.model.index import KINDS, Entry, Index
from tpn.model.procurement import Component
from tpn.model.project import Project
from tpn.model.shapes import Activity, Ended

FALLEN_OUT = frozenset({Status.CANCELLED, Status.NOT_RELEVANT})
"""An activity of these no longer counts; links through it hold between its neighbours."""
OVER = FALLEN_OUT | {Status.DONE}
"""An activity of these asks nothing more of anybody."""


def ended_of(record: Record) -> Ended | None:
    """When and why a record ended; None while it is a part of the project, or of a kind that cannot end."""
    return getattr(record, "ended", None)


def fallen_out(record: Record) -> bool:
    """Whether a record no longer counts.

    An activity that is postponed by itself still counts: others wait for it. One that went along with something
    that is postponed does not.
    """
    if isinstance(record, Activity):  # asked several times of each of thousands
        ended = record.ended
        return record.status in FALLEN_OUT or (ended is not None and ended.along_with is not None)
    if isinstance(record, Component) and record.status is ComponentStatus.CANCELLED:
        return True
    return ended_of(record) is not None


def is_over(record: Record) -> bool:
    """Whether an activity is done or has fallen out."""
    return isinstance(record, Activity) and (record.status is Status.DONE or fallen_out(record))


def ended_ids(project: Project) -> dict[str, Ended]:
    """What has ended, by id; activities are told by their status and are not among them."""
    return once(project, "_ended", lambda: {one.id: one.ended for one in ended_records(project)})


class EndedRecord(NamedTuple):
    """Something that has ended: of which kind, its id, the record itself, and when and why."""

    kind: str
    id: str
    record: Record
    ended: Ended


def ended_records(project: Project) -> Iterator[EndedRecord]:
    """What has ended, kind by kind; activities are told by their status and are not among them."""
    for kind, route in KINDS.items():
        for record in _list(project, route):
            if ended := ended_of(record):
                yield EndedRecord(kind, record.id, record, ended)  # type: ignore[attr-defined]


def standing(project: Project) -> Project:
    """The project without what has ended, and without a mention of it in what stands.

    Every activity stays in its place. One that is not done and belongs to a service that has ended has fallen out.
    ``service`` still knows the services that have ended, by their ids. A project where nothing has ended is itself.
    """
    return once(project, "_standing", lambda: _standing(project))


def _standing(project: Project) -> Project:
    gone = ended_ids(project)
    if not gone:
        return project
    made: Project = _without(project, gone)
    made.service.update({name: one for name, one in project.service.items() if name in gone})
    return made


def standing_index(index: Index, project: Project) -> Index:
    """The records that stand, in their places; names are looked up among those that have ended too."""
    gone = ended_ids(project)
    if not gone:
        return index
    kept: list[Entry] = []
    left: Route | None = None
    for entry in index.entries:  # a record comes before all that it holds
        if left and entry.route[: len(left)] == left:
            continue
        if _leaves(entry.record, gone) and isinstance(entry.route[-1], int):
            left = entry.route
            continue
        kept.append(entry)
    return Index(tuple(kept), index.entries, index.retired)


def whole_route(project: Project, route: Route) -> Route:
    """The way to a record in the project as its files say it, from its way in what stands of it."""
    gone = ended_ids(project)
    here: Any = project
    made: list[str | int] = []
    for step in route if gone else ():
        if isinstance(step, int) and isinstance(here, tuple):
            kept = [number for number, one in enumerate(here) if not _leaves(one, gone)]
            step = kept[step] if step < len(kept) else step  # noqa: PLW2901 - the same step, as the files count
        made.append(step)
        here = _below(here, step)
    return tuple(made) if gone else route


def _below(here: Any, step: str | int) -> Any:
    if isinstance(here, Record):
        take = takes(type(here)).get(str(step))
        return getattr(here, take.name) if take else None
    if isinstance(here, tuple) and isinstance(step, int):
        return here[step] if step < len(here) else None
    return here.get(step) if isinstance(here, dict) else None


def _list(project: Project, route: Route) -> Iterable[Record]:
    here: Any = project
    for step in route:
        here = _below(here, step)
    return here or ()


def _leaves(record: Any, gone: dict[str, Ended]) -> bool:
    """Whether a record of a list goes out: it has ended, or it is a part of a service that has."""
    if not isinstance(record, Record) or isinstance(record, Activity):
        return False
    if record.KEY == "service":
        return getattr(record, "service", None) in gone
    return ended_of(record) is not None


def _without(record: Any, gone: dict[str, Ended]) -> Any:
    changes = dict(_changes(record, gone))
    return record.but(**changes) if changes else record


def _changes(record: Record, gone: dict[str, Ended]) -> Iterator[tuple[str, Any]]:
    """The fields of a record that are otherwise without what has ended."""
    if isinstance(record, Activity):
        yield from _of_activity(record, gone)
    for take in takes(type(record)).values():
        value = getattr(record, take.name)
        if value and (take.record or take.ref):
            new = _kept(take, value, gone, activity=isinstance(record, Activity))
            if new is not value and new != value:
                yield take.name, new


def _of_activity(activity: Activity, gone: dict[str, Ended]) -> Iterator[tuple[str, Any]]:
    """What belongs to a service that has ended goes along with it, unless it is done."""
    if activity.service in gone and activity.ended is None and activity.status not in OVER:
        yield "ended", gone[activity.service].but(along_with=activity.service)


def _kept(take: Take, value: Any, gone: dict[str, Ended], *, activity: bool) -> Any:
    """A field's value without what has ended. What an activity and a lesson say of a service is history, and stays."""
    if take.form == "records":
        return tuple(_without(one, gone) for one in value if not _leaves(one, gone))
    if take.form == "records_by_key":
        by_name = take.key == "answers"  # of a bid: by requirement
        return {key: _without(one, gone) for key, one in value.items() if not (by_name and key in gone)}
    if take.form == "record":
        lost = not take.required and take.nullable and getattr(value, "service", None) in gone
        return None if lost else _without(value, gone)
    if take.form == "values":
        return tuple(one for one in value if getattr(one, "to", one) not in gone)
    keeps = take.required or take.ref == "services" or activity
    return value if keeps or value not in gone else None
