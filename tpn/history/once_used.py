"""The ids that a project has had: a number that once named something never names something else."""

from collections.abc import Iterator
from pathlib import Path

from tpn.history.imports import brought
from tpn.history.log import entries
from tpn.history.rounds import rounds
from tpn.history.snapshots import snapshots


def once_used(project: Path) -> Iterator[str]:
    """Every id in the snapshots, the log, the rounds that are out, and what sheets have brought."""
    for snapshot in snapshots(project):
        yield from map(str, snapshot.facts.get("ids", ()))
    for entry in entries(project):
        yield from (change.id for change in entry.changes if not change.field and "/" not in change.id)
    for one in rounds(project):
        yield from one.ids
    yield from (row.id for row in brought(project))
