"""Which slides a table or points need: as many as give each of them room in letters that can be read."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from tpn.reports.slide_kinds import Points, Slide, SlideTable, of_pages
from tpn.reports.slide_shapes import Area, has_room, points_size

T = TypeVar("T")


def on_pages(slide: Slide, area: Area) -> Iterator[Slide]:
    """A slide as it is, or as several; ``area`` is the room under the title. A note stands under the last of them."""
    if isinstance(slide, SlideTable):
        table = slide
        least = -(-len(table.rows) // table.most) if table.most else 1
        pages = _shared(table.rows, least, lambda rows: has_room(replace(table, rows=rows), area))
        for number, rows in enumerate(pages, 1):
            note = table.note if number == len(pages) else ""
            yield replace(table, title=of_pages(table.title, number, len(pages)), rows=rows, note=note)
    elif isinstance(slide, Points):
        parts = _shared(slide.points, 1, lambda points: points_size(points, area) is not None)
        for number, points in enumerate(parts, 1):
            yield replace(slide, title=of_pages(slide.title, number, len(parts)), points=points)
    else:
        yield slide


def _shared(things: tuple[T, ...], least: int, fits: Callable[[tuple[T, ...]], bool]) -> list[tuple[T, ...]]:
    """Things on as few pages as fit, about as many on each; one that does not fit alone stands alone."""
    pages = [things]
    for count in range(max(least, 1), len(things) + 1):
        each = -(-len(things) // count)
        pages = [things[at : at + each] for at in range(0, len(things), each)]
        if all(map(fits, pages)):
            break
    return pages
