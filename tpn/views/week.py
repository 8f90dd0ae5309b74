"""«What must I see to this week?» – what is due, who waits, whom to remind, what the next meeting lacks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from tpn.history.rounds import Round
from tpn.model.benefits import Benefit
from tpn.model.choices import AgendaKind, MeetingKind, Reply, Status
from tpn.model.deliveries import comes_on
from tpn.model.index import Entry, Index
from tpn.model.logs import Decision, Meeting
from tpn.model.people import name_of, names_of
from tpn.model.shapes import Activity
from tpn.plan import Plan
from tpn.plan.attendance import coming_meetings
from tpn.plan.bodies import paper_deadlines
from tpn.plan.deciders import body_name
from tpn.plan.reporting import report_days
from tpn.plan.timing import Timing, people_of, timing_of
from tpn.views.agenda_lines import own
from tpn.views.frozen import frozen
from tpn.views.todos import Todo, todos
from tpn.views.values import title_of

SOON = timedelta(days=14)
_BEFORE_INVITING = frozenset({"start", "place"})


class Item(NamedTuple):
    """Something with a day – its deadline: ``late`` is how many calendar days ago that was, 0 when it is to come.

    ``agreed`` and ``forecast`` are the other dates of the same thing, where they are others.
    """

    id: str
    title: str
    day: date
    late: int = 0
    people: tuple[str, ...] = ()
    meeting: MeetingKind | None = None
    agreed: date | None = None
    forecast: date | None = None


class Waiting(NamedTuple):
    """Work that waits for others: for what, since when – as snapshots saw it, or since it was to begin – and days.

    ``at_least``: a snapshot saw it wait on that day; it may have waited before.
    """

    id: str
    title: str
    on: str
    since: date | None
    days: int
    seen: bool
    at_least: bool = False


class Ownerless(NamedTuple):
    """Something to do soon, or without a day, that is nobody's."""

    id: str
    title: str
    day: date | None


class Reminder(NamedTuple):
    """Somebody with overdue work: how many, and the calendar days of the oldest."""

    person: str
    overdue: int
    oldest: int


class Silent(NamedTuple):
    """Those who have not answered a round of follow-up sheets, and the day they were asked to."""

    name: str
    due: date | None
    people: tuple[str, ...]


class PaperDeadline(NamedTuple):
    """The last day on which papers for a meeting of a body may come in; ``name`` is None for the steering group."""

    body: str
    name: str | None
    day: date
    meeting: date


class NextMeeting(NamedTuple):
    """The next meeting and what it lacks: fields, an agenda, recommendations, replies.

    ``unanswered_by_all``: nobody has replied. ``without_responsible``: the cases that nobody has, by number.
    """

    id: str
    kind: MeetingKind
    number: int | None
    day: date
    lacks: tuple[str, ...]
    without_recommendation: tuple[str, ...]
    no_reply: tuple[str, ...]
    unanswered_by_all: bool = False
    without_responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a project for one person; ``person`` is None where all is asked for and nobody leads.

    ``overdue_all``: how much of the project is overdue, as status counts it; ``overdue_activities``: how many of them
    are activities, which the report counts. Only told for the lead.
    """

    today: date
    year: int
    number: int
    first: date
    last: date
    person: str | None
    overdue: tuple[Item, ...]
    due: tuple[Item, ...]
    reports: tuple[Item, ...]
    waiting: tuple[Waiting, ...]
    remind: tuple[Reminder, ...]
    silent: tuple[Silent, ...]
    decisions: tuple[Item, ...]
    approvals: tuple[Item, ...]
    measurements: tuple[Item, ...]
    meeting: NextMeeting | None
    papers: tuple[PaperDeadline, ...] = ()
    overdue_all: int = 0
    overdue_activities: int = 0
    nobody: tuple[Ownerless, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekQuery:
    """For whom the week is told, and what history knows: since when work has waited, who has not answered."""

    person: str | None = None
    blocked: Mapping[str, date] | None = None
    rounds: tuple[Round, ...] = ()


def week(plan: Plan, index: Index, asked: WeekQuery) -> Week:
    """The week that the plan's day is in.

    Told for one person it has what is theirs; told for the lead also what others owe, decide and measure.
    """
    return _Weekly(plan, index, asked).week()


class _Weekly:
    def __init__(self, plan: Plan, index: Index, asked: WeekQuery) -> None:
        self.plan, self.index, self.asked = plan, index, asked
        self.today = plan.today
        self.first = self.today - timedelta(days=self.today.weekday())
        self.last = self.first + timedelta(days=6)
        self.lead = plan.project.about.lead
        self.person = asked.person or self.lead
        self.leads = self.person == self.lead

    def week(self) -> Week:
        year, number, _ = self.today.isocalendar()
        mine = sorted(self._mine(), key=lambda item: item.day)
        late = [one for one in todos(self.plan, self.index) if one.timing.overdue] if self.leads else []
        return Week(
            self.today, year, number, self.first, self.last, self._name(self.person) if self.person else None,
            overdue=tuple(item for item in mine if item.late), due=tuple(item for item in mine if not item.late),
            reports=tuple(self._reports()), waiting=tuple(self._waiting()),
            remind=tuple(self._remind()) if self.leads else (), silent=tuple(self._silent()) if self.leads else (),
            decisions=tuple(self._decisions()) if self.leads else (), approvals=tuple(self._approvals()),
            measurements=tuple(self._measurements()), meeting=self._meeting() if self.leads else None,
            papers=tuple(self._papers()) if self.leads else (),
            overdue_all=len(late), overdue_activities=sum(isinstance(one.entry.record, Activity) for one in late),
            nobody=tuple(self._nobody()) if self.leads else (),
        )  # fmt: skip

    def _name(self, person: str) -> str:
        return name_of(self.plan.project.person, person)

    def _names(self, people: Sequence[str]) -> tuple[str, ...]:
        return names_of(self.plan.project.person, people)

    def _late(self, day: date) -> int:
        """Calendar days since: what people count when they say that something was some days ago."""
        return max(0, (self.today - day).days)

    def _item(self, entry: Entry, timing: Timing, people: Sequence[str] = ()) -> Item:
        day = timing.plan or self.today
        agreed = timing.agreed.to if timing.agreed and timing.agreed.to != day else None
        foreseen = timing.forecast if timing.forecast != day and not timing.overdue else None
        return Item(
            entry.address, title_of(entry.record), day, self._late(day), self._names(people),
            agreed=agreed, forecast=foreseen,
        )  # fmt: skip

    # -------------------------------------------------------- theirs

    def _open(self) -> Iterator[tuple[Todo, date]]:
        """What somebody is to do, is not over, and has a day."""
        for one in todos(self.plan, self.index):
            if one.timing.plan and not one.timing.over:
                yield one, one.timing.plan

    def _mine(self) -> Iterator[Item]:
        for one, day in self._open():
            if day <= self.last and (self.person is None or self.person in one.people):
                yield self._item(one.entry, one.timing, one.people)
        for entry in self.index.of("meetings"):
            meeting = entry.record
            if isinstance(meeting, Meeting) and meeting.date and self._attends(meeting):
                yield Item(entry.address, str(meeting.number or ""), meeting.date, meeting=meeting.kind)

    def _attends(self, meeting: Meeting) -> bool:
        """Whether the meeting is this week, still to come, and this person is asked to it."""
        invited = {participant.person for participant in meeting.participants}
        return (
            meeting.date is not None and self.today <= meeting.date <= self.last
            and (self.person is None or self.person in invited)
        )  # fmt: skip

    def _reports(self) -> Iterator[Item]:
        """The days of the status report, for the one who leads."""
        said = self.plan.project.about.reporting
        owner = self.plan.project.about.owner
        if said and self.leads:
            for day in report_days(said, self.plan.days, self.today, self.last):
                yield Item(
                    str(said.working_day), said.every.value, day, 0, (self._name(owner),) if owner else ()
                )

    # -------------------------------------------------------- others

    def _waiting(self) -> Iterator[Waiting]:
        """Work that is blocked, and components that were to be there."""
        for work in self.plan.work:
            activity = work.activity
            if activity.status is Status.BLOCKED and self._concerns(activity.responsible):
                seen = (self.asked.blocked or {}).get(activity.id)
                since = seen or activity.started or work.dates.plan_start
                since = since if since and since <= self.today else None
                days = self._late(since) if since else 0
                yield Waiting(
                    activity.id, activity.title, activity.waiting_for or "", since, days, seen is not None,
                    at_least=seen is not None,
                )  # fmt: skip
        if self.leads:
            yield from self._late_components()

    def _concerns(self, people: Sequence[str]) -> bool:
        return self.leads or self.person in people

    def _late_components(self) -> Iterator[Waiting]:
        for part in self.plan.project.procurement.components:
            due = timing_of(part, self.plan)
            if due and due.plan and due.overdue and (comes_on(part) or part.needed_by):
                late = self._late(due.plan)
                yield Waiting(part.id, part.name, part.supplier or "", due.plan, late, seen=True)

    def _remind(self) -> Iterator[Reminder]:
        """Everybody else with overdue work, the most first."""
        found: dict[str, list[int]] = {}
        for one, day in self._open():
            for person in one.people:
                if one.timing.overdue and person != self.person:
                    found.setdefault(person, []).append(self._late(day))
        for person, late in sorted(found.items(), key=lambda pair: (-len(pair[1]), -max(pair[1]), pair[0])):
            yield Reminder(self._name(person), len(late), max(late))

    def _nobody(self) -> Iterator[Ownerless]:
        """What is overdue, due soon or without a day, and nobody's: no sheet goes out with it."""
        for one in todos(self.plan, self.index):
            soon = one.timing.plan is None or self._soon(one.timing.plan)
            if not one.people and not one.timing.over and soon:
                yield Ownerless(one.entry.address, title_of(one.entry.record), one.timing.plan)

    def _silent(self) -> Iterator[Silent]:
        """Those who have not answered the newest round of follow-up sheets."""
        sent = [one for one in self.asked.rounds if one.sent <= self.today]
        newest = max(sent, key=lambda one: one.sent, default=None)
        if newest and newest.missing:
            yield Silent(newest.name, newest.due, self._names([one.person for one in newest.missing]))

    # -------------------------------------------------------- what falls due for the project

    def _soon(self, day: date | None) -> bool:
        return day is not None and day <= self.today + SOON

    def _waited_for(self, kind: str) -> Iterator[tuple[Entry, Timing]]:
        """The records of a kind that are not over and have their day soon, or have had it."""
        for entry in self.index.of(kind):
            timing = timing_of(entry.record, self.plan)
            if timing and not timing.over and self._soon(timing.plan):
                yield entry, timing

    def _decisions(self) -> Iterator[Item]:
        for entry, timing in self._waited_for("decisions"):
            if isinstance(entry.record, Decision) and entry.record.decided is None:
                yield self._item(entry, timing)

    def _approvals(self) -> Iterator[Item]:
        """Deliverables that are to be accepted, and descriptions that are to be read again."""
        for entry, timing in self._waited_for("deliverables"):
            people = people_of(entry.record)
            if self._concerns(people):
                yield self._item(entry, timing, people)
        for launch in self.plan.project.launch.services:
            about = launch.description
            if about and about.review and self._soon(about.review):
                by = (about.approved.by,) if about.approved else ()
                service = self.plan.project.service.get(launch.service)
                if self._concerns(by):
                    yield Item(f"launch/{launch.service}/description", service.name if service else "", about.review,
                               self._late(about.review), self._names(by))  # fmt: skip

    def _measurements(self) -> Iterator[Item]:
        for entry, timing in self._waited_for("benefits"):
            one = entry.record
            by = one.indicator.measured_by if isinstance(one, Benefit) and one.indicator else None
            people = (by,) if by else people_of(one)
            if self._concerns(people):
                yield self._item(entry, timing, people)

    def _papers(self) -> Iterator[PaperDeadline]:
        found = paper_deadlines(self.plan.project, self.plan.days, self.today, self.today + SOON)
        for body, sitting in sorted(found, key=lambda pair: (pair[1].papers, pair[0])):
            yield PaperDeadline(body, body_name(self.plan.project, body), sitting.papers, sitting.day)

    def _meeting(self) -> NextMeeting | None:
        coming = coming_meetings(self.plan.project.meetings, self.today)
        if not coming:
            return None
        one = coming[0]
        nobodys = tuple(self._nobodys_cases(one))
        lacks = (*_lacks(one), *(("responsible",) if nobodys else ()))
        silent = [p.person for p in one.participants if p.reply is Reply.INVITED]
        if _BEFORE_INVITING.intersection(lacks):
            silent = []  # nobody can have been asked yet
        return NextMeeting(
            one.id, one.kind, one.number, one.date or self.today, lacks,
            tuple(self._without_recommendation(one)), self._names(silent),
            bool(silent) and len(silent) == len(one.participants), nobodys,
        )  # fmt: skip

    def _nobodys_cases(self, meeting: Meeting) -> Iterator[str]:
        """The cases that neither one of ours nor a guest has."""
        for number, slot in enumerate(own(self.plan.project, meeting), 1):
            if not (slot.pauses or slot.responsible or slot.speaker):
                yield slot.case or str(number)

    def _without_recommendation(self, meeting: Meeting) -> Iterator[str]:
        for decision in self.plan.project.decisions:
            if decision.meeting == meeting.id and decision.decided is None and not decision.recommendation:
                yield decision.id


def _lacks(meeting: Meeting) -> Iterator[str]:
    """What a meeting must have before people come to it."""
    for name in ("start", "place", "participants", "agenda"):
        if not getattr(meeting, name):
            yield name
    cases = [item for item in meeting.agenda if item.kind is not AgendaKind.BREAK]
    if any(item.minutes is None for item in cases):
        yield "minutes"


def as_json(one: Week) -> dict[str, object]:
    """The facts of a week."""
    return {"format": 1, "week": f"{one.year}-W{one.number:02d}", **frozen(one)}
