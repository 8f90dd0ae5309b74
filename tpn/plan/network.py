"""The activities and their links as a numbered network.

Time is counted in **points**: point *n* is the moment when working day *n* begins, which is the moment when day
*n* − 1 ended. An activity of *d* days from point *p* ends at point *p* + *d*; a milestone is one point. So the four
kinds of link are plain sums, as in MS Project: the point of the follower's start or end is at least the point of
the predecessor's start or end, plus the lag.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tpn.model.ended import FALLEN_OUT
from tpn.plan.tasks import Task
from tpn.plan.topology import Graph, in_order, knots, loop_in, topological
from tpn.plan.workdays import WorkDays

NEVER = -(1 << 40)
"""The point of what has no date: too early to push anybody, whatever the lags that are added to it."""

# number of the predecessor, from its end (else start), to the follower's end (else start), lag;
# a bare tuple, since a large plan has tens of thousands
Tie = tuple[int, bool, bool, int]
Ties = Sequence[Sequence[Tie]]


class Network(NamedTuple):
    """Numbered nodes: the tasks in their order, then what is outside the plan (components, procurements).

    ``given`` are the points of the outside nodes. A fallen-out task is a point without a will of its own: it
    passes on what its links say, so a link through it holds between its neighbours (kinds by their outer
    ends, lags added). ``order``: the numbers of the tasks, each after its predecessors.
    """

    tasks: Sequence[Task]
    outside: Sequence[str]
    given: Sequence[int]
    ties: Ties
    fallen: Sequence[bool]
    order: Sequence[int]
    loops: tuple[tuple[str, ...], ...]

    def name(self, node: int) -> str:
        """The id of a node."""
        count = len(self.tasks)
        return self.tasks[node].id if node < count else self.outside[node - count]


def build(tasks: Sequence[Task], external: Mapping[str, date | None], days: WorkDays) -> Network:
    """The network of these tasks. Links to ids that are neither a task nor external are left out."""
    outside = tuple(external)
    ties = _ties(tasks, outside)
    given = [NEVER if day is None else days.number_after(day) for day in external.values()]
    before = _predecessors(ties)
    order = topological(before)
    loops: tuple[tuple[str, ...], ...] = ()
    if not in_order(before, order):
        tangled = knots(before)
        loops = tuple(tuple(tasks[node].id for node in loop_in(before, knot)) for knot in tangled)
        ties = _untied(ties, tangled)
        order = topological(_predecessors(ties))
    order = [node for node in order if node < len(tasks)]
    return Network(tasks, outside, given, ties, [task.status in FALLEN_OUT for task in tasks], order, loops)


def _ties(tasks: Sequence[Task], outside: Sequence[str]) -> Ties:
    """The links of each node, by number."""
    numbers = {name: node for node, name in enumerate(outside, len(tasks))}
    numbers.update((task.id, node) for node, task in enumerate(tasks))
    return [
        [(numbers[to], kind[0] == "F", kind[1] == "F", lag) for to, kind, lag in task.links if to in numbers]
        if task.links
        else ()
        for task in tasks
    ] + [() for _ in outside]


def _predecessors(ties: Ties) -> Graph:
    return [[tie[0] for tie in mine] if mine else () for mine in ties]


def _untied(ties: Ties, tangled: Sequence[Sequence[int]]) -> Ties:
    """Leave out the links inside each knot: which of them is the wrong one is for people to say."""
    left = list(ties)
    for knot in tangled:
        inside = set(knot)
        for node in knot:
            left[node] = [tie for tie in ties[node] if tie[0] not in inside]
    return left
