"""Colour on a terminal: only ever strengthens what a symbol and a word already say."""

from collections.abc import Callable

from tpn.model.choices import Light

Paint = Callable[[str, str], str]

SYMBOLS = {Light.GREEN: "●", Light.YELLOW: "▲", Light.RED: "■", Light.GREY: "○"}
_CODES = {
    "green": "32", "yellow": "33", "red": "31", "grey": "90", "bold": "1", "quiet": "2", "accent": "36",
    "green bold": "1;32", "yellow bold": "1;33", "red bold": "1;31", "grey bold": "1;90", "accent bold": "1;36",
}  # fmt: skip


def painter(*, colour: bool) -> Paint:
    """A function that dresses a text in a style, or leaves it as it is."""
    if not colour:
        return lambda text, _style: text
    return lambda text, style: f"\x1b[{_CODES[style]}m{text}\x1b[0m" if text.strip() else text


def lamp(light: Light, paint: Paint) -> str:
    """The symbol of a light, in its colour."""
    return paint(SYMBOLS[light], light.value)


def clip(text: str, width: int) -> str:
    """A text made to fit, with an ellipsis where something was left out."""
    return text if len(text) <= width else text[: max(0, width - 1)].rstrip() + "…"


def bar(part: int, whole: int, width: int) -> str:
    """A bar of eighths: ``███▌░░░░``."""
    if not whole:
        return "░" * width
    eighths = round(width * 8 * part / whole)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else "")).ljust(width, "░")
