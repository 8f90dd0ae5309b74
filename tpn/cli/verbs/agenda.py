"""``tpn agenda [MEETING]``: the agenda and the invitation of a meeting."""

from tpn.actions.find_meeting import agenda_of, called, meeting_named
from tpn.actions.invitation import invitation
from tpn.actions.keep_agenda import kept_agenda
from tpn.actions.load_plan import plan_of
from tpn.cli.documents import DOCUMENTS, give
from tpn.cli.run import Run
from tpn.reports.lights import light_rows
from tpn.views.discussed import discussed
from tpn.views.frozen import frozen


def perform(run: Run, *, name: str | None, write: bool) -> None:
    """The agenda of a meeting: times, people, checks."""
    kind = run.format("table", "json", "ics", *DOCUMENTS[1:])
    meeting = meeting_named(run, name)
    agenda = agenda_of(run, meeting)
    kept = write and kept_agenda(run, agenda)
    if kind == "json":
        run.json({"format": 1, **frozen(agenda)})
    elif kind == "ics":
        run.deliver(invitation(run, meeting, agenda))
        if unreached := [one.name for one in agenda.invited if not one.email]:
            run.tell(run.words("agenda.no_address", people=unreached))
    else:
        lights = light_rows(plan_of(run), run.words) if agenda.kind == "steering" else ()
        facts = {"agenda": agenda, "lights": lights, "discussed": discussed(plan_of(run), meeting)}
        give(run, "agenda", facts, called(run, meeting), kind=kind)
    for remark in agenda.remarks:
        run.tell(run.words("agenda.note", text=run.words(f"agenda.remarks.{remark.fact}", **remark.facts)))
    if kept:
        run.tell(run.words("agenda.kept", meeting=meeting.id))
    elif any(line.provisional for line in agenda.lines):
        run.tell(how=run.words("agenda.would", meeting=meeting.id))
