"""The nyttekart as a picture: components, changes, benefits and goals in four columns, and who gains.

Kinds are told by the heading of their column and by their shape, never by colour alone. All text is wrapped and
measured before anything is placed, so that nothing overlaps however much is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tpn.charts import palette, svg
from tpn.charts.layered import Layers, Links, ordered, placed
from tpn.charts.palette import Tone
from tpn.charts.svg import LEADING, Box
from tpn.model.choices import Light
from tpn.texts import Words, day, decimal
from tpn.views.benefits_map import BenefitsMap, MapColumn, MapNode

MARGIN = 28.0
_WIDTHS = (1200.0, 1280.0, 1360.0, 1440.0, 1520.0, 1600.0, 1680.0, 1760.0, 1840.0, 1920.0, 2000.0)
"""The narrowest of these that makes the picture a landscape sheet; the last if none does."""
_LANDSCAPE = 1.38
_BETWEEN = 104.0
_SHARES: Mapping[MapColumn, float] = {
    MapColumn.COMPONENT: 0.2, MapColumn.CHANGE: 0.26, MapColumn.BENEFIT: 0.31, MapColumn.GOAL: 0.23,
}  # fmt: skip
_POINT = 14.0
_GAP = 9.0
_PAD = 8.0
_SMALL, _TITLE = 11.0, 13.0
_HEAD, _COLUMN_HEAD = 60.0, 32.0
_LEAST_TITLE = 11
_LEGEND = 36.0
_PORT = 9.0
_BREAK = 2.0
_WARNING = palette.LIGHTS[Light.YELLOW]
_DASHED: Mapping[str, object] = {"stroke": _WARNING.ink, "stroke_width": 1.8, "stroke_dasharray": "5 3"}
_TONES: Mapping[MapColumn, Tone] = dict(zip(MapColumn, palette.SERIES, strict=False))


class TextBlock(NamedTuple):
    """Lines of text in one dress, and the room that they take."""

    box: Box
    lines: tuple[str, ...]
    size: float
    bold: bool
    colour: str


class PlacedNode(NamedTuple):
    """A node where it stands, with its text."""

    node: MapNode
    box: Box
    texts: tuple[TextBlock, ...]


class MapFrame(NamedTuple):
    """The sheet across: four columns of boxes with room between them for the lines."""

    width: float

    def across(self, column: MapColumn) -> tuple[float, float]:
        """Where a column begins, and how wide its boxes are: those that say most are the widest."""
        room = self.width - 2 * MARGIN - (len(MapColumn) - 1) * _BETWEEN
        widths = [room * share for share in _SHARES.values()]
        at = list(MapColumn).index(column)
        return MARGIN + sum(widths[:at]) + at * _BETWEEN, widths[at]


class Drawn(NamedTuple):
    """The laid-out map: what is drawn where, before it is SVG."""

    frame: MapFrame
    height: float
    nodes: tuple[PlacedNode, ...]
    headings: tuple[TextBlock, ...]


def laid_out(view: BenefitsMap, words: Words) -> Drawn:
    """The map measured and placed, wide enough to be a landscape sheet."""
    links = [(link.source, link.target) for link in view.links]
    layers = ordered([[node.id for node in view.of(column)] for column in MapColumn], links)
    for width in _WIDTHS:
        drawn = _at_width(view, words, layers, links, MapFrame(width))
        if drawn.height * _LANDSCAPE <= width:
            break
    return drawn


def _at_width(view: BenefitsMap, words: Words, layers: Layers, links: Links, frame: MapFrame) -> Drawn:
    texts = {node.id: tuple(_texts(node, words, frame)) for node in view.nodes}
    heights = {name: said[-1].box.bottom + _PAD for name, said in texts.items()}
    tops = placed(layers, heights, links, _GAP)
    nodes = {node.id: node for node in view.nodes}
    top = MARGIN + _HEAD + _COLUMN_HEAD
    standing = []
    for column, layer in zip(MapColumn, layers, strict=True):
        left, width = frame.across(column)
        for name in layer:
            box = Box(left, top + tops[name], width, heights[name])
            standing.append(PlacedNode(nodes[name], box, tuple(_moved(one, box) for one in texts[name])))
    bottom = max((one.box.bottom for one in standing), default=top)
    headings = tuple(_heading(column, words, frame) for column in MapColumn)
    return Drawn(frame, bottom + _LEGEND + MARGIN, tuple(standing), headings)


def _moved(said: TextBlock, box: Box) -> TextBlock:
    return said._replace(box=said.box._replace(x=box.x + said.box.x, y=box.y + said.box.y))


def _heading(column: MapColumn, words: Words, frame: MapFrame) -> TextBlock:
    left, width = frame.across(column)
    text = svg.clipped(words(f"map.columns.{column}"), width, 15, bold=True)
    box = Box(left, MARGIN + _HEAD, width, 15 * LEADING)
    return TextBlock(box, (text,), 15, bold=True, colour=_TONES[column].ink)


def _texts(node: MapNode, words: Words, frame: MapFrame) -> Iterator[TextBlock]:
    """What a box says: its number and kind, its title, who gains, what it lacks – one under the other from 0, 0."""
    width = frame.across(node.column)[1] - 2 * _PAD - (_POINT if node.column is MapColumn.GOAL else 0)
    tone = _TONES[node.column]
    pieces = [(_about(node, words), _SMALL, False, palette.QUIET), (node.title, _TITLE, True, tone.ink)]
    if node.gains:
        pieces.append((words("map.gains", who=node.gains), _SMALL, False, palette.INK))
    lacking = [words(f"map.lacking.{node.column}_{one}") for one in node.lacking]
    pieces += [(text, _SMALL, True, _WARNING.ink) for text in lacking]
    y = _PAD
    for text, size, bold, colour in pieces:
        lines = tuple(svg.wrapped(text, width, size, bold=bold))
        height = len(lines) * size * LEADING
        yield TextBlock(Box(_PAD, y, width, height), lines, size, bold, colour)
        y += height + _BREAK


def _about(node: MapNode, words: Words) -> str:
    parts = [node.id]
    if node.about is not None:
        parts.append(words.choice(node.about))
    if node.service:
        parts.append(node.service)
    elif node.column is MapColumn.CHANGE:
        parts.append(words("map.common"))
    if node.only_baseline:
        parts.append(words("map.only_baseline"))
    elif node.percent is not None:
        parts.append(words("map.attained", percent=decimal(node.percent, words.language)))
    return " · ".join(parts)


# ---------------------------------------------------------------- drawing


def picture(view: BenefitsMap, words: Words, *, titled: bool = True) -> str:
    """The map as SVG; without its title where a document has said it."""
    drawn = laid_out(view, words)
    above = 0.0 if titled else _HEAD
    where = {one.node.id: one for one in drawn.nodes}
    body = [
        _title(view, words, drawn.frame.width) if titled else "",
        *(_said(one) for one in drawn.headings),
        *_verbs(words, drawn.frame),
        *_lines(view, where),
        *(_node(one) for one in drawn.nodes),
        _legend(drawn, words, unlinked=bool(view.unlinked)),
    ]
    return svg.document(
        drawn.frame.width,
        drawn.height - above,
        *([svg.group(*body, transform=f"translate(0 {-above:g})")] if above else body),
        title=words("map.title", name=view.service or view.name),
        description=" ".join(told(view, words)),
        language=words.language,
        name="nyttekart",
    )


def told(view: BenefitsMap, words: Words) -> Iterator[str]:
    """The map in sentences: each benefit with what leads to it, whom it is for, where it leads; then what lacks."""
    for node in view.of(MapColumn.BENEFIT):
        changes = view.before(node)
        parts = dict.fromkeys(part.title for change in changes for part in view.before(change))
        yield words(
            "map.told", title=node.title, who=node.gains or words("map.nobody"),
            changes=[change.title for change in changes] or words("map.nothing"),
            parts=list(parts) or words("map.nothing"),
            goals=[goal.title for goal in view.after(node)] or words("map.nothing"),
        )  # fmt: skip
    for node in view.unlinked:
        lacks = [words(f"map.lacking.{node.column}_{one}") for one in node.lacking]
        yield words("map.told_unlinked", id=node.id, title=node.title, lacks=lacks)


def _title(view: BenefitsMap, words: Words, width: float) -> str:
    when = day(view.as_of)
    room = width - 2 * MARGIN - svg.width_of(when, 12) - 20
    said = words("map.title", name=view.service or view.name)
    size = next(
        (one for one in range(22, _LEAST_TITLE, -1) if svg.width_of(said, one, bold=True) <= room),
        _LEAST_TITLE,
    )
    title = svg.clipped(said, room, size, bold=True)
    sub = svg.clipped(words("map.subtitle"), room, 12)
    return (
        svg.text(MARGIN, MARGIN + 20, title, size=size, bold=True, colour=palette.ACCENT)
        + svg.text(MARGIN, MARGIN + 40, sub, colour=palette.QUIET)
        + svg.text(width - MARGIN, MARGIN + 18, when, anchor="end", colour=palette.QUIET)
    )


def _said(one: TextBlock) -> str:
    return svg.lines(
        one.box.x, one.box.y + one.size, one.lines, size=one.size, bold=one.bold, colour=one.colour
    )


def _verbs(words: Words, frame: MapFrame) -> Iterator[str]:
    """Between the headings, what one column does to the next: an arrow with a word over it."""
    y = MARGIN + _HEAD + 13
    columns = [frame.across(column) for column in MapColumn]
    for (left, width), (next_left, _), verb in zip(
        columns, columns[1:], ("enables", "gives", "serves"), strict=False
    ):
        start, end = left + width + 6, next_left - 10
        said = svg.clipped(words(f"map.{verb}"), end - start, 10.5)
        yield svg.text((start + end) / 2, y - 5, said, size=10.5, anchor="middle", colour=palette.QUIET)
        yield svg.line(start, y, end - 4, y, stroke=palette.DONE, stroke_width=1.2)
        yield _arrow(end, y, palette.DONE)


def _arrow(x: float, y: float, colour: str) -> str:
    return svg.polygon([(x, y), (x - 7, y - 3.5), (x - 7, y + 3.5)], fill=colour)


def _lines(view: BenefitsMap, where: Mapping[str, PlacedNode]) -> Iterator[str]:
    """The links as curves with a pale edge, so that crossings can be followed."""
    leaving = _ports([(link.source, link.target) for link in view.links], where)
    coming = _ports([(link.target, link.source) for link in view.links], where)
    for link in view.links:
        here, there = where[link.source], where[link.target]
        tone = _TONES[here.node.column]
        x1, y1 = here.box.right, leaving[link.source, link.target]
        x2, y2 = there.box.x - 2, coming[link.target, link.source]
        bend = (x2 - x1) * 0.5
        curve = ("M", x1, y1, "C", x1 + bend, y1, x2 - bend, y2, x2 - 5, y2)
        yield svg.group(
            svg.path(*curve, stroke=palette.PAPER, stroke_width=4.5),
            svg.path(*curve, stroke=tone.ink, stroke_width=1.4, stroke_opacity=0.75),
            _arrow(x2, y2, tone.ink),
            title=f"{here.node.title} → {there.node.title}",
        )


def _ports(ends: Sequence[tuple[str, str]], where: Mapping[str, PlacedNode]) -> dict[tuple[str, str], float]:
    """Where on the side of a box each of its lines begins: a little apart, in the order of where they lead."""
    far: dict[str, list[str]] = {}
    for own, other in ends:
        far.setdefault(own, []).append(other)
    found = {}
    for own, others in far.items():
        box = where[own].box
        apart = min(_PORT, (box.height - 2 * _PAD) / len(others))
        for at, other in enumerate(sorted(others, key=lambda name: where[name].box.middle)):
            found[own, other] = box.middle + (at - (len(others) - 1) / 2) * apart
    return found


def _node(one: PlacedNode) -> str:
    tone = _TONES[one.node.column]
    edge: Mapping[str, object] = {"stroke": tone.ink, "stroke_width": 1.2}
    if one.node.lacking:
        edge = _DASHED
    return svg.group(
        _shape(one.node.column, one.box, fill=tone.face, **edge),
        *(_said(text) for text in one.texts),
        id=None,
    )


def _shape(column: MapColumn, box: Box, **dress: object) -> str:
    """A component has square corners and a bar, a change round ones, a benefit cut ones, a goal points onwards."""
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    if column is MapColumn.COMPONENT:
        bar = svg.rect(Box(x, y, 4, box.height), fill=_TONES[column].ink)
        return svg.rect(box, **dress) + bar
    if column is MapColumn.CHANGE:
        return svg.rect(box, rx=min(12, box.height / 2.5), **dress)
    if column is MapColumn.BENEFIT:
        cut = min(9, box.height / 3)
        return svg.polygon(
            [(x + cut, y), (right - cut, y), (right, y + cut), (right, bottom - cut), (right - cut, bottom),
             (x + cut, bottom), (x, bottom - cut), (x, y + cut)], **dress,
        )  # fmt: skip
    point = min(_POINT, box.height / 2)
    return svg.polygon(
        [(x, y), (right - point, y), (right, box.middle), (right - point, bottom), (x, bottom)], **dress
    )


def _legend(drawn: Drawn, words: Words, *, unlinked: bool) -> str:
    """The shapes with their words; the dashed edge only where there is one."""
    y = drawn.height - MARGIN - 14
    x = MARGIN
    parts = [svg.line(MARGIN, y - 12, drawn.frame.width - MARGIN, y - 12, stroke=palette.LINE)]
    for column in MapColumn:
        tone = _TONES[column]
        said = words(f"map.legend.{column}")
        parts.append(_shape(column, Box(x, y, 26, 14), fill=tone.face, stroke=tone.ink, stroke_width=1))
        parts.append(svg.text(x + 33, y + 11, said, size=11))
        x += 33 + svg.width_of(said, 11) * 1.04 + 24
    if unlinked:
        parts.append(
            svg.rect(
                Box(x, y, 26, 14),
                fill=palette.PAPER,
                stroke=_WARNING.ink,
                stroke_width=1.8,
                stroke_dasharray="5 3",
            )
        )
        parts.append(svg.text(x + 33, y + 11, words("map.legend.unlinked"), size=11))
    return svg.group(*parts)
