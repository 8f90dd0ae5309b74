"""A date is moved: what it does to the plan, and what of it a decision makes the agreed date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.actions.write_changes import after_edits, write_edits
from tpn.edits.move_date import moved
from tpn.history.agreements import PlanAgreement, change_of, stamp
from tpn.model.choices import Phase
from tpn.model.index import Entry
from tpn.model.logs import Decision
from tpn.model.references import STEERING_GROUP
from tpn.plan import Plan
from tpn.plan.gates import Passage, holding
from tpn.plan.plan import foreseen_delivery, is_there
from tpn.plan.revision import binding_dates, moved_alone
from tpn.source import Edit


@dataclass(frozen=True)
class Move:
    """A new date of a record with the reason: the edits, the plan before and after, what becomes agreed by key."""

    entry: Entry
    to: date
    reason: str
    by: Decision | None
    edits: tuple[Edit, ...]
    before: Plan
    after: Plan
    agreed: Mapping[str, date]


def move(session: Session, entry: Entry, to: date, reason: str, by: Decision | None, *, alone: bool) -> Move:
    """What moving a record's date does.

    Args:
        session: the session.
        entry: what is moved.
        to: its new date.
        reason: why, as it is remembered.
        by: the decision that agrees the new date; None where nobody has decided on it.
        alone: whether only this date becomes agreed, and none of those that it moves.

    Raises:
        Stop: the project would become faulty by it, or another body agreed the date (exit code 1).
    """
    before = plan_of(session)
    edits = moved(entry, to, reason, before)
    after = plan_of(session, after_edits(session.loaded, edits))
    agreed = _agreed(session, (entry, to), (before, after), by, alone=alone) if by else {}
    return Move(entry, to, reason, by, tuple(edits), before, after, agreed)


class InTheWay(NamedTuple):
    """What is to be there first, and when that is foreseen."""

    id: str
    title: str
    until: date


class HeldBack(NamedTuple):
    """Why a new day does not hold: when it is foreseen instead, what must be there first, open *must* points.

    ``service``: the id of the service, where it is a launch.
    """

    forecast: date
    work: tuple[InTheWay, ...]
    points: int
    service: str | None


def held_back(made: Move) -> HeldBack | None:
    """What holds a record back from the day that it is moved to; None where it is foreseen for that day."""
    plan = made.after
    live = plan.facts.going_live
    service = next((one for one, name in live.items() if made.entry.address in {one, name}), None)
    work = plan.by_id.get(live.get(made.entry.address, made.entry.address))
    if work is None or work.done or work.end is None or work.end <= made.to:
        return None
    before = [one for link in work.activity.after if (one := _there(plan, link.to))]
    way = tuple(one for one in before if one.until > made.to) or tuple(before)
    questions = plan.facts.questions
    points = holding(plan.project, questions, Passage(Phase.LAUNCH, service)) if service else ()
    return HeldBack(work.end, way, len(points), service)


def _there(plan: Plan, name: str) -> InTheWay | None:
    """What a link waits for, until it is done."""
    if (work := plan.by_id.get(name)) and work.end and not work.done:
        return InTheWay(name, work.activity.title, work.end)
    part = next((one for one in plan.project.procurement.components if one.id == name), None)
    day = foreseen_delivery(part, plan) if part and not is_there(part, plan) else None
    return InTheWay(name, part.name, day) if part and day else None


def _agreed(
    session: Session, what: tuple[Entry, date], plans: tuple[Plan, Plan], by: Decision, *, alone: bool
) -> dict[str, date]:
    """The dates that the decision moves: the record's own, and those that this move alone moves."""
    (entry, to), (before, after) = what, plans
    going_live = before.facts.going_live
    live = {activity: service for service, activity in going_live.items()}
    own = live.get(entry.address, entry.address)
    body = by.decided_by or STEERING_GROUP
    line = next((one for one in binding_dates(before) if one.key == own), None)
    if line and line.body != body:
        session.stop("agreed-by-another", exit_code=1, id=entry.address, body=line.body, decision=by.id)
    found = {} if alone else moved_alone(before, after, own, body)
    found |= {own: to}
    return found | {going_live[key]: day for key, day in found.items() if key in going_live}


def write_move(session: Session, made: Move) -> None:
    """The new date, and – by a decision – the agreement, in one write.

    Raises:
        Stop: the files cannot be written; nothing is changed then.
    """
    more = dict([change_of(session.folder, _agreement(session, made, made.by))]) if made.by else {}
    write_edits(session, made.edits, more)


def _agreement(session: Session, made: Move, by: Decision) -> PlanAgreement:
    launches = frozenset(made.agreed) & {service.id for service in made.before.project.services}
    at = stamp(session.folder, session.today, session.clock())
    return PlanAgreement(at, session.today, "move", made.agreed, launches, by.id, by.decided_by, made.reason)
