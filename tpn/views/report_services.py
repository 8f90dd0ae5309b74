"""The services of a report: light and why, steps, *must* points, launch. And the plan of one service alone."""

from collections.abc import Iterator
from dataclasses import replace

from tpn.model.about import Service
from tpn.model.choices import Light, Phase
from tpn.model.ended import ended_of
from tpn.model.logs import Decision, Economy
from tpn.model.people import name_of
from tpn.model.project import Project
from tpn.plan import Plan
from tpn.plan.gates import passages_of
from tpn.plan.lights import progress_of
from tpn.plan.plan import revised
from tpn.plan.readiness import readiness
from tpn.plan.service_light import readiness_of, service_light
from tpn.plan.service_steps import complete, step_of
from tpn.views.point_doers import points_after_launch
from tpn.views.report_facts import Reason, ServiceFacts
from tpn.views.report_reasons import reason_of, titles_of
from tpn.views.report_timing import agreed_of, timing


def service_lines(plan: Plan) -> tuple[ServiceFacts, ...]:
    """Every service that has not left the project, in the order of the file."""
    return tuple(_line(one, plan) for one in plan.project.services if ended_of(one) is None)


def launched_by(plan: Plan, decision: Decision) -> ServiceFacts | None:
    """The service whose going live hangs on a decision that is asked for."""
    named = {passage.service for passage in passages_of(plan.project, decision)}
    going = (one for one in plan.project.services if one.id in named and ended_of(one) is None)
    lines = ((_line(one, plan), one) for one in going)
    return next(
        (
            line._replace(after_launch=tuple(points_after_launch(one, plan)))
            for line, one in lines
            if not line.launched
        ),
        None,
    )


def _line(one: Service, plan: Plan) -> ServiceFacts:
    ready, steps = readiness(one, plan.facts), complete(one, plan.facts)
    must = [point for point in ready.points if point.question.must]
    said = timing(one, plan)
    agreed, original = agreed_of(said)
    light, because = light_of(one, plan)
    person = plan.project.person
    owner = person.get(one.owner or "")
    return ServiceFacts(
        one.id, one.name, light, because, sum(done for step, done in steps.items()), len(steps),
        step_of(one, plan.facts), len(must) - len(ready.lacking), len(must), original, agreed, said.forecast,
        said.forecast if ready.launched else None,
        name_of(person, one.responsible), owner.name if owner else None,
        _unit(one, plan.project), tuple(one.audience), ready.must_waived,
    )  # fmt: skip


def _unit(one: Service, project: Project) -> str | None:
    """The units whose work it is: of those who are responsible and of its subject staff, else of its owner."""
    people = project.person
    known = [people[who].unit for who in (one.responsible, *one.subject_staff) if who in people]
    owner = people.get(one.owner or "")
    return ", ".join(dict.fromkeys(unit for unit in known if unit)) or (owner.unit if owner else None)


def colour_of(one: Service, plan: Plan) -> Light:
    """The light of a service without its reasons."""
    progress = progress_of(plan.of_service(one.id), plan.project.about.tolerances.days)
    return service_light(one.id, progress.light, plan.facts)


def light_of(one: Service, plan: Plan) -> tuple[Light, tuple[Reason, ...]]:
    """The worse of its progress and its open *must* points, and why."""
    progress = progress_of(plan.of_service(one.id), plan.project.about.tolerances.days)
    light = colour_of(one, plan)
    ready = readiness_of(one.id, plan.facts)
    judged = [said for said in (ready, progress) if said and said.light is light] or [progress]
    titles = titles_of(plan)
    return light, tuple(reason_of(because, plan, titles) for said in judged for because in said.because)


def plan_of_service(plan: Plan, service: str) -> Plan:
    """The plan as if the project were this service alone: its work, risks, benefits, components and launch.

    The schedule is the whole project's: what the service waits for is still waited for.
    """
    project = plan.project
    one = project.service[service]
    kept = {
        phase.value: getattr(project, phase).but(
            activities=tuple(a for a in getattr(project, phase).activities if a.service == service)
        )
        for phase in Phase
    }
    kept["benefits"] = kept["benefits"].but(
        benefits=tuple(b for b in project.benefits.benefits if service in b.services), stakeholders=()
    )
    kept["procurement"] = kept["procurement"].but(
        components=tuple(c for c in project.procurement.components if service in c.services)
    )
    whole = project.but(
        **kept, about=project.about.but(lights={}), services=(one,), economy=Economy(), staffing=(), participation=(),
        deviations=(), decisions=tuple(_decisions(project, service)),
        risks=tuple(risk for risk in project.risks if service in risk.services),
        deliverables=tuple(d for d in project.deliverables if d.service == service),
    )  # fmt: skip
    work = tuple(w for w in plan.work if w.activity.service == service)
    own = {service, *(w.activity.id for w in work if w.activity.milestone)}
    told = revised(plan.baseline, plan.days, own) if plan.baseline else None
    return replace(
        plan,
        project=whole,
        facts=replace(plan.facts, project=whole, work=work, finish=None, finish_late=None, revised=told),
    )


def _decisions(project: Project, service: str) -> Iterator[object]:
    """The decisions that the service's work hangs on."""
    mine = {activity.id for _, activity in project.activities if activity.service == service} | {service}
    for one in project.decisions:
        if mine & set(getattr(one, "hangs", ()) or ()):
            yield one
