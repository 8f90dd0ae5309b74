"""``tpn process --propose``: what a process proposes, shown with reasons, and what was taken or dismissed of it."""

from tpn.actions.proposals import Dismissal, Settled, proposed, settle_proposals
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.plan.proposals import Proposal
from tpn.reports.proposals_words import proposals_facts


def propose(
    run: Run, service: str, *, take: str | None, dismiss: str | None, reason: str | None, write: bool
) -> None:
    """Show the proposals of a service; with ``write`` take those that are open, or the named ones."""
    settled: str | Dismissal | None = take
    if dismiss:
        proposed(run, service)  # first: whether there is anything to dismiss
        if not reason:
            run.stop("dismiss-needs-reason")
        settled = Dismissal(dismiss, reason)
    _give(run, service, settle_proposals(run, service, settled, write=write), write=write)


def _give(run: Run, service: str, found: Settled, *, write: bool) -> None:
    kind = run.format("table", "json", *DOCUMENTS[1:])
    if kind == "json":
        run.json({"format": 1, "service": service, "written": write and found.changes,
                  "proposals": [_as_json(one, found.becomes.get(one.key)) for one in found.shown]})  # fmt: skip
        return
    title = run.words(
        "propose.title",
        name=run.project.service[service].name,
        variant=run.words.choice(found.shown[0].variant).lower(),
    )
    give(run, "proposals", proposals_facts(run.project, found.shown, run.words), title, kind=kind)
    run.tell_signs()
    key = "nothing" if not found.changes else "written" if write else "would"
    run.settled = not found.changes
    run.tell(run.words(f"propose.{key}", names=tuple(dict.fromkeys(found.becomes.values())) or ("–",)))


def _as_json(one: Proposal, becomes: str | None) -> dict[str, object]:
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
