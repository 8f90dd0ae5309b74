"""How far an activity may slip: late dates, total and free float, against the forecast's own finish."""

from typing import NamedTuple

from tpn.plan.forecast import Forecast
from tpn.plan.network import NEVER, Network

_NO_LIMIT = -NEVER


class Floats(NamedTuple):
    """Late begins and ends in points, total and free float in working days; they count for open tasks only."""

    late_begins: list[int]
    late_ends: list[int]
    total: list[int]
    free: list[int]


def floats(network: Network, seen: Forecast) -> Floats:
    """Late dates and floats of all open tasks.

    Only links into what has not begun bind, as in the forecast; the start of what has begun cannot slip.
    """
    ends = seen.ends[: len(network.tasks)]
    finish = max((end for end, fallen in zip(ends, network.fallen, strict=True) if not fallen), default=NEVER)
    latest = [_NO_LIMIT if fallen else finish for fallen in network.fallen]
    near = [_NO_LIMIT if fallen else finish - end for fallen, end in zip(network.fallen, ends, strict=True)]
    for node in reversed(network.order):
        if network.ties[node] and (seen.waits[node] or network.fallen[node]):
            _pass_back(network, seen, latest, near, node)
    begins = [
        late - end + begin if waits else begin
        for late, begin, end, waits in zip(latest, seen.begins, ends, seen.waits, strict=False)
    ]
    return Floats(begins, latest, [late - end for late, end in zip(latest, ends, strict=True)], near)


def _pass_back(network: Network, seen: Forecast, latest: list[int], near: list[int], node: int) -> None:
    """Limit the predecessors of a task: ``latest`` their ends (points), ``near`` their way to it (days).

    Of what has fallen out both are points, which are limits of its own predecessors in turn.
    """
    fallen = network.fallen
    late_end, end = latest[node], seen.ends[node]
    length = 0 if fallen[node] else end - seen.begins[node]
    if fallen[node]:
        end = near[node]
    for before, from_end, to_end, lag in network.ties[node]:
        if before >= len(fallen) or not (fallen[before] or seen.open[before]):
            continue
        late, way = late_end - lag, end - lag
        if not to_end:
            late, way = late - length, way - length
        if not fallen[before]:
            way -= seen.ends[before] if from_end else seen.begins[before]
            if not from_end:
                if not seen.waits[before]:
                    continue
                late += seen.ends[before] - seen.begins[before]
        latest[before] = min(latest[before], late)
        near[before] = min(near[before], way)
