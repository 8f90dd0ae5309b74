"""A sheet before it has a format: a frozen, neutral workbook that each writer dresses in its own way.

Rows and columns are counted from 0. A cell holds what the spreadsheet's cell holds: a date as ``date``,
a percent as a fraction (0.42 is shown as 42 %), money as NOK excl. VAT. Only what people added themselves is a formula.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil
from typing import Literal, NamedTuple

from tpn.spreadsheets.looks import FONT_SIZE, PALETTE, Look

Kind = Literal["text", "number", "date", "day", "late", "percent", "money", "bool"]
"""A *day* is a date shown without its year, *late* one with a mark before it: colour never tells alone."""
Content = str | int | float | bool | date | datetime | None

LISTS_TAB = "_lists"


class Cell(NamedTuple):
    """One cell; an empty kind, look or choices and a None for editable mean "as its column says"."""

    value: Content = None
    kind: Kind | None = None
    look: str | None = None
    choices: str | None = None
    editable: bool | None = None
    note: str = ""
    span: tuple[int, int] = (1, 1)
    """Rows and columns that the cell covers; the covered places hold ``EMPTY``."""
    formula: str = ""
    """Worked out by the program that opens it; as an .xlsx says it, of a cell with a look of its own."""


EMPTY = Cell()

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ColumnFormat:
    """What holds for a column's cells below the header unless a cell says otherwise; width in characters."""

    width: float = 12.0
    kind: Kind = "text"
    look: str = ""
    choices: str = ""
    editable: bool = False
    hidden: bool = False
    bare: bool = False
    """Whether its empty cells are left out, those to the right of it too: a rule dresses them."""
    fresh: bool = False
    """Whether its cells are open in the spare rows, where a new record may be written."""


@dataclass(frozen=True, slots=True)
class CellChoices:
    """The words a cell offers. ``strict`` refuses other words; else the reader just gets a hint.

    With a ``span`` it is a number instead, from the first to the last of it, whole where ``whole`` says so: what lies
    beyond is asked about, since a cell takes words too (``ca. 5``).
    """

    values: tuple[str, ...]
    title: str = ""
    message: str = ""
    strict: bool = False
    span: tuple[float | None, float | None] = (None, None)
    whole: bool = False

    @property
    def numbers(self) -> bool:
        """Whether it bounds a number rather than offers words."""
        return self.span != (None, None)


@dataclass(frozen=True, slots=True)
class WordRule:
    """Where the cell of ``column`` is one of ``words``, the row's cells of ``columns`` get the look."""

    column: int
    words: tuple[str, ...]
    look: str
    columns: tuple[int, int]
    """First and last column that the rule dresses."""
    rows: tuple[int, int] | None = None
    """First and last row; without them those of the table under the header."""


@dataclass(frozen=True, slots=True)
class BarRule:
    """A bar over empty columns: coloured where the header's period meets the row's start and due.

    The header cell holds the period's first day, ``days`` its length. Without a start only the period
    of the due date is coloured. ``only`` restricts the rule to rows whose cell has one of the words, ``after`` to rows
    whose date in that column is after the due date.
    """

    columns: tuple[int, int]
    start: int
    due: int
    look: str = "bar"
    days: int = 7
    only: tuple[int, tuple[str, ...]] | None = None
    after: int | None = None


Rule = WordRule | BarRule


_MM_OF_CHARACTER, _MM_OF_EDGE = 7 / 96 * 25.4, 5 / 96 * 25.4
"""A column is its characters of seven dots and five dots of edge, 96 to the inch."""
_PAGE_MM = {("A4", True): 277, ("A4", False): 190, ("A3", True): 400, ("A3", False): 277}
"""The width of paper inside its margins, standing and lying."""
_LEAST_PRINTED = 7.0
"""Points that letters are printed in at least: below that a sheet takes another page beside the first."""


@dataclass(frozen=True, slots=True)
class Print:
    """The set-up of the printed page ; ``{page}`` and ``{pages}`` in the footer are filled when printed."""

    paper: Literal["A4", "A3"] = "A4"
    landscape: bool = True
    one_page_wide: bool = True
    repeat_header: bool = True
    footer_left: str = ""
    footer_centre: str = ""
    footer_right: str = "{page} / {pages}"


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab. ``header`` is the row with the headings of its table; what stands above is title and help."""

    name: str
    rows: tuple[Row, ...] = ()
    columns: tuple[ColumnFormat, ...] = ()
    header: int | None = None
    spare: int = 0
    """Empty rows under the table that are dressed like it, for new rows."""
    sums: tuple[Row, ...] = ()
    """Rows under the spare ones: what people added to be worked out of the others."""
    hidden: bool = False
    freeze: tuple[int, int] = (0, 0)
    """Rows and columns that stay in sight."""
    filter: bool = False
    protect: bool = False
    colour: str = ""
    rules: tuple[Rule, ...] = ()
    print: Print = Print()
    heights: Mapping[int, float] = field(default_factory=dict)
    """Fixed row heights in points; other rows are fitted to their text."""

    @property
    def width(self) -> int:
        """How many columns the tab has."""
        return max(len(self.columns), max(map(len, self.rows), default=0))

    @property
    def pages_wide(self) -> int:
        """On how many pages beside each other it is printed, its frozen columns on each: letters stay readable."""
        shown = [0.0 if one.hidden else one.width * _MM_OF_CHARACTER + _MM_OF_EDGE for one in self.columns]
        kept = sum(shown[: self.freeze[1]])
        least = _LEAST_PRINTED / FONT_SIZE
        page = _PAGE_MM[self.print.paper, self.print.landscape]
        if sum(shown) * least <= page or kept * least > page / 2:
            return 1
        return ceil((sum(shown) - kept) * least / (page - kept * least))

    @property
    def body(self) -> tuple[int, int]:
        """First and last row of the table under the header, the spare rows with it."""
        first = 0 if self.header is None else self.header + 1
        return first, len(self.rows) + self.spare - 1


@dataclass(frozen=True, slots=True)
class Properties:
    """The document's own properties; ``custom`` are named texts that every office program keeps."""

    title: str = ""
    subject: str = ""
    author: str = ""
    company: str = ""
    created: datetime = datetime(2000, 1, 1)  # noqa: DTZ001 - a document's time has no zone in either format
    language: str = "nb"
    custom: tuple[tuple[str, str], ...] = ()
    category: str = ""
    """Who may read it, as a document says it; nothing where that is not known."""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its tabs in order, the lists that cells offer by name, and the looks they use by name."""

    tabs: tuple[Tab, ...]
    choices: Mapping[str, CellChoices] = field(default_factory=dict)
    looks: Mapping[str, Look] = field(default_factory=lambda: PALETTE)
    properties: Properties = Properties()
