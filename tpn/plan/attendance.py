"""Whether a meeting has been held, and who is invited, has declined, comes or came: three facts, kept apart.

Who is *invited* stands in the list of participants, whatever they answered. Who has *declined* is invited and has
said no. Who *comes* is invited and has not declined; once it is written down who was there, that alone counts.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import date

from tpn.model.about import Person, Service
from tpn.model.choices import Reply, Role
from tpn.model.logs import Decision, Guest, Meeting, Participant
from tpn.model.project import Project


def is_held(meeting: Meeting, today: date) -> bool:
    """Whether a meeting has been: it has minutes, or its day is over."""
    return bool(meeting.minutes) or (meeting.date is not None and meeting.date < today)


def has_minutes(project: Project, meeting: Meeting) -> bool:
    """Whether anything is written down of a meeting: what was said, what was decided there, who came."""
    return bool(meeting.minutes) or is_recorded(meeting) or any(decided_there(project, meeting))


def is_recorded(meeting: Meeting) -> bool:
    """Whether it is written down of anybody whether they came."""
    said = [one.attended for one in meeting.participants] + [one.attended for one in meeting.guests]
    return any(attended is not None for attended in said)


def decided_there(project: Project, meeting: Meeting) -> Iterator[Decision]:
    """The decisions of a meeting of which its minutes do not speak."""
    spoken = {one.decision for one in meeting.minutes}
    return (
        one for one in project.decisions if one.meeting == meeting.id and one.decided and one.id not in spoken
    )


def coming_meetings(meetings: Iterable[Meeting], today: date) -> list[Meeting]:
    """The meetings with a day that are not held, the next first; today's counts until it has minutes."""
    ahead = [(one.date, number, one) for number, one in enumerate(meetings) if one.date]
    return [one for _, _, one in sorted(ahead, key=lambda each: each[:2]) if not is_held(one, today)]


def is_there(reply: Reply, *, attended: bool | None) -> bool:
    """Whether somebody invited comes, or came: what is written down of it wins over the reply."""
    return reply is not Reply.DECLINED if attended is None else attended


def comes(one: Participant | Guest) -> bool:
    """Whether a participant or a guest comes, or came."""
    return is_there(one.reply, attended=one.attended)


def invited_to(meeting: Meeting) -> frozenset[str]:
    """The people who are invited, those who have declined too."""
    return frozenset(one.person for one in meeting.participants)


def members_not_invited(project: Project, meeting: Meeting) -> list[Person]:
    """Those who sit in the steering group and are not invited to a meeting of it."""
    asked = invited_to(meeting)
    return [
        project.person[one]
        for one in project.about.steering_group
        if one not in asked and one in project.person
    ]


def coming_to(meeting: Meeting) -> frozenset[str]:
    """The people of the project who come, or came."""
    return frozenset(one.person for one in meeting.participants if comes(one))


def from_outside(project: Project, meeting: Meeting) -> bool:
    """Whether somebody from outside who has done it before comes, as a guest or as one of the project."""
    ours = (project.person[who] for who in coming_to(meeting) if who in project.person)
    return any(Role.RESOURCE_PERSON in one.roles for one in ours) or any(
        guest.role is Role.RESOURCE_PERSON and comes(guest) for guest in meeting.guests
    )


def staff_coming(service: Service, meeting: Meeting) -> tuple[str, ...]:
    """Those of a service's subject staff who come to a meeting, or came; without any nobody speaks for it."""
    there = coming_to(meeting)
    return tuple(who for who in service.subject_staff if who in there)


def unspoken_for(services: Iterable[Service], meeting: Meeting, launched: Container[str]) -> list[Service]:
    """The services that nobody speaks for at a meeting; of what is launched by then nobody asks."""
    return [one for one in services if one.id not in launched and not staff_coming(one, meeting)]
