"""The agreed plan: what was agreed when and by whom, and what lateness is counted from."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

FINISH = "project"
"""The key of the project's finish, beside the ids of activities and services."""

AgreedBy = Literal["plan", "move", "replan", "tolerance"]


class Agreed(NamedTuple):
    """One agreed date of something: agreed on ``day`` to be ``to``.

    ``kind`` tells how: ``plan`` a whole plan was agreed, ``move`` one date was moved by a decision, ``replan`` a
    proposal was decided, ``tolerance`` the lead moved it within the tolerances. ``body`` is who agreed (none: the
    steering group), ``decision`` the id of the decision, if one stands behind it.
    """

    day: date
    to: date
    decision: str | None = None
    body: str | None = None
    reason: str | None = None
    kind: AgreedBy = "plan"


class Baseline(NamedTuple):
    """What is agreed as of a day.

    ``agreed``: the day of the newest agreed plan. ``ends`` by activity, ``launches`` by service, ``finish``: the
    dates that are agreed now. ``trail``: every date that was agreed of each of them, the oldest first, by activity
    id, service id or ``FINISH``; the first is the original, the last the agreed one. ``revision`` counts the plans
    that replaced the first one; ``decision`` stands behind the newest.
    """

    agreed: date
    ends: Mapping[str, date] = {}
    launches: Mapping[str, date] = {}
    finish: date | None = None
    trail: Mapping[str, tuple[Agreed, ...]] = {}
    revision: int = 0
    decision: str | None = None

    def agreed_of(self, key: str) -> Agreed | None:
        """The agreed date of an activity, a service's launch or the finish; None where none was agreed."""
        return self.trail[key][-1] if key in self.trail else None
