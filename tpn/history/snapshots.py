"""Snapshots: the project as it was on a day, under ``history/snapshots/``; an agreed one is the baseline.

A snapshot is a folder: the YAML files as they were, and ``facts.json`` with what was worked out that day, so that
looking back needs no second reading of the old files and no old version of the rules.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tpn.history.entries import mark_of
from tpn.history.own_files import kept_text
from tpn.history.published import facts_of_report, last_published, published
from tpn.model.choices import Light, Status
from tpn.model.index import index
from tpn.model.project import Project
from tpn.plan import Plan
from tpn.plan.baseline import FINISH
from tpn.plan.timing import timing_of
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import TextFile
from tpn.source.names import free_name

FOLDER = Path("history") / "snapshots"
FACTS = "facts.json"
MOVES = Path("history") / "moves.json"


class Snapshot(NamedTuple):
    """One snapshot: its folder, name, day, and whether the plan was agreed."""

    folder: Path
    name: str
    taken: date
    agreed: bool
    facts: Mapping[str, Any]


def snapshots(project: Path) -> tuple[Snapshot, ...]:
    """All snapshots of a project, the oldest first.

    Raises:
        Stop: one has been damaged.
    """
    found = [_read(project, path) for path in (project / FOLDER).glob(f"*/{FACTS}")]
    return tuple(sorted(found, key=lambda one: (one.taken, str(one.facts.get("at") or ""), one.folder.name)))


def _read(project: Path, path: Path) -> Snapshot:
    try:
        facts = _facts(kept_text(project, path))
        return Snapshot(
            path.parent, facts["name"], date.fromisoformat(facts["taken"]), bool(facts["agreed"]), facts
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Stop(
            Problem("snapshot-damaged", FilePlace(path.as_posix()), {"file": path.as_posix()})
        ) from None


@lru_cache(maxsize=32)  # a plan asks for them three times, and they never change
def _facts(text: str) -> Any:
    """What a snapshot remembers, from its text.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: it cannot be read.
    """
    try:
        facts = json.loads(text)
    except RecursionError:
        raise ValueError(text) from None
    _must_have_shape(facts)
    return facts


def _must_have_shape(facts: Any) -> None:
    """Make sure that what is read of a snapshot later can be read.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: it cannot.
    """
    days = [*facts.get("launches", {}).values(), facts["finish"]]
    days += [day for _, start, end in facts["activities"].values() for day in (start, end)]
    for day in days:
        if day is not None:
            date.fromisoformat(day)
    lists = (facts["ids"], facts["risks"], facts["decided"])
    if not all(isinstance(one, str) for some in lists for one in some):
        raise TypeError(facts)
    for light in facts["lights"].values():
        Light(light)


def previous(project: Path, today: date) -> Snapshot | None:
    """The last snapshot before ``today``: what «since last» means."""
    return next((one for one in reversed(snapshots(project)) if one.taken < today), None)


def known_on(project: Path, day: date) -> Snapshot | None:
    """The last snapshot of that day or before it: what was known then."""
    return next((one for one in reversed(snapshots(project)) if one.taken <= day), None)


def reported(project: Path, today: date) -> dict[str, date]:
    """The forecasts of the previous report, by activity, service or ``FINISH``.

    The last published report that stands; without one the last snapshot that is not today's agreed plan.
    """
    if last := last_published(project, today):
        return _forecasts(facts_of_report(project, last))
    found = (
        one
        for one in reversed(snapshots(project))
        if one.taken < today or (one.taken == today and not one.agreed)
    )
    last = next(found, None)
    if last is None:
        return {}
    said = {name: end for name, (_, _, end) in last.facts["activities"].items()}
    said |= last.facts.get("launches", {}) | {FINISH: last.facts["finish"]}
    return {name: date.fromisoformat(end) for name, end in said.items() if end is not None}


def foreseen(project: Path, name: str) -> tuple[tuple[date, date], ...]:
    """What each published report that stands foresaw of an activity, a launch or ``FINISH``: the date, and its day."""
    said = (
        (_forecasts(facts_of_report(project, one)).get(name), one.last)
        for one in published(project)
        if one.stands
    )
    return tuple((to, day) for to, day in said if to)


def _forecasts(report: Mapping[str, Any]) -> dict[str, date]:
    said = dict(report.get("forecasts", {})) | {FINISH: report["figures"]["finish"]}
    said |= {one["id"]: one["forecast"] for one in report.get("services", ())}
    return {name: date.fromisoformat(end) for name, end in said.items() if end is not None}


def blocked_since(project: Path, today: date) -> dict[str, date]:
    """By activity: the day of the first snapshot of the unbroken row up to today in which it was blocked."""
    since: dict[str, date] = {}
    for one in (snapshot for snapshot in snapshots(project) if snapshot.taken <= today):
        blocked = {name for name, said in one.facts["activities"].items() if said[0] == Status.BLOCKED}
        since = {name: since.get(name, one.taken) for name in blocked}
    return since


def facts_of(plan: Plan, name: str, *, agreed: bool, at: datetime | None = None) -> dict[str, Any]:
    """What a snapshot remembers of a plan. ``at``: when it was made, which orders what is agreed."""
    return {
        "format": 1,
        "name": name,
        "taken": plan.today.isoformat(),
        "agreed": agreed,
        "overall": plan.overall.value,
        "lights": {shown.dimension.value: shown.light.value for shown in plan.lights},
        "finish": plan.schedule.finish.isoformat() if plan.schedule.finish else None,
        "launches": {
            service.id: _iso(said.forecast)
            for service in plan.project.services
            if (said := timing_of(service, plan))
        },
        "activities": {
            work.activity.id: [work.activity.status.value, _iso(work.plan_end), _iso(work.end)]
            for work in plan.work
        },
        "ids": sorted(_ids(plan.project)),
        "risks": [risk.id for risk in plan.project.risks],
        "decided": [decision.id for decision in plan.project.decisions if decision.decided],
        "at": at.isoformat() if at else None,
        "agreed_dates": {"launches": _launches(plan), "finish": _finish(plan)},
    }


def _finish(plan: Plan) -> str | None:
    """When the project is finished by the plan: as typed, else when the last of it ends."""
    said = timing_of(plan.project.about, plan)
    return _iso(said.plan) if said else None


def _launches(plan: Plan) -> dict[str, str]:
    """The launch of each service by the plan."""
    days = {service.id: timing_of(service, plan) for service in plan.project.services}
    return {service: said.plan.isoformat() for service, said in days.items() if said and said.plan}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _ids(project: Project) -> Iterator[str]:
    """Every id in use, so that a number is never given twice."""
    return iter(index(project).ids)


def files_of(
    project: Path, files: Mapping[str, TextFile], facts: Mapping[str, Any], existing: tuple[Snapshot, ...]
) -> dict[Path, str]:
    """The files of a new snapshot by path: the YAML as it is, and the facts."""
    made = (mark_of(project, datetime.fromisoformat(at)),) if (at := facts.get("at")) else ()
    stem = "-".join((facts["taken"], _slug(str(facts["name"])), *made))
    folder = project / FOLDER / free_name(stem, (one.folder.name for one in existing))
    texts = {folder / file.path.name: file.text for file in files.values()}
    return texts | {folder / FACTS: json.dumps(facts, ensure_ascii=False, indent=1) + "\n"}


def _slug(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name.strip()).strip("-.") or "snapshot"
