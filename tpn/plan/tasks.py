"""What the schedule is made from, and what it says: neutral frozen values, dates and working days only."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from tpn.model.choices import Status
from tpn.model.spans import Link


class Task(NamedTuple):
    """An activity as the schedule sees it: dates as typed, ``duration`` in working days, ``percent`` 0–100.

    ``sittings``: of a milestone that a body decides, the last day for papers and the day of each meeting, in order.
    ``closed``: of a launch, the first and last day of each period in which nothing is launched, in order.
    ``brings``: something outside the plan comes with it; work that has begun ends no earlier than that.
    ``not_on_friday``: a launch that is on no Friday when it moves; ``planned_off_friday``: nor by the plan.
    """

    id: str
    start: date | None = None
    due: date | None = None
    duration: int | None = None
    links: tuple[Link, ...] = ()
    milestone: bool = False
    status: Status = Status.NOT_STARTED
    percent: float | None = None
    started: date | None = None
    finished: date | None = None
    sittings: tuple[tuple[date, date], ...] = ()
    closed: tuple[tuple[date, date], ...] = ()
    brings: bool = False
    not_on_friday: bool = False
    planned_off_friday: bool = False


class Dates(NamedTuple):
    """When an activity is, by the plan and by the forecast; floats in working days.

    ``start`` and ``end`` are the forecast, which are the early dates too. What is undated has no forecast;
    what has fallen out has only the plan as typed. A done activity has no float and is never critical.
    ``hanging`` names the components, procurements and postponed activities without a date that it waits for,
    directly or through others.
    """

    plan_start: date | None = None
    plan_end: date | None = None
    start: date | None = None
    end: date | None = None
    late_start: date | None = None
    late_end: date | None = None
    total_float: int | None = None
    free_float: int | None = None
    critical: bool = False
    hanging: tuple[str, ...] = ()
    undated: bool = False


class Broken(NamedTuple):
    """A typed date that breaks a link: it should be ``days`` working days later.

    ``through`` is the fallen-out activity that the link was typed to, where ``to`` stands behind it.
    """

    id: str
    to: str
    kind: str
    lag: int
    days: int
    through: str | None = None


class OffDay(NamedTuple):
    """A typed date (``field`` is ``start`` or ``due``) that is no working day."""

    id: str
    field: str
    day: date


class Clash(NamedTuple):
    """``start``, ``due`` and ``duration`` do not agree: from start to due there are ``counted`` working days."""

    id: str
    duration: int
    counted: int


class Schedule(NamedTuple):
    """The dates of every activity, the forecast finish, and what is wrong with the network.

    In a loop each activity stands before the next, and the last before the first; the links inside a loop are
    left out of the dates.
    """

    dates: Mapping[str, Dates]
    finish: date | None = None
    loops: tuple[tuple[str, ...], ...] = ()
    broken: tuple[Broken, ...] = ()
    off_days: tuple[OffDay, ...] = ()
    clashes: tuple[Clash, ...] = ()
