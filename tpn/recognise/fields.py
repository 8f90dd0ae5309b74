"""The kinds of tables and their fields: the contract of ``tpn read --json`` and of the project format."""

from typing import Literal, get_args

Kind = Literal[
    "activities", "milestones", "risks", "issues", "stakeholders", "benefits",
    "requirements", "people", "decisions", "services", "communication", "unknown",
]  # fmt: skip

KINDS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind != "unknown")

FIELDS: dict[Kind, tuple[str, ...]] = {
    "activities": (
        "id", "title", "responsible", "start", "due", "duration", "effort", "status", "percent", "note",
        "phase", "service", "after", "priority", "started", "finished", "milestone",
    ),
    "milestones": (
        "id", "title", "responsible", "due", "status", "percent", "note", "phase", "service", "after", "finished",
    ),
    "risks": (
        "id", "title", "probability", "consequence", "score", "owner", "action", "contingency", "status",
        "note", "phase", "service", "kind", "strategy", "residual_probability", "residual_consequence", "due",
    ),
    "issues": (
        "id", "title", "cause", "consequence", "priority", "responsible", "action", "due", "status", "note",
        "created", "finished",
    ),
    "stakeholders": (
        "id", "title", "group", "interest", "influence", "attitude", "expectation", "needs", "action",
        "responsible", "due", "status", "note",
    ),
    "benefits": (
        "id", "title", "kind", "for", "owner", "indicator", "unit", "baseline", "target", "by", "method",
        "action", "due", "status", "note", "service",
    ),
    "requirements": (
        "id", "text", "level", "group", "criterion", "verify", "status", "note", "priority", "service", "responsible",
    ),
    "people": (
        "id", "name", "initials", "roles", "title", "unit", "organisation", "email", "phone", "deputy", "note",
    ),
    "decisions": ("id", "title", "decided", "outcome", "recommendation", "responsible", "due", "status", "note"),
    "services": (
        "id", "name", "owner", "responsible", "audience", "cases_per_year", "launch", "wave", "unit", "status",
        "note", "due", "start", "percent",
    ),
    "communication": ("id", "message", "aim", "audience", "form", "when", "responsible", "done", "note"),
    "unknown": (),
}  # fmt: skip

# recognised and of use while reading, but no field of a record: they go out under their own heading
BESIDE: frozenset[str] = frozenset({
    "created", "subtitle", "type", "contact", "role", "cause", "reported_by", "first_name", "last_name", "email",
    "phone", "started", "finished", "due", "by", "start", "duration", "effort", "percent", "responsible", "after",
    "priority",
})  # fmt: skip

TITLE: dict[Kind, str] = {
    "requirements": "text",
    "people": "name",
    "services": "name",
    "communication": "message",
}

DATES: frozenset[str] = frozenset(
    {"start", "due", "started", "finished", "created", "decided", "launch", "by", "when", "done"}
)
ENDS: frozenset[str] = frozenset({"due", "finished", "launch", "by"})
NUMBERS: frozenset[str] = frozenset({"duration", "effort"})
PEOPLE: frozenset[str] = frozenset({"responsible"})
RATINGS: frozenset[str] = frozenset(
    {
        "probability",
        "consequence",
        "score",
        "residual_probability",
        "residual_consequence",
        "interest",
        "influence",
        "attitude",
    }
)
LISTS: frozenset[str] = frozenset({"responsible", "after"})


def title_of(kind: Kind) -> str:
    """The field that names a record of this kind."""
    return TITLE.get(kind, "title")


def takes(kind: Kind, field: str) -> bool:
    """Whether a table of this kind can have the field, as a value or beside."""
    return field in FIELDS[kind] or field in BESIDE
