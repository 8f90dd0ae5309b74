"""JSON Schema of the project files, for editors: pydantic's own of the classes, told in a language.

One schema fits every file of a folder, since each holds some of the sections. It takes what the loader takes: one
value where a list is asked for, a key without a value, dates and durations as people type them. What compares two
things (references, ids given twice, a date that the calendar lacks) only the loader knows.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic.json_schema import CoreRef, GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from tpn.exchange.typed import DURATION, LETTERS, LINK, date_pattern
from tpn.model.base import Record, schema_of
from tpn.model.fieldtree import Take, takes
from tpn.model.project import Project
from tpn.texts import Words
from tpn.texts.names import class_description, field_description, field_name

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(words: Words) -> Schema:
    """The schema of the files of a project, its titles and descriptions in the language of ``words``."""
    root = _Told(words).generate(schema_of(Project))
    del root["required"]  # each file holds some of the sections
    del root["properties"]["x"]
    return {"$schema": DRAFT, "title": "tpn", **root}


def as_text(words: Words) -> str:
    """The schema as a file; in tpn's own words it is made once."""
    return _text(words) if words.folder else _in_own_words(words.language, words.benefit_word)


@cache
def _in_own_words(language: str, benefit_word: str) -> str:
    return _text(Words(language, benefit_word=benefit_word))


def _text(words: Words) -> str:
    return json.dumps(schema(words), ensure_ascii=False, indent=1) + "\n"


class _Told(GenerateJsonSchema):
    """pydantic's generator, with our names and explanations, and what a core schema does not say of a value."""

    def __init__(self, words: Words) -> None:
        super().__init__(by_alias=True)
        self.words = words

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002
        """As it was made: fields stand in the order of the file."""
        return value

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        """A record: its fields with what they mean, and no other key."""
        cls: type[Record] = schema["cls"]
        made = self.generate_inner(schema["schema"])
        shown = {key: self._field(cls, take, made["properties"][key]) for key, take in takes(cls).items()}
        return {
            "description": class_description(cls, self.words),
            "type": "object",
            "properties": shown,
            "required": made.get("required", []),
            "additionalProperties": False,
        }

    def _field(self, cls: type[Record], take: Take, made: JsonSchemaValue) -> JsonSchemaValue:
        told = {
            "title": field_name(cls, take.key, self.words),
            "description": field_description(cls, take.key, self.words),
        }
        shown: JsonSchemaValue = told | _held(made, take) | told
        return shown

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """What holds when nothing is said, where that is a single value."""
        made, usual = self.generate_inner(schema["schema"]), schema.get("default")
        if usual is None or isinstance(usual, Record | tuple | dict):
            return made
        return {"default": usual.value if isinstance(usual, StrEnum) else usual, **made}

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """The choices, each with what it means; written once."""
        choices: list[StrEnum] = schema["members"]
        told = [self.words.choice(choice) for choice in choices]
        return self._once(
            schema["cls"].__name__,
            {"enum": [choice.value for choice in choices], "enumDescriptions": told},
        )

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        r"""A text, as far as an editor can follow it: a pattern of its own for dates, and no ``\w``."""
        if kind := schema.get("metadata", {}).get("kind"):
            return self._once(kind, {"type": "string", "pattern": _PATTERNS[kind] or date_pattern()})
        made = super().str_schema(schema)
        if "pattern" in made:
            made["pattern"] = made["pattern"].replace(r"\w", f"{LETTERS}0-9_").replace(r"\d", "[0-9]")
        return made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping by key: by the choices that are its keys, else by any text."""
        keys, one = schema["keys_schema"], self.generate_inner(schema["values_schema"])
        if keys["type"] != "enum":
            return {"type": "object", "additionalProperties": one}
        known = {key.value: {"title": self.words.choice(key), **one} for key in keys["members"]}
        return {"type": "object", "properties": known, "additionalProperties": False}

    def get_flattened_anyof(self, schemas: list[JsonSchemaValue]) -> JsonSchemaValue:
        """One of some; of bare types, as short as it can be said."""
        made = super().get_flattened_anyof(schemas)
        some = made.get("anyOf", [])
        bare = all(set(one) == {"type"} for one in some)
        return {"type": [kind for one in some for kind in _types(one)]} if bare else made

    def _once(self, name: str, made: JsonSchemaValue) -> JsonSchemaValue:
        """A definition, written once and pointed at."""
        at, pointer = self.get_cache_defs_ref_schema(CoreRef(name))
        self.definitions[at] = made
        return pointer


def _held(made: Any, take: Take) -> Any:
    """The same with the least and the most of a number, as an editor reads them."""
    if isinstance(made, list):
        return [_held(one, take) for one in made]
    if not isinstance(made, dict):
        return made
    if _NUMBERS & set(_types(made)):
        known = zip(("minimum", "maximum"), take.limits, strict=True)
        return made | {key: limit for key, limit in known if limit is not None}
    return {key: _held(one, take) if key in _HOLDERS else one for key, one in made.items()}


def _types(made: JsonSchemaValue) -> list[str]:
    kinds = made.get("type", [])
    return kinds if isinstance(kinds, list) else [kinds]


_NUMBERS = frozenset({"number", "integer"})
_HOLDERS = frozenset({"anyOf", "items", "additionalProperties"})
_PATTERNS: Mapping[str, str | None] = {"duration": DURATION, "link": LINK, "date": None}
