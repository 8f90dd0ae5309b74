"""One week of a project: what is due and late, who waits, whom to remind, what the next meeting lacks."""

from datetime import date
from types import SimpleNamespace as Some
from typing import Any

import pytest

from tests.views.small_views import planned
from tpn.model.choices import MeetingKind
from tpn.views.week import NextMeeting, Silent, Waiting, Week, WeekQuery, as_json, week

TODAY = date(2026, 9, 9)
"""A Wednesday: the week is 7 to 13 September."""
WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Gjort, responsible: [liv], due: 2026-09-01, status: done, finished: 2026-09-01}
    - {id: K-02, title: Sen, responsible: [liv, per], due: 2026-09-02}
    - {id: K-03, title: I uka, responsible: [liv], due: 2026-09-13}
    - {id: K-04, title: Neste, responsible: [liv], due: 2026-09-14}
    - {id: K-05, title: Pers, responsible: [per], due: 2026-09-08}
    - {id: K-06, title: Evas, responsible: [eva], due: 2026-09-04}
    - {id: K-07, title: Venter, responsible: [per], start: 2026-09-01, due: 2026-10-01, status: blocked,
       waiting_for: Nord}
    - {id: K-08, title: Venter fram, responsible: [eva], start: 2026-09-21, due: 2026-10-01, status: blocked,
       waiting_for: Sør}
benefits:
  benefits:
    - {id: G-01, title: Kø, owner: eva,
       indicator: {name: Min, baseline: 1, target: 2, by: 2026-09-20, measured_by: per}}
procurement:
  components:
    - {id: C-1, name: Skjema, supplier: Nord, needed_by: 2026-09-01, expected: 2026-09-01}
decisions:
  - {id: B-01, title: Velge, needed_by: 2026-09-23, meeting: MO-02}
  - {id: B-02, title: Senere, needed_by: 2026-09-24}
  - {id: B-03, title: Tatt, needed_by: 2026-09-10, decided: 2026-09-08, outcome: Ja}
  - {id: B-04, title: Innstilt, needed_by: 2026-09-11, meeting: MO-02, recommendation: Ja}
deliverables:
  - {id: L-01, title: Plan, due: 2026-09-20, accepted_by: per}
meetings:
  - {id: MO-01, kind: project, date: 2026-09-08, participants: [{person: liv}]}
  - id: MO-02
    kind: steering
    number: 3
    date: 2026-09-11
    participants: [{person: liv}, {person: per, reply: invited}, {person: eva, reply: accepted}]
    agenda: [{title: Velge, minutes: 10}, {title: Pause, kind: break}]
  - {id: MO-03, kind: project, date: 2026-09-14, participants: [{person: liv}]}
"""
PLAN, INDEX = planned(WORK, TODAY)


def seen(person: str | None = None, **more: Any) -> Week:
    return week(PLAN, INDEX, WeekQuery(person, **more))


def ids(some: Any) -> list[str]:
    return [one.id for one in some]


LIV, PER, EVA = seen(), seen("per"), seen("eva")


def test_the_week_is_from_monday_to_sunday() -> None:
    assert (LIV.year, LIV.number, LIV.first, LIV.last) == (2026, 37, date(2026, 9, 7), date(2026, 9, 13))
    assert (LIV.person, PER.person) == ("Liv Dahl", "Per Moe")


def test_what_is_theirs_is_late_or_due_by_sunday() -> None:
    assert ids(LIV.overdue) == ["K-02"]
    assert ids(LIV.due) == ["MO-02", "K-03"]  # a meeting that has been is none any more
    assert ids(PER.overdue) == ["K-02", "K-05"]
    late = LIV.overdue[0]
    assert (late.title, late.day, late.late, late.people) == (
        "Sen",
        date(2026, 9, 2),
        7,
        ("Liv Dahl", "Per Moe"),
    )
    assert (late.agreed, late.forecast) == (None, None)
    meeting = LIV.due[0]
    assert meeting.title == "3"
    assert (meeting.meeting, meeting.day, meeting.late) == (MeetingKind.STEERING, date(2026, 9, 11), 0)


def test_the_lead_is_told_of_others_and_others_of_their_own() -> None:
    assert [(one.person, one.overdue, one.oldest) for one in LIV.remind] == [
        ("Per Moe", 2, 7),
        ("Eva Lie", 1, 5),
    ]
    assert (PER.remind, PER.decisions, PER.meeting, PER.silent, PER.overdue_all) == ((), (), None, (), 0)
    assert LIV.overdue_all == 3
    assert (ids(LIV.approvals), ids(PER.approvals), ids(EVA.approvals)) == (["L-01"], ["L-01"], [])


def test_decisions_are_told_two_weeks_ahead_until_they_are_taken() -> None:
    assert ids(LIV.decisions) == ["B-01", "B-04"]
    assert [one.late for one in LIV.decisions] == [0, 0]


def test_who_measures_is_told_of_a_measurement() -> None:
    assert (ids(LIV.measurements), ids(PER.measurements), ids(EVA.measurements)) == (["G-01"], ["G-01"], [])
    assert LIV.measurements[0].people == ("Per Moe",)


def test_work_that_waits_is_told_since_when() -> None:
    assert LIV.waiting[0] == Waiting("K-07", "Venter", "Nord", date(2026, 9, 1), 8, seen=False)
    assert LIV.waiting[1] == Waiting("K-08", "Venter fram", "Sør", None, 0, seen=False)  # not begun yet
    assert LIV.waiting[2] == Waiting("C-1", "Skjema", "Nord", date(2026, 9, 1), 8, seen=True)
    assert (ids(PER.waiting), ids(EVA.waiting)) == (["K-07"], ["K-08"])
    known = seen(blocked={"K-07": date(2026, 9, 4)}).waiting[0]
    assert (known.since, known.days, known.seen) == (date(2026, 9, 4), 5, True)


def test_the_next_meeting_and_what_it_lacks() -> None:
    assert LIV.meeting == NextMeeting(
        "MO-02", MeetingKind.STEERING, 3, date(2026, 9, 11), ("start", "place", "responsible"), ("B-01",),
        (), without_responsible=("1",),
    )  # fmt: skip


READY = "start: '09:00', place: A, participants: [{person: liv}]"


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ("", ("start", "place", "participants", "agenda")),
        (f"{READY}, agenda: [{{title: A, minutes: 5, responsible: liv}}]", ()),
        (f"{READY}, agenda: [{{title: A, responsible: liv}}]", ("minutes",)),
        (f"{READY}, agenda: [{{title: A, minutes: 5}}]", ("responsible",)),
        (f"{READY}, agenda: [{{title: A, kind: break}}]", ()),
    ],
)
def test_what_a_meeting_must_have(fields: str, lacks: tuple[str, ...]) -> None:
    plan, index = planned(f"meetings: [{{id: MO-01, kind: project, date: 2026-09-11, {fields}}}]\n", TODAY)
    found = week(plan, index, WeekQuery()).meeting
    assert found
    assert found.lacks == lacks


def test_without_a_meeting_to_come_none_is_told() -> None:
    plan, index = planned("meetings: [{id: MO-01, kind: project, date: 2026-09-08}]\n", TODAY)
    assert week(plan, index, WeekQuery()).meeting is None


def test_who_has_not_answered_the_newest_round_is_told() -> None:
    def sent(name: str, day: int, *missing: str) -> Any:
        on = date(2026, 9, day)
        return Some(name=name, sent=on, due=on, missing=[Some(person=one) for one in missing])

    rounds = (sent("gammel", 1, "liv"), sent("ny", 8, "per", "eva"), sent("framtid", 10, "liv"))
    assert seen(rounds=rounds).silent == (Silent("ny", date(2026, 9, 8), ("Per Moe", "Eva Lie")),)
    assert seen(rounds=(sent("gammel", 1, "liv"), sent("ny", 9))).silent == ()
    assert seen().silent == ()


REPORTING = """\
project:
  {format: 1, id: lite, name: Lite, start: 2026-08-17, lead: liv, owner: eva, reporting: {every: month, working_day: 7}}
people: [{id: liv, name: Liv Dahl}, {id: eva, name: Eva Lie}]
"""


def test_reports_fall_due_for_the_lead_alone() -> None:
    plan, index = planned("", TODAY, REPORTING)
    found = week(plan, index, WeekQuery()).reports
    assert [(one.day, one.people, one.title, one.late) for one in found] == [
        (date(2026, 9, 9), ("Eva Lie",), "month", 0)
    ]
    assert week(plan, index, WeekQuery("eva")).reports == ()


def test_as_json_everything_is_there() -> None:
    made: Any = as_json(LIV)
    assert (made["format"], made["week"], made["overdue_all"]) == (1, "2026-W37", 3)
    assert made["overdue"][0]["id"] == "K-02"
    assert made["overdue"][0]["people"] == ["Liv Dahl", "Per Moe"]
    assert made["meeting"]["lacks"] == ["start", "place", "responsible"]


@pytest.mark.parametrize(("day", "told"), [(date(2026, 9, 23), True), (date(2026, 9, 24), False)])
def test_a_description_is_read_again_by_who_approved_it(day: date, told: bool) -> None:
    about = f"{{review: {day}, approved: {{by: per, date: 2026-09-01}}}}"
    plan, index = planned(f"launch: {{services: [{{service: sfo, description: {about}}}]}}\n", TODAY)
    found = [week(plan, index, WeekQuery(person)).approvals for person in (None, "per", "eva")]
    assert [ids(one) for one in found] == [
        ["launch/sfo/description"] * told,
        ["launch/sfo/description"] * told,
        [],
    ]
    if told:
        assert (found[0][0].title, found[0][0].people, found[0][0].late) == ("SFO", ("Per Moe",), 0)


def test_who_delivers_late_is_waited_for_whether_a_day_was_promised_or_needed() -> None:
    text = WORK.replace(
        "    - {id: C-1, name: Skjema, supplier: Nord, needed_by: 2026-09-01, expected: 2026-09-01}\n",
        "    - {id: C-1, name: Lovet, supplier: Nord, promised: 2026-09-01}\n"
        "    - {id: C-2, name: Trengt, supplier: Sør, needed_by: 2026-09-02}\n"
        "    - {id: C-3, name: Udatert, supplier: Øst}\n",
    )
    assert text != WORK
    found = week(*planned(text, TODAY), WeekQuery())
    assert [one.id for one in found.waiting if one.id.startswith("C-")] == ["C-1", "C-2"]
