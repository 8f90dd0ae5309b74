"""What a form asks for: the values of a record along a path, references followed to what people call them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tpn.model.base import Record
from tpn.model.fieldtree import Take, takes
from tpn.model.index import KINDS, Entry, Index
from tpn.model.project import Project
from tpn.model.shapes import Activity

_NAMES = ("name", "title", "text", "what")


@dataclass(frozen=True)
class FormFacts:
    """The facts of a project for forms."""

    project: Project
    index: Index

    def records(self, kind: str, where: Mapping[str, object]) -> list[Record]:
        """The records of a kind (``benefits``, ``activities``), those whose fields say what ``where`` says.

        ``phase`` is the phase whose section holds the record.
        """
        return [
            entry.record
            for entry in self.index.of(kind)
            if all(_says(_field(entry, key), wanted) for key, wanted in where.items())
        ]

    def values(self, record: Record, path: str) -> tuple[Any, ...]:
        """All that stands at a path of a record; a reference gives the name of what it refers to."""
        return tuple(self._along(record, path.split(".")))

    def of_project(self, path: str) -> tuple[Any, ...]:
        """The same from the whole project: ``project.name``, ``economy.lines.budget``."""
        return self.values(self.project, path)

    def _along(self, record: Record, way: list[str]) -> Iterator[Any]:
        take = takes(type(record)).get(way[0])
        if take is None:
            return
        value = getattr(record, take.name)
        for one in _listed(value, take):
            yield from self._one(one, take, way[1:])

    def _one(self, value: Any, take: Take, rest: list[str]) -> Iterator[Any]:
        if isinstance(value, Record):
            yield from self._along(value, rest) if rest else (name for name in (_name(value),) if name)
        elif take.ref and isinstance(value, str):
            found = self.index.ids.get(value)
            if found and rest:
                yield from self._along(found[0].record, rest)
            else:
                yield (_name(found[0].record) if found else "") or value
        elif not rest:
            yield value


def class_of(kind: str) -> type[Record] | None:
    """The class of the records of a kind; None where there is no such kind."""
    return Activity if kind in {"activities", "milestones"} else _classes().get(kind)


def knows(cls: type[Record], path: str) -> bool:
    """Whether a class has a field at a path, references followed."""
    name, _, rest = path.partition(".")
    take = takes(cls).get(name)
    if take is None:
        return False
    into = take.record or (class_of(take.ref) if take.ref else None)
    return not rest or (into is not None and knows(into, rest))


@cache
def _classes() -> Mapping[str, type[Record]]:
    """The class of each list that other records may name."""
    found: dict[str, type[Record]] = {}
    for kind, route in KINDS.items():
        cls: type[Record] | None = Project
        for part in route:
            cls = takes(cls)[str(part)].record if cls else None
        if cls:
            found[kind] = cls
    return found


def _listed(value: Any, take: Take) -> Iterator[Any]:
    if value is None:
        return
    if take.form in {"values", "records"}:
        yield from value
    elif take.form.endswith("_by_key"):
        yield from value.values()
    else:
        yield value


def _name(record: Record) -> str:
    return next((said for name in _NAMES if isinstance(said := getattr(record, name, None), str)), "")


def _field(entry: Entry, key: str) -> object:
    own = getattr(entry.record, key, None)
    return entry.phase if key == "phase" and own is None else own


def _says(value: object, wanted: object) -> bool:
    return value in wanted if isinstance(wanted, list) else value == wanted
