"""The base of all pictures: SVG that stands alone, is read by a screen reader, and prints.

Elements are text, put together by small functions; whatever comes from a project passes ``escape``. Nothing is
fetched: no font, no script, no link to another file.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tpn.charts.palette import FONT, INK, PAPER
from tpn.charts.widths import clipped, width_of, wrapped
from tpn.texts.signs import SIGNS

__all__ = [
    "Box", "carrying", "circle", "clipped", "document", "element", "escape", "group", "line", "lines", "mark", "path",
    "polygon", "rect", "text", "width_of", "wrapped",
]  # fmt: skip

_ROUNDING = 1e-6
LEADING = 1.25
"""From one line of text to the next, in sizes."""
# control characters, halves of pairs and non-characters: no XML may hold them
_FORBIDDEN = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_STYLE = (
    f"text{{font-family:{FONT};fill:{INK}}}"
    "@media print{svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}}"
)


class Box(NamedTuple):
    """A rectangle on the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.height / 2

    @property
    def centre(self) -> float:
        """Half-way across."""
        return self.x + self.width / 2

    def overlaps(self, other: "Box") -> bool:
        """Whether two boxes have more than an edge in common, beyond what rounding of measures makes."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across > _ROUNDING and down > _ROUNDING


def escape(said: object) -> str:
    """A text as it may stand in XML, in an element or in an attribute."""
    plain = _FORBIDDEN.sub("", str(said))
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def number(value: float) -> str:
    """A measure with at most two decimals, without needless zeros: the same picture is the same bytes."""
    said = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said


def element(name: str, *children: str, **attributes: object) -> str:
    """An element. ``stroke_width=2`` is written ``stroke-width="2"``, ``class_`` is ``class``; None is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(children)}</{name}>" if children else f"<{name}{said}/>"


def _value(value: object) -> str:
    return number(value) if isinstance(value, int | float) else escape(value)


def group(*children: str, title: str = "", **attributes: object) -> str:
    """Elements that belong together; ``title`` is what a pointer that rests on them is told."""
    told = (element("title", escape(title)),) if title else ()
    return element("g", *told, *children, **attributes)


def rect(box: Box, **attributes: object) -> str:
    """A rectangle."""
    return element("rect", x=box.x, y=box.y, width=box.width, height=box.height, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: object) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def circle(x: float, y: float, radius: float, **attributes: object) -> str:
    """A circle about a point."""
    return element("circle", cx=x, cy=y, r=radius, **attributes)


def polygon(points: Iterable[tuple[float, float]], **attributes: object) -> str:
    """A closed shape."""
    said = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return element("polygon", points=said, **attributes)


def path(*steps: str | float, **attributes: object) -> str:
    """A path: ``path("M", 0, 0, "L", 10, 10)``; not filled unless asked for."""
    said = " ".join(step if isinstance(step, str) else number(step) for step in steps)
    return element("path", d=said, **{"fill": "none", **attributes})


def text(
    x: float, y: float, said: object, *, size: float = 12, bold: bool = False, anchor: str | None = None,
    colour: str | None = None, **attributes: object,
) -> str:  # fmt: skip
    """One line of text on its base line; ``anchor`` is ``middle`` or ``end``."""
    return element(
        "text", escape(said), x=x, y=y, font_size=size, font_weight="bold" if bold else None,
        text_anchor=anchor, style=f"fill:{colour}" if colour else None, **attributes,
    )  # fmt: skip


def lines(
    x: float, y: float, said: Sequence[str], *, size: float = 12, bold: bool = False, anchor: str | None = None,
    colour: str | None = None,
) -> str:  # fmt: skip
    """Lines of text under one another; ``y`` is the base line of the first."""
    return "".join(
        text(x, y + at * size * LEADING, one, size=size, bold=bold, anchor=anchor, colour=colour)
        for at, one in enumerate(said)
    )


def mark(symbol: str, x: float, y: float, size: float, **attributes: object) -> str:
    """The sign of a light about a point, drawn as a shape: no font need have it.

    Raises:
        KeyError: another symbol.
    """
    half = size / 2
    if symbol == SIGNS["grey"]:
        ring = {**attributes, "stroke": attributes.get("fill", INK), "fill": "none"}
        return circle(x, y, half * 0.85, stroke_width=size * 0.15, **ring)
    shapes = {
        SIGNS["green"]: lambda: circle(x, y, half, **attributes),
        SIGNS["yellow"]: lambda: polygon(
            [(x, y - half), (x + half, y + half * 0.8), (x - half, y + half * 0.8)], **attributes
        ),
        SIGNS["red"]: lambda: rect(Box(x - half * 0.88, y - half * 0.88, size * 0.88, size * 0.88), **attributes),
    }  # fmt: skip
    return shapes[symbol]()


def carrying(picture: str, access: str) -> str:
    """A picture that says who may read it, among what programs are told of it; it looks the same."""
    rights = element("dc:rights", escape(access), **{"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    return picture.replace("</title>", f"</title>{element('metadata', rights)}", 1)


def document(
    width: float, height: float, *body: str, title: str, description: str, language: str,
    name: str = "picture", style: str = "",
) -> str:  # fmt: skip
    """A whole picture. ``title`` and ``description`` are what is read aloud instead of it.

    ``name`` keeps the ids apart where a page holds several pictures. The text is the same wherever it stands: in a
    file of its own or inside a page.
    """
    return (
        element(
            "svg",
            element("title", escape(title), id=f"{name}-title"),
            element("desc", escape(description), id=f"{name}-desc"),
            element("style", _STYLE + style),
            rect(Box(0, 0, width, height), fill=PAPER),
            *body,
            xmlns="http://www.w3.org/2000/svg",
            width=width,
            height=height,
            viewBox=f"0 0 {number(width)} {number(height)}",
            role="img",
            lang=language,
            aria_labelledby=f"{name}-title {name}-desc",
        )
        + "\n"
    )
