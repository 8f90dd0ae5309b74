"""What a status report says: frozen facts, in reading order. No sentence, no formatted date, no language.

The same facts make every edition, language and format, and are kept when a report is published (``frozen``): a field
that comes later has a default, so that what was kept can always be read.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from tpn.model.choices import (
    Dimension,
    EconomyKind,
    Light,
    ParticipationKind,
    PassageOutcome,
    Phase,
)
from tpn.plan.service_steps import ServiceStep
from tpn.views.benefit_facts import BenefitFacts, BenefitTotals
from tpn.views.change_facts import SinceLast
from tpn.views.ended_facts import EndedFacts
from tpn.views.gantt_facts import GanttFacts
from tpn.views.risk_facts import DeviationFacts, RiskFacts


class ReportHead(NamedTuple):
    """Which report it is: of what, number, day, period, the one before, the next decision, who has approved it.

    ``point_meeting``: the next decision is the steering group's next meeting; ``point_passed``: a day that was typed
    for it has been.
    """

    project: str
    name: str
    municipality: str | None
    number_of_municipality: str | None
    owner: str | None
    lead: str | None
    case_reference: str | None
    service: str | None
    service_name: str | None
    number: int
    as_of: date
    since: date | None
    previous_number: int | None
    previous_day: date | None
    publish_on: date | None
    point: date | None
    point_what: str | None
    approved_by: str | None
    approved_on: date | None
    agreed: date | None
    published: date | None = None
    corrects: int | None = None
    correction: str | None = None
    point_meeting: bool = False
    point_passed: date | None = None


class Reason(NamedTuple):
    """A fact that made a light what it is: its name, and its values with titles and dates beside the ids."""

    fact: str
    facts: Mapping[str, object]


class LightFacts(NamedTuple):
    """One light: now, computed and in the last report; why; who set it otherwise; what the lead says of it."""

    dimension: Dimension
    light: Light
    computed: Light
    previous: Light | None
    because: tuple[Reason, ...]
    overruled: bool
    reason: str | None
    by: str | None
    on: date | None
    until: date | None
    comment: str | None
    unchanged: bool = False
    """The comment is last report's, word for word, though the figures under the light have moved."""


class ThreeLines(NamedTuple):
    """The lead's three lines, as typed."""

    achieved: str | None
    next: str | None
    challenge: str | None


class NextLaunch(NamedTuple):
    """The next service to go on: when, and the *must* points that are open, of how many."""

    name: str
    day: date
    days: int
    open: int
    total: int


class KeyFigures(NamedTuple):
    """The four figures of page one. Counts are activities; money is NOK; ``late`` is working days.

    ``overdue_all``: what status counts as overdue, actions and communication too; None in a report from before it.
    """

    done: int
    total: int
    planned: int
    overdue: int
    finish: date | None
    agreed: date | None
    original: date | None
    late: int | None
    forecast: float | None
    budget: float | None
    spent: float | None
    money_of: date | None
    launch: NextLaunch | None
    overdue_all: int | None = None


class CaseOption(NamedTuple):
    """One way to decide, and what it does to time, cost and benefit."""

    title: str
    time: str | None
    cost: str | None
    benefit: str | None


class LatePoint(NamedTuple):
    """A *must* point that is in place on ``day``, after the launch: by an activity, with its title."""

    id: str
    day: date
    activity: str
    title: str


class ServiceFacts(NamedTuple):
    """A service: light and why, steps done of all, *must* points clear of all, launch, who answers for it.

    ``waived``: how many of the clear are so by a waiver alone. ``after_launch``: of a launch that is to be decided on,
    the points that it cannot have without a waiver.
    """

    id: str
    name: str
    light: Light
    because: tuple[Reason, ...]
    done: int
    steps: int
    next: ServiceStep
    clear: int
    points: int
    original: date | None
    agreed: date | None
    forecast: date | None
    launched: date | None
    responsible: str | None
    owner: str | None
    unit: str | None
    audience: tuple[str, ...]
    waived: int = 0
    after_launch: tuple[LatePoint, ...] = ()


class Matter(NamedTuple):
    """Something to be decided: by when, where, the ways, what is recommended, what waiting costs, what hangs on it.

    ``service``: the one whose launch is decided on, with how it stands.
    """

    id: str
    title: str
    needed_by: date | None
    case: str | None
    meeting: date | None
    meeting_start: str | None
    ways: tuple[CaseOption, ...]
    recommendation: str | None
    presenter: str | None
    if_not: str | None
    hangs: tuple[tuple[str, date | None], ...]
    service: ServiceFacts | None = None


class FollowUp(NamedTuple):
    """What came of a decision: what was decided and when, who follows up, by when, and whether it is done."""

    id: str
    title: str
    outcome: str | None
    decided: date | None
    what: str | None
    responsible: tuple[str, ...]
    due: date | None
    done: date | None
    gate: PassageOutcome | None = None
    units: tuple[str, ...] = ()


class PhaseFacts(NamedTuple):
    """A phase: its light and count."""

    phase: Phase
    light: Light
    done: int
    total: int


class MilestoneFacts(NamedTuple):
    """A milestone with its dates; ``late`` is working days after what was agreed, ``reached`` when it was.

    ``open``: how many *must* points hold a launch back that is as near as makes its service red.
    """

    id: str
    title: str
    original: date | None
    agreed: date | None
    previous: date | None
    forecast: date | None
    late: int | None
    reached: date | None
    launch: bool
    open: int = 0


class TrendPoint(NamedTuple):
    """A date that was agreed, or foreseen by a report, on ``day``; ``kind`` is how it was agreed, or ``report``."""

    day: date
    to: date
    kind: str
    decision: str | None = None


class TrendFacts(NamedTuple):
    """How a milestone, a launch or the finish (``project``) has moved: agreed dates, and forecasts of the reports.

    ``days``: working days from the first agreed date to the last.
    """

    key: str
    title: str
    agreed: tuple[TrendPoint, ...]
    foreseen: tuple[TrendPoint, ...]
    forecast: date | None
    days: int = 0

    @property
    def moved(self) -> bool:
        """Whether something else has been agreed than at first."""
        return len({one.to for one in self.agreed}) > 1

    @property
    def moved_within(self) -> bool:
        """Whether the last move was the lead's own, within the tolerances."""
        last = self.agreed[-2:]
        return self.moved and last[1].kind == "tolerance" and last[1].to != last[0].to


class DiscussedCase(NamedTuple):
    """A case of the next meeting that nothing is asked for in: the service or the deviation that it is about."""

    case: str | None
    title: str
    responsible: str | None
    service: ServiceFacts | None
    deviation: DeviationFacts | None


class MoneyLine(NamedTuple):
    """An item, a year, a funding or the sum, NOK; ``over`` is forecast less budget, ``percent`` the same."""

    name: str
    kind: EconomyKind | None
    budget: float | None
    committed: float | None
    spent: float | None
    forecast: float | None
    over: float | None
    percent: float | None


class Reserve(NamedTuple):
    """A reserve: what is left, and who may use it."""

    name: str
    left: float | None
    released_by: str | None


class Money(NamedTuple):
    """The economy: item by item, summed, by year and by funding."""

    as_of: date | None
    old: bool
    case_reference: str | None
    lines: tuple[MoneyLine, ...]
    total: MoneyLine | None
    years: tuple[MoneyLine, ...]
    sources: tuple[MoneyLine, ...]
    reserves: tuple[Reserve, ...]

    @property
    def counts_budget(self) -> bool:
        """Whether the sum of the forecasts counts the budget of an item that has none."""
        some = self.total is not None and self.total.forecast is not None
        return some and any(one.forecast is None and one.budget is not None for one in self.lines)


class PartFacts(NamedTuple):
    """A component that is not delivered, the services that wait for it, and working days after what was agreed."""

    id: str
    name: str
    services: tuple[str, ...]
    agreed: date | None
    expected: date | None
    needed: date | None
    late: int | None


class StaffFacts(NamedTuple):
    """A role in the next eight weeks: percent needed and given, and its own hours against the plan."""

    role: str
    person: str | None
    unit: str | None
    needed: float | None
    given: float | None
    gap: float | None
    hours_planned: float | None
    hours_spent: float | None


class TakenUp(NamedTuple):
    """Something taken up with the employees' representatives, or to be."""

    title: str
    kind: ParticipationKind | None
    due: date | None
    done: date | None
    outcome: str | None


class Uncertain(NamedTuple):
    """What one in five like courses comes to: by the project's own slips, of which there were ``of``."""

    name: str
    forecast: date
    late: date
    of: int


class DueWork(NamedTuple):
    """An activity that is expected: on which day, the one that binds (``agreed``: else its deadline), whose it is."""

    id: str
    title: str
    day: date
    agreed: date | None
    late: bool
    people: tuple[str, ...]
    units: tuple[str, ...]
    milestone: bool
    service: str | None


class Overdue(NamedTuple):
    """An overdue activity: when it was due, calendar days since, when it is expected."""

    id: str
    title: str
    due: date
    days: int
    forecast: date | None
    people: tuple[str, ...]
    units: tuple[str, ...]


class WaitingWork(NamedTuple):
    """Work that waits for others."""

    id: str
    title: str
    on: str | None


class ReportGap(NamedTuple):
    """Something the report stands on that is missing: what kind, and the ids."""

    what: str
    ids: tuple[str, ...]


class Unanswered(NamedTuple):
    """A red light, or a tolerance that is broken, without a word or a decision; by when one could be taken."""

    dimension: Dimension
    decide_by: date | None = None


class CoursePoint(NamedTuple):
    """On a day: activities that were to be done, that are, and that are expected to be."""

    day: date
    planned: int
    done: int | None
    expected: int | None


class ScopeMark(NamedTuple):
    """A day on which the scope became another: how many activities left, and the services among what left.

    ``came``: the services that came on that day, with ``more`` activities.
    """

    day: date
    fewer: int
    names: tuple[str, ...]
    came: tuple[str, ...] = ()
    more: int = 0


class ChangedWork(NamedTuple):
    """What becomes otherwise in the work, in which service (None: in several), and from when.

    ``foreseen``: when what makes it possible is there, where that is after the day.
    """

    title: str
    service: str | None
    day: date | None
    foreseen: date | None = None


class TrainingFacts(NamedTuple):
    """A training: of which service (None: of several), the day it is expected to end, whether it has been held.

    ``start``: its first day, where it lasts longer than one.
    """

    title: str
    service: str | None
    day: date | None
    held: bool
    start: date | None = None


class WrittenWords(NamedTuple):
    """Who approved, when, and why nothing is asked for, as the files say it, of this report or of one before it."""

    approved_by: str | None
    approved_on: date | None
    because: str | None

    def after(self, last: "WrittenWords") -> "WrittenWords":
        """What is left of it when another report has been published with the last: that is not said of this one."""
        anew = self[:2] != last[:2]
        return WrittenWords(
            self.approved_by if anew else None,
            self.approved_on if anew else None,
            self.because if self.because != last.because else None,
        )


class StatusReport(NamedTuple):
    """A whole status report."""

    head: ReportHead
    overall: Light
    deciding: Dimension | None
    lines: ThreeLines
    figures: KeyFigures
    lights: tuple[LightFacts, ...]
    asked: tuple[Matter, ...]
    coming: tuple[Matter, ...]
    no_decision_because: str | None
    followed: tuple[FollowUp, ...]
    phases: tuple[PhaseFacts, ...]
    milestones: tuple[MilestoneFacts, ...]
    reached: tuple[MilestoneFacts, ...]
    services: tuple[ServiceFacts, ...]
    money: Money
    risks: tuple[RiskFacts, ...]
    other_risks: tuple[RiskFacts, ...]
    opportunities: tuple[RiskFacts, ...]
    risk_limit: int
    deviations: tuple[DeviationFacts, ...]
    parts: tuple[PartFacts, ...]
    benefits: tuple[BenefitFacts, ...]
    unmeasured: tuple[BenefitFacts, ...]
    totals: BenefitTotals | None
    ended: tuple[EndedFacts, ...]
    staff: tuple[StaffFacts, ...]
    participation: tuple[TakenUp, ...]
    uncertain: Uncertain | None
    next_from: date
    next_to: date
    next: tuple[DueWork, ...]
    overdue: tuple[Overdue, ...]
    awaiting: tuple[DueWork, ...]
    held: tuple[WaitingWork, ...]
    gaps: tuple[ReportGap, ...]
    tolerances: Mapping[str, float]
    unanswered: tuple[Unanswered, ...]
    # what the next report is compared with: forecast of every activity, those done, score of every open risk
    forecasts: Mapping[str, date]
    finished: tuple[str, ...]
    scores: Mapping[str, int]
    risk_titles: Mapping[str, str]
    taken: tuple[str, ...]
    open_deviations: tuple[str, ...]
    gone: tuple[str, ...] = ()
    since: SinceLast | None = None
    written: WrittenWords | None = None

    @property
    def words(self) -> WrittenWords:
        """What its files said; a report of an older version kept only what it told."""
        return self.written or WrittenWords(
            self.head.approved_by, self.head.approved_on, self.no_decision_because
        )

    def repeats(self, last: "StatusReport") -> tuple[tuple[str, ...], tuple[Dimension, ...]]:
        """Which of the lead's lines, and the comments on which lights, are those of the last, word for word."""
        before = {one.dimension: one.comment for one in last.lights}
        lines = (
            name for name, text in self.lines._asdict().items() if text and text == getattr(last.lines, name)
        )
        return tuple(lines), tuple(
            one.dimension for one in self.lights if one.comment and one.comment == before.get(one.dimension)
        )

    trend: tuple[TrendFacts, ...] = ()

    @property
    def within(self) -> tuple[TrendFacts, ...]:
        """What the lead has moved within the tolerances since the report before."""
        since = self.head.previous_day
        return tuple(
            one for one in self.trend if one.moved_within and (since is None or one.agreed[-1].day >= since)
        )

    gantt: GanttFacts | None = None
    course: tuple[CoursePoint, ...] = ()
    scope: tuple[ScopeMark, ...] = ()
    changed_work: tuple[ChangedWork, ...] = ()
    training: tuple[TrainingFacts, ...] = ()
    titles: Mapping[str, str] = MappingProxyType({})
    """What the records are called that ``since`` and ``gaps`` name by id alone."""
    discussed: tuple[DiscussedCase, ...] = ()
    left: tuple[EndedFacts, ...] = ()
    """The services that have left the project or wait, also those that an earlier report has told of."""
    deviation_titles: Mapping[str, str] | None = None
    """What every deviation is called, open or not, so that the next report knows the new; None in an older report."""
    closed_deviations: Mapping[str, date] = MappingProxyType({})
