"""``tpn cancel ID --reason``: something leaves the project, with what hangs on it shown first."""

from tpn.actions.find_record import record_named
from tpn.cli.endings import end, to_end
from tpn.cli.run import Run
from tpn.edits.ending import How
from tpn.model.choices import EndOutcome


def perform(
    run: Run,
    *,
    name: str,
    reason: str | None,
    decision: str | None,
    merged_into: str | None,
    split_into: str | None,
    taken_over_by: str | None,
    withdrawn: bool,
    titles: bool,
    resume: bool,
    write: bool,
) -> None:
    """Something leaves the project."""
    meant = to_end(run, name, reason, resume=resume, write=write)
    if meant is None:
        return
    entry, why = meant
    said = [
        outcome
        for outcome, given in (
            (EndOutcome.MERGED_INTO, merged_into), (EndOutcome.SPLIT_INTO, split_into),
            (EndOutcome.TAKEN_OVER_BY, taken_over_by), (EndOutcome.WITHDRAWN, withdrawn),
        )
        if given
    ]  # fmt: skip
    if len(said) > 1:
        run.stop("one-outcome")
    into = tuple(
        record_named(run, one.strip()).address
        for one in (merged_into or split_into or "").split(",")
        if one.strip()
    )
    how = How(run.today, why, decision, said[0] if said else EndOutcome.CANCELLED, into, taken_over_by)
    end(run, entry, how, write=write, titles=titles)
