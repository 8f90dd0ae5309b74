"""Which file holds which section, and what a folder must not hold twice."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tpn.model.project import SECTIONS
from tpn.model.similar import closest
from tpn.problems import FilePlace, Problem, TextPlace
from tpn.source import Document, TextFile
from tpn.source.late import LatePattern

# project-PC123.yaml, project (1).yaml, project - Kopi.yaml, project (konflikt fra Kari 2026-10-01).yaml
_COPY = LatePattern(
    r"(?P<base>.+?)(?:[ _-]*\(.+\)|[ _-]+(?:kopi|copy|konflikt|conflict)\b.*|-(?:PC|DESKTOP|LAPTOP|MAC)[\w-]*)\Z",
    re.IGNORECASE,
)


@dataclass
class Sections:
    """The sections of a folder, put together from its files."""

    value: dict[str, Any] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def gather(files: Sequence[TextFile], documents: Mapping[str, Document]) -> Sections:
    """Put the sections of all files together; a copy that a sync left behind is set aside and named."""
    sections = Sections()
    by_name = {file.path.name: file for file in files}
    for file in files:
        original = _original(file.path.name, by_name)
        if original:
            sections.problems.append(_copy(file, by_name[original], documents))
            continue
        sections.used.append(file.name)
        _take(sections, file, documents[file.name], {one.name: one for one in files})
    return sections


def _original(name: str, by_name: Mapping[str, TextFile]) -> str | None:
    match = _COPY.match(name.removesuffix(".yaml"))
    original = f"{match['base']}.yaml" if match else ""
    return original if original in by_name and original != name else None


def _copy(copy: TextFile, original: TextFile, documents: Mapping[str, Document]) -> Problem:
    facts: dict[str, object] = {
        "copy": copy.path.name,
        "original": original.path.name,
        "newer": _newer(copy, original),
        "differ": _differences(documents[copy.name].value, documents[original.name].value),
    }
    return Problem("sync-copy", FilePlace(copy.name), facts)


def _take(sections: Sections, file: TextFile, document: Document, by_name: Mapping[str, TextFile]) -> None:
    if not isinstance(document.value, dict):
        return
    for key, value in document.value.items():
        if key not in SECTIONS:
            place = document.place((key,), key=True)
            meant = closest(str(key), SECTIONS)
            facts = {"key": key, "suggestion": meant, "hint": "suggestion" if meant else None}
            sections.problems.append(Problem("unknown-section", place, facts))
        elif key in sections.home:
            first = by_name[sections.home[key]]
            sections.problems.append(_twice(key, document, file, first, value, sections.value[key]))
        else:
            sections.home[key] = file.name
            sections.value[key] = value


def _twice(
    key: str, document: Document, file: TextFile, first: TextFile, value: object, other: object
) -> Problem:
    place: TextPlace = document.place((key,), key=True)
    facts = {
        "section": key,
        "other": first.path.name,
        "newer": _newer(file, first),
        "differ": _differences({key: value}, {key: other}),
    }
    return Problem("section-twice", place, facts)


def _newer(one: TextFile, other: TextFile) -> str:
    return one.path.name if one.modified > other.modified else other.path.name


def _differences(one: object, other: object) -> str:
    """The first few ways to values that differ, ``kickoff.activities.3.due``; an en dash where there are none."""
    found: list[str] = []
    _differ(one, other, "", found)
    shown = ", ".join(found[:4]) + (" …" if len(found) > 4 else "")  # noqa: PLR2004 - a line holds four
    return shown or "–"


def _differ(one: object, other: object, way: str, found: list[str]) -> None:
    if one == other or len(found) > 4:  # noqa: PLR2004
        return
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            _differ(one.get(key), other.get(key), f"{way}.{key}" if way else str(key), found)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other, strict=True), 1):
            _differ(left, right, f"{way}.{number}", found)
    else:
        found.append(way or "–")
