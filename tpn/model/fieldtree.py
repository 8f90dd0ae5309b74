"""What a field takes, read off the classes: for references, addresses, editing and the JSON Schema.

One place knows how annotations are written; everything else asks here.
"""

from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from tpn.model.base import MISSING, Field, FieldKind, Record, Ref, fields, per_class

Form = Literal["value", "record", "values", "records", "values_by_key", "records_by_key"]


_RECORDED = frozenset({
    "started", "finished", "done", "closed", "decided", "delivered", "accepted", "launched", "reviewed", "as_of",
})  # fmt: skip
_RECORDS = frozenset(
    {
        "Overruling",
        "Contact",
        "Measurement",
        "Figure",
        "Lesson",
        "CheckAnswer",
        "OwnCheck",
        "Approval",
        "Waiver",
        "Published",
    }
)
"""Records whose ``date`` is the day on which they were made."""


class Take(NamedTuple):
    """What a field takes.

    ``form``: one value or record, a list of them, or a mapping by key. ``kind``: the kind of a value
    (``text``, ``date``, ``choice`` …). ``ref``: what the text is the id of. ``nullable``: a key with nothing after
    it says nothing; lists and mappings are then empty, and need no such mark.
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
    owner: type[Record] = Record

    @property
    def recorded(self) -> bool:
        """Whether it is a day on which something has happened, not one that is planned."""
        return self.kind == "date" and (
            self.key in _RECORDED or (self.key == "date" and self.owner.__name__ in _RECORDS)
        )


@per_class
def takes(cls: type[Record]) -> dict[str, Take]:
    """By YAML key, what each field of a class takes."""
    return {field.key: _take(field)._replace(owner=cls) for field in fields(cls)}


def _take(field: Field) -> Take:
    annotation, ref, kind = _strip(field.annotation)
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
        field.name,
        field.key,
        form,
        "choice" if choices else kind or "text",
        field.default is MISSING,
        record,
        choices,
        ref,
        keys,
        _is_optional(field.annotation),
    )


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
