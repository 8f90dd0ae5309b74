"""The invitation to a meeting as a calendar event."""

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from tpn.model.choices import Reply
from tpn.plan.clock import minutes_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tpn.cli.run import Run
    from tpn.exchange.calendar import Attendee
    from tpn.exchange.calendar import Reply as Answered
    from tpn.model.logs import Meeting
    from tpn.views.agenda_facts import Agenda, Invited, Line

_REPLIES: "Mapping[Reply, Answered]" = {
    Reply.INVITED: "NEEDS-ACTION",
    Reply.ACCEPTED: "ACCEPTED",
    Reply.DECLINED: "DECLINED",
}


def invitation(run: "Run", meeting: "Meeting", agenda: "Agenda") -> bytes:
    """The .ics of a meeting: an invitation to those who have an e-mail address.

    Raises:
        Stop: the meeting has no day yet (exit code 2).
    """
    from tpn.cli.meetings import called
    from tpn.exchange.calendar import Attendee, Event, calendar, uid

    about = run.project.about
    if meeting.date is None:
        run.stop("meeting-without-date", meeting=meeting.id)
    day = datetime.combine(meeting.date, time())
    start, end = minutes_of(agenda.start), minutes_of(agenda.end)
    lead = run.project.person.get(about.lead or "")
    organiser = Attendee(lead.name, lead.email) if lead and lead.email else None
    number = about.municipality.number if about.municipality else None
    event = Event(
        uid=uid(number or "", about.id, meeting.id),
        title=f"{called(run, meeting)}: {about.name}",
        start=day + timedelta(minutes=start) if start is not None else meeting.date,
        end=day + timedelta(minutes=end) if start is not None and end is not None else None,
        place=meeting.place or "",
        text="\n".join([agenda.aim, "", *(_line(run, line) for line in agenda.lines)]),
        organiser=organiser,
        attendees=[_attendee(one) for one in agenda.invited if one.email],
    )
    stamp = (
        datetime.combine(run.today, time(), UTC) if run.values.get("today") else run.clock().astimezone(UTC)
    )
    asks = organiser is not None and any(event.attendees)
    return calendar(
        [event], about.name, stamp, method="REQUEST" if asks else "PUBLISH", language=run.language
    )


def _attendee(one: "Invited") -> "Attendee":
    from tpn.exchange.calendar import Attendee

    return Attendee(one.name, one.email or "", reply=_REPLIES[one.reply])


def _line(run: "Run", line: "Line") -> str:
    case = run.words("agenda.case", case=line.case) + " " if line.case else ""
    who = f" ({line.responsible})" if line.responsible else ""
    return f"{line.start or ''} {case}{line.title}{who}".strip()
