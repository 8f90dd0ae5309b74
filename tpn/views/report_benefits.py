"""The benefits of a report: measured against target, not measured yet, and what they are worth together."""

from tpn.model.actors import Actors
from tpn.model.benefits import Benefit
from tpn.model.ended import ended_of
from tpn.model.people import name_of
from tpn.model.taxonomy import Taxonomy
from tpn.plan import Plan
from tpn.plan.benefits import measured
from tpn.plan.net_value import Totals, Worth, totals, worths
from tpn.plan.parameters import parameters, year_basis
from tpn.plan.payback import economy
from tpn.plan.rounding import shown
from tpn.views.benefit_facts import BenefitFacts, BenefitTotals


def benefit_lines(plan: Plan) -> tuple[tuple[BenefitFacts, ...], tuple[BenefitFacts, ...]]:
    """Those measured after the baseline, and the others."""
    values = {one.benefit.id: one for one in _values(plan)[0]}
    lines = [
        _line(one, plan, values[one.id]) for one in plan.project.benefits.benefits if ended_of(one) is None
    ]
    return tuple(x for x in lines if x.value is not None), tuple(x for x in lines if x.value is None)


def _values(plan: Plan) -> tuple[tuple[Worth, ...], Totals]:
    """What each benefit is worth in a year of full effect, and the sums."""
    folder = plan.facts.questions.folder
    taxonomy = Taxonomy(folder)
    figures = parameters(plan.project, taxonomy)
    each = worths(plan.project, taxonomy, figures, Actors(folder).side)
    return each, totals(each, figures)


def _line(one: Benefit, plan: Plan, value: Worth) -> BenefitFacts:
    found, said, effect = (
        measured(one, plan.project.about.start, plan.today),
        one.indicator,
        one.budget_effect,
    )
    person = plan.project.person
    known = [m for m in one.measurements if m.date <= plan.today]
    only = max((m.date for m in known), default=None) if found.last is None else None
    expected = None
    if found.attainment is not None and found.behind is not None:
        expected = round(found.attainment + found.behind, 1)
    return BenefitFacts(
        one.id, one.title, name_of(person, one.owner),
        said.baseline if said else None, said.target if said else None, said.unit if said else None,
        said.by if said else None, found.last.value if found.last else None, found.last.date if found.last else None,
        found.attainment, expected, only, found.last.note if found.last else None, effect.unit if effect else None,
        effect.from_year if effect else None, effect.amount if effect else None, effect.decided if effect else None,
        shown(value.municipal), shown(value.users), shown(value.hours), value.by_the_hour,
    )  # fmt: skip


def benefit_totals(plan: Plan) -> BenefitTotals | None:
    """The sums of a year of full effect; None without benefits."""
    if not plan.project.benefits.benefits:
        return None
    each, sums = _values(plan)
    project = plan.project
    figures = parameters(project, Taxonomy(plan.facts.questions.folder))
    found = economy(each, project, figures, year_basis(project))
    return BenefitTotals(
        shown(sums.municipal), shown(sums.users), shown(sums.hours), shown(sums.fte), shown(found.running),
        found.known_payback, len(found.years) if found.investment else 0,
        tuple((name, float(low), float(high)) for name, low, high in found.undecided),
    )  # fmt: skip
