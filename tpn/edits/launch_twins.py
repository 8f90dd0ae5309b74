"""A launch is one date: who writes it on the service writes the going live's deadline too, and the other way round."""

from collections.abc import Iterator, Sequence

from tpn.model.choices import Phase
from tpn.model.project import Project
from tpn.plan.launches import go_lives
from tpn.source import Edit, Set


def launch_twins(edits: Sequence[Edit], project: Project) -> Iterator[Set]:
    """The edits that follow from those of a launch, where both dates are typed; what is edited itself is left alone."""
    routes = {edit.route for edit in edits if isinstance(edit, Set)}
    for one, other in _twins(project):
        for edit in edits:
            if isinstance(edit, Set) and edit.value is not None:
                twin = other if edit.route == one else one if edit.route == other else None
                if twin and twin not in routes:
                    yield Set(twin, edit.value)


def _twins(project: Project) -> Iterator[tuple[tuple[str | int, ...], tuple[str | int, ...]]]:
    """Where each service's launch and its last going live's deadline stand, where both are typed."""
    places = {
        activity.id: (phase.value, "activities", number, "due")
        for phase in Phase
        for number, activity in enumerate(getattr(project, phase).activities)
    }
    live = go_lives(project)
    for number, service in enumerate(project.services):
        typed = [(one.due, one.id) for one in live.get(service.id, ()) if one.due]
        if service.launch and typed:
            yield ("services", number, "launch"), places[max(typed)[1]]
