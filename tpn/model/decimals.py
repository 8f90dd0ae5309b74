"""Numbers in the files whose point may have been meant as dividing thousands: ``value: 125.000`` is 125 in YAML."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tpn.model.base import Record
from tpn.model.fieldtree import Take, takes
from tpn.model.findings import Finding, Route

_LOOKS = re.compile(r"(?m)[:\[,-]\s*[-+]?[1-9]\d{0,2}\.\d{3}\s*(?:[,\]}#]|$)")
_THREE = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}")


def may_divide(texts: Iterable[str]) -> bool:
    """Whether any file holds such a number: most hold none, and are not walked."""
    return any(_LOOKS.search(text) for text in texts)


def points_before_three(cls: type[Record], said: object, route: Route = ()) -> Iterator[Finding]:
    """The number fields of a record whose value has a point before exactly three digits."""
    if not isinstance(said, Mapping):
        return
    for key, value in said.items():
        take = takes(cls).get(str(key))
        if take is not None:
            yield from _in_field(take, value, (*route, str(key)))


def _in_field(take: Take, value: object, route: Route) -> Iterator[Finding]:
    for inner, at in _values(value, route):
        if take.record is not None:
            yield from points_before_three(take.record, inner, at)
        elif take.kind in {"number", "percent"} and isinstance(inner, float):
            text = str(getattr(inner, "text", None) or repr(inner))
            if _THREE.fullmatch(text):
                yield Finding("three-decimals", at, {"value": text, "number": text.replace(".", "")})


def _values(value: Any, route: Route) -> Iterator[tuple[object, Route]]:
    """A value itself, or each of a list; a mapping by key is tried both as a record and by its keys."""
    if isinstance(value, list):
        yield from ((one, (*route, number)) for number, one in enumerate(value))
        return
    yield value, route
    if isinstance(value, Mapping):
        yield from (
            (one, (*route, str(key))) for key, one in value.items() if isinstance(one, Mapping | float)
        )
