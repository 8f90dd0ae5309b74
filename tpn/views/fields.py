"""What a row of a table can show: each field of a class by its YAML key, dotted where inside, and ``x.<name>``."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from tpn.model.base import Record, per_class
from tpn.model.canon import Plain, canon, plain
from tpn.model.fieldtree import Take, takes

Get = Callable[[Any], Any]


class RowField(NamedTuple):
    """One field of a kind of row.

    ``path`` as a style says it; ``kind``, ``choices`` and ``ref`` as in ``fieldtree.Take``; ``many``: a list;
    ``computed``: worked out, never filled in; ``owner`` and ``key``: whose name it has (``texts.names``), owner
    None where the name stands in ``texts/*/columns.yaml``; ``get``: its plain value from a row.
    """

    path: str
    kind: str
    get: Callable[[Any], Any]
    many: bool = False
    choices: type[StrEnum] | None = None
    ref: str | None = None
    computed: bool = False
    owner: type[Record] | None = None
    key: str = ""
    required: bool = False
    own: Callable[[Any], Any] | None = None
    """The same from the row's record alone, where that is enough: quicker for many rows."""
    fresh: bool = False
    """Worked out for a row that is there, said by whoever writes a new one."""
    otherwise: Callable[[Any], Any] | None = None
    """What a cell shows of a row in which nothing is typed: the date that the plan gives."""
    recorded: bool = False
    """A day on which something has happened, not one that is planned."""


def record_field(cls: type[Record], path: str) -> RowField | None:
    """The field of a class that a path means, got from a record; None where the class has none there."""
    known = _known(cls)
    if path not in known:
        known[path] = _record_field(cls, tuple(path.split(".")))
    return known[path]


@per_class
def _known(_: type[Record]) -> dict[str, RowField | None]:
    """The fields of a class that somebody has asked for."""
    return {}


def _record_field(cls: type[Record], way: tuple[str, ...]) -> RowField | None:
    if way[0] == "x":
        name = ".".join(way[1:])
        return RowField(f"x.{name}", "anything", _own(name), owner=None, key=name) if name else None
    take = takes(cls).get(way[0])
    if take is None:
        return None
    if len(way) == 1:
        return _value_field(cls, take)
    if take.form == "values_by_key" and take.keys is not None:
        return _keyed_field(cls, take, way)
    return _inner_field(take, way)


def _keyed_field(cls: type[Record], take: Take, way: tuple[str, ...]) -> RowField | None:
    """One of the values that a field has by a key: ``comments.progress``."""
    if len(way) != 2 or way[1] not in {one.value for one in take.keys or ()}:  # noqa: PLR2004 - field and key
        return None
    name, key = take.name, way[1]
    return RowField(
        ".".join(way), take.kind, lambda record: canon(getattr(record, name).get(key)), choices=take.choices,
        ref=take.ref, owner=cls, key=take.key,
    )  # fmt: skip


def _value_field(cls: type[Record], take: Take) -> RowField | None:
    if take.record is not None or take.form not in {"value", "values"}:
        return None
    return RowField(
        take.key, take.kind, _getter(take), take.form == "values", take.choices, take.ref, owner=cls, key=take.key,
        required=take.required, recorded=take.recorded,
    )  # fmt: skip


def _inner_field(take: Take, way: tuple[str, ...]) -> RowField | None:
    """A field inside a record that the field holds, alone or by key (``checks.privacy.own``)."""
    if take.record is None or take.form not in {"record", "records_by_key"}:
        return None
    rest = way[2:] if take.form == "records_by_key" else way[1:]
    inner = _record_field(take.record, rest) if rest else None
    if inner is None:
        return None
    return inner._replace(path=".".join(way), get=_through(take, way[1], inner.get), required=False)


def _getter(take: Take) -> Get:
    name = take.name
    if take.kind in {"link", "duration"}:
        return lambda record: plain(record.__dict__[name], take)
    if take.kind == "date":
        return lambda record: record.__dict__[name]
    return lambda record: canon(record.__dict__[name])


def _through(take: Take, key: str, get: Get) -> Get:
    name, by_key = take.name, take.form == "records_by_key"

    def inside(record: Record) -> Plain:
        holder = getattr(record, name)
        inner = holder.get(key) if by_key and holder else holder
        return get(inner) if inner else None

    return inside


def _own(name: str) -> Get:
    def own(record: Record) -> Plain:
        value = record.x.get(name)
        return None if isinstance(value, Mapping) else canon(value)

    return own


def field_paths(cls: type[Record]) -> tuple[str, ...]:
    """Every path that ``record_field`` knows for a class, without ``x`` and without what goes by free keys."""
    found: list[str] = []
    for key, take in takes(cls).items():
        if key == "x":
            continue
        if take.record is None and take.form in {"value", "values"}:
            found.append(key)
        elif take.record is not None and take.form == "record":
            found += [f"{key}.{path}" for path in field_paths(take.record)]
    return tuple(found)
