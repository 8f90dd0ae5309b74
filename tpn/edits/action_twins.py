"""What follows from that something is done: of the activity that an action became, and of the share that is done."""

from collections.abc import Iterator, Sequence
from datetime import date

from tpn.edits.mark_done import finished
from tpn.model.choices import Status
from tpn.model.ended import is_over
from tpn.model.index import Entry, Index
from tpn.model.sense import FULL
from tpn.model.shapes import Action, Activity
from tpn.source import Edit, Route, Set


def activity_of(entry: Entry, index: Index) -> Entry | None:
    """The activity that an action has become, while it is still to be done."""
    record = entry.record
    carried = index.by_address.get(record.activity or "") if isinstance(record, Action) else None
    return carried if carried and not is_over(carried.record) else None


def done_days(edits: Sequence[Edit], index: Index, today: date) -> Iterator[Set]:
    """An activity that becomes done, where nobody says when, was done by the day on which that was said.

    Without a day it would be done *today* on every screen, each day anew. What is said of the day – typed, or there
    already – stands.
    """
    routes = {edit.route for edit in edits}
    for route, record in _becoming_done(edits, index):
        if (
            record.status is not Status.DONE
            and record.finished is None
            and (*route, "finished") not in routes
        ):
            yield Set((*route, "finished"), today)


def share_twins(edits: Sequence[Edit], index: Index) -> Iterator[Edit]:
    """An activity that becomes done is done whole, where these edits say nothing else of it."""
    routes = {edit.route for edit in edits}
    for route, record in _becoming_done(edits, index):
        if record.percent not in {None, FULL} and (*route, "percent") not in routes:
            yield Set((*route, "percent"), FULL)


def _becoming_done(edits: Sequence[Edit], index: Index) -> Iterator[tuple[Route, Activity]]:
    """The activities whose status is set to done, with their places."""
    for edit in edits:
        if isinstance(edit, Set) and edit.route[-1] == "status" and edit.value == Status.DONE:
            entry = index.by_route.get(edit.route[:-1])
            if entry and isinstance(entry.record, Activity):
                yield entry.route, entry.record


def action_twins(edits: Sequence[Edit], index: Index) -> Iterator[Edit]:
    """The edits of the activities whose actions are done by these edits; what is edited itself is left alone."""
    routes = {edit.route for edit in edits}
    for edit in edits:
        if not isinstance(edit, Set) or edit.route[-1] != "done" or not isinstance(edit.value, date):
            continue
        entry = index.by_route.get(edit.route[:-1])
        carried = activity_of(entry, index) if entry else None
        if carried and (*carried.route, "status") not in routes:
            yield from (twin for twin in finished(carried, edit.value) if twin.route not in routes)
