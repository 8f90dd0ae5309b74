"""Where a new record goes, and the id that it gets."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, NoReturn

from tpn.model.about import Body, Person, Service
from tpn.model.base import Record
from tpn.model.benefits import Contact
from tpn.model.choices import Phase
from tpn.model.fieldtree import Take, takes
from tpn.model.ids import TakenIds, free_id, id_of_name
from tpn.model.index import KINDS, Index, key_of
from tpn.model.processes import Step
from tpn.model.procurement import Criterion
from tpn.model.project import Project
from tpn.model.record_kinds import classes_by_kind
from tpn.model.shapes import Activity
from tpn.model.similar import closest, fold
from tpn.problems import Problem, Stop
from tpn.source import Append, Edit, Set
from tpn.texts.names import FieldNamed
from tpn.texts.parse_words import choice_value, field_key, kind_of, meant_choice, meant_kind

Route = tuple[str | int, ...]


_NUMBERED = re.compile(r"S\d+")

_CALLED_BY_WORDS = frozenset({Body, Criterion, Person, Service})


class New(NamedTuple):
    """A new record: the edit that makes it, and where it will stand."""

    edit: Edit
    route: Route


@dataclass(frozen=True)
class RecordList:
    """A list or mapping that takes new records of a class."""

    cls: type[Record]
    route: Route
    take: Take
    address: str
    folder: Path | None = None
    beside: frozenset[str] = frozenset()
    """The names of the records that are in the list already, where it is the list of one record."""

    def takes_for_itself(self, word: str) -> bool:
        """Whether a word says where the record goes, and is no field of it."""
        name = fold(word.partition("=")[0])
        return ("phase" not in takes(self.cls) and name in {"phase", "fase"}) or self._names_key(name)

    def _names_key(self, name: str) -> bool:
        return self.take.form == "records_by_key" and name in {"key", "nokkel"}

    def new(self, values: Mapping[str, object], words: list[str], index: Index) -> New:
        """The record with its id or key, in its place."""
        route = self._of_phase(words) if self.cls is Activity else self.route
        if self.take.form == "records_by_key":
            return self._by_key(values, words, index)
        record = dict(values)
        if self.cls.KEY == "id" and "id" not in record:
            record = {"id": self.next_id(route, index.taken, record), **record}
        self._must_have(record)
        self._must_be_new(record)
        return New(Append(route, record), (*route, self._count(route, index)))

    def _by_key(self, values: Mapping[str, object], words: list[str], index: Index) -> New:
        """A record in a mapping, under the key that was said."""
        typed = next((w.partition("=")[2] for w in words if self._names_key(fold(w.partition("=")[0]))), "")
        if not typed:
            _stop("missing-key-name", kind=self.take.key)
        key = typed
        if self.take.keys:
            found = choice_value(self.take.keys, typed, self.folder)
            if found is None:
                meant = meant_choice(self.take.keys, typed, self.folder)
                _stop("not-a-choice", key="key", value=typed, choices=tuple(self.take.keys), suggestion=meant,
                      hint="suggestion" if meant else None)  # fmt: skip
            key = found.value
        route = (*self.route, key)
        if route in index.by_route:
            _stop("already-there", name=index.by_route[route].address)
        self._must_have(values)
        return New(Set(route, dict(values)), route)

    def _must_have(self, record: Mapping[str, object]) -> None:
        lacking = [take.key for take in takes(self.cls).values() if take.required and take.key not in record]
        if lacking:
            _stop("fields-missing", fields=tuple(FieldNamed(self.cls, key) for key in lacking))

    def _must_be_new(self, record: Mapping[str, object]) -> None:
        """A second measurement of a day, or a second chair for a person, would have the address of the first."""
        key = record.get(self.cls.KEY)
        name = key.isoformat() if isinstance(key, date) else str(key)
        if self.cls.KEY != "id" and self.cls is not Contact and key is not None and name in self.beside:
            _stop("already-there", name=f"{self.address}/{name}")

    def _spoken_id(self, record: Mapping[str, object], taken: Collection[str]) -> str:
        """The id of what is called by a word and not by a number: kari, leie-av-lokaler, pris; empty for all else."""
        if self.cls not in _CALLED_BY_WORDS:
            return ""
        said = str(record.get("name") or record.get("kind") or "")
        return id_of_name(said, {*taken, *self.beside}, person=self.cls is Person)

    def _count(self, route: Route, index: Index) -> int:
        return sum(entry.route[:-1] == route for entry in index.entries)

    def next_id(self, route: Route, taken: Mapping[str, object], record: Mapping[str, object]) -> str:
        """The next free id of this kind at a route, clear of all that are ``taken``; a person's is made of the name.

        Raises:
            Stop: ids of this kind are words that a person chooses, and the record has no name to make one of.
        """
        if word := self._spoken_id(record, taken):
            return word
        if self.cls is Step:  # its id counts only among the steps of its variant
            beside = {**taken, **dict.fromkeys(self.beside)}
            return free_id("S01", beside) if any(_NUMBERED.fullmatch(name) for name in self.beside) else "S01"
        prefix = Phase(str(route[0])).letter if self.cls is Activity else self.cls.PREFIX
        if not prefix:  # called by a word, and none is said
            named = next((key for key in ("name", "kind") if key in takes(self.cls)), "id")
            _stop("fields-missing", fields=(FieldNamed(self.cls, named),))
        first = {"M": "1"}.get(prefix, "01" if "-" in prefix else "-01")
        return (taken if isinstance(taken, TakenIds) else TakenIds(taken)).free(f"{prefix}{first}")

    def _of_phase(self, words: list[str]) -> Route:
        said = next(
            (w.partition("=")[2] for w in words if fold(w.partition("=")[0]) in {"phase", "fase"}), ""
        )
        if not said and self.route:
            return self.route
        phase = choice_value(Phase, said, self.folder) if said else None
        if phase is None:
            _stop("which-phase", known=tuple(Phase))
        return (phase.value, "activities")


def place_of(index: Index, kind: str, folder: Path | None = None) -> RecordList:
    """The place that a kind (``risiko``) or an address of a list (``G-01/measurements``) means.

    Raises:
        Stop: there is no such kind (exit code 2).
    """
    holder, _, last = kind.rpartition("/")
    for cls, route, address in _holders(index, holder):
        known = takes(cls)
        key = last if last in known else field_key(cls, last, folder) or kind_of(last, folder)
        if key in known and known[key].record is not None and known[key].form != "record":
            way = (*route, key)
            beside = frozenset(key_of(one.record, 0) for one in index.entries if one.route[:-1] == way)
            return RecordList(_record(known[key]), way, known[key], f"{address}/{key}", folder, beside)
    if holder and not any(_holders(index, holder)):
        meant = closest(holder, index.by_address)
        _stop("no-such-record", name=holder, suggestion=meant, hint="suggestion" if meant else None)
    found = kind_of(kind, folder)
    if found in {"activities", "milestones"}:
        return RecordList(_activity(), (), _field(("kickoff", "activities")), "activities", folder)
    if found is None or found not in LISTS:
        meant = None if found else meant_kind(kind, folder)
        hint = "inside" if found in classes_by_kind() else "suggestion" if meant else None
        _stop("no-such-kind", value=kind, suggestion=meant, hint=hint)
    way = LISTS[found]
    take = _field(way)
    return RecordList(_record(take), way, take, "/".join(str(part) for part in way), folder)


def class_of(kind: str, index: Index | None = None, folder: Path | None = None) -> type[Record]:
    """The class of the records that a kind (``risiko``), the address of a list or of a record means.

    Kinds are known without any project; addresses only with its ``index``.

    Raises:
        Stop: there is no such kind (exit code 2).
    """
    found = kind_of(kind, folder)
    if found in {"activities", "milestones"}:
        return _activity()
    if found is not None and found in LISTS:
        return _record(_field(LISTS[found]))
    if index is not None and kind in index.by_address:
        return type(index.by_address[kind].record)
    if found and (inside := classes_by_kind().get(found)):
        return inside
    if index is not None:
        return place_of(index, kind, folder).cls
    meant = meant_kind(kind, folder)
    _stop("no-such-kind", value=kind, suggestion=meant, hint="suggestion" if meant else None)


def _holders(index: Index, name: str) -> Iterator[tuple[type[Record], Route, str]]:
    """The records that a name may mean as the holder of a list.

    One with that id or address; the section of that name (the meeting «kickoff» has no checklist); or one that a
    mapping could hold and does not yet.
    """
    if name in index.by_address:
        entry = index.by_address[name]
        yield type(entry.record), entry.route, entry.address
    if (name,) in index.by_route:
        yield type(index.by_route[name,].record), (name,), name
    section = takes(Project).get(field_key(Project, name) or kind_of(name) or "")
    if section and section.form == "record":  # «økonomi», also where the project has none yet
        yield _record(section), (section.key,), section.key
    above, _, key = name.rpartition("/")
    if above in index.by_address:
        entry = index.by_address[above]
        for take in takes(type(entry.record)).values():
            if take.form == "records_by_key" and take.keys and key in {one.value for one in take.keys}:
                yield _record(take), (*entry.route, take.key, key), name


# where the records of a kind stand that need no holder to be named
LISTS: Mapping[str, Route] = {
    **KINDS,
    "lessons": ("lessons",), "closed": ("calendar", "closed"), "lines": ("economy", "lines"),
    "commitments": ("kickoff", "commitments"), "launch": ("launch", "services"),
    "processes": ("processes", "services"),
}  # fmt: skip


def _field(route: Route) -> Take:
    cls: type[Record] = Project
    take = takes(cls)[str(route[0])]
    for part in route[1:]:
        cls = _record(take)
        take = takes(cls)[str(part)]
    return take


def _record(take: Take) -> type[Record]:
    if take.record is None:
        raise TypeError(take.key)
    return take.record


def _activity() -> type[Record]:
    return _record(_field(("kickoff", "activities")))


def _stop(slug: str, **facts: object) -> NoReturn:
    raise Stop(Problem(slug, None, facts), 2)
