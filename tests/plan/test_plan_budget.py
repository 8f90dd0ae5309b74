"""The money of a project: an item as typed or as the sum of its years, and sums by year and by funding."""

from datetime import date

from tests.edits.small_projects import ABOUT, project
from tests.views.small_views import planned
from tpn.model.choices import EconomyKind, EndOutcome
from tpn.model.logs import EconomyLine
from tpn.plan.baseline import Baseline
from tpn.plan.budget import Amounts, amounts_of, by_source, by_year, reserves, total
from tpn.plan.scope import LeftService, ScopeChange, scope_change
from tpn.views.budget_plan import BudgetLine, BudgetPlan, budget_plan


def lines(*said: str) -> tuple[EconomyLine, ...]:
    listed = "".join(f"    - {{item: I{n}{one}}}\n" for n, one in enumerate(said, 1))
    return project(f"economy:\n  lines:\n{listed}").economy.lines


YEARS = ", by_year: [{year: 2026, budget: 10, spent: 1}, {year: 2027, budget: 20, forecast: 25}]"


def test_an_item_is_as_typed_else_the_sum_of_its_years() -> None:
    typed, summed, both, none = lines(", budget: 5, spent: 0", YEARS, ", budget: 99" + YEARS, "")
    assert amounts_of(typed) == Amounts(5, None, 0, None)
    assert amounts_of(summed) == Amounts(30, None, 1, 25)
    assert amounts_of(both) == Amounts(99, None, 1, 25)
    assert amounts_of(none) == Amounts()


def test_what_is_expected_is_the_forecast_else_the_budget() -> None:
    assert [one.expected for one in (Amounts(5, forecast=0), Amounts(5), Amounts())] == [0, 5, None]


def test_in_a_sum_an_item_without_a_forecast_counts_with_its_budget_once_any_has_one() -> None:
    assert total([Amounts(10), Amounts(20, forecast=25)]) == Amounts(30, None, None, 35)
    assert total([Amounts(10), Amounts(20)]) == Amounts(30)
    assert total([]) == Amounts()


def test_the_sums_of_each_year_that_some_item_has_figures_for() -> None:
    found = by_year(
        lines(YEARS, ", by_year: [{year: 2027, budget: 5}, {year: 2025, spent: 3}]", ", budget: 9")
    )
    assert found == (
        (2025, Amounts(spent=3)), (2026, Amounts(10, spent=1)), (2027, Amounts(25, forecast=30)),
    )  # fmt: skip


def test_the_sums_of_each_funding_and_kind_in_the_order_of_the_file() -> None:
    found = by_source(
        lines(", source: Drift, budget: 1", ", kind: investment, budget: 2", ", source: Drift, budget: 4")
    )
    assert found == (("Drift", None, Amounts(5)), (None, EconomyKind.INVESTMENT, Amounts(2)))
    assert by_source(lines(", budget: 1")) == ()


def test_what_is_left_of_a_reserve() -> None:
    some = lines(", reserve: true, budget: 10, spent: 3, committed: 2", ", reserve: true", ", budget: 5")
    assert [(line.item, left) for line, left in reserves(some)] == [("I1", 5), ("I2", None)]


# ---------------------------------------------------------------- as a municipality's budget is read


def budget(*said: str, as_of: str = "", benefits: str = "", start: str = "2026-08-17") -> BudgetPlan:
    listed = "".join(f"    - {{item: I{n}{one}}}\n" for n, one in enumerate(said, 1))
    text = f"economy:\n  {as_of}lines:\n{listed}{benefits}"
    return budget_plan(planned(text, about=ABOUT.replace("2026-08-17", start))[0])


def row(line: BudgetLine) -> tuple[object, ...]:
    return line.name, line.amounts, line.undated, line.total


def test_costs_by_year_are_forecasts_else_the_budget() -> None:
    made = budget(", kind: operating" + YEARS, ", budget: 0", "")
    assert made.years == (2026, 2027)
    assert [row(one) for one in made.costs] == [("I1", (10, 25), None, 35)]
    assert made.costs[0].kind is EconomyKind.OPERATING
    assert (row(made.cost_sums), made.undated) == ((None, (10, 25), None, 35), False)
    assert made.net.amounts == (-10, -25)


def test_what_has_no_years_is_undated_and_in_the_total() -> None:
    made = budget(YEARS, ", budget: 7", ", budget: 7, forecast: 9")
    assert [row(one) for one in made.costs[1:]] == [
        ("I2", (None, None), 7, 7), ("I3", (None, None), 9, 9),
    ]  # fmt: skip
    assert (made.undated, made.cost_sums.undated, made.net.undated) == (True, 16, -16)


def test_of_nothing_there_is_no_total() -> None:
    assert BudgetLine("A", (None, None)).total is None


def test_what_is_spent_falls_in_the_only_year_so_far() -> None:
    def of(
        spent: float, as_of: str = "as_of: 2026-09-01\n  ", start: str = "2026-08-17"
    ) -> tuple[object, ...]:
        return row(budget(YEARS, f", budget: 7, spent: {spent}", as_of=as_of, start=start).costs[1])

    assert of(3) == ("I2", (3, None), 4, 7)
    assert of(7) == ("I2", (7, None), None, 7)
    assert of(8) == ("I2", (None, None), 7, 7)  # more than is expected: nobody knows when
    assert of(0) == ("I2", (None, None), 7, 7)
    assert of(3, as_of="") == of(3, start="2025-08-17") == ("I2", (None, None), 7, 7)


BENEFITS = """\
benefits:
  parameters: {first_year: 2027, years: 2}
  benefits: [{id: G-1, title: Penger, kind: direct_cost, owner: per, estimate: {low: 10, likely: 10, high: 10}}]
"""


def with_component(yearly: int) -> str:
    """The benefit, and a component that costs so much a year to run."""
    cost = f"acquire: lease, options: {{lease: {{once: 5, yearly: {yearly}}}}}"
    return f"{BENEFITS}procurement:\n  components: [{{id: C-1, name: A, {cost}}}]\n"


def test_benefits_stand_beside_in_their_years_and_the_net_is_the_rest() -> None:
    made = budget(YEARS, benefits=with_component(0))
    assert made.years == (2026, 2027, 2028)
    assert list(made.benefit_sums.amounts) == [None, 10, 10]
    assert made.net.amounts == (-10, -15, 10)


def test_what_new_components_cost_to_run_is_a_line_of_its_own() -> None:
    last = budget(YEARS, benefits=with_component(3)).costs[-1]
    assert (last.running, last.name, last.kind, last.amounts) == (
        True,
        None,
        EconomyKind.OPERATING,
        (None, 3, 3),
    )
    assert not budget(YEARS, benefits=with_component(0)).costs[-1].running


# ---------------------------------------------------------------- scope

SCOPE = """\
kickoff:
  activities:
    - {id: K-1, title: Avtalt, due: 2026-10-01}
    - {id: K-2, title: Ny, due: 2026-10-01}
    - {id: K-3, title: Udatert ny}
    - {id: K-4, title: Gikk, due: 2026-10-01, status: cancelled, ended: {date: 2026-08-20}}
    - {id: K-5, title: Gikk før, due: 2026-10-01, status: cancelled, ended: {date: 2026-08-19}}
    - {id: K-6, title: Gikk uten dag, due: 2026-10-01, status: cancelled}
    - {id: K-7, title: Kom og gikk, due: 2026-10-01, status: cancelled}
launch:
  activities: [{id: L-1, title: A, service: kul, due: 2026-10-01}, {id: L-2, title: B, service: sfo, due: 2026-10-01}]
"""
LESS = ABOUT.replace(
    "  - {id: bhg, name: Barnehage}\n",
    "  - {id: kul, name: Kulturskole}\n  - {id: tom, name: Uten arbeid}\n"
    "  - {id: bhg, name: Barnehage, ended: {date: 2026-08-20, outcome: merged_into, into: [sfo, ute]}}\n"
    "  - {id: var, name: Var, ended: {date: 2026-08-19}}\n",
)
AGREED = Baseline(
    date(2026, 8, 20), ends={name: date(2026, 10, 1) for name in ("K-1", "K-4", "K-5", "K-6", "L-2")}
)  # fmt: skip


def test_what_came_and_what_left_since_the_plan_was_agreed() -> None:
    found = scope_change(planned(SCOPE, about=LESS, baseline=AGREED)[0])
    assert (found.since, found.services, found.came) == (date(2026, 8, 20), 3, ("Kulturskole",))
    assert found.left == (
        LeftService("Barnehage", date(2026, 8, 20), None, EndOutcome.MERGED_INTO, None, ("SFO", "ute")),
    )
    assert (found.more, found.fewer) == (2, 2)  # K-2 and L-1 came; K-4 and K-6 left
    assert not found.as_agreed


def test_before_anything_was_agreed_nothing_is_otherwise() -> None:
    found = scope_change(planned(SCOPE, about=LESS)[0])
    assert (found, found.as_agreed) == (ScopeChange(None, 3), True)
    for one in (
        ScopeChange(None, 1, more=1),
        ScopeChange(None, 1, fewer=1),
        ScopeChange(None, 1, came=("A",)),
    ):
        assert not one.as_agreed
