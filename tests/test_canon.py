"""One spelling: law 8, and what office programs do to values."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpn.model.canon import canon, link_text
from tpn.model.choices import Status
from tpn.model.spans import Link, parse_link

VALUES = st.recursive(
    st.none() | st.text() | st.integers() | st.floats() | st.booleans() | st.dates() | st.datetimes(),
    st.lists,
)
LINKS = st.builds(
    Link, st.just("K-01"), st.sampled_from(("FS", "SS", "FF", "SF")), st.integers(min_value=-99, max_value=99)
)


@given(VALUES)
def test_a_value_in_the_one_spelling_stays_as_it_is(value: object) -> None:
    once = canon(value)
    assert canon(once) == once
    assert type(canon(once)) is type(once)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("a\u030a", "å"),
        ("linje\r\nto  ", "linje\nto"),
        ("1\u00a0000", "1 000"),
        ("  ", None),
        ("", None),
        (3.0, 3),
        (5.6000000000000005, 5.6),
        (datetime.fromisoformat("2026-10-05T08:00"), date(2026, 10, 5)),
        (Status.DONE, "done"),
        (["a", "", None, "b "], ("a", "b")),
        ((), None),
        (False, False),
    ],
)
def test_what_an_office_program_changes_is_no_change(value: object, said: object) -> None:
    assert canon(value) == said
    assert type(canon(value)) is type(said)


@given(LINKS)
def test_a_link_is_written_as_it_is_read(link: Link) -> None:
    assert parse_link(link_text(link)) == link
