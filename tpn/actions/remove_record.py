"""What should never have been there is taken out, with what points at it pointing elsewhere."""

from typing import NamedTuple

from tpn.actions.find_record import mention_line, record_named
from tpn.actions.session import Session
from tpn.actions.write_changes import after_edits, write_edits
from tpn.edits.removing import Pointer, pointers, removed
from tpn.model.index import Entry


class Removal(NamedTuple):
    """A record that goes, what pointed at it, and what that points at now."""

    entry: Entry
    other: Entry | None
    pointing: tuple[Pointer, ...]


def remove(session: Session, name: str, replace_by: str | None = None, *, write: bool) -> Removal:
    """Take a record out; only seen to be possible unless ``write``.

    Raises:
        Stop: there is no such record, something points at it and nothing takes its place (``is-pointed-at``, exit code
            2), or the project would become faulty by it; nothing is written then.
    """
    entry = record_named(session, name)
    other = record_named(session, replace_by) if replace_by else None
    found = tuple(pointers(session.loaded.index, entry))
    if found and other is None:
        shown = "".join(f"\n  {mention_line(session, one.entry, [one.take.key])}" for one in found)
        session.stop("is-pointed-at", id=entry.address, count=len(found), found=shown)
    edits = removed(session.loaded.index, entry, other)
    if write:
        write_edits(session, edits)
    else:
        after_edits(session.loaded, edits)
    return Removal(entry, other, found)
