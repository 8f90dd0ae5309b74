"""What «done» means for each kind of record that can be done, and what a new answer leaves behind."""

from collections.abc import Collection, Iterable
from datetime import date

from tpn.model.choices import Answer, DeliverableStatus
from tpn.model.index import Entry
from tpn.model.kickoff import Commitment
from tpn.model.logs import Communication, Decision, Deliverable
from tpn.model.shapes import Action, Activity, CheckAnswer
from tpn.problems import Problem, Stop
from tpn.source import Edit, Remove, Set

_OF_THE_OLD = ("date", "by", "evidence")
"""What was said about an answer, and can not be said about another."""


def finished(entry: Entry, when: date) -> list[Edit]:
    """The edits that say that a record is done on a day; none where it is done already.

    Raises:
        Stop: this kind of record cannot be done (exit code 2).
    """
    route, record = entry.route, entry.record
    if is_done(entry):
        return []
    if isinstance(record, Activity):
        edits: list[Edit] = [Set((*route, "status"), "done"), Set((*route, "finished"), when)]
        if record.percent is not None:
            edits.append(Set((*route, "percent"), 100))
        if record.waiting_for is not None:
            edits.append(Remove((*route, "waiting_for")))
        return edits
    if isinstance(record, CheckAnswer):
        said = [Set((*route, "answer"), "done"), Set((*route, "date"), when)]
        return [*said, *afresh(entry, said, when)]
    if isinstance(record, Action | Communication | Commitment):
        return [Set((*route, "done"), when)]
    if isinstance(record, Deliverable):
        return [Set((*route, "status"), DeliverableStatus.ACCEPTED.value), Set((*route, "accepted"), when)]
    if isinstance(record, Decision) and record.decided:
        return [Set((*route, "followed_up"), when)]
    raise Stop(Problem("cannot-be-done", None, {"id": entry.address, "kind": entry.kind}), 2)


def is_done(entry: Entry) -> bool:
    """Whether a record is done already."""
    record = entry.record
    if isinstance(record, CheckAnswer):
        return record.answer is Answer.DONE
    if isinstance(record, Activity):
        return record.status == "done"
    if isinstance(record, Deliverable):
        return record.accepted is not None
    if isinstance(record, Decision):
        return record.followed_up is not None
    return isinstance(record, Action | Communication | Commitment) and record.done is not None


def done_on(entry: Entry) -> date | None:
    """The day on which it was done, where that was recorded."""
    record = entry.record
    names = {Activity: "finished", CheckAnswer: "date", Deliverable: "accepted", Decision: "followed_up"}
    name = names.get(type(record), "done")
    day: date | None = getattr(record, name, None)
    return day


def afresh(entry: Entry, edits: Iterable[Edit], today: date) -> list[Edit]:
    """What goes along with a new answer to a checkpoint: the day, and nothing of what was said about the old one."""
    record, route = entry.record, entry.route
    said = {edit.route[len(route) :]: edit for edit in edits if edit.route[: len(route)] == route}
    new = said.get(("answer",))
    if not isinstance(record, CheckAnswer) or new is None:
        return []
    value = new.value if isinstance(new, Set) else Answer.OPEN.value
    return answered_afresh(record, route, str(value), {str(way[0]) for way in said if way}, today)


def answered_afresh(
    old: CheckAnswer, route: tuple[str | int, ...], answer: str, said: Collection[str], today: date
) -> list[Edit]:
    """The same, by what the answer becomes and which fields are said with it."""
    if answer == old.answer.value:
        return []
    was = old.answer is not Answer.OPEN
    edits: list[Edit] = []
    if "date" not in said and answer != Answer.OPEN.value:
        edits.append(Set((*route, "date"), today))
    gone = [name for name in _OF_THE_OLD if was and name not in said and getattr(old, name) is not None]
    return [*edits, *(Remove((*route, name)) for name in gone if not (name == "date" and edits))]
