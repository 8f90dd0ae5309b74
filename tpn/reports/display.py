"""What a screen can show."""

from typing import Final, NamedTuple

NARROWEST: Final = 60
WIDEST: Final = 200
USUAL: Final = 80
"""Columns where there is no screen: in a file, in a pipe."""


UNBOUNDED: Final = 10_000
"""Columns for what a program reads: a sentence is never broken."""


class Display(NamedTuple):
    """The columns of a screen, and whether it takes colour."""

    width: int = USUAL
    colour: bool = False


def display(columns: int | None, *, colour: bool) -> Display:
    """The display of a terminal of so many columns; none where there is no terminal."""
    width = USUAL if columns is None else min(WIDEST, max(NARROWEST, columns))
    return Display(width, colour)
