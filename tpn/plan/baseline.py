"""The agreed plan: what was agreed when and by whom, and what lateness is counted from."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

FINISH = "project"
"""What the project's finish goes by among what binds: activities and services go by their ids."""


class Agreed(NamedTuple):
    """One agreed date of a milestone, a launch or the finish: agreed on ``day``, the date ``to``.

    ``decision`` and ``body``: by which decision, of whom; ``kind``: ``plan`` for an agreed plan, ``move``, ``replan``
    or ``tolerance`` for what was moved since.
    """

    day: date
    to: date
    decision: str | None = None
    body: str | None = None
    reason: str | None = None
    kind: str = "plan"


class Baseline(NamedTuple):
    """The ends that were agreed, by activity, and the day they were agreed; moves by decision included.

    ``trail``: the agreed dates of what binds, the first one first, by activity, service or ``FINISH``.
    """

    agreed: date
    ends: Mapping[str, date] = {}
    launches: Mapping[str, date] = {}
    finish: date | None = None
    trail: Mapping[str, tuple[Agreed, ...]] = {}
