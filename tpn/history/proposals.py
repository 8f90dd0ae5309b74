"""Proposed plans: what was put before a body, kept as it was under ``history/proposals/``, one file each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from tpn.history.own_files import kept_json
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import TextFile

FOLDER = Path("history") / "proposals"
FORMAT = 1
_STAMP = "%Y-%m-%dT%H%M%S.%f"
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class ProposedPlan:
    """A proposal: its name, the day it was made and the day it is seen from, for which body, and the dates by key.

    ``dates`` by activity id, service id or ``project``: what each is proposed to be. ``short``: those of them that were
    foreseen later than they were proposed when it was made.
    """

    name: str
    day: date
    seen_from: date
    body: str
    dates: Mapping[str, date]
    short: frozenset[str] = frozenset()


def new_name(project: Path, at: datetime) -> str:
    """The name of a proposal that is made now; two that are made apart never get the same, nor one after another."""
    while (project / FOLDER / f"{at:{_STAMP}}.json").exists():
        at += _TICK
    return f"{at:{_STAMP}}"


def change_of(project: Path, new: ProposedPlan) -> tuple[TextFile, str]:
    """The file of a new proposal."""
    path = project / FOLDER / f"{new.name}.json"
    said = {
        "format": FORMAT, "name": new.name, "day": new.day.isoformat(), "seen_from": new.seen_from.isoformat(),
        "body": new.body, "dates": {key: day.isoformat() for key, day in new.dates.items()},
        **({"short": sorted(new.short)} if new.short else {}),
    }  # fmt: skip
    return TextFile(path, path.as_posix(), ""), json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def proposal_named(project: Path, name: str) -> ProposedPlan | None:
    """The proposal of that name; None where there is none.

    Raises:
        Stop: it has been damaged.
    """
    path = project / FOLDER / f"{name}.json"
    if Path(name).name != name or not path.is_file():
        return None
    try:
        said = kept_json(project, path)
        dates = {str(key): date.fromisoformat(day) for key, day in said["dates"].items()}
        return ProposedPlan(
            name,
            date.fromisoformat(said["day"]),
            date.fromisoformat(said["seen_from"]),
            str(said["body"]),
            dates,
            frozenset(map(str, said.get("short", ()))),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Stop(
            Problem("snapshot-damaged", FilePlace(path.as_posix()), {"file": path.as_posix()})
        ) from None
