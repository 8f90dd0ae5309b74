"""What has changed since the last report."""

from datetime import date
from typing import NamedTuple

from tpn.model.choices import Dimension, Light


class LightTurn(NamedTuple):
    """A light that has another colour than in the last report."""

    dimension: Dimension
    before: Light
    now: Light


class RecordEvent(NamedTuple):
    """Something that happened to a record: its id, title and day."""

    id: str
    title: str
    day: date | None = None


class RescoredRisk(NamedTuple):
    """A risk whose score after measures has changed."""

    id: str
    title: str
    before: int
    now: int


class RenamedRecord(NamedTuple):
    """A record that has another name than in the last report."""

    id: str
    before: str
    now: str


class SinceLast(NamedTuple):
    """What has changed since the last report.

    ``came``, ``resumed``, ``renamed``: of the services; what left is among ``ended``. ``done``: without the milestones,
    which are ``reached``; ``moved``: by working days, the ids of the activities, later first.
    """

    day: date
    number: int | None
    lights: tuple[LightTurn, ...] = ()
    launched: tuple[RecordEvent, ...] = ()
    decided: tuple[RecordEvent, ...] = ()
    deviations: tuple[RecordEvent, ...] = ()
    settled: tuple[RecordEvent, ...] = ()
    risks: tuple[RecordEvent, ...] = ()
    raised: tuple[RescoredRisk, ...] = ()
    lowered: tuple[RescoredRisk, ...] = ()
    closed: tuple[RecordEvent, ...] = ()
    reached: tuple[RecordEvent, ...] = ()
    done: tuple[str, ...] = ()
    moved: tuple[tuple[int, tuple[str, ...]], ...] = ()
    added: tuple[str, ...] = ()
    ended: tuple[RecordEvent, ...] = ()
    came: tuple[RecordEvent, ...] = ()
    resumed: tuple[RecordEvent, ...] = ()
    renamed: tuple[RenamedRecord, ...] = ()

    @property
    def finished(self) -> int:
        """How many activities are done since, milestones too: what the status counts."""
        return len(self.done) + len(self.reached)
