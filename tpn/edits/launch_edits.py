"""What is written when a service has gone live: its date, the point that says so, and the milestone of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from tpn.model.choices import ActivityKind, Phase, Status
from tpn.model.project import Project
from tpn.plan.launches import go_lives
from tpn.source import Append, Edit, Set


def launched(project: Project, service: str, when: date, go_live: str | None) -> list[Edit]:
    """The edits that record a launch. ``go_live`` is the id of the checklist's point that says the service is on."""
    ways = {said.service: number for number, said in enumerate(project.launch.services)}
    answer = {"answer": "done", "date": when, "evidence": when.isoformat()}
    way = ways.get(service)
    if way is None:
        said = {"service": service, **({"checklist": {go_live: answer}} if go_live else {}), "launched": when}
        return [Append(("launch", "services"), said), *_activities(project, service, when)]
    route = ("launch", "services", way)
    edits: list[Edit] = [Set((*route, "launched"), when)]
    if go_live:
        known = project.launch.services[way].checklist.get(go_live)
        kept = {"evidence": known.evidence} if known and known.evidence else {}
        edits.append(Set((*route, "checklist", go_live), {**answer, **kept}))
    return [*edits, *_activities(project, service, when)]


def launched_twins(edits: Sequence[Edit], project: Project, go_live: str | None) -> Iterator[Edit]:
    """A launch is recorded once: whoever marks its going live as done records the launch, and the other way round.

    What is edited itself is left alone.
    """
    routes = {edit.route for edit in edits}
    on = {one.service for one in project.launch.services if one.launched}
    for edit in edits:
        if not isinstance(edit, Set) or edit.value in (None, ""):
            continue
        found = _said_by(edit, edits, project)
        if found and found[0] not in on:
            yield from (one for one in launched(project, *found, go_live) if one.route not in routes)


def _said_by(edit: Set, edits: Sequence[Edit], project: Project) -> tuple[str, date] | None:
    """The service that an edit says has gone live, and the day."""
    match edit.route, edit.value:
        case ("launch", "services", int(number), "launched"), date() as when:
            some = project.launch.services[number : number + 1]
            return (some[0].service, when) if some else None
        case (str(section), "activities", int(number), "status"), Status.DONE.value:
            works = getattr(project, section).activities[number : number + 1]
            days = (e.value for e in edits if isinstance(e, Set) and e.route == (*edit.route[:3], "finished"))
            live = go_lives(project).get(works[0].service or "", ()) if works else ()
            if live and live[-1].id == works[0].id and isinstance(day := next(days, None), date):
                return str(works[0].service), day
    return None


def _activities(project: Project, service: str, when: date) -> Iterator[Edit]:
    """The milestone of its going live is done on that day."""
    for phase in Phase:
        for number, activity in enumerate(getattr(project, phase).activities):
            mine = (
                activity.service == service and activity.kind is ActivityKind.GO_LIVE and activity.milestone
            )
            if mine and activity.status is not Status.DONE:
                route = (phase.value, "activities", number)
                yield Set((*route, "status"), Status.DONE.value)
                yield Set((*route, "finished"), when)
