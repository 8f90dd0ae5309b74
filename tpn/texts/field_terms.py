"""What the fields and the kinds of records are, by the names that screens and sheets call them."""

from collections.abc import Iterator
from typing import NamedTuple

from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.model.project import Project
from tpn.model.similar import fold
from tpn.texts.names import class_description, field_description, field_name
from tpn.texts.words import Words


class FieldTerm(NamedTuple):
    """A name, and what it means in the records that have a field of that name, or that are called so.

    ``means``: the kinds, as people say them, and the sentence that is true of them.
    """

    word: str
    means: tuple[tuple[str, str], ...]


class _Named(NamedTuple):
    """A name that screens use, the kind of records it is said of, and what it means there."""

    name: str
    kind: str
    said: str


def field_term(typed: str, words: Words) -> FieldTerm | None:
    """The fields or the kind of records that a name is of; None where it is none."""
    meant = fold(typed.strip("«» "))
    found = [one for one in _every(words) if fold(one.name) == meant]
    if not found:
        return None
    means: dict[str, list[str]] = {}
    for one in found:
        means.setdefault(one.said, []).append(one.kind)
    return FieldTerm(
        found[0].name,
        tuple((", ".join(dict.fromkeys(kinds)), said) for said, kinds in means.items()),
    )


def field_terms(words: Words) -> list[str]:
    """Every name that is known."""
    return list(dict.fromkeys(one.name for one in _every(words)))


def _every(words: Words) -> Iterator[_Named]:
    """Every kind of records and every field of the format; a field of a part belongs to the kind around it."""
    seen: set[tuple[type[Record], str]] = set()
    waiting: list[tuple[type[Record], str]] = [(Project, "project")]
    while waiting:
        cls, kind = waiting.pop(0)
        if (cls, kind) in seen:
            continue
        seen.add((cls, kind))
        spoken = words(f"kinds.{kind}.one")
        for key, take in takes(cls).items():
            if key == "x":
                continue
            said = field_description(cls, key, words)
            for name in (field_name(cls, key, words), *_headings(kind, key, words)):
                yield _Named(name, spoken, said)
            if take.record is None:
                continue
            known = words.find(f"kinds.{key}") is not None
            if known:
                said = class_description(take.record, words)
                for name in (words(f"kinds.{key}.one"), words(f"kinds.{key}.many")):
                    yield _Named(name[:1].upper() + name[1:], words(f"kinds.{key}.one"), said)
            waiting.append((take.record, key if known and take.form != "record" else kind))


def _headings(kind: str, key: str, words: Words) -> Iterator[str]:
    """The short headings that a field has in a list."""
    for way in (f"list.columns.by_kind.{kind}.{key}", f"list.columns.common.{key}"):
        if isinstance(words.find(way), str):
            yield words(way)
