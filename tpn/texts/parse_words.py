"""What somebody means by a typed word: a field, a choice, a kind of record – in any of the three languages.

Each thing has a table of its typed forms, folded, made once: its key wins, then its names in the three languages
(``texts/*``), then the other words that people use for it (``words/*``).
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from tpn.languages import LANGUAGES
from tpn.library import overlaid
from tpn.model.base import Record
from tpn.model.choices import BenefitWord, Status
from tpn.model.fieldtree import takes
from tpn.model.similar import closest, fold
from tpn.texts.names import field_keys
from tpn.texts.words import Words, choice_key

C = TypeVar("C", bound=StrEnum)


class Form(NamedTuple):
    """What a typed word means, and how people spell it."""

    key: str
    spelled: str


Forms = Mapping[str, Form]


def field_key(cls: type[Record], typed: str, folder: Path | None = None) -> str | None:
    """The key of the field of a class that was typed, or None."""
    return _key(typed, _fields(cls, folder))


def meant_field(cls: type[Record], typed: str, folder: Path | None = None) -> str | None:
    """The field that a mistyped word most likely means, as people who write like that spell it."""
    near = _meant(typed, _fields(cls, folder))
    return near.spelled if near else None


def choice_value(choices: type[C], typed: str, folder: Path | None = None) -> C | None:
    """The choice that was typed, or None."""
    value = _key(typed, _choices(choices, folder))
    return choices(value) if value is not None else None


def meant_choice(choices: type[C], typed: str, folder: Path | None = None) -> C | None:
    """The choice that a mistyped word most likely means."""
    near = _meant(typed, _choices(choices, folder))
    return choices(near.key) if near else None


def fitting_choices(choices: type[C], typed: str, folder: Path | None = None) -> tuple[C, ...]:
    """The choices whose names begin with the typed words: «åpen» may be one of two procedures."""
    start = fold(typed)
    if not start:
        return ()
    keys = {form.key: None for word, form in _choices(choices, folder).items() if word.startswith(start)}
    return tuple(choices(key) for key in keys)


def grade_of(scale: str, typed: str, folder: Path | None = None) -> int | None:
    """The grade that a word means on a scale of ``words/scales.yaml`` («middels» of ``scale5`` is 3), or None."""
    grades: Mapping[str, Iterable[str]] = overlaid("words/scales.yaml", folder).get(scale, {})
    return next((int(grade) for grade, said in grades.items() if fold(typed) in map(fold, said)), None)


def kind_of(typed: str, folder: Path | None = None) -> str | None:
    """The kind of record that was typed (``aktiviteter``, ``risiko``), or None."""
    return _key(typed, _kinds(folder))


def meant_kind(typed: str, folder: Path | None = None) -> str | None:
    """The kind that a mistyped word most likely means, as people who write like that spell it."""
    near = _meant(typed, _kinds(folder))
    return near.spelled if near else None


def _key(typed: str, forms: Forms) -> str | None:
    form = forms.get(fold(typed))
    return form.key if form else None


def _meant(typed: str, forms: Forms) -> Form | None:
    near = closest(typed, forms)
    return forms[near] if near else None


def _fields(cls: type[Record], folder: Path | None) -> Forms:
    return _fields_of(cls.__name__, tuple(takes(cls)), folder)


@cache
def _fields_of(name: str, keys: tuple[str, ...], folder: Path | None) -> Forms:
    more = overlaid("words/fields.yaml", folder)
    names = {key: _said((f"fields.{way}" for way in field_keys(name, key)), folder) for key in keys}
    return _table(keys, names, {key: more.get(key, ()) for key in keys})


@cache
def _choices(choices: type[StrEnum], folder: Path | None) -> Forms:
    more = overlaid("words/values.yaml", folder).get(choice_key(choices), {})
    names = {value.value: _said([f"choices.{choice_key(choices)}.{value}"], folder) for value in choices}
    foreign = {value.value: _foreign(value, folder) for value in choices if isinstance(value, Status)}
    return _table(choices, names, more, foreign)


@cache
def _kinds(folder: Path | None) -> Forms:
    more = overlaid("words/kinds.yaml", folder)
    known = overlaid("texts/nb/kinds.yaml", folder)
    forms = ("kinds.{}.one", "kinds.{}.many", "list.short.{}")
    names = {key: _said((form.format(key) for form in forms), folder) for key in known}
    return _table(known, names, more)


def _table(keys: Iterable[str], *layers: Mapping[str, Iterable[str]]) -> Forms:
    """Folded forms to what they mean; what comes first wins."""
    forms = {fold(key): Form(str(key), str(key)) for key in keys}
    for words in layers:
        for key, said in words.items():
            for form in said:
                forms.setdefault(fold(form), Form(str(key), form.lower()))
    return forms


def _said(keys: Iterable[str], folder: Path | None) -> list[str]:
    """What stands under some keys in the three languages, with either word for a benefit."""
    asked = tuple(keys)
    return [words(key) for words in _all_words(folder) for key in asked if isinstance(words.find(key), str)]


@cache
def _all_words(folder: Path | None) -> tuple[Words, ...]:
    return tuple(Words(language, folder, benefit_word=word) for language in LANGUAGES for word in BenefitWord)


def _foreign(status: Status, folder: Path | None) -> Iterator[str]:
    """The words of foreign sheets for a status, as far as they are in our languages, and the marks of a tick column."""
    known: Mapping[str, Any] = overlaid("words/statuses.yaml", folder)
    for language in LANGUAGES:
        yield from known[status].get(language, ())
    yield from map(str, known["checks"].get(status, ()))
