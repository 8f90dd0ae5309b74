"""A field as it is told to somebody who is about to fill it: its name, what it takes, an example."""

from typing import NamedTuple

from tpn.model.about import About
from tpn.model.base import Record
from tpn.model.fieldtree import Take, takes
from tpn.texts.names import field_description, typed_name
from tpn.texts.words import Words


class FieldTold(NamedTuple):
    """``typed``: the name as it is typed in ``tpn set``; ``takes``: kind of value, range or choices."""

    typed: str
    key: str
    takes: str
    example: str
    required: bool
    about: str


def field_told(root: type[Record], way: tuple[str, ...], words: Words) -> FieldTold:
    """One field in one language; ``way`` are the keys that lead to it from a record of the class ``root``."""
    names, holder = [], root
    for key in way:
        names.append(typed_name(holder, key, words))
        take, cls = takes(holder)[key], holder
        holder = take.record or holder
    own = take.kind == "id" and cls is not About  # tpn gives it: a number, or a word of the name
    example = f"{cls.PREFIX}01" if own and cls.PREFIX else _example(take, words)
    return FieldTold(
        ".".join(names), ".".join(way), _takes(take, words), example,
        take.required and not own and len(way) == 1, field_description(cls, take.key, words),
    )  # fmt: skip


def _takes(take: Take, words: Words) -> str:
    if take.record is not None:
        return words("fields_of.takes.records")
    if take.choices is not None:
        said = words("fields_of.takes.choice", choices=", ".join(words.choice(one) for one in take.choices))
    elif take.ref is not None:
        kind = words.find(f"kinds.{take.ref}.one") or take.ref
        said = words("fields_of.takes.reference", kind=kind)
    else:
        said = words(f"fields_of.takes.{take.kind}") + _range(take, words)
    many = take.form not in {"value", "record"}
    return words("fields_of.takes.several", said=said) if many else said


def _range(take: Take, words: Words) -> str:
    if take.recorded:
        return words("fields_of.not_after_today")
    low, high = take.limits
    if take.kind in {"date", "duration"} or (low is None and high is None):
        return ""
    if high is None:
        return words("fields_of.from", low=_plain(low))
    return words("fields_of.from_to", low=_plain(low), high=_plain(high))


def _example(take: Take, words: Words) -> str:
    if take.record is not None:
        return ""
    if take.choices is not None:
        return words.choice(next(iter(take.choices))).lower()
    if take.ref is not None:
        return words.find(f"fields_of.example.refs.{take.ref}") or ""
    if take.usual.high is not None and take.kind in {"number", "percent", "whole"}:
        return str(_plain(_middle(take)))
    return words.find(f"fields_of.example.{take.kind}") or ""


_MONEY = 1_000_000_000
"""What is mostly at most this is NOK."""


def _middle(take: Take) -> float:
    """A number that is not unusual: nearer the low end, where most are."""
    low, high = take.usual.low or 0, take.usual.high or 0
    if high >= _MONEY:
        return 125_000
    for step in (1, 10, 100, 1_000, 10_000, 100_000):
        if low <= step * 4 <= high and step * 4 >= low * 2:
            return step * 4
    return low or high


def _plain(number: float | None) -> int | float | None:
    return int(number) if number is not None and float(number).is_integer() else number
