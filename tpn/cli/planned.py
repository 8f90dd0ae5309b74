"""The plan of a run: the project worked out today against its agreed plan."""

from typing import TYPE_CHECKING

from tpn.problems import Stop, level_of

if TYPE_CHECKING:
    from tpn.cli.run import Run
    from tpn.model import Loaded
    from tpn.plan import Plan


def plan_of(run: "Run", loaded: "Loaded | None" = None) -> "Plan":
    """The project of a run – or as ``loaded`` would have it – worked out against the agreed plan.

    Raises:
        Stop: faults in the files or the plan stand in the way (exit code 1).
    """
    from tpn.history.snapshots import baseline
    from tpn.model.questions import Questions
    from tpn.plan import findings, work_out

    said = loaded or run.loaded
    agreed = baseline(run.folder, run.today)
    plan = work_out(said.sound(), run.today, baseline=agreed, questions=Questions(run.folder))
    # only what stands in the way: to look up the place of every warning would take longer than the plan
    faults = [said.problem(finding) for finding in findings(plan) if level_of(finding.slug) == "error"]
    if faults:
        raise Stop(faults)
    return plan
