"""What the minutes of a meeting bring into the project: decisions, gates that are passed, activities."""

from datetime import date
from typing import Any

from tests.edits.small_projects import ABOUT, project
from tests.views.small_views import planned
from tpn.edits.minutes_to_records import Carried, carried, current_phase
from tpn.model.choices import Phase
from tpn.model.index import index
from tpn.source import Append, Set

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Begynne, due: 2026-09-01, kind: gate, milestone: true}
    - {id: K-02, title: Ferdig, due: 2026-09-01, status: done, finished: 2026-09-01, kind: gate, milestone: true}
decisions:
  - {id: B-01, title: Leie skjema}
  - {id: B-02, title: Tatt, decided: 2026-08-20}
  - {id: B-03, title: Har alt, outcome: Nei, meeting: MO-9, gate: {phase: kickoff, outcome: stopped}}
meetings:
  - {id: MO-1, kind: steering%s, agenda: [%s], minutes: [%s]}
"""
AT = ("meetings", 0, "minutes", 0)
DAY = date(2026, 9, 14)


def brings(
    minutes: str, agenda: str = "", when: str = ", date: 2026-09-14", phase: Phase = Phase.LAUNCH
) -> list[Carried]:
    made = project(WORK % (when, agenda, minutes), ABOUT)
    return carried(index(made), made, made.meetings[0], phase, "Møtet")


def edits(minutes: str, agenda: str = "", **rest: Any) -> list[Any]:
    return [edit for one in brings(minutes, agenda, **rest) for edit in one.edits]


def test_a_decision_of_the_log_that_was_taken_gets_its_day_outcome_and_meeting() -> None:
    (one,) = brings("{decision: B-01, resolution: Vi leier}")
    assert (one.fact, one.id, one.title) == ("decided", "B-01", "Leie skjema")
    assert one.edits == (
        Set(("decisions", 0, "decided"), DAY),
        Set(("decisions", 0, "outcome"), "Vi leier"),
        Set(("decisions", 0, "meeting"), "MO-1"),
    )


def test_what_stands_in_the_log_already_is_left_alone() -> None:
    assert brings("{decision: B-02, resolution: Igjen}") == []
    assert edits("{decision: B-03, resolution: Ja, gate: {phase: launch, outcome: stopped}}") == [
        Set(("decisions", 2, "decided"), DAY)
    ]


def test_without_a_resolution_the_text_is_the_outcome_and_without_a_day_none_is_said() -> None:
    assert edits("{decision: B-01, text: Vi leier}", when="") == [
        Set(("decisions", 0, "outcome"), "Vi leier"), Set(("decisions", 0, "meeting"), "MO-1"),
    ]  # fmt: skip
    assert [edit.route[-1] for edit in edits("{decision: B-01}")] == ["decided", "meeting"]


def test_a_resolution_without_a_decision_becomes_one_with_a_free_number() -> None:
    (one,) = brings("{case: 1/26, resolution: Vi leier. Det haster}")
    assert (one.fact, one.id, one.title) == ("new_decision", "B-04", "Vi leier")
    assert one.edits == (
        Append(("decisions",), {
            "id": "B-04", "title": "Vi leier", "decided": DAY, "outcome": "Vi leier. Det haster", "meeting": "MO-1",
        }),
        Set((*AT, "decision"), "B-04"),
    )  # fmt: skip
    assert [one.id for one in brings("{resolution: En}, {resolution: To}")] == ["B-04", "B-05"]
    undated = edits("{resolution: En}", when="")[0]
    assert "decided" not in undated.value


def test_it_is_called_by_its_case_where_one_thing_was_decided_in_a_case_for_a_decision() -> None:
    case = "{case: 1/26, title: Skjema, kind: %s}"
    said = "{case: 1/26, resolution: Vi leier}"
    assert brings(said, case % "decision")[0].title == "Skjema"
    assert brings(said, case % "discussion")[0].title == "Vi leier"
    assert [one.title for one in brings(f"{said}, {said}", case % "decision")] == ["Vi leier", "Vi leier"]
    other = said.replace("1/26", "2/26")
    assert [one.title for one in brings(f"{said}, {other}", case % "decision")] == ["Skjema", "Vi leier"]
    assert brings("{resolution: Vi leier}", "{title: Uten nummer, kind: decision}")[0].title == "Vi leier"


def test_a_long_resolution_is_cut_between_words() -> None:
    title = brings("{resolution: " + "ord " * 40 + "}")[0].title
    assert len(title) <= 100
    assert title.endswith("ord …")


def test_that_a_notice_was_approved_is_no_decision_to_keep() -> None:
    assert (
        brings("{case: 1/26, resolution: Godkjent}", "{case: 1/26, title: Innkalling, kind: approval}") == []
    )


def test_a_gate_that_passes_is_done_on_the_day() -> None:
    gate = "{decision: B-01, gate: {phase: kickoff, outcome: %s}}"
    passed = edits(gate % "approved")
    assert Set(("decisions", 0, "gate"), {"phase": "kickoff", "outcome": "approved"}) in passed
    done = [edit for edit in passed if edit.route[0] == "kickoff"]
    assert done == [
        Set(("kickoff", "activities", 0, "status"), "done"), Set(("kickoff", "activities", 0, "finished"), DAY),
    ]  # fmt: skip
    for outcome, when in (("postponed", ", date: 2026-09-14"), ("approved", "")):
        assert [edit for edit in edits(gate % outcome, when=when) if edit.route[0] == "kickoff"] == []


def test_the_gate_of_a_service_or_wave_is_kept_and_passes_no_phase() -> None:
    for said, kept in (("service: sfo", {"service": "sfo"}), ("wave: 2", {"wave": 2})):
        made = edits(f"{{resolution: Ja, gate: {{{said}, outcome: approved}}}}")
        assert made[0].value["gate"] == {**kept, "outcome": "approved"}
        assert [edit.route[0] for edit in made] == ["decisions", "meetings"]
    phase = edits("{resolution: Ja, gate: {phase: kickoff, outcome: approved_with_conditions}}")
    assert [edit.route[0] for edit in phase] == ["decisions", "meetings", "kickoff", "kickoff"]


def test_an_action_becomes_an_activity_of_the_phase() -> None:
    (one,) = brings("{case: 1/26, text: Prat, actions: [{what: Ringe, responsible: [per], due: 2026-09-21}]}")
    assert (one.fact, one.id, one.title, one.responsible, one.due) == (
        "activity", "T-01", "Ringe", ("per",), date(2026, 9, 21),
    )  # fmt: skip
    assert one.edits == (
        Append(("launch", "activities"), {
            "id": "T-01", "title": "Ringe", "responsible": ["per"], "due": date(2026, 9, 21), "note": "Møtet (1/26)",
        }),
        Set((*AT, "actions", 0, "activity"), "T-01"),
    )  # fmt: skip
    (bare,) = brings("{text: Prat, actions: [{what: Ringe}]}", phase=Phase.KICKOFF)
    assert bare.edits[0] == Append(
        ("kickoff", "activities"), {"id": "K-03", "title": "Ringe", "note": "Møtet"}
    )


def test_an_action_that_is_done_or_carried_already_stays() -> None:
    found = brings(
        "{text: Prat, actions: [{what: A, done: 2026-09-14}, {what: B, activity: K-01}, {what: C}]}"
    )
    assert [(one.title, one.edits[1].route) for one in found] == [("C", (*AT, "actions", 2, "activity"))]


def test_a_decision_and_its_actions_both_come() -> None:
    found = brings("{decision: B-01, resolution: Ja, actions: [{what: C}]}")
    assert [one.fact for one in found] == ["decided", "activity"]


def test_the_phase_that_is_worked_in_is_the_first_that_should_have_begun() -> None:
    def phase(*work: str, day: int = 7) -> Phase:
        return current_phase(planned("".join(work))[0], date(2026, 9, day))

    later = "kickoff: {activities: [{id: K-1, title: A, start: 2026-09-08, due: 2026-09-20}]}\n"
    begun = "launch: {activities: [{id: T-1, title: A, start: 2026-09-07, due: 2026-09-20}]}\n"
    assert phase(later, begun) is Phase.LAUNCH
    assert phase(later, begun, day=8) is Phase.KICKOFF
    assert phase(later, begun, day=6) is Phase.KICKOFF  # nothing has begun: the first that is open
    assert phase() is Phase.LAUNCH
    done = begun.replace("title: A,", "title: A, status: done, finished: 2026-09-07,")
    assert phase(later, done) is Phase.KICKOFF
    assert phase(later.replace("title: A,", "title: A, status: cancelled,")) is Phase.LAUNCH
