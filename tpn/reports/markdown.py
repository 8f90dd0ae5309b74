"""A document as Markdown that any reader of Markdown shows, and that reads well as it stands."""

import re
from collections.abc import Iterator, Sequence

from tpn.reports.blocks import (
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
)
from tpn.reports.paper import Paper
from tpn.reports.table_widths import fitted

_ALWAYS = re.compile(r"([\\`*<>\[\]|])")
# an underscore inside a word and a tilde alone mean themselves
_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")
_AT_START = re.compile(r"^([-+#=]|\d+(?=[.)]))(?=[.)\s]|$|[-=#])")
_WIDEST = 60


def markdown(paper: Paper) -> str:
    """The whole document."""
    return "\n\n".join(text for block in paper.blocks if (text := "\n".join(_block(block)))) + "\n"


def _block(block: Block) -> Iterator[str]:  # noqa: C901 - a case for each kind of block
    match block:
        case Heading(level, text):
            yield f"{'#' * level} {_inline(text)}"
        case Paragraph(text):
            yield _at_start(_inline(text))
        case Items(items, start):
            yield from _items(items, start)
        case TextTable():
            yield from _table(block)
        case Note(blocks):
            lines = "\n\n".join("\n".join(_block(one)) for one in blocks).split("\n")
            yield from (f"> {line}".rstrip() for line in lines)
        case Picture(_, alt):
            yield f"*{_escaped(alt)}*"
        case Blank():
            yield "\\_" * 30
        case NewPage():
            yield "---"
        case Columns(_, cells):
            yield "\n\n".join(_stacked(cell) for cell in cells)
        case Framed(blocks):
            yield _stacked(blocks)


def _stacked(blocks: Sequence[Block]) -> str:
    return "\n\n".join(text for one in blocks if (text := "\n".join(_block(one))))


def _items(items: Sequence[Sequence[Block]], start: int | None) -> Iterator[str]:
    for number, blocks in enumerate(items):
        mark = f"{start + number}. " if start is not None else "- "
        lines = [line for block in blocks for line in _block(block)]
        yield mark + (lines[0] if lines else "")
        yield from (" " * len(mark) + line for line in lines[1:])


def _table(table: TextTable) -> Iterator[str]:
    head = table.head or tuple(() for _ in table.align)
    widths = [min(_WIDEST, width) for width in fitted(table, 400)]
    yield _row(head, widths, table)
    rules = ("-" * (width - 1) + (":" if side == "right" else "-")
             for width, side in zip(widths, table.align, strict=True))  # fmt: skip
    yield "| " + " | ".join(rules) + " |"
    for row in table.rows:
        yield _row(row, widths, table)


def _row(row: Sequence[Inline], widths: Sequence[int], table: TextTable) -> str:
    cells = [
        f"{_inline(cell, '<br>'):{'>' if side == 'right' else '<'}{width}}"
        for cell, width, side in zip(row, widths, table.align, strict=True)
    ]
    return "| " + " | ".join(cells) + " |"


def _inline(text: Inline, line: str = "\\\n") -> str:
    return "".join(line if isinstance(one, Break) else _dressed(one) for one in text)


def _dressed(span: TextSpan) -> str:
    mark = "**" * span.strong + "*" * span.emphasis
    text = _escaped(span.text)
    if not mark or not text.strip():
        return text
    bare = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{bare}{mark[::-1]}{after}"


def _escaped(text: str) -> str:
    return _UNDERSCORE.sub(r"\\_", _ALWAYS.sub(r"\\\1", text))


def _at_start(text: str) -> str:
    start = _AT_START.match(text)
    if start is None:
        return text
    mark, rest = start[1], text[start.end() :]
    return f"{mark}\\{rest}" if mark.isdigit() else f"\\{mark}{rest}"
