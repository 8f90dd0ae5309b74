"""Fifteen evaluations in each model, held against the formulas written out again with decimals; and what is missing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tpn.model.choices import CriterionKind, EvaluationModel, RequirementAnswer, RequirementLevel
from tpn.model.procurement import Bid, BidAnswer, Criterion, Procurement, Requirement
from tpn.plan.evaluation import Evaluation, evaluate

ASKED = (
    Requirement(id="R1", text="Lett å bruke", component="K1", criterion="kvalitet"),
    Requirement(id="R2", text="Klima", component="K1", criterion="klima"),
    Requirement(id="R3", text="Skal ha innlogging", level=RequirementLevel.MUST, component="K1"),
)
LINEAR, PROPORTIONAL = EvaluationModel.LINEAR, EvaluationModel.PROPORTIONAL
PRICED, MONEY = EvaluationModel.PRICED_QUALITY, EvaluationModel.QUALITY_VALUE
# price, points for quality, points for climate – of each bid; weights of price, quality, climate
CASES: list[tuple[list[tuple[int, float, float]], tuple[int, int, int]]] = [
    ([(800_000, 8, 6), (1_000_000, 9, 9), (1_000_000, 5, 7)], (40, 30, 30)),
    ([(100_000, 5, 5), (250_000, 10, 10)], (40, 30, 30)),
    ([(100_000, 5, 5), (100_000, 5, 5)], (40, 30, 30)),
    ([(1_045_000, 7.75, 8), (990_000, 6.5, 9), (1_310_000, 9.25, 10)], (50, 20, 30)),
    ([(3_480_000, 8.2, 8.2), (3_920_000, 7.7, 8.4)], (40, 45, 15)),
    ([(500_000, 10, 10)], (40, 30, 30)),
    ([(500_000, 0, 0), (999_999, 10, 10)], (70, 0, 30)),
    ([(1, 10, 10), (1_000_000, 10, 10)], (40, 30, 30)),
    ([(700_000, 3, 10), (700_001, 3, 10)], (40, 30, 30)),
    ([(2_000_000, 6, 4), (2_100_000, 7, 5), (2_200_000, 8, 6), (2_300_000, 9, 7)], (30, 40, 30)),
    ([(650_000, 9, 1), (640_000, 1, 9)], (40, 30, 30)),
    ([(900_000, 3.33, 6.67), (930_000, 6.67, 3.33)], (34, 33, 33)),
    ([(4_999_999, 10, 0), (5_000_001, 0, 10)], (20, 50, 30)),
    ([(123_456, 4.5, 5.5), (654_321, 5.5, 4.5)], (60, 10, 30)),
    ([(1_000_000, 10, 10), (1_500_000, 10, 10), (2_000_000, 10, 10), (2_500_000, 10, 10)], (40, 30, 30)),
]
VALUES = (Decimal(400_000), Decimal(200_000))  # NOK for full quality, and for full climate


def by_hand(
    model: EvaluationModel, bid: tuple[int, float, float], lowest: int, weights: tuple[int, ...]
) -> Decimal:
    price, quality, climate = (Decimal(str(one)) for one in bid)
    of_price, of_quality, of_climate = (Decimal(one) for one in weights)
    rest = (quality * of_quality + climate * of_climate) / 100
    match model:
        case EvaluationModel.LINEAR:
            return (10 - 10 * (price - lowest) / lowest) * of_price / 100 + rest
        case EvaluationModel.PROPORTIONAL:
            return 10 * lowest / price * of_price / 100 + rest
        case EvaluationModel.PRICED_QUALITY:
            lacking = (10 - quality) / 10 * of_quality / of_price + (
                10 - climate
            ) / 10 * of_climate / of_price
            return price * (1 + lacking)
    return price - VALUES[0] * quality / 10 - VALUES[1] * climate / 10


def evaluated(bids: list[Bid], weights: tuple[int | None, ...] = (40, 30, 30), **more: Any) -> Evaluation:
    kinds = (
        ("pris", CriterionKind.PRICE),
        ("kvalitet", CriterionKind.QUALITY),
        ("klima", CriterionKind.CLIMATE),
    )
    worth = (None, *map(float, VALUES))
    criteria = tuple(Criterion(id=name, kind=kind, weight=weight, value=value)
                     for (name, kind), weight, value in zip(kinds, weights, worth, strict=True))  # fmt: skip
    deal = Procurement(
        id="A-P01", title="Skjema", components=("K1",), criteria=criteria, bids=tuple(bids), **more
    )
    return evaluate(deal, ASKED)


def bid(supplier: str, price: float | None, quality: float | None, climate: float | None, **more: Any) -> Bid:
    answers = {"R1": BidAnswer(points=quality), "R2": BidAnswer(points=climate),
               "R3": BidAnswer(answer=RequirementAnswer.YES)}  # fmt: skip
    return Bid(supplier=supplier, price=price, answers=answers, **more)


@pytest.mark.parametrize("model", EvaluationModel)
@pytest.mark.parametrize("case", range(len(CASES)))
def test_totals_and_order_are_those_of_the_formula(model: EvaluationModel, case: int) -> None:
    rows, weights = CASES[case]
    found = evaluated([bid(str(n), *row) for n, row in enumerate(rows)], weights, model=model)
    lowest = min(row[0] for row in rows)
    wanted = {str(n): by_hand(model, row, lowest, weights) for n, row in enumerate(rows)}
    got = {one.bid.supplier: one.total for one in found.tenders}
    assert all(abs(float(got[name] or 0) - float(total)) < 1e-6 for name, total in wanted.items())
    best_first = sorted(wanted.values(), reverse=model in {LINEAR, PROPORTIONAL})
    assert {one.bid.supplier: one.rank for one in found.tenders} == {
        name: best_first.index(total) + 1 for name, total in wanted.items()
    }


def test_the_same_lack_of_quality_costs_a_dear_tender_more_in_percent_and_the_same_in_money() -> None:
    rows = [bid("billig", 1_000_000, 5, 10), bid("dyr", 2_000_000, 5, 10)]
    percent = {one.bid.supplier: int(one.total or 0) for one in evaluated(rows, model=PRICED).tenders}
    money = {one.bid.supplier: int(one.total or 0) for one in evaluated(rows, model=MONEY).tenders}
    assert (percent["billig"], percent["dyr"]) == (1_375_000, 2_750_000)
    assert (money["billig"], money["dyr"]) == (600_000, 1_600_000)


@pytest.mark.parametrize("model", [LINEAR, PROPORTIONAL, PRICED])
@pytest.mark.parametrize(
    ("weights", "unweighted"),
    [((None, None, None), ["pris", "kvalitet", "klima"]), ((40, None, 30), ["kvalitet"]), ((40, 30, 20), [])],
)
def test_without_all_the_weights_there_is_no_sum_and_nobody_is_best(
    model: EvaluationModel, weights: tuple[int | None, ...], unweighted: list[str]
) -> None:
    found = evaluated([bid("A", 900_000, 8, 8), bid("B", 800_000, 9, 9)], weights, model=model)
    assert {(one.total, one.rank) for one in found.tenders} == {(None, None)}
    assert (found.winners, found.summed, list(found.unweighted)) == ((), False, unweighted)
    assert found.tenders[0].scores[1].points in {8, 9}  # what is given stands all the same


def test_the_only_criterion_weighs_all() -> None:
    bids = (bid("A", 900_000, 1, 1), bid("B", 800_000, 1, 1))
    price = Criterion(id="pris", kind=CriterionKind.PRICE)
    deal = Procurement(id="A-P01", title="x", components=("K1",), bids=bids, criteria=(price,))
    assert [one.bid.supplier for one in evaluate(deal, ASKED).winners] == ["B"]


@pytest.mark.parametrize("points", [11, -1, 10.5])
def test_points_outside_the_scale_count_as_not_given(points: float) -> None:
    found = evaluated([bid("A", 900_000, points, 5), bid("B", 900_000, 5, 5)])
    waiting = next(one for one in found.tenders if one.bid.supplier == "A")
    assert (waiting.total, waiting.scores[1].missing, found.winners) == (None, ("R1",), ())


def test_a_withdrawn_tender_sets_no_lowest_price_and_has_no_place() -> None:
    rows = [bid("A", 900_000, 8, 8), bid("B", 1_000_000, 9, 9)]
    cheap = bid("C", 100_000, 10, 10, withdrawn=date(2026, 10, 1))
    with_it, without = evaluated([*rows, cheap]), evaluated(rows)
    assert with_it.lowest == 900_000
    assert {one.bid.supplier: one.rank for one in with_it.tenders} == {
        **{one.bid.supplier: one.rank for one in without.tenders}, "C": None,
    }  # fmt: skip


def test_one_tender_is_said_to_be_the_only_one() -> None:
    assert evaluated([bid("A", 900_000, 8, 8), bid("B", 1, 1, 1, rejected="For sent")]).single
    assert not evaluated([bid("A", 900_000, 8, 8), bid("B", 950_000, 1, 1)]).single


def test_a_tie_is_a_tie_in_every_model() -> None:
    for model in EvaluationModel:
        found = evaluated([bid("A", 900_000, 8, 8), bid("B", 900_000, 8, 8)], model=model)
        assert (found.tie, [one.rank for one in found.tenders]) == (True, [1, 1])
