"""Did you mean …?"""

import re
from collections.abc import Iterable

from tpn.model.wording import key as fold

__all__ = ["closest", "fold", "numbered"]

_NUMBER = re.compile(r"[\s.]*0*(\d+)$")
_ID = re.compile(r"[^\W\d_]{1,3}-?\d+")
_SHORT = 4


def closest(typed: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one most likely means, or None.

    Of ids only one of the same letter is meant: whoever follows the hint to another marks the wrong thing as done.
    """
    import difflib  # noqa: PLC0415 - only faults pay for it

    names = list(known)
    folded = {fold(name): name for name in reversed(names)}
    if fold(typed) in folded:
        return folded[fold(typed)]
    number = numbered(typed)
    if (same := next((name for name in names if numbered(name) == number), None)) is not None:
        return same
    letter = typed.rstrip("0123456789") if _ID.fullmatch(typed) else ""
    near = [word for word in folded if word.startswith(fold(letter))] if letter else list(folded)
    # «ansvarlig» is no slip for «alvorlighet», nor «person» for «present»; of a short word less can be alike
    alike = 0.6 if len(typed) <= _SHORT or letter else 0.78
    found = difflib.get_close_matches(fold(typed), near, n=1, cutoff=alike)
    return folded[found[0]] if found else None


def numbered(name: str) -> str:
    """An id with its number as people say it: ``K-02``, ``K2`` and ``k 2`` are one; what has no number is as folded."""
    return _NUMBER.sub(r"\1", fold(name))
