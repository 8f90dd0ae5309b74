"""A command that is advised in Norwegian is said in Norwegian, and can be typed as it stands."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.model.project import Project
from tpn.texts import Words
from tpn.texts.names import field_name
from tpn.texts.parse_words import field_key

TEXTS = Path(__file__).parent.parent.parent / "templates" / "texts"
COMMAND = re.compile(r"tpn (?:set|add) [^»;:]*")
PLACEHOLDER = re.compile(r"\{\w+\}|field|felt|FELT|FIELD|OPTION")
NAMED = re.compile(r"[Ff]eltet ([a-z_]+)|[Ss]kriv ([a-z_]+)=")
FIELD = re.compile(r"(?<![\w.{}-])([\w.{}-]+)=")


def classes(cls: type[Record], known: dict[str, type[Record]]) -> dict[str, type[Record]]:
    if cls.__name__ not in known:
        known[cls.__name__] = cls
        for take in takes(cls).values():
            if take.record:
                classes(take.record, known)
    return known


CLASSES = tuple(classes(Project, {}).values())
KEYS = {key for cls in CLASSES for key in takes(cls)}


def advised(language: str) -> Iterator[tuple[str, str]]:
    for path in sorted((TEXTS / language).rglob("*.yaml")):
        for command in COMMAND.finditer(path.read_text("utf-8")):
            ways = FIELD.findall(command[0])
            yield from ((path.name, way) for way in ways if not PLACEHOLDER.fullmatch(way))


def leads(cls: type[Record], parts: list[str]) -> bool:
    """Whether the parts lead to a field of a class, each the name of the next field or a key between two."""
    if not parts:
        return True
    key = field_key(cls, parts[0])
    if key is None:
        return False
    take = takes(cls)[key]
    rest = parts[2:] if take.form.endswith("_by_key") else parts[1:]
    return not rest if take.record is None else leads(take.record, rest)


def english_names(language: str) -> set[str]:
    """The keys of fields that are no name of a field in the language."""
    words = Words(language)
    said = {field_name(cls, key, words).lower().replace(" ", "-") for cls in CLASSES for key in takes(cls)}
    return KEYS - said - {"x", "id"}


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_field_in_an_advised_command_has_its_norwegian_name(language: str) -> None:
    english = english_names(language)
    assert {(file, way) for file, way in advised(language) if {*way.split(".")} & english} == set()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_field_that_a_sentence_speaks_of_has_its_norwegian_name(language: str) -> None:
    english = english_names(language)
    spoken = {
        (path.name, one)
        for path in sorted((TEXTS / language).rglob("*.yaml"))
        for found in NAMED.findall(path.read_text("utf-8"))
        for one in found
    }
    assert {(file, one) for file, one in spoken if one in english} == set()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_field_in_an_advised_command_is_one_that_some_kind_of_record_has(language: str) -> None:
    series = {"hver", "antall", "kvar", "antal", "every", "count"}
    unknown = {
        (file, way)
        for file, way in advised(language)
        if way not in series
        and way not in {"phase", "fase"}
        and not any(leads(cls, way.split(".")) for cls in CLASSES)
    }
    assert unknown == set()
