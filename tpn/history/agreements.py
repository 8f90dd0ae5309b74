"""The sequence of agreements: agreed plans and decided moves, by when they were made; the later wins.

Rules: docs/rules.md, «Agreeing and moving». An agreed plan is a snapshot. A decided move or a revised plan is a file of
its own, ``history/agreed/<stamp>-<what>.json``, whose name no other can have, so that two branches merge. What
older versions have left is read as it is: ``history/moves.json``, and snapshots that did not keep launches and finish,
which are read from the YAML beside them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tpn.history.own_files import kept_json, kept_text
from tpn.history.snapshots import MOVES, Snapshot, snapshots
from tpn.model.dates import NotADate, Ways, read_date
from tpn.plan.baseline import FINISH, Agreed, AgreedBy, Baseline
from tpn.problems import FilePlace, Problem, Stop
from tpn.source import TextFile, parse

FOLDER = Path("history") / "agreed"
FORMAT = 1
_KINDS: Mapping[str, AgreedBy] = {"move": "move", "replan": "replan", "tolerance": "tolerance"}
_TICK = timedelta(microseconds=1)
_SECTIONS = re.compile(r"^(?:project|services):", re.MULTILINE)


class PlanAgreement(NamedTuple):
    """One entry of the sequence: made at ``at``, on ``day``, and what became agreed by it.

    ``whole`` is an agreed plan, which leaves nothing agreed that it does not name. ``moved`` are the dates by activity
    id, service id or ``FINISH``.
    """

    at: datetime
    day: date
    kind: AgreedBy
    moved: Mapping[str, date]
    launches: frozenset[str] = frozenset()
    decision: str | None = None
    body: str | None = None
    reason: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it is an agreed plan."""
        return self.kind == "plan"

    def of(self, key: str) -> Agreed:
        """The date that it agreed of one thing."""
        return Agreed(self.day, self.moved[key], self.decision, self.body, self.reason, self.kind)


def agreements(project: Path) -> tuple[PlanAgreement, ...]:
    """All agreements of a project, in the order in which they were made.

    Raises:
        Stop: one has been damaged.
    """
    plans = [_of_snapshot(project, one) for one in snapshots(project) if one.agreed]
    files = [_read(project, path) for path in sorted((project / FOLDER).glob("*.json"))]
    return tuple(sorted([*plans, *_old_moves(project), *files], key=lambda one: one.at))


def baseline(project: Path, today: date) -> Baseline | None:
    """What is agreed on ``today``: the newest agreed plan until then, and what has been agreed since.

    None before the first agreed plan: a move is a move of something.
    """
    return in_force(one for one in agreements(project) if one.day <= today)


def in_force(made: Iterable[PlanAgreement]) -> Baseline | None:
    """What a sequence of agreements comes to."""
    trail: dict[str, list[Agreed]] = {}
    launches: set[str] = set()
    now: dict[str, date] = {}
    agreed, revision, decision = None, 0, None
    for one in made:
        if one.whole:
            revision, agreed, now = (0 if agreed is None else revision + 1), one.day, {}
            decision = one.decision
        elif agreed is None:
            continue
        elif one.kind == "replan":
            revision, agreed, decision = revision + 1, one.day, one.decision
        launches |= one.launches
        now |= one.moved
        for key in one.moved:
            trail.setdefault(key, []).append(one.of(key))
    if agreed is None:
        return None
    return Baseline(
        agreed,
        {key: day for key, day in now.items() if key not in launches and key != FINISH},
        {key: day for key, day in now.items() if key in launches},
        now.get(FINISH),
        {key: tuple(some) for key, some in trail.items() if key in now},
        revision,
        decision,
    )


# ---------------------------------------------------------------- made now


def stamp(project: Path, today: date, clock: datetime) -> datetime:
    """When an agreement is made: on ``today`` at the clock's time, and after every one that has been made."""
    now = datetime.combine(today, clock.time())
    return max((now, *(one.at + _TICK for one in agreements(project))))


def change_of(project: Path, new: PlanAgreement) -> tuple[TextFile, str]:
    """The file of a new agreement, for ``history.journal.write``."""
    what = re.sub(r"[^\w.-]+", "-", new.decision or next(iter(new.moved), "")) or new.kind
    path = project / FOLDER / f"{new.at:%Y-%m-%dT%H%M%S.%f}-{what}.json"
    said: dict[str, Any] = {
        "format": FORMAT, "at": new.at.isoformat(), "day": new.day.isoformat(), "kind": new.kind,
        "decision": new.decision, "body": new.body, "reason": new.reason,
        "moved": {key: day.isoformat() for key, day in new.moved.items()}, "launches": sorted(new.launches),
    }  # fmt: skip
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    return TextFile(path, path.as_posix(), ""), text


# ---------------------------------------------------------------- as it lies on the disk


def _read(project: Path, path: Path) -> PlanAgreement:
    try:
        said = kept_json(project, path)
        kind = _KINDS[said["kind"]]
        return PlanAgreement(
            datetime.fromisoformat(said["at"]), date.fromisoformat(said["day"]), kind, _days(said["moved"]),
            frozenset(said["launches"]), said["decision"], said["body"], said["reason"],
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(path) from None


def _of_snapshot(project: Path, one: Snapshot) -> PlanAgreement:
    """An agreed plan; the ends of its activities, its launches and its finish."""
    try:
        at = one.facts.get("at")
        made = datetime.fromisoformat(at) if at else datetime.combine(one.taken, time())
        kept = one.facts.get("agreed_dates")
        launches, finish = (_days(kept["launches"]), kept["finish"]) if kept else _beside(project, one.folder)
        ends = {name: end for name, (_, end, _) in one.facts["activities"].items() if end is not None}
        moved = _days(ends) | launches | (_days({FINISH: finish}) if finish else {})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(one.folder / "facts.json") from None
    return PlanAgreement(
        made, one.taken, "plan", moved, frozenset(launches),
        one.facts.get("decision"), one.facts.get("body"), one.facts.get("reason"),
    )  # fmt: skip


def _old_moves(project: Path) -> Iterator[PlanAgreement]:
    """The moves that 0.2.0 kept in one file, by day: after an agreed plan of the same day."""
    path = project / MOVES
    if not path.is_file():
        return
    try:
        for number, move in enumerate(kept_json(project, path)["moves"], 1):
            day, to = date.fromisoformat(move["date"]), date.fromisoformat(move["to"])
            at = datetime.combine(day, time()) + number * _TICK
            yield PlanAgreement(
                at, day, "move", {move["id"]: to}, frozenset(), move.get("decision"), None, move.get("reason")
            )
    except (OSError, ValueError, KeyError, TypeError):
        raise _damaged(path) from None


def _beside(project: Path, folder: Path) -> tuple[dict[str, date], str | None]:
    """The launches and the finish that the YAML of a snapshot has, where its facts do not."""
    sections: dict[str, Any] = {}
    for path in sorted(folder.glob("*.yaml")):
        text = kept_text(project, path)
        if _has_dates(text):
            value = parse(text, path.name).value
            sections = {**(value if isinstance(value, dict) else {}), **sections}
        if {"services", "project"} <= sections.keys():
            break
    services, about = sections.get("services"), sections.get("project")
    found = [one for one in services if isinstance(one, dict)] if isinstance(services, list) else []
    launches = {
        str(one["id"]): day for one in found if "id" in one and (day := _day(one.get("launch"))) is not None
    }
    finish = _day(about.get("finish")) if isinstance(about, dict) else None
    return launches, finish.isoformat() if finish else None


@lru_cache(maxsize=64)  # what a snapshot says never changes, and every plan asks for it
def _has_dates(text: str) -> bool:
    """Whether a file of a snapshot has a section that tells of launches or of the finish."""
    return _SECTIONS.search(text) is not None


def _day(value: object) -> date | None:
    """A date as it was typed; what is none was not agreed."""
    if isinstance(value, date):
        return value
    try:
        return read_date(value, Ways()).day if isinstance(value, str) else None
    except NotADate:
        return None


def _days(said: Mapping[str, str]) -> dict[str, date]:
    return {str(key): date.fromisoformat(day) for key, day in said.items()}


def _damaged(path: Path) -> Stop:
    return Stop(Problem("snapshot-damaged", FilePlace(path.as_posix()), {"file": path.as_posix()}))
