"""``tpn postpone ID [--to DATE]``: something is set aside, until a day or until further notice."""

from tpn.actions.find_record import record_named
from tpn.cli.endings import end, take_back
from tpn.cli.run import Run
from tpn.edits.ending import How
from tpn.model.choices import EndOutcome


def perform(
    run: Run,
    *,
    name: str,
    reason: str | None,
    to: str | None,
    decision: str | None,
    resume: bool,
    write: bool,
) -> None:
    """Something is set aside."""
    entry = record_named(run, name)
    if resume:
        take_back(run, entry, write=write)
        return
    if not reason:
        run.stop("option-missing", verb="postpone", name="--reason")
    until = run.date(to, "--to") if to else None
    if until and until <= run.today:
        run.stop("postponed-to-past", date=until)
    end(run, entry, How(run.today, reason, decision, EndOutcome.POSTPONED, until=until), write=write)
