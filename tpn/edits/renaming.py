"""A service or a person is called something else: the titles and texts that carry the old name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tpn.model.about import Person, Service
from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.model.index import Entry, Index
from tpn.source import Set

_KEPT = frozenset({"minutes", "decisions", "lessons", "people", "services"})
"""What was said or decided stands as it was; names themselves are not texts that carry one."""


class Carrier(NamedTuple):
    """A text field that carries the old name, and the edit that puts the new one there."""

    entry: Entry
    key: str
    edit: Set


def carriers(index: Index, record: Record, new: str) -> list[Carrier]:
    """The texts that carry the name that a service or a person has until now; a role is nobody's name."""
    if not isinstance(record, Service | Person) or record.name == new:
        return []
    if isinstance(record, Person) and len(record.name.split()) == 1:
        return []
    return list(_carriers(index, record.name, new))


def _carriers(index: Index, old: str, new: str) -> Iterator[Carrier]:
    pattern = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
    for entry in index.entries:
        if entry.kind in _KEPT:
            continue
        for key, take in takes(type(entry.record)).items():
            text = getattr(entry.record, take.name, None)
            free = take.form == "value" and not take.ref and not take.choices
            if free and isinstance(text, str) and pattern.search(text) and new not in text:
                yield Carrier(entry, key, Set((*entry.route, key), pattern.sub(lambda _: new, text)))
