"""A new record with the next free id, appended to its list."""

from tpn.actions.find_record import record_named
from tpn.actions.meeting_series import planner_of
from tpn.actions.session import Session
from tpn.actions.write_changes import write_edits
from tpn.edits.new_record import RecordList, place_of
from tpn.edits.typed_values import Typist
from tpn.model.index import Entry
from tpn.model.logs import Meeting
from tpn.problems import Stop


def list_named(session: Session, kind: str) -> RecordList:
    """The list that a kind, or an address of a list, means; what holds it may be called by its name.

    Raises:
        Stop: there is no such kind (exit code 2), or nothing that could hold it.
    """
    try:
        return place_of(session.loaded.index, kind, session.folder)
    except Stop as stop:
        holder, _, last = kind.rpartition("/")
        if not holder or stop.problems[0].slug != "no-such-record":
            raise
        holding = record_named(session, holder)
        return place_of(session.loaded.index, f"{holding.address}/{last}", session.folder)


def add_record(session: Session, place: RecordList, said: list[str]) -> Entry:
    """Add a record to its list as ``field=value`` says it; a meeting calls in those whom its kind concerns.

    Raises:
        Stop: a word cannot be read (exit code 2), or the files cannot be written; nothing is changed then.
    """
    typist = Typist(session.project, session.today, session.folder)
    values = typist.values(place.cls, [word for word in said if not place.takes_for_itself(word)])
    for told in typist.told:
        session.tell_reading(*told)
    if place.cls is Meeting:
        values = planner_of(session).one(values)
    made = place.new(values, said, session.loaded.index)
    return write_edits(session, [made.edit]).index.by_route[made.route]
