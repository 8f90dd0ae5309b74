"""The plan of a session: the project worked out today against its agreed plan."""

from tpn.actions.session import Session
from tpn.history.agreements import baseline
from tpn.history.snapshots import reported
from tpn.model import Loaded
from tpn.model.questions import Questions
from tpn.plan import Plan, standing_in_the_way, work_out
from tpn.problems import Stop


def plan_of(session: Session, loaded: Loaded | None = None) -> Plan:
    """The project of a run – or as ``loaded`` would have it – worked out against the agreed plan.

    Raises:
        Stop: faults in the files or the plan stand in the way (exit code 1).
    """
    said = loaded or session.loaded
    plan = worked_out(session, said)
    if faults := list(map(said.problem, standing_in_the_way(plan))):
        raise Stop(faults)
    return plan


def worked_out(session: Session, loaded: Loaded | None = None) -> Plan:
    """The same, whatever is wrong with the plan itself.

    Raises:
        Stop: faults in the files stand in the way (exit code 1).
    """
    said = loaded or session.loaded
    agreed = baseline(session.folder, session.today)
    return work_out(
        said.sound(), session.today, baseline=agreed, questions=Questions(session.folder),
        reported=reported(session.folder, session.today))  # fmt: skip
