"""The light of a service: the worst of its progress and of what its launch lacks. The same on every screen."""

from datetime import timedelta

from tpn.model.choices import Light
from tpn.plan.facts import ProjectFacts
from tpn.plan.lights import Because, Judged, worst_of
from tpn.plan.readiness import NEAR, readiness

CALM = timedelta(days=60)


def readiness_of(service: str, facts: ProjectFacts) -> Judged | None:
    """What the open *must* points of a service say; None where nothing is open or no launch is set.

    Open with more than 60 days to the launch: green; 31–60: yellow; less, or launched: red. Where a decision lets it
    pass with what is open, never worse than yellow: the decision stands, and so do the points.
    """
    ready = readiness(facts.project.service[service], facts)
    if not ready.lacking or ready.days is None:
        return None
    days = 0 if ready.launched else ready.days
    light = Light.GREEN if days > CALM.days else Light.YELLOW if days > NEAR.days else Light.RED
    name = "must_open_launched" if ready.launched else "must_open"
    said: dict[str, object] = {"service": service, "count": len(ready.lacking), "days": max(0, days)}
    if ready.through and light is not Light.GREEN:
        return Judged(
            Light.YELLOW, (Because("must_open_let_through", said | {"decision": ready.through.id}),)
        )
    return Judged(light, (Because(name, said),))


def service_light(service: str, progress: Light, facts: ProjectFacts) -> Light:
    """The worse of a service's progress and its readiness."""
    ready = readiness_of(service, facts)
    return worst_of(progress, ready.light) if ready else progress
