"""Fields of one record are changed, as they were typed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tpn.actions.find_named import phase_named
from tpn.actions.find_record import groundwork, record_named
from tpn.actions.session import Session
from tpn.actions.waiting_roles import WorkLeft, work_left
from tpn.actions.write_changes import write_edits
from tpn.edits.action_twins import done_days
from tpn.edits.figures_day import figures_day
from tpn.edits.launch_twins import launch_twins
from tpn.edits.list_words import in_full
from tpn.edits.mark_done import afresh
from tpn.edits.new_phase import phase_apart, to_phase
from tpn.edits.renaming import Carrier, carriers, edits_of
from tpn.edits.typed_values import ReadTyped, Typist
from tpn.history.log import of_record
from tpn.model.choices import Phase
from tpn.model.fieldtree import Take, takes
from tpn.model.index import Entry
from tpn.source import Edit, Remove, Set
from tpn.source.edits import applied
from tpn.source.routes import NOTHING, value_at


class SetField(NamedTuple):
    """A field of a record that was set or emptied, and whether that is what it said before."""

    entry: Entry
    take: Take
    edit: Set | Remove
    same: bool


class FieldsSet(NamedTuple):
    """What was set.

    The fields, what goes along with an answer that is left, their twins in other records, the texts that carry a name
    that is left, how values were understood.
    ``phase``: the one that an activity was asked to stand in.
    """

    entry: Entry
    fields: tuple[SetField, ...]
    carrying: tuple[Carrier, ...]
    understood: tuple[ReadTyped, ...]
    phase: Phase | None = None
    left: tuple[WorkLeft, ...] = ()
    """What stays with the roles without a name that somebody was put in the place of."""


def set_fields(session: Session, name: str, fields: Sequence[str], *, titles: bool = False) -> FieldsSet:
    """Change fields (``field=value``) of a record, keeping the text around them.

    ``titles``: where it is called something else now, the titles that carry the old name are changed along.

    Raises:
        Stop: no such record or field, a value that cannot be, or the project would become faulty; nothing is
            written then.
    """
    entry = record_named(session, name)
    typist = Typist(session.readable, session.today, session.folder)
    cls = type(entry.record)
    named, typed = phase_apart(entry.record, fields)
    words = in_full(typist, entry, session.loaded.value, typed)
    edits = typist.edits(cls, entry.route, words)
    said = [
        _field(session, entry, typist.take(cls, word), edit) for word, edit in zip(words, edits, strict=True)
    ]
    real = [one.edit for one in said if not (isinstance(one.edit, Remove) and one.same)]
    carrying = _carrying(session, entry, real, titles=titles)
    phase = phase_named(session, named) if named else None
    with_it = afresh(entry, real, session.today)
    more = [*with_it, *(edits_of(carrying) if titles else ())] if real else []
    moves = _to_phase(session, entry, phase, [*real, *more]) if phase else []
    if real or moves:
        write_edits(session, [*groundwork(session, entry), *real, *more, *moves])
    left = [
        _field(session, entry, takes(cls)[str(one.route[-1])], one)
        for one in with_it
        if isinstance(one, Remove)
    ]
    return FieldsSet(
        entry, (*said, *left, *_twins(session, real)), tuple(carrying), tuple(typist.told), phase,
        tuple(_work_left(session, said)),
    )  # fmt: skip


def _work_left(session: Session, said: Sequence[SetField]) -> Iterator[WorkLeft]:
    """Of every person who was put in the place of another at the record, what stays with that other."""
    for one in said:
        if one.take.ref != "people" or one.take.form != "value" or not isinstance(one.edit, Set):
            continue
        before = getattr(one.entry.record, one.take.name, None)
        if before and (found := work_left(session, before, str(one.edit.value), one.entry.address)):
            yield found


def _to_phase(session: Session, entry: Entry, phase: Phase, edits: Sequence[Edit]) -> list[Edit]:
    loaded = session.loaded
    text = loaded.files[loaded.home[str(entry.route[0])]].text
    return to_phase(entry, phase, applied(loaded.value, edits), text)


def _field(session: Session, entry: Entry, take: Take, edit: Edit) -> SetField:
    if not isinstance(edit, Set | Remove):  # a field is set or emptied: nothing else is typed as one
        raise TypeError(edit)
    there = value_at(session.loaded.value, edit.route, NOTHING)
    return SetField(entry, take, edit, there == edit.value if isinstance(edit, Set) else there is NOTHING)


def _twins(session: Session, edits: Sequence[Edit]) -> list[SetField]:
    """The fields of other records that say the same as one that was set."""
    made = []
    twins = [
        *launch_twins(edits, session.readable), *figures_day(edits, session.readable, session.today),
        *done_days(edits, session.loaded.index, session.today),
    ]  # fmt: skip
    for twin in twins:
        other = session.loaded.index.by_route[twin.route[:-1]]
        made.append(_field(session, other, takes(type(other.record))[str(twin.route[-1])], twin))
    return made


def _carrying(session: Session, entry: Entry, edits: Sequence[Edit], *, titles: bool) -> list[Carrier]:
    """The texts with the name that is left, where the record is called something else now.

    Where it got its new name before, and only the titles are asked for, the name that it had is in the log.
    """
    named = (*entry.route, "name")
    new = next((one.value for one in edits if isinstance(one, Set) and one.route == named), None)
    if not new:
        return []
    before = None
    if titles and getattr(entry.record, "name", None) == new:
        names = [
            one.old
            for _, one in of_record(session.folder, entry.address)
            if (one.id, one.field) == (entry.address, "name") and isinstance(one.old, str) and one.old != new
        ]
        before = names[-1] if names else None
    return carriers(session.loaded.standing, entry.record, str(new), before)
