"""Which meeting somebody means, and the agenda template of its kind."""

from typing import Any

from tpn.actions.find_record import record_named
from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.history.cases import cases_kept
from tpn.library import find, load
from tpn.model.choices import AgendaKind, MeetingKind, Role
from tpn.model.logs import Meeting
from tpn.problems import FilePlace, Problem, Stop
from tpn.texts.parse_words import choice_value
from tpn.views.agenda import agenda, next_meeting, template_name
from tpn.views.agenda_facts import Agenda, Template, TemplateRow


def meeting_named(session: Session, typed: str | None) -> Meeting:
    """The meeting that was meant: by id or words, by its kind the next of that kind, else the next of all.

    Raises:
        Stop: no such meeting, or none is planned (exit code 2).
    """
    known = {one.id: one for one in session.project.meetings}
    if typed is None:
        return next_meeting(session.remaining, session.today) or session.stop("no-next-meeting")
    if typed in known:
        return known[typed]
    kind = choice_value(MeetingKind, typed, session.folder)
    if kind and (coming := next_meeting(session.remaining, session.today, kind)):
        return coming
    found = record_named(session, typed).record
    return found if isinstance(found, Meeting) else session.stop("not-a-meeting", name=typed)


def agenda_of(session: Session, meeting: Meeting) -> Agenda:
    """The agenda of a meeting, in the language of the session."""
    return agenda(plan_of(session), meeting, _template(session, meeting), cases_kept(session.folder))


def called(session: Session, meeting: Meeting) -> str:
    """What a meeting is called: Oppstartsmøte, Styringsgruppemøte 3."""
    kind = session.words.choice(meeting.kind)
    return f"{kind} {meeting.number}" if meeting.number and meeting.kind is not MeetingKind.KICKOFF else kind


def _template(session: Session, meeting: Meeting) -> Template:

    relative = f"agendas/{template_name(meeting)}.yaml"
    content = load(relative, session.folder)
    try:
        return _read(session, content)
    except (KeyError, TypeError, ValueError, AttributeError):
        path = str(find(relative, session.folder) or relative)
        raise Stop(Problem("agenda-template-fault", FilePlace(path))) from None


def _read(session: Session, content: Any) -> Template:
    """A template's YAML in the language of the run.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it is not written as a template.
    """

    def said(texts: Any) -> str:
        return session.words.fill(texts if isinstance(texts, str) else texts[session.language], {})

    rows = tuple(
        TemplateRow(
            title=said(row.get("title", "")),
            minutes=int(row["minutes"]),
            kind=AgendaKind(row["kind"]),
            responsible=Role(row["responsible"]).value if "responsible" in row else None,
            fill=row.get("fill") == "open",
        )
        for row in content["items"]
    )
    return Template(str(content["start"]), said(content["aim"]), rows, session.words("agenda.pause"))
