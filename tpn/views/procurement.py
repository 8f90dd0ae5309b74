"""What a reader asks of a procurement: what rules its value, its dates, its tenders, its record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tpn.library.dated import DatedFact
from tpn.model.choices import Procedure
from tpn.model.people import names_of
from tpn.model.procurement import (
    Criterion,
    Procurement,
    ProcurementRecord,
    Requirement,
)
from tpn.model.project import Project
from tpn.plan import Plan
from tpn.plan.climate import climate_fault, climate_weight, holding_rule
from tpn.plan.evaluation import Evaluation, Tender, evaluate, requirements_of
from tpn.plan.facts import Work
from tpn.plan.tender_plan import Stage, TenderPlan, TenderStep
from tpn.plan.thresholds import Ruling, too_light
from tpn.plan.timing import timing_of
from tpn.views.fact_lines import FactLine, fact_json, fact_line
from tpn.views.plain_numbers import plain_number


@dataclass(frozen=True)
class RulingView:
    """What rules a value on a day, with the facts that say so."""

    ruling: Ruling
    lines: tuple[FactLine, ...]
    contested: tuple[FactLine, ...] = ()
    unknown: tuple[str, ...] = ()
    """The names of the thresholds that no fact is known of for the day."""

    @property
    def doubtful(self) -> bool:
        """Whether some fact must be checked first."""
        return any(line.doubtful for line in self.lines)


def ruling_view(ruled: Ruling, facts: Iterable[DatedFact], language: str, today: date) -> RulingView:
    """A ruling in one language; ``facts`` are all that are known, and give names to what is not known for the day."""
    lines = tuple(fact_line(fact, language, today) for fact in ruled.thresholds)
    titles = {fact.name: fact.title.get(language, fact.name) for fact in facts}
    held = {fact.name for fact in ruled.thresholds}
    return RulingView(
        ruled, lines, tuple(line for line in lines if line.fact in ruled.contested),
        tuple(titles.get(name, name) for name in ruled.unknown if name not in held),
    )  # fmt: skip


@dataclass(frozen=True)
class DealView:
    """One procurement: what rules it, whether its procedure and its climate choice hold, and how far it has come.

    ``climate``: ``missing`` (none of the three is chosen), ``no_reason``, ``too_light`` (weighted below the least
    weight), ``too_low`` (not among the first), or None when it holds. ``climate_fact`` is that weight in percent.
    """

    procurement: Procurement
    ruling: RulingView | None
    procedure_too_light: bool
    climate: str | None
    climate_fact: FactLine | None
    weight: float
    team: tuple[str, ...]
    components: tuple[str, ...]
    requirements: int
    must: int


def deal_view(
    deal: Procurement, plan: Plan, ruled: RulingView | None, climate: Iterable[DatedFact], language: str
) -> DealView:
    """One procurement, its value held against the thresholds of its day."""
    day = deal.publish or plan.today
    rules = tuple(climate)
    least, rank = (holding_rule(name, day, rules) for name in ("weight", "rank"))
    asked = requirements_of(deal, plan.project.procurement.requirements)
    names = {one.id: f"{one.id} {one.name}" for one in plan.project.procurement.components}
    return DealView(
        deal, ruled,
        too_light(deal.procedure, ruled.ruling.part) if deal.procedure and ruled else False,
        climate_fault(deal, least, rank),
        fact_line(least, language, plan.today) if least else None,
        climate_weight(deal),
        names_of(plan.project.person, deal.team),
        tuple(names[one] for one in deal.components if one in names),
        len(asked),
        sum(one.level == "must" for one in asked),
    )  # fmt: skip


@dataclass(frozen=True)
class TenderStepLine:
    """A date of the plan with the fact behind its minimum."""

    step: TenderStep
    line: FactLine | None


@dataclass(frozen=True)
class PlanView:
    """The deadline plan of a procurement. ``agreed``: what a body has agreed of a stage that has a milestone.

    ``late``: working days from that to the day of the step.
    """

    plan: TenderPlan
    steps: tuple[TenderStepLine, ...]
    agreed: Mapping[Stage, date]
    late: Mapping[Stage, int]
    project: str
    case_reference: str | None

    @property
    def facts(self) -> tuple[FactLine, ...]:
        """Each fact once, in the order it is used."""
        return tuple({one.line.fact.id: one.line for one in self.steps if one.line}.values())


def plan_view(made: TenderPlan, language: str, plan: Plan) -> PlanView:
    """A deadline plan in one language."""
    lines = tuple(
        TenderStepLine(step, fact_line(step.fact, language, plan.today) if step.fact else None)
        for step in made.steps
    )
    about, deal = plan.project.about, made.procurement
    days = {step.stage: step.day for step in made.steps}
    agreed = dict(_agreed_stages(deal, days, plan))
    late = {stage: plan.days.number_after(days[stage]) - plan.days.number_after(day) for stage, day in agreed.items()
            if stage in days}  # fmt: skip
    return PlanView(made, lines, agreed, late, about.name, about.case_reference)


def _agreed_stages(deal: Procurement, days: Mapping[Stage, date], plan: Plan) -> Iterator[tuple[Stage, date]]:
    """The agreed dates of the milestones that a procurement is chosen and signed with, and of those before them.

    The publication and the tenders have no field that names a milestone: it is the one of its day on the way to the
    choice.
    """
    if deal.contract is None and deal.promised:
        yield Stage.CONTRACT, deal.promised
    before = [work.activity for work in _leading_to(deal.chosen_with, plan)]
    named = [(Stage.AWARD, deal.chosen_with), (Stage.CONTRACT, deal.signed_with)]
    for stage in (Stage.PUBLISH, Stage.TENDER):
        named += [
            (stage, one.id) for one in before if one.milestone and days.get(stage) in {one.due, one.finished}
        ]
    for stage, name in named:
        work = plan.by_id.get(name or "")
        timing = timing_of(work.activity, plan) if work else None
        if timing and timing.agreed:
            yield stage, timing.agreed.to


def _leading_to(name: str | None, plan: Plan) -> Iterator[Work]:
    """The work that an activity comes after, directly and through others."""
    seen, ahead = {name or ""}, [name or ""]
    while ahead:
        work = plan.by_id.get(ahead.pop())
        for link in work.activity.after if work else ():
            if link.to not in seen and link.to in plan.by_id:
                seen.add(link.to)
                ahead.append(link.to)
                yield plan.by_id[link.to]


@dataclass(frozen=True)
class EvaluationView:
    """The tenders of a procurement, its criteria, and who took part."""

    evaluation: Evaluation
    criteria: tuple[Criterion, ...]
    team: tuple[str, ...]
    asked: tuple[Requirement, ...]
    record: tuple["RecordPart", ...] = ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """What the record must say and nobody has written."""
        return tuple(
            one.name for one in self.record if one.needed and one.text is None and one.amount is None
        )

    @property
    def standing(self) -> tuple[Tender, ...]:
        """The tenders that were neither rejected nor withdrawn."""
        return tuple(tender for tender in self.evaluation.tenders if tender.stands)

    @property
    def rejected(self) -> tuple[Tender, ...]:
        """Those that were."""
        return tuple(tender for tender in self.evaluation.tenders if tender.rejected)

    @property
    def withdrawn(self) -> tuple[Tender, ...]:
        """Those that the bidder took back."""
        return tuple(tender for tender in self.evaluation.tenders if tender.bid.withdrawn is not None)

    @property
    def doubtful(self) -> tuple[Tender, ...]:
        """Standing tenders with a *must* requirement that is not answered with yes: a person decides."""
        return tuple(tender for tender in self.standing if tender.unmet)

    @property
    def incomplete(self) -> tuple[Tender, ...]:
        """Standing tenders without a total yet."""
        return tuple(tender for tender in self.standing if tender.total is None)


def evaluation_view(deal: Procurement, plan: Plan) -> EvaluationView:
    """The evaluation of a procurement."""
    asked = requirements_of(deal, plan.project.procurement.requirements)
    team = names_of(plan.project.person, deal.team)
    found = evaluate(deal, asked)
    return EvaluationView(found, deal.criteria, team, asked, tuple(record_parts(deal, plan.project, found)))


class RecordPart(NamedTuple):
    """One thing that the record of a procurement says, by name, as text or NOK; ``needed`` where it must be there."""

    name: str
    text: str | None = None
    amount: float | None = None
    needed: bool = True


# with these the law asks for no reason
_PLAIN = frozenset(
    {Procedure.OPEN, Procedure.RESTRICTED, Procedure.NATIONAL_OPEN, Procedure.NATIONAL_RESTRICTED}
)


def record_parts(deal: Procurement, project: Project, found: Evaluation) -> Iterator[RecordPart]:
    """What the record must say beside tenders and points (FOA §§ 10-5 and 25-5), in order."""
    said, town = deal.record or ProcurementRecord(), project.about.municipality
    over = deal.award is not None or deal.contract is not None
    buyer = ", ".join(part for part in (town.name, town.address) if part) if town else None
    yield RecordPart("buyer", buyer if town and town.address else None)
    yield RecordPart("value", amount=said.contract_value, needed=said.called_off is None)
    yield RecordPart("procedure", said.procedure_reason, needed=deal.procedure not in _PLAIN)
    yield RecordPart(
        "excluded", said.excluded, needed=deal.procedure in {Procedure.RESTRICTED, Procedure.NEGOTIATED}
    )
    yield RecordPart("impartiality", said.impartiality)
    subs = [
        f"{one.bid.supplier}: {one.bid.subcontractors}" for one in found.winners if one.bid.subcontractors
    ]
    yield RecordPart("subcontractors", "; ".join(subs) or None, needed=bool(found.winners))
    yield RecordPart("award", said.award_reason, needed=said.called_off is None)
    yield RecordPart(
        "called_off", said.called_off, needed=not over and said.award_reason is None and not deal.bids
    )


# ---------------------------------------------------------------- as facts


def ruling_json(ruled: Ruling) -> dict[str, object]:
    """Threshold and procedure of a value on a day."""
    return {
        "format": 1, "value": plain_number(ruled.value), "date": ruled.day, "act_applies": ruled.act_applies,
        "part": ruled.part, "possible_parts": ruled.possible, "part_by_last_known": ruled.latest,
        "unknown": ruled.unknown, "contested": [fact.id for fact in ruled.contested],
        "procedures": ruled.procedures,
        "thresholds": [fact_json(fact) for fact in ruled.thresholds],
    }  # fmt: skip


def deal_json(view: DealView) -> dict[str, object]:
    """One procurement."""
    deal = view.procurement
    return {
        "format": 1, "id": deal.id, "title": deal.title, "kind": deal.kind, "value": deal.value,
        "procedure": deal.procedure, "procedure_too_light": view.procedure_too_light,
        "part": view.ruling.ruling.part if view.ruling else None,
        "thresholds": [fact_json(fact) for fact in view.ruling.ruling.thresholds] if view.ruling else [],
        "climate": deal.climate.choice if deal.climate else None, "climate_fault": view.climate,
        "requirements": view.requirements, "must": view.must, "bids": len(deal.bids),
    }  # fmt: skip


def plan_json(view: PlanView) -> dict[str, object]:
    """The deadline plan."""
    return {
        "format": 1, "id": view.plan.procurement.id, "procedure": view.plan.procedure,
        "steps": [
            {"stage": one.step.stage, "date": one.step.day, "typed": one.step.typed, "days": one.step.days,
             "earliest": one.step.earliest, "fact": fact_json(one.step.fact) if one.step.fact else None,
             "warnings": [{"kind": w.kind, **_plain_facts(w.facts)} for w in one.step.warnings]}
            for one in view.steps
        ],
    }  # fmt: skip


def _plain_facts(facts: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in facts.items() if key != "name"}


def evaluation_json(view: EvaluationView) -> dict[str, object]:
    """The evaluation; points and totals as decimal numbers with six places."""
    found = view.evaluation
    return {
        "format": 1, "id": found.procurement.id, "model": found.model, "lowest_price": plain_number(found.lowest),
        "tie": found.tie, "single": found.single,
        "unweighted": found.unweighted, "total_weight": plain_number(found.weights),
        "winners": [one.bid.supplier for one in found.winners],
        "tenders": [
            {"supplier": one.bid.supplier, "price": one.bid.price, "rejected": one.bid.rejected,
             "withdrawn": one.bid.withdrawn, "rank": one.rank,
             "total": plain_number(one.total), "unmet": one.unmet,
             "criteria": [
                 {"id": s.criterion.id, "weight": s.criterion.weight, "points": plain_number(s.points),
                  "weighted": plain_number(s.weighted), "missing": s.missing}
                 for s in one.scores
             ]}
            for one in found.tenders
        ],
    }  # fmt: skip
