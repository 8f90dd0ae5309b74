"""A guess at what was meant is a help only where it is right: of ids above all."""

import pytest

from tpn.model.similar import closest

IDS = ["K-01", "K-02", "K-25", "T-06", "T-26", "R-01"]


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("K2", IDS, "K-02"),
        ("k 02", IDS, "K-02"),
        ("R-06", IDS, "R-01"),  # of the same letter, at the most
        ("X-26", IDS, None),
        ("frsit", ["frist", "fast"], "frist"),
        ("sof", ["sfo", "barnehage"], "sfo"),
        ("barnehagge", ["barnehage"], "barnehage"),
        ("ansvarlig", ["alvorlighet"], None),
        ("hunder", ["tender"], None),
        ("besluttes-av", ["utføres av"], None),
        ("person", ["present"], None),
    ],
)
def test_what_is_meant(typed: str, known: list[str], meant: str | None) -> None:
    assert closest(typed, known) == meant
