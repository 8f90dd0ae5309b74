"""What lies on the desk of a project lead, on small projects and without a terminal."""

from datetime import date
from pathlib import Path

from tests.actions.small_session import session
from tests.edits.small_projects import ABOUT
from tpn.actions.desk import Desk, DeskMeeting, Unwritten, desk, unwritten

MEETINGS = """\
meetings:
  - {id: MO-01, kind: steering, date: 2026-08-24, minutes: [{text: Alle var der}]}
  - {id: MO-02, kind: steering, date: 2026-09-02}
  - {id: MO-03, kind: steering, date: 2026-09-21, place: Rådhuset}
  - {id: MO-04, kind: steering, date: 2026-10-05}
"""


def test_an_empty_project_has_nothing_on_its_desk_but_its_first_report(tmp_path: Path) -> None:
    assert desk(session(tmp_path / "p", "")) == Desk(report=1)


def test_the_next_meeting_is_the_first_that_comes_and_the_last_the_latest_that_was(tmp_path: Path) -> None:
    seen = desk(session(tmp_path / "p", MEETINGS))
    assert seen.coming
    assert seen.held
    assert (seen.coming.id, seen.coming.day) == ("MO-03", date(2026, 9, 21))
    assert (seen.held.id, seen.held.written) == ("MO-02", False)
    alone = desk(session(tmp_path / "q", MEETINGS.partition("  - {id: MO-02")[0]))
    assert isinstance(alone.held, DeskMeeting)
    assert (alone.held.id, alone.held.written, alone.coming) == ("MO-01", True, None)


def test_of_two_meetings_on_a_day_the_last_that_was_written_down_is_the_last(tmp_path: Path) -> None:
    two = "meetings:\n" + "".join(f"  - {{id: MO-0{n}, kind: project, date: 2026-09-01}}\n" for n in (2, 1))
    held = desk(session(tmp_path / "p", two)).held
    assert held
    assert held.id == "MO-01"


ROLES = ABOUT.replace("name: Eva Lie", "name: Arkivansvarlig").replace(
    "name: Per Moe", "name: Hovedansvarlig"
)


def test_a_role_without_a_name_waits_only_where_it_has_something_to_do(tmp_path: Path) -> None:
    work = "kickoff:\n  activities:\n    - {id: A-01, title: Rydde, responsible: eva}\n"
    about = ROLES.replace("steering_group: [per, liv]", "steering_group: [liv]")
    assert desk(session(tmp_path / "p", work, about)).unnamed == 1
    risk = "risks:\n  - {id: R-01, title: Sent, owner: eva, ended: {date: 2026-09-01, reason: Nei}}\n"
    gone, stands = risk, risk.replace(", ended: {date: 2026-09-01, reason: Nei}", "")
    assert desk(session(tmp_path / "r", stands, about)).unnamed == 1
    assert desk(session(tmp_path / "q", gone, about)).unnamed == 0


def test_the_papers_of_the_next_meeting_wait_for_its_place_its_hour_and_what_is_recommended(
    tmp_path: Path,
) -> None:
    cases = """\
decisions:
  - {id: B-01, title: Velge, meeting: MO-03}
  - {id: B-02, title: Leie, meeting: MO-03, recommendation: Ja}
  - {id: B-03, title: Tatt, meeting: MO-03, decided: 2026-09-01, outcome: Ja}
  - {id: B-04, title: Senere, meeting: MO-04}
"""
    waits = unwritten(session(tmp_path / "p", MEETINGS + cases))
    assert [(one.record, one.field) for one in waits if one.record != "report"] == [
        ("MO-03", "start"),
        ("B-01", "recommendation"),
    ]
    assert Unwritten("B-01", "recommendation", "Velge") in waits
    nobody_meets = unwritten(
        session(tmp_path / "q", cases.replace(", meeting: MO-03", "").replace(", meeting: MO-04", ""))
    )
    assert {one.record for one in nobody_meets} <= {"report"}
