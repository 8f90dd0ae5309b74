"""What «done» means for each kind of record that can be done."""

from datetime import date

from tpn.model.index import Entry
from tpn.model.logs import Communication
from tpn.model.shapes import Action, Activity, CheckAnswer
from tpn.problems import Problem, Stop
from tpn.source import Edit, Remove, Set


def finished(entry: Entry, when: date) -> list[Edit]:
    """The edits that say that a record is done on a day.

    Raises:
        Stop: this kind of record cannot be done (exit code 2).
    """
    route, record = entry.route, entry.record
    if isinstance(record, Activity):
        edits: list[Edit] = [Set((*route, "status"), "done"), Set((*route, "finished"), when)]
        if record.percent is not None:
            edits.append(Set((*route, "percent"), 100))
        if record.waiting_for is not None:
            edits.append(Remove((*route, "waiting_for")))
        return edits
    if isinstance(record, CheckAnswer):
        return [Set((*route, "answer"), "done"), Set((*route, "date"), when)]
    if isinstance(record, Action | Communication):
        return [Set((*route, "done"), when)]
    raise Stop(Problem("cannot-be-done", None, {"id": entry.address, "kind": entry.kind}), 2)
