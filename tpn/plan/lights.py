"""The lights: one small rule for each dimension, and the facts that made it so.

Rules: docs/rules.md, «Lights». What the project's own tolerances allow; missing data is grey, never green.
``because`` is never empty: for green it is the fact nearest its limit.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from tpn.model.choices import ActivityKind, DeliverableStatus, Dimension, Light, RiskKind, RiskStatus
from tpn.model.logs import Assessment, Risk
from tpn.plan.benefits import measured
from tpn.plan.budget import amounts_of, total
from tpn.plan.facts import Delay, ProjectFacts, Work

OLD_FIGURES = timedelta(days=45)
LAUNCH_NEAR = timedelta(days=60)
PRIVACY_LATEST = timedelta(days=30)
CALM_RISK = 4
_ORDER = (Light.GREEN, Light.YELLOW, Light.RED)


class Because(NamedTuple):
    """A fact that made a light what it is: its name and its values."""

    fact: str
    facts: Mapping[str, object]


class Judged(NamedTuple):
    """A computed light and why."""

    light: Light
    because: tuple[Because, ...]


class ServiceDimension(StrEnum):
    """What a service is judged by besides its progress."""

    READINESS = "readiness"


class ShownLight(NamedTuple):
    """A light as it counts: computed, or overruled by a person with a reason."""

    dimension: Dimension | ServiceDimension
    light: Light
    computed: Light
    because: tuple[Because, ...]
    overruled: bool = False
    reason: str | None = None
    by: str | None = None


def lights(facts: ProjectFacts) -> tuple[ShownLight, ...]:
    """The seven lights of a project, overruled ones beside what was computed."""
    if facts.handed_over is not None:
        return tuple(_after(facts, dimension, rule) for dimension, rule in _RULES.items())
    return tuple(_shown(facts, dimension, rule(facts)) for dimension, rule in _RULES.items())


def _after(facts: ProjectFacts, dimension: Dimension, rule: Callable[[ProjectFacts], Judged]) -> ShownLight:
    """Of a project that the line has taken over only the benefits are still asked about."""
    judged = rule(facts) if dimension is Dimension.BENEFITS else _grey("handed_over", date=facts.handed_over)
    return ShownLight(dimension, judged.light, judged.light, judged.because)


def _shown(facts: ProjectFacts, dimension: Dimension, judged: Judged) -> ShownLight:
    said = facts.project.about.lights.get(dimension)
    if said is None or (said.until and said.until < facts.today):
        return ShownLight(dimension, judged.light, judged.light, judged.because)
    return ShownLight(dimension, said.light, judged.light, judged.because, True, said.reason, said.by)  # noqa: FBT003


def overall(shown: Iterable[Light]) -> Light:
    """The worst that is not grey; grey when all are."""
    known = [light for light in shown if light is not Light.GREY]
    return max(known, key=_ORDER.index, default=Light.GREY)


def worst_of(one: Light, other: Light) -> Light:
    """The worse of two lights; grey is no worse than green."""
    return max(one, other, key=lambda light: _ORDER.index(light) if light in _ORDER else -1)


def _graded(value: float, green: float, yellow: float) -> Light:
    return Light.GREEN if value <= green else Light.YELLOW if value <= yellow else Light.RED


# ---------------------------------------------------------------- where yellow and red begin


def _third(tolerance: float) -> tuple[float, float]:
    return tolerance // 3, tolerance  # days are whole


def _over_budget(tolerance: float) -> tuple[float, float]:
    return 0, tolerance


def _calm(tolerance: float) -> tuple[float, float]:
    return CALM_RISK, tolerance


def _twice(tolerance: float) -> tuple[float, float]:
    return tolerance, 2 * tolerance


_LIMITS: Mapping[str, Callable[[float], tuple[float, float]]] = {
    "milestone_late": _third, "activity_late": _third, "on_time": _third,
    "over_budget": _over_budget, "within_budget": _over_budget,
    "largest_risk": _calm, "largest_risk_before": _calm,
    "behind_line": _twice, "on_line": _twice,
}  # fmt: skip
"""By what was found: above which value a light is yellow, and above which red; from the project's tolerance."""


def limits_of(because: Because) -> tuple[float, float] | None:
    """Above which values the light of a fact is yellow and red; None where no number decides."""
    limits, tolerance = _LIMITS.get(because.fact), because.facts.get("tolerance")
    return limits(tolerance) if limits and isinstance(tolerance, int | float) else None


# ---------------------------------------------------------------- the seven rules


def progress(facts: ProjectFacts) -> Judged:
    """The largest delay of a milestone against the agreed plan, in working days; and the forecast finish.

    Green up to a third of the tolerance, yellow up to it, red above; red too when the finish passes the promise
    by more than the tolerance.
    """
    judged = _since_revised(facts, progress_of(facts.work, facts.project.about.tolerances.days))
    late, tolerance = facts.finish_late, facts.project.about.tolerances.days
    if late is not None and late > tolerance:
        finish = Because("finish_late", {"days": late, "tolerance": tolerance, "finish": facts.finish})
        return Judged(
            Light.RED, (*judged.because, finish) if judged.light is Light.RED else (finish, *judged.because)
        )
    return judged


def _since_revised(facts: ProjectFacts, judged: Judged) -> Judged:
    """Green by a revised plan is told with its history: how far from the first plan, and how often moved."""
    if judged.light is not Light.GREEN or not facts.revised:
        return judged
    said = Because("revised", facts.revised)
    on_time = judged.because[0].fact in {"on_time", "all_done"}
    return Judged(judged.light, (said, *judged.because[1:]) if on_time else (*judged.because, said))


def progress_of(work: Iterable[Work], tolerance: int) -> Judged:
    """The rule of progress on some activities: a phase's, a service's."""
    open_ones = [item for item in work if item.delay is not None]
    milestones = [item for item in open_ones if item.activity.milestone]
    worst = max(milestones or open_ones, key=Delay.of, default=None)
    if worst is None or worst.delay is None:
        finished = any(item.done for item in work)
        return Judged(Light.GREEN, (Because("all_done", {}),)) if finished else _grey("no_dates")
    name = "milestone_late" if worst.activity.milestone else "activity_late"
    days = max(0, worst.delay)
    name = name if days else "on_time"
    fact = Because(name, {"id": worst.activity.id, "days": days, "tolerance": tolerance})
    return Judged(_graded(days, *_LIMITS[name](tolerance)), (fact,))


def economy(facts: ProjectFacts) -> Judged:
    """Forecast against budget, percent; grey without figures, with old ones, and with those of a day ahead."""
    money = total(amounts_of(line) for line in facts.project.economy.lines)
    budget, forecast = money.budget, money.forecast
    if not budget or forecast is None:
        return _grey("no_figures")
    as_of = facts.project.economy.as_of
    if as_of is None:
        return _grey("undated_figures")
    if facts.today - as_of > OLD_FIGURES:
        return _grey("old_figures", as_of=as_of)
    if as_of > facts.today:
        return _grey("figures_ahead", as_of=as_of)
    over = (forecast - budget) / budget * 100
    tolerance = facts.project.about.tolerances.cost_percent
    said = {"forecast": forecast, "budget": budget, "percent": round(over, 1), "tolerance": tolerance}
    name = "over_budget" if over > 0 else "within_budget"
    return Judged(_graded(over, *_LIMITS[name](tolerance)), (Because(name, said),))


def quality(facts: ProjectFacts) -> Judged:
    """Open deviations and rejected deliverables; grey where neither kind is recorded."""
    project = facts.project
    if not project.deliverables and not project.deviations:
        return _grey("no_deliverables")
    rejected = [item for item in project.deliverables if item.status is DeliverableStatus.REJECTED]
    found = [Because("deliverable_rejected", {"id": item.id}) for item in rejected]
    open_ones = sorted((d for d in project.deviations if d.closed is None), key=lambda d: -d.importance)
    found += [
        Because("deviation_open", {"id": item.id, "importance": item.importance})
        for item in open_ones
        if item.importance > 1
    ]
    if not found:
        return Judged(Light.GREEN, (Because("no_deviations", {"small": len(open_ones)}),))
    red = rejected or open_ones[0].importance == 3  # noqa: PLR2004 - the scale is 1–3
    return Judged(Light.RED if red else Light.YELLOW, tuple(found))


def risk(facts: ProjectFacts) -> Judged:
    """The largest open threat after measures, probability × consequence; never green while some are not assessed."""
    if not facts.project.risks:
        return _grey("no_risks")
    threats = [
        r for r in facts.project.risks if r.kind is RiskKind.THREAT and r.status is not RiskStatus.CLOSED
    ]
    scored = [(score, item) for item in threats if (score := risk_score(item)) is not None]
    if threats and not scored:
        return _grey("risks_not_assessed", count=len(threats))
    tolerance = facts.project.about.tolerances.risk
    if not scored:
        return Judged(Light.GREEN, (Because("no_open_threats", {}),))
    score, worst = min(scored, key=lambda pair: worst_first(pair[1]))
    name = "largest_risk" if scored_after(worst) else "largest_risk_before"
    fact = Because(name, {"id": worst.id, "score": score, "tolerance": tolerance})
    light = _graded(score, *_LIMITS[fact.fact](tolerance))
    if light is Light.GREEN and len(scored) < len(
        threats
    ):  # the one that nobody has assessed may be the largest
        return _grey("risks_not_assessed", count=len(threats) - len(scored))
    return Judged(light, (fact,))


def risk_score(item: Risk) -> int | None:
    """Probability × consequence after measures, else before; None where a number is missing."""
    return next((score for score in map(_product, (item.after, item)) if score is not None), None)


def worst_first(item: Risk) -> tuple[int, int, str]:
    """What the threats are sorted by: the largest after measures, then before them, then by id."""
    return -(risk_score(item) or 0), -(_product(item) or 0), item.id


def scored_after(item: Risk) -> bool:
    """Whether the score of a risk is that after measures, and not the one before."""
    return _product(item.after) is not None


def _product(said: Risk | Assessment | None) -> int | None:
    if said is None or said.probability is None or said.consequence is None:
        return None
    return said.probability * said.consequence


def benefits(facts: ProjectFacts) -> Judged:
    """Attainment behind the straight line from baseline to target, in percentage points.

    More than ``benefit_percent`` behind: yellow, twice that: red. Nothing measured after it was due: red.
    Nothing due and nothing measured: grey.
    """
    tolerance = facts.project.about.tolerances.benefit_percent
    found = [
        measured(item, facts.project.about.start, facts.today) for item in facts.project.benefits.benefits
    ]
    if unmeasured := [item for item in found if item.overdue]:
        return Judged(
            Light.RED, tuple(Because("not_measured", {"id": m.id, "due": m.due}) for m in unmeasured)
        )
    behind = [item for item in found if item.behind is not None]
    if not behind and any(item.last for item in found):
        return _grey("no_scale")
    if not behind:
        due = min((item.due for item in found if item.due), default=None)
        return _grey("nothing_measured", due=due) if due else _grey("not_measured_yet")
    worst = max(behind, key=lambda item: item.behind or 0)
    points = round(worst.behind or 0, 1)
    said = {"id": worst.id, "attainment": worst.attainment, "behind": max(0, points), "tolerance": tolerance}
    name = "behind_line" if points > 0 else "on_line"
    return Judged(_graded(points, *_LIMITS[name](tolerance)), (Because(name, said),))


def change(facts: ProjectFacts) -> Judged:
    """Actions towards stakeholders and trainings overdue; services near launch without an owner."""
    stakeholders = facts.project.benefits.stakeholders
    if not stakeholders:
        return _grey("no_stakeholders")
    actions = [(holder, n, action) for holder in stakeholders for n, action in enumerate(holder.actions, 1)]
    late = [
        Because("action_overdue", {
            "id": f"{holder.id}/actions/{n}", "due": due, "what": action.what, "stakeholder": holder.name,
        })
        for holder, n, action in actions
        if (due := facts.action_due(action)) and due < facts.today
    ]  # fmt: skip
    late += [Because("training_overdue", {"id": item.activity.id, "due": item.plan_end})
             for item in facts.work if item.activity.kind is ActivityKind.TRAINING and item.overdue]  # fmt: skip
    ownerless = [Because("no_owner", {"service": service.id, "launch": launch})
                 for service, launch in facts.near_launch(LAUNCH_NEAR) if service.owner is None]  # fmt: skip
    if not late and not ownerless:
        return Judged(Light.GREEN, (Because("actions_on_time", {"count": len(actions)}),))
    red = bool(ownerless) or len(late) > 1
    return Judged(Light.RED if red else Light.YELLOW, (*ownerless, *late))


def privacy(facts: ProjectFacts) -> Judged:
    """Open *must* points of privacy, security and records, for services near launch or launched."""
    near = {service.id: launch for service, launch in facts.near_launch(LAUNCH_NEAR)}
    concerned = [*facts.launched, *(name for name in near if name not in facts.launched)]
    if not concerned:
        return _grey("no_launch_near")
    found = []
    light = Light.GREEN
    for name in concerned:
        if points := facts.open_privacy(name):
            days = None if name in facts.launched else max(0, (near[name] - facts.today).days)
            said = {"service": name, "points": tuple(points), "count": len(points), "days": days}
            found.append(
                (days or 0, Because("privacy_open" if days is not None else "privacy_open_launched", said))
            )
            calm = days is not None and days > PRIVACY_LATEST.days
            light = max(light, Light.YELLOW if calm else Light.RED, key=_ORDER.index)
    if not found:
        return Judged(Light.GREEN, (Because("privacy_settled", {"services": len(concerned)}),))
    return Judged(light, tuple(because for _, because in sorted(found, key=lambda pair: pair[0])))


def _grey(fact: str, **facts: object) -> Judged:
    return Judged(Light.GREY, (Because(fact, facts),))


_RULES: Mapping[Dimension, Callable[[ProjectFacts], Judged]] = {
    Dimension.PROGRESS: progress,
    Dimension.ECONOMY: economy,
    Dimension.QUALITY: quality,
    Dimension.RISK: risk,
    Dimension.BENEFITS: benefits,
    Dimension.CHANGE: change,
    Dimension.PRIVACY: privacy,
}
