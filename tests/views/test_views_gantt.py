"""The plan as a chart, on small YAML: bars, marks, what is agreed and what is closed; every day by hand."""

from datetime import date

from tests.edits.small_projects import ABOUT, project
from tests.views.small_views import TODAY
from tpn.model.choices import Light, Phase
from tpn.model.questions import Questions
from tpn.plan import work_out
from tpn.plan.baseline import Agreed, Baseline
from tpn.views.gantt import empty, gantt, of_service
from tpn.views.gantt_facts import GanttFacts, GanttMark

WORK = """\
kickoff:
  activities:
    - {id: K-01, title: Begynne, start: 2026-08-18, due: 2026-08-21, status: done, finished: 2026-08-20}
    - {id: K-02, title: Fortsette, start: 2026-09-09, due: 2026-09-11}
    - {id: K-03, title: Falt, due: 2027-12-31, status: cancelled}
    - {id: K-04, title: Uten dag}
processes:
  activities:
    - {id: P-01, title: Kartlegge, service: sfo, start: 2026-09-14, due: 2026-09-18}
    - {id: P-02, title: Slutt, service: sfo, due: 2026-09-22, milestone: true}
launch:
  activities:
    - {id: L-01, title: Slå på, service: sfo, due: 2026-10-12, milestone: true, kind: go_live, after: [P-01]}
    - {id: L-02, title: Var, service: bhg, due: 2026-09-01, milestone: true, kind: go_live, status: done,
       finished: 2026-09-03}
  services: [{service: bhg, launched: 2026-09-03}]
"""


def day(number: int, month: int = 9) -> date:
    return date(2026, month, number)


def chart(text: str = WORK, baseline: Baseline | None = None, about: str = ABOUT) -> GanttFacts:
    return gantt(work_out(project(text, about), TODAY, baseline=baseline, questions=Questions()))


CHART = chart()


def test_each_phase_from_its_first_start_to_its_last_end() -> None:
    assert [(bar.phase, bar.start, bar.end, bar.done, bar.total) for bar in CHART.phases] == [
        (Phase.KICKOFF, day(18, 8), day(11), 1, 3),
        (Phase.PROCESSES, day(14), day(22), 0, 2),
        (Phase.LAUNCH, day(3), day(12, 10), 1, 2),
    ]
    assert [(bar.agreed_start, bar.agreed_end, bar.late) for bar in CHART.phases] == [(None, None, None)] * 3


def test_each_service_with_its_light_and_launch() -> None:
    sfo, bhg = CHART.services
    assert (sfo.service, sfo.name, sfo.start, sfo.end) == ("sfo", "SFO", day(14), day(12, 10))
    assert (sfo.launch, sfo.launched, sfo.launch_agreed, sfo.late) == (day(12, 10), False, None, None)
    assert sfo.light is Light.YELLOW
    assert (bhg.launch, bhg.launched, bhg.start, bhg.end) == (day(3), True, day(3), day(3))


def test_milestones_are_marked_where_they_are_foreseen_or_were() -> None:
    assert CHART.phases[1].marks == (GanttMark("P-02", "Slutt", None, day(22), False),)  # noqa: FBT003
    assert CHART.services[1].marks == (GanttMark("L-02", "Var", None, day(3), True),)  # noqa: FBT003
    assert CHART.phases[0].marks == ()


def test_what_carries_the_finish_is_shown_where_it_is_not_done() -> None:
    assert CHART.critical == ("L-01",)
    assert [bar.critical for bar in CHART.phases] == [(), (), ((day(12, 10), day(12, 10)),)]


def test_the_groups_are_the_common_work_and_then_each_service() -> None:
    assert [
        (group.service.service if group.service else None, [bar.phase for bar in group.rows]) for group in CHART.groups
    ] == [
        (None, [Phase.KICKOFF]), ("sfo", [Phase.PROCESSES, Phase.LAUNCH]), ("bhg", [Phase.LAUNCH])
    ]  # fmt: skip
    assert [group.service is None for group in chart(WORK.replace("kickoff", "benefits")).groups] == [
        True, False, False
    ]  # fmt: skip
    alone = chart("launch: {activities: [{id: L-1, title: A, service: sfo, due: 2026-10-12}]}")
    assert all(group.service for group in alone.groups)


def test_one_service_phase_by_phase() -> None:
    one = of_service(CHART, "sfo")
    assert [bar.phase for bar in one.phases] == [Phase.PROCESSES, Phase.LAUNCH]
    assert ([bar.service for bar in one.services], len(one.groups), one.finish) == (["sfo"], 1, CHART.finish)
    nobody = of_service(CHART, "borte")
    assert (nobody.phases, nobody.services, nobody.groups) == ((), (), ())


def test_the_chart_is_whole_months_about_all_days_and_today() -> None:
    assert (CHART.first, CHART.last, CHART.as_of) == (day(1, 8), day(31, 10), TODAY)
    nothing = chart("kickoff: {}")
    assert (nothing.first, nothing.last) == (day(1), day(30))
    december = chart("kickoff: {activities: [{id: K-1, title: A, due: 2026-12-31}]}")
    assert december.last == day(31, 12)
    november = chart("kickoff: {activities: [{id: K-1, title: A, due: 2026-11-30}]}")
    assert november.last == day(30, 11)
    beyond = chart("kickoff: {activities: [{id: K-1, title: A, due: 2099-12-31}]}")
    assert beyond.closed == ()  # over ten years they would be hairlines


def test_it_is_empty_where_nothing_has_a_day() -> None:
    assert empty(chart("kickoff: {activities: [{id: K-1, title: A}]}"))
    assert not empty(CHART)
    assert not empty(chart("kickoff: {activities: [{id: K-1, title: A, start: 2026-09-09}]}"))
    assert not empty(chart("launch: {activities: [{id: L-1, title: A, service: sfo, due: 2026-10-12}]}"))


CLOSED = ABOUT + "calendar: {closed: [{from: 2026-10-05, to: 2026-10-09, name: Høst}]}\n"


def test_a_stretch_without_work_is_closed_from_four_days_on() -> None:
    assert chart(about=CLOSED).closed == ((day(3, 10), day(11, 10)),)  # with the weekends about it
    assert CHART.closed == ()
    two = CLOSED.replace("2026-10-09", "2026-10-06")
    assert chart(about=two).closed == ((day(3, 10), day(6, 10)),)
    one = CLOSED.replace("2026-10-09", "2026-10-05")
    assert chart(about=one).closed == ()
    last = CLOSED.replace("2026-10-05", "2026-10-28").replace("2026-10-09", "2026-11-02")
    assert chart(about=last).closed == ((day(28, 10), day(31, 10)),)  # as far as the chart goes


AGREED = Baseline(
    day(1), launches={"sfo": day(8, 10)}, finish=day(8, 10),
    ends={"K-01": day(21, 8), "K-02": day(9), "P-01": day(16), "P-02": day(17), "L-01": day(8, 10)},
    trail={"sfo": (Agreed(day(1), day(8, 10)),), "project": (Agreed(day(1), day(8, 10)),)},
)  # fmt: skip


def test_against_what_was_agreed_it_tells_how_many_working_days_late() -> None:
    made = chart(baseline=AGREED)
    assert (made.agreed, made.finish, made.finish_agreed, made.late) == (day(1), day(12, 10), day(8, 10), 2)
    kickoff, processes, launch = made.phases
    assert (kickoff.agreed_start, kickoff.agreed_end, kickoff.late) == (day(18, 8), day(9), 2)
    assert (processes.agreed_start, processes.agreed_end, processes.late) == (day(14), day(17), 3)
    assert launch.late == 2
    sfo = made.services[0]
    assert (sfo.launch_agreed, sfo.launch, sfo.late) == (day(8, 10), day(12, 10), 2)
    assert launch.marks[0].agreed == day(8, 10)
