"""What somebody is to do and has a day: activities, actions, communication. One count of it for all screens."""

from collections.abc import Iterator
from typing import NamedTuple

from tpn.model.index import Entry, Index
from tpn.model.logs import Communication
from tpn.model.shapes import Action, Activity
from tpn.plan import Plan
from tpn.plan.timing import Timing, people_of, timing_of

DONE_BY_SOMEBODY = (Activity, Action, Communication)


class Todo(NamedTuple):
    """One thing to do: its record, its dates, whose it is."""

    entry: Entry
    timing: Timing
    people: tuple[str, ...]


def is_todo(entry: Entry) -> bool:
    """Whether a record is something to do; an action that has become an activity is followed there."""
    record = entry.record
    return isinstance(record, DONE_BY_SOMEBODY) and not (
        isinstance(record, Action) and record.activity is not None
    )


def todos(plan: Plan, index: Index) -> Iterator[Todo]:
    """Everything that somebody is to do, in the order of the files."""
    for entry in index.entries:
        if is_todo(entry) and (timing := timing_of(entry.record, plan)):
            yield Todo(entry, timing, people_of(entry.record))
