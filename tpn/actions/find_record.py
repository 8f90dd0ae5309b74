"""Which record somebody means: an id, an address, a person's name, or words from a title."""

from collections.abc import Mapping, Sequence

from tpn.actions.session import Session
from tpn.model.checkpoints import Checkpoint, checkpoints
from tpn.model.index import Entry
from tpn.model.questions import Questions
from tpn.model.similar import closest, fold, numbered
from tpn.problems import Stop
from tpn.source import Append, Edit
from tpn.texts.names import field_name
from tpn.texts.parse_words import kind_of
from tpn.views.values import title_of

_MOST = 8


def record_named(session: Session, typed: str) -> Entry:
    """The record that was meant. Where several fit, they are listed.

    Raises:
        Stop: none fits, or several do (exit code 2); a file that may have it cannot be read (exit code 1).
    """
    index = session.loaded.index
    if typed.endswith("/") and (typed[:-1],) in index.by_route:
        return index.by_route[typed[:-1],]  # the section, where a record has its name as id
    found = index.by_address.get(typed) or (index.by_short.get(typed) if "/" in typed else None)
    if found:
        return found
    known = {fold(address): entry for address, entry in reversed(list(index.by_address.items()))}
    if fold(typed) in known:
        return known[fold(typed)]
    if points := _checkpoints_named(session, typed):
        return _the_one(session, typed, points)
    if same := _with_the_number(index.by_address, numbered(typed)):
        return _the_one(session, typed, same)
    near = [entry for entry in index.entries if _speaks_of(entry, fold(typed))]
    exactly = [entry for entry in near if fold(typed) in map(fold, _names(entry))]
    if len(exactly) == 1 or len(near) == 1:
        return (exactly or near)[0]
    if section := _section(session, typed):
        return section
    if near:
        return _the_one(session, typed, exactly or near)
    if unread := session.loaded.unread:
        raise Stop(unread)
    meant = closest(typed, index.by_address)
    session.stop("no-such-record", name=typed, suggestion=meant, hint="suggestion" if meant else None)


def _with_the_number(by_address: Mapping[str, Entry], wanted: str) -> list[Entry]:
    """The records of an id whose number is written otherwise: ``K-2`` and ``K2`` for ``K-02``."""
    if not wanted[-1:].isdigit():
        return []
    return [entry for address, entry in by_address.items() if numbered(address) == wanted]


def _section(session: Session, typed: str) -> Entry | None:
    """A section that is a record by itself, in the reader's language: «prosjekt», «økonomi»."""
    return session.loaded.index.by_route.get((kind_of(typed, session.folder) or "",))


def _the_one(session: Session, typed: str, fitting: list[Entry]) -> Entry:
    """The only one that fits; several are listed for the person to choose.

    Raises:
        Stop: several fit (exit code 2).
    """
    if len(fitting) > 1:
        shown = "".join(
            f"\n  {session.loaded.index.spoken(entry.address)} {called(session, entry)}".rstrip()
            for entry in fitting[:_MOST]
        )
        session.stop("several-records", name=typed, found=shown)
    return fitting[0]


def _checkpoints_named(session: Session, typed: str) -> list[Entry]:
    """The checkpoints of an address, else of the id that the lists print alone, answered or not.

    Whose launch stands nowhere yet has the route that its answer will have.
    """
    if not any(mark.isdigit() for mark in typed):
        return []
    new = ("launch", "services", len(session.readable.launch.services), "checklist")
    asked = [
        Entry(point.address, "checklist", point.answer, point.route or (*new, point.question.id))
        for point in checkpoints(session.readable, Questions(session.folder))
    ]
    for alike in (fold, numbered):
        whole = [entry for entry in asked if alike(entry.address) == alike(typed)]
        if found := whole or [
            entry for entry in asked if alike(entry.address.rpartition("/")[2]) == alike(typed)
        ]:
            return found
    return []


def called(session: Session, entry: Entry) -> str:
    """What a record is called; a checkpoint by its question."""
    if entry.kind != "checklist":
        return title_of(entry.record)
    point = checkpoint_of(session, entry)
    return point.question.text.get(session.language, "") if point else ""


def mention_line(session: Session, entry: Entry, fields: Sequence[str]) -> str:
    """A record, and the fields in which it names another."""
    names = ", ".join(field_name(type(entry.record), key, session.words) for key in fields)
    said = session.loaded.index.spoken(entry.address)
    return f"{said} {called(session, entry)}".strip() + f" ({names})"


def checkpoint_of(session: Session, entry: Entry) -> Checkpoint | None:
    """The question that an entry is the answer to; None of anything else, and of a question that is gone."""
    if entry.kind != "checklist":
        return None
    points = checkpoints(session.readable, Questions(session.folder))
    return next((point for point in points if point.address == entry.address), None)


def groundwork(session: Session, entry: Entry) -> list[Edit]:
    """What must be there before a record can be changed: the launch of the service that a checkpoint is asked of."""
    if entry.route[:2] != ("launch", "services") or entry.route in session.loaded.index.by_route:
        return []
    number = entry.route[2]
    if isinstance(number, str) or number < len(session.readable.launch.services):
        return []
    return [Append(("launch", "services"), {"service": entry.address.partition("/")[0]})]


def _speaks_of(entry: Entry, wanted: str) -> bool:
    return any(wanted in fold(name) for name in _names(entry))


def _names(entry: Entry) -> list[str]:
    """What people call a record."""
    said = (getattr(entry.record, name, None) for name in ("title", "name", "initials", "what", "item"))
    return [name for name in said if isinstance(name, str)]
