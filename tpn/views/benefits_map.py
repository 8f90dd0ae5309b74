"""The nyttekart as facts: what makes which change possible, which benefit it gives to whom, which goal that serves."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tpn.model.choices import GoalLevel
from tpn.model.ended import fallen_out
from tpn.model.project import Project
from tpn.plan.benefits import attained, measured


class MapColumn(StrEnum):
    """The four kinds of things in the map, from left to right."""

    COMPONENT = "component"
    CHANGE = "change"
    BENEFIT = "benefit"
    GOAL = "goal"


class MapNode(NamedTuple):
    """One thing in the map. ``about`` is its own kind: a kind of component or benefit, a level of goal.

    ``gains``: who is to have the benefit. ``only_baseline``: what is measured is where it began. ``lacking`` names the
    links that it should have and has not: ``before``, ``after``, ``gains``.
    """

    id: str
    column: MapColumn
    title: str
    about: StrEnum | None = None
    service: str | None = None
    owner: str | None = None
    gains: tuple[str, ...] = ()
    percent: float | None = None
    only_baseline: bool = False
    lacking: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Its id and what it is called."""
        return f"{self.id} {self.title}"


class MapLink(NamedTuple):
    """That one thing leads to another."""

    source: str
    target: str


class Gainer(NamedTuple):
    """A stakeholder: what they need, and the benefits that are for them."""

    id: str
    name: str
    needs: str | None
    benefits: tuple[str, ...]


@dataclass(frozen=True)
class BenefitsMap:
    """The whole map: the nodes of each column in the order of the files, and the links between neighbours."""

    name: str
    as_of: date
    service: str | None
    nodes: tuple[MapNode, ...]
    links: tuple[MapLink, ...]
    gainers: tuple[Gainer, ...] = ()

    def of(self, column: MapColumn) -> tuple[MapNode, ...]:
        """The nodes of a column."""
        return tuple(node for node in self.nodes if node.column is column)

    @property
    def unlinked(self) -> tuple[MapNode, ...]:
        """Nodes that lack a link."""
        return tuple(node for node in self.nodes if node.lacking)

    def before(self, node: MapNode) -> tuple[MapNode, ...]:
        """What leads to a node."""
        names = {link.source for link in self.links if link.target == node.id}
        return tuple(one for one in self.nodes if one.id in names)

    def after(self, node: MapNode) -> tuple[MapNode, ...]:
        """What a node leads to."""
        names = {link.target for link in self.links if link.source == node.id}
        return tuple(one for one in self.nodes if one.id in names)


def benefits_map(project: Project, today: date, service: str | None = None) -> BenefitsMap:
    """The map of a project, or of one of its services: the benefits that name it and what hangs together with them."""
    nodes = list(_nodes(project, today))
    links = tuple(_links(project))
    if service:
        kept = _about(project, service, links)
        nodes = [node for node in nodes if node.id in kept]
    names = {node.id for node in nodes}
    kept_links = tuple(dict.fromkeys(link for link in links if {link.source, link.target} <= names))
    shown = tuple(node._replace(lacking=tuple(_lacking(node, kept_links))) for node in nodes)
    named = project.service.get(service) if service else None
    gainers = tuple(_gainers(project, names, every=service is None))
    return BenefitsMap(project.about.name, today, named.name if named else None, shown, kept_links, gainers)


def _gainers(project: Project, names: set[str], *, every: bool) -> Iterator[Gainer]:
    """The stakeholders with what is for them; in the map of a service only those who gain by it."""
    for holder in project.benefits.stakeholders:
        own = tuple(
            one.title for one in project.benefits.benefits if holder.id in one.for_ and one.id in names
        )
        if own or every:
            yield Gainer(holder.id, holder.name, holder.needs, own)


def _nodes(project: Project, today: date) -> Iterator[MapNode]:
    people = {person.id: person.name for person in project.people}
    services = {service.id: service.name for service in project.services}
    holders = {holder.id: holder.name for holder in project.benefits.stakeholders}
    for part in project.procurement.components:
        if not fallen_out(part):
            yield MapNode(part.id, MapColumn.COMPONENT, part.name, part.kind)
    for change in project.benefits.changes:
        yield MapNode(
            change.id, MapColumn.CHANGE, change.title, None, services.get(change.service or ""),
            people.get(change.owner or ""),
        )  # fmt: skip
    for one in project.benefits.benefits:
        gains = tuple(holders.get(name, name) for name in one.for_)
        yield MapNode(
            one.id, MapColumn.BENEFIT, one.title, one.kind, None, people.get(one.owner or ""), gains,
            (found := attained(one, today)).percent,
            found.last is not None and measured(one, project.about.start, today).last is None,
        )  # fmt: skip
    for goal in project.about.goals:
        yield MapNode(goal.id, MapColumn.GOAL, goal.text, goal.level)


def _links(project: Project) -> Iterator[MapLink]:
    for change in project.benefits.changes:
        yield from (MapLink(part, change.id) for part in change.enabled_by)
    for one in project.benefits.benefits:
        yield from (MapLink(change, one.id) for change in one.changes)
        yield from (MapLink(one.id, goal) for goal in one.goals)


def _about(project: Project, service: str, links: Iterable[MapLink]) -> set[str]:
    """The ids that concern a service: its benefits and changes, and what leads to them or follows from them."""
    named = {one.id for one in project.benefits.benefits if service in one.services}
    named |= {change.id for change in project.benefits.changes if change.service == service}
    return (
        named
        | _closure(named, links, lambda link: (link.target, link.source))
        | _closure(named, links, lambda link: (link.source, link.target))
    )


def _closure(
    start: set[str], links: Iterable[MapLink], ends: Callable[[MapLink], tuple[str, str]]
) -> set[str]:
    """All that is reached from some ids by going along the links one way."""
    known, new = set(start), set(start)
    pairs = [ends(link) for link in links]
    while new:
        new = {there for here, there in pairs if here in new} - known
        known |= new
    return known


def _lacking(node: MapNode, links: Iterable[MapLink]) -> Iterator[str]:
    """Links that a node should have. A change may come about without technology; a delivery needs no benefit."""
    before = any(link.target == node.id for link in links)
    after = any(link.source == node.id for link in links)
    if node.column is MapColumn.BENEFIT and not before:
        yield "before"
    if node.column is MapColumn.GOAL and not before and node.about is not GoalLevel.DELIVERY:
        yield "before"
    if node.column is not MapColumn.GOAL and not after:
        yield "after"
    if node.column is MapColumn.BENEFIT and not node.gains:
        yield "gains"


class BenefitPath(NamedTuple):
    """One benefit with all that leads to it and follows from it."""

    benefit: MapNode
    changes: tuple[MapNode, ...]
    parts: tuple[MapNode, ...]
    goals: tuple[MapNode, ...]


def rows(view: BenefitsMap) -> tuple[BenefitPath, ...]:
    """The map as a table: one row for each benefit."""
    return tuple(_row(view, node) for node in view.of(MapColumn.BENEFIT))


def _row(view: BenefitsMap, node: MapNode) -> BenefitPath:
    changes = view.before(node)
    parts = dict.fromkeys(part for change in changes for part in view.before(change))
    return BenefitPath(node, changes, tuple(parts), view.after(node))


def as_json(view: BenefitsMap) -> dict[str, object]:
    """The map as nodes and links, format 1."""
    return {
        "format": 1,
        "as_of": view.as_of,
        "nodes": [
            {
                "id": node.id, "column": node.column, "title": node.title, "about": node.about, "for": node.gains,
                "attainment": node.percent, "lacking": node.lacking,
            }
            for node in view.nodes
        ],
        "links": view.links,
        "stakeholders": view.gainers,
    }  # fmt: skip
