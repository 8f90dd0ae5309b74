"""From a revised plan to the edits of the project's files: the fewest typed dates, one date for a launch."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tpn.model.choices import Phase
from tpn.model.index import Index
from tpn.model.project import Project
from tpn.plan import Plan
from tpn.plan.baseline import FINISH
from tpn.plan.launches import launch_dues
from tpn.plan.redating import Redated
from tpn.plan.revision import BindingDate, RevisedPlan
from tpn.source import Edit, Remove, Set


def edits_of(new: RevisedPlan, plan: Plan, index: Index, body: str) -> list[Edit]:
    """The edits that make the plan hold. What ``body`` may not agree is planned for when it is foreseen."""
    return [*_activities(new, plan, index), *_launches(new, plan, index, body), *_finish(new, plan, body)]


def revised_project(project: Project, edits: Iterable[Edit]) -> Project:
    """The project as the edits of a revised plan make it, without its files: dates that are set, what yields."""
    said: dict[tuple[str | int, ...], dict[str, Any]] = {}
    for edit in edits:
        fields = said.setdefault(tuple(edit.route[:-1]), {})
        fields[str(edit.route[-1])] = edit.value if isinstance(edit, Set) else None

    def made(records: tuple[Any, ...], *way: str) -> tuple[Any, ...]:
        return tuple(
            one.but(**said[(*way, n)]) if (*way, n) in said else one for n, one in enumerate(records)
        )

    phases = {one: getattr(project, one) for one in Phase if any(way[0] == one for way in said)}
    return project.but(
        about=project.about.but(**said.get(("project",), {})), services=made(project.services, "services"),
        **{name: phase.but(activities=made(phase.activities, name, "activities")) for name, phase in phases.items()},
    )  # fmt: skip


def _activities(new: RevisedPlan, plan: Plan, index: Index) -> Iterator[Edit]:
    by_launch = launch_dues(plan.project)
    for one in new.typed:
        yield from _activity(one, index.ids[one.id][0].route, typed_due=one.id not in by_launch)


def _activity(one: Redated, route: tuple[str | int, ...], *, typed_due: bool) -> Iterator[Edit]:
    """A going live without a date of its own takes its service's, which is moved as the launch."""
    yield from (Remove((*route, field)) for field in one.without)
    if one.start:
        yield Set((*route, "start"), one.start)
    if one.due and typed_due:
        yield Set((*route, "due"), one.due)


def _launches(new: RevisedPlan, plan: Plan, index: Index, body: str) -> Iterator[Edit]:
    for line in new.lines:
        if line.kind == "launch" and (typed := plan.project.service[line.key].launch):
            going_live = plan.facts.going_live.get(line.key)
            day = new.ends.get(going_live) if going_live else _planned(line, body)
            if day and day != typed:
                yield Set((*index.ids[line.key][0].route, "launch"), day)


def _planned(line: BindingDate, body: str) -> date | None:
    return line.proposed if line.body == body else line.forecast


def _finish(new: RevisedPlan, plan: Plan, body: str) -> Iterator[Edit]:
    line = next(line for line in new.lines if line.key == FINISH)
    typed = plan.project.about.finish
    if typed and line.body == body and line.proposed and line.proposed != typed:
        yield Set(("project", "finish"), line.proposed)
