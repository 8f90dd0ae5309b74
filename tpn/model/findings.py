"""A finding: something about the project, pointed at by route; a place is looked up when it is shown."""

from collections.abc import Mapping
from typing import NamedTuple

Route = tuple[str | int, ...]


class Finding(NamedTuple):
    """A slug of the catalogue (or a code of the method), the route to the value, and the facts.

    ``at_key``: the key itself is meant, not its value.
    """

    slug: str
    route: Route
    facts: Mapping[str, object] = {}
    at_key: bool = False
