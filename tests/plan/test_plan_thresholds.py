"""Thresholds: every change since 2017, the day before, on it and the day after; what is not known is not guessed."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tpn.library.dated import dated_facts
from tpn.model.choices import Procedure, PurchaseKind
from tpn.plan.thresholds import Ruling, ruling, too_light

FACTS = dated_facts("procurement", "thresholds")

# Written out by hand: first day, amount. Sources: FOR-2018-04-04-533 and hjort.no (6 April 2018), FOR-2020-02-12-128
# and ks.no, nkrf.no, va-jus.no (13 February 2020; anskaffelser.no says the 12th), gmco.no (23 March 2022),
# kildeboas.no (14 March 2024), sources of 2026 (21 April and 1 July 2026).
LADDERS: dict[str, list[tuple[str, int]]] = {
    "act": [("2017-01-01", 100_000), ("2026-07-01", 500_000)],
    "national": [("2017-01-01", 1_100_000), ("2018-04-06", 1_300_000)],
    "eea": [("2017-01-01", 1_750_000), ("2018-04-06", 2_000_000), ("2020-02-13", 2_050_000),
            ("2022-03-23", 2_200_000), ("2024-03-14", 2_300_000), ("2026-04-21", 2_500_000)],
    "eea_works": [("2017-01-01", 44_000_000), ("2018-04-06", 51_000_000), ("2020-02-13", 51_500_000),
                  ("2022-03-23", 56_000_000), ("2024-03-14", 57_800_000), ("2026-04-21", 62_900_000)],
}  # fmt: skip
# the part that rules below a threshold and from it on
BELOW = {"act": ("none", "I"), "national": ("I", "II"), "eea": ("II", "III"), "eea_works": ("II", "III")}
NOT_KNOWN = date(2020, 2, 12)  # sources disagree about this day


def ruled(value: int, day: date | str, kind: PurchaseKind | None = None) -> Ruling:
    return ruling(Decimal(value), date.fromisoformat(day) if isinstance(day, str) else day, FACTS, kind)


def amount_on(name: str, day: date) -> int:
    return [amount for first, amount in LADDERS[name] if date.fromisoformat(first) <= day][-1]


def around_each_change() -> Iterator[tuple[str, date]]:
    for name, steps in LADDERS.items():
        for first, _ in steps[1:]:
            for shift in (-1, 0, 1):
                yield name, date.fromisoformat(first) + timedelta(days=shift)


@pytest.mark.parametrize(("name", "day"), list(around_each_change()), ids=str)
def test_each_value_holds_from_its_true_first_day_and_the_one_before_until_then(name: str, day: date) -> None:
    kind = PurchaseKind.WORKS if name == "eea_works" else None
    if day == NOT_KNOWN and name.startswith("eea"):
        found = ruled(amount_on("national", day) + 1_000_000 * (kind is None), day, kind)
        assert (found.part, found.possible, name in found.unknown) == (None, ("II", "III"), True)
        return
    amount = amount_on(name, day)
    assert (ruled(amount - 1, day, kind).part, ruled(amount, day, kind).part) == BELOW[name]


@pytest.mark.parametrize(
    ("value", "day", "part"),
    [
        (5_000_000, "2018-01-01", "III"),
        (5_000_000, "2019-06-01", "III"),
        (1_200_000, "2017-06-01", "II"),
        (2_250_000, "2024-02-15", "III"),
        (2_299_999, "2024-03-14", "II"),
        (2_049_999, "2021-06-01", "II"),
        (2_200_000, "2023-06-01", "III"),
        (99_999, "2017-01-01", "none"),
        (100_000, "2017-01-01", "I"),
    ],
)
def test_by_hand(value: int, day: str, part: str) -> None:
    assert ruled(value, day).part == part


@pytest.mark.parametrize("kind", PurchaseKind)
@pytest.mark.parametrize("day", ["1999-01-01", "2016-12-31"])
def test_before_the_known_values_nothing_is_known(kind: PurchaseKind, day: str) -> None:
    for value in (50_000, 1_200_000, 90_000_000):
        found = ruled(value, day, kind)
        assert (found.part, found.act_applies, found.procedures, found.thresholds) == (None, None, (), ())


def test_when_a_new_value_is_due_the_old_one_is_not_taken_for_known() -> None:
    assert ruled(2_600_000, "2027-12-31").part == "III"
    after = ruled(2_600_000, "2028-01-01")
    assert (after.part, after.possible, after.latest) == (None, ("II", "III"), "III")
    assert [fact.name for fact in after.due] == ["eea"]
    assert after.procedures[0] is Procedure.OPEN  # the careful choice
    # what does not hang on it is known all the same
    assert ruled(900_000, "2028-06-01").part == "I"


@pytest.mark.parametrize(
    ("value", "day", "contested", "careful"),
    [
        (99_999, "2026-07-01", [], "none"),
        (100_000, "2026-07-01", ["act-2026"], "I"),
        (499_999, "2026-07-01", ["act-2026"], "I"),
        (500_000, "2026-07-01", [], "I"),
        (450_000, "2026-06-30", [], "I"),
        (2_299_999, "2026-05-01", [], "II"),
        (2_300_000, "2026-05-01", ["eea-2026"], "III"),
        (2_500_000, "2026-05-01", [], "III"),
    ],
)
def test_where_sources_name_other_amounts_the_answer_is_said_with_a_reservation(
    value: int, day: str, contested: list[str], careful: str
) -> None:
    found = ruled(value, day)
    assert ([fact.id for fact in found.contested], found.careful) == (contested, careful)


@pytest.mark.parametrize(
    ("value", "kind", "part"),
    [
        (1_000_000, "special", "I"),
        (1_300_000, "special", "II"),
        (8_699_999, "special", "II"),
        (8_700_000, "special", "II+III"),
        (1_300_000, "health", "I"),
        (8_699_999, "health", "I"),
        (8_700_000, "health", "IV"),
        (62_899_999, "works", "II"),
        (62_900_000, "works", "III"),
    ],
)
def test_special_and_health_services_have_their_own_ladders(value: int, kind: str, part: str) -> None:
    assert ruled(value, "2026-09-01", PurchaseKind(kind)).part == part


def test_special_services_between_2022_and_2024_are_not_known_above_the_national_threshold() -> None:
    found = ruled(7_500_000, "2023-01-01", PurchaseKind.SPECIAL)
    assert (found.part, found.possible, found.unknown) == (None, ("II", "II+III"), ("eea_special",))


def test_a_procedure_of_part_ii_is_not_too_light_for_special_services() -> None:
    assert not too_light(Procedure.NATIONAL_OPEN, "II+III")
    assert not too_light(Procedure.COMPETITION, "IV")
    assert too_light(Procedure.DIRECT, "IV")


def test_every_threshold_says_from_when_its_paragraph_its_source_and_how_well_it_is_known() -> None:
    for fact in FACTS:
        lacking = [key for key in ("section", "amount", "part") if key not in fact.values]
        told: list[Any] = [fact.valid_from, fact.source, fact.checked, fact.evidence]
        assert (lacking, all(told)) == ([], True), fact.id


def test_a_value_that_changes_every_second_year_says_when_the_next_is_due() -> None:
    last = [fact for fact in FACTS if fact.name.startswith("eea") and fact.valid_to is None]
    assert {fact.next_change for fact in last} == {date(2028, 1, 1)}
    assert len(last) == 5
