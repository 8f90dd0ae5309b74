"""References: does every name of another record name one? And is every id given once?"""

from collections.abc import Iterator, Mapping
from typing import Any

from tpn.model.base import Record
from tpn.model.fieldtree import Take, takes
from tpn.model.findings import Finding
from tpn.model.ids import free_id
from tpn.model.index import Entry, Index
from tpn.model.people import first_name
from tpn.model.project import Project
from tpn.model.similar import closest

STEERING_GROUP = "steering_group"
"""The body that is always there."""
_SLUGS = {"people": "unknown-person", "services": "unknown-service"}
# An id may be taken by these kinds where a predecessor is asked for.
_PREDECESSORS = ("activities", "components", "procurements")


def check_references(project: Project, index: Index) -> Iterator[Finding]:
    """Every name that names nothing, and every id that is given twice."""
    known = _known(index)
    pairs = {cls: tuple(_referring(cls)) for cls in {type(entry.record) for entry in index.entries}}
    for entry in index.entries:
        for take in pairs[type(entry.record)]:
            if value := getattr(entry.record, take.name):
                yield from _unknown(
                    project, index, entry, take, value, known.get(take.ref or "", frozenset())
                )
    yield from _answers(index, known)
    yield from _duplicates(index)


def _known(index: Index) -> Mapping[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for entry in index.entries:
        if entry.record.KEY == "id" and not entry.local:
            kinds.setdefault(entry.kind, set()).add(entry.record.id)  # type: ignore[attr-defined]
    kinds.setdefault("bodies", set()).add(STEERING_GROUP)
    kinds["predecessor"] = set().union(*(kinds.get(kind, set()) for kind in _PREDECESSORS))
    return {kind: frozenset(ids) for kind, ids in kinds.items()}


def _referring(cls: type[Record]) -> Iterator[Take]:
    return (take for take in takes(cls).values() if take.ref)


def _unknown(
    project: Project, index: Index, entry: Entry, take: Take, value: Any, ids: frozenset[str]
) -> Iterator[Finding]:
    many = take.form == "values"
    for number, one in enumerate(value if many else (value,)):
        name = one.to if take.kind == "link" else one
        if name in ids:
            continue
        route = (*entry.route, take.key, number) if many else (*entry.route, take.key)
        others = ids - {getattr(entry.record, "id", None)}  # nothing waits for itself
        meant = _person(project, name) if take.ref == "people" else closest(name, sorted(others))
        if meant is None and take.ref == "bodies" and len(others) == 1:
            (meant,) = others  # there is no other body that could be meant
        slug = _SLUGS.get(take.ref or "", "unknown-reference")
        yield Finding(slug, route, {"name": name, "kind": take.ref} | _meant(index, meant))


def _meant(index: Index, name: str | None) -> dict[str, object]:
    """What was most likely meant, and where it stands: the slip may well be there."""
    if name is None:
        return {}
    if name not in index.ids:  # the steering group is a body of every project and stands in no file
        return {"suggestion": name, "hint": "suggestion"}
    return {"suggestion": name, "where": index.ids[name][0].route, "hint": "there"}


def _person(project: Project, name: str) -> str | None:
    """The id of the person whose id, initials or name was most likely meant."""
    spoken: dict[str, str] = {}
    for person in project.people:
        spoken |= {person.id: person.id, person.name: person.id, first_name(person): person.id}
        if person.initials:
            spoken[person.initials] = person.id
    meant = closest(name, spoken)
    return spoken[meant] if meant else None


def _answers(index: Index, known: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """The answers of a bid go by requirement."""
    requirements = known.get("requirements", frozenset())
    for entry in index.of("answers"):
        name = str(entry.route[-1])
        if name not in requirements:
            meant = closest(name, sorted(requirements))
            facts = {"name": name, "kind": "requirements"} | _meant(index, meant)
            yield Finding("unknown-reference", entry.route, facts, at_key=True)


def _duplicates(index: Index) -> Iterator[Finding]:
    for name, entries in index.ids.items():
        for entry in entries[1:]:
            yield Finding(
                "duplicate-id",
                (*entry.route, "id"),
                {"id": name, "other": entries[0].route, "free": free_id(name, index.ids), "hint": "free"},
            )
    for entry in index.entries:
        if entry.local and entry.record.KEY == "id":
            twin = index.by_address.get(entry.address)
            if twin and twin.route != entry.route:
                facts = {"id": entry.record.id, "other": twin.route, "free": None}  # type: ignore[attr-defined]
                yield Finding("duplicate-id", (*entry.route, "id"), facts)
