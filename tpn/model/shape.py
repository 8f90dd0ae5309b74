"""Shape: does every value have the type that the format asks for? pydantic-core judges, we name the faults."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic_core import ErrorDetails, SchemaValidator, ValidationError

from tpn.model.base import Limits, Record, schema_of
from tpn.model.fieldtree import SCALES, Take, takes
from tpn.model.findings import Finding, Route
from tpn.model.project import Project, project_of
from tpn.model.similar import closest

R = TypeVar("R", bound=Record)

_SLUGS: Mapping[str, str] = {
    "missing": "missing-key",
    "unexpected_keyword_argument": "unknown-key",
    "string_type": "not-a-text",
    "string_pattern_mismatch": "bad-id",
    "string_too_long": "bad-id",
    "int_type": "not-a-number",
    "int_from_float": "not-a-whole-number",
    "float_type": "not-a-number",
    "finite_number": "not-a-number",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
    "bool_type": "not-true-false",
    "dataclass_type": "not-a-mapping",
    "dict_type": "not-a-mapping",
    "enum": "not-a-choice",
    "date_unreadable": "date-unreadable",
    "date_ambiguous": "date-ambiguous",
    "date_impossible": "date-impossible",
    "date_far": "date-far",
    "date_weekday": "date-weekday",
    "not_a_duration": "not-a-duration",
    "not_a_link": "not-a-link",
}


def read_shape(value: Mapping[str, Any]) -> tuple[Project | None, list[Finding]]:
    """The project that a value means, or everything that is wrong with its shape."""
    try:
        return project_of(value), []
    except ValidationError as fault:
        return None, [_finding(error, Project) for error in fault.errors(include_url=False)]


def read_as(cls: type[R], value: Mapping[str, Any]) -> tuple[R | None, list[Finding]]:
    """The record of a class that a value means (a style, a profile), or everything that is wrong with its shape."""
    try:
        return SchemaValidator(schema_of(cls)).validate_python(value), []
    except ValidationError as fault:
        return None, [_finding(error, cls) for error in fault.errors(include_url=False)]


def _finding(error: ErrorDetails, root: type[Record]) -> Finding:
    route: Route = tuple(part for part in error["loc"] if part != "[key]")
    slug = _SLUGS.get(error["type"], "wrong-shape")
    if error["type"] == "int_type" and isinstance(error.get("input"), float):
        slug = "not-a-whole-number"
    facts: dict[str, object] = {"key": str(route[-1]) if route else "", "value": _short(error.get("input"))}
    holder, take = _holder(route, root)
    if slug == "unknown-key":
        return Finding(slug, route, facts | _meant(str(route[-1]), holder), at_key=True)
    if slug == "missing-key":
        return Finding(slug, route, {"key": facts["key"]} | _example(take))
    if slug == "not-a-choice":
        return _not_a_choice(route, facts, take, at_key=error["loc"][-1] == "[key]")
    if slug == "bad-id" and take and take.kind == "digits4":
        slug = "not-four-digits"
    if slug == "out-of-range" and take:
        low, high = _limits(take)
        facts |= {"low": low, "high": high, "hint": "above" if high is None else None}
    return Finding(slug, route, facts)


def _not_a_choice(route: Route, facts: dict[str, object], take: Take | None, *, at_key: bool) -> Finding:
    choices = (take.keys if at_key else take.choices) if take else None
    names = tuple(choice.value for choice in choices) if choices else ()
    meant = closest(str(facts["value"]), names)
    facts |= {"choices": names, "suggestion": meant, "hint": "suggestion" if meant else None}
    return Finding("not-a-choice", route, facts, at_key=at_key)


def _limits(take: Take) -> Limits:
    """What the shape holds of a kind; a field may ask for more."""
    return SCALES.get(take.kind, Limits(0))


def _meant(key: str, holder: type[Record] | None) -> dict[str, object]:
    known = tuple(name for name in takes(holder) if name != "x") if holder else ()
    meant = closest(key, known)
    return {"suggestion": meant, "known": known, "hint": "suggestion" if meant else None}


def _example(take: Take | None) -> dict[str, object]:
    return {"kind": take.kind if take else "text"}


def _holder(route: Route, root: type[Record]) -> tuple[type[Record] | None, Take | None]:
    """The class that holds the end of the route, and what its field takes."""
    cls: type[Record] | None = root
    take: Take | None = None
    for part in route:
        if isinstance(part, int) or cls is None:
            continue
        found = takes(cls).get(str(part))
        if found is None:
            if take and take.form in {"records_by_key", "values_by_key"}:
                continue
            return cls, None
        take = found
        holder, cls = cls, found.record or cls
    last = next((part for part in reversed(route) if isinstance(part, str)), None)
    if take and take.key == last and take.record is None:
        return holder, take
    return cls, take


def _short(value: object) -> str:
    if isinstance(value, dict | list):
        return "…"
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "…"  # noqa: PLR2004 - fits a line
