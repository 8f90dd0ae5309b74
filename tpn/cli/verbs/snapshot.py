"""``tpn snapshot [NAME]``: keeps the data as they are now; an agreed plan is the baseline."""

from tpn.actions.take_snapshot import take_snapshot
from tpn.cli.run import Run


def perform(run: Run, *, name: str | None, agreed: bool) -> None:
    """Keep the data as they are now under history/."""
    kind = run.format("table", "json")
    taken = take_snapshot(run, name, agreed=agreed)
    folder = taken.folder.as_posix()
    if kind == "json":
        run.json({"format": 1, "name": taken.name, "taken": run.today, "agreed": agreed, "folder": folder})
    else:
        key = "snapshot.would" if run.preview else "snapshot.agreed" if agreed else "snapshot.done"
        run.say(run.words(key, name=taken.name, folder=folder))
