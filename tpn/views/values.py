"""Values of the format as facts: names behind ids for people to read, plain values for JSON."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tpn.model.base import Record, fields
from tpn.model.fieldtree import Take
from tpn.model.index import Index
from tpn.model.spans import Link


class Named(NamedTuple):
    """A reference to another record: its id, what it is called, and the kind it is of."""

    id: str
    name: str
    kind: str


def plain(value: Any) -> Any:
    """A value of the format as JSON holds it: every field by its key, links in their parts."""
    if isinstance(value, Record):
        return {field.key: plain(getattr(value, field.name)) for field in fields(type(value))}
    if isinstance(value, Link):
        return value._asdict()
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    return value


def title_of(record: Record) -> str:
    """What a record is called: its title, name or text."""
    for name in ("title", "name", "text", "what", "to", "message", "item", "role"):
        if isinstance(said := getattr(record, name, None), str):
            return said
    return ""


def spoken(take: Take, value: Any, index: Index) -> Any:
    """A value as it is written in the file, with choices as such and names behind the ids."""
    if isinstance(value, list):
        return tuple(spoken(take, one, index) for one in value)
    if take.choices:
        return take.choices(value)
    return _named(take.ref, value, index) if take.ref else value


def named(take: Take, value: Any, index: Index) -> Any:
    """A field's value with names behind the ids it holds; any other value as it is."""
    if take.ref is None or value is None:
        return value
    if take.form == "values":
        return tuple(_named(take.ref, one, index) for one in value)
    return _named(take.ref, value, index)


def _named(ref: str, value: Any, index: Index) -> Named | Link:
    if isinstance(value, Link):
        return value
    found = index.ids.get(value)
    return Named(value, title_of(found[0].record) if found else value, ref)
