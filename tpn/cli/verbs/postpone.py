"""``tpn postpone ID [--to DATE]``: something is set aside, until a day or until further notice."""

from tpn.cli.endings import end, to_end
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
    meant = to_end(run, name, reason, resume=resume, write=write)
    if meant is None:
        return
    entry, why = meant
    until = run.date(to, "--to") if to else None
    if until and until <= run.today:
        run.stop("postponed-to-past", date=until)
    end(run, entry, How(run.today, why, decision, EndOutcome.POSTPONED, until=until), write=write)
