"""A foreign scale turned into the project's: how a whole column grades, and what each grade becomes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Literal

from tpn.library import overlaid
from tpn.recognise.cell_kinds import split_number
from tpn.recognise.normalise import fold

Scale = Literal["scale5", "attitude", "importance"]
TOP: Mapping[Scale, int] = {"scale5": 5, "attitude": 1, "importance": 3}

Found = Literal["own", "share", "three", "ten", "hundred", "words"]


@dataclass(frozen=True)
class Scaling:
    """How one column grades; ``found`` is the foreign scale, ``own`` where nothing is changed."""

    scale: Scale
    found: Found
    words: Mapping[str, int]

    def of(self, value: object) -> int | None:
        """A grade on the project's scale; None where it is none."""
        number = _number(value)
        if number is None:
            return self.words.get(fold(str(value)))
        if self.scale == "attitude":
            return int(number) if number in {-1, 0, 1} else None
        top = TOP[self.scale]
        steps = {"own": top, "share": 1, "percent": 100, "hundred": 100, "ten": 10, "three": 3, "words": top}[
            self.found
        ]
        if not 0 <= number <= steps:
            return None
        if self.found == "three" and top > steps:
            return {1: 1, 2: 3, 3: 5}.get(int(number))
        return max(1, min(top, ceil(round(number * top / steps, 6))))


_STEPS: Mapping[Found, int] = {"share": 1, "hundred": 100, "ten": 10, "three": 3}


def scaling(scale: Scale, values: Iterable[object], header: str, folder: Path | None = None) -> Scaling:
    """The scale that a column's values show, with what its heading says: ``Sannsynlighet (1-3)``."""
    words = {
        fold(word): int(grade)
        for grade, some in overlaid("words/scales.yaml", folder)[scale].items()
        for word in some
    }
    numbers = [number for value in values if (number := _number(value)) is not None]
    return Scaling(scale, _found(scale, numbers, header), words)


def _found(scale: Scale, numbers: list[float], header: str) -> Found:
    if not numbers:
        return "words"
    if scale == "attitude":
        return "own"
    most = max(numbers)
    if most <= 1 and any(number != int(number) for number in numbers):
        return "share"
    if scale == "scale5" and most <= 3 and any(mark in header for mark in ("1-3", "1–3", "1; 2; 3", "1,2,3")):  # noqa: PLR2004 - the top of that scale
        return "three"
    tops: tuple[tuple[int, Found], ...] = ((TOP[scale], "own"), (10, "ten"), (100, "hundred"))
    return next((found for top, found in tops if most <= top), "hundred")


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    found = split_number(value) if isinstance(value, str) else None
    return found[0] if found and found[1] in {"", "%"} else None
