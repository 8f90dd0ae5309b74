"""``tpn replan``: a revised plan, looked at, proposed to a body, and written when it is decided."""

from datetime import date, datetime

from tpn.actions.document_access import access_of_document
from tpn.actions.find_named import body_named
from tpn.actions.replan import (
    Ground,
    Proposing,
    Replanning,
    asked_dates,
    propose_to,
    replanned_by,
    replanned_within,
    replanning,
)
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.model.references import STEERING_GROUP
from tpn.plan.baseline import FINISH
from tpn.sheets.proposal_sheet import proposal_book
from tpn.spreadsheets.writers import files_of
from tpn.views.revised_plan import as_json as revision_json

_SHEETS = ("xlsx", "ods")


def perform(
    run: Run,
    *,
    propose: bool,
    decision: str | None,
    within_tolerance: bool,
    sets: list[str] | None,
    since: str | None,
    body: str | None,
    reason: str | None,
    write: bool,
) -> None:
    """A revised plan: what it means, who must agree it, and – when decided – written."""
    asked = asked_dates(run, sets or [])
    seen_from = run.date(since, "--from") if since else None
    to = body_named(run, body) if body is not None else STEERING_GROUP
    if propose:
        _propose(
            run,
            replanning(run, asked, Ground("replan", to, None, reason), seen_from),
            to,
            seen_from,
            decision,
        )
    elif decision:
        _finish(run, replanned_by(run, decision, asked), write=write)
    elif within_tolerance:
        _finish(run, replanned_within(run, asked, reason), write=write)
    else:
        if write:
            run.stop("replan-without-ground")
        made = replanning(run, asked, Ground("replan", to), seen_from)
        _show(run, made, "replan")
        run.tell(run.words("replan.nothing" if made.nothing else "replan.would_propose"))


def _propose(run: Run, made: Replanning, body: str, seen_from: date | None, decision: str | None) -> None:
    """The proposal is kept, and is an alternative of a decision; the paper is drafted where a file was named."""
    if made.nothing:
        run.tell(run.words("replan.nothing"))
        return
    found = propose_to(run, made, body, seen_from, decision)
    if run.format("table", "json", *DOCUMENTS[1:], *_SHEETS) in _SHEETS:
        _give_sheet(run, made, found)
    else:
        _show(run, made, "decision-paper" if run.output else "replan", found.decision)
    found.write(run)
    if not run.preview:
        run.tell(run.words("replan.proposed", id=found.decision))


def _give_sheet(run: Run, made: Replanning, found: Proposing) -> None:
    """The proposal as a workbook, in which the body's dates can be written; it comes home with ``tpn import``."""
    if run.output is None:
        run.stop("needs-output")
    drawn = datetime(run.today.year, run.today.month, run.today.day)  # noqa: DTZ001 - a document's time has no zone
    book = proposal_book(made.facts, found.proposal.name, found.decision, run.words, drawn)
    run.give(files_of(book, run.output, access_of_document(run, "replan")))


def _finish(run: Run, made: Replanning, *, write: bool) -> None:
    _show(run, made, "replan")
    if early := [one for one in made.facts.moved if one.short]:
        dates = tuple(
            run.words("replan.early", id=one.id or one.title, proposed=one.proposed, forecast=one.forecast)
            for one in early
        )
        run.tell(run.words("replan.too_early", n=len(early), dates=dates))
    if made.nothing:
        run.tell(run.words("replan.nothing"))
    elif not write:
        run.tell(run.words("replan.would"))
    else:
        if made.outdated and not run.preview:
            _ask_of_the_stale(run, made)
        made.write(run)
        if not run.preview:
            run.tell(run.words("replan.written", n=len(made.facts.moved)))


def _ask_of_the_stale(run: Run, made: Replanning) -> None:
    """A plan that was broken before it was written is written only by somebody who says so.

    Raises:
        Stop: nobody does (exit code 1).
    """
    if not run.yes_or_no("replan.ask_stale", n=len(made.outdated)):
        said = [
            f"--set {one.id or FINISH}={one.proposed:%d.%m.%Y}"
            for one in made.outdated
            if one.proposed and one.proposed >= run.today
        ]
        hint = None if len(said) == len(made.outdated) else "over"
        facts = {"id": made.agreed.decision, "n": len(made.outdated), "sets": " ".join(said)}
        run.stop("proposal-stale", exit_code=1, hint=hint, **facts)


def _show(run: Run, made: Replanning, template: str, case: str | None = None) -> None:
    kind = run.format("table", "json", *DOCUMENTS[1:])
    if kind == "json":
        run.json({"format": 1, **revision_json(made.facts), "decision": case})
        return
    title = run.words(f"replan.title_{'paper' if template == 'decision-paper' else 'screen'}")
    late = [(one.name, one.reason) for one in run.project.procurement.components
            if one.reason and not one.delivered and one.ended is None]  # fmt: skip
    facts = {"plan": made.facts, "case": case, "why": made.agreed.reason, "late": late}
    give(run, template, facts, title, kind=kind)
