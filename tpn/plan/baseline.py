"""The agreed plan: what was promised when, and what lateness is counted from."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class Baseline(NamedTuple):
    """The ends that were agreed, by activity, and the day they were agreed; moves by decision included."""

    agreed: date
    ends: Mapping[str, date] = {}
