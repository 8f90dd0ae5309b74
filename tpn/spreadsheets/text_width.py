"""How many lines a text takes in a column: Arial's letters against the digits that column widths count in."""

from functools import lru_cache

_DIGIT = 556
_WIDTHS = {
    **dict.fromkeys("ijl'|", 222), **dict.fromkeys(" ,.:;!/\\tfI[]·", 278), **dict.fromkeys("r()-`", 333),
    **dict.fromkeys("cksvxyzJ", 500), **dict.fromkeys("FTZ", 611), **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUwÅ", 722), **dict.fromkeys("GOQØ", 778), **dict.fromkeys("mM", 833),
    **dict.fromkeys("%æ", 889), **dict.fromkeys("WÆ@—", 1000),
}  # fmt: skip
_PADDING = 0.8
"""What a cell keeps free at its sides, in digits."""
_BOLD = 1.07


def lines_of(text: str, width: float, *, bold: bool = False) -> int:
    """The lines of a text, broken between words, in a column this wide (digits)."""
    room = max((width - _PADDING) / (_BOLD if bold else 1), 1)
    return sum(_broken(part, room) for part in text.split("\n"))


@lru_cache(maxsize=4096)
def _broken(line: str, room: float) -> int:
    lines, used, space = 1, 0.0, _measured(" ")
    for word in line.split(" "):
        wide = _measured(word)
        if used and used + space + wide > room:
            lines, used = lines + 1, 0.0
        used += (space if used else 0.0) + wide
        if used > room:  # a word longer than the column is cut
            more = int(used // room)
            lines, used = lines + more, used - more * room
    return lines


def _measured(word: str) -> float:
    return sum(_WIDTHS.get(letter, _DIGIT) for letter in word) / _DIGIT
