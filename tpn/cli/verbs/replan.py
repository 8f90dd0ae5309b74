"""``tpn replan``: a revised plan, looked at, proposed to a body, and written when it is decided."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from tpn.actions.document_access import access_of_document
from tpn.actions.find_record import record_named
from tpn.actions.replan import (
    Ground,
    Replanning,
    alternative,
    approved,
    case_edits,
    decided,
    proposed,
    replanning,
)
from tpn.actions.write_changes import write_edits
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.history.proposals import change_of
from tpn.model.references import STEERING_GROUP
from tpn.model.similar import closest, fold
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
    asked = _asked(run, sets or [])
    seen_from = run.date(since, "--from") if since else None
    if propose:
        _propose(run, asked, seen_from, _body(run, body), decision, reason)
    elif decision:
        _decide(run, asked, decision, write=write)
    elif within_tolerance:
        _within(run, asked, reason, write=write)
    else:
        if write:
            run.stop("replan-without-ground")
        made = replanning(run, asked, Ground("replan", _body(run, body)), seen_from)
        _show(run, made, "replan")
        run.tell(run.words("replan.nothing" if made.nothing else "replan.would_propose"))


# ---------------------------------------------------------------- three ways to a revised plan


def _propose(
    run: Run,
    asked: Mapping[str, date],
    seen_from: date | None,
    body: str,
    decision: str | None,
    reason: str | None,
) -> None:
    """The proposal is kept, and is an alternative of a decision; the paper is drafted where a file was named."""
    made = replanning(run, asked, Ground("replan", body, None, reason), seen_from)
    if made.nothing:
        run.tell(run.words("replan.nothing"))
        return
    proposal = proposed(run, made, body, seen_from)
    said = alternative(run.words, made.facts)
    name, edits = case_edits(run, proposal, said, run.words("replan.case"), decision)
    if run.format("table", "json", *DOCUMENTS[1:], *_SHEETS) in _SHEETS:
        _give_sheet(run, made, proposal.name, name)
    else:
        _show(run, made, "decision-paper" if run.output else "replan", name)
    write_edits(run, edits, dict([change_of(run.folder, proposal)]))
    if not run.preview:
        run.tell(run.words("replan.proposed", id=name))


def _give_sheet(run: Run, made: Replanning, proposal: str, case: str) -> None:
    """The proposal as a workbook, in which the body's dates can be written; it comes home with ``tpn import``."""
    if run.output is None:
        run.stop("needs-output")
    drawn = datetime(run.today.year, run.today.month, run.today.day)  # noqa: DTZ001 - a document's time has no zone
    book = proposal_book(made.facts, proposal, case, run.words, drawn)
    run.give(files_of(book, run.output, access_of_document(run, "replan")))


def _decide(run: Run, asked: Mapping[str, date], name: str, *, write: bool) -> None:
    """What a decision approved, as amended."""
    found = decided(run, name)
    dates = {**(approved(run, found) if not asked or _has_proposal(found) else {}), **asked}
    reason = found.outcome or found.title
    made = replanning(run, dates, Ground("replan", found.decided_by or STEERING_GROUP, found.id, reason))
    _finish(run, made, write=write)


def _has_proposal(found: object) -> bool:
    return any(one.proposal for one in getattr(found, "alternatives", ()))


def _within(run: Run, asked: Mapping[str, date], reason: str | None, *, write: bool) -> None:
    """Moved by the lead alone, while all that has moved since the last decision stays inside the tolerances."""
    made = replanning(run, asked, Ground("tolerance", reason=reason))
    tolerance = run.project.about.tolerances
    for one in made.facts.strains:
        if one.outside:
            run.stop("outside-tolerance", exit_code=1, title=one.title, days=one.days, allowed=one.allowed)
    budget, cost = made.facts.budget, made.facts.cost
    if budget and cost is not None and (cost - budget) / budget * 100 > tolerance.cost_percent:
        percent = round((cost - budget) / budget * 100, 1)
        run.stop("cost-outside-tolerance", exit_code=1, percent=percent, allowed=tolerance.cost_percent)
    _finish(run, made, write=write)


def _finish(run: Run, made: Replanning, *, write: bool) -> None:
    _show(run, made, "replan")
    if made.nothing:
        run.tell(run.words("replan.nothing"))
    elif not write:
        run.tell(run.words("replan.would"))
    else:
        write_edits(run, made.edits, made.files(run))
        if not run.preview:
            run.tell(run.words("replan.written", n=len(made.facts.moved)))


# ---------------------------------------------------------------- what was typed, what is shown


def _asked(run: Run, sets: Sequence[str]) -> dict[str, date]:
    """The dates that were said: ``T-12=15.03``; a launch by the service, the finish by ``project``."""
    asked = {}
    for word in sets:
        name, equals, typed = word.partition("=")
        if not equals:
            run.stop("set-without-date", value=word)
        day = run.date(typed, "--set")
        if day < run.today:
            run.stop("proposed-in-the-past", id=name, date=day)
        entry = record_named(run, name)
        asked[FINISH if entry.route == ("project",) else entry.address] = day
    return asked


def _body(run: Run, said: str | None) -> str:
    """A body by its id or name."""
    if said is None:
        return STEERING_GROUP
    known = {fold(STEERING_GROUP): STEERING_GROUP, fold(run.words("replan.steering_group")): STEERING_GROUP}
    for one in run.project.about.bodies:
        known |= {fold(one.name): one.id, fold(one.id): one.id}
    found = known.get(fold(said))
    if found is None:
        run.stop("no-such-body", name=said, suggestion=closest(said, known))
    return found


def _show(run: Run, made: Replanning, template: str, case: str | None = None) -> None:
    kind = run.format("table", "json", *DOCUMENTS[1:])
    if kind == "json":
        run.json({"format": 1, **revision_json(made.facts), "decision": case})
        return
    title = run.words(f"replan.title_{'paper' if template == 'decision-paper' else 'screen'}")
    give(run, template, {"plan": made.facts, "case": case}, title, kind=kind)
