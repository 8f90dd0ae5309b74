"""A variant as BPMN 2.0 XML with its diagram, as other modellers open it.

What the standard has no place for (minutes, share, system) stands in elements of our own, under
``extensionElements``: other programs carry it along, and ours reads it back.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from tpn import __version__
from tpn.exchange.bpmn.graph import Element, Flow, FlowNode, Graph, graph_of
from tpn.exchange.bpmn.layout import Diagram, DiagramBox, diagram_of
from tpn.model.choices import VariantName
from tpn.model.processes import Step
from tpn.texts import Words, decimal

OURS = "urn:tpn:process:1"
MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_SPACES = {
    "xmlns": MODEL,
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:tpn": OURS,
}
_ALL = 100
_HOURS = 24
# what no XML may hold
_FORBIDDEN = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: None, 0xFFFF: None}


class DiagramName(NamedTuple):
    """What the file is called inside: the service's id and name, the variant."""

    service: str
    name: str
    variant: VariantName


def write_bpmn(named: DiagramName, steps: Sequence[Step], words: Words) -> bytes:
    """The whole file."""
    graph = graph_of(steps, words("swimlane.nobody"))
    diagram = diagram_of(graph)
    title = words("swimlane.title", name=named.name, variant=words.choice(named.variant).lower())
    body = [
        _tag(
            "collaboration",
            _tag("participant", id="Pool", name=title, processRef="Process"),
            id="Collaboration",
        ),
        _process(named, title, graph, words),
        _tag("bpmndi:BPMNDiagram", _plane(graph, diagram), id="Diagram", name=title),
    ]
    root = _tag(
        "definitions", *body, **_SPACES, id="Definitions", name=title, targetNamespace=OURS, exporter="tpn",
        exporterVersion=__version__,
    )  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


def _tag(tag: str, /, *inside: str, **attributes: object) -> str:
    said = "".join(
        f" {key.rstrip('_')}={quoteattr(_plain(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    if not inside:
        return f"<{tag}{said}/>"
    body = "\n".join(inside)
    return f"<{tag}{said}>\n{body}\n</{tag}>" if body.startswith("<") else f"<{tag}{said}>{body}</{tag}>"


def _plain(value: object) -> str:
    return (f"{value:g}" if isinstance(value, float) else str(value)).translate(_FORBIDDEN)


def _text(value: str) -> str:
    return escape(_plain(value))


# ---------------------------------------------------------------- the process


def _process(named: DiagramName, title: str, graph: Graph, words: Words) -> str:
    mine = _tag("tpn:process", service=named.service, variant=named.variant)
    lanes = [
        _tag("lane", *(_tag("flowNodeRef", node.id) for node in graph.nodes if node.lane == number),
             id=f"Lane{number + 1}", name=actor)
        for number, actor in enumerate(graph.actors)
    ]  # fmt: skip
    return _tag(
        "process",
        _tag("extensionElements", mine),
        _tag("laneSet", *lanes, id="Lanes"),
        *(_node(node, graph, words) for node in graph.nodes),
        *_documents(graph),
        *(_flow(flow, words) for flow in graph.flows),
        id="Process", name=title, isExecutable="false",
    )  # fmt: skip


def _node(node: FlowNode, graph: Graph, words: Words) -> str:
    ways = [
        *(_tag("incoming", flow.id) for flow in graph.flows if flow.target == node.id),
        *(_tag("outgoing", flow.id) for flow in graph.flows if flow.source == node.id),
    ]
    if node.step:
        return _step(node, node.step, ways, words)
    if node.days is not None:
        return _timer(node, node.days, ways, words)
    name = {Element.START: words("bpmn.start"), Element.END: words("bpmn.end")}.get(node.element)
    return _tag(node.element, *ways, id=node.id, name=name)


def _timer(node: FlowNode, days: float, ways: list[str], words: Words) -> str:
    duration = f"P{days:g}D" if days == int(days) else f"PT{days * _HOURS:g}H"
    said = _tag("timeDuration", _text(duration), **{"xsi:type": "tFormalExpression"})
    timer = _tag("timerEventDefinition", said, id=f"{node.id}_timer")
    return _tag(node.element, *ways, timer, id=node.id, name=days_of(days, words))


def days_of(days: float, words: Words) -> str:
    """«5 dager»."""
    return words.count("swimlane.days", 1 if days == 1 else 2, days=decimal(days, words.language))


def _step(node: FlowNode, step: Step, ways: list[str], words: Words) -> str:
    head = [
        *(_tag("documentation", _text(said)) for said in [_told(step, words)] if said),
        _tag("extensionElements", _mine(step)),
    ]
    papers = [(f"{node.id}_data{number}", f"{node.id}_doc{number}") for number in range(len(step.documents))]
    if node.element is Element.EVENT:
        # an event that is thrown takes a document with it: the standard has it as the event's input
        inputs = [_tag("dataInput", id=f"{name}_in") for name, _ in papers]
        tied = [
            _tag("dataInputAssociation", _tag("sourceRef", paper), _tag("targetRef", f"{name}_in"), id=name)
            for name, paper in papers
        ]
        return _tag(node.element, *head, *ways, *inputs, *tied, id=node.id, name=step.name)
    tied = [_tag("dataOutputAssociation", _tag("targetRef", paper), id=name) for name, paper in papers]
    return _tag(node.element, *head, *ways, *tied, id=node.id, name=step.name)


def _mine(step: Step) -> str:
    return _tag(
        "tpn:step", id=step.id, minutes=step.minutes, waitDays=step.wait_days, share=step.share, system=step.system,
        kind=step.kind, automation=step.automation, actor=None if step.actor else "",
    )  # fmt: skip


def _told(step: Step, words: Words) -> str:
    """The same for a reader: «6 minutter · 20 % av sakene · Sak-/arkivsystem»."""
    parts = {
        "minutes": None if step.minutes is None else decimal(step.minutes, words.language),
        "share": None if step.share == _ALL else decimal(step.share, words.language),
        "system": step.system,
    }
    return " · ".join(words(f"bpmn.told.{key}", value=value) for key, value in parts.items() if value)


def _documents(graph: Graph) -> Iterator[str]:
    """One document each time it is used; the same name is the same document."""
    known: dict[str, str] = {}
    for node in graph.nodes:
        for number, name in enumerate(node.step.documents if node.step else ()):
            if name not in known:
                known[name] = f"Data{len(known) + 1}"
                yield _tag("dataObject", id=known[name], name=name)
            yield _tag(
                "dataObjectReference", id=f"{node.id}_doc{number}", name=name, dataObjectRef=known[name]
            )


def _flow(flow: Flow, words: Words) -> str:
    name = None if flow.share is None else f"{decimal(flow.share, words.language)} %"
    return _tag("sequenceFlow", id=flow.id, name=name, sourceRef=flow.source, targetRef=flow.target)


# ---------------------------------------------------------------- the diagram


def _plane(graph: Graph, diagram: Diagram) -> str:
    shapes = [
        _shape("Pool", diagram.pool, isHorizontal="true"),
        *(_shape(f"Lane{at + 1}", box, isHorizontal="true") for at, box in enumerate(diagram.lanes)),
        *(_node_shape(node, diagram.nodes[node.id]) for node in graph.nodes),
        *(_shape(f"{node}_doc{at}", box, _below(box)) for (node, at), box in diagram.documents.items()),
        *(_edge(flow.id, diagram.flows[flow.id], diagram.labels.get(flow.id)) for flow in graph.flows),
        *(_edge(f"{node}_data{at}", _hanging(node, at, diagram)) for node, at in diagram.documents),
    ]
    return _tag("bpmndi:BPMNPlane", *shapes, id="Plane", bpmnElement="Collaboration")


def _node_shape(node: FlowNode, box: DiagramBox) -> str:
    if node.element is Element.GATEWAY:
        return _shape(node.id, box, isMarkerVisible="true")
    return _shape(node.id, box) if node.element.is_task else _shape(node.id, box, _below(box))


def _hanging(node: str, at: int, diagram: Diagram) -> tuple[tuple[float, float], ...]:
    """From a step to its document; a second document hangs from the side of the first."""
    box, paper = diagram.nodes[node], diagram.documents[node, at]
    if at == 0:
        return (box.centre, box.bottom), (paper.centre, paper.y)
    x = paper.x - 10
    if box.x < x:
        return (x, box.bottom), (x, paper.middle), (paper.x, paper.middle)
    return (box.x, box.middle), (x, box.middle), (x, paper.middle), (paper.x, paper.middle)


def _below(box: DiagramBox) -> DiagramBox:
    """Where the name of a small shape stands."""
    return DiagramBox(box.centre - 45, box.bottom + 4, 90, 14)


def _shape(of: str, box: DiagramBox, label: DiagramBox | None = None, **more: str) -> str:
    return _tag("bpmndi:BPMNShape", _bounds(box), *_label(label), id=f"{of}_shape", bpmnElement=of, **more)


def _bounds(box: DiagramBox) -> str:
    return _tag("dc:Bounds", x=float(box.x), y=float(box.y), width=float(box.width), height=float(box.height))


def _label(box: DiagramBox | None) -> Iterator[str]:
    if box:
        yield _tag("bpmndi:BPMNLabel", _bounds(box))


def _edge(of: str, points: Sequence[tuple[float, float]], label: DiagramBox | None = None) -> str:
    way = (_tag("di:waypoint", x=float(x), y=float(y)) for x, y in points)
    return _tag("bpmndi:BPMNEdge", *way, *_label(label), id=f"{of}_edge", bpmnElement=of)
