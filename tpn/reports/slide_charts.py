"""The report's slides as shapes of the program's own: verdict, plan, bars, matrix; each says in words what it shows."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Pt

from tpn.charts.widths import MARGIN, width_of
from tpn.model.choices import Light
from tpn.reports.slide_dress import ACCENT, FONT, INK, LAMPS, LINE, QUIET, WASH, WHITE, colour, flat
from tpn.reports.slide_kinds import BarSlide, ChartRow, MatrixSlide, PlanSlide, SlideTable, VerdictSlide
from tpn.reports.slide_shapes import (
    Area,
    DayScale,
    alternative,
    grid,
    grouped,
    months,
    name_size,
    run,
    said_at,
    text,
)
from tpn.texts import decimal
from tpn.texts.formats import NBSP
from tpn.views.risk_facts import RiskFacts

_SIGNS: Final = {
    Light.GREEN: MSO_SHAPE.OVAL,
    Light.YELLOW: MSO_SHAPE.ISOSCELES_TRIANGLE,
    Light.RED: MSO_SHAPE.RECTANGLE,
    Light.GREY: MSO_SHAPE.DONUT,
}
_FRAME, _REST, _LATE = colour("5B6673"), colour("6391BC"), colour("B3261E")
_LOW, _MEDIUM, _HIGH = colour("EAF6EA"), colour("FFDD7A"), colour("F2B8B5")
_MEDIUM_FROM = 4
_MANY_ROWS, _LONG_TEXT = 6, 150
_SIDE = 5


# ------------------------------------------------------------ verdict


def verdict(made: Any, area: Area, slide: VerdictSlide, language: str) -> None:
    """The light at the top, the three lines side by side, the four figures under them."""
    high = int(area.height * 0.17)
    _lamp(made, Area(area.left, area.top, area.width, high), slide, language)
    lines = Area(area.left, area.top + int(high * 1.2), area.width, int(area.height * 0.44))
    longest = max(len(said) for _, said in slide.lines)
    for place, (name, said) in zip(_columns(lines, len(slide.lines)), slide.lines, strict=True):
        rule = made.shapes.add_shape(MSO_SHAPE.RECTANGLE, place.left, place.top, place.width, Pt(2.25))
        _plain(rule, ACCENT)
        box = text(made, place, [name], 18, ACCENT, language)
        box.text_frame.paragraphs[0].runs[0].font.bold = True
        size = 18 if longest < _LONG_TEXT else 14
        run(box.text_frame.add_paragraph(), said, size, INK, language)
    top = lines.top + lines.height + int(area.height * 0.03)
    figures = Area(area.left, top, area.width, area.top + area.height - top)
    for place, (name, value, about) in zip(_columns(figures, len(slide.figures)), slide.figures, strict=True):
        box = made.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place)
        _plain(box, WASH)
        frame = box.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        for number, (said, size, ink) in enumerate(((name, 14, QUIET), (value, 26, INK), (about, 14, QUIET))):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            run(paragraph, said, size, ink, language, bold=number == 1)


def _lamp(made: Any, area: Area, slide: VerdictSlide, language: str) -> None:
    """The whole width in the light's colours: its sign, its word, what it means."""
    face, ink = LAMPS[slide.lamp.light]
    box = made.shapes.add_shape(MSO_SHAPE.RECTANGLE, *area)
    box.fill.solid()
    box.fill.fore_color.rgb = face
    box.line.color.rgb, box.line.width = ink if ink != WHITE else face, Pt(1.5)
    flat(box)
    sign = made.shapes.add_shape(
        _SIGNS[slide.lamp.light], area.left + area.height // 4, area.top + area.height // 4,
        area.height // 2, area.height // 2,
    )  # fmt: skip
    _plain(sign, ink)
    frame = box.text_frame
    frame.margin_left = Emu(area.height)
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    first = frame.paragraphs[0]
    first.alignment = PP_ALIGN.LEFT
    run(first, f"{slide.lamp.said}. ", 24, ink, language, bold=True)
    run(first, slide.phrase, 18, ink, language)


def _columns(area: Area, count: int) -> Iterator[Area]:
    gap = int(area.width * 0.02)
    wide = (area.width - gap * (count - 1)) // count
    for number in range(count):
        yield Area(area.left + number * (wide + gap), area.top, wide, area.height)


def _plain(shape: Any, face: RGBColor) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = face
    shape.line.fill.background()
    flat(shape)


# ------------------------------------------------------------ the plan


def plan(made: Any, area: Area, slide: PlanSlide, language: str) -> None:
    """Each row: the agreed frame, the bar in it to today and after, what is late, the launch and its label."""
    with grouped(made) as whole:
        alternative(whole, slide.title, slide.alt)
        names, labels = int(area.width * 0.33), int(area.width * 0.15)
        view = slide.gantt
        scale = DayScale(area.left + names, area.width - names - labels, view.first, view.last, view.as_of)
        head, foot = int(area.height * 0.08), int(area.height * 0.1)
        bottom = area.top + area.height - foot
        high = (bottom - area.top - head) // max(1, len(slide.rows))
        for start, end in view.closed:
            left, right = scale.x(start), scale.x(end + timedelta(days=1))
            shut = Area(left, area.top + head, max(right - left, 1), bottom - area.top - head)
            _shape(whole, MSO_SHAPE.RECTANGLE, shut, colour("E4E8EC"))
        months(whole, scale, area.top, head, bottom, language)
        size = min(name_size([row.name for row in slide.rows], names, high), 14 if high > Pt(30) else 12)
        for number, row in enumerate(slide.rows):
            place = Area(area.left, area.top + head + number * high, area.width, high)
            said_at(whole, Area(area.left, place.top, names, high), row.name, size, INK, language)
            _row(whole, place, row, scale, size, language)
        if view.first <= view.as_of <= view.last:
            _straight(whole, scale.x(view.as_of), area.top + head, bottom, _LATE)
    _legend(made, Area(area.left, bottom + foot // 4, area.width, foot), slide, language)


def _row(group: Any, place: Area, row: ChartRow, scale: DayScale, size: int, language: str) -> None:
    bar, inset = row.bar, max(place.height // 4, 1)
    top, high = place.top + inset, place.height - 2 * inset
    if bar.start and bar.end:
        seen = min(max(scale.today, bar.start), bar.end) if bar.done < bar.total else bar.end
        thin = high // 4
        _span(group, scale, bar.start, bar.end, Area(0, top + thin, 0, high - 2 * thin), _REST)
        if scale.today >= bar.start:
            _span(group, scale, bar.start, seen, Area(0, top + thin, 0, high - 2 * thin), ACCENT)
        if bar.agreed_end and bar.end > bar.agreed_end:
            _span(group, scale, bar.agreed_end, bar.end, Area(0, top + thin, 0, high - 2 * thin), _LATE)
    if bar.agreed_start and bar.agreed_end:
        left, right = scale.x(bar.agreed_start), scale.x(bar.agreed_end + timedelta(days=1))
        frame = group.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *map(Emu, (left, top, max(right - left, 1), high))
        )
        frame.fill.background()
        frame.line.color.rgb, frame.line.width = _FRAME, Pt(1)
        flat(frame)
    for when, filled in ((bar.launch_agreed, False), (bar.launch, True)):
        if when and (filled or when != bar.launch):
            _diamond(group, scale.x(when), place, filled=filled)
    beside = Area(scale.right, place.top, place.left + place.width - scale.right, place.height)
    said_at(group, beside, row.label, size, INK, language)


def _span(group: Any, scale: DayScale, start: date, end: date, band: Area, face: RGBColor) -> None:
    left, right = scale.x(start), scale.x(end + timedelta(days=1))
    _shape(group, MSO_SHAPE.RECTANGLE, Area(left, band.top, max(right - left, Pt(2)), band.height), face)


def _diamond(group: Any, x: int, place: Area, *, filled: bool) -> None:
    size = min(int(place.height * 0.7), Pt(16))
    where = Area(x - size // 2, place.top + (place.height - size) // 2, size, size)
    shape = _shape(group, MSO_SHAPE.DIAMOND, where, INK if filled else WHITE)
    shape.line.color.rgb, shape.line.width = INK, Pt(1.25)


def _shape(group: Any, kind: Any, area: Area, face: RGBColor) -> Any:
    shape = group.shapes.add_shape(kind, *map(Emu, area))
    _plain(shape, face)
    return shape


def _straight(group: Any, x: int, top: int, bottom: int, ink: RGBColor) -> None:
    line = group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(Emu, (x, top, x, bottom)))
    flat(line)
    line.line.color.rgb, line.line.width = ink, Pt(1.75)


def _legend(made: Any, area: Area, slide: PlanSlide, language: str) -> None:
    """The signs with their words; a longer one has more of the width."""
    size, high = Pt(12), int(area.height * 0.8)
    needs = [size * 3 + Pt(width_of(said, 12) * MARGIN) for said in slide.legend]
    left = area.left
    with grouped(made) as whole:
        alternative(whole, "", "; ".join(slide.legend))
        for number, (said, need) in enumerate(zip(slide.legend, needs, strict=True)):
            wide = area.width * need // sum(needs)
            _sign(whole, number, left, area.top + high // 2, size)
            said_at(whole, Area(left + size * 2, area.top, wide - size * 2, high), said, 12, QUIET, language)
            left += wide


def _sign(group: Any, number: int, left: int, middle: int, size: int) -> None:
    """The signs in the order of the legend: frame, done, forecast, late, agreed, foreseen, today."""
    box = Area(left, middle - size // 2, int(size * 1.6), size)
    faces = {1: ACCENT, 2: _REST, 3: _LATE}
    if number in faces:
        _shape(
            group, MSO_SHAPE.RECTANGLE, box._replace(top=middle - size // 4, height=size // 2), faces[number]
        )
    elif number == 0:
        frame = _shape(group, MSO_SHAPE.RECTANGLE, box, WHITE)
        frame.line.color.rgb, frame.line.width = _FRAME, Pt(1)
    elif number < 6:  # noqa: PLR2004 - the two diamonds
        _diamond(group, left + size, Area(left, middle - size, size * 2, size * 2), filled=number == _SIDE)
    else:
        _straight(group, left + size // 2, middle - size // 2, middle + size // 2, _LATE)


# ------------------------------------------------------------ bars


def bars(made: Any, area: Area, slide: BarSlide, language: str) -> None:
    """A native bar chart, the first category on top, with its figures on the bars; a line of words under it."""
    typed: Any = CategoryChartData  # the library does not say its types
    data = typed()
    data.categories = slide.categories
    for name, values in slide.series:
        data.add_series(name, values)
    below = int(area.height * 0.1) if slide.note else 0
    frame = made.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, *map(Emu, (area.left, area.top, area.width, area.height - below)), data
    )
    alternative(frame, slide.title, slide.alt)
    _bar_axes(frame.chart, slide)
    _faces(frame.chart.plots[0], slide)
    if slide.unit == "%":
        _percents(frame.chart.plots[0], slide, language)
    if slide.note:
        note = Area(area.left, area.top + area.height - below, area.width, below)
        text(made, note, [slide.note], 18, INK, language)


def _bar_axes(chart: Any, slide: BarSlide) -> None:
    """The categories by name from above, the legend over them; a chart of nothing below nought begins at nought."""
    chart.font.size, chart.font.name, chart.font.color.rgb = (
        Pt(14 if len(slide.categories) < _MANY_ROWS else 12),
        FONT,
        INK,
    )
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    category, value = chart.category_axis, chart.value_axis
    category.reverse_order, category.has_major_gridlines = True, False
    category.format.line.color.rgb = LINE
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')  # every bar has its name
    category._element.insert_element_before(skip, "c:tickMarkSkip", "c:noMultiLvlLbl")  # noqa: SLF001
    value.visible, value.has_major_gridlines = False, False
    if all((one or 0) >= 0 for _, values in slide.series for one in values):
        value.minimum_scale = 0


def _faces(plot: Any, slide: BarSlide) -> None:
    """The bars with their figures and colours."""
    plot.gap_width, plot.overlap = 60, -5
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.font.size, labels.font.color.rgb = Pt(12), INK
    labels.number_format, labels.number_format_is_linked = _number_format(slide.unit), False
    faces = (colour("C5D5E6"), ACCENT, _REST) if len(slide.series) > 2 else (ACCENT, colour("A9B7C6"))  # noqa: PLR2004
    for one, face in zip(plot.series, faces, strict=False):
        one.format.fill.solid()
        one.format.fill.fore_color.rgb = face


def _percents(plot: Any, slide: BarSlide, language: str) -> None:
    """Each figure in words: a number format has the decimal sign of whoever opens the file, not of the language."""
    for one, (_, values) in zip(plot.series, slide.series, strict=True):
        for at, value in enumerate(values):
            if value is not None:
                frame = one.points[at].data_label.text_frame
                run(frame.paragraphs[0], f"{decimal(value, language)}{NBSP}%", 12, INK, language)


def _number_format(unit: str) -> str:
    """Spaces between thousands wherever the program thinks it is."""
    return '0.0" %"' if unit == "%" else r"[>=1000000]#\ ##0\ ##0;[>=1000]#\ ##0;0"


# ------------------------------------------------------------ risks


class _Spot(NamedTuple):
    risk: RiskFacts
    after: bool


def matrix(made: Any, area: Area, slide: MatrixSlide, language: str) -> None:
    """Twenty-five fields with rings before and after, and the table of the largest beside them."""
    wide = int(area.width * 0.46)
    with grouped(made) as whole:
        alternative(whole, slide.title, slide.alt)
        side, foot = Pt(30), Pt(46)
        field_wide, field_high = (wide - side) // _SIDE, (area.height - foot) // _SIDE
        fields = {
            (p, c): Area(
                area.left + side + (c - 1) * field_wide,
                area.top + (_SIDE - p) * field_high,
                field_wide,
                field_high,
            )
            for p in range(1, _SIDE + 1)
            for c in range(1, _SIDE + 1)
        }
        for (p, c), place in fields.items():
            _field(whole, place, p * c, slide.limit, language)
        _rings(whole, slide, fields, language)
        _axes(whole, area, slide, fields, side, language)
    table = SlideTable("", slide.head, slide.rows, (7, 3), slide.alt, note=slide.note, right=frozenset({1}))
    right = Area(area.left + wide + int(area.width * 0.03), area.top, int(area.width * 0.51), area.height)
    grid(made, right, table, language)


def _field(group: Any, place: Area, score: int, limit: int, language: str) -> None:
    face = _HIGH if score > limit else _MEDIUM if score > _MEDIUM_FROM else _LOW
    shape = _shape(group, MSO_SHAPE.RECTANGLE, place, face)
    shape.line.color.rgb, shape.line.width = WHITE, Pt(1.5)
    frame = shape.text_frame
    frame.margin_right = frame.margin_top = Pt(3)
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    run(frame.paragraphs[0], str(score), 12, INK, language)


def _rings(group: Any, slide: MatrixSlide, fields: Mapping[tuple[int, int], Area], language: str) -> None:
    """Before as an open ring, after as a filled one, side by side within a field."""
    stands: dict[tuple[int, int], list[_Spot]] = {}
    for one in slide.risks:
        before, after = (one.probability, one.consequence), (one.probability_after, one.consequence_after)
        if before[0] and before[1] and before != after:
            stands.setdefault((before[0], before[1]), []).append(_Spot(one, after=False))
        if after[0] and after[1]:
            stands.setdefault((after[0], after[1]), []).append(_Spot(one, after=True))
    for place, some in stands.items():
        box = fields[place]
        size = min(Pt(27), box.width // max(2, len(some)), int(box.height * 0.62))
        for number, spot in enumerate(some):
            left = box.left + (box.width - size * len(some)) // 2 + number * size
            _ring(group, Area(left, box.top + box.height - size - Pt(4), size, size), spot, language)


def _ring(group: Any, place: Area, spot: _Spot, language: str) -> None:
    ring = _shape(group, MSO_SHAPE.OVAL, place, INK if spot.after else WHITE)
    ring.line.color.rgb, ring.line.width = INK, Pt(1.25)
    if not spot.after:
        ring.line.dash_style = MSO_LINE.DASH
    frame = ring.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    number = spot.risk.id.rpartition("-")[2]
    run(frame.paragraphs[0], number, 12, WHITE if spot.after else INK, language, bold=True)


def _axes(
    group: Any,
    area: Area,
    slide: MatrixSlide,
    fields: Mapping[tuple[int, int], Area],
    side: int,
    language: str,
) -> None:
    for number in range(1, _SIDE + 1):
        row, column = fields[number, 1], fields[1, number]
        said_at(
            group,
            Area(area.left + side // 2, row.top, side // 2, row.height),
            str(number),
            12,
            QUIET,
            language,
        )
        under = Area(
            column.left + column.width // 2 - Pt(6), column.top + column.height, column.width, Pt(16)
        )
        said_at(group, under, str(number), 12, QUIET, language)
    low = fields[1, 1]
    foot, axes = low.top + low.height + Pt(18), f"{slide.axes[0]} ↑  {slide.axes[1]} →"
    said_at(group, Area(low.left, foot, low.width * _SIDE // 2, Pt(30)), axes, 12, QUIET, language)
    size, left = Pt(14), low.left + low.width * _SIDE // 2
    for number, said in enumerate(slide.legend):
        x = left + number * low.width * _SIDE // 4
        ring = _shape(group, MSO_SHAPE.OVAL, Area(x, foot + Pt(8), size, size), INK if number else WHITE)
        ring.line.color.rgb, ring.line.width = INK, Pt(1.25)
        beside = Area(x + size + Pt(4), foot, low.width * _SIDE // 4 - size - Pt(4), Pt(30))
        said_at(group, beside, said, 12, QUIET, language)
