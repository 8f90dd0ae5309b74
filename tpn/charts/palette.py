"""The colours of all pictures: the looks of the sheets again, so that a picture and a sheet are of one family.

They hold on paper too: dark ink on light faces, and never colour alone (a word, a symbol or a shape says the same).
"""

from collections.abc import Mapping
from typing import NamedTuple

from tpn.model.choices import Light
from tpn.texts.signs import LIGHTS as LIGHT_SIGNS

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"

INK = "#1F2A37"
QUIET = "#5B6673"
LINE = "#D0D7DE"
PAPER = "#FFFFFF"
ACCENT = "#1F4E78"
FACE = "#DCE6F1"
SHADE = "#F3F5F7"
BAR = "#5B9BD5"
DONE = "#A9B7C6"
LATE = "#D9534F"


class Tone(NamedTuple):
    """A light face and the dark ink that is read on it."""

    face: str
    ink: str


LIGHTS: Mapping[Light, Tone] = {
    Light.GREEN: Tone("#DDF0DD", "#1B5E20"),
    Light.YELLOW: Tone("#FFEFC2", "#7A4F00"),
    Light.RED: Tone("#F9D7D5", "#8A1C1C"),
    Light.GREY: Tone("#E8EBEE", "#5B6673"),
}
SYMBOLS = LIGHT_SIGNS

SERIES: tuple[Tone, ...] = (
    Tone("#DCE6F1", "#1F4E78"),
    Tone("#E4E0F0", "#4A3B76"),
    Tone("#DDEFE3", "#1E5B3A"),
    Tone("#FBEBD0", "#7A4F00"),
    Tone("#F6E0E4", "#7D2A3F"),
    Tone("#DDEEF0", "#17545C"),
    Tone("#ECEBE4", "#4E4A36"),
)
"""Kinds of things in one picture, in this order; told apart in grey by shape or word."""
