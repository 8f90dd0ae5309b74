"""When each piece of advice for phase 1 has its time, to the day; and what it says of whom."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from tests.views.small_views import planned
from tpn.advice.context import AdviceContext
from tpn.advice.kickoff import KICKOFF
from tpn.plan.baseline import Baseline

TODAY = date(2026, 10, 5)
FIND = {one.code: one.find for one in KICKOFF}
ABOUT = """\
project: {format: 1, id: lite, name: Lite, start: 2026-08-17, lead: liv, owner: per, steering_group: [per]}
people:
  - {id: liv, name: Liv Dahl}
  - {id: per, name: Per Moe}
  - {id: eva, name: Eva Lie}
services: [{id: sfo, name: SFO, responsible: eva, subject_staff: [eva]}, {id: bhg, name: Barnehage}]
"""

Said = tuple[tuple[str | int, ...], Mapping[str, Any]]


def seen(text: str, about: str = ABOUT, today: date = TODAY) -> AdviceContext:
    return AdviceContext(planned(text, today, about)[0])


def given(code: str, text: str, about: str = ABOUT, today: date = TODAY) -> list[Said]:
    """Where the advice is given, and the facts that it names."""
    return [(one.route, one.facts) for one in FIND[code](seen(text, about, today))]


def ids(code: str, text: str, about: str = ABOUT, today: date = TODAY) -> list[object]:
    return [
        facts.get("id", facts.get("wave", facts.get("service")))
        for _, facts in given(code, text, about, today)
    ]


MEETING = "meetings: [{{id: MO-1, kind: kickoff, date: {}{}}}]\n"


def test_a_kick_off_is_planned_and_has_a_day() -> None:
    assert given("K101", "meetings: [{id: MO-1, kind: steering, date: 2026-10-06}]") == [
        (("project", "name"), {})
    ]
    assert given("K101", "meetings: [{id: MO-0, kind: steering}, {id: MO-1, kind: kickoff}]") == [
        (("meetings", 1), {})
    ]
    both = "meetings: [{id: MO-1, kind: kickoff}, {id: MO-2, kind: kickoff, date: 2026-10-06}]"
    assert given("K101", both) == []  # the one with a day counts


def test_goals_are_there_and_are_measured() -> None:
    goals = ABOUT.replace(
        "owner: per,", "owner: per, goals: [{id: M-1, text: Ro, indicator: G-1}, {id: M-2, text: Kø}],"
    )
    assert (ids("K102", ""), given("K102", "", goals)) == ([None], [])
    assert given("K103", "benefits: {benefits: [{id: G-1, title: A}]}", goals) == [
        (("project", "goals", 1), {"id": "M-2", "title": "Kø"})
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", {"service": "SFO"}),
        (", participants: [{person: eva, reply: declined}]", {"service": "SFO", "hint": "declined"}),
        (", participants: [{person: eva}]", None),
    ],
)
def test_subject_staff_is_invited_and_comes(more: str, said: Mapping[str, str] | None) -> None:
    found = [
        facts for _, facts in given("K110", MEETING.format("2026-10-06", more)) if facts["service"] == "SFO"
    ]
    assert found == ([] if said is None else [said])


@pytest.mark.parametrize(("day", "there"), [("2026-10-05", True), ("2026-10-04", False)])
def test_advice_about_an_invitation_ends_when_the_meeting_has_been(day: str, there: bool) -> None:
    text = MEETING.format(day, "")
    for code in ("K110", "K111", "K112", "K113"):
        assert bool(given(code, text)) is there
    assert given("K110", "") == []


def test_the_owner_and_who_answers_for_a_service_are_asked_for_by_name() -> None:
    text = MEETING.format("2026-10-06", ", participants: [{person: per, reply: declined}, {person: liv}]")
    assert given("K111", text) == [
        (("meetings", 0, "participants"), {"id": "MO-1", "person": "per", "name": "Per Moe", "hint": "declined"})
    ]  # fmt: skip
    assert given("K113", text) == [
        (("meetings", 0, "participants"), {"id": "MO-1", "person": "eva", "name": "Eva Lie", "service": "SFO"})
    ]  # fmt: skip
    on = text + "launch: {services: [{service: sfo, launched: 2026-10-01}]}\n"
    assert given("K113", on) == []  # what is on is not asked for
    assert given("K111", text, ABOUT.replace("owner: per,", "")) == []


def test_the_steering_groups_members_have_a_seat() -> None:
    about = ABOUT.replace("name: Eva Lie", "name: Eva Lie, roles: [steering_group]").replace(
        "name: Per Moe", "name: Per Moe, roles: [steering_group]"
    )
    assert given("K114", "", about) == [(("people", 2, "roles"), {"name": "Eva Lie", "person": "eva"})]


@pytest.mark.parametrize(
    ("meeting", "there"),
    [
        ("kind: steering, date: 2026-10-06, participants: [{person: liv}]", True),
        ("kind: steering, participants: [{person: liv}]", True),  # it has no day yet
        ("kind: steering, date: 2026-10-04, participants: [{person: liv}]", False),  # it has been
        ("kind: steering, date: 2026-10-06, participants: [{person: per, reply: declined}]", False),
        ("kind: steering, date: 2026-10-06", False),  # nobody is invited yet
        ("kind: project, date: 2026-10-06, participants: [{person: liv}]", False),
    ],
)
def test_who_joined_the_steering_group_later_is_invited_too(meeting: str, there: bool) -> None:
    found = given("K115", f"meetings: [{{id: MO-2, {meeting}}}]\n")
    assert [(way, facts["person"]) for way, facts in found] == (
        [(("meetings", 0, "participants"), "per")] if there else []
    )


# ---------------------------------------------------------------- after the kick-off


@pytest.mark.parametrize(("day", "due"), [(4, True), (5, False)])
def test_commitments_are_asked_for_from_the_day_after(day: int, due: bool) -> None:
    text = MEETING.format(f"2026-10-0{day}", "")
    assert given("K120", text) == ([(("meetings", 0), {"date": date(2026, 10, day)})] if due else [])
    assert given("K120", text + "kickoff: {commitments: [{person: per, to: Møte}]}\n") == []


@pytest.mark.parametrize(("day", "due"), [("2026-09-20", True), ("2026-09-21", False)])
def test_a_plan_is_agreed_and_the_unions_heard_within_two_weeks(day: str, due: bool) -> None:
    text = MEETING.format(day, "")
    assert given("K132", text) == ([(("meetings", 0), {"date": date.fromisoformat(day)})] if due else [])
    assert bool(given("K142", text)) is due
    assert given("K132", MEETING.format(day, ", plan_agreed: true")) == []


def test_a_plan_that_has_been_agreed_is_one() -> None:
    context = seen(MEETING.format("2026-09-01", ""))
    assert len(list(FIND["K132"](context))) == 1
    object.__setattr__(context.plan, "baseline", Baseline(date(2026, 9, 10)))
    assert list(FIND["K132"](context)) == []


def work(*several: str) -> str:
    return "kickoff:\n  activities:\n" + "".join(f"    - {{{one}}}\n" for one in several)


@pytest.mark.parametrize(
    ("start", "near"),
    [("2026-10-04", False), ("2026-10-05", True), ("2026-11-16", True), ("2026-11-17", False)],
)
def test_work_that_starts_within_six_weeks_has_somebody(start: str, near: bool) -> None:
    text = work(f"id: K-1, title: A, start: {start}, duration: 2d, status: not_started")
    early = start < "2026-10-05"  # what should have begun begins today at the earliest
    assert bool(given("K130", text)) is (near or early)
    assert given("K130", text.replace("title: A", "title: A, responsible: [per]")) == []
    assert given("K130", text.replace("title: A", "title: A, started: 2026-10-01")) == []
    assert given("K130", text.replace("not_started", "cancelled")) == []


def test_work_without_any_day_is_told_where_its_phase_has_begun() -> None:
    text = work("id: K-1, title: A", "id: K-2, title: B, due: 2026-10-05", "id: K-3, title: C, duration: 3d",
                "id: K-4, title: D, milestone: true")  # fmt: skip
    assert ids("K131", text) == ["K-1"]
    later = work("id: K-1, title: A", "id: K-2, title: B, start: 2026-10-06, due: 2026-10-07")
    assert ids("K131", later) == []  # the phase begins tomorrow


def test_nobody_carries_more_than_three_services_at_once() -> None:
    about = ABOUT.replace(
        "services: [", "services: [" + "".join(f"{{id: t{n}, name: T{n}}}, " for n in range(4))
    )
    begun = "id: K-{0}, title: A, service: t{0}, responsible: [per], started: 2026-08-24, due: 2026-10-30"
    four = [begun.format(n) for n in range(4)]
    assert given("K133", work(*four), about) == [
        (("people", 1), {"name": "Per Moe", "count": 4, "services": ("T0", "T1", "T2", "T3")})
    ]  # fmt: skip
    assert given("K133", work(*four[:3], four[3].replace("per", "eva")), about) == []
    assert (
        given(
            "K133", work(*four[:3], four[3].replace("due", "status: done, finished: 2026-10-01, due")), about
        )
        == []
    )


# ---------------------------------------------------------------- waves

WAVES = (
    ABOUT[: ABOUT.index("services:")]
    + """\
services:
  - {id: a, name: A, wave: 2}
  - {id: b, name: B, wave: 1}
  - {id: c, name: C, wave: 1}
  - {id: d, name: D}
"""
)


def test_a_wave_of_more_than_two_is_crowded() -> None:
    assert given("K134", "", WAVES) == []
    three = WAVES.replace("name: D", "name: D, wave: 1")
    assert given("K134", "", three) == [
        (("services", 3, "wave"), {"wave": 1, "count": 3, "hint": "crowded"})
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "asked"), [("2026-09-21", True), ("2026-09-22", False)])
def test_two_weeks_after_a_wave_something_is_learned_from_it(day: str, asked: bool) -> None:
    text = f"launch: {{services: [{{service: b, launched: 2026-09-01}}, {{service: c, launched: {day}}}]}}\n"
    wave = (("services", 0, "wave"), {"wave": 1, "following": 2, "hint": "unlearned"})
    assert given("K134", text, WAVES) == ([wave] if asked else [])
    assert given("K134", text + "lessons: [{text: Lært, service: c}]\n", WAVES) == []
    assert bool(given("K134", text + "lessons: [{text: Lært, service: a}]\n", WAVES)) is asked
    assert given("K134", "launch: {services: [{service: b, launched: 2026-09-01}]}\n", WAVES) == []


# ---------------------------------------------------------------- what is written, and lights

RISK = "risks: [{id: R-1, title: Fare, probability: 5, consequence: 5}]\n"


def test_a_red_light_has_a_word_or_a_decision_that_is_asked_for() -> None:
    def lights(more: str) -> list[Said]:
        return [one for one in given("K150", RISK + more) if one[1]["light"] == "risk"]

    assert lights("") == [(("report",), {"light": "risk", "day": TODAY + timedelta(days=14)})]
    assert lights("meetings: [{id: MO-1, kind: steering, date: 2026-10-09}]\n")[0][1]["day"] == date(
        2026, 10, 9
    )
    assert lights("report: {comments: {risk: Vi vet}}\n") == []
    assert lights("report: {no_decision_because: Nei}\n") == []
    asked = "decisions: [{{id: B-1, title: A, recommendation: Ja, needed_by: 2026-10-{}}}]\n"
    assert lights(asked.format(19)) == []
    assert lights(asked.format(20)) != []
    assert lights(asked.format(19).replace("recommendation: Ja, ", "")) != []
    assert lights(asked.format(19).replace("title: A", "title: A, decided: 2026-10-01")) != []
    at_meeting = asked.format(30).replace("title: A", "title: A, meeting: MO-2")
    held = "meetings:\n  - {{id: MO-1, kind: steering, date: 2026-10-09}}\n"
    held += "  - {{id: MO-2, kind: steering, date: 2026-10-{}}}\n"
    assert lights(at_meeting + held.format("09")) == []
    assert lights(at_meeting + held.format("10")) != []
    assert lights("decisions: [{id: B-1, title: A, recommendation: Ja}]\n") != []  # nobody knows when


@pytest.mark.parametrize(
    ("until", "told"),
    [("2026-10-04", False), ("2026-10-05", True), ("2026-10-19", True), ("2026-10-20", False)],
)
def test_a_light_that_is_set_ends_within_two_weeks(until: str, told: bool) -> None:
    about = ABOUT.replace(
        "owner: per,", f"owner: per, lights: {{risk: {{light: green, until: {until}, reason: A}}}},"
    )
    found = given("K152", RISK, about)
    facts = {"light": "risk", "until": date.fromisoformat(until), "computed": "red"}
    assert found == ([(("project", "lights", "risk"), facts)] if told else [])
    assert given("K152", RISK, about.replace("light: green", "light: red")) == []


def test_a_reason_does_not_tell_of_somebodys_health() -> None:
    text = work(
        "id: K-1, title: A, status: blocked, waiting_for: Per er sykmeldt",
        "id: K-2, title: Sykmeldt, note: Ro",
    )
    assert given("K141", text) == [
        (("kickoff", "activities", 0, "waiting_for"),
         {"id": "K-1", "key": "waiting_for", "address": "K-1/waiting_for"})
    ]  # fmt: skip
    meant = ABOUT.replace("owner: per,", "owner: per, advice: {K141/K-1/waiting_for: Avtalt},")
    assert given("K141", text, meant) == []
    away = ABOUT.replace(
        "name: Eva Lie", "name: Eva Lie, away: [{from: 2026-10-01, to: 2026-10-02, name: Sykmeldt}]"
    )
    assert [facts["key"] for _, facts in given("K141", "", away)] == ["name"]


# ---------------------------------------------------------------- what has left


def test_what_leaves_by_itself_does_so_by_decision() -> None:
    about = ABOUT.replace("name: Barnehage", "name: Barnehage, ended: {date: 2026-09-01}").replace(
        "name: SFO", "name: SFO, ended: {date: 2026-09-01, decision: B-1}"
    )
    text = "decisions: [{id: B-1, title: A}, {id: B-2, title: B, ended: {date: 2026-09-01}}]\n"
    ((route, facts),) = given("K160", text, about)
    assert (route, facts["id"], facts["title"], facts["date"]) == (
        ("services",), "bhg", "Barnehage", date(2026, 9, 1)
    )  # fmt: skip
    along = about.replace("name: Barnehage, ended: {", "name: Barnehage, ended: {along_with: sfo, ")
    assert given("K160", text, along) == []


@pytest.mark.parametrize(("until", "told"), [("2026-10-05", True), ("2026-10-06", False)])
def test_the_day_comes_to_take_up_what_was_postponed(until: str, told: bool) -> None:
    about = ABOUT.replace(
        "name: Barnehage", f"name: Barnehage, ended: {{date: 2026-09-01, outcome: postponed, until: {until}}}"
    )
    facts = {"id": "bhg", "title": "Barnehage", "date": date(2026, 10, 5)}
    assert given("K161", "", about) == ([(("services",), facts)] if told else [])
    assert given("K161", "", about.replace("outcome: postponed, ", "")) == []
    work_too = work(
        f"id: K-1, title: A, status: postponed, ended: {{date: 2026-09-01, outcome: postponed, until: {until}}}"
    )
    hints = [facts.get("hint") for _, facts in given("K161", work_too)]
    assert hints == (["activity"] if told else [])


@pytest.mark.parametrize(("launch", "told"), [("2027-01-03", True), ("2027-01-04", False)])
def test_the_new_rules_are_settled_three_months_before_a_launch(launch: str, told: bool) -> None:
    about = ABOUT.replace("name: Barnehage", f"name: Barnehage, launch: {launch}")
    found = given("K143", "", about)
    assert bool(found) is told
    if told:
        route, facts = found[0]
        assert (route, facts["service"], facts["day"]) == (("project", "name"), "Barnehage", date(2027, 1, 3))
        point = str(facts["point"]).removeprefix("kickoff/")
        answered = f"kickoff: {{checklist: {{{point}: {{answer: done}}}}}}\n"
        assert len(given("K143", answered, about)) == len(found) - 1
        other = given("K143", "kickoff: {checklist: {K-C01: {answer: done}}}\n", about)
        assert other[0][0] == ("kickoff", "checklist")


def test_what_is_marked_done_with_open_points_says_which_gate() -> None:
    text = work("id: K-1, title: Port, milestone: true, kind: gate, status: done, finished: 2026-09-01")
    gate = given("K151", text + "launch: {services: [{service: sfo, launched: 2026-09-01}]}\n")
    assert [(facts["title"], facts["gate"]) for _, facts in gate] == [("Port", "kickoff"), ("SFO", "sfo")]
    assert gate[0][0] == ("kickoff", "activities", 0, "status")


def test_an_unlikely_value_is_asked_about_once() -> None:
    about = ABOUT.replace("name: SFO,", "name: SFO, cases_per_year: 2000000,")
    assert [(facts["id"], facts["key"], facts["value"]) for _, facts in given("K140", "", about)] == [
        ("sfo", "cases_per_year", 2000000)
    ]  # fmt: skip
    meant = about.replace("owner: per,", "owner: per, advice: {K140/sfo/cases_per_year: Ja},")
    assert given("K140", "", meant) == []
