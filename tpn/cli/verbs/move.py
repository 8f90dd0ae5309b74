"""``tpn move ID DATE``: what a new date does, then the change."""

from datetime import date as day

from tpn.actions.find_record import record_named
from tpn.actions.load_plan import plan_of
from tpn.actions.write_changes import write_edits
from tpn.cli.print_effects import tell_effect
from tpn.cli.run import Run
from tpn.edits.move_date import moved
from tpn.history.agreements import PlanAgreement, change_of, stamp
from tpn.source import TextFile


def perform(run: Run, *, name: str, date: str, reason: str, decision: str | None, write: bool) -> None:
    """What a new date does to the finish, to services and to people, then the change."""
    entry = record_named(run, name)
    to = run.date(date, "DATE")
    if decision:
        _decided(run, decision)
    edits = moved(entry, to, reason, plan_of(run))
    tell_effect(run, edits)
    if not write:
        run.tell(run.words("move.would"))
        return
    more = _agreed(run, entry.address, to, reason, decision) if decision else {}
    write_edits(run, edits, more)
    run.out(run.words("move.done", id=entry.address, date=to))


def _decided(run: Run, decision: str) -> None:
    """Only a decided decision moves the promise."""
    found = next((one for one in run.project.decisions if one.id == decision), None)
    if found is None or found.decided is None:
        run.stop("not-decided", id=decision)


def _agreed(run: Run, name: str, to: day, reason: str, decision: str) -> dict[TextFile, str]:
    """The agreed date that a decision moves."""
    at = stamp(run.folder, run.today, run.clock())
    new = PlanAgreement(at, run.today, "move", {name: to}, frozenset(), decision, None, reason)
    return dict([change_of(run.folder, new)])
