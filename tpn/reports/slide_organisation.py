"""The organisation on a slide: boxes with lines of people, each row joined to the one above."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from tpn.charts.widths import width_of
from tpn.reports.slide_dress import ACCENT, INK, QUIET, WASH, flat
from tpn.reports.slide_kinds import Boxes
from tpn.reports.slide_shapes import Area, alternative, grouped, height_of, run

Box = tuple[str, tuple[str, ...]]
NAME_SIZE = 18
SIZES = (18, 16, 14)
"""In points: the largest with which all has room."""
_GAP, _SPACE, _ALONE = 0.06, 0.03, 0.42  # between rows, between boxes; how wide a box alone in its row is
_INSIDE = Pt(14)  # above and below the text of a box, together


def boxes(made: Any, area: Area, slide: Boxes, language: str) -> None:
    """Rows of boxes under one another, in the largest letters with which they have room."""
    gap = int(area.height * _GAP)
    room = area.height - gap * (len(slide.rows) - 1)
    for size in SIZES:
        heights = [max(_height(box, size, width) for box, (_, width) in zip(row, _places(row, area), strict=True))
                   for row in slide.rows]  # fmt: skip
        if sum(heights) <= room:
            break
    with grouped(made) as whole:
        alternative(whole, slide.title, slide.alt)
        tops = [area.top + sum(heights[:at]) + gap * at for at in range(len(slide.rows))]
        for above, top, height, below in zip(slide.rows, tops, heights, slide.rows[1:], strict=False):
            _joined(whole, _middles(above, area), _middles(below, area), top + height, gap)
        for row, top, height in zip(slide.rows, tops, heights, strict=True):
            for box, (left, width) in zip(row, _places(row, area), strict=True):
                _box(whole, Area(left, top, width, height), box, size, language)


def _places(row: Sequence[Box], area: Area) -> list[tuple[int, int]]:
    """Left and width of each box: those with longer lines get more of the width."""
    space = int(area.width * _SPACE)
    full = area.width if len(row) > 1 else int(area.width * _ALONE)
    least = width_of("m" * 12, 1)
    needs = [max(least, *(width_of(one, 1) for one in lines)) for _, lines in row]
    shares = [1.0] * len(row) if len(row) <= 2 else needs  # noqa: PLR2004 - two boxes are alike
    left = area.left + (area.width - full) // 2
    places = []
    for share in shares:
        width = int((full - space * (len(row) - 1)) * share / sum(shares))
        places.append((left, width))
        left += width + space
    return places


def _height(box: Box, size: int, width: int) -> int:
    name, lines = box
    return height_of([name], NAME_SIZE, width) + height_of(lines, size, width) + _INSIDE


def _box(group: Any, area: Area, box: Box, size: int, language: str) -> None:
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Emu, area))
    shape.fill.solid()
    shape.fill.fore_color.rgb = WASH
    shape.line.color.rgb, shape.line.width = ACCENT, Pt(1.25)
    flat(shape)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    name, lines = box
    for number, line in enumerate((name, *lines)):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT if len(lines) > 1 else PP_ALIGN.CENTER
        run(
            paragraph,
            line,
            size if number else NAME_SIZE,
            INK if number else ACCENT,
            language,
            bold=number == 0,
        )


def _middles(row: Sequence[Box], area: Area) -> list[int]:
    return [left + width // 2 for left, width in _places(row, area)]


def _joined(group: Any, above: Sequence[int], below: Sequence[int], top: int, gap: int) -> None:
    """Every box of a row with every one of the next: down to a line between them, and down from it."""
    between = top + gap // 2
    for x in above:
        _line(group, x, top, x, between)
    _line(group, min(*above, *below), between, max(*above, *below), between)
    for x in below:
        _line(group, x, between, x, top + gap)


def _line(group: Any, x1: int, y1: int, x2: int, y2: int) -> None:
    line = group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(Emu, (x1, y1, x2, y2)))
    flat(line)
    line.line.color.rgb, line.line.width = QUIET, Pt(1.5)
