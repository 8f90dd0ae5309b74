"""Two states of a project held against each other: a day, a published report, a snapshot or a git revision, and now."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from tpn.actions.borrowed_git import BorrowedGit, borrowed_git
from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.history.agreements import agreements, baseline
from tpn.history.log import differences
from tpn.history.published import all_published, published
from tpn.history.snapshots import snapshots
from tpn.model import MARKER, Loaded, load
from tpn.model.choices import Dimension, Light
from tpn.model.questions import Questions
from tpn.plan import Plan, work_out
from tpn.problems import Stop
from tpn.source.files import MOST_BYTES
from tpn.source.inside import is_plain
from tpn.views.differences import Differences, ReplacedDay, light_differences, record_differences

_LINK = "120000"
"""How git marks a symbolic link."""


class ProjectState(NamedTuple):
    """A project as it was on a day; ``replaced``: the day that was asked for, where it is another."""

    day: date
    loaded: Loaded
    replaced: ReplacedDay | None = None


class _Kept(NamedTuple):
    """A state under ``history/``: its day, its folder, and the report or snapshot that it was kept with."""

    day: date
    folder: Path
    report: int | None = None
    snapshot: str | None = None

    @property
    def told(self) -> tuple[date, int | None, str | None]:
        """What is said of it: its day, and the report or snapshot."""
        return self.day, self.report, self.snapshot


def compared(session: Session, first: str | None, last: str | None) -> Differences:
    """What is otherwise from one state to another; from the last report or snapshot to now where none is named.

    Raises:
        Stop: a name means no state (exit code 2), or the files of one have faults.
    """
    with _state(session, first or "") as one, _state(session, last, latest=True) as other:
        changes = differences(one.loaded, other.loaded)
        moves = {
            name: said.decision
            for said in agreements(session.folder)
            if said.decision and not said.whole and one.day <= said.day <= other.day
            for name in said.moved
        }
        records = record_differences(
            changes, one.loaded.index.by_address, other.loaded.index.by_address, moves
        )
        lights = light_differences(_lights(session, one), _lights(session, other))
    replaced = tuple(state.replaced for state in (one, other) if state.replaced)
    return Differences(one.day, other.day, records, lights, replaced)


def _lights(session: Session, state: ProjectState) -> dict[Dimension, Light]:
    """The lights of a state on its own day; none where its plan cannot be worked out."""
    try:
        plan = _plan(session, state)
    except Stop:
        return {}
    return {Dimension(shown.dimension): shown.light for shown in plan.lights}


def _plan(session: Session, state: ProjectState) -> Plan:
    if state.loaded is session.loaded:
        return plan_of(session)
    agreed = baseline(session.folder, state.day)
    return work_out(state.loaded.sound(), state.day, baseline=agreed, questions=Questions(session.folder))


@contextmanager
def _state(session: Session, said: str | None, *, latest: bool = False) -> Iterator[ProjectState]:
    """The state that a name means: now, the last one, a report's number, a snapshot, a day, a git revision.

    The day on which a comparison ends, ``latest``, is now where it is today or after.
    """
    found = _named(session, said) if said is not None else None
    asked = _day(session, said) if said and not found else None
    if said is None or (latest and asked and asked >= session.today):
        yield ProjectState(session.today, session.loaded)
    elif found or asked:
        kept = found or _on_day(session, said, asked or session.today)
        replaced = ReplacedDay(asked, *kept.told) if asked and kept.day != asked else None
        yield ProjectState(kept.day, load(kept.folder), replaced)
    else:
        with tempfile.TemporaryDirectory() as beside:
            day = _from_git(session, said, Path(beside))
            yield ProjectState(day, load(Path(beside)))


def _named(session: Session, said: str) -> _Kept | None:
    """The state that is kept under ``history/`` by a name: the last one before today where none is said."""
    if not said:
        return _on_day(session, "–", date.fromordinal(session.today.toordinal() - 1))
    for one in published(session.folder):
        if said == str(one.number):
            return _Kept(one.last, one.folder / "data", report=one.number)
    for snapshot in reversed(snapshots(session.folder)):
        if said in {str(snapshot.facts["name"]), snapshot.folder.name}:
            return _Kept(snapshot.taken, snapshot.folder, snapshot=said)
    return None


def _on_day(session: Session, said: str, day: date) -> _Kept:
    """The last state that was kept on or before a day."""
    folder, taken = session.folder, snapshots(session.folder)
    states = [
        _Kept(one.taken, one.folder, snapshot=str(one.facts["name"])) for one in taken if one.taken <= day
    ]
    states += [
        _Kept(one.last, one.folder / "data", report=one.number)
        for one in all_published(folder)
        if not one.series and one.last <= day
    ]
    if not states:
        session.stop("no-such-state", state=said)
    return max(states, key=lambda one: one.day)


def _day(session: Session, said: str) -> date | None:
    """A day, where it reads as one; else it may be a revision."""
    if not said[:1].isdigit() or not any(sign in said for sign in ".-/"):
        return None
    return session.date(said, "tpn diff", rule="recorded")


def _from_git(session: Session, revision: str, into: Path) -> date:
    """The project's files of a git revision, written into a folder of their own; the day it was made.

    Raises:
        Stop: there is no such revision here.
    """
    if revision.startswith("-"):
        session.stop("no-such-state", state=revision)
    try:
        with borrowed_git(session.folder) as git:
            made = _written_from(git, revision, into) if git else None
    except (OSError, subprocess.SubprocessError, UnicodeError, ValueError):
        made = None
    if made is None or not (into / MARKER).is_file():
        session.stop("no-such-state", state=revision)
    return made


def _written_from(git: BorrowedGit, revision: str, into: Path) -> date:
    """Write a revision's YAML files into a folder, those that would be read where they lie; the day it was made."""
    commit, made = git.ask(
        "log", "-1", "--no-show-signature", "--format=%H %cI", f"{revision}^{{commit}}", "--"
    ).split()
    for line in git.ask("ls-tree", "-z", "--long", f"{commit}:{git.inside}").split("\0"):
        about, _, name = line.partition("\t")
        if name.endswith(".yaml") and is_plain(name):
            mode, kind, blob, size = about.split()
            if kind == "blob" and mode != _LINK and int(size) <= MOST_BYTES:
                (into / name).write_text(git.ask("cat-file", "blob", blob), "utf-8", newline="")
    return datetime.fromisoformat(made).date()
