"""What a change does, told before it is written."""

from collections.abc import Container, Sequence

from tpn.actions.change_effect import effect_of
from tpn.cli.run import Run
from tpn.source import Edit
from tpn.views.change_effect import Effect, Shift

_MOST = 12


def tell_effect(
    run: Run, edits: Sequence[Edit], already: Sequence[Edit] = (), leave_out: Container[str] = ()
) -> None:
    """The finish, the lights, the services and the activities that would move, and whose they are."""
    print_effect(run, effect_of(run, edits, already), leave_out)


def print_effect(run: Run, found: Effect, leave_out: Container[str] = ()) -> None:
    """The same of an effect that is known."""
    words = run.words
    before, after = found.finish
    if after is None:
        run.say(words("move.no_finish"))
    elif before == after:
        run.say(words("move.finish_stays", finish=before))
    else:
        run.say(words("move.finish", before=before or "–", after=after))
    if found.overall[0] is not found.overall[1]:
        run.say(words("move.overall", before=found.overall[0], after=found.overall[1]))
    for one in found.services:
        run.say(words("move.service", title=one.title, before=one.before, after=one.after))
    moving = [one for one in found.activities if one.id not in leave_out]
    for shift in moving[:_MOST]:
        run.say(_line(run, shift))
    if len(moving) > _MOST:
        run.say(words("move.more", n=len(moving) - _MOST))


def _line(run: Run, one: Shift) -> str:
    who = ", ".join(one.responsible) or "–"
    return run.words(
        "move.activity", id=one.id, title=one.title, before=one.before or "–", after=one.after or "–", who=who
    )
