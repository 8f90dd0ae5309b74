"""The agreed plan: what was promised when, and what lateness is counted from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Baseline:
    """The ends that were agreed, by activity, and the day they were agreed; moves by decision included."""

    agreed: date
    ends: Mapping[str, date] = field(default_factory=dict)
