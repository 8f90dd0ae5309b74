"""The signs of lights, bars, and texts that are cut to fit."""

from tpn.texts.signs import LIGHTS

SYMBOLS = LIGHTS


def cut(text: str, width: int) -> str:
    """A text made to fit, with an ellipsis after the last word that there is room for.

    A word is cut where half of the room and more would stand empty: an id alone says nothing.
    """
    if len(text) <= width:
        return text
    short = text[: max(0, width - 1)]
    whole = short[: short.rfind(" ") + 1]
    if not text[len(short)].isspace() and whole.strip() and len(whole) * 2 >= width:
        short = whole
        return short[: width - 1] + "…"
    return short.rstrip() + "…"


def bar(part: int, whole: int, width: int) -> str:
    """A bar of eighths: ``███▌░░░░``."""
    if not whole:
        return "░" * width
    eighths = round(width * 8 * part / whole)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else "")).ljust(width, "░")
