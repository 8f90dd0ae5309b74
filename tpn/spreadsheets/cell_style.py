"""What every writer of a book needs to know: how a cell is dressed, what it offers, and what its rules say."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from tpn.source.clean import MOST_LETTERS
from tpn.spreadsheets.book import (
    LISTS_TAB,
    BarRule,
    Book,
    Cell,
    CellChoices,
    ColumnFormat,
    Kind,
    Tab,
    WordRule,
)
from tpn.spreadsheets.found_book import CellRange, cell_name, column_name
from tpn.spreadsheets.looks import FONT_SIZE, Horizontal, Look
from tpn.spreadsheets.text_width import lines_of

BLANK = ColumnFormat(look="plain")

LONGEST_INLINE = 255
"""A longer list of words does not fit in Excel's rule itself."""


class CellStyle(NamedTuple):
    """How a cell looks and whether it may be filled in; one style of the workbook for each."""

    look: str
    kind: Kind
    editable: bool


DATES: frozenset[Kind] = frozenset({"date", "day", "late"})
CENTRED: frozenset[Kind] = DATES | {"bool"}
INDENTED: frozenset[Kind] = frozenset({"number", "percent", "money"})
"""Set to the right with a little air, so that a number does not touch the word in the next column."""


def placed(look: Look, kind: Kind) -> tuple[Horizontal, int]:
    """Where the value stands in its cell, and how far in: the look decides, else the kind."""
    if look.horizontal or not (kind in CENTRED or kind in INDENTED):
        return look.horizontal, look.indent
    return ("center", 0) if kind in CENTRED else ("right", 1)


class RowDresses:
    """The dress of each place of a row, as far as its cells do not say otherwise."""

    def __init__(self, tab: Tab) -> None:
        width = tab.width
        columns = (*tab.columns, *(BLANK,) * (width - len(tab.columns)))
        self._header = tab.header
        self._above = (CellStyle("plain", "text", editable=False),) * width
        self._headings = (CellStyle("header", "text", editable=False),) * width
        self._body = tuple(CellStyle(column.look, column.kind, column.editable) for column in columns)
        self._rows = len(tab.rows)
        self._spare = tuple(
            CellStyle("" if column.fresh else worn.look, column.kind, column.fresh or column.editable)
            for column, worn in zip(columns, self._body, strict=True)
        )

    def of(self, row: int) -> tuple[CellStyle, ...]:
        """Those of a row."""
        if row >= self._rows:
            return self._spare
        if self._header is None or row > self._header:
            return self._body
        return self._headings if row == self._header else self._above


def dress(cell: Cell, usual: CellStyle) -> CellStyle:
    """The dress of a cell where the row's usual one is known. A date is always shown as one, wherever it stands."""
    kind = usual.kind if cell.kind is None else cell.kind
    if isinstance(cell.value, date) and kind not in DATES:
        kind = "date"
    elif cell.look is None and cell.kind is None and cell.editable is None:
        return usual
    return CellStyle(
        usual.look if cell.look is None else cell.look,
        kind,
        usual.editable if cell.editable is None else cell.editable,
    )


# words to choose from


def choice_spans(tab: Tab) -> Mapping[str, tuple[CellRange, ...]]:
    """Where each list of words is offered, the spare rows with it."""
    own = _own_choices(tab)
    found: dict[str, list[CellRange]] = {}
    for column in range(max(len(tab.columns), max(own, default=-1) + 1)):
        usual = tab.columns[column].choices if column < len(tab.columns) else ""
        for name, span in _runs(tab, column, usual, own.get(column, {})):
            found.setdefault(name, []).append(span)
    return {name: tuple(spans) for name, spans in found.items()}


def _own_choices(tab: Tab) -> dict[int, dict[int, str]]:
    """What single cells say for themselves, by column and row."""
    found: dict[int, dict[int, str]] = {}
    for row, cells in enumerate(tab.rows):
        for column, cell in enumerate(cells):
            if cell.choices is not None:
                found.setdefault(column, {})[row] = cell.choices
    return found


def _runs(tab: Tab, column: int, usual: str, own: Mapping[int, str]) -> Iterator[tuple[str, CellRange]]:
    first, last = tab.body
    if not own:
        if usual and first <= last:
            yield usual, CellRange(first, column, last, column)
        return
    for name, run in groupby(range(last + 1), lambda row: own.get(row, usual if row >= first else "")):
        rows = tuple(run)
        if name:
            yield name, CellRange(rows[0], column, rows[-1], column)


def fits_inline(choices: CellChoices) -> bool:
    """Whether the words can stand in the rule itself, where a comma parts them."""
    words = choices.values
    return len(",".join(words)) <= LONGEST_INLINE and not any(re.search('[,"\n]', word) for word in words)


def list_columns(book: Book) -> Mapping[str, int]:
    """The lists that stand in the hidden tab, and in which of its columns."""
    used = {column.choices for tab in book.tabs for column in tab.columns}
    used |= {name for tab in book.tabs for own in _own_choices(tab).values() for name in own.values()}
    long = (name for name in book.choices if name in used and not fits_inline(book.choices[name]))
    return {name: at for at, name in enumerate(long)}


def lists_tab(book: Book) -> Tab | None:
    """The hidden tab with the words that do not fit in a rule, one list in each column."""
    lists = [book.choices[name].values for name in list_columns(book)]
    if not lists:
        return None
    height = max(map(len, lists))
    rows = tuple(
        tuple(Cell(words[row] if row < len(words) else None) for words in lists) for row in range(height)
    )
    return Tab(LISTS_TAB, rows, (ColumnFormat(24, look="plain"),) * len(lists), hidden=True)


# conditional rules, as formulas that every office program understands


def word_formula(rule: WordRule, row: int) -> str:
    """Whether the row's word is one of the rule's, for the first row that it dresses."""
    return _is_one_of(rule.column, rule.words, row)


def bar_formula(rule: BarRule, header: int, row: int) -> str:
    """Whether the header's period meets the row's start and due, for the rule's first column and row."""
    day = f"{column_name(rule.columns[0])}${header + 1}"
    start, due = f"${cell_name(row, rule.start)}", f"${cell_name(row, rule.due)}"
    tests = [
        f"ISNUMBER({due})",
        f"{day}<={due}",
        f"{day}+{rule.days - 1}>=IF(ISNUMBER({start}),{start},{due})",
    ]
    if rule.only:
        tests.append(_is_one_of(*rule.only, row))
    if rule.after is not None:
        later = f"${cell_name(row, rule.after)}"
        tests += [f"ISNUMBER({later})", f"{later}>{due}"]
    return f"AND({','.join(tests)})"


def _is_one_of(column: int, words: tuple[str, ...], row: int) -> str:
    tests = [f"${cell_name(row, column)}={_quoted(word)}" for word in words]
    return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


# heights: programs fit rows to their text when somebody edits, but not all of them when a file is opened

LINE_HEIGHT = 1.32
"""Of a line of text, in font sizes."""
NEARLY = 0.8
"""A text with fewer letters than this part of a column's digits has room in it."""
AIR = 4
"""Above and under the text of a row, in points."""
ROTATED = 90
DAY_LENGTH = 6


def fitted_heights(
    tab: Tab, looks: Mapping[str, Look], rows: Iterable[int] | None = None
) -> Mapping[int, float]:
    """Row heights (points) of rows whose text needs more than one line of the usual size; near enough."""
    widths = [column.width for column in tab.columns]
    widths += [BLANK.width] * (tab.width - len(widths))
    dresses, rooms = RowDresses(tab), [width * NEARLY for width in widths]
    found = {}
    for row in range(len(tab.rows)) if rows is None else rows:
        usual = dresses.of(row)
        tall = [(at, cell) for at, cell in enumerate(tab.rows[row]) if _may_be_tall(cell, rooms[at])]
        needed = max(
            (_height(cell, looks[dress(cell, usual[at]).look], widths[at:]) for at, cell in tall), default=0
        )
        if needed:
            found[row] = needed
    return found


def upright_heights(tab: Tab, looks: Mapping[str, Look]) -> Mapping[int, float]:
    """Heights of the rows with text that stands on end, which LibreOffice fits too tightly."""
    upright = frozenset(name for name, look in looks.items() if look.rotate)
    rows = [row for row, cells in enumerate(tab.rows) if any(cell.look in upright for cell in cells)]
    return fitted_heights(tab, looks, rows)


def _may_be_tall(cell: Cell, room: float) -> bool:
    value = cell.value
    if value is None:
        return False
    return cell.look is not None or (value.__class__ is str and (len(value) > room or "\n" in value))


def _height(cell: Cell, look: Look, widths: list[float]) -> float:
    text, line = str(cell.value), look.size * LINE_HEIGHT
    if look.rotate == ROTATED:
        return (DAY_LENGTH if isinstance(cell.value, date) else len(text)) * look.size * 0.65 + 6
    width = sum(widths[: cell.span[1]]) * FONT_SIZE / look.size
    lines = lines_of(text, width, bold=look.bold) if look.wrap else 1
    needed = lines * line + AIR
    return needed if lines > 1 or look.size > FONT_SIZE else 0


# text that both formats can hold

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with one kind of line end, without what no XML may hold, no longer than a cell may be."""
    if not text.isprintable():
        text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"


LONGEST_TAB_NAME = 31
_NOT_IN_TAB_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def tab_name(wanted: str, taken: frozenset[str] = frozenset()) -> str:
    """A name that Excel takes for a tab: at most 31 characters, no brackets, slashes or ``:*?``, not used twice."""
    base = _short(_NOT_IN_TAB_NAMES.sub(" ", wanted).strip().strip("'")) or "Ark"
    used = {name.casefold() for name in taken}
    name, number = base, 2
    while name.casefold() in used:
        ending = f" ({number})"
        name, number = base[: LONGEST_TAB_NAME - len(ending)] + ending, number + 1
    return name


def _short(name: str) -> str:
    """No longer than a tab's name may be; cut between words where that leaves most of it."""
    if len(name) <= LONGEST_TAB_NAME:
        return name
    cut = name[: LONGEST_TAB_NAME - 1]
    words = cut.rpartition(" ")[0]
    return (words if len(words) > LONGEST_TAB_NAME // 2 else cut).rstrip(" –-,(") + "…"
