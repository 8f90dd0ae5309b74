"""A plan that holds: what is typed, how little of it, and what is then true of every plan."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Any

import pytest

from tests.plan.random_plans import random_day, random_plan
from tests.plan.small_plans import DAYS as PLAIN
from tests.plan.small_plans import START, day, task
from tests.plan.test_plan_laws import DAYS, EXTERNAL, made
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


def test_a_milestone_that_has_begun_is_an_instant_and_what_is_tied_to_its_beginning_stays() -> None:
    begun = task("M", due=day("19.8"), milestone=True, status=Status.IN_PROGRESS)
    found = new(begun, task("B", "M SS +2d", duration=3))
    assert found == {"M": Redated("M", due=day("26.8"))}
    late = task("A", due=day("19.8"), duration=2, status=Status.IN_PROGRESS)
    held = new(
        late, task("B", "A SS +2d", duration=3)
    )  # A began on the 18th, and B may begin from the 20th on
    assert held["A"] == Redated("A", start=day("18.8"), due=day("26.8"), without=("duration",))


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


def plans(count: int) -> Iterator[tuple[int, list[Task], date, Random]]:
    """So many plans and the days they are seen from, each from its number."""
    for seed in range(count):
        chance = Random(f"{seed} today")  # noqa: S311 - no secret
        yield seed, random_plan(seed), random_day(chance), chance


def test_after_it_the_plan_is_what_is_foreseen_and_a_second_time_nothing_is_typed() -> None:
    for seed, plan, today, _ in plans(1500):
        before = made(plan, today)
        after = applied(plan, today)
        found = made(after, today)
        for old, one in zip(plan, after, strict=True):
            dates = found.dates[one.id]
            if one.status is Status.DONE or one.status in FALLEN_OUT or dates.undated:
                assert one == old, seed
                continue
            assert dates.plan_end == dates.end == before.dates[one.id].end, (seed, one.id)
            assert dates.plan_end is not None, (seed, one.id)
            assert dates.plan_end >= today, (seed, one.id)
        assert not found.clashes, seed
        assert applied(after, today) == after, seed
        assert found.finish == before.finish, seed


def test_a_milestone_wanted_no_earlier_than_it_is_foreseen_is_then_on_that_day() -> None:
    wanted_ones = 0
    for seed, plan, today, chance in plans(1500):
        seen = made(plan, today).dates
        names = [
            one.id for one in plan if one.milestone and one.status is not Status.DONE and seen[one.id].end
        ]
        if not names:
            continue
        name = chance.choice(names)
        wanted = DAYS.add(seen[name].end or today, chance.randint(1, 20))
        found = made(applied(plan, today, **{name: wanted}), today).dates
        wanted_ones += 1
        assert found[name].end == found[name].plan_end == wanted, seed
        open_ones = [one.id for one in plan if one.status not in {*FALLEN_OUT, Status.DONE}]
        ends = {one: (found[one].plan_end, found[one].end) for one in open_ones}
        assert not [one for one, (planned, end) in ends.items() if planned and end and end > planned], seed
    assert wanted_ones > 300
