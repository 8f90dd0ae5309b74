"""How wide a text is drawn: the widths of Arial's characters (its metric twins have the same), per 1000 of the size.

A picture is laid out where no font is at hand, so the widths are ours to know. A text that is drawn in another font
than asked for is a little wider or narrower; ``MARGIN`` is what a layout leaves for that.
"""

import unicodedata
from collections.abc import Mapping

MARGIN = 1.04

_REGULAR: Mapping[int, str] = {
    191: "'", 222: "ijl‘’‚", 260: "|¦", 278: " !,./:;I[\\]ft·ÌÍÎÏìíîï", 333: "()-`r¡²³¹“”„", 334: "{}", 350: "•",
    355: '"', 389: "*", 400: "°", 469: "^", 500: "Jcksvxyzçýÿčšžćđ↑↓", 549: "±≤≥",
    556: "#$0123456789?L_abdeghnopqu§«»àáâãäåèéêëðñòóôõöøùúûüþ–€ŋ", 584: "+<=>~×−", 611: "FTZßŽ",
    667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞŠ", 722: "CDHNRUwÇÐÑÙÚÛÜĆČĐ", 778: "GOQÒÓÔÕÖØ", 833: "Mm", 834: "¼½¾", 889: "%æ",
    944: "W", 990: "▲", 1000: "Æ—…→←", 604: "●■○", 1015: "@",
}  # fmt: skip
_BOLD: Mapping[int, str] = {
    238: "'", 278: " ,./I\\ijl·ÌÍÎÏìíîï‘’‚", 280: "|¦", 333: "!()-:;[]`ft¡²³¹", 350: "•", 389: "*r{}", 400: "°",
    474: '"', 500: "zž“”„↑↓", 549: "±≤≥", 556: "#$0123456789J_aceksvxy§«»àáâãäåçèéêëýÿčšć–€", 584: "+<=>^~×−",
    611: "?FLTZbdghnopqußðñòóôõöøùúûüþđŽŋ", 667: "EPSVXYÈÉÊËÝÞŠ", 722: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜĆČĐ",
    778: "GOQwÒÓÔÕÖØ", 833: "M", 834: "¼½¾", 889: "%mæ", 944: "W", 975: "@", 990: "▲", 1000: "Æ—…→←", 604: "●■○",
}  # fmt: skip
_WIDE, _UNKNOWN, _TAKEN_FOR_SPACE = 1000, 667, "\u00a0\u2009\u202f\t\n"


class _KnownWidths(dict[str, int]):
    """The width of each character; one that is not in the font's table is worked out when it is first met."""

    def __init__(self, widths: Mapping[int, str]) -> None:
        self.font = {character: width for width, characters in widths.items() for character in characters}
        super().__init__(self.font)

    def __missing__(self, character: str) -> int:
        self[character] = found = self._worked_out(character)
        return found

    def _worked_out(self, character: str) -> int:
        if character in _TAKEN_FOR_SPACE:
            return self[" "]
        if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn"}:
            return 0
        plain = unicodedata.normalize("NFD", character)[0]
        if plain in self.font:
            return self.font[plain]
        return _WIDE if unicodedata.east_asian_width(character) in "WF" else _UNKNOWN


_KNOWN = {False: _KnownWidths(_REGULAR), True: _KnownWidths(_BOLD)}


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in the unit of its size."""
    return sum(map(_KNOWN[bold].__getitem__, text)) * size / 1000


def clipped(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """A text made to fit, with an ellipsis where something was left out."""
    return text if width_of(text, size, bold=bold) * MARGIN <= width else _ended(text, width, size, bold=bold)


def wrapped(
    text: str, width: float, size: float, *, bold: bool = False, most: int | None = None
) -> list[str]:
    """A text in lines no wider than ``width``, and no more than ``most`` of them.

    A word that is wider than a line is broken, at a hyphen or slash of its own where it has one. What has no room in
    the last line ends in an ellipsis.
    """
    lines = [""]
    for word in text.split():
        *heads, tail = _parts(word, width, size, bold=bold)
        for head in heads:
            _put(lines, head, width, size, bold=bold)
            lines.append("")
        _put(lines, tail, width, size, bold=bold)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], _ended(lines[most - 1], width, size, bold=bold)]
    return lines


def _put(lines: list[str], word: str, width: float, size: float, *, bold: bool) -> None:
    """A word at the end of the last line, or on a new one."""
    longer = f"{lines[-1]} {word}".strip()
    if lines[-1] and width_of(longer, size, bold=bold) * MARGIN > width:
        lines.append(word)
    else:
        lines[-1] = longer


def _ended(line: str, width: float, size: float, *, bold: bool) -> str:
    """A line after which something was left out."""
    while line and width_of(line + "…", size, bold=bold) * MARGIN > width:
        line = line[:-1]
    return line.rstrip(" ,.-") + "…"


def _parts(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """A word, in pieces where it is wider than a line."""
    parts: list[str] = []
    while width_of(word, size, bold=bold) * MARGIN > width and len(word) > 1:
        end = _break(word, width, size, bold=bold)
        parts.append(word[:end] + ("" if word[end - 1] in "-/" else "-"))
        word = word[end:]
    return [*parts, word]


def _break(word: str, width: float, size: float, *, bold: bool) -> int:
    """Where a word that is too wide is broken: after its last hyphen that fits, else where the line is full."""
    fits = 1
    while fits + 1 < len(word) and width_of(word[: fits + 1] + "-", size, bold=bold) * MARGIN <= width:
        fits += 1
    own = max(word.rfind("-", 0, fits), word.rfind("/", 0, fits)) + 1
    return own or fits
