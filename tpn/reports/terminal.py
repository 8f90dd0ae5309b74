"""The one writer of the terminal: blocks in the width there is, the same words with and without colour.

rich aligns and colours. What is decided here is how a table gets its widths (``table_widths``): no word is broken and
nothing is cut; where the longest words do not fit side by side, a table becomes one block per record. A table with a
rule and rows on more than one line is drawn by rich (``tall_rows``); facts, the fixed columns of a screen, and what is
one line a row are set cell by cell: to wake a console takes longer than to draw all of them.

Signs are coloured wherever they stand: a sign has one meaning on all screens, and colour only strengthens it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from operator import le

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from tpn.reports.blocks import (
    LIGHTS,
    Align,
    Blank,
    Block,
    Break,
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
from tpn.reports.table_widths import beside, fitting
from tpn.reports.terminal_lines import Line, after, length, wrapped
from tpn.texts.signs import SIGNS

Row = tuple[Inline, ...]

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
_SHORT = 32
"""A value up to so many characters shares its line with others, where a record is a block."""

_NBSP, _STANDS_IN = "\u00a0", "\ufdd0"  # rich breaks lines at a no-break space
_NOTHING = Style.null()
_STRONG, _QUIET, _ACCENT, _TITLE = (
    Style(bold=True), Style(dim=True), Style(color="cyan"), Style(color="cyan", bold=True),
)  # fmt: skip
_COLOURS = {"green": "green", "yellow": "yellow", "red": "red", "grey": "bright_black"}
_LOOKS = {
    "label": _QUIET, "quiet": _QUIET, "comment": _QUIET, "late": Style(color="red", bold=True), "big": _STRONG,
    **{f"was_{light}": Style(color=_COLOURS[light]) for light in LIGHTS},
    **{light: Style(color=_COLOURS[light], bold=True) for light in LIGHTS},
}  # fmt: skip
_SIGNS = re.compile(
    "([{green}{done}])|([{yellow}{begun}])|([{red}])|([{grey}])|([{agreed}{forecast}█▏▎▍▌▋▊▉]+)".format(
        **SIGNS
    )
)
_FIRST_SIGN = "\u2500"
"""No letter before this one is coloured as a sign."""
_ALL = "".join(SIGNS.values())
_MARK = re.compile(f"[{_ALL}]")
_HANGS = re.compile(f"[{_ALL.replace(SIGNS['left_out'], '')}]{_STANDS_IN}")
_SIGN_FIRST = re.compile(f"[{_ALL}][ {_NBSP}]")
_WIDE_FROM = "\u0300"
"""All letters before this one are as wide as one column."""
_SIDES = {"left": "<", "right": ">", "center": "^"}
_OF_SIGNS = tuple(Style(color=colour, dim=False) for colour in (*_COLOURS.values(), "cyan"))


def drawn(blocks: Sequence[ScreenBlock], display: Display = Display()) -> str:  # noqa: B008 - a constant
    """The whole screen as text."""
    lines = _Writer(display.width).document([bounded(one) for one in blocks])
    return "".join(_shown(line, colour=display.colour) + "\n" for line in lines)


def _shown(line: Line, *, colour: bool) -> str:
    """One line without the blanks at its end."""
    parts = list(line)
    while parts and not parts[-1].text.rstrip(" "):
        parts.pop()
    if parts:
        parts[-1] = Segment(parts[-1].text.rstrip(" "), parts[-1].style)
    text = (_coloured(part) if colour else part.text for part in parts)
    return "".join(text).replace(_STANDS_IN, _NBSP)


def _coloured(part: Segment) -> str:
    if not part.style or not part.text.strip():
        return part.text
    return part.style.render(part.text, color_system=ColorSystem.STANDARD)


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
                yield from wrapped(_segments(text), min(width, _WIDEST_TEXT))
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
                yield from map(_segments, lines)
            case Told():
                yield from self.told(block, width)
            case NewPage():
                return

    # -------------------------------------------------------- text

    def heading(self, level: int, text: Inline, width: int) -> Iterator[Line]:
        yield from wrapped(_segments(text, _STRONG if level > 1 else _TITLE), width)
        if level == 1:
            yield [Segment("─" * min(width, self.page), _QUIET)]

    def told(self, said: Told, width: int) -> Iterator[Line]:
        """A sentence, its further lines as far to the right as what stands under it."""
        room = width if width >= UNBOUNDED - _WIDEST_TEXT else min(width, _WIDEST_TEXT)
        yield from wrapped(_segments(said.text), room, hanging=_UNDER if said.hanging else 0, whole=True)
        for block in said.under:
            yield from ([Segment(" " * _UNDER), *line] for line in self.block(block, width - _UNDER))

    def ends(self, left: Sequence[Block], right: Sequence[Block], width: int) -> Iterator[Line]:
        """The two ends of a line; where they do not fit on one, the right end stands below."""
        first = [_title(block) if isinstance(block, Heading) else block for block in left]
        one, other = (list(self.stacked(blocks, width)) for blocks in (first, right))
        if len(one) == len(other) == 1 and (gap := width - length(one[0]) - length(other[0])) >= _GAP:
            yield [*one[0], Segment(" " * gap), *other[0]]
            return
        yield from one
        yield from other

    def barred(self, bar: str, blocks: Sequence[ScreenBlock], width: int) -> Iterator[Line]:
        """Blocks with a line along their left side."""
        for line in self.stacked(blocks, width - len(bar)):
            yield [Segment(bar, _ACCENT), *line]

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
        if start is None and all(map(_begins_with_sign, items)):  # the sign is mark enough
            for blocks in items:
                for n, block in enumerate(blocks):
                    text = _segments(block.text) if isinstance(block, Paragraph) else []
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
        """In columns; where the longest words do not fit side by side, one block per record."""
        said = [row for row in table.rows if not (_is_over(row) or _is_under(row))]
        found = fitting(table.head, said, width, tight=not table.ruled)
        if found is None:
            yield from self.records(table, width)
            return
        gap, widths = found
        if table.head:
            yield from self.rows([table.head], widths, gap, table.align, _STRONG, ruled=table.ruled)
            if table.ruled:
                rule = (" " * gap).join("─" * wide for wide in widths)
                yield [Segment(rule, _QUIET)]
        for number, (across, rows) in enumerate(_parts(table.rows)):
            if across and _is_over(across):
                yield from self.over(across, width, first=number == 0)
            elif across:
                yield from self.under(across, widths, gap, width)
            quieted = rows if table.head else [(_quietly(row[0]), *row[1:]) for row in rows]
            if rows:
                ruled = bool(table.head) and table.ruled
                # what has more rows than a screen is set line by line, also where lines below them part the rows
                many = len(table.rows) > _MANY
                yield from self.rows(quieted, widths, gap, table.align, ruled=ruled, many=many)

    def over(self, row: Row, width: int, *, first: bool) -> Iterator[Line]:
        """The line over the rows that belong together."""
        if not first:
            yield []
        yield from wrapped([Segment(_safe(plain(row[0])), _ACCENT)], width)

    def under(self, row: Row, widths: Sequence[int], gap: int, width: int) -> Iterator[Line]:
        """More of the row above, from the column it stands in to the right edge."""
        at = next(n for n, cell in enumerate(row) if cell)
        indent = sum(widths[:at]) + gap * at
        for line in wrapped(_segments(row[at]), width - indent):
            yield [Segment(" " * indent), *line]

    def rows(
        self, rows: Sequence[Sequence[Inline]], widths: Sequence[int], gap: int, align: Sequence[Align],
        style: Style = _NOTHING, *, ruled: bool = True, many: bool = False,
    ) -> Iterator[Line]:  # fmt: skip
        """Rows in columns of these widths. ``ruled``: with a line under the head; ``many``: of a long table."""
        if many:
            form = (" " * gap).join(
                f"{{:{_SIDES[side]}{wide}}}" for wide, side in zip(widths, align, strict=True)
            )
            for row in rows:
                texts = _bare(row)
                if texts is None:
                    yield from _plain_row(row, widths, gap, align)
                else:
                    yield from _quick_row(texts, widths, form)
            return
        cells = [[_celled(cell, wide, style) for cell, wide in zip(row, widths, strict=True)] for row in rows]
        if ruled and any(len(lines) > 1 for row in cells for lines in row):
            from tpn.reports.tall_rows import drawn_rows  # noqa: PLC0415 - a console wakes slower than a screen is drawn

            yield from drawn_rows(cells, widths, gap, align)
            return
        for made in cells:
            yield from _set(made, widths, gap, align)

    def records(self, table: TextTable, width: int) -> Iterator[Line]:
        """One block per record: what it is on a line of its own, and below it each column by its name."""
        made = [list(self.record(table, row, width)) for row in table.rows]
        airy = any(len(lines) > _LOW for lines in made)
        for number, (row, lines) in enumerate(zip(table.rows, made, strict=True)):
            if number and (airy or _is_over(row)) and not _is_under(row):
                yield []
            yield from lines

    def record(self, table: TextTable, row: Row, width: int) -> Iterator[Line]:
        if _is_over(row):
            yield from self.over(row, width, first=True)
            return
        if _is_under(row):
            yield from self.under(row, (_INDENT, *(0 for _ in row[1:])), 0, width)
            return
        title, at = _called(row)
        said = plain(title)
        called = _segments(title, _STRONG if table.head else _QUIET)
        yield from wrapped(after(called, len(said) - len(said.lstrip(_NBSP))), width)
        names = [plain(cell) for cell in table.head] or [""] * len(row)
        fields = [(names[n], cell) for n, cell in enumerate(row) if n >= at and plain(cell).strip()]
        for line in self.packed(fields, width - _INDENT):
            yield [Segment(" " * _INDENT), *line]

    def packed(self, fields: Sequence[tuple[str, Inline]], width: int) -> Iterator[Line]:
        """Names and values: short ones share a line, a long one has its own."""
        run: Line = []
        before = False
        for name, cell in fields:
            sign = bool(_MARK.fullmatch(plain(cell)))
            label = [Segment(_safe(f"{name} " if sign else f"{name}: "), _QUIET)] if name else []
            one = [*label, *_segments(cell)]
            gap = Segment("  " if sign and before else " · ", _QUIET)
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


# ------------------------------------------------------------ rows


def _begins_with_sign(item: Sequence[Block]) -> bool:
    """Whether an item of a list has a sign before its words."""
    first = item[0] if item else None
    return isinstance(first, Paragraph) and bool(_SIGN_FIRST.match(plain(first.text)))


def _called(row: Sequence[Inline]) -> tuple[Inline, int]:
    """What a record is called, and from where its other columns begin: what stands beside an id goes along."""
    first, *rest = row
    beside = plain(rest[0]) if rest else ""
    if not beside or _MARK.fullmatch(beside) or _SIGNS.match(beside):
        return first, 1
    return (*first, *([TextSpan("  ")] if first else []), *rest[0]), 2


def _bare(row: Sequence[Inline]) -> list[str] | None:
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
    usual = max(said, default="") < _WIDE_FROM or all(cell_len(text) == len(text) for text in texts)
    return texts if usual else None


def _quick_row(texts: Sequence[str], widths: Sequence[int], form: str) -> Iterator[Line]:
    """A row of bare texts as whole lines, in the form of its columns: a list has thousands."""
    if all(map(le, map(len, texts), widths)):
        rows: Iterable[Sequence[str]] = (texts,)
    else:
        cells = [_filled(text, wide) for text, wide in zip(texts, widths, strict=True)]
        rows = zip_longest(*cells, fillvalue="")
    for row in rows:
        line = form.format(*row)
        yield [Segment(_safe(line))] if max(line) < _FIRST_SIGN else _segments((TextSpan(line),))


def _plain_row(
    row: Sequence[Inline], widths: Sequence[int], gap: int, align: Sequence[Align]
) -> Iterator[Line]:
    """One row of a long table, in the look of the others."""
    return _set([_celled(cell, wide) for cell, wide in zip(row, widths, strict=True)], widths, gap, align)


def _set(
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


def _celled(cell: Inline, width: int, style: Style = _NOTHING) -> list[Line]:
    """The lines of one cell; behind a sign it goes on below itself, not below the sign."""
    line = _segments(cell, style)
    if length(line) <= width or not _HANGS.match("".join(part.text for part in line[:2])):
        return list(wrapped(line, width))
    sign, *rest = Segment.divide(line, [2, length(line)])
    first, *more = wrapped(rest[0], width - 2)
    return [[*sign, *first], *([Segment("  "), *one] for one in more)]


def _filled(text: str, width: int) -> list[str]:
    """A text on lines of at most ``width`` characters, broken between words; behind a sign it goes on below itself."""
    if len(text) <= width:
        return [text]
    hangs = "  " if _HANGS.match(_safe(text)) else ""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = hangs + word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _is_over(row: Row) -> bool:
    """Whether a row is a line over those below it."""
    first, *rest = row
    if not rest or any(rest):
        return False
    said = [one for one in first if isinstance(one, TextSpan)]
    return bool(said) and all(one.strong for one in said)


def _is_under(row: Row) -> bool:
    """Whether a row is more of the one above: quiet, in one column that is not the first."""
    if row[0]:
        return False
    said = [cell for cell in row if cell]
    quieted = (isinstance(one, TextSpan) and one.emphasis for cell in said for one in cell)
    return len(said) == 1 and all(quieted)


def _parts(rows: Sequence[Row]) -> Iterator[tuple[Row | None, Sequence[Row]]]:
    """The rows that stand in columns, each lot with the line across that comes before it."""
    across: Row | None = None
    some: list[Row] = []
    for row in rows:
        if _is_over(row) or _is_under(row):
            if across or some:
                yield across, some
            across, some = row, []
        else:
            some.append(row)
    if across or some:
        yield across, some


# ------------------------------------------------------------ text


def _title(heading: Heading) -> Paragraph:
    return Paragraph(
        inline(*(strong(one.text) if isinstance(one, TextSpan) else one for one in heading.text))
    )


def _quietly(label: Inline) -> Inline:
    """What names the rest of a row; a sign, or what is dressed already, keeps its dress."""
    if _SIGNS.match(plain(label)):
        return label
    return tuple(
        one._replace(emphasis=True) if isinstance(one, TextSpan) and not (one.strong or one.look) else one
        for one in label
    )


def _safe(text: str) -> str:
    return text.replace(_NBSP, _STANDS_IN)


def _segments(running: Inline, style: Style = _NOTHING) -> Line:
    """Running text as pieces, its signs coloured; a break is a line feed."""
    line: Line = []
    for one in running:
        if isinstance(one, Break):
            line.append(Segment("\n"))
            continue
        dress, text, at = style + _style(one), _safe(one.text), 0
        for sign in _SIGNS.finditer(text):
            if sign.start() > at:
                line.append(Segment(text[at : sign.start()], dress))
            colour = _OF_SIGNS[(sign.lastindex or 1) - 1]
            line.append(Segment(sign[0], dress + colour))
            at = sign.end()
        if at < len(text):
            line.append(Segment(text[at:], dress))
    return line


def _style(span: TextSpan) -> Style:
    if span.look in _LOOKS:
        return _LOOKS[span.look]
    return _STRONG if span.strong else _QUIET if span.emphasis else _NOTHING


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
