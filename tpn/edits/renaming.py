"""A service or a person is called something else: the titles and texts that carry the old name."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tpn.model.about import Person, Service
from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.model.index import Entry, Index
from tpn.source import Set

_KEPT = frozenset({"minutes", "decisions", "lessons", "people", "services"})
"""What was said or decided stands as it was; names themselves are not texts that carry one."""


_ENDINGS = "e|en|et|a|er|ene|ane|ar|r|n|t|ne|s|ens|ets|as|ers|enes|anes"
"""The endings of Norwegian nouns."""
_BEFORE, _AFTER = r"(?<![\w/@.-])", r"(?![\w/@-]|\.\w)"
"""A name inside an address, a path or another word is not the name."""


class Carrier(NamedTuple):
    """A text field that carries the old name, and the edit that puts the new one there.

    None where the text has another form of the name: what is put in its place there, a person must say.
    """

    entry: Entry
    key: str
    edit: Set | None


def carriers(index: Index, record: Record, new: str, before: str | None = None) -> list[Carrier]:
    """The texts that carry the name that a service or a person has until now; a role is nobody's name.

    ``before``: the name that it had, where it is called the new one already.
    """
    if not isinstance(record, Service | Person):
        return []
    old = before or record.name
    if old == new or (isinstance(record, Person) and len(old.split()) == 1):
        return []
    found = _carriers(index, old, new, inflected=isinstance(record, Service))
    return sorted(found, key=lambda one: old not in str(getattr(one.entry.record, one.key)))


def edits_of(carrying: Iterable[Carrier]) -> list[Set]:
    """The edits that put the new name in the place of the old one, where that can be done by rule."""
    return [one.edit for one in carrying if one.edit]


def _carriers(index: Index, old: str, new: str, *, inflected: bool) -> Iterator[Carrier]:
    exact = re.compile(_BEFORE + _first_of_either(old) + _AFTER)
    form = (
        re.compile(f"{_BEFORE}{_first_of_either(_stem(old))}(?:{_ENDINGS}){_AFTER}") if inflected else exact
    )
    for entry in index.entries:
        if entry.kind in _KEPT:
            continue
        for key, take in takes(type(entry.record)).items():
            text = getattr(entry.record, take.name, None)
            free = (
                take.form == "value" and not take.ref and not take.choices and key not in {"id", "catalogue"}
            )
            if not free or not isinstance(text, str) or new in text:
                continue
            if exact.search(text):
                put = exact.sub(lambda found: _as_begun(new, found[0]), text)
                yield Carrier(entry, key, Set((*entry.route, key), put))
            elif form.search(text):
                yield Carrier(entry, key, None)


def _first_of_either(name: str) -> str:
    """The pattern of a name that may begin with a small letter inside a sentence: «Byggesak», «ny byggesak»."""
    first, rest = name[:1], name[1:]
    if not first.isalpha() or name[:2].isupper():
        return re.escape(name)
    return f"[{first.upper()}{first.lower()}]{re.escape(rest)}"


def _as_begun(new: str, found: str) -> str:
    """The new name, with a small letter where the old one had it; one that is all capitals stays so."""
    return new[:1].lower() + new[1:] if found[:1].islower() and not new[:2].isupper() else new


def _stem(name: str) -> str:
    """A name without the ending that its other forms change: «Kulturmidler», «kulturmidlene»."""
    for ending in ("er", "e"):
        if name.endswith(ending) and len(name) > len(ending) + 3:
            return name[: -len(ending)]
    return name
