"""The lines of an agenda: what is typed, what the template asks for, what waits for an answer, who has it."""

from datetime import date

from tests.edits.small_projects import ABOUT
from tests.views.small_views import planned
from tpn.model.choices import AgendaKind, Role
from tpn.model.logs import Meeting
from tpn.plan import Plan
from tpn.plan.agenda import Slot
from tpn.views.agenda_facts import CasePaper, Template, TemplateRow
from tpn.views.agenda_lines import left, made, own, papers

ABOUT_US = ABOUT.replace("lead: liv,", "lead: liv, owner: per,").replace(
    "  - {id: eva, name: Eva Lie, roles: [project_group],",
    "  - {id: ann, name: Ann By, roles: [records]}\n"
    "  - {id: eva, name: Eva Lie, roles: [project_group, records],",
)
STEERING = "  - {id: MO-2, kind: steering, date: 2026-10-01%s}\n"
FILL = TemplateRow("Saker", 20, AgendaKind.DECISION, None, fill=True)


def one(text: str, meeting: str = "MO-2", today: date = date(2026, 9, 7)) -> tuple[Plan, Meeting]:
    plan, _ = planned(text, today, ABOUT_US)
    return plan, next(one for one in plan.project.meetings if one.id == meeting)


def steering(text: str, more: str = "") -> list[tuple[str, AgendaKind, int | None, str | None, str | None]]:
    """What a steering meeting of 1 October is filled with."""
    found = made(
        *one(text + ("" if "meetings:" in text else "meetings:\n") + STEERING % more),
        Template("9", "", (FILL,), "Pause"),
        90,
        None,
    )
    return [(slot.title, slot.kind, slot.minutes, slot.responsible, slot.decision) for slot in found]


def titles(text: str, more: str = "") -> list[str]:
    return [title for title, *_ in steering(text, more)]


def test_typed_lines_stand_as_they_are_typed() -> None:
    text = "meetings:\n" + STEERING % ", agenda: [{case: 3/26, minutes: 15, title: Status, responsible: per}]"
    plan, meeting = one(text)
    assert own(plan.project, meeting) == (Slot("Status", 15, AgendaKind.INFORMATION, "per", None, "3/26"),)


def test_a_competence_line_that_nobody_of_ours_has_is_the_guests() -> None:
    text = """\
meetings:
  - id: MO-2
    kind: kickoff
    guests: [{name: Referent}, {name: Kari Gjest, role: resource_person}]
    agenda:
      - {title: Foredrag, kind: competence}
      - {title: Eget, kind: competence, responsible: eva}
      - {title: Orientering}
"""
    plan, meeting = one(text)
    assert [slot.speaker for slot in own(plan.project, meeting)] == ["Kari Gjest", None, None]


def test_a_case_asks_for_the_decision_that_was_taken_in_it_else_one_of_the_same_name_that_waits() -> None:
    text = """\
decisions:
  - {id: B-1, title: Leie skjema}
  - {id: B-2, title: Kjøpe arkiv, decided: 2026-08-20}
  - {id: B-3, title: Noe helt annet}
meetings:
  - id: MO-2
    kind: steering
    date: 2026-10-01
    agenda:
      - {case: 1/26, title: Leie skjema?, kind: decision}
      - {case: 2/26, title: Leie skjema, kind: decision}
      - {case: 3/26, title: Kjøpe arkiv, kind: decision}
      - {case: 4/26, title: Leie skjema, kind: information}
    minutes: [{case: 2/26, decision: B-3}]
"""
    plan, meeting = one(text)
    assert [slot.decision for slot in own(plan.project, meeting)] == ["B-1", "B-3", None, None]


def test_a_line_of_the_template_has_the_person_of_its_role() -> None:
    rows = tuple(
        TemplateRow(str(role), 10, AgendaKind.INFORMATION, role)
        for role in (Role.PROJECT_OWNER, Role.PROJECT_LEAD, Role.RECORDS, Role.IT, Role.RESOURCE_PERSON, None)
    )
    text = "meetings:\n  - {id: MO-2, kind: kickoff, guests: [{name: Gjest, role: resource_person}]%s}\n"
    template = Template("9", "", rows, "Pause")

    def who(more: str) -> list[tuple[str | None, str | None]]:
        return [(slot.responsible, slot.speaker) for slot in made(*one(text % more), template, 90, None)]

    assert who("") == [
        ("per", None), ("liv", None), ("ann", None), ("liv", None), (None, "Gjest"), (None, None)
    ]  # fmt: skip
    assert who(", participants: [{person: eva}]")[2] == ("eva", None)  # one who is invited goes first


def test_a_meeting_is_as_long_as_is_said_and_has_its_break_in_time() -> None:
    rows = (TemplateRow("A", 40, AgendaKind.INFORMATION), TemplateRow("B", 40, AgendaKind.INFORMATION))
    plan, meeting = one("meetings:\n" + STEERING % "")
    template = Template("9", "", rows, "Pause")
    assert [slot.title for slot in made(plan, meeting, template, 80, None)] == ["A", "B"]
    short = made(plan, meeting, template, 60, None)
    assert [(slot.title, slot.minutes, slot.kind) for slot in short][1] == ("Pause", 10, AgendaKind.BREAK)
    assert [slot.minutes for slot in made(plan, meeting, template, 80, 60)] == [30, 30]


def test_the_steering_group_is_asked_for_what_is_needed_by_the_day() -> None:
    text = """\
decisions:
  - {id: B-1, title: Når som helst}
  - {id: B-2, title: På dagen, needed_by: 2026-10-01}
  - {id: B-3, title: Senere en gang, needed_by: 2026-10-02}
  - {id: B-4, title: Avgjort, decided: 2026-09-01}
"""
    assert steering(text) == [
        ("Når som helst", AgendaKind.DECISION, 20, None, "B-1"), ("På dagen", AgendaKind.DECISION, 20, None, "B-2"),
    ]  # fmt: skip
    plan, meeting = one(text + "meetings: [{id: MO-2, kind: project, date: 2026-10-01}]\n")
    assert made(plan, meeting, Template("9", "", (FILL,), ""), 90, None) == ()


def test_what_the_plan_has_them_decide_by_the_day() -> None:
    text = """\
kickoff:
  activities:
    - {id: K-1, title: Porten, due: 2026-10-01, milestone: true, kind: gate}
    - {id: K-2, title: En senere port, due: 2026-10-02, milestone: true, kind: gate}
    - {id: K-3, title: Passert port, due: 2026-09-01, milestone: true, kind: gate, status: done, finished: 2026-09-01}
    - {id: K-4, title: Dette møtet, due: 2026-10-01, kind: meeting, responsible: [per]}
    - {id: K-5, title: Møte hos andre, due: 2026-10-01, kind: meeting, responsible: [eva]}
    - {id: K-6, title: Et annet møte, due: 2026-09-30, kind: meeting, responsible: [per]}
    - {id: K-7, title: Gruppas valg, due: 2026-09-30, decided_by: steering_group}
    - {id: K-8, title: Vanlig arbeid, due: 2026-09-30, responsible: [per]}
    - {id: K-9, title: Uten dag, kind: gate, milestone: true}
"""
    assert titles(text) == ["Porten", "Dette møtet", "Gruppas valg"]
    asked = (
        text
        + "decisions: [{id: B-1, title: Gå videre fra oppstart, gate: {phase: kickoff, outcome: approved}}]\n"
    )
    assert titles(asked) == [
        "Gå videre fra oppstart",
        "Dette møtet",
        "Gruppas valg",
    ]  # the gate is asked about
    decided = asked.replace("oppstart, gate", "oppstart, decided: 2026-09-01, gate")
    assert titles(decided)[0] == "Porten"


def test_another_bodys_gate_is_not_theirs() -> None:
    text = """\
kickoff:
  activities:
    - {id: K-1, title: Rådets port, due: 2026-10-01, milestone: true, kind: gate, decided_by: rad}
"""
    about = ABOUT_US.replace("lead: liv,", "lead: liv, bodies: [{id: rad, name: Rådet}],")
    plan, _ = planned(text + "meetings:\n" + STEERING % "", about=about)
    assert made(plan, plan.project.meetings[0], Template("9", "", (FILL,), ""), 90, None) == ()


def test_deliverables_that_a_member_accepts_are_approved_in_ten_minutes() -> None:
    text = """\
deliverables:
  - {id: L-1, title: Rapport, due: 2026-10-01}
  - {id: L-2, title: Plan, due: 2026-09-01, accepted_by: per}
  - {id: L-3, title: Liste, due: 2026-09-01, accepted_by: eva}
  - {id: L-4, title: Notat, due: 2026-10-02}
  - {id: L-5, title: Godkjent, due: 2026-09-01, accepted: 2026-09-02}
  - {id: L-6, title: Udatert}
"""
    assert [(title, kind, minutes) for title, kind, minutes, *_ in steering(text)] == [
        ("Rapport", AgendaKind.APPROVAL, 10), ("Plan", AgendaKind.APPROVAL, 10),
    ]  # fmt: skip
    short = made(
        *one(text + "meetings:\n" + STEERING % ""),
        Template("9", "", (TemplateRow("", 5, AgendaKind.DECISION, Role.PROJECT_LEAD, fill=True),), ""), 90, None,
    )  # fmt: skip
    assert [(slot.minutes, slot.responsible) for slot in short] == [(5, "liv"), (5, "liv")]


def test_of_a_meeting_that_has_been_the_plan_asks_nothing() -> None:
    text = "deliverables: [{id: L-1, title: Rapport, due: 2026-09-01}]\nmeetings:\n" + STEERING % ""
    template = Template("9", "", (FILL,), "")
    before, same, after = (
        made(*one(text, today=date(*day)), template, 90, None)
        for day in ((2026, 9, 30), (2026, 10, 1), (2026, 10, 2))
    )
    assert (len(before), len(same), len(after)) == (1, 1, 0)


def test_a_case_that_is_worded_a_little_differently_comes_up_once() -> None:
    text = """\
decisions: [{id: B-1, title: Velge skjemaløsning}]
kickoff:
  activities:
    - {id: K-1, title: Velg skjemaløsning, due: 2026-09-30, decided_by: steering_group}
    - {id: K-2, title: Godkjenne arkivplan, due: 2026-09-30, decided_by: steering_group}
    - {id: K-3, title: Godkjenne arkivplanen, due: 2026-09-30, decided_by: steering_group}
"""
    assert titles(text) == ["Velge skjemaløsning", "Godkjenne arkivplan"]


EARLIER = """\
meetings:
  - id: MO-1
    kind: steering
    date: 2026-09-01
    agenda:
      - {case: 1/26, title: Uten svar, kind: decision, responsible: eva}
      - {case: 2/26, title: Med svar her, kind: decision}
      - {case: 3/26, title: Til godkjenning, kind: approval}
    minutes: [{case: 2/26, resolution: Ja}]
  - {id: MO-9, kind: project, date: 2026-09-01, agenda: [{title: Andres sak, kind: decision}],
     minutes: [{text: Prat}]}
"""


def test_a_case_of_an_earlier_meeting_of_the_kind_that_got_no_answer_comes_again() -> None:
    assert steering(EARLIER) == [("Uten svar", AgendaKind.DECISION, 20, "eva", None)]
    assert titles("decisions: [{id: B-1, title: Uten svar!}]\n" + EARLIER) == ["Uten svar!"]


def test_a_meeting_on_the_same_day_or_still_to_come_has_left_nothing() -> None:
    later = EARLIER.replace("date: 2026-09-01", "date: 2026-10-01", 1)
    assert titles(later) == []


def test_left_is_what_should_come_up_and_stands_on_no_line() -> None:
    text = """\
decisions:
  - {id: B-1, title: Velge skjemaløsning}
  - {id: B-2, title: Bestille opplæring}
deliverables: [{id: L-1, title: Rapport, due: 2026-09-01}]
meetings:
"""
    plan, meeting = one(text + STEERING % ", agenda: [{title: Velg skjemaløsning}]")
    assert list(left(plan, meeting)) == ["B-2 Bestille opplæring", "Rapport"]


def test_a_paper_is_made_of_a_decision_that_has_ways_or_a_recommendation() -> None:
    text = """\
decisions:
  - {id: B-1, title: En, alternatives: [{title: Leie}]}
  - {id: B-2, title: To, recommendation: Ja}
  - {id: B-3, title: Tre}
"""
    plan, _ = planned(text)
    slots = [Slot(name, 10, case=name, decision=name) for name in ("B-2", "B-3", "B-1", "B-9")]
    found = list(papers(plan, [*slots, Slot("Pause", 5)]))
    assert [(one.case, one.decision, one.title, one.recommendation) for one in found] == [
        ("B-2", "B-2", "B-2", "Ja"), ("B-1", "B-1", "B-1", None),
    ]  # fmt: skip
    assert found[0] == CasePaper("B-2", "B-2", "B-2", (), "Ja")
    assert [way.title for way in found[1].alternatives] == ["Leie"]
