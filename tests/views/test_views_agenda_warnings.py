"""What the maker of an agenda should know before it is sent: times, who is missing, who is away, numbers used twice."""

from typing import Any

import pytest

from tests.edits.small_projects import ABOUT
from tests.views.small_views import planned
from tpn.model.choices import AgendaKind
from tpn.plan.agenda import Slot
from tpn.views.agenda import coming
from tpn.views.agenda_warnings import MeetingTime, remarks

STAFF = (
    ABOUT.replace("{id: sfo, name: SFO}", "{id: sfo, name: SFO, subject_staff: [eva]}")
    .replace(
        "{id: per, name: Per Moe,", "{id: per, name: Per Moe, away: [{from: 2026-10-01, to: 2026-10-02}],"
    )
    .replace("steering_group: [per, liv]", "steering_group: [liv]")
)
FREE = MeetingTime(None, None, None, 0)
CASE = Slot("Sak", 30)


def told(
    fields: str, *slots: Slot, time: MeetingTime = FREE, more: str = "", rest: str = "", most: int = 90
) -> list[tuple[str, dict[str, Any]]]:
    """What is remarked of the meeting MO-1 that has these lines."""
    plan, _ = planned(f"{rest}meetings:\n  - {{id: MO-1, {fields}}}\n{more}", about=STAFF)
    meeting = plan.project.meetings[0]
    soon = coming(plan, meeting.date) if meeting.date else ()
    return [(one.fact, dict(one.facts)) for one in remarks(plan, meeting, slots, most, time, soon)]


def facts(*words: Any, **more: Any) -> set[str]:
    return {fact for fact, _ in told(*words, **more)}


PLAIN = "kind: steering, date: 2026-10-05, participants: [{person: liv}]"


def test_of_a_meeting_in_order_nothing_is_said() -> None:
    assert told(PLAIN, CASE) == []


def test_a_day_is_missing_or_nobody_works_that_day() -> None:
    assert told("kind: steering, participants: [{person: liv}]") == [("no_date", {})]
    saturday = told("kind: steering, date: 2026-10-03, participants: [{person: liv}]")
    assert [fact for fact, _ in saturday] == ["day_off"]


def test_a_time_that_is_none_and_an_end_that_is_not_after_the_start() -> None:
    assert told(PLAIN + ", start: 'ni', end: '25:00'") == [
        ("no_time", {"value": "ni"}),
        ("no_time", {"value": "25:00"}),
    ]
    for end, wrong in ((599, True), (600, True), (601, False)):
        said = told(PLAIN, time=MeetingTime(600, end, None, 0))
        assert [fact for fact, _ in said] == (["ends_before"] if wrong else [])
    assert told(PLAIN, time=MeetingTime(600, 540, None, 0)) == [
        ("ends_before", {"start": "10:00", "end": "09:00"})
    ]
    assert told(PLAIN, time=MeetingTime(None, 540, None, 0)) == []


def test_lines_that_have_no_minutes_or_do_not_add_up() -> None:
    assert told(PLAIN, Slot("Sak", None)) == [("no_minutes", {"title": "Sak"})]
    for minutes, fact in ((31, "too_long"), (29, "too_short")):
        said = told(PLAIN, Slot("Sak", minutes), time=MeetingTime(540, 570, 30, 30))
        assert said == [(fact, {"minutes": 1, "sum": minutes, "length": 30})]
    assert told(PLAIN, CASE, time=MeetingTime(540, 570, 30, 30)) == []


@pytest.mark.parametrize(("needed", "is_told"), [(33, False), (34, True)])
def test_cases_have_outgrown_the_time_where_more_than_a_tenth_must_be_saved(
    needed: int, *, is_told: bool
) -> None:
    said = told(PLAIN, CASE, time=MeetingTime(540, 570, 30, needed))
    assert said == ([("outgrown", {"sum": needed, "length": 30, "minutes": needed - 30})] if is_told else [])


def test_sitting_longer_than_the_most_without_a_break() -> None:
    pause = Slot("Pause", 10, AgendaKind.BREAK)
    assert told(PLAIN, CASE, CASE, most=60) == []
    assert told(PLAIN, CASE, CASE, most=59) == [("no_break", {"title": "Sak", "minutes": 60, "most": 59})]
    assert told(PLAIN, CASE, pause, CASE, most=59) == []


def test_a_kickoff_wants_staff_of_each_service_and_somebody_who_has_done_it_before() -> None:
    kickoff = "kind: kickoff, date: 2026-10-05, participants: [{person: eva}]"
    said = told(kickoff)
    assert ("service_missing", {"service": "Barnehage"}) in said  # Eva speaks for SFO
    assert "no_resource_person" in {fact for fact, _ in said}
    assert "no_resource_person" not in facts(kickoff + ", guests: [{name: Kari, role: resource_person}]")
    assert facts("kind: project, date: 2026-10-05, participants: [{person: eva}]") == set()


def test_of_what_is_launched_by_then_nobody_asks() -> None:
    rest = "launch: {services: [{service: bhg, launched: 2026-09-01}]}\n"
    assert "service_missing" not in facts(
        "kind: kickoff, date: 2026-10-05, participants: [{person: eva}]", rest=rest
    )


def test_work_that_starts_soon_and_is_nobodys_is_named_at_a_kickoff() -> None:
    rest = """\
kickoff:
  activities:
    - {id: K-1, title: Ingens, start: 2026-10-06, due: 2026-10-09}
    - {id: K-2, title: Noens, start: 2026-10-06, due: 2026-10-09, responsible: [eva]}
"""
    said = told("kind: kickoff, date: 2026-10-05, participants: [{person: eva}]", rest=rest)
    assert [facts for fact, facts in said if fact == "nobody"] == [{"id": "K-1", "title": "Ingens"}]
    assert "nobody" not in facts(PLAIN, rest=rest)


def test_nobody_is_invited_or_somebody_who_has_a_case_is_not() -> None:
    agenda = ", agenda: [{title: Sak}]"
    case = Slot("Sak", 30, responsible="eva", case="1/26")
    assert told("kind: steering, date: 2026-10-05", case) == [("nobody_invited", {})]
    assert told(PLAIN + agenda, case, Slot("To", 5, responsible="per"), Slot("Tre", 5, responsible="liv")) == [
        ("not_invited", {"name": "Eva Lie", "case": "1/26"}), ("not_invited", {"name": "Per Moe", "case": "To"}),
    ]  # fmt: skip
    assert told(PLAIN, case) == []  # the lines are a template's
    assert (
        told(
            PLAIN + agenda,
            Slot("Sak", 5, responsible="eva", speaker="Kari"),
            Slot("B", 5, responsible="ingen"),
        )
        == []
    )
    assert told(PLAIN + agenda + ", minutes: [{text: Prat}]", case) == []  # it has been


def test_a_member_of_the_steering_group_is_not_invited_to_a_meeting_of_it_that_is_to_come() -> None:
    kari = PLAIN.replace("person: liv", "person: eva")
    assert told(kari, CASE) == [("member_not_invited", {"name": "Liv Dahl"})]
    assert told(kari.replace("steering", "project"), CASE) == []
    assert told(kari + ", minutes: [{text: Prat}]", CASE) == []


@pytest.mark.parametrize(
    ("day", "said", "is_told"),
    [
        ("2026-09-30", "", False), ("2026-10-01", "", True), ("2026-10-02", "", True), ("2026-10-05", "", False),
        ("2026-10-01", ", reply: declined", False), ("2026-10-01", ", attended: true", False),
    ],
)  # fmt: skip
def test_somebody_who_is_invited_and_away_that_day(day: str, said: str, *, is_told: bool) -> None:
    found = told(f"kind: steering, date: {day}, participants: [{{person: per{said}}}, {{person: liv}}]")
    assert found == ([("away", {"name": "Per Moe"})] if is_told else [])


def test_a_case_number_that_is_used_twice_names_the_other_meetings() -> None:
    own = PLAIN + ", agenda: [{case: 1/26, title: Sak}%s]"
    other = "  - {id: MO-2, kind: steering, agenda: [{case: 1/26, title: En}, {case: 3/26, title: To}]}\n"
    third = "  - {id: MO-3, kind: steering, agenda: [{case: 3/26, title: To}]}\n"
    assert told(own % "", CASE, more=other + third) == [
        ("case_twice", {"case": "1/26", "meetings": ("MO-2",)})
    ]
    twice = told(own % ", {case: 1/26, title: Igjen}", CASE)
    assert twice == [("case_twice", {"case": "1/26", "meetings": ("MO-1", "MO-1")})]
