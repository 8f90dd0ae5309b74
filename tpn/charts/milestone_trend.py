"""How milestones have moved: a line for each from what was agreed, by each report, to the forecast of today."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tpn.charts import palette, svg
from tpn.plan.baseline import FINISH
from tpn.texts import Words, day, short_day
from tpn.texts.formats import MONTHS
from tpn.views.report_facts import TrendFacts

WIDTH, _SIZE, _LEFT, _RIGHT, _TOP, _ROW, _LABELS = 700.0, 10.6, 62.0, 372.0, 12.0, 26.0, 398.0
_MOST = 16
_LEAST_DAYS = 3
_LATE, _LATE_INK = "#B3261E", "#8A1C1C"
_Height = Callable[[date], float]


class _Course(NamedTuple):
    """One milestone: its name, agreed and foreseen dates by the day they were said, and whether it is late."""

    name: str
    agreed: tuple[tuple[date, date], ...]
    seen: tuple[tuple[date, date], ...]
    late: bool

    @property
    def points(self) -> tuple[tuple[date, date], ...]:
        """All, in the order they were said."""
        return tuple(sorted((*self.agreed, *self.seen)))


def drawable(trend: Sequence[TrendFacts], today: date) -> bool:
    """Whether there are three days on which something was said: two are a line, and no trend."""
    some = [one for one in trend if one.agreed and one.forecast]
    return len(_days(some, today)) >= _LEAST_DAYS


def _days(trend: Sequence[TrendFacts], today: date) -> list[date]:
    said = {one.day for line in trend for one in (*line.agreed, *line.foreseen)}
    return sorted({*said, *([today] if trend else ())})


def _courses(trend: Sequence[TrendFacts], today: date, words: Words) -> list[_Course]:
    """The milestones to draw, those that end first on top: all where there are few, else those that have moved."""
    trend = [one for one in trend if one.agreed and one.forecast]
    moved = [one for one in trend if len({p.to for p in (*one.agreed, *one.foreseen)} | {one.forecast}) > 1]
    chosen = trend if len(trend) <= _MOST else (moved or trend)[:_MOST]
    made = []
    for one in chosen:
        assert one.forecast is not None  # noqa: S101 - chosen so
        seen = (*((p.day, p.to) for p in one.foreseen), (today, one.forecast))
        name = words("report.trend.finish") if one.key == FINISH else one.title
        made.append(
            _Course(
                name, tuple((p.day, p.to) for p in one.agreed), tuple(seen), one.forecast > one.agreed[-1].to
            )
        )
    return sorted(made, key=lambda one: one.points[-1][1])


def told(trend: Sequence[TrendFacts], today: date, words: Words) -> str:
    """Each milestone in a sentence: first agreed, and now."""
    return " ".join(
        words("milestone_trend.told", title=one.name, agreed=day(one.agreed[0][1]), forecast=day(one.seen[-1][1]))
        for one in _courses(trend, today, words)
    )  # fmt: skip


def picture(trend: Sequence[TrendFacts], today: date, words: Words) -> str:
    """The lines as SVG, 700 units wide."""
    courses, days = _courses(trend, today, words), _days(trend, today)
    ends = [to for one in courses for _, to in one.points]
    first, last = min(ends).replace(day=1), max(ends)
    height = max(150.0, _ROW * len(courses))
    bottom = _TOP + height

    def y(when: date) -> float:
        return _TOP + 6 + (height - 12) * (when - first).days / ((last - first).days or 1)

    across = {one: _LEFT + 24 + (_RIGHT - _LEFT - 48) * n / (len(days) - 1) for n, one in enumerate(days)}
    body = [*_months(first, last, y), *_reports(across, bottom, today)]
    labels = _placed([y(one.points[-1][1]) for one in courses], bottom)
    for one, at in zip(courses, labels, strict=True):
        body += _line(one, across, y)
        body += _label(one, y(one.points[-1][1]), at)
    body.append(svg.text(_LEFT, bottom + 44, _legend(courses, words), size=_SIZE, colour=palette.QUIET))
    names = _month_names(first, last, y, words)
    return svg.document(
        WIDTH, bottom + 54, *names, *body, title=words("milestone_trend.title"),
        description=told(trend, today, words), language=words.language, name="trend",
    )  # fmt: skip


def _legend(courses: Sequence[_Course], words: Words) -> str:
    """What the signs mean, those that are to be seen: a forecast of the same day covers what was agreed."""
    seen = {
        "agreed": any(one not in course.seen for course in courses for one in course.agreed),
        "foreseen": True,
        "late": any(course.late for course in courses),
    }
    return " ".join(words(f"milestone_trend.legend.{name}") for name, there in seen.items() if there)


def _firsts(first: date, last: date) -> Iterator[date]:
    when = first
    while when <= last:
        yield when
        when = date(when.year + when.month // 12, when.month % 12 + 1, 1)


def _months(first: date, last: date, y: _Height) -> Iterator[str]:
    for one in _firsts(first, last):
        yield svg.line(_LEFT, y(one), _RIGHT, y(one), stroke=palette.LINE, stroke_width=0.7)


def _month_names(first: date, last: date, y: _Height, words: Words) -> Iterator[str]:
    """The name of a month where it begins, as far as there is room."""
    taken = float("-inf")
    for one in _firsts(first, last):
        if y(one) - taken >= _SIZE * 1.2:
            taken = y(one)
            name = MONTHS[words.language][one.month - 1][:3]
            said = f"{name} {one.year}" if one.month == 1 or one == first else name
            yield svg.text(_LEFT - 6, taken + 4, said, size=_SIZE, anchor="end", colour=palette.QUIET)


def _reports(across: Mapping[date, float], bottom: float, today: date) -> Iterator[str]:
    """A dotted line for each day on which something was agreed or reported, and its date as far as there is room."""
    taken = float("-inf")
    for one, x in across.items():
        yield svg.line(x, _TOP, x, bottom, stroke=palette.LINE, stroke_width=1, stroke_dasharray="2 3")
        if x - taken >= 44 or one == today:  # noqa: PLR2004 - a date and its air
            taken = x
            yield svg.text(
                x, bottom + 16, short_day(one, today), size=_SIZE, anchor="middle", bold=one == today
            )


def _line(one: _Course, across: Mapping[date, float], y: _Height) -> Iterator[str]:
    colour = _LATE if one.late else palette.ACCENT
    steps: list[str | float] = []
    for n, (said, to) in enumerate(one.points):
        steps += ["M" if n == 0 else "L", across[said], y(to)]
    yield svg.path(*steps, stroke=colour, stroke_width=2.4 if one.late else 1.6)
    for said, to in one.agreed:
        yield _diamond(across[said], y(to), fill=palette.PAPER, stroke=palette.INK)
    for said, to in one.seen:
        yield _diamond(across[said], y(to), fill=palette.INK)


def _diamond(x: float, y: float, **dress: object) -> str:
    return svg.polygon([(x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y)], **dress)


def _placed(wanted: Sequence[float], bottom: float) -> list[float]:
    """Where the names stand: beside their line, a row apart, none below the picture."""
    made: list[float] = []
    for at in wanted:
        made.append(max(at, made[-1] + _ROW if made else at))
    for n in reversed(range(len(made))):
        lowest = bottom - 6 if n == len(made) - 1 else made[n + 1] - _ROW
        made[n] = min(made[n], lowest)
    return made


def _label(one: _Course, at: float, beside: float) -> Iterator[str]:
    yield svg.path(
        "M", _RIGHT - 18, at, "L", _RIGHT, at, "L", _LABELS - 5, beside, stroke=palette.LINE, stroke_width=1
    )
    room = WIDTH - _LABELS - 2
    name = svg.wrapped(one.name, room, _SIZE)
    top = beside + 4 - (len(name) - 1) * _SIZE * svg.LEADING / 2
    yield svg.lines(_LABELS, top, name, size=_SIZE, bold=one.late, colour=_LATE_INK if one.late else None)
