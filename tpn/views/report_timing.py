"""The dates of a report: milestones with original, agreed, last reported and forecast, and the finish."""

from datetime import date

from tpn.model.base import Record
from tpn.model.choices import Light
from tpn.model.shapes import Activity
from tpn.plan import Plan
from tpn.plan.launches import is_go_live
from tpn.plan.readiness import readiness
from tpn.plan.service_light import readiness_of
from tpn.plan.timing import Timing, timing_of
from tpn.views.report_facts import MilestoneFacts, StatusReport


def timing(record: Record, plan: Plan) -> Timing:
    """The dates of something that has dates."""
    return timing_of(record, plan) or Timing()


def agreed_of(said: Timing) -> tuple[date | None, date | None]:
    """The date agreed last and the one agreed first; None where no body has agreed any: a plan is no agreement."""
    return said.agreed.to if said.agreed else None, said.original


def agreed_finish(plan: Plan) -> tuple[date | None, date | None]:
    """The project's finish as agreed, and as agreed first; None before anything was agreed."""
    return agreed_of(timing(plan.project.about, plan))


def open_before(one: Activity, plan: Plan) -> int:
    """How many *must* points hold a going live back, where the day is so near that they make its service red."""
    service = plan.project.service.get(one.service or "")
    if service is None or not is_go_live(one):
        return 0
    said = readiness_of(service.id, plan.facts)
    return len(readiness(service, plan.facts).lacking) if said and said.light is Light.RED else 0


def milestone_lines(
    plan: Plan, before: StatusReport | None
) -> tuple[tuple[MilestoneFacts, ...], tuple[MilestoneFacts, ...]]:
    """The milestones that are to come, by day; and those reached since the report before."""
    earlier = before.forecasts if before else {}
    coming, reached = [], []
    for w in plan.work:
        one = w.activity
        if not one.milestone or w.fallen_out:
            continue
        said = timing(one, plan)
        agreed, original = agreed_of(said)
        previous = earlier.get(one.id) or said.previous
        late = plan.days.number_after(w.end) - plan.days.number_after(agreed) if w.end and agreed else None
        line = MilestoneFacts(
            one.id, one.title, original, agreed, previous, w.end, late, w.end if w.done else None,
            is_go_live(one), 0 if w.done else open_before(one, plan),
        )  # fmt: skip
        if not w.done:
            coming.append(line)
        elif before is None or one.id not in before.finished:
            reached.append(line)
    coming.sort(key=lambda one: (one.forecast or date.max, one.id))
    reached.sort(key=lambda one: (one.reached or date.min, one.id))
    return tuple(coming), tuple(reached)
