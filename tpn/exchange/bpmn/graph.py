"""The steps of a variant as a BPMN graph: what stands between a start and an end, and what leads where.

A step is a task, or an event in the middle. Waiting is a timer before it. A step that happens in some cases only stands
between two exclusive gateways, with a way round it; a decision is a task with a gateway after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tpn.model.choices import Automation, StepKind
from tpn.model.processes import Step

_ALL = 100


class Element(StrEnum):
    """The elements of BPMN that we write, by the names of the standard."""

    START = "startEvent"
    END = "endEvent"
    TIMER = "intermediateCatchEvent"
    EVENT = "intermediateThrowEvent"
    GATEWAY = "exclusiveGateway"
    MANUAL = "manualTask"
    USER = "userTask"
    SERVICE = "serviceTask"

    @property
    def is_task(self) -> bool:
        """Whether it is work."""
        return self in {Element.MANUAL, Element.USER, Element.SERVICE}


_TASKS = {Automation.NONE: Element.MANUAL, Automation.ASSIST: Element.USER, Automation.FULL: Element.SERVICE}


@dataclass(frozen=True, slots=True)
class FlowNode:
    """One element in its lane; ``step`` where it is one, ``days`` where it is a wait."""

    id: str
    element: Element
    lane: int
    step: Step | None = None
    days: float | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """From one node to the next; ``share`` percent of the cases where the way parts; ``past`` goes round a step."""

    id: str
    source: str
    target: str
    share: float | None = None
    past: bool = False


@dataclass
class Graph:
    """The nodes from left to right, the flows between them, the actors of the lanes."""

    actors: tuple[str, ...]
    nodes: list[FlowNode] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)

    def put(self, element: Element, lane: int, **more: object) -> FlowNode:
        """A new node, last."""
        node = FlowNode(f"N{len(self.nodes) + 1:03d}", element, lane, **more)  # type: ignore[arg-type]
        self.nodes.append(node)
        return node

    def lead(
        self, source: FlowNode, target: FlowNode, share: float | None = None, *, past: bool = False
    ) -> None:
        """A new flow."""
        self.flows.append(Flow(f"F{len(self.flows) + 1:03d}", source.id, target.id, share, past))


def graph_of(steps: Sequence[Step], nobody: str) -> Graph:
    """The graph of the steps in their order."""
    actors = tuple(dict.fromkeys(step.actor or nobody for step in steps)) or (nobody,)
    made = Graph(actors)
    last = made.put(Element.START, 0)
    for step in steps:
        lane = actors.index(step.actor or nobody)
        last = _sometimes(made, step, lane, last) if step.share < _ALL else _step(made, step, lane, last)
    made.lead(last, made.put(Element.END, last.lane))
    return made


def _step(made: Graph, step: Step, lane: int, last: FlowNode) -> FlowNode:
    """The step after what came last; what comes last now."""
    task = _work(made, step, lane, last, None)
    if step.kind is not StepKind.DECISION:
        return task
    gateway = made.put(Element.GATEWAY, lane)
    made.lead(task, gateway)
    return gateway


def _sometimes(made: Graph, step: Step, lane: int, last: FlowNode) -> FlowNode:
    """The step between a parting and a meeting of ways; a decision just before is itself the parting."""
    meets = any(flow.past and flow.target == last.id for flow in made.flows)
    parting = last
    if last.element is not Element.GATEWAY or meets:
        parting = made.put(Element.GATEWAY, last.lane)
        made.lead(last, parting)
    task = _work(made, step, lane, parting, step.share)
    meeting = made.put(Element.GATEWAY, parting.lane)
    made.lead(task, meeting)
    made.lead(parting, meeting, _ALL - step.share, past=True)
    return meeting


def _work(made: Graph, step: Step, lane: int, last: FlowNode, share: float | None) -> FlowNode:
    """The wait, if there is one, and the step itself."""
    if step.wait_days:
        timer = made.put(Element.TIMER, lane, days=step.wait_days)
        made.lead(last, timer, share)
        last, share = timer, None
    element = Element.EVENT if step.kind is StepKind.EVENT else _TASKS[step.automation]
    node = made.put(element, lane, step=step)
    made.lead(last, node, share)
    return node
