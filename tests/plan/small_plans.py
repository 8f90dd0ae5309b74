"""Small plans for the tests of the schedule: they begin on Monday 17 August 2026."""

from datetime import date
from typing import Any

from tpn.model.spans import parse_link
from tpn.plan.schedule import schedule
from tpn.plan.tasks import Schedule, Task
from tpn.plan.workdays import WorkDays

DAYS = WorkDays("NO")
START = date(2026, 8, 17)  # a Monday
BEFORE = date(2026, 8, 10)


def day(text: str) -> date:
    """``24.8`` of 2026."""
    number, month = text.split(".")
    return date(2026, int(month), int(number))


def task(name: str, *after: str, **fields: Any) -> Task:
    links = tuple(link for link in map(parse_link, after) if link)
    assert len(links) == len(after)
    return Task(name, links=links, **fields)


def made(*tasks: Task, today: date = BEFORE, **fields: Any) -> Schedule:
    return schedule(tasks, DAYS, today, **{"start": START, **fields})
