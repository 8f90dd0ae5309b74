"""What the chosen process proposes: shown with reasons, taken or dismissed."""

from collections.abc import Sequence
from typing import Any

from tpn.actions.write_changes import after_edits, write_edits
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.edits.proposal_edits import dismissed, taken
from tpn.library import load
from tpn.model.actors import Actors
from tpn.model.similar import closest
from tpn.model.systems import Systems
from tpn.plan.proposals import Known, Proposal, ProposalState, proposals
from tpn.reports.proposals_words import proposals_facts


def propose(
    run: Run, service: str, *, take: str | None, dismiss: str | None, reason: str | None, write: bool
) -> None:
    """Show the proposals of a service; with ``write`` take those that are open, or the named ones."""
    known = Known(
        Actors(run.folder).side,
        Systems(run.folder).of,
        load("catalogue/requirements.yaml", run.folder)["requirements"],
    )
    found = proposals(run.remaining, service, known)
    if not found:
        run.stop("nothing-to-propose", service=service, exit_code=1)
    if dismiss:
        if not reason:
            run.stop("dismiss-needs-reason")
        refused = _named(run, found, dismiss)
        _give(run, service, refused, [dismissed(run.project, one, reason) for one in refused], write=write)
        return
    chosen = _named(run, found, take) if take else [one for one in found if one.state is ProposalState.OPEN]
    made = taken(chosen, run.project, run.loaded.index, run.words)
    edits = [edit for one in made for edit in one.edits]
    _give(run, service, found, edits, {one.proposal.key: one.name for one in made}, write=write)


def _give(
    run: Run,
    service: str,
    shown: Sequence[Proposal],
    edits: Sequence[Any],
    names: dict[str, str] | None = None,
    *,
    write: bool,
) -> None:

    if edits and write:
        write_edits(run, edits)
    elif edits:
        after_edits(run.loaded, edits)
    kind = run.format("table", "json", *DOCUMENTS[1:])
    if kind == "json":
        run.json({"format": 1, "service": service, "written": write and bool(edits),
                  "proposals": [_as_json(one, (names or {}).get(one.key)) for one in shown]})  # fmt: skip
        return

    title = run.words(
        "propose.title",
        name=run.project.service[service].name,
        variant=run.words.choice(shown[0].variant).lower(),
    )
    give(run, "proposals", proposals_facts(run.project, shown, run.words), title, kind=kind)
    key = "nothing" if not edits else "written" if write else "would"
    run.settled = not edits
    run.tell(run.words(f"propose.{key}", names=tuple(dict.fromkeys((names or {}).values())) or ("–",)))


def _named(run: Run, found: Sequence[Proposal], typed: str) -> list[Proposal]:
    """The open proposals that were named, by their whole name or what follows the dot.

    Raises:
        Stop: there is no such proposal, or it is settled already (exit code 2).
    """
    chosen = []
    for word in [part.strip() for part in typed.split(",") if part.strip()] or [""]:
        one = next((one for one in found if word in {one.key, one.what}), None)
        if one is None:
            meant = closest(word, [one.key for one in found])
            run.stop("no-such-proposal", value=word, known=tuple(one.key for one in found), suggestion=meant,
                     hint="suggestion" if meant else None)  # fmt: skip
        if one.state is not ProposalState.OPEN:
            run.stop("proposal-settled", value=one.key, settled=one.settled, hint=one.state)
        chosen.append(one)
    return chosen


def _as_json(one: Proposal, becomes: str | None) -> dict[str, Any]:
    because = {key: value for key, value in one.because.items() if key != "row"}
    return {
        "proposal": one.key,
        "variant": one.variant,
        "state": one.state,
        "settled": one.settled,
        "becomes": becomes,
        "because": because,
        "steps": one.steps,
    }
