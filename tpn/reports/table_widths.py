"""How wide the columns of a table should be: by what stands in them, the same on screen and on paper."""

import re
import textwrap
from collections.abc import Sequence

from tpn.reports.blocks import Block, Break, Columns, Heading, Inline, Paragraph, TextTable, plain

_LEAST = 3
_GAP = 2
_LEFT = 0.55
_BLANKS = re.compile(r"[ \t\n]+")  # a no-break space is no blank
_AIR = 3
_LETTER = 1.2
_BOLD = 1.25
"""How much wider a heading's letters may be: «Kommunen» is not to break before its last."""
_REPORT = 120
"""Letters across the page of a report and more: its headings are smaller than what stands below them."""
_SHORT = 20
_SMALLER = 10.5 / 9
_TOGETHER = 24
TABLE_TOGETHER, SHORT_TABLE = 32, 16
"""Lines of a table that is kept on one page: of a report, and of what is longer than that."""
LINES_TOGETHER = 30
"""Lines of a note or a frame that stand on one page. A page holds fifty: a poor guess must not put the last outside."""


def natural_widths(table: TextTable) -> list[int]:
    """The longest line of each column, in characters."""
    return [max(_LEAST, *(_longest(cell) for cell in column)) for column in _columns(table)]


def fitted(table: TextTable, width: int) -> list[int]:
    """Column widths that together fill at most ``width``: short columns keep what they need, long ones give."""
    wanted = natural_widths(table)
    least = [max(_LEAST, *(_longest_word(cell) for cell in column)) for column in _columns(table)]
    spare = sum(wanted) - width
    while spare > 0:
        giving = [n for n, (want, low) in enumerate(zip(wanted, least, strict=True)) if want > low]
        if not giving:
            giving = [n for n, want in enumerate(wanted) if want > _LEAST]
        if not giving:
            break
        widest = max(giving, key=lambda n: wanted[n])
        wanted[widest] -= 1
        spare -= 1
    return wanted


def fitting(
    head: Sequence[Inline], rows: Sequence[Sequence[Inline]], width: int, *, tight: bool = False
) -> tuple[int, list[int]] | None:
    """The gap between columns and their widths on a screen, or none where the longest words do not fit side by side.

    ``tight``: a smaller gap rather than a row on more lines.
    """
    columns = list(zip(*((head,) if head else ()), *rows, strict=True))
    if not columns:
        return _GAP, []
    lengths = [list(map(_longest, column)) for column in columns]
    wanted = [max(1, *said) for said in lengths]
    least = [_least(column, said) for column, said in zip(columns, lengths, strict=True)]
    room = width - (len(columns) - 1)
    if tight and sum(wanted) <= room < sum(wanted) + len(columns) - 1:
        return 1, wanted
    if head:  # where there is too little room, a heading breaks before what stands below it
        body = [max(said[1:], default=0) for said in lengths]
        lowered = [max(low, min(wide, said)) for wide, low, said in zip(wanted, least, body, strict=True)]
        wanted = _given(wanted, lowered, width - _GAP * (len(columns) - 1))
    for gap in (_GAP, 1):
        room = width - gap * (len(columns) - 1)
        if sum(least) <= room:
            return gap, _given(wanted, least, room)
    return None


def mostly_over(rows: Sequence[Sequence[Inline]], widths: Sequence[int], high: int) -> bool:
    """Whether most of the rows take more than ``high`` lines in columns of these widths."""
    over = sum(any(_wraps(c, wide) > high for c, wide in zip(row, widths, strict=True)) for row in rows)
    return over > len(rows) / 2


def lines_of(blocks: Sequence[Block], width: int) -> int:
    """How many lines blocks take on a screen, with the air between them."""
    heights = [_height(block, width) for block in blocks]
    close = sum(isinstance(block, Heading) for block in blocks[:-1])
    return sum(heights) + max(0, len(heights) - 1) - close


def _height(block: Block, width: int) -> int:
    match block:
        case TextTable(head, rows):
            found = fitting(head, rows, width, tight=not block.ruled)
            widths = found[1] if found else [width] * len(block.align)
            every = [*((head,) if head else ()), *rows]
            return sum(max(_wraps(c, wide) for c, wide in zip(row, widths, strict=True)) for row in every)
        case Heading(_, text) | Paragraph(text):
            return _wraps(text, width)
        case Columns("ends", cells):
            high = sum(lines_of(cell, width) for cell in cells)
            wide = sum(_longest(one.text) for cell in cells for one in cell if isinstance(one, Paragraph))
            return 1 if high == len(cells) and wide + _GAP <= width else high
        case Columns("close" | "apart" as kind, cells):
            return sum(lines_of(cell, width) for cell in cells) + (len(cells) - 1) * (kind == "apart")
        case Columns(_, (left, right)):
            first, second = beside(width)
            return max(lines_of(left, first), lines_of(right, second))
    return 1


def beside(width: int) -> tuple[int, int]:
    """The widths of two columns beside each other, the first somewhat wider."""
    left = int((width - _GAP) * _LEFT)
    return left, width - _GAP - left


def _wraps(cell: Inline, width: int) -> int:
    """How many lines a text takes."""
    return sum(
        1 if len(line) <= width else len(textwrap.wrap(line, width, break_on_hyphens=False))
        for line in _lines(cell)
    )


def _given(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Widths that together take ``room``: the widest columns give, none below its longest word."""
    widths = [min(wide, room) for wide in wanted]  # none ends wider, and a text may be a million letters
    for _ in range(sum(widths) - room):
        giving = [n for n, (wide, low) in enumerate(zip(widths, least, strict=True)) if wide > low]
        if not giving:
            break
        widths[max(giving, key=lambda n: widths[n])] -= 1
    return widths


def is_dense(table: TextTable, whole: int = 100) -> bool:
    """Whether the longest words of the columns do not fit side by side: such a table is set in smaller letters."""
    words = sum(max(_LEAST, *(_longest_word(cell) for cell in column)) for column in _columns(table))
    return words * _LETTER + _AIR * len(table.align) > whole


def shares(table: TextTable, whole: int = 100) -> list[float]:
    """The part of a page that each column gets, in percent; what is to spare goes to the columns of running text."""
    whole = round(whole * _SMALLER) if is_dense(table, whole) else whole
    if table.widths:
        return _room_for_words(table, [100 * width / sum(table.widths) for width in table.widths], whole)
    room = int((whole - _AIR * len(table.align)) / _LETTER)
    widths = [width * _LETTER + _AIR for width in fitted(table, room)]
    spare = max(0, whole - sum(widths))
    running = [n for n, width in enumerate(natural_widths(table)) if width > _SHORT]
    if not table.head:  # what something is called needs no more room than it takes
        running = [len(widths) - 1]
    taking = running or range(len(widths))
    for n in taking:
        widths[n] += spare / len(taking)
    return _room_for_words(table, [100 * width / sum(widths) for width in widths], whole)


def rows_that_break(
    table: TextTable, whole: int = 100, together: int = TABLE_TOGETHER
) -> tuple[frozenset[int], bool]:
    """The rows that may go on over the next page, by number, and whether the table may be kept whole on one.

    ``together``: so many lines, and no more, are moved to the next page rather than parted.

    A row that holds more than half a page is not moved to the next one: there too it would run off the sheet, and
    what does not fit is gone from the paper.
    """
    room = whole * _SMALLER if is_dense(table, whole) else whole
    widths = [max(_LEAST, int((room * share / 100 - _AIR) / _LETTER)) for share in shares(table, whole)]
    heights = [
        max(sum(1 + len(line) // wide for line in _lines(c)) for c, wide in zip(row, widths, strict=True))
        for row in table.rows
    ]
    tall = frozenset(number for number, lines in enumerate(heights) if lines > _TOGETHER)
    return tall, not tall and sum(heights) <= together


def _room_for_words(table: TextTable, said: list[float], whole: int) -> list[float]:
    """The widths that are said, but none narrower than its longest word: those with room to spare give."""
    least = [
        100 * (_longest_word(cells) * _LETTER + _AIR) / whole for cells in map(_together, _columns(table))
    ]
    bold = _BOLD if whole < _REPORT else 1.0
    heads = [100 * (_longest_word(cell) * _LETTER * bold + _AIR) / whole for cell in table.head]
    least = [max(both) for both in zip(least, heads, strict=True)] if heads else least
    lack = sum(max(0.0, low - wide) for low, wide in zip(least, said, strict=True))
    spare = sum(max(0.0, wide - low) for low, wide in zip(least, said, strict=True))
    if lack > spare:
        return [100 * low / sum(least) for low in least]
    if not lack:
        return said
    return [
        low if wide < low else wide - (wide - low) * lack / spare
        for low, wide in zip(least, said, strict=True)
    ]


def _together(cells: Sequence[Inline]) -> Inline:
    return tuple(one for cell in cells for one in (*cell, Break()))


def _columns(table: TextTable) -> Sequence[Sequence[Inline]]:
    rows = [*((table.head,) if table.head else ()), *table.rows]
    return list(zip(*rows, strict=True)) if rows else [((),) for _ in table.align]


def _longest(cell: Inline) -> int:
    if len(cell) == 1 and not isinstance(one := cell[0], Break):  # the commonest: thousands in a list
        return len(one.text)
    return max(map(len, _lines(cell)), default=0)


def _least(column: Sequence[Inline], lengths: Sequence[int]) -> int:
    """The longest word of a column: only a cell longer than the longest word before it can hold a longer one."""
    least = 1
    for cell, long in zip(column, lengths, strict=True):
        if long > least:
            least = max(least, _longest_word(cell))
    return least


def _longest_word(cell: Inline) -> int:
    return max(map(len, _BLANKS.split(plain(cell))), default=0)


def _lines(cell: Inline) -> list[str]:
    lines = [""]
    for one in cell:
        if isinstance(one, Break):
            lines.append("")
        else:
            lines[-1] += one.text
    return lines
