"""«What content is there?» – the pieces of the library, what they are called, whose they are, how old their facts are.

Titles and the like are by language, as the content has them: the view knows none.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from tpn.languages import LANGUAGES
from tpn.library import Piece, load, pieces
from tpn.library.dated import DatedFact

Spoken = Mapping[str, str]

# What people may ask for, and the folder of templates/ that it lies in. «services» are a shelf of their own.
KINDS: Mapping[str, str] = {
    "services": "catalogue/services", "catalogue": "catalogue", "checklists": "checklists", "facts": "facts",
    "sheets": "sheets", "agendas": "agendas", "reports": "reports",
    "documents": "documents", "texts": "texts", "words": "words",
    "profiles": "profiles", "projects": "projects",
}  # fmt: skip
_FIGURES = ("amount", "value", "days", "percent", "rank")


class LibraryEntry(NamedTuple):
    """A piece: how it is named on the line, what it is called, whose it is, and how many points it has."""

    name: str
    title: Spoken
    own: bool
    points: int | None
    path: Path


class Law(NamedTuple):
    """A law that a service rests on."""

    name: Spoken
    section: str
    evidence: str = ""


class Rate(NamedTuple):
    """A figure that a service rests on; a municipality's own copy of the service says its own."""

    text: Spoken
    value: float
    unit: str
    evidence: str


class OfService(NamedTuple):
    """A service of the catalogue: for whom, by which law, under which words, and what decides how many cases come."""

    name: str
    title: Spoken
    own: bool
    summary: Spoken
    audience: tuple[str, ...]
    laws: tuple[Law, ...]
    los: tuple[str, ...]
    volume: Spoken
    cases: int | None
    note: Spoken
    """That there is a national solution, or that it differs who decides."""
    rates: tuple[Rate, ...]


class Fact(NamedTuple):
    """A dated fact: its figure, since when it holds, how well it is known, and whether it must be looked up again."""

    piece: str
    id: str
    title: Spoken
    figure: tuple[str, float] | None
    valid_from: date | None
    valid_to: date | None
    source: str
    checked: date | None
    evidence: str
    old: bool
    second_hand: bool
    procedures: tuple[str, ...] = ()
    next_change: date | None = None
    section: str = ""
    ask: Spoken | None = None


class DueFact(NamedTuple):
    """A fact that must be looked up again, and why: ``changes`` (a new value is due), ``second_hand`` or ``old``."""

    fact: Fact
    why: str


SOON = timedelta(days=183)
"""A new value that is due within half a year is looked for now."""


def due_facts(folder: Path | None, today: date) -> list[DueFact]:
    """The facts that must be looked up again, those whose new value is due first.

    Raises:
        Stop: a file of the municipality's own cannot be read.
    """
    order = ("changes", "old", "second_hand")
    every = [*facts(folder, today), *service_facts(folder, today)]
    holding = (one for one in every if one.valid_to is None or one.valid_to >= today)
    found = [DueFact(one, why) for one in holding if (why := _why_due(one, today))]
    return sorted(found, key=lambda one: order.index(one.why))


def _why_due(fact: Fact, today: date) -> str:
    if fact.next_change is not None and fact.next_change <= today + SOON:
        return "changes"
    return "old" if fact.old else "second_hand" if fact.second_hand else ""


def count(kind: str, folder: Path | None) -> tuple[int, int]:
    """How many pieces of a kind there are, and how many of them are the project's own."""
    found = list(_pieces(kind, folder))
    return len(found), sum(piece.origin == "project" for piece in found)


def shelf(kind: str, folder: Path | None, language: str) -> list[LibraryEntry]:
    """The pieces of a kind. Of the texts only those of one language.

    Raises:
        Stop: a piece of the municipality's own cannot be read.
    """
    return [
        _shown(kind, piece, folder)
        for piece in _pieces(kind, folder)
        if kind != "texts" or piece.name.startswith(f"{language}/")
    ]


def _pieces(kind: str, folder: Path | None) -> Iterator[Piece]:
    for piece in pieces(KINDS[kind], folder):
        if kind != "catalogue" or not piece.name.startswith("services/"):
            yield piece


def _shown(kind: str, piece: Piece, folder: Path | None) -> LibraryEntry:
    name = piece.name.removeprefix("services/") if kind == "services" else piece.name
    content = _content(piece, folder)
    return LibraryEntry(
        f"{kind}/{name}", _title(content), piece.origin == "project", _points(content), piece.path
    )


def _content(piece: Piece, folder: Path | None) -> Any:
    if piece.path.suffix != ".yaml" or piece.kind in {"texts", "words", "projects"}:
        return {}
    return load(f"{piece.kind}/{piece.name}.yaml", folder)


def _title(content: Any) -> Spoken:
    for key in ("title", "name"):
        said = content.get(key) if isinstance(content, Mapping) else None
        if isinstance(said, Mapping):
            return dict(said)
        if isinstance(said, str):  # a municipality's own says it in its one language
            return dict.fromkeys(LANGUAGES, said)
    return {}


def _points(content: Any) -> int | None:
    items = content.get("items") if isinstance(content, Mapping) else None
    return len(items) if isinstance(items, list) else None


def services(folder: Path | None) -> list[OfService]:
    """The services of the catalogue, by name.

    Raises:
        Stop: a service of the municipality's own cannot be read.
    """
    laws = {law["id"]: law["name"] for law in load("facts/laws.yaml", folder)["laws"]}
    return [_service(piece, laws, folder) for piece in _pieces("services", folder)]


def _service(piece: Piece, laws: Mapping[str, Spoken], folder: Path | None) -> OfService:
    said = load(f"catalogue/{piece.name}.yaml", folder)
    known = tuple(
        Law(laws.get(law["law"], {"nb": law["law"]}), law.get("section") or "", law.get("evidence") or "")
        for law in said.get("laws") or ()
    )
    return OfService(
        piece.name.rpartition("/")[2], said.get("name") or {}, piece.origin == "project", said.get("summary") or {},
        tuple(said.get("audience") or ()), known, tuple(said.get("los") or ()), said.get("volume_driver") or {},
        said.get("example_volume"), note_of(said),
        tuple(Rate(fact["text"], fact["value"], fact["unit"], fact["evidence"]) for fact in said.get("facts") or ()),
    )  # fmt: skip


def note_of(content: Mapping[str, Any]) -> Spoken:
    """What must be known before a service is taken: its national solution, or who decides."""
    national = content.get("national")
    return (national.get("note") if national else content.get("body_note")) or {}


def facts(folder: Path | None, today: date, name: str = "") -> list[Fact]:
    """Every dated fact of the library, or of one file, in the order of the files.

    Raises:
        Stop: a file of the municipality's own cannot be read.
    """
    found = []
    for piece in _pieces("facts", folder):
        if name in ("", piece.name):
            content = load(f"facts/{piece.name}.yaml", folder)
            titles = content.get("titles") or {}
            found += [_fact(piece.name, key, row, titles, today) for key, row in _rows(content, "")]
    return found


def service_facts(folder: Path | None, today: date) -> Iterator[Fact]:
    """The rates and rights that services of the catalogue name, each as a dated fact.

    Raises:
        Stop: a service of the municipality's own cannot be read.
    """
    for piece in _pieces("services", folder):
        for row in load(f"catalogue/{piece.name}.yaml", folder).get("facts") or ():
            yield _fact(piece.name, str(row["id"]), {**row, "title": row["text"]}, {}, today)


def _rows(value: Any, key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Whatever says how well it is known, wherever it stands."""
    if isinstance(value, Mapping):
        if "evidence" in value and "source" in value:
            yield key, value
            return
        for name, inner in value.items():
            yield from _rows(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _rows(inner, key)


def _fact(piece: str, key: str, row: Mapping[str, Any], titles: Mapping[str, Spoken], today: date) -> Fact:
    name = str(row.get("id") or key)
    spoken = [row.get(field) for field in ("title", "name", "fits")]
    title = next((one for one in spoken if isinstance(one, Mapping)), titles.get(str(row.get("name")), {}))
    figure = next(
        ((field, row[field]) for field in _FIGURES if isinstance(row.get(field), int | float)), None
    )
    known = DatedFact(name, name, None, None, "", row.get("checked"), str(row["evidence"]))
    return Fact(
        piece, name, title, figure, row.get("valid_from"), row.get("valid_to"), str(row["source"]), known.checked,
        known.evidence, known.old(today), known.second_hand(), tuple(row.get("procedures") or ()),
        row.get("next_change"), str(row.get("section") or ""), row.get("ask"),
    )  # fmt: skip
