"""BPMN 2.0 XML to the steps of a variant: lanes and pools are actors, the order is that of the flow.

Of a whole language we keep what a step has: who does it, what it is called, how much a system does, how long a case
waits before it, which documents it has to do with. Everything else is named in ``left_out``, so that nobody believes
it came along. Subprocesses are laid flat.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from tpn.exchange.bpmn.order import in_order
from tpn.exchange.bpmn.write import MODEL, OURS
from tpn.exchange.xml import read_xml
from tpn.model.base import ID_PATTERN
from tpn.model.choices import Automation, StepKind, VariantName
from tpn.model.processes import Step
from tpn.problems import FilePlace, Problem, Stop

_B = f"{{{MODEL}}}"
_TASKS: Mapping[str, Automation] = {
    "task": Automation.NONE, "manualTask": Automation.NONE, "sendTask": Automation.NONE, "receiveTask": Automation.NONE,
    "userTask": Automation.ASSIST, "serviceTask": Automation.FULL, "scriptTask": Automation.FULL,
    "businessRuleTask": Automation.FULL, "callActivity": Automation.NONE,
}  # fmt: skip
_SUBPROCESSES = frozenset({"subProcess", "adHocSubProcess", "transaction"})
_GATEWAYS = frozenset(
    {"exclusiveGateway", "inclusiveGateway", "parallelGateway", "complexGateway", "eventBasedGateway"}
)
_MIDDLE = frozenset({"intermediateThrowEvent", "intermediateCatchEvent"})
_EDGES = frozenset({"startEvent", "endEvent", "boundaryEvent"})
_NODES = frozenset(_TASKS) | _SUBPROCESSES | _GATEWAYS | _MIDDLE | _EDGES
_OTHER = ("textAnnotation", "group", "dataStoreReference", "messageFlow", "conversation", "choreographyTask")
_PERFORMERS = ("performer", "humanPerformer", "potentialOwner", "resourceRole")
_LOOPS = ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics")
_DURATION = re.compile(
    r"P(?:(?P<Y>[\d.]+)Y)?(?:(?P<M>[\d.]+)M)?(?:(?P<W>[\d.]+)W)?(?:(?P<D>[\d.]+)D)?"
    r"(?:T(?:(?P<h>[\d.]+)H)?(?:(?P<m>[\d.]+)M)?(?:[\d.]+S)?)?"
)
_IN_DAYS = {"Y": 365.0, "M": 30.0, "W": 7.0, "D": 1.0, "h": 1 / 24, "m": 1 / 1440}


class LeftOut(NamedTuple):
    """Something in the file that no step keeps: what BPMN calls it, and its name or what it says."""

    kind: str
    name: str


@dataclass(frozen=True)
class Model:
    """What a file says: the steps in order, the actors in the order of the file, and what is left out.

    ``variant`` and ``service`` are said only in files that tpn wrote.
    """

    name: str
    actors: tuple[str, ...]
    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]
    service: str | None = None
    variant: VariantName | None = None


def read_bpmn(data: bytes, name: str) -> Model:
    """What a BPMN file says.

    Args:
        data: its bytes.
        name: what the file is called, for messages.

    Raises:
        Stop: it is no BPMN file, or there are no steps in it (exit code 1).
    """
    root = read_xml(data, name)
    if root.tag != f"{_B}definitions":
        raise Stop(Problem("not-bpmn", FilePlace(name), {"file": name}))
    reading = _Reading(root)
    model = reading.model()
    if not model.steps:
        raise Stop(Problem("bpmn-without-steps", FilePlace(name), {"file": name}))
    return model


@dataclass
class _Node:
    """A node of the flow: its element, who does it, and whether it stands for itself when all is laid flat."""

    element: Element
    kind: str
    actor: str | None
    inner: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return _name(self.element)


@dataclass
class _Reading:
    root: Element
    nodes: dict[str, _Node] = field(default_factory=dict)
    flows: list[tuple[str, str]] = field(default_factory=list)
    ties: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def model(self) -> Model:
        for process in self.root.iter(f"{_B}process"):
            self._process(process)
        self._loose_ends()
        order = in_order(
            self.nodes, self._straight(self.flows), self._straight(self._messages()), self._across
        )
        steps = tuple(self._steps([one for one in order if self._is_step(self.nodes[one])]))
        mine = next(self.root.iter(f"{{{OURS}}}process"), None)
        actors = dict.fromkeys(
            node.actor for node in self.nodes.values() if node.actor and self._is_step(node)
        )
        return Model(
            name=self._title(),
            actors=tuple(actors),
            steps=steps,
            left_out=tuple(self.left_out),
            service=mine.get("service") if mine is not None else None,
            variant=_variant(mine),
        )

    # -------------------------------------------------------- what there is

    @cached_property
    def _pools(self) -> dict[str, str]:
        """The name of the pool of each process."""
        named = (one for one in self.root.iter(f"{_B}participant") if one.get("processRef") and _name(one))
        return {_local(one.get("processRef")): _name(one) for one in named}

    @cached_property
    def _drawn(self) -> Mapping[str, tuple[float, float, float, float]]:
        """Where each element is drawn: left, top, right, bottom."""
        found = {}
        for shape in self.root.iter():
            if shape.tag.endswith("}BPMNShape"):
                bounds = next((one for one in shape if one.tag.endswith("}Bounds")), None)
                if bounds is not None:
                    x, y, width, height = (
                        _number(bounds.get(key)) or 0.0 for key in ("x", "y", "width", "height")
                    )
                    found[_local(shape.get("bpmnElement"))] = (x, y, x + width, y + height)
        return found

    @property
    def _across(self) -> Mapping[str, float]:
        """How far to the right each element is drawn."""
        return {name: box[0] for name, box in self._drawn.items()}

    @cached_property
    def _documents(self) -> dict[str, str]:
        """What each data object, and each reference to one, is called."""
        objects = {one.get("id", ""): _name(one) for one in self.root.iter(f"{_B}dataObject")}
        references = {
            one.get("id", ""): _name(one) or objects.get(one.get("dataObjectRef", ""), "")
            for one in self.root.iter(f"{_B}dataObjectReference")
        }
        return objects | references

    @cached_property
    def _is_ours(self) -> bool:
        """Whether tpn wrote the file: a bare start and a bare end are ours too, and say nothing."""
        return next(self.root.iter(f"{{{OURS}}}process"), None) is not None

    def _title(self) -> str:
        processes = (_name(one) for one in self.root.iter(f"{_B}process"))
        return next((name for name in (*self._pools.values(), *processes, _name(self.root)) if name), "")

    def _process(self, process: Element) -> None:
        pool = self._pools.get(process.get("id", "")) or _name(process) or None
        self._inside(process, self._lanes_of(process, pool), pool)

    def _lanes_of(self, holder: Element, pool: str | None) -> dict[str, str | None]:
        """The actor of each node; where lanes name no nodes, the lane that a node is drawn in."""
        named = dict(_lanes(holder, pool))
        lanes = [one for one in holder.iter(f"{_B}lane") if one.get("id") in self._drawn]
        for node in () if named else holder:
            box = self._drawn.get(node.get("id", ""))
            inside = [lane for lane in lanes if box and _holds(self._drawn[lane.get("id", "")], box)]
            if inside:  # the innermost
                lane = min(inside, key=lambda one: self._height(one.get("id", "")))
                named[node.get("id", "")] = _name(lane) or pool
        return named

    def _height(self, ident: str) -> float:
        _, top, _, bottom = self._drawn[ident]
        return bottom - top

    def _inside(self, holder: Element, lanes: Mapping[str, str | None], actor: str | None) -> list[str]:
        """Take the nodes and flows of a process or subprocess; the ids of its own nodes."""
        own = []
        for child in holder:
            kind = child.tag.removeprefix(_B)
            ident = child.get("id", "")
            if kind in _NODES and ident:
                who = lanes.get(ident, actor)
                node = self.nodes[ident] = _Node(child, kind, who)
                own.append(ident)
                if kind in _SUBPROCESSES:
                    node.inner = self._inside(child, {**lanes, **self._lanes_of(child, who)}, who)
                if kind == "boundaryEvent":
                    self.ties.append((_local(child.get("attachedToRef")), ident))
            elif kind == "sequenceFlow":
                self.flows.append((child.get("sourceRef", ""), child.get("targetRef", "")))
        return own

    def _straight(self, flows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Flows between nodes that stand for themselves: into a subprocess means to its beginnings."""
        followed = {target for _, target in [*self.flows, *self.ties]}
        leading = {source for source, _ in self.flows}
        return [
            (source, target)
            for before, after in flows
            for source in self._tips(before, leading)
            for target in self._tips(after, followed)
        ]

    def _messages(self) -> Iterator[tuple[str, str]]:
        for one in self.root.iter(f"{_B}messageFlow"):
            yield _local(one.get("sourceRef")), _local(one.get("targetRef"))

    def _tips(self, ident: str, taken: set[str]) -> Iterator[str]:
        """A node itself, or the nodes inside it that nothing leads to (or from): where it begins (or ends)."""
        node = self.nodes.get(ident)
        if node is None:
            return
        if not node.inner:
            yield ident
        for inner in node.inner:
            if inner not in taken:
                yield from self._tips(inner, taken)

    # -------------------------------------------------------- what becomes a step

    def _is_step(self, node: _Node) -> bool:
        if node.kind in _TASKS:
            return True
        if node.kind in _SUBPROCESSES:
            return not any(self._holds_work(inner) for inner in node.inner)
        return node.kind in _MIDDLE and bool(node.name) and not _timer(node.element)

    def _holds_work(self, ident: str) -> bool:
        node = self.nodes[ident]
        return node.kind in _TASKS or node.kind in _SUBPROCESSES

    def _steps(self, order: Iterable[str]) -> Iterator[Step]:
        waits = self._waits()
        taken: set[str] = set()
        for ident in order:
            node = self.nodes[ident]
            mine = node.element.find(f"{_B}extensionElements/{{{OURS}}}step")
            said: dict[str, Any] = dict(_said(mine)) if mine is not None else {}
            named = str(said.pop("id", ""))
            step_id = named if named and named not in taken else _free(taken)
            taken.add(step_id)
            drawn: dict[str, Any] = {
                "name": node.name or step_id,
                "actor": node.actor,
                "automation": _TASKS.get(node.kind, Automation.NONE),
                "kind": StepKind.EVENT if node.kind in _MIDDLE else self._choice(ident),
                "documents": tuple(self._papers(node.element)),
            }
            waited = {"wait_days": waits[ident]} if ident in waits else {}
            yield Step(**{"id": step_id, **drawn, **said, **waited})

    def _choice(self, ident: str) -> StepKind:
        """Work after which ways part by somebody's choice is a decision."""
        after = [self.nodes.get(target) for source, target in self.flows if source == ident]
        parting = [one for one in after if one is not None and one.kind == "exclusiveGateway"]
        for gateway in parting:
            ways = sum(source == gateway.element.get("id") for source, _ in self.flows)
            if len(after) == 1 and ways > 1:
                return StepKind.DECISION
        return StepKind.TASK

    def _papers(self, element: Element) -> Iterator[str]:
        for tie in element:
            if tie.tag in {f"{_B}dataInputAssociation", f"{_B}dataOutputAssociation"}:
                ends = [
                    (end.text or "").strip() for end in tie if end.tag in {f"{_B}sourceRef", f"{_B}targetRef"}
                ]
                yield from (self._documents[end] for end in ends if self._documents.get(end))

    def _waits(self) -> dict[str, float]:
        """The days of the timers that stand before each step."""
        found: dict[str, float] = {}
        for ident, node in self.nodes.items():
            days = _days(node.element) if node.kind in _MIDDLE and _timer(node.element) else None
            step = self._next_step(ident) if days is not None else None
            if step is not None and days is not None:
                found[step] = found.get(step, 0.0) + days
            elif node.kind in _MIDDLE and _timer(node.element):
                self.left_out.append(LeftOut("timer", node.name))
        return found

    def _next_step(self, ident: str) -> str | None:
        seen, waiting = {ident}, [ident]
        while waiting:
            here = waiting.pop(0)
            for source, target in self.flows:
                if source == here and target in self.nodes and target not in seen:
                    if self._is_step(self.nodes[target]):
                        return target
                    seen.add(target)
                    waiting.append(target)
        return None

    # -------------------------------------------------------- what does not come along

    def _loose_ends(self) -> None:
        for node in self.nodes.values():
            kind = self._lost(node)
            if kind:
                self.left_out.append(LeftOut(kind, node.name))
            self.left_out += self._unsaid(node)
        for kind in _OTHER:
            for one in self.root.iter(_B + kind):
                said = " ".join((one.findtext(f"{_B}text") or "").split())
                self.left_out.append(LeftOut(kind, _name(one) or said))
        for pool in self.root.iter(f"{_B}participant"):
            if not pool.get("processRef"):
                self.left_out.append(LeftOut("participant", _name(pool)))
        for flow in self.root.iter(f"{_B}sequenceFlow"):
            if flow.find(f"{_B}conditionExpression") is not None:
                self.left_out.append(LeftOut("condition", _name(flow)))

    def _unsaid(self, node: _Node) -> Iterator[LeftOut]:
        """What a step of others says of itself beyond its name: text, and who may do it."""
        if node.element.find(f".//{{{OURS}}}step") is not None:
            return
        if node.element.find(f"{_B}documentation") is not None:
            yield LeftOut("documentation", node.name)
        if any(node.element.find(_B + kind) is not None for kind in _PERFORMERS):
            yield LeftOut("performer", node.name)

    def _lost(self, node: _Node) -> str | None:
        """What of a node no step keeps: the node itself, or that it is done again and again."""
        if node.kind in _GATEWAYS:
            return node.kind if node.name or not self._is_ours else None
        if node.kind in _EDGES:
            says_nothing = self._is_ours and len(node.element) == 1
            means = node.name or any(one.tag.endswith("EventDefinition") for one in node.element)
            return node.kind if means and not says_nothing else None
        if node.kind in _SUBPROCESSES and not self._is_step(node):
            return "subProcess"
        if node.kind in _MIDDLE and not _timer(node.element):
            return None if node.name or self._is_ours else node.kind
        return "loop" if any(node.element.find(_B + loop) is not None for loop in _LOOPS) else None


def _lanes(holder: Element, pool: str | None) -> Iterator[tuple[str, str | None]]:
    """The actor of each node of a process: its innermost lane that has a name, else the pool."""
    for lanes in holder:
        if lanes.tag in {f"{_B}laneSet", f"{_B}childLaneSet"}:
            for lane in lanes:
                actor = _name(lane) or pool
                yield from (((one.text or "").strip(), actor) for one in lane.findall(f"{_B}flowNodeRef"))
                yield from _lanes(lane, actor)


def _local(name: str | None) -> str:
    """An id as it stands, where it is written with the prefix of a namespace."""
    return (name or "").rpartition(":")[2]


def _holds(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    """Whether the middle of one box is inside another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _name(element: Element) -> str:
    return " ".join((element.get("name") or "").split())


def _timer(element: Element) -> bool:
    return element.find(f"{_B}timerEventDefinition") is not None


def _days(element: Element) -> float | None:
    """The duration of a timer in days, rounded to hours; None for a date, a cycle or something else."""
    said = (element.findtext(f"{_B}timerEventDefinition/{_B}timeDuration") or "").strip()
    match = _DURATION.fullmatch(said)
    if not match or said in {"P", "PT", ""}:
        return None
    parts = [(_number(value) or 0.0) * _IN_DAYS[key] for key, value in match.groupdict().items() if value]
    return round(sum(parts), 2) if parts else None


def _said(mine: Element) -> Iterator[tuple[str, object]]:
    """The fields of a step that our own element says, as far as they can be read."""
    if re.match(ID_PATTERN, mine.get("id", "")):
        yield "id", mine.get("id")
    for key, attribute in (("minutes", "minutes"), ("wait_days", "waitDays"), ("share", "share")):
        value = _number(mine.get(attribute))
        if value is not None and value >= 0 and (key != "share" or value <= 100):  # noqa: PLR2004 - percent
            yield key, value
    if mine.get("system"):
        yield "system", mine.get("system")
    if mine.get("actor") == "":
        yield "actor", None
    if mine.get("kind") in set(StepKind):
        yield "kind", StepKind(mine.get("kind", ""))
    if mine.get("automation") in set(Automation):
        yield "automation", Automation(mine.get("automation", ""))


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if abs(value) < 1e9 else None  # noqa: PLR2004 - neither endless nor no number at all


def _variant(mine: Element | None) -> VariantName | None:
    said = mine.get("variant", "") if mine is not None else ""
    return VariantName(said) if said in set(VariantName) else None


def _free(taken: set[str]) -> str:
    number = 1
    while f"S{number:02d}" in taken:
        number += 1
    return f"S{number:02d}"
