"""Who is invited, who leads, and which service has its subject staff there."""

from tpn.model.choices import MeetingKind, Role
from tpn.model.logs import Meeting
from tpn.model.people import names_of, roles_of
from tpn.model.project import Project
from tpn.plan.attendance import staff_coming
from tpn.views.agenda_facts import Covered, Invited


def invited(project: Project, meeting: Meeting) -> tuple[Invited, ...]:
    """Everybody who is invited, guests last."""
    people = project.person
    ours = [
        Invited(
            one.person, people[one.person].name, _roles(project, meeting, one.person), people[one.person].unit,
            one.reply, one.attended, people[one.person].email,
        )
        for one in meeting.participants
        if one.person in people
    ]  # fmt: skip
    guests = [
        Invited(
            None,
            one.name,
            (one.role,) if one.role else (),
            one.organisation,
            one.reply,
            one.attended,
            one.email,
            guest=True,
        )
        for one in meeting.guests
    ]
    return (*ours, *guests)


def _roles(project: Project, meeting: Meeting, person: str) -> tuple[Role, ...]:
    """The roles of somebody; in a steering meeting a member is one first, whatever else they are, but for the owner."""
    roles = roles_of(project.person[person], project.about.steering_group)
    is_member = person in project.about.steering_group and person != project.about.owner
    if meeting.kind is not MeetingKind.STEERING or not is_member:
        return roles
    return (Role.STEERING_GROUP, *(one for one in roles if one is not Role.STEERING_GROUP))


def chair_of(project: Project, meeting: Meeting) -> str | None:
    """Who leads a meeting: the owner leads the steering group, the project lead the others."""
    return project.about.owner if meeting.kind is MeetingKind.STEERING else project.about.lead


def covered(project: Project, meeting: Meeting) -> tuple[Covered, ...]:
    """The services of a kick-off, each with those of its subject staff who come."""
    if meeting.kind is not MeetingKind.KICKOFF:
        return ()
    return tuple(
        Covered(one.id, one.name, names_of(project.person, staff_coming(one, meeting)))
        for one in project.services
    )
