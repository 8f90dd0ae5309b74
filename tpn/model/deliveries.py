"""Whether a component is there, and when it comes."""

from datetime import date

from tpn.model.choices import ComponentStatus
from tpn.model.procurement import Component


def is_delivered(component: Component) -> bool:
    """Whether a component is there, by its date or by its status."""
    return component.delivered is not None or component.status is ComponentStatus.DELIVERED


def comes_on(component: Component) -> date | None:
    """The day a component came, is expected, or was promised: the first of these that is known."""
    return component.delivered or component.expected or component.promised
