"""The arithmetic of benefits, worked by hand: each case says what goes in and what must come out."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plan.benefit_cases import FIGURES, TODAY, WAYS, case, nok
from tpn.library import data_dir
from tpn.model import load
from tpn.model.actors import Actors, Side
from tpn.model.benefits import Benefit, Estimate, Indicator, Measurement
from tpn.model.choices import BenefitKind, VariantName
from tpn.plan.benefits import attained, attainment
from tpn.plan.freed_time import Lack, case_minutes, freed
from tpn.plan.net_value import three_point
from tpn.plan.payback import (
    discount_factor,
    net_present_value,
    payback_year,
    ramped,
    state_present_value,
)
from tpn.plan.processes import compare
from tpn.plan.rounding import exact, ore, shown


def benefit(baseline: float | None, target: float | None, *values: float) -> Benefit:
    measured = tuple(Measurement(date=date(2026, 9, day), value=value) for day, value in enumerate(values, 1))
    return Benefit(
        id="G-01",
        title="Nytte",
        indicator=Indicator(name="Tall", baseline=baseline, target=target),
        measurements=measured,
    )


# ---------------------------------------------------------------- attainment


@pytest.mark.parametrize(
    ("baseline", "target", "value", "percent"),
    [
        (80, 100, 80, 0),  # rising and not moved: the common workbook says 80 %
        (100, 50, 100, 0),  # falling and not moved: the common workbook says 50 %
        (12, 0, 0, 100),  # measured 0 is a value: the common workbook shows nothing
        (80, 100, 90, 50),
        (100, 50, 60, 80),
        (12, 0, 3, 75),
        (0, 40, 0, 0),
        (0, 40, 10, 25),
        (-10, 10, 0, 50),
        (3.8, 4.8, 4.4, 60),
        (80, 100, 70, -50),  # worse than before
        (80, 100, 110, 150),  # better than asked for
        (0, 16, 1, 6.3),  # 6.25: a half goes up
        (0, -16, 1, -6.3),
        (96000, 30000, 63000, 50),
    ],
)
def test_attainment_is_the_part_of_the_way_from_baseline_to_target(
    baseline: float, target: float, value: float, percent: float
) -> None:
    assert attained(benefit(baseline, target, value), TODAY).percent == percent


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (benefit(None, 50, 25), "no_baseline"),  # another tool counts a forgotten baseline as 0 and says 50 %
        (benefit(80, None, 90), "no_target"),
        (benefit(80, 80, 80), "target_is_baseline"),
        (benefit(80, 100), "not_measured"),
        (Benefit(id="G-01", title="Nytte"), "no_indicator"),
    ],
)
def test_where_attainment_cannot_be_said_there_is_a_reason_and_no_number(one: Benefit, why: str) -> None:
    assert attained(one, TODAY)[:2] == (None, why)


def test_attainment_is_that_of_the_last_measurement_until_today() -> None:
    one = benefit(80, 100, 80, 95, 90)
    assert attained(one, TODAY).percent == 50
    assert attained(one, date(2026, 9, 2)).percent == 75
    assert attained(one, date(2026, 9, 1))[:2] == (0, "at_baseline")
    assert attained(one, date(2026, 8, 31)).why == "not_measured"


@given(st.integers(-500, 500), st.integers(-500, 500), st.integers(0, 100))
def test_attainment_is_0_at_the_baseline_and_100_at_the_target(baseline: int, target: int, part: int) -> None:
    indicator = Indicator(name="Tall", baseline=baseline, target=target)
    if baseline == target:
        assert attainment(indicator, baseline) is None
        return
    assert attainment(indicator, baseline) == 0
    assert attainment(indicator, target) == 100
    on_the_way = baseline + (target - baseline) * part / 100
    assert attainment(indicator, on_the_way) == pytest.approx(part, abs=0.1)


# ---------------------------------------------------------------- three points


@pytest.mark.parametrize(
    ("low", "likely", "high", "value"),
    [
        (40000, 75000, 110000, 75000),  # (40 + 225 + 110) / 5
        (25000, 40000, 50000, 39000),  # (25 + 120 + 50) / 5: the sheet's own example, turned round
        (0, 0, 50, 10),  # 0 is a number
        (100, 200, 333.33, 206.67),  # 1 033.33 / 5 = 206.666
        (-100, 0, 50, -10),
    ],
)
def test_the_expected_value_weighs_the_likely_threefold(
    low: float, likely: float, high: float, value: float
) -> None:
    found = three_point(Estimate(low=low, likely=likely, high=high))
    assert found is not None
    assert nok(ore(found)) == value


def test_an_estimate_of_two_points_gives_no_value_and_says_which_is_missing() -> None:
    one = case("kind: direct_cost, estimate: {low: 10, likely: 20}").one
    assert one.municipal is None
    assert one.lacking == (Lack("high", "G-1"),)


# ---------------------------------------------------------------- freed time


def test_a_case_takes_the_minutes_of_its_steps_by_how_often_they_happen() -> None:
    (process,) = case().project.processes.services
    paper = process.variants[VariantName.PAPER]
    side_of = Actors().side
    assert case_minutes(paper, Side.MUNICIPALITY, side_of) == 41  # 6 + 20 + 30 × 50 %
    assert case_minutes(paper, Side.USER, side_of) == 45
    assert case_minutes(paper, Side.SYSTEM, side_of) == 0


def test_freed_time_is_cases_by_digital_share_by_minutes() -> None:
    one = case(
        "kind: staff_time, from_process: {service: barnehage, variant: selfservice}, realisable: 60"
    ).one
    assert one.hours == 340  # 850 × 80 % × (41 − 11) / 60
    assert nok(one.gross) == 204_000  # × 600
    assert nok(one.municipal) == 122_400  # × 60 %
    assert nok(one.not_budget) == 81_600
    assert one.users is None


def test_full_time_equivalents_are_hours_by_the_hours_of_a_year() -> None:
    found = case("kind: staff_time, from_process: {service: barnehage, variant: selfservice}").totals
    assert found.fte == Fraction(340, 1750)
    assert nok(found.municipal) == 204_000  # nothing said of what is realisable: all of it
    assert nok(found.not_budget) == 0


def test_a_third_of_an_hour_is_priced_to_the_ore() -> None:
    ways = WAYS.replace("digital_share: 80", "digital_share: 79")
    one = case("kind: staff_time, from_process: {service: barnehage, variant: integrated}", ways=ways,
               figures=FIGURES.replace("600", "612.35")).one  # fmt: skip
    # 850 × 79 % × 40 / 60 = 447,666… hours × 612,35 = 274 128,6833…
    assert nok(one.municipal) == 274_128.68


def test_time_that_users_save_stands_apart_and_never_in_the_municipal_sum() -> None:
    found = case(
        "kind: user_time, from_process: {service: barnehage, variant: selfservice}",
        "kind: direct_cost, estimate: {low: 10000, likely: 10000, high: 10000}",
    )
    assert nok(found.worths[0].users) == 68_000  # 850 × 80 % × (45 − 15) / 60 × 200
    assert found.worths[0].municipal is None
    assert nok(found.totals.municipal) == 10_000
    assert nok(found.totals.users) == 68_000
    assert found.totals.hours is None
    assert found.totals.user_hours == 340


def test_a_way_that_takes_longer_is_a_loss_and_is_borne_in_full() -> None:
    ways = WAYS.replace("minutes: 9}", "minutes: 49}")
    one = case("kind: staff_time, from_process: {service: barnehage, variant: selfservice}, realisable: 50",
               ways=ways).one  # fmt: skip
    assert nok(one.hours) == pytest.approx(-113.3333, abs=0.001)  # 680 × (41 − 51) / 60
    assert nok(one.municipal) == -68_000  # half of it would be kinder than true
    assert nok(one.not_budget) == 0


@pytest.mark.parametrize(
    ("take", "put", "lack"),
    [
        ("digital_share: 80", "reviewed: 2026-09-01", Lack("digital_share", "barnehage")),
        (", minutes: 9}", "}", Lack("minutes", "barnehage/selfservice/S3")),
        ("actor: Arkiv,", "", Lack("actor", "barnehage/selfservice/S4")),
        ("actor: Arkiv,", "actor: Kari,", Lack("actor", "barnehage/selfservice/S4")),
        ("service: barnehage", "service: sfo", Lack("process", "barnehage")),
        ("        paper:", "        integrated:", Lack("variant", "barnehage/paper")),
    ],
)
def test_what_is_missing_is_missing_and_named(take: str, put: str, lack: Lack) -> None:
    ways = WAYS.split("        integrated:")[0].replace(take, put)
    found = case("kind: staff_time, from_process: {service: barnehage, variant: selfservice}", ways=ways)
    assert lack in found.one.lacking
    assert found.one.municipal is None
    assert found.one.hours is None
    assert found.totals.municipal is None
    assert found.totals.lacking == ("G-1",)


def test_a_missing_number_of_cases_is_named() -> None:
    ways = WAYS.replace("service: barnehage", "service: sfo")
    found = case("kind: staff_time, from_process: {service: sfo, variant: selfservice}", ways=ways)
    assert found.one.hours == 160  # 400 × 80 % × 30 / 60
    assert case("kind: staff_time").one.lacking == (Lack("estimate", "G-1"),)
    assert case("services: [sfo]").one.lacking == (Lack("kind", "G-1"),)


# ---------------------------------------------------------------- sums


def test_a_benefit_that_serves_many_is_counted_once() -> None:
    alone = case("kind: direct_cost, estimate: {low: 1, likely: 2, high: 3}")
    shared = case("kind: direct_cost, services: [barnehage, sfo], estimate: {low: 1, likely: 2, high: 3}")
    assert shared.totals.municipal == alone.totals.municipal == 2


def test_the_minutes_of_a_service_are_freed_once_by_the_chosen_way() -> None:
    found = case(
        "kind: staff_time, from_process: {service: barnehage, variant: integrated}",
        "kind: staff_time, from_process: {service: barnehage, variant: selfservice}",
        "kind: avoided_contacts, from_process: {service: barnehage, variant: selfservice}",
        "kind: user_time, from_process: {service: barnehage, variant: selfservice}",
    )
    assert [one.counted_in for one in found.worths] == ["G-2", None, "G-2", None]
    assert [nok(one.municipal) for one in found.worths] == [None, 204_000, None, None]
    assert nok(found.totals.municipal) == 204_000
    assert found.totals.hours == 340
    assert found.totals.lacking == ()


@pytest.mark.parametrize("kind", [kind for kind in BenefitKind if kind not in {
    BenefitKind.STAFF_TIME, BenefitKind.DIRECT_COST, BenefitKind.AVOIDED_CONTACTS, BenefitKind.INCOME,
    BenefitKind.USER_TIME,
}])  # fmt: skip
def test_a_quality_is_never_turned_into_money(kind: BenefitKind) -> None:
    found = case(f"kind: {kind}, estimate: {{low: 1, likely: 2, high: 3}}")
    assert found.one.municipal is None
    assert found.one.users is None
    assert found.totals.municipal is None
    assert found.totals.lacking == ()  # nothing is missing: it has no price


def test_a_column_adds_up_as_it_is_read() -> None:
    third = "kind: direct_cost, estimate: {low: 100, likely: 200, high: 333.33}"
    found = case(third, third, third)
    assert [nok(one.municipal) for one in found.worths] == [206.67] * 3
    assert nok(found.totals.municipal) == 620.01


def test_the_sum_of_nothing_known_is_missing_and_not_zero() -> None:
    assert case("kind: quality").totals.municipal is None
    assert case().totals.fte is None


# ---------------------------------------------------------------- years


@pytest.mark.parametrize(
    ("ramp", "effects"),
    [
        ((40, 75, 100), [40, 75, 100, 100, 100]),
        ((), [100, 100, 100, 100, 100]),
        ((0, 50), [0, 50, 50, 50, 50]),
        ((25,), [25, 25, 25, 25, 25]),
    ],
)
def test_the_effect_grows_by_its_ramp_up_and_then_holds(ramp: tuple[float, ...], effects: list[int]) -> None:
    assert [ramped(Fraction(100), ramp, year) for year in range(1, 6)] == effects


def test_year_one_is_not_discounted() -> None:
    rate = Fraction(4, 100)
    assert discount_factor(rate, 1) == 1
    assert shown(discount_factor(rate, 5), 6) == 0.854804  # 1 / 1,04⁴


def test_net_present_value_by_hand() -> None:
    # −50 000 + 50 000 × (0,961538 + 0,924556 + 0,888996 + 0,854804) = 131 494,76
    nets = [Fraction(-50_000), *[Fraction(50_000)] * 4]
    assert nok(ore(net_present_value(nets, Fraction(4, 100)))) == 131_494.76
    assert net_present_value(nets, Fraction()) == 150_000


@pytest.mark.parametrize(
    ("investment", "earned", "year"),
    [
        (100_000, [50_000] * 5, 2),  # −50, 0: reached exactly at the end of year 2
        (120_000, [50_000] * 5, 3),  # −70, −20, +30
        (20_000, [50_000] * 5, 1),
        (0, [50_000] * 5, 1),
        (100_000, [-10_000, 40_000, 80_000], 3),  # −110, −70, +10
        (500_000, [50_000] * 5, None),
        (10, [-1] * 5, None),
    ],
)
def test_payback_is_the_first_year_in_which_the_sum_is_not_negative(
    investment: int, earned: list[int], year: int | None
) -> None:
    nets = [Fraction(net - (investment if at == 0 else 0)) for at, net in enumerate(earned)]
    assert payback_year(nets) == year


PARTS = """\
    - {id: A-K01, name: Skjema, acquire: lease, options: {lease: {once: 90000, yearly: 8000}, own: {once: 700000}}}
    - {id: A-K02, name: Portal, acquire: existing, options: {lease: {once: 60000, yearly: 120000}}}
    - {id: A-K03, name: Kobling, acquire: shared, options: {shared: {once: 10000, yearly: 2000}}}
    - {id: A-K04, name: Droppet, acquire: own, status: cancelled, options: {own: {once: 999999, yearly: 1}}}
"""
SIXTY = "kind: direct_cost, estimate: {low: 60000, likely: 60000, high: 60000}"


def test_costs_are_those_of_the_way_that_is_chosen_and_new() -> None:
    found = case(SIXTY, components=PARTS).economy
    assert [nok(found.investment), nok(found.running)] == [100_000, 10_000]
    assert nok(found.npv) == 131_494.76  # the same nets as by hand above
    assert found.payback_year == 2
    assert [nok(year.accumulated) for year in found.years] == [-50_000, 0, 50_000, 100_000, 150_000]


def test_the_ramp_up_goes_into_the_years_and_the_value_is_that_of_full_effect() -> None:
    found = case(SIXTY + ", ramp_up: [40, 75, 100]", components=PARTS)
    assert nok(found.totals.municipal) == 60_000
    assert [nok(year.benefits) for year in found.economy.years] == [24_000, 45_000, 60_000, 60_000, 60_000]
    # −86 000, −51 000, −1 000, +49 000
    assert found.economy.payback_year == 4


def test_a_cost_that_nobody_has_said_leaves_net_present_value_open() -> None:
    found = case(
        SIXTY, components=PARTS + "    - {id: A-K05, name: Booking, options: {own: {once: 1, yearly: 1}}}\n"
    )
    assert found.economy.npv is None
    assert found.economy.payback_year is None
    assert found.economy.lacking == (Lack("acquire", "A-K05"),)
    assert nok(found.economy.known_npv) == 131_494.76  # what it is but for A-K05


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("acquire: own, options: {lease: {once: 1, yearly: 1}}", "option"),
        ("acquire: own", "option"),
        ("acquire: own, options: {own: {once: 1}}", "yearly"),
        ("acquire: own, options: {own: {yearly: 1}}", "once"),
    ],
)
def test_half_a_cost_is_no_cost(part: str, what: str) -> None:
    found = case(SIXTY, components=f"    - {{id: A-K05, name: Booking, {part}}}\n").economy
    assert found.lacking == (Lack(what, "A-K05"),)
    assert found.npv is None


def test_without_benefits_in_money_or_without_components_there_is_no_net_present_value() -> None:
    assert case("kind: quality", components=PARTS).economy.lacking == (Lack("no_value", ""),)
    assert case(SIXTY).economy.lacking == (Lack("no_components", ""),)
    assert case(SIXTY).economy.known_npv is None
    assert case(SIXTY).economy.years == ()


def test_a_year_of_no_hours_and_a_sum_of_no_years_give_nothing_rather_than_fail() -> None:
    figures = FIGURES.replace("1750", "0").replace("years: 5", "years: 0")
    found = case("kind: staff_time, from_process: {service: barnehage, variant: selfservice}", components=PARTS,
                 figures=figures)  # fmt: skip
    assert found.totals.fte is None
    assert nok(found.totals.municipal) == 204_000
    assert found.economy.known_npv is None
    assert found.economy.lacking == (Lack("years", ""),)


def test_the_cost_of_nothing_known_is_missing_and_not_zero() -> None:
    existing = "    - {id: A-K01, name: Arkiv, acquire: existing}\n"
    undecided = "    - {id: A-K02, name: Skjema}\n"
    assert nok(case(SIXTY, components=existing).economy.investment) == 0  # nothing new to pay: that is known
    assert case(SIXTY, components=existing + undecided).economy.investment is None
    assert case(SIXTY).economy.running is None


# ---------------------------------------------------------------- figures and exactness


def test_a_figure_is_the_projects_own_else_an_example_that_says_so() -> None:
    figures = case(figures="parameters: {hourly_cost: 640, source: Regnskapet 2025}").figures
    assert figures.hourly_cost.value == 640
    assert figures.hourly_cost.source == "Regnskapet 2025"
    assert figures.hourly_cost.own
    assert not figures.hourly_cost.example
    assert figures.user_hour_value.example
    assert not figures.discount_rate.example
    assert figures.discount_rate.value == 4


@pytest.mark.parametrize(
    ("value", "amount"),
    [(2.345, 2.35), (2.335, 2.34), (-2.345, -2.35), (0.1 + 0.2, 0.3), (1e6, 1e6), (0.005, 0.01)],
)
def test_half_an_ore_goes_away_from_zero(value: float, amount: float) -> None:
    assert nok(ore(exact(value))) == amount


@pytest.mark.parametrize("name", ["halden", "sandnes"])
def test_the_benefits_and_the_comparison_of_processes_free_the_same_hours(name: str) -> None:
    project, side_of = load(data_dir("examples") / name).sound(), Actors().side
    ways = [one.from_process for one in project.benefits.benefits if one.from_process]
    assert ways
    for way in ways:
        ours = freed(project, way.service, way.variant, Side.MUNICIPALITY, side_of).hours
        theirs = compare(project, way.service, side_of).freed_hours(way.variant)
        assert shown(ours) == pytest.approx(theirs, abs=0.01)


def test_the_convention_of_the_state_discounts_all_but_the_investment_a_year_more() -> None:
    # −100,000 + 60,000 / 1.04 + 60,000 / 1.04²
    found = state_present_value(Fraction(100_000), [Fraction(60_000)] * 2, Fraction(4, 100))
    assert round(float(found), 2) == 13165.68
    # the workbook: (60,000 − 100,000) + 60,000 / 1.04
    assert net_present_value([Fraction(-40_000), Fraction(60_000)], Fraction(4, 100)) > found
