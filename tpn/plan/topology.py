"""Loops in a network of links, without recursion: a plan may be fifty thousand activities long."""

from collections import deque
from collections.abc import Iterable, Sequence

Graph = Sequence[Sequence[int]]


def topological(predecessors: Graph) -> list[int]:
    """The nodes so that each comes after its predecessors, where no loop forbids it."""
    seen = bytearray(len(predecessors))
    order: list[int] = []
    for root in range(len(predecessors)):
        if not seen[root]:
            order += _walk(predecessors, root, seen)
    return order


def in_order(predecessors: Graph, order: Iterable[int]) -> bool:
    """Whether each node comes after all of its predecessors."""
    seen = bytearray(len(predecessors))
    for node in order:
        for one in predecessors[node]:
            if not seen[one]:
                return False
        seen[node] = True
    return True


def knots(predecessors: Graph) -> list[list[int]]:
    """The sets of nodes that all lie behind one another: strongly connected components, by Kosaraju's two walks.

    A node alone is left out unless it follows itself. Each set is sorted, and so are the sets.
    """
    after: list[list[int]] = [[] for _ in predecessors]
    for node, ones in enumerate(predecessors):
        for one in ones:
            after[one].append(node)
    seen = bytearray(len(predecessors))
    sets = [
        sorted(_walk(after, root, seen)) for root in reversed(topological(predecessors)) if not seen[root]
    ]
    return sorted(knot for knot in sets if len(knot) > 1 or knot[0] in predecessors[knot[0]])


def _walk(graph: Graph, root: int, seen: bytearray) -> list[int]:
    """The nodes newly reached from the root, each after all that were reached through it."""
    seen[root] = True
    path = [(root, iter(graph[root]))]
    left = []
    while path:
        node, rest = path[-1]
        for one in rest:
            if not seen[one]:
                seen[one] = True
                path.append((one, iter(graph[one])))
                break
        else:
            path.pop()
            left.append(node)
    return left


def loop_in(predecessors: Graph, knot: Sequence[int]) -> tuple[int, ...]:
    """A shortest loop through the first node of a knot: each stands before the next, the last before the first."""
    first, inside = knot[0], set(knot)
    reached: dict[int, int] = {}  # a node, and the one that it stands before
    queue = deque([first])
    while first not in reached:
        here = queue.popleft()
        for one in predecessors[here]:
            if one in inside and one not in reached:
                reached[one] = here
                queue.append(one)
    loop = [first]
    while (following := reached[loop[-1]]) != first:
        loop.append(following)
    return tuple(loop)
