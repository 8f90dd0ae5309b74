"""A sheet that says one name in two rows of people says one person with several roles."""

from collections.abc import Sequence
from typing import NamedTuple

from tpn.edits.removing import removed
from tpn.model.about import Person
from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.model.index import Index
from tpn.model.project import Project
from tpn.model.same_people import Doubled, doubled
from tpn.source import Edit


class Joined(NamedTuple):
    """An entry that goes into another, which is the same person; ``left``: its fields that say otherwise there."""

    other: str
    person: Person
    left: tuple[tuple[str, str], ...]


def first_to_join(before: Project, after: Project) -> Doubled | None:
    """The first two entries that became one name now; who had the name already is the one that stays."""
    known = {(one.first.id, one.second.id) for one in doubled(before.people)}
    names = {person.id: person.name for person in before.people}
    for one in doubled(after.people):
        if one.by == "name" and (one.first.id, one.second.id) not in known:
            had = names.get(one.second.id) == one.second.name and names.get(one.first.id) != one.first.name
            return Doubled(one.second, one.first, one.by) if had else one
    return None


def joined(index: Index, one: Doubled) -> tuple[list[Edit], Joined]:
    """The edits that make one person of two entries: the roles of both, and all that pointed at either."""
    edits = removed(index, index.by_address[one.second.id], index.by_address[one.first.id])
    return edits, Joined(one.second.id, one.first, tuple(_left(one.first, one.second)))


def _left(kept: Record, other: Record) -> Sequence[tuple[str, str]]:
    pairs = (
        (key, getattr(kept, take.name), getattr(other, take.name))
        for key, take in takes(type(kept)).items()
        if take.form == "value" and key not in {"id", "name"}
    )
    return [(key, str(value)) for key, mine, value in pairs if mine and value and mine != value]
