"""Something ends, or comes back: whether it may, what goes along with it, and the edits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tpn.actions.find_record import called
from tpn.actions.load_plan import plan_of
from tpn.actions.replan import decided
from tpn.actions.session import Session
from tpn.actions.write_changes import after_edits, write_edits
from tpn.edits.ending import Ending, How, ended, ending_of, goes_over, must_not_have_ended, resumed
from tpn.edits.renaming import Carrier, carriers, edits_of
from tpn.model.about import Person, Service
from tpn.model.choices import EndOutcome
from tpn.model.ended import is_over
from tpn.model.index import Entry
from tpn.model.logs import Deliverable
from tpn.source import Edit, Set
from tpn.starter.cast import is_placeholder

_PARTS = 2  # the fewest that something is split into


@dataclass(frozen=True)
class PlannedEnding:
    """What ends, how, with what hangs on it, and the edits.

    ``carrying``: the texts of what goes over to another service that carry the name of the one that is no more.
    ``staff``: the people who know the service, and know what it goes into from now on.
    """

    ending: Ending
    how: How
    edits: tuple[Edit, ...]
    carrying: tuple[Carrier, ...] = ()
    staff: tuple[str, ...] = ()

    def write(self, session: Session) -> None:
        """Write it, all or none.

        Raises:
            Stop: the project would become faulty by it, or the files cannot be written; nothing is changed then.
        """
        write_edits(session, self.edits)


def ended_record(session: Session, entry: Entry, how: How, *, titles: bool = False) -> PlannedEnding:
    """What ending something would do; nothing is written.

    With ``titles`` what goes over to one other service says the name of that one, where it said the old one.

    Raises:
        Stop: it cannot end so (exit code 2), or the project would become faulty by it.
    """
    _may_end(session, entry, how)
    ending = ending_of(session.loaded.index, entry)
    carrying = _texts(session, ending, how)
    ending = ending._replace(same=tuple(_same_words(session, carrying, how)))
    carrying = [one for one in carrying if one.entry not in ending.same]
    staff = _staff(session, entry, how)
    ending = ending._replace(idle=tuple(one for one in ending.idle if one.address not in staff))
    edits = ended(ending, how, plan_of(session).days, session.loaded.value)
    edits += edits_of(carrying) if titles else []
    edits += _of_those_before(session, entry, how, staff)
    after_edits(session.loaded, edits)
    return PlannedEnding(ending, how, tuple(edits), tuple(carrying), tuple(staff))


def _of_those_before(session: Session, entry: Entry, how: How, staff: Sequence[str]) -> Iterator[Edit]:
    """Those whom a service is for, and those who know it, are those of what it goes into, too."""
    if not isinstance(entry.record, Service) or how.outcome is not EndOutcome.MERGED_INTO:
        return
    for name in how.into:
        other = session.loaded.index.by_address[name]
        if not isinstance(other.record, Service):
            continue
        had = other.record.audience
        if new := [one for one in entry.record.audience if one not in had]:
            yield Set((*other.route, "audience"), [one.value for one in (*had, *new)])
        if staff:
            yield Set((*other.route, "subject_staff"), [*other.record.subject_staff, *staff])


def _staff(session: Session, entry: Entry, how: How) -> list[str]:
    """The people with a name who know a service that is merged, and do not stand by what it goes into."""
    if not isinstance(entry.record, Service) or how.outcome is not EndOutcome.MERGED_INTO:
        return []
    people = session.project.person
    there = set[str | None]()
    for name in how.into:
        record = session.loaded.index.by_address[name].record
        if isinstance(record, Service):
            there |= {record.responsible, record.owner, *record.subject_staff}
    known = dict.fromkeys(one for one in (entry.record.responsible, *entry.record.subject_staff) if one)
    return [one for one in known if one not in there and one in people and not _nobody(session, people[one])]


def _nobody(session: Session, person: Person) -> bool:
    """Whether it is a role that waits for somebody, or somebody whose name has been taken out."""
    return is_placeholder(person.name) or person.name == session.words("forget.person")


def _same_words(session: Session, carrying: Sequence[Carrier], how: How) -> Iterator[Entry]:
    """The deliverables that what it goes into has in the same words: nobody is to accept one thing twice."""
    there = {
        one.record.title
        for one in session.loaded.standing.of("deliverables")
        if isinstance(one.record, Deliverable) and one.record.service in how.into
    }
    for one in carrying:
        if (
            isinstance(one.entry.record, Deliverable)
            and one.edit
            and one.key == "title"
            and one.edit.value in there
        ):
            yield one.entry


def _texts(session: Session, ending: Ending, how: How) -> list[Carrier]:
    """What says the old name; where a service becomes more than one, a person must say which is meant."""
    if not how.into or not isinstance(ending.entry.record, Service):
        return []
    new = called(session, session.loaded.index.by_address[how.into[0]])
    leaves = {one.address for one in (*ending.along, *ending.stays) if not goes_over(one, how.into)}
    leaves |= {one.address for one in ending.parts}
    found = carriers(session.loaded.standing, ending.entry.record, new)
    left = [one for one in found if one.entry.address not in leaves and not is_over(one.entry.record)]
    return left if len(how.into) == 1 else [one._replace(edit=None) for one in left]


@dataclass(frozen=True)
class ResumedRecord:
    """What comes back, with all that went along with it, and the edits."""

    entries: tuple[Entry, ...]
    edits: tuple[Edit, ...]

    def write(self, session: Session) -> None:
        """Write it, all or none.

        Raises:
            Stop: the project would become faulty by it, or the files cannot be written; nothing is changed then.
        """
        write_edits(session, self.edits)


def resumed_record(session: Session, entry: Entry) -> ResumedRecord:
    """What taking back what ended would do; nothing is written.

    Raises:
        Stop: it has not ended (exit code 2), or the project would become faulty by it.
    """
    back, edits = resumed(session.loaded.index, entry)
    after_edits(session.loaded, edits)
    return ResumedRecord(tuple(back), tuple(edits))


def _may_end(session: Session, entry: Entry, how: How) -> None:
    """A decision that is taken, other records of the same kind to go into, and no launched service without a word."""
    if how.decision:
        decided(session, how.decision)
    for name in how.into:
        other = session.loaded.index.by_address[name]
        if other.kind != entry.kind or other.route == entry.route:
            session.stop("not-of-one-kind", id=entry.address, other=name)
        must_not_have_ended(other)  # else two could go into each other, and both were gone
    if how.outcome is EndOutcome.SPLIT_INTO and len(how.into) < _PARTS:
        session.stop("split-needs-two", id=entry.address)
    launched = isinstance(entry.record, Service) and entry.address in plan_of(session).facts.launched
    if launched and how.outcome in {EndOutcome.CANCELLED, EndOutcome.POSTPONED}:
        session.stop("service-is-on", id=entry.address, name=called(session, entry))
    if how.outcome is EndOutcome.WITHDRAWN and not launched:
        session.stop("service-is-not-on", id=entry.address)
