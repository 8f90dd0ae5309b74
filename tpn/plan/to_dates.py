"""From points back to dates."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tpn.model.choices import Status
from tpn.plan.floats import Floats
from tpn.plan.forecast import Forecast, done_on, has_begun
from tpn.plan.forward_pass import ForwardPass
from tpn.plan.network import NEVER, Network
from tpn.plan.tasks import Dates, Task
from tpn.plan.workdays import WorkDays

Span = tuple[date, date]


class DatedPlan(NamedTuple):
    """Plan, forecast and floats in points, to be told in dates."""

    days: WorkDays
    today: date
    made: ForwardPass
    seen: Forecast
    slips: Floats

    def all(self, network: Network, hanging: Sequence[tuple[str, ...]]) -> dict[str, Dates]:
        """The dates of every task by its id."""
        return {
            task.id: Dates(task.start, task.due) if fallen else self._of(node, task, marks)
            for node, (task, fallen, marks) in enumerate(
                zip(network.tasks, network.fallen, hanging, strict=True)
            )
        }

    def _of(self, node: int, task: Task, hanging: tuple[str, ...]) -> Dates:
        undated = self.made.begins[node] == NEVER
        if task.status is Status.DONE:
            plan_start, plan_end = (None, None) if undated else self._planned(node, task)
            return Dates(plan_start, plan_end, *self._done(task, plan_start))
        if undated:
            return Dates(hanging=hanging, undated=True)
        plan_start, plan_end = self._planned(node, task)
        start, end = late_start, late_end = self._forecast(node, task, plan_start, plan_end)
        total, free = self.slips.total[node], self.slips.free[node]
        if total:
            first, late_end = self._span(self.slips.late_begins[node], self.slips.late_ends[node])
            late_start = first if self.seen.waits[node] else start
        return Dates(
            plan_start, plan_end, start, end, late_start, late_end, total, free, total == 0, hanging
        )  # fmt: skip

    def _span(self, begin: int, end: int) -> Span:
        """First and last day between two points; a single point is the end of the day before it."""
        last = self.days.date(end - 1)
        return (self.days.date(begin) if begin < end else last), last

    def _planned(self, node: int, task: Task) -> Span:
        """The plan; typed dates as typed, unless a link has pushed past the start."""
        begin, end = self.made.begins[node], self.made.ends[node]
        last = self.days.date(end - 1) if task.due is None else task.due
        if task.start is not None and begin < end and (task.due or self.days.number(task.start) == begin):
            return task.start, last
        return self._first(begin, end, task, last), last

    def _first(self, begin: int, end: int, task: Task, last: date) -> date:
        """The first day of what ends on ``last``; the same one for a milestone and for one day on a due date."""
        if begin == end or (end - begin == 1 and task.start is None):
            return last
        first = self.days.date(begin)
        return min(max(first, task.start or first), last)

    def _done(self, task: Task, plan_start: date | None) -> Span:
        end = done_on(task, self.today)
        start = task.started or (end if task.milestone else plan_start) or end
        return min(start, end), end

    def _forecast(self, node: int, task: Task, plan_start: date, plan_end: date) -> Span:
        """The forecast; where it ends with the plan it ends on the plan's day, working day or not."""
        begin, end = self.seen.begins[node], self.seen.ends[node]
        last = plan_end if end == self.made.ends[node] else self.days.date(end - 1)
        if has_begun(task):
            return min(task.started or min(plan_start, self.today), last), last
        return self._first(begin, end, task, last), last
