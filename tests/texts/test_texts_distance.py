"""How far apart two days are, as people say it: never more weeks than there are."""

from datetime import date

import pytest

from tpn.texts import Words
from tpn.texts.distance import apart, distance


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "1 arbeidsdag"), (4, "4 arbeidsdager"), (5, "en uke"), (6, "en uke"), (7, "halvannen uke"),
        (8, "halvannen uke"), (9, "to uker"), (11, "to uker"), (12, "to og en halv uke"), (13, "to og en halv uke"),
        (14, "tre uker"), (18, "tre og en halv uke"), (19, "fire uker"), (20, "fire uker"), (23, "fem uker"),
        (46, "ni uker"), (70, "14 uker"),
    ],
)  # fmt: skip
def test_days_weeks_and_below_four_weeks_half_ones(days: int, said: str) -> None:
    assert distance(days, Words("nb")) == distance(-days, Words("nb")) == said


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_is_told_in_weeks_is_at_most_a_day_and_a_half_off_below_four_weeks(language: str) -> None:
    words = Words(language)
    told = {days: apart(days, words, None) for days in range(5, 20)}
    assert all(told[days] != told[days + 4] for days in range(5, 16))


@pytest.mark.parametrize(
    ("first", "last", "working_days", "said"),
    [
        ("2026-12-17", "2027-01-04", 6, "to og en halv uke"),  # Christmas, and days that are closed
        ("2026-10-23", "2027-01-11", 48, "elleve uker"), ("2026-10-02", "2026-10-12", 6, "halvannen uke"),
        ("2026-10-05", "2026-10-12", 5, "en uke"), ("2027-01-11", "2026-10-23", -48, "elleve uker"),
        ("2026-12-23", "2027-01-04", 4, "4 arbeidsdager"),
    ],
)  # fmt: skip
def test_beside_its_two_days_a_distance_is_what_one_counts_from_the_one_to_the_other(
    first: str, last: str, working_days: int, said: str
) -> None:
    between = (date.fromisoformat(first), date.fromisoformat(last))
    assert distance(working_days, Words("nb"), between) == said
