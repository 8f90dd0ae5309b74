"""What lies on a project lead's desk: the round that is out, the meetings, roles without a name, what is unwritten."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tpn.actions.find_meeting import called
from tpn.actions.make_report import lacking, made_report
from tpn.actions.session import Session
from tpn.edits.ending import mentioned
from tpn.history.published import next_number, published
from tpn.history.rounds import Round, round_named
from tpn.model.logs import Meeting
from tpn.plan.attendance import coming_meetings, is_held
from tpn.starter.cast import is_placeholder


@dataclass(frozen=True, slots=True)
class DeskMeeting:
    """A meeting: its id, what it is called, its day, whether anything has been written of it."""

    id: str
    name: str
    day: date | None
    written: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits.

    ``sent``: the newest round; ``coming``, ``held``: the next meeting and the last; ``reported``: the last day of the
    last published report, ``report``: the number of the next; ``unnamed``: how many roles wait for a name.
    """

    sent: Round | None = None
    coming: DeskMeeting | None = None
    held: DeskMeeting | None = None
    reported: date | None = None
    unnamed: int = 0
    report: int = 1


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A text that a document waits for: where it is written (``report`` or an id, and the field), and for what."""

    record: str
    field: str
    title: str = ""


def desk(session: Session) -> Desk:
    """What lies on the desk of the one who leads the project.

    Raises:
        Stop: faults in the files.
    """
    meetings = session.remaining.meetings
    coming = next(iter(coming_meetings(meetings, session.today)), None)
    dated = [(one.date, number, one) for number, one in enumerate(meetings) if one.date]
    held = [one for *_, one in sorted(dated, key=lambda each: each[:2]) if is_held(one, session.today)]
    reports = [one.last for one in published(session.folder) if one.stands]
    return Desk(
        round_named(session.folder), _seen(session, coming), _seen(session, held[-1] if held else None),
        max(reports, default=None), len(list(_waiting(session))), next_number(session.folder),
    )  # fmt: skip


def _waiting(session: Session) -> Iterator[str]:
    """The roles that wait for a name and have something to do; who was there for what has left needs none."""
    for one in session.project.people:
        if is_placeholder(one.name):
            name, index = one.id, session.loaded.standing
            if any(name in mentioned(entry, "people") for entry in index.entries):
                yield name


def unwritten(session: Session) -> tuple[Unwritten, ...]:
    """The texts that the report and the papers of the next meeting wait for.

    Raises:
        Stop: faults in the files.
    """
    report = made_report(session)
    found = [Unwritten("report", f"summary.{name}") for name in lacking(report)]
    found += [
        Unwritten("report", f"comments.{one.dimension}", session.words(f"status.dimensions.{one.dimension}"))
        for one in report.unanswered
    ]
    meeting = next(iter(coming_meetings(session.remaining.meetings, session.today)), None)
    if meeting is None:
        return tuple(found)
    found += [
        Unwritten(meeting.id, name, called(session, meeting))
        for name in ("place", "start")
        if not getattr(meeting, name)
    ]
    found += [
        Unwritten(one.id, "recommendation", one.title)
        for one in session.remaining.decisions
        if one.meeting == meeting.id and one.decided is None and not one.recommendation
    ]
    return tuple(found)


def _seen(session: Session, meeting: Meeting | None) -> DeskMeeting | None:
    if meeting is None:
        return None
    return DeskMeeting(meeting.id, called(session, meeting), meeting.date, bool(meeting.minutes))
