"""What is drawn on a slide: text, tables, the plan on a line of time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from tpn.charts.widths import wrapped
from tpn.languages import LOCALES
from tpn.reports.signs import SYMBOLS
from tpn.reports.slide_dress import ACCENT, FONT, INK, LAMPS, LINE, QUIET, WARM, WASH, WHITE, flat
from tpn.reports.slide_kinds import Cell, Lamp, SlideTable, Timeline
from tpn.texts.formats import MONTHS, unbroken

_MANY_MONTHS = 14
_FEW_ROWS = 8  # fewer rows stand no further apart
NAME_SIZES = (16, 14, 12)
"""In points: the names of the rows of a plan."""
_FOOT = Pt(22)  # where today has its word
SMALLEST = 14
"""Points in a table."""
POINT_SIZES = (24, 22, 20, 18)
"""In points: for sentences the largest with which they have room."""
_NOTE_SIZE = 18
LINE_HEIGHT = 1.2
"""Of the size of its letters."""
BETWEEN = 0.6
"""Between two points, of the size of their letters."""
BULLET = 342900
"""How far a point stands from its bullet."""
_INSET, _NEARER = Pt(16), Pt(12)  # at both sides of a text, together; so much less beside a row


class Area(NamedTuple):
    """A part of a slide."""

    left: int
    top: int
    width: int
    height: int


@contextmanager
def grouped(made: Any) -> Iterator[Any]:
    """A group to draw in. Its frame is worked out once, at the end: the library does so anew for every shape in it."""
    whole = made.shapes.add_group_shape()
    inside = whole.shapes
    inside._recalculate_extents = lambda: None  # noqa: SLF001
    yield whole
    del inside._recalculate_extents  # noqa: SLF001
    inside._recalculate_extents()  # noqa: SLF001


def text(
    made: Any,
    area: Area,
    lines: Sequence[str],
    size: float,
    colour: RGBColor,
    language: str,
    *,
    bullets: bool = False,
) -> Any:
    """Lines of text in an area."""
    box = made.shapes.add_textbox(*map(Emu, area))
    frame = box.text_frame
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        if bullets:
            _bullet(paragraph)
            paragraph.space_after = Pt(size * BETWEEN)
        run(paragraph, line, size, colour, language)
    return box


def height_of(lines: Sequence[str], size: float, width: int, between: float = 0) -> int:
    """How high lines of text stand in a width, as Arial; ``between`` them is room of so much of their size."""
    room = (width - _INSET) / Pt(1)
    number = sum(len(wrapped(unbroken(line), room, size)) for line in lines)
    return Pt(size * (number * LINE_HEIGHT + between * len(lines)))


def name_size(names: Sequence[str], width: int, height: int) -> int:
    """The largest letters in which each of the names has room beside its row."""
    fits = (
        size
        for size in NAME_SIZES
        if all(height_of([name], size, width + _NEARER) <= height for name in names)
    )
    return next(fits, NAME_SIZES[-1])


def run(
    paragraph: Any, said: str, size: float, colour: RGBColor, language: str, *, bold: bool = False
) -> None:
    """A piece of text in one dress, in its language."""
    made = paragraph.add_run()
    made.text = unbroken(said)
    element = made._r  # noqa: SLF001 - part by part the library looks for the place of each; and it knows no language
    dress = element.makeelement(
        qn("a:rPr"),
        {"sz": str(Pt(size).centipoints), "b": str(int(bold)), "lang": LOCALES[language]},
    )
    element.insert(0, dress)
    _in_colour(dress, colour)
    dress.append(dress.makeelement(qn("a:latin"), {"typeface": FONT}))


def _in_colour(element: Any, colour: RGBColor) -> None:
    fill = element.makeelement(qn("a:solidFill"))
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": str(colour)}))
    element.append(fill)


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.set("marL", str(BULLET))
    properties.set("indent", str(-BULLET))
    for xml in (f'<a:buClr {nsdecls("a")}><a:srgbClr val="{ACCENT}"/></a:buClr>',
                f'<a:buFont {nsdecls("a")} typeface="Arial"/>', f'<a:buChar {nsdecls("a")} char="•"/>'):  # fmt: skip
        properties.append(parse_xml(xml))


# ------------------------------------------------------------ tables


def grid(made: Any, area: Area, slide: SlideTable, language: str) -> None:
    """A real table with a head, quiet lines between its rows, and an alternative text; its note under it."""
    rows = [slide.head, *slide.rows]
    size, heights = _fitted(rows, slide.widths, area.width, area.height - _below(slide, area))
    frame = made.shapes.add_table(len(rows), len(slide.head), *map(Emu, area[:3]), Emu(sum(heights)))
    alternative(frame, slide.title, slide.alt)
    table = frame.table
    _bare(table)
    for column, share in zip(table.columns, slide.widths, strict=True):
        column.width = Emu(int(area.width * share / sum(slide.widths)))
    for number, row in enumerate(rows):
        table.rows[number].height = heights[number]
        for column, (cell, said) in enumerate(zip(table.rows[number].cells, row, strict=True)):
            _cell(cell, said, head=number == 0, even=number % 2 == 0, size=size, language=language)
            if column in slide.right:
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    if slide.note:
        top = area.top + sum(heights) + int(area.height * 0.03)
        place = Area(area.left, top, area.width, _below(slide, area))
        text(made, place, slide.note.split("\n"), _NOTE_SIZE, INK, language)


def has_room(slide: SlideTable, area: Area) -> bool:
    """Whether a table and its note have room in letters that can be read."""
    rows = [slide.head, *slide.rows]
    _, heights = _fitted(rows, slide.widths, area.width, 0)
    return sum(heights) + _below(slide, area) <= area.height


def _below(slide: SlideTable, area: Area) -> int:
    """The room that the note of a table takes, with what is above it."""
    lines = slide.note.split("\n")
    return height_of(lines, _NOTE_SIZE, area.width) + int(area.height * 0.03) + _INSET if slide.note else 0


def points_size(points: Sequence[str], area: Area) -> int | None:
    """The largest letters in which points have room."""
    fits = (
        size for size in POINT_SIZES if height_of(points, size, area.width - BULLET, BETWEEN) <= area.height
    )
    return next(fits, None)


def _fitted(
    rows: Sequence[Sequence[Cell]], widths: Sequence[int], width: int, room: int
) -> tuple[int, list[int]]:
    """The largest letters with which a table has room, and the height that each row needs; never below 14 points."""
    heights: list[int] = []
    for size in (18, 16, SMALLEST):
        shares = [int(width * share / sum(widths)) for share in widths]
        heights = [
            max(height_of([said_in(cell)], size, share) for cell, share in zip(row, shares, strict=True))
            + Pt(10)
            for row in rows
        ]
        if sum(heights) <= room:
            break
    return size, heights


def said_in(cell: Cell) -> str:
    """The words of a cell, a light with its sign."""
    return f"{SYMBOLS[cell.light]}\u00a0{cell.said}" if isinstance(cell, Lamp) else cell


def _cell(cell: Any, said: Cell, *, head: bool, even: bool, size: int, language: str) -> None:
    face = LAMPS[said.light][0] if isinstance(said, Lamp) else ACCENT if head else WASH if even else WHITE
    properties = cell._tc.tcPr  # noqa: SLF001 - each part that the library sets is looked for anew
    properties.set("anchor", "ctr")
    for side, room in (("marL", 8), ("marR", 8), ("marT", 4), ("marB", 4)):
        properties.set(side, str(Pt(room)))
    _in_colour(properties, face)
    paragraph = cell.text_frame.paragraphs[0]
    if isinstance(said, Lamp):
        _, ink = LAMPS[said.light]
        run(paragraph, said_in(said), size, ink, language, bold=True)
        return
    run(
        paragraph,
        said,
        max(size - 2, SMALLEST) if head else size,
        WHITE if head else INK,
        language,
        bold=head,
    )


def _bare(table: Any) -> None:
    """No style of the program's: its colours are not ours."""
    properties = table._tbl.tblPr  # noqa: SLF001
    properties.set("bandRow", "0")
    properties.set("firstRow", "1")
    style = properties.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def alternative(shape: Any, name: str, said: str) -> None:
    """What a shape is called, and what it shows in words."""
    about = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 - python-pptx has no alternative text
    about.set("name", name)
    about.set("descr", said)


# ------------------------------------------------------------ time


def timeline(made: Any, area: Area, slide: Timeline, language: str) -> None:
    """Bars over months, then a diamond for each mark with its day beside it, today as a line."""
    with grouped(made) as whole:
        alternative(whole, slide.title, slide.alt)
        names = int(area.width * 0.34)
        days = [day for _, *both in slide.bars for day in both] + [day for _, day in slide.marks]
        scale = DayScale(area.left + names, area.width - names, min(days), max(days), slide.today)
        head = int(area.height * 0.1)
        high = (area.height - head - _FOOT) // max(len(slide.bars) + len(slide.marks), _FEW_ROWS)
        top = area.top + head
        called = [*(name for name, *_ in slide.bars), *(name for name, _ in slide.marks)]
        size = name_size(called, names, high)
        bottom = top + high * (len(slide.bars) + len(slide.marks))
        months(whole, scale, area.top, head, bottom, language)
        for name, start, end in slide.bars:
            said_at(whole, Area(area.left, top, names, high), name, size, INK, language)
            left, right = scale.x(start), scale.x(end + timedelta(days=1))
            bar = Area(left, top + high // 4, max(right - left, Pt(4)), high // 2)
            _filled(whole, MSO_SHAPE.ROUNDED_RECTANGLE, bar, ACCENT)
            top += high
        for name, day in slide.marks:
            said_at(whole, Area(area.left, top, names, high), name, size, INK, language)
            _mark(whole, scale, Area(scale.x(day), top, 0, high), day, language)
            top += high
        if scale.first <= slide.today <= scale.last:
            _today(whole, scale.x(slide.today), area.top + head, bottom, slide.today_name, language)


def _mark(group: Any, scale: "DayScale", at: Area, day: date, language: str) -> None:
    """A diamond on its day; the day is written after it, or before it where the months end."""
    size = min(at.height // 2, Pt(18))
    left = at.left - size // 2
    _filled(group, MSO_SHAPE.DIAMOND, Area(left, at.top + (at.height - size) // 2, size, size), WARM)
    wide = Pt(90)
    after = left + size + wide <= scale.right
    said_at(group, Area(left + size if after else left - wide, at.top, wide, at.height), f"{day:%d.%m.%Y}", 14, INK,
            language, right=not after)  # fmt: skip


class DayScale:
    """Days to places, whole months wide."""

    def __init__(self, left: int, width: int, first: date, last: date, today: date) -> None:
        self.left, self.right, self.today = left, left + width, today
        self.first = first.replace(day=1)
        self.last = (last.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        self._each = width / ((self.last - self.first).days + 1)

    def x(self, day: date) -> int:
        """Where a day begins."""
        return self.left + int((day - self.first).days * self._each)

    def months(self) -> Iterator[tuple[date, date]]:
        """Each month, or each third where they are many, with the one that follows."""
        day = self.first
        step = 1 if (self.last - self.first).days < 31 * _MANY_MONTHS else 3
        while day <= self.last:
            following = day
            for _ in range(step):
                following = (following + timedelta(days=32)).replace(day=1)
            yield day, following
            day = following


def months(group: Any, scale: DayScale, top: int, head: int, bottom: int, language: str) -> None:
    """The names of the months, and a line where each begins."""
    for day, following in scale.months():
        x, right = scale.x(day), scale.x(min(following, scale.last + timedelta(days=1)))
        name = MONTHS[language][day.month - 1][:3]
        said = f"{name} {day:%y}" if day.month == 1 or day == scale.first else name
        said_at(group, Area(x, top, right - x, head), said, 12, QUIET, language)
        line = group.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, Emu(x), Emu(top + head), Emu(x), Emu(bottom)
        )
        flat(line)
        line.line.color.rgb, line.line.width = LINE, Pt(0.75)


def said_at(
    group: Any, area: Area, said: str, size: float, colour: RGBColor, language: str, *, right: bool = False
) -> None:
    """A text in a place of its own, in the middle of its height."""
    box = group.shapes.add_textbox(*map(Emu, area))
    frame = box.text_frame
    frame.margin_left = frame.margin_right = Pt(2)
    frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.word_wrap = True
    if right:
        frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    run(frame.paragraphs[0], said, size, colour, language)


def _filled(group: Any, kind: Any, area: Area, colour: RGBColor) -> None:
    shape = group.shapes.add_shape(kind, *map(Emu, area))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour
    shape.line.fill.background()
    flat(shape)


def _today(group: Any, x: int, top: int, bottom: int, name: str, language: str) -> None:
    line = group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(Emu, (x, top, x, bottom + Pt(4))))
    flat(line)
    line.line.color.rgb, line.line.width = WARM, Pt(1.75)
    said_at(group, Area(x - Pt(2), bottom + Pt(3), Pt(80), Pt(17)), name, SMALLEST, WARM, language)
