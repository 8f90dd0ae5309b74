"""Values as the text of a new file, with its comments: records in block style, small facts on one line."""

from collections.abc import Iterator, Mapping
from typing import Any

from tpn.source import Route
from tpn.source.emit import entry, inline

Notes = Mapping[Route, str]

MODELINE = "# yaml-language-server: $schema=tpn.schema.json\n"

# what stands under these keys reads best on one line each, like a row of a table
_ROWS = frozenset(
    [
        "municipality",
        "goals",
        "tolerances",
        "choose",
        "reporting",
        "closed",
        "people",
        "parameters",
        "indicator",
        "steps",
        "records",
        "personal_data",
        "participants",
        "actions",
        "maturity",
    ]
)


def write(value: Mapping[str, Any], head: str, notes: Notes) -> str:
    """A whole file: the line that editors look for, what the file is, then its sections.

    ``notes`` go by the way to a value; each stands as a comment above it.
    """
    body = "\n".join(_mapping(value, (), 0, notes))
    return f"{MODELINE}{_comment(head, 0)}\n\n{body.lstrip()}\n"


def _comment(text: str, indent: int) -> str:
    return "\n".join(" " * indent + f"# {line}".rstrip() for line in text.rstrip("\n").split("\n"))


def _mapping(value: Mapping[str, Any], route: Route, indent: int, notes: Notes) -> Iterator[str]:
    for key, one in value.items():
        way = (*route, key)
        if way in notes:
            yield f"\n{_comment(notes[way], indent)}"
        elif not route:
            yield ""
        yield from _entry(key, one, way, indent, notes)


def _entry(key: str, value: Any, route: Route, indent: int, notes: Notes) -> Iterator[str]:
    if _is_row(value) or (isinstance(value, Mapping) and key in _ROWS):
        yield " " * indent + f"{key}: {inline(value)}"
    elif isinstance(value, Mapping):
        yield " " * indent + f"{key}:"
        yield from _mapping(value, route, indent + 2, notes)
    elif isinstance(value, list):
        yield " " * indent + f"{key}:"
        for number, one in enumerate(value):
            yield from _item(one, (*route, number), indent + 2, notes, row=key in _ROWS)
    else:
        yield entry(key, value, indent)


def _is_row(value: Any) -> bool:
    """Whether a value is empty, or a list of single values."""
    if isinstance(value, Mapping):
        return not value
    return isinstance(value, list) and not any(isinstance(one, Mapping | list) for one in value)


def _item(value: Any, route: Route, indent: int, notes: Notes, *, row: bool) -> Iterator[str]:
    if route in notes:
        yield f"\n{_comment(notes[route], indent)}"
    if row:
        yield " " * indent + f"- {inline(value)}"
        return
    first, *rest = "\n".join(_mapping(value, route, indent + 2, notes)).split("\n")
    yield " " * indent + "- " + first[indent + 2 :]
    yield from rest
