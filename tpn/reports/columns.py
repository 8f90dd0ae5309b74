"""Columns on a screen: as wide as their text, long text on two lines, and never wider than the screen."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tpn.reports.ansi import Paint, clip

GAP = 2
LINES = 2
_NARROWEST, _NARROWEST_MAIN, _LONG_WORD = 8, 18, 15
_MAIN = 3  # times as wide as another long text


@dataclass(frozen=True)
class TextGrid:
    """Headings and rows of text.

    ``numbers``: columns that stand to the right; ``fixed``: never made narrower; ``main``: the one that says what
    a row is, which is made narrower last.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    fixed: frozenset[int] = frozenset()
    main: int = 0
    indent: int = 0
    width: int = 80

    def widths(self) -> list[int]:
        """Of each column: what its text needs; the longest texts share what is left, the main one the most."""
        need = [
            max(len(heading), *(len(row[number]) for row in self.rows), 1)
            for number, heading in enumerate(self.headings)
        ]
        room = self.width - self.indent - GAP * (len(need) - 1)
        for floors in ([self._floor(n) for n in range(len(need))], [_NARROWEST] * len(need)):
            while sum(need) > room:
                able = [n for n in range(len(need)) if n not in self.fixed and need[n] > floors[n]]
                if not able:
                    break
                widest = max(able, key=lambda n: need[n] / (_MAIN if n == self.main else 1))
                need[widest] -= 1
        return need

    def _floor(self, number: int) -> int:
        """As narrow as a column may be without breaking its words; a long word is broken all the same."""
        if number == self.main:
            return _NARROWEST_MAIN
        words = [word for row in self.rows for word in row[number].split()]
        return min(_LONG_WORD, max(map(len, [*words, self.headings[number]])))

    def head(self, widths: Sequence[int], paint: Paint) -> str:
        """The line of the headings."""
        texts = [clip(text, width) for text, width in zip(self.headings, widths, strict=True)]
        return paint(self._line(texts, widths), "bold")

    def lines(self, row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
        """The one or two lines of a row."""
        cells = [wrapped(text, width) for text, width in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            texts = [cell[number] if number < len(cell) else "" for cell in cells]
            yield self._line(texts, widths)

    def _line(self, texts: Sequence[str], widths: Sequence[int]) -> str:
        placed = [
            f"{text:>{width}}" if number in self.numbers else f"{text:<{width}}"
            for number, (text, width) in enumerate(zip(texts, widths, strict=True))
        ]
        return (" " * self.indent + (" " * GAP).join(placed)).rstrip()


def wrapped(text: str, width: int, most: int = LINES) -> list[str]:
    """A text on at most ``most`` lines, with an ellipsis where something was left out."""
    lines = textwrap.wrap(text, width, break_on_hyphens=False) or [""]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], clip(" ".join(lines[most - 1 :]), width)]
