"""Procurement by hand: thresholds on their days, deadlines over Easter and July, standstill, tenders."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.views.small_views import planned as plan_of
from tpn.library.dated import DatedFact, dated_facts
from tpn.model.choices import (
    Acquire,
    CriterionKind,
    EvaluationModel,
    Procedure,
    PurchaseKind,
    RequirementAnswer,
    RequirementLevel,
)
from tpn.model.procurement import (
    Bid,
    BidAnswer,
    Component,
    Cost,
    Criterion,
    Options,
    Procurement,
    Requirement,
)
from tpn.plan.evaluation import Evaluation, evaluate
from tpn.plan.lease_or_own import ways
from tpn.plan.tender_plan import Foreseen, Stage, TenderRules, TenderStep, tender_plan
from tpn.plan.thresholds import Ruling, ruling, too_light
from tpn.plan.workdays import WorkDays

THRESHOLDS = dated_facts("procurement", "thresholds")
RULES = TenderRules.of(None)


# ---------------------------------------------------------------- thresholds


@pytest.mark.parametrize(
    ("value", "day", "part"),
    [
        # 20 and 21 April 2026: the EEA threshold goes from 2.3 to 2.5 million
        (2_299_999, "2026-04-20", "II"),
        (2_300_000, "2026-04-20", "III"),
        (2_300_000, "2026-04-21", "II"),
        (2_499_999, "2026-04-21", "II"),
        (2_500_000, "2026-04-21", "III"),
        # 30 June and 1 July 2026: the Act applies from 100,000, then from 500,000
        (99_999, "2026-06-30", "none"),
        (100_000, "2026-06-30", "I"),
        (450_000, "2026-06-30", "I"),
        (450_000, "2026-07-01", "none"),
        (500_000, "2026-07-01", "I"),
        # the national threshold is reached at its amount
        (1_299_999, "2026-07-01", "I"),
        (1_300_000, "2026-07-01", "II"),
        # older rows of the table
        (2_049_999, "2021-06-01", "II"),
        (2_200_000, "2023-06-01", "III"),
    ],
)
def test_the_part_of_the_rules_follows_the_value_and_the_day(value: int, day: str, part: str) -> None:
    assert ruled(value, day).part == part


def ruled(value: int, day: str) -> Ruling:
    return ruling(Decimal(value), date.fromisoformat(day), THRESHOLDS)


def test_the_amounts_of_state_bodies_and_works_do_not_rule_a_municipality_that_buys_services() -> None:
    assert [fact.name for fact in ruled(450_000, "2026-06-30").thresholds] == ["act", "national", "eea"]
    works = ruling(Decimal(5_000_000), date(2026, 6, 30), THRESHOLDS, PurchaseKind.WORKS)
    assert works.part == "II"


def test_a_day_without_known_facts_has_no_part_rather_than_none() -> None:
    before = ruled(450_000, "1999-01-01")
    assert (before.part, before.act_applies, before.procedures) == (None, None, ())


def test_a_procedure_below_the_part_is_too_light_and_one_above_is_not() -> None:
    assert too_light(Procedure.COMPETITION, "II")
    assert not too_light(Procedure.OPEN, "II")
    assert not too_light(Procedure.FRAMEWORK, "III")


@pytest.mark.parametrize(
    ("checked", "today", "old"),
    [
        ("2024-11-23", "2026-11-23", False),
        ("2024-11-23", "2026-11-24", True),
        ("2024-11-22", "2026-12-01", True),
    ],
)
def test_a_fact_is_old_when_it_was_looked_up_more_than_24_months_ago(
    checked: str, today: str, old: bool
) -> None:
    fact = DatedFact("x", "x", None, None, "kilde", date.fromisoformat(checked), "V")
    assert fact.old(date.fromisoformat(today)) is old


# ---------------------------------------------------------------- deadlines


def planned(
    day: str, *, procedure: Procedure = Procedure.OPEN, value: int = 3_000_000, **typed: Any
) -> dict[Stage, TenderStep]:
    deal = Procurement(
        id="A-P01",
        title="Skjemaløsning",
        procedure=procedure,
        publish=date.fromisoformat(day),
        value=value,
        **typed,
    )
    made = tender_plan(deal, ruled(value, day), RULES, WorkDays(), date.fromisoformat(day))
    return {step.stage: step for step in made.steps}


@pytest.mark.parametrize(
    ("signing", "kinds", "contract"),
    [
        (date(2026, 9, 17), ["signed_inside"], date(2026, 9, 18)),  # the last day of the standstill
        (date(2026, 9, 18), [], date(2026, 9, 18)),
        (date(2026, 9, 25), [], date(2026, 9, 25)),  # the plan proposes what the project foresees
    ],
)
def test_a_plan_follows_the_forecast_of_the_choice_and_says_when_the_signing_is_inside_the_standstill(
    signing: date, kinds: list[str], contract: date
) -> None:
    deal = Procurement(id="A-P01", title="x", procedure=Procedure.OPEN, publish=date(2026, 7, 20), value=3_000_000,
                       deadline=date(2026, 8, 24), signed_with="A-13")  # fmt: skip
    foreseen = Foreseen(date(2026, 9, 7), signing, "A-13")
    made = tender_plan(deal, ruled(3_000_000, "2026-07-20"), RULES, WorkDays(), date(2026, 7, 20), foreseen)
    steps = {step.stage: step for step in made.steps}
    assert (steps[Stage.AWARD].day, steps[Stage.STANDSTILL].day) == (date(2026, 9, 7), date(2026, 9, 17))
    assert (warned(steps[Stage.CONTRACT]), steps[Stage.CONTRACT].day) == (kinds, contract)


def test_a_contract_that_the_plan_has_on_another_day_is_said() -> None:
    deal = Procurement(id="A-P01", title="x", procedure=Procedure.OPEN, publish=date(2026, 7, 20), value=3_000_000,
                       deadline=date(2026, 8, 24), award=date(2026, 9, 7), expected=date(2026, 9, 21))  # fmt: skip
    foreseen = Foreseen(None, date(2026, 9, 22), "A-13")
    made = tender_plan(deal, ruled(3_000_000, "2026-07-20"), RULES, WorkDays(), date(2026, 7, 20), foreseen)
    steps = {step.stage: step for step in made.steps}
    assert warned(steps[Stage.CONTRACT]) == ["signed_else"]
    assert steps[Stage.CONTRACT].warnings[0].facts == {"id": "A-13", "date": date(2026, 9, 22)}


def warned(step: TenderStep) -> list[str]:
    return [warning.kind for warning in step.warnings]


def test_an_open_procedure_over_easter_2027_counts_calendar_days_and_says_that_easter_lies_in_them() -> None:
    # Monday 1 March + 30 days is Wednesday 31 March; Easter week 22–29 March lies within
    tender = planned("2027-03-01")[Stage.TENDER]
    assert (tender.day, tender.days, warned(tender)) == (date(2027, 3, 31), 30, ["quiet"])
    assert tender.warnings[0].facts["days"] == 8


def test_a_deadline_that_is_proposed_on_good_friday_moves_to_the_first_working_day_after_easter() -> None:
    # Wednesday 24 February + 30 days is Good Friday 26 March: the period runs to Tuesday 30 March
    tender = planned("2027-02-24")[Stage.TENDER]
    assert (tender.earliest, tender.day, tender.moved) == (date(2027, 3, 30), date(2027, 3, 30), 4)


def test_a_deadline_typed_on_a_holiday_stays_and_is_warned_of() -> None:
    tender = planned("2027-02-24", deadline=date(2027, 3, 26))[Stage.TENDER]
    assert (tender.day, "not_working" in warned(tender)) == (date(2027, 3, 26), True)


def test_a_tender_period_over_the_general_holiday_of_july_2027_is_warned_of() -> None:
    # weeks 28–30 of 2027 are 12 July – 1 August
    tender = planned("2027-07-01")[Stage.TENDER]
    assert (tender.day, warned(tender)) == (date(2027, 8, 2), ["quiet"])
    assert tender.warnings[0].facts["days"] == 21


def test_a_deadline_shorter_than_the_minimum_says_the_first_day_that_is_allowed() -> None:
    tender = planned("2026-09-01", deadline=date(2026, 9, 30))[Stage.TENDER]
    assert (warned(tender), tender.warnings[0].facts) == (["too_early"], {"earliest": date(2026, 10, 1)})
    assert warned(planned("2026-09-01", deadline=date(2026, 10, 1))[Stage.TENDER]) == []


def test_the_standstill_runs_from_the_day_after_the_notice_and_the_contract_comes_the_day_after_it() -> None:
    # notice Monday 7 September 2026; 8–17 September; contract from Friday 18 September
    steps = planned("2026-07-20", deadline=date(2026, 8, 24), award=date(2026, 9, 7))
    assert steps[Stage.STANDSTILL].day == date(2026, 9, 17)
    assert (steps[Stage.CONTRACT].day, steps[Stage.CONTRACT].earliest) == (
        date(2026, 9, 18),
        date(2026, 9, 18),
    )


@pytest.mark.parametrize(("contract", "kinds"), [("2026-09-17", ["too_early"]), ("2026-09-18", [])])
def test_a_contract_inside_the_standstill_is_warned_of(contract: str, kinds: list[str]) -> None:
    typed: dict[str, Any] = {
        "deadline": date(2026, 8, 24),
        "award": date(2026, 9, 7),
        "contract": date.fromisoformat(contract),
    }
    assert warned(planned("2026-07-20", **typed)[Stage.CONTRACT]) == kinds


def test_below_the_eea_threshold_there_is_no_minimum_and_no_standstill_by_law_but_a_proposal() -> None:
    steps = planned("2026-09-01", procedure=Procedure.COMPETITION, value=900_000)
    assert (steps[Stage.TENDER].days, steps[Stage.TENDER].day) == (0, date(2026, 9, 22))
    assert (steps[Stage.STANDSTILL].fact, steps[Stage.CONTRACT].earliest) == (None, None)


def test_a_restricted_procedure_has_two_rounds() -> None:
    steps = planned("2026-09-01", procedure=Procedure.RESTRICTED)
    assert steps[Stage.REQUEST].day == date(2026, 10, 1)
    assert steps[Stage.INVITE].day == date(2026, 10, 15)
    assert (steps[Stage.TENDER].day, steps[Stage.TENDER].days) == (date(2026, 11, 9), 25)


def test_a_contract_after_the_tenders_have_ceased_to_bind_is_warned_of() -> None:
    steps = planned("2026-09-01", deadline=date(2026, 10, 5), contract=date(2026, 11, 5))
    # nobody has said how long they bind, and there is time to say it: the documents must name a later day
    assert (steps[Stage.VALIDITY].day, warned(steps[Stage.VALIDITY])) == (date(2026, 12, 7), ["longer"])
    assert steps[Stage.VALIDITY].warnings[0].facts == {"rule": date(2026, 11, 4)}


def test_tenders_that_are_in_bind_as_long_as_their_documents_said() -> None:
    deal = Procurement(id="A-P01", title="x", procedure=Procedure.OPEN, publish=date(2026, 9, 1),
                       deadline=date(2026, 10, 5), contract=date(2026, 11, 5))  # fmt: skip
    made = tender_plan(deal, ruled(3_000_000, "2026-09-01"), RULES, WorkDays(), date(2026, 10, 6))
    assert (made.steps[-1].day, warned(made.steps[-1])) == (date(2026, 11, 4), ["invalid"])
    said = tender_plan(
        deal.but(validity=date(2026, 12, 1)), made_ruling(), RULES, WorkDays(), date(2026, 10, 6)
    )
    assert (said.steps[-1].day, said.steps[-1].typed, warned(said.steps[-1])) == (date(2026, 12, 1), True, [])


def made_ruling() -> Ruling:
    return ruled(3_000_000, "2026-09-01")


# ---------------------------------------------------------------- tenders

ASKED = (
    Requirement(id="R1", text="Skal ha innlogging", level=RequirementLevel.MUST, component="K1"),
    Requirement(id="R2", text="Er lett å bruke", component="K1", criterion="kvalitet"),
    Requirement(id="R3", text="Kan kladde", component="K1", criterion="kvalitet"),
)


def bid(supplier: str, price: float, first: float, second: float, **more: Any) -> Bid:
    answers = {
        "R1": BidAnswer(answer=RequirementAnswer.YES),
        "R2": BidAnswer(points=first),
        "R3": BidAnswer(points=second),
    }
    return Bid(supplier=supplier, price=price, answers=answers, **more)


def evaluated(*bids: Bid, model: EvaluationModel = EvaluationModel.LINEAR) -> Evaluation:
    criteria = (
        Criterion(id="pris", kind=CriterionKind.PRICE, weight=40),
        Criterion(id="kvalitet", kind=CriterionKind.QUALITY, weight=60),
    )
    deal = Procurement(
        id="A-P01", title="Skjema", components=("K1",), criteria=criteria, bids=bids, model=model
    )
    return evaluate(deal, ASKED)


def totals(found: Evaluation) -> dict[str, tuple[object, int | None]]:
    return {t.bid.supplier: (t.total if t.total is None else float(t.total), t.rank) for t in found.tenders}


THREE = (bid("A", 800_000, 8, 6), bid("B", 1_000_000, 9, 9), bid("C", 1_000_000, 5, 7))


def test_linear_points_fall_by_the_share_above_the_lowest_price() -> None:
    # A: price 10, quality 7 → 4.0 + 4.2; B: price 7.5, quality 9 → 3.0 + 5.4; C: 3.0 + 3.6
    assert totals(evaluated(*THREE)) == {"B": (8.4, 1), "A": (8.2, 2), "C": (6.6, 3)}


def test_proportional_points_are_the_lowest_price_over_the_price() -> None:
    # B: price 8 → 3.2 + 5.4
    found = evaluated(*THREE, model=EvaluationModel.PROPORTIONAL)
    assert totals(found) == {"B": (8.6, 1), "A": (8.2, 2), "C": (6.8, 3)}


def test_priced_quality_adds_a_surcharge_for_what_is_missing_and_the_lowest_sum_wins() -> None:
    # A: 800,000 · (1 + 0.3 · 1.5); B: 1,000,000 · (1 + 0.1 · 1.5); C: 1,000,000 · (1 + 0.4 · 1.5)
    found = evaluated(*THREE, model=EvaluationModel.PRICED_QUALITY)
    assert totals(found) == {"B": (1_150_000, 1), "A": (1_160_000, 2), "C": (1_600_000, 3)}


@pytest.mark.parametrize("model", EvaluationModel)
def test_a_rejected_tender_never_sets_the_lowest_price_and_has_no_place(model: EvaluationModel) -> None:
    cheap = bid("D", 100_000, 10, 10, rejected="Kom etter fristen")
    with_it, without = evaluated(*THREE, cheap, model=model), evaluated(*THREE, model=model)
    assert totals(with_it) == {**totals(without), "D": (None, None)}
    assert with_it.lowest == 800_000


def test_equal_totals_share_the_place_and_nothing_is_decided_for_people() -> None:
    # a third of a point is compared exactly, not as it is shown
    found = evaluated(bid("A", 900_000, 7, 8), bid("B", 900_000, 8, 7), bid("C", 1_200_000, 7, 7))
    assert [tender.rank for tender in found.tenders] == [1, 1, 3]
    assert found.tie
    assert {tender.bid.supplier for tender in found.winners} == {"A", "B"}


def test_linear_points_go_below_zero_above_twice_the_lowest_price() -> None:
    found = evaluated(bid("A", 100_000, 5, 5), bid("B", 250_000, 10, 10))
    assert found.tenders[1].scores[0].points == Fraction(-5)


def test_a_tender_that_lacks_points_has_no_total_and_nobody_has_won_yet() -> None:
    half = Bid(supplier="A", price=900_000, answers={"R2": BidAnswer(points=8)})
    found = evaluated(half, bid("B", 900_000, 5, 5))
    assert totals(found)["A"] == (None, None)
    assert found.winners == ()
    waiting = next(tender for tender in found.tenders if tender.bid.supplier == "A")
    assert (waiting.scores[1].missing, waiting.unmet) == (("R3",), ("R1",))


def test_a_price_of_zero_is_no_price() -> None:
    found = evaluated(bid("A", 0, 9, 9), bid("B", 900_000, 5, 5))
    assert found.lowest == 900_000
    assert totals(found)["A"] == (None, None)


# ---------------------------------------------------------------- lease or own


def test_lease_and_own_are_compared_over_the_years_by_hand() -> None:
    part = Component(
        id="A-K01",
        name="Skjema",
        options=Options(lease=Cost(once=50_000, yearly=120_000), own=Cost(once=600_000, yearly=60_000)),
    )
    lease, own = ways(part, 3, 4)
    assert [(one.way, one.total) for one in (lease, own)] == [
        (Acquire.LEASE, Decimal(410_000)),
        (Acquire.OWN, Decimal(780_000)),
    ]
    # 50,000 + 120,000 · (1 + 1/1.04 + 1/1.04²)
    assert lease.present_value is not None
    assert round(lease.present_value, 2) == Decimal("396331.36")


def test_a_cost_that_is_missing_gives_no_sum() -> None:
    part = Component(id="A-K01", name="Skjema", options=Options(lease=Cost(yearly=120_000)))
    assert ways(part, 5, 4)[0].total is None


def test_what_has_fallen_out_foresees_neither_the_choice_nor_the_signing() -> None:
    text = """\
procurement:
  activities:
    - {id: A-01, title: Velge, due: 2026-10-01}
    - {id: A-02, title: Signere, due: 2026-10-15}
  procurements: [{id: A-P01, title: x, chosen_with: A-01, signed_with: A-02}, {id: A-P02, title: y}]
"""
    plan, _ = plan_of(text)
    deal, bare = plan.project.procurement.procurements
    assert Foreseen.of(deal, plan) == Foreseen(date(2026, 10, 1), date(2026, 10, 15), "A-02")
    assert Foreseen.of(bare, plan) == Foreseen()
    gone, _ = plan_of(text.replace("due: 2026-10-01", "due: 2026-10-01, status: cancelled"))
    assert Foreseen.of(deal, gone).choice is None
