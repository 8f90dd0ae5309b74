"""«May this gate be passed?» – its score, open *must* points by name, milestones, what is new, what was decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tpn.model.checkpoints import Checkpoint
from tpn.model.choices import PassageOutcome, Phase, RiskStatus
from tpn.model.logs import Decision
from tpn.plan import Plan
from tpn.plan.gate_score import GateScore, ScoreLimits, gate_score
from tpn.plan.gates import Passage, gates, last_heard, let_through, open_points, passed, points_of
from tpn.plan.stands import Stand
from tpn.plan.timing import timing_of
from tpn.views.point_doers import PointDoer, point_doers


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
class GateSubject:
    """A phase or a service that is to pass. ``decision``: the id of the one that lets it, though points are open.

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

    @property
    def held(self) -> bool:
        """Whether it may not pass."""
        return bool(self.points) and self.decision is None

    @property
    def open_ids(self) -> tuple[str, ...]:
        """The open points by their ids."""
        return tuple(one.id for one in self.points)


@dataclass(frozen=True, slots=True)
class GateMilestone:
    """A milestone with its dates. ``days_late``: working days after the date that binds."""

    id: str
    title: str
    planned: date | None
    agreed: date | None
    forecast: date | None
    done: bool
    days_late: int


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
    )  # fmt: skip


def _subject(
    plan: Plan, passage: Passage, language: str, limits: ScoreLimits, *, is_passed: bool
) -> GateSubject:
    points = gate_points(plan, passage, language)
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
        sum(one.question.must for one in _asked(plan, passage)), service.launch if service else None,
        last.id if last else None, last.gate.outcome if last and last.gate else None,
    )  # fmt: skip


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


def _milestones(plan: Plan, passages: Sequence[Passage]) -> Iterator[GateMilestone]:
    for work in plan.work:
        one = work.activity
        if one.milestone and not work.fallen_out and _concerned(passages, work.phase, one.service):
            timing = timing_of(one, plan)
            if timing:
                agreed = timing.agreed.to if timing.agreed else None
                late = timing.days_late if not work.done else 0
                yield GateMilestone(
                    one.id, one.title, timing.plan, agreed, timing.forecast, work.done, max(late, 0)
                )


def _done(plan: Plan, passages: Sequence[Passage], since: date | None) -> Iterator[GateNews]:
    for work in plan.work:
        one = work.activity
        new = one.finished is not None and (since is None or one.finished > since)
        if work.done and new and one.finished and _concerned(passages, work.phase, one.service):
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
            and _concerned(passages, work.phase, one.service)
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
