"""What the Gantt chart shows: frozen facts, the same for pictures, slides, sheets and the terminal."""

from datetime import date
from typing import NamedTuple

from tpn.model.choices import Light, Phase


class GanttMark(NamedTuple):
    """A milestone in the chart: when it was agreed to be, when it is foreseen or was, and whether it is reached."""

    id: str
    title: str
    agreed: date | None
    day: date
    reached: bool


class GanttBar(NamedTuple):
    """A row of the chart: a phase or a service, agreed and foreseen; ``late`` is working days after what was agreed.

    ``critical``: the stretches that carry the finish. Of a service ``late`` is its launch's.
    """

    phase: Phase | None
    service: str | None
    name: str
    light: Light | None
    agreed_start: date | None
    agreed_end: date | None
    start: date | None
    end: date | None
    done: int
    total: int
    launch_agreed: date | None = None
    launch: date | None = None
    launched: bool = False
    late: int | None = None
    critical: tuple[tuple[date, date], ...] = ()
    marks: tuple[GanttMark, ...] = ()


class GanttGroup(NamedTuple):
    """A service with its phases; without one the work that is common to all."""

    service: GanttBar | None
    rows: tuple[GanttBar, ...]


class GanttFacts(NamedTuple):
    """The chart: ``first`` to ``last`` in whole months, the finish, the rows, what is closed, what is critical."""

    name: str
    as_of: date
    agreed: date | None
    first: date
    last: date
    finish: date | None
    finish_agreed: date | None
    late: int | None
    phases: tuple[GanttBar, ...]
    services: tuple[GanttBar, ...]
    groups: tuple[GanttGroup, ...]
    closed: tuple[tuple[date, date], ...]
    critical: tuple[str, ...]
