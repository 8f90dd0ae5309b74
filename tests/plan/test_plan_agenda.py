"""An agenda adds up to its meeting, and nobody sits too long – whatever the items are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpn.library import data_dir, load
from tpn.model.choices import AgendaKind, MeetingKind
from tpn.model.logs import AgendaItem, Meeting
from tpn.plan.agenda import (
    BREAK,
    MOST_ON_SCREEN,
    MOST_SITTING,
    Slot,
    Stretch,
    fitted,
    laid_out,
    sittings,
    timed,
    total,
    with_breaks,
)
from tpn.plan.case_numbers import case_parts, numbered, twice_used, used_cases
from tpn.plan.clock_times import clock, minutes_of

PAUSE = Slot("Pause", BREAK, AgendaKind.BREAK)
SLOTS = st.lists(
    st.builds(
        Slot,
        st.just("Sak"),
        st.integers(1, 200),
        st.sampled_from([AgendaKind.DECISION, AgendaKind.BREAK, AgendaKind.PLAN]),
    ),
    min_size=1,
    max_size=12,
)


@given(SLOTS, st.sampled_from([MOST_SITTING, MOST_ON_SCREEN]))
def test_with_breaks_nobody_sits_longer_than_the_most(slots: list[Slot], most: int) -> None:
    made = with_breaks(slots, most, PAUSE)
    assert sittings(made, most) == ()
    working = [slot for slot in slots if not slot.pauses]
    assert total(slot for slot in made if not slot.pauses) == total(working)


@given(SLOTS, st.integers(5, 600))
def test_fitted_lines_fill_the_meeting_and_breaks_keep_their_length(slots: list[Slot], length: int) -> None:
    made = fitted(slots, length)
    working = [slot for slot in slots if not slot.pauses]
    pauses = [slot.minutes for slot in slots if slot.pauses]
    assert [slot.minutes for slot in made if slot.pauses] == pauses
    if working and length - total(slot for slot in slots if slot.pauses) >= 5 * len(working):
        assert total(made) == length
        assert all((slot.minutes or 0) >= 5 for slot in made if not slot.pauses)
    else:
        assert made == tuple(slots)


@given(SLOTS, st.integers(0, 24 * 60 - 1))
def test_each_line_begins_where_the_one_before_ends(slots: list[Slot], start: int) -> None:
    lines = timed(slots, start)
    assert lines[0].start == start
    assert [line.start for line in lines[1:]] == [line.end for line in lines[:-1]]
    assert lines[-1].end == start + total(slots)


def test_after_a_line_without_minutes_no_time_is_known() -> None:
    lines = timed([Slot("A", 10), Slot("B", None), Slot("C", 5)], 510)
    assert [(line.start, line.end) for line in lines] == [(510, 520), (520, None), (None, None)]
    assert [line.start for line in timed([Slot("A", 10)], None)] == [None]


def test_a_long_sitting_is_told_from_its_first_line() -> None:
    first, second = Slot("A", 60), Slot("B", 31)
    assert sittings([first, second, PAUSE, Slot("C", 90)], 90) == (Stretch(first, 91),)


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (data_dir("templates") / "agendas").glob("*.yaml"))
)
def test_every_template_has_a_break_in_time(name: str) -> None:
    rows = load(f"agendas/{name}.yaml")["items"]
    slots = [Slot("", row["minutes"], AgendaKind(row["kind"])) for row in rows]
    assert sittings(slots, MOST_ON_SCREEN if name.endswith("digital") else MOST_SITTING) == ()


@pytest.mark.parametrize(
    "name", ["kickoff-half-day", "kickoff-full-day", "kickoff-digital", "kickoff-short", "steering"]
)
@given(st.integers(27, 96))
def test_a_template_fills_a_meeting_of_any_length_with_breaks_in_time(name: str, fives: int) -> None:
    most = MOST_ON_SCREEN if name.endswith("digital") else MOST_SITTING
    rows = load(f"agendas/{name}.yaml")["items"]
    lines = laid_out(
        [Slot("", row["minutes"], AgendaKind(row["kind"])) for row in rows], most, PAUSE, fives * 5
    )
    assert total(lines) == fives * 5
    assert sittings(lines, most) == ()


def test_the_half_day_is_from_half_past_eight_to_twelve() -> None:
    content = load("agendas/kickoff-half-day.yaml")
    assert content["start"] == "08:30"
    assert sum(row["minutes"] for row in content["items"]) == 210


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("08:30", 510),
        ("8.30", 510),
        ("kl. 0830", 510),
        ("9", 540),
        ("24:00", None),
        ("halv ni", None),
        (None, None),
    ],
)
def test_times_are_read_as_people_write_them(text: str | None, minutes: int | None) -> None:
    assert minutes_of(text) == minutes


@given(st.integers(0, 24 * 60 - 1))
def test_a_time_comes_back_as_it_was(minutes: int) -> None:
    assert minutes_of(clock(minutes)) == minutes


# ------------------------------------------------------------ case numbers


@given(st.sets(st.integers(1, 60), max_size=20), st.integers(1, 8))
def test_a_new_number_is_one_that_was_never_used(used: set[int], count: int) -> None:
    before = {(number, 26) for number in used} | {(500, 25)}
    slots = numbered([Slot("x", 5) for _ in range(count)], 2026, before)
    new = [case_parts(slot.case) for slot in slots]
    assert not set(new) & before
    assert new == [(max(used, default=0) + n, 26) for n in range(1, count + 1)]


def test_numbers_that_were_typed_are_kept_and_a_break_has_none() -> None:
    slots = numbered([Slot("a", 5, case="7/26"), PAUSE, Slot("b", 5)], 2026, {(3, 26)})
    assert [(slot.case, slot.provisional) for slot in slots] == [
        ("7/26", False),
        (None, False),
        ("8/26", True),
    ]


def meeting(name: str, *cases: str) -> Meeting:
    items = tuple(AgendaItem(title="x", case=case) for case in cases)
    return Meeting(id=name, kind=MeetingKind.STEERING, date=date(2026, 9, 1), agenda=items)


def test_numbers_of_the_past_count_as_used() -> None:
    assert used_cases([meeting("a", "3/26")], ["12/26", "tull"]) == {(3, 26), (12, 26)}


def test_a_number_on_two_agendas_is_found() -> None:
    assert twice_used([meeting("a", "1/26", "2/26"), meeting("b", "2/2026")]) == (("2/26", ("a", "b")),)
