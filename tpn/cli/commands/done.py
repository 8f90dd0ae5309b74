"""``tpn done ID…``: activities, checkpoints and actions are finished."""

from typing import Annotated

import typer

from tpn.cli.run import Run


def command(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="ID")],
    date: Annotated[str | None, typer.Option("--date")] = None,
) -> None:
    """Activities, checkpoints and actions are finished."""
    from tpn.actions.find_record import called, groundwork, record_named
    from tpn.actions.write_changes import write_edits
    from tpn.edits.mark_done import done_on, finished, is_done

    run: Run = ctx.obj
    when = run.date(date, "--date", rule="recorded") if date else run.today
    entries = [record_named(run, name) for name in names]
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
