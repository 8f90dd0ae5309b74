"""Ids and addresses: which record a name means, where it stands in the files, and back.

A record with an ``id`` is found by it. What has none has an address: ``kickoff/K-C04``, ``launch/barnehage``,
``G-01/measurements/2026-10-01``, ``I-02/actions/1``. One walk over the classes and the values together makes
both, so that every record of the format can be named.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple

from tpn.model.base import Record, once, per_class
from tpn.model.choices import Phase
from tpn.model.fieldtree import Take, takes
from tpn.model.project import Project

Route = tuple[str | int, ...]

# Which list of the project holds the records of each kind that other records may name.
KINDS: Mapping[str, Route] = {
    "people": ("people",),
    "services": ("services",),
    "goals": ("project", "goals"),
    "bodies": ("project", "bodies"),
    "stakeholders": ("benefits", "stakeholders"),
    "changes": ("benefits", "changes"),
    "benefits": ("benefits", "benefits"),
    "components": ("procurement", "components"),
    "procurements": ("procurement", "procurements"),
    "requirements": ("procurement", "requirements"),
    "meetings": ("meetings",),
    "deliverables": ("deliverables",),
    "communication": ("communication",),
    "risks": ("risks",),
    "deviations": ("deviations",),
    "decisions": ("decisions",),
    "staffing": ("staffing",),
    "participation": ("participation",),
}
PHASES = tuple(phase.value for phase in Phase)
# Ids of these count only inside the record that holds them.
_LOCAL = ("steps", "criteria")
# These keys are left out of an address; so is ``services`` of a phase.
_TRANSPARENT = ("checklist", "variants", "steps")


class Entry(NamedTuple):
    """A record in its place: ``route`` leads to it from the root, ``kind`` is the list it stands in."""

    address: str
    kind: str
    record: Record
    route: Route
    local: bool = False

    @property
    def phase(self) -> str | None:
        """The phase whose section holds the record."""
        return str(self.route[0]) if self.route[0] in PHASES else None


@dataclass(frozen=True, eq=False, repr=False)
class Index:
    """Every record of a project, in the order of the format.

    ``known``: the records that names are looked up among, where they are more than ``entries``.
    """

    entries: tuple[Entry, ...]
    known: tuple[Entry, ...] = ()
    retired: Callable[[], Iterable[str]] = tuple
    """The ids that the project once had, where somebody remembers them."""

    def remember(self, retired: Callable[[], Iterable[str]]) -> None:
        """From now on these are the ids that the project once had: another folder may hold the same project."""
        self.__dict__["retired"] = retired
        self.__dict__.pop("taken", None)

    @cached_property
    def taken(self) -> Mapping[str, object]:
        """Every id that no new record may get: a number is used once."""
        return dict.fromkeys([*self.ids, *self.retired()])

    @cached_property
    def ids(self) -> Mapping[str, tuple[Entry, ...]]:
        """The records of each id: more than one where it is given twice."""
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.known or self.entries:
            if (own := _own_id(entry)) is not None:
                found[own] = (*found.get(own, ()), entry)
        return found

    @cached_property
    def by_address(self) -> Mapping[str, Entry]:
        """The record of each address; an id wins: the meeting «kickoff» rather than the section of that name."""
        found: dict[str, Entry] = {}
        for entry in self.known or self.entries:
            found.setdefault(entry.address, entry)
            if (own := _own_id(entry)) is not None:
                found[own] = entry
        return found

    @cached_property
    def short(self) -> Mapping[str, str]:
        """By address, what people read and may type for it: without the names of fields, ``I-02/1``.

        Only where that is shorter, and means one record alone.
        """
        entries = self.known or self.entries
        made = {one.address: short_address(one.address) for one in entries if "/" in one.address}
        times = Counter(made.values())
        known = self.by_address
        return {
            full: short
            for full, short in made.items()
            if short != full and times[short] == 1 and short not in known
        }

    def spoken(self, address: str) -> str:
        """An address as people read it, and may type it: the short one where ``short`` has one.

        Only what lies in the same record is looked through: one address costs no table of all.
        """
        said = short_address(address)
        if said == address:
            return address
        holder = f"{address.partition('/')[0]}/"
        near = [one.address for one in self.known or self.entries if one.address.startswith(holder)]
        alone = said not in near and sum(short_address(one) == said for one in near) == 1
        return said if alone else address

    @cached_property
    def by_short(self) -> Mapping[str, Entry]:
        """The record of each short address."""
        return {short: self.by_address[full] for full, short in self.short.items()}

    @cached_property
    def by_route(self) -> Mapping[Route, Entry]:
        """The record at each place."""
        return {entry.route: entry for entry in self.known or self.entries}

    def of(self, kind: str) -> list[Entry]:
        """All records of a kind, such as ``activities`` or ``risks``."""
        return [entry for entry in self.entries if entry.kind == kind]


def index(project: Project) -> Index:
    """All records of a project; they can be found by id, by address and by place. Made once for each project."""
    return once(project, "_index", lambda: Index(tuple(_walked(project))))


def _walked(project: Project) -> list[Entry]:
    found: list[Entry] = []
    _walk(found, project, (), "", "", local=False)
    return found


def _own_id(entry: Entry) -> str | None:
    """The id that names the record in the whole project."""
    own: str | None = getattr(entry.record, "id", None)
    return None if entry.local or entry.route == ("project",) else own


def _walk(found: list[Entry], record: Record, route: Route, address: str, kind: str, *, local: bool) -> None:
    """The record and all below it, into one list: a project has thousands, and generators in generators are slow."""
    if route:
        found.append(Entry(address, kind, record, route, local))
    for key, take in _holders(type(record)):
        value = getattr(record, take.name)
        if not value:
            continue
        of_section = key == "services" and bool(route)
        transparent = of_section or key in _TRANSPARENT
        below = _kind(route, key, of_section=of_section)
        inside = local or key in _LOCAL
        for step, name, child in _children(take, value):
            own = child.KEY == "id" and key not in _LOCAL
            at = name if own else _below(record, address, key, name, transparent=transparent)
            _walk(found, child, (*route, key, *step), at, below, local=inside)


@per_class
def _holders(cls: type[Record]) -> tuple[tuple[str, Take], ...]:
    """The fields of a class that hold records; most fields of most classes hold none."""
    return tuple((key, take) for key, take in takes(cls).items() if take.record is not None)


def _kind(route: Route, key: str, *, of_section: bool) -> str:
    if of_section:
        return str(route[0])
    return "phase" if not route and key in PHASES else key


def _children(take: Take, value: Any) -> Iterable[tuple[Route, str, Record]]:
    """The records in a field: the step of the route to each, its name in an address, and the record."""
    if take.form == "records":
        return [((number,), key_of(child, number), child) for number, child in enumerate(value)]
    if take.form == "records_by_key":
        return [((name,), str(name), child) for name, child in value.items()]
    return [((), "", value)] if take.form == "record" else ()


def key_of(record: Record, number: int) -> str:
    """The name of a record within its list: its key field, else its number from 1."""
    field = _key_field(type(record))
    key = getattr(record, field) if field else None
    return (key.isoformat() if isinstance(key, date) else str(key)) if key is not None else str(number + 1)


@per_class
def _key_field(cls: type[Record]) -> str | None:
    take = takes(cls).get(cls.KEY)
    return take.name if take else None


def short_address(address: str) -> str:
    """An address without the names of fields: ``I-02/1`` for ``I-02/actions/1``."""
    first, *parts = address.split("/")
    return "/".join([first, *(part for part in parts if part not in _fields_with_records())])


def name_in_address(address: str) -> str:
    """What is left of an address without any name of a field, for a line that says what it is: ``barnehage``."""
    return "/".join(part for part in address.split("/") if part not in _fields_with_records()) or address


@cache
def _fields_with_records() -> frozenset[str]:
    """The names of all fields of the format that hold records."""
    found: set[str] = set()
    classes, seen = [Project], set[type[Record]]()
    while classes:
        cls = classes.pop()
        if cls in seen:
            continue
        seen.add(cls)
        for key, take in _holders(cls):
            found.add(key)
            classes.append(take.record)  # type: ignore[arg-type]
    return frozenset(found)


def below(address: str, key: str, name: str) -> str:
    """The address of a record in a field of one whose address is known, where the name is no id of its own."""
    return "/".join(part for part in (address, "" if key in _TRANSPARENT else key, name) if part)


def _below(holder: Record, address: str, key: str, name: str, *, transparent: bool) -> str:
    """``kickoff/K-C04``, ``barnehage/T-C07``, ``processes/barnehage/paper/S08``; elsewhere the full way."""
    if transparent:
        in_launch = key == "checklist" and address.startswith("launch/")
        return f"{holder.service if in_launch else address}/{name}"  # type: ignore[attr-defined]
    return "/".join(part for part in (address, key, name) if part)
