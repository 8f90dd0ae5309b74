"""How a table of ours stands on the pages of a Word document. None of its cells is joined with another."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu

from tpn.reports.word_elements import keep_with_next

_PARTS = {True: "0420", False: "0680"}


def cells_of(table: Any) -> list[list[Any]]:
    """The cells, row by row; the library would look for joined ones at each step."""
    rows = table._tbl.tr_lst  # noqa: SLF001 - the library's own elements
    if not rows:
        return []
    kind = type(table.rows[0].cells[0])
    return [[kind(cell, table) for cell in row.tc_lst] for row in rows]


def looks(table: Any, *, head: bool) -> None:
    """Which parts of the table style count: the head row and bands, or the first column."""
    properties = table._tbl.tblPr  # noqa: SLF001
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    properties.append(parse_xml(
        f'<w:tblLook {nsdecls("w")} w:val="{_PARTS[head]}" w:firstRow="{int(head)}" w:lastRow="0" '
        f'w:firstColumn="{int(not head)}" '
        f'w:lastColumn="0" w:noHBand="{int(not head)}" w:noVBand="1"/>'
    ))  # fmt: skip


def set_widths(table: Any, widths: Sequence[Emu]) -> None:
    """Both the grid and the cells: one program reads this, another that."""
    table.autofit = False
    for column, wide in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):  # noqa: SLF001
        column.w = wide
    kind, name = qn("w:type"), qn("w:w")
    for cells in cells_of(table):
        for cell, wide in zip(cells, widths, strict=True):
            said = cell._tc.tcPr.find(qn("w:tcW"))  # noqa: SLF001
            said.set(kind, "dxa")
            said.set(name, str(wide.twips))


def stays_together(table: Any, *, head: bool, most: int) -> None:
    """A small table is kept whole, and a head row never stands alone at the foot of a page."""
    rows = cells_of(table)
    before = rows[:-1]
    for row in before if len(rows) <= most else before[: 2 * head]:  # nor with a single row
        for cell in row:
            for paragraph in cell._tc.p_lst:  # noqa: SLF001
                keep_with_next(paragraph)


_COMPANY = 9
"""So many lines at the end of a document are kept together: a last page is never a line or two."""
_LINE = 85  # letters of a line, about
_BREAKS = (qn("w:pageBreakBefore"), qn("w:sectPr"))


def ends_in_company(body: Any) -> None:
    """The last lines of a document go over to the next page together."""
    lines, last = 0, True
    for element in reversed(body):
        rows = element.findall(qn("w:tr")) or [element]
        for row in reversed(rows):
            if not last:
                for paragraph in row.iter(qn("w:p")):
                    keep_with_next(paragraph)
            last = last and row.tag == qn("w:sectPr")
            said = "".join(one.text or "" for one in row.iter(qn("w:t")))
            lines += 0 if row.tag == qn("w:sectPr") else 1 + len(said) // _LINE
            if lines >= _COMPANY:
                return
        if any(one.tag in _BREAKS for one in element.iter() if one is not element):
            return


def comes_again(table: Any) -> None:
    """The first row stands on every page of the table."""
    table._tbl.tr_lst[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def whole_row(cell: Any) -> None:
    """The row of a cell is not divided between two pages."""
    cell._tc.getparent().get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
