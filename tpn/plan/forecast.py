"""The forecast: what will happen, seen from today."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import NamedTuple

from tpn.model.choices import Status
from tpn.plan.forward_pass import ForwardPass, earliest, ends_on_friday, points
from tpn.plan.network import NEVER, Network, Tie
from tpn.plan.tasks import Task
from tpn.plan.workdays import WorkDays

Span = tuple[int, int]


class Forecast(NamedTuple):
    """The forecast in points. ``waits``: a task that has not begun, so its links bind; ``open``: unfinished.

    Both are false for what has fallen out or is undated.
    """

    begins: list[int]
    ends: list[int]
    waits: list[bool]
    open: list[bool]


class Now(NamedTuple):
    """Today, as a date, the point where work can next be done, and the one for what is blocked today."""

    today: date
    point: int
    next_day: int


def forecast(network: Network, made: ForwardPass, days: WorkDays, today: date) -> Forecast:
    """What will happen to every task of a network, seen from ``today``."""
    begins, ends = points(network), points(network)
    waits, unfinished = ([False] * len(network.tasks) for _ in range(2))
    now = Now(today, days.number(today), days.number_after(today))
    for node in network.order:
        task, ties = network.tasks[node], network.ties[node]
        planned = made.begins[node], made.ends[node]
        if network.fallen[node]:
            begins[node] = ends[node] = earliest(ties, begins, ends, 0, NEVER)
        elif task.status is Status.DONE:
            begins[node], ends[node] = _done(task, planned[0], now, days)
        elif planned[0] != NEVER:
            unfinished[node] = True
            if has_begun(task):
                there = _all_there(task, ties, ends, len(network.tasks))
                begins[node], ends[node] = _in_progress(task, planned, now, days, there)
            else:
                waits[node] = True
                length = planned[1] - planned[0]
                begin = _not_started(task, planned, now)
                if ties:
                    begin = earliest(ties, begins, ends, length, begin)
                if task.sittings:
                    ready = earliest(ties, begins, ends, length, NEVER) if ties else now.point
                    begin = _decided(task, ready, begin, days)
                begins[node], ends[node] = begin, begin + length
            if task.closed or task.not_on_friday:
                begins[node] = ends[node] = _launchable(task, ends[node], planned[1], days)
    return Forecast(begins, ends, waits, unfinished)


def has_begun(task: Task) -> bool:
    """In progress; or blocked after work on it began."""
    if task.status is Status.BLOCKED:
        return task.started is not None or bool(task.percent)
    return task.status is Status.IN_PROGRESS


def done_on(task: Task, today: date) -> date:
    """When a done activity ended: ``finished``, else ``due``, else today."""
    return task.finished or task.due or today


def _done(task: Task, planned: int, now: Now, days: WorkDays) -> Span:
    """A done activity; one that was undated and has no real date pushes nobody."""
    if planned == NEVER and task.finished is None:
        return NEVER, NEVER
    end = days.number_after(done_on(task, now.today))
    begin = end if task.milestone else end - 1
    if task.started is not None:
        return min(days.number(task.started), begin), end
    return (begin if planned == NEVER else min(planned, begin)), end


def _all_there(task: Task, ties: Sequence[Tie], ends: list[int], tasks: int) -> int:
    """The point at which all that comes with a task from outside the plan is there; the first ``tasks`` are inside."""
    if not task.brings:
        return NEVER
    return max((ends[node] + lag for node, _, to_end, lag in ties if to_end and node >= tasks), default=NEVER)


def _in_progress(task: Task, planned: Span, now: Now, days: WorkDays, there: int) -> Span:
    """A typed ``due`` that is today or later is the estimate of the end; else the rest from today by the percent.

    Never earlier than planned, nor than what comes with it; without a percent the plan's own end, not before today.
    """
    first = now.next_day if task.status is Status.BLOCKED else now.point
    begin, end = planned
    estimated = task.due is not None and _ahead(task, end, now)
    if task.percent is not None and not estimated:
        # rounded first: 100 − 70.1 is a little more than 29.9, and a day is not made of that
        rest = ceil(round((end - begin) * (100 - task.percent) / 100, 6))
        end = max(end, first + max(1, rest))
    elif not _ahead(task, end, now):
        end = max(end, first + 1)
    end = max(end, there)
    if task.milestone:  # an instant has no beginning of its own
        return end, end
    begin = min(begin, now.point) if task.started is None else days.number(task.started)
    return begin, end


def _not_started(task: Task, planned: Span, now: Now) -> int:
    """The later of planned start and today; a milestone stands at the end of today."""
    begin, end = planned
    first = now.next_day if task.status is Status.BLOCKED else now.point
    if begin < end:
        return max(begin, first)
    return begin if _ahead(task, end, now) else max(begin, first + 1)


def _decided(task: Task, ready: int, begin: int, days: WorkDays) -> int:
    """The first meeting, not before ``begin``, whose papers may come in when the work before it is done.

    Where no such meeting is known it stands where it would without.
    """
    meets = (
        days.number_after(day)
        for papers, day in task.sittings
        if days.number(papers) >= ready and days.number_after(day) >= begin
    )
    return next(meets, begin)


def _launchable(task: Task, end: int, planned: int, days: WorkDays) -> int:
    """The end of the first day on which a launch may be: in no closed period, and no Friday where it has moved."""
    while True:
        found = end
        for first, last in task.closed:
            over = days.number_after(last)
            if days.number(first) < found <= over:
                found = over + 1
        if task.not_on_friday and found != planned and ends_on_friday(found, days):
            found += 1
        if found == end:
            return end
        end = found


def _ahead(task: Task, end: int, now: Now) -> bool:
    """Whether the planned end is today or later (for what is blocked: later), so that today does not move it."""
    if task.status is Status.BLOCKED:
        return end > now.next_day
    return end > now.point or (task.due is not None and task.due >= now.today)
