"""An agenda: its times and numbers, what starts soon after the meeting, what earlier minutes have left open."""

from datetime import date, timedelta
from typing import Any

from tests.edits.small_projects import ABOUT
from tests.views.small_views import planned
from tpn.model.choices import AgendaKind, MeetingKind
from tpn.plan.baseline import Agreed, Baseline
from tpn.views.agenda import agenda, coming, next_meeting, template_name
from tpn.views.agenda_facts import Agenda, Coming, Open, Template, TemplateRow

PLACES = ABOUT.replace("lead: liv,", "lead: liv, owner: per, case_reference: 26/1,")
ROWS = (
    TemplateRow("Status", 30, AgendaKind.INFORMATION, "project_lead"),
    TemplateRow("Veien", 30, AgendaKind.DECISION),
)
TEMPLATE = Template("09:00", "Bli enige", ROWS, "Pause")


def seen(
    fields: str, more: str = "", *, template: Template = TEMPLATE, history: tuple[str, ...] = ()
) -> Agenda:
    """The agenda of the meeting MO-5 of a project."""
    plan, _ = planned(f"{more}\nmeetings:\n  - {{id: MO-5, {fields}}}\n", about=PLACES)
    return agenda(plan, plan.project.meetings[0], template, history)


def times(made: Agenda) -> list[tuple[Any, ...]]:
    return [(line.start, line.end, line.title) for line in made.lines]


def test_it_begins_when_the_meeting_says_else_when_the_template_does() -> None:
    made = seen("kind: steering, date: 2026-10-01")
    assert (made.start, made.end) == ("09:00", "10:00")
    assert times(made) == [("09:00", "09:30", "Status"), ("09:30", "10:00", "Veien")]
    assert seen("kind: steering, start: '12:15'").end == "13:15"


def test_it_fills_the_time_that_the_meeting_has() -> None:
    made = seen("kind: steering, date: 2026-10-01, start: '10:00', end: '10:40'")
    assert [(line.minutes, line.end) for line in made.lines] == [(20, "10:20"), (20, "10:40")]
    assert made.end == "10:40"


def test_an_end_before_the_start_is_no_length_and_is_told() -> None:
    for end in ("10:00", "09:00"):
        made = seen(f"kind: steering, date: 2026-10-01, start: '10:00', end: '{end}'")
        assert [line.minutes for line in made.lines] == [30, 30]
        assert made.end == end
        assert "ends_before" in {one.fact for one in made.remarks}


TIMES = "kind: steering, participants: [{person: per}, {person: liv}], date: 2026-10-01, start: '09:00'"


def test_shortened_cases_are_told_as_having_outgrown_the_meeting() -> None:
    made = seen(f"{TIMES}, end: '09:50'")
    assert [(one.fact, dict(one.facts)) for one in made.remarks] == [
        ("outgrown", {"sum": 60, "length": 50, "minutes": 10})
    ]
    assert seen(f"{TIMES}, end: '09:55'").remarks == ()


def test_without_lines_nobody_knows_when_it_ends() -> None:
    assert seen("kind: steering", template=Template("09:00", "", (), "Pause")).end is None


def test_people_tire_sooner_on_a_screen() -> None:
    room, screen = (seen(f"kind: kickoff, form: {form}") for form in ("half-day", "digital"))
    assert [line.pauses for line in room.lines] == [False, False]
    assert [line.pauses for line in screen.lines] == [False, True, False]


def test_cases_are_numbered_through_the_year_where_that_is_done() -> None:
    numbered = seen("kind: steering, date: 2026-10-01", history=("4/26", "9/25"))
    assert [(line.case, line.provisional) for line in numbered.lines] == [("5/26", True), ("6/26", True)]
    for fields in ("kind: steering", "kind: project, date: 2026-10-01"):
        assert [line.case for line in seen(fields).lines] == [None, None]


def test_typed_lines_are_its_own_and_what_they_leave_out_is_told() -> None:
    more = "decisions: [{id: B-1, title: Kjøpe arkiv}]"
    case = "{title: Leie, kind: decision, minutes: 30, responsible: eva}"
    fields = f"kind: steering, date: 2026-10-01, end: '09:30', agenda: [{case}]"
    typed = seen(fields, more)
    assert (typed.own, [line.title for line in typed.lines], typed.left) == (
        True,
        ["Leie"],
        ("B-1 Kjøpe arkiv",),
    )
    assert (typed.lines[0].responsible, typed.lines[0].person, typed.lines[0].decides) == (
        "Eva Lie",
        "eva",
        True,
    )
    from_template = seen("kind: steering, date: 2026-10-01", more)
    assert (from_template.own, from_template.left) == (False, ())


def test_its_head() -> None:
    made = seen("kind: steering, number: 3, date: 2026-10-01, place: Rådhuset")
    assert (made.meeting, made.kind, made.number, made.date) == (
        "MO-5",
        MeetingKind.STEERING,
        3,
        date(2026, 10, 1),
    )
    assert (made.place, made.aim, made.project, made.case_reference) == (
        "Rådhuset", "Bli enige", "Lite prosjekt", "26/1",
    )  # fmt: skip
    assert (made.chair, made.secretary) == ("Per Moe", "Liv Dahl")  # the owner leads the steering group
    assert seen("kind: project").chair == "Liv Dahl"


def test_papers_are_of_the_cases_on_it() -> None:
    made = seen(
        "kind: steering, date: 2026-10-01",
        "decisions: [{id: B-1, title: Leie, recommendation: Ja}]",
        template=Template("09:00", "", (TemplateRow("", 15, AgendaKind.DECISION, fill=True),), ""),
    )
    assert [(one.case, one.decision) for one in made.papers] == [("1/26", "B-1")]


SOON = """\
kickoff:
  activities:
    - {id: K-1, title: Samme dag, start: 2026-10-01, due: 2026-10-05}
    - {id: K-2, title: Seks uker etter, start: 2026-11-12, due: 2026-11-20}
    - {id: K-3, title: En dag til, start: 2026-11-13, due: 2026-11-20}
    - {id: K-4, title: Dagen før, start: 2026-09-30, due: 2026-11-20}
    - {id: K-5, title: Avlyst, start: 2026-10-05, due: 2026-10-09, status: cancelled}
    - {id: K-6, title: SFOs, service: sfo, responsible: [eva, per], start: 2026-10-02, due: 2026-10-09}
    - {id: K-7, title: Tidlig ferdig, start: 2026-10-05, due: 2026-10-09, status: done, finished: 2026-09-30}
    - {id: K-8, title: Ferdig på dagen, start: 2026-10-06, due: 2026-10-09, status: done, finished: 2026-10-01}
    - {id: K-9, title: Udatert}
    - {id: K-10, title: Møtet selv, kind: meeting, start: 2026-10-01, duration: 1d, after: [K-4]}
    - {id: K-11, title: Et annet møte, kind: meeting, start: 2026-11-12, duration: 1d}
"""


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def test_what_starts_within_six_weeks_and_is_not_done_by_then_is_coming() -> None:
    """The meeting itself is held on its day, whatever is foreseen of the work before it: it is none of it."""
    plan, _ = planned(SOON, today=day(10, 1))
    found = coming(plan, day(10, 1))
    assert [one.id for one in found] == ["K-1", "K-6", "K-8", "K-2", "K-11"]  # by its start
    assert found[1] == Coming(
        "K-6", "SFOs", day(10, 2), day(10, 9), ("Eva Lie", "Per Moe"), "SFO", None, None
    )
    assert found[0].service is None


def test_the_agreed_date_and_the_forecast_are_told_where_they_are_others() -> None:
    text = """\
kickoff:
  activities:
    - {id: K-1, title: Før, start: 2026-10-01, duration: 20d}
    - {id: K-2, title: Merkepel, start: 2026-10-05, due: 2026-10-20, milestone: true, after: [K-1]}
    - {id: K-3, title: I tide, start: 2026-10-06, due: 2026-10-20, milestone: true}
"""
    trail = {name: (Agreed(day(8, 20), to),) for name, to in (("K-2", day(10, 15)), ("K-3", day(10, 20)))}
    plan, _ = planned(text, baseline=Baseline(day(8, 20), trail=trail))
    told = {one.id: (one.due, one.agreed, one.forecast) for one in coming(plan, day(10, 1))}
    assert told["K-2"] == (day(10, 20), day(10, 15), day(10, 28))
    assert told["K-3"] == (day(10, 20), None, None)


def test_what_is_coming_stands_on_the_agenda_of_a_kickoff_and_a_project_meeting_with_a_day() -> None:
    told = [
        len(seen(fields, SOON).coming)
        for fields in (
            "kind: kickoff, date: 2026-10-01", "kind: project, date: 2026-10-01", "kind: steering, date: 2026-10-01",
            "kind: project",
        )
    ]  # fmt: skip
    assert told == [5, 5, 0, 0]


def test_actions_of_earlier_minutes_that_are_open() -> None:
    text = """\
meetings:
  - {id: MO-5, kind: project, date: 2026-10-01}
  - id: MO-4
    kind: project
    date: 2026-09-01
    minutes:
      - text: Prat
        actions:
          - {what: Ringe, responsible: per, due: 2026-09-10}
          - {what: Gjort, done: 2026-09-02}
          - {what: Uten dag}
"""
    plan, _ = planned(text)
    assert agenda(plan, plan.project.meetings[0], TEMPLATE).actions == (
        Open("MO-4", "Ringe", ("Per Moe",), day(9, 10)), Open("MO-4", "Uten dag", (), None),
    )  # fmt: skip


def test_the_next_meeting_is_todays_until_it_has_minutes() -> None:
    text = """\
meetings:
  - {id: MO-3, kind: steering, date: 2026-09-14}
  - {id: MO-2, kind: project, date: 2026-09-07}
  - {id: MO-1, kind: steering, date: 2026-09-06}
  - {id: MO-4, kind: steering}
"""
    project = planned(text)[0].project
    today = day(9, 7)

    def next_of(kind: MeetingKind | None = None, on: date = today) -> str | None:
        found = next_meeting(project, on, kind)
        return found.id if found else None

    assert (next_of(), next_of(MeetingKind.STEERING), next_of(MeetingKind.KICKOFF)) == ("MO-2", "MO-3", None)
    assert next_of(on=today + timedelta(1)) == "MO-3"
    assert next_of(on=day(9, 15)) is None
    held = planned(text.replace("date: 2026-09-07}", "date: 2026-09-07, minutes: [{text: Prat}]}"))[0].project
    found = next_meeting(held, today)
    assert found
    assert found.id == "MO-3"


def test_a_template_is_that_of_the_kind_and_of_a_kickoff_its_form() -> None:
    plan, _ = planned(
        "meetings: [{id: a, kind: kickoff}, {id: b, kind: kickoff, form: digital}, {id: c, kind: steering}]\n"
    )
    assert [template_name(one) for one in plan.project.meetings] == [
        "kickoff-half-day",
        "kickoff-digital",
        "steering",
    ]
