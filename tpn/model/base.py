"""The building stones of the project format: the base class and the kinds of value.

A class of the format reads like a pydantic model or a data class: annotated fields with defaults. It is a pydantic
type (``TypeAdapter(Project)`` reads and refuses what the loader does), and the validation is pydantic's own engine,
``pydantic_core``; only the schema is put together here (``schema_of``), because ``pydantic.BaseModel`` spends more
time on inspecting some hundred classes at every start than all the rest of ``tpn status`` takes.

No unions anywhere, so that the path of every error is the path in the YAML. Values come from ``source``: text,
numbers, dates, true/false, lists and mappings, already resolved by YAML 1.2.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    NamedTuple,
    Self,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
)

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from tpn.model.dates import NotADate, Ways, read_date, within_reach
from tpn.model.spans import Link, parse_duration, parse_link

BEGINNINGS = frozenset({"start", "from_", "from", "started", "publish"})
"""A week stands for its Monday where something begins, for its Friday elsewhere."""
_WHY = {"open": "unreadable"}
ID_PATTERN = r"^[\w.-]+$"


class Ref(NamedTuple):
    """Marks a text as the id of another record, ``to`` one of the kinds in ``model.index``."""

    to: str


class FieldKind(NamedTuple):
    """Marks what a field takes: a name in ``_KINDS``."""

    name: str


class Limits(NamedTuple):
    """Marks a number with what it can be at all: from ``low`` to ``high``, both included; None is no limit."""

    low: float | None = None
    high: float | None = None


class Usual(NamedTuple):
    """Marks a number with what it usually is; beyond it somebody is asked whether it is meant."""

    low: float | None = None
    high: float | None = None


class Happened(NamedTuple):
    """Marks a date of something that has happened: it is never after today."""


class Alias(NamedTuple):
    """Marks a field whose YAML key is a reserved word in Python."""

    key: str


class _Default:
    """A default that is made anew, or is a required field's lack of one."""


MISSING = _Default()


class Field(NamedTuple):
    """One field of a class: its attribute, its key in the YAML, its type and default."""

    name: str
    key: str
    annotation: Any
    default: object


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """What every part of a project is: frozen, and no key that the format does not name.

    ``KEY`` is the field that an address uses for this record inside its list; without one it is its number.
    ``PREFIX`` begins the ids of its kind.
    """

    KEY: ClassVar[str] = ""
    PREFIX: ClassVar[str] = ""

    x: dict[str, Any] = {}

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """How pydantic reads the class: as the loader does."""
        return schema_of(cls)

    def __init__(self, **values: object) -> None:
        known = {field.name: field.default for field in fields(type(self))} | values
        if lacking := [name for name, value in known.items() if value is MISSING]:
            raise TypeError(f"{type(self).__name__} needs {', '.join(lacking)}")
        self.__dict__.update(known)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __repr__(self) -> str:
        said = ", ".join(f"{k}={v!r}" for k, v in self._own().items() if v not in (None, (), {}))
        return f"{type(self).__name__}({said})"

    def but(self, **values: object) -> Self:
        """The same record with other values in some fields; what was worked out of this one stays with it."""
        return type(self)(**{**self._own(), **values})

    def _own(self) -> dict[str, Any]:
        return {field.name: self.__dict__[field.name] for field in fields(type(self))}


T = TypeVar("T")


def once(record: Record, name: str, work_out: Callable[[], T]) -> T:
    """What follows from a record, worked out when first asked for and kept with it: a record never changes."""
    if name not in record.__dict__:
        record.__dict__[name] = work_out()
    found: T = record.__dict__[name]
    return found


Text = Annotated[str, FieldKind("text")]
Id = Annotated[str, FieldKind("id")]
Digits4 = Annotated[str, FieldKind("digits4")]
Date = Annotated[date, FieldKind("date")]
Duration = Annotated[int, FieldKind("duration")]
After = Annotated[Link, FieldKind("link"), Ref("predecessor")]
Whole = Annotated[int, FieldKind("whole")]
Number = Annotated[float, FieldKind("number")]
Percent = Annotated[float, FieldKind("percent")]
Scale5 = Annotated[int, FieldKind("scale5")]
Attitude = Annotated[int, FieldKind("attitude")]
Importance = Annotated[int, FieldKind("importance")]
Maturity = Annotated[int, FieldKind("maturity")]
Yes = Annotated[bool, FieldKind("bool")]
Anything = Annotated[Any, FieldKind("anything")]
Many = tuple[T, ...]

# The same with what they can be: held at the door; files that loaded in 0.2.0 are warned of.
Amount = Annotated[float, FieldKind("number"), Limits(0)]
"""NOK, or a count: never below zero."""
Points = Annotated[float, FieldKind("number"), Limits(0, 10)]
Share = Annotated[float, FieldKind("number"), Limits(0, 100)]
YEARS = Limits(2000, 2100)
"""What a year can be; a whole number within these is a year, and has no space between its digits."""
Year = Annotated[int, FieldKind("whole"), YEARS]
PastDate = Annotated[date, FieldKind("date"), Happened()]

PersonId = Annotated[str, FieldKind("text"), Ref("people")]
ServiceId = Annotated[str, FieldKind("text"), Ref("services")]
StakeholderId = Annotated[str, FieldKind("text"), Ref("stakeholders")]
ChangeId = Annotated[str, FieldKind("text"), Ref("changes")]
BenefitId = Annotated[str, FieldKind("text"), Ref("benefits")]
GoalId = Annotated[str, FieldKind("text"), Ref("goals")]
ComponentId = Annotated[str, FieldKind("text"), Ref("components")]
DecisionId = Annotated[str, FieldKind("text"), Ref("decisions")]
MeetingId = Annotated[str, FieldKind("text"), Ref("meetings")]
BodyId = Annotated[str, FieldKind("text"), Ref("bodies")]
ActivityId = Annotated[str, FieldKind("text"), Ref("activities")]


# ---------------------------------------------------------------- values as they come


def as_text(value: object) -> object:
    """A text as it stood in the file, where YAML sees a number or a date: a telephone number, ``1.10``."""
    if value.__class__ is str:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return getattr(value, "text", None) or str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def _date(value: object, info: core_schema.ValidationInfo) -> date:
    try:
        if isinstance(value, date):
            return within_reach(value)
        if isinstance(value, str):
            since = info.context.get("start") if info.context else None
            return read_date(value, Ways(end=info.field_name not in BEGINNINGS, since=since)).day
    except NotADate as fault:
        raise PydanticCustomError("date_" + _WHY.get(fault.why, fault.why), "") from None
    raise PydanticCustomError("date_unreadable", "")


def _duration(value: object) -> int:
    days = parse_duration(value) if isinstance(value, str) else None
    if days is None:
        raise PydanticCustomError("not_a_duration", "")
    return days


def _link(value: object) -> Link:
    said = as_text(value)  # an id may look like a number
    link = parse_link(said) if isinstance(said, str) else None
    if link is None:
        raise PydanticCustomError("not_a_link", "")
    return link


def _many(value: object) -> object:
    """One value where a list is asked for is a list of one; an empty key is an empty list."""
    if value.__class__ is list:
        return value
    return () if value is None else value if isinstance(value, tuple) else (value,)


def _nothing(value: object) -> object:
    """A key without a value (``calendar:``) is an empty mapping."""
    return {} if value is None else value


# ---------------------------------------------------------------- fields and schema of a class


def per_class(make: Callable[[type[Record]], T]) -> Callable[[type[Record]], T]:
    """Worked out once for each class of the format."""
    known: dict[type[Record], T] = {}

    def get(cls: type[Record]) -> T:
        if cls not in known:
            known[cls] = make(cls)
        return known[cls]

    return get


def per_annotation(make: Callable[[Any], T]) -> Callable[[Any], T]:
    """Worked out once for each annotation, told apart as objects: to compare them takes longer than what is made.

    A few of them make up most of the six hundred fields.
    """
    known: dict[int, tuple[Any, T]] = {}

    def get(annotation: Any) -> T:
        found = known.get(id(annotation))
        if found is None:  # it is kept beside, so that no other takes its place in memory
            found = known[id(annotation)] = (annotation, make(annotation))
        return found[1]

    return get


@per_class
def fields(cls: type[Record]) -> tuple[Field, ...]:
    """The fields of a class in the order of the file; ``x`` last."""
    own = [
        Field(name, _key(annotation) or name, annotation, cls.__dict__.get(name, MISSING))
        for name, annotation in cls.__annotations__.items()
        if name not in {"KEY", "PREFIX"} and not _of_class(annotation)
    ]
    return (*own, Field("x", "x", dict[str, Anything], Record.x)) if cls is not Record else tuple(own)


@per_annotation
def _of_class(annotation: Any) -> bool:
    """Whether it is the class's own, and no field."""
    origin: Any = get_origin(annotation)
    return origin is ClassVar


@per_annotation
def _key(annotation: Any) -> str:
    """What a field is called in the file where that is another name than in the class; empty otherwise."""
    alias = next((m for m in getattr(annotation, "__metadata__", ()) if isinstance(m, Alias)), None)
    return alias.key if alias else ""


def schema_of(cls: type[Record]) -> CoreSchema:
    """The pydantic-core schema of a class of the format."""
    root = core_schema.definition_reference_schema(cls.__name__)
    return core_schema.definitions_schema(root, definitions_of(cls))


def definitions_of(cls: type[Record]) -> list[CoreSchema]:
    """The schema of a class and of each one below it, by its name."""
    made: dict[type[Record], CoreSchema] = {}
    waiting = [cls]
    while waiting:
        one = waiting.pop()
        if one not in made:
            made[one] = _record(one)
            waiting += [below for field in fields(one) for below in _records_in(field.annotation)]
    return list(made.values())


@per_annotation
def _records_in(annotation: Any) -> tuple[type[Record], ...]:
    """The classes of the format that an annotation names."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return (annotation,) if issubclass(annotation, Record) else ()
    return tuple(cls for part in get_args(annotation) for cls in _records_in(part))


def _record(cls: type[Record]) -> CoreSchema:
    args = [_argument(field) for field in fields(cls)]
    inner = core_schema.dataclass_args_schema(cls.__name__, args)
    names = [field.name for field in fields(cls)]
    return core_schema.dataclass_schema(cls, inner, names, config=_CONFIG, ref=cls.__name__)


_CONFIG = core_schema.CoreConfig(extra_fields_behavior="forbid", loc_by_alias=True)


def _argument(field: Field) -> core_schema.DataclassField:
    """The schema of one field; written out, as there are some six hundred of them at every start."""
    schema = _schema(field.annotation)
    if isinstance(
        field.default, dict | Record
    ):  # the same one for all: pydantic would copy a mapping each time
        schema = {"type": "default", "schema": schema, "default_factory": lambda: field.default}
    elif field.default is not MISSING:
        schema = {"type": "default", "schema": schema, "default": field.default}
    made: core_schema.DataclassField = {
        "type": "dataclass-field", "name": field.name, "schema": schema, "kw_only": True,
    }  # fmt: skip
    if field.key != field.name:
        made["validation_alias"] = field.key
    return made


@per_annotation
def _schema(annotation: Any) -> CoreSchema:
    origin = get_origin(annotation)
    if origin is Annotated:
        kind = next((m for m in annotation.__metadata__ if isinstance(m, FieldKind)), None)
        return _KINDS[kind.name] if kind else _schema(get_args(annotation)[0])
    if origin in (UnionType, Union):
        inner = next(arg for arg in get_args(annotation) if arg is not NoneType)
        return core_schema.nullable_schema(_schema(inner))
    if origin is tuple:
        return _before(_many, *_several(_schema(get_args(annotation)[0])))
    if origin is dict:
        mapping = core_schema.dict_schema(*(_schema(arg) for arg in get_args(annotation)))
        return _before(_nothing, mapping, core_schema.nullable_schema(mapping))
    if issubclass(annotation, StrEnum):
        return core_schema.enum_schema(annotation, list(annotation), sub_type="str")
    if issubclass(annotation, Record):
        by_name = core_schema.definition_reference_schema(annotation.__name__)
        needs = any(field.default is MISSING for field in fields(annotation))
        return _before(_nothing, by_name, by_name if needs else core_schema.nullable_schema(by_name))
    return core_schema.str_schema(strict=True)  # the plain str of a mapping's keys


def _several(one: CoreSchema) -> tuple[CoreSchema, CoreSchema]:
    """A list of something, and what is taken for one."""
    many = core_schema.tuple_schema([one], variadic_item_index=0)
    return many, core_schema.union_schema([many, core_schema.nullable_schema(one)])


def _before(made: Callable[[object], object], schema: CoreSchema, taken: CoreSchema) -> CoreSchema:
    """A schema of what is made of a value; ``taken`` says what the value may be, to those who only read schemas."""
    return core_schema.no_info_before_validator_function(made, schema, json_schema_input_schema=taken)


def _text(other: Sequence[CoreSchema], **limits: Any) -> CoreSchema:
    """A text; where it holds nothing but figures or true, YAML sees ``other``."""
    text = core_schema.str_schema(strict=True, **limits)
    return _before(as_text, text, core_schema.union_schema([text, *other]))


def _whole(low: int, high: int | None = None) -> CoreSchema:
    return core_schema.int_schema(strict=True, ge=low, le=high)


def _typed(kind: str) -> CoreSchema:
    """What a value that is understood from a text is, to those who only read schemas."""
    return core_schema.str_schema(metadata={"kind": kind})


_SCALARS = (core_schema.float_schema(), core_schema.bool_schema())
_KINDS: Mapping[str, CoreSchema] = {
    "text": _text(_SCALARS),
    "id": _text(_SCALARS, pattern=ID_PATTERN, max_length=80),
    "digits4": _text([_whole(1000, 9999)], pattern=r"^\d{4}$"),
    "date": core_schema.with_info_plain_validator_function(_date, json_schema_input_schema=_typed("date")),
    "duration": core_schema.no_info_plain_validator_function(
        _duration, json_schema_input_schema=_typed("duration")
    ),
    "link": core_schema.no_info_plain_validator_function(
        _link, json_schema_input_schema=core_schema.union_schema([_typed("link"), *_SCALARS])
    ),
    "whole": _whole(0),
    "number": core_schema.float_schema(strict=True, allow_inf_nan=False),
    "percent": core_schema.float_schema(strict=True, ge=0, le=100),
    "scale5": _whole(1, 5),
    "attitude": _whole(-1, 1),
    "importance": _whole(1, 3),
    "maturity": _whole(0, 7),
    "bool": core_schema.bool_schema(strict=True),
    "anything": core_schema.any_schema(),
}
