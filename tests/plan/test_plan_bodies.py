"""Meetings decide: a milestone of a body is forecast to the first meeting whose papers the work before it reaches."""

from datetime import date
from typing import Any

import pytest

from tests.edits.small_projects import ABOUT
from tests.plan.small_plans import START, day, made, task
from tests.views.small_views import planned
from tpn.model.about import About, Body
from tpn.model.choices import Every
from tpn.model.project import Project
from tpn.plan.bodies import next_meeting_of, sittings
from tpn.plan.redating import redated
from tpn.plan.workdays import WorkDays

DAYS = WorkDays("NO")
MEETS = ((date(2026, 9, 8), date(2026, 9, 15)), (date(2026, 10, 6), date(2026, 10, 13)))


def decided(duration: int, **fields: Any) -> date | None:
    """When a body decides what takes so many days from Monday 17 August on."""
    milestone = task("M", "A", milestone=True, sittings=MEETS, **fields)
    return made(task("A", start=START, duration=duration), milestone).dates["M"].end


@pytest.mark.parametrize(
    ("duration", "decided_on"),
    [
        (1, date(2026, 9, 15)),
        (16, date(2026, 9, 15)),  # done on Monday the 7th, and the papers are due on the 8th
        (17, date(2026, 10, 13)),  # done on the very day of the deadline
        (36, date(2026, 10, 13)),
    ],
)
def test_what_is_ready_before_the_paper_deadline_is_decided_in_that_meeting(
    duration: int, decided_on: date
) -> None:
    assert decided(duration) == decided_on


def test_after_the_last_meeting_that_is_known_it_stands_where_its_links_put_it() -> None:
    assert decided(45) == made(task("A", start=START, duration=45)).dates["A"].end


def test_a_meeting_before_the_planned_day_is_not_meant() -> None:
    assert decided(1, due=date(2026, 10, 13)) == date(2026, 10, 13)


def test_a_plan_that_holds_is_planned_for_the_meeting() -> None:
    tasks = [
        task("A", start=START, duration=17),
        task("M", "A", milestone=True, due=day("15.9"), sittings=MEETS),
    ]
    (typed,) = redated(tasks, DAYS, START, start=START)
    assert (typed.id, typed.due) == ("M", date(2026, 10, 13))


def test_a_body_meets_on_its_days_and_in_its_series_and_its_papers_are_due_before() -> None:
    body = Body(
        id="rad",
        name="Rådet",
        meetings=(date(2026, 9, 1),),
        first=date(2026, 8, 25),
        every=Every.MONTH,
        paper_days=7,
    )
    project = Project(about=About(format=1, id="p", name="P", start=START, bodies=(body,)))
    found = sittings(project, "rad", DAYS)
    assert [one.day for one in found[:3]] == [date(2026, 8, 25), date(2026, 9, 1), date(2026, 9, 22)]
    assert all((one.day - one.papers).days == 7 for one in found)
    coming = next_meeting_of(project, "rad", date(2026, 8, 26), DAYS)
    assert coming is not None
    assert coming.day == date(2026, 9, 22)  # the papers of the 1st were due on the 25th
    assert sittings(project, "steering_group", DAYS) == ()


def test_a_milestone_that_a_body_decides_waits_for_its_next_meeting() -> None:
    body = "{id: rad, name: Rådet, meetings: [2026-10-13], paper_days: 5}"
    about = ABOUT.replace("lead: liv,", f"lead: liv, bodies: [{body}],")
    text = "kickoff: {activities: [{id: K-1, title: Vedtas, due: 2026-09-30, milestone: true%s}]}\n"
    decided_there, _ = planned(text % ", decided_by: rad", about=about)
    alone, _ = planned(text % "", about=about)
    assert (decided_there.by_id["K-1"].end, alone.by_id["K-1"].end) == (date(2026, 10, 13), date(2026, 9, 30))
