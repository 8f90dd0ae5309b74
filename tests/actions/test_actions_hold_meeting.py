"""A meeting that is held: its cases, its own work, gates, the next meeting, and what it all comes to."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tests.actions.small_session import session, stopped
from tests.edits.small_projects import ABOUT
from tpn.actions.hold_meeting import HeldMeeting
from tpn.actions.session import Session
from tpn.history.meeting_answers import MeetingAnswer, answers
from tpn.model import load
from tpn.model.choices import PassageOutcome

US = ABOUT.replace("lead: liv,", "lead: liv, owner: per,").replace("name: SFO}", "name: SFO, wave: 2}")
WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Dette møtet, kind: meeting, due: 2026-09-07, responsible: [per]}
    - {id: K-02, title: Annen dag, kind: meeting, due: 2026-09-08, responsible: [per]}
    - {id: K-03, title: Skulle vært, kind: meeting, due: 2026-09-01, responsible: [per]}
    - {id: K-04, title: Andres, kind: meeting, due: 2026-09-01, responsible: [eva]}
    - {id: K-05, title: Holdt, kind: meeting, due: 2026-09-07, status: done, finished: 2026-09-07}
    - {id: K-06, title: Oppstart, kind: meeting, due: 2026-09-21}
    - {id: K-07, title: Utenfor, kind: meeting, due: 2026-09-22}
    - {id: K-08, title: Vanlig arbeid, due: 2026-09-07}
launch: {activities: [{id: L-01, title: Felles, kind: meeting, due: 2026-09-07}]}
deliverables:
  - {id: LE-1, title: Rapport}
  - {id: LE-2, title: Plan, accepted: 2026-09-01}
decisions: [{id: B-1, title: Leie skjema}]
meetings:
  - id: MO-1
    kind: steering
    number: 3
    date: 2026-09-07
    participants: [{person: per}, {person: eva}]
    agenda:
      - {case: 1/26, title: Leie skjema, kind: decision}
      - {title: Pause, kind: break}
      - {title: rapport, kind: approval}
  - {id: MO-2, kind: kickoff, date: 2026-09-07}
  - {id: MO-3, kind: project}
"""


@pytest.fixture
def here(tmp_path: Path) -> Session:
    return session(tmp_path / "p", WORK, US, preview=False)


def held(here: Session, name: str = "MO-1", *, follow_up: bool = False) -> HeldMeeting:
    return HeldMeeting(
        here, next(one for one in here.project.meetings if one.id == name), follow_up=follow_up
    )


def test_its_cases_are_the_lines_that_are_no_break(here: Session) -> None:
    assert [line.title for line in held(here).cases] == ["Leie skjema", "rapport"]


def test_an_answer_is_on_the_disk_before_the_next_and_in_a_preview_nowhere(
    here: Session, tmp_path: Path
) -> None:
    note = MeetingAnswer("case:1/26", "note", "Prat")
    held(here).keep(note)
    assert list(held(here).said) == [note] == list(answers(here.folder, "MO-1"))
    looking = held(session(tmp_path / "q", WORK, US))
    looking.keep(note)
    assert (looking.said, answers(tmp_path / "q", "MO-1")) == ([note], ())
    looking.correct(note, None)
    assert looking.said == []


def test_an_answer_is_corrected_or_taken_back(here: Session) -> None:
    meeting = held(here)
    note, other = MeetingAnswer("case:1/26", "note", "Prat"), MeetingAnswer("case:1/26", "note", "Annet")
    meeting.keep(note)
    meeting.correct(note, other)
    assert meeting.said == [other]
    meeting.correct(other, None)
    assert (meeting.said, answers(here.folder, "MO-1")) == ([], ())


def test_a_step_is_over_when_somebody_went_on(here: Session) -> None:
    meeting = held(here)
    meeting.keep(MeetingAnswer("case:1/26", "note", "Prat"))
    assert not meeting.is_over("case:1/26")
    meeting.keep(MeetingAnswer("case:1/26", "next"))
    assert (meeting.is_over("case:1/26"), meeting.is_over("case:2/26")) == (True, False)


def test_the_work_that_a_meeting_is(here: Session) -> None:
    def work(name: str) -> list[str]:
        return [one.activity.id for one in held(here, name).own_work()]

    assert work("MO-1") == ["K-01", "K-03", "L-01"]  # its day's, and what the group was to decide before
    assert work("MO-2") == ["K-01", "K-02", "K-03", "K-04", "K-06"]  # a fortnight about, of the kick-off
    assert work("MO-3") == []  # it has no day
    meeting = held(here)
    meeting.keep(MeetingAnswer("record:K-01", "done"))
    assert [one.activity.id for one in meeting.own_work()] == ["K-03", "L-01"]


def test_a_case_is_about_a_deliverable_of_its_name_that_waits(here: Session) -> None:
    meeting = held(here)
    found = meeting.up_for_approval("case:2/26")
    assert found
    assert found.id == "LE-1"
    assert meeting.up_for_approval("case:1/26") is None


def test_gates_are_named_by_phase_service_and_wave(here: Session) -> None:
    meeting = held(here)
    assert [meeting.gate_meant(said) for said in ("prosjektetablering", "SFO", "bølge 2")] == [
        "phase:kickoff", "service:sfo", "wave:2",
    ]  # fmt: skip
    assert [meeting.gate_name(gate) for gate in ("phase:kickoff", "service:sfo")] == [
        "Prosjektetablering",
        "SFO",
    ]
    assert "2" in meeting.gate_name("wave:2")
    assert meeting.next_gate() == meeting.gate_name("phase:kickoff")
    assert meeting.outcome_meant("godkjent") is PassageOutcome.APPROVED


def test_a_gate_with_open_points_is_not_approved_without_conditions(here: Session) -> None:
    meeting = held(here)
    for gate in ("phase:kickoff", "service:sfo", "wave:2"):
        approve = partial(meeting.may_rule, gate, PassageOutcome.APPROVED, conditions=False)
        assert stopped(approve).slug
        meeting.may_rule(gate, PassageOutcome.POSTPONED, conditions=False)


def test_the_next_meeting_is_made_on_the_day_that_was_said_last(here: Session) -> None:
    meeting = held(here)
    assert meeting.following is None
    meeting.keep(MeetingAnswer("end", "following", due=date(2026, 10, 1)))
    meeting.keep(MeetingAnswer("end", "following", due=date(2026, 10, 5)))
    result = meeting.result()
    assert result
    meeting.write(result)
    new = load(here.folder).sound().meetings[-1]
    assert (new.kind, new.date) == ("steering", date(2026, 10, 5))


def test_after_a_kickoff_the_next_is_a_project_meeting(here: Session) -> None:
    meeting = held(here, "MO-2")
    meeting.keep(MeetingAnswer("end", "following", due=date(2026, 10, 5)))
    result = meeting.result()
    assert result
    meeting.write(result)
    assert load(here.folder).sound().meetings[-1].kind == "project"


def test_without_answers_nothing_comes_of_it(here: Session) -> None:
    assert held(here).result() is None


def test_what_was_said_becomes_minutes_and_what_they_bring_all_at_once(here: Session) -> None:
    meeting = held(here)
    for one in (
        MeetingAnswer("who", "absent", who=("eva",)), MeetingAnswer("case:1/26", "note", "Prat"),
        MeetingAnswer("case:1/26", "decide", "Vi leier"), MeetingAnswer("case:1/26", "action", "Ringe", ("per",)),
    ):  # fmt: skip
        meeting.keep(one)
    result = meeting.result()
    assert result
    assert result.count == len(result.edits) + len(result.brought)
    meeting.write(result)
    after = load(here.folder).sound()
    held_now = after.meetings[0]
    assert [(one.person, one.attended) for one in held_now.participants] == [("per", True), ("eva", False)]
    assert [(one.case, one.text, one.resolution) for one in held_now.minutes] == [
        ("1/26", "Prat", "Vi leier")
    ]
    assert after.decisions[0].outcome == "Vi leier"  # the decision that the case asked for
    assert [one.title for one in after.kickoff.activities][-1] == "Ringe"
    assert answers(here.folder, "MO-1") == ()  # they are written


def test_an_answer_that_would_make_the_project_faulty_is_refused(here: Session) -> None:
    meeting = held(here)
    assert stopped(lambda: meeting.must_hold(MeetingAnswer("record:K-01", "blocked"))).slug
    meeting.must_hold(MeetingAnswer("record:K-01", "blocked", "KS"))


def test_the_first_plan_is_agreed_once_and_its_dates_are_told_first(here: Session) -> None:
    meeting = held(here)
    assert not meeting.has_agreed_plan
    lines = meeting.would_agree()
    assert [one.key for one in lines][-1:] == [lines[-1].key]
    assert sorted(lines, key=lambda one: (one.plan or date.max, one.key)) == lines


def test_an_answer_is_worded_as_in_the_minutes(here: Session) -> None:
    meeting = held(here)
    moved = MeetingAnswer("record:K-01", "date", "Siv er syk", due=date(2026, 10, 15))
    said = meeting.worded(moved, "K-01 Dette møtet")
    assert said.startswith("K-01 Dette møtet: ")
    assert said.endswith("15.10.2026 (Siv er syk)")
    bare = MeetingAnswer("record:K-01", "date", due=date(2026, 10, 15))
    assert f"K-01 Dette møtet: {meeting.worded(bare)} (Siv er syk)" == said
    absent, none = (meeting.worded(MeetingAnswer("who", "absent", who=who)) for who in (("eva",), ()))
    assert "Eva Lie" in absent
    assert absent != none
    gate = meeting.worded(MeetingAnswer("case:1/26", "gate", "approved", gate="phase:kickoff"))
    assert "Prosjektetablering" in gate


def test_an_activity_is_of_the_plan_and_a_decision_is_not(here: Session) -> None:
    meeting = held(here)
    assert (meeting.is_of_plan("K-01"), meeting.is_of_plan("B-1")) == (True, False)


def test_follow_up_is_asked_for(here: Session) -> None:
    assert held(here).points == ()
    assert held(here, follow_up=True).points
