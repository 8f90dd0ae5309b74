"""The schedule: plan, forecast and floats of a network of activities, from dates to dates."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tpn.plan.floats import floats
from tpn.plan.forecast import forecast
from tpn.plan.forward_pass import clash, off_days, plan
from tpn.plan.network import build
from tpn.plan.tasks import Clash, Schedule, Task
from tpn.plan.to_dates import DatedPlan
from tpn.plan.undated_blockers import hanging
from tpn.plan.workdays import WorkDays
from tpn.source.events import collector_off


@collector_off()
def schedule(
    tasks: Sequence[Task],
    days: WorkDays,
    today: date,
    *,
    start: date | None = None,
    external: Mapping[str, date | None] | None = None,
) -> Schedule:
    """Work out the dates of a network of activities, seen from ``today``.

    Args:
        tasks: the activities; their ids are unique.
        days: the working days of the project.
        today: the day that the forecast is made on.
        start: the project's start; without one the earliest typed date, else today.
        external: the dates of the components and procurements that links name; None: no date yet. A link to
            an id that is neither here nor a task's is left out.

    Rules: docs/rules.md, «The plan» and docs/rules.md, «The forecast».
    """
    network = build(tasks, external or {}, days)
    made = plan(network, days, days.number(start or _first_day(tasks, today)))
    seen = forecast(network, made, days, today)
    dates = DatedPlan(days, today, made, seen, floats(network, seen)).all(network, hanging(network, seen))
    standing = [task for task, fallen in zip(tasks, network.fallen, strict=True) if not fallen]
    return Schedule(
        dates=dates,
        finish=max((one.end for one in dates.values() if one.end is not None), default=None),
        loops=network.loops,
        broken=tuple(made.broken),
        off_days=off_days(standing, days),
        clashes=_clashes(standing, days),
    )


def faults_of(
    tasks: Sequence[Task], days: WorkDays, external: Mapping[str, date | None]
) -> tuple[tuple[tuple[str, ...], ...], tuple[Clash, ...]]:
    """The loops and the dates that disagree, without the dates of anything: they are the same on every day."""
    network = build(tasks, external, days)
    standing = (task for task, fallen in zip(tasks, network.fallen, strict=True) if not fallen)
    return network.loops, _clashes(standing, days)


def _clashes(tasks: Iterable[Task], days: WorkDays) -> tuple[Clash, ...]:
    return tuple(found for task in tasks if (found := clash(task, days)))


def _first_day(tasks: Sequence[Task], today: date) -> date:
    """The earliest typed date; without any, today."""
    return min((day for task in tasks for day in (task.start, task.due) if day is not None), default=today)
