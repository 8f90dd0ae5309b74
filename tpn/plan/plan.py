"""From a project and a day to its plan: everything that follows, in one frozen value."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from tpn.model.choices import Light, Phase, Status
from tpn.model.deliveries import comes_on, is_delivered
from tpn.model.ended import fallen_out, is_over, standing, whole_route
from tpn.model.findings import Finding
from tpn.model.index import index
from tpn.model.procurement import Component
from tpn.model.project import Project
from tpn.model.questions import Questions
from tpn.model.recorded import ahead
from tpn.model.shapes import Activity
from tpn.plan.baseline import FINISH, Agreed, Baseline
from tpn.plan.bodies import sittings
from tpn.plan.deliveries import Deliveries
from tpn.plan.facts import DUE_SOON, ProjectFacts, Work
from tpn.plan.launches import is_go_live, launch_dues, launches_to_come, two_launches
from tpn.plan.lights import ShownLight, lights, overall
from tpn.plan.schedule import faults_of, schedule
from tpn.plan.tasks import Clash, Schedule, Task
from tpn.plan.workdays import FRIDAY, WorkDays

K = TypeVar("K")


@dataclass(frozen=True, eq=False, repr=False)
class Plan:
    """What follows from a project, seen from ``today``.

    ``project`` is what stands of it; ``whole`` has what has ended too, as the files say it.
    """

    project: Project
    today: date
    days: WorkDays
    schedule: Schedule
    facts: ProjectFacts
    baseline: Baseline | None
    whole: Project
    reported: Mapping[str, date] = field(default_factory=dict)

    @property
    def trail(self) -> Mapping[str, tuple[Agreed, ...]]:
        """What was agreed of each thing that binds, the first date first; empty before anything was agreed."""
        return self.baseline.trail if self.baseline else {}

    @property
    def work(self) -> tuple[Work, ...]:
        """Every activity with its dates, in the order of the files."""
        return self.facts.work

    @cached_property
    def by_id(self) -> Mapping[str, Work]:
        """The same by id."""
        return {item.activity.id: item for item in self.work}

    @cached_property
    def lights(self) -> tuple[ShownLight, ...]:
        """The seven lights."""
        return lights(self.facts)

    @property
    def overall(self) -> Light:
        """The worst light that is not grey."""
        return overall(shown.light for shown in self.lights)

    @property
    def critical(self) -> tuple[str, ...]:
        """Unfinished activities that carry the forecast finish, in the order they will be done."""
        carrying = [item for item in self.work if item.dates.critical and not item.done]
        return tuple(item.activity.id for item in sorted(carrying, key=lambda w: w.dates.start or date.max))

    def of_phase(self, phase: Phase) -> tuple[Work, ...]:
        """The work of a phase."""
        return tuple(self._phases.get(phase, ()))

    def of_service(self, service: str) -> tuple[Work, ...]:
        """The work that names a service."""
        return tuple(self._services.get(service, ()))

    # each asked for once per phase and service: sorted once, not looked through each time
    @cached_property
    def _phases(self) -> Mapping[Phase, list[Work]]:
        return _sorted(self.work, lambda item: item.phase)

    @cached_property
    def _services(self) -> Mapping[str | None, list[Work]]:
        return _sorted(self.work, lambda item: item.activity.service)


def _sorted(work: Iterable[Work], key: Callable[[Work], K]) -> Mapping[K, list[Work]]:
    sorts: dict[K, list[Work]] = {}
    for item in work:
        sorts.setdefault(key(item), []).append(item)
    return sorts


def work_out(
    project: Project,
    today: date,
    *,
    baseline: Baseline | None = None,
    reported: Mapping[str, date] | None = None,
    questions: Questions,
) -> Plan:
    """Everything that follows from a project's facts, seen from ``today``.

    Args:
        project: the facts.
        today: the day it is seen from.
        baseline: the agreed plan; without one lateness is counted from the plan as it stands.
        reported: the forecasts of the previous report, by activity, service or ``FINISH``.
        questions: the checklists, for readiness and privacy.
    """
    whole, project = project, standing(project)
    days = working_days(project)
    made = schedule(
        tasks_of(project), days, today,
        start=project.about.start, external=external_dates(project),
    )  # fmt: skip
    ends = baseline.ends if baseline else {}
    work = tuple(_work(phase, activity, made, ends, days, today) for phase, activity in project.activities)
    if (over := project.about.handed_over) and over <= today:  # nobody waits for what is left any more
        work = tuple(one._replace(delay=None, overdue=False, due_soon=False) for one in work)
    agreed = baseline.trail.get(FINISH) if baseline else None
    late = _after(made.finish, agreed[-1].to if agreed else project.about.finish, days)
    facts = ProjectFacts(
        project, today, work, made.finish, late, questions, revised(baseline, days) if baseline else None
    )
    return Plan(project, today, days, made, facts, baseline, whole, reported or {})


def revised(
    baseline: Baseline, days: WorkDays, only: Container[str] | None = None
) -> Mapping[str, object] | None:
    """How a plan that replaced the first stands to it, by the finish, else by what moved most.

    A finish that was agreed only later says nothing of the first plan. ``only``: by what of it has these keys; where
    none of that was agreed, no plan of it was revised.
    """
    trails = [trail for key, trail in baseline.trail.items() if only is None or key in only]
    if not baseline.revision or (only is not None and not trails):
        return None
    first = min((trail[0].day for trail in baseline.trail.values()), default=None)
    finish = baseline.trail.get(FINISH) if only is None else None
    trails = [finish] if finish and finish[0].day == first else trails
    furthest = max(trails, key=lambda trail: days.between(trail[0].to, trail[-1].to), default=())
    first_to, last_to = (furthest[0].to, furthest[-1].to) if furthest else (None, None)
    after = days.between(first_to, last_to) if first_to and last_to else 0
    moved = max((sum(a.to != b.to for a, b in pairwise(trail)) for trail in trails), default=0)
    return {
        "plan": baseline.revision, "decision": baseline.decision, "after": after, "moved": moved,
        "from": first_to, "to": last_to,
    }  # fmt: skip


def working_days(project: Project) -> WorkDays:
    """The working days of a project."""
    closed = [(period.from_, period.to) for period in project.calendar.closed]
    return WorkDays(project.calendar.country.value, closed)


def tasks_of(project: Project) -> list[Task]:
    """The activities as the schedule sees them, in the order of the files.

    A going live without a ``due`` has its service's ``launch`` as its own: they are one date.
    """
    launched = launch_dues(project)
    bodies = {activity.decided_by for _, activity in project.activities if activity.milestone} - {None}
    days = working_days(project) if bodies else None
    meets = {
        body: tuple((one.papers, one.day) for one in sittings(project, body, days))
        for body in bodies
        if body and days
    }
    coming = Deliveries(project)
    calendar = project.calendar
    freeze = tuple(sorted((one.from_, one.to) for one in calendar.freeze))
    made = []
    for _, activity in project.activities:
        due = activity.due or launched.get(activity.id)
        task = _task(activity, due, meets.get(activity.decided_by or "", ()), coming)
        if is_go_live(activity):
            off, never = not calendar.launch_on_friday, calendar.launch_on_friday is False
            task = task._replace(closed=freeze, not_on_friday=off, planned_off_friday=never)
        made.append(task)
    return made


def external_dates(project: Project) -> dict[str, date | None]:
    """When components and procurements are there: delivered (contract), else expected, else promised."""
    parts: dict[str, date | None] = {part.id: comes_on(part) for part in project.procurement.components}
    return parts | {
        deal.id: deal.contract or deal.expected or deal.promised for deal in project.procurement.procurements
    }


def comes_with(component: Component, plan: Plan) -> Work | None:
    """The work that a component comes with."""
    return plan.by_id.get(component.comes_with or "")


def foreseen_delivery(component: Component, plan: Plan) -> date | None:
    """When a component comes: its own day, else the forecast end of the work that it comes with."""
    work = comes_with(component, plan)
    return comes_on(component) or (work.end if work else None)


def is_there(component: Component, plan: Plan) -> bool:
    """Whether a component is delivered; one without a day of its own is when the work that it comes with is done."""
    work = comes_with(component, plan)
    return is_delivered(component) or (comes_on(component) is None and work is not None and work.done)


def planned_delivery(component: Component, plan: Plan) -> date | None:
    """When the work that a component comes with ends by the plan; by the agreed plan, where another day is expected."""
    work = comes_with(component, plan)
    if work is None:
        return None
    if comes_on(component) is None:
        return work.plan_end
    return plan.baseline.ends.get(work.activity.id) if plan.baseline else None


def _task(
    activity: Activity, due: date | None, sittings: tuple[tuple[date, date], ...], coming: Deliveries
) -> Task:
    return Task(
        activity.id, activity.start, due, activity.duration, coming.links(activity), activity.milestone,
        Status.CANCELLED if fallen_out(activity) else activity.status, activity.percent, activity.started,
        activity.finished, sittings if activity.milestone else (), brings=coming.brings(activity),
    )  # fmt: skip


def _work(
    phase: Phase, activity: Activity, made: Schedule, ends: Mapping[str, date], days: WorkDays, today: date
) -> Work:
    dates = made.dates[activity.id]
    promised = ends.get(activity.id, dates.plan_end)
    open_one = not is_over(activity)
    planned = dates.plan_end
    return Work(
        phase, activity, dates, promised,
        delay=_after(dates.end, promised, days) if open_one else None,
        overdue=open_one and planned is not None and planned < today,
        due_soon=open_one and planned is not None and today <= planned <= today + DUE_SOON,
    )  # fmt: skip


def _after(end: date | None, promised: date | None, days: WorkDays) -> int | None:
    """Working days that one date is after another; negative before."""
    return days.number_after(end) - days.number_after(promised) if end and promised else None


def findings(plan: Plan) -> Iterator[Finding]:
    """What is wrong with the plan, with the way to it in the files: what stands in the way, then the warnings."""
    yield from standing_in_the_way(plan)
    for one in _warnings(plan):
        yield one._replace(route=whole_route(plan.whole, one.route))


def standing_in_the_way(plan: Plan) -> Iterator[Finding]:
    """The errors of the plan: activities that wait for one another, and dates that disagree."""
    return _in_the_way(plan.project, plan.schedule.loops, plan.schedule.clashes)


def plan_faults(project: Project) -> Iterator[Finding]:
    """The same of a project whose plan nobody asks for; they are the same on every day."""
    project = standing(project)
    return _in_the_way(project, *faults_of(tasks_of(project), working_days(project), external_dates(project)))


def _in_the_way(
    project: Project, loops: Sequence[Sequence[str]], clashes: Sequence[Clash]
) -> Iterator[Finding]:
    if not (loops or clashes):
        return
    routes = {activity.id: route for route, activity in _routes(project)}
    for loop in loops:
        said = " → ".join([*loop, loop[0]])
        yield Finding("dependency-loop", (*routes[loop[0]], "after"), {"loop": said})
    for clash in clashes:
        facts = {"id": clash.id, "duration": clash.duration, "counted": clash.counted}
        yield Finding("dates-disagree", (*routes[clash.id], "duration"), facts)


def _warnings(plan: Plan) -> Iterator[Finding]:
    """Broken links, days off, launches with two dates or when nothing is launched, recorded dates after today."""
    routes = {activity.id: route for route, activity in _routes(plan.project)}
    made = plan.schedule
    for broken in made.broken:
        facts = {"id": broken.id, "to": broken.to, "days": broken.days}
        facts |= {"hint": "one"} if broken.days == 1 else {}
        yield Finding("link-broken", (*routes[broken.id], "after"), facts)
    for off in made.off_days:
        yield Finding("not-a-working-day", (*routes[off.id], off.field), {"id": off.id, "day": off.day})
    places = {service.id: number for number, service in enumerate(plan.project.services)}
    for two in two_launches(plan.project):
        facts = {"service": two.service, "launch": two.launch, "id": two.activity, "due": two.due}
        yield Finding("two-launches", ("services", places[two.service], "launch"), facts)
    yield from _days_of_launches(plan.project)
    for one in ahead(index(plan.project), plan.today):
        facts = {"id": one.id, "key": one.field, "date": one.date}
        yield Finding("date-ahead", (*one.route, one.field), facts)


def _days_of_launches(project: Project) -> Iterator[Finding]:
    """Launches in a time when nothing is launched, and on a Friday where nobody has said that it may be."""
    calendar = project.calendar
    for one in launches_to_come(project):
        facts = {"id": one.id, "day": one.day}
        if any(period.from_ <= one.day <= period.to for period in calendar.freeze):
            yield Finding("launch-in-freeze", one.route, facts)
        elif one.day.weekday() == FRIDAY and not calendar.launch_on_friday:
            yield Finding("launch-on-friday", one.route, facts)


def _routes(project: Project) -> Iterator[tuple[tuple[str | int, ...], Activity]]:
    for phase in Phase:
        for number, activity in enumerate(getattr(project, phase).activities):
            yield (phase.value, "activities", number), activity
