"""``tpn log ID``: what has become of one record, write by write."""

from collections.abc import Iterator
from itertools import groupby

from tpn.actions.find_record import record_named
from tpn.actions.load_plan import worked_out
from tpn.cli.documents import DOCUMENTS, give_shown
from tpn.cli.run import Run
from tpn.history.log import LogEntry, RecordChange, of_record
from tpn.plan.baseline import Agreed
from tpn.plan.gates import heard_on
from tpn.problems import Stop
from tpn.reports.blocks import Block, Heading, Paragraph, facts, inline
from tpn.reports.differences_screen import DifferencesScreen
from tpn.reports.record_screen import agreed_over_time
from tpn.views.differences import FieldChange
from tpn.views.milestone_trend import trail_of
from tpn.views.next_step import after_log
from tpn.views.record import passage_at


def perform(run: Run, *, name: str) -> None:
    """What has become of one record, write by write."""
    kind = run.format("table", "json", *DOCUMENTS[1:])
    known = of_record(run.folder, name)
    if not known:
        name = record_named(run, name).address  # a name that nothing has is told as such
    known = _with_decisions(run, name, known)
    trail = _agreed(run, name)
    if kind == "json":
        run.json({"format": 1, "id": name, "changes": [_json(entry, change) for entry, change in known],
                  "agreed": trail})  # fmt: skip
        return
    moved = agreed_over_time(trail, run.words)
    run.following = after_log(name) if (known or moved) and name in run.loaded.index.by_address else None
    blocks = [*(_blocks(run, name, known, printed=kind != "table") if known or not moved else ()), *moved]
    give_shown(run, blocks, run.words("diff.log_title", id=name), kind)


def _with_decisions(
    run: Run, name: str, known: tuple[tuple[LogEntry, RecordChange], ...]
) -> tuple[tuple[LogEntry, RecordChange], ...]:
    """With what was decided on whether it may be passed: a gate that was stopped has that in its log."""
    entry, project = run.loaded.index.by_address.get(name), run.loaded.project
    passage = passage_at(entry) if entry else None
    if passage is None or project is None:
        return known
    more = [
        (written, change)
        for one in heard_on(project, passage)
        for written, change in of_record(run.folder, one.id)
        if change.id == f"{one.id}/gate" or change.field.partition(".")[0] == "gate"
    ]
    return tuple(sorted([*known, *more], key=lambda pair: pair[0].when))


def _agreed(run: Run, name: str) -> tuple[Agreed, ...]:
    """The agreed dates over time; nothing where faults stand in the way of the plan: what was written is told still."""
    try:
        return trail_of(worked_out(run), name)
    except Stop:
        return ()


_OF_REPORTS = frozenset({"published", "withdrawn"})


def _json(entry: LogEntry, change: RecordChange) -> dict[str, object]:
    return {
        "when": entry.when.isoformat(), "command": " ".join(entry.command), "person": entry.person or None,
        "sheets": list(entry.sheets), "undoes": entry.undoes or None, **change._asdict(),
    }  # fmt: skip


def _blocks(
    run: Run, name: str, known: tuple[tuple[LogEntry, RecordChange], ...], *, printed: bool
) -> Iterator[Block]:
    """Each write with what it changed; on a screen also the command that wrote."""
    if not known:
        yield Paragraph(inline(run.words("diff.no_log", id=name)))
        return
    project = run.project
    names = {one.id: one.name for one in project.people} | {one.id: one.name for one in project.services}
    screen = DifferencesScreen(run.words, names)
    for entry, some in groupby(known, key=lambda pair: pair[0]):
        who = entry.person or ", ".join(entry.sheets)
        said = f"{entry.when:%d.%m.%Y %H:%M}" + ("" if printed else f"  tpn {' '.join(entry.command)}")
        yield Heading(2, inline(f"{said}  {who}".rstrip()))
        yield facts([_row(run, name, change, screen) for _, change in some])


def _row(run: Run, name: str, change: RecordChange, screen: DifferencesScreen) -> tuple[str, str]:
    """A change: which field, and from what to what."""
    if not change.field:
        return "", run.words("diff.made" if change.new is not None else "diff.taken_away", id=change.id)
    if change.field in _OF_REPORTS and "report" in change.id.split("/"):
        return change.id, run.words(f"diff.report.{change.field}", what=change.new)
    here = run.loaded.index.by_address.get(change.id)
    prefix = f"{change.id} " if change.id != name else ""
    if here is None:
        return f"{prefix}{change.field}", f"{screen.value(change.old)} → {screen.value(change.new)}"
    field = FieldChange(tuple(change.field.split(".")), change.old, change.new)
    cls = type(here.record)
    return f"{prefix}{screen.way(cls, field)}", screen.change(cls, field)
