"""Words that tell of somebody's health, in what people write freely."""

import re
from collections.abc import Callable
from pathlib import Path

from tpn.library import load
from tpn.model.wording import fold


def telling_of_health(folder: Path | None) -> Callable[[str], bool]:
    """Whether a text seems to tell of somebody's health: it holds a beginning of the list ``words/health.yaml``.

    Raises:
        Stop: the municipality's own list cannot be read.
    """
    stems = "|".join(re.escape(fold(one)) for one in load("words/health.yaml", folder)["stems"])
    tells = re.compile(rf"\b(?:{stems})")
    return lambda text: tells.search(fold(text)) is not None
