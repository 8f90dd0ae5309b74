"""A launch is not foreseen in a time when nothing is launched; what waits for it follows."""

from datetime import date

import pytest

from tpn.model.choices import Status
from tpn.model.spans import Link
from tpn.plan.schedule import schedule
from tpn.plan.tasks import Task
from tpn.plan.workdays import WorkDays

TODAY = date(2026, 9, 1)
FREEZE = ((date(2026, 12, 14), date(2027, 1, 3)), (date(2027, 1, 4), date(2027, 1, 8)))


@pytest.mark.parametrize(
    ("due", "foreseen"),
    [
        (date(2026, 12, 11), date(2026, 12, 11)),  # the last day before
        (date(2026, 12, 14), date(2027, 1, 11)),  # the first day of it: the next period follows without a gap
        (date(2027, 1, 8), date(2027, 1, 11)),
        (date(2027, 1, 11), date(2027, 1, 11)),
    ],
)
def test_a_launch_is_foreseen_after_the_freeze_and_the_plan_stands(due: date, foreseen: date) -> None:
    launch = Task("T1", due=due, milestone=True, closed=FREEZE)
    after = Task("T2", duration=2, links=(Link("T1", "FS", 0),))
    made = schedule([launch, after], WorkDays(), TODAY)
    assert (made.dates["T1"].plan_end, made.dates["T1"].end) == (due, foreseen)
    assert made.dates["T2"].start == WorkDays().add(foreseen, 1)


def test_what_is_done_and_what_is_no_launch_are_left_alone() -> None:
    day = date(2026, 12, 15)
    other = Task("T1", due=day, milestone=True)
    done = Task("T2", due=day, finished=day, status=Status.DONE, milestone=True, closed=FREEZE)
    made = schedule([other, done], WorkDays(), day)
    assert (made.dates["T1"].end, made.dates["T2"].end) == (day, day)


FRIDAY = date(2026, 9, 18)
MONDAY = date(2026, 9, 21)


@pytest.mark.parametrize(
    ("task", "planned", "foreseen"),
    [
        (Task("T1", due=FRIDAY, not_on_friday=True), FRIDAY, FRIDAY),  # as it is typed
        (Task("T1", due=date(2026, 9, 17), links=(Link("T0", "FS", 0),), not_on_friday=True),
         date(2026, 9, 17), MONDAY),
        (Task("T1", links=(Link("T0", "FS", 0),), not_on_friday=True), FRIDAY, FRIDAY),
        (Task("T1", links=(Link("T0", "FS", 0),), not_on_friday=True, planned_off_friday=True), MONDAY, MONDAY),
        (Task("T1", due=FRIDAY, not_on_friday=True, planned_off_friday=True), FRIDAY, FRIDAY),
        (Task("T1", due=date(2026, 9, 17), links=(Link("T0", "FS", 0),)), date(2026, 9, 17), FRIDAY),
    ],
)  # fmt: skip
def test_a_launch_that_moves_is_on_no_friday(task: Task, planned: date, foreseen: date) -> None:
    work = Task("T0", due=FRIDAY, duration=2)
    after = Task("T2", duration=1, links=(Link("T1", "FS", 0),))
    made = schedule([work, task._replace(milestone=True), after], WorkDays(), TODAY)
    assert (made.dates["T1"].plan_end, made.dates["T1"].end) == (planned, foreseen)
    assert made.dates["T2"].start == WorkDays().add(foreseen, 1)


def test_a_friday_at_the_end_of_a_freeze_is_none_either() -> None:
    frozen = ((date(2026, 9, 14), date(2026, 9, 17)),)
    launch = Task("T1", due=date(2026, 9, 15), milestone=True, closed=frozen, not_on_friday=True)
    assert schedule([launch], WorkDays(), TODAY).dates["T1"].end == MONDAY
