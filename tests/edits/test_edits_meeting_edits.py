"""From the answers of a meeting to edits: who was there, what was done, moved, said, decided and promised."""

from datetime import date
from types import SimpleNamespace as Some
from typing import Any

import pytest

from tests.views.small_views import planned
from tpn.edits.meeting_edits import AnsweredMeeting, step_of
from tpn.history.meeting_answers import MeetingAnswer
from tpn.source import Append, Set

TODAY = date(2026, 9, 8)
WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Begynne, due: 2026-09-18, note: Fra før}
    - {id: K-02, title: Ende, due: 2026-09-25}
risks: [{id: R-01, title: Hast, actions: [{what: Snakke, due: 2026-09-10}]}]
decisions: [{id: B-01, title: Velge}]
meetings:
  - id: MO-01
    kind: project
    date: 2026-09-07
    participants: [{person: liv}, {person: per, attended: true}, {person: eva, attended: false}]
    minutes: [{case: 1/26, text: Sagt før}, {case: 2/26}]
"""
PLAN, INDEX = planned(WORK, TODAY)
ROUTE = ("meetings", 0)
MINUTES = (*ROUTE, "minutes")


def line(title: str, case: str | None = None, decision: str | None = None) -> Any:
    return Some(title=title, case=case, decision=decision)


LINES = (line("En", "1/26"), line("To", "2/26"), line("Tre", "3/26", "B-01"), line("Eventuelt"))


def edits(*answers: MeetingAnswer) -> list[Any]:
    agenda: Any = Some(lines=LINES, meeting="MO-01")
    meeting: Any = INDEX.by_address["MO-01"].record
    made = AnsweredMeeting(meeting, agenda, PLAN, INDEX, lambda one, name: f"<{one.said} {name}>")
    return made.edits(answers)


@pytest.fixture(autouse=True)
def numbers_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnsweredMeeting, "_numbers", lambda *_: False)


def said(at: str, what: str, text: str = "", *who: str, due: date | None = None) -> MeetingAnswer:
    return MeetingAnswer(at, what, text, who, due)


def test_nothing_said_changes_nothing() -> None:
    assert edits() == []
    assert edits(said("record:K-01", "next"), said("case:1/26", "next")) == []


def test_who_was_there_is_written_where_it_is_another_than_before() -> None:
    part = (*ROUTE, "participants")
    assert edits(said("who", "absent", "", "per")) == [
        Set((*part, 0, "attended"), value=True), Set((*part, 1, "attended"), value=False), Set((*part, 2,
         "attended"), value=True)
    ]  # fmt: skip
    last = edits(said("who", "absent", "", "per"), said("who", "absent", "", "eva"))
    assert last == [Set((*part, 0, "attended"), value=True)]


K01, K02, ACTION, CHOICE = (
    ("kickoff", "activities", 0), ("kickoff", "activities", 1), ("risks", 0, "actions", 0), ("decisions", 0)
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "made"),
    [
        (said("record:K-02", "done"), [Set((*K02, "status"), "done"), Set((*K02, "finished"), TODAY)]),
        (said("record:R-01/actions/1", "done"), [Set((*ACTION, "done"), TODAY)]),
        (said("record:K-02", "date", due=date(2026, 9, 30)), [Set((*K02, "due"), date(2026, 9, 30))]),
        (said("record:R-01/actions/1", "date", due=date(2026, 9, 30)), [Set((*ACTION, "due"), date(2026, 9, 30))]),
        (said("record:B-01", "date", due=date(2026, 9, 30)), [Set((*CHOICE, "needed_by"), date(2026, 9, 30))]),
        (said("record:K-02", "date"), []),
        (said("record:K-02", "blocked", "Nord"), [Set((*K02, "status"), "blocked"), Set((*K02, "waiting_for"),
         "Nord")]),
        (said("record:K-02", "note", "Går bra"), [Set((*K02, "note"), "08.09.2026: Går bra")]),
        (said("record:K-01", "note", "Går bra"), [Set((*K01, "note"), "Fra før · 08.09.2026: Går bra")]),
        (said("record:B-01", "decide", "Ja"),
         [Set((*CHOICE, "decided"), TODAY), Set((*CHOICE, "outcome"), "Ja"), Set((*CHOICE, "meeting"), "MO-01")]),
        (said("record:R-01/actions/1", "blocked", "Nord"), []),
    ],
)  # fmt: skip
def test_an_answer_on_a_record_is_written_there_and_in_the_minutes(
    answer: MeetingAnswer, made: list[Any]
) -> None:
    name = answer.at.partition(":")[2]
    assert edits(answer) == [*made, Append(MINUTES, {"text": f"<{answer.said} {name}>"})]


def test_what_is_not_there_any_more_is_only_in_the_minutes() -> None:
    assert edits(said("record:borte", "done")) == [Append(MINUTES, {"text": "<done borte>"})]


def test_notes_of_one_record_are_gathered() -> None:
    found = edits(said("record:K-01", "note", "En"), said("record:K-01", "note", "To"))
    assert found == [
        Set((*K01, "note"), "Fra før · 08.09.2026: En · 08.09.2026: To"),
        Append(MINUTES, {"text": "<note K-01>\n<note K-01>"}),
    ]


def test_an_action_out_of_a_record_is_an_action_of_the_minutes() -> None:
    due = date(2026, 9, 30)
    assert edits(said("record:K-01", "action", "Ringe", "per", due=due)) == [
        Append(MINUTES, {"actions": [{"what": "Ringe", "responsible": ["per"], "due": due}]})
    ]


@pytest.mark.parametrize(
    ("answers", "made"),
    [
        ([said("case:1/26", "note", "Nytt")], [Set((*MINUTES, 0, "text"), "Sagt før\nNytt")]),
        ([said("case:2/26", "note", "Nytt"), said("case:2/26", "note", "Mer")], [Set((*MINUTES, 1, "text"),
         "Nytt\nMer")]),
        ([said("case:2/26", "decide", "Ja"), said("case:2/26", "decide", "Nå")], [Set((*MINUTES, 1,
         "resolution"), "Ja"), Append(MINUTES, {"case": "2/26", "resolution": "Nå"})]),
        ([said("case:2/26", "action", "Ringe")], [Append((*MINUTES, 1, "actions"), {"what": "Ringe"})]),
        ([said("case:3/26", "decide", "Ja")], [Append(MINUTES, {"case": "3/26", "resolution": "Ja",
         "decision": "B-01"})]),
        ([said("case:3/26", "note", "Nytt"), said("case:3/26", "action", "Ringe", "per")],
         [Append(MINUTES, {"case": "3/26", "text": "Nytt",  # talked of, not taken
                           "actions": [{"what": "Ringe", "responsible": ["per"]}]})]),
        ([said("case:Eventuelt", "note", "Nytt")], [Append(MINUTES, {"text": "Eventuelt: Nytt"})]),
        ([said("case:Eventuelt", "action", "Ringe")], [Append(MINUTES, {"text": "Eventuelt",
         "actions": [{"what": "Ringe"}]})]),
        ([said("case:annet", "note", "Nytt")], []),
        ([said("case:1/26", "next")], []),
    ],
)  # fmt: skip
def test_what_was_said_of_a_case_comes_after_what_stands(
    answers: list[MeetingAnswer], made: list[Any]
) -> None:
    assert edits(*answers) == made


def test_a_promise_is_a_commitment_of_each_who_gave_it() -> None:
    found = edits(said("case:2/26", "commit", "Hjelpe", "per", "eva"))
    way = ("kickoff", "commitments")
    assert found == [
        Set((*MINUTES, 1, "text"), "<commit >"),
        Append(way, {"person": "per", "to": "Hjelpe", "date": date(2026, 9, 7)}),
        Append(way, {"person": "eva", "to": "Hjelpe", "date": date(2026, 9, 7)}),
    ]


def test_a_plan_that_was_agreed_is_said_of_the_meeting() -> None:
    assert edits(said("plan", "agreed")) == [Set((*ROUTE, "plan_agreed"), value=True)]


def test_a_line_is_a_step_by_its_number_or_its_title() -> None:
    assert [step_of(one) for one in LINES] == ["case:1/26", "case:2/26", "case:3/26", "case:Eventuelt"]


def test_a_gate_that_was_decided_is_the_resolution_where_none_was_said_and_stands_where_it_is_said() -> None:
    gate = MeetingAnswer("case:2/26", "gate", "approved", gate="phase:kickoff")
    ruled = {"phase": "kickoff", "outcome": "approved"}
    assert edits(gate) == [Set((*MINUTES, 1, "resolution"), "<gate >"), Set((*MINUTES, 1, "gate"), ruled)]
    assert edits(gate, said("case:2/26", "decide", "Ja")) == [
        Set((*MINUTES, 1, "resolution"), "Ja"), Set((*MINUTES, 1, "gate"), ruled),
    ]  # fmt: skip
    wave = MeetingAnswer("case:3/26", "gate", "stopped", gate="wave:2")
    (new,) = edits(wave)
    assert (new.value["gate"], new.value["resolution"]) == ({"wave": 2, "outcome": "stopped"}, "<gate >")
    known = WORK.replace("{case: 2/26}", "{case: 2/26, gate: {phase: kickoff, outcome: stopped}}")
    plan, index = planned(known, TODAY)
    agenda: Any = Some(lines=LINES, meeting="MO-01")
    record: Any = index.by_address["MO-01"].record
    made = AnsweredMeeting(record, agenda, plan, index, lambda one, _: one.said).edits([gate])
    assert [edit.route[-1] for edit in made] == ["resolution"]  # what the minutes say of the gate stands
