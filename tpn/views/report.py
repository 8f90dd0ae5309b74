"""The facts of a status report: everything that its readers ask, from one plan and the report before it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tpn.model.choices import AgendaKind, Dimension, EconomyKind, Light, Phase, Status
from tpn.model.ended import ended_of
from tpn.model.index import index
from tpn.model.logs import AgendaItem, Decision, Meeting, Report, ServiceReport
from tpn.model.people import name_of, names_of, units_of
from tpn.model.shapes import Action
from tpn.plan import Plan
from tpn.plan.baseline import FINISH
from tpn.plan.budget import Amounts, amounts_of, by_source, by_year, reserves, total
from tpn.plan.lights import OLD_FIGURES, ShownLight, overall, progress_of
from tpn.plan.platform import parts
from tpn.plan.progress import progress_of as counted
from tpn.plan.reporting import report_days
from tpn.plan.timing import is_accepted
from tpn.plan.uncertainty import like_courses
from tpn.starter.cast import is_placeholder
from tpn.views.discussed import discussed
from tpn.views.ended_facts import EndedFacts
from tpn.views.gantt import gantt
from tpn.views.milestone_trend import milestone_trend
from tpn.views.report_ahead import coming_meeting, coming_point
from tpn.views.report_benefits import benefit_lines, benefit_totals
from tpn.views.report_course import course, scope_marks
from tpn.views.report_ended import ended_facts, ended_names
from tpn.views.report_facts import (
    CaseOption,
    DiscussedCase,
    DueWork,
    FollowUp,
    KeyFigures,
    LightFacts,
    Matter,
    Money,
    MoneyLine,
    NextLaunch,
    Overdue,
    PartFacts,
    PhaseFacts,
    ReportGap,
    ReportHead,
    Reserve,
    StaffFacts,
    StatusReport,
    TakenUp,
    ThreeLines,
    TrendFacts,
    TrendPoint,
    Unanswered,
    Uncertain,
    WaitingWork,
    WrittenWords,
)
from tpn.views.report_letters import changed_work, trainings
from tpn.views.report_reasons import reason_of, titles_of
from tpn.views.report_risks import closed_risks, deviation_lines, risk_lines, scores_of
from tpn.views.report_services import launched_by, service_lines
from tpn.views.report_timing import agreed_finish, milestone_lines, timing
from tpn.views.since_last import since_last
from tpn.views.todos import todos

STAFF_AHEAD = timedelta(weeks=8)
A_MONTH = timedelta(days=31)


class ReportSeries(NamedTuple):
    """Where a report stands in its series: its number, and the one before it.

    ``service``: the series of one service. ``before`` is the report it is compared with, published or worked out from
    a snapshot; ``number_before`` is None where that was no report. ``last`` is the last that was published, whose words
    are spent. ``made``: when services came into the project, as far as that is known.
    """

    number: int = 1
    service: str | None = None
    before: StatusReport | None = None
    number_before: int | None = None
    last: StatusReport | None = None
    made: Mapping[str, date] = {}


def status_report(plan: Plan, series: ReportSeries) -> StatusReport:
    """The whole report of a plan; of one service when the series is (``plan`` is then ``plan_of_service``)."""
    made = _Maker(plan, series).report()
    before = series.before
    if before is not None:
        made = made._replace(since=since_last(made, before, series.number_before))
    return made._replace(titles=_named_alone(made, titles_of(plan)))


def _named_alone(report: StatusReport, titles: Mapping[str, str]) -> Mapping[str, str]:
    """The titles of what the report knows by id alone."""
    since = report.since
    ids = [name for gap in report.gaps for name in gap.ids]
    if since is not None:
        ids += [*since.done, *(name for _, names in since.moved for name in names)]
    return {name: titles[name] for name in ids if name in titles}


class _Maker:
    """One report in the making."""

    def __init__(self, plan: Plan, series: ReportSeries) -> None:
        self.plan, self.series, self.project = plan, series, plan.project
        self.today, self.before = plan.today, series.before
        self.titles = titles_of(plan)

    def report(self) -> StatusReport:
        plan, project = self.plan, self.project
        lights = tuple(self._light(shown) for shown in self._shown())
        asked, coming = self._matters()
        milestones, reached = milestone_lines(plan, self.before)
        top, others, opportunities = risk_lines(plan)
        measured, unmeasured = benefit_lines(plan)
        next_to, words = self._next_day(), self._words()
        return StatusReport(
            head=self._head(), overall=overall(one.light for one in lights), deciding=_deciding(lights),
            lines=self._lines(), figures=self._figures(), lights=lights, asked=asked, coming=coming,
            no_decision_because=words.because, followed=tuple(self._followed()),
            phases=tuple(self._phases()), milestones=milestones, reached=reached,
            services=service_lines(plan), money=_money(plan), risks=top, other_risks=others,
            opportunities=opportunities, risk_limit=project.about.tolerances.risk,
            deviations=deviation_lines(plan), parts=tuple(self._parts()), benefits=measured, unmeasured=unmeasured,
            totals=benefit_totals(plan), ended=tuple(self._ended()), staff=tuple(self._staff()),
            participation=tuple(TakenUp(one.title, one.kind, one.due, one.done, one.outcome)
                                for one in project.participation),
            uncertain=self._uncertain(), next_from=self.today + timedelta(days=1), next_to=next_to,
            next=tuple(self._next(next_to)), overdue=tuple(self._overdue()), awaiting=tuple(self._awaiting()),
            held=tuple(self._held()), gaps=tuple(self._gaps()), tolerances=_tolerances(plan),
            unanswered=tuple(_unanswered(lights, asked, words.because, self._decide_by())),
            forecasts={w.activity.id: w.end for w in plan.work if w.end and not w.fallen_out},
            finished=tuple(w.activity.id for w in plan.work if w.done),
            scores=scores_of(plan), risk_titles={one.id: one.title for one in project.risks},
            taken=tuple(one.id for one in project.decisions if one.decided),
            open_deviations=tuple(one.id for one in project.deviations if one.closed is None),
            gone=(*(w.activity.id for w in plan.work if w.fallen_out), *closed_risks(plan), *ended_names(plan)),
            gantt=gantt(plan),
            course=course(plan), scope=scope_marks(plan, self.series.made),
            changed_work=changed_work(plan), training=trainings(plan),
            trend=tuple(self._trend()) if self.series.service is None else (),
            discussed=self._discussed(),
            left=tuple(one for one in ended_facts(plan, (), self.series.service) if one.kind == "services"),
            written=self._written(),
            deviation_titles={one.id: one.title for one in project.deviations},
            closed_deviations={one.id: one.closed for one in project.deviations if one.closed},
        )  # fmt: skip

    # -------------------------------------------------------- head

    def _head(self) -> ReportHead:
        about, point = self.project.about, coming_point(self.plan)
        service = self.project.service.get(self.series.service or "")
        words = self._words()
        before = self.before.head if self.before else None
        return ReportHead(
            project=about.id, name=about.name,
            municipality=about.municipality.name if about.municipality else None,
            number_of_municipality=about.municipality.number if about.municipality else None,
            owner=self._known(service.owner if service else about.owner),
            lead=self._known(service.responsible if service else about.lead),
            case_reference=about.case_reference, service=service.id if service else None,
            service_name=service.name if service else None, number=self.series.number, as_of=self.today,
            since=min(before.as_of + timedelta(days=1), self.today) if before else about.start,
            previous_number=self.series.number_before, previous_day=before.as_of if before else None,
            publish_on=self._publish_day(),
            point=point.day, point_what=point.what, point_meeting=point.meeting, point_passed=point.passed,
            approved_by=words.approved_by, approved_on=words.approved_on,
            agreed=self.plan.baseline.agreed if self.plan.baseline else None,
        )  # fmt: skip

    def _said(self) -> Report | ServiceReport:
        """What the lead has written: for the project, or for the service of this series."""
        if self.series.service is None:
            return self.project.report
        found = (one for one in self.project.report.by_service if one.service == self.series.service)
        return next(found, ServiceReport(service=self.series.service))

    def _written(self) -> WrittenWords:
        approved = self._said().approved
        because = self.project.report.no_decision_because
        return WrittenWords(
            self._name(approved.by) if approved else None, approved.date if approved else None, because
        )

    def _words(self) -> WrittenWords:
        """What was written for this report: publishing ends what was written for the one before."""
        published = self.series.last or (self.before if self.series.number_before is not None else None)
        return self._written().after(published.words) if published else self._written()

    def _lines(self) -> ThreeLines:
        said = self._said().summary
        return ThreeLines(said.achieved, said.next, said.challenge) if said else ThreeLines(None, None, None)

    def _name(self, person: str | None) -> str | None:
        return name_of(self.project.person, person)

    def _known(self, person: str | None) -> str | None:
        """The name of somebody who has one: a new project has roles that wait for theirs."""
        name = self._name(person)
        return None if name is None or is_placeholder(name) else name

    def _names(self, people: Sequence[str]) -> tuple[str, ...]:
        return names_of(self.project.person, people)

    def _units(self, people: Sequence[str]) -> tuple[str, ...]:
        return units_of(self.project.person, people)

    def _decide_by(self) -> date:
        """The day of the next steering meeting, else of the next report."""
        meeting = coming_meeting(self.plan)
        return meeting.date if meeting and meeting.date else self._next_day()

    def _discussed(self) -> tuple[DiscussedCase, ...]:
        """What the next steering meeting talks about beside what it decides."""
        meeting = coming_meeting(self.plan)
        return discussed(self.plan, meeting) if meeting and self.series.service is None else ()

    def _publish_day(self) -> date | None:
        said = self.project.about.reporting
        days = report_days(said, self.plan.days, self.today, self.today + timedelta(days=100)) if said else ()
        return days[0] if days else None

    def _next_day(self) -> date:
        """The end of the next period: the reporting day after the coming one, else a month ahead."""
        said = self.project.about.reporting
        first, last = self.today + timedelta(days=14), self.today + timedelta(days=100)
        days = report_days(said, self.plan.days, first, last) if said else ()
        return days[0] if days else self.today + A_MONTH

    # -------------------------------------------------------- figures and lights

    def _figures(self) -> KeyFigures:
        plan = self.plan
        progress = counted(plan.work, self.today)
        money = total(amounts_of(line) for line in self.project.economy.lines)
        agreed = agreed_finish(plan)
        finish = plan.schedule.finish if self.series.service is None else max(
            (w.end for w in plan.work if w.end and not w.fallen_out), default=None)  # fmt: skip
        if self.series.service is not None:
            agreed = (None, None)
        late = (
            plan.days.number_after(finish) - plan.days.number_after(agreed[0])
            if finish and agreed[0]
            else None
        )
        return KeyFigures(
            done=progress.done, total=progress.total,
            planned=sum(not w.fallen_out and w.promised is not None and w.promised <= self.today for w in plan.work),
            overdue=sum(w.overdue for w in plan.work), finish=finish, agreed=agreed[0], original=agreed[1], late=late,
            forecast=money.forecast, budget=money.budget, spent=money.spent, money_of=self.project.economy.as_of,
            launch=self._launch(), overdue_all=self._overdue_all(),
        )  # fmt: skip

    def _overdue_all(self) -> int | None:
        """What status counts; of one service its activities are all there is."""
        if self.series.service is not None:
            return None
        return sum(one.timing.overdue for one in todos(self.plan, index(self.project)))

    def _launch(self) -> NextLaunch | None:
        coming = [one for one in service_lines(self.plan) if one.launched is None and one.forecast]
        one = min(coming, key=lambda line: line.forecast or date.max, default=None)
        if one is None or one.forecast is None:
            return None
        return NextLaunch(
            one.name, one.forecast, (one.forecast - self.today).days, one.points - one.clear, one.points
        )

    def _shown(self) -> Iterator[ShownLight]:
        """The seven lights; of one service those that can be said of it."""
        for shown in self.plan.lights:
            known = self.series.service is None or shown.light is not Light.GREY
            if known and isinstance(shown.dimension, Dimension):  # the seven, and not a service's readiness
                yield shown

    def _light(self, shown: ShownLight) -> LightFacts:
        dimension = Dimension(shown.dimension)
        before = next((one for one in (self.before.lights if self.before else ())
                       if one.dimension is dimension), None)  # fmt: skip
        said = self.project.about.lights.get(dimension) if shown.overruled else None
        because = tuple(reason_of(one, self.plan, self.titles) for one in shown.because)
        comment = self._said().comments.get(dimension)
        same = bool(comment and before and before.comment == comment)
        moved = bool(before and (before.because != because or before.computed is not shown.computed))
        return LightFacts(
            dimension, shown.light, shown.computed, before.light if before else None, because,
            shown.overruled, shown.reason, self._name(shown.by), said.date if said else None,
            getattr(said, "until", None), comment, unchanged=same and moved,
        )  # fmt: skip

    def _phases(self) -> Iterator[PhaseFacts]:
        for phase in Phase:
            work = self.plan.of_phase(phase)
            light = progress_of(work, self.project.about.tolerances.days).light
            progress = counted(work, self.today)
            if progress.total:
                yield PhaseFacts(phase, light, progress.done, progress.total)

    def _trend(self) -> Iterator[TrendFacts]:
        """What binds: its agreed dates, and what each report before this one foresaw."""
        before = {one.key: one for one in self.before.trend} if self.before else {}
        told: list[object] = []
        for one in sorted(milestone_trend(self.plan), key=lambda one: one.key == FINISH):
            agreed = tuple(TrendPoint(said.day, said.to, said.kind, said.decision) for said in one.agreed)
            earlier = before.get(one.key)
            foreseen = earlier.foreseen if earlier else ()
            if self.before and earlier and earlier.forecast:
                foreseen = (*foreseen, TrendPoint(self.before.head.as_of, earlier.forecast, "report"))
            days = self.plan.days.between(agreed[0].to, agreed[-1].to) if agreed else 0
            said = (tuple(point.to for point in agreed), one.forecast)
            if (
                one.key != FINISH or said not in told
            ):  # the milestone that ends the project says it by its name
                yield TrendFacts(one.key, one.title, agreed, foreseen, one.forecast, days)
            told.append(said)

    # -------------------------------------------------------- decisions

    def _matters(self) -> tuple[tuple[Matter, ...], tuple[Matter, ...]]:
        """Those the next meeting is asked: recommended, or with alternatives on its agenda; and those that come."""
        following, last = coming_meeting(self.plan), self._decide_by()
        been = {
            one.id: one.date for one in self.project.meetings
        }  # a case that was not decided there is asked again
        open_ones = [one for one in self.project.decisions if one.decided is None and not ended_of(one)]
        open_ones.sort(key=lambda one: (one.needed_by or date.max, one.id))
        made = [(self._matter(one), one) for one in open_ones]
        asked = [
            m
            for m, one in made
            if (m.recommendation or _is_listed(one, following))
            and (m.meeting or one.needed_by or been.get(one.meeting or "") or date.max) <= last
        ]
        asked.sort(key=lambda matter: matter.recommendation is None)
        return tuple(asked), tuple(m for m, _ in made if m not in asked)

    def _matter(self, one: Decision) -> Matter:
        meeting = next((m for m in self.project.meetings if m.id == one.meeting), None)
        item = _case_of(meeting, one) if meeting else None
        ahead = meeting if meeting and meeting.date and meeting.date >= self.today else None
        hangs = tuple(
            (self.titles.get(name, name), w.end if (w := self.plan.by_id.get(name)) else None)
            for name in one.hangs
        )
        return Matter(
            one.id, one.title, one.needed_by, (item.case if item else None) or one.case_reference,
            ahead.date if ahead else None,
            ahead.start if ahead else None,
            tuple(CaseOption(way.title, way.time, way.cost, way.benefit) for way in one.alternatives),
            one.recommendation,
            self._name(item.responsible) if item and item.responsible else None, one.if_not, hangs,
            launched_by(self.plan, one),
        )  # fmt: skip

    def _followed(self) -> Iterator[FollowUp]:
        """What came of the decisions that the report before did not know, and of older ones that are not done."""
        told = self.before.taken if self.before else None
        since = self.before.head.as_of if self.before else self.project.about.start
        for one in self.project.decisions:
            if one.decided is None or one.decided > self.today:
                continue
            for made in self._follow_ups(one):
                unfinished = made.due is not None and made.done is None
                if one.decided >= since or unfinished or (told is not None and one.id not in told):
                    yield made

    def _follow_ups(self, one: Decision) -> Iterator[FollowUp]:
        """Who carries a decision out, its own actions, and those of the minutes where it was taken."""
        minuted = (action for meeting in self.project.meetings for item in meeting.minutes
                   if item.decision == one.id for action in item.actions)  # fmt: skip
        actions = {action.what: action for action in (*one.actions, *minuted)}.values()
        gate = one.gate.outcome if one.gate else None
        own = bool(one.responsible or one.follow_up_by or one.followed_up)
        if own or not actions:
            yield FollowUp(one.id, one.title, one.outcome, one.decided, one.effect or (one.outcome if own else None),
                           self._names(one.responsible), one.follow_up_by, one.followed_up, gate,
                           self._units(one.responsible))  # fmt: skip
        for action in actions:
            yield self._carried_out(one, action)

    def _carried_out(self, one: Decision, action: Action) -> FollowUp:
        """An action of a decision; one that has become an activity is due, and done, as the activity is."""
        said, work = timing(action, self.plan), self.plan.by_id.get(action.activity or "")
        people = (work.activity.responsible if work else ()) or action.responsible
        gone = work is not None and work.fallen_out
        done = action.done or (said.forecast if said.over and not gone else None)
        return FollowUp(one.id, one.title, one.outcome, one.decided, action.what,
                        self._names(people), None if gone else said.plan, done,
                        one.gate.outcome if one.gate else None, self._units(people))  # fmt: skip

    # -------------------------------------------------------- the rest

    def _parts(self) -> Iterator[PartFacts]:
        for part in parts(self.plan):
            if not part.delivered:
                one = part.component
                late = part.slipped
                services = tuple(self.titles.get(name, name) for name in one.services)
                yield PartFacts(one.id, one.name, services, one.promised, part.date, one.needed_by, late)

    def _ended(self) -> Iterator[EndedFacts]:
        told = self.before.gone if self.before else ()
        return ended_facts(self.plan, told, self.series.service)

    def _staff(self) -> Iterator[StaffFacts]:
        """The roles that are needed in the next eight weeks."""
        last = self.today + STAFF_AHEAD
        for one in self.project.staffing:
            if (one.start is None or one.start <= last) and (one.due is None or one.due >= self.today):
                gap = one.needed - (one.given or 0) if one.needed is not None else None
                yield StaffFacts(one.role, self._name(one.person), one.unit, one.needed, one.given, gap,
                                 one.hours_planned, one.hours_spent)  # fmt: skip

    def _uncertain(self) -> Uncertain | None:
        """The next launch that is more than a month off, else the finish, by the project's own slips."""
        ahead = [one for one in service_lines(self.plan) if one.launched is None and one.forecast
                 and one.forecast - self.today > A_MONTH]  # fmt: skip
        last = max(ahead, key=lambda one: one.forecast or date.min, default=None)
        when, name = (last.forecast, last.name) if last else (self.plan.schedule.finish, "")
        if when is None or (found := like_courses(self.plan, when)) is None:
            return None
        return Uncertain(name, when, found.late, found.of)

    def _next(self, last: date) -> Iterator[DueWork]:
        """What is expected in the next period, by the day it is expected."""
        coming = [
            w
            for w in self.plan.work
            if not w.done and not w.fallen_out and w.end and self.today < w.end <= last
        ]
        for w in sorted(coming, key=lambda w: (w.end or date.max, w.activity.id)):
            people, one = w.activity.responsible, w.activity
            due = timing(one, self.plan).binding
            late = bool(due and w.end and due < w.end)
            yield DueWork(one.id, one.title, w.end or last, due, late, self._names(people),
                      self._units(people), one.milestone, self.titles.get(one.service or "") or None)  # fmt: skip

    def _overdue(self) -> Iterator[Overdue]:
        for w in self.plan.work:
            if w.overdue and w.plan_end:
                people = w.activity.responsible
                yield Overdue(w.activity.id, w.activity.title, w.plan_end, (self.today - w.plan_end).days, w.end,
                              self._names(people), self._units(people))  # fmt: skip

    def _awaiting(self) -> Iterator[DueWork]:
        """Deliverables that were to be accepted by now."""
        for one in self.project.deliverables:
            if one.due and one.due <= self.today and not is_accepted(one) and not ended_of(one):
                people = (one.accepted_by,) if one.accepted_by else ()
                yield DueWork(one.id, one.title, one.due, one.due, one.due < self.today, self._names(people),
                          self._units(people), False, self.titles.get(one.service or "") or None)  # fmt: skip  # noqa: FBT003

    def _held(self) -> Iterator[WaitingWork]:
        for w in self.plan.work:
            if w.activity.status is Status.BLOCKED:
                yield WaitingWork(w.activity.id, w.activity.title, w.activity.waiting_for)

    def _gaps(self) -> Iterator[ReportGap]:
        """What the report stands on that is missing; as facts, with the ids."""
        work = [w for w in self.plan.work if not w.done and not w.fallen_out]
        benefits = self.project.benefits.benefits
        found = {
            "no_responsible": [w.activity.id for w in work if not w.activity.responsible],
            "no_date": [w.activity.id for w in work if w.plan_end is None],
            "no_baseline": [
                one.id for one in benefits if one.indicator is None or one.indicator.baseline is None
            ],
            "no_owner": [one.id for one in benefits if one.owner is None],
            "unscored": [
                one.id for one in self.project.risks if one.probability is None or one.consequence is None
            ],
        }
        for what, ids in found.items():
            if ids:
                yield ReportGap(what, tuple(ids))


def _case_of(meeting: Meeting, one: Decision) -> AgendaItem | None:
    """The case of the agenda that is about a decision: by its title, else the only one to decide that fits."""
    words = {word for word in _plain(one.title).split() if len(word) > 3}  # noqa: PLR2004 - small words say nothing
    decides = [item for item in meeting.agenda if item.kind is AgendaKind.DECISION]
    scored = [(len(words & set(_plain(item.title).split())), item) for item in decides]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] else None


def _is_listed(one: Decision, following: Meeting | None) -> bool:
    """Whether the next meeting's agenda has the decision as a case, with alternatives to choose between."""
    named = following is not None and one.meeting == following.id and bool(one.alternatives)
    return named and following is not None and _case_of(following, one) is not None


def _plain(title: str) -> str:
    return "".join(sign if sign.isalnum() else " " for sign in title.lower())


def _deciding(lights: Sequence[LightFacts]) -> Dimension | None:
    """The dimension that the overall light follows from: the first of those with the worst colour."""
    worst = overall(one.light for one in lights)
    return next((one.dimension for one in lights if one.light is worst), None)


def _unanswered(
    lights: Sequence[LightFacts], asked: Sequence[Matter], because: str | None, day: date
) -> Iterator[Unanswered]:
    """Red lights that nobody has written about, when nothing is recommended either.

    The comment of last time is no word on figures that have moved since.
    """
    if not any(one.recommendation for one in asked) and not because:
        yield from (
            Unanswered(one.dimension, day) for one in lights
            if Light.RED in {one.light, one.computed} and not one.reason and (one.unchanged or not one.comment)
        )  # fmt: skip


def _tolerances(plan: Plan) -> Mapping[str, float]:
    said = plan.project.about.tolerances
    return {"days": said.days, "cost_percent": said.cost_percent, "benefit_percent": said.benefit_percent,
            "risk": said.risk}  # fmt: skip


def _money(plan: Plan) -> Money:
    economy, person = plan.project.economy, plan.project.person
    lines = tuple(_money_line(line.item, line.kind, amounts_of(line)) for line in economy.lines)
    kept = tuple(
        Reserve(line.item, left, name_of(person, line.released_by)) for line, left in reserves(economy.lines)
    )
    return Money(
        economy.as_of, economy.as_of is None or plan.today - economy.as_of > OLD_FIGURES, economy.case_reference,
        lines, _money_line("", None, total(amounts_of(line) for line in economy.lines)) if lines else None,
        tuple(_money_line(str(year), None, amounts) for year, amounts in by_year(economy.lines)),
        tuple(_money_line(source or "", kind, amounts) for source, kind, amounts in by_source(economy.lines)), kept,
    )  # fmt: skip


def _money_line(name: str, kind: EconomyKind | None, one: Amounts) -> MoneyLine:
    over = one.forecast - one.budget if one.forecast is not None and one.budget is not None else None
    percent = round(over / one.budget * 100, 1) if over is not None and one.budget else None
    return MoneyLine(name, kind, one.budget, one.committed, one.spent, one.forecast, over, percent)
