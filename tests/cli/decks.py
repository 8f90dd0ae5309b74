"""Presentations read back, for tests: what they are called, what they say, how large their letters are."""

from typing import Any

import pptx
from pptx.util import Pt

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
