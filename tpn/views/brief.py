"""What whoever takes over a project must know first: what is agreed, pending, overruled, out, near; the contracts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tpn.history.rounds import Round
from tpn.model.choices import Dimension, GoalLevel, Light, MeetingKind, Role
from tpn.model.ended import ended_of
from tpn.model.index import Index
from tpn.model.logs import Meeting
from tpn.model.people import names_of, roles_of
from tpn.model.procurement import Procurement
from tpn.plan.baseline import FINISH
from tpn.plan.deciders import body_name
from tpn.plan.launches import is_go_live
from tpn.plan.plan import Plan
from tpn.plan.tender_plan import Foreseen
from tpn.plan.timing import people_of, timing_of
from tpn.views.agenda import next_meeting
from tpn.views.todos import is_todo
from tpn.views.values import title_of

FIRST_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One thing: what it is called, its day, who it is with, and what is said of it; ``id`` is None for the finish.

    ``forecast``: when it will be, where that is told beside the day; ``kind`` of what record it is; ``meeting``: what
    kind of meeting, which has no title of its own.
    """

    id: str | None
    title: str
    day: date | None = None
    who: str = ""
    said: str = ""
    forecast: date | None = None
    kind: str = ""
    meeting: MeetingKind | None = None


@dataclass(frozen=True, slots=True)
class ContractTerms(BriefLine):
    """A procurement: when its contract is (``signed``) or will be signed, with whom, what it says of its own end."""

    signed: bool = False
    until: date | None = None
    extensions: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class OpenRound(BriefLine):
    """A round that somebody has not answered: when it was sent, when it is due, who is missing."""

    sent: date | None = None


@dataclass(frozen=True, slots=True)
class OverruledLight:
    """A light that a person has set, and what was computed: until when (none: until it is taken back), by whom, why."""

    dimension: Dimension
    light: Light
    computed: Light
    on: date | None
    until: date | None
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class BriefPerson:
    """Somebody with a part in the project: what it is, and where to reach them."""

    name: str
    roles: tuple[Role, ...]
    unit: str | None
    phone: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class Brief:
    """The project for whoever takes it over. ``who`` of what is agreed is the body; none is the steering group.

    ``goals``: what it is for and what it is to deliver. ``meeting``: the next one. ``sent``: whether a round ever was.
    """

    goals: tuple[str, ...]
    meeting: Meeting | None
    agreed: tuple[BriefLine, ...]
    pending: tuple[BriefLine, ...]
    lights: tuple[OverruledLight, ...]
    rounds: tuple[OpenRound, ...]
    contracts: tuple[ContractTerms, ...]
    overdue: tuple[BriefLine, ...]
    week: tuple[BriefLine, ...]
    people: tuple[BriefPerson, ...] = ()
    sent: bool = False


def brief(plan: Plan, index: Index, rounds: Iterable[Round]) -> Brief:
    """All of it; ``rounds`` are those that have been sent, ``index`` the records that stand."""
    people, rounds = plan.project.person, tuple(rounds)
    overdue, week = _near(plan, index)
    computed = {shown.dimension: shown.computed for shown in plan.lights}
    return Brief(
        _goals(plan),
        next_meeting(plan.project, plan.today),
        tuple(sorted(_agreed(plan), key=_day)),
        tuple(sorted(_pending(plan), key=_day)),
        tuple(
            OverruledLight(
                key,
                said.light,
                computed[key],
                said.date,
                said.until,
                people[said.by].name if said.by in people else "",
                said.reason or "",
            )
            for key, said in plan.project.about.lights.items()
            if said.until is None or said.until >= plan.today
        ),
        tuple(_out(plan, rounds)),
        tuple(_terms(one, plan) for one in plan.project.procurement.procurements),
        overdue,
        week,
        tuple(
            BriefPerson(one.name, roles, one.unit or one.organisation, one.phone, one.email)
            for one in plan.project.people
            if (roles := roles_of(one, plan.project.about.steering_group)) and ended_of(one) is None
        ),
        bool(rounds),
    )


def _pending(plan: Plan) -> Iterator[BriefLine]:
    """The decisions that are asked for, with what is recommended."""
    for one in plan.project.decisions:
        if one.decided is None:
            who = _names(plan, one.responsible)
            yield BriefLine(one.id, one.title, one.needed_by, who, one.recommendation or "")


def _goals(plan: Plan) -> tuple[str, ...]:
    """The purpose, else the business goals, and what is to be delivered; of a project without such levels all goals."""
    about = plan.project.about
    goals = [one for one in about.goals if ended_of(one) is None]
    whole = [about.purpose] if about.purpose else [g.text for g in goals if g.level is GoalLevel.BUSINESS]
    whole += [one.text for one in goals if one.level is GoalLevel.DELIVERY]
    return tuple(whole or [one.text for one in goals])


def _terms(deal: Procurement, plan: Plan) -> ContractTerms:
    signed = deal.contract or Foreseen.of(deal, plan).signing or _planned(deal, plan)
    return ContractTerms(
        deal.id, deal.title, signed, _suppliers(deal, plan), signed=deal.contract is not None,
        until=deal.contract_until, extensions=deal.extensions or "", notice=deal.notice or "",
    )  # fmt: skip


def _planned(deal: Procurement, plan: Plan) -> date | None:
    timing = timing_of(deal, plan)
    return (timing.forecast or timing.plan) if timing else None


def _suppliers(deal: Procurement, plan: Plan) -> str:
    """Who delivers what was bought, as its components say it."""
    parts = (one for one in plan.project.procurement.components if one.id in deal.components)
    return ", ".join(dict.fromkeys(one.supplier for one in parts if one.supplier))


def _names(plan: Plan, ids: Iterable[str]) -> str:
    return ", ".join(names_of(plan.project.person, ids))


def _agreed(plan: Plan) -> Iterator[BriefLine]:
    """The last agreed date of the finish, and of each launch and milestone that is not over: each said once.

    The launch of a service is its milestone, where it has one; so is the finish.
    """
    live = {work.activity.service for work in plan.by_id.values() if is_go_live(work.activity)}
    told = set()
    for key, trail in sorted(plan.trail.items(), key=lambda pair: pair[0] == FINISH):
        service, work = plan.project.service.get(key), plan.by_id.get(key)
        record = service or (work.activity if work else plan.project.about if key == FINISH else None)
        timing = timing_of(record, plan) if record else None
        passing = work is not None and not work.activity.milestone
        if record is None or timing is None or timing.over or passing or (service and service.id in live):
            continue
        last = trail[-1]
        if key == FINISH and (last.to, timing.forecast) in told:
            continue
        told.add((last.to, timing.forecast))
        title = "" if key == FINISH else title_of(record)
        who = body_name(plan.project, last.body) or ""
        yield BriefLine(
            None if key == FINISH else key, title, last.to, who, last.decision or "", timing.forecast
        )


def _out(plan: Plan, rounds: Iterable[Round]) -> Iterator[OpenRound]:
    """The rounds that somebody has not answered, and who."""
    for one in rounds:
        missing = [sent.person for sent in one.people if sent.answered is None]
        if missing:
            yield OpenRound(one.name, one.name, one.due, _names(plan, missing), sent=one.sent)


def _near(plan: Plan, index: Index) -> tuple[tuple[BriefLine, ...], tuple[BriefLine, ...]]:
    """What is overdue, and what is to be within a week; the first day first."""
    overdue, week = [], []
    for entry in index.entries:
        timing = timing_of(entry.record, plan)
        if timing is None or timing.over or timing.plan is None or entry.kind == "project":
            continue
        if getattr(entry.record, "activity", None) in plan.by_id:
            continue  # the activity that it became stands here itself
        line = BriefLine(
            index.short.get(entry.address, entry.address),
            title_of(entry.record),
            timing.plan,
            _names(plan, people_of(entry.record)),
            kind="actions"
            if is_todo(entry) and entry.kind not in {"activities", "decisions"}
            else entry.kind,
            meeting=entry.record.kind if isinstance(entry.record, Meeting) else None,
        )
        if timing.overdue:
            overdue.append(line)
        elif plan.today <= timing.plan <= plan.today + FIRST_WEEK:
            week.append(line)
    return tuple(sorted(overdue, key=_day)), tuple(sorted(week, key=_day))


def _day(line: BriefLine) -> date:
    return line.day or date.max
