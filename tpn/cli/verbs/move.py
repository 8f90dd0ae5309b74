"""``tpn move ID DATE``: what a new date does, then the change."""

from datetime import date as day

from tpn.actions.find_record import record_named
from tpn.actions.load_plan import plan_of
from tpn.actions.replan import decided
from tpn.actions.write_changes import after_edits, write_edits
from tpn.cli.print_effects import tell_effect
from tpn.cli.run import Run
from tpn.edits.move_date import moved
from tpn.history.agreements import PlanAgreement, change_of, stamp
from tpn.model.index import Entry
from tpn.model.logs import Decision
from tpn.model.references import STEERING_GROUP
from tpn.plan import Plan
from tpn.plan.baseline import FINISH
from tpn.plan.revision import at_forecast, binding_dates, moved_alone, strains


def perform(
    run: Run, *, name: str, date: str, reason: str, decision: str | None, alone: bool, write: bool
) -> None:
    """What a new date does to the finish, to services and to people, then the change."""
    entry = record_named(run, name)
    to = run.date(date, "DATE")
    by = decided(run, decision) if decision else None
    before = plan_of(run)
    edits = moved(entry, to, reason, before)
    tell_effect(run, edits)
    after = plan_of(run, after_edits(run.loaded, edits))
    agreed = _agreed(run, entry, to, before, after, by, alone=alone) if by else {}
    _tell(run, before, after, agreed, by)
    if not write:
        run.tell(run.words("move.would"))
        return
    more = dict([change_of(run.folder, _agreement(run, before, agreed, by, reason))]) if by else {}
    write_edits(run, edits, more)
    run.out(run.words("move.done", id=entry.address, date=to))


def _agreed(
    run: Run, entry: Entry, to: day, before: Plan, after: Plan, by: Decision, *, alone: bool
) -> dict[str, day]:
    """The dates that the decision moves: the record's own, and those that this move alone moves."""
    live = {activity: service for service, activity in before.facts.going_live.items()}
    own = live.get(entry.address, entry.address)
    body = by.decided_by or STEERING_GROUP
    line = next((one for one in binding_dates(before) if one.key == own), None)
    if line and line.body != body:
        run.stop("agreed-by-another", exit_code=1, id=entry.address, body=line.body, decision=by.id)
    found = {} if alone else moved_alone(before, after, own, body)
    found |= {own: to}
    twins = {
        before.facts.going_live[key]: day for key, day in found.items() if key in before.facts.going_live
    }
    return found | twins


def _agreement(run: Run, plan: Plan, agreed: dict[str, day], by: Decision, reason: str) -> PlanAgreement:
    launches = frozenset(agreed) & {service.id for service in plan.project.services}
    at = stamp(run.folder, run.today, run.clock())
    return PlanAgreement(at, run.today, "move", agreed, launches, by.id, by.decided_by, reason)


def _tell(run: Run, before: Plan, after: Plan, agreed: dict[str, day], by: Decision | None) -> None:
    """What becomes agreed, what stays agreed and is passed, and how much of the tolerance is used then."""
    words, then = run.words, {line.key: line for line in binding_dates(before)}
    for line in binding_dates(after):
        old = then.get(line.key)
        title = words("replan.finish") if line.key == FINISH else line.title
        if line.key in agreed and by:
            was = old.agreed.to if old and old.agreed else "–"
            run.say(words("move.agrees", decision=by.id, title=title, before=was, after=agreed[line.key]))
        elif (
            line.agreed
            and line.forecast
            and line.forecast > line.agreed.to
            and old
            and old.forecast != line.forecast
        ):
            run.say(words("move.stands", title=title, date=line.agreed.to))
    for one in strains(after, tuple(line for line in at_forecast(after) if line.key not in agreed)):
        run.say(words("move.passes", title=one.title, days=one.days, allowed=one.allowed))
