"""Whole projects, generated: activities of every status, links, milestones, launches, bodies, an agreed plan."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.plan.test_plan_laws import tasks
from tpn.plan.tasks import Task

SERVICES = ("sfo", "byggesak")
BODIES = ("steering_group", "formannskapet")


@st.composite
def projects(draw: st.DrawFn) -> dict[str, Any]:
    """A project as its YAML says it, with up to eight activities and two services."""
    plan = draw(tasks())
    activities = [_activity(draw, task) for task in plan]
    launch = draw(st.none() | st.dates(date(2026, 6, 1), date(2026, 12, 31)))
    return {
        "project": {
            "format": 1, "id": "laget", "name": "Laget", "start": "2026-05-04",
            **({"finish": "2026-10-30"} if draw(st.booleans()) else {}),
            "bodies": [{"id": "formannskapet", "name": "Formannskapet"}],
            **({"agreed_by": "formannskapet"} if draw(st.integers(0, 3)) == 0 else {}),
        },
        "services": [
            {"id": "sfo", "name": "SFO", **({"launch": launch.isoformat()} if launch else {})},
            {"id": "byggesak", "name": "Byggesak", "agreed_by": draw(st.sampled_from(BODIES))},
        ],
        "kickoff": {"activities": activities},
        "decisions": [{"id": "B-01", "title": "Vedtak en"}],
        **_calendar(draw),
        **_platform(draw, [one["id"] for one in activities if not one.get("milestone")]),
    }  # fmt: skip


def _calendar(draw: st.DrawFn) -> dict[str, Any]:
    """Whether a launch may be on a Friday: not said, said, or planned for on none."""
    friday = draw(st.sampled_from((None, True, False)))
    return {} if friday is None else {"calendar": {"launch_on_friday": friday}}


def _platform(draw: st.DrawFn, activities: list[str]) -> dict[str, Any]:
    """Sometimes a component that comes with an activity, with a day of its own or without."""
    if not activities or draw(st.booleans()):
        return {}
    part = {
        "id": "A-K02",
        "name": "Portal",
        "services": ["sfo"],
        "comes_with": draw(st.sampled_from(activities)),
    }
    day = draw(st.none() | st.dates(date(2026, 5, 4), date(2026, 12, 31)))
    return {"procurement": {"components": [{**part, **({"expected": day.isoformat()} if day else {})}]}}


def _activity(draw: st.DrawFn, task: Task) -> dict[str, Any]:
    said: dict[str, Any] = {"id": task.id, "title": f"Aktivitet {task.id}", "status": task.status.value}
    for name in ("start", "due", "started", "finished"):
        if (day := getattr(task, name)) is not None:
            said[name] = day.isoformat()
    if task.started and task.finished and task.finished < task.started:
        said["started"] = said["finished"]
    if task.duration is not None and not task.milestone:
        said["duration"] = f"{task.duration}d"
    if task.percent is not None:
        said["percent"] = task.percent
    if task.status == "blocked":
        said["waiting_for"] = "Svar"
    links = [_link(link.to, link.kind, link.lag) for link in task.links if link.to.startswith("T")]
    if links:
        said["after"] = links
    if task.milestone:
        said |= {"milestone": True, "agreed_by": draw(st.sampled_from(BODIES))}
        if draw(st.booleans()):
            said |= {"kind": "go_live", "service": draw(st.sampled_from(SERVICES))}
    return said


def _link(to: str, kind: str, lag: int) -> str:
    return f"{to} {kind}" + (f" {lag:+d}d" if lag else "")


def written(folder: Path, project: dict[str, Any]) -> Path:
    """The project on the disk; JSON is YAML."""
    folder.mkdir(parents=True)
    lines = []
    for section, said in project.items():
        lines += [f"{section}:", *_lines(said, 2)]
    (folder / "project.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def _lines(said: Any, depth: int) -> Sequence[str]:
    """Block style for what replan edits, so that the text is like one that people write."""
    pad = " " * depth
    if isinstance(said, dict):
        found = []
        for key, value in said.items():
            if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
                found += [f"{pad}{key}:", *_lines(value, depth + 2)]
            else:
                found.append(f"{pad}{key}: {_scalar(value)}")
        return found
    found = []
    for one in said:
        first, *rest = _lines(one, depth + 2)
        found += [f"{pad}- {first.strip()}", *rest]
    return found


def _scalar(value: Any) -> str:
    return value if isinstance(value, str) and value[:4].isdigit() else json.dumps(value, ensure_ascii=False)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """The YAML files as they are."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def days_later(day: date, number: int) -> date:
    return day + timedelta(days=number)
