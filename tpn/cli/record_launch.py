"""A launch is recorded: only when nothing holds it back, and with what is missing where something does."""

from datetime import date

from tpn.actions.passing import lacking
from tpn.actions.write_changes import write_edits
from tpn.cli.app import OK
from tpn.cli.run import Run
from tpn.edits.launch_edits import launched
from tpn.model.choices import Phase
from tpn.plan import Plan
from tpn.plan.gates import OpenPoint, Passage, holding
from tpn.plan.readiness import Readiness, readiness
from tpn.problems import Problem, Stop


def record(run: Run, plan: Plan, service: str, when: date, *, write: bool) -> int:
    """Say what recording the launch changes; write it when asked to.

    Raises:
        Stop: the service is on already, the day is still to come, or must points lack (exit code 1).
    """
    one = plan.project.service[service]
    ready = readiness(one, plan.facts)
    if ready.launched:
        run.stop("already-launched", exit_code=1, service=one.name, id=service, date=ready.launch)
    if when > run.today:
        run.stop("launch-in-future", exit_code=1, service=one.name, date=when)
    if points := holding(plan.project, plan.facts.questions, Passage(Phase.LAUNCH, service)):
        raise Stop(_refused(run, ready, points), 1)
    edits = launched(plan.project, service, when, plan.facts.questions.go_live)
    if not write:
        run.out(run.words("launch.would", service=one.name, date=when))
        return OK
    write_edits(run, edits)
    run.out(run.words("launch.recorded", service=one.name, date=when))
    return OK


def _refused(run: Run, ready: Readiness, points: tuple[OpenPoint, ...]) -> list[Problem]:
    """First that the launch is refused, then each point that lacks."""
    said = run.loaded.index.by_address.get(f"launch/{ready.service.id}")
    place = run.loaded.place(said.route if said else ("services",))
    facts: dict[str, object] = {"service": ready.service.name, "count": len(points)}
    return [Problem("may-not-launch", place, facts), *lacking(points)]
