"""The workbook of a proposed plan comes home: shown, and with ``--write`` the proposal as it was amended."""

from pathlib import Path

from tpn.actions.own_workbook import own_workbook
from tpn.actions.proposal_sheet import ReturnedProposal, proposed_anew, returned
from tpn.actions.replan import Replanning
from tpn.cli.run import Run
from tpn.plan.baseline import FINISH
from tpn.reports.blocks import told
from tpn.sheets.proposal_sheet import proposal_in
from tpn.views.revised_plan import as_json as revision_json


def bring_proposal(run: Run, path: Path, kind: str, *, write: bool) -> int:
    """What was written in the workbook, seen first; 1 where something in it could not be taken.

    Raises:
        Stop: it is no such workbook any more, or its proposal is not open here.
    """
    sheet = own_workbook(path, proposal_in, "proposal-not-here")
    back = returned(run, sheet, path.name)
    made = proposed_anew(run, back) if back.changed else None
    if made and write:
        back.propose(run, made).write(run, path.name)
    written = made is not None and write and not run.preview
    if kind == "json":
        run.json(_json(back, made, written=written))
    else:
        _tell(run, back, path.name, written=written)
    run.warn(back.problems)
    return int(any(one.level == "error" for one in back.problems))


def _json(back: ReturnedProposal, made: Replanning | None, *, written: bool) -> dict[str, object]:
    changed = [{"id": one.key, "before": one.before, "proposed": one.now} for one in back.changed]
    facts = revision_json(made.facts) if made else None
    return {"format": 1, "decision": back.decision.id, "changed": changed, "plan": facts, "written": written}


def _tell(run: Run, back: ReturnedProposal, file: str, *, written: bool) -> None:
    words = run.words
    changed = [
        words(
            "replan.sheet_line", title=words("replan.finish") if one.key == FINISH else one.title,
            before=one.before or "–", after=one.now,
        )
        for one in back.changed
    ]  # fmt: skip
    run.show([told(words("replan.sheet_head", file=file, decision=back.decision.id), changed)])
    if not back.changed:
        if not back.problems:  # what could not be taken is told by itself
            run.tell(words("replan.sheet_nothing"))
    elif not written:
        run.tell(how=words("replan.would"))
    else:
        run.tell(words("replan.proposed", id=back.decision.id))
