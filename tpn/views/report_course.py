"""Progress over time: activities that were to be done by the end of each month, are, and will be by the forecast."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from tpn.model.ended import ended_of
from tpn.plan import Plan
from tpn.plan.scope import scope_change
from tpn.views.report_facts import CoursePoint, ScopeMark

_LONGEST = 120


def course(plan: Plan) -> tuple[CoursePoint, ...]:
    """From the month before the first to the last; nothing where fewer than two months have a day.

    ``planned`` is by what was agreed, else by the deadlines; ``done`` is None after today, ``expected`` before it.
    """
    work = [w for w in plan.work if not w.fallen_out]
    planned = sorted(day for w in work if (day := w.promised or w.plan_end))
    ended = sorted(w.end for w in work if w.end)
    done = sorted(w.end for w in work if w.done and w.end)
    if not planned or not ended:
        return ()
    days = tuple(_days(min(planned[0], ended[0]), max(planned[-1], ended[-1]), plan.today))
    if not 2 < len(days) <= _LONGEST:  # noqa: PLR2004 - two points are a line, and no course
        return ()
    return tuple(
        CoursePoint(
            day,
            _by(planned, day),
            _by(done, day) if day <= plan.today else None,
            max(_by(ended, day), len(done)) if day >= plan.today else None,
        )
        for day in days
    )


def scope_marks(plan: Plan, made: Mapping[str, date] | None = None) -> tuple[ScopeMark, ...]:
    """The days on which services came or left, or dated work left, since the plan was agreed.

    The lines never count what left. ``made``: when each service was brought into the project, where that is known.
    """
    change = scope_change(plan)
    if change.since is None:
        return ()
    gone = [ended.date for w in plan.work if w.fallen_out and (ended := ended_of(w.activity))]
    came = {
        one: day
        for one in plan.project.services
        if one.name in change.came and (day := (made or {}).get(one.id)) and day >= change.since
    }
    days = {one.day for one in change.left} | {day for day in gone if day >= change.since} | {*came.values()}
    return tuple(
        ScopeMark(
            day, gone.count(day), tuple(one.name for one in change.left if one.day == day),
            tuple(one.name for one, on in came.items() if on == day),
            sum(w.plan_end is not None and not w.fallen_out
                for one, on in came.items() if on == day for w in plan.of_service(one.id)),
        )
        for day in sorted(days)
    )  # fmt: skip


def _days(first: date, last: date, today: date) -> Iterator[date]:
    """The last day of the month before, and of each month; today among them."""
    day, told = first.replace(day=1) - timedelta(days=1), False
    end = _month_end(last)
    while day <= end:
        if not told and first <= today <= day:
            told = True
            if today < day:
                yield today
        yield day
        day = _month_end(day + timedelta(days=1))


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _by(days: list[date], day: date) -> int:
    return sum(one <= day for one in days)
