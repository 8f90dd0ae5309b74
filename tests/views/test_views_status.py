"""Where a project stands, of the whole and of a part, on small YAML: every figure by hand."""

from datetime import date
from typing import Any

from tests.views.small_views import planned
from tpn.model.choices import Light, Phase
from tpn.views.status import as_json, short_name, status

PLAN, INDEX = planned()
WHOLE = status(PLAN, index=INDEX)
SFO = status(PLAN, service="sfo", index=INDEX)
KICKOFF = status(PLAN, phase=Phase.KICKOFF, index=INDEX)


def test_the_whole() -> None:
    assert (WHOLE.project, WHOLE.name, WHOLE.municipality) == ("lite", "Lite prosjekt", None)
    assert (WHOLE.lead, WHOLE.owner) == ("Liv Dahl", None)
    assert (WHOLE.as_of, WHOLE.agreed) == (date(2026, 9, 7), None)
    assert (WHOLE.progress.done, WHOLE.progress.total, WHOLE.progress.percent) == (1, 5, 20.0)
    assert (WHOLE.progress.planned_percent, WHOLE.progress.overdue, WHOLE.progress.due_soon) == (40.0, 1, 1)
    assert (WHOLE.planned, WHOLE.finish, WHOLE.wished) == (2, date(2026, 10, 12), None)
    assert (WHOLE.critical, WHOLE.hanging) == (("L-01",), ())
    assert (WHOLE.overall, WHOLE.overruled) == (Light.RED, False)
    assert [line.shown.dimension.value for line in WHOLE.lights] == [
        "progress", "economy", "quality", "risk", "benefits", "change", "privacy"
    ]  # fmt: skip
    assert (WHOLE.asked, WHOLE.asked_service, WHOLE.of_service) == ("", "", None)


def test_what_is_overdue_is_counted_for_each_and_once_for_all() -> None:
    assert WHOLE.overdue == (("Per", 2), ("Liv", 1))
    assert WHOLE.overdue_all == 2
    assert [(one.id, one.due, one.forecast, one.responsible) for one in WHOLE.overdue_first] == [
        ("K-02", date(2026, 9, 1), date(2026, 9, 7), ("Per", "Liv")),
        ("I-01/1", date(2026, 9, 4), date(2026, 9, 7), ("Per",)),
    ]


def test_who_is_nobody_is_counted_last() -> None:
    plan, index = planned(
        """\
kickoff:
  activities:
    - {id: K-01, title: A, due: 2026-09-01}
    - {id: K-02, title: B, due: 2026-09-01}
    - {id: K-03, title: C, due: 2026-09-01, responsible: [per]}
    - {id: K-04, title: D, due: 2026-09-01, responsible: [eva]}
"""
    )
    assert status(plan, index=index).overdue == (("Eva", 1), ("Per", 1), (None, 2))


def test_the_next_deadlines_begin_today_and_are_in_order() -> None:
    assert [one.id for one in WHOLE.next] == ["G-A1", "K-03", "L-01"]
    assert [one.milestone for one in WHOLE.next] == [False, True, True]
    assert [one.due for one in WHOLE.next] == [date(2026, 9, 11), date(2026, 9, 25), date(2026, 10, 12)]
    plan, index = planned(today=date(2026, 9, 11))
    assert [one.id for one in status(plan, index=index).next] == ["G-A1", "K-03", "L-01"]
    plan, index = planned(today=date(2026, 9, 12))
    assert [one.id for one in status(plan, index=index).next] == ["K-03", "L-01"]


def test_the_phases() -> None:
    lines = {line.phase: line for line in WHOLE.phases}
    assert list(lines) == list(Phase)
    kickoff, processes = lines[Phase.KICKOFF], lines[Phase.PROCESSES]
    assert (kickoff.progress.done, kickoff.progress.total, kickoff.progress.overdue) == (1, 3, 1)
    assert (kickoff.light, processes.light) == (Light.GREEN, Light.GREY)
    assert kickoff.next
    assert kickoff.next.id == "K-03"
    assert (processes.next, processes.progress.total) == (None, 0)


def test_the_services() -> None:
    sfo, bhg = WHOLE.services
    assert (sfo.id, sfo.name, sfo.launch, sfo.forecast) == (
        "sfo",
        "SFO",
        date(2026, 10, 12),
        date(2026, 10, 12),
    )
    assert (bhg.id, bhg.launch, bhg.forecast) == ("bhg", None, None)
    assert (sfo.light, bhg.light) == (Light.YELLOW, Light.GREY)
    assert [step.value for step, done in sfo.steps.items() if done] == ["benefits", "platform"]


def test_of_one_service() -> None:
    assert (SFO.progress.done, SFO.progress.total, SFO.planned) == (0, 2, 0)
    assert (SFO.finish, SFO.finish_late, SFO.critical) == (date(2026, 10, 12), 0, ("L-01",))
    assert SFO.ends
    assert SFO.ends.plan == date(2026, 10, 12)
    assert (SFO.asked, SFO.asked_service, SFO.of_service) == (" --service sfo", " --service sfo", "SFO")
    assert [line.shown.dimension.value for line in SFO.lights] == ["progress", "readiness"]
    assert (SFO.overall, SFO.overdue_all, [one.id for one in SFO.services]) == (Light.YELLOW, 0, ["sfo"])
    assert [line.phase.value for line in SFO.phases] == ["benefits", "launch"]  # where it has work


def test_of_one_phase() -> None:
    assert (KICKOFF.progress.total, KICKOFF.finish, KICKOFF.ends, KICKOFF.finish_late) == (
        3, date(2026, 9, 25), None, None
    )  # fmt: skip
    assert (KICKOFF.asked, KICKOFF.asked_service) == (" --phase kickoff", "")
    assert (KICKOFF.services, KICKOFF.overdue_all, KICKOFF.critical) == ((), 1, ())
    assert [line.phase for line in KICKOFF.phases] == [Phase.KICKOFF]
    empty = status(PLAN, phase=Phase.PROCESSES, index=INDEX)
    assert [line.phase for line in empty.phases] == [Phase.PROCESSES]  # it was asked for


def test_of_a_service_in_a_phase() -> None:
    both = status(PLAN, service="sfo", phase=Phase.LAUNCH, index=INDEX)
    assert (both.progress.total, both.asked, both.asked_service) == (
        1, " --service sfo --phase launch", " --service sfo"
    )  # fmt: skip


def test_the_last_colours_are_those_of_the_whole_project() -> None:
    before = {"progress": "red", "economy": ""}
    lines = {line.shown.dimension.value: line.previous for line in status(PLAN, before, index=INDEX).lights}
    assert (lines["progress"], lines["economy"], lines["risk"]) == (Light.RED, None, None)
    assert [line.previous for line in status(PLAN, before, service="sfo").lights] == [None, None]


def test_titles_name_what_the_lights_speak_of() -> None:
    assert {name: WHOLE.titles[name] for name in ("K-02", "R-01", "G-01", "sfo")} == {
        "K-02": "Fortsette", "R-01": "Hast", "G-01": "Mindre kø", "sfo": "SFO"
    }  # fmt: skip


def test_a_person_is_called_by_the_first_name_where_known() -> None:
    assert (short_name(PLAN, "per"), short_name(PLAN, "borte")) == ("Per", "borte")


def test_as_json_every_figure_names_its_list() -> None:
    made: Any = as_json(WHOLE, PLAN)
    assert (made["format"], made["project"], made["overall"]) == (
        1,
        "lite",
        {"light": "red", "overruled": False},
    )
    progress = made["progress"]
    assert (progress["done"], progress["total"], progress["planned"]) == (1, 5, 2)
    assert progress["list"] == {
        "done": "tpn list activities --status done", "total": "tpn list activities --counted",
        "planned": "tpn list activities --planned", "overdue": "tpn list activities --overdue",
        "due_soon": "tpn list activities --due 14d",
    }  # fmt: skip
    assert made["overdue_all"] == {"count": 2, "list": "tpn list deadlines --overdue"}
    assert (made["forecast"]["finish"], made["forecast"]["critical"]) == (date(2026, 10, 12), ["L-01"])
    kickoff, launch = made["phases"][0], made["phases"][-1]
    assert (kickoff["done"], kickoff["total"], kickoff["percent"], kickoff["planned_percent"]) == (
        1,
        3,
        33.3,
        66.7,
    )
    assert kickoff["list"]["done"] == "tpn list activities --status done --phase kickoff"
    assert (kickoff["next"]["id"], kickoff["next"]["due"]) == ("K-03", date(2026, 9, 25))
    questions = PLAN.facts.questions
    assert kickoff["checklist"] == {"done": 1, "total": len(questions.of(Phase.KICKOFF))}
    assert launch["checklist"] == {"done": 0, "total": 2 * len(questions.of(Phase.LAUNCH))}
    assert made["services"][0]["list"] == "tpn list activities --counted --service sfo"
    kickoff_alone: Any = as_json(KICKOFF, PLAN)
    assert "promised" in kickoff_alone["forecast"]
    light = made["lights"][0]
    assert (light["dimension"], light["computed"], light["previous"], light["overruled"]) == (
        "progress", "green", None, False
    )  # fmt: skip
    assert light["because"][0]["fact"]


def test_a_service_that_is_on_tells_the_day_that_it_came() -> None:
    plan, index = planned(
        "launch:\n  activities: [{id: L-01, title: På nett, service: sfo, due: 2026-09-01, milestone: true,"
        " kind: go_live, status: done, finished: 2026-09-03}]\n"
        "  services: [{service: sfo, launched: 2026-09-03}]\n"
    )
    line = status(plan, index=index).services[0]
    assert (line.launch, line.forecast, line.timing.over) == (date(2026, 9, 3), date(2026, 9, 3), True)


LATE = """\
launch:
  activities:
    - {id: L-01, title: Bygge, service: sfo, start: 2026-09-07, duration: 5d}
    - {id: L-02, title: Slå på, service: sfo, due: 2026-09-09, milestone: true, kind: go_live, after: [L-01]}
"""


def test_a_service_that_is_late_tells_its_working_days() -> None:
    plan, index = planned(LATE)
    part = status(plan, service="sfo", index=index)
    assert part.ends
    assert (part.ends.binding, part.ends.forecast, part.finish_late) == (
        date(2026, 9, 9),
        date(2026, 9, 14),  # the Friday it would be is no day to launch on
        3,
    )
