"""The words of a status report: what a template may ask of the facts, in a language."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from markupsafe import Markup

from tpn.model.choices import Dimension, Light, ParticipationKind
from tpn.model.people import short_names
from tpn.plan.baseline import FINISH
from tpn.reports.blocks import Look
from tpn.reports.reason_words import because, because_shortly, millions
from tpn.reports.signs import SYMBOLS
from tpn.reports.small_markdown import dressed, escaped
from tpn.texts import Words, day, decimal, long_day, short_day
from tpn.texts.distance import apart
from tpn.texts.formats import MONTHS, NBSP
from tpn.texts.light_reasons import OverallPart, verdict
from tpn.texts.municipality import municipality_said
from tpn.views.benefit_facts import BenefitFacts, freed_worth
from tpn.views.change_facts import RecordEvent, SinceLast
from tpn.views.report_facts import (
    CaseOption,
    DueWork,
    LightFacts,
    Matter,
    MilestoneFacts,
    Reason,
    ServiceFacts,
    StatusReport,
    TrendFacts,
    TrendPoint,
)
from tpn.views.risk_facts import UndoneAction

WEEK = 5
"""Working days from which a change of forecast is told one by one; less is counted."""
ROWS_BESIDE = 40
"""Rows of a list in two columns that stand on one page."""
LONG_COMMENT = 260
"""Characters of a comment that the table of lights has room for: two lines and a bit."""


class ReportWords:
    """The sentences of one report. Templates call it ``w``, and may call the methods of ``SPOKEN``."""

    SPOKEN: ClassVar[frozenset[str]] = frozenset(
        """long_comment long_comments halves expected_of of_late first_names
        lamp was dress dimension choice verdict why because short long written month distance apart off
        launch millions thousands whole
        signed percent number actions ways reached matter_facts recommended shown units day trail trend_title
        moved_original some bold effects unmeasured
        kind changed part moves moved_weeks silent listed titled also service_why clear_of
        needs_waiver stands held undecided
        should overdue_told gaps_told way_told moved_little spelled municipality
        undecided_red freed agreed_finish net_of_running""".split()  # noqa: SIM905 - read as words
    )

    def __init__(self, report: StatusReport, words: Words) -> None:
        self._report, self._words = report, words
        self.today = report.head.as_of

    # -------------------------------------------------------- lights

    def lamp(self, light: Light) -> Markup:
        """A light as its sign and word in its colour."""
        return self._lamp(light, light.value)

    def was(self, light: Light | None) -> Markup:
        """Last report's light: without its box."""
        return Markup("–") if light is None else self._lamp(light, f"was_{light.value}")

    def _lamp(self, light: Light, look: str) -> Markup:
        word = self._words.choice(light).capitalize()
        return Markup(dressed(escaped(f"{SYMBOLS[light]}{NBSP}{word}"), _look(look)))  # noqa: S704 - escaped

    def dress(self, value: object, look: str) -> Markup:
        """A value in one of the looks of small Markdown."""
        text = self._words.fill("{value}", {"value": value})
        return Markup(dressed(escaped(text), _look(look)))  # noqa: S704 - escaped

    def dimension(self, dimension: Dimension) -> str:
        """What a light is about."""
        return self._words(f"status.dimensions.{dimension}")

    def choice(self, value: StrEnum) -> str:
        """The word for a choice, inside a sentence."""
        return self._words.choice(value).lower()

    def verdict(self) -> str:
        """What the overall light means: the phrase of the dimension that decides, and who has set it otherwise."""
        told = (
            OverallPart(one.dimension, one.light, one.computed, one.overruled, one.by)
            for one in self._report.lights
        )
        return verdict(self._report.overall, told, self._words)

    def why(self, one: LightFacts) -> str:
        """The computed reasons, at most two whole ones; and who has overruled, when and why."""
        said = [self.because(reason) for reason in one.because[:2]]
        if len(one.because) > len(said):
            said.append(self._words("report.lights.more", n=len(one.because) - len(said)))
        if one.overruled:
            key = "report.lights.overruled_until" if one.until else "report.lights.overruled"
            said.append(self._words(
                key, computed=self._words.choice(one.computed).lower(), light=self._words.choice(one.light).lower(),
                by=one.by or self._words("report.verdict.somebody"), on=day(one.on) if one.on else "",
                until=one.until, reason=(one.reason or "").rstrip("."),
            ).replace("  ", " "))  # fmt: skip
        return " ".join(said).replace("..", ".")

    def long_comment(self, one: LightFacts) -> bool:
        """Whether a comment is more than the table on page one has room for."""
        return len(one.comment or "") > LONG_COMMENT

    def long_comments(self) -> tuple[LightFacts, ...]:
        """The lights whose comments stand whole after page one."""
        return tuple(one for one in self._report.lights if self.long_comment(one))

    def because(self, reason: Reason) -> str:
        """A fact that made a light what it is, as a sentence that names record, number and limit."""
        return because(reason, self._words, self.today)

    # -------------------------------------------------------- dates and distances

    def short(self, when: date | None) -> str:
        """02.10. while the year is plain; else with its year."""
        return short_day(when, self.today) if when else "–"

    def long(self, when: date) -> str:
        """Mandag 5. oktober 2026, with no-break spaces inside."""
        return long_day(when, self._words.language).replace(". ", f".{NBSP}")

    def written(self, when: date) -> str:
        """5. oktober 2026, as in running text."""
        dot = "" if self._words.language == "en" else "."
        return f"{when.day}{dot}{NBSP}{MONTHS[self._words.language][when.month - 1]} {when.year}"

    def month(self) -> str:
        """Oktober 2026."""
        return f"{MONTHS[self._words.language][self.today.month - 1]} {self.today.year}"

    def distance(self, days: int | None) -> str:
        """How far from what was agreed, in a table: in working days all down the column."""
        if days is None:
            return "–"
        if days == 0:
            return self._words("report.distance.on")
        way = "after" if days > 0 else "before"
        return self._words.count(f"report.distance.days_{way}", abs(days))

    def apart(self, days: int | None, first: date | None = None, last: date | None = None) -> str:
        """The same in whole words, for a sentence; ``first`` and ``last`` are the days that stand beside it."""
        return apart(days or 0, self._words, (first, last))

    def agreed_finish(self) -> str:
        """The day of the finish that is agreed, the first one where that was another, and how far the forecast is."""
        f, service = self._report.figures, self._report.head.service
        own = next((one.agreed for one in self._report.services if one.id == service), None)
        if own:  # of a service it is its launch that is agreed
            return self._words("report.figures.launch_agreed", agreed=own)
        if f.agreed is None:
            return self._words("report.figures.not_agreed")
        key = "original" if f.original and f.original != f.agreed else "agreed"
        late = self.apart(f.late, f.agreed, f.finish)
        return self._words(f"report.figures.{key}", agreed=f.agreed, original=f.original, late=late)

    def trail(self, points: Sequence[TrendPoint]) -> str:
        """02.10. → 12.10. (B-07): each date once, with the decision behind it; what has not moved stands once."""
        said: list[str] = []
        last: date | None = None
        for one in points:
            if one.to != last:
                said.append(f"{self.short(one.to)} ({one.decision})" if one.decision else self.short(one.to))
            last = one.to
        return " → ".join(said) or "–"

    def trend_title(self, one: TrendFacts) -> str:
        """What has moved."""
        return one.title if one.key != FINISH else self._words("report.trend.finish")

    def held(self, days: int | None, opened: int) -> str:
        """The distance of a milestone, with how many *must* points a launch that is near still lacks."""
        lacks = self._words.count("report.milestones.open", opened) if opened else ""
        return ", ".join(said for said in (self.distance(days), lacks) if said)

    def off(self, days: int | None, opened: int = 0) -> Markup:
        """The distance in its dress: red where it is late, or a launch that is near lacks something."""
        return self.dress(self.held(days, opened), "late" if opened or (days and days > 0) else "quiet")

    def launch(self, one: Any) -> str:
        """When a service is launched: as agreed, or agreed → forecast where they differ."""
        if one.launched:
            return self._words("report.services.launched", day=one.launched)
        if one.agreed and one.forecast and one.agreed != one.forecast:
            return f"{day(one.agreed)} → {day(one.forecast)}"
        when = one.forecast or one.agreed
        return day(when) if when else self._words("report.services.undated")

    # -------------------------------------------------------- numbers

    def millions(self, value: float | None) -> str:
        """1,81: millions of NOK with two decimals."""
        return "–" if value is None else millions(value, self._words)

    def whole(self, value: float | None) -> str:
        """Whole NOK, or what stands where nobody knows."""
        return "–" if value is None else decimal(value, self._words.language, 0)

    def net_of_running(self) -> str:
        """What running the new solutions costs in a year, and what is left of the worth; empty without such a cost."""
        sums = self._report.totals
        if sums is None or not sums.municipal or not sums.running:
            return ""
        net = sums.municipal - sums.running
        way = "saved" if net > 0 else "dearer" if net < 0 else "even"
        told = self._words(f"report.political.net_{way}", n=self.whole(abs(net)))
        return self._words("report.political.running", running=self.whole(sums.running), net=told)

    def freed(self) -> float:
        """What of the municipality's worth of a year is freed time, NOK."""
        return freed_worth((*self._report.benefits, *self._report.unmeasured))

    def thousands(self, value: float | None) -> str:
        """Thousands of NOK, as budgets are read."""
        return "–" if value is None else decimal(value / 1000, self._words.language, 0)

    def signed(self, value: float | None) -> str:
        """The same with its sign, the minus as long as the digits."""
        if value is None:
            return "–"
        text = decimal(abs(value), self._words.language, 0)
        return text if text == "0" else f"−{text}" if value < 0 else f"+{text}"

    def percent(self, value: float | None) -> str:
        """One decimal with its sign."""
        if value is None:
            return "–"
        text = decimal(abs(value), self._words.language, 1)
        return f"−{text}" if value < 0 else f"+{text}" if value > 0 else text

    def number(self, value: float | None) -> str:
        """As people write it; «mangler» has its own words."""
        return "–" if value is None else decimal(value, self._words.language)

    # -------------------------------------------------------- people

    def actions(self, actions: Sequence[UndoneAction], *, names: bool) -> str:
        """Measures with who and when; whose deadline has passed is named only to the project group."""
        said = []
        for one in actions:
            late = one.due is not None and one.due < self.today
            who = self.of_late(one.responsible, one.units) if late and not names else ""
            people = [who] if who else short_names(one.responsible)
            about = ", ".join([*people, *([self.short(one.due)] if one.due else [])])
            said.append(f"{one.what.rstrip('.')} ({about})." if about else f"{one.what.rstrip('.')}.")
        return " ".join(said)

    def of_late(self, people: Sequence[str], units: Sequence[str]) -> str:
        """Whose something is that is overdue, to others than the project group: the unit; empty: nobody's."""
        return ", ".join(units) or (self._words("status.no_unit") if people else "")

    def expected_of(self, one: DueWork, *, names: bool) -> str:
        """Whose something is that is expected: first names, of what is overdue the unit alone (but in the group)."""
        if not names and self.is_overdue(one):
            return self.of_late(one.people, one.units) or "–"
        return self.first_names(one.people)

    def is_overdue(self, one: DueWork) -> bool:
        """Whether the day that binds something that is expected has passed."""
        return one.agreed is not None and one.agreed < self.today

    def ways(self, matter: Matter) -> tuple[str, ...]:
        """The columns that some way of a matter fills."""
        return tuple(
            name for name in ("time", "cost", "benefit") if any(getattr(w, name) for w in matter.ways)
        )

    def reached(self) -> str:
        """The milestones reached since last time, each with its day."""
        said = [
            self._words(
                "report.milestones.agreed_on" if one.late else "report.milestones.on", title=one.title,
                day=self.short(one.reached), agreed=self.short(one.agreed),
            )
            for one in self._report.reached
        ]  # fmt: skip
        return ", ".join(said).rstrip(".") + "."

    def way_told(self, way: CaseOption) -> str:
        """An alternative with what is known of it, in sentences; a date at the end has its full stop already."""
        known = (("time", way.time), ("cost", way.cost), ("benefit", way.benefit))
        told = (
            f"{self._words(f'report.decisions.{name}')}: {said.rstrip('.')}" for name, said in known if said
        )
        return ". ".join((way.title.rstrip("."), *told))

    def matter_facts(self, matter: Matter) -> str:
        """By when a matter must be decided, and which case it is."""
        said = [self._words("report.decisions.deadline", day=matter.needed_by)] if matter.needed_by else []
        said += [self._words("report.decisions.case", case=matter.case)] if matter.case else []
        return " · ".join(said)

    def recommended(self, matter: Matter) -> str:
        """What is recommended; that nothing is yet, and who presents the case."""
        if matter.recommendation:
            return matter.recommendation
        key = "no_recommendation_presented" if matter.presenter else "no_recommendation"
        return self._words(f"report.decisions.{key}", presenter=matter.presenter)

    def undecided(self) -> str:
        """What comes on top of what the components cost to run, while nobody has chosen a way for some of them."""
        totals = self._report.totals
        return " ".join(
            self._words("report.benefits.undecided" if low < high else "report.benefits.undecided_one", name=name,
                        low=self.whole(low), high=self.whole(high))
            for name, low, high in (totals.undecided if totals else ())
        )  # fmt: skip

    def needs_waiver(self, matter: Matter) -> str:
        """What a launch that is asked for cannot have in place in time: each point with the work it waits for."""
        late = matter.service.after_launch if matter.service else ()
        return " ".join(
            self._words("report.decisions.late_point", **one._asdict()) for one in late
        )  # fmt: skip

    def stands(self, one: ServiceFacts) -> str:
        """How many *must* points are open before a launch, and when that is."""
        opened = self._words(
            "agenda.service_stands", name=one.name, open=one.points - one.clear, total=one.points
        )
        return f"{opened} {self._words('report.decisions.launch', day=self.launch(one))}"

    def shown(self, *, most: int) -> tuple[tuple[MilestoneFacts, ...], int]:
        """The milestones that are late or come first; and how many more there are, all as agreed."""
        report = self._report
        room = max(0, most - sum(bool(one.late) for one in report.milestones))
        on_time = [one for one in report.milestones if not one.late][:room]
        kept = [one for one in report.milestones if one.late or one in on_time]
        return tuple(kept), len(report.milestones) - len(kept)

    def units(self) -> tuple[tuple[str, int], ...]:
        """How much is overdue by unit; no names."""
        counts: dict[str, int] = {}
        for one in self._report.overdue:
            nobody = "status.no_unit" if one.people else "report.overdue.nobody"
            unit = one.units[0] if one.units else self._words(nobody)
            counts[unit] = counts.get(unit, 0) + 1
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    # -------------------------------------------------------- what a template leaves out

    def day(self, when: date | None) -> str:
        """05.10.2026."""
        return day(when) if when else "–"

    def moved_original(self, lines: Sequence[MilestoneFacts]) -> bool:
        """Whether any milestone was agreed otherwise at first."""
        return any(one.original and one.agreed and one.original != one.agreed for one in lines)

    def some(self, rows: Sequence[Any], name: str) -> bool:
        """Whether any row has a figure of that name other than nought."""
        return any(getattr(row, name) for row in rows)

    def bold(self, text: str, strong: bool) -> Markup:
        """A text, in bold type where asked."""
        return Markup(f"**{escaped(text)}**" if strong else escaped(text))  # noqa: S704 - escaped

    def effects(self) -> tuple[BenefitFacts, ...]:
        """The benefits that say whose budget they change."""
        return tuple(one for one in (*self._report.benefits, *self._report.unmeasured) if one.budget_of)

    def unmeasured(self) -> str:
        """How many benefits have their baseline alone, and how many not even that; empty where all are measured."""
        without = self._report.unmeasured
        at_baseline = sum(one.only_baseline is not None for one in without)
        counts = (("at_baseline", at_baseline), ("without", len(without) - at_baseline))
        said = [self._words.count(f"report.benefits.{key}", number) for key, number in counts if number]
        return f"{', '.join(said)}." if said else ""

    def kind(self, kind: ParticipationKind | None) -> str:
        """With whom something is taken up, inside a sentence."""
        return self._words(f"report.participation.kinds.{kind}") if kind else "–"

    def changed(self, since: SinceLast) -> bool:
        """Whether anything has changed."""
        return any(value for name, value in since._asdict().items() if name not in {"day", "number", "added"})

    def part(self, since: SinceLast, name: str) -> tuple[RecordEvent, ...]:
        """One kind of what has changed."""
        found: tuple[RecordEvent, ...] = getattr(since, name)
        return found

    def moves(self, since: SinceLast) -> str:
        """How many activities have a later forecast, and how many an earlier one."""
        later = sum(len(ids) for days, ids in since.moved if days > 0)
        earlier = sum(len(ids) for days, ids in since.moved if days < 0)
        said = [self._words.count("report.since.later", later)] if later else []
        said += [self._words.count("report.since.earlier", earlier)] if earlier else []
        return ", ".join(said)

    def silent(self, reader: str) -> str:
        """What there is nothing to tell of, in one list: the sections that are left out because they are empty."""
        report, words = self._report, self._words
        empty = [words("report.deviations.none")] if not report.deviations else []
        empty += [words("report.ended.none")] if not report.ended else []
        return "" if reader == "eier" else ", ".join(empty)

    # -------------------------------------------------------- lists

    def halves(self, rows: Sequence[Any]) -> tuple[tuple[Sequence[Any], Sequence[Any]], ...]:
        """A list in two columns, read down the left one first; after so many rows it begins anew, as pages do."""
        parts = [rows[n : n + ROWS_BESIDE] for n in range(0, len(rows), ROWS_BESIDE)]
        return tuple((part[: (len(part) + 1) // 2], part[(len(part) + 1) // 2 :]) for part in parts)

    def first_names(self, people: Sequence[str]) -> str:
        """First names alone, in a list of what is to be done; the whole name where two share the first."""
        said = {one for line in self._report.next for one in line.people}
        first = [one.split()[0] for one in said]
        return ", ".join(one if first.count(one.split()[0]) > 1 else one.split()[0] for one in people) or "–"

    def listed(self, names: Sequence[str]) -> str:
        """A, B og C."""
        if len(names) < 2:  # noqa: PLR2004 - one needs no «and»
            return "".join(names)
        return f"{', '.join(names[:-1])} {self._words('report.and')} {names[-1]}"

    def titled(self, ids: Sequence[str]) -> str:
        """Records by id and title, parted by semicolons: a title may have commas of its own."""
        titles = self._report.titles
        return "; ".join(f"{name}{NBSP}{titles[name]}" if name in titles else name for name in ids)

    def moved_weeks(self, since: SinceLast) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """What has moved by a week or more; the rest is counted."""
        return tuple((days, ids) for days, ids in since.moved if abs(days) >= WEEK)

    def moved_little(self, since: SinceLast) -> int:
        """How many have moved by less than a week: those that are counted."""
        return sum(len(ids) for days, ids in since.moved if abs(days) < WEEK)

    def undecided_red(self) -> str:
        """Which lights are red, where no decision is asked for and no reason given for that: a comment is neither."""
        report = self._report
        red = [self.dimension(one.dimension).lower() for one in report.lights if one.light is Light.RED]
        if not red or report.asked or report.no_decision_because:
            return ""
        return self._words("report.decisions.unanswered", what=self.listed(red))

    def municipality(self) -> str:
        """What the municipality calls itself: Halden kommune."""
        return municipality_said(self._report.head.municipality, self._words)

    def spelled(self, number: int) -> str:
        """Up to twelve in letters, as running text has it."""
        return self._words.find(f"distance.numbers.n{number}") or str(number)

    def should(self) -> str:
        """How many activities should be done, how many are overdue; and what status counts, where that is more."""
        f = self._report.figures
        told = self._words("report.figures.should", planned=f.planned, overdue=f.overdue)
        more = f.overdue_all is not None and f.overdue_all != f.overdue
        return f"{told} {self._words('report.figures.overdue_all', n=f.overdue_all)}" if more else told

    def overdue_told(self) -> str:
        """How many activities are overdue, and how many in each unit, where some unit has them."""
        units = [f"{unit} {number}" for unit, number in self.units()]
        number = len(self._report.overdue)
        alone = len(units) == 1 and not any(one.units for one in self._report.overdue)
        return self._words.count(
            "report.overdue.told", number, units="" if alone else f" ({self.listed(units)})"
        )

    def gaps_told(self) -> str:
        """What the report stands on that is missing, in one sentence."""
        said = [self._words.count(f"report.gaps.{one.what}", len(one.ids)) for one in self._report.gaps]
        return f"{self.listed(said)}."

    def also(self, matters: Sequence[Matter]) -> str:
        """The cases that a page has no room for, by title."""
        return self.listed([f"«{one.title}»" + (f" ({self.matter_facts(one)})" if self.matter_facts(one) else "")
                            for one in matters])  # fmt: skip

    def clear_of(self, one: ServiceFacts) -> str:
        """«47 av 48, 1 med fravik»: the *must* points that are clear, and how many of them so by a waiver alone."""
        waived = self._words.count("launch.with_waivers", one.waived) if one.waived else ""
        return self._words("report.services.of", clear=one.clear, points=one.points, waived=waived)

    def service_why(self, one: ServiceFacts) -> str:
        """Why a service is not green, as short as a cell has room for."""
        if one.light not in {Light.RED, Light.YELLOW} or not one.because:
            return ""
        return because_shortly(one.because[0], self._words, self.today)


def _look(name: str) -> Look:
    return name  # type: ignore[return-value]  # a light's value, or the name that a template gives
