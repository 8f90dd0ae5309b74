"""``tpn log ID``: what has become of one record, write by write."""

from collections.abc import Iterator

from tpn.actions.find_record import record_named
from tpn.cli.run import Run
from tpn.history.log import LogEntry, RecordChange, of_record
from tpn.reports.ansi import painter
from tpn.reports.differences_screen import DifferencesScreen
from tpn.views.differences import FieldChange


def perform(run: Run, *, name: str) -> None:
    """What has become of one record, write by write."""
    kind = run.format("table", "json")
    known = of_record(run.folder, name)
    if not known:
        name = record_named(run, name).address  # a name that nothing has is told as such
    if kind == "json":
        run.json({"format": 1, "id": name, "changes": [_json(entry, change) for entry, change in known]})
        return
    run.out("\n".join(_lines(run, name, known)) + "\n")


def _json(entry: LogEntry, change: RecordChange) -> dict[str, object]:
    return {
        "when": entry.when.isoformat(), "command": " ".join(entry.command), "person": entry.person or None,
        "sheets": list(entry.sheets), "undoes": entry.undoes or None, **change._asdict(),
    }  # fmt: skip


def _lines(run: Run, name: str, known: tuple[tuple[LogEntry, RecordChange], ...]) -> Iterator[str]:
    if not known:
        yield run.words("diff.no_log", id=name)
        return
    project, index = run.project, run.loaded.index
    names = {one.id: one.name for one in project.people} | {one.id: one.name for one in project.services}
    screen = DifferencesScreen(run.words, painter(colour=run.colour), names)
    before: LogEntry | None = None
    for entry, change in known:
        if entry is not before:
            who = entry.person or ", ".join(entry.sheets)
            said = f"{entry.when:%d.%m.%Y %H:%M}  tpn {' '.join(entry.command)}"
            yield screen.paint(f"{said}  {who}".rstrip(), "bold")
            before = entry
        here = index.by_address.get(change.id)
        if not change.field:
            yield "  " + run.words("diff.made" if change.new is not None else "diff.taken_away", id=change.id)
            continue
        field = FieldChange(tuple(change.field.split(".")), change.old, change.new)
        prefix = f"{change.id} " if change.id != name else ""
        if here is None:
            yield f"  {prefix}{change.field}: {screen.value(change.old)} → {screen.value(change.new)}"
        else:
            cls = type(here.record)
            yield f"  {prefix}{screen.way(cls, field)}: {screen.change(cls, field)}"
