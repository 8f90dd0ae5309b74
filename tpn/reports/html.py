"""A document as one HTML page: self-contained, printable, and to be read by ear as well."""

import re
from collections.abc import Iterable
from html import escape

from markupsafe import Markup

from tpn.reports.blocks import (
    LIGHTS,
    Blank,
    Block,
    Break,
    Columns,
    Framed,
    Heading,
    Inline,
    Items,
    NewPage,
    Note,
    Paragraph,
    Picture,
    TextSpan,
    TextTable,
    plain,
)
from tpn.reports.fill_template import page
from tpn.reports.paper import Paper
from tpn.reports.table_widths import shares
from tpn.texts import Words


def html(paper: Paper, words: Words) -> str:
    """The whole page; what stands around the document is the template ``page.html.j2``.

    Raises:
        Stop: the project's own template has a fault.
    """
    body = Markup(_in_order(_blocks(paper.blocks, paper)))  # noqa: S704 - every text in it is escaped below
    return page({"title": paper.title, "unit": paper.unit, "made": paper.made, "body": body,
                 "look": paper.look, "foot": paper.foot, "access": paper.access}, words)  # fmt: skip


def _in_order(body: str) -> str:
    """No level of headings is passed over: a small heading straight under the title is heard as the next level."""
    last = 0

    def heard(found: re.Match[str]) -> str:
        nonlocal last
        own = int(found[1])
        last = min(own, last + 1)
        return found[0] if last == own else f'<h{own} aria-level="{last}">'

    return re.sub(r"<h([1-6])>", heard, body)


def _blocks(blocks: Iterable[Block], paper: Paper) -> str:
    return "\n".join(_block(block, paper) for block in blocks)


def _block(block: Block, paper: Paper) -> str:  # noqa: C901 - a case for each kind of block
    match block:
        case Heading(level, text):
            return f"<h{level}>{_inline(text, paper)}</h{level}>"
        case Paragraph(text):
            return f"<p>{_inline(text, paper)}</p>"
        case Items(items, start):
            tag, number = ("ul", "") if start is None else ("ol", f' start="{start}"' if start != 1 else "")
            inner = "\n".join(f"<li>{_item(one, paper)}</li>" for one in items)
            return f"<{tag}{number}>\n{inner}\n</{tag}>"
        case TextTable():
            return _table(block, paper)
        case Note(blocks):
            return f'<aside class="note">\n{_blocks(blocks, paper)}\n</aside>'
        case Picture(name, alt):
            wide = ' class="wide"' if paper.is_wide(name) else ""
            return f'<figure{wide} role="img" aria-label="{escape(alt)}">\n{paper.pictures[name]}\n</figure>'
        case NewPage():
            return '<div class="new-page"></div>'
        case Columns(kind, cells):
            inner = "\n".join(f"<div>\n{_blocks(cell, paper)}\n</div>" for cell in cells)
            return f'<div class="columns {escape(kind)}">\n{inner}\n</div>'
        case Framed(blocks):
            return f'<div class="framed">\n{_blocks(blocks, paper)}\n</div>'
        case Blank():
            return '<div class="blank"></div>'


def _item(blocks: tuple[Block, ...], paper: Paper) -> str:
    """A first paragraph stands in the item itself: a list is no stack of paragraphs."""
    first, *rest = blocks or (Paragraph(()),)
    if not isinstance(first, Paragraph):
        return _blocks(blocks, paper)
    return _inline(first.text, paper) + ("\n" + _blocks(rest, paper) if rest else "")


def _table(table: TextTable, paper: Paper) -> str:
    columns = "".join(f'<col style="width:{share:.1f}%">' for share in shares(table))
    head = ""
    if table.head:
        cells = "".join(
            f'<th scope="col"{_side(side)}>{_inline(cell, paper)}</th>'
            for cell, side in zip(table.head, table.align, strict=True)
        )
        head = f"<thead>\n<tr>{cells}</tr>\n</thead>\n"
    rows = "\n".join(f"<tr>{_row(row, table, paper)}</tr>" for row in table.rows)
    kind = "" if table.head else ' class="facts"'
    return f"<table{kind}>\n<colgroup>{columns}</colgroup>\n{head}<tbody>\n{rows}\n</tbody>\n</table>"


def _row(row: tuple[Inline, ...], table: TextTable, paper: Paper) -> str:
    cells = []
    for number, (cell, side) in enumerate(zip(row, table.align, strict=True)):
        names = number == 0 and not table.head and bool(plain(cell))
        cells.append(
            f'<th scope="row">{_inline(cell, paper)}</th>'
            if names
            else f"<td{_side(side)}>{_inline(cell, paper)}</td>"
        )
    return "".join(cells)


def _side(side: str) -> str:
    return "" if side == "left" else f' class="{side}"'


def _inline(text: Inline, paper: Paper) -> str:
    return "".join(
        "<br>" if isinstance(one, Break)
        else f'<span class="small-picture">{paper.pictures[one.picture].strip()}</span>' if one.picture
        else _span(one)
        for one in text
    )  # fmt: skip


def _span(span: TextSpan) -> str:
    text = escape(span.text, quote=False)
    text = f"<em>{text}</em>" if span.emphasis else text
    text = f"<strong>{text}</strong>" if span.strong else text
    if not span.look:
        return text
    if light := span.look.removeprefix("was_") if span.look.removeprefix("was_") in LIGHTS else "":
        word = escape(span.text.partition("\u00a0")[2], quote=False)
        return f'<span class="lamp {span.look}">{_SHAPES[light]}{word}</span>'
    return f'<span class="{span.look}">{text}</span>'


# the sign of a light is drawn: as large in every font, and heard as its word alone
_SHAPES = {
    light: f'<svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">{shape}</svg>'
    for light, shape in {
        "green": '<circle cx="5" cy="5" r="4.4"/>', "yellow": '<path d="M5 .4 9.9 9.4H.1z"/>',
        "red": '<path d="M.7.7h8.6v8.6H.7z"/>',
        "grey": '<circle cx="5" cy="5" r="3.7" fill="none" stroke="currentColor" stroke-width="1.4"/>',
    }.items()
}  # fmt: skip
