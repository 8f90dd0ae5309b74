"""What hangs on something that has no date: a component, a procurement, a postponed activity."""

from tpn.model.choices import Status
from tpn.plan.forecast import Forecast
from tpn.plan.forward_pass import is_undated
from tpn.plan.network import NEVER, Network

Marks = frozenset[int]

_NONE: Marks = frozenset()


def hanging(network: Network, seen: Forecast) -> list[tuple[str, ...]]:
    """For each task the ids, sorted, of the dateless that it waits for, directly or through others.

    Only what has not begun waits: the mark does not pass through work that is under way.
    """
    count = len(network.tasks)
    roots = _roots(network)
    if not roots:
        return [()] * count
    told = [frozenset({node}) if node in roots else _NONE for node in range(len(network.ties))]
    shown: list[tuple[str, ...]] = [()] * count
    words: dict[Marks, tuple[str, ...]] = {_NONE: ()}
    for node in network.order:
        if network.ties[node] and (seen.waits[node] or network.fallen[node] or node in roots):
            marks = _union([told[tie[0]] for tie in network.ties[node]])
            told[node] |= marks
            if not network.fallen[node]:
                if marks not in words:
                    words[marks] = tuple(sorted(map(network.name, marks)))
                shown[node] = words[marks]
    return shown


def _roots(network: Network) -> set[int]:
    """The nodes without a date that others wait for."""
    tasks = enumerate(network.tasks)
    postponed = {node for node, task in tasks if task.status is Status.POSTPONED and is_undated(task)}
    outside = enumerate(network.given, len(network.tasks))
    return postponed | {node for node, point in outside if point == NEVER}


def _union(several: list[Marks]) -> Marks:
    """All marks together; sets are shared where they can be, for long plans behind one missing date."""
    marks = _NONE
    for one in several:
        if not one <= marks:
            marks = one if marks <= one else marks | one
    return marks
