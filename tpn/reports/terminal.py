"""The one writer of the terminal: blocks in the width there is, the same words with and without colour.

rich aligns and colours. What is decided here is how a table gets its widths (``table_widths``): no word is broken and
nothing is cut; where the longest words do not fit side by side, or most rows grow tall, a table becomes one block per
record. A table with a rule and rows on more than one line is drawn by rich (``tall_rows``); facts, the fixed columns
of a screen, and what is one line a row are set cell by cell: to wake a console takes longer than to draw all of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style

from tpn.reports.blocks import (
    Align,
    Blank,
    Block,
    Columns,
    FixedLines,
    Framed,
    Heading,
    Inline,
    Items,
    NewPage,
    Note,
    Paragraph,
    Picture,
    ScreenBlock,
    TextSpan,
    TextTable,
    Told,
    bounded,
    inline,
    plain,
    strong,
)
from tpn.reports.display import UNBOUNDED, USUAL, Display
from tpn.reports.table_widths import beside, fitting, mostly_over
from tpn.reports.terminal_lines import Line, after, length, wrapped
from tpn.reports.terminal_rows import (
    Row,
    bare,
    begins_with_sign,
    celled,
    is_over,
    is_under,
    parts_of,
    plain_row,
    quick_row,
    record_name,
    set_row,
)
from tpn.reports.terminal_text import (
    ACCENT,
    MARK,
    NBSP,
    NOTHING,
    QUIET,
    STRONG,
    TITLE,
    quietly,
    safe,
    segments,
    shown,
)

_GAP = 2
_INDENT = 2
_UNDER = 3
_MARK_ROOM = 2
_BESIDE = frozenset({"facts", "figures", "beside"})
_LEAST_COLUMN = 18
_WIDEST_TEXT = 120
"""Running text in longer lines than this cannot be read."""
_MANY = 40
"""Rows, more than a screen has, from which on a table is set cell by cell: rich needs seconds for thousands."""
_LOW = 3
"""Lines of a row that is still read across, and of a block that needs no air around it."""
_SHORT = 32
"""A value up to so many characters shares its line with others, where a record is a block."""

_SIDES = {"left": "<", "right": ">", "center": "^"}


def drawn(blocks: Sequence[ScreenBlock], display: Display = Display()) -> str:  # noqa: B008 - a constant
    """The whole screen as text."""
    lines = _Writer(display.width).document([bounded(one) for one in blocks])
    return "".join(shown(line, colour=display.colour) + "\n" for line in lines)


class _Writer:
    """The writer for one screen."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.page = width

    def document(self, blocks: Sequence[ScreenBlock]) -> list[Line]:
        """The lines of all blocks; a head is as wide as what it stands over."""
        made = {at: list(self.block(one, self.width)) for at, one in enumerate(blocks) if not _is_head(one)}
        if len(made) < len(blocks):
            widest = max((length(line) for lines in made.values() for line in lines), default=0)
            self.page = min(self.width, max(USUAL, widest))
        every = (
            (one, made[at] if at in made else list(self.block(one, self.page)))
            for at, one in enumerate(blocks)
        )
        return list(_stacked(every))

    def stacked(self, blocks: Sequence[ScreenBlock], width: int) -> Iterator[Line]:
        """Blocks below one another."""
        return _stacked((block, list(self.block(block, width))) for block in blocks)

    def block(self, block: ScreenBlock, width: int) -> Iterator[Line]:  # noqa: C901 - a case for each kind of block
        match block:
            case Heading(level, text):
                yield from self.heading(level, text, width)
            case Paragraph(text):
                yield from wrapped(segments(text), min(width, _WIDEST_TEXT))
            case Items(items, start):
                yield from self.items(items, start, width)
            case TextTable():
                yield from self.table(block, width)
            case Note(blocks):
                yield from self.barred("│ ", blocks, width)
            case Picture(_, alt):
                yield from wrapped([Segment(f"[{alt}]")], min(width, _WIDEST_TEXT))
            case Blank():
                yield from ([], [Segment("_" * width)])
            case Columns(kind, cells):
                yield from self.columns(kind, cells, width)
            case Framed(blocks):
                yield from self.barred("┃ ", blocks, width)
            case FixedLines(lines):
                yield from map(segments, lines)
            case Told():
                yield from self.told(block, width)
            case NewPage():
                return

    # -------------------------------------------------------- text

    def heading(self, level: int, text: Inline, width: int) -> Iterator[Line]:
        yield from wrapped(segments(text, STRONG if level > 1 else TITLE), width)
        if level == 1:
            yield [Segment("─" * min(width, self.page), QUIET)]

    def told(self, said: Told, width: int) -> Iterator[Line]:
        """A sentence, its further lines as far to the right as what stands under it."""
        room = width if width >= UNBOUNDED - _WIDEST_TEXT else min(width, _WIDEST_TEXT)
        yield from wrapped(segments(said.text), room, hanging=_UNDER if said.hanging else 0, whole=True)
        for block in said.under:
            yield from ([Segment(" " * _UNDER), *line] for line in self.block(block, width - _UNDER))

    def ends(self, left: Sequence[Block], right: Sequence[Block], width: int) -> Iterator[Line]:
        """The two ends of a line; where they do not fit on one, the right end stands below."""
        first = [_title(block) if isinstance(block, Heading) else block for block in left]
        one, other = (list(self.stacked(blocks, width)) or [[]] for blocks in (first, right))
        if len(one) == len(other) == 1 and (gap := width - length(one[0]) - length(other[0])) >= _GAP:
            yield [*one[0], Segment(" " * gap), *other[0]]
            return
        yield from one
        yield from other

    def barred(self, bar: str, blocks: Sequence[ScreenBlock], width: int) -> Iterator[Line]:
        """Blocks with a line along their left side."""
        for line in self.stacked(blocks, width - len(bar)):
            yield [Segment(bar, ACCENT), *line]

    def columns(self, kind: str, cells: Sequence[Sequence[Block]], width: int) -> Iterator[Line]:
        """Side by side where each gets room enough to be read; else below one another."""
        if kind == "ends":
            yield from self.ends(cells[0], cells[1], min(width, self.page))
            return
        room = (width - _GAP * (len(cells) - 1)) // max(1, len(cells))
        if kind in _BESIDE and room >= _LEAST_COLUMN and (kind != "beside" or width >= USUAL):
            rooms = beside(width) if kind == "beside" else (room,) * len(cells)
            stacks = [list(self.stacked(cell, wide)) for cell, wide in zip(cells, rooms, strict=True)]
            for parts in zip_longest(*stacks, fillvalue=[]):
                placed = (
                    Segment.adjust_line_length(part, wide + _GAP)
                    for part, wide in zip(parts, rooms, strict=True)
                )
                yield [one for part in placed for one in part]
            return
        for number, cell in enumerate(cells):
            if number and kind in {"lines", "beside", "apart"}:
                yield []
            yield from self.stacked(cell, width)

    def items(self, items: Sequence[Sequence[Block]], start: int | None, width: int) -> Iterator[Line]:
        if start is None and all(map(begins_with_sign, items)):  # the sign is mark enough
            for blocks in items:
                for n, block in enumerate(blocks):
                    text = segments(block.text) if isinstance(block, Paragraph) else []
                    lines = self.block(block, width) if n else wrapped(text, width, hanging=_MARK_ROOM)
                    yield from ([Segment(" " * _MARK_ROOM), *line] if n else line for line in lines)
            return
        marks = [f"{start + n}." if start is not None else "–" for n in range(len(items))]
        room = max(map(len, marks)) + 1
        for mark, blocks in zip(marks, items, strict=True):
            first, *rest = list(self.stacked(blocks, width - room)) or [[]]
            yield [Segment(f"{mark:<{room}}"), *first]
            yield from ([Segment(" " * room), *line] for line in rest)

    # -------------------------------------------------------- tables

    def table(self, table: TextTable, width: int) -> Iterator[Line]:
        """In columns; where words do not fit side by side, or rows grow tall by it, one block per record."""
        said = [row for row in table.rows if not (is_over(row) or is_under(row))]
        found = fitting(table.head, said, width, tight=not table.ruled)
        few = table.head and len(said) <= _MANY
        if found is None or (few and mostly_over(said, found[1], _LOW)):
            yield from self.records(table, width)
            return
        gap, widths = found
        if table.head:
            yield from self.rows([table.head], widths, gap, table.align, STRONG, ruled=table.ruled)
            if table.ruled:
                rule = (" " * gap).join("─" * wide for wide in widths)
                yield [Segment(rule, QUIET)]
        for number, (across, rows) in enumerate(parts_of(table.rows)):
            if across and is_over(across):
                yield from self.over(across, width, first=number == 0)
            elif across:
                yield from self.under(across, widths, gap, width)
            quieted = rows if table.head else [(quietly(row[0]), *row[1:]) for row in rows]
            if rows:
                ruled = bool(table.head) and table.ruled
                # what has more rows than a screen is set line by line, also where lines below them part the rows
                many = len(table.rows) > _MANY
                yield from self.rows(quieted, widths, gap, table.align, ruled=ruled, many=many)

    def over(self, row: Row, width: int, *, first: bool) -> Iterator[Line]:
        """The line over the rows that belong together."""
        if not first:
            yield []
        yield from wrapped([Segment(safe(plain(row[0])), ACCENT)], width)

    def under(self, row: Row, widths: Sequence[int], gap: int, width: int) -> Iterator[Line]:
        """More of the row above, from the column it stands in to the right edge."""
        at = next(n for n, cell in enumerate(row) if cell)
        indent = sum(widths[:at]) + gap * at
        for line in wrapped(segments(row[at]), width - indent):
            yield [Segment(" " * indent), *line]

    def rows(
        self, rows: Sequence[Sequence[Inline]], widths: Sequence[int], gap: int, align: Sequence[Align],
        style: Style = NOTHING, *, ruled: bool = True, many: bool = False,
    ) -> Iterator[Line]:  # fmt: skip
        """Rows in columns of these widths. ``ruled``: with a line under the head; ``many``: of a long table."""
        if many:
            form = (" " * gap).join(
                f"{{:{_SIDES[side]}{wide}}}" for wide, side in zip(widths, align, strict=True)
            )
            for row in rows:
                texts = bare(row)
                if texts is None:
                    yield from plain_row(row, widths, gap, align)
                else:
                    yield from quick_row(texts, widths, form)
            return
        cells = [[celled(cell, wide, style) for cell, wide in zip(row, widths, strict=True)] for row in rows]
        if ruled and any(len(lines) > 1 for row in cells for lines in row):
            from tpn.reports.tall_rows import drawn_rows  # noqa: PLC0415 - a console wakes slower than a screen is drawn

            yield from drawn_rows(cells, widths, gap, align)
            return
        for made in cells:
            yield from set_row(made, widths, gap, align)

    def records(self, table: TextTable, width: int) -> Iterator[Line]:
        """One block per record: what it is on a line of its own, and below it each column by its name."""
        made = [list(self.record(table, row, width)) for row in table.rows]
        airy = any(len(lines) > _LOW for lines in made)
        for number, (row, lines) in enumerate(zip(table.rows, made, strict=True)):
            if number and (airy or is_over(row)) and not is_under(row):
                yield []
            yield from lines

    def record(self, table: TextTable, row: Row, width: int) -> Iterator[Line]:
        if is_over(row):
            yield from self.over(row, width, first=True)
            return
        if is_under(row):
            yield from self.under(row, (_INDENT, *(0 for _ in row[1:])), 0, width)
            return
        title, at = record_name(row)
        said = plain(title)
        called = segments(title, STRONG if table.head else QUIET)
        yield from wrapped(after(called, len(said) - len(said.lstrip(NBSP))), width)
        names = [plain(cell) for cell in table.head] or [""] * len(row)
        fields = [(names[n], cell) for n, cell in enumerate(row) if n >= at and plain(cell).strip()]
        for line in self.packed(fields, width - _INDENT):
            yield [Segment(" " * _INDENT), *line]

    def packed(self, fields: Sequence[tuple[str, Inline]], width: int) -> Iterator[Line]:
        """Names and values: short ones share a line, a long one has its own."""
        run: Line = []
        before = False
        for name, cell in fields:
            sign = bool(MARK.fullmatch(plain(cell)))
            label = [Segment(safe(f"{name} " if sign else f"{name}: "), QUIET)] if name else []
            one = [*label, *segments(cell)]
            gap = Segment("  " if sign and before else " · ", QUIET)
            short = length(one) <= _SHORT
            if run and (not short or length(run) + gap.cell_length + length(one) > width):
                yield from wrapped(run, width)
                run = []
            if not short:
                yield from wrapped(one, width)
            else:
                run = [*run, gap, *one] if run else one
            before = sign
        if run:
            yield from wrapped(run, width)


def _stacked(made: Iterable[tuple[ScreenBlock, list[Line]]]) -> Iterator[Line]:
    """Blocks with air between them; a heading is close to what it is over."""
    before: ScreenBlock | None = None
    for block, lines in made:
        if not lines:
            continue
        if before is not None and not _is_close(before, block):
            yield []
        yield from lines
        before = block


def _title(heading: Heading) -> Paragraph:
    return Paragraph(
        inline(*(strong(one.text) if isinstance(one, TextSpan) else one for one in heading.text))
    )


def _is_head(block: ScreenBlock) -> bool:
    return (isinstance(block, Columns) and block.kind == "ends") or (
        isinstance(block, Heading) and block.level == 1
    )


def _is_close(before: ScreenBlock, block: ScreenBlock) -> bool:
    if isinstance(before, Heading):
        return before.level > 1 and not isinstance(block, Heading)
    if isinstance(before, Told) and isinstance(block, Told):
        return True
    if isinstance(before, Columns) and isinstance(block, Columns):
        return before.kind == block.kind == "ends"
    return isinstance(block, NewPage) or (isinstance(before, Paragraph) and isinstance(block, Items))
