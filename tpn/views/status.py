"""«Where does the project stand?» – the facts of one screen, and of ``tpn status --format json``."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from tpn.model.choices import Dimension, Light, Phase
from tpn.model.people import first_name, name_of
from tpn.model.questions import settled
from tpn.plan import Plan
from tpn.plan.facts import Work
from tpn.plan.lights import Because, ShownLight, progress_of
from tpn.plan.progress import Progress
from tpn.plan.progress import progress_of as counted
from tpn.plan.service_steps import ServiceStep, complete, step_of

NEXT = 5


class LightLine(NamedTuple):
    """One light; ``previous`` is its colour in the last snapshot, None without one."""

    shown: ShownLight
    previous: Light | None


class Deadline(NamedTuple):
    """Something that falls due: planned and forecast day, and whose it is."""

    id: str
    title: str
    due: date
    forecast: date | None
    responsible: tuple[str, ...]
    milestone: bool


class PhaseLine(NamedTuple):
    """A phase: its light, its count, its next milestone."""

    phase: Phase
    light: Light
    progress: Progress
    next: Deadline | None


class ServiceLine(NamedTuple):
    """A service: the step it stands on, and which steps are complete."""

    id: str
    name: str
    light: Light
    step: ServiceStep
    steps: Mapping[ServiceStep, bool]
    launch: date | None
    forecast: date | None


class StatusView(NamedTuple):
    """Where the project stands. ``since`` are the changes since the last snapshot, counted by kind."""

    project: str
    name: str
    municipality: str | None
    lead: str | None
    owner: str | None
    as_of: date
    agreed: date | None
    overall: Light
    overruled: bool
    lights: tuple[LightLine, ...]
    progress: Progress
    planned: int
    finish: date | None
    promised: date | None
    finish_late: int | None
    critical: tuple[str, ...]
    hanging: tuple[str, ...]
    phases: tuple[PhaseLine, ...]
    services: tuple[ServiceLine, ...]
    next: tuple[Deadline, ...]
    overdue: tuple[tuple[str | None, int], ...]
    titles: Mapping[str, str]


def status(
    plan: Plan,
    previous: Mapping[str, str] | None = None,
    *,
    service: str | None = None,
    phase: Phase | None = None,
) -> StatusView:
    """Where a project stands; of one service or phase only where that is asked.

    Args:
        plan: what follows from the project.
        previous: the colour of each dimension in the last snapshot.
        service: only this service's work.
        phase: only this phase's work.
    """
    about = plan.project.about
    work = [
        w
        for w in plan.work
        if (not service or w.activity.service == service) and (not phase or w.phase is phase)
    ]
    lines = tuple(LightLine(shown, _previous(previous, shown.dimension)) for shown in plan.lights)
    progress = counted(work, plan.today)
    return StatusView(
        project=about.id, name=about.name,
        municipality=about.municipality.name if about.municipality else None,
        lead=_name(plan, about.lead), owner=_name(plan, about.owner),
        as_of=plan.today, agreed=plan.baseline.agreed if plan.baseline else None,
        overall=plan.overall, overruled=any(shown.overruled for shown in plan.lights),
        lights=lines, progress=progress,
        planned=sum(not w.fallen_out and w.promised is not None and w.promised <= plan.today for w in work),
        finish=plan.schedule.finish, promised=about.finish, finish_late=plan.facts.finish_late,
        critical=plan.critical,
        hanging=tuple(dict.fromkeys(name for w in work if not w.done for name in w.dates.hanging)),
        phases=tuple(_phase(plan, one) for one in Phase if phase in (None, one)),
        services=tuple(_service(plan, one.id) for one in plan.project.services if service in (None, one.id)),
        next=tuple(_next(plan, work)), overdue=tuple(_overdue(plan, work)), titles=_titles(plan),
    )  # fmt: skip


def _previous(lights: Mapping[str, str] | None, dimension: Dimension) -> Light | None:
    said = (lights or {}).get(dimension.value)
    return Light(said) if said else None


def _name(plan: Plan, person: str | None) -> str | None:
    return name_of(plan.project.person, person) or person


def short_name(plan: Plan, person: str) -> str:
    """How a person is called on a narrow screen."""
    known = plan.project.person.get(person)
    return first_name(known) if known else person


def _phase(plan: Plan, phase: Phase) -> PhaseLine:
    work = plan.of_phase(phase)
    light = progress_of(work, plan.project.about.tolerances.days).light
    milestones = [w for w in work if w.activity.milestone and not w.done and not w.fallen_out and w.plan_end]
    coming = min(milestones, key=lambda w: w.plan_end or date.max, default=None)
    return PhaseLine(phase, light, counted(work, plan.today), _deadline(plan, coming) if coming else None)


def _service(plan: Plan, service: str) -> ServiceLine:
    one = plan.project.service[service]
    work = plan.of_service(service)
    light = progress_of(work, plan.project.about.tolerances.days).light
    said = plan.facts.launches.get(service)
    launched = said.launched if said and service in plan.facts.launched else None
    return ServiceLine(
        service, one.name, light, step_of(one, plan.facts), complete(one, plan.facts),
        launched or one.launch, launched or _launch_forecast(work) or one.launch,
    )  # fmt: skip


def _launch_forecast(work: Sequence[Work]) -> date | None:
    """When the launch is foreseen: the forecast of the milestone that is its going live, else of its last one."""
    milestones = [w for w in work if w.activity.milestone and not w.fallen_out and w.end]
    going_live = [w for w in milestones if w.activity.kind == "go_live"]
    return max((w.end for w in going_live or () if w.end), default=None)


def _deadline(plan: Plan, work: Work) -> Deadline:
    names = tuple(short_name(plan, person) for person in work.activity.responsible)
    due = work.plan_end or plan.today
    return Deadline(work.activity.id, work.activity.title, due, work.end, names, work.activity.milestone)


def _next(plan: Plan, work: Sequence[Work]) -> list[Deadline]:
    """The nearest deadlines, today's included."""
    coming = [w for w in work if not w.done and not w.fallen_out and w.plan_end and w.plan_end >= plan.today]
    coming.sort(key=lambda w: (w.plan_end, w.activity.id))
    return [_deadline(plan, w) for w in coming[:NEXT]]


def _overdue(plan: Plan, work: Sequence[Work]) -> list[tuple[str | None, int]]:
    """How many overdue each responsible has, most first; None stands for «without responsible»."""
    counts: dict[str | None, int] = {}
    for item in work:
        if item.overdue:
            for person in item.activity.responsible or (None,):
                name = short_name(plan, person) if person else None
                counts[name] = counts.get(name, 0) + 1
    return sorted(counts.items(), key=lambda pair: (pair[0] is None, -pair[1], pair[0] or ""))


def _titles(plan: Plan) -> dict[str, str]:
    """Titles of the records that lights speak of."""
    project = plan.project
    named = [(w.activity.id, w.activity.title) for w in plan.work]
    named += [(risk.id, risk.title) for risk in project.risks]
    named += [(deviation.id, deviation.title) for deviation in project.deviations]
    named += [(deliverable.id, deliverable.title) for deliverable in project.deliverables]
    named += [(b.id, b.title) for b in project.benefits.benefits]
    return dict(named) | {service.id: service.name for service in project.services}


# ---------------------------------------------------------------- as JSON


def as_json(view: StatusView, plan: Plan) -> dict[str, Any]:
    """The facts by the contract of ``tpn status --format json``, format 1."""
    return {
        "format": 1,
        "project": view.project,
        "as_of": view.as_of,
        "overall": {"light": view.overall, "overruled": view.overruled},
        "lights": [_light(line) for line in view.lights],
        "progress": view.progress._asdict(),
        "forecast": {
            "finish": view.finish,
            "promised": view.promised,
            "working_days": view.finish_late,
            "critical": list(view.critical),
        },
        "phases": [_phase_json(line, plan) for line in view.phases],
        "services": [
            {
                "service": one.id,
                "light": one.light,
                "step": one.step,
                "launch": one.launch,
                "forecast": one.forecast,
            }
            for one in view.services
        ],
    }


def _light(line: LightLine) -> dict[str, Any]:
    shown = line.shown
    return {
        "dimension": shown.dimension,
        "light": shown.light,
        "computed": shown.computed,
        "previous": line.previous,
        "overruled": shown.overruled,
        "reason": shown.reason,
        "because": [because_json(because) for because in shown.because],
    }


def because_json(because: Because) -> dict[str, Any]:
    """A fact of a light as JSON."""
    return {"fact": because.fact, **because.facts}


def _phase_json(line: PhaseLine, plan: Plan) -> dict[str, Any]:
    done, total, percent, planned, _, _ = line.progress
    coming = line.next
    return {
        "phase": line.phase,
        "light": line.light,
        "done": done,
        "total": total,
        "percent": percent,
        "planned_percent": planned,
        "checklist": _checklist(plan, line.phase),
        "next": {"id": coming.id, "due": coming.due, "forecast": coming.forecast} if coming else None,
    }


def _checklist(plan: Plan, phase: Phase) -> dict[str, int]:
    """Points settled and asked; a service's checklist is asked once for each service of the project."""
    questions = plan.facts.questions.of(phase)
    if phase is Phase.LAUNCH:
        answers = [launch.checklist for launch in plan.facts.launches.values()]
        total = len(questions) * len(plan.project.services)
    else:
        answers, total = [getattr(plan.project, phase).checklist], len(questions)
    done = sum(settled(answer.get(question.id)) for answer in answers for question in questions)
    return {"done": done, "total": total}
