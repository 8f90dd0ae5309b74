"""What the chosen variant of a process proposes for the other phases: taken, or dismissed with a reason."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tpn.actions.session import Session
from tpn.actions.write_changes import after_edits, write_edits
from tpn.edits.proposal_edits import dismissed, taken
from tpn.library import load
from tpn.model.actors import Actors
from tpn.model.similar import closest
from tpn.model.systems import Systems
from tpn.plan.proposals import Known, Proposal, ProposalState, proposals
from tpn.source import Edit


class Dismissal(NamedTuple):
    """Which proposals are not taken, as they were named, and why."""

    names: str
    reason: str


class Settled(NamedTuple):
    """The proposals that were asked about, what those that are taken become by key, and whether anything changes."""

    shown: Sequence[Proposal]
    becomes: Mapping[str, str]
    changes: bool


def settle_proposals(
    session: Session, service: str, settled: str | Dismissal | None, *, write: bool
) -> Settled:
    """Take the proposals of a service that are named, or all that are open; or dismiss some.

    Only seen to be possible unless ``write``.

    Raises:
        Stop: nothing is proposed (exit code 1), there is no such proposal or it is settled already (exit code 2).
    """
    found = proposed(session, service)
    if isinstance(settled, Dismissal):
        refused = _named(session, found, settled.names)
        edits: list[Edit] = [dismissed(session.project, one, settled.reason) for one in refused]
        return Settled(refused, {}, _made(session, edits, write=write))
    open_ones = [one for one in found if one.state is ProposalState.OPEN]
    chosen = _named(session, found, settled) if settled else open_ones
    made = taken(chosen, session.project, session.loaded.index, session.words)
    edits = [edit for one in made for edit in one.edits]
    names = {one.proposal.key: one.name for one in made}
    return Settled(found, names, _made(session, edits, write=write))


def proposed(session: Session, service: str) -> tuple[Proposal, ...]:
    """All that is proposed for a service, settled or not.

    Raises:
        Stop: nothing is (exit code 1).
    """
    known = Known(
        Actors(session.folder).side,
        Systems(session.folder).of,
        load("catalogue/requirements.yaml", session.folder)["requirements"],
    )
    found = proposals(session.remaining, service, known)
    if not found:
        session.stop("nothing-to-propose", service=service, exit_code=1)
    return found


def _made(session: Session, edits: Sequence[Edit], *, write: bool) -> bool:
    if edits and write:
        write_edits(session, edits)
    elif edits:
        after_edits(session.loaded, edits)
    return bool(edits)


def _named(session: Session, found: Sequence[Proposal], typed: str) -> list[Proposal]:
    """The open proposals that were named, by their whole name or what follows the dot.

    Raises:
        Stop: there is no such proposal, or it is settled already (exit code 2).
    """
    chosen = []
    for word in [part.strip() for part in typed.split(",") if part.strip()] or [""]:
        one = next((one for one in found if word in {one.key, one.what}), None)
        if one is None:
            meant = closest(word, [one.key for one in found])
            session.stop("no-such-proposal", value=word, known=tuple(one.key for one in found), suggestion=meant,
                         hint="suggestion" if meant else None)  # fmt: skip
        if one.state is not ProposalState.OPEN:
            session.stop("proposal-settled", value=one.key, settled=one.settled, hint=one.state)
        chosen.append(one)
    return chosen
