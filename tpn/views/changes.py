"""What has changed since a snapshot, counted by kind."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from tpn.model.choices import Dimension, Light, Status
from tpn.plan import Plan


class Turn(NamedTuple):
    """A light that has changed its colour."""

    dimension: Dimension
    before: Light
    now: Light


class Changes(NamedTuple):
    """Counts by name, in reading order, and the lights that turned, since a day."""

    since: date
    counts: tuple[tuple[str, int], ...]
    lights: tuple[Turn, ...]


def changes(plan: Plan, before: Mapping[str, Any]) -> Changes:
    """What has changed since what was told last (``history.last_told``)."""
    then: Mapping[str, list[str | None]] = before["activities"]
    now = {w.activity.id: w for w in plan.work}
    finished = sum(w.done and then.get(name, [None])[0] != Status.DONE for name, w in now.items())
    moved = sum(
        w.plan_end is not None and then[name][1] is not None and w.plan_end.isoformat() != then[name][1]
        for name, w in now.items()
        if name in then
    )
    counts = (
        ("done", finished),
        ("moved", moved),
        ("new", sum(name not in then and name not in before.get("gone", ()) for name in now)),
        ("gone", sum(name not in now for name in then)),
        ("risks", sum(risk.id not in before["risks"] for risk in plan.project.risks)),
        ("decided", sum(
            decision.decided is not None and decision.id not in before["decided"]
            for decision in plan.project.decisions
        )),
    )  # fmt: skip
    turns = tuple(
        Turn(Dimension(shown.dimension), Light(said), shown.light)
        for shown in plan.lights
        if (said := before["lights"].get(shown.dimension)) and said != shown.light
    )
    return Changes(date.fromisoformat(before["taken"]), counts, turns)
