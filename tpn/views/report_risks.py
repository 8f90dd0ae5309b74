"""The risks and deviations of a report: before and after measures, what is done, whose they are."""

from collections.abc import Sequence

from tpn.model.choices import RiskKind, RiskStatus
from tpn.model.logs import Risk
from tpn.model.people import names_of, units_of
from tpn.model.shapes import Action
from tpn.plan import Plan
from tpn.plan.lights import risk_score, worst_first
from tpn.views.report_timing import timing
from tpn.views.risk_facts import DeviationFacts, RiskFacts, UndoneAction

MOST = 5


def risk_lines(plan: Plan) -> tuple[tuple[RiskFacts, ...], tuple[RiskFacts, ...], tuple[RiskFacts, ...]]:
    """The top five threats by score after measures, with any above the limit before them; the rest; opportunities."""
    limit = plan.project.about.tolerances.risk
    open_ones = [one for one in plan.project.risks if one.status is not RiskStatus.CLOSED]
    found = sorted((one for one in open_ones if one.kind is RiskKind.THREAT), key=worst_first)
    threats = [_line(one, plan) for one in found]
    shown = [one for number, one in enumerate(threats) if number < MOST or (one.before or 0) > limit]
    rest = tuple(one for one in threats if one not in shown)
    chances = tuple(_line(one, plan) for one in open_ones if one.kind is RiskKind.OPPORTUNITY)
    return tuple(shown), rest, chances


def _line(one: Risk, plan: Plan) -> RiskFacts:
    after = one.after
    owner = plan.project.person.get(one.owner or "")
    before = one.probability * one.consequence if one.probability and one.consequence else None
    return RiskFacts(
        one.id, one.title, before, risk_score(one), one.probability, one.consequence,
        after.probability if after else None, after.consequence if after else None, owner.name if owner else one.owner,
        open_actions(one.actions, plan),
    )  # fmt: skip


def open_actions(actions: Sequence[Action], plan: Plan) -> tuple[UndoneAction, ...]:
    """The measures that are not done, with names; one that has become an activity is due, and done, as that is."""
    person = plan.project.person
    return tuple(
        UndoneAction(
            one.what, names_of(person, one.responsible), said.plan, units_of(person, one.responsible)
        )
        for one in actions
        if not (said := timing(one, plan)).over
    )


def deviation_lines(plan: Plan) -> tuple[DeviationFacts, ...]:
    """The open deviations, the most important first."""
    open_ones = sorted((d for d in plan.project.deviations if d.closed is None), key=lambda d: -d.importance)
    return tuple(
        DeviationFacts(d.id, d.title, d.cause, d.consequence, d.importance, open_actions(d.actions, plan))
        for d in open_ones
    )


def scores_of(plan: Plan) -> dict[str, int]:
    """The score after measures of every open threat that is assessed."""
    return {
        one.id: score
        for one in plan.project.risks
        if one.kind is RiskKind.THREAT
        and one.status is not RiskStatus.CLOSED
        and (score := risk_score(one)) is not None
    }


def closed_risks(plan: Plan) -> tuple[str, ...]:
    """The risks that are no longer relevant."""
    return tuple(one.id for one in plan.project.risks if one.status is RiskStatus.CLOSED)
