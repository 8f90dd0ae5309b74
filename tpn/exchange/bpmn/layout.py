"""Where the elements of a BPMN graph stand, and the way of each flow: columns from left to right, lanes downwards.

A column holds one node alone, and between two columns there is room for an upright line. So nothing lies over anything
else, and no line goes through a shape. Documents hang below their step, under the line on which the nodes stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tpn.exchange.bpmn.graph import Element, Flow, FlowNode, Graph

Point = tuple[float, float]

_LEFT, _TOP = 160.0, 80.0
_HEADS = 60  # the headings of the pool and of the lanes
_GAP, _LANE, _DOCUMENT = 50, 130, 95
_OVER = 14
_ROUND = 4  # corners of a way round


class DiagramBox(NamedTuple):
    """A rectangle of the diagram."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.height / 2

    @property
    def centre(self) -> float:
        """Half-way across."""
        return self.x + self.width / 2

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Diagram:
    """The pool, the lanes, the nodes and their documents as boxes; the flows as lines of points."""

    pool: DiagramBox
    lanes: tuple[DiagramBox, ...]
    nodes: Mapping[str, DiagramBox]
    documents: Mapping[tuple[str, int], DiagramBox]
    flows: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, DiagramBox]


def size_of(element: Element) -> tuple[int, int]:
    """How large an element is drawn."""
    if element.is_task:
        return 110, 80
    return (50, 50) if element is Element.GATEWAY else (36, 36)


def diagram_of(graph: Graph) -> Diagram:
    """The whole diagram of a graph."""
    lines, lanes = _lanes(graph)
    nodes: dict[str, DiagramBox] = {}
    x = _LEFT + _HEADS + _GAP
    for node in graph.nodes:
        width, height = size_of(node.element)
        nodes[node.id] = DiagramBox(x, lines[node.lane] - height / 2, width, height)
        x += width + _GAP
    across = x - _LEFT
    whole = [DiagramBox(_LEFT + _HEADS / 2, top, across - _HEADS / 2, height) for top, height in lanes]
    pool = DiagramBox(_LEFT, _TOP, across, sum(height for _, height in lanes))
    at = {node.id: node for node in graph.nodes}
    meetings = {flow.target for flow in graph.flows if flow.past}
    flows = {flow.id: _way(flow, at, nodes, whole, meets=flow.source in meetings) for flow in graph.flows}
    labels = {flow.id: _label(flows[flow.id]) for flow in graph.flows if flow.share is not None}
    return Diagram(pool, tuple(whole), nodes, _documents(graph, nodes), flows, labels)


def _lanes(graph: Graph) -> tuple[list[float], list[tuple[float, float]]]:
    """The line that the nodes of each lane stand on, and each lane's top and height."""
    lines, lanes, top = [], [], _TOP
    for number in range(len(graph.actors)):
        papers = [len(node.step.documents) for node in graph.nodes if node.lane == number and node.step]
        height = _LANE + _DOCUMENT * max(papers, default=0)
        lines.append(top + _LANE / 2)
        lanes.append((top, float(height)))
        top += height
    return lines, lanes


def _documents(graph: Graph, nodes: Mapping[str, DiagramBox]) -> dict[tuple[str, int], DiagramBox]:
    found = {}
    for node in graph.nodes:
        for number in range(len(node.step.documents) if node.step else 0):
            box = nodes[node.id]
            found[node.id, number] = DiagramBox(
                box.centre - 18, box.middle + 40 + 20 + _DOCUMENT * number, 36, 50
            )
    return found


def _way(
    flow: Flow,
    at: Mapping[str, FlowNode],
    nodes: Mapping[str, DiagramBox],
    lanes: list[DiagramBox],
    *,
    meets: bool,
) -> tuple[Point, ...]:
    """The corners of a flow; where ways have met, they go on to the right: above and below is where they came from."""
    source, target = at[flow.source], at[flow.target]
    start, end = nodes[flow.source], nodes[flow.target]
    if flow.past:
        between = [node.lane for node in at.values() if source.id < node.id < target.id]
        if source.lane not in between:
            return (start.right, start.middle), (end.x, end.middle)
        over = lanes[source.lane].y + _OVER
        return (start.centre, start.y), (start.centre, over), (end.centre, over), (end.centre, end.y)
    if source.lane == target.lane:
        return (start.right, start.middle), (end.x, end.middle)
    down = end.middle > start.middle
    if source.element is Element.GATEWAY and not meets:
        return (
            (start.centre, start.bottom if down else start.y),
            (start.centre, end.middle),
            (end.x, end.middle),
        )
    if target.element is Element.GATEWAY:
        return (
            (start.right, start.middle),
            (end.centre, start.middle),
            (end.centre, end.y if down else end.bottom),
        )
    turn = end.x - _GAP / 2
    return (start.right, start.middle), (turn, start.middle), (turn, end.middle), (end.x, end.middle)


def _label(points: tuple[Point, ...]) -> DiagramBox:
    """Where the share of a flow stands: close to where the ways part, beside its line."""
    (x, y), (there, then) = points[:2]
    if y == then:
        return DiagramBox(x + 6, y - 18, 34, 14)
    # the way round a step in the same lane turns above it: under the turn there is room
    inside = then + 3 if then < y and len(points) == _ROUND else y - 20 if then < y else y + 6
    return DiagramBox(there + 6, inside, 34, 14)
