"""Progress over time as three lines: agreed (dashed), done (dark) and forecast (light), with today between them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from tpn.charts import palette, svg
from tpn.charts.svg import Box
from tpn.texts import Words, day
from tpn.texts.formats import MONTHS
from tpn.views.report_facts import CoursePoint, ScopeMark

WIDTH, HEIGHT, _SIZE = 700.0, 190.0, 10.6
_PLOT = Box(34, 10, 560, 140)
_FORECAST = "#6391BC"
_BETWEEN = 34.0


def drawable(course: Sequence[CoursePoint]) -> bool:
    """Whether there is a course to draw."""
    return len(course) > 2  # noqa: PLR2004 - two points are a line, and no course


def told(course: Sequence[CoursePoint], scope: Sequence[ScopeMark], words: Words) -> str:
    """Where the lines are today and in the end, and when the scope became another."""
    now = [one for one in course if one.done is not None][-1:]
    said = [words("progress_line.now", day=day(one.day), done=one.done, planned=one.planned) for one in now]
    last = course[-1]
    came = [
        words("progress_line.came", day=day(one.day), n=one.more, names=one.came) for one in scope if one.came
    ]
    left = [
        words(
            f"progress_line.{'left' if one.names else 'fewer'}",
            day=day(one.day),
            n=one.fewer,
            names=one.names,
        )
        for one in scope
        if one.fewer or one.names
    ]
    return " ".join((*said, words("progress_line.end", day=day(last.day), total=last.planned), *came, *left))


def picture(course: Sequence[CoursePoint], scope: Sequence[ScopeMark], words: Words) -> str:
    """The lines as SVG, 700 units wide."""
    first, last = course[0].day, course[-1].day
    most = max(max(one.planned, one.done or 0, one.expected or 0) for one in course) or 1

    def x(when: date) -> float:
        return _PLOT.x + _PLOT.width * (when - first).days / ((last - first).days or 1)

    def y(value: float) -> float:
        return _PLOT.bottom - _PLOT.height * value / most

    lines = (
        ("planned", [(x(p.day), y(p.planned)) for p in course], {"stroke": palette.QUIET, "stroke_dasharray": "5 4"}),
        ("expected", [(x(p.day), y(p.expected)) for p in course if p.expected is not None], {"stroke": _FORECAST}),
        ("done", [(x(p.day), y(p.done)) for p in course if p.done is not None], {"stroke": palette.ACCENT}),
    )  # fmt: skip
    drawn = [
        _line(points, **{"stroke_width": 3 if name == "done" else 2, **dress})
        for name, points, dress in lines
    ]
    return svg.document(
        WIDTH, HEIGHT, *_axis(course, most, x, y, words), *_marks(scope, (first, last), x, words), *drawn,
        *_legend(words, lines), title=words("progress_line.title"), description=told(course, scope, words),
        language=words.language, name="course",
    )  # fmt: skip


def _marks(
    scope: Sequence[ScopeMark], ends: tuple[date, date], x: Callable[[date], float], words: Words
) -> Iterator[str]:
    """A dotted line where something came or left, with how many activities did; it stands over the axis."""
    for one in scope:
        if ends[0] <= one.day <= ends[1]:
            yield svg.line(x(one.day), _PLOT.y, x(one.day), _PLOT.bottom, stroke=palette.QUIET, stroke_width=1.2,
                           stroke_dasharray="2 3")  # fmt: skip
            said = [words("progress_line.more", n=one.more)] if one.came else []
            said += [words("progress_line.mark", n=one.fewer)] if one.fewer or one.names else []
            yield svg.text(x(one.day) + 4, _PLOT.y + 9, " ".join(said), size=_SIZE, colour=palette.QUIET)


def _line(points: Sequence[tuple[float, float]], **dress: object) -> str:
    steps: list[str | float] = []
    for number, (x, y) in enumerate(points):
        steps += ["M" if number == 0 else "L", x, y]
    return svg.path(*steps, **dress) if len(points) > 1 else ""


def _axis(
    course: Sequence[CoursePoint],
    most: int,
    x: Callable[[date], float],
    y: Callable[[float], float],
    words: Words,
) -> Iterator[str]:
    for share in (0, 0.25, 0.5, 0.75, 1):
        value = round(most * share)
        yield svg.line(_PLOT.x, y(value), _PLOT.right, y(value), stroke=palette.LINE, stroke_width=0.7)
        yield svg.text(_PLOT.x - 6, y(value) + 4, value, size=_SIZE, anchor="end", colour=palette.QUIET)
    taken = float("-inf")
    for point in course:
        if x(point.day) - taken >= _BETWEEN:
            taken = x(point.day)
            name = MONTHS[words.language][point.day.month - 1][:3]
            said = f"{name} {point.day:%y}" if point.day.month == 1 or point is course[0] else name
            yield svg.text(taken, _PLOT.bottom + 16, said, size=_SIZE, anchor="middle", colour=palette.QUIET)
    seen = [point.day for point in course if point.done is not None]
    if seen and seen[-1] != course[-1].day:
        yield svg.line(x(seen[-1]), _PLOT.y, x(seen[-1]), _PLOT.bottom, stroke="#B3261E", stroke_width=1.2)
        yield svg.text(x(seen[-1]), _PLOT.bottom + 30, words("gantt.today", day=seen[-1]), size=_SIZE, anchor="middle",
                       colour="#8A1C1C")  # fmt: skip


def _legend(
    words: Words, lines: Sequence[tuple[str, list[tuple[float, float]], Mapping[str, str]]]
) -> Iterator[str]:
    """The names at the right, over one another, each with its line."""
    left, y = _PLOT.right + 14, _PLOT.y + 12
    for name, _, dress in lines:
        yield svg.line(left, y - 4, left + 20, y - 4, **{"stroke_width": 3 if name == "done" else 2, **dress})
        yield svg.text(left + 26, y, words(f"progress_line.{name}"), size=_SIZE)
        y += 18
