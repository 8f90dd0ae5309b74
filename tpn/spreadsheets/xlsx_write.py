"""Writing a book as .xlsx with XlsxWriter: the same book gives the same bytes."""

import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tpn.spreadsheets.book import BarRule, Book, CellChoices, Kind, Rule, Tab, WordRule
from tpn.spreadsheets.cell_style import (
    CellStyle,
    bar_formula,
    choice_spans,
    clean,
    fitted_heights,
    list_columns,
    lists_tab,
    placed,
    word_formula,
)
from tpn.spreadsheets.found_book import column_name
from tpn.spreadsheets.looks import FONT, FONT_SIZE, Look
from tpn.spreadsheets.xlsx_rows import last_place, noted, rows_xml, spanning
from tpn.texts.signs import LATE

PAPER = {"A4": 9, "A3": 8}
FORMATS: Mapping[Kind, str] = {
    "date": "dd.mm.yyyy", "day": "dd.mm.", "late": f'"{LATE} "dd.mm.yyyy', "percent": "0 %", "money": "#,##0",
}  # fmt: skip
MOMENT = "dd.mm.yyyy hh:mm"
FOOTER_PART = 60
ROW_HEIGHT = 16
"""Of a row with one line, in points: a little air above and under it."""
BEYOND = 30
"""Open columns to the right of a protected tab; few, since the library walks through each of them for each row."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # widths count in digits of this font; where the usual Calibri is missing, columns would come out half as wide again
    "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
}
_ALLOWED = (
    *("format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows", "insert_hyperlinks"),
    *(
        "delete_columns",
        "delete_rows",
        "sort",
        "autofilter",
        "objects",
        "select_locked_cells",
        "select_unlocked_cells",
    ),
)
"""A protected tab only keeps computed cells from being typed over; all else is free."""


class _RowSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose rows are written here, not cell by cell by the library."""

    rows_xml: str = ""

    def _write_rows(self) -> None:
        self.fh.write(self.rows_xml)


def dump(book: Book) -> bytes:
    """The bytes of the workbook."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, _OPTIONS)
    _properties(workbook, book)
    formats = _Formats(workbook, book.looks)
    lists = lists_tab(book)
    sheets = [
        (tab, workbook.add_worksheet(tab.name, _RowSheet))
        for tab in (*book.tabs, *((lists,) if lists else ()))
    ]
    columns = list_columns(book)
    for tab, sheet in sheets:
        _tab(sheet, tab, formats)
        _choices(sheet, tab, book, columns)
    for _, sheet in [pair for pair in sheets if not pair[0].hidden][:1]:
        sheet.activate()
        sheet.set_first_sheet()
    workbook.close()
    return out.getvalue()


def _properties(workbook: Any, book: Book) -> None:
    given = book.properties
    workbook.set_properties(
        {
            "title": given.title[:_MOST_IN_PROPERTY],
            "subject": given.subject[:_MOST_IN_PROPERTY],
            "author": given.author[:_MOST_IN_PROPERTY],
            "company": given.company[:_MOST_IN_PROPERTY],
            "category": given.category[:_MOST_IN_PROPERTY],
            "created": given.created,
        }
    )
    for name, value in given.custom:
        workbook.set_custom_property(name, value[:_MOST_IN_PROPERTY], "text")


_MOST_IN_PROPERTY = 255  # where Excel stops


class _Formats:
    """One format of the workbook for each dress; made when it is first worn."""

    def __init__(self, workbook: Any, looks: Mapping[str, Look]) -> None:
        self._workbook = workbook
        self.looks = looks
        self._made: dict[tuple[CellStyle, bool], Any] = {}
        self._rules: dict[str, Any] = {}
        self.open = workbook.add_format({"locked": False, "font_name": FONT})

    def of(self, worn: CellStyle, *, moment: bool = False) -> Any:
        """The format of a cell."""
        key = (worn, moment)
        if key not in self._made:
            self._made[key] = self._workbook.add_format(
                self._whole(worn, MOMENT if moment else FORMATS.get(worn.kind))
            )
        return self._made[key]

    def rule(self, name: str) -> Any:
        """The format that a rule lays over a cell: only what differs from the cell's own."""
        if name not in self._rules:
            look = self.looks[name]
            worn = {
                "bold": look.bold,
                "italic": look.italic,
                "font_color": _hex(look.colour),
                "bg_color": _hex(look.fill),
            }
            border = {"border": 1, "border_color": _hex(look.border)} if look.border else {}
            said = {key: value for key, value in worn.items() if value}
            self._rules[name] = self._workbook.add_format(said | border)
        return self._rules[name]

    def _whole(self, worn: CellStyle, number_format: str | None) -> dict[str, object]:
        look = self.looks[worn.look]
        horizontal, indent = placed(look, worn.kind)
        given = {
            "font_name": FONT,
            "font_size": look.size,
            "bold": look.bold,
            "italic": look.italic,
            "font_color": _hex(look.colour),
            "bg_color": _hex(look.fill),
            "text_wrap": look.wrap and worn.kind == "text",
            "align": horizontal,
            "valign": "vcenter" if look.vertical == "center" else look.vertical,
            "indent": indent,
            "rotation": look.rotate,
            "num_format": number_format,
        }
        border = {"border": 1, "border_color": _hex(look.border)} if look.border else {}
        return {
            **{key: value for key, value in given.items() if value},
            **border,
            "locked": not worn.editable,
        }


def _hex(colour: str) -> str:
    return f"#{colour}" if colour else ""


def _tab(sheet: Any, tab: Tab, formats: _Formats) -> None:
    sheet.hide_gridlines(2)
    sheet.set_default_row(ROW_HEIGHT)
    for at, column in enumerate(tab.columns):
        below = formats.open if (column.editable or column.fresh) and tab.protect else None
        sheet.set_column(at, at, column.width, below, {"hidden": column.hidden})
    if tab.protect:
        sheet.set_column(tab.width, tab.width + BEYOND, None, formats.open)
        sheet.protect("", dict.fromkeys(_ALLOWED, True))
    _cells(sheet, tab, formats)
    for rule in tab.rules:
        _rule(sheet, tab, rule, formats)
    _view(sheet, tab)
    _print(sheet, tab)


def _cells(sheet: Any, tab: Tab, formats: _Formats) -> None:
    """The rows, and what the library must know of single cells: those that span others, and notes."""

    def style(worn: CellStyle, moment: bool) -> int:
        return formats.of(worn, moment=moment)._get_xf_index()  # type: ignore[no-any-return]  # noqa: SLF001

    heights = {**fitted_heights(tab, formats.looks), **tab.heights}
    shared = sheet.str_table._get_shared_string_index  # noqa: SLF001 - the table of texts that all tabs share
    sheet.rows_xml = rows_xml(tab, heights, ROW_HEIGHT, style, shared)
    for (row, column), cell in spanning(tab):
        sheet.merge.append([row, column, row + cell.span[0] - 1, column + cell.span[1] - 1])
    for (row, column), cell in noted(tab):
        sheet.write_comment(row, column, clean(cell.note), {"font_name": FONT, "x_scale": 2, "y_scale": 1.5})
    sheet._check_dimensions(0, 0)  # noqa: SLF001 - the library learns how far the rows reach
    sheet._check_dimensions(*last_place(tab))  # noqa: SLF001


def _rule(sheet: Any, tab: Tab, rule: Rule, formats: _Formats) -> None:
    first, last = (isinstance(rule, WordRule) and rule.rows) or tab.body
    if last < first or (isinstance(rule, BarRule) and tab.header is None):
        return
    formula = (
        bar_formula(rule, tab.header or 0, first) if isinstance(rule, BarRule) else word_formula(rule, first)
    )
    given = {
        "type": "formula",
        "criteria": f"={formula}",
        "format": formats.rule(rule.look),
        "stop_if_true": True,
    }
    sheet.conditional_format(first, rule.columns[0], last, rule.columns[1], given)


def _view(sheet: Any, tab: Tab) -> None:
    if tab.hidden:
        sheet.hide()
    if tab.colour:
        sheet.set_tab_color(_hex(tab.colour))
    if tab.freeze != (0, 0):
        sheet.freeze_panes(*tab.freeze)
    if tab.filter and tab.header is not None:
        sheet.autofilter(tab.header, 0, max(tab.body[1], tab.header + 1), tab.width - 1)


def _print(sheet: Any, tab: Tab) -> None:
    given = tab.print
    sheet.set_paper(PAPER[given.paper])
    if given.landscape:
        sheet.set_landscape()
    if given.one_page_wide:
        sheet.fit_to_pages(tab.pages_wide, 0)
    if given.one_page_wide and tab.pages_wide > 1 and tab.freeze[1]:
        sheet.repeat_columns(0, tab.freeze[1] - 1)
    if given.repeat_header and tab.header is not None:
        sheet.repeat_rows(tab.header)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    parts = (("&L", given.footer_left), ("&C", given.footer_centre), ("&R", given.footer_right))
    sheet.set_footer("".join(f'{mark}&"{FONT}"&8 {_footer(text)}' for mark, text in parts if text))


def _footer(text: str) -> str:
    """Excel takes 255 characters for all three parts together, and drops a longer footer."""
    short = text if len(text) <= FOOTER_PART else f"{text[: FOOTER_PART - 1]}…"
    return clean(short).replace("&", "&&").replace("{page}", "&P").replace("{pages}", "&N")


def _choices(sheet: Any, tab: Tab, book: Book, columns: Mapping[str, int]) -> None:
    for name, spans in choice_spans(tab).items():
        choices = book.choices[name]
        for span in spans:
            sheet.data_validation(*span, _validation(choices, _source(choices, columns.get(name))))


def _source(choices: CellChoices, column: int | None) -> object:
    if column is None:
        return list(choices.values)
    letters = column_name(column)
    return f"='_lists'!${letters}$1:${letters}${len(choices.values)}"


def _bounds(choices: CellChoices) -> dict[str, object]:
    """A number from low to high; one side may be open. What lies beyond is asked about."""
    low, high = choices.span
    given: dict[str, object] = {"validate": "integer" if choices.whole else "decimal"}
    if low is not None and high is not None:
        given |= {"criteria": "between", "minimum": low, "maximum": high}
    else:
        given |= {"criteria": "<=" if low is None else ">=", "value": high if low is None else low}
    given |= {
        "error_type": "warning",
        "error_title": choices.title[:32],
        "error_message": choices.message[:255],
    }
    return {key: value for key, value in given.items() if value != ""}


def _validation(choices: CellChoices, source: object) -> dict[str, object]:
    if choices.numbers:
        return _bounds(choices)
    given = {
        "validate": "list",
        "source": source,
        "error_type": "stop" if choices.strict else "information",
        "error_title": choices.title[:32],
        "error_message": choices.message[:255],
        "input_title": choices.title[:32] if choices.message else "",
        "input_message": choices.message[:255],
    }
    return {key: value for key, value in given.items() if value}
