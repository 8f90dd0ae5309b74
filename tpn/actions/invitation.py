"""The invitation to a meeting as a calendar event."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta

from tpn.actions.find_meeting import called
from tpn.actions.session import Session
from tpn.exchange.calendar import Attendee, Event, calendar, uid
from tpn.exchange.calendar import Reply as Answered
from tpn.model.choices import Reply
from tpn.model.logs import Meeting
from tpn.plan.clock_times import minutes_of
from tpn.views.agenda_facts import Agenda, AgendaLine, Invited

_REPLIES: Mapping[Reply, Answered] = {
    Reply.INVITED: "NEEDS-ACTION",
    Reply.ACCEPTED: "ACCEPTED",
    Reply.DECLINED: "DECLINED",
}


def invitation(session: Session, meeting: Meeting, agenda: Agenda) -> bytes:
    """The .ics of a meeting: an invitation to those who have an e-mail address.

    Raises:
        Stop: the meeting has no day yet (exit code 2).
    """
    about = session.project.about
    if meeting.date is None:
        session.stop("meeting-without-date", meeting=meeting.id)
    day = datetime.combine(meeting.date, time())
    start, end = minutes_of(agenda.start), minutes_of(agenda.end)
    lead = session.project.person.get(about.lead or "")
    organiser = Attendee(lead.name, lead.email) if lead and lead.email else None
    number = about.municipality.number if about.municipality else None
    event = Event(
        uid=uid(number or "", about.id, meeting.id),
        title=f"{called(session, meeting)}: {about.name}",
        start=day + timedelta(minutes=start) if start is not None else meeting.date,
        end=day + timedelta(minutes=end) if start is not None and end is not None else None,
        place=meeting.place or "",
        text="\n".join([agenda.aim, "", *(_line(session, line) for line in agenda.lines)]),
        organiser=organiser,
        attendees=[_attendee(one) for one in agenda.invited if one.email],
    )
    stamp = (
        datetime.combine(session.today, time(), UTC)
        if session.values.get("today")
        else session.clock().astimezone(UTC)
    )
    asks = organiser is not None and any(event.attendees)
    return calendar(
        [event], about.name, stamp, method="REQUEST" if asks else "PUBLISH", language=session.language
    )


def _attendee(one: Invited) -> Attendee:

    return Attendee(one.name, one.email or "", reply=_REPLIES[one.reply])


def _line(session: Session, line: AgendaLine) -> str:
    case = session.words("agenda.case", case=line.case) + " " if line.case else ""
    who = f" ({line.responsible})" if line.responsible else ""
    return f"{line.start or ''} {case}{line.title}{who}".strip()
