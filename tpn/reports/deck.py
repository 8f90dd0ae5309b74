"""A presentation in words: which slides there are and what stands on each, before anything is drawn."""

from collections.abc import Iterator, Sequence
from datetime import date

from tpn.reports.slide_kinds import Boxes, CoverSlide, Points, Slide, SlideTable, Timeline, of_pages
from tpn.texts import Words, decimal, long_day
from tpn.texts.municipality import municipality_said
from tpn.views.benefit_facts import freed_worth
from tpn.views.slides import MOST, GoalLine, Presentation, ServiceRow

TOP = 5
"""Risks of a presentation."""
MOST_ROWS = 12
"""Rows of a line of time: bars and marks together."""
Rows = Sequence[tuple[str, ...]]
Bars = tuple[tuple[str, date, date], ...]
Marks = tuple[tuple[str, date], ...]


def deck(view: Presentation, words: Words, name: str) -> tuple[Slide, ...]:
    """The slides of a presentation. ``name`` is what the meeting is called."""
    return tuple(_Deck(view, words, name).slides())


class _Deck:
    """The words of one presentation."""

    def __init__(self, view: Presentation, words: Words, name: str) -> None:
        self.view = view
        self.words = words
        self.name = name

    def slides(self) -> Iterator[Slide]:
        """Why first, what we ask of you and what happens now last."""
        yield self.cover()
        yield from self.why()
        yield from self.goals()
        yield self.organisation()
        yield from self.services()
        yield from self.plan()
        yield from self.benefits()
        yield from self.risks()
        yield from self.asked()
        yield self.asks()
        yield from self.next_steps()

    def t(self, key: str, **facts: object) -> str:
        """A text of the presentation."""
        return self.words(f"slides.{key}", **facts)

    def cover(self) -> CoverSlide:
        view = self.view
        when = long_day(view.day, self.words.language) if view.day else ""
        place = [part for part in (when, view.place) if part]
        lines = [self.name, ", ".join(place), view.presenter or ""]
        return CoverSlide(
            view.project,
            tuple(line for line in lines if line),
            municipality_said(view.municipality, self.words),
        )

    def why(self) -> Iterator[Slide]:
        cases = decimal(self.view.cases, self.words.language)
        volume = self.words.count("slides.volume", len(self.view.services), cases=cases)
        points = (*map(self.reason, self.view.why), *([volume] if self.view.cases else []))
        if points:
            yield Points(self.t("why"), points, notes=self.t("spoken.why"))

    def reason(self, goal: GoalLine) -> str:
        """What is to be better, and from what to what where no later slide says so."""
        way = self.way(goal.baseline, goal.target, goal.unit)
        text = goal.text.rstrip(".")
        if way == "–" or goal in self.view.goals:
            return f"{text}."
        return self.t("reason", goal=text, measure=goal.measure, way=way)

    def goals(self) -> Iterator[Slide]:
        measured = any(goal.measure or goal.counted for goal in self.view.goals)
        if self.view.goals and not measured:
            yield Points(
                self.t("goals"), tuple(goal.text for goal in self.view.goals), notes=self.t("spoken.goals")
            )
            return
        rows = [
            (goal.text, goal.measure, self.way(goal.baseline, goal.target, goal.unit), _day(goal.by))
            if goal.measure
            else (
                goal.text,
                self.words("documents.final.counted"),
                self.way(0, goal.counted, None),
                _day(goal.by),
            )
            if goal.counted
            else (goal.text, "", "", "")
            for goal in self.view.goals
        ]
        yield from self.table("goals", rows, (7, 5, 4, 4))

    def organisation(self) -> Boxes:
        view = self.view
        nobody = (self.t("nobody"),)
        support = tuple(f"{self.words.choice(role)}: {name}" for role, name in view.support)
        owners = tuple(self.t("owns", name=name, n=n) for name, n in view.process_owners)
        steering = (", ".join(view.steering or nobody),)
        rows = (
            ((self.t("owner"), (view.owner or nobody[0],)), (self.t("steering"), steering)),
            ((self.t("lead"), (view.lead or nobody[0],)),),
            tuple((self.t(key), people or nobody) for key, people in
                  (("owners", owners), ("group", view.group), ("support", support))),
        )  # fmt: skip
        alt = "; ".join(f"{name}: {', '.join(people)}" for row in rows for name, people in row)
        return Boxes(self.t("organisation"), rows, alt, notes=self.t("spoken.organisation"))

    def services(self) -> Iterator[Slide]:
        rows = [
            (one.name, one.owner or self.t("nobody"), one.responsible or self.t("nobody"), _launch(one))
            for one in self.view.services
        ]
        moved = any(one.launch and one.forecast and one.forecast != one.launch for one in self.view.services)
        note = self.t("arrow") if moved else ""
        yield from self.table("services", rows, (8, 5, 5, 6), self.when_on(), note=note)

    def when_on(self) -> str | None:
        """The first and the last launch, where every service has one."""
        days = sorted(day for _, day in self.view.launches)
        if len(days) < max(len(self.view.services), 2):
            return None
        return self.t("services_on", n=len(days), first=days[0], last=days[-1])

    def plan(self) -> Iterator[Slide]:
        if not self.view.spans:
            return
        bars = tuple(
            (self.words(f"status.phases.{span.phase}"), span.start, span.end) for span in self.view.spans
        )
        marks = tuple(sorted(self.view.launches, key=lambda one: one[1]))
        title = self.t("plan_until", last=self.view.finish) if self.view.finish else self.t("plan")
        if len(bars) + len(marks) <= MOST_ROWS:
            yield self.timeline(title, bars, marks)
            return
        yield self.timeline(title, bars, ())
        pages = [marks[at : at + MOST_ROWS] for at in range(0, len(marks), MOST_ROWS)]
        for number, page in enumerate(pages, 1):
            yield self.timeline(of_pages(self.t("launches"), number, len(pages)), (), page)

    def timeline(self, title: str, bars: Bars, marks: Marks) -> Timeline:
        """Bars and marks on one line of time, with what they say in words."""
        said = [self.t("bar_alt", name=name, start=start, end=end) for name, start, end in bars]
        said += [self.t("mark_alt", name=name, day=day) for name, day in marks]
        return Timeline(title, bars, marks, self.view.today, self.t("today"), "; ".join(said),
                        notes=self.t("spoken.plan"))  # fmt: skip

    def benefits(self) -> Iterator[Slide]:
        """What is worth kroner, with what that is to the municipality in a year, and then what is better without."""
        totals = self.view.totals
        priced = [one for one in self.view.benefits if one.municipal]
        rows = [
            (one.title, self.way(one.baseline, one.target, one.unit), _whole(one.municipal, self.words.language),
             one.owner or "–")
            for one in priced
        ]  # fmt: skip
        title, note = None, ""
        if totals and totals.municipal:
            language = self.words.language
            freed = freed_worth(self.view.benefits)
            title = self.t("benefits_worth", municipal=_whole(totals.municipal, language))
            said = [self.t("worth")]
            said += [self.t("worth_freed", freed=_whole(freed, language))] if freed else []
            said += [self.t("worth_users", users=_whole(totals.users, language))] if totals.users else []
            note = " ".join(said)
        yield from self.table("benefits", rows, (9, 5, 4, 4), title, note=note, right=(2,))
        others = [
            (one.title, self.way(one.baseline, one.target, one.unit), _day(one.by), one.owner or "–")
            for one in self.view.benefits
            if one not in priced
        ]
        yield from self.table("better", others, (9, 5, 4, 4))

    def risks(self) -> Iterator[Slide]:
        rows = [
            (
                f"{one.id} {one.title}",
                str(one.score),
                one.action or self.t("no_action"),
                one.owner or self.t("nobody"),
            )
            for one in self.view.risks
        ]
        said = [self.t("scale")]
        said += [self.words.count("slides.more_risks", more)] if (more := len(rows) - TOP) > 0 else []
        yield from self.table("risks", rows[:TOP], (8, 3, 7, 4), note=" ".join(said), right=(1,))

    def asked(self) -> Iterator[Slide]:
        """The time that the units are asked for."""
        language = self.words.language
        rows = [
            (one.role, one.unit or "–", one.person or self.t("nobody"), f"{decimal(one.percent, language)} %",
             f"{_day(one.start)}–{_day(one.end)}" if one.start and one.end else _day(one.start or one.end))
            for one in self.view.asked
        ]  # fmt: skip
        yield from self.table("asked", rows, (6, 5, 5, 3, 7), right=(3,))

    def asks(self) -> Points:
        """What we ask of everybody in the room, and who answers questions."""
        said = [self.words.fill(one, {}) for one in self.words.find("slides.asks.points")]
        who = ", ".join(part for part in (self.view.presenter, self.view.contact) if part)
        return Points(self.t("asks.title"), (*said, *([self.t("asks.contact", who=who)] if who else [])),
                      notes=self.t("spoken.asks"))  # fmt: skip

    def next_steps(self) -> Iterator[Slide]:
        """What begins first: the weeks after are in the plan."""
        rows = [
            (
                f"{one.start.day:02d}.{one.start.month:02d}.",
                one.title,
                ", ".join(one.responsible) or self.t("nobody"),
            )
            for one in self.view.coming
            if one.responsible or one.due
        ]
        yield from self.table("next", rows[: MOST + 1], (2, 9, 5))

    def table(
        self, key: str, rows: Rows, widths: tuple[int, ...], title: str | None = None, *, note: str = "",
        right: tuple[int, ...] = (),
    ) -> Iterator[SlideTable]:  # fmt: skip
        """A table with the headings of its key; none where there are no rows. ``right`` are its columns of figures."""
        if not rows:
            return
        name = title or self.t(key)
        head = tuple(self.words.fill(one, {}) for one in self.words.find(f"slides.heads.{key}"))
        yield SlideTable(name, head, tuple(rows), widths, self.t("table_alt", title=name, n=len(rows)), note=note,
                         right=frozenset(right), most=MOST + 1, notes=self.t(f"spoken.{key}"))  # fmt: skip

    def way(self, baseline: float | None, target: float | None, unit: str | None) -> str:
        """From – to, as numbers are written."""
        if baseline is None and target is None:
            return "–"
        said = [
            decimal(one, self.words.language) if one is not None else self.words("report.benefits.missing")
            for one in (baseline, target)
        ]
        return f"{said[0]} → {said[1]}{chr(160) + unit if unit else ''}"


def _launch(one: ServiceRow) -> str:
    """As agreed or planned, and as foreseen where that is another day."""
    if one.launch and one.forecast and one.forecast != one.launch:
        return f"{_day(one.launch)} → {_day(one.forecast)}"
    return _day(one.launch)


def _whole(value: float | None, language: str) -> str:
    """Whole kroner, or that nobody knows."""
    return "–" if value is None else decimal(value, language, 0)


def _day(when: date | None) -> str:
    return f"{when:%d.%m.%Y}" if when else "–"
