"""All that one person carries, to another: what goes over, what stays, and the edits."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.actions.write_changes import write_edits
from tpn.edits.handover import handed_over, roles_taken
from tpn.model.ended import ended_of
from tpn.model.index import Entry, Index
from tpn.source import Edit


class HandedOver(NamedTuple):
    """The records that go over and those that stay, each once; whether the roles go along; whether anything does."""

    gone: tuple[Entry, ...]
    left: tuple[Entry, ...]
    roles: bool
    edits: tuple[Edit, ...]

    def write(self, session: Session) -> None:
        """Write it, all or none.

        Raises:
            Stop: the project would become faulty by it, or the files cannot be written; nothing is changed then.
        """
        write_edits(session, self.edits)


def hand_over(
    session: Session, one: str, other: str, period: tuple[date | None, date | None],
    only: Collection[str] | None, *, roles: bool,
) -> HandedOver:  # fmt: skip
    """What one person carries and another would take over.

    Args:
        session: the session.
        one: the id of who carries it.
        other: the id of who takes it over.
        period: the first and the last day that it is for; None on a side that is open.
        only: the addresses of the records that are meant, whatever the period; None for all.
        roles: whether the person's roles go along.

    Raises:
        Stop: faults stand in the way (exit code 1), or the period runs backwards (exit code 2).
    """
    first, last = period
    if first and last and last < first:
        session.stop("period-backwards", start=first, end=last)
    index, work = _still_to_do(session), plan_of(session).by_id
    everything = handed_over(index, one, other, work, (None, None), session.today)
    found = handed_over(index, one, other, work, period, session.today)
    if only is not None:
        found = [pair for pair in everything if pair[0].address in only]
    taken = roles_taken(index, one, other) if roles else []
    gone = {entry.address: entry for entry, _ in found}
    left = {entry.address: entry for entry, _ in everything if entry not in gone.values()}
    edits = (*(edit for _, edit in found), *taken)
    return HandedOver(tuple(gone.values()), tuple(left.values()), bool(taken), edits)


def _still_to_do(session: Session) -> Index:
    """What stands, and what is on hold: whoever leaves does not come back with it."""
    whole, standing = session.loaded.index, {one.route for one in session.loaded.standing.entries}
    kept = (one for one in whole.entries if one.route in standing or ended_of(one.record))
    return Index(tuple(kept), whole.entries, whole.retired)
