"""What is told of something that has left the project or was put off."""

from datetime import date
from typing import NamedTuple

from tpn.model.choices import EndOutcome


class EndedFacts(NamedTuple):
    """Something that has left the scope, or was put off: since when, by which decision, and what became of it.

    ``along`` counts what went along with it.
    """

    id: str
    title: str
    kind: str
    postponed: bool
    to: date | None
    decision: str | None
    day: date | None
    outcome: EndOutcome = EndOutcome.CANCELLED
    into: tuple[str, ...] = ()
    along: int = 0
