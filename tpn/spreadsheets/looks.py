"""How a cell looks: a palette of named looks that Excel and LibreOffice show alike.

A look is chosen by name; a style file may bring looks of its own (``Book.looks``). Colours are ``RRGGBB``.
Without a named font LibreOffice falls back to a serif face.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FONT = "Arial"
"""Every office program has it, or a twin of the same widths."""
FONT_SIZE = 10.0

Horizontal = Literal["", "left", "center", "right"]
Vertical = Literal["top", "center", "bottom"]


@dataclass(frozen=True, slots=True)
class Look:
    """The dress of a cell; an empty colour means none."""

    bold: bool = False
    italic: bool = False
    size: float = FONT_SIZE
    colour: str = ""
    fill: str = ""
    wrap: bool = False
    horizontal: Horizontal = ""
    vertical: Vertical = "top"
    border: str = ""
    indent: int = 0
    rotate: int = 0


LINE = "D0D7DE"
INK = "1F2A37"

PALETTE: Mapping[str, Look] = {
    "": Look(wrap=True, border=LINE, vertical="center"),
    "plain": Look(wrap=True),
    "title": Look(bold=True, size=16, colour="1F4E78", vertical="center"),
    "subtitle": Look(size=11, colour="5B6673", vertical="center"),
    "header": Look(bold=True, colour="FFFFFF", fill="1F4E78", wrap=True, vertical="center", border="FFFFFF"),
    "week": Look(
        bold=True,
        size=8,
        colour="1F4E78",
        fill="DCE6F1",
        horizontal="center",
        vertical="bottom",
        border=LINE,
        rotate=90,
    ),
    "week-now": Look(
        bold=True,
        size=8,
        colour="FFFFFF",
        fill="B45309",
        horizontal="center",
        vertical="bottom",
        border=LINE,
        rotate=90,
    ),
    "section": Look(bold=True, colour="1F4E78", fill="DCE6F1", vertical="center", border=LINE),
    "answer": Look(wrap=True, fill="FFFBE6", border=LINE, vertical="center"),
    "locked": Look(wrap=True, colour="5B6673", fill="F3F5F7", border=LINE, vertical="center"),
    "fixed": Look(wrap=True, fill="F8F9FA", border=LINE, vertical="center"),
    "raw": Look(),
    "caption": Look(bold=True, size=12, colour="1F4E78", vertical="bottom"),
    "cover-title": Look(bold=True, size=22, colour="1F4E78", vertical="center"),
    "cover-number": Look(bold=True, size=14, colour="1F4E78", horizontal="center", vertical="center"),
    "cover-line": Look(size=12, wrap=True, vertical="center"),
    "header-locked": Look(
        bold=True, colour="FFFFFF", fill="5B7894", wrap=True, vertical="center", border="FFFFFF"
    ),
    "header-upright": Look(
        bold=True,
        size=9,
        colour="FFFFFF",
        fill="5B7894",
        horizontal="center",
        vertical="bottom",
        border="FFFFFF",
        rotate=90,
    ),
    "band": Look(
        bold=True, colour="1F4E78", fill="DCE6F1", horizontal="center", vertical="center", border="FFFFFF"
    ),
    "going": Look(colour="1F4E78", fill="DCE9F5"),
    "quiet": Look(colour="7A8694", border=LINE, vertical="center"),
    "strong": Look(bold=True, wrap=True, border=LINE, vertical="center"),
    "shared": Look(italic=True, wrap=True, colour="5B6673", fill="EEF3FA", border=LINE, vertical="center"),
    "help": Look(italic=True, colour="5B6673", wrap=True),
    "centre": Look(horizontal="center", border=LINE),
    "total": Look(bold=True, fill="EDF0F3", border=LINE),
    "good": Look(colour="1B5E20", fill="DDF0DD", border=LINE, vertical="center"),
    "watch": Look(colour="7A4F00", fill="FFEFC2", border=LINE, vertical="center"),
    "bad": Look(colour="8A1C1C", fill="F9D7D5", border=LINE, vertical="center"),
    "unknown": Look(colour="5B6673", fill="E8EBEE", border=LINE, vertical="center"),
    "faded": Look(colour="8A949F"),
    "bar": Look(colour="5B9BD5", fill="5B9BD5", border="FFFFFF"),
    "bar-done": Look(colour="A9B7C6", fill="A9B7C6", border="FFFFFF"),
    "bar-going": Look(colour="1F4E78", fill="1F4E78", border="FFFFFF"),
    "today": Look(fill="FFE08A"),
    "legend": Look(colour="5B6673"),
    "bar-late": Look(colour="D9534F", fill="D9534F", border="FFFFFF"),
}
