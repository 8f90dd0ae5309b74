"""What somebody is to do and has a day: work, actions, communication, decisions to follow up. One count for all."""

from collections.abc import Iterator
from typing import NamedTuple

from tpn.model.index import Entry, Index
from tpn.model.kickoff import Commitment
from tpn.model.logs import Communication, Decision
from tpn.model.shapes import Action, Activity
from tpn.plan import Plan
from tpn.plan.timing import Timing, people_of, timing_of

DONE_BY_SOMEBODY = (Activity, Action, Communication, Commitment, Decision)


class Todo(NamedTuple):
    """One thing to do: its record, its dates, whose it is."""

    entry: Entry
    timing: Timing
    people: tuple[str, ...]


def is_todo(entry: Entry) -> bool:
    """Whether a record is something to do; an action that has become an activity is followed there.

    What somebody has committed to without a day is a promise, and nothing to be followed up. A decision is something
    to do once it is taken and is to be followed up by a day.
    """
    record = entry.record
    if isinstance(record, Decision):
        return record.decided is not None and record.follow_up_by is not None
    if isinstance(record, Commitment) and record.due is None:
        return False
    return isinstance(record, DONE_BY_SOMEBODY) and not (
        isinstance(record, Action) and record.activity is not None
    )


def todos(plan: Plan, index: Index) -> Iterator[Todo]:
    """Everything that somebody is to do, in the order of the files."""
    for entry in index.entries:
        if is_todo(entry) and (timing := timing_of(entry.record, plan)):
            yield Todo(entry, timing, people_of(entry.record))
