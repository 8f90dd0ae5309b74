"""Activities, checkpoints and actions are finished."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tpn.actions.find_record import checkpoint_of, groundwork, record_named
from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.actions.write_changes import write_edits
from tpn.advice import advise
from tpn.edits.action_twins import activity_of
from tpn.edits.mark_done import done_on, finished, is_done
from tpn.model import Loaded
from tpn.model.index import Entry
from tpn.model.shapes import Activity
from tpn.problems import Problem
from tpn.source import Edit
from tpn.views.change_effect import Effect, effect


class Finishing(StrEnum):
    """What became of a record that was to be finished."""

    DONE = "done"
    ALREADY = "already"
    ALREADY_UNDATED = "already_undated"
    WOULD = "would"


class FinishedRecord(NamedTuple):
    """A record that is finished, since when, and whether its gate still waits for the evidence of it."""

    entry: Entry
    outcome: Finishing
    day: date | None
    unproven: bool


class Finished(NamedTuple):
    """What was finished, and what follows where a milestone was: what hangs on it counts from the day it came.

    ``against``: what the method still misses of the points that were ticked.
    """

    records: tuple[FinishedRecord, ...]
    follows: Effect | None = None
    against: tuple[Problem, ...] = ()


def finish(session: Session, names: Sequence[str], day: date) -> Finished:
    """Finish what is named, as of a day; what is done already keeps its day.

    An action that became an activity is done as that.

    Raises:
        Stop: there is no such record, or one that cannot be finished; nothing is written then.
    """
    named = [record_named(session, name) for name in names]
    carried = (activity_of(entry, session.loaded.index) for entry in named)
    entries = list({entry.address: entry for entry in (*named, *filter(None, carried))}.values())
    edits: list[Edit] = []
    for entry in entries:
        if made := finished(entry, day):
            edits += [edit for edit in groundwork(session, entry) if edit not in edits]
            edits += made
    came = any(
        isinstance(one.record, Activity) and one.record.milestone and not is_done(one) for one in entries
    )
    before = plan_of(session) if came else None
    after = write_edits(session, edits)
    follows = effect(before, plan_of(session, after)) if before else None
    ticked = [one for one in entries if not is_done(one)]
    told = tuple(_told(session, entry, day) for entry in entries)
    return Finished(told, follows, tuple(_against(session, after, ticked)))


def _against(session: Session, after: Loaded, ticked: Sequence[Entry]) -> Iterator[Problem]:
    """What the method says is lacking though it was ticked: of the points of a phase, one finding of each code."""
    points = [point for entry in ticked if (point := checkpoint_of(session, entry)) and point.service is None]
    codes = {code for point in points for code in point.question.advice}
    if codes:
        for advice, found in advise(plan_of(session, after)).given:
            if advice.code in codes:
                yield after.problem(found[0])


def _told(session: Session, entry: Entry, day: date) -> FinishedRecord:
    known: date | None = day
    if not is_done(entry):
        outcome = Finishing.WOULD if session.preview else Finishing.DONE
    elif known := done_on(entry):
        outcome = Finishing.ALREADY
    else:
        outcome = Finishing.ALREADY_UNDATED
    return FinishedRecord(entry, outcome, known, _unproven(session, entry))


def _unproven(session: Session, entry: Entry) -> bool:
    """Whether it is a *must* point that its gate still waits for: a tick without evidence is none."""
    point = checkpoint_of(session, entry)
    return point is not None and point.question.must and not (point.answer.evidence or point.answer.waiver)
