"""Did you mean …?"""

import re
from collections.abc import Iterable

from tpn.model.wording import key as fold

__all__ = ["closest", "fold", "numbered"]

_NUMBER = re.compile(r"[\s.]*0*(\d+)$")


def closest(typed: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one most likely means, or None; of ids the one of the same number."""
    import difflib  # noqa: PLC0415 - only faults pay for it

    names = list(known)
    folded = {fold(name): name for name in reversed(names)}
    if fold(typed) in folded:
        return folded[fold(typed)]
    if same := [name for name in names if numbered(name) == numbered(typed)]:
        return same[0]
    found = difflib.get_close_matches(fold(typed), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def numbered(name: str) -> str:
    """An id with its number as people say it: ``K-02``, ``K2`` and ``k 2`` are one; what has no number is as folded."""
    return _NUMBER.sub(r"\1", fold(name))
