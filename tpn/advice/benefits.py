"""Advice for phase 2: stakeholders who are heard, benefits that hang together, are owned and are measured."""

from collections.abc import Iterator
from datetime import date, timedelta

from tpn.advice.context import Advice, AdviceContext
from tpn.model.benefits import Benefit
from tpn.model.choices import BenefitKind, GoalLevel, Phase
from tpn.model.ended import fallen_out
from tpn.model.findings import Finding, Route
from tpn.plan.benefits import measured

Findings = Iterator[Finding]

CONTACT_WITHIN = 14  # days from the beginning of the phase until somebody has talked with each stakeholder
BASELINE_BEFORE = 90  # days before the launch that a baseline should stand
HIGH = 4  # of influence 1–5
FREES_TIME = frozenset({BenefitKind.STAFF_TIME, BenefitKind.AVOIDED_CONTACTS})


def no_stakeholders(seen: AdviceContext) -> Findings:
    """E101: no stakeholders are listed."""
    if seen.begun(Phase.BENEFITS) and not seen.project.benefits.stakeholders:
        yield Finding("E101", ("benefits",))


def influential_without_action(seen: AdviceContext) -> Findings:
    """E102: somebody with much influence, and nothing is done towards them."""
    for number, holder in enumerate(seen.project.benefits.stakeholders):
        if (holder.influence or 0) >= HIGH and not holder.actions and seen.begun(Phase.BENEFITS):
            facts = {"id": holder.id, "title": holder.name, "influence": holder.influence}
            yield Finding("E102", ("benefits", "stakeholders", number), facts)


def action_overdue(seen: AdviceContext) -> Findings:
    """E103: an action towards a stakeholder is overdue."""
    for number, holder in enumerate(seen.project.benefits.stakeholders):
        for place, action in enumerate(holder.actions):
            if action.due and not action.done and action.due < seen.today:
                facts = {"id": holder.id, "title": holder.name, "what": action.what, "due": action.due,
                         "action": f"{holder.id}/{place + 1}"}  # fmt: skip
                yield Finding("E103", ("benefits", "stakeholders", number, "actions", place), facts)


def nobody_has_asked(seen: AdviceContext) -> Findings:
    """E104: two weeks into the phase nobody has talked with a stakeholder."""
    if seen.begun(Phase.BENEFITS, days=CONTACT_WITHIN):
        for number, holder in enumerate(seen.project.benefits.stakeholders):
            if not holder.contacts:
                facts = {"id": holder.id, "title": holder.name}
                yield Finding("E104", ("benefits", "stakeholders", number), facts)


def benefit_without_change(seen: AdviceContext) -> Findings:
    """E110: no change in the way of working stands behind a benefit."""
    return (_about("E110", one, route) for one, route in _benefits(seen) if not one.changes)


def benefit_for_nobody(seen: AdviceContext) -> Findings:
    """E111: nobody is said to gain."""
    return (_about("E111", one, route) for one, route in _benefits(seen) if not one.for_)


def benefit_without_goal(seen: AdviceContext) -> Findings:
    """E112: a benefit leads to no goal."""
    return (_about("E112", one, route) for one, route in _benefits(seen) if not one.goals)


def idle_change(seen: AdviceContext) -> Findings:
    """E113: a change that no benefit needs."""
    if not seen.begun(Phase.BENEFITS):
        return
    needed = {name for one, _ in _benefits(seen) for name in one.changes}
    for number, change in enumerate(seen.project.benefits.changes):
        if change.id not in needed:
            yield Finding("E113", ("benefits", "changes", number), {"id": change.id, "title": change.title})


def unserved_goal(seen: AdviceContext) -> Findings:
    """E114: a goal that no benefit serves; what is only to be delivered needs none."""
    if not seen.begun(Phase.BENEFITS):
        return
    served = {name for one, _ in _benefits(seen) for name in one.goals}
    for number, goal in enumerate(seen.project.about.goals):
        if goal.id not in served and goal.level is not GoalLevel.DELIVERY:
            yield Finding("E114", ("project", "goals", number), {"id": goal.id, "title": goal.text})


def no_owner(seen: AdviceContext) -> Findings:
    """E120: nobody in the line owns a benefit."""
    return (_about("E120", one, route) for one, route in _benefits(seen) if one.owner is None)


def no_indicator(seen: AdviceContext) -> Findings:
    """E121: nothing shows whether a benefit has come."""
    return (_about("E121", one, route) for one, route in _benefits(seen) if one.indicator is None)


def no_baseline(seen: AdviceContext) -> Findings:
    """E122: the launch is near, and how it is today is not measured."""
    for one, route in _benefits(seen):
        if one.indicator and one.indicator.baseline is None and _launch_near(seen, one):
            yield _about("E122", one, (*route, "indicator"))


def baseline_too_late(seen: AdviceContext) -> Findings:
    """E123: the baseline is from after the launch."""
    for one, route in _benefits(seen):
        first = min(one.measurements, key=lambda measurement: measurement.date, default=None)
        launch = _first_launch(seen, one)
        known = one.indicator.baseline if one.indicator else None
        if first and launch and first.date > launch and known in (None, first.value):
            facts = {"id": one.id, "title": one.title, "date": first.date, "launch": launch}
            yield Finding("E123", (*route, "measurements"), facts)


def measurement_overdue(seen: AdviceContext) -> Findings:
    """E124: the day of a measurement has passed."""
    for one, route in _benefits(seen):
        stands = measured(one, seen.project.about.start, seen.today)
        if stands.overdue:
            facts = {"id": one.id, "title": one.title, "due": stands.due}
            yield Finding("E124", (*route, "measurements"), facts)


def freed_time_without_use(seen: AdviceContext) -> Findings:
    """E125: nobody has said what freed time is for."""
    for one, route in _benefits(seen):
        if one.kind in FREES_TIME and not one.used_for:
            yield _about("E125", one, route)


def component_without_change(seen: AdviceContext) -> Findings:
    """E130: a component that makes no change possible."""
    if not seen.project.benefits.changes or not seen.begun(Phase.BENEFITS):
        return  # where there are no changes at all, E110 says so
    enabling = {name for change in seen.project.benefits.changes for name in change.enabled_by}
    for number, component in enumerate(seen.project.procurement.components):
        if component.id not in enabling and not fallen_out(component):
            facts = {"id": component.id, "title": component.name}
            yield Finding("E130", ("procurement", "components", number), facts)


def one_shade(seen: AdviceContext) -> Findings:
    """E140: all benefits are of one shade."""
    kinds = [one.kind for one, _ in _benefits(seen)]
    if len(kinds) > 1 and len(set(kinds)) == 1 and kinds[0] is not None:
        yield Finding("E140", ("benefits", "benefits"), {"shade": kinds[0], "count": len(kinds)})


def counted_twice(seen: AdviceContext) -> Findings:
    """E150: two benefits are worked out from the same steps: same service, variant and whose time it is."""
    first: dict[object, str] = {}
    for one, route in _benefits(seen):
        said = one.from_process
        if said is None:
            continue
        key = (said.service, said.variant, one.kind is BenefitKind.USER_TIME)
        if key in first:
            facts = {"id": one.id, "title": one.title, "other": first[key]}
            yield Finding("E150", (*route, "from_process"), facts)
        first.setdefault(key, one.id)


# ---------------------------------------------------------------- what several of them ask


def _benefits(seen: AdviceContext) -> Iterator[tuple[Benefit, Route]]:
    """The benefits, once the phase has begun: until then the register is only a proposal."""
    if not seen.begun(Phase.BENEFITS):
        return
    for number, one in enumerate(seen.project.benefits.benefits):
        yield one, ("benefits", "benefits", number)


def _about(code: str, one: Benefit, route: Route) -> Finding:
    return Finding(code, route, {"id": one.id, "title": one.title})


def _launch_near(seen: AdviceContext, one: Benefit) -> bool:
    """Whether the first service of a benefit – of the project, where none is named – goes on soon, or is on."""
    names = set(one.services) or set(seen.project.service)
    near = timedelta(days=BASELINE_BEFORE)
    return any(
        service.id in names
        and (day := seen.plan.facts.launch_day(service)) is not None
        and day <= seen.today + near
        for service in seen.project.services
    )


def _first_launch(seen: AdviceContext, one: Benefit) -> date | None:
    days = [day for name in one.services if (day := seen.launched_on(name)) is not None]
    return min(days, default=None)


def _of(*fields: str) -> tuple[str, ...]:
    return tuple(f"benefits.benefits.{field}" for field in fields)


BENEFITS: tuple[Advice, ...] = (
    Advice("E101", 3, no_stakeholders, ("benefits.stakeholders",)),
    Advice("E102", 3, influential_without_action,
           ("benefits.stakeholders.influence", "benefits.stakeholders.actions")),
    Advice("E103", 2, action_overdue, ("benefits.stakeholders.actions.due", "benefits.stakeholders.actions.done")),
    Advice("E104", 2, nobody_has_asked, ("benefits.stakeholders.contacts",)),
    Advice("E110", 2, benefit_without_change, _of("changes")),
    Advice("E111", 2, benefit_for_nobody, _of("for")),
    Advice("E112", 2, benefit_without_goal, _of("goals")),
    Advice("E113", 1, idle_change, _of("changes")),
    Advice("E114", 2, unserved_goal, (*_of("goals"), "project.goals.level")),
    Advice("E120", 3, no_owner, _of("owner")),
    Advice("E121", 2, no_indicator, _of("indicator")),
    Advice("E122", 3, no_baseline, (*_of("indicator.baseline", "services"), "services.launch")),
    Advice("E123", 3, baseline_too_late, (*_of("measurements.date", "services"), "launch.services.launched")),
    Advice("E124", 3, measurement_overdue, _of("indicator.by", "measurements")),
    Advice("E125", 2, freed_time_without_use, _of("kind", "used_for")),
    Advice("E130", 1, component_without_change, ("benefits.changes.enabled_by", "procurement.components.status")),
    Advice("E140", 1, one_shade, _of("kind")),
    Advice("E150", 3, counted_twice, _of("from_process.service", "from_process.variant", "kind")),
)  # fmt: skip
