"""What somebody means by a typed word: a field, a choice, a kind of record – in any of the three languages."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from tpn.library import overlaid
from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.model.similar import closest, fold
from tpn.texts.words import LANGUAGES, Words, choice_key

C = TypeVar("C", bound=StrEnum)


@cache
def _table(name: str, folder: Path | None) -> dict[str, list[str]]:
    table: dict[str, list[str]] = overlaid(f"words/{name}.yaml", folder)
    return table


@cache
def _words(language: str, folder: Path | None) -> Words:
    return Words(language, folder)


def _field_names(cls: type[Record], folder: Path | None) -> Iterator[tuple[str, str]]:
    """Every typed form of every field of a class, folded, with the field's key; the key itself first."""
    known = takes(cls)
    for key in known:
        yield fold(key), key
    for language in LANGUAGES:
        words = _words(language, folder)
        for key in known:
            own = words.find(f"fields.by_class.{cls.__name__}.{key}") or words.find(f"fields.common.{key}")
            if isinstance(own, str):
                yield fold(own), key
    for key, forms in _table("fields", folder).items():
        if key in known:
            for form in forms:
                yield fold(form), key


def field_key(cls: type[Record], typed: str, folder: Path | None = None) -> str | None:
    """The key of the field that was typed, or None."""
    for form, key in _field_names(cls, folder):
        if form == fold(typed):
            return key
    return None


def meant_field(cls: type[Record], typed: str, folder: Path | None = None) -> str | None:
    """The key that a mistyped one most likely means."""
    forms = dict(reversed(list(_field_names(cls, folder))))
    near = closest(typed, forms)
    return forms[near] if near else None


def choice_value(choices: type[C], typed: str, folder: Path | None = None) -> C | None:
    """The choice that was typed: its value, its word in any language, or another word for it."""
    wanted = fold(typed)
    for member in choices:
        if fold(member.value) == wanted:
            return member
    for language in LANGUAGES:
        table = _words(language, folder).find(f"choices.{choice_key(choices)}") or {}
        for member in choices:
            if isinstance(word := table.get(member.value), str) and fold(word) == wanted:
                return member
    more: Any = _table("values", folder).get(choice_key(choices)) or {}
    for value, forms in more.items():
        if wanted in {fold(form) for form in forms}:
            return choices(value)
    return None


def kind_of(typed: str, folder: Path | None = None) -> str | None:
    """The kind of record that was typed (``aktiviteter``, ``risiko``), or None."""
    return _kinds(folder).get(fold(typed))


def meant_kind(typed: str, folder: Path | None = None) -> str | None:
    """The kind that a mistyped word most likely means."""
    near = closest(typed, _kinds(folder))
    return _kinds(folder)[near] if near else None


@cache
def _kinds(folder: Path | None) -> dict[str, str]:
    forms: dict[str, str] = {}
    for kind, words in _table("kinds", folder).items():
        for form in (kind, *words):
            forms.setdefault(fold(form), kind)
    for language in LANGUAGES:
        for kind, names in (_words(language, folder).find("kinds") or {}).items():
            for form in (kind, *names.values()):
                forms.setdefault(fold(form), kind)
    return forms
