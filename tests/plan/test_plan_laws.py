"""Laws that hold for every plan."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tpn.model.choices import Status
from tpn.model.ended import FALLEN_OUT
from tpn.model.spans import Link
from tpn.plan.schedule import schedule
from tpn.plan.tasks import Schedule, Task
from tpn.plan.workdays import WorkDays

DAYS = WorkDays("NO", [(date(2026, 7, 6), date(2026, 7, 26))])
START = date(2026, 5, 4)
EXTERNAL = {"A-K01": date(2026, 6, 6), "A-K02": None}

dates = st.dates(date(2026, 4, 20), date(2026, 9, 30))
todays = st.dates(date(2026, 4, 1), date(2026, 9, 30))
ONLY_WAITING = st.just(Status.NOT_STARTED)
ANY = st.sampled_from(Status)


@st.composite
def links(draw: st.DrawFn, number: int) -> tuple[Link, ...]:
    earlier = [*(f"T{one}" for one in range(number)), *EXTERNAL]
    link = st.builds(
        Link, st.sampled_from(earlier), st.sampled_from(["FS", "FS", "SS", "FF", "SF"]), st.integers(-4, 6)
    )
    return tuple(draw(st.lists(link, max_size=3)))


@st.composite
def tasks(draw: st.DrawFn, status: st.SearchStrategy[Status] = ANY) -> list[Task]:
    """A plan of up to eight activities without loops."""
    plan = []
    for number in range(draw(st.integers(1, 8))):
        start, due = draw(st.none() | dates), draw(st.none() | dates)
        if start and due and due < start:
            start, due = due, start
        milestone = draw(st.integers(0, 4)) == 0
        plan.append(
            Task(
                id=f"T{number}",
                start=None if milestone else start,
                due=due,
                duration=None if start and due else draw(st.none() | st.integers(0, 12)),
                links=draw(links(number)),
                milestone=milestone,
                status=draw(status),
                percent=draw(st.none() | st.integers(0, 100)),
                started=draw(st.none() | dates),
                finished=draw(st.none() | dates),
            )
        )
    return plan


waiting = tasks(ONLY_WAITING)


def made(plan: Sequence[Task], today: date) -> Schedule:
    return schedule(plan, DAYS, today, start=START, external=EXTERNAL)


def ends(found: Schedule) -> dict[str, date]:
    return {name: one.end for name, one in found.dates.items() if one.end}


def later(day: date, by: int) -> date:
    return day + timedelta(by)


def followers(plan: Sequence[Task], name: str) -> Iterator[str]:
    """Who follows an activity, through what has fallen out too."""
    for one in plan:
        if any(link.to == name for link in one.links):
            if one.status in FALLEN_OUT:
                yield from followers(plan, one.id)
            else:
                yield one.id


@given(tasks(), todays, st.integers(0, 90))
def test_a_later_today_never_gives_an_earlier_end(plan: list[Task], today: date, by: int) -> None:
    before, after = ends(made(plan, today)), ends(made(plan, later(today, by)))
    assert before.keys() == after.keys()
    assert all(before[name] <= after[name] for name in before)


@given(tasks(), todays, st.data())
def test_one_more_link_never_makes_an_end_earlier(plan: list[Task], today: date, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(plan) - 1))
    more = data.draw(links(number))
    one = plan[number]
    bound = [*plan[:number], one._replace(links=(*one.links, *more)), *plan[number + 1 :]]
    before, after = ends(made(plan, today)), ends(made(bound, today))
    assert all(before[name] <= after[name] for name in before)


@given(tasks(), todays, st.data())
def test_what_ended_sooner_makes_no_end_later(plan: list[Task], today: date, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(plan) - 1))
    sooner, ended = sorted((data.draw(dates), data.draw(dates)))
    # when it began is no later for it either
    done = plan[number]._replace(status=Status.DONE, finished=ended, started=sooner)
    soon = done._replace(finished=sooner)
    with_ended = ends(made([*plan[:number], done, *plan[number + 1 :]], today))
    with_sooner = ends(made([*plan[:number], soon, *plan[number + 1 :]], today))
    assert all(with_sooner[name] <= with_ended[name] for name in with_ended)


@given(tasks(), todays)
def test_free_float_lies_between_nothing_and_total_float(plan: list[Task], today: date) -> None:
    for one in made(plan, today).dates.values():
        if one.total_float is not None and one.free_float is not None:
            assert 0 <= one.free_float <= one.total_float
            assert one.start
            assert one.end
            assert one.late_start
            assert one.late_end
            assert one.start <= one.late_start
            assert one.end <= one.late_end
            assert one.critical == (one.total_float == 0)


@given(tasks(), todays)
def test_nothing_unfinished_ends_before_today_or_starts_after_it_ends(plan: list[Task], today: date) -> None:
    for name, one in made(plan, today).dates.items():
        if one.end and one.start:
            assert one.start <= one.end
            done = next(task for task in plan if task.id == name).status is Status.DONE
            assert done or one.end >= today


@given(tasks(), todays)
def test_no_forecast_of_open_work_betters_its_plan(plan: list[Task], today: date) -> None:
    for one in made(plan, today).dates.values():
        if one.total_float is not None:
            assert one.end
            assert one.plan_end
            assert one.end >= one.plan_end


@given(tasks(), todays)
def test_the_critical_path_runs_to_the_finish(plan: list[Task], today: date) -> None:
    found = made(plan, today)
    critical = {name for name, one in found.dates.items() if one.critical}
    last = max((DAYS.number_after(end) for end in ends(found).values()), default=0)
    for name in critical:
        end = found.dates[name].end
        assert end
        assert DAYS.number_after(end) == last or critical.intersection(followers(plan, name))


@given(tasks(), todays)
def test_open_work_that_ends_last_is_critical(plan: list[Task], today: date) -> None:
    found = made(plan, today)
    for one in found.dates.values():
        if one.total_float is not None and one.end == found.finish:
            assert one.critical


@given(tasks(), todays, st.randoms(use_true_random=False))
def test_the_order_of_the_activities_does_not_matter(plan: list[Task], today: date, random: object) -> None:
    mixed = list(plan)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    there, here = made(plan, today), made(mixed, today)
    assert there.dates == here.dates
    assert set(there.broken) == set(here.broken)


@given(tasks(), todays)
def test_a_mark_of_hanging_names_only_what_has_no_date(plan: list[Task], today: date) -> None:
    found = made(plan, today)
    dateless = {task.id for task in plan if task.status is Status.POSTPONED and found.dates[task.id].undated}
    for one in found.dates.values():
        assert set(one.hanging) <= {"A-K02"} | dateless


# ---------------------------------------------------------------- floats are what they say, tried out


def moved(plan: Sequence[Task], found: Schedule, number: int, by: int) -> Schedule:
    """The same plan with one activity begun that many working days later than its forecast."""
    task, one = plan[number], found.dates[f"T{number}"]
    assert one.start
    assert one.end
    if task.milestone:
        slipped = task._replace(due=DAYS.date(DAYS.number_after(one.end) - 1 + by))
    else:
        length = DAYS.number_after(one.end) - DAYS.number(one.start)
        start = DAYS.date(DAYS.number(one.start) + by)
        slipped = task._replace(start=start, due=None, duration=length)
    return made([*plan[:number], slipped, *plan[number + 1 :]], date(2026, 4, 1))


def points(found: Schedule) -> dict[str, int]:
    return {name: DAYS.number_after(end) for name, end in ends(found).items()}


@settings(max_examples=150)
@given(waiting, st.data())
def test_total_float_is_how_far_an_activity_may_slip(plan: list[Task], data: st.DataObject) -> None:
    number, found = _one_of(plan, data)
    total = found.dates[f"T{number}"].total_float
    assert total is not None
    assert found.finish
    for by in (total, total + 1):
        slipped = moved(plan, found, number, by)
        moves = max(points(slipped).values()) > max(points(found).values())
        assert moves == (by > total)


@settings(max_examples=150)
@given(waiting, st.data())
def test_free_float_is_how_far_it_may_slip_without_moving_another(
    plan: list[Task], data: st.DataObject
) -> None:
    number, found = _one_of(plan, data)
    free = found.dates[f"T{number}"].free_float
    assert free is not None
    for by in (free, free + 1):
        slipped = moved(plan, found, number, by)
        before, after = points(found), points(slipped)
        others = any(before[name] != after[name] for name in before if name != f"T{number}")
        moves = others or max(after.values()) > max(before.values())
        assert moves == (by > free)


def _one_of(plan: list[Task], data: st.DataObject) -> tuple[int, Schedule]:
    """A dated activity; one that is not made longer or shorter by saying it in other words."""
    found = made(plan, date(2026, 4, 1))
    number = data.draw(st.integers(0, len(plan) - 1))
    task, one = plan[number], found.dates[f"T{number}"]
    assume(not one.undated)
    assume(task.milestone or task.duration != 0)
    assert one.start
    assert one.end
    assume(DAYS.is_working(one.start) and DAYS.is_working(one.end))
    return number, found


# ---------------------------------------------------------------- forward, by another way of counting


@given(waiting)
def test_forecasts_are_the_earliest_that_satisfy_every_link(plan: list[Task]) -> None:
    """Rounds of relaxation until nothing moves, from typed dates; as simple as can be."""
    found = made(plan, date(2026, 4, 1))
    outside = {name: DAYS.number_after(day) for name, day in EXTERNAL.items() if day}
    begins: dict[str, int] = dict(outside)
    lengths: dict[str, int] = dict.fromkeys(outside, 0)
    for task in plan:
        if not found.dates[task.id].undated:
            begins[task.id], lengths[task.id] = typed(task)
    for _ in plan:
        for task in plan:
            for link in task.links:
                if link.to in begins and task.id in begins:
                    point = begins[link.to] + (lengths[link.to] if link.kind[0] == "F" else 0) + link.lag
                    point -= lengths[task.id] if link.kind[1] == "F" else 0
                    begins[task.id] = max(begins[task.id], point)
    assert points(found) == {
        name: begin + lengths[name] for name, begin in begins.items() if name not in outside
    }


def typed(task: Task) -> tuple[int, int]:
    """Where the typed dates put an activity, and its length."""
    length = 0 if task.milestone else 1 if task.duration is None else task.duration
    if task.due:
        end = DAYS.number_after(task.due)
        if task.start:
            length = max(1, end - DAYS.number(task.start))
        return end - length, length
    return DAYS.number(task.start or START), length
