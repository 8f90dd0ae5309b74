"""Words that tell of somebody's health, or of what else has special protection, in what people write freely."""

import re
from collections.abc import Callable
from pathlib import Path

from tpn.library import load
from tpn.model.wording import fold

_ELEVEN = re.compile(r"(?<!\d)(\d{6}) ?(\d{5})(?!\d)")
_FIRST, _SECOND = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
"""The weights of a national identity number's two check digits, the digits included (Skatteetaten)."""


def telling_of_health(folder: Path | None) -> Callable[[str], bool]:
    """Whether a text seems to tell what has special protection.

    It holds a beginning of the list ``words/health.yaml``, or a national identity number (personopplysningsloven § 12).

    Raises:
        Stop: the municipality's own list cannot be read.
    """
    stems = "|".join(re.escape(fold(one)) for one in load("words/health.yaml", folder)["stems"])
    tells = re.compile(rf"\b(?:{stems})")
    return lambda text: tells.search(fold(text)) is not None or _has_identity_number(text)


def _has_identity_number(text: str) -> bool:
    return any(_checks(found[1] + found[2]) for found in _ELEVEN.finditer(text))


def _checks(digits: str) -> bool:
    numbers = [int(one) for one in digits]
    return not any(
        sum(weight * one for weight, one in zip(weights, numbers, strict=False)) % 11
        for weights in (_FIRST, _SECOND)
    )
