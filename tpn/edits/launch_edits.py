"""What is written when a service has gone live: its date, the point that says so, and the milestone of it."""

from collections.abc import Iterator
from datetime import date

from tpn.model.choices import ActivityKind, Phase, Status
from tpn.model.project import Project
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
