"""A revised plan: for all that binds the agreed date, the forecast and what is proposed; and what must be typed.

Rules: docs/rules.md, «A revised plan».
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from tpn.model.base import Record
from tpn.model.choices import Status
from tpn.model.ended import FALLEN_OUT
from tpn.model.references import STEERING_GROUP
from tpn.plan.baseline import FINISH, Agreed
from tpn.plan.plan import Plan, external_dates, tasks_of
from tpn.plan.redating import Redated, redated
from tpn.plan.schedule import schedule
from tpn.plan.tasks import Dates, Task
from tpn.plan.timing import Timing, timing_of
from tpn.plan.workdays import FRIDAY

_DAY = timedelta(days=1)
_ROUNDS = 4
"""How often what is proposed of launches is looked at anew: each may push others."""


@dataclass(frozen=True, slots=True)
class BindingDate:
    """A milestone, a launch or the finish. ``key`` is what its agreed dates go by; ``body`` is who agrees it.

    ``proposed``: what is proposed that it be, None where nothing dates it. ``asked``: a person has said that day.
    """

    key: str
    kind: Literal["milestone", "launch", "finish"]
    title: str
    body: str
    original: date | None
    agreed: Agreed | None
    plan: date | None
    forecast: date | None
    proposed: date | None = None
    asked: bool = False

    @property
    def binds(self) -> date | None:
        """The date that lateness is counted from."""
        return self.agreed.to if self.agreed else self.plan

    @property
    def moved(self) -> bool:
        """Whether another date is proposed than the one that binds, or nothing was agreed."""
        return self.proposed is not None and (self.agreed is None or self.proposed != self.agreed.to)

    @property
    def short(self) -> bool:
        """Whether it is proposed earlier than it can be as things stand."""
        return self.proposed is not None and self.forecast is not None and self.proposed < self.forecast


@dataclass(frozen=True, slots=True)
class RevisedPlan:
    """What binds with what is proposed, what must be typed, and when each open activity ends then."""

    lines: tuple[BindingDate, ...]
    typed: tuple[Redated, ...]
    ends: Mapping[str, date]
    undated: tuple[str, ...]

    def released(self, body: str) -> tuple[BindingDate, ...]:
        """What a body may agree anew."""
        return tuple(line for line in self.lines if line.body == body and line.proposed is not None)

    def kept(self, body: str) -> tuple[BindingDate, ...]:
        """What another body has agreed that will not hold, and what is asked earlier than it can be."""
        return tuple(
            line
            for line in self.lines
            if (line.body != body and _passes(line)) or (line.body == body and line.short)
        )

    def others(self, body: str) -> tuple[str, ...]:
        """The other bodies whose agreement is needed."""
        return tuple(dict.fromkeys(line.body for line in self.kept(body) if line.body != body))


def _passes(line: BindingDate) -> bool:
    return bool(line.agreed and line.forecast and line.forecast > line.agreed.to)


def revised(plan: Plan, asked: Mapping[str, date] | None = None) -> RevisedPlan:
    """The plan as it would hold, seen from the plan's day.

    Args:
        plan: the project worked out.
        asked: the days that people have said, by key; the others are the forecast where it is after what binds, and
            stay where they are else. A launch is not proposed on a Friday or while nothing is launched.
    """
    said = dict(asked or {})
    wanted: dict[str, date] = {}
    lines: tuple[BindingDate, ...] = ()
    typed: tuple[Redated, ...] = ()
    tasks = tasks_of(plan.project)
    live = plan.facts.going_live
    for _ in range(_ROUNDS):
        typed = _redated(plan, tasks, wanted)
        seen = schedule(
            applied(tasks, typed), plan.days, plan.today,
            start=plan.project.about.start, external=external_dates(plan.project),
        )  # fmt: skip
        ends = {name: dates.end for name, dates in seen.dates.items() if dates.end}
        lines = tuple(_proposed(plan, line, said) for line in _binding(plan, ends, seen.finish))
        now = {
            name: line.proposed
            for line in lines
            if line.proposed and line.kind != "finish" and (line.asked or _held_back(line))
            if (name := live.get(line.key, line.key if line.kind == "milestone" else None))
        }
        if now == wanted:
            break
        wanted = now
    return RevisedPlan(lines, typed, _open_ends(tasks, seen.dates), _undated(plan))


def binding_dates(plan: Plan) -> tuple[BindingDate, ...]:
    """What binds as things stand: open milestones, launches to come, the finish."""
    ends = {work.activity.id: work.end for work in plan.work if work.end}
    return tuple(_binding(plan, ends, plan.schedule.finish))


def at_forecast(plan: Plan) -> tuple[BindingDate, ...]:
    """What binds, proposed for when it is foreseen: how far the tolerances are used as things stand."""
    return tuple(_but(line, line.forecast) for line in binding_dates(plan))


def moved_alone(before: Plan, after: Plan, own: str, body: str) -> dict[str, date]:
    """What a decided move of ``own`` agrees: its new date, and those of the binding dates that it alone moves.

    A date that was planned after what is agreed of it before the move is none of them, nor one that another body
    agrees.
    """
    then = {line.key: line for line in binding_dates(before)}
    found = {}
    for line in binding_dates(after):
        old = then.get(line.key)
        if old is None or line.plan is None or old.plan == line.plan or line.body != body:
            continue
        if line.key == own or old.agreed is None or (old.plan and old.plan <= old.agreed.to):
            found[line.key] = line.plan
    return found


def _held_back(line: BindingDate) -> bool:
    """A launch that is proposed later than it is foreseen, since that day is none to launch on."""
    return line.kind == "launch" and line.moved and line.proposed != line.forecast


def applied(tasks: list[Task], typed: tuple[Redated, ...]) -> list[Task]:
    """The activities with their new dates typed."""
    new = {one.id: one for one in typed}
    return [_typed(task, new[task.id]) if task.id in new else task for task in tasks]


def _typed(task: Task, new: Redated) -> Task:
    return task._replace(
        start=None if "start" in new.without else new.start or task.start,
        due=None if "due" in new.without else new.due or task.due,
        duration=None if "duration" in new.without else task.duration,
    )


def _redated(plan: Plan, tasks: list[Task], wanted: Mapping[str, date]) -> tuple[Redated, ...]:
    return redated(
        tasks, plan.days, plan.today,
        start=plan.project.about.start, external=external_dates(plan.project), wanted=wanted,
    )  # fmt: skip


def _open_ends(tasks: list[Task], dates: Mapping[str, Dates]) -> dict[str, date]:
    """When each open activity ends by the plan that holds."""
    open_ones = [
        task.id for task in tasks if task.status is not Status.DONE and task.status not in FALLEN_OUT
    ]
    return {name: end for name in open_ones if (end := dates[name].plan_end)}


def _undated(plan: Plan) -> tuple[str, ...]:
    return tuple(work.activity.id for work in plan.work if work.dates.undated and not work.done)


# ---------------------------------------------------------------- what binds


def _binding(plan: Plan, ends: Mapping[str, date], finish: date | None) -> Iterator[BindingDate]:
    """Milestones that are open, launches to come, the finish; a launch and its going live are one."""
    live = set(plan.facts.going_live.values())
    for work in plan.work:
        one = work.activity
        if one.milestone and one.id not in live and not work.done and not work.fallen_out:
            yield _line(plan, one.id, "milestone", one.title, one.agreed_by, one, ends.get(one.id))
    for service in plan.project.services:
        if service.id not in plan.facts.launched:
            timing = timing_of(service, plan)
            going_live = plan.facts.going_live.get(service.id)
            foreseen = ends.get(going_live) if going_live else (timing.forecast if timing else None)
            yield _line(plan, service.id, "launch", service.name, service.agreed_by, service, foreseen)
    about = plan.project.about
    yield _line(plan, FINISH, "finish", about.name, about.agreed_by, about, finish)


def _line(
    plan: Plan,
    key: str,
    kind: Literal["milestone", "launch", "finish"],
    title: str,
    body: str | None,
    record: Record,
    foreseen: date | None,
) -> BindingDate:
    timing = timing_of(record, plan) or Timing()
    return BindingDate(
        key, kind, title, body or STEERING_GROUP, timing.original, timing.agreed, timing.plan, foreseen
    )


def _proposed(plan: Plan, line: BindingDate, asked: Mapping[str, date]) -> BindingDate:
    """What is proposed of one date: what was said, else the later of what binds and what is foreseen."""
    if line.key in asked:
        return _but(line, asked[line.key], asked=asked[line.key] != line.binds)
    days = [day for day in (line.binds, line.forecast) if day]
    day = max(days, default=None)
    if day and line.kind == "launch" and day != line.binds:
        day = launchable(plan, day)
    return _but(line, day)


def _but(line: BindingDate, proposed: date | None, *, asked: bool = False) -> BindingDate:
    return BindingDate(
        line.key, line.kind, line.title, line.body, line.original, line.agreed, line.plan, line.forecast,
        proposed, asked,
    )  # fmt: skip


def launchable(plan: Plan, day: date) -> date:
    """The first day from ``day`` on on which something may be launched: worked, in no freeze, no Friday unless said."""
    while not _may_launch(plan, day):
        day += _DAY
    return day


def _may_launch(plan: Plan, day: date) -> bool:
    calendar = plan.project.calendar
    if not plan.days.is_working(day) or any(one.from_ <= day <= one.to for one in calendar.freeze):
        return False
    return calendar.launch_on_friday or day.weekday() != FRIDAY


class Binds(NamedTuple):
    """What agreeing a plan as it stands makes binding: how many milestones and launches, and the finish."""

    milestones: int
    launches: int
    finish: date | None


def would_bind(plan: Plan) -> Binds:
    """What becomes agreed when the plan is agreed now."""
    lines = binding_dates(plan)
    count = {kind: sum(line.kind == kind for line in lines) for kind in ("milestone", "launch")}
    finish = next((line.plan for line in lines if line.key == FINISH), None)
    return Binds(count["milestone"], count["launch"], finish)


# ---------------------------------------------------------------- within the tolerances


@dataclass(frozen=True, slots=True)
class Strain:
    """How far a date would be from what was last agreed by decision, in working days, and how far it may be."""

    key: str
    title: str
    days: int
    allowed: int

    @property
    def outside(self) -> bool:
        """Whether it is more than the lead may decide alone."""
        return self.days > self.allowed


def strains(plan: Plan, lines: tuple[BindingDate, ...]) -> tuple[Strain, ...]:
    """The finish and the launches that would move, counted from what was last agreed by decision."""
    allowed = plan.project.about.tolerances.days
    return tuple(
        Strain(line.key, line.title, plan.days.between(base, line.proposed), allowed)
        for line in lines
        if line.kind != "milestone" and line.proposed and (base := decided_date(plan, line.key))
        if line.proposed > base
    )


def decided_date(plan: Plan, key: str) -> date | None:
    """What was last agreed of something by a body, and not moved within the tolerances."""
    trail = plan.trail.get(key, ())
    return next((one.to for one in reversed(trail) if one.kind != "tolerance"), None)
