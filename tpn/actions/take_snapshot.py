"""The data are kept as they are now; an agreed plan is the baseline."""

from pathlib import Path
from typing import NamedTuple

from tpn.actions.load_plan import plan_of
from tpn.actions.session import Session
from tpn.actions.write_changes import commit
from tpn.history.agreements import baseline, stamp
from tpn.history.snapshots import facts_of, files_of, snapshots
from tpn.source import TextFile


class TakenSnapshot(NamedTuple):
    """A snapshot: what it is called, and the folder it lies in – or would, in a preview."""

    name: str
    folder: Path


def take_snapshot(session: Session, name: str | None, *, agreed: bool) -> TakenSnapshot:
    """Keep the data as they are now under ``history/``; ``agreed`` is the plan that all is measured against.

    Raises:
        Stop: a plan has been agreed already (exit code 2), or faults stand in the way.
    """
    plan = plan_of(session)
    if agreed and (known := baseline(session.folder, session.today)):
        session.stop("agreed-already", date=known.agreed)
    said = _readable(name or "") or session.words("snapshot.agreed_name" if agreed else "snapshot.name")
    facts = facts_of(plan, said, agreed=agreed, at=stamp(session.folder, session.today, session.clock()))
    files = files_of(session.folder, session.loaded.files, facts, snapshots(session.folder))
    commit(session, [(TextFile(path, path.as_posix(), ""), text) for path, text in files.items()])
    return TakenSnapshot(said, next(iter(files)).parent)


def _readable(name: str) -> str:
    """A name on one line, without what no screen shows."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
