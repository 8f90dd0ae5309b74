"""Networks with answers that others worked out: what is computed is theirs, value by value."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tpn.model.spans import Link, parse_duration, parse_link
from tpn.plan.schedule import schedule
from tpn.plan.tasks import Dates, Schedule, Task
from tpn.plan.workdays import WorkDays

NETWORKS = Path(__file__).parent.parent / "data" / "networks"
MONDAY = date(2026, 8, 17)
WEEKDAYS = WorkDays(None)


def data(name: str) -> Any:
    return yaml.safe_load((NETWORKS / name).read_text("utf-8"))


J30: Mapping[str, Any] = data("j30.yaml")["networks"]
MSPROJECT: Mapping[str, Any] = data("msproject.yaml")["files"]


def counted(day: date | None) -> int:
    """Working days from the project's start to the end of a day."""
    assert day is not None
    return WEEKDAYS.number_after(day) - WEEKDAYS.number(MONDAY)


def textbook(dates: Dates) -> tuple[int, int, int, int, int | None, int | None]:
    """Early start and finish, late start and finish, free and total float, counted from 0."""
    length = counted(dates.end) - counted(dates.start) + 1
    early, late = counted(dates.end), counted(dates.late_end)
    return early - length, early, late - length, late, dates.free_float, dates.total_float


def j30(name: str) -> tuple[dict[int, int], dict[int, list[int]], Schedule]:
    jobs = {job: (days, before) for job, (days, *before) in J30[name]["jobs"].items()}
    tasks = [
        Task(str(job), duration=days, links=tuple(Link(str(one)) for one in before), milestone=not days)
        for job, (days, before) in jobs.items()
    ]
    # the start job stands at the instant when the project begins
    tasks[0] = tasks[0]._replace(due=WEEKDAYS.previous(MONDAY))
    days = {job: days for job, (days, _) in jobs.items()}
    before = {job: before for job, (_, before) in jobs.items()}
    return days, before, schedule(tasks, WEEKDAYS, date(2026, 8, 1), start=MONDAY)


def longest_ways(
    days: Mapping[int, int], before: Mapping[int, list[int]]
) -> tuple[dict[int, int], dict[int, int]]:
    """By brute force, every path walked: the longest way to a job's start, and from its end to the finish."""

    def walk(job: int, steps: Mapping[int, list[int]]) -> int:
        return max((days[one] + walk(one, steps) for one in steps[job]), default=0)

    after = {job: [one for one, ones in before.items() if job in ones] for job in before}
    return {job: walk(job, before) for job in days}, {job: walk(job, after) for job in days}


@pytest.mark.parametrize("name", list(J30))
def test_a_network_of_psplib_has_its_own_makespan(name: str) -> None:
    assert counted(j30(name)[2].finish) == J30[name]["finish"]


@pytest.mark.parametrize("name", list(J30))
def test_every_date_and_float_of_a_psplib_network_is_that_of_its_longest_paths(name: str) -> None:
    days, before, made = j30(name)
    to, onward = longest_ways(days, before)
    finish = J30[name]["finish"]
    for job, length in days.items():
        dates = made.dates[str(job)]
        early, late = to[job] + length, finish - onward[job]
        near = min((to[one] for one, ones in before.items() if job in ones), default=finish)
        assert (counted(dates.end), counted(dates.late_end)) == (early, late), job
        assert (dates.total_float, dates.free_float) == (late - early, near - early), job
        assert dates.critical == (late == early), job
        if length:
            assert counted(dates.start) - 1 == to[job], job
            assert counted(dates.late_start) - 1 == late - length, job


def test_nine_activities_have_the_dates_and_floats_that_were_published() -> None:
    nine = data("nine.yaml")
    tasks = [
        Task(str(row["id"]), duration=row["days"], links=tuple(Link(str(one)) for one in row["after"]))
        for row in nine["activities"]
    ]
    made = schedule(tasks, WEEKDAYS, MONDAY, start=MONDAY)
    for row in nine["activities"]:
        expected = (*row["early"], *row["late"], row["free"], row["total"])
        assert textbook(made.dates[str(row["id"])]) == expected, row
    assert counted(made.finish) == nine["finish"]
    assert [int(one) for one, dates in made.dates.items() if dates.critical] == nine["critical"]


def leaf(row: Mapping[str, Any]) -> Task:
    link = parse_link(str(row["after"])) if "after" in row else None
    assert link is not None or "after" not in row
    return Task(
        str(row["id"]),
        start=row.get("start"),
        due=row.get("due"),
        duration=parse_duration(row["duration"]) if "duration" in row else None,
        links=(link,) if link else (),
        milestone=row.get("milestone", False),
    )


def leaves() -> Iterator[Any]:
    for name, file in MSPROJECT.items():
        for row in file["activities"]:
            yield pytest.param(name, row, id=f"{name}-{row['id']}")


@pytest.fixture(scope="module")
def stored() -> Mapping[str, Schedule]:
    return {
        name: schedule(
            [leaf(row) for row in file["activities"]], WEEKDAYS, date(2000, 1, 3), start=file["start"]
        )
        for name, file in MSPROJECT.items()
    }


@pytest.mark.parametrize(("name", "row"), list(leaves()))
def test_a_task_has_the_dates_and_slacks_that_microsoft_project_stored(
    stored: Mapping[str, Schedule], name: str, row: Mapping[str, Any]
) -> None:
    dates = stored[name].dates[str(row["id"])]
    assert [dates.start, dates.end] == row["early"]
    assert [dates.late_start, dates.late_end] == row["late"]
    assert (dates.total_float, dates.free_float) == (row["total"], row["free"])
    assert dates.critical == row.get("critical", False)


@pytest.mark.parametrize("name", list(MSPROJECT))
def test_a_project_finishes_when_microsoft_project_says(stored: Mapping[str, Schedule], name: str) -> None:
    assert stored[name].finish == MSPROJECT[name]["finish"]
