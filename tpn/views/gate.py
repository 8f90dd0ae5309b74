"""«May this gate be passed?» – its score, open *must* points by name, milestones, what is new, what was decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tpn.model.checkpoints import Checkpoint
from tpn.model.choices import Light, PassageOutcome, Phase, RiskStatus
from tpn.model.logs import Alternative, Decision
from tpn.model.people import name_of
from tpn.plan import Plan
from tpn.plan.deciders import body_name, decider
from tpn.plan.gate_score import GateScore, ScoreLimits, gate_score
from tpn.plan.gates import Passage, gates, last_heard, let_through, open_points, passed, points_of, waiting_on
from tpn.plan.stands import Stand, stand
from tpn.plan.timing import timing_of
from tpn.views.launch import undelivered
from tpn.views.point_doers import PointDoer, point_doers, points_after_launch
from tpn.views.report_facts import LatePoint
from tpn.views.report_services import colour_of
from tpn.views.report_timing import open_before


@dataclass(frozen=True, slots=True)
class GatePoint:
    """An open *must* point; ``address`` is what ``tpn set`` takes; ``doers`` get it in place, ``note`` is its stand."""

    id: str
    address: str
    text: str
    stand: Stand
    doers: tuple[PointDoer, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class WaivedPoint:
    """A point that is clear by a written waiver: who gave it, when and why."""

    id: str
    text: str
    must: bool
    by: str | None
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class GateMatter:
    """The decision that a passage waits for: the ways, what is recommended, who decides and when, in which case."""

    id: str
    title: str
    ways: tuple[Alternative, ...]
    recommendation: str | None
    if_not: str | None
    body: str | None
    day: date | None
    case: str | None


@dataclass(frozen=True, slots=True)
class GateSubject:
    """A phase or a service that is to pass. ``decision``: the id of the one that lets it, though points are open.

    Of a service: its ``light``, when it is ``foreseen``, and the components that are not there (``undelivered``).
    ``waived``: the points that are clear by a waiver alone. ``asked_for``: the decision that waits on it.
    ``after_launch``: the points that come too late for the launch, and so need a waiver.

    ``asked``: how many *must* points there are; ``score`` counts the *should* points too. ``launch``: when the
    service is to be launched.
    ``last``: the latest decision on it, and ``outcome`` what came of that.
    """

    phase: Phase
    service: str | None
    name: str | None
    score: GateScore
    points: tuple[GatePoint, ...]
    passed: bool
    decision: str | None
    asked: int = 0
    launch: date | None = None
    last: str | None = None
    outcome: PassageOutcome | None = None
    light: Light | None = None
    foreseen: date | None = None
    undelivered: tuple[tuple[str, str, date | None], ...] = ()
    waived: tuple[WaivedPoint, ...] = ()
    asked_for: GateMatter | None = None
    after_launch: tuple[LatePoint, ...] = ()

    @property
    def held(self) -> bool:
        """Whether it may not pass."""
        return bool(self.points) and self.decision is None

    @property
    def must_waived(self) -> int:
        """How many of the clear *must* points are so by a waiver alone."""
        return sum(one.must for one in self.waived)

    @property
    def open_ids(self) -> tuple[str, ...]:
        """The open points by their ids."""
        return tuple(one.id for one in self.points)


@dataclass(frozen=True, slots=True)
class GateMilestone:
    """A milestone with its dates. ``days_late``: working days after the date that binds; ``open``: as in the report."""

    id: str
    title: str
    planned: date | None
    agreed: date | None
    forecast: date | None
    done: bool
    days_late: int
    open: int = 0


@dataclass(frozen=True, slots=True)
class GateNews:
    """Something that has happened since: its id, what it is, and the day."""

    id: str
    title: str
    day: date


@dataclass(frozen=True, slots=True)
class GateMove:
    """Open work that is planned for another day than it was."""

    id: str
    title: str
    before: date
    now: date


@dataclass(frozen=True, slots=True)
class GateRisk:
    """A risk that has come since."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class GateHearing:
    """What was decided at a gate before."""

    id: str
    title: str
    day: date
    outcome: PassageOutcome
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateView:
    """What a body needs to decide on a gate. ``since``: the day from which something is new; None: the beginning."""

    project: str
    day: date
    subjects: tuple[GateSubject, ...]
    milestones: tuple[GateMilestone, ...]
    since: date | None
    done: tuple[GateNews, ...]
    decided: tuple[GateNews, ...]
    moved: tuple[GateMove, ...]
    risks: tuple[GateRisk, ...]
    before: tuple[GateHearing, ...]
    compared: date | None = None
    """The day of the snapshot that moves and new risks are held against, where that is before ``since``."""

    @property
    def held(self) -> bool:
        """Whether something may not pass."""
        return any(one.held and not one.passed for one in self.subjects)


def gate_view(
    plan: Plan,
    passages: Sequence[Passage],
    heard: Sequence[Decision],
    since: date | None,
    language: str,
    limits: ScoreLimits,
    then: Mapping[str, Any] | None = None,
    taken: date | None = None,
) -> GateView:
    """The facts of some passages.

    Args:
        plan: the project worked out.
        passages: what is to pass.
        heard: the decisions on them.
        since: the latest snapshot's day, if any; where they were heard before, that day counts.
        language: that of the points, which are content.
        limits: what the score of a gate is held against.
        then: the facts of the snapshot that what has moved and what risks are new is held against.
        taken: the day of that snapshot.
    """
    days = [one.decided for one in heard if one.decided]
    last = max(days, default=since)
    on = passed(plan.project, plan.facts.questions.go_live)
    return GateView(
        plan.project.about.name, plan.today,
        tuple(_subject(plan, one, language, limits, is_passed=one in on) for one in passages),
        tuple(_milestones(plan, passages)), last, tuple(_done(plan, passages, last)),
        tuple(GateNews(one.id, one.title, one.decided) for one in plan.project.decisions
              if one.decided and one not in heard and (last is None or one.decided > last)),
        tuple(_moved(plan, passages, then)), tuple(_risks(plan, passages, then)),
        tuple(GateHearing(one.id, one.title, one.decided, one.gate.outcome, tuple(a.what for a in one.actions))
              for one in heard if one.decided and one.gate),
        taken if taken and last and taken < last else None,
    )  # fmt: skip


def _subject(
    plan: Plan, passage: Passage, language: str, limits: ScoreLimits, *, is_passed: bool
) -> GateSubject:
    asked, points = _asked(plan, passage), gate_points(plan, passage, language)
    service = plan.project.service.get(passage.service or "")
    through, last = let_through(plan.project, passage), last_heard(plan.project, passage)
    return GateSubject(
        passage.phase,
        passage.service,
        service.name if service else None,
        gate_score(plan.project, plan.facts.questions, passage, limits),
        points,
        is_passed,
        through.id if through else None,
        sum(one.question.must for one in asked), service.launch if service else None,
        last.id if last else None, last.gate.outcome if last and last.gate else None,
        colour_of(service, plan) if service else None,
        timing.forecast if service and (timing := timing_of(service, plan)) else None,
        undelivered(plan, service.id) if service else (), tuple(_waived(plan, asked, language)),
        _asked_for(plan, passage), tuple(points_after_launch(service, plan)) if service else (),
    )  # fmt: skip


def _waived(plan: Plan, asked: Iterable[Checkpoint], language: str) -> Iterator[WaivedPoint]:
    for one in asked:
        said = one.answer.waiver
        if said and stand(one.answer) is Stand.WAIVED:
            text = one.question.text.get(language) or next(iter(one.question.text.values()), "")
            by = name_of(plan.project.person, said.by)
            yield WaivedPoint(one.question.id, text, one.question.must, by, said.date, said.reason)


def _asked_for(plan: Plan, passage: Passage) -> GateMatter | None:
    one = waiting_on(plan.project, passage)
    if one is None:
        return None
    by = decider(plan.project, one)
    case = (
        next((item.case for item in by.meeting.agenda if item.title == one.title), None)
        if by.meeting
        else None
    )
    return GateMatter(one.id, one.title, one.alternatives, one.recommendation, one.if_not,
                      body_name(plan.project, by.body), by.meeting.date if by.meeting else one.needed_by,
                      case or one.case_reference)  # fmt: skip


def gate_points(plan: Plan, passage: Passage, language: str) -> tuple[GatePoint, ...]:
    """The open *must* points of a passage, in a language; with who gets each in place."""
    at = {one.address: one for one in _asked(plan, passage)}
    return tuple(
        GatePoint(
            p.id, p.address, p.text.get(language) or next(iter(p.text.values()), ""), p.stand,
            tuple(point_doers(at[p.address].question, at[p.address].answer, at[p.address].service, plan)),
            at[p.address].answer.note,
        )
        for p in open_points(plan.project, plan.facts.questions, passage)
    )  # fmt: skip


def _asked(plan: Plan, passage: Passage) -> list[Checkpoint]:
    return list(points_of(plan.project, plan.facts.questions, passage))


def _concerned(passages: Sequence[Passage], phase: Phase, service: str | None) -> bool:
    return any(one.phase is phase and one.service in {None, service} for one in passages)


def _is_news(passages: Sequence[Passage], phase: Phase, service: str | None) -> bool:
    """Whether what has come of some work is news here: a launch is readied by the service's work in every phase."""
    ready = service is not None and any(one.service == service for one in passages)
    return ready or _concerned(passages, phase, service)


def _milestones(plan: Plan, passages: Sequence[Passage]) -> Iterator[GateMilestone]:
    for work in plan.work:
        one = work.activity
        if one.milestone and not work.fallen_out and _concerned(passages, work.phase, one.service):
            timing = timing_of(one, plan)
            if timing:
                agreed = timing.agreed.to if timing.agreed else None
                late = timing.days_late if not work.done else 0
                yield GateMilestone(
                    one.id,
                    one.title,
                    timing.plan,
                    agreed,
                    timing.forecast,
                    work.done,
                    max(late, 0),
                    0 if work.done else open_before(one, plan),
                )


def _done(plan: Plan, passages: Sequence[Passage], since: date | None) -> Iterator[GateNews]:
    for work in plan.work:
        one = work.activity
        new = one.finished is not None and (since is None or one.finished > since)
        if work.done and new and one.finished and _is_news(passages, work.phase, one.service):
            yield GateNews(one.id, one.title, one.finished)


def _moved(plan: Plan, passages: Sequence[Passage], then: Mapping[str, Any] | None) -> Iterator[GateMove]:
    """Open work whose deadline is another than in the snapshot."""
    was = {name: said[1] for name, said in then["activities"].items()} if then else {}
    for work in plan.work:
        one, timing = work.activity, timing_of(work.activity, plan)
        before = was.get(one.id)
        if (
            before
            and timing
            and timing.plan
            and not timing.over
            and _is_news(passages, work.phase, one.service)
        ):
            day = date.fromisoformat(before)
            if day != timing.plan:
                yield GateMove(one.id, one.title, day, timing.plan)


def _risks(plan: Plan, passages: Sequence[Passage], then: Mapping[str, Any] | None) -> Iterator[GateRisk]:
    """Risks that are open and were not known in the snapshot: of the services that are to pass, or of the phase."""
    services = {one.service for one in passages if one.service}
    phases = {one.phase for one in passages}
    for risk in plan.project.risks:
        mine = services & set(risk.services) if services and risk.services else risk.phase in {None, *phases}
        if then and mine and risk.status is not RiskStatus.CLOSED and risk.id not in then["risks"]:
            yield GateRisk(risk.id, risk.title)


def every_passage(plan: Plan) -> tuple[Passage, ...]:
    """The gates of the phases and the goings live, those that are not passed."""
    on = passed(plan.project, plan.facts.questions.go_live)
    found = [Passage(phase) for phase in Phase if any(gates(plan.project, phase))]
    found += [Passage(Phase.LAUNCH, one.id) for one in plan.project.services]
    return tuple(one for one in found if one not in on)
