"""``tpn move ID DATE``: what a new date does, then the change."""

from tpn.actions.find_record import record_named
from tpn.actions.move_date import Move, held_back, move, write_move
from tpn.actions.replan import decided
from tpn.cli.print_effects import tell_effect
from tpn.cli.run import Run
from tpn.plan.baseline import FINISH
from tpn.plan.revision import at_forecast, binding_dates, strains
from tpn.reports.blocks import told
from tpn.views.next_step import NextStep


def perform(
    run: Run, *, name: str, date: str, reason: str, decision: str | None, alone: bool, write: bool
) -> None:
    """What a new date does to the finish, to services and to people, then the change."""
    entry = record_named(run, name)
    to = run.date(date, "DATE")
    made = move(run, entry, to, reason, decided(run, decision) if decision else None, alone=alone)
    tell_effect(run, made.edits)
    _tell_held(run, made)
    _tell(run, made)
    if not write:
        run.tell(run.words("move.would"))
        return
    write_move(run, made)
    run.say(run.words("move.done", id=run.loaded.index.spoken(entry.address), date=to))


def _tell_held(run: Run, made: Move) -> None:
    """That the new day does not hold as things stand, and what is in its way."""
    held = held_back(made)
    if held is None:
        return
    ways = [run.words("move.in_the_way", what=f"{one.id} {one.title}", date=one.until) for one in held.work]
    if held.points:
        ways.append(run.words("move.points", n=held.points, id=held.service))
    run.show([told(run.words("move.held", date=made.to, forecast=held.forecast), ways)])


def _tell(run: Run, made: Move) -> None:
    """What becomes agreed, what stays agreed and is passed, and how much of the tolerance is used then."""
    words, then, agreed = run.words, {line.key: line for line in binding_dates(made.before)}, made.agreed
    for line in binding_dates(made.after):
        old = then.get(line.key)
        title = words("replan.finish") if line.key == FINISH else line.title
        if line.key in agreed and made.by:
            was = old.agreed.to if old and old.agreed else "–"
            run.say(
                words("move.agrees", decision=made.by.id, title=title, before=was, after=agreed[line.key])
            )
        elif (
            line.agreed
            and line.forecast
            and line.forecast > line.agreed.to
            and old
            and old.forecast != line.forecast
        ):
            run.say(words("move.stands", title=title, date=line.agreed.to))
    kept = tuple(line for line in at_forecast(made.after) if line.key not in agreed)
    strained = strains(made.after, kept)
    for one in strained:
        run.say(words("move.passes", title=one.title, days=one.days, allowed=one.allowed))
    if any(one.outside for one in strained):
        run.following = NextStep("replan")
