"""A document: its blocks, and what stands around them on paper."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tpn.reports.blocks import Block, Heading, Paragraph, Picture, TextSpan

MOST_IN_PROPERTY = 255
"""Characters of a title or a name among the properties of a document, where the office formats stop."""
WIDEST = 1000
"""A picture wider than this is no picture in a column of text: it gets a landscape page of its own."""
LARGE = 850
"""A picture on its side that is higher than this is read on A3: on A4 its letters would be too small."""
_OPENING = 5
_WIDTH = re.compile(r"<svg [^>]*?\bwidth=\"([\d.]+)\"")
_HEIGHT = re.compile(r"<svg [^>]*?\bheight=\"([\d.]+)\"")


@dataclass(frozen=True, slots=True)
class Paper:
    """A report ready to be written in any format. ``made`` is the day it speaks of: the same input, the same bytes."""

    title: str
    blocks: tuple[Block, ...]
    language: str
    made: date
    unit: str = ""
    author: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)  # name → SVG
    look: str = ""
    """``report``: the narrow margins, calm tables and three-part footer of a report to a steering group.

    ``letter``: the same for running text, in larger letters and wider margins."""
    foot: tuple[str, str] = ("", "")
    """What stands in the footer of a report: to the left, and in the middle."""
    running: str = ""
    """What stands at the head of a report from its second page, before the name of the part."""
    access: str = ""
    """Who may read it, as the document says it: «Offentlig». Stands under the title and in the properties."""

    @property
    def marked(self) -> "Paper":
        """The document with its access under the title; a report has it there by its own template."""
        if not self.access or self.look:
            return self
        line = Paragraph((TextSpan(self.access, emphasis=True),))
        at = next(
            (n for n, one in enumerate(self.blocks, 1) if isinstance(one, Heading) and one.level == 1), 0
        )
        return replace(self, blocks=(*self.blocks[:at], line, *self.blocks[at:]))

    @property
    def opens_wide(self) -> bool:
        """Whether nothing but a title and a few lines stand before a picture that needs a landscape page: with it."""
        for one in self.blocks[:_OPENING]:
            if isinstance(one, Picture):
                return self.is_wide(one.name)
            if not isinstance(one, Heading | Paragraph):
                return False
        return False

    def is_wide(self, picture: str) -> bool:
        """Whether a picture needs a landscape page of its own."""
        said = _WIDTH.match(self.pictures[picture])
        return said is not None and float(said[1]) > WIDEST

    def is_large(self, picture: str) -> bool:
        """Whether the page of a wide picture is A3."""
        said = _HEIGHT.match(self.pictures[picture])
        return self.is_wide(picture) and said is not None and float(said[1]) > LARGE
