"""What a field takes, read off the classes: for references, addresses, editing and the JSON Schema.

One place knows how annotations are written; everything else asks here.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from tpn.model.base import MISSING, Field, FieldKind, Happened, Limits, Record, Ref, Usual, fields, per_class

Form = Literal["value", "record", "values", "records", "values_by_key", "records_by_key"]


class Take(NamedTuple):
    """What a field takes.

    ``form``: one value or record, a list of them, or a mapping by key. ``kind``: the kind of a value
    (``text``, ``date``, ``choice`` …). ``ref``: what the text is the id of. ``nullable``: a key with nothing after
    it says nothing; lists and mappings are then empty, and need no such mark. ``limits``: what a number can be;
    ``usual``: what it mostly is; ``recorded``: the day on which something has
    happened, never after today.
    """

    name: str
    key: str
    form: Form
    kind: str
    required: bool
    record: type[Record] | None = None
    choices: type[StrEnum] | None = None
    ref: str | None = None
    keys: type[StrEnum] | None = None
    nullable: bool = False
    limits: Limits = Limits()
    usual: Usual = Usual()
    recorded: bool = False
    owner: type[Record] = Record


@per_class
def takes(cls: type[Record]) -> dict[str, Take]:
    """By YAML key, what each field of a class takes."""
    return {field.key: _take(cls, field) for field in fields(cls)}


def default_of(cls: type[Record], key: str) -> object:
    """What a field of a class says where a file says nothing; None where that is nothing, or it must be said."""
    found = next((field.default for field in fields(cls) if field.key == key), None)
    return None if found is MISSING else found


def _take(cls: type[Record], field: Field) -> Take:
    name, key, annotation, default = field
    return _said(annotation)._replace(name=name, key=key, required=default is MISSING, owner=cls)


@cache  # a few annotations make up most fields
def _said(whole: Any) -> Take:
    """What an annotation says of a field of whatever name."""
    annotation, ref, kind = _strip(whole)
    marks = tuple(_marks(whole))
    form: Form = "value"
    keys = None
    if get_origin(annotation) is tuple:
        annotation, inner_ref, inner_kind = _strip(get_args(annotation)[0])
        ref, kind, form = ref or inner_ref, inner_kind or kind, "values"
    elif get_origin(annotation) is dict:
        key, value = get_args(annotation)
        keys = key if isinstance(key, type) and issubclass(key, StrEnum) else None
        annotation, ref, kind = _strip(value)
        form = "values_by_key"
    record = annotation if isinstance(annotation, type) and issubclass(annotation, Record) else None
    choices = annotation if isinstance(annotation, type) and issubclass(annotation, StrEnum) else None
    if record:
        form = {"value": "record", "values": "records", "values_by_key": "records_by_key"}[form]  # type: ignore[assignment]
    return Take(
        "",
        "",
        form,
        "choice" if choices else kind or "text",
        False,  # noqa: FBT003 - whether it is required, the field says
        record,
        choices,
        ref,
        keys,
        _is_optional(whole),
        next((mark for mark in marks if isinstance(mark, Limits)), SCALES.get(kind or "", Limits())),
        next((mark for mark in marks if isinstance(mark, Usual)), Usual()),
        any(isinstance(mark, Happened) for mark in marks),
    )


# what the kinds of the format hold by themselves
SCALES: Mapping[str, Limits] = {
    "scale5": Limits(1, 5), "attitude": Limits(-1, 1), "importance": Limits(1, 3), "maturity": Limits(0, 7),
    "percent": Limits(0, 100), "whole": Limits(0),
}  # fmt: skip


def _marks(annotation: Any) -> Iterator[object]:
    """Every mark that was written around a type, the outermost first."""
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
        yield from _marks(get_args(annotation)[0])
    elif get_origin(annotation) in (UnionType, Union, tuple, dict):
        for part in get_args(annotation):
            if part is not Ellipsis and part is not NoneType:
                yield from _marks(part)


def _is_optional(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        return _is_optional(get_args(annotation)[0])
    return get_origin(annotation) in (UnionType, Union) and NoneType in get_args(annotation)


def _strip(annotation: Any) -> tuple[Any, str | None, str | None]:
    """The bare annotation, and the reference and kind that were written around it."""
    ref = kind = None
    while True:
        if get_origin(annotation) is Annotated:
            for mark in annotation.__metadata__:
                ref = mark.to if isinstance(mark, Ref) else ref
                kind = mark.name if isinstance(mark, FieldKind) else kind
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (UnionType, Union):
            annotation = next(arg for arg in get_args(annotation) if arg is not NoneType)
        else:
            return annotation, ref, kind
