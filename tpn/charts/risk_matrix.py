"""Threats before and after measures in a five by five grid, with an arrow between: from the facts of a report.

Before is a dashed ring, after a filled one; the numbers in them are those of the risks. The heavy line is the
project's limit, so that the picture says the same in grey.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import hypot
from typing import NamedTuple

from tpn.charts import palette, svg
from tpn.charts.svg import Box
from tpn.texts import Words
from tpn.views.risk_facts import RiskFacts

_LEFT, _SIZE, _MEDIUM = 44.0, 10.6, 4
_FACES = {"low": "#EAF6EA", "medium": "#FFDD7A", "high": "#F2B8B5"}
_SCALE = range(1, 6)


class MatrixRoom(NamedTuple):
    """How wide the matrix is, its rings, the least height of a field, and whether a field has its score."""

    width: float
    radius: float
    apart: float
    least: float
    scores: bool

    @property
    def field(self) -> float:
        """How wide a field is."""
        return (self.width - _LEFT - 8) / 5

    @property
    def across(self) -> int:
        """How many rings stand side by side in a field."""
        return int((self.field - 6) // self.apart)


ALONE = MatrixRoom(700.0, 11.0, 27.0, 28.0, scores=True)
"""As wide as a page."""
BESIDE = MatrixRoom(300.0, 9.5, 20.5, 37.0, scores=False)
"""Beside the list of the risks."""


class RiskRing(NamedTuple):
    """A ring: of which risk, where, and whether it is after measures."""

    risk: RiskFacts
    x: float
    y: float
    after: bool


def drawable(risks: Sequence[RiskFacts]) -> bool:
    """Whether any risk has a place."""
    return any(_places(one) for one in risks)


def told(risks: Sequence[RiskFacts], limit: int, words: Words) -> str:
    """Each risk in a sentence, and the limit."""
    said = [words("risk_matrix.told", id=one.id, title=one.title, before=one.before or "–", after=one.after or "–")
            for one in risks if _places(one)]  # fmt: skip
    return " ".join((words("risk_matrix.limit_is", limit=limit), *said))


def _places(one: RiskFacts) -> list[tuple[bool, int, int]]:
    """After measures or not, probability, consequence; one place where the measures change nothing."""
    found = []
    before = (one.probability, one.consequence)
    after = (one.probability_after, one.consequence_after)
    if before[0] and before[1] and before != after:
        found.append((False, before[0], before[1]))
    now = after if after[0] and after[1] else None
    if now and now[0] and now[1]:
        found.append((True, now[0], now[1]))
    return found


def picture(risks: Sequence[RiskFacts], limit: int, words: Words, room: MatrixRoom = ALONE) -> str:
    """The matrix as SVG, as wide as its room."""
    cells = _cells(risks, room)
    size = _SIZE
    bottom = cells[1, 1].bottom
    legend = bottom + 4.4 * size
    below = list(_legend(legend, limit, words, room))
    height = legend + (1.4 if room is ALONE else 5) * size
    rings = list(_rings(risks, cells, room))
    return svg.document(
        room.width, height, *_grid(cells, limit, words, room), *_arrows(rings, room),
        *(_ring(one, room) for one in rings), *below,
        title=words("risk_matrix.title"), description=told(risks, limit, words), language=words.language, name="risks",
    )  # fmt: skip


def _cells(risks: Sequence[RiskFacts], room: MatrixRoom) -> Mapping[tuple[int, int], Box]:
    """The fields by probability and consequence: a row is as high as its fullest field needs."""
    wide, above = room.field, 18 if room.scores else 8
    count: dict[tuple[int, int], int] = {}
    for one in risks:
        for _, probability, consequence in _places(one):
            count[probability, consequence] = count.get((probability, consequence), 0) + 1
    found, y = {}, 6.0
    for p in reversed(_SCALE):
        deep = max(-(-count.get((p, c), 0) // room.across) for c in _SCALE)
        high = max(room.least, above + deep * room.apart)
        for c in _SCALE:
            found[p, c] = Box(_LEFT + (c - 1) * wide, y, wide, high)
        y += high
    return found


def _rings(
    risks: Sequence[RiskFacts], cells: Mapping[tuple[int, int], Box], room: MatrixRoom
) -> Iterator[RiskRing]:
    """Before first, then after, row by row within a field."""
    stands: dict[tuple[int, int], list[tuple[RiskFacts, bool]]] = {}
    for later in (False, True):
        for one in risks:
            for after, p, c in _places(one):
                if after is later:
                    stands.setdefault((p, c), []).append((one, after))
    for place, some in stands.items():
        box = cells[place]
        across, lower = room.across, 4 if room.scores else 0
        for number, (one, after) in enumerate(some):
            row, column = divmod(number, across)
            in_row = min(across, len(some) - row * across)
            x = box.centre + (column - (in_row - 1) / 2) * room.apart
            deep = -(-len(some) // across)
            yield RiskRing(one, x, box.middle + lower + (row - (deep - 1) / 2) * room.apart, after)


def _grid(cells: Mapping[tuple[int, int], Box], limit: int, words: Words, room: MatrixRoom) -> Iterator[str]:
    for (p, c), box in cells.items():
        score = p * c
        kind = "high" if score > limit else "medium" if score > _MEDIUM else "low"
        yield svg.rect(box, fill=_FACES[kind], stroke=palette.PAPER, stroke_width=1.5)
        if room.scores:
            yield svg.text(box.right - 5, box.y + 12, score, size=9, anchor="end", colour=palette.INK)
    for p in _SCALE:
        yield svg.text(_LEFT - 10, cells[p, 1].middle + 4, p, size=_SIZE, anchor="middle")
    low = cells[1, 1].bottom
    for c in _SCALE:
        yield svg.text(cells[1, c].centre, low + 1.3 * _SIZE, c, size=_SIZE, anchor="middle")
    yield svg.text((_LEFT + room.width) / 2, low + 2.6 * _SIZE, words("risk_matrix.consequence"), size=_SIZE, bold=True,
                   anchor="middle")  # fmt: skip
    middle = (cells[5, 1].y + low) / 2
    yield svg.text(14, middle, words("risk_matrix.probability"), size=_SIZE, bold=True, anchor="middle",
                   transform=f"rotate(-90 14 {svg.number(middle)})")  # fmt: skip
    for (p, c), box in cells.items():
        if p * c <= limit:
            continue
        if c == 1 or p * (c - 1) <= limit:
            yield svg.line(box.x, box.y, box.x, box.bottom, stroke=palette.INK, stroke_width=2.4)
        if p == 1 or (p - 1) * c <= limit:
            yield svg.line(box.x, box.bottom, box.right, box.bottom, stroke=palette.INK, stroke_width=2.4)


def _arrows(rings: Sequence[RiskRing], room: MatrixRoom) -> Iterator[str]:
    before = {one.risk.id: one for one in rings if not one.after}
    for there in rings:
        here = before.get(there.risk.id)
        if not there.after or here is None:
            continue
        far = hypot(there.x - here.x, there.y - here.y) or 1.0
        dx, dy = (there.x - here.x) / far, (there.y - here.y) / far
        x, y = there.x - dx * (room.radius + 1), there.y - dy * (room.radius + 1)
        start = (here.x + dx * room.radius, here.y + dy * room.radius)
        yield svg.line(*start, x - dx * 5, y - dy * 5, stroke=palette.QUIET, stroke_width=1.1)
        back_x, back_y = x - dx * 7, y - dy * 7
        points = [(x, y), (back_x - dy * 3.5, back_y + dx * 3.5), (back_x + dy * 3.5, back_y - dx * 3.5)]
        yield svg.polygon(points, fill=palette.QUIET)


def _ring(one: RiskRing, room: MatrixRoom) -> str:
    number = one.risk.id.rpartition("-")[2][:4]
    size = room.radius * (0.9 if len(number) < 3 else 0.68)  # noqa: PLR2004 - two digits fill the ring
    if one.after:
        shape = svg.circle(one.x, one.y, room.radius, fill=palette.INK)
        colour = palette.PAPER
    else:
        shape = svg.circle(
            one.x, one.y, room.radius, fill=palette.PAPER, stroke=palette.INK, stroke_dasharray="3 2"
        )
        colour = palette.INK
    said = svg.text(one.x, one.y + size * 0.36, number, size=size, bold=True, anchor="middle", colour=colour)
    return svg.group(shape, said, title=f"{one.risk.id} {one.risk.title}")


def _legend(y: float, limit: int, words: Words, room: MatrixRoom) -> Iterator[str]:
    """What the signs mean: in one line, or in lines under one another where there is no room."""
    x = _LEFT
    for kind in ("before", "after", "limit"):
        said = words(f"risk_matrix.{kind}", limit=limit)
        if kind == "limit":
            yield svg.line(x, y, x + 18, y, stroke=palette.INK, stroke_width=2.4)
        else:
            dress: dict[str, object] = {"fill": palette.INK} if kind == "after" else {
                "fill": palette.PAPER, "stroke": palette.INK, "stroke_dasharray": "3 2"}  # fmt: skip
            yield svg.circle(x + 9, y, 7, **dress)
        yield svg.text(x + 24, y + 4, said, size=_SIZE)
        x += 24 + svg.width_of(said, _SIZE) * 1.04 + 22
        if kind == "after" and room is not ALONE:
            x, y = _LEFT, y + 1.8 * _SIZE
