"""Two states of a project held against each other: which state a name means, and what is otherwise between them."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.actions.small_session import NOON, session, stopped
from tests.conftest import needs_git
from tests.edits.small_projects import ABOUT
from tpn.actions.compare_states import compared
from tpn.actions.session import Session
from tpn.actions.take_snapshot import take_snapshot
from tpn.views.differences import ChangeKind, Differences

WORK = "kickoff: {activities: [{id: K-01, title: Begynne, due: %s}]}\nrisks: [{id: R-01, title: Hast%s}]\n"
RED = ", probability: 5, consequence: 5"


def at(folder: Path, due: str, risk: str = "", today: str = "2026-09-07") -> Session:
    """The project with another deadline, on a day."""
    made = session(folder, WORK % (due, risk), preview=False)
    return Session({**made.values, "today": today}, clock=lambda: NOON)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a snapshot of 1 and of 3 September; it has changed before each, and once since."""
    for due, today in (("2026-09-25", "2026-09-01"), ("2026-09-26", "2026-09-03")):
        take_snapshot(at(tmp_path / "p", due, today=today), None, agreed=False)
    at(tmp_path / "p", "2026-09-27", RED)
    return tmp_path / "p"


def now(folder: Path) -> Session:
    return at(folder, "2026-09-27", RED)


def moved(made: Differences) -> tuple[date, date, list[object]]:
    old = [one.fields[0].old for one in made.records if one.change is ChangeKind.MOVED]
    return made.first, made.last, [str(one) for one in old]


def test_without_a_name_it_is_the_last_that_was_kept_before_today(folder: Path) -> None:
    assert moved(compared(now(folder), None, None)) == (date(2026, 9, 3), date(2026, 9, 7), ["2026-09-26"])


def test_a_day_means_the_last_state_on_or_before_it(folder: Path) -> None:
    here = now(folder)
    for said, first in (("1.9.2026", 1), ("2026-09-02", 1), ("3.9.2026", 3), ("06.09.2026", 3)):
        assert compared(here, said, None).first == date(2026, 9, first)
    assert stopped(lambda: compared(here, "31.8.2026", None)).slug == "no-such-state"


def test_two_that_were_kept_are_held_against_each_other(folder: Path) -> None:
    made = compared(now(folder), "1.9.2026", "3.9.2026")
    assert moved(made) == (date(2026, 9, 1), date(2026, 9, 3), ["2026-09-25"])
    assert made.lights == ()


def test_a_snapshot_is_meant_by_its_name(folder: Path) -> None:
    names = sorted(path.name for path in (folder / "history" / "snapshots").iterdir())
    assert compared(now(folder), names[0], None).first == date(2026, 9, 1)


def test_a_light_that_has_turned_is_told(folder: Path) -> None:
    turned = compared(now(folder), None, None).lights
    assert [(one.dimension, one.now) for one in turned if one.dimension == "risk"] == [("risk", "red")]


def test_a_name_that_means_nothing_is_told(folder: Path, tmp_path: Path) -> None:
    here = now(folder)
    for said in ("finnes-ikke", "--output=x"):
        assert stopped(lambda said=said: compared(here, said, None)).facts["state"] == said  # type: ignore[misc]
    fresh = at(tmp_path / "q", "2026-09-27")
    assert stopped(lambda: compared(fresh, None, None)).slug == "no-such-state"


@needs_git
def test_a_revision_of_git_is_the_files_as_they_were(folder: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)  # noqa: S607

    at(folder, "2026-09-20")
    git("init", "-q")
    git("add", "project.yaml")
    git(
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.no",
        "commit",
        "-qm",
        "a",
        "--date",
        "2026-09-05T12:00:00",
    )
    here = now(folder)
    assert moved(compared(here, "HEAD", None))[2] == ["2026-09-20"]
    assert ABOUT
