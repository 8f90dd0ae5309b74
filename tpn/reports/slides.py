"""A presentation as PowerPoint: real titles and tables, alternative texts, a municipality's own template first."""

import io
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pptx
from pptx.util import Emu, Pt

from tpn.languages import LOCALES
from tpn.library import find
from tpn.problems import FilePlace, Problem, Stop
from tpn.reports import slide_charts
from tpn.reports.packing import packed
from tpn.reports.paper import MOST_IN_PROPERTY, Paper
from tpn.reports.slide_dress import ACCENT, INK, WHITE, dress, foot, in_own_colours, white_cover
from tpn.reports.slide_kinds import (
    BarSlide,
    Boxes,
    CoverSlide,
    MatrixSlide,
    PlanSlide,
    Points,
    Slide,
    SlideTable,
    Timeline,
    VerdictSlide,
)
from tpn.reports.slide_organisation import boxes
from tpn.reports.slide_pages import on_pages
from tpn.reports.slide_shapes import POINT_SIZES, Area, grid, points_size, text, timeline
from tpn.source.packages import unfit
from tpn.texts import Words

_TITLE, _TITLE_ONLY = 0, 5
TITLE_SIZE = 26
"""In points: one size for all titles, in which two lines fit; what stands under them is smaller."""


def slides(deck: tuple[Slide, ...], paper: Paper, words: Words) -> bytes:
    """The whole presentation; ``paper`` says whose it is and of which day.

    Raises:
        Stop: the municipality's template is no PowerPoint file, or has no layouts.
    """
    own = find("slides.pptx", words.folder)
    made = _opened(own) if own else pptx.Presentation()
    if own is None:
        dress(made)
    drawer = _Drawer(made, paper, own=own is not None)
    pages = (page for slide in deck for page in on_pages(slide, drawer.room()))
    for number, slide in enumerate(pages, 1):
        drawer.draw(slide, number)
    for slide in made.slides if own else ():
        in_own_colours(slide)
    _about(made, paper)
    out = io.BytesIO()
    made.save(out)
    return packed(out.getvalue())


def _opened(path: Path) -> Any:
    """The municipality's template (``templates/slides.pptx``) without its slides."""
    if why := unfit(path):
        raise Stop(Problem("slides-template-unreadable", FilePlace(str(path)), {"hint": why}))
    try:
        made = pptx.Presentation(str(path))
        for one in list(made.slides._sldIdLst):  # noqa: SLF001 - python-pptx cannot take a slide away
            made.part.drop_rel(one.rId)
            made.slides._sldIdLst.remove(one)  # noqa: SLF001
    except Exception:  # noqa: BLE001 - whatever the library stumbles over, the file cannot be used
        made = None
    if made is None or not len(made.slide_layouts):
        raise Stop(Problem("slides-template-unreadable", FilePlace(str(path))))
    return made


def _about(made: Any, paper: Paper) -> None:
    about = made.core_properties
    about.title, about.language = paper.title[:MOST_IN_PROPERTY], paper.language
    about.author = (paper.author or paper.unit)[:MOST_IN_PROPERTY]
    about.last_modified_by = about.author
    about.subject = about.keywords = about.comments = ""
    about.created = about.modified = datetime.combine(paper.made, time(12))
    about.category = paper.access[:MOST_IN_PROPERTY]
    about.revision = 1


class _Drawer:
    """The writer of one presentation."""

    def __init__(self, made: Any, paper: Paper, *, own: bool) -> None:
        self.made = made
        self.paper = paper
        self.own = own
        self.width, self.height = made.slide_width, made.slide_height

    def draw(self, slide: Slide, number: int) -> None:
        """One slide, by its kind, and what is said to it."""
        language = self.paper.language
        match slide:
            case CoverSlide():
                made = self.cover(slide)
            case Points():
                made = self.points(slide, number)
            case _:
                made, area = self.page(slide.title, number)
                self.filled(made, area, slide, language)
        if slide.notes:
            notes = made.notes_slide.notes_text_frame
            for at, line in enumerate(slide.notes.split("\n")):
                paragraph = notes.paragraphs[0] if at == 0 else notes.add_paragraph()
                run = paragraph.add_run()
                run.text = line
                _spoken(run, language)

    def filled(self, made: Any, area: Area, slide: Slide, language: str) -> None:
        """What stands under the title."""
        match slide:
            case SlideTable():
                grid(made, area, slide, language)
            case Boxes():
                boxes(made, area, slide, language)
            case Timeline():
                timeline(made, area, slide, language)
            case VerdictSlide():
                slide_charts.verdict(made, area, slide, language)
            case PlanSlide():
                slide_charts.plan(made, area, slide, language)
            case BarSlide():
                slide_charts.bars(made, area, slide, language)
            case MatrixSlide():
                slide_charts.matrix(made, area, slide, language)

    def cover(self, slide: CoverSlide) -> Any:
        made = self.made.slides.add_slide(self.layout(_TITLE))
        if not self.own:
            white_cover(made, self.width, self.height)
        title, body = self.placeholders(made)
        self.fill(title, [slide.title], 40, WHITE)
        if body is not None:
            self.fill(body, [*slide.lines], 22, WHITE)
        if not self.own and slide.unit:
            area = Area(
                Emu(self.width // 14), Emu(self.height // 10), Emu(self.width // 2), Emu(self.height // 12)
            )
            text(made, area, [slide.unit], 18, WHITE, self.paper.language)
        return made

    def points(self, slide: Points, number: int) -> Any:
        made, area = self.page(slide.title, number)
        size = points_size(slide.points, area) or POINT_SIZES[-1]
        text(made, area, [*slide.points], size, INK, self.paper.language, bullets=True)
        return made

    def page(self, title: str, number: int) -> tuple[Any, Area]:
        """A slide with its title and foot, and the room that is left."""
        made = self.made.slides.add_slide(self.layout(_TITLE_ONLY))
        head, _ = self.placeholders(made)
        self.fill(head, [title], TITLE_SIZE, ACCENT)
        if not self.own:
            foot(
                made,
                self.width,
                self.height,
                " · ".join(self.paper.foot)
                if self.paper.foot[0]
                else f"{self.paper.title} · {self.paper.made:%d.%m.%Y}",
                number,
            )
        return made, self.room()

    def room(self) -> Area:
        """What is left under a title."""
        holders = self.layout(_TITLE_ONLY).placeholders
        head = next((one for one in holders if one.placeholder_format.idx == 0), None)
        side, between = int(self.width * 0.06), int(self.height * 0.03)
        top = head.top + head.height if head is not None and head.top is not None else int(self.height * 0.2)
        return Area(side, top + between, self.width - 2 * side, int(self.height * 0.9) - top - between)

    def layout(self, wanted: int) -> Any:
        """The layout for a cover or for a page with only a title; of another's template the nearest there is."""
        layouts = list(self.made.slide_layouts)
        if not self.own:
            return layouts[wanted]
        types = {_TITLE: "title", _TITLE_ONLY: "titleOnly"}
        named = [one for one in layouts if one._element.get("type") == types[wanted]]  # noqa: SLF001
        titled = [one for one in layouts if any(p.placeholder_format.idx == 0 for p in one.placeholders)]
        return (named or titled or layouts)[0]

    def placeholders(self, made: Any) -> tuple[Any, Any]:
        """The title of a slide and its first other text; what stands empty is taken away."""
        title = made.shapes.title
        others = [one for one in made.placeholders if one.placeholder_format.idx != 0 and one.has_text_frame]
        body = others[0] if others else None
        for one in others[1:]:
            one._element.getparent().remove(one._element)  # noqa: SLF001
        return title, body

    def fill(self, holder: Any, lines: list[str], size: int | None, colour: Any) -> None:
        if holder is None:
            return
        frame = holder.text_frame
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = line
            _spoken(run, self.paper.language)
            if not self.own:
                run.font.size = Pt(size) if size else None
                if colour is not None:
                    run.font.color.rgb = colour


def _spoken(run: Any, language: str) -> None:
    run._r.get_or_add_rPr().set("lang", LOCALES[language])  # noqa: SLF001
