"""«Where does the project stand?» – the facts of one screen, and of ``tpn status --format json``."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from tpn.model.about import Service
from tpn.model.choices import Dimension, Light, PassageOutcome, Phase
from tpn.model.index import Index
from tpn.model.index import index as records_of
from tpn.model.logs import Communication
from tpn.model.people import first_name, name_of
from tpn.model.project import Project
from tpn.model.questions import settled
from tpn.model.shapes import Activity
from tpn.plan import Plan
from tpn.plan.facts import DUE_SOON, Work
from tpn.plan.gates import refused
from tpn.plan.lights import Because, Judged, ServiceDimension, ShownLight, overall, progress_of
from tpn.plan.progress import Progress, was_planned
from tpn.plan.progress import progress_of as counted
from tpn.plan.service_light import readiness_of, service_light
from tpn.plan.service_steps import ServiceStep, complete, step_of
from tpn.plan.timing import Timing, timing_of
from tpn.views.belonging import phase_of, services_of
from tpn.views.ended_facts import EndedFacts
from tpn.views.report_ended import services_gone
from tpn.views.timing import timing_json
from tpn.views.todos import Todo, todos
from tpn.views.values import title_of

NEXT = 5


class LightLine(NamedTuple):
    """One light; ``previous`` is its colour when it was told last, None where it was not."""

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
    timing: Timing | None = None


class PhaseLine(NamedTuple):
    """A phase: its light, its count, its next milestone."""

    phase: Phase
    light: Light
    progress: Progress
    next: Deadline | None

    @property
    def number(self) -> int:
        """Its place among the phases, from 1."""
        return list(Phase).index(self.phase) + 1


class ServiceLine(NamedTuple):
    """A service: the step it stands on, and which steps are complete."""

    id: str
    name: str
    light: Light
    step: ServiceStep
    steps: Mapping[ServiceStep, bool]
    launch: date | None
    forecast: date | None
    timing: Timing


class RefusedGate(NamedTuple):
    """A gate or a going live that was put off or stopped, the decision, and the day."""

    id: str
    title: str
    decision: str
    outcome: PassageOutcome
    day: date | None


class StatusView(NamedTuple):
    """Where the project stands, or the part of it that is asked for.

    ``finish``: its last forecast end; ``ends``: the dates of the finish, of a service those of its launch.
    ``overdue``: what is overdue by responsible, for the project group; ``overdue_by_unit``: for all others;
    ``overdue_all``: all of it, actions and communication too; ``overdue_first``: what has been so for longest.
    ``of_service``: what the one service is called that is asked for.
    ``asked``: the words that the lists behind the figures are asked for with. ``gone``: the services that are on hold
    or have left: what is foreseen of the finish is without them.
    """

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
    ends: Timing | None
    wished: date | None
    finish_late: int | None
    critical: tuple[str, ...]
    hanging: tuple[str, ...]
    phases: tuple[PhaseLine, ...]
    services: tuple[ServiceLine, ...]
    next: tuple[Deadline, ...]
    overdue: tuple[tuple[str | None, int], ...]
    overdue_by_unit: tuple[tuple[str | None, int], ...]
    overdue_all: int
    overdue_first: tuple[Deadline, ...]
    titles: Mapping[str, str]
    asked: str = ""
    of_service: str | None = None
    gone: tuple[EndedFacts, ...] = ()
    refused: tuple[RefusedGate, ...] = ()

    @property
    def asked_service(self) -> str:
        """Of what is asked for, the service alone."""
        return self.asked.partition(" --phase")[0]


def status(
    plan: Plan,
    previous: Mapping[str, str] | None = None,
    *,
    service: str | None = None,
    phase: Phase | None = None,
    index: Index | None = None,
) -> StatusView:
    """Where a project stands; of one service or phase only where that is asked, and then all of it.

    Args:
        plan: what follows from the project.
        previous: the colour of each dimension when it was told last.
        service: only this service's work.
        phase: only this phase's work.
        index: the project's records, where they are at hand.
    """
    about = plan.project.about
    part = StatusPart(plan, index or records_of(plan.project), service, phase)
    todo = [one for one in todos(plan, part.index) if part.has(one)]
    known = previous if part.whole else None  # what was told is of the whole project
    lines = tuple(LightLine(shown, _previous(known, shown.dimension)) for shown in part.lights())
    ends = part.ends()
    return StatusView(
        project=about.id, name=about.name,
        municipality=about.municipality.name if about.municipality else None,
        lead=name_of(plan.project.person, about.lead), owner=name_of(plan.project.person, about.owner),
        as_of=plan.today, agreed=plan.baseline.agreed if plan.baseline else None,
        overall=part.overall(), overruled=any(line.shown.overruled for line in lines),
        lights=lines, progress=counted(part.work, plan.today),
        planned=sum(not w.fallen_out and was_planned(w, plan.today) for w in part.work),
        finish=part.finish(), ends=ends, wished=about.finish if part.whole else None, finish_late=part.late(ends),
        critical=part.critical(),
        hanging=tuple(dict.fromkeys(name for w in part.work if not w.done for name in w.dates.hanging)),
        phases=tuple(line for one in Phase if phase in (None, one) if (line := _phase(part, one)).progress.total
                     or part.whole or phase),
        services=tuple(_service(plan, one.id) for one in part.services()),
        next=tuple(_next(plan, todo, part.index)), overdue=tuple(_overdue(plan, todo)),
        overdue_by_unit=tuple(_overdue_by_unit(plan, todo)),
        overdue_all=sum(one.timing.overdue for one in todo),
        overdue_first=tuple(_overdue_first(plan, todo, part.index)),
        titles=_titles(plan), asked=part.asked, of_service=plan.project.service[service].name if service else None,
        gone=services_gone(plan) if part.whole else (),
        refused=tuple(_refused(plan.project, part.work)),
    )  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class StatusPart:
    """The whole project, or what belongs to one service or one phase of it."""

    plan: Plan
    index: Index
    service: str | None = None
    phase: Phase | None = None

    @cached_property
    def work(self) -> tuple[Work, ...]:
        """Its work, in the order of the files."""
        return tuple(w for w in self.plan.work if self._fits(w.activity.service, w.phase))

    def _fits(self, service: str | None, phase: Phase | None) -> bool:
        return self.service in (None, service) and self.phase in (None, phase)

    @property
    def whole(self) -> bool:
        """Whether it is all of the project."""
        return self.service is None and self.phase is None

    @property
    def asked(self) -> str:
        """The options that ``tpn list`` is asked with for the same part."""
        words = (("--service", self.service), ("--phase", self.phase and self.phase.value))
        return "".join(f" {option} {value}" for option, value in words if value)

    def has(self, one: Todo) -> bool:
        """Whether something to do belongs to it."""
        if self.whole:
            return True
        services = services_of(one.entry, self.index) if self.service else ()
        return (self.service is None or self.service in services) and (
            self.phase is None or phase_of(one.entry) is self.phase
        )

    def lights(self) -> tuple[ShownLight, ...]:
        """The seven lights; of a part its own: its progress, and of a service what its launch lacks."""
        if self.whole:
            return self.plan.lights
        judged: list[tuple[Dimension | ServiceDimension, Judged]] = [(Dimension.PROGRESS, self._progress)]
        if self.service and (ready := readiness_of(self.service, self.plan.facts)):
            judged.append((ServiceDimension.READINESS, ready))
        return tuple(ShownLight(name, one.light, one.light, one.because) for name, one in judged)

    @cached_property
    def _progress(self) -> Judged:
        return progress_of(self.work, self.plan.project.about.tolerances.days)

    def overall(self) -> Light:
        """The project's light, or the part's own."""
        return self.plan.overall if self.whole else overall(shown.light for shown in self.lights())

    def finish(self) -> date | None:
        """The last forecast end of its work."""
        if self.whole:
            return self.plan.schedule.finish
        return max((w.end for w in self.work if w.end and not w.fallen_out), default=None)

    def ends(self) -> Timing | None:
        """The dates of the finish; of a service those of its launch; a phase has none of its own."""
        if self.phase:
            return None
        if self.service:
            return timing_of(self.plan.project.service[self.service], self.plan)
        return timing_of(self.plan.project.about, self.plan)

    def late(self, ends: Timing | None) -> int | None:
        """Working days that the forecast is after what was agreed, else after what was wished; negative before."""
        if self.whole:
            return self.plan.facts.finish_late
        said = ends and ends.binding and ends.forecast
        return self.plan.days.between(ends.binding, ends.forecast) if ends and said else None  # type: ignore[arg-type]

    def critical(self) -> tuple[str, ...]:
        """Of the work that carries the forecast finish, its own."""
        mine = {w.activity.id for w in self.work}
        return tuple(name for name in self.plan.critical if name in mine)

    def services(self) -> list[Service]:
        """The services that it shows: a phase is about none of them alone."""
        if self.phase:
            return []
        return [one for one in self.plan.project.services if self.service in (None, one.id)]


def _previous(lights: Mapping[str, str] | None, dimension: StrEnum) -> Light | None:
    said = (lights or {}).get(dimension.value)
    return Light(said) if said else None


def short_name(plan: Plan, person: str) -> str:
    """How a person is called on a narrow screen."""
    known = plan.project.person.get(person)
    return first_name(known) if known else person


def _phase(part: StatusPart, phase: Phase) -> PhaseLine:
    plan = part.plan
    work = [w for w in part.work if w.phase is phase] if part.service else plan.of_phase(phase)
    light = progress_of(work, plan.project.about.tolerances.days).light
    milestones = [w for w in work if w.activity.milestone and not w.done and not w.fallen_out and w.plan_end]
    coming = min(milestones, key=lambda w: w.plan_end or date.max, default=None)
    return PhaseLine(phase, light, counted(work, plan.today), _deadline(plan, coming) if coming else None)


def _service(plan: Plan, service: str) -> ServiceLine:
    one = plan.project.service[service]
    work = plan.of_service(service)
    progress = progress_of(work, plan.project.about.tolerances.days).light
    light = service_light(service, progress, plan.facts)
    timing = timing_of(one, plan) or Timing()
    launch = timing.forecast if timing.over else timing.plan
    return ServiceLine(
        service, one.name, light, step_of(one, plan.facts), complete(one, plan.facts),
        launch, timing.forecast, timing,
    )  # fmt: skip


def _deadline(plan: Plan, work: Work) -> Deadline:
    names = tuple(short_name(plan, person) for person in work.activity.responsible)
    due = work.plan_end or plan.today
    timing = timing_of(work.activity, plan)
    return Deadline(
        work.activity.id, work.activity.title, due, work.end, names, work.activity.milestone, timing
    )


def _next(plan: Plan, todo: Iterable[Todo], index: Index) -> list[Deadline]:
    """The nearest deadlines, today's included, of what has a number of its own: activities and communication.

    An action has none, and is listed with the others by ``tpn list deadlines``.
    """
    coming = [
        one
        for one in todo
        if isinstance(one.entry.record, Activity | Communication) and not one.timing.over
        if one.timing.plan and one.timing.plan >= plan.today
    ]
    coming.sort(key=lambda one: (one.timing.plan or date.max, one.entry.address))
    return [_due(plan, one, index) for one in coming[:NEXT]]


def _overdue(plan: Plan, todo: Iterable[Todo]) -> list[tuple[str | None, int]]:
    """How many overdue each responsible has, most first; None stands for «without responsible»."""
    counts: dict[str | None, int] = {}
    for one in todo:
        if one.timing.overdue:
            for person in one.people or (None,):
                name = short_name(plan, person) if person else None
                counts[name] = counts.get(name, 0) + 1
    return sorted(counts.items(), key=lambda pair: (pair[0] is None, -pair[1], pair[0] or ""))


def _overdue_by_unit(plan: Plan, todo: Iterable[Todo]) -> list[tuple[str | None, int]]:
    """How much is overdue in each unit, most first; None stands for what nobody of a unit has."""
    known, counts = plan.project.person, Counter[str | None]()
    for one in todo:
        if one.timing.overdue:
            counts.update({known[person].unit for person in one.people if person in known} or {None})
    return sorted(counts.items(), key=lambda pair: (pair[0] is None, -pair[1], pair[0] or ""))


def _overdue_first(plan: Plan, todo: Iterable[Todo], index: Index) -> list[Deadline]:
    """What has been overdue for longest, and whose it is."""
    late = [one for one in todo if one.timing.overdue and one.timing.plan]
    late.sort(key=lambda one: (one.timing.plan or date.max, one.entry.address))
    return [_due(plan, one, index) for one in late[:NEXT]]


def _due(plan: Plan, one: Todo, index: Index) -> Deadline:
    record = one.entry.record
    return Deadline(
        index.spoken(one.entry.address), title_of(record), one.timing.plan or plan.today, one.timing.forecast,
        tuple(short_name(plan, person) for person in one.people), timing=one.timing,
        milestone=isinstance(record, Activity) and record.milestone,
    )  # fmt: skip


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


def _refused(project: Project, work: Iterable[Work]) -> Iterator[RefusedGate]:
    for one in work:
        said = refused(project, one.phase, one.activity)
        if said and said.gate:
            yield RefusedGate(one.activity.id, one.activity.title, said.id, said.gate.outcome, said.decided)


def as_json(view: StatusView, plan: Plan) -> dict[str, object]:
    """The facts by the contract of ``tpn status --format json``, format 1."""
    return {
        "format": 1,
        "project": view.project,
        "as_of": view.as_of,
        "overall": {"light": view.overall, "overruled": view.overruled},
        "lights": [_light(line) for line in view.lights],
        "progress": view.progress._asdict() | {"planned": view.planned, "list": _lists(view)},
        "overdue_all": {"count": view.overdue_all, "list": f"tpn list deadlines --overdue{view.asked}"},
        "forecast": {
            "finish": view.finish,
            **(timing_json(view.ends) if view.ends else {"promised": None}),
            "working_days": view.finish_late,
            "critical": list(view.critical),
        },
        "phases": [_phase_json(line, view, plan) for line in view.phases],
        "services": [
            {
                "service": one.id,
                "light": one.light,
                "step": one.step,
                "launch": one.launch,
                **timing_json(one.timing),
                "list": f"tpn list activities --counted --service {one.id}",
            }
            for one in view.services
        ],
        "gone": [
            {
                "service": one.id,
                "outcome": one.outcome,
                "until": one.to,
                "into": one.into,
                "decision": one.decision,
                "date": one.day,
            }
            for one in view.gone
        ],
        "refused": [one._asdict() for one in view.refused],
    }


def _lists(view: StatusView) -> dict[str, str]:
    """The list behind each figure of the progress: so many rows as the figure says."""
    return {
        "done": f"tpn list activities --status done{view.asked}",
        "total": f"tpn list activities --counted{view.asked}",
        "planned": f"tpn list activities --planned{view.asked}",
        "overdue": f"tpn list activities --overdue{view.asked}",
        "due_soon": f"tpn list activities --due {DUE_SOON.days}d{view.asked}",
    }


def _light(line: LightLine) -> dict[str, object]:
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


def because_json(because: Because) -> dict[str, object]:
    """A fact of a light as JSON."""
    return {"fact": because.fact, **because.facts}


def _phase_json(line: PhaseLine, view: StatusView, plan: Plan) -> dict[str, object]:
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
        "list": {
            "done": f"tpn list activities --status done --phase {line.phase.value}{view.asked_service}",
            "total": f"tpn list activities --counted --phase {line.phase.value}{view.asked_service}",
        },
        "next": {"id": coming.id, "due": coming.due, "forecast": coming.forecast, **_dates(coming)}
        if coming
        else None,
    }


def _dates(coming: Deadline) -> dict[str, object]:
    return timing_json(coming.timing) if coming.timing else {}


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
