"""Frozen facts as plain JSON, for other programs and to be kept; and what was kept back again, by its type hints.

What was kept can be read for ever: a field that has come later takes its default, one that has gone is passed over.
"""

import re
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from tpn.model.base import Record
from tpn.model.base import fields as record_fields

T = TypeVar("T")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def frozen(value: Any) -> Any:
    """Plain JSON: named tuples, data classes and records by their fields, dates as ISO text, choices as words."""
    if hasattr(value, "_asdict"):
        return {name: frozen(one) for name, one in value._asdict().items()}
    if isinstance(value, Record):
        return {one.key: frozen(getattr(value, one.name)) for one in record_fields(type(value))}
    if is_dataclass(value):
        return {one.name: frozen(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): frozen(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [frozen(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def thawed(kind: type[T], value: Any) -> T:
    """The value of a kind from its plain JSON.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: it is no such value.
    """
    return typing.cast("T", _thawed(kind, value))


def _thawed(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in {types.UnionType, typing.Union}:
        inner = next(one for one in get_args(kind) if one is not type(None))
        return None if value is None else _thawed(inner, value)
    if origin is tuple:
        kinds = get_args(kind)
        if kinds[-1] is Ellipsis:
            return tuple(_thawed(kinds[0], one) for one in value)
        return tuple(_thawed(one, said) for one, said in zip(kinds, value, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        inner = get_args(kind)[1]
        return {name: _thawed(inner, one) for name, one in value.items()}
    if hasattr(kind, "_fields"):
        hints = _hints(kind)
        return kind(**{name: _thawed(hints[name], value[name]) for name in kind._fields if name in value})
    if kind is object:
        return _meant(value)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    return value


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


def _meant(value: Any) -> Any:
    """A value of any kind: what reads as a day is one, a list is a tuple."""
    if isinstance(value, list):
        return tuple(_meant(one) for one in value)
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value
