"""``tpn minutes MEETING``: the minutes, and what they bring into the project."""

from tpn.actions.carry_minutes import carry
from tpn.actions.find_meeting import called, meeting_named
from tpn.actions.find_named import phase_named
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.plan.attendance import has_minutes
from tpn.views.frozen import frozen
from tpn.views.minutes import minutes


def perform(run: Run, *, name: str, phase: str | None, write: bool) -> None:
    """The minutes of a meeting."""
    kind = run.format("table", "json", *DOCUMENTS[1:])
    meeting = meeting_named(run, name)
    into = phase_named(run, phase) if phase else None
    if not has_minutes(run.project, meeting):
        run.stop("no-minutes", exit_code=1, meeting=meeting.id)
    found = minutes(run.project, meeting)
    if kind == "json":
        run.json({"format": 1, **frozen(found)})
    else:
        title = run.words("minutes.title", meeting=called(run, meeting))
        give(run, "minutes", {"minutes": found}, title, kind=kind)
    carry(run, meeting, into, write=write)
