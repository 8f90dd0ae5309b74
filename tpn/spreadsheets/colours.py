"""The colours of an Excel workbook as RRGGBB, whether named outright, by the old palette or by the theme."""

import colorsys
import re
from typing import Any

from openpyxl.styles.colors import COLOR_INDEX

_SCHEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
WHITE = "FFFFFF"


class Colours:
    """Looks up what a cell's colour is; white and *automatic* are no colour."""

    def __init__(self, theme: bytes | str | None) -> None:
        text = theme.decode("utf-8", "replace") if isinstance(theme, bytes) else theme or ""
        self._theme: tuple[str, ...] = tuple(_theme_colour(text, name) for name in _SCHEME)

    def of(self, colour: Any) -> str:
        """``RRGGBB``, or nothing."""
        rgb = self._rgb(colour)
        if not rgb:
            return ""
        tinted = _tinted(rgb, float(colour.tint or 0))
        return "" if tinted == WHITE else tinted

    def _rgb(self, colour: Any) -> str:
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            return str(colour.rgb[-6:]).upper()
        if colour.type == "indexed" and 0 <= colour.indexed < len(COLOR_INDEX):
            return str(COLOR_INDEX[colour.indexed][-6:])
        if colour.type == "theme" and 0 <= colour.theme < len(self._theme):
            return self._theme[int(colour.theme)]
        return ""


def _theme_colour(text: str, name: str) -> str:
    match = re.search(
        rf"<a:{name}>.{{0,200}}?(?:lastClr|srgbClr val)=\"([0-9A-Fa-f]{{6}})\"", text, re.DOTALL
    )
    return match[1].upper() if match else ""


def _tinted(rgb: str, tint: float) -> str:
    """Lightened (tint above 0) or darkened as Excel does it, in hue, lightness, saturation."""
    if not tint:
        return rgb
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(
        f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, min(1, max(0, light)), full)
    )
