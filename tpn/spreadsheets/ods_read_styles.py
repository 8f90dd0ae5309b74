"""The styles of an OpenDocument spreadsheet, as far as they say something about a cell, a tab or its visibility."""

from typing import NamedTuple
from xml.etree.ElementTree import Element

from tpn.spreadsheets.ods_text import FO, STYLE, TABLE


class OdsCellStyle(NamedTuple):
    """What a cell style says; None where it leaves it to its parent."""

    fill: str | None = None
    bold: bool | None = None
    struck: bool | None = None
    indent: int | None = None
    parent: str = ""


class ReadStyles:
    """Cell styles by name, and the tab styles that hide."""

    def __init__(self) -> None:
        self._cells: dict[str, OdsCellStyle] = {}
        self._hiding: set[str] = set()
        self._known: dict[str, tuple[str, bool, bool, int]] = {}

    def add(self, element: Element) -> None:
        """Take in one ``style:style``."""
        name, family = element.get(STYLE + "name", ""), element.get(STYLE + "family")
        if family == "table-cell":
            self._cells[name] = _dress(element)
        elif family == "table":
            shown = element.find(STYLE + "table-properties")
            if shown is not None and shown.get(TABLE + "display") == "false":
                self._hiding.add(name)

    def hides(self, name: str | None) -> bool:
        """Whether a tab of this style is hidden."""
        return name in self._hiding

    def look(self, name: str) -> tuple[str, bool, bool, int]:
        """Fill (``RRGGBB`` or nothing), boldness, strike-out and indentation of a cell style, its parents included."""
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def _resolved(self, name: str) -> tuple[str, bool, bool, int]:
        fill: str | None = None
        bold: bool | None = None
        struck: bool | None = None
        indent: int | None = None
        seen: set[str] = set()
        while name in self._cells and name not in seen:
            seen.add(name)
            dress = self._cells[name]
            fill = dress.fill if fill is None else fill
            bold = dress.bold if bold is None else bold
            struck = dress.struck if struck is None else struck
            indent = dress.indent if indent is None else indent
            name = dress.parent
        return fill or "", bool(bold), bool(struck), indent or 0


def _dress(element: Element) -> OdsCellStyle:
    cell = element.find(STYLE + "table-cell-properties")
    text = element.find(STYLE + "text-properties")
    colour = cell.get(FO + "background-color") if cell is not None else None
    weight = text.get(FO + "font-weight") if text is not None else None
    return OdsCellStyle(
        fill=None if colour is None else _colour(colour),
        bold=None if weight is None else weight not in {"normal", "400"},
        struck=_struck(text),
        indent=_indent(element.find(STYLE + "paragraph-properties")),
        parent=element.get(STYLE + "parent-style-name", ""),
    )


def _struck(text: Element | None) -> bool | None:
    line = text.get(STYLE + "text-line-through-style") if text is not None else None
    return None if line is None else line != "none"


_STEP = 10.0  # points: what LibreOffice moves a text in for each step
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}


def _indent(paragraph: Element | None) -> int | None:
    """How many steps a text is moved in: a step is some ten points."""
    text = paragraph.get(FO + "margin-left", "") if paragraph is not None else ""
    number, unit = text[:-2], text[-2:]
    if unit not in _POINTS or not number.replace(".", "", 1).isdigit():
        return None
    return round(float(number) * _POINTS[unit] / _STEP)


def _colour(text: str) -> str:
    return "" if text.lower() in {"transparent", "#ffffff"} else text.lstrip("#").upper()
