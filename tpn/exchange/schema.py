"""JSON Schema of the project files, for editors: made from the classes of the format, told in a language.

One schema fits every file of a folder, since each holds some of the sections. It takes what the loader takes: one
value where a list is asked for, a key without a value, dates and durations as people type them. What compares two
things (references, ids given twice, dates that cannot be) only the loader knows.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from tpn.model.base import MISSING, Record, fields
from tpn.model.fieldtree import Take, takes
from tpn.model.project import Project
from tpn.texts import Words
from tpn.texts.names import class_description, field_description, field_name

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_LETTERS = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u1fff"
_MONTH, _DAY = "(0?[1-9]|1[0-2])", "(0?[1-9]|[12][0-9]|3[01])"
_YEAR = "([0-9]{4}|[0-9]{2})"
_WEEK = "(0?[1-9]|[1-4][0-9]|5[0-3])"
# 03/04/26 may be two days and is left out
_MONTHS = "jan feb mar apr mai may jun jul aug sep okt oct nov des dec".split()  # noqa: SIM905 - read as a text


def _any_case(word: str) -> str:
    """A pattern for a word in any case: what editors read knows no flags."""
    return "".join(f"[{one.upper()}{one}]" if one.isalpha() else re.escape(one) for one in word)


def _one_of(words: Iterable[str]) -> str:
    return f"({'|'.join(map(_any_case, words))})"


_MONTH_NAME = rf"{_one_of(_MONTHS)}[{_LETTERS}]*\.?"
_WEEKS = _one_of(("uke", "veke", "week", "v", "u", "w"))
_PARTS = _one_of(("primo", "medio", "ultimo", "tidlig i", "midten av", "slutten av", "early", "mid", "late"))

_DATES = (
    f"[0-9]{{4}}-{_MONTH}-{_DAY}([T ]00:00(:00)?)?",
    rf"{_DAY}\.\s?{_MONTH}\.?(\s?{_YEAR})?",
    rf"{_DAY}/{_MONTH}(\s?-\s?{_YEAR}|\s?/\s?[0-9]{{4}})?",
    rf"(1[3-9]|2[0-9]|3[01])/{_MONTH}\s?/\s?[0-9]{{2}}",
    rf"{_DAY}\.?\s+{_MONTH_NAME}(\s+[0-9]{{4}})?",
    rf"({_PARTS}\s+)?{_MONTH_NAME}(\s+[0-9]{{4}})?",
    rf"{_WEEKS}\.?\s?{_WEEK}(\s*[,-]?\s*[0-9]{{4}})?",
    rf"{_WEEK}\.?\s?{_WEEKS}\.?(\s+[0-9]{{4}})?",
    rf"{_one_of(('q', 'k', 'kvartal'))}\s?[1-4](\s*[,/-]?\s*[0-9]{{4}})?",
    rf"[1-4]\.?\s?{_one_of(('q', 'k', 'kvartal', 'quarter'))}(\s+[0-9]{{4}})?",
)
_SPAN = r"[0-9]{1,4} ?[dDwWuUvV]"
_LINK = rf"[{_LETTERS}0-9_.\-]+(\s+([Ff][SsFf]|[Ss][SsFf]))?(\s*[+-]\s*[0-9]{{1,4}}\s?[dDwWuUvV])?"


def _whole(low: int, high: int | None = None) -> Schema:
    return {"type": "integer", "minimum": low} | ({} if high is None else {"maximum": high})


def _like(*patterns: str) -> Schema:
    return {"type": "string", "pattern": rf"^\s*({'|'.join(patterns)})\s*$"}


# what the loader takes for each kind of value; a text may look like a number to an editor
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_KINDS: Mapping[str, Schema] = {
    "text": _TEXT,
    "id": {"type": ["string", "number", "boolean"], "pattern": rf"^[{_LETTERS}0-9_.\-]+$", "maxLength": 80},
    "digits4": {"type": ["string", "integer"], "pattern": "^[0-9]{4}$", "minimum": 1000, "maximum": 9999},
    "date": _like(*_DATES),
    "duration": _like(_SPAN),
    "link": _like(_LINK),
    "whole": _whole(0),
    "number": {"type": "number"},
    "percent": {"type": "number", "minimum": 0, "maximum": 100},
    "scale5": _whole(1, 5),
    "attitude": _whole(-1, 1),
    "importance": _whole(1, 3),
    "maturity": _whole(0, 7),
    "bool": {"type": "boolean"},
    "anything": {},
}

# kinds with long patterns, written once
_NAMED = ("id", "date", "duration", "link")


def schema(words: Words) -> Schema:
    """The schema of the files of a project, its titles and descriptions in the language of ``words``."""
    root = _object(Project, words)
    del root["required"]  # each file holds some of the sections
    del root["properties"]["x"]
    classes = list(_below(Project, {}))
    choices = dict.fromkeys(kind for cls in classes for kind in _choices(cls))
    made = {name: _KINDS[name] for name in _NAMED}
    made |= {kind.__name__: _choice(kind, words) for kind in choices}
    made |= {cls.__name__: _object(cls, words) for cls in classes}
    return {"$schema": DRAFT, "title": "tpn", **root, "$defs": made}


def _choices(cls: type[Record]) -> Iterator[type[StrEnum]]:
    return (take.choices for take in takes(cls).values() if take.choices)


def _choice(kind: type[StrEnum], words: Words) -> Schema:
    return {"enum": [one.value for one in kind], "enumDescriptions": [words.choice(one) for one in kind]}


def _below(cls: type[Record], known: dict[type[Record], None]) -> Iterator[type[Record]]:
    """The classes that the fields of a class hold, each once."""
    for take in takes(cls).values():
        if take.record and take.record not in known:
            known[take.record] = None
            yield take.record
            yield from _below(take.record, known)


def _object(cls: type[Record], words: Words) -> Schema:
    """A record: its fields, and no other key."""
    defaults = {field.key: field.default for field in fields(cls)}
    known = takes(cls)
    return {
        "description": class_description(cls, words),
        "type": "object",
        "properties": {key: _field(cls, take, defaults[key], words) for key, take in known.items()},
        "required": [key for key, take in known.items() if take.required],
        "additionalProperties": False,
    }


def _field(cls: type[Record], take: Take, default: object, words: Words) -> Schema:
    told = {"title": field_name(cls, take.key, words), "description": field_description(cls, take.key, words)}
    usual = _default(default)
    return {**told, **({} if usual is None else {"default": usual}), **_value(take, words)}


def _default(value: object) -> object:
    """What holds when nothing is said, where that is a single value."""
    if value is MISSING or isinstance(value, Record | tuple | dict):
        return None
    return value.value if isinstance(value, StrEnum) else value


def _value(take: Take, words: Words) -> Schema:
    if take.key == "x":
        return {"type": ["object", "null"]}
    one = _one(take)
    match take.form:
        case "values" | "records":
            return {"anyOf": [{"type": "array", "items": one}, _or_nothing(one)]}
        case "values_by_key" | "records_by_key":
            return _mapping(take, one, words)
    return _or_nothing(one) if take.nullable else one


def _or_nothing(one: Schema) -> Schema:
    """The same, where a key may stand without a value."""
    if "anyOf" in one:  # it may already
        return one
    if "type" not in one:
        return {"anyOf": [one, {"type": "null"}]}
    kinds = one["type"] if isinstance(one["type"], list) else [one["type"]]
    return {**one, "type": [*kinds, "null"]}


def _one(take: Take) -> Schema:
    if take.record:
        record = {"$ref": f"#/$defs/{take.record.__name__}"}
        needs = any(inner.required for inner in takes(take.record).values())
        return record if needs else _or_nothing(record)
    if take.choices:
        return {"$ref": f"#/$defs/{take.choices.__name__}"}
    if take.kind in _NAMED:
        return {"$ref": f"#/$defs/{take.kind}"}
    return {**_KINDS[take.kind], **_limited(take)}


def _limited(take: Take) -> Schema:
    """The least and the most of a number, as an editor reads them."""
    if take.kind not in {"number", "percent", "whole"}:
        return {}
    low, high = take.limits
    return {} if low is None else {"minimum": low} | ({} if high is None else {"maximum": high})


def _mapping(take: Take, one: Schema, words: Words) -> Schema:
    """A mapping by key: by the choices that are its keys, else by any text."""
    if take.keys is None:
        return {"type": ["object", "null"], "additionalProperties": one}
    known = {key.value: {"title": words.choice(key), **one} for key in take.keys}
    return {"type": ["object", "null"], "properties": known, "additionalProperties": False}


def as_text(words: Words) -> str:
    """The schema as a file."""
    return json.dumps(schema(words), ensure_ascii=False, indent=1) + "\n"
