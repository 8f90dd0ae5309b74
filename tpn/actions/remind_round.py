"""Who was sent what, who has answered; and that those who are missing have been reminded."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from tpn.actions.session import Session
from tpn.actions.write_changes import commit
from tpn.history.rounds import Round, change_of, round_named, rounds, with_reminder


class SeenRound(NamedTuple):
    """A round, and the names of all that there are.

    ``older``: of those who are missing, the day on which they answered a sheet of an older round after this was sent.
    """

    round: Round
    names: tuple[str, ...]
    older: Mapping[str, date] = {}


def round_seen(session: Session, name: str | None, *, remind: bool = False) -> SeenRound:
    """The round of a name, the last one without; with ``remind`` it is kept that the missing were reminded today.

    Raises:
        Stop: there are none (exit code 1), or none of that name (exit code 2).
    """
    known = rounds(session.folder)
    names = tuple(one.name for one in known)
    found = round_named(session.folder, name)
    if found is None:
        if not names:
            session.stop("no-rounds", exit_code=1)
        session.stop("no-such-round", name=name, known=names)
    if remind and found.missing:
        found = with_reminder(found, [one.person for one in found.missing], session.today)
        commit(session, [change_of(session.folder, found)])
    missing = {one.person for one in found.missing}
    older = {
        sent.person: answer.date
        for one in known
        if one.sent < found.sent
        for sent in one.people
        for answer in sent.answers
        if sent.person in missing and answer.date >= found.sent
    }
    return SeenRound(found, names, older)
