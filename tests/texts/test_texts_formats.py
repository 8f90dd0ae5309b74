"""How numbers are written: halves go up as people round, in every number of places and on both sides of nought."""

import pytest

from tpn.texts import decimal
from tpn.texts.formats import amount


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [
        (6.725, 2, "6,73"),
        (-6.725, 2, "−6,73"),
        (6.715, 2, "6,72"),
        (6.7249, 2, "6,72"),
        (1.005, None, "1,01"),
        (12.5, 0, "13"),
        (2.5, 0, "3"),
        (-0.4, 0, "0"),
        (0, None, "0"),
        (100, None, "100"),
        (1234567.5, None, "1\u00a0234\u00a0567,5"),
    ],
)
def test_halves_go_up(value: float, places: int | None, said: str) -> None:
    assert decimal(value, "nb", places) == said


def test_an_amount_is_whole_kroner() -> None:
    assert (amount(1250.5, "nb"), amount(1249.5, "en")) == ("kr\u00a01\u00a0251", "NOK\u00a01,250")
