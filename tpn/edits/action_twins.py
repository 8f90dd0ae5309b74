"""An action that has become an activity is one thing: who says that the action is done has said it of the activity."""

from collections.abc import Iterator, Sequence
from datetime import date

from tpn.edits.mark_done import finished
from tpn.model.ended import is_over
from tpn.model.index import Entry, Index
from tpn.model.shapes import Action
from tpn.source import Edit, Set


def activity_of(entry: Entry, index: Index) -> Entry | None:
    """The activity that an action has become, while it is still to be done."""
    record = entry.record
    carried = index.by_address.get(record.activity or "") if isinstance(record, Action) else None
    return carried if carried and not is_over(carried.record) else None


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
