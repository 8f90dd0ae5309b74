"""A plan that holds: what is typed, how little of it, and what is then true of every plan."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.plan.small_plans import DAYS as PLAIN
from tests.plan.small_plans import START, day, task
from tests.plan.test_plan_laws import DAYS, EXTERNAL, made, tasks, todays
from tests.plan.test_plan_laws import START as LAWS_START
from tpn.model.choices import Status
from tpn.model.ended import FALLEN_OUT
from tpn.plan.redating import Redated, redated
from tpn.plan.tasks import Task

TODAY = day("26.8")  # a Wednesday


def new(*plan: Task, today: date = TODAY, **wanted: date) -> dict[str, Redated]:
    return {one.id: one for one in redated(plan, PLAIN, today, start=START, wanted=wanted)}


@pytest.mark.parametrize(
    ("fields", "typed"),
    [
        # not begun, and its time has passed: from today on, as long as it is
        ({"duration": 3}, {"start": day("26.8")}),
        ({"start": day("17.8"), "duration": 3}, {"start": day("26.8")}),
        ({"due": day("19.8")}, {"due": day("26.8")}),
        ({"due": day("19.8"), "duration": 3}, {"due": day("28.8")}),
        ({"start": day("17.8"), "due": day("19.8")}, {"start": day("26.8"), "due": day("28.8")}),
        ({"start": day("17.8"), "due": day("19.8"), "duration": 3}, {"start": day("26.8"), "due": day("28.8")}),
        ({"due": day("19.8"), "milestone": True}, {"due": day("26.8")}),
        # its time is still to come
        ({"start": day("31.8"), "due": day("4.9")}, None),
        ({"due": day("26.8"), "milestone": True}, None),
        # begun: only the end moves, and the duration yields where the three would disagree
        ({"start": day("17.8"), "duration": 3, "status": Status.IN_PROGRESS},
         {"due": day("26.8"), "without": ("duration",)}),
        ({"due": day("21.8"), "status": Status.IN_PROGRESS}, {"due": day("26.8")}),
        ({"start": day("17.8"), "due": day("21.8"), "percent": 60, "status": Status.IN_PROGRESS}, {"due": day("27.8")}),
        ({"start": day("17.8"), "due": day("28.8"), "percent": 1, "status": Status.IN_PROGRESS}, None),
        # nothing to say of these
        ({"due": day("19.8"), "status": Status.DONE}, None),
        ({"due": day("19.8"), "status": Status.CANCELLED}, None),
        ({"duration": 3, "status": Status.POSTPONED}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_what_is_typed_in_an_activity(fields: dict[str, Any], typed: dict[str, Any] | None) -> None:
    assert new(task("A", **fields)).get("A") == (Redated("A", **typed) if typed else None)


def test_what_follows_by_its_links_is_typed_nothing_in() -> None:
    late = task("A", start=day("17.8"), duration=5)
    found = new(late, task("B", "A", duration=5), task("M", "B", milestone=True))
    assert set(found) == {"A"}


def test_typed_dates_of_what_follows_become_those_that_are_foreseen() -> None:
    late = task("A", start=day("17.8"), due=day("21.8"), status=Status.IN_PROGRESS, percent=20)
    found = new(
        late,
        task("B", "A", start=day("24.8"), due=day("28.8")),
        task("M", "B", due=day("28.8"), milestone=True),
    )
    assert found["A"] == Redated("A", due=day("31.8"))
    assert found["B"] == Redated("B", start=day("1.9"), due=day("7.9"))
    assert found["M"] == Redated("M", due=day("7.9"))


def test_a_milestone_that_is_wanted_later_is_waited_for() -> None:
    found = new(task("M", due=day("28.8"), milestone=True), task("B", "M", due=day("31.8")), M=day("4.9"))
    assert found == {"M": Redated("M", due=day("4.9")), "B": Redated("B", due=day("7.9"))}


def test_what_was_done_late_holds_its_follower_only_by_a_typed_start() -> None:
    done = task("A", due=day("19.8"), finished=day("25.8"), status=Status.DONE)
    assert new(done, task("B", "A", duration=2)) == {"B": Redated("B", start=day("26.8"))}


def applied(plan: Sequence[Task], today: date, **wanted: date) -> list[Task]:
    changes = {
        one.id: one for one in redated(plan, DAYS, today, start=LAWS_START, external=EXTERNAL, wanted=wanted)
    }
    return [
        one._replace(
            start=None if "start" in change.without else change.start or one.start,
            due=change.due or one.due,
            duration=None if "duration" in change.without else one.duration,
        )
        if (change := changes.get(one.id))
        else one
        for one in plan
    ]


@settings(max_examples=300)
@given(tasks(), todays)
def test_after_it_the_plan_is_what_is_foreseen_and_a_second_time_nothing_is_typed(
    plan: list[Task], today: date
) -> None:
    # a milestone is an instant: one that is "begun" and tied by its beginning has no day that all three can agree on
    assume(not any(one.milestone and one.status is Status.IN_PROGRESS for one in plan))
    before = made(plan, today)
    after = applied(plan, today)
    found = made(after, today)
    for old, one in zip(plan, after, strict=True):
        dates = found.dates[one.id]
        if one.status is Status.DONE or one.status in FALLEN_OUT or dates.undated:
            assert one == old
            continue
        assert dates.plan_end == dates.end == before.dates[one.id].end
        assert dates.plan_end is not None
        assert dates.plan_end >= today
    assert not found.clashes
    assert applied(after, today) == after
    assert found.finish == before.finish


@settings(max_examples=150)
@given(tasks(), todays, st.data())
def test_a_milestone_wanted_no_earlier_than_it_is_foreseen_is_then_on_that_day(
    plan: list[Task], today: date, data: st.DataObject
) -> None:
    open_ones = [
        one.id
        for one in plan
        if one.milestone and one.status is not Status.DONE and made(plan, today).dates[one.id].end
    ]
    if not open_ones:
        return
    name = data.draw(st.sampled_from(open_ones))
    foreseen = made(plan, today).dates[name].end or today
    wanted = DAYS.add(foreseen, data.draw(st.integers(1, 20)))
    found = made(applied(plan, today, **{name: wanted}), today)
    if plan[int(name[1:])].status not in FALLEN_OUT:
        assert found.dates[name].end == found.dates[name].plan_end == wanted
    late = [
        one
        for one, dates in found.dates.items()
        if dates.plan_end and dates.end and dates.end > dates.plan_end
    ]
    assert not [one for one in late if plan[int(one[1:])].status not in {*FALLEN_OUT, Status.DONE}]
