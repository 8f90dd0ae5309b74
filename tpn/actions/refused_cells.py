"""What of a sheet is not taken, told cell by cell: it has ended, it is gone, it lacks something, it is wrong."""

import re

from tpn.actions.session import Session
from tpn.edits.outcome_edits import RecordEdits
from tpn.edits.sound_edits import Refused
from tpn.model.ended import ended_of
from tpn.model.fieldtree import takes
from tpn.problems import Problem
from tpn.roundtrip.three_way import Outcome
from tpn.texts.names import field_name
from tpn.texts.problems import told
from tpn.views.rows import class_of


def of_ended(session: Session, one: Outcome) -> Problem:
    """That a cell speaks of what has ended: since when, and what became of it."""
    index = session.loaded.index
    route = index.by_address[one.id].route
    above = (index.by_route.get(route[:length]) for length in range(len(route), 0, -1))
    ended = next((said for entry in above if entry and (said := ended_of(entry.record))), None)
    words = session.words
    take = takes(type(index.by_address[one.id].record)).get(one.field)
    value = words.choice(take.choices(str(one.sheet))) if take and take.choices and one.sheet else one.sheet
    facts: dict[str, object] = {"id": one.id, "value": value, "what": one.id, "date": None}
    facts["outcome"] = words("cancel.service_gone")
    if ended:
        facts |= {"what": ended.along_with or one.id, "date": ended.date}
        facts["outcome"] = words.choice(ended.outcome).lower()
    return Problem("record-ended", one.said[0].place if one.said else None, facts)


def lacking(session: Session, change: RecordEdits) -> Problem:
    """A new row without something that it must have."""
    one = change.outcomes[0]
    cls = class_of(one.under.kind if one.under else "")
    words = session.words
    names = tuple(
        words("columns.names.holder_id") if key == "holder_id" else field_name(cls, key, words)
        for key in change.lacks
    )
    return Problem("row-lacks", one.said[0].place, {"fields": names})


def refused_cell(session: Session, one: Refused) -> Problem:
    """A cell – or a whole row – that would make the project faulty."""
    cell, why = one
    said = cell.said[0] if cell.said else None
    holder = cell.places.get("holder_id") if not cell.field and why.slug == "no-such-record" else None
    name, because = cell.id or (said.value if said else ""), told(why, session.words)["message"]
    because, named = _naming(cell.id or "", because)
    facts: dict[str, object] = {"id": name, "why": because, "reason": why.slug}
    if named:  # it is said once which record it is
        facts["hint"] = "named"
    if cell.field and said:
        facts |= {"field": cell.field, "value": said.value}
    if cell.under:  # a new row has no address yet that says what it is
        facts["kind"] = cell.under.kind
    return Problem("row-refused", holder or (said.place if said else None), facts)


def _naming(address: str, because: str) -> tuple[str, bool]:
    """A reason in which the record has its whole address, and whether it is named there at all."""
    for name in (address, address.rpartition("/")[2]):
        found = re.compile(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])")
        if any(map(str.isalpha, name)) and found.search(because):
            return found.sub(lambda _: address, because, count=1), True
    return because, False


def gone_row(one: Outcome) -> Problem:
    """What was written in the row of a record that is no longer there."""
    said = one.said[0]
    return Problem("row-gone", said.place, {"id": one.id, "field": one.field, "value": said.value})
