"""``tpn done ID…``: activities, checkpoints and actions are finished."""

from tpn.actions.find_record import called
from tpn.actions.finish_records import finish
from tpn.cli.print_effects import print_effect
from tpn.cli.run import Run
from tpn.model.shapes import CheckAnswer
from tpn.problems import Stop
from tpn.texts.names import field_name


def perform(run: Run, *, names: list[str], date: str | None) -> None:
    """Activities, checkpoints and actions are finished."""
    day = run.date(date, "--date", rule="recorded") if date else run.today
    try:
        finished = finish(run, names, day)
    except Stop:
        if len(names) > 1:
            run.tell(run.words("done.none", n=len(names)))
        raise
    for one in finished.records:
        facts = {"id": run.loaded.index.spoken(one.entry.address), "title": called(run, one.entry)}
        run.say(run.words(f"done.{one.outcome}", **facts, date=one.day))
        if one.unproven:
            field = field_name(CheckAnswer, "evidence", run.words).lower()
            run.tell(run.words("done.unproven", id=run.loaded.index.spoken(one.entry.address), field=field))
    if finished.follows and finished.follows.activities:
        print_effect(run, finished.follows, leave_out={one.entry.address for one in finished.records})
    if finished.against:
        run.tell(run.words("done.against"))
        run.warn(finished.against)
