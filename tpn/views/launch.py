"""«Which service may go live, and what does it lack?» – the facts of ``tpn launch``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tpn.model.choices import Light
from tpn.model.ended import fallen_out
from tpn.model.launch import Figure, ServiceLaunch
from tpn.model.logs import Lesson
from tpn.plan import Plan
from tpn.plan.maturity import Ladder, Met, Roadmap, roadmap
from tpn.plan.plan import foreseen_delivery, is_there
from tpn.plan.processes import process_of
from tpn.plan.readiness import LaunchPoint, Mark, Readiness, Theme, board, readiness
from tpn.plan.service_steps import ServiceStep, step_of
from tpn.plan.timing import Timing, timing_of
from tpn.views.fact_lines import fact_json
from tpn.views.law_facts import LawLine, laws_of
from tpn.views.point_doers import PointDoer, point_doers
from tpn.views.report_services import light_of
from tpn.views.timing import timing_json


@dataclass(frozen=True)
class BoardLine:
    """One service on the board: how ready it is, and where it stands among the steps."""

    ready: Readiness
    step: ServiceStep
    timing: Timing
    light: Light

    @property
    def foreseen(self) -> date | None:
        """The forecast of a launch to come, where it is another day than the one agreed or planned."""
        return _foreseen(self.timing)

    @property
    def asked(self) -> int:
        """How many must points there are."""
        return sum(point.question.must for point in self.ready.points)

    @property
    def lacking(self) -> int:
        """How many must points hold the launch back."""
        return len(self.ready.lacking)


@dataclass(frozen=True)
class LaunchBoard:
    """The services of a project on two tracks. ``tracks``: the names of the themes of each, in order."""

    project: str
    today: date
    tracks: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[BoardLine, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks that are on the board, so that no other is explained."""
        used = {theme.mark for line in self.lines for theme in line.ready.themes}
        return tuple(mark for mark in Mark if mark in used)


def _foreseen(timing: Timing) -> date | None:
    return timing.forecast if not timing.over and timing.forecast != timing.binding else None


def launch_board(plan: Plan) -> LaunchBoard:
    """The readiness board of a project."""
    lines = tuple(
        BoardLine(
            ready,
            step_of(ready.service, plan.facts),
            timing_of(ready.service, plan) or Timing(),
            light_of(ready.service, plan)[0],
        )
        for ready in board(plan.facts)
    )
    themes = [(theme.track, theme.name) for line in lines[:1] for theme in line.ready.themes]
    tracks = tuple(
        (track, tuple(name for mine, name in themes if mine == track))
        for track in dict.fromkeys(track for track, _ in themes)
    )
    return LaunchBoard(plan.project.about.name, plan.today, tracks, lines)


# ---------------------------------------------------------------- as JSON


def board_json(view: LaunchBoard) -> dict[str, object]:
    """The board as facts, format 1."""
    return {
        "format": 1,
        "as_of": view.today,
        "services": [line_json(line.ready, line.step, line.timing) for line in view.lines],
    }


def line_json(ready: Readiness, step: ServiceStep, timing: Timing) -> dict[str, object]:
    """A service on the board: what it lacks by id, its themes with points clear and asked."""
    return {
        "service": ready.service.id,
        "step": step,
        "launch": ready.launch,
        **timing_json(timing),
        "launched": ready.launched,
        "may_launch": ready.may_launch,
        "let_through_by": ready.through.id if ready.through else None,
        "lacking": [point.question.id for point in ready.lacking],
        "waived": [waiver_json(point) for point in ready.waived],
        "themes": [_theme_json(theme) for theme in ready.themes],
    }


def _theme_json(theme: Theme) -> dict[str, object]:
    return {
        "track": theme.track, "theme": theme.name, "mark": theme.mark, "clear": theme.clear, "total": len(theme.points),
    }  # fmt: skip


def waiver_json(point: LaunchPoint) -> dict[str, object]:
    """A written waiver: who, when, why."""
    waiver = point.answer.waiver
    said = {"by": waiver.by, "date": waiver.date, "reason": waiver.reason} if waiver else {}
    return {"point": point.question.id, **said}


def undelivered(plan: Plan, service: str) -> tuple[tuple[str, str, date | None], ...]:
    """The components that a service needs and that are not there: id, name and when they come."""
    return tuple(
        (one.id, one.name, foreseen_delivery(one, plan))
        for one in plan.project.procurement.components
        if service in one.services and not is_there(one, plan) and not fallen_out(one)
    )


# ---------------------------------------------------------------- one service


@dataclass(frozen=True)
class Uptake:
    """One count after the launch: the cases of a period and the digital part; the share in percent.

    ``ahead``: percentage points above the goal, negative below it.
    """

    figure: Figure
    share: float | None
    ahead: float | None


@dataclass(frozen=True)
class ServicePage:
    """A service before and after its launch, with the names of people, services and components (``parts``) by id.

    ``doers``: of each point that lacks, by its id, who gets it in place and when, as far as the project knows.
    """

    ready: Readiness
    step: ServiceStep
    said: ServiceLaunch
    names: Mapping[str, str]
    services: Mapping[str, str]
    parts: Mapping[str, str]
    undelivered: tuple[tuple[str, str, date | None], ...]
    goal: float | None
    uptake: tuple[Uptake, ...]
    lessons: tuple[Lesson, ...]
    roadmap: Roadmap
    laws: tuple[LawLine, ...]
    unit: str | None
    timing: Timing
    doers: Mapping[str, tuple[PointDoer, ...]]

    @property
    def foreseen(self) -> date | None:
        """The forecast of a launch to come, where it is another day than the one agreed or planned."""
        return _foreseen(self.timing)

    @property
    def left(self) -> int:
        """How many of the points remain, must and should."""
        return len(self.ready.points) - sum(theme.clear for theme in self.ready.themes)

    @property
    def tracks(self) -> tuple[tuple[str, tuple[Theme, ...]], ...]:
        """The themes of each track, in order."""
        names = dict.fromkeys(theme.track for theme in self.ready.themes)
        return tuple((name, tuple(t for t in self.ready.themes if t.track == name)) for name in names)


def service_page(plan: Plan, service: str, language: str) -> ServicePage:
    """Everything about the launch of a service; ``language`` is that of the laws, which are content."""
    project, one = plan.project, plan.project.service[service]
    said = plan.facts.launches.get(service) or ServiceLaunch(service=service)
    process = process_of(project, service)
    goal = process.digital_share if process else None
    folder = plan.facts.questions.folder
    owner = project.person.get(one.owner or "")
    ready = readiness(one, plan.facts)
    return ServicePage(
        ready=ready, step=step_of(one, plan.facts), said=said,
        names={person.id: person.name for person in project.people},
        services={other.id: other.name for other in project.services},
        parts={part.id: part.name for part in project.procurement.components},
        undelivered=undelivered(plan, service), goal=goal,
        uptake=tuple(_uptake(figure, goal) for figure in sorted(said.figures, key=lambda figure: figure.date)),
        lessons=tuple(lesson for lesson in project.lessons if lesson.service == service),
        roadmap=roadmap(one, plan.facts, Ladder.of(folder)),
        laws=laws_of(one, folder, language, plan.today), unit=owner.unit if owner else None,
        timing=timing_of(one, plan) or Timing(),
        doers={point.question.id: tuple(point_doers(point.question, point.answer, service, plan))
               for point in ready.lacking},
    )  # fmt: skip


def _uptake(figure: Figure, goal: float | None) -> Uptake:
    """The digital share of a period; none where a number is missing or there were no cases."""
    if not figure.cases or figure.digital is None:
        return Uptake(figure, None, None)
    share = round(figure.digital / figure.cases * 100, 1)
    return Uptake(figure, share, round(share - goal, 1) if goal is not None else None)


def page_json(view: ServicePage) -> dict[str, object]:
    """One service as facts, format 1."""
    said = view.said
    return {
        "format": 1,
        **line_json(view.ready, view.step, view.timing),
        "points": [_point_json(point) for point in view.ready.points],
        "undelivered": [{"id": one, "name": name, "comes": comes} for one, name, comes in view.undelivered],
        "level": said.level,
        "assurance": said.assurance,
        "signature": said.signature,
        "goal_share": view.goal,
        "figures": [
            {
                "date": one.figure.date,
                "cases": one.figure.cases,
                "digital": one.figure.digital,
                "share": one.share,
            }
            for one in view.uptake
        ],
        "next": said.next,
        "maturity": _maturity_json(view.roadmap),
        "laws": [{**fact_json(law.line.fact), "section": law.section} for law in view.laws],
    }


def _maturity_json(road: Roadmap) -> dict[str, object]:
    return {
        "now": road.now,
        "launch": road.launch,
        "goal": road.goal,
        "levels": [
            {"level": rung.number, "name": rung.level, "needs": [_need_json(met) for met in rung.needs]}
            for rung in road.rungs
        ],
        "blocks": [{"block": block.id, "state": block.state} for block in road.blocks],
    }


def _need_json(met: Met) -> dict[str, object]:
    need = met.need
    asked = need.fact or (list(need.component) if need.component else need.requirement)
    return {"asks": asked, "state": met.state, "by": met.by, "when": met.when}


def _point_json(point: LaunchPoint) -> dict[str, object]:
    answer, question = point.answer, point.question
    return {
        "id": question.id, "track": question.track, "theme": question.theme, "must": question.must,
        "stand": point.stand, "evidence": answer.evidence, "by": answer.by, "date": answer.date, "note": answer.note,
    }  # fmt: skip
