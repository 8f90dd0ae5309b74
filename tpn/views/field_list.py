"""What a kind of record can say: its fields with what each takes, known before one record exists."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tpn.model.base import Record
from tpn.model.fieldtree import Take, takes

MOST_DEEP = 2
"""How far into a field's own fields the list goes; lists of records are asked for by their own kind."""


@dataclass(frozen=True)
class FieldTakes:
    """One field: the keys on the way to it from its record, and what it takes."""

    way: tuple[str, ...]
    take: Take

    @property
    def path(self) -> str:
        """As it is typed: ``indicator.baseline``."""
        return ".".join(self.way)

    @property
    def sort(self) -> str:
        """What it takes, one word: a kind of value, ``choice``, ``reference`` or ``records``."""
        if self.take.record is not None:
            return "records"
        if self.take.choices is not None:
            return "choice"
        return "reference" if self.take.ref else self.take.kind

    @property
    def choices(self) -> tuple[StrEnum, ...]:
        """The choices, where it is one of some."""
        return tuple(self.take.choices) if self.take.choices else ()

    @property
    def many(self) -> bool:
        """Whether it takes several."""
        return self.take.form not in {"value", "record"}


def field_list(cls: type[Record]) -> tuple[FieldTakes, ...]:
    """The fields of a class in the order of the file."""
    return tuple(_fields(cls, ()))


def _fields(cls: type[Record], way: tuple[str, ...]) -> Iterator[FieldTakes]:
    for key, take in takes(cls).items():
        if key == "x":
            continue
        here = (*way, key)
        if take.form == "record" and take.record is not None and len(here) < MOST_DEEP:
            yield from _fields(take.record, here)
        else:
            yield FieldTakes(here, take)


def fields_json(kind: str, fields: tuple[FieldTakes, ...]) -> dict[str, object]:
    """The fields as facts."""
    return {
        "format": 1, "kind": kind,
        "fields": [
            {"field": one.path, "takes": one.sort, "required": one.take.required, "many": one.many,
             "low": one.take.limits.low, "high": one.take.limits.high,
             "usual_low": one.take.usual.low, "usual_high": one.take.usual.high,
             "not_after_today": one.take.recorded, "refers_to": one.take.ref,
             "choices": [choice.value for choice in one.choices]}
            for one in fields
        ],
    }  # fmt: skip
