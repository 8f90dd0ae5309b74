"""A plan as the advice looks at it: the moments that decide when a piece of advice has its time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tpn.model.about import Service
from tpn.model.actors import Actors
from tpn.model.choices import MeetingKind, Phase
from tpn.model.findings import Finding, Route
from tpn.model.launch import ServiceLaunch
from tpn.model.logs import Meeting
from tpn.model.processes import ServiceProcess
from tpn.model.project import Project
from tpn.plan import Plan

SIX_WEEKS = timedelta(weeks=6)


class Advice(NamedTuple):
    """One piece of advice: when it is given, how heavy it weighs (3 most), and the fields that it reads.

    ``reads`` are ways through the format without numbers and names: ``services.subject_staff``. ``whole``: it looks at
    what has ended too, and its findings stand where the files have them.
    """

    code: str
    weight: int
    find: Callable[["AdviceContext"], Iterator[Finding]]
    reads: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True)
class AdviceContext:
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
    def _spans(self) -> Mapping[tuple[Phase, str | None], tuple[date, date]]:
        """The first and last planned day of each phase, and of each service in it."""
        spans: dict[tuple[Phase, str | None], tuple[date, date]] = {}
        for work in self.plan.work:
            first, last = work.dates.plan_start or work.dates.plan_end, work.dates.plan_end
            if first is None or last is None or work.fallen_out:
                continue
            for key in {(work.phase, None), (work.phase, work.activity.service)}:
                known = spans.get(key, (first, last))
                spans[key] = (min(first, known[0]), max(last, known[1]))
        return spans

    def _span(self, phase: Phase, service: str | None) -> tuple[date, date]:
        """That of the service in the phase, else of the phase, else the day the project starts."""
        start = self.project.about.start
        return self._spans.get((phase, service)) or self._spans.get((phase, None)) or (start, start)

    def begun(self, phase: Phase, service: str | None = None, *, days: int = 0) -> bool:
        """Whether a phase began at least so many days ago, for a service where it has work of its own in it."""
        return self._span(phase, service)[0] + timedelta(days=days) <= self.today

    def over(self, phase: Phase, service: str | None = None) -> bool:
        """Whether a phase was to be over by today, by the plan."""
        return self._span(phase, service)[1] < self.today

    def launch_within(self, service: Service, days: int) -> bool:
        """Whether a service is on, or is to be within so many days."""
        if service.id in self.plan.facts.launched:
            return True
        day = self.plan.facts.launch_day(service)
        return day is not None and day <= self.today + timedelta(days=days)

    def launched_on(self, service: str) -> date | None:
        """The day a service went on, where it is on."""
        if service not in self.plan.facts.launched:
            return None
        said = self.plan.facts.launches.get(service)
        return (said.launched if said else None) or self.plan.facts.launch_day(self.project.service[service])

    def near(self, days: int) -> Iterator[tuple[Service, ServiceLaunch, Route]]:
        """The services that are on or soon to be, with what phase 5 says, and where it stands."""
        ways = {said.service: n for n, said in enumerate(self.project.launch.services)}
        for number, service in enumerate(self.project.services):
            if self.launch_within(service, days):
                way = ways.get(service.id)
                said = ServiceLaunch(service=service.id) if way is None else self.project.launch.services[way]
                yield service, said, ("services", number) if way is None else ("launch", "services", way)

    @cached_property
    def processes(self) -> Mapping[str, tuple[int, ServiceProcess]]:
        """The process analysis of each service with its number in the list."""
        return {said.service: (n, said) for n, said in enumerate(self.project.processes.services)}

    @cached_property
    def actors(self) -> Actors:
        """Whose time a step takes."""
        return Actors(self.folder)

    @property
    def folder(self) -> Path | None:
        """The project's folder, whose own content wins over tpn's."""
        return self.plan.facts.questions.folder

    def activity_route(self, activity: str) -> Route:
        """The way to an activity."""
        return self._activity_routes[activity]

    @cached_property
    def _activity_routes(self) -> Mapping[str, Route]:
        return {
            activity.id: (phase.value, "activities", number)
            for phase in Phase
            for number, activity in enumerate(getattr(self.project, phase).activities)
        }
