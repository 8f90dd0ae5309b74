"""The plan as a Gantt chart: phases, services and the finish, agreed against forecast. Facts only.

The dates are those of ``timing_of``. What was agreed has an end and no start, so that a frame begins where the plan
as it stands begins. Rules: docs/rules.md, «Dates and their words».
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from tpn.model.choices import Phase
from tpn.plan import Plan
from tpn.plan.facts import Work
from tpn.plan.progress import progress_of
from tpn.plan.timing import timing_of
from tpn.views.gantt_facts import GanttBar, GanttFacts, GanttGroup, GanttMark
from tpn.views.report_facts import ServiceFacts
from tpn.views.report_services import service_lines
from tpn.views.report_timing import agreed_finish, agreed_of

_CLOSED = 4
"""Calendar days in a row without work from which a stretch is shown as closed: a weekend with a holiday is not."""

_LONG = timedelta(days=3660)


class _Span(NamedTuple):
    """First start and last end; None where nothing has a day."""

    start: date | None
    end: date | None


def gantt(plan: Plan) -> GanttFacts:
    """The chart of a plan: an overview by phase and by service, and the services phase by phase."""
    lines = {one.id: one for one in service_lines(plan)}
    services = tuple(_service(plan, one) for one in lines.values())
    phases = tuple(_phases(plan, plan.work))
    common = tuple(_phases(plan, (w for w in plan.work if w.activity.service not in lines)))
    groups = [GanttGroup(None, common)] if common else []
    groups += [GanttGroup(bar, tuple(_phases(plan, plan.of_service(bar.service or "")))) for bar in services]
    agreed, _ = agreed_finish(plan)
    finish = plan.schedule.finish if plan.facts.finish else None
    first, last = _reach(plan.today, (*phases, *services), (agreed, finish))
    return GanttFacts(
        plan.project.about.name, plan.today, plan.baseline.agreed if plan.baseline else None, first, last,
        finish, agreed, _late(plan, agreed, finish), phases, services, tuple(groups),
        tuple(_closed(plan, first, last)), plan.critical,
    )  # fmt: skip


def _phases(plan: Plan, work: Iterable[Work]) -> Iterator[GanttBar]:
    standing = [w for w in work if not w.fallen_out]
    for phase in Phase:
        if mine := [w for w in standing if w.phase is phase]:
            bar = _bar(plan, mine)
            yield bar._replace(phase=phase, late=_late(plan, bar.agreed_end, bar.end))


def _service(plan: Plan, one: ServiceFacts) -> GanttBar:
    bar = _bar(plan, [w for w in plan.of_service(one.id) if not w.fallen_out])
    return bar._replace(
        service=one.id, name=one.name, light=one.light, launch_agreed=one.agreed,
        launch=one.launched or one.forecast, launched=one.launched is not None,
        late=_late(plan, one.agreed, one.launched or one.forecast),
    )  # fmt: skip


def _bar(plan: Plan, work: list[Work]) -> GanttBar:
    said = _span((w.dates.start, w.end) for w in work)
    plans = _span((w.dates.plan_start, w.promised) for w in work) if plan.baseline else _Span(None, None)
    framed = plans if plans.start and plans.end and plans.start <= plans.end else _Span(None, None)
    counted = progress_of(work, plan.today)
    critical = tuple(
        (w.dates.start, w.end) for w in work if w.dates.critical and not w.done and w.dates.start and w.end
    )
    return GanttBar(
        None, None, "", None, framed.start, framed.end, said.start, said.end, counted.done, counted.total,
        critical=critical, marks=tuple(_marks(plan, work)),
    )  # fmt: skip


def _marks(plan: Plan, work: Iterable[Work]) -> Iterator[GanttMark]:
    for w in work:
        if w.activity.milestone and w.end and (said := timing_of(w.activity, plan)):
            agreed, _ = agreed_of(said)
            yield GanttMark(w.activity.id, w.activity.title, agreed, w.end, w.done)


def _span(pairs: Iterable[tuple[date | None, date | None]]) -> _Span:
    some = list(pairs)
    starts = [start or end for start, end in some if start or end]
    ends = [end for _, end in some if end]
    return _Span(min((day for day in starts if day), default=None), max(ends, default=None))


def _late(plan: Plan, agreed: date | None, day: date | None) -> int | None:
    """Working days after what was agreed, negative before; None where one of them is not known."""
    if agreed is None or day is None or plan.baseline is None:
        return None
    return plan.days.number_after(day) - plan.days.number_after(agreed)


def _reach(today: date, bars: Iterable[GanttBar], others: Iterable[date | None]) -> tuple[date, date]:
    """Whole months about everything that has a day, and today."""
    known = [today, *(day for day in others if day)]
    for bar in bars:
        said = (bar.start, bar.end, bar.agreed_start, bar.agreed_end, bar.launch, bar.launch_agreed)
        known += [day for day in said if day]
    last = max(known)
    after = date(last.year + last.month // 12, last.month % 12 + 1, 1) if last < date(9999, 12, 1) else last
    return min(known).replace(day=1), after - timedelta(days=1)


def _closed(plan: Plan, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The stretches without work that are longer than a weekend with a holiday; not where they would be hairlines."""
    if last - first > _LONG:
        return
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    for working, some in groupby(days, plan.days.is_working):
        stretch = tuple(some)
        if not working and len(stretch) >= _CLOSED:
            yield stretch[0], stretch[-1]


def empty(view: GanttFacts) -> bool:
    """Whether nothing has a day."""
    return not any(bar.start or bar.end for bar in (*view.phases, *view.services))


def of_service(view: GanttFacts, service: str) -> GanttFacts:
    """The same chart with one service, phase by phase; the finish is still the project's."""
    for group in view.groups:
        if group.service and group.service.service == service:
            return view._replace(phases=group.rows, services=(group.service,), groups=(group,))
    return view._replace(phases=(), services=(), groups=())
