"""A style found by its name: the project's own first, what it extends filled in, every fault with its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tpn.languages import LANGUAGES
from tpn.library import chain, filled_in, pieces
from tpn.model.base import Record
from tpn.model.fieldtree import takes
from tpn.model.findings import Finding, Route
from tpn.model.shape import read_as
from tpn.problems import Problem, Stop
from tpn.sheets.style import LocalText, Style, TableStyle, TabStyle
from tpn.sheets.style_checks import faults_of
from tpn.source import Document


def load_style(name: str, folder: Path | None = None) -> Style:
    """The style of that name: the project's own, else tpn's.

    Raises:
        Stop: there is no such style (exit code 2), or it has faults.
    """
    style, problems = read_style(name, folder)
    if style is None or problems:
        raise Stop(problems)
    return style


def read_style(name: str, folder: Path | None = None) -> tuple[Style | None, tuple[Problem, ...]]:
    """A style and all that is wrong with it, each fault with its file and line.

    Raises:
        Stop: there is no such style, or a file of it cannot be read as YAML.
    """
    documents = chain(f"sheets/{name}.yaml", folder)
    value = _in_full(Style, filled_in(documents))

    style, findings = read_as(Style, {**value, "name": name} if isinstance(value, dict) else {})
    found = list(findings) if style is None else list(faults_of(style))
    return style, tuple(Problem(one.slug, _place(documents, one), one.facts) for one in found)


def faults_of_own(folder: Path) -> tuple[Problem, ...]:
    """All that is wrong with the project's own styles."""
    found: list[Problem] = []
    for piece in pieces("sheets", folder):
        if piece.origin == "project" and piece.path.suffix == ".yaml":
            try:
                found += read_style(piece.name, folder)[1]
            except Stop as stop:
                found += stop.problems
    return tuple(found)


def _in_full(cls: type[Record], value: Any) -> Any:
    """One text where three languages may stand is meant for all; a tab with ``rows`` is a tab of one table."""
    if cls is LocalText and isinstance(value, str):
        return dict.fromkeys(LANGUAGES, value)
    if not isinstance(value, dict):
        return value
    if cls is TabStyle and "rows" in value and "tables" not in value:
        own = takes(TableStyle)
        table = {key: item for key, item in value.items() if key in own and key != "title"}
        value = {**{key: item for key, item in value.items() if key not in table}, "tables": [table]}
    known = takes(cls)
    return {
        key: _inside(known[key].record, known[key].form, item) if key in known else item
        for key, item in value.items()
    }


def _inside(cls: type[Record] | None, form: str, value: Any) -> Any:
    if cls is None:
        return value
    if form == "records" and isinstance(value, list):
        return [_in_full(cls, item) for item in value]
    if form == "records_by_key" and isinstance(value, dict):
        return {key: _in_full(cls, item) for key, item in value.items()}
    return _in_full(cls, value)


def _place(documents: Sequence[Document], finding: Finding) -> Any:
    """In the file whose word it was: a list is taken whole from the first file that has it."""
    ways = [_way(document.value, finding.route) for document in documents]
    lists = next((at for at, step in enumerate(finding.route) if isinstance(step, int)), len(finding.route))
    best = max(range(len(documents)), key=lambda at: (min(len(ways[at]), lists), -at))
    exact = len(ways[best]) == len(_short_way(documents[best].value, finding.route))
    return documents[best].place(ways[best], key=finding.at_key and exact)


def _way(value: Any, route: Route) -> Route:
    """As much of a route as a value has."""
    found: list[str | int] = []
    for step in _short_way(value, route):
        inside = isinstance(value, dict) and step in value
        if not inside and not (isinstance(value, list) and isinstance(step, int) and step < len(value)):
            break
        found.append(step)
        value = value[step]
    return tuple(found)


def _short_way(value: Any, route: Route) -> Route:
    """The route as it stands in a file where a tab of one table says its rows itself."""
    if route[:1] == ("tabs",) and route[2:4] == ("tables", 0) and isinstance(route[1], int):
        tabs = value.get("tabs") if isinstance(value, dict) else None
        if isinstance(tabs, list) and route[1] < len(tabs) and "tables" not in (tabs[route[1]] or {}):
            return (*route[:2], *route[4:])
    return route
