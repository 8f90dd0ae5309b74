"""``tpn meet MEETING``: a meeting at the keyboard; the answers become minutes and edits."""

from tpn.actions.find_meeting import meeting_named
from tpn.cli.live_meeting import LiveMeeting
from tpn.cli.run import Run


def perform(run: Run, *, name: str | None, follow_up: bool) -> None:
    """Hold a meeting: attendance, the cases, what is late and undecided; then the minutes."""
    run.format("table")  # as JSON: what came of it, told by ``app``; the questions go to the screen
    meeting = meeting_named(run, name)
    LiveMeeting(run, meeting, follow_up=follow_up or meeting.kind == "project").hold()
