"""What somebody means by a word on the line: a phase, a service, a person, a record."""

from tpn.actions.session import Session
from tpn.model.choices import Phase
from tpn.model.ended import ended_of
from tpn.model.similar import closest, fold
from tpn.texts import LANGUAGES, Words
from tpn.texts.bodies import bodies_called


def phase_named(session: Session, typed: str) -> Phase:
    """The phase that was meant: by key, number, letter, or its name in any of the three languages.

    Raises:
        Stop: there is no such phase (exit code 2).
    """
    names: dict[str, Phase] = {}
    for number, phase in enumerate(Phase, 1):
        names |= {fold(phase.value): phase, str(number): phase, fold(phase.letter): phase}
        for language in LANGUAGES:
            names[fold(Words(language)(f"status.phases.{phase}"))] = phase
    if fold(typed) in names:
        return names[fold(typed)]
    meant = [phase for name, phase in names.items() if name.startswith(fold(typed))]
    if len(set(meant)) == 1:
        return meant[0]
    session.stop("no-such-phase", value=typed, known=tuple(Phase))


def service_named(session: Session, typed: str) -> str:
    """The id of the service that was meant: by id or by words of its name.

    Raises:
        Stop: there is no such service (exit code 2).
    """
    spoken = {service.id: service.id for service in session.project.services}
    spoken |= {service.name: service.id for service in session.project.services}
    for name, found in spoken.items():
        if fold(name) == fold(typed):
            return found
    near = {found for name, found in spoken.items() if fold(typed) in fold(name)}
    if len(near) == 1:
        return near.pop()
    meant = closest(typed, spoken)
    session.stop("no-such-service", value=typed, suggestion=spoken[meant] if meant else None,
             hint="suggestion" if meant else None)  # fmt: skip


def standing_service(session: Session, typed: str) -> str:
    """The id of the service that was meant, which must be a part of the project: of others no launch is foreseen.

    Raises:
        Stop: there is none, or it has ended (``has-ended``); exit code 2.
    """
    name = service_named(session, typed)
    if ended := ended_of(session.project.service[name]):
        session.stop("has-ended", id=name, date=ended.date, outcome=ended.outcome, hint="look")
    return name


def body_named(session: Session, typed: str) -> str:
    """The id of the body that was meant, by id or name; the steering group by what it is called in this language.

    Raises:
        Stop: there is no such body (exit code 2).
    """
    known = bodies_called(session.project)
    found = known.get(fold(typed))
    if found is None:
        session.stop("no-such-body", name=typed, suggestion=closest(typed, known))
    return found
