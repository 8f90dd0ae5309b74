"""What has special protection in free text: words, and national identity numbers (none of a real person)."""

import pytest

from tpn.advice.health import telling_of_health

SYNTHETIC = "01819910150"
"""Its month is 81: such are given to nobody. Both check digits are right."""


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Per er sykmeldt", True), ("SJUKMELDT ut året", True), ("Liv er fagorganisert", True),
        ("Flyttet fra sykehjemmet", False), ("Fagforeningene drøfter planen", False), ("", False),
        (f"Gjelder {SYNTHETIC}.", True), (f"Gjelder {SYNTHETIC[:6]} {SYNTHETIC[6:]}", True),
        ("Gjelder 01819910151", False), ("Gjelder 01819910140", False), (f"Sak 9{SYNTHETIC}", False),
        ("Ring 999 00 102, sak 26/1847, org.nr. 974 760 673", False),
    ],
)  # fmt: skip
def test_it_is_asked_of_what_is_protected_and_of_nothing_else(text: str, tells: bool) -> None:
    assert telling_of_health(None)(text) is tells
