"""A presentation in words: which slides there are and what stands on each, before anything is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tpn.reports.slide_kinds import Boxes, CoverSlide, Points, Slide, SlideTable, Timeline
from tpn.texts import Words, decimal, long_day
from tpn.texts.municipality import municipality_said
from tpn.views.benefit_facts import freed_worth
from tpn.views.slides import MOST, GoalLine, Presentation, ServiceRow

TOP = 5
"""Risks of a presentation."""
Rows = Sequence[tuple[str, ...]]


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
        volume = self.t(
            "volume", n=len(self.view.services), cases=decimal(self.view.cases, self.words.language),
            names=[one.name for one in self.view.services],
        )  # fmt: skip
        points = (*map(self.reason, self.view.why[: MOST - 1]), *([volume] if self.view.cases else []))
        if points:
            yield Points(self.t("why"), points, notes=self.t("spoken.why"))

    def reason(self, goal: GoalLine) -> str:
        """What is to be better, and from what to what where that is measured."""
        way = self.way(goal.baseline, goal.target, goal.unit)
        return (
            goal.text
            if way == "–"
            else self.t("reason", goal=goal.text.rstrip("."), measure=goal.measure, way=way)
        )

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
        yield from self.paged("goals", rows, (7, 5, 4, 4))

    def organisation(self) -> Boxes:
        view = self.view
        support = tuple(f"{self.words.choice(role)}: {name}" for role, name in view.support)
        rows = (
            ((self.t("owner"), (view.owner or "–",)), (self.t("steering"), view.steering or ("–",))),
            ((self.t("lead"), (view.lead or "–",)),),
            ((self.t("group"), view.group or ("–",)), (self.t("support"), support or ("–",))),
        )
        alt = "; ".join(f"{name}: {', '.join(people)}" for row in rows for name, people in row)
        return Boxes(self.t("organisation"), rows, alt, notes=self.t("spoken.organisation"))

    def services(self) -> Iterator[Slide]:
        rows = [
            (one.name, one.owner or self.t("nobody"), one.responsible or self.t("nobody"), _launch(one))
            for one in self.view.services
        ]
        yield from self.paged("services", rows, (8, 5, 5, 6))

    def plan(self) -> Iterator[Slide]:
        if not self.view.spans:
            return
        bars = tuple(
            (self.words(f"status.phases.{span.phase}"), span.start, span.end) for span in self.view.spans
        )
        said = [self.t("bar_alt", name=name, start=start, end=end) for name, start, end in bars]
        said += [self.t("mark_alt", name=name, day=day) for name, day in self.view.launches]
        yield Timeline(self.t("plan"), bars, self.view.launches, self.t("launch"), self.view.today,
                       self.t("today"), "; ".join(said), notes=self.t("spoken.plan"))  # fmt: skip

    def benefits(self) -> Iterator[Slide]:
        """What is worth kroner, with what that is to the municipality in a year, and then what is better without."""
        totals = self.view.totals
        priced = [one for one in self.view.benefits if one.municipal]
        rows = [
            (one.title, self.way(one.baseline, one.target, one.unit), _whole(one.municipal, self.words.language),
             one.owner or "–")
            for one in priced
        ]  # fmt: skip
        note = ""
        if totals and totals.municipal:
            language = self.words.language
            freed = freed_worth(self.view.benefits)
            said = [self.t("worth", municipal=_whole(totals.municipal, language))]
            said += [self.t("worth_freed", freed=_whole(freed, language))] if freed else []
            said += [self.t("worth_users", users=_whole(totals.users, language))] if totals.users else []
            note = " ".join(said)
        pages = list(self.paged("benefits", rows, (9, 5, 4, 4)))
        for number, slide in enumerate(pages, 1):  # the sum is said once, under the last of them
            yield replace(slide, note=note if number == len(pages) else "", right=frozenset({2}))
        others = [
            (one.title, self.way(one.baseline, one.target, one.unit), _day(one.by), one.owner or "–")
            for one in self.view.benefits
            if one not in priced
        ]
        yield from self.paged("better", others, (9, 5, 4, 4))

    def risks(self) -> Iterator[Slide]:
        rows = [
            (f"{one.id} {one.title}", str(one.score), one.action or "–", one.owner or "–")
            for one in self.view.risks
        ]
        for slide in self.paged("risks", rows[:TOP], (7, 3, 7, 4)):
            yield replace(
                slide,
                note=self.words.count("slides.more_risks", more) if (more := len(rows) - TOP) > 0 else "",
            )

    def asked(self) -> Iterator[Slide]:
        """The time that the units are asked for."""
        language = self.words.language
        rows = [
            (one.role, one.unit or "–", one.person or self.t("nobody"), f"{decimal(one.percent, language)} %",
             f"{_day(one.start)}–{_day(one.end)}" if one.start and one.end else _day(one.start or one.end))
            for one in self.view.asked
        ]  # fmt: skip
        yield from self.paged("asked", rows, (7, 6, 5, 3, 6))

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
        yield from self.paged("next", rows[: MOST + 1], (2, 9, 5))

    def paged(
        self, key: str, rows: Rows, widths: tuple[int, ...], title: str | None = None
    ) -> Iterator[SlideTable]:
        """A table on as many slides as its rows need."""
        name = title or self.t(key)
        most = MOST + 1
        count = -(-len(rows) // most)
        each = -(-len(rows) // count) if count else 1
        pages = [rows[n : n + each] for n in range(0, len(rows), each)]
        head = tuple(self.words.fill(one, {}) for one in self.words.find(f"slides.heads.{key}"))
        for number, page in enumerate(pages, 1):
            said = name + (f" ({number}/{len(pages)})" if len(pages) > 1 else "")
            yield SlideTable(said, head, tuple(page), widths, self.t("table_alt", title=said, n=len(page)),
                             notes=self.t(f"spoken.{key}"))  # fmt: skip

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
