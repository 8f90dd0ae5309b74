"""The rows of a tab in OpenDocument, as text."""

import re
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from tpn.spreadsheets.book import Cell, Content, Tab
from tpn.spreadsheets.carried_formula import as_open_document
from tpn.spreadsheets.cell_style import (
    DATES,
    CellStyle,
    RowDresses,
    choice_spans,
    clean,
    dress,
    upright_heights,
)
from tpn.spreadsheets.found_book import Spot
from tpn.spreadsheets.ods_cell_styles import UsedStyles


class Rules:
    """Which lists of words are offered, and the tab where each was met first."""

    def __init__(self) -> None:
        self.used: dict[str, str] = {}

    def name(self, choices: str) -> str:
        """The name of a list's rule."""
        return f"val{list(self.used).index(choices)}"


_Offered = dict[int, list[tuple[int, int, str]]]
"""By column: from which row to which row which rule holds."""
_COVERED = "<table:covered-table-cell/>"


def rows(tab: Tab, styles: UsedStyles, rules: Rules) -> str:
    """All rows of a tab, the spare ones with them; the header is marked as what is repeated in print."""
    writer = _OdsRows(tab, styles, _offered(tab, rules))
    heights = {**upright_heights(tab, styles.looks), **tab.heights}
    out = []
    for row, cells in enumerate(tab.rows):
        text = writer.row(row, cells, styles.row(heights.get(row)))
        repeats = row == tab.header and tab.print.repeat_header
        out.append(f"<table:table-header-rows>{text}</table:table-header-rows>" if repeats else text)
    if tab.spare:
        text = writer.row(len(tab.rows), (), styles.row(None))
        out.append(
            text.replace(
                "<table:table-row ", f'<table:table-row table:number-rows-repeated="{tab.spare}" ', 1
            )
        )
    first = len(tab.rows) + tab.spare
    out += [writer.row(first + at, cells, styles.row(None)) for at, cells in enumerate(tab.sums)]
    return "".join(out) or "<table:table-row><table:table-cell/></table:table-row>"


class _OdsRows:
    """What holds for all rows of a tab while they are written."""

    def __init__(self, tab: Tab, styles: UsedStyles, offered: _Offered) -> None:
        self._dresses = RowDresses(tab)
        self._styles = styles
        self._offered = offered
        self._covered = _covered(tab)
        self._known: dict[tuple[int, tuple[tuple[int, str], ...]], tuple[str, ...]] = {}
        self._texts: dict[str, str] = {}
        self._needed = min((at for at, column in enumerate(tab.columns) if column.bare), default=tab.width)

    def row(self, row: int, cells: tuple[Cell, ...], style: str) -> str:
        """One row as text."""
        usual, rules = self._dresses.of(row), self._rules(row)
        starts = self._usual_starts(usual, rules)
        inside = [
            self._cell(cell, (row, column), usual[column], starts[column], rules.get(column, ""))
            for column, cell in enumerate(cells)
        ]
        inside += [
            _COVERED if (row, column) in self._covered else f"{starts[column]}/>"
            for column in range(len(cells), self._needed)
        ]
        return f'<table:table-row table:style-name="{style}">{"".join(inside)}</table:table-row>'

    def _usual_starts(self, usual: tuple[CellStyle, ...], rules: dict[int, str]) -> tuple[str, ...]:
        """How each cell of a row begins that says nothing for itself."""
        key = (id(usual), tuple(rules.items()))
        if key not in self._known:
            self._known[key] = tuple(
                f'<table:table-cell table:style-name="{self._styles.cell(worn)}"{rules.get(column, "")}'
                for column, worn in enumerate(usual)
            )
        return self._known[key]

    def _cell(self, cell: Cell, spot: Spot, usual: CellStyle, start: str, rule: str) -> str:
        if self._covered and spot in self._covered:
            return _COVERED
        value = cell.value
        if not _is_usual(cell, usual):
            return _own_cell(cell, usual, self._styles, rule)
        if value is None:
            return f"{start}/>"
        if value.__class__ is str:
            return f'{start} office:value-type="string">{self._text(value)}</table:table-cell>'
        kind, text = _value(value, usual.kind)
        return f"{start}{kind}>{text}</table:table-cell>" if text else f"{start}{kind}/>"

    def _text(self, value: str) -> str:
        """A text as paragraphs; the same words stand in many rows."""
        if value not in self._texts:
            self._texts[value] = _paragraphs(clean(value))
        return self._texts[value]

    def _rules(self, row: int) -> dict[int, str]:
        return {
            column: f' table:content-validation-name="{name}"'
            for column, spans in self._offered.items()
            for top, bottom, name in spans
            if top <= row <= bottom
        }


def _offered(tab: Tab, rules: Rules) -> _Offered:
    found: _Offered = {}
    for name, spans in choice_spans(tab).items():
        rules.used.setdefault(name, tab.name)
        for span in spans:
            found.setdefault(span.left, []).append((span.top, span.bottom, rules.name(name)))
    return found


def _covered(tab: Tab) -> frozenset[Spot]:
    """The places that lie under a cell that spans several."""
    spanning = [
        (row, column, *cell.span)
        for row, cells in enumerate(tab.rows)
        for column, cell in enumerate(cells)
        if cell.span != (1, 1)
    ]
    return frozenset(
        (row + down, column + right)
        for row, column, height, width in spanning
        for down in range(height)
        for right in range(width)
        if (down, right) != (0, 0)
    )


def _is_usual(cell: Cell, usual: CellStyle) -> bool:
    """Whether a cell looks as its column does, and is one cell without a note."""
    if cell.look is not None or cell.kind is not None or cell.editable is not None:
        return False
    if cell.note or cell.span != (1, 1) or cell.value == "":
        return False
    value = cell.value
    return not isinstance(value, date) or (usual.kind in DATES and value.__class__ is not datetime)


def _own_cell(cell: Cell, usual: CellStyle, styles: UsedStyles, rule: str) -> str:
    value = cell.value
    style = styles.cell(dress(cell, usual), moment=type(value) is datetime)
    start = f'<table:table-cell table:style-name="{style}"{rule}'
    if cell.span != (1, 1):
        start += f' table:number-rows-spanned="{cell.span[0]}" table:number-columns-spanned="{cell.span[1]}"'
    note = f"<office:annotation>{_paragraphs(clean(cell.note))}</office:annotation>" if cell.note else ""
    kind, text = _value(value, usual.kind if cell.kind is None else cell.kind)
    if cell.formula:
        kind, text = f" table:formula={quoteattr(as_open_document(clean(cell.formula)))}", ""
    inside = note + text
    return f"{start}{kind}>{inside}</table:table-cell>" if inside else f"{start}{kind}/>"


def _value(value: Content, kind: str) -> tuple[str, str]:
    """The attributes and the inside of a cell."""
    if value is None or value == "":
        return "", ""
    if isinstance(value, str):
        return ' office:value-type="string"', _paragraphs(clean(value))
    if isinstance(value, bool):
        return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"', ""
    if isinstance(value, date):
        return f' office:value-type="date" office:date-value="{value.isoformat()}"', ""
    return (
        f' office:value-type="{"percentage" if kind == "percent" else "float"}" office:value="{value!r}"',
        "",
    )


_SPACES = re.compile(r"  +|^ | $|\t")


def _paragraphs(text: str) -> str:
    if "\n" in text:
        return "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))
    return f"<text:p>{_spaced(text)}</text:p>"


def _spaced(line: str) -> str:
    """XML runs several spaces together, so those that are meant are counted."""
    line = escape(line)
    if "  " in line or "\t" in line or line[:1] == " " or line[-1:] == " ":
        return _SPACES.sub(
            lambda run: "<text:tab/>" if run[0] == "\t" else f'<text:s text:c="{len(run[0])}"/>', line
        )
    return line
