"""The plan: what we said. Typed dates stay, the rest is computed."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tpn.model.choices import Status
from tpn.plan.network import NEVER, Network, Tie
from tpn.plan.tasks import Broken, Clash, OffDay, Task
from tpn.plan.workdays import FRIDAY, WorkDays


class ForwardPass(NamedTuple):
    """The plan in points; ``NEVER`` for what is undated. ``broken``: the typed dates that break a link."""

    begins: list[int]
    ends: list[int]
    broken: list[Broken]


def is_undated(task: Task) -> bool:
    """Neither dates nor links nor a duration; or postponed without a new date. It pushes nobody."""
    if task.start is not None or task.due is not None:
        return False
    return task.status is Status.POSTPONED or (task.duration is None and not task.links)


def clash(task: Task, days: WorkDays) -> Clash | None:
    """How ``start``, ``due`` and ``duration`` disagree; None when they agree or are not all typed."""
    if task.duration is None or task.start is None or task.due is None or task.milestone:
        return None
    counted = days.span(task.start, task.due)
    return None if counted == task.duration else Clash(task.id, task.duration, counted)


def off_days(tasks: Iterable[Task], days: WorkDays) -> tuple[OffDay, ...]:
    """The typed dates that are no working days; they stay as typed."""
    typed = [
        (task, field, day)
        for task in tasks
        for field, day in (("start", task.start), ("due", task.due))
        if day is not None
    ]
    off = {day for day in {day for _, _, day in typed} if not days.is_working(day)}
    return tuple(OffDay(task.id, field, day) for task, field, day in typed if day in off)


def plan(network: Network, days: WorkDays, project_start: int) -> ForwardPass:
    """The plan of a network; what nothing holds begins at the project's start.

    ``start`` is not earlier than, so a link may push past it. What has a ``due`` stays where it was typed and
    is told of when it breaks a link.
    """
    begins, ends = points(network), points(network)
    made = ForwardPass(begins, ends, [])
    for node in network.order:
        task, ties = network.tasks[node], network.ties[node]
        if network.fallen[node]:
            begins[node] = ends[node] = earliest(ties, begins, ends, 0, NEVER)
        elif not is_undated(task):
            begins[node], ends[node] = placed(task, ties, made, days, project_start)
            if task.due is not None and ties and _came(task, days) is None:
                made.broken.extend(_broken(network, made, node))
    return made


def placed(
    task: Task, ties: Sequence[Tie], made: ForwardPass, days: WorkDays, project_start: int
) -> tuple[int, int]:
    """Where the plan puts a task that is dated: typed dates stay, else the earliest that its links allow.

    A milestone that came before its day stands where it came, for what follows it.
    """
    begin, length = _typed(task, days, project_start)
    if task.due is None and ties:
        begin = earliest(ties, made.begins, made.ends, length, begin)
    if task.planned_off_friday and task.due is None and ends_on_friday(begin + length, days):
        begin += 1
    came = _came(task, days)
    if came is not None:
        begin = min(begin, came)
    return begin, begin + length


def _came(task: Task, days: WorkDays) -> int | None:
    """When a milestone came: an event, so that what hangs on it counts from that day where it was early."""
    if task.milestone and task.status is Status.DONE and task.finished is not None:
        return days.number_after(task.finished)
    return None


def ends_on_friday(point: int, days: WorkDays) -> bool:
    """Whether a point is the end of a Friday."""
    return days.date(point - 1).weekday() == FRIDAY


def points(network: Network) -> list[int]:
    """A list with a point for each node: the outside ones as given, no date yet for the tasks."""
    return [NEVER] * len(network.tasks) + list(network.given)


def earliest(ties: Sequence[Tie], begins: list[int], ends: list[int], length: int, begin: int) -> int:
    """The first point, not before ``begin``, where a task of that length may begin by its links."""
    for node, from_end, to_end, lag in ties:
        point = (ends[node] if from_end else begins[node]) + lag
        if to_end:
            point -= length
        if point > begin:  # noqa: PLR1730 - asked for every link, and `max` takes three times as long
            begin = point
    return begin


def _typed(task: Task, days: WorkDays, project_start: int) -> tuple[int, int]:
    """Where typed dates put a task, without any the project's start, and its length.

    The length is from start to due, else as typed, else one working day; a milestone's is 0. What ends on a
    day off ends with the working day before, so that followers begin on the first one after.
    """
    start, due = task.start, task.due
    if task.milestone:
        typed = start if due is None else due
        return (project_start if typed is None else days.number_after(typed)), 0
    length = 1 if task.duration is None else task.duration
    if due is not None:
        end = days.number_after(due)
        if start is not None:
            length = max(1, end - days.number(start))
        return end - length, length
    return (project_start if start is None else days.number(start)), length


def _broken(network: Network, made: ForwardPass, node: int) -> list[Broken]:
    """The links that a task with a typed due date breaks."""
    found = []
    for tie in network.ties[node]:
        to, from_end, to_end, lag = tie
        days = _leaves(made, tie) - (made.ends[node] if to_end else made.begins[node])
        if days > 0:
            kind = "SF"[from_end] + "SF"[to_end]
            real = _behind(network, made, to)
            through = None if real == to else network.name(to)
            found.append(Broken(network.name(node), network.name(real), kind, lag, days, through))
    return found


def _leaves(made: ForwardPass, tie: Tie) -> int:
    """The point that a link leaves its follower."""
    node, from_end, _, lag = tie
    return (made.ends[node] if from_end else made.begins[node]) + lag


def _behind(network: Network, made: ForwardPass, node: int) -> int:
    """The node that decides where a fallen-out task stands; any other stands for itself."""
    while node < len(network.tasks) and network.fallen[node]:
        node = next(tie[0] for tie in network.ties[node] if _leaves(made, tie) == made.begins[node])
    return node
