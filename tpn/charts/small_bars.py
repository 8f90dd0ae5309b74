"""Pictures as high as a line of text, for the cells of a table: a share with a tick, and steps taken of all."""

from tpn.charts import palette, svg
from tpn.charts.svg import Box

HEIGHT, _WIDE, _STEP, _GAP = 10.0, 64.0, 7.0, 2.0


def share(percent: float, expected: float | None, *, told: str, name: str, language: str) -> str:
    """A bar filled to ``percent``, with a tick where it was expected to be; both 0–100."""
    room = _WIDE - 1

    def x(value: float) -> float:
        return 0.5 + room * min(max(value, 0), 100) / 100

    tick = (
        []
        if expected is None
        else [svg.line(x(expected), 0, x(expected), HEIGHT, stroke=palette.INK, stroke_width=1.6)]
    )
    return svg.document(
        _WIDE, HEIGHT, svg.rect(Box(0.5, 1.5, room, HEIGHT - 3), fill=palette.PAPER, stroke=palette.QUIET),
        svg.rect(Box(0.5, 3, x(percent) - 0.5, HEIGHT - 6), fill=palette.ACCENT), *tick,
        title=told, description="", language=language, name=name,
    )  # fmt: skip


def budget(
    granted: float, spent: float, forecast: float | None, most: float, *, told: str, name: str, language: str
) -> str:
    """A frame as long as the budget, filled to what is spent, a tick at the forecast; ``most`` is the whole width."""

    def x(value: float) -> float:
        return 0.5 + (_WIDE - 1.5) * min(max(value, 0), most) / most

    tick = [] if forecast is None else [
        svg.line(x(forecast), 0, x(forecast), HEIGHT, stroke=palette.LATE, stroke_width=1.6)]  # fmt: skip
    return svg.document(
        _WIDE, HEIGHT, svg.rect(Box(0.5, 1.5, x(granted) - 0.5, HEIGHT - 3), fill=palette.PAPER, stroke=palette.QUIET),
        svg.rect(Box(0.5, 3, x(spent) - 0.5, HEIGHT - 6), fill=palette.ACCENT), *tick,
        title=told, description="", language=language, name=name,
    )  # fmt: skip


def steps(done: int, of: int, *, told: str, name: str, language: str) -> str:
    """A square for each step, filled where it is taken."""
    squares = [
        svg.rect(Box(0.5 + n * (_STEP + _GAP), 1.5, _STEP, _STEP), stroke=palette.ACCENT if n < done else palette.QUIET,
                 fill=palette.ACCENT if n < done else palette.PAPER)
        for n in range(of)
    ]  # fmt: skip
    return svg.document(
        of * (_STEP + _GAP), HEIGHT, *squares, title=told, description="", language=language, name=name
    )
