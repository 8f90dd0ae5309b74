"""The steering group's presentation: the month's report as slides whose titles are the message. Same facts, same words.

A section that is empty has no slide, but for the verdict, the lights and the decisions.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tpn.charts import gantt, gantt_words, risk_matrix
from tpn.reports.scope_words import ScopeWords
from tpn.reports.slide_kinds import (
    BarSlide,
    Cell,
    ChartRow,
    CoverSlide,
    Lamp,
    MatrixSlide,
    PlanSlide,
    Points,
    Slide,
    SlideTable,
    VerdictSlide,
)
from tpn.texts import Words
from tpn.views.benefit_facts import BenefitFacts
from tpn.views.report_facts import (
    DueWork,
    LightFacts,
    Matter,
    MilestoneFacts,
    Reason,
    ServiceFacts,
    StatusReport,
)
from tpn.views.risk_facts import RiskFacts

MOST_ROWS, MOST_MILESTONES, TOP_RISKS, MOST_NAMED = 10, 8, 5, 3
AHEAD = timedelta(days=60)
_TO_LAUNCH = frozenset({"must_open", "privacy_open"})
"""Reasons that count calendar days to a launch."""


def report_deck(report: StatusReport, words: Words, reader: str) -> tuple[Slide, ...]:
    """The slides of a report; the owner's are those that page one says."""
    made = _ReportDeck(report, words)
    return tuple(made.first() if reader == "eier" else made.slides())


class _ReportDeck:
    """The words of one report on slides."""

    def __init__(self, report: StatusReport, words: Words) -> None:
        self.r, self.words = _seen_at(report), words
        self.w = ScopeWords(self.r, words)

    def t(self, key: str, **facts: object) -> str:
        """A text of the presentation."""
        return self.words(f"deck.{key}", **facts)

    def count(self, key: str, number: int, **facts: object) -> str:
        """The text for one or for many."""
        return self.words.count(f"deck.{key}", number, **facts)

    def first(self) -> Iterator[Slide]:
        """What this is, where we are, why, what to decide."""
        yield self.cover()
        yield self.verdict()
        yield from self.scope()
        yield self.lights()
        yield from self.decisions()

    def slides(self) -> Iterator[Slide]:
        """The same, then what it stands on."""
        yield from self.first()
        yield from self.discussed()
        yield from self.plan()
        yield from self.milestones()
        yield from self.money()
        yield from self.risks()
        yield from self.measured()
        yield from self.worth()
        yield from self.next()

    # -------------------------------------------------------- where we are

    def cover(self) -> CoverSlide:
        """Whose project, which report, which meeting, and who presents it."""
        head, said = self.r.head, self.words
        name = head.service_name or head.name
        report = said("report.of_service" if head.service else "report.numbered", n=head.number,
                      month=self.w.month().lower(), service=name)  # fmt: skip
        first = self.r.asked[0] if self.r.asked else None
        at = self.t("cover.seen", day=self.w.long(head.as_of))
        if first and first.meeting:
            start = f" kl. {first.meeting_start}" if first.meeting_start and said.language != "en" else ""
            at = self.t("cover.meeting", day=self.w.long(first.meeting)) + start
        lines = (report, at, head.lead or "")
        return CoverSlide(name, tuple(one for one in lines if one), self.w.municipality(),
                          notes=self.t("spoken.cover", day=head.as_of))  # fmt: skip

    def verdict(self) -> VerdictSlide:
        """The light, the lead's three lines, four figures."""
        r, said = self.r, self.words
        light = said.choice(r.overall).capitalize()
        phrase, _, rest = self.w.verdict().partition(". ")
        lines = tuple(
            (said(f"report.lines.{name}"), text or said("report.not_written"))
            for name, text in r.lines._asdict().items()
        )
        title = f"{light}: {phrase[:1].lower()}{phrase[1:]}".rstrip(".")
        spoken = [
            self.t("spoken.verdict", day=r.head.as_of),
            rest,
            *(f"{name}: {text}" for name, text in lines),
        ]
        about = " ".join(
            part
            for part in (f"{r.head.service_name or r.head.name}, {self.w.month().lower()}.", rest)
            if part
        )
        return VerdictSlide(title, Lamp(r.overall, light), about, lines, tuple(self.figures()),
                            notes=_spoken(spoken))  # fmt: skip

    def figures(self) -> Iterator[tuple[str, str, str]]:
        """The four figures of page one: what, how much, and a word to it."""
        f, said, w = self.r.figures, self.words, self.w
        unknown = said("report.figures.unknown")
        yield (said("report.figures.activities"), said("report.figures.done", done=f.done, total=f.total),
               w.should())  # fmt: skip
        ends = "service_finish" if self.r.head.service else "finish"
        yield said(f"report.figures.{ends}"), w.day(f.finish) if f.finish else unknown, w.agreed_finish()
        if self.r.head.service is None:
            known = f.forecast is not None
            budget = said("report.figures.budget", budget=w.millions(f.budget), spent=w.millions(f.spent))
            yield (said("report.figures.money"),
                   said("report.figures.millions", value=w.millions(f.forecast)) if known else unknown,
                   budget if known else said("report.figures.no_money"))  # fmt: skip
        if (one := f.launch) is None:
            yield said("report.figures.launch"), unknown, said("report.figures.no_launch")
        else:
            # read aloud on the day of the meeting, so without «in so many days»
            about = self.t("launch_of", name=one.name, open=one.open, total=one.total)
            yield said("report.figures.launch"), w.day(one.day), about

    def scope(self) -> Iterator[Slide]:
        """How the services are others than last time; nothing where they are the same."""
        if (since := self.r.since) and (said := self.w.changed_scope()):
            yield Points(self.words("report.scope.title", day=self.w.written(since.day)), said)

    def lights(self) -> SlideTable:
        """The seven, last time and now, with the first reason of each."""
        r, said, w = self.r, self.words, self.w
        again = r.head.previous_day
        turned = sum(one.previous is not None and one.previous is not one.light for one in r.lights)
        if again is None:
            title = self.t("lights.first", day=r.head.as_of)
        else:
            since = self.t("lights.since_report") if r.head.previous_number else w.short(again)
            key = "lights.turned" if turned else "lights.same"
            title = (
                self.count(key, turned, of=len(r.lights), since=since) if turned else self.t(key, since=since)
            )
        rows = [
            (
                w.dimension(one.dimension),
                *((self.lamp(one, before=True),) if again else ()),
                self.lamp(one),
                self.why(one),
            )
            for one in r.lights
        ]
        head = [said("report.lights.area"), said("report.lights.now"), said("report.lights.why")]
        if again:
            head.insert(1, f"{said('report.lights.previous')} {w.short(again)}")
        comments = [
            f"{w.dimension(one.dimension)}: {w.why(one)} {one.comment or ''}".strip() for one in r.lights
        ]
        return SlideTable(title, tuple(head), tuple(rows), (4, 3, 4, 14) if again else (4, 4, 14),
                          self.alt(title, len(rows)), notes=_spoken(comments))  # fmt: skip

    def lamp(self, one: LightFacts, *, before: bool = False) -> Cell:
        """A light as a cell: in colour now, in plain words as it was."""
        light = one.previous if before else one.light
        if light is None:
            return "–"
        said = self.words.choice(light).capitalize()
        return said if before else Lamp(light, said)

    def why(self, one: LightFacts) -> str:
        """The first reason; of a light that is set, what was computed, by whom and why: the notes have both."""
        if not one.overruled:
            return self.w.because(one.because[0]) if one.because else ""
        by, reason = one.by or self.words("report.verdict.somebody"), (one.reason or "").rstrip(".")
        return self.t("lights.overruled", light=self.words.choice(one.computed).lower(), by=by, reason=reason)

    # -------------------------------------------------------- what to decide

    def decisions(self) -> Iterator[Slide]:
        """A slide for each matter; or that there is none, why, and what comes."""
        if not self.r.asked:
            red = self.w.undecided_red()
            points = [
                self.r.no_decision_because or " ".join(filter(None, (self.t("decisions.no_reason"), red)))
            ]
            points += [self.coming(one) for one in self.r.coming[:4]]
            if more := len(self.r.coming[4:]):
                points.append(self.count("decisions.more", more))
            yield Points(self.t("decisions.none"), tuple(points))
        for one in self.r.asked:
            yield self.matter(one)

    def discussed(self) -> Iterator[Slide]:
        """A slide for each case that is talked about: how the service stands, or what the deviation is."""
        said = self.words
        for one in self.r.discussed:
            title = said("agenda.case", case=one.case) + f": {one.title}" if one.case else one.title
            note = said("documents.decision.presenter") + f" {one.responsible}." if one.responsible else ""
            rows = tuple(self.stands(one.service)) if one.service else ()
            if one.deviation:
                rows += tuple(
                    (said(f"report.deviations.{name}"), text) for name, text in (
                        ("what", one.deviation.title), ("cause", one.deviation.cause or "–"),
                        ("consequence", one.deviation.consequence or "–"),
                        ("action", self.w.actions(one.deviation.actions, names=False) or "–"),
                    )
                )  # fmt: skip
            head = (self.t("discussed.about"), self.t("discussed.now"))
            yield SlideTable(title, head, rows, (5, 15), self.alt(title, len(rows)), note=note)

    def stands(self, one: ServiceFacts) -> Iterator[tuple[Cell, ...]]:
        """How a service stands: light and why, *must* points, launch."""
        said = self.words
        yield said("report.services.light"), Lamp(one.light, said.choice(one.light).capitalize())
        if why := self.w.service_why(one):
            yield said("report.lights.why"), why
        yield said("report.services.must"), self.w.clear_of(one)
        yield said("report.services.launch"), self.w.launch(one)

    def coming(self, one: Matter) -> str:
        """A matter that comes later."""
        key = "coming_one" if one.needed_by else "coming_undated"
        said = self.words(f"report.decisions.{key}", id=one.id, title=one.title, day=one.needed_by)
        return f"{self.words('report.decisions.coming')} {said}"

    def matter(self, one: Matter) -> Slide:
        """The ways to decide, side by side; what is recommended; what waits."""
        said = self.words
        title = (
            said("agenda.case", case=one.case) + f": {one.title}" if one.case else f"{one.id}: {one.title}"
        )
        note = f"{said('report.decisions.recommendation')} {self.w.recommended(one)}"
        if one.service:
            s = one.service
            stands = said("agenda.service_stands", name=s.name, open=s.points - s.clear, total=s.points)
            note = f"{said.choice(s.light).capitalize()}: {stands} {self.w.service_why(s)}\n{note}"
            if needed := self.w.needs_waiver(one):
                note += f"\n{said('report.decisions.needs_waiver')} {needed}"
        if one.needed_by:
            note += f"\n{said('report.decisions.deadline', day=one.needed_by)}."
        if one.hangs:
            hangs = ", ".join(name for name, _ in one.hangs)
            note += f" {said('report.decisions.hangs')} {hangs}."
        spoken = _spoken([self.t("spoken.matter", id=one.id), one.if_not or ""])
        columns = self.w.ways(one)
        if not one.ways:
            return Points(title, tuple(note.split("\n")), notes=spoken)
        head = (said("report.decisions.alternative"), *(said(f"report.decisions.{name}") for name in columns))
        lacking = said("report.decisions.not_said")
        rows = tuple(
            (f"{'ABCDEFGH'[number % 8]} {way.title}", *(getattr(way, name) or lacking for name in columns))
            for number, way in enumerate(one.ways)
        )
        widths = (9, *(6 for _ in columns))
        return SlideTable(title, head, rows, widths, self.alt(title, len(rows)), note=note, notes=spoken)

    # -------------------------------------------------------- time

    def plan(self) -> Iterator[Slide]:
        """The chart: phases, services and the finish."""
        view, f = self.r.gantt, self.r.figures
        if view is None or not gantt.drawable(view):
            return
        if f.finish is None:
            title = self.t("plan.no_finish")
        elif self.r.head.service:
            title = self.t("plan.service", day=f.finish)
        elif f.agreed is None:
            title = self.t("plan.not_agreed", day=f.finish)
        else:
            key = "plan.finish_moved" if f.original and f.original != f.agreed else "plan.finish"
            title = self.t(
                key, day=f.finish, late=self.w.apart(f.late, f.agreed, f.finish), original=f.original
            )
        rows = [
            ChartRow(gantt_words.phase_name(bar, self.words), bar, gantt_words.short_label(bar, self.words))
            for bar in view.phases
        ]
        rows += [ChartRow(bar.name, bar, gantt_words.short_label(bar, self.words)) for bar in view.services]
        legend = tuple(
            self.words(f"gantt.legend.{name}") for name in ("frame", "done", "rest", "late", "open", "full")
        )
        legend += (self.words("gantt.today", day=self.w.short(view.as_of)),)
        said = gantt_words.told(view, self.words)
        yield PlanSlide(title, tuple(rows), view, legend, said, notes=said)

    def milestones(self) -> Iterator[Slide]:
        """The late ones and those of the next sixty days; the rest counted."""
        r, said, w = self.r, self.words, self.w
        if not r.milestones:
            return
        late = [one for one in r.milestones if one.late and one.late > 0]
        near = [
            one
            for one in r.milestones
            if one not in late and one.forecast and one.forecast <= r.head.as_of + AHEAD
        ]
        shown = sorted(
            (*late, *near)[:MOST_MILESTONES],
            key=lambda one: (one.forecast or one.agreed or r.head.as_of, one.id),
        )
        if not shown:
            return
        title = self.count("milestones.late", len(late)) if late else self.t("milestones.on")
        if late and len(shown) > len(late):
            title += self.count("milestones.and_near", len(shown) - len(late))
        again = r.head.previous_day
        foreseen = said("report.milestones.forecast", day=w.short(r.head.as_of))
        head = [said(f"report.milestones.{name}") for name in ("name", "agreed", "distance")]
        head.insert(2, foreseen)
        if again:
            head.insert(2, said("report.milestones.previous", day=w.short(again)))
        rows = tuple(self.milestone(one, again=bool(again)) for one in shown)
        more = len(r.milestones) - len(shown)
        note = self.count("milestones.more", more) if more else ""
        widths = (9, 4, 4, 4, 5) if again else (11, 4, 4, 5)
        yield SlideTable(title, tuple(head), rows, widths, self.alt(title, len(rows)), note=note,
                         right=frozenset(range(1, len(head))), notes=", ".join(one.id for one in shown))  # fmt: skip

    def milestone(self, one: MilestoneFacts, *, again: bool) -> tuple[str, ...]:
        """A row of dates."""
        before = (self.w.day(one.previous),) if again else ()
        return (
            one.title,
            self.w.day(one.agreed),
            *before,
            self.w.day(one.forecast),
            self.w.held(one.late, one.open),
        )

    # -------------------------------------------------------- money and risk

    def money(self) -> Iterator[Slide]:
        """Budget, spent and forecast, line by line."""
        money, said = self.r.money, self.words
        lines = [one for one in money.lines if one.budget is not None or one.forecast is not None]
        if not lines or money.total is None or self.r.head.service is not None:
            return
        over = round(money.total.over) if money.total.over is not None else None
        key = "unknown" if over is None else "under" if over < 0 else "over" if over > 0 else "even"
        title = self.t(f"money.{key}", n=self.w.whole(abs(over or 0)))
        parts = ("budget", "spent", "forecast")
        names = tuple(one.name for one in lines)
        series = tuple(
            (said(f"report.money.{name}"), tuple(getattr(one, name) for one in lines)) for name in parts
        )
        total = self.t("money.total", **{name: self.w.whole(getattr(money.total, name)) for name in parts})
        old = f" {said('report.money.old').capitalize()}." if money.old else ""
        about = "report.money.about_with_budget" if money.counts_budget else "report.money.about"
        told = "; ".join(f"{one.name}: " + ", ".join(f"{head} {self.w.whole(values[n])}" for head, values in series)
                         for n, one in enumerate(lines))  # fmt: skip
        yield BarSlide(title, names, series, self.t("money.unit"), told, note=total + old,
                       notes=said(about, day=money.as_of) if money.as_of else "")  # fmt: skip

    def risks(self) -> Iterator[Slide]:
        """The matrix and the top five."""
        r, said = self.r, self.words
        if not r.risks:
            return
        above = [one for one in r.risks if (one.after or 0) > r.risk_limit]
        title = self.count("risks.above", len(above)) if above else self.t("risks.below", limit=r.risk_limit)
        top = r.risks[:TOP_RISKS]
        head = (said("report.risks.name"), said("report.risks.score"))
        rows = tuple((f"{one.id} {one.title}", f"{one.before or '–'} → {one.after or '–'}") for one in top)
        legend = (said("risk_matrix.before"), said("risk_matrix.after"))
        axes = (said("risk_matrix.probability"), said("risk_matrix.consequence"))
        threats = (*r.risks, *r.other_risks)
        rest = [f"{one.id} {one.title}" for one in threats if one not in top]
        note = "" if not rest else self.t("risks.rest", what="; ".join(rest))
        if len(rest) > MOST_NAMED:
            note = self.count("risks.more", len(rest))
        yield MatrixSlide(title, threats, r.risk_limit, axes, legend, head, rows,
                          risk_matrix.told(threats, r.risk_limit, said), note=note,
                          notes=_spoken([self.risk(one) for one in top]))  # fmt: skip

    def risk(self, one: RiskFacts) -> str:
        """What is done about a threat, and whose it is; who is late is not named."""
        doing = self.w.actions(one.actions, names=False) or self.words("report.risks.no_action")
        owner = self.words("report.risks.owner", owner=one.owner) if one.owner else ""
        return f"{one.id}: {doing} {owner}".strip()

    # -------------------------------------------------------- benefits and what comes

    def measured(self) -> Iterator[Slide]:
        """Reached against expected, of what has been measured."""
        lines = [one for one in self.r.benefits if one.percent is not None]
        if not lines:
            return
        behind = max(lines, key=lambda one: (one.expected or 0) - (one.percent or 0))
        far = round((behind.expected or 0) - (behind.percent or 0), 1)
        title = (
            self.t("measured.behind", title=behind.title, n=self.w.number(far))
            if far > 0
            else self.t("measured.on")
        )
        series = (
            (self.t("measured.reached"), tuple(one.percent for one in lines)),
            (self.t("measured.expected"), tuple(one.expected for one in lines)),
        )
        told = "; ".join(self.reached(one) for one in lines)
        named = tuple(f"{one.id} {one.title}" for one in lines)
        yield BarSlide(title, named, series, "%", told, note=self.w.unmeasured(), notes=told)

    def reached(self, one: BenefitFacts) -> str:
        """How far a benefit has come, when measured, and where it was expected to be."""
        said = self.t("measured.told", title=one.title, percent=self.w.number(one.percent), day=one.measured)
        note = f" {one.note}" if one.note else ""
        return said + note

    def worth(self) -> Iterator[Slide]:
        """Every benefit in kroner and hours a year at full effect; on as many slides as it takes."""
        every = (*self.r.benefits, *self.r.unmeasured)
        if not any(one.municipal or one.users or one.hours for one in every):
            return
        totals, w = self.r.totals, self.w
        priced = [one for one in every if one.municipal or one.users or one.hours]
        priced.sort(key=lambda one: (-(one.municipal or 0), -(one.users or 0), one.id))
        rows: list[tuple[Cell, ...]] = [
            (f"{one.id} {one.title}", w.whole(one.municipal), w.whole(one.users), w.whole(one.hours))
            for one in priced
        ]
        if totals:
            rows.append(
                (self.t("worth.sum"), w.whole(totals.municipal), w.whole(totals.users), w.whole(totals.hours))
            )
        known, freed = totals.municipal if totals else None, w.freed()
        title = self.t("worth.title_freed" if freed and known else "worth.title",
                       n=w.whole(known) if known else "–", freed=w.whole(freed))  # fmt: skip
        others = [f"{one.id} {one.title}" for one in every if one not in priced]
        note = self.t("worth.others", what=", ".join(others)) if others else ""
        head = tuple(self.t(f"worth.{name}") for name in ("benefit", "municipal", "users", "hours"))
        yield SlideTable(title, head, tuple(rows), (12, 5, 5, 4), self.alt(title, len(rows)), note=note,
                         right=frozenset({1, 2, 3}), most=MOST_ROWS, notes=self.t("worth.note"))  # fmt: skip

    def next(self) -> Iterator[Slide]:
        """The milestones of the next period, then the other deadlines as far as there is room; the rest counted."""
        r = self.r
        first = self.meeting_day() or r.next_from
        ahead = [one for one in r.next if one.day >= first]
        marks = [one for one in ahead if one.milestone]
        others = [one for one in ahead if not one.milestone]
        shown = [*marks[:MOST_ROWS], *others[: max(0, MOST_ROWS - len(marks))]]
        shown.sort(key=lambda one: (one.day, one.id))
        rows = tuple(
            (self.w.day(one.day), self._bound(one),
             f"{one.title} ({self.t('next.milestone')})" if one.milestone else one.title,
             self.w.expected_of(one, names=False))
            for one in shown
        )  # fmt: skip
        if not rows:
            return
        title = self.t("next.title", first=self.w.written(first), day=self.w.written(r.next_to))
        head = tuple(self.t(f"next.{name}") for name in ("day", "due", "what", "who"))
        more = len(ahead) - len(rows)
        note = self.count("next.others", more) if more else ""
        yield SlideTable(title, head, rows, (3, 4, 12, 5), self.alt(title, len(rows)), note=note,
                         notes=", ".join(one.id for one in shown))  # fmt: skip

    def _bound(self, one: DueWork) -> str:
        """The day that binds what is expected: agreed, else its deadline; where it has passed that is said."""
        if self.w.is_overdue(one):
            return self.t("next.overdue", day=self.w.short(one.agreed))
        return self.w.day(one.agreed)

    def meeting_day(self) -> date | None:
        """When the matters are decided, where a meeting has them: what was due before it is news no more."""
        days = [one.meeting for one in self.r.asked if one.meeting and one.meeting < self.r.next_to]
        return min(days, default=None)

    def alt(self, title: str, rows: int) -> str:
        """What a table says of itself."""
        return self.words("slides.table_alt", title=title, n=rows)


def _seen_at(report: StatusReport) -> StatusReport:
    """The report as it is read aloud: the days to a launch are counted from the meeting that decides, if one does."""
    meeting = next((one.meeting for one in report.asked if one.meeting), None)
    gone = (meeting - report.head.as_of).days if meeting else 0
    if gone <= 0:
        return report

    def later(reason: Reason) -> Reason:
        days = reason.facts.get("days") if reason.fact in _TO_LAUNCH else None
        return (
            reason._replace(facts={**reason.facts, "days": max(0, days - gone)})
            if isinstance(days, int)
            else reason
        )

    def service(one: ServiceFacts | None) -> ServiceFacts | None:
        return one and one._replace(because=tuple(later(reason) for reason in one.because))

    return report._replace(
        lights=tuple(
            one._replace(because=tuple(later(reason) for reason in one.because)) for one in report.lights
        ),
        asked=tuple(one._replace(service=service(one.service)) for one in report.asked),
        discussed=tuple(one._replace(service=service(one.service)) for one in report.discussed),
    )


def _spoken(parts: Sequence[str]) -> str:
    return "\n".join(part for part in parts if part)
