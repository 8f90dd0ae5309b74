"""Whether the choice about climate and environment holds (anskaffelsesforskriften § 7-9)."""

from collections.abc import Iterable
from datetime import date

from tpn.library.dated import DatedFact
from tpn.model.choices import ClimateChoice, CriterionKind
from tpn.model.procurement import Procurement


def climate_weight(deal: Procurement) -> float:
    """What climate and environment weigh together, in percent."""
    return sum(one.weight or 0 for one in deal.criteria if one.kind is CriterionKind.CLIMATE)


def holding_rule(name: str, day: date, facts: Iterable[DatedFact]) -> DatedFact | None:
    """The rule (``weight`` or ``rank``) that holds on a day."""
    return next((fact for fact in facts if fact.name == name and fact.holds(day)), None)


def climate_fault(deal: Procurement, weight: DatedFact | None, rank: DatedFact | None) -> str | None:
    """What is wrong with the climate choice; None when it holds.

    ``missing``: none of the three is chosen; ``no_reason``; ``too_light``: weighted below the least weight;
    ``too_low``: criteria stand in order without weights, and climate is not among the first. Criteria that are not
    all there yet are not judged.
    """
    if deal.climate is None:
        return "missing"
    if deal.climate.choice is not ClimateChoice.WEIGHTED:
        return None if (deal.climate.reason or "").strip() else "no_reason"
    if not deal.criteria:
        return None
    if all(one.weight is None for one in deal.criteria):
        first = deal.criteria[: int(rank.values["rank"])] if rank else deal.criteria
        return None if any(one.kind is CriterionKind.CLIMATE for one in first) else "too_low"
    return "too_light" if weight and climate_weight(deal) < float(weight.values["percent"]) else None
