"""The rows of a table, set cell by cell: what is one line a row needs no console, and a list has thousands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from operator import le

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tpn.reports.blocks import Align, Block, Break, Inline, Paragraph, TextSpan, plain
from tpn.reports.terminal_lines import Line, length, wrapped
from tpn.reports.terminal_text import (
    FIRST_SIGN,
    HANGS,
    MARK,
    NOTHING,
    SIGN,
    SIGN_FIRST,
    WIDE_FROM,
    safe,
    segments,
)

Row = tuple[Inline, ...]
_ID = re.compile(r"[a-zæøå]\S*|\S*\d\S*")
"""What only points at something (an id, a day, a number), and is not what it is called."""


def begins_with_sign(item: Sequence[Block]) -> bool:
    """Whether an item of a list has a sign before its words."""
    first = item[0] if item else None
    return isinstance(first, Paragraph) and bool(SIGN_FIRST.match(plain(first.text)))


def record_name(row: Sequence[Inline]) -> tuple[Inline, int]:
    """What a record is called, and from where its other columns begin: what stands beside an id goes along."""
    first, *rest = row
    beside = plain(rest[0]) if rest else ""
    is_name = first and not _ID.fullmatch(SIGN_FIRST.sub("", plain(first)).strip())
    if is_name or not beside or MARK.fullmatch(beside) or SIGN.match(beside):
        return first, 1
    return (*first, *([TextSpan("  ")] if first else []), *rest[0]), 2


def bare(row: Sequence[Inline]) -> list[str] | None:
    """The texts of a row, or none where one has a dress, a break, or letters that are not one column wide."""
    texts = []
    for cell in row:
        one = cell[0] if cell else TextSpan("")
        if len(cell) > 1 or isinstance(one, Break) or one.look or one.strong or one.emphasis:
            return None
        texts.append(one.text)
    said = "".join(texts)
    if "\n" in said:
        return None
    usual = max(said, default="") < WIDE_FROM or all(cell_len(text) == len(text) for text in texts)
    return texts if usual else None


def quick_row(texts: Sequence[str], widths: Sequence[int], form: str) -> Iterator[Line]:
    """A row of bare texts as whole lines, in the form of its columns: a list has thousands."""
    if all(map(le, map(len, texts), widths)):
        rows: Iterable[Sequence[str]] = (texts,)
    else:
        cells = [_filled(text, wide) for text, wide in zip(texts, widths, strict=True)]
        rows = zip_longest(*cells, fillvalue="")
    for row in rows:
        line = form.format(*row)
        yield [Segment(safe(line))] if max(line) < FIRST_SIGN else segments((TextSpan(line),))


def plain_row(
    row: Sequence[Inline], widths: Sequence[int], gap: int, align: Sequence[Align]
) -> Iterator[Line]:
    """One row of a long table, in the look of the others."""
    return set_row([celled(cell, wide) for cell, wide in zip(row, widths, strict=True)], widths, gap, align)


def set_row(
    cells: Sequence[Sequence[Line]], widths: Sequence[int], gap: int, align: Sequence[Align]
) -> Iterator[Line]:
    """The lines of one row."""
    for parts in zip_longest(*cells, fillvalue=[]):
        made: Line = []
        for part, wide, side in zip(parts, widths, align, strict=True):
            free = wide - length(part)
            left = free if side == "right" else free // 2 if side == "center" else 0
            made += [Segment(" " * left), *part, Segment(" " * (free - left + gap))]
        made[-1] = Segment(" " * (len(made[-1].text) - gap))
        yield made


def celled(cell: Inline, width: int, style: Style = NOTHING) -> list[Line]:
    """The lines of one cell; behind a sign it goes on below itself, not below the sign."""
    line = segments(cell, style)
    if length(line) <= width or not HANGS.match("".join(part.text for part in line[:2])):
        return list(wrapped(line, width))
    sign, *rest = Segment.divide(line, [2, length(line)])
    first, *more = wrapped(rest[0], width - 2)
    return [[*sign, *first], *([Segment("  "), *one] for one in more)]


def _filled(text: str, width: int) -> list[str]:
    """A text on lines of at most ``width`` characters, broken between words; behind a sign it goes on below itself."""
    if len(text) <= width:
        return [text]
    hangs = "  " if HANGS.match(safe(text)) else ""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = hangs + word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def is_over(row: Row) -> bool:
    """Whether a row is a line over those below it."""
    first, *rest = row
    if not rest or any(rest):
        return False
    said = [one for one in first if isinstance(one, TextSpan)]
    return bool(said) and all(one.strong for one in said)


def is_under(row: Row) -> bool:
    """Whether a row is more of the one above: quiet, in one column that is not the first."""
    if row[0]:
        return False
    said = [cell for cell in row if cell]
    quieted = (isinstance(one, TextSpan) and one.emphasis for cell in said for one in cell)
    return len(said) == 1 and all(quieted)


def parts_of(rows: Sequence[Row]) -> Iterator[tuple[Row | None, Sequence[Row]]]:
    """The rows that stand in columns, each lot with the line across that comes before it."""
    across: Row | None = None
    some: list[Row] = []
    for row in rows:
        if is_over(row) or is_under(row):
            if across or some:
                yield across, some
            across, some = row, []
        else:
            some.append(row)
    if across or some:
        yield across, some
