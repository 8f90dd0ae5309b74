"""A value as people say it: a year has no space, and what is below zero has the sign of minus."""

import pytest

from tpn.model.benefits import BudgetEffect
from tpn.model.fieldtree import takes
from tpn.model.people import short_names
from tpn.texts import Words
from tpn.texts.formats import NBSP, amount, decimal
from tpn.texts.say_values import Teller


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_year_is_no_amount(language: str) -> None:
    tell, known = Teller(Words(language)), takes(BudgetEffect)
    assert tell(2028, known["from_year"]) == "2028"
    assert tell(2028.0, known["amount"]) == ("2,028" if language == "en" else f"2{NBSP}028")


def test_below_zero_has_the_sign_of_minus() -> None:
    assert decimal(-12.5, "nb") == "−12,5"
    assert amount(-1_793_575, "en") == f"NOK{NBSP}−1,793,575"


def test_two_who_begin_with_the_same_word_are_told_apart() -> None:
    assert short_names(["Ola Vik", "Prosesseier – SFO", "Prosesseier – Barnehage"]) == [
        "Ola", "Prosesseier – SFO", "Prosesseier – Barnehage",
    ]  # fmt: skip
