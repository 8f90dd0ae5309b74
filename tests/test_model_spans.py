"""Durations and links as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpn.model.spans import Link, parse_duration, parse_link


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5d", 5), ("2w", 10), ("3 d", 3), ("1u", 5), ("1v", 5), ("2W", 10), ("4D", 4), (" 5d ", 5), ("0d", 0),
        ("", None), ("5", None), ("d", None), ("5 dager", None), ("-1d", None), ("1,5d", None), ("5d 2w", None),
    ],
)  # fmt: skip
def test_a_duration_is_a_number_of_working_days(text: str, days: int | None) -> None:
    assert parse_duration(text) == days


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("K-01", Link("K-01", "FS", 0)),
        ("K-01 +3d", Link("K-01", "FS", 3)),
        ("K-01 -2d", Link("K-01", "FS", -2)),
        ("K-01+3d", Link("K-01", "FS", 3)),
        ("K-01 SS", Link("K-01", "SS", 0)),
        ("K-01 FF -2d", Link("K-01", "FF", -2)),
        ("K-01 FS+2d", Link("K-01", "FS", 2)),
        ("K-01 SF + 1 w", Link("K-01", "SF", 5)),
        ("k-01 ff +1u", Link("k-01", "FF", 5)),
        ("  K-01   ss  -1v ", Link("K-01", "SS", -5)),
        ("A-K01", Link("A-K01", "FS", 0)),
        ("FS", Link("FS", "FS", 0)),
        ("K.1_b +0d", Link("K.1_b", "FS", 0)),
        ("", None),
        ("K-01 XX", None),
        ("K-01 +3", None),
        ("K-01 3d", None),
        ("K-01, K-02", None),
        ("+3d", None),
    ],
)
def test_a_link_is_an_id_a_kind_and_a_lag(text: str, link: Link | None) -> None:
    assert parse_link(text) == link


@given(
    st.from_regex(r"[A-Z](-[A-Z])?-?[0-9]{1,3}", fullmatch=True),
    st.sampled_from(["FS", "SS", "FF", "SF"]),
    st.integers(-9999, 9999),
)
def test_a_link_in_full_is_read_as_it_was_written(to: str, kind: str, lag: int) -> None:
    assert parse_link(f"{to} {kind} {lag:+d}d") == Link(to, kind, lag)
    assert parse_link(f"{to.lower()} {kind.lower()}{lag:+d}d") == Link(to.lower(), kind, lag)
