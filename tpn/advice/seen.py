"""A plan as the advice looks at it: the moments that decide when a piece of advice has its time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from tpn.model.about import Service
from tpn.model.choices import MeetingKind, Phase
from tpn.model.findings import Finding
from tpn.model.logs import Meeting
from tpn.model.processes import ServiceProcess
from tpn.model.project import Project
from tpn.plan import Plan

SIX_WEEKS = timedelta(weeks=6)


class Advice(NamedTuple):
    """One piece of advice: when it is given, how heavy it weighs (3 most), and the fields that it reads.

    ``reads`` are ways through the format without numbers and names: ``services.subject_staff``.
    """

    code: str
    weight: int
    find: Callable[["Seen"], Iterator[Finding]]
    reads: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """A plan with the moments of its phases, services and meetings."""

    plan: Plan

    @property
    def project(self) -> Project:
        """The facts."""
        return self.plan.project

    @property
    def today(self) -> date:
        """The day it is seen from."""
        return self.plan.today

    @cached_property
    def kickoff(self) -> tuple[int, Meeting] | None:
        """The kick-off meeting with its number in the list; the one with a date first."""
        found = [(n, m) for n, m in enumerate(self.project.meetings) if m.kind is MeetingKind.KICKOFF]
        return min(found, key=lambda pair: pair[1].date or date.max, default=None)

    def after_kickoff(self, days: int = 0) -> bool:
        """Whether the kick-off was held more than so many days ago."""
        held = self.kickoff[1].date if self.kickoff else None
        return held is not None and self.today > held + timedelta(days=days)

    @cached_property
    def _begins(self) -> Mapping[tuple[Phase, str | None], date]:
        """The first planned day of each phase, and of each service in it."""
        first: dict[tuple[Phase, str | None], date] = {}
        for work in self.plan.work:
            start = work.dates.plan_start or work.dates.plan_end
            if start is None or work.fallen_out:
                continue
            for key in {(work.phase, None), (work.phase, work.activity.service)}:
                first[key] = min(start, first.get(key, start))
        return first

    def begun(self, phase: Phase, service: str | None = None, *, days: int = 0) -> bool:
        """Whether a phase began so many days ago: for the service, else at all, else the project itself."""
        begins = self._begins.get((phase, service)) or self._begins.get((phase, None))
        return (begins or self.project.about.start) + timedelta(days=days) <= self.today

    def launch_within(self, service: Service, days: int) -> bool:
        """Whether a service is on, or is to be within so many days."""
        if service.id in self.plan.facts.launched:
            return True
        return service.launch is not None and service.launch <= self.today + timedelta(days=days)

    def launched_on(self, service: str) -> date | None:
        """The day a service went on, where it is on."""
        if service not in self.plan.facts.launched:
            return None
        said = self.plan.facts.launches.get(service)
        return (said.launched if said else None) or self.project.service[service].launch

    def near(self, days: int) -> Iterator[tuple[Service, tuple[str | int, ...]]]:
        """The services that are on or near it, each with the way to its launch, else to the service itself."""
        ways = {said.service: n for n, said in enumerate(self.project.launch.services)}
        for number, service in enumerate(self.project.services):
            if self.launch_within(service, days):
                way = ways.get(service.id)
                yield service, ("services", number) if way is None else ("launch", "services", way)

    @cached_property
    def processes(self) -> Mapping[str, tuple[int, ServiceProcess]]:
        """The process analysis of each service with its number in the list."""
        return {said.service: (n, said) for n, said in enumerate(self.project.processes.services)}

    def activity_route(self, activity: str) -> tuple[str | int, ...]:
        """The way to an activity."""
        return self._activity_routes[activity]

    @cached_property
    def _activity_routes(self) -> Mapping[str, tuple[str | int, ...]]:
        return {
            activity.id: (phase.value, "activities", number)
            for phase in Phase
            for number, activity in enumerate(getattr(self.project, phase).activities)
        }
