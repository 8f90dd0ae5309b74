"""The swimlanes of a process: a lane for each actor, a row for each step, time downwards; one A4 page a variant.

A row holds one step alone. So whatever its text, boxes never meet, and an arrow that crosses lanes crosses nothing
else. What the numbers say stands in the same row, to the right. A page that does not fit is drawn smaller.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tpn.charts.palette import ACCENT, FACE, INK, LINE, PAPER, QUIET, SHADE
from tpn.charts.svg import (
    LEADING,
    Box,
    circle,
    clipped,
    document,
    group,
    line,
    lines,
    path,
    polygon,
    rect,
    text,
    wrapped,
)
from tpn.model.actors import Side
from tpn.model.choices import Automation, StepKind, VariantName
from tpn.texts import Words, decimal
from tpn.views.process import ProcessStepLine, ProcessView

A4 = (1123, 794)
"""A sheet lying down, in points of a 96th of an inch."""

_MARGIN, _HEAD, _FOOT = 26, 52, 34
_GUTTER = 26
_LANE_HEAD = 38
_SIZE, _SMALL = 10.5, 9.5
_PAD = 7
_CORNER = 10
_GAP, _WAIT_GAP = 11, 22
_LEAST = 22
_ALL = 100
_ORDER = (Side.USER, Side.MUNICIPALITY, None, Side.OTHER, Side.SYSTEM)
# the columns beside the lanes: key and width
_COLUMNS: Mapping[str, int] = {"system": 108, "automation": 70, "minutes": 34, "wait_days": 36, "share": 42}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Lane:
    """One actor's lane, from the left."""

    actor: str
    side: Side | None
    x: float
    width: float

    @property
    def centre(self) -> float:
        """Half-way across."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step in its place, its text in lines."""

    line: ProcessStepLine
    box: Box
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way from one step to the next; ``days`` that the case lies still before it goes on."""

    points: tuple[Point, ...]
    days: float | None


@dataclass(frozen=True, slots=True)
class SwimlanePage:
    """One variant laid out, in its own measure: ``height`` is never more than A4's for its ``width``."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    placed: tuple[PlacedStep, ...]
    arrows: tuple[Arrow, ...]
    bottom: float


def swimlane(view: ProcessView, variants: Sequence[VariantName], words: Words) -> str:
    """The picture of these variants, under one another."""
    drawn = [_page(view, variant, words, number) for number, variant in enumerate(variants)]
    names = [words.choice(variant).lower() for variant in variants]
    title = words("swimlane.title", name=view.name, variant=", ".join(names))
    return document(
        A4[0], A4[1] * len(variants), *drawn,
        title=title, description=_told(view, variants, words), language=words.language, name=f"swimlane-{variants[0]}",
        style="@page{size:A4 landscape;margin:0}",
    )  # fmt: skip


def _told(view: ProcessView, variants: Sequence[VariantName], words: Words) -> str:
    """The same as a list, for whoever does not see the picture."""
    return " ".join(
        f"{words.choice(variant)}: "
        + " ".join(
            f"{one.number}. {one.step.name} ({one.step.actor or words('swimlane.nobody')})."
            for one in view.steps[variant]
        )
        for variant in variants
    )


# ---------------------------------------------------------------- layout


def layout(steps: Sequence[ProcessStepLine], nobody: str = "–") -> SwimlanePage:
    """The steps laid out on a page as wide as it must be for its height to fit."""
    width = float(A4[0])
    while (page := _laid(steps, nobody, width)).height > width * A4[1] / A4[0]:
        width *= 1.06
    return page


def _laid(steps: Sequence[ProcessStepLine], nobody: str, width: float) -> SwimlanePage:
    lanes = _lanes(steps, nobody, width)
    by_actor = {lane.actor: lane for lane in lanes}
    placed: list[PlacedStep] = []
    y = float(_MARGIN + _HEAD + _LANE_HEAD + 22)
    for one in steps:
        lane = by_actor[one.step.actor or nobody]
        y += _WAIT_GAP if one.step.wait_days else _GAP
        placed.append(_placed(one, lane, y))
        y = placed[-1].box.bottom
    bottom = y + 26
    return SwimlanePage(width, bottom + _FOOT, lanes, tuple(placed), tuple(_arrows(placed)), bottom)


def _lanes(steps: Sequence[ProcessStepLine], nobody: str, width: float) -> tuple[Lane, ...]:
    sides: dict[str, Side | None] = {}
    for one in steps:
        actor = one.step.actor or nobody
        # an actor of the municipality that once lets a system work alone still has a lane of its own kind
        if sides.get(actor) in {None, Side.SYSTEM}:
            sides[actor] = one.side
    actors = sorted(sides, key=lambda actor: _ORDER.index(sides[actor]))
    room = width - 2 * _MARGIN - _GUTTER - sum(_COLUMNS.values()) - 12
    each = room / max(1, len(actors))
    left = _MARGIN + _GUTTER
    return tuple(Lane(actor, sides[actor], left + at * each, each) for at, actor in enumerate(actors))


def _placed(one: ProcessStepLine, lane: Lane, y: float) -> PlacedStep:
    width = min(lane.width - 14, 250)
    inner = width - 2 * _PAD - (2 * _CORNER if one.step.kind is not StepKind.TASK else 0)
    said = tuple(wrapped(one.step.name, max(inner, 20), _SIZE, most=5))
    height = max(_LEAST, len(said) * _SIZE * LEADING + 7)
    return PlacedStep(one, Box(lane.centre - width / 2, y, width, height), said)


def _arrows(placed: Sequence[PlacedStep]) -> Iterator[Arrow]:
    for one, after in pairwise(placed):
        start, end = one.box, after.box
        days = after.line.step.wait_days or None
        if start.centre == end.centre:
            yield Arrow(((start.centre, start.bottom), (end.centre, end.y)), days)
        else:
            side = start.right if end.centre > start.centre else start.x
            yield Arrow(((side, start.middle), (end.centre, start.middle), (end.centre, end.y)), days)


# ---------------------------------------------------------------- drawing


def _page(view: ProcessView, variant: VariantName, words: Words, number: int) -> str:
    steps = view.steps[variant]
    page = layout(steps, words("swimlane.nobody"))
    scale = A4[0] / page.width
    body = [
        *_title(view, variant, words, page),
        *_lane_ground(page, words),
        *(_arrow(arrow, words) for arrow in page.arrows),
        *_ends(page),
        *(_step(one, words) for one in page.placed),
        *(part for one in page.placed for part in _beside(one, page, words)),
        *_legend(page, words),
    ]
    return group(*body, transform=f"translate(0 {A4[1] * number}) scale({scale:.4f})")


def _title(view: ProcessView, variant: VariantName, words: Words, page: SwimlanePage) -> Iterator[str]:
    count = view.comparison.by_name[variant]
    title = words("swimlane.title", name=view.name, variant=words.choice(variant).lower())
    if variant is view.comparison.chosen:
        title += f" – {words('swimlane.chosen')}"
    known = {"minutes": count.manual_minutes, "days": count.waiting_days}
    shown = {
        name: "–" if value is None else decimal(round(value, 1), words.language)
        for name, value in known.items()
    }
    facts = words(
        "swimlane.facts", steps=count.steps, handovers=count.handovers, contacts=count.contacts, **shown
    )
    if view.comparison.example_times:
        facts += " " + words("process.example_times")
    room = page.width - 2 * _MARGIN
    yield text(_MARGIN, _MARGIN + 16, clipped(title, room, 19, bold=True), size=19, bold=True)
    yield text(_MARGIN, _MARGIN + 37, clipped(facts, room, 11.5), size=11.5, colour=QUIET)


def _lane_ground(page: SwimlanePage, words: Words) -> Iterator[str]:
    top = float(_MARGIN + _HEAD)
    for at, lane in enumerate(page.lanes):
        ground = Box(lane.x, top, lane.width, page.bottom - top)
        yield rect(ground, fill=PAPER if at % 2 else SHADE, stroke=LINE)
        yield rect(Box(lane.x, top, lane.width, _LANE_HEAD), fill=FACE, stroke=LINE)
        outside = lane.side in {Side.USER, Side.OTHER}
        said = wrapped(lane.actor, lane.width - 8, _SIZE, bold=True, most=1 if outside else 2)
        first = top + (15 if outside or len(said) > 1 else 23)
        yield lines(lane.centre, first, said, size=_SIZE, bold=True, anchor="middle", colour=ACCENT)
        if outside:
            note = clipped(words(f"swimlane.sides.{lane.side}"), lane.width - 6, _SMALL)
            yield text(lane.centre, top + 30, note, size=_SMALL, anchor="middle", colour=QUIET)
    for key, box in _columns(page).items():
        heads = words.find("swimlane.columns")
        anchor, x = _edge(key, box)
        yield text(x, top + 23, clipped(heads[key], box.width - 4, _SMALL, bold=True), size=_SMALL, bold=True,
                   anchor=anchor, colour=QUIET)  # fmt: skip


def _columns(page: SwimlanePage) -> dict[str, Box]:
    x = page.width - _MARGIN - sum(_COLUMNS.values())
    found = {}
    for key, width in _COLUMNS.items():
        found[key] = Box(x, _MARGIN + _HEAD, width, page.bottom - _MARGIN - _HEAD)
        x += width
    return found


def _edge(key: str, box: Box) -> tuple[str | None, float]:
    """Words stand to the left in their column, numbers to the right."""
    return (None, box.x + 2) if key in {"system", "automation"} else ("end", box.right - 2)


def _step(one: PlacedStep, words: Words) -> str:
    step, box = one.line.step, one.box
    dress = {
        "fill": {Automation.NONE: PAPER, Automation.ASSIST: "#EEF4FA", Automation.FULL: FACE}[
            step.automation
        ],
        "stroke": INK,
        "stroke_width": 1.8 if step.automation is Automation.FULL else 1,
        "stroke_dasharray": "5 3" if step.share < _ALL else None,
    }
    shape = _shape(step.kind, box, dress)
    first = box.middle - (len(one.said) - 1) * _SIZE * LEADING / 2 + _SIZE * 0.36
    said = lines(box.centre, first, one.said, size=_SIZE, anchor="middle")
    number = text(
        _MARGIN + _GUTTER - 8, box.middle + 3.5, one.line.number, size=_SMALL, anchor="end", colour=QUIET
    )
    told = ", ".join(
        part for part in (step.name, step.actor, step.system, words.choice(step.automation)) if part
    )
    return number + group(shape, said, title=told)


def _shape(kind: StepKind, box: Box, dress: Mapping[str, object]) -> str:
    """Work is a box, a choice has pointed ends, an event round ones."""
    if kind is StepKind.DECISION:
        left, right = box.x + _CORNER, box.right - _CORNER
        corners = [(left, box.y), (right, box.y), (box.right, box.middle), (right, box.bottom), (left, box.bottom),
                   (box.x, box.middle)]  # fmt: skip
        return polygon(corners, **dress)
    return rect(box, rx=box.height / 2 if kind is StepKind.EVENT else 3, **dress)


def _beside(one: PlacedStep, page: SwimlanePage, words: Words) -> Iterator[str]:
    """What the row says in numbers and words, beside the lanes."""
    step, y = one.line.step, one.box.middle
    nothing = one.line.side is Side.SYSTEM or step.kind is StepKind.EVENT
    said = {
        "system": step.system or "",
        "automation": "" if step.automation is Automation.NONE else words.choice(step.automation),
        "minutes": ("" if nothing else "?")
        if step.minutes is None
        else decimal(step.minutes, words.language),
        "wait_days": decimal(step.wait_days, words.language) if step.wait_days else "",
        "share": f"{decimal(step.share, words.language)} %" if step.share < _ALL else "",
    }
    yield line(page.lanes[0].x, one.box.bottom + 4, page.width - _MARGIN, one.box.bottom + 4, stroke=LINE,
               stroke_width=0.5)  # fmt: skip
    for key, box in _columns(page).items():
        anchor, x = _edge(key, box)
        shown = [part for part in wrapped(said[key], box.width - 6, _SMALL, most=2) if part]
        first = y - (len(shown) - 1) * _SMALL * LEADING / 2 + 3.5
        yield lines(x, first, shown, size=_SMALL, anchor=anchor)


def _arrow(arrow: Arrow, words: Words) -> str:
    (x, y), rest = arrow.points[0], arrow.points[1:]
    steps: list[str | float] = ["M", x, y]
    for there in rest:
        steps += ["L", *there]
    end_x, end_y = arrow.points[-1]
    steps[-1] = end_y - 5
    drawn = path(*steps, stroke=INK, stroke_width=1.1)
    head = polygon([(end_x - 3.5, end_y - 6), (end_x + 3.5, end_y - 6), (end_x, end_y - 0.5)], fill=INK)
    return group(drawn, head, *_waiting(arrow, words))


def _waiting(arrow: Arrow, words: Words) -> Iterator[str]:
    """A clock on the way, with the days."""
    if not arrow.days:
        return
    x, y = arrow.points[-1][0], arrow.points[-1][1] - 13
    yield circle(x, y, 6, fill=PAPER, stroke=INK)
    yield path("M", x, y - 4, "L", x, y, "L", x + 3, y + 1.5, stroke=INK)
    yield text(x + 10, y + 3.5, _days(arrow.days, words), size=_SMALL, colour=QUIET)


def _days(days: float, words: Words) -> str:
    return words.count("swimlane.days", 1 if days == 1 else 2, days=decimal(days, words.language))


def _ends(page: SwimlanePage) -> Iterator[str]:
    """Where the case begins and where it is over."""
    if not page.placed:
        return
    first, last = page.placed[0].box, page.placed[-1].box
    start = _MARGIN + _HEAD + _LANE_HEAD + 13.0
    yield circle(first.centre, start, 5.5, fill=PAPER, stroke=INK)
    yield path("M", first.centre, start + 5.5, "L", first.centre, first.y, stroke=INK, stroke_width=1.1)
    yield path(
        "M", last.centre, last.bottom, "L", last.centre, page.bottom - 15, stroke=INK, stroke_width=1.1
    )
    yield circle(last.centre, page.bottom - 10, 5, fill=PAPER, stroke=INK, stroke_width=3)


def _legend(page: SwimlanePage, words: Words) -> Iterator[str]:
    x, y = float(_MARGIN), page.bottom + 22
    said = words.find("swimlane.legend")
    plain = {"fill": PAPER, "stroke": INK}
    drawn = {
        "task": rect(Box(0, -7, 22, 13), rx=3, **plain),
        "decision": _shape(StepKind.DECISION, Box(0, -7, 26, 13), plain),
        "event": rect(Box(0, -7, 22, 13), rx=6.5, **plain),
        "some": rect(Box(0, -7, 22, 13), rx=3, stroke_dasharray="5 3", **plain),
        "full": rect(Box(0, -7, 22, 13), rx=3, fill=FACE, stroke=INK, stroke_width=1.8),
        "wait": circle(11, -0.5, 6, **plain) + path("M", 11, -4.5, "L", 11, -0.5, "L", 14, 1, stroke=INK),
    }
    each = (page.width - 2 * _MARGIN) / len(drawn)
    for key, picture in drawn.items():
        label = clipped(said[key], each - 40, _SMALL)
        yield group(
            picture, text(32, 3, label, size=_SMALL, colour=QUIET), transform=f"translate({x:.1f} {y:.1f})"
        )
        x += each
