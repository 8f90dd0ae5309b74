"""Periods as the law counts them, held against an independent small model and cases worked by hand.

Sources: Regulation (EEC) 1182/71 article 3 (in Norway FOR-1992-12-04-910), which anskaffelsesforskriften § 7-6 makes
rule every deadline. Easter Sundays from the church calendar, written out; the model counts day by day.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tpn.library.dated import dated_facts
from tpn.model.choices import Procedure
from tpn.model.procurement import Procurement
from tpn.plan.periods import first_after, last_day
from tpn.plan.tender_plan import Stage, TenderRules, TenderStep, tender_plan
from tpn.plan.thresholds import Ruling
from tpn.plan.workdays import WorkDays

EASTER = {2026: "04-05", 2027: "03-28", 2028: "04-16", 2029: "04-01", 2030: "04-21", 2031: "04-13"}
FIXED = ("01-01", "05-01", "05-17", "12-25", "12-26")
AROUND_EASTER = (-3, -2, 0, 1, 39, 49, 50)  # Maundy Thursday … Whit Monday
RULES = TenderRules.of(None)


# ---------------------------------------------------------------- the independent model


def free_days() -> set[date]:
    found = set()
    for year, easter in EASTER.items():
        found |= {date.fromisoformat(f"{year}-{day}") for day in FIXED}
        found |= {date.fromisoformat(f"{year}-{easter}") + timedelta(days=n) for n in AROUND_EASTER}
    return found


FREE = free_days()


def works(day: date) -> bool:
    return day.isoweekday() <= 5 and day not in FREE


def end_by_counting(event: date, days: int) -> date:
    """Article 3, one day at a time: the event's own day is not counted; the end moves on to a day that people work."""
    day, counted, working = event, 0, 0
    while counted < days or not works(day) or (days >= 2 and working < 2):
        day += timedelta(days=1)
        counted += 1
        working += works(day)
    return day


ALL_DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(5 * 365 + 1)]


@pytest.mark.parametrize("days", [1, 2, 3, 10, 15, 25, 30, 35])
def test_every_period_that_begins_in_five_years_ends_where_counting_by_hand_ends_it(days: int) -> None:
    assert [last_day(day, days) for day in ALL_DAYS] == [end_by_counting(day, days) for day in ALL_DAYS]


@pytest.mark.parametrize(
    ("event", "days", "last", "why"),
    [
        # the case of the law firm: notice 23 March 2010, tenth day Good Friday 2 April, ends Tuesday 6 April
        ("2010-03-23", 10, "2010-04-06", "Good Friday to the Tuesday after Easter (lexology.com g=42819746)"),
        ("2027-01-06", 10, "2027-01-18", "a Wednesday: the tenth day is a Saturday"),
        ("2027-01-07", 10, "2027-01-18", "a Thursday: the tenth day is a Sunday"),
        ("2027-01-08", 10, "2027-01-18", "a Friday: the tenth day is a Monday"),
        (
            "2027-03-15",
            10,
            "2027-03-30",
            "Maundy Thursday 2027, then Good Friday, the weekend and Easter Monday",
        ),
        ("2026-03-23", 10, "2026-04-07", "Maundy Thursday 2026"),
        ("2026-12-15", 10, "2026-12-28", "Christmas Day 2026 is a Friday, 26 a Saturday, 27 a Sunday"),
        ("2026-12-14", 10, "2026-12-24", "Christmas Eve is a working day in the law"),
        ("2026-12-22", 10, "2027-01-04", "New Year's Day 2027 is a Friday"),
        ("2028-04-21", 10, "2028-05-02", "1 May 2028 is a Monday"),
        ("2027-04-21", 10, "2027-05-03", "1 May 2027 is a Saturday"),
        ("2027-05-07", 10, "2027-05-18", "17 May 2027 is Whit Monday"),
        ("2027-04-26", 10, "2027-05-07", "Ascension Day 6 May 2027"),
        ("2028-05-07", 10, "2028-05-18", "17 May 2028 is a Wednesday"),
        ("2026-05-07", 10, "2026-05-18", "17 May 2026 is a Sunday"),
        ("2029-05-07", 10, "2029-05-18", "17 May 2029 is a Thursday, 18 May a working Friday"),
        ("2030-05-20", 10, "2030-05-31", "Ascension Day 30 May 2030"),
        ("2027-01-01", 2, "2027-01-05", "two days from a Friday hold two working days: Monday and Tuesday"),
        ("2027-01-04", 0, "2027-01-04", "no period ends on the day itself"),
    ],
)
def test_periods_over_holidays_by_hand(event: str, days: int, last: str, why: str) -> None:
    assert last_day(date.fromisoformat(event), days) == date.fromisoformat(last), why


def test_no_days_are_no_period_and_end_where_they_begin_whatever_day_it_is() -> None:
    assert last_day(date(2026, 12, 25), 0) == date(2026, 12, 25)


def test_what_must_wait_may_be_done_on_the_day_after_the_last_even_if_nobody_works_then() -> None:
    # the period ends on Friday 8 January 2027: the law lets one sign on the Saturday
    assert first_after(date(2026, 12, 29), 10) == date(2027, 1, 9)


# ---------------------------------------------------------------- in the plan of a procurement


def planned(procedure: Procedure, publish: date, **typed: Any) -> dict[Stage, TenderStep]:
    deal = Procurement(id="A-P01", title="Skjemaløsning", procedure=procedure, publish=publish, **typed)
    ruled = Ruling(Decimal(3_000_000), publish, None, (), ())  # the procedure is chosen
    return {s.stage: s for s in tender_plan(deal, ruled, RULES, WorkDays(), publish).steps}


AWARDS_2027 = [day for n in range(365) if works(day := date(2027, 1, 1) + timedelta(days=n))]


def test_2027_has_255_days_on_which_people_may_award() -> None:
    # 261 Mondays to Fridays; free among them: 1 January, 25, 26 and 29 March, 6 and 17 May
    assert len(AWARDS_2027) == 255


def awarded(award: date, **more: Any) -> dict[Stage, TenderStep]:
    return planned(Procedure.OPEN, award - timedelta(days=70), deadline=award - timedelta(days=30), award=award,
                   **more)  # fmt: skip


@pytest.mark.sampled(every=7)  # not five: each day of the week is seen
@pytest.mark.parametrize("award", AWARDS_2027, ids=str)
def test_the_contract_is_never_proposed_inside_the_standstill_and_a_day_too_early_is_named(
    award: date,
) -> None:
    over = end_by_counting(award, 10)
    steps = awarded(award)
    assert steps[Stage.STANDSTILL].day == over
    assert steps[Stage.CONTRACT].earliest == over + timedelta(days=1)
    assert steps[Stage.CONTRACT].day == end_by_counting(over, 1)
    inside, after = awarded(award, contract=over), awarded(award, contract=over + timedelta(days=1))
    assert "too_early" in [w.kind for w in inside[Stage.CONTRACT].warnings]
    assert "too_early" not in [w.kind for w in after[Stage.CONTRACT].warnings]


OPENINGS = [date(2026, 9, 1) + timedelta(days=n) for n in range(0, 4 * 365, 13)]


@pytest.mark.sampled(every=2)
@pytest.mark.parametrize("procedure", [p for p in Procedure if p is not Procedure.FRAMEWORK])
def test_a_plan_that_nobody_has_typed_a_date_of_breaks_no_rule_of_its_own(procedure: Procedure) -> None:
    broken = {"too_early", "backwards", "invalid", "short_standstill", "not_working"}
    for publish in OPENINGS:
        steps = planned(procedure, end_by_counting(publish, 1))
        assert not broken & {w.kind for s in steps.values() for w in s.warnings}, publish
        days = [step.day for stage, step in steps.items() if stage is not Stage.VALIDITY]
        assert days == sorted(days)
        if Stage.VALIDITY in steps:
            assert steps[Stage.VALIDITY].day >= steps[Stage.CONTRACT].day


@pytest.mark.parametrize("procedure", [Procedure.OPEN, Procedure.NATIONAL_OPEN, Procedure.COMPETITION])
def test_what_is_proposed_before_a_typed_contract_leaves_room_for_all_of_it(procedure: Procedure) -> None:
    for wait in range(90, 200, 7):
        for publish in OPENINGS[::9]:
            steps = planned(procedure, publish, contract=publish + timedelta(days=wait))
            kinds = {w.kind for s in steps.values() for w in s.warnings}
            assert not kinds & {"too_early", "backwards", "invalid"}, (publish, wait)


def test_every_date_that_comes_before_the_one_it_must_follow_is_named() -> None:
    # publish 20 October, tenders 10 October, award 5 October, contract 1 October
    steps = planned(Procedure.NATIONAL_OPEN, date(2026, 10, 20), deadline=date(2026, 10, 10), award=date(2026, 10, 5),
                    contract=date(2026, 10, 1))  # fmt: skip
    said = {stage: step.warnings[0].facts.get("stage") for stage, step in steps.items()
            if step.warnings and step.warnings[0].kind == "backwards"}  # fmt: skip
    assert said == {Stage.TENDER: Stage.PUBLISH, Stage.AWARD: Stage.TENDER}
    assert {"too_early", "backwards"} <= {w.kind for w in steps[Stage.CONTRACT].warnings}


@pytest.mark.parametrize(
    ("contract", "kinds"),
    [
        ("2026-12-16", ["too_early"]),  # the day of the award: no standstill at all
        ("2026-12-17", ["too_early"]),  # not one whole day
        ("2026-12-18", ["short_standstill"]),
        ("2026-12-28", ["short_standstill"]),  # ten days end on Saturday 26 December, so on Monday 28
        ("2026-12-29", []),
    ],
)
def test_part_ii_asks_for_a_reasonable_standstill_and_ten_days_are_usual(
    contract: str, kinds: list[str]
) -> None:
    steps = planned(Procedure.NATIONAL_OPEN, date(2026, 10, 1), deadline=date(2026, 11, 10),
                    award=date(2026, 12, 16), contract=date.fromisoformat(contract))  # fmt: skip
    assert [w.kind for w in steps[Stage.CONTRACT].warnings] == kinds
    fact = steps[Stage.STANDSTILL].fact
    assert fact is not None
    assert fact.values["section"] == "§ 10-2"


def test_closed_periods_of_a_project_do_not_move_a_deadline_of_the_law() -> None:
    closed = WorkDays("NO", [(date(2027, 7, 1), date(2027, 8, 31))])
    deal = Procurement(id="A-P01", title="x", procedure=Procedure.OPEN, publish=date(2027, 5, 3),
                       deadline=date(2027, 6, 7), award=date(2027, 6, 28))  # fmt: skip
    made = tender_plan(
        deal, Ruling(Decimal(1), date(2027, 5, 3), None, (), ()), RULES, closed, date(2027, 5, 3)
    )
    steps = {step.stage: step for step in made.steps}
    assert steps[Stage.STANDSTILL].day == date(2027, 7, 8)
    # nobody is there to sign before September: the proposal waits, the law does not
    assert (steps[Stage.CONTRACT].earliest, steps[Stage.CONTRACT].day) == (date(2027, 7, 9), date(2027, 9, 1))


def test_every_deadline_names_its_paragraph() -> None:
    without = [fact.id for fact in dated_facts("procurement", "deadlines") if not fact.values.get("section")]
    assert without == []
