"""Which meeting is meant, its invitation, and what its minutes bring: told first, written when asked."""

from pathlib import Path

import pytest

from tests.actions.small_session import Listening, session, stopped
from tests.edits.small_projects import ABOUT
from tpn.actions.carry_minutes import bring, carry
from tpn.actions.find_meeting import agenda_of, called, meeting_named
from tpn.actions.invitation import invitation
from tpn.actions.session import Session
from tpn.model import load
from tpn.model.choices import Phase
from tpn.model.logs import Meeting

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Merkepel, due: 2026-09-25, milestone: true}
meetings:
  - {id: MO-1, kind: steering, number: 1, date: 2026-09-01, plan_agreed: true, participants: [{person: per}],
     minutes: [{case: 1/26, resolution: Vi leier, actions: [{what: Ringe, responsible: [per], due: 2026-09-21}]}]}
  - {id: MO-2, kind: project, date: 2026-09-14, start: '09:00', place: Rådhuset, participants: [{person: liv},
     {person: per, reply: declined}], agenda: [{title: Status, minutes: 30, responsible: per}, {title: Videre}]}
  - {id: MO-3, kind: steering, number: 2, date: 2026-09-21}
  - {id: MO-4, kind: kickoff, number: 4, minutes: [{text: Prat}]}
  - {id: MO-5, kind: steering, date: 2026-09-02, minutes: [{resolution: Ja, gate: {phase: kickoff, outcome: approved}}]}
risks: [{id: R-01, title: Hast}]
"""


@pytest.fixture
def here(tmp_path: Path) -> Listening:
    return session(tmp_path / "p", WORK, preview=False)


def meeting(here: Session, name: str = "MO-1") -> Meeting:
    return next(one for one in here.project.meetings if one.id == name)


def test_a_meeting_is_meant_by_its_id_its_kind_its_words_or_as_the_next(here: Session) -> None:
    assert [meeting_named(here, typed).id for typed in ("MO-1", "styringsgruppe", "prosjektmøte", None)] == [
        "MO-1", "MO-3", "MO-2", "MO-2",
    ]  # fmt: skip
    assert stopped(lambda: meeting_named(here, "R-01")).slug == "not-a-meeting"
    assert stopped(lambda: meeting_named(here, "oppstart")).slug  # none of that kind is to come


def test_where_no_meeting_is_to_come_that_is_said(tmp_path: Path) -> None:
    none = session(tmp_path / "q", "meetings: [{id: MO-1, kind: project, date: 2026-09-01}]\n")
    assert stopped(lambda: meeting_named(none, None)).slug == "no-next-meeting"


def test_a_meeting_is_called_by_its_kind_and_number_but_there_is_one_kickoff(here: Session) -> None:
    assert called(here, meeting(here)).endswith(" 1")
    assert called(here, meeting(here, "MO-2")) == here.words.choice(meeting(here, "MO-2").kind)
    assert called(here, meeting(here, "MO-4")) == here.words.choice(meeting(here, "MO-4").kind)


def test_a_template_of_their_own_that_is_wrong_is_told_with_its_file(here: Session) -> None:
    own = here.folder / "templates" / "agendas"
    own.mkdir(parents=True)
    (own / "steering.yaml").write_text(
        "start: 9\naim: {nb: Mål}\nitems: [{title: A, minutes: mange, kind: decision}]\n", "utf-8"
    )
    problem = stopped(lambda: agenda_of(here, meeting(here, "MO-3")))
    assert problem.slug == "agenda-template-fault"
    assert "steering.yaml" in str(problem.place)


# ---------------------------------------------------------------- the invitation


def event(here: Session, name: str = "MO-2") -> str:
    made = invitation(here, meeting(here, name), agenda_of(here, meeting(here, name)))
    return made.decode().replace("\r\n ", "")


def test_those_with_an_address_are_invited_by_the_lead(here: Session) -> None:
    text = event(here)
    assert "METHOD:REQUEST" in text
    assert "DTSTART" in text
    assert "T090000" in text
    assert "liv@example.no" in text
    assert "Rådhuset" in text
    assert "Status (Per Moe)" in text
    assert "20260907T000000Z" in text  # the day that was said, whatever the clock


def test_without_anybody_to_ask_it_is_only_told(tmp_path: Path) -> None:
    nobody = session(tmp_path / "q", WORK, ABOUT.replace(", email: liv@example.no", ""))
    assert "METHOD:PUBLISH" in event(nobody)


def test_a_meeting_without_times_lasts_the_day_and_one_without_a_day_is_no_event(
    here: Session, tmp_path: Path
) -> None:
    other = session(
        tmp_path / "q", "meetings: [{id: MO-1, kind: workshop, date: 2026-09-14, start: uvisst}]\n"
    )
    assert "DTSTART;VALUE=DATE:20260914" in event(other, "MO-1")
    assert stopped(lambda: event(here, "MO-4")).slug == "meeting-without-date"


# ---------------------------------------------------------------- what minutes bring


def test_the_minutes_bring_decisions_activities_and_the_first_agreed_plan(here: Listening) -> None:
    edits, agreed = bring(here, meeting(here), None)
    assert [edit.route[:2] for edit in edits[:3:2]] == [("decisions",), ("kickoff", "activities")]
    assert edits[-1].route == (
        "kickoff",
        "checklist",
        "K-C11",
    )  # that the plan is agreed is a point of the checklist
    assert agreed
    assert any("Per Moe" in line and "21.09.2026" in line for line in here.heard)
    assert len(here.heard) == 4  # the decision, the activity, the plan, the point


def test_a_plan_is_agreed_once(here: Session) -> None:
    carry(here, meeting(here), None, write=True)
    after = load(here.folder).sound()
    assert [one.outcome for one in after.decisions] == ["Vi leier"]
    assert [one.title for one in after.kickoff.activities] == ["Merkepel", "Ringe"]
    again = Session({**here.values}, clock=here.clock)
    edits, agreed = bring(again, meeting(again), None)
    assert (edits, agreed) == ([], {})


def test_an_agreed_plan_before_it_stands(here: Session) -> None:
    edits, agreed = bring(here, meeting(here).but(plan_agreed=False), None)
    assert edits
    assert agreed == {}


def test_what_would_come_is_only_told_until_it_is_asked_for(here: Session) -> None:
    before = (here.folder / "project.yaml").read_text("utf-8")
    carry(here, meeting(here), None, write=False)
    assert (here.folder / "project.yaml").read_text("utf-8") == before
    carry(here, meeting(here, "MO-4"), None, write=True)
    assert here.settled  # nothing comes of it


def test_activities_come_into_the_phase_that_is_said(here: Session) -> None:
    edits, _ = bring(here, meeting(here), Phase.PROCUREMENT)
    assert ("procurement", "activities") in {edit.route for edit in edits}


def test_a_gate_with_open_points_is_no_approval_unless_it_was_decided_before(
    here: Session, tmp_path: Path
) -> None:
    assert stopped(lambda: bring(here, meeting(here, "MO-5"), None)).slug
    known = WORK.replace("minutes: [{resolution: Ja,", "minutes: [{resolution: Ja, decision: B-1,") + (
        "decisions: [{id: B-1, title: Porten, decided: 2026-09-02}]\n"
    )
    decided = session(tmp_path / "q", known)
    assert bring(decided, meeting(decided, "MO-5"), None)[0] == []
