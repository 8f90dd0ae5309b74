"""The order of a flow: what leads to something comes before it; ways back are left out of account."""

import heapq
from collections.abc import Iterable, Mapping, Sequence

Flow = tuple[str, str]


def in_order(
    nodes: Iterable[str], flows: Sequence[Flow], messages: Sequence[Flow], across: Mapping[str, float]
) -> list[str]:
    """The nodes in the order of the flow; of two that are free, the one that is drawn further to the left.

    Args:
        nodes: in the order of the file.
        flows: from one node to another.
        messages: the same between pools; one that leads back against the flow does not count.
        across: how far to the right a node is drawn, where it is drawn.
    """
    rank = {node: (across.get(node, 0.0), number) for number, node in enumerate(nodes)}
    leads: dict[str, list[str]] = {node: [] for node in rank}
    for source, target in flows:
        if source in rank and target in rank and source != target:
            leads[source].append(target)
    forward = _without_ways_back(leads, rank)
    for source, target in messages:
        if source in rank and target in rank and not _leads_to(forward, target, source):
            forward[source].append(target)
    waiting = dict.fromkeys(rank, 0)
    for targets in forward.values():
        for target in targets:
            waiting[target] += 1
    free = [(*rank[node], node) for node, count in waiting.items() if not count]
    heapq.heapify(free)
    order = []
    while free:
        node = heapq.heappop(free)[-1]
        order.append(node)
        for target in forward[node]:
            waiting[target] -= 1
            if not waiting[target]:
                heapq.heappush(free, (*rank[target], target))
    return order


def _without_ways_back(
    leads: Mapping[str, list[str]], rank: Mapping[str, tuple[float, int]]
) -> dict[str, list[str]]:
    """The same without the flows that lead back to where one came from, seen from the beginnings."""
    reached = {target for targets in leads.values() for target in targets}
    beginnings = [node for node in leads if node not in reached]
    state: dict[str, int] = {}
    forward: dict[str, list[str]] = {node: [] for node in leads}
    for root in [*beginnings, *sorted(leads, key=lambda node: rank[node])]:
        if root in state:
            continue
        state[root] = 1
        path = [(root, iter(leads[root]))]
        while path:
            node, rest = path[-1]
            target = next(rest, None)
            if target is None:
                state[node] = 2
                path.pop()
            elif state.get(target) == 1:
                continue  # leads back
            else:
                forward[node].append(target)
                if target not in state:
                    state[target] = 1
                    path.append((target, iter(leads[target])))
    return forward


def _leads_to(forward: Mapping[str, list[str]], source: str, target: str) -> bool:
    seen, waiting = {source}, [source]
    while waiting:
        node = waiting.pop()
        if node == target:
            return True
        new = [one for one in forward[node] if one not in seen]
        seen.update(new)
        waiting += new
    return False
