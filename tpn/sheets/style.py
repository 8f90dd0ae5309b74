"""What a workbook holds and how it is dressed: a style is content, ``templates/sheets/NAME.yaml``.

A style is a vocabulary chosen, ordered, named and dressed: tabs of rows, columns of fields, the words of choices.
Reading back uses the same file, so header and field are tied once. A municipality's own style is checked as a
project is: every fault with its file and line.
"""

from collections.abc import Mapping
from enum import StrEnum

from tpn.model.base import Many, Number, Record, Text, Whole, Yes
from tpn.model.choices import Phase, VariantName
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
