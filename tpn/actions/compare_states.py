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
from tpn.views.differences import Differences, light_differences, record_differences

_LINK = "120000"
"""How git marks a symbolic link."""


class ProjectState(NamedTuple):
    """A project as it was on a day."""

    day: date
    loaded: Loaded


def compared(session: Session, first: str | None, last: str | None) -> Differences:
    """What is otherwise from one state to another; from the last report or snapshot to now where none is named.

    Raises:
        Stop: a name means no state (exit code 2), or the files of one have faults.
    """
    with _state(session, first or "") as one, _state(session, last) as other:
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
    return Differences(one.day, other.day, records, lights)


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
def _state(session: Session, said: str | None) -> Iterator[ProjectState]:
    """The state that a name means: now, the last one, a report's number, a snapshot, a day, a git revision."""
    if said is None:
        yield ProjectState(session.today, session.loaded)
    elif (found := _kept(session, said)) is not None:
        day, folder = found
        yield ProjectState(day, load(folder))
    else:
        with tempfile.TemporaryDirectory() as beside:
            day = _from_git(session, said, Path(beside))
            yield ProjectState(day, load(Path(beside)))


def _kept(session: Session, said: str) -> tuple[date, Path] | None:
    """The folder of a state that is kept under ``history/``, and its day."""
    folder, taken = session.folder, snapshots(session.folder)
    if not said:
        return _on_day(session, "–", date.fromordinal(session.today.toordinal() - 1))
    for one in published(folder):
        if said == str(one.number):
            return one.last, one.folder / "data"
    for snapshot in reversed(taken):
        if said in {str(snapshot.facts["name"]), snapshot.folder.name}:
            return snapshot.taken, snapshot.folder
    day = _day(session, said)
    return _on_day(session, said, day) if day else None


def _on_day(session: Session, said: str, day: date) -> tuple[date, Path]:
    """The last state that was kept on or before a day."""
    folder, taken = session.folder, snapshots(session.folder)
    states = [(one.taken, one.folder) for one in taken if one.taken <= day]
    states += [
        (one.last, one.folder / "data") for one in all_published(folder) if not one.series and one.last <= day
    ]
    if not states:
        session.stop("no-such-state", state=said)
    return max(states, key=lambda one: one[0])


def _day(session: Session, said: str) -> date | None:
    """A day, where it reads as one; else it may be a revision."""
    if not said[:1].isdigit() or not any(sign in said for sign in ".-/"):
        return None
    return session.date(said, "A", rule="recorded")


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
