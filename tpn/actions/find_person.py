"""Which person somebody means, for looking up and for taking out: also one who is only named in a text."""

from collections.abc import Sequence

from tpn.actions.session import Session
from tpn.model.about import Person
from tpn.model.people import called
from tpn.model.traces import PersonalTraces, traces_of, traces_of_name


def person_meant(session: Session, typed: str) -> Person | None:
    """The person of the project that a word means; None where it means none.

    Raises:
        Stop: it means several (exit code 2).
    """
    people = session.readable.people
    found = called(people, typed)
    if len(found) > 1:
        shown = "".join(f"\n  {one.id}  {one.name}" for one in people if one.id in found)
        session.stop("several-records", name=typed, found=shown)
    return next((one for one in people if one.id in found), None)


def traces_meant(session: Session, typed: str, also: Sequence[str] = ()) -> PersonalTraces:
    """By what the person that a word means is known; somebody outside the project by the whole name."""
    person = person_meant(session, typed)
    if person is None and len(typed.split()) < 2:  # noqa: PLR2004 - one word alone is no name
        session.stop("no-such-record", name=typed, suggestion=None)
    return traces_of(person, also) if person else traces_of_name(typed, also)
