"""«How has this date moved?» – the agreed dates of something over time, and its forecast now."""

from dataclasses import dataclass
from datetime import date

from tpn.plan import Plan
from tpn.plan.baseline import Agreed
from tpn.plan.revision import binding_dates


@dataclass(frozen=True, slots=True)
class MilestoneTrend:
    """A binding date: what was agreed when, the oldest first, and its forecast. The finish has the key «project»."""

    key: str
    title: str
    agreed: tuple[Agreed, ...]
    forecast: date | None


def milestone_trend(plan: Plan) -> tuple[MilestoneTrend, ...]:
    """Every open milestone, launch to come and the finish, with how its agreed date has moved."""
    return tuple(
        MilestoneTrend(line.key, line.title, plan.trail.get(line.key, ()), line.forecast)
        for line in binding_dates(plan)
    )


def trail_of(plan: Plan, address: str) -> tuple[Agreed, ...]:
    """The agreed dates of a record, the oldest first; those of a launch and of its going live are one."""
    key, going_live = address.rstrip("/"), plan.facts.going_live
    twin = going_live.get(key) or next((service for service, one in going_live.items() if one == key), None)
    trails = [trail for name in (key, twin) if name and (trail := plan.trail.get(name))]
    return max(trails, key=lambda trail: trail[-1].day, default=())
