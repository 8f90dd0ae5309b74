"""How a value came about, step by step: which formula is shown for what kind of benefit, and its numbers."""

from datetime import date
from typing import Any

from tests.plan.benefit_cases import HEAD, WAYS, project_of
from tpn.model.actors import Actors
from tpn.model.taxonomy import Taxonomy
from tpn.views.benefit_steps import steps_of, sum_steps
from tpn.views.benefits import Register, register

FIGURES = "parameters: {hourly_cost: 600, hours_per_year: 1750, user_hour_value: 200}"
PROCESS = "from_process: {service: barnehage, variant: selfservice}"


def view(*benefits: str, ways: str = WAYS) -> Register:
    listed = "".join(f"    - {{id: G-{n}, title: N, {said}}}\n" for n, said in enumerate(benefits, 1))
    text = f"{HEAD}{ways}benefits:\n  {FIGURES}\n  benefits:\n{listed}"
    return register(project_of(text), date(2027, 6, 1), Taxonomy(), Actors())


def steps(said: str, *others: str, ways: str = WAYS) -> list[tuple[str, dict[str, Any]]]:
    """Of the last of the benefits: the name of each formula, and its numbers."""
    made = view(*others, said, ways=ways)
    return [(step.formula, dict(step.facts)) for step in steps_of(made.lines[-1], made.figures)]


def names(said: str, *others: str, ways: str = WAYS) -> list[str]:
    return [name for name, _ in steps(said, *others, ways=ways)]


def of(name: str, said: str) -> dict[str, Any]:
    return next(facts for formula, facts in steps(said) if formula == name)


def test_freed_time_is_cases_times_share_times_minutes() -> None:
    made = dict(steps(f"kind: staff_time, realisable: 25, {PROCESS}"))
    assert list(made) == ["freed_hours", "fte", "price", "realisable", "no_ramp_up", "why_no_indicator"]
    assert made["freed_hours"] == {
        "service": "barnehage", "variant": "selfservice", "cases": 850, "share": 80,
        "before": 41, "after": 11, "hours": 340,
    }  # fmt: skip
    assert made["fte"] == {"hours": 340, "year": 1750, "fte": 0.19}
    assert made["price"] == {"hours": 340, "price": 600, "gross": 204_000}
    assert made["realisable"] == {"gross": 204_000, "percent": 25, "municipal": 51_000, "rest": 153_000}


def test_minutes_that_are_examples_are_said_to_be() -> None:
    ways = WAYS.replace("service: barnehage\n", "service: barnehage\n      example_times: true\n")
    assert names(f"kind: staff_time, {PROCESS}", ways=ways)[:2] == ["example_times", "freed_hours"]


def test_users_time_stands_apart_with_its_own_price() -> None:
    made = dict(steps(f"kind: user_time, {PROCESS}"))
    assert list(made) == ["freed_user_hours", "price", "users_apart", "why_no_indicator"]
    assert (made["price"]["price"], made["users_apart"]) == (200, {"users": made["price"]["gross"]})


def test_three_points_are_shown_where_nothing_is_freed() -> None:
    said = "kind: direct_cost, estimate: {low: 10, likely: 20, high: 40}"
    assert of("three_point", said) == {"low": 10, "likely": 20, "high": 40, "gross": 22}
    assert names(said) == ["three_point", "budget", "no_ramp_up", "why_no_indicator"]


def test_what_goes_into_the_sum_has_the_name_of_its_rule() -> None:
    points = "estimate: {low: 10, likely: 10, high: 10}"
    loss = "estimate: {low: -10, likely: -10, high: -10}"
    assert "budget" in names(f"kind: direct_cost, {points}")
    assert "realisable" in names(f"kind: direct_cost, realisable: 50, {points}")  # a rest is left
    assert "realisable" in names(f"kind: staff_time, {points}")  # time is realised, in full too
    assert "loss" in names(f"kind: direct_cost, {loss}")
    assert "budget" in names("kind: direct_cost, estimate: {low: 0, likely: 0, high: 0}")


def test_a_year_of_its_own_and_a_ramp_are_shown_year_by_year() -> None:
    said = (
        "kind: direct_cost, start_year: 2028, ramp_up: [40, 100], estimate: {low: 10, likely: 10, high: 10}"
    )
    made = steps(said)
    assert [name for name, _ in made] == [
        "three_point", "budget", "starts", "ramp_up", "ramp_up_last", "why_no_indicator",
    ]  # fmt: skip
    assert made[2][1] == {"year": "2028"}
    assert made[3][1] == {"year": 1, "percent": 40, "municipal": 10, "amount": 4}
    assert made[4][1] == {"year": 2, "percent": 100, "municipal": 10, "amount": 10}


def test_what_lacks_is_named_and_nothing_is_made_up() -> None:
    assert steps("kind: direct_cost, estimate: {low: 10}")[:2] == [
        ("lacking", {"what": "likely", "where": "G-1"}), ("lacking", {"what": "high", "where": "G-1"}),
    ]  # fmt: skip
    assert names("kind: direct_cost") == ["lacking", "why_no_indicator"]
    unknown = WAYS.replace("      digital_share: 80\n", "")
    assert names(f"kind: staff_time, {PROCESS}", ways=unknown) == ["lacking", "why_no_indicator"]


def test_what_has_no_price_or_is_counted_elsewhere_says_only_that() -> None:
    assert steps("kind: quality")[0] == ("not_priced", {"kind": "quality"})
    assert names("kind: quality") == ["not_priced", "why_no_indicator"]
    other = "kind: staff_time, from_process: {service: barnehage, variant: integrated}"
    assert steps(other, f"kind: staff_time, {PROCESS}")[0] == ("counted_in", {"id": "G-1"})


def test_how_far_it_has_come_or_why_nobody_can_say() -> None:
    measured = "measurements: [{date: 2027-01-01, value: 7}]"
    said = f"kind: quality, indicator: {{name: M, baseline: 10, target: 4}}, {measured}"
    assert of("attainment", said) == {
        "value": 7, "baseline": 10, "target": 4, "percent": 50.0, "date": date(2027, 1, 1),
    }  # fmt: skip
    why = [
        ("kind: quality", "why_no_indicator", None),
        (f"kind: quality, indicator: {{name: M}}, {measured}", "why_no_baseline", None),
        (f"kind: quality, indicator: {{name: M, baseline: 3}}, {measured}", "why_no_target", 3),
        (
            f"kind: quality, indicator: {{name: M, baseline: 3, target: 3}}, {measured}",
            "why_target_is_baseline",
            3,
        ),
        ("kind: quality, indicator: {name: M, baseline: 3, target: 1}", "why_not_measured", 3),
    ]
    for text, name, baseline in why:
        assert steps(text)[-1] == (name, {"baseline": baseline})


def test_the_sums_are_of_what_has_a_value() -> None:
    made = view(
        f"kind: staff_time, {PROCESS}", f"kind: user_time, {PROCESS}", "kind: quality",
        "kind: direct_cost, estimate: {low: 10, likely: 10, high: 10}",
    )  # fmt: skip
    told = [(step.formula, dict(step.facts)) for step in sum_steps(made)]
    users = made.lines[1].worth.users
    assert told == [
        ("sum_municipal", {"terms": (("G-1", 204_000), ("G-4", 10)), "sum": 204_010}),
        ("sum_users", {"terms": (("G-2", users),), "sum": users}),
        ("fte", {"hours": 340, "year": 1750, "fte": 0.19}),
    ]
    assert sum_steps(view("kind: quality")) == ()
