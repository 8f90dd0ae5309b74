"""What can be changed in a value, said as values; and what the value is afterwards, worked out without any text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tpn.source.document import Route


@dataclass(frozen=True, slots=True)
class Set:
    """Put the value at the route; mappings that are missing on the way are made."""

    route: Route
    value: Any


@dataclass(frozen=True, slots=True)
class Append:
    """Put the value last in the list at the route; a missing list is made, a single value becomes a list."""

    route: Route
    value: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """Take away the key or the item at the route; an empty mapping or list stays when it was the last."""

    route: Route


Edit = Set | Append | Remove


_PLAIN = frozenset({bool, int, float, str, date, type(None)})


class CannotEdit(ValueError):
    """The route leads through something that is no mapping or list, or to nothing."""


def applied(value: Any, edits: Iterable[Edit]) -> Any:
    """The value with the edits made, in order; the old one stays as it was.

    Raises:
        CannotEdit: a route that leads nowhere.
    """
    new = copied(value)
    for edit in edits:
        new = _change(new, edit.route, edit)
    return new


def copied(value: Any) -> Any:
    """The value in fresh dicts and lists; tuples become lists."""
    kind = value.__class__  # most values are plain ones: to ask what else they may be takes longest
    if kind in _PLAIN:
        return value
    if kind is dict or isinstance(value, Mapping):
        return {str(key): copied(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [copied(one) for one in value]
    return value


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal in kind as well: ``1``, ``1.0``, ``true`` and ``"1"`` are four values."""
    if isinstance(one, dict) and isinstance(other, dict):
        # the order of keys is what a reader of the file sees; it is part of the value here
        return list(one) == list(other) and all(map(same, one.values(), other.values()))
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return _kind(one) is _kind(other) and bool(one == other)


def nested(steps: Route, value: Any) -> Any:
    """The value inside a mapping for each step.

    Raises:
        CannotEdit: a step is a number: no list is made out of nothing at a place in its middle.
    """
    for step in reversed(steps):
        if not isinstance(step, str):
            raise CannotEdit(step)
        value = {step: value}
    return value


def _kind(value: Any) -> type:
    own: type = value.__class__
    if own in _PLAIN:
        return own
    return next((kind for kind in (bool, int, float, str, date) if isinstance(value, kind)), type(value))


def _change(value: Any, route: Route, edit: Edit) -> Any:
    """The value with the edit made; dicts and lists are the copy's own and are changed in place."""
    if not route:
        return _changed_here(value, edit)
    step, rest = route[0], route[1:]
    if isinstance(value, dict) and step in value:
        return _change_inside(value, step, rest, edit)
    if isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
        return _change_inside(value, step, rest, edit)
    if isinstance(edit, Remove) or not (value is None or isinstance(value, dict)):
        raise CannotEdit(route)
    new = copied(edit.value if isinstance(edit, Set) else [edit.value])
    return {**(value or {}), **nested(route, new)}


def _change_inside(value: Any, step: Any, rest: Route, edit: Edit) -> Any:
    if isinstance(edit, Remove) and not rest:
        del value[step]
    else:
        value[step] = _change(value[step], rest, edit)
    return value


def _changed_here(value: Any, edit: Edit) -> Any:
    if isinstance(edit, Set):
        return copied(edit.value)
    if isinstance(edit, Remove) or isinstance(value, dict):
        raise CannotEdit(edit.route)
    if isinstance(value, list):  # the copy's own, and long where thousands of rows come in at once
        value.append(copied(edit.value))
        return value
    return [copied(edit.value)] if value is None else [value, copied(edit.value)]
