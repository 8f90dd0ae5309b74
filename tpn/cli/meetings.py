"""Which meeting somebody means, and the agenda template of its kind."""

from typing import TYPE_CHECKING, Any

from tpn.model.choices import AgendaKind, MeetingKind, Role
from tpn.problems import FilePlace, Problem, Stop

if TYPE_CHECKING:
    from tpn.cli.run import Run
    from tpn.model.logs import Meeting
    from tpn.views.agenda_facts import Agenda, Template


def meeting_named(run: "Run", typed: str | None) -> "Meeting":
    """The meeting that was meant: by id or words, by its kind the next of that kind, else the next of all.

    Raises:
        Stop: no such meeting, or none is planned (exit code 2).
    """
    from tpn.cli.records import record_named
    from tpn.model.logs import Meeting
    from tpn.texts.spoken import choice_value
    from tpn.views.agenda import next_meeting

    known = {one.id: one for one in run.project.meetings}
    if typed is None:
        return next_meeting(run.project, run.today) or run.stop("no-next-meeting")
    if typed in known:
        return known[typed]
    kind = choice_value(MeetingKind, typed, run.folder)
    if kind and (coming := next_meeting(run.project, run.today, kind)):
        return coming
    found = record_named(run, typed).record
    return found if isinstance(found, Meeting) else run.stop("not-a-meeting", name=typed)


def agenda_of(run: "Run", meeting: "Meeting") -> "Agenda":
    """The agenda of a meeting, in the language of the run."""
    from tpn.cli.planned import plan_of
    from tpn.history.cases import cases_kept
    from tpn.views.agenda import agenda

    return agenda(plan_of(run), meeting, _template(run, meeting), cases_kept(run.folder))


def called(run: "Run", meeting: "Meeting") -> str:
    """What a meeting is called: Oppstartsmøte, Styringsgruppemøte 3."""
    kind = run.words.choice(meeting.kind)
    return f"{kind} {meeting.number}" if meeting.number and meeting.kind is not MeetingKind.KICKOFF else kind


def _template(run: "Run", meeting: "Meeting") -> "Template":
    from tpn.library import find, load
    from tpn.views.agenda import template_name

    relative = f"agendas/{template_name(meeting)}.yaml"
    content = load(relative, run.folder)
    try:
        return _read(run, content)
    except (KeyError, TypeError, ValueError, AttributeError):
        path = str(find(relative, run.folder) or relative)
        raise Stop(Problem("agenda-template-fault", FilePlace(path))) from None


def _read(run: "Run", content: Any) -> "Template":
    """A template's YAML in the language of the run.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it is not written as a template.
    """
    from tpn.views.agenda_facts import Row, Template

    def said(texts: Any) -> str:
        return run.words.fill(texts if isinstance(texts, str) else texts[run.language], {})

    rows = tuple(
        Row(
            title=said(row.get("title", "")),
            minutes=int(row["minutes"]),
            kind=AgendaKind(row["kind"]),
            responsible=Role(row["responsible"]).value if "responsible" in row else None,
            fill=row.get("fill") == "open",
        )
        for row in content["items"]
    )
    return Template(str(content["start"]), said(content["aim"]), rows, run.words("agenda.pause"))
