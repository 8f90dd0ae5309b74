"""Twenty values by hand: what a benefit gives in a year, by its start year, its ramp-up and what an hour costs then."""

from fractions import Fraction

import pytest

from tests.plan.benefit_cases import FIGURES, HEAD, WAYS, Case, case, nok
from tpn.plan.parameters import YearBasis, year_basis
from tpn.plan.unit_years import unit_years

PARTS = """\
    - {id: A-K01, name: Skjema, acquire: lease, options: {lease: {once: 100000, yearly: 10000}}}
"""
SIXTY = "kind: direct_cost, estimate: {low: 60000, likely: 60000, high: 60000}"
# 850 cases × 80 % × (41 − 11) minutes / 60 × NOK 600 = NOK 204 000
STAFF = "kind: staff_time, from_process: {service: barnehage, variant: selfservice}"
RAMP = ", ramp_up: [40, 75, 100]"


def of(benefit: str, said: str = "") -> Case:
    return case(
        benefit, components=PARTS, ways=WAYS, figures=FIGURES.replace("}", f", first_year: 2027{said}}}")
    )


@pytest.mark.parametrize(
    ("benefit", "said", "year", "value"),
    [
        (SIXTY, "", 2027, 60_000),
        (SIXTY, "", 2031, 60_000),
        (SIXTY + ", start_year: 2028", "", 2027, 0),
        (SIXTY + ", start_year: 2028", "", 2028, 60_000),
        (SIXTY + ", start_year: 2028" + RAMP, "", 2028, 24_000),
        (SIXTY + ", start_year: 2028" + RAMP, "", 2029, 45_000),
        (SIXTY + ", start_year: 2028" + RAMP, "", 2030, 60_000),
        (SIXTY + ", start_year: 2028" + RAMP, "", 2031, 60_000),
        (SIXTY + ", start_year: 2025" + RAMP, "", 2027, 60_000),  # its third year already
        (SIXTY + ", start_year: 2026" + RAMP, "", 2027, 45_000),
        (SIXTY + ", start_year: 2032", "", 2031, 0),
        (STAFF, ", real_growth: 1", 2027, 204_000),
        (STAFF, ", real_growth: 1", 2028, 206_040),
        (STAFF, ", real_growth: 1", 2031, 212_283.22),  # × 1.01⁴ = 1.04060401
        (STAFF, ", real_growth: 1, price_year: 2025", 2027, 208_100.40),  # two years after the price level
        (STAFF, ", real_growth: 1, price_year: 2028", 2027, 201_980.20),  # one year before it
        (SIXTY, ", real_growth: 1", 2031, 60_000),  # porto is no hour of work
        (STAFF, ", real_growth: -2", 2028, 199_920),
        (STAFF + ", realisable: 60, ramp_up: [50]", ", real_growth: 1", 2028, 61_812),
        (STAFF + ", start_year: 2029", ", real_growth: 1", 2029, 208_100.40),
    ],
)
def test_what_a_benefit_gives_in_a_calendar_year(benefit: str, said: str, year: int, value: float) -> None:
    found = {one.calendar: one.benefits for one in of(benefit, said).economy.years}
    assert list(found) == [2027, 2028, 2029, 2030, 2031]
    assert round(float(found[year]), 2) == value


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("services: [barnehage]", (60_000, 60_000, 60_000)),  # launched in year 1
        ("services: [sfo]", (0, 60_000, 60_000)),
        ("services: [sfo], ramp_up: [40, 100]", (0, 24_000, 60_000)),
        ("services: [sfo, barnehage]", (60_000, 60_000, 60_000)),  # from the first of them
        ("services: [sfo], start_year: 2029", (0, 0, 60_000)),  # what is said counts
        ("services: [sfo], start_year: 2027", (60_000, 60_000, 60_000)),
    ],
)
def test_nothing_is_gained_of_a_service_before_the_year_in_which_it_is_launched(
    said: str, years: tuple[int, ...]
) -> None:
    head = HEAD.replace("Barnehageplass,", "Barnehageplass, launch: 2027-03-01,")
    head = head.replace("name: SFO,", "name: SFO, launch: 2028-02-01,")
    found = case(f"{SIXTY}, {said}", components=PARTS, head=head).economy
    assert tuple(one.benefits for one in found.years[:3]) == years


def test_both_conventions_of_a_benefit_that_begins_in_the_second_year() -> None:
    found = of(SIXTY + ", start_year: 2028").economy
    # workbook: −110 000 + 50 000 × (1.04⁻¹ + 1.04⁻² + 1.04⁻³ + 1.04⁻⁴)
    assert nok(found.npv) == 71_494.76
    # the state: −100 000 − 10 000 × 1.04⁻¹ + 50 000 × (1.04⁻² + 1.04⁻³ + 1.04⁻⁴ + 1.04⁻⁵)
    assert nok(found.state_npv) == 64_898.81


def test_year_one_is_the_start_of_the_project_where_nothing_is_launched_and_nobody_has_said() -> None:
    made = case(SIXTY, components=PARTS)
    assert year_basis(made.project) == YearBasis(2026, own=False)
    assert year_basis(of(SIXTY).project) == YearBasis(2027)


def test_units_and_costs_add_up_to_the_net_of_each_year() -> None:
    effect = ", budget_effect: {unit: Oppvekst, from_year: 2028, amount: 40000, decided: true}"
    figures = FIGURES.replace("}", ", first_year: 2027, real_growth: 1}")
    made = case(SIXTY + effect, STAFF + RAMP, SIXTY + ", budget_effect: {unit: Oppvekst}", components=PARTS,
                figures=figures)  # fmt: skip
    found = unit_years(made.project, made.worths, made.economy, year_basis(made.project))
    assert found.years == (2027, 2028, 2029, 2030, 2031)
    assert [(row.unit, [float(one) for one in row.amounts[:2]]) for row in found.units] == [
        ("Oppvekst", [120_000, 120_000]),
        (None, [81_600, 154_530]),  # 204 000 × 40 %, then × 75 % × 1.01
    ]
    for at, year in enumerate(made.economy.years):
        benefits = sum((row.amounts[at] for row in found.units), Fraction())
        assert benefits - year.running - year.investment == year.net
    assert [(row.unit, row.decided, [int(one) for one in row.amounts]) for row in found.budgets] == [
        ("Oppvekst", True, [0, 40_000, 40_000, 40_000, 40_000])
    ]
