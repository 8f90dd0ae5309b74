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
    from tpn.plan import findings

    said = loaded or run.loaded
    plan = worked_out(run, said)
    # only what stands in the way: to look up the place of every warning would take longer than the plan
    faults = [said.problem(finding) for finding in findings(plan) if level_of(finding.slug) == "error"]
    if faults:
        raise Stop(faults)
    return plan


def worked_out(run: "Run", loaded: "Loaded | None" = None) -> "Plan":
    """The same, whatever is wrong with the plan itself.

    Raises:
        Stop: faults in the files stand in the way (exit code 1).
    """
    from tpn.history.snapshots import baseline, reported
    from tpn.model.questions import Questions
    from tpn.plan import work_out

    said = loaded or run.loaded
    agreed = baseline(run.folder, run.today)
    return work_out(
        said.sound(), run.today, baseline=agreed, questions=Questions(run.folder),
        reported=reported(run.folder, run.today))  # fmt: skip
