"""A number as people write it in a cell: read as one number, or refused; never anything else."""

from decimal import Decimal

import pytest

from tpn.model.amounts import NotANumber, read_amount


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 200,50", "1200.50"), ("1.200,50", "1200.50"), ("1,200.50", "1200.50"), ("30 333,5 ", "30333.5"),
        ("kr 1 234", "1234"), ("−5", "-5"), ("2,5 mill.", "2500000.0"),
    ],
)  # fmt: skip
def test_marks_between_digits_are_understood(text: str, number: str) -> None:
    assert read_amount(text).number == Decimal(number)


@pytest.mark.parametrize(
    "text", ["30 333, 3330", " 30 333, 3330\ufffd", "1 200,5 0", "1.200, 5", "1 2.3,4", "", "-", "²"]
)
def test_what_may_be_two_numbers_or_none_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        read_amount(text)
