"""The evaluation of tenders: points, weights, totals and order. Exact fractions; only what is shown is rounded.

No statute names a model; the buyer declares one beforehand (KOFA 2017/114). The formulas, on a scale of 10:
linear ``10 − 10·(P − L)/L``, proportional ``10·L/P`` (anskaffelser.no, on making points of a price), priced quality
``P·(1 + (10 − q)/10 · Wq/Wp)``, where the lowest sum wins (abakus.as); quality in money ``P − Σ V·q/10``, where V is
what full quality is worth to the buyer in NOK, the same for a cheap and a dear tender (DFØ's guidance on evaluation,
anskaffelser.no). L is the lowest price of a tender that stands. Where a weight is missing, or they do not reach 100,
there is no sum and no order: what is missing is never counted as zero.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tpn.model.choices import (
    CriterionKind,
    EvaluationModel,
    RequirementAnswer,
    RequirementLevel,
    RequirementStatus,
)
from tpn.model.procurement import Bid, Criterion, Procurement, Requirement

FULL = Fraction(10)


@dataclass(frozen=True)
class Scored:
    """One criterion of one tender: points 0–10 (below 0 in the linear model), its weight in percent, their product.

    ``missing`` are the requirements that have no points yet; then there are no points.
    """

    criterion: Criterion
    points: Fraction | None
    weighted: Fraction | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tender:
    """A tender as evaluated. ``total`` is 0–10, or NOK in the model of priced quality; None while points are missing.

    ``rank`` is shared by equal totals, and None while some tender lacks its total. ``unmet`` are *must* requirements
    not answered with yes: a person decides whether the tender must be rejected.
    """

    bid: Bid
    scores: tuple[Scored, ...]
    total: Fraction | None
    rank: int | None
    unmet: tuple[str, ...]

    @property
    def rejected(self) -> bool:
        """Whether it was rejected, with a reason."""
        return self.bid.rejected is not None

    @property
    def stands(self) -> bool:
        """Whether it is still in the competition: neither rejected nor withdrawn."""
        return stands(self.bid)


@dataclass(frozen=True)
class Evaluation:
    """The tenders in order, the best first; rejected and incomplete ones last.

    ``unweighted`` are the criteria without a weight (or, with quality in money, without a value); ``weights`` is the
    sum of the weights that are there, in percent.
    """

    procurement: Procurement
    model: EvaluationModel
    lowest: Fraction | None
    tenders: tuple[Tender, ...]
    unweighted: tuple[str, ...] = ()
    weights: Fraction = FULL * 10

    @property
    def summed(self) -> bool:
        """Whether there is anything to put in order: every weight is there, and they reach 100."""
        return not self.unweighted and (
            self.model is EvaluationModel.QUALITY_VALUE or self.weights == FULL * 10
        )

    @property
    def single(self) -> bool:
        """Whether only one tender stands: there is nothing to compare it with."""
        return sum(tender.stands for tender in self.tenders) == 1

    @property
    def winners(self) -> tuple[Tender, ...]:
        """The tender of rank 1 – or several, where they are equal. None while any tender lacks points."""
        return tuple(tender for tender in self.tenders if tender.rank == 1)

    @property
    def tie(self) -> bool:
        """Whether several tenders are best."""
        return len(self.winners) > 1


def requirements_of(procurement: Procurement, requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """The requirements of a procurement: those of its components, and those that one of its criteria scores."""
    components, criteria = set(procurement.components), {c.id for c in procurement.criteria}
    return tuple(
        one
        for one in requirements
        if one.status is not RequirementStatus.DROPPED
        and (one.component in components or (one.component is None and one.criterion in criteria))
    )


def evaluate(procurement: Procurement, requirements: Iterable[Requirement]) -> Evaluation:
    """Points, totals and order of the tenders of a procurement.

    A rejected or withdrawn tender gets no total and never sets the lowest price. The points of a criterion of quality
    are the mean of the points of the requirements that name it. Ties keep the same rank; nothing is rounded.
    """
    asked = requirements_of(procurement, requirements)
    model = procurement.model or EvaluationModel.LINEAR
    prices = [price for bid in procurement.bids if stands(bid) and (price := price_of(bid)) is not None]
    lowest = min(prices, default=None)
    tenders = [_tender(bid, procurement.criteria, asked, model, lowest) for bid in procurement.bids]
    unweighted = tuple(
        one.id for one in procurement.criteria if _lacks_weight(one, procurement.criteria, model)
    )
    said = (_weight_of(one, procurement.criteria) for one in procurement.criteria)
    weights = sum((weight for weight in said if weight is not None), Fraction(0))
    bare = Evaluation(procurement, model, lowest, (), unweighted, weights)
    if not bare.summed:
        tenders = [Tender(one.bid, one.scores, None, None, one.unmet) for one in tenders]
    return Evaluation(procurement, model, lowest, tuple(_ranked(tenders, model)), unweighted, weights)


def stands(bid: Bid) -> bool:
    """Whether a tender is still in the competition."""
    return bid.rejected is None and bid.withdrawn is None


def _weight_of(criterion: Criterion, criteria: Sequence[Criterion]) -> Fraction | None:
    """The weight of a criterion in percent; the only one there is weighs all."""
    if criterion.weight is None:
        return FULL * 10 if len(criteria) == 1 else None
    return Fraction(str(criterion.weight))


def _lacks_weight(criterion: Criterion, criteria: Sequence[Criterion], model: EvaluationModel) -> bool:
    if model is EvaluationModel.QUALITY_VALUE:
        return criterion.kind is not CriterionKind.PRICE and criterion.value is None
    return _weight_of(criterion, criteria) is None


def price_of(bid: Bid) -> Fraction | None:
    """The price of a tender; one that is not above zero cannot be compared."""
    return Fraction(str(bid.price)) if bid.price is not None and bid.price > 0 else None


def price_points(price: Fraction, lowest: Fraction, model: EvaluationModel) -> Fraction:
    """The points of a price: 10 for the lowest; linear points go below 0 above twice the lowest."""
    if model is EvaluationModel.PROPORTIONAL:
        return FULL * lowest / price
    return FULL - FULL * (price - lowest) / lowest


def _tender(
    bid: Bid,
    criteria: Sequence[Criterion],
    asked: Sequence[Requirement],
    model: EvaluationModel,
    lowest: Fraction | None,
) -> Tender:
    if not stands(bid):
        return Tender(bid, (), None, None, unmet(bid, asked))
    scores = tuple(_scored(bid, one, _weight_of(one, criteria), asked, model, lowest) for one in criteria)
    return Tender(bid, scores, _total(bid, scores, model), None, unmet(bid, asked))


def unmet(bid: Bid, asked: Iterable[Requirement]) -> tuple[str, ...]:
    """The *must* requirements that a bidder has not answered with yes."""
    return tuple(
        one.id
        for one in asked
        if one.level is RequirementLevel.MUST
        and ((answer := bid.answers.get(one.id)) is None or answer.answer is not RequirementAnswer.YES)
    )


def _scored(
    bid: Bid,
    criterion: Criterion,
    weight: Fraction | None,
    asked: Sequence[Requirement],
    model: EvaluationModel,
    lowest: Fraction | None,
) -> Scored:
    missing: tuple[str, ...] = ()
    if criterion.kind is CriterionKind.PRICE:
        price = price_of(bid)
        points = price_points(price, lowest, model) if price is not None and lowest is not None else None
    else:
        points, missing = _quality(bid, criterion, asked)
    return Scored(
        criterion, points, None if points is None or weight is None else points * weight / 100, missing
    )


def _quality(
    bid: Bid, criterion: Criterion, asked: Sequence[Requirement]
) -> tuple[Fraction | None, tuple[str, ...]]:
    """The mean of the points of the requirements that name a criterion, and those that have none yet."""
    given: Mapping[str, float | None] = {
        one.id: (answer.points if (answer := bid.answers.get(one.id)) else None)
        for one in asked
        if one.criterion == criterion.id
    }
    # what lies outside the scale counts as not given
    missing = tuple(name for name, points in given.items() if points is None or not 0 <= points <= FULL)
    if missing or not given:
        return None, missing
    return sum((Fraction(str(points)) for points in given.values()), Fraction(0)) / len(given), ()


def _total(bid: Bid, scores: Sequence[Scored], model: EvaluationModel) -> Fraction | None:
    if model is EvaluationModel.QUALITY_VALUE:
        return _in_money(bid, scores)
    if not scores or any(score.weighted is None for score in scores):
        return None
    if model is not EvaluationModel.PRICED_QUALITY:
        return sum((score.weighted or Fraction(0) for score in scores), Fraction(0))
    return _priced(bid, scores)


def _priced(bid: Bid, scores: Sequence[Scored]) -> Fraction | None:
    """The price with a surcharge for the quality that is missing, in NOK."""
    price = price_of(bid)
    weight = sum((_weight(s) for s in scores if s.criterion.kind is CriterionKind.PRICE), Fraction(0))
    if price is None or not weight:
        return None
    surcharge = sum(
        (
            (FULL - (s.points or Fraction(0))) / FULL * _weight(s) / weight
            for s in scores
            if s.criterion.kind is not CriterionKind.PRICE
        ),
        Fraction(0),
    )
    return price * (1 + surcharge)


def _in_money(bid: Bid, scores: Sequence[Scored]) -> Fraction | None:
    """The price less what the quality is worth to the buyer, in NOK; the price as offered is what is paid."""
    price = price_of(bid)
    quality = [score for score in scores if score.criterion.kind is not CriterionKind.PRICE]
    if price is None or any(score.points is None or score.criterion.value is None for score in quality):
        return None
    worth = (Fraction(str(one.criterion.value)) * (one.points or Fraction(0)) / FULL for one in quality)
    return price - sum(worth, Fraction(0))


def _weight(score: Scored) -> Fraction:
    return Fraction(str(score.criterion.weight or 0))


def _ranked(tenders: Sequence[Tender], model: EvaluationModel) -> Iterator[Tender]:
    best_first = model not in {EvaluationModel.PRICED_QUALITY, EvaluationModel.QUALITY_VALUE}
    standing = sorted(
        (t for t in tenders if t.total is not None), key=lambda t: t.total or 0, reverse=best_first
    )
    totals = [tender.total for tender in standing]
    finished = all(tender.total is not None or not tender.stands for tender in tenders)
    for tender in standing:
        rank = totals.index(tender.total) + 1 if finished else None
        yield Tender(tender.bid, tender.scores, tender.total, rank, tender.unmet)
    yield from (tender for tender in tenders if tender.total is None and tender.stands)
    yield from (tender for tender in tenders if not tender.stands)
