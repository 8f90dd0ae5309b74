"""The workbook of a proposal comes home: the dates that were written in it become the proposal."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tpn.actions.replan import Ground, Proposing, Replanning, propose_to, replanning
from tpn.actions.session import Session
from tpn.history.proposals import ProposedPlan, proposal_named
from tpn.model.dates import NotADate, planned, read_date, typed
from tpn.model.logs import Decision
from tpn.plan.revision import BindingDate
from tpn.problems import CellPlace, Problem
from tpn.sheets.proposal_sheet import ProposalSheet, as_day


class ProposedAnew(NamedTuple):
    """A date that was written in the workbook: of what, what was proposed before, and what is now."""

    key: str
    title: str
    before: date | None
    now: date


class ReturnedProposal(NamedTuple):
    """A workbook that came home: the proposal and its decision, what was written, and what could not be taken."""

    proposal: ProposedPlan
    decision: Decision
    changed: tuple[ProposedAnew, ...]
    problems: tuple[Problem, ...]

    def propose(self, session: Session, made: Replanning) -> Proposing:
        """The new proposal, which takes the place of the old one in its decision.

        Raises:
            Stop: the decision cannot take it any more (exit code 2).
        """
        return propose_to(session, made, self.proposal.body, self.proposal.seen_from, self.decision.id)


def returned(session: Session, sheet: ProposalSheet, file: str) -> ReturnedProposal:
    """What was written in a workbook against the proposal it was made from.

    Raises:
        Stop: the proposal is not in this project, has been replaced, or has been decided on (exit code 2).
    """
    proposal = proposal_named(session.folder, sheet.name)
    decision = next(
        (one for one in session.project.decisions if any(a.proposal == sheet.name for a in one.alternatives)),
        None,
    )
    if proposal is None or decision is None:
        session.stop("proposal-not-here", file=file)
    if decision.decided is not None:
        session.stop("decided-already", id=decision.id, date=decision.decided)
    lines = {line.key: line for line in replanning(session, {}, Ground("replan", proposal.body)).new.lines}
    changed: list[ProposedAnew] = []
    problems: list[Problem] = [*sheet.changed]
    for one in _written(session, sheet, proposal.dates, lines):
        (changed if isinstance(one, ProposedAnew) else problems).append(one)  # type: ignore[arg-type]
    return ReturnedProposal(proposal, decision, tuple(changed), tuple(problems))


def _written(
    session: Session, sheet: ProposalSheet, before: Mapping[str, date], lines: Mapping[str, BindingDate]
) -> Iterator[ProposedAnew | Problem]:
    """Each cell that is otherwise than it was: a date to take, or why it cannot be."""
    for key, (value, place) in sheet.proposed.items():
        day, was = as_day(value), before.get(key)
        if key not in lines or day == was or (day is None and was is None):
            continue
        read = _read(session, day, place)
        if isinstance(read, Problem):
            yield read
        elif key not in before:
            yield Problem("proposed-by-others", place, {"title": lines[key].title})
        elif read != was:
            yield ProposedAnew(key, lines[key].title, was, read)


def _read(session: Session, day: date | str | None, place: CellPlace) -> date | Problem:
    if day is None:
        return Problem("proposed-emptied", place)
    try:
        found = (
            day if isinstance(day, date) else read_date(day, typed(planned(session.today), session.today)).day
        )
    except NotADate:
        return Problem("proposed-unread", place, {"value": str(day)})
    if found < session.today:
        return Problem("proposed-past", place, {"date": found})
    return found


def proposed_anew(session: Session, back: ReturnedProposal) -> Replanning:
    """The revised plan with what was written: what people have said before, and what they say now.

    Raises:
        Stop: faults stand in the way.
    """
    ground = Ground("replan", back.proposal.body)
    alone = {line.key: line.proposed for line in replanning(session, {}, ground).new.lines}
    asked = {
        key: day for key, day in back.proposal.dates.items() if alone.get(key) != day and day >= session.today
    }
    return replanning(session, asked | {one.key: one.now for one in back.changed}, ground)
