"""What the fields of the format are called, and the sentence that explains each."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tpn.model.base import Record
from tpn.model.fieldtree import Take, takes
from tpn.model.project import Project
from tpn.model.references import STEERING_GROUP
from tpn.texts.words import Words

_TITLES = frozenset({"title", "name", "text"})


class FieldNamed(NamedTuple):
    """A fact of a problem that is a field: said as people say it."""

    cls: type[Record]
    key: str


def field_name(cls: type[Record], key: str, words: Words) -> str:
    """The name of a field as people say it, by its YAML key: Frist, Ansvarlig, % ferdig.

    Raises:
        KeyError: the class has no such field: a fault of the program.
    """
    return _first("fields", cls, key, words)


def typed_name(cls: type[Record], key: str, words: Words) -> str:
    """A field as it is typed on a line: «tittel» and «navn» of whatever kind, which columns head by the kind itself.

    Raises:
        KeyError: the class has no such field: a fault of the program.
    """
    plain = words.find(f"fields.common.{key}") if key in _TITLES else None
    return (str(plain) if plain else field_name(cls, key, words)).lower().replace(" ", "-")


def way_name(cls: type[Record], way: Sequence[str | int], words: Words) -> str:
    """The names of the fields on a way into a record: Indikator › Nullpunkt; keys as people say them."""
    said: list[str] = []
    here: type[Record] | None = cls
    take: Take | None = None
    for part in map(str, way):
        if here and part in takes(here):
            said.append(field_name(here, part, words))
            take = takes(here)[part]
            here = take.record
        else:
            said.append(words.choice(take.keys(part)) if take and take.keys else part)
    return " › ".join(said)


def field_description(cls: type[Record], key: str, words: Words) -> str:
    """One short sentence that says what a field holds.

    Raises:
        KeyError: the class has no such field: a fault of the program.
    """
    return _first("descriptions", cls, key, words)


def light_name(address: str, words: Words) -> str:
    """What the light is called that is overridden at an address of the project; of any other address nothing."""
    holder, _, key = address.rpartition("/")
    known = holder == "project/lights" and words.find(f"status.dimensions.{key}")
    return words(f"status.dimensions.{key}") if known else ""


def theme_name(key: str, words: Words) -> str:
    """The name of a theme of a checklist; a municipality's own theme is called what it is called."""
    return words.find(f"columns.themes.{key}") or key


def track_name(key: str, words: Words) -> str:
    """The name of a track of the launch; a municipality's own is called what it is called."""
    return words.find(f"launch.tracks.{key}") or key


def class_description(cls: type[Record], words: Words) -> str:
    """One short sentence that says what a class of the format is."""
    return words(f"descriptions.classes.{cls.__name__}")


def field_keys(cls: str, key: str) -> tuple[str, str]:
    """Where the text of a field stands: that of the class first, then what most classes share."""
    return f"by_class.{cls}.{key}", f"common.{key}"


def _first(file: str, cls: type[Record], key: str, words: Words) -> str:
    ways = [f"{file}.{way}" for way in field_keys(cls.__name__, key)]
    return words(next((way for way in ways if words.find(way) is not None), ways[-1]))


def called_by_id(project: Project, words: Words) -> Mapping[str, Mapping[str, str]]:
    """By kind, what is called by its name wherever people read it, and never by its id."""
    return {
        "people": {one.id: one.name for one in project.people},
        "services": {one.id: one.name for one in project.services},
        "stakeholders": {one.id: one.name for one in project.benefits.stakeholders},
        "bodies": {STEERING_GROUP: words("replan.steering_group").capitalize()}
        | {one.id: one.name for one in project.about.bodies},
    }
