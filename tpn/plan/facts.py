"""The facts that the rules judge: each activity with its dates, and what is near its launch."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from tpn.model.about import Service
from tpn.model.choices import Phase, Status
from tpn.model.ended import fallen_out
from tpn.model.launch import ServiceLaunch
from tpn.model.project import Project
from tpn.model.questions import PRIVACY_THEMES, Questions, settled
from tpn.model.shapes import Action, Activity
from tpn.plan.launches import is_go_live
from tpn.plan.tasks import Dates

DUE_SOON = timedelta(days=14)


class Work(NamedTuple):
    """An activity with its dates. ``promised`` is its end in the agreed plan.

    ``delay``: working days that the forecast is after the promise, negative when before; None when finished or
    undated. ``overdue``: not finished and planned to end before today.
    """

    phase: Phase
    activity: Activity
    dates: Dates
    promised: date | None
    delay: int | None
    overdue: bool
    due_soon: bool

    @property
    def done(self) -> bool:
        """Whether it is finished."""
        return self.activity.status is Status.DONE

    @property
    def fallen_out(self) -> bool:
        """Whether it no longer counts."""
        return fallen_out(self.activity)

    @property
    def plan_end(self) -> date | None:
        """When the plan as it stands says it ends."""
        return self.dates.plan_end

    @property
    def end(self) -> date | None:
        """When the forecast says it ends."""
        return self.dates.end


class Delay:
    """How late a piece of work is, for comparing."""

    @staticmethod
    def of(work: Work) -> int:
        """Working days; undated work is never the latest."""
        return work.delay if work.delay is not None else -(10**6)


@dataclass(frozen=True, eq=False, repr=False)
class ProjectFacts:
    """What the rules look at. ``finish`` is the forecast finish, ``finish_late`` working days after the promise."""

    project: Project
    today: date
    work: tuple[Work, ...]
    finish: date | None
    finish_late: int | None
    questions: Questions
    revised: Mapping[str, object] | None = None
    """Of a plan that replaced the first: its number, its decision, working days after the original, times moved."""

    @property
    def handed_over(self) -> date | None:
        """The day on which the line took the project over, where it has; until then None."""
        day = self.project.about.handed_over
        return day if day is not None and day <= self.today else None

    @cached_property
    def once(self) -> dict[object, Any]:
        """What rules have worked out from these facts and are asked for again: by what it is about."""
        return {}

    @cached_property
    def launches(self) -> Mapping[str, ServiceLaunch]:
        """What phase 5 says, by service."""
        return {launch.service: launch for launch in self.project.launch.services}

    @cached_property
    def launched(self) -> tuple[str, ...]:
        """The services that are on: the launch date has passed and go-live is marked done."""
        return self.launched_by(self.today)

    @cached_property
    def going_live(self) -> Mapping[str, str]:
        """By service, the activity that is its going live; of several the last by the plan."""
        last: dict[str, Work] = {}
        for item in self.work:
            name = item.activity.service
            if name and is_go_live(item.activity):
                known = last.get(name)
                if known is None or (item.plan_end or date.min) >= (known.plan_end or date.min):
                    last[name] = item
        return {name: item.activity.id for name, item in last.items()}

    @cached_property
    def _by_id(self) -> Mapping[str, Work]:
        return {item.activity.id: item for item in self.work}

    def launch_day(self, service: Service) -> date | None:
        """When a service is launched by the plan: the end of its going live, else its ``launch`` as typed."""
        name = self.going_live.get(service.id)
        return (self._by_id[name].plan_end if name else None) or service.launch

    def launched_by(self, day: date | None) -> tuple[str, ...]:
        """The services that are on by a day, as far as is known; without a day, today."""
        return tuple(one.id for one in self.project.services if self._is_launched(one, day or self.today))

    def _is_launched(self, service: Service, day: date) -> bool:
        said = self.launches.get(service.id)
        when = (said.launched if said else None) or self.launch_day(service)
        if when is None or when > day or said is None:
            return False
        return said.launched is not None or settled(said.checklist.get(self.questions.go_live or ""))

    def action_due(self, action: Action) -> date | None:
        """When an action is due that is still open; one that has become an activity is open as long as that is."""
        carried = self._by_id.get(action.activity or "")
        if carried:
            return None if carried.done or carried.fallen_out else carried.plan_end
        return action.due if action.done is None else None

    def near_launch(self, within: timedelta) -> Iterator[tuple[Service, date]]:
        """Services not yet on whose launch date is at most this far ahead, or has passed."""
        for service in self.project.services:
            day = self.launch_day(service)
            if day and service.id not in self.launched and day - self.today <= within:
                yield service, day

    def open_privacy(self, service: str) -> list[str]:
        """The open *must* points of privacy, security and records of a service, by id."""
        said = self.launches.get(service)
        answers = said.checklist if said else {}
        return [
            question.id
            for question in self.questions.of(Phase.LAUNCH)
            if question.must and question.theme in PRIVACY_THEMES and not settled(answers.get(question.id))
        ]
