"""A record that should never have been is taken out; where something points at it, the pointers are moved first."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tpn.model.about import Person
from tpn.model.base import Record
from tpn.model.ended import ended_of
from tpn.model.fieldtree import Take, takes
from tpn.model.index import Entry, Index, key_of
from tpn.model.spans import Link
from tpn.problems import Problem, Stop
from tpn.source import Edit, Remove, Set

_NEVER = frozenset({"project", "calendar", "phase", "report", "economy"})


class Pointer(NamedTuple):
    """A field of a record that names another."""

    entry: Entry
    take: Take


def pointers(index: Index, entry: Entry) -> list[Pointer]:
    """What points at a record, or at one inside it, from outside."""
    names = {one.address for one in index.entries if _is_inside(one, entry) and _can_be_named(one)}
    found = [
        Pointer(one, take)
        for one in index.entries
        if not _is_inside(one, entry)
        for take in takes(type(one.record)).values()
        if take.ref and not names.isdisjoint(_named(getattr(one.record, take.name)))
    ]
    return [*found, *_ended_for(index, entry, names), *_answers(index, entry)]


def _can_be_named(entry: Entry) -> bool:
    return entry.record.KEY == "id" and not entry.local


def _is_inside(one: Entry, entry: Entry) -> bool:
    return one.route[: len(entry.route)] == entry.route


def _named(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    return tuple(one.to if isinstance(one, Link) else one for one in values if isinstance(one, str | Link))


def _ended_for(index: Index, entry: Entry, names: set[str]) -> Iterator[Pointer]:
    """What went into it, or along with it, when it ended."""
    for one in index.entries:
        said = ended_of(one.record)
        if said and not _is_inside(one, entry) and not names.isdisjoint({*said.into, said.along_with}):
            yield Pointer(one, takes(type(one.record))["ended"])


def _answers(index: Index, entry: Entry) -> Iterator[Pointer]:
    """The answers of a bid go by requirement."""
    for one in index.of("answers") if entry.kind == "requirements" else ():
        if str(one.route[-1]) == entry.address:
            yield Pointer(one, takes(type(one.record))["answer"])


def removed(index: Index, entry: Entry, other: Entry | None) -> list[Edit]:
    """The edits that take a record out; with ``other`` what points at it points there instead.

    Raises:
        Stop: something points at it, it is no record of a list, or the two are not of one kind (exit code 2).
    """
    if entry.kind in _NEVER or not isinstance(entry.route[-1], int):
        raise Stop(Problem("cannot-be-removed", None, {"id": entry.address, "kind": entry.kind}), 2)
    found = pointers(index, entry)
    if other is None:
        if found:
            raise Stop(Problem("is-pointed-at", None, {"id": entry.address, "count": len(found)}), 2)
        return [Remove(entry.route)]
    if other.kind != entry.kind or other.route == entry.route or not _can_be_named(entry):
        facts = {"id": entry.address, "other": other.address}
        raise Stop(Problem("not-of-one-kind", None, facts), 2)
    sets, doubled = _moved(index, entry, other, found)
    merged = _merged(entry.record, other) if isinstance(entry.record, Person) else []
    routes = [*doubled, entry.route]
    # the last of a list first, so that the numbers of the others stay
    last_first = sorted(routes, key=lambda route: [-one if isinstance(one, int) else 0 for one in route])
    return [*sets, *merged, *(Remove(route) for route in last_first)]


def _moved(index: Index, entry: Entry, other: Entry, found: list[Pointer]) -> tuple[list[Edit], list[Any]]:
    """The pointers moved; where the other is named already in the same list of records, this one's is doubled."""
    edits: list[Edit] = []
    doubled: list[Any] = []
    for one in found:
        if _is_doubled(index, one, other.address):
            doubled.append(one.entry.route)
            continue
        value = getattr(one.entry.record, one.take.name)
        route = (*one.entry.route, one.take.key)
        if one.take.key in {"ended", "answer"}:
            raise Stop(Problem("is-pointed-at", None, {"id": entry.address, "count": len(found)}), 2)
        own = one.entry.route == other.route  # nobody stands in for oneself, or comes after oneself
        if one.take.form == "values":
            kept = [v for v in value if not (own and entry.address in _named(v))]
            said = list(dict.fromkeys(_written(v, entry.address, other.address) for v in kept))
            edits.append(Set(route, said) if said else Remove(route))
        elif own:
            edits.append(Remove(route))
        else:
            edits.append(Set(route, other.address))
    return edits, doubled


def _written(value: Any, old: str, new: str) -> str:
    """A name, or a link, as it stands in the file, pointing at the other."""
    if isinstance(value, Link):
        to = new if value.to == old else value.to
        kind = "" if value.kind == "FS" else f" {value.kind}"
        return to + kind + (f" {value.lag:+d}d" if value.lag else "")
    return new if value == old else str(value)


def _is_doubled(index: Index, one: Pointer, other: str) -> bool:
    """Whether a record goes by whom it names, in a list where the other stands too."""
    if one.take.key != one.entry.record.KEY or not isinstance(one.entry.route[-1], int):
        return False
    beside = (
        entry
        for entry in index.entries
        if entry.route[:-1] == one.entry.route[:-1] and entry.route != one.entry.route
    )
    return any(key_of(entry.record, 0) == other for entry in beside)


def _merged(old: Record, other: Entry) -> list[Edit]:
    """One person of two: the roles of both; what is known of the other stays, what is not comes from this one."""
    edits: list[Edit] = []
    for key, take in takes(type(old)).items():
        mine, theirs = getattr(old, take.name), getattr(other.record, take.name)
        if key == "roles":
            both = list(dict.fromkeys([*theirs, *mine]))
            if both != list(theirs):
                edits.append(Set((*other.route, key), [role.value for role in both]))
        elif take.form == "value" and mine is not None and theirs is None and mine != other.address:
            edits.append(Set((*other.route, key), mine))
    return edits
