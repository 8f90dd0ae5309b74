"""A plan that holds: the fewest typed dates that make every open activity planned for when it is foreseen.

Rules: docs/rules.md, «A revised plan». After it, seen from the same day, nothing open ends before today by its plan,
and nothing is foreseen after its plan but what was asked to be earlier than it can be.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tpn.model.choices import Status
from tpn.model.ended import FALLEN_OUT
from tpn.plan.forecast import Forecast, forecast, has_begun
from tpn.plan.forward_pass import ForwardPass, clash, earliest, is_undated, placed, plan, points
from tpn.plan.network import NEVER, Network, build
from tpn.plan.tasks import Task
from tpn.plan.workdays import WorkDays

Span = tuple[int, int]


class Redated(NamedTuple):
    """What changes in an activity: the dates to type (none: as they are), and the fields that yield."""

    id: str
    start: date | None = None
    due: date | None = None
    without: tuple[str, ...] = ()


def redated(
    tasks: Sequence[Task],
    days: WorkDays,
    today: date,
    *,
    start: date,
    external: Mapping[str, date | None] | None = None,
    wanted: Mapping[str, date] | None = None,
) -> tuple[Redated, ...]:
    """The dates to type so that the plan is what is foreseen from ``today``.

    Args:
        tasks: the activities; their ids are unique.
        days: the working days.
        today: the day that it is foreseen from.
        start: the project's start.
        external: the dates of components and procurements, as for the schedule.
        wanted: milestones that are to be on another day than they are foreseen; what follows waits for them. One that
            is wanted earlier than it is foreseen is planned for that day all the same.

    A typed ``due`` becomes the new end. ``start`` is typed only where no link holds the activity where it is foreseen.
    Work that has begun keeps its ``start``; its ``duration`` yields where the three would disagree. What is done, has
    fallen out or has no date is left as it is.
    """
    asked = [_asked(task, (wanted or {}).get(task.id)) for task in tasks]
    network = build(asked, external or {}, days)
    first = days.number(start)
    seen = forecast(network, plan(network, days, first), days, today)
    by_beginning = frozenset(
        to for ties in network.ties for to, from_end, _, _ in ties if not from_end and to < len(tasks)
    )
    now = days.number(today)
    return tuple(_Redating(network, seen, days, first, now, by_beginning, dict(wanted or {})).all(tasks))


def _asked(task: Task, wanted: date | None) -> Task:
    """The task with the day that is wanted of it."""
    if wanted is None or task.status is Status.DONE or task.status in FALLEN_OUT:
        return task
    return task._replace(due=wanted)


class _Redating(NamedTuple):
    """One pass over a network: each task is told where it is planned, once those before it have been.

    ``by_beginning``: the tasks whose beginning something is tied to.
    """

    network: Network
    seen: Forecast
    days: WorkDays
    first: int
    now: int
    by_beginning: frozenset[int]
    wanted: dict[str, date]

    def all(self, tasks: Sequence[Task]) -> Iterator[Redated]:
        made = ForwardPass(points(self.network), points(self.network), [])
        found: dict[str, Redated] = {}
        for node in self.network.order:
            task, ties = self.network.tasks[node], self.network.ties[node]
            if self.network.fallen[node]:
                made.begins[node] = made.ends[node] = _through(ties, made)
            elif not is_undated(task):
                new = self._new(node, made)
                made.begins[node], made.ends[node] = placed(new, ties, made, self.days, self.first)
                if said := _difference(tasks[node], new):
                    found[task.id] = said
        yield from (found[task.id] for task in tasks if task.id in found)

    def _new(self, node: int, made: ForwardPass) -> Task:
        """The task as it must be typed to be planned for when it is foreseen."""
        task, ties = self.network.tasks[node], self.network.ties[node]
        if task.status is Status.DONE or task.id in self.wanted:
            return task
        begun = has_begun(task)
        span = self.seen.begins[node], self.seen.ends[node]
        for one in _tries(task, self._day(span), begun=begun):
            place = placed(one, ties, made, self.days, self.first)
            agrees = one is task or clash(one, self.days) is None
            begins = place[0] == span[0] or (begun and self._begins_alike(node, one, place[0], span[0]))
            if agrees and place[1] == span[1] and begins:
                return one
        raise AssertionError(task.id)

    def _begins_alike(self, node: int, task: Task, planned: int, seen: int) -> bool:
        """Whether what has begun is seen to begin where it did; of no account where nothing is tied to that."""
        if node not in self.by_beginning or task.started is not None or task.milestone:
            return True
        return min(planned, self.now) == seen

    def _day(self, span: Span) -> tuple[date, date]:
        """The first and the last day of a span; a milestone stands at the end of its last."""
        return self.days.date(span[0]), self.days.date(span[1] - 1)


def _tries(task: Task, days: tuple[date, date], *, begun: bool) -> Iterator[Task]:
    """The ways to type a task's dates, those that type the fewest first."""
    start, due = days
    yield task
    if not begun and not task.milestone:
        if task.due is None:
            yield task._replace(start=start)
        yield task._replace(due=due)
        yield task._replace(start=start, due=due)
        yield task._replace(start=None, due=due)
        return
    yield task._replace(due=due)
    yield task._replace(due=due, duration=None)
    yield task._replace(start=start, due=due, duration=None)


def _through(ties: Sequence[tuple[int, bool, bool, int]], made: ForwardPass) -> int:
    """The point that a fallen-out task passes on."""
    return earliest(ties, made.begins, made.ends, 0, NEVER)


def _difference(before: Task, after: Task) -> Redated | None:
    """What is to be typed; none where nothing is."""
    typed = {
        name: getattr(after, name)
        for name in ("start", "due", "duration")
        if getattr(before, name) != getattr(after, name)
    }
    yielded = tuple(name for name, value in typed.items() if value is None)
    return Redated(before.id, typed.get("start"), typed.get("due"), yielded) if typed else None
