"""``tpn snapshot [NAME]``: keeps the data as they are now; an agreed plan is the baseline."""

from tpn.actions.load_plan import plan_of
from tpn.actions.write_changes import commit
from tpn.cli.run import Run
from tpn.history.agreements import baseline, stamp
from tpn.history.snapshots import facts_of, files_of, snapshots
from tpn.source import TextFile


def perform(run: Run, *, name: str | None, agreed: bool) -> None:
    """Keep the data as they are now under history/."""
    plan = plan_of(run)
    if agreed and (known := baseline(run.folder, run.today)):
        run.stop("agreed-already", date=known.agreed)
    kind = run.format("table", "json")
    said = _readable(name or "") or run.words("snapshot.agreed_name" if agreed else "snapshot.name")
    facts = facts_of(plan, said, agreed=agreed, at=stamp(run.folder, run.today, run.clock()))
    files = files_of(run.folder, run.loaded.files, facts, snapshots(run.folder))
    commit(run, [(TextFile(path, path.as_posix(), ""), text) for path, text in files.items()])
    folder = next(iter(files)).parent
    if kind == "json":
        run.json(
            {"format": 1, "name": said, "taken": run.today, "agreed": agreed, "folder": folder.as_posix()}
        )
        return
    key = "snapshot.would" if run.preview else "snapshot.agreed" if agreed else "snapshot.done"
    run.out(run.words(key, name=said, folder=folder.as_posix()))


def _readable(name: str) -> str:
    """A name on one line, without what no screen shows."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
