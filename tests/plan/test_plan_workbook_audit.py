"""Where the numbers of the common benefits workbook err: each fault on the smallest book that has it."""

from fractions import Fraction
from typing import Any

import pytest

from tpn.plan.workbook_audit import (
    CellReading,
    GainBook,
    GainRow,
    NumberFault,
    faults,
    kind_of,
    their_attainment,
)

NONE = (None, None, None, None)


def row(**said: Any) -> GainRow:
    usual: dict[str, Any] = {
        "number": 1, "name": "Kø", "kind": None, "budget": NONE, "kind_cell": "D5", "baseline": None, "target": None,
        "measured": None, "attainment": CellReading("H5"), "names": (),
    }  # fmt: skip
    return GainRow(**(usual | said))


def book(*rows: GainRow, **said: Any) -> GainBook:
    usual: dict[str, Any] = {
        "rows": rows, "beyond": (), "investment": None, "running": NONE, "rate": None, "rate_cell": "B3",
        "present_value": CellReading("B9"), "freed": CellReading("B12"),
    }  # fmt: skip
    return GainBook(**(usual | said))


def told(*rows: GainRow, **said: Any) -> list[tuple[str, str, Any, Any]]:
    return [(one.why, one.cell, one.says, one.right) for one in faults(book(*rows, **said))]


@pytest.mark.parametrize(
    ("baseline", "target", "measured", "shows"),
    [
        (10, 20, 15, Fraction(3, 4)), (20, 10, 15, Fraction(2, 3)), (10, 10, 5, 2), (10, 20, 0, None),
        (10, 20, None, None), (-5, 0, 3, None), (10, 0, 4, Fraction(3, 5)), (0, 0, 4, None), (None, 20, 5,
        Fraction(1, 4)),
    ],
)  # fmt: skip
def test_what_the_workbooks_own_formula_gives(
    baseline: float | None, target: float | None, measured: float | None, shows: Fraction | None
) -> None:
    assert their_attainment(baseline, target, measured) == shows


def attained(says: Any, *, known: bool = True, **said: Any) -> list[tuple[str, Any, Any]]:
    found = told(row(attainment=CellReading("H5", says, known), **said))
    return [(why, says, right) for why, cell, says, right in found if cell == "H5"]


RISING: dict[str, Any] = {"baseline": 10, "target": 20, "measured": 15}
FALLING: dict[str, Any] = {"baseline": 20, "target": 10, "measured": 15}


def test_an_attainment_that_ignores_where_it_began() -> None:
    assert attained(0.75, **RISING) == [("rising_ignores_baseline", 75, 50)]
    assert attained(0.667, **FALLING) == [("falling_ignores_baseline", 66.7, 50)]
    assert attained(0.5, **RISING) == []
    assert attained(0.505, **RISING) == []  # half a percent is how it is shown
    assert attained(None, known=False, **RISING) == [("rising_ignores_baseline", 75, 50)]


def test_an_attainment_that_somebody_typed_over() -> None:
    assert attained(0.6, **RISING) == [("typed_over", 60, 50)]
    assert attained(0.52, baseline=10, target=20, measured=0) == [("typed_over", 52, -100)]


def test_a_measured_nought_is_blank_to_it_and_a_fault_of_its_own_is_no_number() -> None:
    assert attained(None, baseline=10, target=0, measured=0) == [("zero_is_blank", None, 100)]
    assert attained("#DIV/0!", **RISING) == [("no_number", "#DIV/0!", 50)]
    assert attained("", **RISING) == [("no_number", None, 50)]
    assert attained(None, **RISING) == [("no_number", None, 50)]


def test_where_nobody_can_say_a_number_is_a_fault_and_a_blank_is_none() -> None:
    for said, why in (
        ({"baseline": None, "target": 20}, "no_baseline"), ({"baseline": 10, "target": None}, "no_target"),
        ({"baseline": 10, "target": 10}, "target_is_baseline"),
    ):  # fmt: skip
        assert attained(0.5, measured=5, **said) == [(why, 50, None)]
        assert attained(None, measured=5, **said) == []
    assert attained(0.5, baseline=10, target=20, measured=None) == []


def test_a_cell_that_shows_the_name_of_another_benefit() -> None:
    names = (
        CellReading("K5", "Ro"),
        CellReading("K6", "Kø"),
        CellReading("K7"),
        CellReading("K8", "Ro", known=False),
    )
    assert told(row(names=names)) == [("wrong_row", "K5", "Ro", "Kø")]
    assert told(row(name=None, names=names[:1])) == [("wrong_row", "K5", "Ro", None)]


def test_benefits_below_the_last_row() -> None:
    (one,) = faults(book(beyond=(CellReading("B19", "Femten"),)))
    assert one == NumberFault("no_room", "B19", "Femten", None, {"room": 14, "name": "Femten"})


def test_the_type_is_the_beginning_of_what_is_written() -> None:
    written = (" Direkte innsparing", "INDIREKTE", "kvalitativ", "annet", "", None)
    assert [kind_of(one) for one in written] == ["direkte", "indirekte", "kvalitativ", None, None, None]


def test_numbers_that_enter_no_sum() -> None:
    budget = (None, 100, 50, None)
    assert told(row(budget=budget)) == [("numbers_without_type", "D5", None, None)]
    assert told(row(budget=budget, kind="Kvalitativ")) == [
        ("qualitative_with_numbers", "D5", "Kvalitativ", None)
    ]
    assert told(row(budget=budget, kind="annet")) == [("qualitative_with_numbers", "D5", "annet", None)]
    assert told(row(budget=(1, 1, 1, 1), kind="Indirekte")) == []
    assert told(row(kind="Kvalitativ")) == []
    (one,) = faults(book(row(budget=budget)))
    assert one.facts["sum"] == 150


GAINS = row(kind="Direkte", budget=(110, None, None, None))


def money(
    says: Any, rate: float | None, *, known: bool = True, gains: GainRow = GAINS
) -> list[tuple[str, Any, Any]]:
    said = told(gains, investment=50, rate=rate, present_value=CellReading("B9", says, known))
    return [(why, says, right) for why, cell, says, right in said if cell == "B9"]


def test_the_present_value_is_of_years_two_to_five_less_the_investment() -> None:
    assert money(50, 0.1) == []  # 110 / 1.1 − 50
    assert money(50.99, 0.1) == []
    assert money(51, 0.1) == [("value_differs", 51, 50)]
    assert money(51, 0.1, known=False) == []
    assert money("#REF!", 0.1) == []


def test_a_rate_of_four_is_four_hundred_percent_to_it() -> None:
    assert told(GAINS, investment=50, rate=4, present_value=CellReading("B9", -28)) == [
        ("rate_in_percent", "B3", 400, 4), ("rate_in_percent", "B9", -28, 55.77),
    ]  # fmt: skip
    assert [why for why, *_ in told(GAINS, rate=1.0)] == ["rate_in_percent", "rate_in_percent"]
    assert told(rate=0.99) == []
    assert money(None, 4) == [("rate_in_percent", -28, 55.77)]  # what it will show


def test_without_a_rate_nothing_is_discounted() -> None:
    assert money(60, None) == [("no_rate", 60, None)]
    assert money(None, None) == [("no_rate", 60, None)]
    assert told(rate=None) == []  # a book without amounts has no present value


def freed(*years: float | None, says: Any = None, known: bool = True) -> list[tuple[str, Any, Any, Any]]:
    found = faults(book(row(kind="Indirekte", budget=years), freed=CellReading("B12", says, known)))
    return [(one.why, one.says, one.right, one.facts["years"]) for one in found]


def test_freed_time_a_year_is_an_average_of_the_years_that_are_filled_in() -> None:
    assert freed(100, 100, 100, 100) == []
    assert freed(None, None, None, None) == []
    assert freed(100, 100, 100, None) == [("average_of_blank_years", 75, 100, 3)]
    assert freed(100, None, None, None, says=30) == [("average_of_blank_years", 30, 100, 1)]
    assert freed(100, None, None, None, says=30, known=False) == [("average_of_blank_years", 25, 100, 1)]


def test_running_costs_count_in_their_years() -> None:
    found = told(GAINS, running=(11, None, None, None), rate=0.1, present_value=CellReading("B9", 0))
    assert [(why, right) for why, cell, _, right in found if cell == "B9"] == [("value_differs", 90)]
