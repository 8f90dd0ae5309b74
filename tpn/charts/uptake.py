"""Uptake after a launch: the digital share of each count as a line over time, and the goal as a dashed line."""

from collections.abc import Sequence
from typing import NamedTuple

from tpn.charts import palette, svg
from tpn.charts.svg import Box
from tpn.model.choices import Light
from tpn.texts import Words, day, decimal
from tpn.views.launch import ServicePage, Uptake

WIDTH, HEIGHT = 720.0, 250.0
_PLOT = Box(52, 44, 560, 168)
_SIZE = 11.0
_MARKS = (0, 25, 50, 75, 100)
_BETWEEN = 44.0  # between two dates on the axis, at least


class Dot(NamedTuple):
    """A count in the picture."""

    x: float
    y: float
    one: Uptake
    share: float


def counted(view: ServicePage) -> tuple[Uptake, ...]:
    """The counts that have a share."""
    return tuple(one for one in view.uptake if one.share is not None)


def picture(view: ServicePage, words: Words) -> str:
    """The curve of one service as SVG; one count is a dot."""
    dots = _dots(counted(view))
    name = view.ready.service.name
    told = "; ".join(f"{day(dot.one.figure.date)}: {_percent(dot.share, words)}" for dot in dots)
    goal = words("launch.uptake.goal", share=view.goal) if view.goal is not None else ""
    return svg.document(
        WIDTH, HEIGHT, _title(name, words), *_axis(words), _goal(view.goal, goal), _line(dots),
        *_labels(dots, view.goal, words),
        title=words("launch.uptake.title", service=name), description=f"{told}. {goal}".strip(),
        language=words.language, name="uptake",
    )  # fmt: skip


def _dots(some: Sequence[Uptake]) -> list[Dot]:
    """Where each count stands: by its date between the first and the last, by its share from the bottom."""
    first, last = some[0].figure.date, some[-1].figure.date
    days = max(1, (last - first).days)
    left, wide = _PLOT.x + 24, _PLOT.width - 48
    places = [left + wide * (one.figure.date - first).days / days for one in some]
    return [Dot(x, _y(one.share or 0), one, one.share or 0) for x, one in zip(places, some, strict=True)]


def _y(share: float) -> float:
    return _PLOT.bottom - _PLOT.height * min(100.0, share) / 100


def _percent(share: float, words: Words) -> str:
    return f"{decimal(share, words.language, 0)} %"


def _title(name: str, words: Words) -> str:
    return svg.text(
        16, 24, words("launch.uptake.title", service=name), size=14, bold=True, colour=palette.ACCENT
    )


def _axis(words: Words) -> list[str]:
    made = []
    for share in _MARKS:
        y = _y(share)
        made.append(svg.line(_PLOT.x, y, _PLOT.right, y, stroke=palette.LINE))
        made.append(
            svg.text(
                _PLOT.x - 8, y + 4, _percent(share, words), size=_SIZE, anchor="end", colour=palette.QUIET
            )
        )
    return made


def _goal(goal: float | None, said: str) -> str:
    if goal is None:
        return ""
    y = _y(goal)
    line = svg.line(
        _PLOT.x, y, _PLOT.right, y, stroke=palette.ACCENT, stroke_width=1.5, stroke_dasharray="6 4"
    )
    return line + svg.text(_PLOT.right + 8, y + 4, said, size=_SIZE, bold=True, colour=palette.ACCENT)


def _line(dots: Sequence[Dot]) -> str:
    steps: list[str | float] = []
    for number, dot in enumerate(dots):
        steps += ["M" if number == 0 else "L", dot.x, dot.y]
    return svg.path(*steps, stroke=palette.BAR, stroke_width=2.5)


def _labels(dots: Sequence[Dot], goal: float | None, words: Words) -> list[str]:
    """The dots with their share; dates below the axis, those left out that would touch the one before."""
    made, taken = [], float("-inf")
    for dot in dots:
        told = words("launch.uptake.told", date=dot.one.figure.date, cases=dot.one.figure.cases,
                     digital=dot.one.figure.digital)  # fmt: skip
        made.append(
            svg.group(
                svg.mark(palette.SYMBOLS[Light.GREEN], dot.x, dot.y, 9, fill=palette.ACCENT), title=told
            )
        )
        if dot.x - taken < _BETWEEN:
            continue
        taken = dot.x
        said = _percent(dot.share, words)
        made.append(svg.text(dot.x, _beside(dot, goal), said, size=_SIZE, bold=True, anchor="middle",
                             stroke=palette.PAPER, stroke_width=3, paint_order="stroke"))  # fmt: skip
        made.append(svg.text(dot.x, _PLOT.bottom + 20, day(dot.one.figure.date)[:6], size=_SIZE, anchor="middle",
                             colour=palette.QUIET))  # fmt: skip
    return made


def _beside(dot: Dot, goal: float | None) -> float:
    """The base line of a share: above its dot, or below where it would lie on the line of the goal."""
    above = dot.y - 10
    on_goal = goal is not None and abs(above - _SIZE / 3 - _y(goal)) < _SIZE
    return dot.y + 20 if on_goal else above
