"""A line of the terminal: pieces of text, each in one dress, and how it is broken where it is too long.

Of rich only what a piece is made of. Its console and its tables, which know how to draw far more than a short row,
are slower to wake than the whole of a small project is to read.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from rich.cells import cell_len, chop_cells
from rich.segment import Segment

from tpn.texts.signs import SIGNS

Line = list[Segment]

# not left behind: a sign by what it stands before, a number by its unit, a percent sign by its number, a dot by what
# it ends
_WORD = re.compile(
    rf"\s*(?:[{''.join(SIGNS.values())}] )*(?:\(?\d{{1,3}} (?=[a-zæøå]))?\S+(?:(?<=\d) %\S*)?(?: ·(?=\s))?\s*"
)
_ALONE = re.compile(r"\s*\S+\s*")
# a command to copy, up to where the sentence goes on: it is not broken where a line can hold it
_COMMAND = re.compile(
    r"(?:(?<=[:.;] )|^)tpn .+?(?:(?<=…)(?=\s)|(?=[.,;]? [–(])|(?=[.,;]\s)|(?=[.,;]?$))[.,;]?\s*"
)


def length(line: Line) -> int:
    """How many columns a line takes on a screen."""
    return sum(part.cell_length for part in line)


def after(line: Line, columns: int) -> Line:
    """What is left of a line behind its first columns."""
    return list(Segment.divide(line, [columns, length(line)]))[1] if columns else line


def wrapped(line: Line, width: int, *, hanging: int = 0, whole: bool = False) -> Iterator[Line]:
    """A line on lines of at most ``width`` columns: broken between words, a word only where no line can hold it.

    ``hanging``: all lines but the first stand so far to the right. ``whole``: no word is broken at all: one that is
    wider than the screen is left for the terminal.
    """
    indent = [Segment(" " * hanging)] if hanging else []
    begun = False
    for one in list(Segment.split_lines(line)) or [[]]:
        for piece in _pieces(one, width, hanging, begun=begun, whole=whole):
            yield [*indent, *piece] if begun else piece
            begun = True


def _pieces(line: Line, width: int, hanging: int, *, begun: bool, whole: bool) -> Iterator[Line]:
    """The parts of one line; ``begun``: the first of them hangs too."""
    if length(line) <= width - (hanging if begun else 0):
        yield line
        return
    text = "".join(part.text for part in line)
    ends = [*_breaks(text, width, hanging, hanging if begun else 0, whole=whole), len(text)]
    columns = accumulate(cell_len(text[start:end]) for start, end in pairwise([0, *ends]))
    for piece in Segment.divide(line, columns):
        # what is over is but the blanks at the end
        wide = cell_len("".join(part.text for part in piece).rstrip()) if whole else width
        yield list(Segment.adjust_line_length(piece, wide, pad=False))


def _words(text: str, width: int) -> Iterator[re.Match[str]]:
    """The words with the signs before them, and whole commands.

    Where they do not fit together, a sign stands alone before a whole word.
    """
    at = 0
    while word := _WORD.match(text, at):
        command = _COMMAND.match(text, at) if word[0] == "tpn " else None
        if command and cell_len(command[0].rstrip()) <= width:
            word = command
        if cell_len(word[0].strip()) > width:
            yield from _ALONE.finditer(text, word.start(), word.end())
        else:
            yield word
        at = word.end()


def _breaks(text: str, width: int, hanging: int, taken: int, *, whole: bool) -> Iterator[int]:
    """Where a text is broken, in characters. ``taken``: columns that are gone already."""
    for word in _words(text, width - hanging):
        start, wide = word.start(), cell_len(word[0].rstrip())
        if wide <= width - taken:
            taken += cell_len(word[0])
        elif wide > width and not whole:
            for part in chop_cells(word[0], width):
                if start:
                    yield start
                start, taken = start + len(part), cell_len(part)
        else:
            if start:
                yield start
            taken = hanging + cell_len(word[0])
