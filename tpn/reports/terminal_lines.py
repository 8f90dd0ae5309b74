"""A line of the terminal: pieces of text, each in one dress, and how it is broken where it is too long.

Of rich only what a piece is made of. Its console and its tables, which know how to draw far more than a short row,
are slower to wake than the whole of a small project is to read.
"""

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells
from rich.segment import Segment

Line = list[Segment]

_WORD = re.compile(r"\s*\S+\s*")


def length(line: Line) -> int:
    """How many columns a line takes on a screen."""
    return sum(part.cell_length for part in line)


def after(line: Line, columns: int) -> Line:
    """What is left of a line behind its first columns."""
    return list(Segment.divide(line, [columns, length(line)]))[1] if columns else line


def wrapped(line: Line, width: int) -> Iterator[Line]:
    """A line on lines of at most ``width`` columns: broken between words, a word only where no line can hold it."""
    for one in list(Segment.split_lines(line)) or [[]]:
        if length(one) <= width:
            yield one
            continue
        text = "".join(part.text for part in one)
        ends = [*_breaks(text, width), len(text)]
        pieces = Segment.divide(one, [cell_len(text[:end]) for end in ends])
        # what is over is but the blanks at the end
        yield from (Segment.adjust_line_length(piece, width, pad=False) for piece in pieces)


def _breaks(text: str, width: int) -> Iterator[int]:
    """Where a text is broken, in characters."""
    taken = 0
    for word in _WORD.finditer(text):
        start, wide = word.start(), cell_len(word[0].rstrip())
        if wide <= width - taken:
            taken += cell_len(word[0])
        elif wide > width:
            for part in chop_cells(word[0], width):
                if start:
                    yield start
                start, taken = start + len(part), cell_len(part)
        else:
            yield start
            taken = cell_len(word[0])
