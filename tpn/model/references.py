"""References: does every name of another record name one? And is every id given once?"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tpn.model.base import Record
from tpn.model.fieldtree import Take, takes
from tpn.model.findings import Finding
from tpn.model.index import Entry, Index
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
        slug = _SLUGS.get(take.ref or "", "unknown-reference")
        yield Finding(slug, route, {"name": name, "kind": take.ref} | _meant(index, meant))


def _meant(index: Index, name: str | None) -> dict[str, object]:
    """What was most likely meant, and where it stands: the slip may well be there."""
    if name is None:
        return {}
    return {"suggestion": name, "where": index.ids[name][0].route, "hint": "there"}


def _person(project: Project, name: str) -> str | None:
    """The id of the person whose id, initials or name was most likely meant."""
    spoken: dict[str, str] = {}
    for person in project.people:
        spoken |= {person.id: person.id, person.name: person.id, person.name.split()[0]: person.id}
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


class TakenIds(dict[str, object]):
    """Ids that no new record may get; the highest number of each kind is at hand, however many they are."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        super().__init__()
        self.highest: dict[str, tuple[int, int]] = {}
        for name in names:
            self[name] = None

    def __setitem__(self, name: str, value: object) -> None:
        letters = name.rstrip("0123456789")
        if digits := name[len(letters) :]:
            number, width = self.highest.get(letters, (0, 0))
            self.highest[letters] = (max(number, int(digits)), max(width, len(digits)))
        super().__setitem__(name, value)

    def free(self, start: str) -> str:
        """The next free id like ``start``, itself where none is like it."""
        letters = start.rstrip("0123456789")
        if letters not in self.highest:
            return free_id(start, self) if any(name.startswith(letters) for name in self) else start
        number, width = self.highest[letters]
        return f"{letters}{number + 1:0{width}d}"


def free_id(name: str, taken: Mapping[str, object]) -> str:
    """The next free id like ``name``: its letters, the highest number in use plus one, as many digits."""
    letters = name.rstrip("0123456789")
    numbers = [other[len(letters) :] for other in taken if other.startswith(letters)]
    used = [digits for digits in numbers if digits.isdecimal()]
    width = max((len(digits) for digits in used), default=2)
    return f"{letters}{max((int(digits) for digits in used), default=1) + 1:0{width}d}"


def next_id(name: str, taken: dict[str, object]) -> str:
    """The next free id like ``name``, itself where none is like it; it is taken from then on."""
    found = (taken if isinstance(taken, TakenIds) else TakenIds(taken)).free(name)
    taken[found] = True
    return found
