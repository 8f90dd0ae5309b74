"""The dates of anything dated: planned, agreed, original, forecast, in the previous report. One function for all.

Every screen, sheet, document and calendar reads ``timing_of``, so that a thing has the same dates everywhere.
Rules: docs/rules.md, «Dates and their words».
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from tpn.model.about import About, Service
from tpn.model.base import Record, per_class
from tpn.model.benefits import Benefit, Change
from tpn.model.choices import DeliverableStatus
from tpn.model.ended import fallen_out
from tpn.model.fieldtree import takes
from tpn.model.kickoff import Commitment
from tpn.model.logs import Communication, Decision, Deliverable, Meeting
from tpn.model.procurement import Component, Procurement
from tpn.model.shapes import Action, Activity
from tpn.plan.attendance import is_held
from tpn.plan.baseline import FINISH, Agreed
from tpn.plan.benefits import measured
from tpn.plan.bodies import next_meeting_of
from tpn.plan.launches import foreseen_launch, is_go_live
from tpn.plan.plan import Plan, foreseen_delivery, is_there, planned_delivery

_OWNERS = ("responsible", "owner", "person", "measured_by", "accepted_by", "by")


class Timing(NamedTuple):
    """When something is, by each of the words.

    ``plan`` (frist): what the plan says now, typed or computed. ``agreed`` (avtalt): what a body agreed last;
    ``original``: the first agreed date; both only of milestones, launches and the finish. ``forecast`` (prognose):
    when it will be, seen from today; for what is over, when it was. ``previous``: the forecast of the previous report.
    ``over``: nothing is left to do. ``days_late``: working days that the forecast is after the date that binds.
    """

    plan: date | None = None
    agreed: Agreed | None = None
    original: date | None = None
    forecast: date | None = None
    previous: date | None = None
    over: bool = False
    overdue: bool = False
    expected_late: bool = False
    days_late: int = 0

    @property
    def late(self) -> bool:
        """Overdue, or expected late."""
        return self.overdue or self.expected_late

    @property
    def binding(self) -> date | None:
        """The date that lateness is counted from: agreed, else planned."""
        return self.agreed.to if self.agreed else self.plan


def timing_of(record: Record, plan: Plan) -> Timing | None:
    """The dates of a record, seen from the plan's day; None for a kind that nobody waits for.

    Of a project that the line has taken over, nobody waits for anything but the measuring of benefits; nor of what
    has fallen out of one.
    """
    rule = _RULES.get(type(record))
    found = rule(record, plan) if rule else None
    taken_over = plan.facts.handed_over is not None and not isinstance(record, Benefit)
    if found is None or not (taken_over or fallen_out(record)):
        return found
    return found._replace(over=True, overdue=False, expected_late=False, days_late=0)


def people_of(record: Record) -> tuple[str, ...]:
    """Whose a record is: who is responsible for it, else who owns it, has said it, or measures it."""
    for name in _owner_names(type(record)):
        if said := getattr(record, name):
            return said if isinstance(said, tuple) else (said,)
    return ()


@per_class
def _owner_names(cls: type[Record]) -> tuple[str, ...]:
    """The fields of a class that say whose it is, the nearest first."""
    known = takes(cls)
    return tuple(known[key].name for key in _OWNERS if key in known and known[key].ref == "people")


def _judged(
    plan: Plan,
    day: date | None,
    forecast: date | None,
    *,
    over: bool,
    trail: tuple[Agreed, ...] = (),
    key: str = "",
) -> Timing:
    """Overdue and expected late by the one rule, from the dates."""
    agreed = trail[-1] if trail else None
    binding = agreed.to if agreed else day
    overdue = not over and day is not None and day < plan.today
    after = plan.days.between(binding, forecast) if binding and forecast and forecast > binding else 0
    late = not over and not overdue and binding is not None and forecast is not None and forecast > binding
    return Timing(
        day, agreed, trail[0].to if trail else None, forecast, plan.reported.get(key), over, overdue, late,
        0 if over else after,
    )  # fmt: skip


def _simple(plan: Plan, day: date | None, done: date | None, *, over: bool) -> Timing:
    """What has a day and no schedule: it will be on its day, or today at the earliest."""
    foreseen = done or (max(day, plan.today) if day and not over else day)
    return _judged(plan, day, foreseen, over=over)


def _activity(activity: Activity, plan: Plan) -> Timing:
    work = plan.by_id[activity.id]
    over = work.done or work.fallen_out
    trail: tuple[Agreed, ...] = ()
    if activity.milestone:
        of_launch = activity.service if activity.id in plan.facts.going_live.values() else None
        trail = _newest(plan, activity.id, of_launch)
    return _judged(plan, work.plan_end, work.end, over=over, trail=trail, key=activity.id)


def _newest(plan: Plan, *keys: str | None) -> tuple[Agreed, ...]:
    """The trail that was agreed upon last: a launch and its going live are one date, agreed by either name."""
    trails = [trail for key in keys if key and (trail := plan.trail.get(key))]
    return max(trails, key=lambda trail: trail[-1].day, default=())


def _service(one: Service, plan: Plan) -> Timing:
    """The launch. Without a going live it is foreseen on its day, or today at the earliest, and in no freeze."""
    said = plan.facts.launches.get(one.id)
    over = one.id in plan.facts.launched
    going_live = plan.facts.going_live.get(one.id)
    day = plan.facts.launch_day(one)
    ends = [w.end for w in plan.of_service(one.id) if is_go_live(w.activity) and w.end]
    foreseen = (
        max(ends) if ends else (foreseen_launch(plan.project, day, plan.today) if day and not over else day)
    )
    launched = said.launched if said and over else None
    return _judged(
        plan, day, launched or foreseen, over=over, trail=_newest(plan, going_live, one.id),
        key=one.id if one.id in plan.reported or going_live is None else going_live,
    )  # fmt: skip


def _finish(about: About, plan: Plan) -> Timing:
    """The project's finish: as wished or agreed, and the last forecast end."""
    over = all(work.done or work.fallen_out for work in plan.work) and bool(plan.work)
    ends = [work.plan_end for work in plan.work if work.plan_end and not work.fallen_out]
    day = about.finish or max(ends, default=None)
    return _judged(plan, day, plan.schedule.finish, over=over, trail=plan.trail.get(FINISH, ()), key=FINISH)


def _action(action: Action, plan: Plan) -> Timing:
    """An action that has become an activity is that activity: done once, due once."""
    if carried := plan.by_id.get(action.activity or ""):
        return _activity(carried.activity, plan)
    return _simple(plan, action.due, action.done, over=action.done is not None)


def _commitment(one: Commitment, plan: Plan) -> Timing:
    return _simple(plan, one.due, one.done, over=one.done is not None)


def _communication(one: Communication, plan: Plan) -> Timing:
    return _simple(plan, one.when, one.done, over=one.done is not None)


def is_accepted(one: Deliverable) -> bool:
    """Whether a deliverable is accepted: by its day, or by its status where nobody wrote the day."""
    return one.accepted is not None or one.status is DeliverableStatus.ACCEPTED


def _deliverable(one: Deliverable, plan: Plan) -> Timing:
    return _simple(plan, one.due, one.accepted, over=is_accepted(one))


def _decision(one: Decision, plan: Plan) -> Timing:
    """Open until it is taken; and then, where somebody is to follow it up, until that is done.

    What a body decides is foreseen for its first meeting whose papers can still come in.
    """
    if one.decided and (one.follow_up_by or one.responsible):
        return _simple(plan, one.follow_up_by, one.followed_up, over=one.followed_up is not None)
    if one.decided is None and one.decided_by:
        sitting = next_meeting_of(plan.project, one.decided_by, plan.today, plan.days)
        if sitting:
            return _judged(plan, one.needed_by, sitting.day, over=False)
    return _simple(plan, one.needed_by, one.decided, over=one.decided is not None)


def _component(one: Component, plan: Plan) -> Timing:
    """Without a day of its own it is there when the activity that it comes with has ended."""
    over = fallen_out(one) or is_there(one, plan)
    day = one.needed_by or one.promised or planned_delivery(one, plan)
    foreseen = foreseen_delivery(one, plan) or day
    return _judged(plan, day, foreseen if over else _from_today(foreseen, plan), over=over)


def _procurement(one: Procurement, plan: Plan) -> Timing:
    over = one.contract is not None
    foreseen = one.contract or one.expected or one.promised
    return _judged(plan, one.promised, foreseen if over else _from_today(foreseen, plan), over=over)


def _from_today(day: date | None, plan: Plan) -> date | None:
    return max(day, plan.today) if day else None


def _change(one: Change, plan: Plan) -> Timing:
    """A change is made when its activity is done; where it names none and its day has passed nobody is asked any more.

    Unless it comes with a launch that is still to come: then it is foreseen with that, and late.
    It is foreseen when that activity ends and the components are there that make it possible; what comes with the
    launch of its service, no earlier than that.
    """
    work = plan.by_id.get(one.activity or "")
    if work and work.done:
        return _judged(plan, one.due or work.plan_end, work.end, over=True)
    day = one.due or (work.plan_end if work else None)
    if work is None and day is not None and day < plan.today:
        launch = _with_launch(one, day, plan)
        if launch is None or one.service in plan.facts.launched:
            return _judged(plan, day, day, over=True)
        return _judged(plan, day, launch, over=False)._replace(overdue=False, expected_late=True)
    parts = [part for part in plan.project.procurement.components if part.id in one.enabled_by]
    waits = [
        foreseen_delivery(part, plan) for part in parts if not fallen_out(part) and not is_there(part, plan)
    ]
    ends = [work.end] if work and not work.fallen_out else []
    known = [when for when in (day, *waits, *ends, _with_launch(one, day, plan)) if when]
    return _judged(plan, day, max(known, default=None), over=False)


def _with_launch(one: Change, day: date | None, plan: Plan) -> date | None:
    """When the service of a change is foreseen to be launched, where the change is not due before that."""
    service = plan.project.service.get(one.service or "")
    said = _service(service, plan) if service and not fallen_out(service) else None
    return said.forecast if said and day and said.binding and day >= said.binding else None


def _benefit(one: Benefit, plan: Plan) -> Timing:
    """By when it is to be measured."""
    found = measured(one, plan.project.about.start, plan.today)
    over = not found.overdue and (found.due is None or found.due < plan.today)
    return _simple(plan, found.due, found.last.date if found.last and over else None, over=over)


def _meeting(one: Meeting, plan: Plan) -> Timing:
    return _judged(plan, one.date, one.date, over=is_held(one, plan.today))


_RULES: Mapping[type[Record], Callable[[Any, Plan], Timing]] = {
    Activity: _activity,
    Action: _action,
    Commitment: _commitment,
    Communication: _communication,
    Deliverable: _deliverable,
    Decision: _decision,
    Component: _component,
    Procurement: _procurement,
    Change: _change,
    Benefit: _benefit,
    Service: _service,
    Meeting: _meeting,
    About: _finish,
}
