"""``tpn meet MEETING``: a meeting at the keyboard; the answers become minutes and edits."""

from typing import Annotated

import typer

from tpn.cli.run import Run


def command(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="MEETING")] = None,
    follow_up: Annotated[bool, typer.Option("--follow-up")] = False,
) -> None:
    """Hold a meeting: attendance, the cases, what is late and undecided; then the minutes."""
    from tpn.actions.find_meeting import meeting_named
    from tpn.cli.live_meeting import LiveMeeting

    run: Run = ctx.obj
    run.format("table")  # as JSON: what came of it, told by ``app``; the questions go to the screen
    meeting = meeting_named(run, name)
    LiveMeeting(run, meeting, follow_up=follow_up or meeting.kind == "project").hold()
