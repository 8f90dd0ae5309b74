"""What a value can be, and what it mostly is: read off the marks beside the fields, for files, doors and questions.

What 0.2.0 could load still loads: beyond a limit is a warning in a file and a refusal at the door.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tpn.model.base import Record, per_class
from tpn.model.fieldtree import Take, takes
from tpn.model.findings import Finding, Route
from tpn.model.index import Entry, Index

FAR = timedelta(days=20 * 365)
"""A date so far from the project's start is asked about."""


def within(take: Take, number: float) -> bool:
    """Whether a number is one that a field can take."""
    low, high = take.limits
    return (low is None or number >= low) and (high is None or number <= high)


def unusual(take: Take, number: float) -> bool:
    """Whether a number is one that a field can take and mostly does not: 0 says that there is none."""
    low, high = take.usual
    return number != 0 and ((low is not None and number < low) or (high is not None and number > high))


def limit_facts(take: Take) -> dict[str, object]:
    """The limits of a field as facts of a problem; which wording fits."""
    low, high = take.limits
    hint = "above" if high is None else "below" if low is None else None
    return {"low": _plain(low), "high": _plain(high), "hint": hint}


def check_limits(index: Index) -> Iterator[Finding]:
    """Numbers that cannot be true, as far as the shape of the file lets them through."""
    for entry in index.entries:
        for take, value, route in numbers(entry.record, entry.route):
            if not within(take, value):  # the scale of its kind the shape of the file holds already
                facts = {"id": entry.address, "key": take.key, "value": _plain(value), **limit_facts(take)}
                yield Finding("beyond-limits", route, facts)


def unlikely(index: Index, start: date) -> Iterator[tuple[Entry, Take, object, Route]]:
    """Values that can be and mostly are not: somebody should say that they are meant."""
    for entry in index.entries:
        for take, value, route in numbers(entry.record, entry.route):
            if unusual(take, value) and within(take, value):
                yield entry, take, _plain(value), route
        for take in _dates(type(entry.record)):
            day = getattr(entry.record, take.name)
            if isinstance(day, date) and abs(day - start) > FAR:
                yield entry, take, day, (*entry.route, take.key)


def numbers(record: Record, route: Route) -> Iterator[tuple[Take, float, Route]]:
    """The numbers in the fields of a record, each with what its field takes and where it stands."""
    for take in _limited(type(record)):
        value: Any = getattr(record, take.name)
        many = value if isinstance(value, tuple) else (value,)
        for number, one in enumerate(many):
            if isinstance(one, int | float) and not isinstance(one, bool):
                yield take, one, (*route, take.key, *([number] if isinstance(value, tuple) else []))


@per_class
def _limited(cls: type[Record]) -> tuple[Take, ...]:
    return tuple(
        take for take in takes(cls).values() if any(side is not None for side in (*take.limits, *take.usual))
    )


@per_class
def _dates(cls: type[Record]) -> tuple[Take, ...]:
    return tuple(take for take in takes(cls).values() if take.kind == "date" and take.form == "value")


def _plain(number: float | None) -> int | float | None:
    return int(number) if number is not None and float(number).is_integer() else number
