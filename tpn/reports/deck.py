"""A presentation in words: which slides there are and what stands on each, before anything is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tpn.model.choices import MeetingKind
from tpn.texts import Words, decimal, long_day
from tpn.views.slides import MOST, Presentation, ServiceRow


@dataclass(frozen=True, slots=True)
class CoverSlide:
    """The first slide, and the last."""

    title: str
    lines: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Points:
    """A few sentences."""

    title: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table; ``widths`` are shares of the width, ``alt`` says what it shows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    alt: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """The organisation: rows of boxes, each with its name and its people, every row under the one before."""

    title: str
    rows: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The plan: bars from–to with their names, marks on days, and the day it is seen from."""

    title: str
    bars: tuple[tuple[str, date, date], ...]
    marks: tuple[tuple[str, date], ...]
    mark_name: str
    today: date
    today_name: str
    alt: str


Slide = CoverSlide | Points | SlideTable | Boxes | Timeline
Rows = Sequence[tuple[str, ...]]


def deck(view: Presentation, words: Words, lights: Rows, name: str) -> tuple[Slide, ...]:
    """The slides of a presentation. ``name`` is what the meeting is called, ``lights`` the project's as words."""
    return tuple(_Deck(view, words, name).slides(lights))


class _Deck:
    """The words of one presentation."""

    def __init__(self, view: Presentation, words: Words, name: str) -> None:
        self.view = view
        self.words = words
        self.name = name

    def slides(self, lights: Rows) -> Iterator[Slide]:
        """Why first and what happens now last; to the steering group the status and its questions first."""
        yield self.cover()
        if self.view.kind is MeetingKind.STEERING:
            yield from self.paged("status", lights, (2, 2, 7))
            yield from self.decisions()
        else:
            yield from self.why()
            yield from self.goals()
            yield self.organisation()
        yield from self.services()
        yield from self.plan()
        yield from self.benefits()
        yield from self.risks()
        yield from self.next_steps()
        yield self.closing()

    def t(self, key: str, **facts: object) -> str:
        """A text of the presentation."""
        return self.words(f"slides.{key}", **facts)

    def cover(self) -> CoverSlide:
        view = self.view
        when = long_day(view.day, self.words.language) if view.day else ""
        place = [part for part in (when, view.place) if part]
        lines = [self.name, ", ".join(place), view.presenter or ""]
        return CoverSlide(view.project, tuple(line for line in lines if line), view.municipality or "")

    def why(self) -> Iterator[Slide]:
        volume = self.t(
            "volume", n=len(self.view.services), cases=decimal(self.view.cases, self.words.language)
        )
        points = (*self.view.why[: MOST - 1], *([volume] if self.view.cases else []))
        if points:
            yield Points(self.t("why"), points)

    def goals(self) -> Iterator[Slide]:
        rows = [
            (goal.text, goal.measure or "–", self.way(goal.baseline, goal.target, goal.unit), _day(goal.by))
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
        return Boxes(self.t("organisation"), rows, alt)

    def services(self) -> Iterator[Slide]:
        rows = [
            (one.name, one.responsible or self.t("nobody"), str(one.wave or "–"), _launch(one))
            for one in self.view.services
        ]
        yield from self.paged("services", rows, (9, 5, 3, 6))

    def plan(self) -> Iterator[Slide]:
        if not self.view.spans:
            return
        bars = tuple(
            (self.words(f"status.phases.{span.phase}"), span.start, span.end) for span in self.view.spans
        )
        said = [self.t("bar_alt", name=name, start=start, end=end) for name, start, end in bars]
        said += [self.t("mark_alt", name=name, day=day) for name, day in self.view.launches]
        yield Timeline(self.t("plan"), bars, self.view.launches, self.t("launch"), self.view.today,
                       self.t("today"), "; ".join(said))  # fmt: skip

    def benefits(self) -> Iterator[Slide]:
        rows = [
            (one.title, self.way(one.baseline, one.target, one.unit), one.owner or "–")
            for one in self.view.benefits
        ]
        yield from self.paged("benefits", rows[:MOST], (9, 5, 4))

    def risks(self) -> Iterator[Slide]:
        rows = [
            (f"{one.id} {one.title}", str(one.score), one.action or "–", one.owner or "–")
            for one in self.view.risks
        ]
        yield from self.paged("risks", rows[: MOST - 1], (7, 3, 7, 4))

    def decisions(self) -> Iterator[Slide]:
        for one in self.view.decisions:
            title = f"{self.words('agenda.case', case=one.case)}: {one.title}" if one.case else one.title
            said = self.t("recommendation", text=one.recommendation or self.t("not_written"))
            for slide in self.paged("decision", one.alternatives, (5, 4, 4, 4), title):
                yield replace(slide, note=said)
            if not one.alternatives:
                yield Points(title, (said,))

    def next_steps(self) -> Iterator[Slide]:
        rows = [
            (
                f"{one.start.day:02d}.{one.start.month:02d}.",
                one.title,
                ", ".join(one.responsible) or self.t("nobody"),
            )
            for one in self.view.coming
            if one.responsible or one.due
        ]
        yield from self.paged("next", rows[:MOST], (2, 9, 5))

    def closing(self) -> CoverSlide:
        lines = [part for part in (self.view.presenter, self.view.contact) if part]
        return CoverSlide(self.t("questions"), tuple(lines), self.view.municipality or "")

    def paged(
        self, key: str, rows: Rows, widths: tuple[int, ...], title: str | None = None
    ) -> Iterator[SlideTable]:
        """A table on as many slides as its rows need."""
        name = title or self.t(key)
        most = MOST + 2 if key == "status" else MOST + 1
        count = -(-len(rows) // most)
        each = -(-len(rows) // count) if count else 1
        pages = [rows[n : n + each] for n in range(0, len(rows), each)]
        head = tuple(self.words.fill(one, {}) for one in self.words.find(f"slides.heads.{key}"))
        for number, page in enumerate(pages, 1):
            said = name + (f" ({number}/{len(pages)})" if len(pages) > 1 else "")
            yield SlideTable(said, head, tuple(page), widths, self.t("table_alt", title=said, n=len(page)))

    def way(self, baseline: float | None, target: float | None, unit: str | None) -> str:
        """From – to, as numbers are written."""
        if baseline is None and target is None:
            return "–"
        said = [decimal(one, self.words.language) if one is not None else "?" for one in (baseline, target)]
        return f"{said[0]} → {said[1]}{chr(160) + unit if unit else ''}"


def _launch(one: ServiceRow) -> str:
    """As agreed or planned, and as foreseen where that is another day."""
    if one.launch and one.forecast and one.forecast != one.launch:
        return f"{_day(one.launch)} → {_day(one.forecast)}"
    return _day(one.launch)


def _day(when: date | None) -> str:
    return f"{when:%d.%m.%Y}" if when else "–"
