"""A date is moved: what then is agreed, and why a new day does not hold – with values and without a terminal."""

from datetime import date
from pathlib import Path

import pytest

from tests.actions.small_session import session, stopped
from tests.edits.small_projects import ABOUT
from tpn.actions.move_date import HeldBack, InTheWay, Move, held_back, move, write_move
from tpn.actions.session import Session
from tpn.history.agreements import baseline
from tpn.model import load

COUNCIL = ABOUT.replace(", steering_group:", ", bodies: [{id: raadet, name: Rådet}], steering_group:")
WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Bygge, start: 2026-09-07, duration: 10d}
    - {id: K-02, title: Gjort, due: 2026-09-04, status: done, finished: 2026-09-04}
    - {id: K-03, title: Prøve, after: [K-01], duration: 2d}
launch:
  activities:
    - {id: T-01, title: På, service: sfo, milestone: true, kind: go_live, due: 2026-10-12,
       after: [K-03, K-02, A-K01, A-K02]}
procurement:
  components:
    - {id: A-K01, name: Skjema, expected: 2026-10-01}
    - {id: A-K02, name: Portal, expected: 2026-09-01, delivered: 2026-09-01}
decisions:
  - {id: B-01, title: Ny dato, decided: 2026-09-04, decided_by: raadet}
"""


@pytest.fixture
def here(tmp_path: Path) -> Session:
    return session(tmp_path / "p", WORK, COUNCIL, preview=False)


def moved(here: Session, name: str, day: date, *, decided: bool = False) -> Move:
    by = here.project.decisions[0] if decided else None
    return move(here, here.loaded.index.by_address[name], day, "Hast", by, alone=False)


def test_a_day_that_cannot_be_kept_is_told_with_all_that_is_to_be_there_first(here: Session) -> None:
    """The work that is not done and the component that is not there; a launch also its open points."""
    found = held_back(moved(here, "T-01", date(2026, 9, 14)))
    assert found is not None
    assert (found.forecast, found.service) == (date(2026, 10, 1), "sfo")
    assert found.work == (
        InTheWay("K-03", "Prøve", date(2026, 9, 22)), InTheWay("A-K01", "Skjema", date(2026, 10, 1)),
    )  # fmt: skip
    assert found.points > 0
    assert held_back(moved(here, "sfo", date(2026, 9, 14))) == found  # the launch is the service's, too


def test_only_what_comes_after_the_new_day_is_in_its_way(here: Session) -> None:
    found = held_back(moved(here, "T-01", date(2026, 9, 25)))
    assert found is not None
    assert [one.id for one in found.work] == ["A-K01"]


@pytest.mark.parametrize(("name", "day"), [("T-01", date(2026, 10, 1)), ("K-01", date(2026, 12, 1))])
def test_a_day_that_holds_is_held_back_by_nothing(here: Session, name: str, day: date) -> None:
    assert held_back(moved(here, name, day)) is None


def test_what_is_not_a_launch_has_no_points(here: Session) -> None:
    found = held_back(moved(here, "K-03", date(2026, 9, 8)))
    assert found == HeldBack(date(2026, 9, 22), (InTheWay("K-01", "Bygge", date(2026, 9, 18)),), 0, None)


def test_a_body_moves_only_what_it_has_agreed_itself(here: Session) -> None:
    assert stopped(lambda: moved(here, "T-01", date(2026, 11, 2), decided=True)).slug == "agreed-by-another"


def test_a_move_without_a_decision_agrees_nothing_and_is_written(here: Session) -> None:
    made = moved(here, "T-01", date(2026, 11, 2))
    assert made.agreed == {}
    write_move(here, made)
    work = next(one for _, one in load(here.folder).sound().activities if one.id == "T-01")
    assert work.due == date(2026, 11, 2)
    assert baseline(here.folder, here.today) is None
