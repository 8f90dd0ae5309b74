"""«Why, what, who, when?» – the facts of a presentation, in the order in which they are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tpn.model.about import Goal
from tpn.model.choices import GoalLevel, Phase, RiskKind, RiskStatus, Role
from tpn.model.logs import Meeting
from tpn.model.people import name_of
from tpn.model.project import Project
from tpn.plan import Plan
from tpn.plan.lights import risk_score, worst_first
from tpn.plan.timing import Timing, timing_of
from tpn.views.agenda import coming
from tpn.views.agenda_facts import Coming
from tpn.views.benefit_facts import BenefitFacts, BenefitTotals
from tpn.views.report_benefits import benefit_lines, benefit_totals

MOST = 6
"""So many lines a slide can carry and still be read from the back of the room."""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal, and how it is measured: from – to, in a unit, by when; ``counted``: so many services are to be on."""

    text: str
    measure: str | None
    baseline: float | None
    target: float | None
    unit: str | None
    by: date | None
    level: GoalLevel | None = None
    counted: int | None = None


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service: who owns its process, who is responsible, its wave, its launch: agreed or planned, and as foreseen."""

    name: str
    owner: str | None
    responsible: str | None
    wave: int | None
    launch: date | None
    forecast: date | None


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase from its first day to its last, as foreseen; seen from a meeting that is over, as planned."""

    phase: Phase
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk: its score after measures, what is done, and whose it is."""

    id: str
    title: str
    score: int
    action: str | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class AskedTime:
    """A role that a unit is asked to fill: percent of a position, from day to day."""

    role: str
    unit: str | None
    person: str | None
    percent: float
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Presentation:
    """All that a presentation tells."""

    project: str
    municipality: str | None
    day: date | None
    place: str | None
    presenter: str | None
    contact: str | None
    why: tuple[GoalLine, ...]
    cases: float  # a year, in all the services together
    goals: tuple[GoalLine, ...]
    owner: str | None
    steering: tuple[str, ...]
    lead: str | None
    group: tuple[str, ...]
    support: tuple[tuple[Role, str], ...]
    process_owners: tuple[tuple[str, int], ...]  # how many services each of them owns the process of
    services: tuple[ServiceRow, ...]
    spans: tuple[PhaseSpan, ...]
    launches: tuple[tuple[str, date], ...]
    finish: date | None
    benefits: tuple[BenefitFacts, ...]
    totals: BenefitTotals | None
    asked: tuple[AskedTime, ...]
    risks: tuple[RiskRow, ...]
    coming: tuple[Coming, ...]
    today: date


_SUPPORT = (Role.IT, Role.RECORDS, Role.PRIVACY, Role.SECURITY, Role.PROCUREMENT, Role.BENEFITS,
            Role.COMMUNICATION, Role.UNION)  # fmt: skip


def presentation(plan: Plan, meeting: Meeting) -> Presentation:
    """The facts of the presentation for a meeting."""
    project = plan.project
    about = project.about
    lead = project.person.get(about.lead or "")
    measured, unmeasured = benefit_lines(plan)
    goals = tuple(_goals(project))
    return Presentation(
        project=about.name,
        municipality=about.municipality.name if about.municipality else None,
        day=meeting.date, place=meeting.place, presenter=lead.name if lead else None,
        contact=lead.email if lead else None,
        why=tuple(goal for goal in goals if goal.level in {GoalLevel.BUSINESS, GoalLevel.EFFECT}),
        cases=sum(one.cases_per_year or 0 for one in project.services),
        goals=tuple(goal for goal in goals if goal.level is not GoalLevel.BUSINESS),
        owner=name_of(project.person, about.owner),
        steering=tuple(name for who in about.steering_group if (name := name_of(project.person, who))),
        lead=lead.name if lead else None,
        group=tuple(one.name for one in project.people if Role.PROJECT_GROUP in one.roles and one.id != about.lead),
        support=tuple(_support(project)),
        process_owners=tuple(_process_owners(project)),
        services=tuple(
            ServiceRow(
                one.name, name_of(project.person, one.owner), name_of(project.person, one.responsible), one.wave,
                *_launch(timing, plan, meeting),
            )
            for one in project.services
            if (timing := timing_of(one, plan))
        ),
        spans=tuple(_spans(plan, over=_is_over(meeting, plan))),
        launches=tuple(
            (one.name, day)
            for one in project.services
            if (timing := timing_of(one, plan)) and (day := _launch(timing, plan, meeting)[1])
        ),
        finish=about.finish,
        benefits=(*measured, *unmeasured),
        totals=benefit_totals(plan),
        asked=tuple(_asked(project)),
        risks=tuple(_risks(project)),
        coming=coming(plan, meeting.date or plan.today),
        today=meeting.date or plan.today,
    )  # fmt: skip


def _is_over(meeting: Meeting, plan: Plan) -> bool:
    return bool(meeting.date and meeting.date < plan.today)


def _launch(timing: Timing, plan: Plan, meeting: Meeting) -> tuple[date | None, date | None]:
    """The date that binds and the forecast; at a meeting that is over nobody knew of today's forecast."""
    if _is_over(meeting, plan):
        first = timing.original or timing.plan
        return first, first
    return timing.forecast if timing.over else timing.binding, timing.forecast


def _goals(project: Project) -> Iterator[GoalLine]:
    known = {one.id: one for one in project.benefits.benefits}
    for goal in project.about.goals:
        one = known[goal.indicator].indicator if goal.indicator in known else None
        yield GoalLine(
            goal.text, one.name if one else None, one.baseline if one else None,
            one.target if one else None, one.unit if one else None, one.by if one else project.about.finish,
            goal.level, len(project.services) if one is None and _counts_services(goal) else None,
        )  # fmt: skip


def _counts_services(goal: Goal) -> bool:
    """Whether what is to be delivered is services, in any of the three languages: then they are counted."""
    said = goal.text.lower()
    return goal.level is GoalLevel.DELIVERY and any(
        word in said for word in ("tjeneste", "teneste", "service")
    )


def _support(project: Project) -> Iterator[tuple[Role, str]]:
    """One person for each of the fields that the project leans on, the lead's own aside."""
    for role in _SUPPORT:
        if found := next((one.name for one in project.people if role in one.roles), None):
            yield role, found


def _process_owners(project: Project) -> Iterator[tuple[str, int]]:
    """In the order of their first services."""
    owners = [name for one in project.services if (name := name_of(project.person, one.owner))]
    for name in dict.fromkeys(owners):
        yield name, owners.count(name)


def _spans(plan: Plan, *, over: bool) -> Iterator[PhaseSpan]:
    """Each phase; of a meeting that is ``over`` as it was planned, where that is known."""
    for phase in Phase:
        dates = [work.dates for work in plan.of_phase(phase) if not work.fallen_out]
        starts = [day for one in dates if (day := (over and one.plan_start) or one.start or one.plan_start)]
        ends = [day for one in dates if (day := (over and one.plan_end) or one.end or one.plan_end)]
        if starts and ends:
            yield PhaseSpan(phase, min(starts), max(ends))


def _asked(project: Project) -> Iterator[AskedTime]:
    for one in project.staffing:
        if one.needed:
            person = name_of(project.person, one.person)
            yield AskedTime(one.role, one.unit, person, one.needed, one.start, one.due)


def _risks(project: Project) -> Iterator[RiskRow]:
    """The open threats, the largest first."""
    scored = [
        (score, one)
        for one in project.risks
        if one.kind is RiskKind.THREAT and one.status is not RiskStatus.CLOSED and (score := risk_score(one))
    ]
    for score, one in sorted(scored, key=lambda pair: worst_first(pair[1])):
        action = next((done.what for done in one.actions if done.done is None), None)
        yield RiskRow(one.id, one.title, score, action, name_of(project.person, one.owner))
