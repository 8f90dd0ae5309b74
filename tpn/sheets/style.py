"""What a workbook holds and how it is dressed: a style is content, ``templates/sheets/NAME.yaml``.

A style is a vocabulary chosen, ordered, named and dressed: tabs of rows, columns of fields, the words of choices.
Reading back uses the same file, so header and field are tied once. A municipality's own style is checked as a
project is: every fault with its file and line.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from tpn.languages import LANGUAGES
from tpn.library import chain, filled_in, pieces
from tpn.model.base import Many, Number, Record, Text, Whole, Yes
from tpn.model.choices import Phase, VariantName
from tpn.model.fieldtree import takes
from tpn.model.findings import Finding, Route
from tpn.model.shape import read_as
from tpn.problems import Problem, Stop
from tpn.source import Document
from tpn.spreadsheets.book import Kind
from tpn.views.computed_fields import field

THEMES = "theme.*"
"""A column for each theme of the launch's checklist, of the ``track`` that the column names."""


class LocalText(Record):
    """A text in three languages; one text alone is meant for all."""

    nb: Text | None = None
    nn: Text | None = None
    en: Text | None = None

    def of(self, language: str) -> str:
        """The text of a language, else of any."""
        said = (getattr(self, language), self.nb, self.nn, self.en)
        return next((text for text in said if text is not None), "")


class Each(StrEnum):
    """A tab that is made once for each."""

    SERVICES = "services"
    PHASES = "phases"
    VARIANTS = "variants"


class CellKind(StrEnum):
    """A kind that a field does not tell by itself."""

    TEXT = "text"
    MONEY = "money"
    NUMBER = "number"
    PERCENT = "percent"


class ListName(StrEnum):
    """A list to choose from; ``none`` takes the drop-down away."""

    PEOPLE = "people"
    SERVICES = "services"
    NONE = "none"


class PrintFormat(StrEnum):
    """What a tab is printed on: A3 where it has a week bar, else A4, unless said."""

    A4 = "A4"
    A3 = "A3"


class LookStyle(Record):
    """A look of the style's own: what differs from the one it is ``like``."""

    like: Text | None = None
    bold: Yes | None = None
    italic: Yes | None = None
    size: Number | None = None
    colour: Text | None = None
    fill: Text | None = None
    wrap: Yes | None = None
    border: Text | None = None


class ColumnStyle(Record):
    """A column: a field, and what is said of it otherwise than usual."""

    field: Text
    header: LocalText | None = None
    width: Number | None = None
    look: Text | None = None
    choices: ListName | None = None
    editable: Yes | None = None
    words: dict[str, LocalText] = {}  # noqa: RUF012 - records are frozen, it is never written to
    kind: CellKind | None = None
    span: Whole = 1
    band: LocalText | None = None
    upright: Yes = False
    track: Text | None = None
    hidden: Yes = False


class TableStyle(Record):
    """Rows of a kind, in columns."""

    rows: Text
    title: LocalText | None = None
    phase: Phase | None = None
    service: Text | None = None
    variant: VariantName | None = None
    holder: Text | None = None
    new_rows: Yes = False
    columns: Many[ColumnStyle]


class Weeks(Record):
    """A bar, week by week, over empty columns: from which date to which."""

    start: Text = "start"
    due: Text = "due"
    most: Whole = 200


class TabStyle(Record):
    """A tab: one table, or several under each other."""

    name: LocalText
    title: LocalText | None = None
    help: LocalText | None = None
    each: Each | None = None
    colour: Text | None = None
    weeks: Weeks | None = None
    freeze: Whole = 2
    portrait: Yes = False
    paper: PrintFormat | None = None
    tables: Many[TableStyle]


class CoverTab(Record):
    """The first tab: what the workbook is, and in three lines what to fill in and what happens then."""

    name: LocalText
    title: LocalText
    lines: Many[LocalText] = ()
    reviewed: Yes = False


class Style(Record):
    """A style of workbook."""

    name: Text = ""
    title: LocalText
    about: LocalText = LocalText()
    cover: CoverTab | None = None
    looks: dict[str, LookStyle] = {}  # noqa: RUF012 - likewise
    tabs: Many[TabStyle]


# what a sheet may change unless a style says otherwise; what is worked out, and the id, never
EDITABLE: Mapping[str, frozenset[str]] = {
    "activities": frozenset(
        ("status", "percent", "start", "due", "responsible", "note", "started", "finished", "waiting_for")
    ),
    "checklist": frozenset(("answer", "date", "by", "evidence", "note")),
    "measurements": frozenset(("date", "value", "note")),
    "actions": frozenset(("done",)),
    "decisions": frozenset(("outcome", "decided")),
    "answers": frozenset(("answer", "text")),
}


def editable(kind: str, column: ColumnStyle) -> bool:
    """Whether the cells of a column may be filled in."""
    known = field(kind, column.field)
    if known is None or known.computed:
        return False
    usual = column.field in EDITABLE.get("activities" if kind == "milestones" else kind, ())
    return (usual or column.field.startswith("x.")) if column.editable is None else column.editable


# ---------------------------------------------------------------- reading


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
    from tpn.sheets.style_checks import faults_of  # noqa: PLC0415 - the check knows the style, which asks for it here

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


def cell_kind(kind: str, column: ColumnStyle) -> Kind:
    """What the cells of a column hold, for the workbook."""
    if column.kind is not None:
        return column.kind.value
    known = field(kind, column.field)
    by_kind: Mapping[str, Kind] = {"date": "date", "percent": "percent", "bool": "bool"}
    if known is None or known.many or known.choices or known.ref:
        return "text"
    numbers = {"whole", "number", "scale5", "attitude", "importance", "maturity"}
    return "number" if known.kind in numbers else by_kind.get(known.kind, "text")
