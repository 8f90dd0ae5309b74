"""The dates that say when something happened: they can not lie ahead. All other dates are plans.

Which they are is marked beside the fields (``base.Happened``).
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tpn.model.base import Record, per_class
from tpn.model.fieldtree import Take, takes
from tpn.model.index import Index, Route


class Ahead(NamedTuple):
    """A recorded date after today: of which record, at which place, in which field."""

    id: str
    route: Route
    cls: type[Record]
    field: str
    date: date


def ahead(index: Index, today: date) -> Iterator[Ahead]:
    """The recorded dates of a project that lie after ``today``."""
    for entry in index.entries:
        for take in _recorded(type(entry.record)):
            day = getattr(entry.record, take.name)
            if isinstance(day, date) and day > today:
                yield Ahead(entry.address, entry.route, type(entry.record), take.key, day)


@per_class
def _recorded(cls: type[Record]) -> tuple[Take, ...]:
    return tuple(take for take in takes(cls).values() if take.recorded)
