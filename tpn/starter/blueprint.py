"""The content that a project is laid out from, read from the library, in one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tpn.library import load, pieces
from tpn.library.services import resolve
from tpn.model.choices import Language
from tpn.starter.names import said

Content = Mapping[str, Any]

_SERVICES = "catalogue/services"


@dataclass(frozen=True, slots=True, eq=False)
class BlueprintEntry:
    """One activity of the blueprint; ``after`` as it stands there."""

    key: str
    phase: str
    title: str
    responsible: str
    per: str = "project"
    duration: str | None = None
    after: tuple[str, ...] = ()
    milestone: bool = False
    kind: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Blueprint:
    """All that a new project is made from. What each part holds is said in the files under ``projects/blank``."""

    entries: tuple[BlueprintEntry, ...]
    start: Content
    comments: Content
    components: Content


def blueprint(language: Language) -> Blueprint:
    """The blueprint in a language."""
    plan, start, comments, components = (
        said(load(relative), language)
        for relative in (
            "projects/blank/plan.yaml",
            "projects/blank/start.yaml",
            "projects/blank/comments.yaml",
            "catalogue/components.yaml",
        )
    )
    entries = tuple(
        BlueprintEntry(**{**row, "after": tuple(row.get("after", ()))}) for row in plan["activities"]
    )
    return Blueprint(entries, start, comments, components["components"])


def catalogue(language: Language, folder: Path | None = None) -> dict[str, Content]:
    """Every service of the catalogue, its steps in full, by each word that means it: id, short id, names.

    With a project's ``folder`` its own content comes first, as everywhere.
    """
    steps = load("catalogue/steps.yaml", folder)
    found: dict[str, Content] = {}
    for service in _services(folder):
        full = said(resolve(service, steps), language)
        words = (service["id"], service.get("short", ""), *service["name"].values())
        found |= {word.casefold(): full for word in words if word}
    return found


def _services(folder: Path | None) -> Iterator[Content]:
    return (load(f"{piece.kind}/{piece.name}.yaml", folder) for piece in pieces(_SERVICES, folder))
