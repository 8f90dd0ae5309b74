"""A round remembers over weeks who was sent what, who has answered, and who was reminded."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tpn.history.entries import mark_of
from tpn.history.journal import undo, write
from tpn.history.rounds import (
    FOLDER,
    Round,
    Sent,
    SheetAnswer,
    change_of,
    new_name,
    round_named,
    rounds,
    with_answer,
    with_reminder,
)
from tpn.problems import Stop

SENT, DUE, LATER = date(2026, 10, 1), date(2026, 10, 8), date(2026, 10, 12)
NOW = datetime.fromisoformat("2026-10-12T08:00")
ROUND = Round(
    "2026-10-01-oktober", SENT, DUE, "responsible", (Sent("kari", "kari.xlsx", 4), Sent("ola", "ola.xlsx", 9))
)


def kept(folder: Path, found: Round) -> None:
    write(folder, [change_of(folder, found)], ["round"], NOW)


def test_a_round_is_read_as_it_was_kept(halden: Path) -> None:
    answered = with_answer(ROUND, "ola", SheetAnswer(LATER, changes=3, reviewed=True))
    kept(halden, with_reminder(answered, ["kari"], LATER))
    found = round_named(halden)
    assert found == round_named(halden, ROUND.name) == rounds(halden)[0]
    assert found is not None
    assert [one.person for one in found.missing] == ["kari"]
    assert found.people[0].reminded == (LATER,)
    assert (found.people[1].answered, found.people[1].changes) == (LATER, 3)


def test_a_round_is_found_by_what_it_was_called_as_long_as_that_is_one(halden: Path) -> None:
    called = replace(ROUND, name="2026-09-21-runde1-13011781")
    kept(halden, called)
    assert round_named(halden, "runde1") == called
    assert round_named(halden, "2026") is None
    kept(halden, replace(ROUND, name="2026-10-21-runde1-13011782"))
    assert round_named(halden, "runde1") is None


def test_the_same_answer_twice_is_one() -> None:
    once = with_answer(ROUND, "ola", SheetAnswer(LATER, 3))
    assert with_answer(once, "ola", SheetAnswer(LATER, 3)) == once
    assert with_reminder(with_reminder(ROUND, ["ola"], LATER), ["ola"], LATER).people[1].reminded == (LATER,)


def test_an_answer_by_somebody_who_was_sent_nothing_changes_nothing() -> None:
    assert with_answer(ROUND, "per", SheetAnswer(LATER)) == ROUND


def test_a_round_is_overdue_when_somebody_is_missing_after_the_day() -> None:
    assert ROUND.overdue(LATER)
    assert not ROUND.overdue(DUE)
    both = with_answer(with_answer(ROUND, "ola", SheetAnswer(LATER)), "kari", SheetAnswer(LATER))
    assert not both.overdue(LATER)


def test_an_answer_is_taken_back_with_the_write_that_brought_it(halden: Path) -> None:
    kept(halden, ROUND)
    kept(halden, with_answer(ROUND, "ola", SheetAnswer(LATER, 3)))
    undo(halden)
    assert round_named(halden) == ROUND


def test_a_second_round_on_the_same_day_has_another_name(halden: Path) -> None:
    mark = mark_of(halden, NOW)
    assert new_name(halden, SENT, NOW, "Til alle / oktober") == f"2026-10-01-Til-alle-oktober-{mark}"
    kept(halden, replace(ROUND, name=f"2026-10-01-oktober-{mark}"))
    assert new_name(halden, SENT, NOW, "Oktober") == f"2026-10-01-Oktober-{mark}-2"


def test_a_damaged_round_is_said(halden: Path) -> None:
    kept(halden, ROUND)
    (halden / FOLDER / f"{ROUND.name}.json").write_text('{"format": 1}')
    with pytest.raises(Stop, match="round-damaged"):
        rounds(halden)


def test_a_name_that_leads_elsewhere_is_no_round(halden: Path) -> None:
    assert round_named(halden, "../../project") is None
