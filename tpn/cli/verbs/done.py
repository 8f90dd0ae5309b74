"""``tpn done ID…``: activities, checkpoints and actions are finished."""

from tpn.actions.find_record import called, checkpoint_of, groundwork, record_named
from tpn.actions.write_changes import write_edits
from tpn.cli.run import Run
from tpn.edits.action_twins import activity_of
from tpn.edits.mark_done import done_on, finished, is_done
from tpn.model.index import Entry
from tpn.model.shapes import CheckAnswer
from tpn.texts.names import field_name


def perform(run: Run, *, names: list[str], date: str | None) -> None:
    """Activities, checkpoints and actions are finished."""
    when = run.date(date, "--date", rule="recorded") if date else run.today
    named = [record_named(run, name) for name in names]
    # an action that became an activity is done as that
    carried = (activity_of(entry, run.loaded.index) for entry in named)
    entries = list({entry.address: entry for entry in (*named, *filter(None, carried))}.values())
    edits = []
    for entry in entries:
        if made := finished(entry, when):
            edits += [edit for edit in groundwork(run, entry) if edit not in edits]
            edits += made
    write_edits(run, edits)
    for entry in entries:
        key, day = (
            ("already", done_on(entry)) if is_done(entry) else ("would" if run.preview else "done", when)
        )
        key = key if day else "already_undated"
        run.say(run.words(f"done.{key}", id=entry.address, title=called(run, entry), date=day))
        if _unproven(run, entry):
            run.tell(
                run.words(
                    "done.unproven",
                    id=entry.address,
                    field=field_name(CheckAnswer, "evidence", run.words).lower(),
                )
            )


def _unproven(run: Run, entry: Entry) -> bool:
    """Whether it is a *must* point that its gate still waits for: a tick without evidence is none."""
    point = checkpoint_of(run, entry)
    return point is not None and point.question.must and not (point.answer.evidence or point.answer.waiver)
