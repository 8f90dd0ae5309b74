"""The dates that say when something happened: they can not lie ahead. All other dates are plans."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tpn.model.base import Record
from tpn.model.benefits import Contact, Measurement
from tpn.model.index import Index
from tpn.model.launch import Figure, OwnCheck, Published, ServiceLaunch
from tpn.model.logs import Communication, Decision, Deliverable, Deviation, Lesson
from tpn.model.processes import ServiceProcess
from tpn.model.procurement import Component
from tpn.model.shapes import Action, Activity, Approval, CheckAnswer, Waiver

RECORDED: Mapping[type[Record], tuple[str, ...]] = {
    Activity: ("started", "finished"),
    CheckAnswer: ("date",),
    Waiver: ("date",),
    Action: ("done",),
    Approval: ("date",),
    Contact: ("date",),
    Measurement: ("date",),
    OwnCheck: ("date",),
    Published: ("date",),
    Figure: ("date",),
    ServiceLaunch: ("launched",),
    ServiceProcess: ("reviewed",),
    Component: ("delivered",),
    Communication: ("done",),
    Deliverable: ("accepted",),
    Deviation: ("closed",),
    Decision: ("decided",),
    Lesson: ("date",),
}
"""By class, the fields that hold such a date."""


class Ahead(NamedTuple):
    """A recorded date after today: of which record, in which field."""

    id: str
    cls: type[Record]
    field: str
    date: date


def ahead(index: Index, today: date) -> Iterator[Ahead]:
    """The recorded dates of a project that lie after ``today``."""
    for entry in index.entries:
        for field in RECORDED.get(type(entry.record), ()):
            day = getattr(entry.record, field)
            if day is not None and day > today:
                yield Ahead(entry.address, type(entry.record), field, day)
