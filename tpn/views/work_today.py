"""«What does each service take today?» – the work behind the services of a project, before anything is changed."""

from collections.abc import Iterator
from typing import NamedTuple

from tpn.model.actors import SideOf
from tpn.model.project import Project
from tpn.plan.processes import compare


class WorkToday(NamedTuple):
    """A service as it is done today: cases a year, the municipality's minutes a case and hours a year, days of waiting.

    None where nobody has said; ``example``: the minutes are examples from the catalogue, not the municipality's own.
    """

    id: str
    name: str
    cases: float | None
    minutes: float | None
    hours: float | None
    waiting: float | None
    example: bool


def work_today(project: Project, side_of: SideOf) -> tuple[WorkToday, ...]:
    """Every service that stands, in the project's order."""
    return tuple(_lines(project, side_of))


def _lines(project: Project, side_of: SideOf) -> Iterator[WorkToday]:
    for service in project.services:
        if service.ended is not None:
            continue
        found = compare(project, service.id, side_of)
        now = found.as_is
        yield WorkToday(
            service.id, service.name, service.cases_per_year, now.manual_minutes if now else None,
            now.hours_per_year if now else None, now.waiting_days if now else None, found.example_times,
        )  # fmt: skip
