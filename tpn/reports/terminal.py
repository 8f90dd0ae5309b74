"""A document on a terminal: 80 columns, calm, the same words with and without colour."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from tpn.reports.ansi import Paint
from tpn.reports.paper import Paper
from tpn.reports.small_markdown import (
    LIGHTS,
    Align,
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
from tpn.reports.table_widths import fitted

WIDTH = 80
_GAP = "  "
_BESIDE = frozenset({"facts", "figures"})
_LEAST_COLUMN = 18
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_STYLES = {
    "label": "quiet", "quiet": "quiet", "comment": "quiet", "late": "red bold", "big": "bold",
    **{f"was_{light}": light for light in LIGHTS}, **{light: f"{light} bold" for light in LIGHTS},
}  # fmt: skip


def screen(paper: Paper, paint: Paint) -> str:
    """The whole document as text."""
    return _Screen(paint).document(paper.blocks)


class _Screen:
    """The writer for one screen."""

    def __init__(self, paint: Paint) -> None:
        self.paint = paint

    def document(self, blocks: Sequence[Block]) -> str:
        return "\n".join(line.rstrip() for line in self.stacked(blocks, WIDTH)) + "\n"

    def stacked(self, blocks: Sequence[Block], width: int) -> Iterator[str]:
        """Blocks below one another with air between; a heading is close to what it is over."""
        before: Block | None = None
        for block in blocks:
            lines = list(self.block(block, width))
            if not lines:
                continue
            if before is not None and not _is_close(before, block):
                yield ""
            yield from lines
            before = block

    def block(self, block: Block, width: int) -> Iterator[str]:  # noqa: C901 - a case for each kind of block
        match block:
            case Heading(level, text):
                yield from self.heading(level, text, width)
            case Paragraph(text):
                yield from self.wrapped(text, width)
            case Items(items, start):
                yield from self.items(items, start, width)
            case TextTable():
                yield from self.table(block, width)
            case Note(blocks):
                yield from (f"{self.paint('│', 'accent')} {line}" for line in self.stacked(blocks, width - 2))
            case Picture(_, alt):
                yield from textwrap.wrap(f"[{alt}]", width)
            case Blank():
                yield from ("", "_" * width)
            case Columns(kind, cells):
                yield from self.columns(kind, cells, width)
            case Framed(blocks):
                yield from (f"{self.paint('┃', 'accent')} {line}" for line in self.stacked(blocks, width - 2))
            case NewPage():
                return

    def heading(self, level: int, text: Inline, width: int) -> Iterator[str]:
        for line in self.wrapped(text, width):
            yield self.paint(line, "bold" if level > 1 else "accent bold")
        if level == 1:
            yield self.paint("─" * width, "quiet")

    def columns(self, kind: str, cells: Sequence[Sequence[Block]], width: int) -> Iterator[str]:
        """Side by side where each gets room enough to be read; else below one another."""
        room = (width - 2 * (len(cells) - 1)) // max(1, len(cells))
        if kind in _BESIDE and room >= _LEAST_COLUMN:
            stacks = [list(self.stacked(cell, room)) for cell in cells]
            for line in zip_longest(*stacks, fillvalue=""):
                yield _GAP.join(f"{part}{' ' * (room - _length(part))}" for part in line)
            return
        for number, cell in enumerate(cells):
            if number and kind == "lines":
                yield ""
            yield from self.stacked(cell, width)

    def items(self, items: Sequence[Sequence[Block]], start: int | None, width: int) -> Iterator[str]:
        marks = [f"{start + n}." if start is not None else "–" for n in range(len(items))]
        room = max(map(len, marks)) + 1
        for mark, blocks in zip(marks, items, strict=True):
            lines = list(self.stacked(blocks, width - room)) or [""]
            yield f"{mark:<{room}}{lines[0]}"
            yield from (" " * room + line for line in lines[1:])

    def table(self, table: TextTable, width: int) -> Iterator[str]:
        columns = len(table.align)
        widths = fitted(table, width - len(_GAP) * (columns - 1))
        if table.head:
            yield from self.row(table.head, widths, table.align, "bold")
            yield self.paint(_GAP.join("─" * wide for wide in widths), "quiet")
        for row in table.rows:
            yield from self.row(row, widths, table.align, "" if table.head else "quiet")

    def row(
        self, row: Sequence[Inline], widths: Sequence[int], align: Sequence[Align], style: str
    ) -> Iterator[str]:
        """One row, as many lines as its longest cell; in a table without head the first column is quiet."""
        cells = [list(_wrap(cell, width)) for cell, width in zip(row, widths, strict=True)]
        for line in zip_longest(*cells, fillvalue=()):
            parts = []
            for number, (spans, width, side) in enumerate(zip(line, widths, align, strict=True)):
                dressed = style if style == "bold" or (style and number == 0) else ""
                parts.append(self.placed(spans, width, side, dressed))
            yield _GAP.join(parts)

    def placed(self, spans: Sequence[TextSpan], width: int, side: Align, style: str) -> str:
        free = width - sum(len(span.text) for span in spans)
        left = free if side == "right" else free // 2 if side == "center" else 0
        text = "".join(self.paint(span.text, style) if style else self.dressed(span) for span in spans)
        return " " * left + text + " " * (free - left)

    def wrapped(self, text: Inline, width: int) -> Iterator[str]:
        for line in _wrap(text, width):
            yield "".join(self.dressed(span) for span in line)

    def dressed(self, span: TextSpan) -> str:
        style = _STYLES.get(span.look) or ("bold" if span.strong else "quiet" if span.emphasis else "")
        return self.paint(span.text, style) if style else span.text


def _length(text: str) -> int:
    """How many columns a text takes on a screen, its colours aside."""
    return len(_COLOUR.sub("", text))


def _is_close(before: Block, block: Block) -> bool:
    if isinstance(before, Heading):
        return before.level > 1 and not isinstance(block, Heading)
    return isinstance(block, NewPage) or (isinstance(before, Paragraph) and isinstance(block, Items))


def _wrap(text: Inline, width: int) -> Iterator[list[TextSpan]]:
    """Running text broken into lines of at most ``width`` characters, each with its spans."""
    line: list[TextSpan] = []
    used = 0
    for word in _words(text):
        if isinstance(word, Break):
            yield line
            line, used = [], 0
            continue
        long = sum(len(span.text) for span in word)
        if line and used + 1 + long > width:
            yield line
            line, used = [], 0
        if line:
            line.append(TextSpan(" "))
            used += 1
        for piece in _cut(word, width):
            if used and used + sum(len(span.text) for span in piece) > width:
                yield line
                line, used = [], 0
            line += piece
            used += sum(len(span.text) for span in piece)
    if line:
        yield line


def _words(text: Inline) -> Iterator[list[TextSpan] | Break]:
    """The words of running text; a word may change its dress inside. A no-break space is no gap."""
    word: list[TextSpan] = []
    for one in text:
        if isinstance(one, Break):
            if word:
                yield word
                word = []
            yield one
            continue
        for number, piece in enumerate(one.text.split(" ")):
            if number and word:
                yield word
                word = []
            if piece:
                word.append(replace(one, text=piece))
    if word:
        yield word


def _cut(word: list[TextSpan], width: int) -> Iterator[list[TextSpan]]:
    """A word that is longer than a line, in pieces that fit."""
    if sum(len(span.text) for span in word) <= width:
        yield word
        return
    for span in word:
        for first in range(0, len(span.text), width):
            yield [replace(span, text=span.text[first : first + width])]
