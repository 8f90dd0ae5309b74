"""A document: its blocks, and what stands around them on paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tpn.reports.small import Block


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
