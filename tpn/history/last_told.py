"""What was told last: the one answer to «since when?» that every screen holds today against."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tpn.history.published import PublishedReport, facts_of_report, last_published
from tpn.history.snapshots import previous
from tpn.model.choices import Status


def last_told(project: Path, today: date) -> Mapping[str, Any] | None:
    """The facts of what was told last before ``today``, shaped as a snapshot's; None where nothing was.

    The later of the last snapshot and the last published report that stands. Of one day, the lights are those of the
    report: that is what its readers have seen.

    Raises:
        Stop: one of them is damaged.
    """
    snapshot, report = previous(project, today), last_published(project, today)
    if report is None or (snapshot and snapshot.taken > report.last):
        return snapshot.facts if snapshot else None
    said = facts_of_report(project, report)
    if snapshot and snapshot.taken == report.last:
        return {**snapshot.facts, "lights": _lights(said)}
    return _as_told(report, said)


def _lights(said: Mapping[str, Any]) -> dict[str, str]:
    return {one["dimension"]: one["light"] for one in said.get("lights", ())}


def _as_told(report: PublishedReport, said: Mapping[str, Any]) -> dict[str, Any]:
    """What a report remembers. It knows no planned day: nothing is told as moved since."""
    return {
        "taken": report.last.isoformat(),
        "lights": _lights(said),
        "activities": dict(_activities(said)),
        "gone": list(said.get("gone", ())),
        "risks": list(said.get("risk_titles", {})),
        "decided": list(said.get("taken", ())),
    }


def _activities(said: Mapping[str, Any]) -> Iterator[tuple[str, list[str | None]]]:
    """Every activity that counted: those without a date, those with a forecast, those done."""
    for gap in said.get("gaps", ()):
        if gap["what"] == "no_date":
            for name in gap["ids"]:
                yield name, [None, None, None]
    yield from ((name, [None, None, end]) for name, end in said.get("forecasts", {}).items())
    yield from ((name, [Status.DONE.value, None, None]) for name in said.get("finished", ()))
