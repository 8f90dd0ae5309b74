"""The plan of a run: the project worked out today against its agreed plan."""

from typing import TYPE_CHECKING

from tpn.problems import Stop

if TYPE_CHECKING:
    from tpn.cli.run import Run
    from tpn.plan import Plan


def plan_of(run: "Run", *, against_agreed: bool = True) -> "Plan":
    """The project of a run, worked out.

    Raises:
        Stop: faults in the files or the plan stand in the way (exit code 1).
    """
    from tpn.history.snapshots import baseline
    from tpn.model.questions import Questions
    from tpn.plan import findings, work_out

    project = run.project
    agreed = baseline(run.folder, run.today) if against_agreed else None
    plan = work_out(project, run.today, baseline=agreed, questions=Questions(run.folder))
    found = [run.loaded.problem(finding) for finding in findings(plan)]
    if faults := [problem for problem in found if problem.level == "error"]:
        raise Stop(faults)
    return plan
