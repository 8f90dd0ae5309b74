"""The Gantt chart: an agreed frame, the forecast as a bar in it, launches, today, closed weeks and the critical line.

All text is wrapped and measured before it is placed. Nothing is told by colour alone: what is agreed is a frame and
an open diamond, what is foreseen a bar and a filled one, what comes after the agreed end is hatched.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from tpn.charts import palette, svg
from tpn.charts.gantt_words import finish_said, launch_said, phase_label, phase_name, short_label, told
from tpn.charts.svg import LEADING, Box
from tpn.texts import Words, day
from tpn.texts.distance import apart
from tpn.texts.formats import MONTHS
from tpn.views.gantt import empty
from tpn.views.gantt_facts import GanttBar, GanttFacts

NARROW, WIDE = 700.0, 1400.0
_REST, _CRITICAL = "#6391BC", "#B3261E"
_HALO: Mapping[str, Any] = {
    "stroke": palette.PAPER,
    "stroke_width": 3,
    "paint_order": "stroke",
    "class_": "halo",
}
_MONTH_ROOM = 26.0  # units that a month's short name needs
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000)
DARK = (
    "@media screen and (prefers-color-scheme:dark){svg>rect:first-of-type{fill:#1A222B}"
    "text{fill:#E8EDF2!important}.halo{stroke:#1A222B}.shade{fill:#2A3540}.frame{fill:none;stroke:#93A1AF}"
    ".done{fill:#8FBCE8}.rest{fill:#5B87B5}.warn{stroke:#FF8A80}.late{fill:#FF8A80}"
    ".light-green{fill:#A6E0AE}.light-yellow{fill:#FFE08A}.light-red{fill:#FFB1AA}.light-grey{stroke:#B3BFCB}"
    ".open{fill:#1A222B;stroke:#E8EDF2}.full{fill:#E8EDF2}.grid{stroke:#3A4652}}"
)
"""For a picture that stands alone; inside a document the page is white."""


class GanttScale(NamedTuple):
    """Days to places across the plot."""

    left: float
    right: float
    first: date
    last: date

    def at(self, when: date) -> float:
        """The left edge of a day."""
        days = (self.last - self.first).days + 1
        return self.left + (self.right - self.left) * (when - self.first).days / days

    def after(self, when: date) -> float:
        """The right edge of a day."""
        return min(self.right, self.at(when) + (self.right - self.left) / ((self.last - self.first).days + 1))

    @property
    def month(self) -> float:
        """How wide a month is, about."""
        return (self.right - self.left) * 30 / ((self.last - self.first).days + 1)


class GanttLine(NamedTuple):
    """A row where it stands: its bar (None for a heading), the lines of its name, its label."""

    bar: GanttBar | None
    box: Box
    name: tuple[str, ...]
    label: str
    heading: bool
    indent: float
    diamonds: tuple[tuple[date | None, date | None, float], ...]  # agreed, foreseen, half its width
    short: str = ""
    """What is written where there is no room for the label."""


class GanttPlan(NamedTuple):
    """The chart measured and placed."""

    width: float
    size: float
    margin: float
    scale: GanttScale
    top: float
    bottom: float
    rows: tuple[GanttLine, ...]
    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    legend: tuple[tuple[str, str, float, float], ...]  # sign, word, x, y
    height: float


class _Row(NamedTuple):
    """A row before it is placed."""

    bar: GanttBar | None
    name: str
    label: str
    heading: bool = False
    indent: float = 0.0
    diamonds: tuple[tuple[date | None, date | None, float], ...] = ()
    short: str = ""


# ---------------------------------------------------------------- placing


def laid_out(view: GanttFacts, words: Words, *, compact: bool, headed: bool = True) -> GanttPlan:
    """The chart placed: ``compact`` is 700 units wide for a column of text, else a landscape sheet.

    Without a heading it stands in a paper that has said its title and its dates.
    """
    width, size, margin = (NARROW, 10.6, 4.0) if compact else (WIDE, 13.0, 20.0)
    names = (190.0 if compact else 280.0) - 12
    room = width - 2 * margin
    headline = "" if compact or not headed else words("gantt.title", name=view.name)
    title = tuple(svg.wrapped(headline, room, 20, bold=True)) if headline else ()
    about = [words("gantt.seen", day=view.as_of), finish_said(view, words)]
    about.append(words("gantt.from", day=view.agreed) if view.agreed else words("gantt.not_agreed"))
    if view.critical and not compact:
        about.append(words("gantt.critical", ids=" → ".join(view.critical)))
    subtitle = tuple(svg.wrapped(" ".join(about), room, size)) if headed else ()
    top = margin + len(title) * 20 * LEADING + len(subtitle) * size * LEADING + 3.2 * size
    rows = list(_compact_rows(view, words) if compact else _full_rows(view, words))
    # in the narrow picture every date stands right of its row: beside a bar it would hide another
    aside = max((svg.width_of(row.label, size, bold=True) for row in rows), default=0) if compact else 0
    scale = GanttScale(margin + names + 12, width - margin - aside, view.first, view.last)
    placed, y = [], top
    for row in rows:
        lines = tuple(svg.wrapped(row.name, names - row.indent * size - 4, size, bold=row.heading))
        height = max(1.85 * size, len(lines) * size * LEADING + 0.55 * size)
        placed.append(GanttLine(row.bar, Box(margin, y, room, height), lines, row.label, row.heading, row.indent * size,
                                row.diamonds, row.short))  # fmt: skip
        y += height
    legend = tuple(_legend(view, words, margin, y + 2.6 * size, width - margin, size))
    bottom = legend[-1][3] if legend else y
    return GanttPlan(
        width, size, margin, scale, top, y, tuple(placed), title, subtitle, legend, bottom + size + margin
    )


def _compact_rows(view: GanttFacts, words: Words) -> Iterator[_Row]:
    yield _Row(None, words("gantt.phases"), "", heading=True)
    for bar in view.phases:
        yield _Row(bar, phase_name(bar, words), short_label(bar, words), indent=0.8)
    if view.services:
        yield _Row(None, words("gantt.services"), "", heading=True)
    for bar in view.services:
        yield _Row(bar, bar.name, short_label(bar, words), indent=1.6,
                   diamonds=((bar.launch_agreed, bar.launch, 6.0),))  # fmt: skip
    yield from _finish_row(view, words, compact=True)


def _full_rows(view: GanttFacts, words: Words) -> Iterator[_Row]:
    for group in view.groups:
        one = group.service
        if one is None:
            yield _Row(None, words("gantt.common" if view.services else "gantt.phases"), "", heading=True)
        else:
            yield _Row(one, one.name, launch_said(one, words), heading=True, indent=1.6,
                       diamonds=((one.launch_agreed, one.launch, 7.0),), short=short_label(one, words))  # fmt: skip
        for bar in group.rows:
            marks = tuple((mark.agreed, mark.day, 4.5) for mark in bar.marks)
            yield _Row(bar, phase_name(bar, words), phase_label(bar, words), indent=1.6, diamonds=marks,
                       short=short_label(bar, words))  # fmt: skip
    yield from _finish_row(view, words, compact=False)


def _finish_row(view: GanttFacts, words: Words, *, compact: bool) -> Iterator[_Row]:
    if view.finish is None:
        return
    label = day(view.finish)
    if view.late and view.finish_agreed:
        sign = "+" if view.late > 0 else "−"
        label = f"{label} ({sign}{abs(view.late)})" if compact else words(
            "gantt.moved", agreed=view.finish_agreed, day=view.finish,
            apart=apart(view.late, words, (view.finish_agreed, view.finish)))  # fmt: skip
    yield _Row(None, words("gantt.finish_row"), label, heading=True,
               diamonds=((view.finish_agreed, view.finish, 6.0),))  # fmt: skip


def _legend(
    view: GanttFacts, words: Words, left: float, top: float, right: float, size: float
) -> Iterator[tuple[str, str, float, float]]:
    """The signs that the picture uses, with their words, on as many lines as they need."""
    bars = (*view.phases, *view.services)
    agreed, late = view.agreed is not None, any((bar.late or 0) > 0 for bar in bars)
    signs = [("frame", agreed), ("done", True), ("rest", True), ("late", late), ("critical", bool(view.critical)),
             ("open", agreed), ("full", True), ("shade", bool(view.closed))]  # fmt: skip
    x, y = left, top
    for sign, used in signs:
        word = words(f"gantt.legend.{sign}")
        wide = 2.6 * size + svg.width_of(word, size) * 1.04 + 1.6 * size
        if not used:
            continue
        if x > left and x + wide > right:
            x, y = left, y + 1.6 * size
        yield sign, word, x, y
        x += wide


# ---------------------------------------------------------------- drawing


def picture(
    view: GanttFacts, words: Words, *, compact: bool = False, alone: bool = False, headed: bool = True
) -> str:
    """The chart as SVG; one that stands alone is dark where the reader's screen is."""
    plan = laid_out(view, words, compact=compact, headed=headed)
    body = [
        svg.lines(plan.margin, plan.margin + 18, plan.title, size=20, bold=True, colour=palette.ACCENT),
        svg.lines(plan.margin, plan.margin + len(plan.title) * 20 * LEADING + plan.size, plan.subtitle,
                  size=plan.size, colour=palette.QUIET),
        _hatching(),
        *_stripes(plan),
        *_ground(view, words, plan),
        *(part for line in plan.rows for part in _bars(line, view, plan)),
        _today(view, words, plan),
        *(part for line in plan.rows for part in _labels(line, plan)),
        *_signs(plan),
    ]  # fmt: skip
    return svg.document(
        plan.width, plan.height, *body, title=words("gantt.title", name=view.name), description=told(view, words),
        language=words.language, name="gantt", style=DARK if alone else "",
    )  # fmt: skip


def _hatching() -> str:
    stripe = svg.line(0, 0, 0, 4, stroke=_CRITICAL, stroke_width=2.4, class_="warn")
    return svg.element("defs", svg.element(
        "pattern", stripe, id="gantt-late", width=4, height=4, patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    ))  # fmt: skip


def _stripes(plan: GanttPlan) -> Iterator[str]:
    for line in plan.rows:
        if line.heading:
            width = plan.scale.left - plan.margin - 6
            yield svg.rect(
                Box(line.box.x, line.box.y, width, line.box.height), fill=palette.SHADE, class_="shade"
            )
            yield svg.line(
                line.box.x, line.box.y, line.box.right, line.box.y, stroke=palette.LINE, class_="grid"
            )


def _ground(view: GanttFacts, words: Words, plan: GanttPlan) -> Iterator[str]:
    """Closed weeks, a thin line where a month begins, the months and above them the year."""
    scale, size = plan.scale, plan.size
    for start, end in view.closed:
        x = scale.at(start)
        yield svg.rect(
            Box(x, plan.top, scale.after(end) - x, plan.bottom - plan.top), fill="#E5E9EE", class_="shade"
        )
    step = next((n for n in _STEPS if n * scale.month >= _MONTH_ROOM * size / 10), _STEPS[-1])
    count = (view.last.year - view.first.year) * 12 + view.last.month - view.first.month + 1
    years: set[int] = set()
    free = scale.left
    for number in range(0, count, step):
        month = view.first.month - 1 + number
        start = date(view.first.year + month // 12, month % 12 + 1, 1)
        x = scale.at(start)
        yield svg.line(x, plan.top, x, plan.bottom, stroke=palette.LINE, stroke_width=0.6, class_="grid")
        name = MONTHS[words.language][start.month - 1][:3]
        if x + svg.width_of(name, size) <= scale.right:
            yield svg.text(x + 3, plan.top - 0.5 * size, name, size=size, colour=palette.QUIET)
        fits = x >= free and x + svg.width_of(str(start.year), size, bold=True) * 1.04 <= scale.right
        if start.year not in years and fits:
            years.add(start.year)
            free = x + svg.width_of(str(start.year), size, bold=True) + size
            yield svg.text(x + 3, plan.top - 1.8 * size, start.year, size=size, bold=True)
    yield svg.line(
        plan.margin, plan.bottom, plan.width - plan.margin, plan.bottom, stroke=palette.LINE, class_="grid"
    )


def _bars(line: GanttLine, view: GanttFacts, plan: GanttPlan) -> Iterator[str]:
    """The agreed frame, the forecast in it, what is after the agreed end, and the critical line below."""
    scale, bar = plan.scale, line.bar
    if bar is None or bar.end is None or bar.start is None:
        return
    middle, high = line.box.y + 0.92 * plan.size, 0.8 * plan.size
    if bar.agreed_start and bar.agreed_end:
        x = scale.at(bar.agreed_start)
        box = Box(x, middle - high / 2, max(2.0, scale.after(bar.agreed_end) - x), high)
        yield svg.rect(box, fill=palette.PAPER, stroke=palette.QUIET, stroke_width=1, class_="frame")
    start, end = scale.at(bar.start), scale.after(bar.end)
    agreed = scale.after(bar.agreed_end) if bar.agreed_end else end
    now = end if bar.total and bar.done == bar.total else min(end, max(start, scale.at(view.as_of)))
    kept = max(start, min(end, agreed))
    for left, right, fill, name in (
        (start, min(now, kept), palette.ACCENT, "done"), (max(now, start), kept, _REST, "rest"),
    ):  # fmt: skip
        if right > left:
            yield svg.rect(Box(left, middle - high / 4, right - left, high / 2), fill=fill, class_=name)
    if end > kept:
        yield svg.rect(Box(kept, middle - high / 3, end - kept, high / 1.5), fill="url(#gantt-late)",
                       stroke=_CRITICAL, stroke_width=0.8, class_="warn")  # fmt: skip
    y = middle + high / 2 + 2.2
    for first, last in bar.critical:
        yield svg.line(
            scale.at(first), y, scale.after(last), y, stroke=_CRITICAL, stroke_width=1.6, class_="warn"
        )


def _diamond(x: float, y: float, half: float, *, full: bool) -> str:
    points = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
    if full:
        return svg.polygon(points, fill=palette.INK, stroke=palette.PAPER, stroke_width=0.6, class_="full")
    return svg.polygon(points, fill=palette.PAPER, stroke=palette.INK, stroke_width=1, class_="open")


def _today(view: GanttFacts, words: Words, plan: GanttPlan) -> str:
    x = plan.scale.at(view.as_of)
    said = words("gantt.today", day=view.as_of)
    half = svg.width_of(said, plan.size, bold=True) * 0.52
    at = min(plan.width - plan.margin - half, max(plan.margin + half, x))
    line = svg.line(x, plan.top, x, plan.bottom, stroke=_CRITICAL, stroke_width=1.4, class_="warn")
    y = plan.bottom + 1.2 * plan.size
    return line + svg.text(at, y, said, size=plan.size, bold=True, anchor="middle", colour="#8A1C1C")


def _labels(line: GanttLine, plan: GanttPlan) -> Iterator[str]:
    """Diamonds, the light before a service's name, the name, and the label where there is room for it."""
    size, scale = plan.size, plan.scale
    middle = line.box.y + 0.92 * size
    bar = line.bar
    if bar and bar.light:
        symbol, tone = palette.SYMBOLS[bar.light], palette.LIGHTS[bar.light]
        yield svg.mark(
            symbol, line.box.x + 0.8 * size, middle, 0.8 * size, fill=tone.ink, class_=f"light-{bar.light}"
        )
    yield svg.lines(
        line.box.x + 4 + line.indent, line.box.y + 1.25 * size, line.name, size=size, bold=line.heading
    )
    for agreed, foreseen, half in line.diamonds:
        if agreed and agreed != foreseen:
            yield _diamond(scale.after(agreed), middle, half, full=False)
        if foreseen:
            yield _diamond(scale.after(foreseen), middle, half, full=True)
    if line.label:
        bold = any(half > 5 for *_, half in line.diamonds) and not (bar and bar.launched)  # noqa: PLR2004 - a launch
        said, x, anchor = _beside(line, plan, bold=bold)
        yield svg.text(x, line.box.y + 1.25 * size, said, size=size, bold=bold, anchor=anchor, **_HALO)


def _beside(line: GanttLine, plan: GanttPlan, *, bold: bool) -> tuple[str, float, str | None]:
    """The label right of all that is drawn in the row, else left of it; else the short one, or at the right edge."""
    scale, gap, edge = plan.scale, 0.6 * plan.size, plan.width - plan.margin
    days = [one for agreed, foreseen, _ in line.diamonds for one in (agreed, foreseen) if one]
    half = max((half for *_, half in line.diamonds), default=0.0)
    bar = line.bar
    ends = [scale.after(one) + half for one in days]
    starts = [scale.after(one) - half for one in days]
    if bar and bar.start and bar.end:
        ends += [scale.after(one) for one in (bar.end, bar.agreed_end) if one]
        starts += [scale.at(one) for one in (bar.start, bar.agreed_start) if one]
    right, left = max(ends, default=scale.left), min(starts, default=scale.left)
    for said in (line.label, line.short or line.label):
        wide = svg.width_of(said, plan.size, bold=bold) * 1.04
        if right + gap + wide <= edge:
            return said, right + gap, None
        if left - gap - wide >= scale.left:
            return said, left - gap, "end"
    return line.short or line.label, edge - 2, "end"


def _signs(plan: GanttPlan) -> Iterator[str]:
    """The legend."""
    size = plan.size
    for sign, word, x, y in plan.legend:
        box = Box(x, y - 0.35 * size, 2 * size, 0.7 * size)
        middle = box.middle
        yield {
            "frame": lambda b=box: svg.rect(b, fill=palette.PAPER, stroke=palette.QUIET, class_="frame"),
            "done": lambda b=box: svg.rect(b, fill=palette.ACCENT, class_="done"),
            "rest": lambda b=box: svg.rect(b, fill=_REST, class_="rest"),
            "late": lambda b=box: svg.rect(b, fill="url(#gantt-late)", stroke=_CRITICAL, class_="warn"),
            "critical": lambda b=box: svg.line(b.x, b.middle, b.right, b.middle, stroke=_CRITICAL, stroke_width=1.8,
                                               class_="warn"),
            "open": lambda b=box: _diamond(b.centre, b.middle, 5, full=False),
            "full": lambda b=box: _diamond(b.centre, b.middle, 5, full=True),
            "shade": lambda b=box: svg.rect(b, fill="#E5E9EE", class_="shade"),
        }[sign]()  # fmt: skip
        yield svg.text(x + 2.5 * size, middle + 0.36 * size, word, size=size, colour=palette.QUIET)


def drawable(view: GanttFacts | None) -> bool:
    """Whether there is anything to draw."""
    return view is not None and not empty(view)
