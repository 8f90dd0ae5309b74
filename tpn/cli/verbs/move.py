"""``tpn move ID DATE``: what a new date does, then the change."""

import json
from typing import Any

from tpn.actions.find_record import record_named
from tpn.actions.load_plan import plan_of
from tpn.actions.write_changes import write_edits
from tpn.cli.print_effects import tell_effect
from tpn.cli.run import Run
from tpn.edits.move_date import moved
from tpn.history.snapshots import MOVES, decided_moves
from tpn.source import TextFile, read_file


def perform(run: Run, *, name: str, date: str, reason: str, decision: str | None, write: bool) -> None:
    """What a new date does to the finish, to services and to people, then the change."""
    entry = record_named(run, name)
    to = run.date(date, "DATE")
    if decision:
        _decided(run, decision)
    edits = moved(entry, to, reason, plan_of(run))
    tell_effect(run, edits)
    if not write:
        run.tell(run.words("move.would"))
        return
    more = {}
    if decision:
        file, moves = _moves(run)
        planned = plan_of(run).by_id.get(entry.address)
        was = planned.plan_end.isoformat() if planned and planned.plan_end else None
        moves.append({"id": entry.address, "from": was, "to": to.isoformat(), "reason": reason,
                      "decision": decision, "date": run.today.isoformat()})  # fmt: skip
        more = {file: json.dumps({"format": 1, "moves": moves}, ensure_ascii=False, indent=1) + "\n"}
    write_edits(run, edits, more)
    run.out(run.words("move.done", id=entry.address, date=to))


def _decided(run: Run, decision: str) -> None:
    """Only a decided decision moves the promise."""
    found = next((one for one in run.project.decisions if one.id == decision), None)
    if found is None or found.decided is None:
        run.stop("not-decided", id=decision)


def _moves(run: Run) -> tuple[Any, list[dict[str, Any]]]:

    path = run.folder / MOVES
    file = read_file(path) if path.exists() else TextFile(path, path.as_posix(), "")
    return file, list(decided_moves(run.folder))
