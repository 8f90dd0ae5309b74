"""A way into a value, and what stands there."""

from typing import Any

from tpn.source.document import Route

NOTHING = object()
"""What stands at a route that leads nowhere."""


def value_at(value: Any, route: Route, nothing: object = None) -> Any:
    """What stands at a route of a value; ``nothing`` where it leads nowhere."""
    for step in route:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return nothing
    return value
