"""Presentations read back, for tests: what they are called, what they say, how large letters are, what has room."""

from collections.abc import Iterator
from typing import Any

import pptx
from pptx.util import Pt

from tpn.charts.widths import wrapped

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SMALLEST, SMALLEST_IN_TABLE = 1200, Pt(14)
"""Hundredths of a point, and a length, as the file has them."""


def titles(deck: pptx.presentation.Presentation) -> list[str]:
    """The title of each slide."""
    return [slide.shapes.title.text_frame.text if slide.shapes.title else "" for slide in deck.slides]


def words_of(slide: Any) -> str:
    """All that stands on a slide."""
    return " ".join(node.text or "" for node in slide._element.iter(f"{A}t"))


def must_be_legible(deck: pptx.presentation.Presentation) -> None:
    """No letter is too small to be read from the back of a room."""
    sizes = [
        int(node.get("sz"))
        for slide in deck.slides
        for node in slide._element.iter(f"{A}rPr")
        if node.get("sz")
    ]
    assert min(sizes) >= SMALLEST
    cells = [run.font.size for slide in deck.slides for shape in slide.shapes if shape.has_table
             for row in shape.table.rows for cell in row.cells
             for paragraph in cell.text_frame.paragraphs for run in paragraph.runs]  # fmt: skip
    assert min(cells) >= SMALLEST_IN_TABLE


def without_room(deck: pptx.presentation.Presentation) -> list[str]:
    """The texts that need more room than they have, as Arial: a table above the foot, a text in its box."""
    foot = (deck.slide_height or 0) * 0.925
    found = []
    for number, slide in enumerate(deck.slides, 1):
        for shape in _within(slide.shapes):
            if shape.has_table:
                needed = sum(_row_height(shape.table, row) for row in shape.table.rows)
                room = foot - shape.top
            elif shape.has_text_frame and shape.text_frame.text.strip() and not shape.is_placeholder:
                needed = _height(shape.text_frame, shape.width)
                room = min(shape.height, foot - shape.top) if shape.top < foot else shape.height
            else:
                continue
            if needed > room + Pt(1):
                found.append(f"{number}: {shape.name} {(needed - room) / Pt(1):.0f} pt")
    return found


def _within(shapes: Any) -> Iterator[Any]:
    """Every shape, and those that stand in a group."""
    for shape in shapes:
        if shape.shape_type == 6:  # a group
            yield from _within(shape.shapes)
        else:
            yield shape


def _row_height(table: Any, row: Any) -> int:
    cells = zip(row.cells, table.columns, strict=True)
    return max(int(row.height), *(_height(cell.text_frame, column.width) for cell, column in cells))


def _height(frame: Any, width: int) -> int:
    """How high a text stands in a width: its lines with what is between its paragraphs."""
    high = 0.0
    for paragraph in frame.paragraphs:
        size = max((run.font.size / Pt(1) for run in paragraph.runs if run.font.size), default=12.0)
        room = (width - frame.margin_left - frame.margin_right) / Pt(1)
        lines = wrapped("".join(run.text for run in paragraph.runs), room, size)
        high += len(lines) * size * 1.2
    return Pt(high)
