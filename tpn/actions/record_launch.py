"""A launch is recorded: only when nothing holds it back, and with what is missing where something does."""

from datetime import date

from tpn.actions.load_plan import plan_of
from tpn.actions.passing import lacking
from tpn.actions.session import Session
from tpn.actions.write_changes import after_edits, write_edits
from tpn.edits.launch_edits import launched
from tpn.model.choices import Phase
from tpn.plan import Plan
from tpn.plan.gates import OpenPoint, Passage, holding
from tpn.plan.readiness import Readiness, readiness
from tpn.problems import Problem, Stop
from tpn.views.change_effect import Effect, effect


def record_launch(session: Session, plan: Plan, service: str, when: date, *, write: bool) -> Effect:
    """Find that a service may be recorded as launched on a day, and record it where it is to be written.

    What follows from it is what the plan becomes by it: what hangs on the launch counts from its day.

    Raises:
        Stop: the service is on already, the day is still to come, or must points lack (exit code 1).
    """
    one = plan.project.service[service]
    ready = readiness(one, plan.facts)
    if ready.launched:
        session.stop("already-launched", exit_code=1, service=one.name, id=service, date=ready.launch)
    if when > session.today:
        session.stop("launch-in-future", exit_code=1, service=one.name, date=when)
    if points := holding(plan.project, plan.facts.questions, Passage(Phase.LAUNCH, service)):
        raise Stop(_refused(session, ready, points), 1)
    edits = launched(plan.whole, service, when, plan.facts.questions.go_live)
    found = effect(plan, plan_of(session, after_edits(session.loaded, edits)))
    if write:
        write_edits(session, edits)
    return found


def _refused(session: Session, ready: Readiness, points: tuple[OpenPoint, ...]) -> list[Problem]:
    """First that the launch is refused, then each point that lacks."""
    said = session.loaded.index.by_address.get(f"launch/{ready.service.id}")
    place = session.loaded.place(said.route if said else ("services",))
    facts: dict[str, object] = {"service": ready.service.name, "count": len(points)}
    return [Problem("may-not-launch", place, facts), *lacking(points)]
