"""Where things stand that lead to one another in columns: few lines cross, neighbours stand level, nothing overlaps."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from statistics import fmean

_SWEEPS = 24
_SETTLE = 40
Links = Sequence[tuple[str, str]]
Layers = Sequence[Sequence[str]]


def ordered(layers: Layers, links: Links) -> list[list[str]]:
    """The columns in an order with few crossings, the best of some sweeps; equals stay as they came.

    What has no link stands last in its column. The sweeps put each node at the mean place of its neighbours in the
    column before, then after; neighbours change places where that saves crossings.
    """
    near = _neighbours(links)
    best = now = [sorted(layer, key=lambda name: name not in near) for layer in layers]
    fewest = crossings(now, links)
    for sweep in range(_SWEEPS):
        now = _swapped(_swept(now, near, backwards=bool(sweep % 2)), links)
        count = crossings(now, links)
        if count < fewest:
            best, fewest = now, count
    return [list(layer) for layer in best]


def _neighbours(links: Links) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for source, target in links:
        near.setdefault(source, []).append(target)
        near.setdefault(target, []).append(source)
    return near


def _swept(layers: Layers, near: Mapping[str, Sequence[str]], *, backwards: bool) -> list[list[str]]:
    """Each column by the mean place of its neighbours in the one that was settled before it."""
    result = [list(layer) for layer in layers]
    settled: list[str] = []
    for number in range(len(result))[:: -1 if backwards else 1]:
        result[number] = settled = _by_neighbours(result[number], settled, near)
    return result


def _by_neighbours(
    layer: Sequence[str], settled: Sequence[str], near: Mapping[str, Sequence[str]]
) -> list[str]:
    place = {name: at for at, name in enumerate(settled)}
    own = {name: at for at, name in enumerate(layer)}

    def wanted(name: str) -> tuple[bool, float, int]:
        beside = [place[other] for other in near.get(name, ()) if other in place]
        return name not in near, fmean(beside) if beside else own[name], own[name]

    return sorted(layer, key=wanted)


def _swapped(layers: Layers, links: Links) -> list[list[str]]:
    """Neighbours in a column change places as long as that saves crossings."""
    result = [list(layer) for layer in layers]
    linked = _neighbours(links)
    fewest = crossings(result, links)
    for layer in result:
        for at in range(len(layer) - 1):
            if layer[at] in linked and layer[at + 1] in linked:
                layer[at], layer[at + 1] = layer[at + 1], layer[at]
                count = crossings(result, links)
                if count < fewest:
                    fewest = count
                else:
                    layer[at], layer[at + 1] = layer[at + 1], layer[at]
    return result


def crossings(layers: Layers, links: Links) -> int:
    """How many pairs of lines cross between neighbouring columns."""
    place = {name: (column, at) for column, layer in enumerate(layers) for at, name in enumerate(layer)}
    between: dict[int, list[tuple[int, int]]] = {}
    for source, target in links:
        (column, start), (_, end) = place[source], place[target]
        between.setdefault(column, []).append((start, end))
    return sum(_inversions([end for _, end in sorted(pairs)]) for pairs in between.values())


def _inversions(ends: Sequence[int]) -> int:
    return sum(one > other for at, one in enumerate(ends) for other in ends[at + 1 :])


def placed(layers: Layers, heights: Mapping[str, float], links: Links, gap: float) -> dict[str, float]:
    """The top of each thing: as level with its neighbours as can be, ``gap`` apart, within the tallest column."""
    room = max((_stack(layer, heights, gap) for layer in layers), default=0)
    near = _neighbours(links)
    tops: dict[str, float] = {}
    for layer in layers:
        tops |= _pressed(layer, heights, gap, room, dict.fromkeys(layer, room / 2))
    for step in range(_SETTLE):
        for layer in layers if step % 2 else reversed(layers):
            wanted = {
                name: fmean(tops[other] + heights[other] / 2 for other in near[name]) - heights[name] / 2
                if name in near else room
                for name in layer
            }  # fmt: skip
            tops |= _pressed(layer, heights, gap, room, wanted)
    return tops


def _stack(layer: Sequence[str], heights: Mapping[str, float], gap: float) -> float:
    return sum(heights[name] for name in layer) + gap * max(0, len(layer) - 1)


def _pressed(
    layer: Sequence[str], heights: Mapping[str, float], gap: float, room: float, wanted: Mapping[str, float]
) -> dict[str, float]:
    """Tops as near as can be to what is wanted, in order and without overlap, between 0 and ``room``.

    Seen from the top of a dense stack each thing wants a shift; shifts may only grow downwards. Things that want to
    pass one another are pooled at their mean: least squares under an order.
    """
    stacked = list(accumulate((heights[name] + gap for name in layer), initial=0.0))
    pools: list[tuple[float, int]] = []
    for at, name in enumerate(layer):
        shift, size = wanted[name] - stacked[at], 1
        while pools and pools[-1][0] >= shift:
            other, more = pools.pop()
            shift, size = (shift * size + other * more) / (size + more), size + more
        pools.append((shift, size))
    most = room - _stack(layer, heights, gap)
    shifts = [min(max(0.0, shift), most) for shift, size in pools for _ in range(size)]
    return {name: stacked[at] + shifts[at] for at, name in enumerate(layer)}
