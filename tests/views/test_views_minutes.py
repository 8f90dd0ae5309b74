"""The minutes of a meeting on small YAML: who was there, what was said, decided and agreed to do."""

from datetime import date

import pytest

from tests.edits.small_projects import project
from tests.views.small_views import planned
from tpn.model.choices import AgendaKind
from tpn.views.discussed import discussed
from tpn.views.minutes import CaseDecision, CaseMinutes, Following, Minutes, MinutesAction, Promise, minutes

ABOUT = """\
project: {format: 1, id: lite, name: Lite prosjekt, start: 2026-08-17, lead: liv, owner: per, case_reference: 26/1}
people: [{id: liv, name: Liv Dahl}, {id: per, name: Per Moe}, {id: eva, name: Eva Lie}, {id: odd, name: Odd By}]
kickoff:
  commitments: [{person: per, to: Følge opp}, {person: eva, to: Skrive, date: 2026-09-07}, {person: borte, to: Ikke}]
"""
MEETING = """\
meetings:
  - {id: før, kind: steering, date: 2026-08-20}
  - {id: avlyst, kind: steering, date: 2026-09-01, ended: {date: 2026-08-30}}
  - {id: annet, kind: kickoff, date: 2026-09-02}
  - id: nå
    kind: steering
    number: 3
    date: 2026-09-07
    start: "9"
    end: kl. 10.30
    place: Rådhuset
    participants: [{person: liv, attended: true}, {person: per, reply: declined}, {person: eva, attended: false},
                   {person: odd, reply: declined, attended: true}]
    guests: [{name: Nina, organisation: KS}]
    agenda:
      - {case: 1/26, title: Godkjenne}
      - {title: Pause, kind: break}
      - {case: 2/26, title: Velge, kind: decision}
      - {case: 3/26, title: Ansette, kind: decision}
      - {title: Eventuelt}
    minutes:
      - {case: 1/26, text: Godkjent}
      - {case: 2/26, text: "Vi kjøper. ", resolution: Vi kjøper, decision: B-01, actions: [
          {what: Ringe, responsible: [eva, borte], due: 2026-09-10, activity: K-09}]}
      - {case: 2/26, text: Og mer, decision: B-02}
      - {text: Løst sagt, actions: [{what: Rydde, done: 2026-09-08}]}
  - {id: samme-dag, kind: steering, date: 2026-09-07}
  - {id: avlyst-etter, kind: steering, date: 2026-09-10, ended: {date: 2026-08-30}}
  - {id: annet-etter, kind: project, date: 2026-09-11}
  - {id: senere, kind: steering, date: 2026-11-01}
  - {id: neste, kind: steering, date: 2026-10-01, start: "10:00", place: Kantina}
decisions:
  - {id: B-01, title: Velge, decided: 2026-09-07, outcome: Noe annet, meeting: nå}
  - {id: B-02, title: Ekstra, decided: 2026-09-07, outcome: Også, meeting: nå}
  - {id: B-03, title: ansette, decided: 2026-09-07, outcome: Ja, meeting: nå}
  - {id: B-04, title: Helt annet, decided: 2026-09-07, outcome: Nei, meeting: nå}
  - {id: B-05, title: Ikke tatt, meeting: nå}
"""


def read(text: str = MEETING, meeting: str = "nå") -> Minutes:
    made = project(text, ABOUT)
    return minutes(made, next(one for one in made.meetings if one.id == meeting))


MADE = read()


def day(number: int, month: int = 9) -> date:
    return date(2026, month, number)


def test_when_and_where_and_who_leads() -> None:
    assert (MADE.number, MADE.date, MADE.start, MADE.end, MADE.place) == (
        3, day(7), "09:00", "10:30", "Rådhuset"
    )  # fmt: skip
    assert (MADE.chair, MADE.secretary, MADE.case_reference) == ("Per Moe", "Liv Dahl", "26/1")
    assert (MADE.project, MADE.plan_agreed, MADE.recorded) == ("Lite prosjekt", False, True)
    assert read(meeting="annet").chair == "Liv Dahl"


def test_who_was_there_is_what_was_written_else_who_had_not_declined() -> None:
    assert [one.name for one in MADE.present] == ["Liv Dahl", "Odd By", "Nina"]
    assert [one.name for one in MADE.absent] == ["Per Moe", "Eva Lie"]
    assert not read(meeting="neste").recorded


def test_each_case_of_the_agenda_with_what_was_said_then_what_stands_alone() -> None:
    """A line without a number of which nothing is said is a topic of what stands alone."""
    first, second, third, alone, logged = MADE.items
    assert (first.case, first.title, first.texts, first.outcome, first.decision) == (
        "1/26", "Godkjenne", ("Godkjent",), None, None
    )  # fmt: skip
    assert second == CaseMinutes(
        "2/26", "Velge", AgendaKind.DECISION, ("Og mer",), "Vi kjøper", "B-01",
        (MinutesAction("Ringe", ("Eva Lie",), day(10), None, "K-09"),), (CaseDecision("Også", "B-02"),),
    )  # fmt: skip
    assert (third.title, third.outcome, third.decision) == ("Ansette", "Ja", "B-03")  # from the log
    assert (alone.case, alone.title, alone.kind, alone.texts) == (None, None, None, ("Løst sagt",))
    assert logged == CaseMinutes(None, "Helt annet", None, (), "Nei", "B-04", ())
    assert MADE.topics == ("Eventuelt",)


def test_the_tasks_are_those_of_all_cases() -> None:
    assert [(one.what, one.done) for one in MADE.tasks] == [("Ringe", None), ("Rydde", day(8))]


def test_where_every_item_has_its_case_an_unspoken_line_is_told_too() -> None:
    made = read(
        MEETING.replace("      - {text: Løst sagt, actions: [{what: Rydde, done: 2026-09-08}]}\n", "")
    )
    assert [one.title for one in made.items] == ["Godkjenne", "Velge", "Ansette", "Eventuelt", "Helt annet"]
    assert made.topics == ()


def test_lines_without_numbers_are_answered_in_their_order() -> None:
    text = """\
meetings:
  - id: nå
    kind: project
    date: 2026-09-07
    agenda: [{title: En}, {title: Pause, kind: break}, {title: To}]
    minutes: [{text: A}, {text: B}]
"""
    assert [(one.title, one.texts) for one in read(text).items] == [("En", ("A",)), ("To", ("B",))]
    alone = read(text.replace(", {text: B}", ""))
    assert ([(one.title, one.texts) for one in alone.items], alone.topics) == ([(None, ("A",))], ("En", "To"))


def test_the_meetings_of_the_kind_before_and_after() -> None:
    assert (MADE.previous, MADE.next) == (day(20, 8), Following(day(1, 10), "10:00", "Kantina"))
    first, last = read(meeting="før"), read(meeting="senere")
    assert (first.previous, first.next) == (None, Following(day(7), "9", "Rådhuset"))
    assert (last.previous, last.next) == (day(1, 10), None)
    kickoff = read(meeting="annet")  # after the kick-off comes whatever is next
    assert (kickoff.previous, kickoff.next) == (None, Following(day(7), "9", "Rådhuset"))


def test_promises_are_of_the_day_and_those_without_one_of_the_kick_off() -> None:
    assert MADE.promises == (Promise("Eva Lie", "Skrive"),)
    assert read(meeting="annet").promises == (Promise("Per Moe", "Følge opp"),)
    assert read(meeting="neste").promises == ()


@pytest.mark.parametrize(("said", "shown"), [("08.30", "08:30"), ("snart", None), ("0", "00:00")])
def test_a_time_is_shown_as_of_the_clock_and_no_time_is_none(said: str, shown: str | None) -> None:
    made = read(f'meetings: [{{id: nå, kind: project, start: "{said}", end: "{said}"}}]')
    assert (made.start, made.end, made.previous, made.next) == (shown, shown, None, None)


def test_a_meeting_talks_about_services_that_are_not_launched_and_open_deviations() -> None:
    text = """\
launch: {services: [{service: bhg, launched: 2026-09-01}]}
deviations: [{id: D-1, title: Forsinket}, {id: D-2, title: Lukket, closed: 2026-09-01}]
meetings:
  - id: MO-1
    kind: steering
    agenda:
      - {case: 1/26, title: Status for SFO, responsible: per}
      - {case: 2/26, title: Avvik D-1}
      - {case: 3/26, title: Barnehage og D-2}
      - {case: 4/26, title: SFO og D-1, kind: discussion}
      - {case: 5/26, title: SFO, kind: decision}
  - {id: MO-2, kind: steering}
"""
    plan, _ = planned(text)
    first, second = plan.project.meetings
    found = discussed(plan, first)
    told = [(one.case, one.service and one.service.id, one.deviation and one.deviation.id) for one in found]
    assert told == [("1/26", "sfo", None), ("2/26", None, "D-1"), ("4/26", "sfo", "D-1")]
    assert (found[0].responsible, discussed(plan, second)) == ("Per Moe", ())
