"""Did you mean …?"""

from collections.abc import Iterable

from tpn.model.wording import key as fold

__all__ = ["closest", "fold"]


def closest(typed: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one most likely means, or None."""
    import difflib  # noqa: PLC0415 - only faults pay for it

    names = list(known)
    folded = {fold(name): name for name in reversed(names)}
    if fold(typed) in folded:
        return folded[fold(typed)]
    found = difflib.get_close_matches(fold(typed), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None
